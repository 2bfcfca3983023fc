"""Stories of dossiers at xã Phụng Công, read on their days: 11/7/2025, then round a due date that falls after 2/9."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.journey

JULY, AUGUST, EVE, OVER = "2025-07-11T09:00", "2025-08-29T09:00", "2025-09-08T08:00", "2025-09-10T08:00"
OWNER, OTHER, BUILDER, STRANGER = "033190000011", "033088000022", "033195000033", "033060000044"
LAND_OFFICE = "Chi nhánh Văn phòng đăng ký đất đai (thử)"
BIRTH, EXTRACT, BUILDING = "1.001193", "2.000635", "1.013227"


def visit(seat, card, procedure):
    """Call up a person and a procedure at the counter; return the address of the visit."""
    page = seat.go("/quay/").page
    page.locator("input[name=q]").first.fill(card)
    page.locator("input[name=q]").first.press("Enter")
    page.wait_for_url(re.compile(r"/quay/luot/"))
    page.locator("#f-q").fill(procedure)
    page.locator("#f-q").press("Enter")
    page.wait_for_url(re.compile(rf"thu-tuc={re.escape(procedure)}"))
    return seat.path


def accepted(seat, about):
    """Accept what is called up; return the dossier's id, its code and its secret."""
    seat.page.locator("[name=about]").fill(about)
    seat.page.keyboard.press("F9")
    seat.page.wait_for_url(re.compile(r"/quay/da-nhan/"))
    code, secret = (text.strip() for text in seat.page.locator(".big-code code").all_inner_texts()[:2])
    return seat.path.rstrip("/").rsplit("/", 1)[-1], code, secret


def act(seat, dossier, slug, answers):
    """Do an act on the page of a dossier as whoever sits there; the page is open again afterwards."""
    page = seat.go(f"/ho-so/{dossier}/").page
    form = page.locator(f"form[action$='/viec/{slug}/']").first
    form.evaluate("one => { const fold = one.closest('details'); if (fold) fold.open = true; }")
    for name, value in answers.items():
        box = form.locator(f"[name='{name}']").first
        if box.evaluate("one => one.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)
    with page.expect_response(lambda one: one.request.method == "POST" and "/viec/" in one.url) as sent:
        form.locator("button:not([type=button])").first.click()
    assert sent.value.status < 400, sent.value.text()
    page.wait_for_load_state("networkidle")
    return seat.go(f"/ho-so/{dossier}/")


def test_what_is_missing_is_asked_for_at_once_and_nothing_else_can_be_asked(lives):
    lives.open(JULY)
    counter = lives.seat("tiepnhan")
    place = visit(counter, OWNER, BIRTH)
    counter.go(place.replace("?", "khong-nhan/?"))
    asked = counter.page.locator("input[name^='thieu.']")
    names = asked.evaluate_all("boxes => boxes.map(box => box.name)")
    assert "thieu.giay-chung-sinh" in names
    assert not any("ho-khau" in name for name in names)
    counter.told_off({"kind": "supplement"})
    both = {"thieu.giay-chung-sinh": "1", "thieu-loi.giay-chung-sinh": "Nộp bản chính", "thieu.to-khai": "1"}
    counter.send({"kind": "supplement", **both, "thieu-loi.to-khai": "Ký tên"})
    counter.reads("Giấy chứng sinh", "Nộp bản chính", "Ký tên")
    application = counter.path.rstrip("/").rsplit("/", 1)[-1]
    assert counter.fetch(f"/quay/khong-nhan/{application}/phieu.pdf").startswith(b"%PDF")
    counter.go("/quay/khong-nhan/").reads("Công Dân Thử Một")


def test_a_receipt_explains_its_date_and_the_look_up_says_the_step_without_a_name(lives):
    lives.open(JULY)
    counter = lives.seat("tiepnhan")
    visit(counter, OTHER, BIRTH)
    dossier, code, secret = accepted(counter, "Khai sinh cho Trẻ Thử Chín")
    counter.reads("11/07/2025")
    assert counter.fetch(f"/ho-so/{dossier}/giay-hen.pdf?kho=a5").startswith(b"%PDF")
    old_man = lives.visitor()
    old_man.go("/thu-tuc/?q=khai+sinh").reads("Thủ tục đăng ký khai sinh")
    old_man.go(f"/thu-tuc/{BIRTH}/").press("Đăng ký đúng hạn")
    old_man.reads("Giấy chứng sinh")
    old_man.go(f"/tra-cuu/?ma={code}")
    old_man.send({"ma-tra-cuu": secret}).reads("2/6", "11/07/2025")
    assert "Công dân" not in old_man.words
    guess = lives.visitor().go(f"/tra-cuu/?ma={code[:-4]}0001")
    told = guess.told_off({"ma-tra-cuu": "AAAA-AAAA"})
    assert "Công dân" not in told


def test_what_is_posted_is_what_the_web_shows_and_a_missing_line_lowers_the_rate(lives):
    lives.open(JULY)
    board, page = "/danh-muc/niem-yet/", f"/danh-muc/niem-yet/{EXTRACT}/"
    director = lives.seat("giamdoc").go(page)
    director.send({}, within="main form[action$='/dang/']")
    director.go(board).reads("20,0 % (1/5)")
    lives.visitor().go(f"/thu-tuc/{EXTRACT}/niem-yet/").reads("8.000")
    assert director.fetch(f"/thu-tuc/{EXTRACT}/niem-yet.pdf").startswith(b"%PDF")
    assert director.fetch("/niem-yet/ma-qr.pdf").startswith(b"%PDF")
    counter = lives.seat("tiepnhan").go(page).page
    fees = (
        counter.locator("form[action$='/thieu/']").filter(has=counter.locator("input[name=line][value^='fee:']")).first
    )
    fees.evaluate("one => { one.closest('details').open = true; }")
    fees.locator("[name=why]").fill("Bị bóc (thử)")
    with counter.expect_navigation():
        fees.locator("button").first.click()
    director.go(board).reads("0,0 % (0/5)", "nay không còn đủ, đúng")


def test_a_land_dossier_shows_who_holds_it_from_the_centre_to_the_land_office_and_back(lives):
    ids = lives.open(JULY)
    economy = lives.seat("kinhte").go(f"/ho-so/{ids['land']}/").reads("Kiểm tra hiện trạng")
    act(economy, ids["land"], "chuyen-buoc", {"opinion": "Đã niêm yết công khai (thử)"})
    economy.reads("Văn phòng đăng ký đất đai trích lục")
    sent = {"body": LAND_OFFICE, "words": "Phiếu chuyển thông tin số 12 (thử)", "answer_by": "18/07/2025"}
    act(economy, ids["land"], "gui-co-quan", sent).reads(LAND_OFFICE, "18/07")
    director = lives.seat("giamdoc").go(f"/ho-so/{ids['land']}/")
    director.reads(LAND_OFFICE)


def test_a_result_goes_to_nobody_but_whose_it_is(lives):
    ids = lives.open(JULY)
    counter = lives.seat("tiepnhan")
    for number in (STRANGER, OWNER):
        counter.go("/quay/tra/").page.locator("input[name=q]").first.fill(OWNER)
        counter.page.locator("input[name=q]").first.press("Enter")
        counter.page.locator("input[name=number]").fill(number)
        counter.page.keyboard.press("F9")
        if number == STRANGER:
            counter.page.wait_for_selector("[name=number][aria-invalid=true]")
    counter.page.wait_for_url(re.compile("da-tra"))
    counter.go(f"/ho-so/{ids['ready']}/").reads("Đã trả kết quả")


def test_what_is_charged_is_what_is_posted_at_that_hour_and_the_till_is_counted(lives):
    ids = lives.open(JULY)
    counter = lives.seat("tiepnhan").go("/quay/thu/ca/mo/").send({"to-10000": "2"})
    way = f"/quay/thu/ho-so/{ids['ready']}/"
    counter.go(f"{way}lap/").reads("Thông tư 281/2016/TT-BTC", "8.000")
    bill = counter.send({}).path
    counter.reads("8.000")
    counter.send({"tendered": "10.000"}).reads("Đã thu", "2.000")
    receipt = counter.page.locator("a[href*='/quay/thu/bien-lai/']").first.get_attribute("href")
    assert counter.fetch(receipt).startswith(b"%PDF")
    lives.seat("ketoan").go("/quay/thu/doi-soat/bat-dau/").send({}).go("/quay/thu/doi-soat/2025-07-11/").reads("8.000")
    assert bill.startswith("/quay/thu/phieu/")


def test_the_report_from_the_first_of_july_adds_up_and_says_what_it_does_not_know(lives):
    lives.open(JULY)
    director = lives.seat("giamdoc").go("/bao-cao/?tu=01/07/2025&den=11/07/2025")
    director.reads("Báo cáo cân đối", "chưa có")
    assert "chưa cân đối" not in director.words.lower()
    director.page.locator("#muc-1 a").first.click()
    director.page.wait_for_load_state()
    director.reads("Chỉ hiện hồ sơ bạn được xem")
    assert director.fetch("/bao-cao/bieu.xlsx?tu=01/07/2025&den=11/07/2025").startswith(b"PK")
    director.go("/bao-cao/khoi-luong/?tu=01/07/2025&den=11/07/2025").reads("Hộ tịch", "Đất đai", "Lê Thử Nhận")


def test_five_working_days_from_29_august_skip_the_second_of_september(lives):
    lives.open(AUGUST)
    counter = lives.seat("tiepnhan")
    for number in (1, 2):
        visit(counter, BUILDER, BUILDING)
        accepted(counter, f"Gia hạn giấy phép nhà thử {number}")
        counter.reads("09/09/2025")
    counter.go("/viec/?ds=chua-lay").reads("Quá 7 ngày chưa đến nhận")


def test_the_day_before_it_is_warned_of_and_apologised_for_once(lives):
    ids = lives.open(EVE)
    lives.work()
    director = lives.seat("giamdoc").go("/viec/?ds=xin-loi")
    director.reads("Công Dân Thử Ba")
    dossier = ids["permit-1"]
    told = {"day": "12/09/2025", "cause": "people", "reason": "Cán bộ thẩm định nghỉ ốm (thử)"}
    act(director, dossier, "xin-loi", told).reads("12/09/2025", "Cán bộ thẩm định nghỉ ốm (thử)")
    assert director.page.locator("form[action*='/xin-loi/']").count() == 0, "a second date is locked"
    assert director.fetch(f"/ho-so/{dossier}/thu/xin-loi.pdf").startswith(b"%PDF")


def test_what_passed_its_date_without_an_apology_is_told_to_the_chair(lives):
    ids = lives.open(OVER)
    lives.work()
    lives.seat("lanhdao").go("/thong-bao/").reads("quá hạn")
    director = lives.seat("giamdoc").go("/viec/?ds=qua-han").reads("Công Dân Thử Ba")
    director.go(f"/ho-so/{ids['permit-2']}/").reads("quá hạn")
    director.go("/bao-cao/?tu=01/09/2025&den=10/09/2025").reads("Báo cáo cân đối")
    assert lives.faults() == []
