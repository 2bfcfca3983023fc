"""A day at the counter beyond the simple path: two dossiers in one visit with scans, a correction, a proxy, the close."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from tests.browser import accessible
from tests.journeys.conftest import FRIDAY
from tests.journeys.test_birth import CARD, STICKS_OUT

pytestmark = pytest.mark.journey

BIRTH, EXTRACT, COPIES = "1.001193", "2.000635", "2.000815"
OWNER, STRANGER = "033190000011", "033088000022"
PROXY_CARD = "033192000777||Nguyễn Thị Thử Thay|05061992|Nữ|Xóm 3, xã Phụng Công, tỉnh Hưng Yên|01072021"
LOOK_UP = re.compile(r"/tra-cuu/\?ma=(?P<code>[^#]+)#(?P<signed>\d+)$")


def narrow(page):
    """Fail if the page is wider than a telephone, or a word sticks out of its card there."""
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    assert page.evaluate(STICKS_OUT) == []
    page.set_viewport_size({"width": 1366, "height": 768})


def choose(page, procedure):
    """Choose a procedure by its code, as typed."""
    page.locator("#f-q").fill(procedure)
    page.locator("#f-q").press("Enter")
    page.wait_for_url(re.compile(rf"thu-tuc={re.escape(procedure)}"))


def call_up(page, house, procedure):
    """Begin a visit with the card of the owner and choose a procedure."""
    page.goto(f"{house.root}/quay/")
    page.locator("input[name=q]").first.fill(CARD)
    page.locator("input[name=q]").first.press("Enter")
    page.wait_for_url(re.compile(r"/quay/luot/"))
    choose(page, procedure)


def accept(page, about):
    """Say what it is about and accept with one key; return the dossier's id and its code."""
    page.locator("[name=about]").fill(about)
    page.keyboard.press("F9")
    page.wait_for_url(re.compile(r"/quay/da-nhan/"))
    return page.url.rstrip("/").rsplit("/", 1)[-1], page.locator(".big-code code").first.inner_text().strip()


def picture():
    """Return a small scan as a camera makes it."""
    out = BytesIO()
    Image.new("RGB", (60, 80), "white").save(out, "JPEG")
    return {"name": "to-khai.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def document():
    """Return a small PDF of two pages as a scanner makes it."""
    out = BytesIO()
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 280))
        pdf.add_blank_page(page_size=(200, 280))
        pdf.save(out)
    return {"name": "giay-to.pdf", "mimeType": "application/pdf", "buffer": out.getvalue()}


def scan_of(pdf, folder):
    """Return the first page of a PDF as somebody's scanner would give it."""
    (folder / "slip.pdf").write_bytes(pdf)
    command = ["pdftoppm", "-r", "150", "-gray", "-png", "-singlefile", "slip.pdf", "slip"]
    subprocess.run(command, cwd=folder, check=True, stderr=subprocess.DEVNULL)
    return folder / "slip.png"


def read_qr(picture_file):
    """Return the code and the signed digits in the one QR of a printed slip that leads to the look-up page."""
    with Image.open(picture_file) as image:
        texts = {found.text for found in zxingcpp.read_barcodes(image)}
    (found,) = [match for match in map(LOOK_UP.search, texts) if match]
    return found["code"], found["signed"]


def test_one_visit_takes_two_dossiers_with_their_scans(house_at, desk):
    house = house_at(FRIDAY)
    page = desk(house, "tiepnhan")
    page.goto(f"{house.root}/quay/")
    accessible(page)
    page.locator("input[name=q]").first.fill(CARD)
    page.locator("input[name=q]").first.press("Enter")
    page.wait_for_url(re.compile(r"/quay/luot/"))
    visit = re.search(r"/luot/([0-9a-f-]+)/", page.url)[1]
    accessible(page)
    narrow(page)
    choose(page, EXTRACT)
    page.locator("[data-scan-file]").first.set_input_files([picture(), document()])
    page.locator(".scan input[name=scan]").nth(1).wait_for(state="attached")
    narrow(page)

    # Helped elsewhere: found and chosen with the keyboard alone, kept in the address, and said of both dossiers.
    page.locator("summary", has_text="Nơi hỗ trợ").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("cong an xa phung cong", delay=80)
    page.wait_for_selector("#chon-ho-tro label:has-text('Công an xã Phụng Công')")
    page.keyboard.press("Tab")
    with page.expect_response(re.compile(r"/quay/don-vi/nho/")):
        page.keyboard.press("ArrowDown")
    page.wait_for_url(re.compile(r"ho-tro=[0-9a-f]{32}"))
    accessible(page)

    first, first_code = accept(page, "Trích lục cho Trẻ Thử Sáu")
    told = page.locator("main").inner_text()
    assert "to-khai.jpg" in told
    assert "giay-to.pdf" in told
    assert "Công an xã Phụng Công" in told
    accessible(page)
    narrow(page)
    scanned = page.locator(".attach-list a", has_text="to-khai.jpg").first.get_attribute("href")
    assert page.request.get(house.root + scanned).body() == picture()["buffer"]

    page.keyboard.press("F7")
    page.wait_for_url(re.compile(rf"/luot/{visit}/"))
    assert first_code in page.locator("main").inner_text()
    choose(page, BIRTH)
    assert page.locator("#chon-ho-tro input:checked").get_attribute("value")
    second, second_code = accept(page, "Khai sinh cho Trẻ Thử Sáu")
    assert second != first
    told = page.locator("main").inner_text()
    assert first_code in told
    assert second_code in told
    assert "Công an xã Phụng Công" in told
    assert page.errors == []


def test_a_typing_error_is_put_right_and_the_new_slip_reads_the_same_on_every_paper(house_at, desk, tmp_path):
    house = house_at(FRIDAY)
    page = desk(house, "tiepnhan", prints=True)
    call_up(page, house, EXTRACT)
    dossier, code = accept(page, "Trích lục cho Trẻ Thữ Bảy")
    slip = f"{house.root}/ho-so/{dossier}/giay-hen.pdf?kho="
    before = read_qr(scan_of(page.request.get(slip + "a5").body(), tmp_path))

    page.keyboard.press("F6")
    page.wait_for_url(re.compile(r"/quay/dinh-chinh/"))
    accessible(page)
    narrow(page)
    page.locator("[name=about]").fill("Trích lục cho Trẻ Thử Bảy")
    page.keyboard.press("F9")
    page.wait_for_selector("[name=reason][aria-invalid=true]")
    page.locator("[name=reason]").fill("Gõ nhầm dấu")
    page.keyboard.press("F9")
    page.wait_for_url(re.compile(r"/quay/da-nhan/"))
    assert "CẤP LẠI" in page.locator("main").inner_text()
    page.keyboard.press("F8")
    page.wait_for_selector("body[data-printed*='/giay-hen.pdf']", state="attached")

    read = {size: read_qr(scan_of(page.request.get(slip + size).body(), tmp_path)) for size in ("a4", "a5", "80mm")}
    assert len(set(read.values())) == 1
    assert read["80mm"][0] == before[0] == code
    assert read["80mm"] != before
    verdict = house.motcua("verify-receipt", str(tmp_path / "slip.png"), "--keys", str(house.var / "keys" / "public"))
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr

    page.goto(f"{house.root}/ho-so/{dossier}/")
    told = page.locator("main").inner_text()
    assert "«Trích lục cho Trẻ Thữ Bảy» thành «Trích lục cho Trẻ Thử Bảy»" in told
    assert "Gõ nhầm dấu" in told
    assert page.errors == []


def test_somebody_else_collects_under_a_recorded_authority_and_nobody_without(house_at, desk):
    house = house_at(FRIDAY)
    page = desk(house, "tiepnhan")
    call_up(page, house, COPIES)
    dossier, code = accept(page, "Bản sao bằng tốt nghiệp")
    make_ready(desk, house, dossier)

    page.goto(f"{house.root}/quay/tra/")
    accessible(page)
    page.locator("input[name=q]").first.fill(code)
    page.locator("input[name=q]").first.press("Enter")
    page.wait_for_selector(".hand-list")
    for one in page.locator(".hand-list input[name=dossier]:enabled").all():
        one.set_checked(code in one.locator("xpath=..").inner_text())
    page.locator("input[name=number]").fill(STRANGER)
    page.keyboard.press("F9")
    page.wait_for_selector("[name=number][aria-invalid=true]")

    page.locator("input[name=receiver][value=new]").check()
    page.locator("input[name=number]").fill(PROXY_CARD)
    page.locator("[name=paper]").select_option("mandate")
    page.locator("[name=paper_number]").fill("12/UQ")
    page.locator("[name=paper_day]").fill("10/07/2025")
    accessible(page)
    narrow(page)
    page.keyboard.press("F9")
    page.wait_for_url(re.compile(r"da-tra"))
    accessible(page)
    assert code in page.locator("main").inner_text()

    page.goto(f"{house.root}/ho-so/{dossier}/")
    told = page.locator("main").inner_text()
    assert "Thử Thay, nhận thay chủ hồ sơ theo: " in told
    assert "12/UQ" in told
    assert page.errors == []


def test_the_declaration_asks_only_what_follows_from_the_answers_and_keeps_what_was_typed(house_at, desk):
    house = house_at(FRIDAY)
    page = desk(house, "tiepnhan")
    call_up(page, house, EXTRACT)
    accept(page, "Trích lục có tờ khai")
    page.get_by_role("link", name="Điền tờ khai").click()
    page.wait_for_url(re.compile(r"/to-khai/"))
    assert page.locator("[name='f.requester.number']").input_value() == OWNER
    assert page.locator("[data-only]").first.is_hidden()
    who = page.locator("[name='f.subject.name']")
    assert who.is_hidden()
    page.locator("[name='f.for_self'][value=khong]").check()
    who.fill("Công Dân Thử Cha")
    page.locator("[name='f.kind'][value=khac]").check()
    page.keyboard.press("F9")
    page.wait_for_selector("[data-error-summary]")
    accessible(page)
    narrow(page)
    assert who.input_value() == "Công Dân Thử Cha"
    page.locator("[data-error-summary] a", has_text="Tên loại trích lục").click()
    assert page.evaluate("document.activeElement.name") == "f.kind_other"
    page.locator("[name='f.kind'][value=khai-sinh]").check()
    page.locator("[name='f.for_self'][value=co]").check()
    page.locator("[name='f.copies']").fill("2")
    page.keyboard.press("F9")
    page.wait_for_selector("text=Lý do sửa")
    accessible(page)
    page.goto(page.url.replace("/quay/da-nhan/", "/ho-so/").removesuffix("to-khai/"))
    told = page.locator("main").inner_text()
    assert "Điền tờ khai." in told
    assert "Công Dân Thử Cha" not in told
    assert page.errors == []


def make_ready(desk, house, dossier):
    """Have the officials do their steps, each at their own desk, until the result waits to be handed over."""
    for who, button in (("thuly", "Chuyển bước tiếp"), ("lanhdao", "Ký duyệt"), ("vanthu", "Đóng dấu")):
        official = desk(house, who)
        official.goto(f"{house.root}/ho-so/{dossier}/")
        with official.expect_response(lambda one: one.request.method == "POST" and "/viec/" in one.url) as sent:
            official.get_by_role("button", name=re.compile(button)).first.click()
        assert sent.value.status < 400


def test_the_day_is_closed_on_its_page_with_what_is_left_open(house_at, desk):
    house = house_at(FRIDAY)
    page = desk(house, "giamdoc")
    page.goto(f"{house.root}/quay/chot-ngay/")
    accessible(page)
    narrow(page)
    page.locator("[name=note]").fill("Còn hồ sơ đang xử lý, trong hạn")
    page.keyboard.press("F9")
    page.wait_for_selector("text=Đã chốt lúc")
    told = page.locator("main").inner_text()
    assert "Còn hồ sơ đang xử lý, trong hạn" in told
    assert page.locator("form#chot").count() == 0
    sheet = page.request.get(f"{house.root}/quay/chot-ngay/in/?ngay=2025-07-11")
    assert sheet.status == 200
    assert page.errors == []
