"""Open dossiers of a dissolved commune go on at the new one: same date, same receipt, one line that says on what ground."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from motcua.dossiers import following, intake, operating, queries, search
from motcua.dossiers.commands import (
    CompleteStep,
    ReceiveSupplement,
    RecordHandover,
    ReopenDossier,
    RequestSupplement,
    RestateHandover,
    SendBack,
    StopDossier,
    TakeOverDossier,
    WithdrawDossier,
)
from motcua.dossiers.models import Dossier, Takeover
from motcua.dossiers.recounted import from_ledger
from motcua.dossiers.tests.acts import first_paper
from motcua.dossiers.tests.merged import AFTER, BEFORE, GROUND, STOOD, Merged, build
from motcua.indicators.rules import operating as report
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, NotAllowed, RuleError
from motcua.ledger import replay
from motcua.ledger.events.dossier_life import Lacking
from motcua.ledger.events.dossiers import PaperGiven
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform


@pytest.fixture
def merged(town):
    with clock.fixed(AFTER):
        yield build(town)


def take(merged: Merged, dossier, who: str = "giamdoc"):
    perform(TakeOverDossier(dossier=dossier), merged.here(who))
    return Dossier.objects.get(pk=dossier)


def row(dossier):
    return Dossier.objects.get(pk=dossier)


def test_the_new_centre_goes_on_with_the_same_date_and_says_on_what_ground(merged):
    dossier = merged.received()
    before = row(dossier)
    merged.minutes()
    after = take(merged, dossier)
    assert after.due_at == before.due_at
    assert after.received_unit_id == merged.new.centre
    assert after.origin_id == merged.old.centre
    assert (after.state, after.step, after.code, after.received_at) == (
        before.state,
        before.step,
        before.code,
        before.received_at,
    )
    page = queries.dossier_page(merged.here("tiepnhan"), dossier)
    assert page.origin == "Trung tâm Phục vụ hành chính công xã Sơn Vi"
    assert GROUND in str(page.history[-1].what)
    assert "Giữ nguyên hạn của đơn vị cũ" in str(page.due.lines[-1][0])
    assert GROUND in page.due.lines[-1][1]
    assert replay.compare([dossier]) == []


def test_whoever_held_it_is_followed_by_the_body_of_the_same_kind(merged):
    dossier = merged.received()
    merged.minutes()
    held = row(dossier).holder_id
    after = take(merged, dossier)
    assert held in {merged.old.committee, *merged.old.divisions.values()}
    assert after.holder_id in {merged.new.committee, *merged.new.divisions.values()}
    assert after.competent_id == merged.new.committee
    assert {run.unit_id for run in after.steps.filter(finished_at=None)} <= {
        merged.new.centre,
        merged.new.committee,
        *merged.new.divisions.values(),
    }


def test_a_step_sent_back_goes_to_the_new_body_and_not_to_the_one_that_worked_it(merged):
    dossier = merged.received()
    with clock.fixed(BEFORE + timedelta(hours=1)):
        perform(CompleteStep(dossier=dossier, opinion="Đủ"), merged.there("thuly"))
    merged.minutes()
    after = take(merged, dossier)
    who = next(
        name
        for name in ("lanhdao", "truongphong", "thuly", "vanthu", "giamdoc")
        if not isinstance(_tried(SendBack(dossier=dossier, reason="Thiếu"), _holding(merged, name, after)), MotcuaError)
    )
    assert who
    assert row(dossier).holder_id in {merged.new.centre, merged.new.committee, *merged.new.divisions.values()}
    assert replay.compare([dossier]) == []


def _holding(merged, name, dossier):
    return replace(merged.here(name), unit=dossier.holder_id, units=frozenset({dossier.holder_id}), verified=True)


def _tried(command, actor):
    try:
        return perform(command, actor)
    except MotcuaError as error:
        return error


def test_the_old_receipt_finds_it_for_the_citizen_and_for_the_counter(merged):
    dossier = merged.received()
    code = row(dossier).code
    merged.minutes()
    take(merged, dossier)
    secret = intake.secret_of(merged.here("tiepnhan"), dossier)
    found = following.follow(code, secret)
    assert (found.label, found.centre) == (code, "Trung tâm Phục vụ hành chính công xã Phùng Nguyên")
    assert found.origin == "Trung tâm Phục vụ hành chính công xã Sơn Vi"
    assert [one.id for one in search.found(merged.here("tiepnhan"), code)] == [dossier]


def test_nothing_is_taken_over_without_minutes_twice_or_by_those_who_may_not(merged):
    dossier = merged.received()
    with pytest.raises(RuleError, match="biên bản"):
        take(merged, dossier)
    merged.minutes()
    for who in ("tiepnhan", "thuly", "lanhdao", "quantri"):
        with pytest.raises(NotAllowed):
            take(merged, dossier, who)
    with pytest.raises(NotAllowed):
        perform(TakeOverDossier(dossier=dossier), merged.town["giamdoc"])
    assert Entry.objects.filter(stream_id=dossier).count() == 1
    take(merged, dossier)
    with pytest.raises(NotAllowed):
        take(merged, dossier)
    assert Takeover.objects.filter(dossier=dossier).count() == 1


def test_what_ended_at_the_old_commune_stays_in_its_books(merged):
    dossier = merged.received()
    merged.minutes()
    perform(WithdrawDossier(dossier=dossier, asked_on=clock.today(), reason="Thôi"), merged.there("tiepnhan"))
    with pytest.raises(MotcuaError):
        take(merged, dossier)
    assert row(dossier).received_unit_id == merged.old.centre


def test_a_commune_that_still_stands_is_taken_over_by_nobody(merged):
    dossier = merged.town.accept()
    with pytest.raises(NotAllowed):
        take(merged, dossier)
    with pytest.raises(RuleError):
        perform(
            RecordHandover(
                origin=merged.town.bodies.commune, stated=1, ground="x", minutes="y", minutes_on=clock.today()
            ),
            merged.here("giamdoc"),
        )


def test_a_pause_begun_at_the_old_commune_moves_the_date_it_promised(merged):
    dossier = merged.received()
    promised = row(dossier).due_at
    with clock.fixed(BEFORE + timedelta(hours=1)):
        lacking = (Lacking(key=first_paper(row(dossier)), words="Bản chính"),)
        perform(RequestSupplement(dossier=dossier, lacking=lacking), merged.there("thuly"))
    merged.minutes()
    assert take(merged, dossier).due_at is None
    papers = (PaperGiven(key=first_paper(row(dossier)), originals=1),)
    perform(ReceiveSupplement(dossier=dossier, papers=papers), merged.here("tiepnhan"))
    after = row(dossier)
    # asked at 10:00 on Friday, given at 08:00 on Tuesday: 1 day and 5:30 hours of work stood still
    assert after.due_at is not None
    assert promised is not None
    assert after.due_at > promised
    page = queries.dossier_page(merged.here("tiepnhan"), dossier)
    assert "hạn của đơn vị cũ lùi theo" in str(page.due.lines[-1][0])
    assert replay.compare([dossier]) == []


def test_a_later_pause_moves_the_kept_date_and_reckons_nothing_anew(merged):
    dossier = merged.received()
    merged.minutes()
    promised = take(merged, dossier).due_at
    key = first_paper(row(dossier))
    worker = _holding(merged, "thuly", row(dossier))
    perform(RequestSupplement(dossier=dossier, lacking=(Lacking(key=key, words="Bản chính"),)), worker)
    with clock.fixed(AFTER + timedelta(hours=2)):
        perform(ReceiveSupplement(dossier=dossier, papers=(PaperGiven(key=key, originals=1),)), merged.here("tiepnhan"))
    after = row(dossier).due_at
    assert after == promised + timedelta(hours=2)


def test_a_dossier_taken_over_and_withdrawn_while_it_waited_has_its_date_again_when_it_is_reopened(merged):
    dossier = merged.received()
    merged.minutes()
    promised = take(merged, dossier).due_at
    lacking = (Lacking(key=first_paper(row(dossier)), words="Bản chính"),)
    perform(RequestSupplement(dossier=dossier, lacking=lacking), _holding(merged, "thuly", row(dossier)))
    with clock.fixed(AFTER + timedelta(hours=1)):
        withdrawn = WithdrawDossier(dossier=dossier, asked_on=clock.today(), reason="Không còn nhu cầu")
        perform(withdrawn, merged.here("tiepnhan"))
    with clock.fixed(AFTER + timedelta(hours=2)):
        perform(ReopenDossier(dossier=dossier, ground="Nhầm", reason="Bấm nhầm hồ sơ"), merged.here("giamdoc"))
    assert row(dossier).due_at == promised + timedelta(hours=2)
    assert replay.compare([dossier]) == []


PERIODS = (
    (date(2025, 7, 1), date(2025, 7, 31)),
    (date(2025, 7, 8), date(2025, 7, 8)),
    (date(2025, 7, 1), date(2025, 7, 7)),
    (date(2025, 7, 5), date(2025, 7, 20)),
)


@pytest.mark.parametrize(("first", "last"), PERIODS)
def test_the_reports_of_both_centres_and_of_both_together_balance_and_the_books_say_the_same(merged, first, last):
    stays, goes, ends = merged.received(), merged.received(citizen=1), merged.received(citizen=2)
    merged.minutes()
    take(merged, goes)
    take(merged, ends)
    worker = _holding(merged, "truongphong", row(ends))
    perform(StopDossier(dossier=ends, ground="Điều luật thử", reason="Thử"), worker)
    assert row(stays).received_unit_id == merged.old.centre
    with clock.fixed(clock.at(2025, 7, 25, 8)):
        for centres in ([merged.old.centre], [merged.new.centre], [merged.old.centre, merged.new.centre]):
            counts = operating.counts_of(centres, "real", first, last)
            assert report.differences(counts) == (), centres
            told = from_ledger(centres, "real", first, last, clock.now())
            assert {key: counts.get(key, 0) for key in told} == told


def test_a_month_tells_received_at_the_old_taken_over_at_the_new_and_neither_for_both(merged):
    dossier = merged.received()
    merged.minutes()
    take(merged, dossier)
    july = (date(2025, 7, 1), date(2025, 7, 31))

    def counts(*centres):
        found = operating.counts_of(centres, "real", *july)
        return {key: found[key] for key in ("received", "taken", "handed_on", "open", "carried")}

    old, new = merged.old.centre, merged.new.centre
    assert counts(old) == {"received": 1, "taken": 0, "handed_on": 1, "open": 0, "carried": 0}
    assert counts(new) == {"received": 0, "taken": 1, "handed_on": 0, "open": 1, "carried": 0}
    assert counts(old, new) == {"received": 1, "taken": 0, "handed_on": 0, "open": 1, "carried": 0}
    boss = merged.here("giamdoc")
    for key in operating.FIGURES:
        rows = operating.opened(boss, [new], key, *july).rows
        assert len(rows) == operating.counts_of([new], "real", *july)[key], key


@pytest.mark.parametrize(
    "wrong",
    [
        {"stated": -1},
        {"stated": 100_001},
        {"ground": " "},
        {"ground": "x" * 301},
        {"minutes": ""},
        {"minutes_on": date(2025, 7, 9)},
    ],
)
def test_minutes_say_how_many_on_what_ground_and_when(merged, wrong):
    told = {"origin": merged.places["Tứ Xã"], "stated": 2, "ground": GROUND, "minutes": "BB 1", "minutes_on": STOOD}
    with pytest.raises(BadInput):
        perform(RecordHandover(**(told | wrong)), merged.here("giamdoc"))


def test_minutes_are_entered_once_and_put_right_with_a_reason(merged):
    handover = merged.minutes()
    with pytest.raises(Conflict):
        merged.minutes()
    told = {"stated": 5, "ground": GROUND, "minutes": "Biên bản 05/BB", "minutes_on": STOOD}
    with pytest.raises(BadInput):
        perform(RestateHandover(handover=handover, **told, reason=" "), merged.here("giamdoc"))
    perform(RestateHandover(handover=handover, **told, reason="Đếm lại"), merged.here("giamdoc"))
    with pytest.raises(RuleError):
        perform(RestateHandover(handover=handover, **told, reason="Lại"), merged.here("giamdoc"))
    with pytest.raises(NotAllowed):
        perform(RestateHandover(handover=handover, **told | {"stated": 6}, reason="x"), merged.town["giamdoc"])
    assert replay.compare([handover]) == []
