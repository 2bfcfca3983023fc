"""Inventories from spreadsheets: written as they are, faults left to the check, only unreadable cells bar their line."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from motcua.archives import inventory_import, inventory_sheet
from motcua.archives.models import Fonds, RecordFile
from motcua.archives.rules.inventory import BATCH_MOST
from motcua.config.demo.records import OLD_ARCHIVIST
from motcua.kernel import sheets
from motcua.kernel.errors import NotAllowed
from motcua.kernel.sheets.planned import Planned, packed, unpacked
from motcua.kernel.sheets.tests.made import book
from motcua.ledger.models import Entry

pytestmark = pytest.mark.django_db


class Shelf:
    """A clerk of the old commune with their fonds."""

    def __init__(self, region: Any, fonds: Any) -> None:
        self.actor, self.fonds = region[OLD_ARCHIVIST], fonds

    def plan(self, content: bytes) -> list[Planned]:
        found = sheets.read(content, inventory_sheet.FIELDS, most_rows=inventory_sheet.MOST_ROWS)
        return unpacked(packed(list(inventory_import.plan(found, self.actor, self.fonds))))

    def write(self, lines: list[Planned], key: str = "") -> list[Any]:
        running = iter([line for line in lines if line.writes])
        results = []
        at = 0
        while some := list(islice(running, BATCH_MOST)):
            at += 1
            one = f"{key or uuid4().hex}-{at}"
            results += inventory_import.write(some, self.actor, one, fonds=self.fonds, source="bảng tính")
        return results

    def rows(self) -> list[RecordFile]:
        return list(RecordFile.objects.filter(fonds=self.fonds).select_related("box").order_by("pk"))


@pytest.fixture
def shelf(old, fonds):
    return Shelf(old, fonds)


def shown(line: Planned) -> dict[str, str]:
    return {key: str(value.said if hasattr(value, "said") else value) for key, value in line.cells.items()}


def why(line: Planned) -> list[str]:
    return [f"{note.cell}: {note.why.said}" for note in (*line.faults, *line.doubts)]


def old_inventory() -> bytes:
    """The usual inventory of a commune: a head of two lines, box and file numbers, periods of years, signatures."""
    rows = [
        ["PHÔNG UBND XÃ CAO XÁ"],
        ["MỤC LỤC HỒ SƠ NỘP LƯU NĂM 2024"],
        [],
        ["STT", "Hộp/cặp số", "Hồ sơ số", "Tiêu đề hồ sơ", "Thời gian", None, "THBQ", "Số tờ", "Ghi chú"],
        [None, None, None, None, "Bắt đầu", "Kết thúc"],
        ["I", None, None, "Lĩnh vực hộ tịch"],
        [1, 901, 9001, "Hồ sơ khai sinh quý I", "02.01.2024", "ngày 29 tháng 3 năm 2024", "Vĩnh viễn", "1.250", None],
        [2, 901, 9001, "Hồ sơ khai tử (trùng số)", date(2024, 1, 5), 45380, "20 năm", 12, "rách bìa"],
        [3, 902, 9003, None, "1998", "3/2001", "lâu lắm", 7, None],
        [4, 902, 9004, "Hồ sơ chứng thực", 2019, "31/02/2024", "5 năm", 8, None],
        [5, 902, 9005, "Hồ sơ đất đai", "1998", "3/2001", "70", 3, "còn tốt"],
        [6, None, None, None, None, None, None, None, None],
        [7, None, None, None, None, None, None, None, None],
        [None, None, None, "Tổng cộng", None, None, None, 1280],
        [None, None, None, None, None, None, "Người lập"],
    ]
    return book({"rows": rows, "merge": ["A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:F4", "G4:G5", "H4:H5", "I4:I5"]})


def test_an_inventory_as_it_is_kept_is_understood_line_by_line(shelf):
    plans = shelf.plan(old_inventory())
    assert [(line.row, line.fate) for line in plans] == [(7, "new"), (8, "new"), (9, "bad"), (10, "bad"), (11, "new")]
    first = shown(plans[0])
    assert (first["number"], first["box"], first["starts"], first["ends"]) == (
        "9001",
        "901",
        "02/01/2024",
        "29/03/2024",
    )
    assert (first["years"], first["sheets"]) == ("Vĩnh viễn", "1250")
    assert shown(plans[1])["ends"] == "29/03/2024"
    assert [note.cell for note in plans[2].faults] == ["G9"], "a title that lacks is no reason to refuse"
    assert [note.cell for note in plans[3].faults] == ["F10"]
    last = shown(plans[4])
    assert "starts" not in last
    assert last["note"] == "còn tốt; Thời gian: 1998 – 03/2001"
    assert {note.cell for note in plans[4].doubts} == {"E11", "F11"}


def test_faulty_records_are_written_as_they_are_and_the_same_file_writes_once(shelf):
    plans = shelf.plan(old_inventory())
    had = {row.pk for row in shelf.rows()}
    shelf.write(plans)
    new = [row for row in shelf.rows() if row.pk not in had]
    assert [(row.number, row.title, row.years) for row in new] == [
        (9001, "Hồ sơ khai sinh quý I", 0),
        (9001, "Hồ sơ khai tử (trùng số)", 20),
        (9005, "Hồ sơ đất đai", 70),
    ]
    again = shelf.plan(old_inventory())
    assert [line.fate for line in again] == ["same", "same", "bad", "bad", "same"]
    assert again[0].twin == "9001"
    before = Entry.objects.count()
    assert shelf.write(again) == []
    assert Entry.objects.count() == before


def test_the_same_yes_twice_writes_once(shelf):
    plans = shelf.plan(old_inventory())
    shelf.write(plans, key="one")
    count = len(shelf.rows())
    shelf.write(plans, key="one")
    assert len(shelf.rows()) == count


def test_a_list_taken_out_is_known_again_line_by_line(shelf):
    titles = [title for key, title in inventory_import.pasted.COLUMNS]
    rows = RecordFile.objects.filter(fonds=shelf.fonds).select_related("box").order_by("number", "id")[:5]
    lines = [
        [
            *(row.number, row.box.number if row.box else "", row.symbol, row.title, row.starts, row.ends),
            *("" if row.years is None else row.years or "Vĩnh viễn", row.sheets, row.pages, row.creator, row.note),
            *(row.code, {"paper": "Giấy", "digital": "Điện tử", "both": "Giấy và điện tử"}[row.medium]),
        ]
        for row in rows
    ]
    plans = shelf.plan(book([titles, *lines]))
    assert {line.fate for line in plans} == {"same"}


def test_lines_without_a_number_take_the_next_ones_and_one_period_column_is_read(shelf):
    plans = shelf.plan(
        book(
            [
                ["Tiêu đề", "Thời gian"],
                ["Hồ sơ A", "1/2/2020 - 3/4/2021"],
                ["Hồ sơ B", "2019-2020"],
                ["Hồ sơ A", "1/2/2020 - 3/4/2021"],
            ]
        )
    )
    assert shown(plans[0])["number"] == "số tiếp theo"
    assert (shown(plans[0])["starts"], shown(plans[0])["ends"]) == ("01/02/2020", "03/04/2021")
    assert shown(plans[1])["note"] == "Thời gian: 2019 – 2020"
    assert [line.fate for line in plans] == ["new"] * 3, "what is twice in a file is written twice: the check tells"
    last = max(row.number for row in shelf.rows())
    shelf.write(plans)
    assert [row.number for row in shelf.rows()][-3:] == [last + 1, last + 2, last + 3]
    assert {line.fate for line in shelf.plan(book([["Tiêu đề", "Số tờ"], ["Hồ sơ A", 5]]))} == {"new"}


@pytest.mark.altered
def test_others_may_not_and_a_locked_fonds_is_left_alone(shelf, old):
    found = sheets.read(old_inventory(), inventory_sheet.FIELDS)
    with pytest.raises(NotAllowed):
        inventory_import.plan(found, old["csvc-cao-xa"], shelf.fonds)
    mark = inventory_import.mark(shelf.fonds)
    Fonds.objects.filter(pk=shelf.fonds).update(locked=uuid4(), version=99)
    assert inventory_import.mark(shelf.fonds) != mark
    with pytest.raises(NotAllowed, match="đang ký"):
        inventory_import.plan(found, shelf.actor, shelf.fonds)


LINES = st.lists(
    st.fixed_dictionaries(
        {
            "title": st.text("abcđêô =+@-", min_size=1, max_size=30).map(lambda text: f"Hồ sơ {text.strip()}".strip()),
            "number": st.none() | st.integers(1, 9_000_000),
            "box": st.none() | st.from_regex(r"[1-9][0-9]{0,2}", fullmatch=True),
            "starts": st.none() | st.dates(date(1950, 1, 1), date(2025, 1, 1)),
            "years": st.sampled_from([None, "Vĩnh viễn", "5 năm", "20"]),
            "sheets": st.none() | st.integers(0, 99_999),
            "medium": st.sampled_from([None, "paper", "digital", "both"]),
        }
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=15, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(rows=LINES)
def test_whatever_is_shown_as_understood_is_exactly_what_is_written(rows, shelf):
    with transaction.atomic():
        plans = shelf.plan(sheets.write(inventory_sheet.FIELDS, rows))
        had = {row.pk for row in shelf.rows()}
        shelf.write(plans)
        new = [row for row in shelf.rows() if row.pk not in had]
        lines = [line for line in plans if line.writes]
        assert len(new) == len(lines) == len(rows)
        for line, row in zip(lines, new, strict=True):
            cells = shown(line)
            assert cells["title"] == row.title
            assert cells["number"] in (str(row.number), "số tiếp theo")
            assert cells.get("box", "") == (row.box.number if row.box else "")
            assert cells.get("starts", "") == (f"{row.starts:%d/%m/%Y}" if row.starts else "")
            assert cells.get("sheets", "") == ("" if row.sheets is None else str(row.sheets))
            assert cells.get("years", "") == {None: "", 0: "Vĩnh viễn"}.get(row.years, f"{row.years} năm")
            assert cells["medium"] == {"paper": "Giấy", "digital": "Điện tử", "both": "Giấy và điện tử"}[row.medium]
        transaction.set_rollback(True)
