"""Finding the table in what people send: titles, odd headings, merged cells, totals, signatures, other letters."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.kernel.errors import BadInput
from motcua.kernel.partial_date import PartialDate
from motcua.kernel.sheets import Field, Kind, Period, read
from motcua.kernel.sheets.tests.made import FIELDS, book, table

TITLES = (
    ("UBND XÃ ĐẠI ĐỒNG", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("VĂN PHÒNG", None, None, "Độc lập - Tự do - Hạnh phúc"),
    (),
    ("THỐNG KÊ TRANG THIẾT BỊ",),
    ("(Kèm theo Công văn số 15/UBND ngày 12 tháng 6 năm 2025)",),
    (),
)


def names(understood):
    return [row.values.get("name") for row in understood.rows]


def why(understood):
    return {skipped.number: str(skipped.said) for skipped in understood.skipped}


def test_the_heading_is_found_below_titles_and_its_columns_in_any_order():
    found = read(
        book(
            [
                *TITLES,
                ("TT", "HIỆN TRẠNG", "SL", "Tên tài sản"),
                (1, "Còn tốt", 3, "Máy tính"),
                (2, "hỏng", 1, "Máy in"),
            ]
        ),
        FIELDS,
    )
    assert (found.sheet, found.header_row) == ("Trang 1", 7)
    assert found.columns == {"state": "B", "count": "C", "name": "D"}
    assert found.headers["name"] == "Tên tài sản"
    assert [(row.number, dict(row.values)) for row in found.rows] == [
        (8, {"name": "Máy tính", "count": 3, "state": "good"}),
        (9, {"name": "Máy in", "count": 1, "state": "broken"}),
    ]
    assert (found.faults, found.skipped, found.unused, found.notes) == ((), (), (), ())
    assert found.rows[0].shown == {"name": "Máy tính", "count": "3", "state": "Còn tốt"}


@pytest.mark.parametrize(
    "heading",
    [
        "Tên thiết bị",
        "TÊN THIẾT BỊ",
        "ten thiet bi",
        "Tên  thiết\nbị",
        "Tên thiết bị (*)",
        "Tên thiết bị:",
        "Tên thíêt bị",
        "Thiết bị, tên",
    ],
)
def test_a_heading_is_known_by_its_words_and_near_misses(heading):
    assert names(read(table((1, "Máy in", 1), head=("STT", heading, "Số lượng")), FIELDS)) == ["Máy in"]


def test_two_columns_never_go_to_one_field_in_silence():
    found = read(table((1, "Máy in", 2, 3), head=("STT", "Tên thiết bị", "Số lượng", "SL")), FIELDS)
    assert found.columns["count"] == "C"
    assert [str(fault) for fault in found.faults] == [
        "D1: cột «SL» trùng nghĩa với cột C «Số lượng»; đổi tên hoặc bỏ một cột."
    ]
    assert [(column.letter, column.title) for column in found.unused] == [("D", "SL")]


def test_a_column_that_only_resembles_a_taken_one_is_listed_with_the_reason():
    found = read(table((1, "Máy in", 2, 3), head=("STT", "Tên thiết bị", "Số lượng", "Số lượngg")), FIELDS)
    assert found.columns["count"] == "C"
    assert [(column.letter, str(column.said)) for column in found.unused] == [("D", "gần giống cột C, cột ấy khớp hơn")]


def test_a_column_as_near_to_two_fields_goes_to_neither():
    fields = (Field("a", "Ngày bàn giao A"), Field("b", "Ngày bàn giao B"), Field("name", "Tên"))
    found = read(book([("Tên", "Ngày bàn giao C", "Ngày bàn giao A"), ("Máy", "x", "y")]), fields)
    assert found.columns == {"name": "A", "a": "C"}
    assert str(found.unused[0].said) == "giống nhiều cột, không rõ là cột nào"


def test_unused_columns_are_listed():
    found = read(table((1, "Máy in", 2, "phòng 3"), head=("STT", "Tên thiết bị", "Số lượng", "Vị trí đặt")), FIELDS)
    assert [(column.letter, column.title, column.said) for column in found.unused] == [("D", "Vị trí đặt", None)]


def test_a_heading_of_two_lines_with_merged_cells():
    fields = (
        Field("name", "Họ tên", required=True),
        Field("begun", "Thời gian từ", kind=Kind.DAY),
        Field("ended", "Thời gian đến", kind=Kind.DAY),
    )
    rows = [
        ("DANH SÁCH",),
        ("STT", "Họ tên", "Thời gian", None, "Ghi chú"),
        (None, None, "Từ", "Đến", None),
        (1, "Nguyễn Thử A", "1/7/2025", "31/12/2025", None),
    ]
    found = read(book({"rows": rows, "merge": ["A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3"]}), fields)
    assert (found.header_row, found.columns) == (3, {"name": "B", "begun": "C", "ended": "D"})
    assert dict(found.rows[0].values) == {
        "name": "Nguyễn Thử A",
        "begun": date(2025, 7, 1),
        "ended": date(2025, 12, 31),
    }
    assert [column.title for column in found.unused] == ["Ghi chú"]


def test_the_lowest_line_of_a_tall_heading_is_enough_but_not_twice():
    rows = [("Tên thiết bị", "Hiện có", None), (None, "Số lượng", "Tình trạng"), ("Máy in", 2, "Tốt")]
    found = read(book({"rows": rows, "merge": ["A1:A2", "B1:C1"]}), FIELDS)
    assert dict(found.rows[0].values) == {"name": "Máy in", "count": 2, "state": "good"}
    rows = [("Tên thiết bị", "Hiện có", "Cần thêm"), (None, "Số lượng", "Số lượng"), ("Máy in", 2, 1)]
    found = read(book({"rows": rows, "merge": ["A1:A2"]}), FIELDS)
    assert [fault.cell for fault in found.faults] == ["C2"]


def test_the_line_that_numbers_the_columns_is_left_aside():
    for line in ((1, 2, 3, 4), ("(1)", "(2)", "(3)", "(4)"), ("A", "B", 1, 2), ("1", "2", "3=1+2", "4")):
        found = read(table(line, (1, "Máy in", 2, "Tốt")), FIELDS)
        assert (names(found), why(found)) == (["Máy in"], {2: "dòng đánh số cột"})


def test_totals_groups_blank_numbered_lines_and_signatures_are_left_aside_and_listed():
    rows = [
        ("STT", "Tên thiết bị", "Số lượng", "Tình trạng"),
        ("I", "Tầng một", None, None),
        (1, "Máy in", 2, "Tốt"),
        (2, "Tổng đài điện thoại", 1, "Tốt"),
        (None, "Cộng", 3, None),
        ("II", "Tầng hai", None, None),
        (3, "Cổng chào", 1, "Tốt"),
        (4, None, None, None),
        (),
        (None, "TỔNG CỘNG", 4, None),
        ("Tổng cộng: 4 thiết bị", None, None, None),
        (None, None, "Đại Đồng, ngày 12 tháng 6 năm 2025", None),
        (None, "Người lập biểu", None, "Chủ tịch"),
        (),
        (None, "Nguyễn Thử Văn", None, "Trần Thử Chủ"),
    ]
    found = read(book(rows), FIELDS)
    assert names(found) == ["Máy in", "Tổng đài điện thoại", "Cổng chào"]
    assert [row.group for row in found.rows] == ["I Tầng một", "I Tầng một", "II Tầng hai"]
    assert why(found) == {
        2: "tên nhóm",
        5: "dòng cộng",
        6: "tên nhóm",
        8: "chỉ có số thứ tự",
        10: "dòng cộng",
        11: "dòng cộng",
        12: "phần ghi chú, ký tên cuối bảng",
        13: "phần ghi chú, ký tên cuối bảng",
        15: "phần ghi chú, ký tên cuối bảng",
    }
    assert not found.faults


def test_a_group_merged_over_the_table_is_no_row():
    rows = [("Tên thiết bị", "Số lượng"), ("PHÒNG TIẾP DÂN", None), ("Máy in", 2)]
    found = read(book({"rows": rows, "merge": ["A2:B2"]}), FIELDS)
    assert [(row.group, row.values["name"]) for row in found.rows] == [("PHÒNG TIẾP DÂN", "Máy in")]


def test_the_heading_again_on_the_next_page_is_left_aside_and_ends_what_was_signed_before():
    head = ("STT", "Tên thiết bị", "Số lượng", "Tình trạng")
    found = read(
        book([head, (1, "Máy in", 2, "Tốt"), (None, "Người lập", None, None), head, (2, "Máy quét", 1, "Tốt")]), FIELDS
    )
    assert names(found) == ["Máy in", "Máy quét"]
    assert why(found) == {3: "phần ghi chú, ký tên cuối bảng", 4: "tiêu đề lặp lại"}


def test_an_accountant_in_the_list_is_no_signature():
    fields = (Field("name", "Họ tên", required=True), Field("title", "Chức danh", required=True))
    found = read(book([("STT", "Họ tên", "Chức danh"), (1, "Lê Thử", "Kế toán"), (2, "Hà Thử", "Chủ tịch")]), fields)
    assert [row.values["title"] for row in found.rows] == ["Kế toán", "Chủ tịch"]
    found = read(book([("Họ tên", "Chức danh"), ("Lê Thử", "Kế toán"), ("Hà Thử", "Chủ tịch")]), fields)
    assert len(found.rows) == 2 or why(found)


def test_vertically_merged_cells_repeat_their_value():
    rows = [
        ("STT", "Tên thiết bị", "Số lượng", "Tình trạng"),
        (1, "Máy in", 2, "Tốt"),
        (None, None, 1, "Hỏng"),
        (2, "Máy quét", 1, "Tốt"),
    ]
    found = read(book({"rows": rows, "merge": ["A2:A3", "B2:B3"]}), FIELDS)
    assert [(row.values["name"], row.values["count"], row.values["state"]) for row in found.rows] == [
        ("Máy in", 2, "good"),
        ("Máy in", 1, "broken"),
        ("Máy quét", 1, "good"),
    ]


def test_a_row_merged_over_two_lines_is_one_row():
    rows = [("Tên thiết bị", "Số lượng"), ("Máy in", 2), (None, None), ("Máy quét", 1)]
    found = read(book({"rows": rows, "merge": ["A2:A3", "B2:B3"]}), FIELDS)
    assert [(row.number, row.values["name"]) for row in found.rows] == [(2, "Máy in"), (4, "Máy quét")]


def test_faults_are_told_by_cell_and_the_rest_of_the_row_is_kept():
    found = read(table((1, "Máy in", "vài", "nát"), (2, None, 3, "Tốt"), (3, "Máy quét", 1, "Tốt")), FIELDS)
    assert [str(fault) for fault in found.faults] == [
        "C2: «vài» không phải một số; chỉ ghi số.",
        "D2: «nát» không có trong các lựa chọn: Tốt, Xuống cấp, Hỏng.",
        "B3: thiếu «Tên thiết bị».",
    ]
    assert [row.number for row in found.good] == [4]
    assert found.rows[0].values == {"name": "Máy in"}
    assert found.at("count", 9) == "C9"


def test_every_kind_is_read_from_real_cells():
    head = ("Tên thiết bị", "Nguyên giá", "Ngày mua", "Năm SX", "Thời gian", "Dùng được")
    row = ("Máy in", 4_500_000, date(2025, 6, 12), 2024, date(2020, 3, 1), "x")
    found = read(book({"rows": [head, row], "formats": {"E2": "mm/yyyy"}}), FIELDS)
    assert dict(found.rows[0].values) == {
        "name": "Máy in",
        "price": 4_500_000,
        "bought": date(2025, 6, 12),
        "made": 2024,
        "kept": Period(PartialDate(2020, 3), PartialDate(2020, 3)),
        "works": True,
    }


def test_a_date_shown_as_a_month_is_not_the_first():
    rows = [("Tên thiết bị", "Ngày mua"), ("Máy in", date(2025, 6, 1)), ("Máy in", date(2025, 6, 12))]
    found = read(book({"rows": rows, "formats": {"B2": "mm/yyyy", "B3": "mm/yyyy"}}), FIELDS)
    assert [str(fault) for fault in found.faults] == ["B2: «06/2025» thiếu ngày; ghi đủ ngày/tháng/năm."]
    assert found.rows[1].values["bought"] == date(2025, 6, 12)


@pytest.mark.parametrize(
    ("above", "heading"),
    [((), "Nguyên giá (triệu đồng)"), (("ĐVT: triệu đồng",), "Nguyên giá"), (("Đơn vị tính: Triệu đồng",), "Giá trị")],
)
def test_the_unit_of_money_is_heeded_and_told(above, heading):
    found = read(book([above, ("STT", "Tên thiết bị", heading), (1, "Máy in", 4.5), (2, "Xe", "30")]), FIELDS)
    assert [row.values["price"] for row in found.rows] == [4_500_000, 30_000_000]
    assert [str(note) for note in found.notes] == [f"Cột «{heading}» tính theo 1.000.000 đồng."]


def test_the_sheet_that_fits_is_taken_and_others_are_named():
    good = [("Tên thiết bị", "Số lượng"), ("Máy in", 2)]
    found = read(
        book(
            {"title": "DM", "rows": good, "hidden": True},
            {"title": "Hướng dẫn", "rows": [("Điền vào trang sau",)]},
            {"title": "Tháng 6", "rows": good},
        ),
        FIELDS,
    )
    assert found.sheet == "Tháng 6"
    assert [str(note) for note in found.notes] == ["Trang khác cũng giống danh sách này, chưa đọc: DM."]
    assert read(book({"title": "A", "rows": good}, {"title": "B", "rows": good}), FIELDS, sheet="B").sheet == "B"
    with pytest.raises(BadInput, match="không có trang «C»"):
        read(book(good), FIELDS, sheet="C")


def test_a_missing_column_is_named_with_the_line_that_came_nearest():
    with pytest.raises(BadInput) as refused:
        read(table((1, "x", 2), head=("STT", "Mục", "Số lượng")), FIELDS)
    assert str(refused.value) == (
        "Không thấy dòng tiêu đề có đủ các cột: Tên thiết bị. "
        "Giống nhất là dòng 1 của trang «Trang 1», còn thiếu: Tên thiết bị."
    )
    with pytest.raises(BadInput, match="Không thấy dòng tiêu đề có đủ các cột: Tên thiết bị"):
        read(book([("a", "b"), (1, 2)]), FIELDS)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_of_any_delimiter_below_a_title_with_commas(delimiter, code):
    lines = [
        '"Đại Đồng, ngày 12, tháng 6, năm 2025"',
        delimiter.join(("STT", "Tên thiết bị", "Số lượng", "Tình trạng")),
        delimiter.join(("1", '"Máy in, quét"', "2", "Tốt")),
    ]
    found = read("\r\n".join(lines).encode(code), FIELDS)
    assert [dict(row.values) for row in found.rows] == [{"name": "Máy in, quét", "count": 2, "state": "good"}]
    assert (found.sheet, found.header_row) == ("", 2)


def test_excel_s_own_word_on_the_delimiter_is_heeded():
    assert names(read("sep=;\nTên thiết bị;Số lượng\nMáy, in;2".encode(), FIELDS)) == ["Máy, in"]


def in_windows_1258(text):
    """Text as an old Windows writes it: base letters, tones as characters of their own."""
    import unicodedata

    out = b""
    for character in text:
        try:
            out += character.encode("cp1258")
        except UnicodeEncodeError:
            base, tone = unicodedata.normalize("NFD", character)[:-1], unicodedata.normalize("NFD", character)[-1]
            if len(base) > 1 and base[-1] == "\u0323":
                base, tone = base[0] + tone, base[-1]
            out += unicodedata.normalize("NFC", base).encode("cp1258") + tone.encode("cp1258")
    return out


def test_csv_in_windows_1258_is_read_and_said_so():
    found = read(in_windows_1258("Tên thiết bị;Số lượng;Tình trạng\nMáy lạnh;2;Hư hỏng"), FIELDS)
    assert dict(found.rows[0].values) == {"name": "Máy lạnh", "count": 2, "state": "broken"}
    assert [str(note) for note in found.notes] == ["Tệp CSV theo bảng mã Windows-1258; đã chuyển sang Unicode."]


def test_csv_and_workbooks_in_tcvn_are_read_and_said_so():
    from motcua.kernel.sheets.legacy import _TABLE

    back = {letter: code for code, letter in _TABLE.items()}
    old = "".join(
        chr(back.get(letter, ord(letter))) for letter in "Tên thiết bị;Số lượng;Tình trạng\nMáy lạnh;2;Hư hỏng"
    )
    for content in (old.encode("latin-1"), book([line.split(";") for line in old.split("\n")])):
        found = read(content, FIELDS)
        assert dict(found.rows[0].values) == {"name": "Máy lạnh", "count": 2, "state": "broken"}
        assert [str(note) for note in found.notes] == ["Chữ theo bảng mã TCVN3 (ABC); đã chuyển sang Unicode."]
