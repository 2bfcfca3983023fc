"""What queries of dossiers answer: clocks of a page of rows, ends of codes, erased people, the leader's day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from motcua.config.demo import dossiers as story
from motcua.config.demo.centre import founder
from motcua.dossiers import clocks, lists, policies, queries, rules, scopes, search
from motcua.dossiers.commands import AttachScan, CompleteStep
from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from motcua.ledger.perform import perform
from motcua.office.commands import SetCentre
from motcua.office.commands.set_centre import CodeSource

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("left", "whole", "warned"),
    [
        (1_441, 4_800, False),  # ten days long, just over three left
        (1_440, 4_800, True),
        (481, 1_440, False),  # three days long: yellow in the last day only
        (480, 1_440, True),
        (160, 480, True),  # same day: in its last third
        (161, 480, False),
        (-5, 480, True),
        (1_440, None, True),
    ],
)
def test_when_a_dossier_turns_yellow(left: int, whole: int | None, warned: bool) -> None:
    assert rules.warns(left, whole, 3 * 480) is warned


@given(st.integers(-5_000, 20_000), st.integers(1, 20_000))
def test_a_warning_never_goes_away_as_time_passes(left: int, whole: int) -> None:
    assert not rules.warns(left, whole, 1_440) or rules.warns(left - 1, whole, 1_440)


@pytest.mark.parametrize(
    ("days", "at", "state"),
    [
        (1, clock.at(2025, 8, 8, 8), "in_time"),
        (2, clock.at(2025, 8, 8, 9), "in_time"),  # due Tuesday 10:00: two working days before is Friday 10:00
        (2, clock.at(2025, 8, 8, 14), "soon"),
        (5, clock.at(2025, 8, 5, 14), "soon"),
        (5, clock.at(2025, 8, 5, 8), "in_time"),
    ],
)
def test_the_centre_says_how_many_working_days_ahead_it_is_warned(town, days, at, state) -> None:
    ways = SetCentre(unit=town.bodies.centre, code_source=CodeSource.PRIMARY, ground="Thử", warn_days=days)
    perform(ways, founder())
    row = Dossier.objects.get(pk=town.accept("1.004873"))
    row.due_at, row.minutes = clock.at(2025, 8, 12, 10), 20 * 480
    assert clocks.Clocks(at).of(row).state == state


@pytest.mark.parametrize(
    ("at", "state"),
    [
        ((2025, 7, 11, 10), "in_time"),
        ((2025, 7, 11, 16), "soon"),
        ((2025, 7, 11, 17), "soon"),
        ((2025, 7, 14, 8), "late"),
    ],
)
def test_a_row_stands_to_its_clock(town: Any, at: tuple[int, int, int, int], state: str) -> None:
    dossier = town.accept()
    story.advance(town.actors, dossier)
    with clock.fixed(clock.at(*at)):
        (row,) = lists.chosen(town["thuly"], [dossier])
    assert row.due.state == state


def test_a_result_that_was_there_in_time_stays_in_time_however_late_it_is_fetched(town: Any) -> None:
    dossier = town.make_ready(town.accept())
    with clock.fixed(town.at + timedelta(days=20)):
        (row,) = lists.worklist(town["tiepnhan"], "cho-tra").rows
        assert row.id == dossier
        assert row.due.state == "on_time"
        assert scopes.counts(town["giamdoc"], ["qua-han"]) == {"qua-han": 0}


def test_a_dossier_without_a_promised_date_says_so_and_comes_last(town: Any) -> None:
    undated, dated = town.accept("1.001612"), town.accept("1.004873")
    rows = lists.worklist(town["giamdoc"], "dang-giai-quyet").rows
    assert [row.id for row in rows] == [dated, undated]
    assert rows[1].due.state == "none"


def test_the_end_of_a_code_finds_only_lately_received_ones(town: Any) -> None:
    dossier = town.accept()
    label = Dossier.objects.get(pk=dossier).code
    tail, dated = label[-4:], label.split("-", 1)[1]
    assert [row.id for row in queries.find(town["tiepnhan"], tail)] == [dossier]
    assert [row.id for row in queries.find(town["tiepnhan"], dated)] == [dossier]
    assert queries.find(town["tiepnhan"], "991399-0001") == ()
    assert queries.find(town["vanhoa"], tail) == ()
    with clock.fixed(town.at + timedelta(days=60)):
        assert queries.find(town["tiepnhan"], tail) == ()
        assert [row.id for row in queries.find(town["tiepnhan"], dated)] == [dossier]


def test_who_passed_a_dossier_on_may_still_read_it_and_its_policy_and_filter_agree(town: Any) -> None:
    dossier = town.accept("1.001612")
    while Dossier.objects.get(pk=dossier).step_role != "seal":
        story.advance(town.actors, dossier)
    row = Dossier.objects.get(pk=dossier)
    for name in ("kinhte", "vanthu", "vanhoa", "congan", "tiepnhan", "lanhdao"):
        actor = town[name]
        seen = Dossier.objects.filter(search.visible(actor), pk=dossier).exists()
        assert seen is (policies.may_read(actor, row) is None), name
    assert policies.may_read(town["kinhte"], row) is None
    assert policies.may_read(town["vanhoa"], row) is not None


def test_the_page_of_somebody_erased_stays_readable(town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = town.accept()

    def gone(*_: Any, **__: Any) -> Any:
        raise NotFound("gone")

    monkeypatch.setattr("motcua.parties.queries.cards.cards", gone)
    page = queries.dossier_page(town["tiepnhan"], dossier)
    assert [(person.name, person.number, person.whole) for person in page.people] == [(page.row.applicant, "", False)]


def test_acts_that_lack_only_the_second_factor_are_told_apart(town: Any) -> None:
    from dataclasses import replace

    dossier = town.accept()
    while Dossier.objects.get(pk=dossier).step_role != "leader":
        story.advance(town.actors, dossier)
    shy = replace(town["lanhdao"], verified=False)
    page = queries.dossier_page(shy, dossier)
    names = {offer.command.__name__ for offer in page.after_factor}
    step = {"ApproveDossier", "CompleteStep", "EnterSpecialisedResult", "SealResult", "SendBack"}
    course = {"SuspendDossier", "ResumeDossier", "ApplyLongerLimit", "ExtendDeadline"} | {
        "AskSecondExtension",
        "AllowSecondExtension",
    }
    assert names == step | course | {"AskOutside", "SendOutside", "RejectDossier", "StopDossier"}
    assert not names & {offer.command.__name__ for offer in page.offers}
    assert queries.dossier_page(town["lanhdao"], dossier).after_factor == ()


def test_demand_refuses_as_perform_would(town: Any) -> None:
    dossier = town.accept()
    queries.demand(town["tiepnhan"], dossier, AttachScan)
    with pytest.raises(NotAllowed):
        queries.demand(town["vanthu"], dossier, AttachScan)
    with pytest.raises(NotFound):
        queries.demand(town["vanhoa"], dossier, AttachScan)
    town.make_ready(dossier)
    story.hand_over(town.actors, dossier, town.citizens[0])
    with pytest.raises(Conflict):
        queries.demand(town["tiepnhan"], dossier, AttachScan)


def test_what_a_leader_signed_today_counts_once_wherever_it_is_now(town: Any) -> None:
    for citizen in range(2):
        dossier = town.make_ready(town.accept(citizen=citizen))
        if citizen:
            story.hand_over(town.actors, dossier, town.citizens[citizen])
    town.accept()
    assert lists.signed_today(town["lanhdao"]) == 2
    with clock.fixed(town.at + timedelta(days=1)):
        assert lists.signed_today(town["lanhdao"]) == 0


def test_a_scope_that_is_none_is_refused_and_so_is_who_may_not_read(town: Any) -> None:
    with pytest.raises(BadInput):
        lists.worklist(town["thuly"], "khong-co")
    for ask in (lambda: lists.worklist(town["quantri"], "don-vi"), lambda: lists.chosen(town["quantri"], [])):
        with pytest.raises(NotAllowed):
            ask()


def test_the_history_names_the_step(town: Any) -> None:
    dossier = town.accept()
    perform(CompleteStep(dossier=dossier, opinion="Đủ"), town["thuly"])
    last = queries.dossier_page(town["thuly"], dossier).history[-1]
    assert "Thẩm tra" in str(last.what)
    assert last.words == "Đủ"


def test_rows_cost_one_statement_however_many(town: Any) -> None:
    for citizen in range(3):
        town.accept(citizen=citizen)
    lists.worklist(town["giamdoc"], "dang-giai-quyet")
    with CaptureQueriesContext(connection) as captured:
        assert len(lists.worklist(town["giamdoc"], "dang-giai-quyet").rows) == 3
    assert len(captured) == 1
