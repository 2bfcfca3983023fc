"""Out and back in: nothing lost, every change told, a faulty line stops its procedure and no other."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

import msgspec
import pytest

from motcua.catalogue import offered, packaged, processes, queries
from motcua.catalogue import procedure_import as importing
from motcua.catalogue import procedure_sheet as sheet
from motcua.catalogue.models import ProcedureVersion, Process
from motcua.kernel import sheets
from motcua.kernel.errors import NotAllowed
from motcua.kernel.sheets.planned import BAD, SAME, Planned, packed, unpacked
from motcua.ledger.models import Entry

pytestmark = pytest.mark.django_db
CODE, OTHER = "1.001193", "2.000635"
TODAY = date(2025, 7, 11)


def listed(*codes: str) -> list[dict[str, Any]]:
    return [row for code in codes for row in sheet.rows(packaged.get(code), packaged.get(code).process)]


def plan(town: Any, rows: list[dict[str, Any]], who: str = "giamdoc") -> list[Planned]:
    found = sheets.read(sheets.write(sheet.FIELDS, rows), sheet.FIELDS, lenient=True, most_rows=importing.MOST_ROWS)
    assert len(found.rows) == len(rows)
    return unpacked(packed(list(importing.plan(found, town[who], town.bodies.centre))))


def write(town: Any, lines: list[Planned], key: str = "k") -> list[Any]:
    wanted = [line for line in lines if line.writes]
    return list(importing.write(wanted, town["giamdoc"].as_verified(), key, town.bodies.centre))


def fates(lines: list[Planned]) -> set[str]:
    return {line.fate for line in lines}


def newest(code: str = CODE) -> queries.Version:
    return queries.version_on(code, TODAY)


def test_every_procedure_of_the_town_comes_back_as_it_went_out(town):
    codes = list(ProcedureVersion.objects.values_list("procedure_id", flat=True))
    lines = plan(town, listed(*codes))
    assert {(line.name, line.fate) for line in lines if line.fate != SAME} == set()


def test_every_packaged_procedure_survives_its_own_lines(town):
    """Facts to lines to cells to facts: of all that is packaged, without the books of a centre around it."""
    lost = []
    for code, facts in islice(packaged.all_procedures().items(), 0, None, 12):
        rows = list(sheet.rows(facts, ()))
        if not rows or len({case.name for case in facts.cases}) < len(facts.cases):
            continue
        found = sheets.read(sheets.write(sheet.FIELDS, rows), sheet.FIELDS, lenient=True)
        reader = importing._Procedure(found, UUID(int=1), code, found.rows, offered=True)
        parts: dict[str, list[Any]] = {}
        for row in found.rows:
            parts.setdefault(row.values["part"], []).append(row)
        if reader._facts(facts, parts) != facts:
            lost.append(code)
    assert lost == []


def test_a_fee_taken_out_of_the_list_is_a_new_version_without_it(town):
    rows = [row for row in listed(CODE) if row["part"] != "fee"]
    rows.append({"code": CODE, "part": "fee", "name": "lệ phí", "amount": 5_000, "ground": "NQ 01"})
    lines = plan(town, rows)
    assert fates(lines) == {importing.CHANGED, importing.PART}
    told = " ".join(str(cell.said) for cell in lines[0].cells.values())
    assert "5.000 đồng" in told
    assert "Bỏ dòng phí" in told
    entries = Entry.objects.count()
    assert all(result.refused is None for result in write(town, lines))
    (fee,) = newest().facts.fees
    assert (fee.amount_vnd, fee.trust, newest().number) == (5_000, "confirmed", 2)
    assert ProcedureVersion.objects.get(procedure_id=CODE, number=2).origin == "centre"
    assert Entry.objects.count() == entries + 1
    write(town, lines)
    assert Entry.objects.count() == entries + 1
    assert fates(plan(town, rows)) == {SAME}


def test_parts_the_list_does_not_name_stay(town):
    rows = [
        {
            "code": CODE,
            "part": "fee",
            "name": "lệ phí",
            "amount": 5_000,
            "since": date(2025, 8, 1),
            "until": date(2025, 12, 31),
        }
    ]
    write(town, plan(town, rows))
    before, after = packaged.get(CODE), newest().facts
    assert (after.cases, after.limits, after.process) == (before.cases, before.limits, before.process)
    assert (after.fees[0].since, after.fees[0].trust) == (date(2025, 8, 1), "unverified")


def test_a_limit_from_a_list_waits_for_the_director(town):
    rows = [{"code": OTHER, "part": "limit", "kind": "ngày làm việc", "value": 2, "ground": "NĐ thử"}]
    lines = plan(town, rows)
    assert lines[0].doubts
    write(town, lines)
    (limit,) = newest(OTHER).facts.limits
    assert (limit.binding, limit.value) == (False, 2)


def test_steps_become_a_draft_and_what_holds_stays(town):
    rows = [row for row in listed(CODE) if row["part"] == "step"]
    rows[1] = rows[1] | {"name": "Tra cứu", "hours": 2}
    write(town, plan(town, rows))
    draft = Process.objects.get()
    assert draft.state == "draft"
    page = processes.page(town.bodies.centre, CODE, draft.pk, town["giamdoc"])
    assert (page.steps[1].name, page.steps[1].hours) == ("Tra cứu", 2)
    assert page.steps[2].fields == packaged.get(CODE).process[2].fields
    assert newest().number == 1
    assert not offered.offered(town.bodies.centre, CODE, town["giamdoc"]).own_steps


@pytest.mark.parametrize(
    ("text", "now", "told"),
    [("Mức độ 3", "một phần", "3"), ("Mức 4", "toàn trình", "4"), ("toàn trình", "toàn trình", None)],
)
def test_a_level_keeps_the_scale_it_was_told_on(town, text, now, told):
    write(town, plan(town, [{"code": OTHER, "part": "level", "name": text}]))
    facts = newest(OTHER).facts
    assert (facts.online_level, facts.online_told and facts.online_told.level) == (now, told)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"code": "9.999999", "part": "fee", "name": "phí", "amount": 1}, "code"),
        ({"code": CODE, "part": "paper", "name": "Đơn"}, "case"),
        ({"code": CODE, "part": "paper", "case": "C"}, "name"),
        ({"code": CODE, "part": "paper", "case": "C", "name": "Đơn", "kind": "đốt"}, "kind"),
        ({"code": CODE, "part": "paper", "case": "C", "name": "Đơn", "originals": 100}, "originals"),
        ({"code": CODE, "part": "fee", "name": "phí"}, "amount"),
        ({"code": CODE, "part": "fee", "name": "phí", "amount": 1, "case": "Không có"}, "case"),
        ({"code": CODE, "part": "fee", "name": "phí", "amount": 1, "channel": "fax"}, "channel"),
        ({"code": CODE, "part": "fee", "name": "phí", "amount": 1, "channel": "trực tiếp, trực tuyến"}, "channel"),
        ({"code": CODE, "part": "fee", "name": "phí", "amount": 1, "since": date(2026, 1, 2), "until": date(2026, 1, 1)}, "until"),
        ({"code": CODE, "part": "limit", "kind": "tuần", "value": 1}, "kind"),
        ({"code": CODE, "part": "limit", "kind": "ngày", "value": -1}, "value"),
        ({"code": CODE, "part": "step", "name": "x", "kind": "vua", "value": 10}, "kind"),
        ({"code": CODE, "part": "step", "name": "x", "kind": "Chuyên viên", "value": 101}, "value"),
        ({"code": CODE, "part": "level", "name": "Mức độ 9"}, "name"),
    ],
)  # fmt: skip
def test_a_faulty_line_is_named_at_its_cell_and_stops_its_procedure_alone(town, row, field):
    good = {"code": OTHER, "part": "fee", "name": "phí", "amount": 1_234}
    also = {"code": row["code"], "part": "fee", "name": "phí", "amount": 7_777}
    lines = plan(town, [row, also, good])
    assert [line.fate for line in lines] == [BAD, BAD, importing.CHANGED]
    assert field in {note.field for note in lines[0].faults}
    write(town, lines)
    assert newest(OTHER).facts.fees[0].amount_vnd == 1_234
    assert newest().number == 1


@pytest.mark.parametrize("who", ["tiepnhan", "thuly", "lanhdao", "quantri"])
def test_others_are_refused_before_the_first_line(town, who):
    with pytest.raises(NotAllowed):
        plan(town, listed(CODE), who)


def test_books_that_moved_on_refuse_the_line(town):
    row = {"code": OTHER, "part": "fee", "name": "phí", "amount": 1_234}
    lines = plan(town, [row])
    write(town, plan(town, [row | {"amount": 999}]), key="other")
    (result,) = write(town, lines)
    assert "đã có phiên bản" in str(result.refused.said)


def test_the_mark_changes_with_versions_and_processes(town):
    unit = town.bodies.centre
    first = importing.mark(unit)
    write(town, plan(town, [{"code": OTHER, "part": "fee", "name": "phí", "amount": 1_234}]))
    second = importing.mark(unit)
    rows = [row for row in listed(CODE) if row["part"] == "step"]
    write(town, plan(town, [rows[0] | {"name": "Nhận"}, *rows[1:]]), key="b")
    assert len({first, second, importing.mark(unit)}) == 3


def test_the_wish_goes_through_the_locker_whole(town):
    (line,) = plan(town, [{"code": OTHER, "part": "fee", "name": "phí", "amount": 1_234}])
    assert msgspec.convert(line.wish, importing.Wish).facts.fees[0].amount_vnd == 1_234
