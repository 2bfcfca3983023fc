"""A centre's own process: a draft, checked, in force from a day; dossiers keep what they were accepted with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from motcua.catalogue import processes, queries
from motcua.catalogue.commands import ChangeProcess, DraftProcess, DropProcess, PutProcessInForce, VerifyProcess
from motcua.catalogue.models import Process
from motcua.catalogue.rules.process import PlannedStep
from motcua.dossiers.models import StepRun
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, NotAllowed, NotFound, RuleError
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

pytestmark = pytest.mark.django_db
CODE = "1.001193"
TODAY = date(2025, 7, 11)


def draft(town: Any) -> UUID:
    return perform(DraftProcess(unit=town.bodies.centre, procedure=CODE), town["giamdoc"]).target


def steps_of(town: Any, process: UUID) -> list[PlannedStep]:
    return list(processes.page(town.bodies.centre, CODE, process, town["giamdoc"]).steps)


def change(town: Any, process: UUID, steps: list[PlannedStep]) -> None:
    perform(ChangeProcess(process=process, steps=tuple(steps)), town["giamdoc"])


def renamed(town: Any, process: UUID, name: str = "Tra cứu, đối chiếu") -> None:
    steps = steps_of(town, process)
    steps[1] = msgspec.structs.replace(steps[1], name=name)
    change(town, process, steps)


def in_force(town: Any, process: UUID, day: date = TODAY) -> None:
    perform(VerifyProcess(process=process), town["giamdoc"])
    perform(PutProcessInForce(process=process, from_day=day), town["giamdoc"].as_verified())


def names(dossier: UUID) -> list[str]:
    return list(StepRun.objects.filter(dossier=dossier).order_by("ordinal").values_list("name", flat=True))


def test_a_draft_begins_with_what_holds_and_holds_for_nobody(town):
    process = draft(town)
    page = processes.page(town.bodies.centre, CODE, process, town["giamdoc"])
    proposed = queries.version_on(CODE, TODAY).facts.process
    assert [one.name for one in page.steps] == [one.name for one in proposed]
    assert [one.fields for one in page.steps] == [one.fields for one in proposed]
    assert page.faults == ()
    renamed(town, process)
    assert "Tra cứu, đối chiếu" not in names(town.accept(CODE))


def test_dossiers_keep_the_process_they_were_accepted_with(town):
    before = town.accept(CODE)
    kept = names(before)
    process = draft(town)
    renamed(town, process)
    in_force(town, process)
    after = town.accept(CODE)
    assert names(before) == kept
    assert names(after)[1] == "Tra cứu, đối chiếu"
    assert names(after)[0] == kept[0]
    town.make_ready(after)


def test_it_holds_from_its_day_on(town):
    process = draft(town)
    renamed(town, process)
    in_force(town, process, TODAY + timedelta(days=3))
    assert names(town.accept(CODE))[1] != "Tra cứu, đối chiếu"
    with clock.fixed(town.at + timedelta(days=3)):
        assert names(town.accept(CODE))[1] == "Tra cứu, đối chiếu"


def test_the_next_version_begins_from_the_last_and_takes_its_place(town):
    first = draft(town)
    renamed(town, first, "Lần một")
    in_force(town, first)
    second = draft(town)
    assert steps_of(town, second)[1].name == "Lần một"
    renamed(town, second, "Lần hai")
    in_force(town, second)
    assert names(town.accept(CODE))[1] == "Lần hai"
    rows = processes.rows(town.bodies.centre, CODE)
    assert [(row.number, row.holds) for row in rows] == [(2, True), (1, False)]


def test_the_public_page_shows_the_centres_own(town):
    process = draft(town)
    renamed(town, process)
    in_force(town, process)
    shown = queries.on_show(town.bodies.centre, CODE, TODAY)
    assert (shown.own_process, shown.steps[1].name) == (True, "Tra cứu, đối chiếu")


def test_with_a_fault_it_is_neither_checked_nor_put_in_force(town):
    process = draft(town)
    steps = steps_of(town, process)
    change(town, process, [one for one in steps if one.role != "leader"])
    with pytest.raises(RuleError, match="còn"):
        perform(VerifyProcess(process=process), town["giamdoc"])
    with pytest.raises(MotcuaError):
        perform(PutProcessInForce(process=process, from_day=TODAY), town["giamdoc"].as_verified())
    assert Process.objects.get(pk=process).state == "draft"


def test_what_was_checked_and_changed_must_be_checked_again(town):
    process = draft(town)
    perform(VerifyProcess(process=process), town["giamdoc"])
    renamed(town, process)
    assert Process.objects.get(pk=process).state == "draft"


def test_a_role_left_empty_after_the_check_is_found_when_it_is_put_in_force(town):
    from motcua.office.models import Post

    process = draft(town)
    perform(VerifyProcess(process=process), town["giamdoc"])
    Post.objects.filter(roles__contains="clerk").update(valid_to=TODAY - timedelta(days=1))
    with pytest.raises(RuleError, match="Văn thư"):
        perform(PutProcessInForce(process=process, from_day=TODAY), town["giamdoc"].as_verified())


def test_there_is_one_draft_at_a_time_until_it_is_given_up(town):
    process = draft(town)
    with pytest.raises(Conflict):
        draft(town)
    perform(DropProcess(process=process), town["giamdoc"])
    assert [row.number for row in processes.rows(town.bodies.centre, CODE)] == []
    assert Process.objects.get(pk=draft(town)).number == 2


def test_what_holds_cannot_be_changed(town):
    process = draft(town)
    in_force(town, process)
    for command in (
        ChangeProcess(process=process, steps=()),
        VerifyProcess(process=process),
        DropProcess(process=process),
        PutProcessInForce(process=process, from_day=TODAY),
    ):
        with pytest.raises(MotcuaError):
            perform(command, town["giamdoc"].as_verified())


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TODAY + timedelta(days=400)])
def test_it_holds_from_no_day_before_today_nor_far_from_it(town, day):
    process = draft(town)
    perform(VerifyProcess(process=process), town["giamdoc"])
    with pytest.raises(BadInput):
        perform(PutProcessInForce(process=process, from_day=day), town["giamdoc"].as_verified())


def test_putting_in_force_asks_for_the_second_factor(town):
    process = draft(town)
    perform(VerifyProcess(process=process), town["giamdoc"])
    with pytest.raises(NotAllowed):
        perform(PutProcessInForce(process=process, from_day=TODAY), replace(town["giamdoc"], verified=False))


@pytest.mark.parametrize("who", ["tiepnhan", "thuly", "lanhdao", "vanthu", "quantri"])
def test_others_shape_no_process(town, who):
    process = draft(town)
    entries = Entry.objects.count()
    for command in (DraftProcess(unit=town.bodies.centre, procedure="1.000656"), DropProcess(process=process)):
        with pytest.raises(NotAllowed):
            perform(command, town[who].as_verified())
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    "steps",
    [
        tuple(PlannedStep(key=str(at), name="x", role="specialist", share=1) for at in range(21)),
        (PlannedStep(key="a", name="x", role="specialist", share=1),) * 2,
        (PlannedStep(key="a", name="x" * 201, role="specialist", share=1),),
        (PlannedStep(key="a", name="x", role="specialist", share=101),),
        (PlannedStep(key="a", name="x", role="specialist", share=-1),),
        (PlannedStep(key="a", name="x", role="specialist", share=1, hours=100_000),),
        (PlannedStep(key="a", name="x", role="boss", share=1),),  # type: ignore[arg-type]  # no role is the point
    ],
    ids=["many", "twice", "long", "more", "less", "hours", "role"],
)
def test_what_cannot_be_kept_is_refused(town, steps):
    process = draft(town)
    entries = Entry.objects.count()
    with pytest.raises(BadInput):
        perform(ChangeProcess(process=process, steps=steps), town["giamdoc"])
    assert Entry.objects.count() == entries


def test_a_procedure_not_offered_has_no_process_here(town):
    with pytest.raises(RuleError):
        perform(DraftProcess(unit=town.bodies.centre, procedure="9.999999"), town["giamdoc"])


def test_the_page_of_another_procedure_does_not_show_it(town):
    process = draft(town)
    with pytest.raises(NotFound):
        processes.page(town.bodies.centre, "1.000656", process, town["giamdoc"])
