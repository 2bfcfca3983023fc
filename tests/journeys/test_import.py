"""A list of assets as a commune keeps it, taken in at Cao Xá in a real browser: looked at, put right, written, told."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from motcua.kernel.sheets.tests.made import book
from tests.browser import accessible
from tests.journeys.conftest import FRIDAY

pytestmark = pytest.mark.journey

HEAD = [
    "STT",
    "Tên tài sản",
    "Số seri",
    "Nguyên giá",
    "Ngày đưa vào sử dụng",
    "Đơn vị quản lý",
    "Kê ở đâu",
    "Hiện trạng",
]


def listed() -> bytes:
    """130 lines below a title, one with a cell that says nothing, a total and a signature."""
    centre = "Trung tâm Phục vụ hành chính công"
    lines = [
        [n, f"Máy in {n}", f"CX-{n:03}", "5.200.000", "01.07.2025", centre, f"Quầy {n}", "Tốt"] for n in range(1, 130)
    ]
    lines.append([130, "Máy quét Canon", "CX-130", "hỏi kế toán", "ngày 1 tháng 7 năm 2025", "Phòng Lạ", "Kho", "Hỏng"])
    foot = [["Tổng cộng", None, None, "676.000.000"], [None, None, None, None, None, None, "Người lập biểu"]]
    return book([["DANH SÁCH TÀI SẢN XÃ CAO XÁ"], [], HEAD, *lines, *foot])


def test_a_list_is_shown_put_right_written_step_by_step_and_told(house_at, desk):
    house = house_at(FRIDAY)
    page = desk(house, "csvc-cao-xa")
    page.goto(f"{house.root}/thiet-bi/")
    page.get_by_role("link", name="Nhập từ bảng tính").click()
    accessible(page)
    page.locator("input[type=file]").set_input_files({"name": "tai-san.xlsx", "mimeType": "", "buffer": listed()})
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_text("129 dòng sẽ ghi, 0 dòng đã có, 1 dòng không nhận.").wait_for()
    accessible(page)

    page.get_by_text("Cột nào là gì").first.click()
    page.get_by_label("Cột G hiểu là").select_option("room")
    accessible(page)
    page.get_by_role("button", name="Đọc lại").click()
    page.get_by_text("Quầy 1", exact=True).first.wait_for()

    page.get_by_role("link", name="Có ô lỗi").click()
    page.get_by_text("«hỏi kế toán» không phải một số").wait_for()
    accessible(page)
    page.get_by_role("button", name="Nhập 129 dòng").click()
    page.get_by_text("Đã nhập xong, trừ các dòng không nhận").wait_for()
    accessible(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tải các ô cần xem").click()
    faults = load_workbook(io.BytesIO(Path(taken.value.path()).read_bytes())).worksheets[0]
    assert [faults["A3"].value, faults["D3"].value, faults["F3"].value] == ["D133", "hỏi kế toán", "lỗi"]
    page.get_by_role("button", name="Xong").click()
    page.wait_for_url(f"{house.root}/thiet-bi/")
    page.get_by_text("CX-001").first.wait_for()
    assert page.errors == []

    phone = desk(house, "csvc-cao-xa", phone=True)
    phone.goto(f"{house.root}/thiet-bi/nhap/")
    phone.locator("input[type=file]").set_input_files({"name": "tai-san.xlsx", "mimeType": "", "buffer": listed()})
    phone.get_by_role("button", name="Xem trước").click()
    phone.get_by_text("0 dòng sẽ ghi, 129 dòng đã có, 1 dòng không nhận.").wait_for()
    accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
