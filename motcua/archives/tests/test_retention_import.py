"""Official lists of retention periods from spreadsheets: read as they are published, faults by cell, brought in as one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from motcua.archives import retention_import
from motcua.archives.models import RetentionClass, RetentionList
from motcua.config.demo.records import OLD_ARCHIVIST
from motcua.kernel import sheets
from motcua.kernel.errors import Conflict, NotAllowed
from motcua.kernel.sheets.planned import Planned, packed, unpacked
from motcua.kernel.sheets.tests.made import book
from motcua.ledger.models import Entry

pytestmark = pytest.mark.django_db
HEAD = ("STT", "Tên nhóm hồ sơ, tài liệu", "THBQ", "Ghi chú")
TOLD = {
    "title": "Danh mục thử",
    "source": "TT 00/2025 thử",
    "issued_on": date(2025, 5, 1),
    "trust": "official_copy",
    "note": "",
}


def plan(actor: Any, content: bytes) -> list[Planned]:
    found = sheets.read(content, retention_import.FIELDS)
    return unpacked(packed(list(retention_import.plan(found, actor))))


def why(line: Planned) -> list[str]:
    return [f"{note.cell}: {note.why.said}" for note in (*line.faults, *line.doubts)]


def published() -> bytes:
    """A title, a head of two lines with merged cells, fields of work as sub-headings, periods in words, signatures."""
    rows = [
        ["BẢNG THỜI HẠN BẢO QUẢN HỒ SƠ, TÀI LIỆU"],
        ["(Ban hành kèm theo Thông tư thử)"],
        [],
        ["Mã nhóm", "Hồ sơ, tài liệu", None, "Thời hạn bảo quản"],
        [None, "Tên nhóm hồ sơ, tài liệu", "Căn cứ", None],
        ["I", "Tài liệu hộ tịch"],
        ["1.1", "Sổ hộ tịch", "Điều 14", "Vĩnh viễn"],
        ["1.2", "Hồ sơ khai sinh", None, "70 năm"],
        ["II", "Tài liệu xây dựng"],
        ["2.1", "Hồ sơ công trình", None, "Theo tuổi thọ công trình"],
        ["2.2", "Công văn trao đổi", None, "1O năm"],
        ["2.1", "Hồ sơ khác", None, 5],
        ["2.3", "Hồ sơ chờ", None, None],
        [None, None, None, "Hà Nội, ngày 01 tháng 5 năm 2025"],
    ]
    return book({"rows": rows, "merge": ["A4:A5", "B4:C4", "D4:D5"]})


def test_a_list_as_it_is_published_is_understood_line_by_line(old):
    plans = plan(old[OLD_ARCHIVIST], published())
    assert [(line.row, line.fate) for line in plans] == [
        *((7, "new"), (8, "new"), (10, "new")),
        *((11, "bad"), (12, "bad"), (13, "new")),
    ]
    first = {key: str(value.said if hasattr(value, "said") else value) for key, value in plans[0].cells.items()}
    assert first == {
        "code": "1.1",
        "title": "Sổ hộ tịch",
        "ground": "Điều 14",
        "group": "Tài liệu hộ tịch",
        "years": "Vĩnh viễn",
    }
    assert plans[2].cells["ground"] == "Thời hạn: Theo tuổi thọ công trình"
    assert any("D10: không phải số năm" in one for one in why(plans[2]))
    assert any("D11: thời hạn «1O năm» không đọc được" in one for one in why(plans[3]))
    assert any("A12: mã «2.1» đã có ở dòng 10" in one for one in why(plans[4]))
    assert any("D13: không ghi thời hạn" in one for one in why(plans[5]))


def test_what_was_shown_is_brought_in_once_with_its_trust(old):
    actor = old[OLD_ARCHIVIST]
    lines = [line for line in plan(actor, published()) if line.writes]
    made = retention_import.write(lines, actor, "k", told=TOLD)
    before = Entry.objects.count()
    assert retention_import.write(lines, actor, "k", told=TOLD) == made
    with pytest.raises(Conflict):
        retention_import.write(lines, actor, "other", told=TOLD)
    assert Entry.objects.count() == before
    assert RetentionList.objects.get(pk=made).trust == "official_copy"
    found = RetentionClass.objects.filter(list=made).order_by("ordinal").values_list("code", "years", "trust")
    assert list(found) == [
        *(("1.1", 0, "official_copy"), ("1.2", 70, "official_copy")),
        *(("2.1", None, "official_copy"), ("2.3", None, "official_copy")),
    ]


@pytest.mark.parametrize(
    ("row", "cell", "sentence"),
    [
        ([None, "Sổ", "20 năm"], "A2", "thiếu «Mã nhóm»"),
        (["1", None, "20 năm"], "B2", "thiếu «Nhóm hồ sơ»"),
        (["1", "x" * 501, "20 năm"], "B2", "dài 501 ký tự"),
        (["1", "Sổ", "200 năm"], "C2", "không đọc được"),
        (["1", "Sổ", "hết hiệu lực " * 8, "x" * 150], "D2", "dài quá 200 ký tự"),
    ],
)
def test_faults_are_told_by_cell_and_bar_only_their_line(old, row, cell, sentence):
    bad, fine = plan(old[OLD_ARCHIVIST], book([HEAD, row, ["2", "Sổ khác", "Vĩnh viễn"]]))
    assert any(note.cell == cell and sentence in str(note.why.said) for note in bad.faults), why(bad)
    assert (bad.fate, fine.fate) == ("bad", "new")


def test_the_mark_changes_with_every_list_of_the_place(old):
    actor = old[OLD_ARCHIVIST]
    home = RetentionList.objects.get(
        pk=retention_import.write([line for line in plan(actor, published()) if line.writes], actor, "k", told=TOLD)
    ).place_id
    before = retention_import.mark(home)
    lines = plan(actor, book([HEAD, ["1", "Sổ", "5"]]))
    retention_import.write(lines, actor, "k2", told=TOLD)
    assert retention_import.mark(home) != before


@pytest.mark.parametrize("who", ["khoakd", "csvc-cao-xa", "ct-tra-ly"])
def test_who_may_not_bring_lists_in_sees_no_plan(old, who):
    with pytest.raises(NotAllowed):
        plan(old[who], published())
