"""Guidance and tables of depreciation from spreadsheets: read as people keep them, held against the books, entered as one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from motcua.custody import kind_sheet, norm_import, rate_import
from motcua.custody.models import DepreciationRate, DepreciationTable, Norm, NormLine
from motcua.custody.tests.factories import issue
from motcua.kernel import sheets
from motcua.kernel.errors import Conflict, NotAllowed
from motcua.kernel.sheets.planned import Planned, packed, unpacked
from motcua.kernel.sheets.tests.made import book
from motcua.ledger.models import Entry

pytestmark = pytest.mark.django_db
TOLD = {
    "number": "12/HD-UBND thử",
    "title": "Hướng dẫn thử",
    "issuer": "UBND tỉnh Phú Thọ",
    "issued_on": date(2025, 6, 5),
    "valid_from": date(2025, 6, 10),
    "source": "Bản thử",
    "trust": "secondary",
    "trial": True,
}
TABLE_TOLD = {
    "title": "Bảng thử",
    "source": "Bản thử",
    "valid_from": date(2025, 1, 1),
    "trust": "secondary",
    "trial": True,
}
NORM_HEAD = ("STT", "Tên thiết bị", "Định mức", "Tính cho", "Niên hạn (năm)", "Đồng bộ", "Đơn giá")
RATE_HEAD = ("STT", "Loại tài sản", "Thời gian tính hao mòn (năm)", "Tỷ lệ hao mòn (% năm)")


def norm(region: Any, content: bytes, who: str = "khoakd") -> list[Planned]:
    found = sheets.read(content, kind_sheet.NORM_FIELDS)
    return unpacked(packed(list(norm_import.plan(found, region[who], region.places["lam-thao"]))))


def rates(region: Any, content: bytes, who: str = "csvc-cao-xa", place: str = "cao-xa") -> list[Planned]:
    found = sheets.read(content, kind_sheet.RATE_FIELDS)
    return unpacked(packed(list(rate_import.plan(found, region[who], region.places[place]))))


def shown(line: Planned) -> dict[str, str]:
    return {key: str(value.said if hasattr(value, "said") else value) for key, value in line.cells.items()}


def why(line: Planned) -> list[str]:
    return [f"{note.cell}: {note.why.said}" for note in (*line.faults, *line.doubts)]


def messy_norm() -> bytes:
    """A title, a head of two lines with merged cells, groups, a sum, signatures."""
    rows = [
        ["ỦY BAN NHÂN DÂN TỈNH"],
        ["PHỤ LỤC: ĐỊNH MỨC TRANG BỊ TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"],
        ["ĐVT: nghìn đồng"],
        [],
        ["TT", "Tên thiết bị", "Trang bị", None, "Yêu cầu", None, "Đơn giá dự kiến"],
        [None, None, "Định mức", "Tính cho", "Tuổi tối đa (năm)", "Cùng kiểu", None],
        ["I", "Thiết bị tin học"],
        [1, "Máy vi tính để bàn", 1, "Mỗi cán bộ", 5, "x", "15.000"],
        [2, "Máy in laser đen trắng", "01 cái", "quầy", None, None, 5200],
        [3, "Máy soi tiền", 1, "Trung tâm", None, None, None],
        ["II", "Thiết bị khác"],
        [4, "Ki-ốt tra cứu", "2,5", "Trung tâm", None, None, None],
        [5, "Máy tính bàn", 2, "Trung tâm", None, None, None],
        ["Tổng cộng", None, 7],
        [None, None, None, None, "Phú Thọ, ngày 05 tháng 6 năm 2025"],
    ]
    return book({"rows": rows, "merge": ["A5:A6", "B5:B6", "C5:D5", "E5:F5", "G5:G6"]})


def test_guidance_as_it_is_sent_around_is_understood_line_by_line(region):
    plans = norm(region, messy_norm())
    assert [(line.row, line.fate) for line in plans] == [(8, "new"), (9, "new"), (10, "bad"), (12, "bad"), (13, "bad")]
    assert shown(plans[0]) == {
        "kind": "Máy tính và màn hình",
        "quantity": "1",
        "per": "mỗi cán bộ",
        "oldest": "5",
        "same_model": "có",
        "unit_cost": "15.000.000",
    }
    assert (shown(plans[1])["kind"], shown(plans[1])["per"]) == ("Máy in", "mỗi quầy")
    assert any("B9: hiểu là «Máy in»" in one for one in why(plans[1])), "a longer name is told"
    assert any("B10: «Máy soi tiền» không có trong 25 loại" in one for one in why(plans[2]))
    assert any("C12: số lượng phải là số nguyên" in one for one in why(plans[3]))
    assert any("B13: «Máy tính và màn hình» đã có ở dòng 8" in one for one in why(plans[4]))


def test_an_edition_is_entered_once_and_the_next_is_held_against_it(region):
    who, place = region["khoakd"], region.places["lam-thao"]
    plans = [line for line in norm(region, messy_norm()) if line.writes]
    made = norm_import.write(plans, who, "k", place=place, told=TOLD)
    before = Entry.objects.count()
    assert norm_import.write(plans, who, "k", place=place, told=TOLD) == made
    with pytest.raises(Conflict):
        norm_import.write(plans, who, "other", place=place, told=TOLD)
    assert Entry.objects.count() == before
    lines = NormLine.objects.filter(norm=made).order_by("ordinal")
    assert [(one.kind, one.quantity, one.per, one.oldest, one.unit_cost) for one in lines] == [
        ("pc", 1, "officer", 5, 15_000_000),
        ("printer", 1, "counter", None, 5_200_000),
    ]
    assert Norm.objects.get(pk=made).number == TOLD["number"]
    head, *rest = (
        NORM_HEAD,
        [1, "Máy in", 2, "quầy"],
        [2, "Máy quét", 1, "quầy"],
        [3, "Máy tính", 1, "Cán bộ", 5, "x", 15_000_000],
    )
    again = norm(region, book([head, *rest]))
    assert [line.fate for line in again] == ["changed", "new", "unchanged"]
    assert any("bản trước: Máy in 1 mỗi quầy" in one for one in why(again[0]))
    second = norm_import.write(again, who, "k2", place=place, told=TOLD | {"number": "13/HD-UBND thử"})
    assert Norm.objects.get(pk=second).edition == 2


@pytest.mark.parametrize(
    ("row", "cell", "sentence"),
    [
        ([1, "Máy in", 0], "C2", "từ 1 đến 999"),
        ([1, "Máy in", 1000], "C2", "từ 1 đến 999"),
        ([1, "Máy in", "vài cái"], "C2", "không phải một số"),
        ([1, "Máy in", 1, "phòng họp"], "D2", "không có trong các lựa chọn"),
        ([1, "Máy in", 1, "quầy", 51], "E2", "từ 1 đến 50"),
        ([1, "Máy in", 1, "quầy", 5, "lạ"], "F2", "không rõ có hay không"),
        ([1, "Máy in", 1, "quầy", 5, "x", "hỏi kế toán"], "G2", "không phải"),
        ([1, "Tài sản nào đó", 1], "B2", "không có trong 25 loại"),
        ([1, "Máy điều hòa", 1], "B2", "không có trong 25 loại"),
        ([1, None, 1], "B2", "thiếu «Loại thiết bị»"),
    ],
)
def test_faults_of_guidance_are_told_by_cell_and_bar_only_their_line(region, row, cell, sentence):
    bad, fine = norm(region, book([NORM_HEAD, row, [2, "Máy quét", 1, "quầy"]]))
    assert bad.fate == "bad"
    assert any(note.cell == cell and sentence in str(note.why.said) for note in bad.faults), why(bad)
    assert fine.fate == "new"


def test_a_line_without_how_it_is_counted_is_told(region):
    [line] = norm(region, book([NORM_HEAD, [1, "Máy in", 1]]))
    assert line.fate == "new"
    assert any("không ghi cách tính: sẽ ghi «mỗi Trung tâm»" in one for one in why(line))


def test_the_mark_changes_with_every_edition_of_the_place(region):
    actor, place = region["khoakd"], region.places["lam-thao"]
    before = norm_import.mark(actor, place)
    issue(region)
    assert norm_import.mark(actor, place) != before
    assert norm_import.mark(actor, region.places["cao-xa"]) == ""


def test_who_may_not_enter_guidance_or_tables_sees_no_plan(region):
    for who in ("csvc-cao-xa", "tn-cao-xa"):
        with pytest.raises(NotAllowed):
            norm(region, messy_norm(), who)
    for who, place in (("csvc-cao-xa", "phung-nguyen"), ("tn-cao-xa", "cao-xa")):
        with pytest.raises(NotAllowed):
            rates(region, book([RATE_HEAD, [1, "Máy in", 5, 20]]), who, place)


def test_a_table_of_depreciation_is_read_whatever_way_its_shares_are_written(region):
    rows = [
        ["Phụ lục: Thời gian tính hao mòn và tỷ lệ hao mòn"],
        RATE_HEAD,
        [1, "Máy vi tính", 5, 0.2],
        [2, "Xe ô tô con", "15", "6,67%"],
        [3, "Máy in", 5, "20"],
        [4, "Máy in laser", 5, 20],
        [5, "Máy quét", 5, 12.5],
        [6, "Máy in màu", 8, 12.5],
        [7, "Nhà làm việc", 25, 0.04],
    ]
    plans = rates(region, book(rows))
    assert [line.fate for line in plans] == ["new", "new", "new", "same", "new", "bad", "new"]
    assert [shown(line)["percent"] for line in plans if line.cells] == ["20", "6,67", "20", "20", "12,5", "4"]
    assert any("D3: hiểu là 20%" in one for one in why(plans[0]))
    assert any("5 năm × 12,5% không bằng 100%" in one for one in why(plans[4]))
    assert any("B8: «Máy in» đã có ở dòng 5 với số khác" in one for one in why(plans[5]))
    who, place = region["csvc-cao-xa"], region.places["cao-xa"]
    lines = [line for line in plans if line.writes]
    made = rate_import.write(lines, who, "k", place=place, told=TABLE_TOLD)
    assert rate_import.write(lines, who, "k", place=place, told=TABLE_TOLD) == made
    assert DepreciationTable.objects.filter(place=place).count() == 1
    found = dict(DepreciationRate.objects.filter(table=made).values_list("kind", "basis_points"))
    assert found == {"pc": 2000, "car": 667, "printer": 2000, "scanner": 1250, "building": 400}


@pytest.mark.parametrize(
    ("row", "cell", "sentence"),
    [
        ([1, "Máy in", 0, 20], "C2", "từ 1 đến 100"),
        ([1, "Máy in", 2.5, 20], "C2", "từ 1 đến 100"),
        ([1, "Máy in", 5, "hai mươi"], "D2", "không phải tỷ lệ phần trăm"),
        ([1, "Máy in", 5, "-20"], "D2", "không phải tỷ lệ phần trăm"),
        ([1, "Máy in", 5, "²"], "D2", "không phải tỷ lệ phần trăm"),
        ([1, "Máy in", 5, 0], "D2", "lớn hơn 0"),
        ([1, "Máy in", 5, 101], "D2", "không quá 100%"),
        ([1, "Tàu thủy", 5, 20], "B2", "không có trong 25 loại"),
    ],
)
def test_faults_of_a_table_are_told_by_cell(region, row, cell, sentence):
    bad, fine = rates(region, book([RATE_HEAD, row, [2, "Máy quét", 5, 20]]))
    assert any(note.cell == cell and sentence in str(note.why.said) for note in bad.faults), why(bad)
    assert (bad.fate, fine.fate) == ("bad", "new")


def test_the_empty_forms_read_back_as_what_they_say(region):
    plans = norm(region, sheets.write(kind_sheet.NORM_FIELDS, kind_sheet.NORM_EXAMPLES))
    assert [line.fate for line in plans] == ["new", "new"]
    tables = rates(region, sheets.write(kind_sheet.RATE_FIELDS, kind_sheet.RATE_EXAMPLES))
    assert [shown(line)["percent"] for line in tables] == ["20", "6,67"]
