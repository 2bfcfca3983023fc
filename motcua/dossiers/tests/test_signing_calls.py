"""Leaders are told at 10:00 and 15:30 what waits for their signature: once an hour, same-day ones first, until they want no more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from motcua.config import wiring
from motcua.config.demo import dossiers as demo
from motcua.config.demo.staffing import official_of
from motcua.contact.tests.hearing import at, listen, open_kinds, sentences
from motcua.dossiers import duties, signing
from motcua.dossiers.commands import ApproveDossier, CallForSigning, MuteSigning, SetSigningHours
from motcua.dossiers.models import Dossier, SigningCall
from motcua.dossiers.rules.signing import checked_hours, due
from motcua.dossiers.tests.land import row
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed
from motcua.ledger import replay
from motcua.ledger.actor import system
from motcua.ledger.duties import timetable
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.office.commands import DelegateSigning

EXTRACT = "2.000635"
ORDER = system("Lệnh thử")


def waiting(town, citizen=0):
    dossier = town.accept(EXTRACT, citizen)
    while row(dossier).step_role != "leader":
        demo.advance(town.actors, dossier)
    return dossier


def tick():
    return [duties.call_for_signing(one, ORDER) for one in duties.calls()]


def test_a_leader_is_told_once_for_each_hour_and_only_when_something_waits(town):
    with at(7, 11, 10):
        assert duties.calls() == []
        first, second = waiting(town), waiting(town, 1)
        promised = {one: row(one).due_at for one in (first, second)}
        Dossier.objects.filter(pk=first).update(due_at=clock.at(2025, 7, 14, 10))
        Dossier.objects.filter(pk=second).update(due_at=clock.at(2025, 7, 11, 16))
        assert tick() == ["đã nhắc lãnh đạo ký"]
        assert tick() == []
        listen()
        assert sentences(town["lanhdao"], "dossiers.to_sign") == ["2 hồ sơ chờ ký: 0 quá hạn, 1 đến hạn hôm nay."]
        rows, _ = signing.to_sign(town["lanhdao"])
        assert [one.id for one in rows] == [second, first], "same-day ones first"
    with at(7, 11, 12):
        assert tick() == []
    with at(7, 11, 15, 30):
        assert tick() == ["đã nhắc lãnh đạo ký"]
        listen()
        assert open_kinds(town["lanhdao"]).count("dossiers.to_sign") == 1, "the one before is settled"
        for dossier in (first, second):
            Dossier.objects.filter(pk=dossier).update(due_at=promised[dossier])
            perform(ApproveDossier(dossier=dossier), town["lanhdao"].as_verified())
    with at(7, 14, 10):
        assert tick() == []
    assert replay.compare([SigningCall.objects.get().id]) == []


def test_a_day_off_calls_nobody_nor_does_an_hour_long_past(town):
    with at(7, 11, 9):
        waiting(town)
    for moment in (at(7, 12, 10), at(7, 13, 15, 30), at(7, 14, 9, 59), at(7, 14, 11, 1)):
        with moment:
            assert duties.calls() == []


def test_a_leader_who_wants_no_more_today_hears_nothing_until_tomorrow(town):
    with at(7, 11, 10):
        waiting(town)
        tick()
        listen()
        perform(MuteSigning(unit=town["lanhdao"].unit, muted=True), town["lanhdao"])
        listen()
        assert "dossiers.to_sign" not in open_kinds(town["lanhdao"])
        with pytest.raises(Conflict):
            perform(MuteSigning(unit=town["lanhdao"].unit, muted=True), town["lanhdao"])
        assert signing.is_muted(town["lanhdao"].unit, "real") == town["lanhdao"].name
    with at(7, 11, 15, 30):
        assert tick() == []
        perform(MuteSigning(unit=town["lanhdao"].unit, muted=False), town["lanhdao"])
        assert tick() == ["đã nhắc lãnh đạo ký"]
        perform(MuteSigning(unit=town["lanhdao"].unit, muted=True), town["lanhdao"])
    with at(7, 14, 10):
        assert tick() == ["đã nhắc lãnh đạo ký"]
    assert replay.compare([SigningCall.objects.get().id]) == []


def test_whoever_signs_for_an_absent_leader_is_told_too(town):
    giver, taker = town["lanhdao"], town["truongphong"]
    with at(7, 11, 9):
        waiting(town)
        lend = DelegateSigning(
            official=official_of(giver),
            giver=giver.post,
            taker=taker.post,
            scope="Ký thay khi đi vắng",
            valid_from=date(2025, 7, 11),
            valid_to=date(2025, 7, 12),
            decision="12/QĐ-UBND",
        )
        perform(lend, giver)
    with at(7, 11, 10):
        tick()
        listen()
        assert "dossiers.to_sign" in open_kinds(taker)
        assert "dossiers.to_sign" not in open_kinds(town["thuly"])


def test_the_director_settles_the_hours_and_others_do_not(town):
    centre = town["giamdoc"].unit
    perform(SetSigningHours(unit=centre, hours="9h30, 16:00"), town["giamdoc"])
    assert signing.hours_of(town["lanhdao"].unit) == ("09:30", "16:00")
    with at(7, 11, 10):
        waiting(town)
        assert [one.split(".")[2] for one in duties.calls()] == ["09:30"]
    before = Entry.objects.count()
    for who in ("lanhdao", "thuly", "tiepnhan", "quantri"):
        with pytest.raises(NotAllowed):
            perform(SetSigningHours(unit=centre, hours="10:00"), town[who])
    for who in ("giamdoc", "thuly", "vanthu"):
        with pytest.raises(NotAllowed):
            perform(MuteSigning(unit=town["lanhdao"].unit, muted=True), town[who])
    with pytest.raises(NotAllowed):
        perform(CallForSigning(unit=town["lanhdao"].unit, hour="10:00"), town["lanhdao"])
    with at(7, 11, 10), pytest.raises(Conflict):
        perform(CallForSigning(unit=town["lanhdao"].unit, hour="11:11"), ORDER)
    assert Entry.objects.count() == before
    assert replay.compare([SigningCall.objects.get(unit_id=centre).id]) == []


@pytest.mark.parametrize(
    "text", ["", "mười giờ", "25:00", "10:75", "06:00", "18:00", "8:00 9:00 10:00 11:00 12:00", "10"]
)
def test_hours_that_cannot_be_are_refused(text):
    with pytest.raises(BadInput):
        checked_hours(text)


@pytest.mark.parametrize(
    ("minutes", "hour"), [(-1, ""), (0, "10:00"), (59, "10:00"), (60, ""), (329, ""), (330, "15:30")]
)
def test_an_hour_is_due_from_its_minute_for_an_hour(minutes, hour):
    assert due(("10:00", "15:30"), clock.at(2025, 7, 11, 10) + timedelta(minutes=minutes)) == hour


def test_the_duty_stands_on_the_timetable():
    wiring.hook_up()
    assert "dossiers.call_for_signing" in {duty.name for duty in timetable()}
