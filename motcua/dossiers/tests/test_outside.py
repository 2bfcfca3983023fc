"""A dossier goes to a body outside with a clock of its own: sent, due back, answered, overdue, silent; and comes back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from motcua.dossiers import codes, following, lists, queries, scopes
from motcua.dossiers.commands import (
    CompleteStep,
    HandOff,
    ReceiveSupplement,
    RecordAnswer,
    ReopenDossier,
    RequestSupplement,
    SendBack,
    SendOutside,
    StopDossier,
)
from motcua.dossiers.models import Consultation, StepRun
from motcua.dossiers.tests.land import LAND, at_the_office, open_land, row
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, RuleError
from motcua.ledger import keys, replay
from motcua.ledger.events.dossier_life import Lacking
from motcua.ledger.events.dossiers import PaperGiven
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

LAND_OFFICE = "Văn phòng đăng ký đất đai"


def send(town, dossier, who="kinhte", **more):
    return perform(SendOutside(dossier=dossier, words="Phiếu chuyển số 12", **more), town[who])


def answer(town, dossier, text="Đã trích lục", **more):
    (asked,) = Consultation.objects.filter(dossier=dossier, answered_at__isnull=True)
    return perform(RecordAnswer(dossier=dossier, consultation=asked.id, answer=text, **more), town["kinhte"])


def test_the_unit_that_worked_before_follows_up_what_a_body_outside_works(town):
    open_land(town)
    dossier = at_the_office(town)
    runs = {run.key: run for run in StepRun.objects.filter(dossier=dossier)}
    assert runs["van-phong-dat-dai"].unit_id == runs["thue"].unit_id == runs["tham-tra"].unit_id
    assert row(dossier).step_role == "external"


@pytest.mark.parametrize(
    ("days", "calendar_days", "close"),
    [(5, False, clock.at(2025, 7, 18, 17)), (5, True, clock.at(2025, 7, 16, 17)), (7, True, clock.at(2025, 7, 18, 17))],
    ids=["working days", "calendar days", "calendar days longer"],
)
def test_the_days_of_the_process_are_the_clock_of_the_body(town, days, calendar_days, close):
    open_land(town, days=days, calendar_days=calendar_days)
    dossier = at_the_office(town)
    send(town, dossier)
    after = row(dossier)
    (asked,) = Consultation.objects.filter(dossier=dossier)
    assert clock.local(asked.answer_by).date() == close.date()
    assert (after.outside, after.step_due_at, after.holder_since) == (LAND_OFFICE, asked.answer_by, town.at)
    assert (asked.body, asked.step, asked.silence) == (LAND_OFFICE, "van-phong-dat-dai", "")
    assert replay.compare([dossier]) == []


def test_without_days_in_the_process_whoever_sends_says_until_when(town):
    open_land(town)
    dossier = at_the_office(town)
    with pytest.raises(BadInput) as refused:
        send(town, dossier)
    assert refused.value.field == "answer_by"
    send(town, dossier, answer_by=date(2025, 7, 15))
    assert clock.local(row(dossier).step_due_at).date() == date(2025, 7, 15)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"answer_by": date(2025, 7, 10)}, "answer_by"),
        ({"answer_by": date(2025, 7, 13)}, "answer_by"),
        ({"answer_by": date(2026, 9, 1)}, "answer_by"),
        ({"answer_by": date(2025, 7, 15), "body": "x" * 201}, "body"),
    ],
    ids=["past", "a Sunday", "too far", "too long"],
)
def test_a_sending_that_cannot_be_writes_nothing(town, more, field):
    open_land(town)
    dossier = at_the_office(town)
    before = Entry.objects.count()
    with pytest.raises(BadInput) as refused:
        send(town, dossier, **more)
    assert refused.value.field == field
    assert Entry.objects.count() == before
    assert row(dossier).outside == ""


def test_only_who_works_the_step_sends_and_only_once(town):
    open_land(town, days=5)
    dossier = at_the_office(town)
    for stranger in ("thuly", "vanhoa", "quantri", "giamdoc"):
        with pytest.raises(NotAllowed):
            send(town, dossier, stranger)
    send(town, dossier)
    with pytest.raises(Conflict, match=LAND_OFFICE):
        send(town, dossier)


def test_nothing_passes_the_step_before_it_was_sent_and_answered(town):
    open_land(town, days=5)
    dossier = at_the_office(town)
    with pytest.raises(Conflict, match="gửi hồ sơ đi"):
        perform(CompleteStep(dossier=dossier), town["kinhte"])
    send(town, dossier)
    for command in (
        CompleteStep(dossier=dossier),
        SendBack(dossier=dossier, reason="Thiếu"),
        HandOff(dossier=dossier, unit=town["thuly"].unit, reason="Khác"),
    ):
        with pytest.raises(Conflict, match="Ghi trả lời"):
            perform(command, town["truongphong"] if isinstance(command, HandOff) else town["kinhte"])
    answer(town, dossier)
    assert (row(dossier).outside, row(dossier).holder_since) == ("", town.at)
    perform(CompleteStep(dossier=dossier), town["kinhte"])
    assert row(dossier).step_name.startswith("Cơ quan thuế")
    assert replay.compare([dossier]) == []


def test_an_overdue_answer_is_on_the_list_of_the_director_and_the_head_until_it_comes(town):
    open_land(town, days=2)
    dossier = at_the_office(town)
    send(town, dossier)
    listed = lambda who, scope: [one.id for one in lists.worklist(town[who], scope).rows]  # noqa: E731 - asked eight times
    assert listed("giamdoc", "o-ngoai") == [dossier]
    assert listed("giamdoc", "ngoai-tre") == []
    with clock.fixed(town.at + timedelta(days=5)):
        for who in ("giamdoc", "truongphong"):
            assert "ngoai-tre" in scopes.scopes_of(town[who])
            assert listed(who, "ngoai-tre") == [dossier]
        assert lists.worklist(town["giamdoc"], "ngoai-tre").rows[0].step_due.state == "late"
        answer(town, dossier)
        assert listed("giamdoc", "ngoai-tre") == listed("giamdoc", "o-ngoai") == []


def test_silence_counts_only_after_the_deadline_and_only_where_the_process_says_so(town):
    open_land(town, days=2, silence="Điều luật thử")
    dossier = at_the_office(town)
    send(town, dossier)
    with pytest.raises(RuleError, match="Chưa hết hạn"):
        answer(town, dossier, "", silent=True)
    with clock.fixed(town.at + timedelta(days=5)):
        answer(town, dossier, "", silent=True)
        perform(CompleteStep(dossier=dossier), town["kinhte"])
        second = row(dossier)
        send(town, dossier, answer_by=clock.today() + timedelta(days=1))
    with clock.fixed(town.at + timedelta(days=12)), pytest.raises(RuleError, match="không quy định im lặng"):
        answer(town, dossier, "", silent=True)
    assert second.step_name.startswith("Cơ quan thuế")
    assert replay.compare([dossier]) == []


def test_a_pause_while_outside_keeps_the_clock_of_the_body(town):
    open_land(town, days=5)
    dossier = at_the_office(town)
    send(town, dossier)
    due = row(dossier).step_due_at
    key = "don-dang-ky-dat-dai-tai-san-gan-lien"
    paper = row(dossier).papers.exclude(kind="note").order_by("ordinal")[0].key or key
    perform(RequestSupplement(dossier=dossier, lacking=(Lacking(key=paper, words="Bản chính"),)), town["kinhte"])
    assert lists.rows_of([row(dossier)])[0].step_due.at is None
    with clock.fixed(town.at + timedelta(hours=3)):
        perform(ReceiveSupplement(dossier=dossier, papers=(PaperGiven(key=paper, originals=1),)), town["tiepnhan"])
    assert (row(dossier).step_due_at, row(dossier).outside) == (due, LAND_OFFICE)


def test_a_dossier_that_ends_while_outside_waits_for_nobody(town):
    open_land(town, days=2)
    dossier = at_the_office(town)
    send(town, dossier)
    perform(StopDossier(dossier=dossier, ground="Điều luật thử", reason="Có tranh chấp"), town["giamdoc"])
    assert row(dossier).outside == ""
    with clock.fixed(town.at + timedelta(days=5)):
        assert lists.worklist(town["giamdoc"], "ngoai-tre").rows == ()
        perform(ReopenDossier(dossier=dossier, ground="Quyết định thử", reason="Nhầm"), town["giamdoc"])
        with pytest.raises(Conflict, match="gửi hồ sơ đi"):
            perform(CompleteStep(dossier=dossier), town["kinhte"])
        send(town, dossier)
    assert row(dossier).outside == LAND_OFFICE
    assert replay.compare([dossier]) == []


def test_the_citizen_and_the_director_see_step_holder_and_time_left_at_every_stop(town, settings):
    open_land(town, days=5)
    dossier = town.accept(LAND)
    secret = codes.secret(keys.load(settings.MOTCUA_KEYS).mac, dossier)
    seen = []

    def look() -> None:
        page = queries.dossier_page(town["giamdoc"], dossier)
        followed = following.follow(page.row.label, secret)
        assert followed.step == page.row.step
        assert followed.step_clock is not None
        assert followed.step_clock.words == page.row.step_due.words
        seen.append(followed.outside or followed.holder)

    look()
    perform(CompleteStep(dossier=dossier), town["kinhte"])
    send(town, dossier)
    look()
    answer(town, dossier)
    perform(SendBack(dossier=dossier, reason="Thiếu bản vẽ"), town["kinhte"])
    look()
    assert seen[0] == seen[2] == queries.dossier_page(town["giamdoc"], dossier).row.holder
    assert (seen[1], "Phòng Kinh tế" in seen[0]) == (LAND_OFFICE, True)
    words = [line.words for line in queries.dossier_page(town["giamdoc"], dossier).history]
    assert words[-3:] == ["Phiếu chuyển số 12", "Đã trích lục", "Thiếu bản vẽ"]


def test_a_step_turns_yellow_and_then_red_by_the_hours_of_the_internal_process(town):
    open_land(town, role="specialist", hours=6, division="Phòng Kinh tế")
    dossier = at_the_office(town)
    states = {}
    for hours in (0, 6.5, 24 * 3):
        with clock.fixed(town.at + timedelta(hours=hours)):
            states[hours] = lists.rows_of([row(dossier)])[0].step_due.state
    assert states == {0: "in_time", 6.5: "soon", 72: "late"}
    assert row(dossier).step_minutes == 360
    assert row(dossier).due_at > row(dossier).step_due_at
