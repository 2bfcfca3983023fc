"""Plans of moves from lists: planned as shown, once, and only what is said to be there is answered."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from motcua.kernel import sheets
from motcua.kernel.errors import NotAllowed
from motcua.kernel.sheets.planned import Planned, packed, unpacked
from motcua.kernel.sheets.tests.made import book
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.staff import move_import, move_sheet
from motcua.staff.commands import ArriveMove
from motcua.staff.models import Move, MoveItem
from motcua.staff.queries import reach

pytestmark = pytest.mark.django_db
HEAD = ("STT", "Họ và tên", "Đơn vị cũ", "Đơn vị mới", "Vị trí mới", "Số, ngày quyết định", "Ngày nhận việc")
DECIDED = "15/QĐ-UBND ngày 20 tháng 6 năm 2025"


class Desk:
    """Who looks after the people of a centre."""

    def __init__(self, actor: Any) -> None:
        self.actor = actor
        self.centre = reach.centres(actor)[0]

    def plan(self, content: bytes) -> list[Planned]:
        found = sheets.read(content, move_sheet.FIELDS)
        return unpacked(packed(list(move_import.plan(found, self.actor, self.centre))))

    def write(self, lines: list[Planned], key: str = "") -> list[Any]:
        return list(move_import.write([line for line in lines if line.writes], self.actor, key or uuid4().hex))


@pytest.fixture
def desk(region):
    return Desk(next(actor for actor in region.actors.values() if actor.can("staff.write")))


def shown(line: Planned) -> dict[str, str]:
    return {key: str(value.said if hasattr(value, "said") else value) for key, value in line.cells.items()}


def why(line: Planned) -> list[str]:
    return [f"{note.cell}: {note.why.said}" for note in (*line.faults, *line.doubts)]


def plan_of_moves(*lines: list[Any], heads: tuple[str, ...] = ()) -> bytes:
    return book(
        {"rows": [["PHƯƠNG ÁN BỐ TRÍ CÁN BỘ"], [], [*HEAD, *heads], *lines, ["Người lập biểu"]], "merge": ["A1:G1"]}
    )


def row(name: str, **more: Any) -> list[Any]:
    """A line for somebody, as HEAD has it."""
    values = {
        "old": "Phòng Tư pháp huyện",
        "new": "",
        "title": "Cán bộ tiếp nhận",
        "decision": DECIDED,
        "day": "01.07.2025",
    }
    values |= more
    return [1, name, values["old"], values["new"], values["title"], values["decision"], values["day"]]


def test_a_plan_as_it_is_kept_is_planned_as_shown_and_once(desk):
    content = plan_of_moves(
        [*row("NGUYỄN VĂN THỬ"), "x", "chưa", "Hộ tịch; Chứng thực"],
        [*row("Lê Thị Mẫu", day="ngày 1 tháng 7 năm 2025"), None, "không cần", None],
        heads=("Chỗ ngồi", "Máy tính", "Lĩnh vực"),
    )
    plans = desk.plan(content)
    assert [line.fate for line in plans] == ["new", "new"], [why(line) for line in plans]
    first = shown(plans[0])
    assert (first["name"], first["decision"], first["decided_on"]) == ("Nguyễn Văn Thử", "15/QĐ-UBND", "20/06/2025")
    assert (first["unit"], first["seat"], first["first_day"]) == (desk.centre.name, "đã có", "01/07/2025")
    assert "pc" not in first
    assert first["fields"] == "Hộ tịch; Chứng thực"
    desk.write(plans, key="one")
    moves = list(Move.objects.order_by("pk"))
    assert [(move.name, move.unit_id) for move in moves][-2:] == [
        ("Nguyễn Văn Thử", desk.centre.id),
        ("Lê Thị Mẫu", desk.centre.id),
    ]
    assert [(one.item, one.state) for one in MoveItem.objects.order_by("pk")] == [
        ("seat", "done"),
        ("pc", "not_needed"),
    ]
    before = Entry.objects.count()
    desk.write(plans, key="one")
    again = desk.plan(content)
    assert [line.fate for line in again] == ["same", "same"]
    assert desk.write(again) == []
    assert Entry.objects.count() == before


def test_what_somebody_has_got_meanwhile_is_answered_and_nothing_else(desk):
    desk.write(desk.plan(plan_of_moves(row("Lê Thử"))))
    [line] = desk.plan(plan_of_moves([*row("Lê Thử"), "đã có"], heads=("Máy tính",)))
    assert line.fate == "items"
    desk.write([line])
    assert [one.item for one in MoveItem.objects.all()] == ["pc"]
    assert Move.objects.filter(name="Lê Thử").count() == 1


@pytest.mark.parametrize(
    ("changed", "cell", "sentence"),
    [
        ({"new": "Trung tâm ở đâu đó"}, "D4", "không phải một Trung tâm trong phạm vi"),
        ({"decision": "15/QĐ-UBND"}, "4", "thiếu ngày quyết định"),
        ({"decision": "15/QĐ-UBND ngày 31/2/2025"}, "F4", "Không có ngày"),
        ({"day": "1/6/2025"}, "G4", "không trước ngày quyết định"),
        ({"day": "7/2025"}, "G4", "thiếu ngày"),
        ({"title": None}, "E4", "thiếu «Chức danh mới»"),
        ({"old": None}, "C4", "thiếu «Đơn vị cũ»"),
    ],
)
def test_faults_are_told_by_cell(desk, changed, cell, sentence):
    bad, fine = desk.plan(plan_of_moves(row("Lê Thử", **changed), row("Trần Thử")))
    assert bad.fate == "bad"
    assert any(note.cell == cell and sentence in str(note.why.said) for note in bad.faults), why(bad)
    assert fine.fate == "new"


def test_the_same_person_twice_and_another_decision_are_told(desk):
    twice = desk.plan(plan_of_moves(row("Lê Thử"), row("LÊ THỬ")))
    assert [line.fate for line in twice] == ["new", "bad"]
    assert "đã có ở dòng 4" in why(twice[1])[0]
    desk.write(twice)
    [other] = desk.plan(plan_of_moves(row("Lê Thử", decision="16/QĐ ngày 21/6/2025")))
    assert other.fate == "bad"
    assert "theo quyết định 15/QĐ-UBND, khác dòng này" in why(other)[0]


def test_who_has_arrived_may_move_again(desk):
    desk.write(desk.plan(plan_of_moves(row("Lê Thử", decision="1/QĐ ngày 1/5/2025", day="2/5/2025"))))
    perform(ArriveMove(move=Move.objects.get(name="Lê Thử").id, day=date(2025, 5, 2)), desk.actor)
    [line] = desk.plan(plan_of_moves(row("Lê Thử")))
    assert line.fate == "new"
    assert [one.refused for one in desk.write([line])] == [None]


@pytest.mark.parametrize(
    ("text", "answered", "sentence"),
    [
        ("Đủ", 6, ""),
        ("máy tính, chứng thư số", 0, ""),
        ("Máy tính và chỗ ngồi", 0, ""),
        ("Chỗ ngồi", None, "cột «Còn thiếu» nêu là thiếu"),
        ("xe đạp", None, "không rõ thiếu gì: «xe đạp»"),
    ],
)
def test_the_column_of_lacks_answers_only_that_nothing_lacks(desk, text, answered, sentence):
    seat = "x" if sentence.startswith("cột") else None
    [line] = desk.plan(plan_of_moves([*row("Lê Thử"), text, seat], heads=("Còn thiếu", "Chỗ ngồi")))
    if answered is None:
        assert any(sentence in one for one in why(line))
    else:
        assert sum(value == "đã có" for value in shown(line).values()) == answered


def test_unknown_fields_are_told_and_names_with_a_comma_are_taken_whole(desk):
    good, bad = desk.plan(
        plan_of_moves(
            [*row("Lê Thử"), "Đăng ký, quản lý cư trú; Hộ tịch"], [*row("Trần Thử"), "Phép thuật"], heads=("Lĩnh vực",)
        )
    )
    assert bad.fate == "bad"
    assert "không có lĩnh vực «Phép thuật»" in why(bad)[0]
    assert shown(good)["fields"] == "Đăng ký, quản lý cư trú; Hộ tịch"


def test_only_who_looks_after_people_sees_a_plan(desk, region):
    found = sheets.read(plan_of_moves(row("Lê Thử")), move_sheet.FIELDS)
    mark = move_import.mark(desk.actor)
    with pytest.raises(NotAllowed):
        move_import.plan(found, region["csvc-cao-xa"], desk.centre)
    desk.write(desk.plan(plan_of_moves(row("Lê Thử"))))
    assert move_import.mark(desk.actor) != mark


PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["Nguyễn Văn A", "Lê Thị B", "Trần Văn C", "Phạm Thị D"]),
            "from_unit": st.text("abcđ =+@", min_size=1, max_size=15).map(lambda text: f"Phòng {text.strip()}".strip()),
            "title": st.just("Cán bộ tiếp nhận"),
            "decision": st.from_regex(r"[1-9][0-9]?/QĐ", fullmatch=True),
            "decided_on": st.dates(date(2025, 5, 1), date(2025, 6, 1)),
            "first_day": st.dates(date(2025, 6, 2), date(2025, 9, 1)),
            "hands_over": st.none() | st.just("Cao Thị E"),
            "pc": st.sampled_from([None, "done", "not_needed", "open"]),
        }
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda one: one["name"],
)


@settings(max_examples=10, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(rows=PEOPLE)
def test_whatever_is_shown_as_understood_is_exactly_what_is_planned(rows, desk):
    with transaction.atomic():
        plans = desk.plan(sheets.write(move_sheet.FIELDS, rows))
        had = set(Move.objects.values_list("pk", flat=True))
        assert all(result.refused is None for result in desk.write(plans))
        new = list(Move.objects.exclude(pk__in=had).order_by("pk"))
        assert len(new) == len(plans) == len(rows)
        for line, move in zip(plans, new, strict=True):
            cells = shown(line)
            for key in ("name", "from_unit", "title", "decision", "hands_over"):
                assert cells.get(key, "") == getattr(move, key)
            assert cells["decided_on"] == f"{move.decided_on:%d/%m/%Y}"
            assert cells["first_day"] == f"{move.first_day:%d/%m/%Y}"
            answers = {"đã có": ["done"], "không cần": ["not_needed"]}.get(cells.get("pc", ""), [])
            assert list(move.items.values_list("state", flat=True)) == answers
        transaction.set_rollback(True)
