"""Duties: once for each period, tried again after a fault, and none keeps another from its time."""

from __future__ import annotations

from datetime import time

import pytest
from django.db import IntegrityError

from motcua.kernel import clock
from motcua.ledger import duties
from motcua.ledger.actor import Actor, Channel
from motcua.ledger.duties import Alarm, Duty, schedule, tick
from motcua.ledger.models import DutyRun, Sequence
from motcua.ledger.sequences import take

pytestmark = pytest.mark.django_db

ORDER = "Lệnh thử"


@pytest.fixture(autouse=True)
def timetable(monkeypatch):
    monkeypatch.setattr(duties, "_timetable", [])


def at(day: int, hour: int, minute: int = 0):
    return clock.fixed(clock.at(2025, 7, day, hour, minute))


def count(subject: str, actor: Actor) -> str:
    return str(take(f"done {subject}"))


def outcomes(ran: list[duties.Ran]) -> list[tuple[str, str, str, bool]]:
    return [(each.duty, each.subject, each.outcome, each.failed) for each in ran]


def test_a_duty_is_done_once_a_day_from_its_hour_on():
    schedule(Duty("d", ORDER, time(9, 30), count))
    with at(11, 9, 29):
        assert tick() == []
    with at(11, 9, 30):
        assert outcomes(tick()) == [("d", "", "1", False)]
        assert tick() == []
    with at(11, 23, 59):
        assert tick() == []
    with at(12, 10):
        assert outcomes(tick()) == [("d", "", "2", False)]


def test_a_duty_is_done_for_each_subject():
    schedule(Duty("d", ORDER, time(0), count, subjects=lambda: ("xã A", "xã B")))
    assert outcomes(tick()) == [("d", "xã A", "1", False), ("d", "xã B", "1", False)]


def test_a_duty_acts_as_the_system_under_its_standing_order():
    actors: list[Actor] = []
    schedule(Duty("d", ORDER, time(0), lambda subject, actor: actors.append(actor) or ""))
    tick()
    assert (actors[0].on_behalf_of, actors[0].channel) == (ORDER, Channel.DUTY)


def test_a_failing_duty_is_told_leaves_nothing_and_is_tried_again():
    broken = [True]

    def stumble(subject: str, actor: Actor) -> str:
        take("done")
        if broken[0]:
            raise RuntimeError("giấy kẹt")
        return "xong"

    schedule(Duty("d", ORDER, time(0), stumble))
    (ran,) = tick()
    assert (ran.failed, "giấy kẹt" in ran.outcome) == (True, True)
    assert (DutyRun.objects.count(), Sequence.objects.count()) == (0, 0)
    broken[0] = False
    assert outcomes(tick()) == [("d", "", "xong", False)]


@pytest.mark.parametrize("fault", [RuntimeError("x"), IntegrityError("x")])
def test_a_failing_duty_does_not_keep_another_from_its_time(fault):
    def stumble(subject: str, actor: Actor) -> str:
        raise fault

    def no_subjects() -> list[str]:
        raise fault

    schedule(Duty("a", ORDER, time(0), stumble))
    schedule(Duty("b", ORDER, time(0), count, subjects=no_subjects))
    schedule(Duty("c", ORDER, time(0), count))
    assert [(ran.duty, ran.failed) for ran in tick()] == [("a", True), ("b", True), ("c", False)]


def test_a_ticker_that_lost_the_race_leaves_the_duty_to_the_other(monkeypatch):
    """Both saw the duty undone; the other one claimed it first."""
    schedule(Duty("d", ORDER, time(0), count))
    tick()
    seen = iter([False, True])
    real = DutyRun.objects.filter

    class Stale:
        def exists(self) -> bool:
            return next(seen)

    monkeypatch.setattr(DutyRun.objects, "filter", lambda **values: Stale())
    assert tick() == []
    monkeypatch.setattr(DutyRun.objects, "filter", real)
    assert Sequence.objects.get(name="done ").value == 1


def test_an_alarm_is_told_once_a_day_and_kept(caplog):
    looked = []

    def look(subject: str, actor: Actor) -> str:
        looked.append(subject)
        raise Alarm("2 rows differ")

    schedule(Duty("d", ORDER, time(0), look, looks=True))
    with at(11, 9):
        assert outcomes(tick()) == [("d", "", "ALARM: 2 rows differ", True)]
        assert tick() == []
    assert DutyRun.objects.get().outcome == "ALARM: 2 rows differ"
    assert "2 rows differ" in caplog.text
    assert len(looked) == 1


def test_a_look_that_breaks_down_is_tried_again():
    def stumble(subject: str, actor: Actor) -> str:
        raise RuntimeError("giấy kẹt")

    schedule(Duty("d", ORDER, time(0), stumble, looks=True))
    assert [ran.failed for ran in tick()] == [True]
    assert not DutyRun.objects.exists()
    assert [ran.failed for ran in tick()] == [True]
