"""The stories of the centres being made ready, June 2025, until the old communes' records are handed over on 4/7."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pytest
from playwright.sync_api import expect

from motcua.config.demo import equipment
from motcua.custody.rules.assets import CONDITION_NAMES, Condition
from motcua.documents.pdf_text import text_of
from tests.browser import enter_pin
from tests.journeys.steps import DESK, PHONE, picture

pytestmark = pytest.mark.journey

CITY = "Sẵn sàng 1/5 (20 %), đang hoàn thiện 4/5, còn 3 ngày (1 ngày làm việc)"
TITLE = "Rà soát thiết bị trước vận hành"
DISTRICT = "2/3 cơ bản đáp ứng yêu cầu trước mắt (rà soát lại 24/6); Phùng Nguyên đang xây dựng, phải xong trước 25/6"


# 22/2/2018: the first working week after Tết


def test_on_22_february_2018_the_inspector_opens_duty_today(books):
    books.open("2018-02-22T08:10")
    inspector = books.seat("hailt").go("/nhan-su/")
    inspector.reads(
        "1 chỗ trực vắng mà không có người thay",
        "Lê Thử Ba (Bàn 3)",
        "2/3 chỗ có người",
        "Tuần làm việc đầu tiên sau Tết Mậu Tuất",
        "5/5 ngày đủ người",
    )
    inspector.press("Ghi thiếu sót").go("/nhan-su/thieu-sot/")
    inspector.reads("Lê Thử Ba", "đã kiểm tra tận nơi", "Lê Thanh Hải, Trưởng phòng Nội vụ huyện")

    head = books.seat("vptk-pd").go("/nhan-su/phan-cong/")
    head.reads("Nguyễn Thử Một", "Trần Thử Hai", "Lê Thử Ba", "Bàn 1", "Bàn 2", "Bàn 3", "Hộ tịch", "Đất đai")
    absent = books.seat("vhxh-pd")
    assert "Không được vào phần này" in absent.refused("/nhan-su/")
    absent.go("/nhan-su/toi/").press("Điểm danh đến").reads("08:1")
    inspector.go("/nhan-su/").reads("3/3 chỗ có người")
    inspector.go("/nhan-su/thieu-sot/").reads("vắng, không có người thay")


# 12/6/2025: five wards of the city


def test_on_12_june_the_board_of_the_city_says_who_is_ready_and_who_was_seen(books):
    told = books.open("2025-06-12T14:00")
    board = f"/dieu-hanh/bang/{told['board']}/"
    city = books.seat("tp-thaibinh").go(board)
    city.reads(CITY, "3 nơi tự báo cáo, 0 nơi chưa báo cáo")
    assert city.words.count("đã kiểm tra tận nơi 12/6/2025") == 2
    visited = city.page.locator("main tbody tr").filter(has_text="đã kiểm tra tận nơi").locator("td:first-child a")
    assert visited.all_inner_texts() == ["Trà Lý", "Trần Hưng Đạo"]
    city.go(f"{board}tuong/")
    assert "Không được vào phần này" in books.seat("ct-tra-ly").refused(board)


def test_on_12_june_tran_hung_dao_is_certified_and_tra_ly_lacks_its_digitisation_zone(books):
    told = books.open("2025-06-12T14:00")
    secretary = books.seat("thannk").go(f"/san-sang/{told['thd']}/")
    secretary.reads("Đủ điều kiện", "Nguyễn Khắc Thận", "Bí thư Tỉnh ủy")
    secretary.go(f"/san-sang/{told['tra-ly']}/")
    secretary.reads("Chưa đủ", "Khu số hóa hồ sơ: Máy quét có khay nạp tự động (thiếu:")
    assert "100 %" not in secretary.page.locator(".figures").first.inner_text()


def test_on_12_june_the_trial_of_sunday_wants_people_on_duty(books):
    books.open("2025-06-12T14:00")
    city = books.seat("tp-thaibinh").go("/san-sang/chay-thu/").press("Vận hành thử nghiệm năm phường")
    city.reads(
        "15/6/2025 là Chủ nhật",
        "còn Trà Lý, Trần Lãm, Thái Bình, Vũ Phúc chưa có ai trong lịch trực",
        "còn 3 ngày (1 ngày làm việc)",
    )
    trial = city.path
    city.go(f"{trial}truc/").send({"plan": "Mỗi Trung tâm hai người trực, 7:30–17:00 (thử)"})
    city.reads("Đã có phương án trực.")


# 13/6/2025: three communes of the district


def test_on_13_june_the_board_of_the_district_names_its_exception(books):
    told = books.open("2025-06-13T17:30")
    books.seat("khoakd").go(f"/dieu-hanh/bang/{told['board']}/").reads(DISTRICT, "Chưa có hạn.")


ROOF = {
    "name": "Sửa mái Trung tâm",
    "venue": "Trụ sở",
    "starts": "02/06/2025",
    "asked_kind": "before",
    "asked_day": "25/6/2025",
    "ground": "Yêu cầu ngày 13/6 (thử)",
    "asked_by": "Khuất Đăng Khoa",
    "asked_on": "13/6/2025",
    "silent_days": "3",
    "stage_1": "Mái",
    "weight_1": "60",
    "from_1": "2/6/2025",
    "to_1": "20/6/2025",
    "stage_2": "Sơn",
    "weight_2": "40",
    "from_2": "15/6/2025",
    "to_2": "24/6/2025",
}


def test_on_13_june_works_are_asked_for_before_the_25th_and_the_builder_sees_only_its_own(books):
    told = books.open("2025-06-13T17:30")
    works = f"/cong-trinh/{told['works']}/"
    commune = books.seat("csvc-xuan-lung").go("/cong-trinh/moi/").send(ROOF)
    commune.reads("trước ngày 25/6/2025", "ngày cuối còn đúng hạn: thứ Ba, 24/06/2025", "còn 11 ngày (7 ngày làm việc)")
    other = commune.path

    builder = books.seat("thicong").go("/trung-tam/")
    assert builder.page.locator(".section-card").count() == 1
    builder.go("/cong-trinh/").reads("Phùng Nguyên")
    assert "Sửa mái" not in builder.words
    builder.refused(other, 404)
    builder.refused(f"/dieu-hanh/bang/{told['board']}/")
    builder.go(f"{works}bao-tien-do/")
    report = {"stage_g1": "100", "stage_g2": "50", "stage_g3": "0", "words": "Đạt 60 % (thử)", "files": picture()}
    builder.send(report).reads("60 %", "còn 11 ngày (7 ngày làm việc)")
    photo = builder.page.locator("main img").first
    assert photo.evaluate("img => img.decode().then(() => img.naturalWidth)") == 64
    books.seat("khoakd").go("/cong-trinh/").reads("60 %", "còn 11 ngày")


def count(seat, title, condition_of):
    """Count on a telephone without a line what ``condition_of(name, room)`` knows a condition of; then send it."""
    page = seat.page
    page.set_viewport_size(PHONE)
    page.goto(f"{seat.root}/hien-truong/")
    enter_pin(page)
    offered = page.locator("#kit-offered > li").filter(has_text=title)
    offered.get_by_role("button", name="Tải về máy").click()
    expect(page.locator("[data-kit-status]")).to_contain_text("Đã tải")
    page.evaluate("navigator.serviceWorker.ready")
    page.context.set_offline(True)
    page.goto(f"{seat.root}/hien-truong/")
    enter_pin(page)
    page.get_by_role("link", name=title).click()
    pack, counted, told = page.url, 0, page.locator(".kit-items .kit-item a")
    expect(told.first).to_be_visible()
    for address, name in told.evaluate_all("all => all.map(one => [one.href, one.querySelector('b').textContent])"):
        page.goto(address)
        expect(page.locator("main h1")).to_have_text(name)
        condition = condition_of(name, page.locator("main h1 + .soft").inner_text())
        if condition:
            page.get_by_text(condition, exact=True).click()
            page.get_by_role("button", name="Lưu trên máy").click()
            counted += 1
            expect(page.locator("[data-kit-left]")).to_have_text(f"{counted} mục chưa gửi")
        page.goto(pack)
        expect(page.locator("main h1")).to_have_text(title)
    page.context.set_offline(False)
    expect(page.locator("[data-kit-left]")).to_have_text("Đã gửi hết", timeout=60_000)
    page.set_viewport_size(DESK)


def test_on_13_june_cao_xa_counts_its_equipment_finds_gaps_and_asks(books):
    books.open("2025-06-13T17:30")
    keeper = books.seat("csvc-cao-xa").go("/thiet-bi/kiem-ke/mo-dot/")
    keeper.send({"title": TITLE, "rooms": "Quầy 1\nQuầy 2\nKho"})
    stock_take = keeper.path
    lost, worn = "Máy tính văn thư cũ", "Máy tính cũ của xã"
    book = {(name, room): condition for _, name, _, _, room, condition, _ in equipment.CAO_XA}

    def as_in_the_book(name, where):
        found = [condition for (one, room), condition in book.items() if one == name and room in where]
        return CONDITION_NAMES[found[0]] if name != lost else ""

    count(books.seat("tn-cao-xa"), TITLE, as_in_the_book)
    director = books.seat("gd-cao-xa")
    count(director, TITLE, lambda name, _: CONDITION_NAMES[Condition.BROKEN] if name == worn else "")
    expect(director.page.locator(".kit-items").get_by_text("Hai người ghi khác nhau")).to_have_count(1)
    keeper.go(stock_take).reads("Hai người thấy khác nhau", worn)
    broken = keeper.page.locator(".asset-side").filter(has_text="hỏng").locator("input")
    keeper.send({"observation": broken.get_attribute("value"), "reason": "Bật thử hai lần không lên"})
    keeper.send({"note": "Máy tính văn thư cũ chưa thấy"}).reads("đã khóa sổ", "9/10", lost, "Bật thử hai lần")

    keeper.go("/thiet-bi/so-sanh/?quay=4&can-bo=6").reads("21/HD-UBND (thử)", "135.000.000")
    keeper.send({})
    keeper.reads("21/HD-UBND (thử)", "135.000.000")
    review = keeper.path.strip("/").rsplit("/", 1)[-1]
    keeper.go(f"/thiet-bi/de-nghi/lap/?tu={review}").send({"reason": "Bổ sung theo hướng dẫn để kịp vận hành 1/7/2025"})
    keeper.reads("135.000.000")
    request = keeper.path
    keeper.send({"act": "submit"})
    chair = books.seat("ct-cao-xa").go(request)
    chair.send({"act": "approve", "words": "Đồng ý, ưu tiên máy quét"}).reads("Đồng ý, ưu tiên máy quét")


def test_on_13_june_xuan_lung_s_line_is_cut_for_45_minutes(books):
    told = books.open("2025-06-13T17:30")
    line = f"/duong-truyen/{told['province']}/"
    keeper = books.seat("csvc-xuan-lung").go("/duong-truyen/")
    keeper.reads("Cáp quang chính (thử)", "4G dự phòng (thử)", "Hệ thống thông tin giải quyết TTHC tỉnh (thử)")
    keeper.go(line).reads("kết nối được", "0 hồ sơ")
    keeper.press("Thử kết nối ngay").reads("kết nối được", "7 hồ sơ", "Hệ thống của tỉnh")
    keeper.go(f"{line}bao-mat/")
    keeper.send(
        {"start_day": "13/6/2025", "start_time": "14:00", "cause": "Đứt cáp trên tuyến (thử)", "files": picture()}
    )
    keeper.reads("đang mất", "mất từ 13/06 14:00")
    books.seat("khoakd").go("/duong-truyen/toan-canh/").reads("mất từ 13/06 14:00", "xã Phùng Nguyên")
    keeper.page.locator('main a[href*="/co-lai/"]').first.click()
    keeper.page.wait_for_url(re.compile("co-lai"))
    assert "phải sau" in keeper.told_off({"end_day": "13/6/2025", "end_time": "13:00"})
    keeper.send({"end_day": "13/6/2025", "end_time": "14:45"})
    keeper.go("/duong-truyen/lan-mat/").reads("45 phút", "Đứt cáp trên tuyến (thử)")
    books.seat("khoakd").go(f"/duong-truyen/{told['internet']}/").reads("540/540", "100,00 %")


def test_on_13_june_the_minutes_print_both_positions_a_delegate_only_reads_and_both_sides_sign(books):
    told = books.open("2025-06-13T17:30")
    minutes = f"/bien-ban/{told['minutes']}/"
    delegate = books.seat("dungnt").go(minutes)
    delegate.reads("Ngô Đức Sáu, Phó Chủ tịch UBND huyện, Ủy viên BTV Huyện ủy", "Đường truyền chưa rà soát xong (thử)")
    assert delegate.page.locator(f'main a[href^="{minutes}viec/"], main a[href^="{minutes}ky/"]').count() == 0
    for door in ("sua/", "viec/rut/", "ky/"):
        delegate.refused(f"{minutes}{door}")
    for who in ("ct-cao-xa", "khoakd"):
        books.seat(who).go(minutes).press("Ký biên bản").press("Ký biên bản").reads("Chữ ký")
    delegate.go(minutes).reads("Biên bản đã ký, không sửa được nữa", "Đã hẹn nhà mạng ngày 20/6 (thử)")
    with pikepdf.open(BytesIO(delegate.fetch(f"{minutes}tep.pdf"))) as signed:
        words = " ".join(text_of(signed).split())
        signatures = [field.V for field in signed.Root.AcroForm.Fields if field.get("/FT") == "/Sig" and "/V" in field]
    assert [str(one.SubFilter) for one in signatures] == ["/ETSI.CAdES.detached"] * 2
    assert "Ngô Đức Sáu, Phó Chủ tịch UBND huyện, Ủy viên BTV Huyện ủy" in words


# 14/6/2025: may all five begin tomorrow?


def test_on_14_june_four_of_five_may_not_begin_until_a_leader_answers_for_the_fifth(books):
    told = books.open("2025-06-14T09:00")
    city = books.seat("tp-thaibinh").go("/san-sang/chay-thu/").press("Vận hành thử nghiệm năm phường")
    trial = city.path
    city.reads("Chưa thể vận hành đồng loạt: 4/5 sẵn sàng; còn Trà Lý.", "Khu số hóa hồ sơ")
    city.go(f"{trial}van-hanh/")
    assert "Chưa thể vận hành đồng loạt" in city.told_off({})
    city.go(f"{trial}cho-phep/{told['tra-ly']}/").send({"reason": "Quét nhờ Trần Hưng Đạo (thử)"})
    city.reads("Quét nhờ Trần Hưng Đạo (thử)", "lãnh đạo cho phép")
    city.go(f"{trial}van-hanh/").send({}).reads("đang vận hành thử nghiệm", "Trà Lý theo ý kiến bằng văn bản")

    here = books.seat("csvc-tra-ly").go(f"{trial}kich-ban/so-hoa/")
    here.send({"unit": told["tra-ly"], "outcome": "failed", "note": "Máy quét chưa nhận (thử)"}).reads(
        "Máy quét chưa nhận (thử)"
    )
    here.go(f"{trial}loi/").send(
        {"unit": told["tra-ly"], "title": "Không ký được bản quét (thử)", "severity": "blocking"}
    )
    here.reads("chặn vận hành", "Không ký được bản quét (thử)")
    books.seat("khoakd").refused(trial, 404)


# 16/6/2025: three days without a word from the builder


def test_on_16_june_the_commune_and_the_builder_are_told_of_three_days_of_silence(books):
    books.open("2025-06-16T08:30")
    books.work()
    for who in ("csvc-phung-nguyen", "ct-phung-nguyen", "thicong"):
        books.seat(who).go("/thong-bao/").reads("3 ngày chưa báo tiến độ, đang ở 60 %")
    assert "chưa báo tiến độ, đang ở 60 %" not in books.seat("csvc-cao-xa").go("/thong-bao/").words


# 24/6 and 25/6/2025: the last day in time, and a day late


ACCEPTED = {
    "held_on": "24/06/2025",
    "side_1": "Chủ đầu tư",
    "name_1": "Chủ Thử",
    "title_1": "Chủ tịch UBND",
    "side_2": "Đơn vị thi công",
    "name_2": "Nhà thầu Thử Một",
    "conclusion": "Đồng ý nghiệm thu (thử).",
}


def test_on_24_june_the_works_of_phung_nguyen_are_accepted_in_time_and_all_three_are_green(books):
    told = books.open("2025-06-24T16:00")
    works = f"/cong-trinh/{told['works']}/"
    chair = books.seat("ct-phung-nguyen").go(works)
    chair.reads("100 %", "ngày cuối còn đúng hạn: thứ Ba, 24/06/2025")
    chair.go(f"{works}viec/nghiem-thu/").send(ACCEPTED).reads("đúng hạn")
    assert chair.fetch(f"{works}bien-ban-nghiem-thu.pdf").startswith(b"%PDF-")

    visitor = books.seat("khoakd")
    for item in ("dieu-kien.mat-bang", "lam-viec.cho-ngoi"):
        visitor.go(f"/san-sang/{told['file']}/khu/{item.split('.')[0]}/")
        visitor.send({"visit_on": "24/06/2025", f"{item}:verdict": "met", f"{item}:actual": "đủ (thử)"})
    visitor.go(f"/san-sang/{told['file']}/cong-trinh/").send({"under_way": [], "before": "", "source": ""})
    visitor.go("/dieu-hanh/").press("Ba xã kiểm tra ngày 13/6").reads("Sẵn sàng 3/3 (100 %)", "không vướng gì")


def test_on_25_june_an_acceptance_is_a_day_late_and_the_district_s_list_shows_it(books):
    told = books.open("2025-06-25T09:30")
    works = f"/cong-trinh/{told['works']}/"
    chair = books.seat("ct-phung-nguyen").go(f"{works}viec/mo-lai/").send({"what": "Cửa chính kẹt (thử)"})
    chair.reads("hết giá trị", "Cửa chính kẹt (thử)")
    undone = chair.page.locator('main a[href*="/vuong-mac/"][href$="/go/"]').first.get_attribute("href")
    chair.go(undone).send({"words": "Đã thay bản lề (thử)"})
    chair.go(f"{works}viec/nghiem-thu/").send(ACCEPTED | {"held_on": "25/06/2025"}).reads("trễ 1 ngày")
    late = books.seat("khoakd").go("/cong-trinh/?xem=tre")
    late.reads("Phùng Nguyên", "Sửa mái Trung tâm", "trễ 1 ngày")


def test_on_25_june_the_city_hands_its_building_over_and_both_sides_sign(books):
    told = books.open("2025-06-25T09:30")
    giver = books.seat("csvc-tp").go(f"/thiet-bi/ban-giao/lap/?tai-san={told['house']}&tim=tran+hung+dao")
    giver.send(
        {
            "receiver": told["receiver"],
            "ground": "Phương án bàn giao trụ sở khi kết thúc hoạt động cấp huyện (thử)",
            "handed_on": "25/06/2025",
            f"actual-{told['house']}": "good",
            f"papers-{told['house']}": "Hồ sơ hoàn công (thử)",
            "temporary": "1",
        }
    )
    transfer = giver.path
    receiver = books.seat("csvc-tran-hung-dao").go(transfer)
    receiver.send({"verdict-1": "differs", "words-1": "Trần sảnh có vết thấm"}).reads("1 khác biệt")
    for who in ("tp-thaibinh", "ct-tran-hung-dao"):
        books.seat(who).go(transfer).press("Ký biên bản")
    receiver.go(transfer).reads("còn 30 ngày", "Trần sảnh có vết thấm")
    receiver.go("/thiet-bi/").reads("Trung tâm hành chính công TP. Thái Bình")
    assert receiver.fetch(f"{transfer}bien-ban.pdf").startswith(b"%PDF-")
    books.seat("csvc-tra-ly").refused(transfer, 404)


# 4/7/2025: 120 files of the old commune go to the new one


JUDGED = {
    "boxes_counted": "6",
    "sample": "1 đúng\n37 đúng\n74 đúng\n118 đúng",
    "methodical_verdict": "met",
    "methodical_words": "Phân loại theo danh mục, hộp có nhãn (thử)",
    "impartial_verdict": "met",
    "impartial_words": "Hai bên cùng đếm (thử)",
    "complete_verdict": "met",
    "complete_words": "Đủ hộp và hồ sơ theo mục lục (thử)",
}


def test_on_4_july_120_files_are_handed_over_with_seven_apart_and_both_sides_sign(books):
    told = books.open("2025-07-04T10:00")
    handover = f"/luu-tru/ban-giao/{told['handover']}/"
    receiver = books.seat("lt-cao-xa").go(f"{handover}kiem-nhan/")
    receiver.reads("Mục lục ghi 6 hộp, 120 hồ sơ.")
    receiver.send(JUDGED).press("Lập biên bản")
    leaders = [books.seat(who) for who in ("ct-cao-xa-cu", "ct-cao-xa")]
    for leader in leaders:
        leader.go(handover).press("Ký biên bản")
    receiver.go(handover).reads("Đã bàn giao")
    assert receiver.words.count("chữ ký thử, không có giá trị pháp lý") == 2

    with pikepdf.open(BytesIO(receiver.fetch(f"{handover}bien-ban.pdf"))) as minutes:
        words = " ".join(text_of(minutes).split())
        signatures = [field.V for field in minutes.Root.AcroForm.Fields if field.get("/FT") == "/Sig" and "/V" in field]
    assert [str(one.SubFilter) for one in signatures] == ["/ETSI.CAdES.detached"] * 2
    for told_of in ("120 hồ sơ", "chờ xác định giá trị", "khoa học", "khách quan", "đầy đủ"):
        assert told_of in words
    apart = words.rpartition("Ngoài danh mục, chờ xác định giá trị Số Hộp")[2].partition("001/ HS-")[0]
    assert re.findall(r"\d+(?=/ HS-)", apart) == [str(number) for number in range(114, 121)]
    books.seat("lt-tra-ly").refused(handover, 404)
    books.seat("khoakd").go("/dieu-hanh/").press("Ba xã kiểm tra ngày 13/6").reads("Sẵn sàng 3/3 (100 %)")
