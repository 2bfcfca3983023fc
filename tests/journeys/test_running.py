"""The stories of the first weeks: Đại Đồng on 15/7/2025, its money and projects in August."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.journey

# 15/7/2025: the delegation at Đại Đồng


def test_on_15_july_dai_dong_shows_scattered_offices_and_what_nobody_manages(books):
    books.open("2025-07-15T09:00")
    keeper = books.seat("csvc-dai-dong").go("/thiet-bi/ghi-so/")
    keeper.send({"kind": "hall", "name": "Nhà văn hóa thôn Thử", "unit": "chua-ro"}).reads("chưa rõ đơn vị quản lý")
    keeper.go("/thiet-bi/?ds=chua-ro").reads("Nhà văn hóa thôn Thử", "Hội trường thôn (thử)")
    assert "Trụ sở xã Đại Đồng" not in keeper.words
    keeper.go("/thiet-bi/?ds=doi-du").reads("Nhà làm việc cũ của Công an xã")
    keeper.go("/thiet-bi/tru-so/").reads("Trụ sở xã Yên Nghiệp cũ", "km đường chim bay")
    keeper.go("/thiet-bi/so-sanh/").reads("thiết bị không đồng bộ: 4 kiểu hoặc năm", "FPT Elead · 2013")


def test_on_15_july_the_second_guidance_is_in_force_and_dai_dong_s_line_has_its_figure(books):
    told = books.open("2025-07-15T09:00")
    keeper = books.seat("csvc-cao-xa").go("/thiet-bi/so-sanh/?quay=4&can-bo=6").reads("34/HD-UBND (thử)")
    keeper.send({}).reads("34/HD-UBND (thử)")
    keeper.go("/thiet-bi/so-sanh/").reads("21/HD-UBND (thử)", "34/HD-UBND (thử)")
    director = books.seat("gd-dai-dong").go(f"/duong-truyen/{told['line']}/?ngay=30")
    director.reads("99,55", "20.070/20.160")


def test_on_15_july_the_province_makes_a_class_of_what_dai_dong_asked_for(books):
    books.open("2025-07-15T09:00")
    province = books.seat("snv-phutho").go("/nhan-su/tap-huan/")
    province.reads("Đất đai", "Hộ tịch", "lớp chuyên sâu", "0/2 lượt phân công đã tập huấn")
    need = province.press("Mở lớp Đất đai").page.locator('[name="needs"]').first.get_attribute("value")
    province.send(
        {
            "needs": need,
            "owner": "Sở Nông nghiệp và Môi trường",
            "where": "Hội trường thử",
            "seats": "2",
            "sessions": "16/07/2025 sáng",
        }
    ).reads("Sở Nông nghiệp và Môi trường", "Cán Thử Đại Đồng")
    centre = books.seat("lt-dai-dong").go("/nhan-su/tap-huan/")
    centre.reads("Ai chưa được tập huấn", "Sở Nông nghiệp và Môi trường")
    centre.go("/nhan-su/phan-cong/").reads("chưa tập huấn")
    books.seat("tn-dai-dong").refused("/nhan-su/tap-huan/")


def test_on_15_july_the_seal_and_the_certificate_are_on_their_way(books):
    books.open("2025-07-15T09:00")
    keeper = books.seat("lt-dai-dong").go("/con-dau/")
    keeper.reads("UBND xã Đại Đồng", "Đã gửi hồ sơ khắc dấu", "Cơ sở khắc dấu", "Đã gửi đề nghị qua tỉnh")
    keeper.reads("quá hẹn 12/07/2025")
    keeper.press("UBND xã Đại Đồng|Con dấu")
    order = keeper.path
    for holder, said in (("Cơ sở khắc dấu", "Đã khắc xong"), ("Công an tỉnh", "Đã đăng ký mẫu dấu")):
        keeper.go(f"{order}buoc/").send({"day": "15/07/2025", "holder": holder}).reads(said)
    keeper.go("/con-dau/con-thieu/").reads("Đại Đồng")


def test_on_15_july_twelve_dossiers_wait_for_the_chair_s_certificate_and_are_signed_when_it_comes(books):
    books.open("2025-07-15T09:00")
    books.seat("gd-dai-dong").go("/viec/").reads("12 hồ sơ chờ con dấu/chữ ký số, lâu nhất 2 ngày")
    chair = books.seat("ct-dai-dong").go("/viec/cho-dau-ky/")
    chair.reads("Lâu nhất 2 ngày", "Chứng thư số của Chủ Thử Đại Đồng chờ cấp", "12 hồ sơ")
    keeper = books.seat("lt-dai-dong").go("/con-dau/").press("Chứng thư số của cá nhân", "main table")
    order = keeper.path
    for holder in ("Ban Cơ yếu Chính phủ", "Sở Khoa học và Công nghệ"):
        keeper.go(f"{order}buoc/").send({"day": "15/07/2025", "holder": holder})
    validity = {"serial": "54-01", "title": "Chủ tịch UBND", "valid_from": "15/07/2025", "valid_to": "15/07/2027"}
    keeper.go(f"{order}kich-hoat/").send({"day": "15/07/2025", "holder": "Người ký"} | validity)
    chair.go("/viec/cho-dau-ky/").reads("Đã ký được: 12 hồ sơ", "đã chờ 1 ngày, từ 14/07/2025")
    chair.press("Chọn xong")
    chair.page.get_by_role("button", name="Ký duyệt 12 hồ sơ").click()  # piece by piece, on the same page
    chair.page.get_by_text("12/12 hồ sơ đã ký duyệt").wait_for()
    # The seal is still being cut: they go on waiting, for that now.
    chair.press("Về danh sách").reads("12 hồ sơ chờ con dấu/chữ ký số", "Con dấu «UBND xã Đại Đồng» chưa về")


# 14/8/2025: what was asked for in July


def test_on_15_july_dai_dong_reports_its_two_weeks_with_the_share_of_land_and_what_only_the_province_can_give(books):
    books.open("2025-07-15T09:00")
    director = books.seat("gd-dai-dong")
    days = "tu=01/07/2025&den=15/07/2025"
    director.go(f"/bao-cao/?{days}").reads("Báo cáo cân đối", "chưa có")
    director.go(f"/bao-cao/khoi-luong/?{days}").reads("Đất đai", "20,0 % (3/15)", "chỉ cấp tỉnh giải quyết được")
    assert director.fetch(f"/bao-cao/khoi-luong.xlsx?{days}").startswith(b"PK")


def test_on_14_august_the_class_was_held_and_the_officer_is_trained(books):
    books.open("2025-08-14T09:00")
    province = books.seat("snv-phutho").go("/nhan-su/tap-huan/")
    training = province.page.locator('main a[href*="/tap-huan/lop/"]').first.get_attribute("href")
    for page, box in (("diem-danh/?ngay=2025-07-16&buoi=morning", "present"), ("ket-qua/", "passed")):
        province.go(f"{training}{page}")
        officer = province.page.locator(f'[name="{box}"]').first.get_attribute("value")
        province.send({box: officer})
    province.go("/nhan-su/tap-huan/").reads("1/2 lượt phân công đã tập huấn")


def test_on_14_august_the_estimate_is_late_drafted_submitted_and_approved(books):
    told = books.open("2025-08-14T09:00")
    estimate = f"/kinh-phi/du-toan/{told['estimate']}/"
    accountant = books.seat("kt-dai-dong").go("/kinh-phi/").reads("quá ngày", "Kinh phí 6 tháng cuối năm (thử)")
    accountant.go(f"{estimate}lap/")
    accountant.send({"lines": "Sửa chữa trụ sở Trung tâm (thử) 300.000.000\nHội nghị của xã (thử) 40.000.000 *"})
    accountant.reads("Dự thảo", "340.000.000")
    accountant.go(f"{estimate}trinh/").send({}).reads("Đã trình")
    accountant.refused(f"{estimate}duyet/")
    chair = books.seat("ct-dai-dong").go(f"{estimate}duyet/")
    chair.send({"how": "approve", "decision": "QĐ thử 14/8/2025"}).reads("Đã duyệt", "QĐ thử 14/8/2025")


def test_on_14_august_support_money_spent_elsewhere_wants_a_reason_while_the_centre_lacks(books):
    books.open("2025-08-14T09:00")
    accountant = books.seat("kt-dai-dong").go("/kinh-phi/ho-tro/moi/")
    accountant.send(
        {
            "name": "Kinh phí hỗ trợ sau sắp xếp (thử)",
            "source": "Ngân sách tỉnh (thử)",
            "amount": "500.000.000",
            "centre_first": ["1"],
            "centre_first_ground": "Kết luận buổi làm việc ngày 15/7/2025",
        }
    )
    grant = accountant.path
    spent = {"what": "Máy quét cho khu số hóa (thử)", "amount": "90.000.000", "day": "14/08/2025", "where": "centre"}
    accountant.go(f"{grant}chi/").send(spent).reads("100,0 %")
    elsewhere = {"what": "Sửa nhà văn hóa (thử)", "amount": "10.000.000", "day": "14/08/2025", "where": "other"}
    said = accountant.go(f"{grant}chi/").told_off(elsewhere)
    assert "ưu tiên cho Trung tâm trước" in said
    assert accountant.page.locator('[name="what"]').input_value() == "Sửa nhà văn hóa (thử)"
    accountant.send({"reason": "Mái dột, không hoãn được (thử)"}).reads("90,0 %", "Mái dột")


def test_on_14_august_two_projects_have_gone_quiet(books):
    told = books.open("2025-08-14T09:00")
    chair = books.seat("ct-dai-dong").go("/du-an/?xem=tin-cu")
    chair.reads("Đường 437", "Hoàng Hà 1988", "30 ngày chưa có tin")
    assert "Đầm Đuống" not in chair.words
    chair.go(f"/du-an/{told['cluster']}/").reads("Còn 3 hộ thử", "Đối thoại với 3 hộ", "Vướng mắc")


def test_at_the_end_the_books_are_whole_and_no_page_had_a_fault(books):
    books.open("2025-08-14T09:00")
    verified = books.house.motcua("verify-ledger")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert books.faults() == []
    assert not re.search(r"Traceback", (books.var / "log").read_text())
