"""Leave in one button: a colleague works what somebody holds, new work too, and all comes back by itself."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.config import wiring
from motcua.config.demo.centre import founder
from motcua.contact.tests.hearing import at, listen, open_kinds, sentences
from motcua.dossiers import duties, giving, queries, stand_ins
from motcua.dossiers.commands import (
    ArrangeStandIn,
    AssignDossier,
    CompleteStep,
    EndStandIn,
    GiveDossierBack,
    LendDossier,
)
from motcua.dossiers.models import Dossier, StandIn
from motcua.dossiers.tests.land import row
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, RuleError
from motcua.ledger import replay
from motcua.ledger.actor import system
from motcua.ledger.duties import timetable
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.office.commands import OpenAccount, PostGiven, RegisterOfficial
from motcua.office.rules import Role
from motcua.staff.commands import AskLeave, CancelLeave
from motcua.staff.models import Leave

BUSINESS = "1.001612"
ORDER = system("Lệnh thử")
FRIDAY, MONDAY = date(2025, 7, 11), date(2025, 7, 14)


@pytest.fixture
def hai(town):
    """A second specialist of the economic division beside "kinhte"; returns their official."""
    post = PostGiven(
        unit=town["kinhte"].unit, title="Chuyên viên", roles=[Role.SPECIALIST], valid_from=date(2025, 7, 1)
    )
    official = perform(RegisterOfficial(name="An Thử Hai", posts=[post]), founder()).target
    perform(OpenAccount(official=official, username="kinhte2"), founder())
    return official


@pytest.fixture(autouse=True)
def _wired():
    wiring.hook_up()


def mine(town, citizen=0):
    dossier = town.accept(BUSINESS, citizen)
    perform(AssignDossier(dossier=dossier), town["kinhte"])
    return dossier


def arranged(town, hai, first=FRIDAY, last=MONDAY, leave=None):
    return perform(ArrangeStandIn(colleague=hai, first=first, last=last, leave=leave), town["kinhte"]).target


def lend(town, dossier, stand_in):
    perform(LendDossier(dossier=dossier, stand_in=stand_in), town["kinhte"])


def words(town, dossier):
    return str(queries.dossier_page(town["truongphong"], dossier).history[-1].what)


def leave_of(town, first=FRIDAY, last=MONDAY):
    asked = AskLeave(unit=town.bodies.centre, official=town["kinhte"].official, kind="annual", first=first, last=last)
    return perform(asked, town["giamdoc"]).target


def test_what_is_lent_is_worked_by_the_colleague_and_comes_back_the_day_after_by_itself(town, hai):
    dossier = mine(town)
    stand_in = arranged(town, hai)
    lend(town, dossier, stand_in)
    assert (row(dossier).official_name, row(dossier).stand_in_id) == ("An Thử Hai", stand_in)
    assert words(town, dossier) == "An Thử Hai làm thay Ngô Thử Kinh nghỉ đến hết 14/7/2025."
    with pytest.raises(NotAllowed):
        perform(CompleteStep(dossier=dossier), town["kinhte"])
    with at(7, 14, 16):
        assert duties.stand_ins() == [str(stand_in)]
        assert duties.follow_stand_in(str(stand_in), ORDER) == "đã giao 0 hồ sơ cho người làm thay"
    with at(7, 15, 6, 10):
        duties.follow_stand_in(str(stand_in), ORDER)
        assert duties.stand_ins() == []
        assert (row(dossier).official_name, row(dossier).stand_in_id) == ("Ngô Thử Kinh", None)
        assert words(town, dossier) == "Hết làm thay, trả lại Ngô Thử Kinh."
    assert replay.compare([dossier, stand_in]) == []


def test_both_are_told_in_the_inbox_when_it_begins_and_when_it_ends(town, hai):
    lend(town, mine(town), arranged(town, hai))
    listen()
    assert "dossiers.stand_in" in open_kinds(town["kinhte"])
    assert sentences(town["kinhte"], "dossiers.stand_in") == [
        "Ngô Thử Kinh nghỉ từ 11/7/2025 đến hết 14/7/2025, An Thử Hai làm thay: 1 hồ sơ, 0 hồ sơ đến hạn trong kỳ."
    ]
    assert "dossiers.stand_in" not in open_kinds(town["thuly"]), "another unit"
    perform(EndStandIn(stand_in=StandIn.objects.get().id), town["kinhte"])
    listen()
    assert open_kinds(town["kinhte"]).count("dossiers.stand_in") == 1
    assert "An Thử Hai hết làm thay Ngô Thử Kinh (về sớm): 1 hồ sơ về lại Ngô Thử Kinh." in sentences(
        town["kinhte"], "dossiers.stand_in"
    )


def test_leave_that_is_to_come_takes_nothing_until_its_morning(town, hai):
    dossier = mine(town)
    stand_in = arranged(town, hai, date(2025, 7, 15), date(2025, 7, 16))
    with pytest.raises(RuleError):
        lend(town, dossier, stand_in)
    assert duties.stand_ins() == []
    with at(7, 15, 6, 10):
        assert duties.follow_stand_in(str(stand_in), ORDER) == "đã giao 1 hồ sơ cho người làm thay"
        assert duties.follow_stand_in(str(stand_in), ORDER) == "đã giao 0 hồ sơ cho người làm thay"
    assert row(dossier).official_id == hai


def test_new_work_in_the_period_goes_to_the_stand_in_and_what_they_worked_before_is_proposed_to_them(town, hai):
    stand_in = arranged(town, hai)
    dossier = town.accept(BUSINESS)
    perform(AssignDossier(dossier=dossier, official=town["kinhte"].official), town["truongphong"])
    assert (row(dossier).official_id, row(dossier).stand_in_id) == (hai, stand_in)
    other = town.accept(BUSINESS, 1)
    assert giving.Proposals().of(row(other)).first.official == hai
    perform(AssignDossier(dossier=other), town["kinhte"])
    assert row(other).official_id == town["kinhte"].official, "who is back and takes work keeps it"
    assert replay.compare([dossier, other, stand_in]) == []


def test_back_early_all_comes_back_at_once_and_what_was_passed_on_meanwhile_does_not(town, hai):
    one, two = mine(town), mine(town, 1)
    stand_in = arranged(town, hai)
    for dossier in (one, two):
        lend(town, dossier, stand_in)
    passed = system("Lệnh thử", powers=town["kinhte"].powers)
    worker = type(town["kinhte"])(
        account=passed.account,
        name="An Thử Hai",
        unit=town["kinhte"].unit,
        units=town["kinhte"].units,
        official=hai,
        powers=town["kinhte"].powers,
    )
    perform(CompleteStep(dossier=two, opinion="Đủ"), worker)
    assert row(two).stand_in_id is None
    perform(EndStandIn(stand_in=stand_in), town["kinhte"])
    assert row(one).official_id == town["kinhte"].official
    assert row(two).official_id is None
    with pytest.raises(Conflict):
        perform(EndStandIn(stand_in=stand_in), town["kinhte"])
    assert replay.compare([one, two, stand_in]) == []


def test_signing_is_not_given_with_it_and_each_dossier_says_why_it_stays(town, hai):
    signing, fine = mine(town), mine(town, 1)
    Dossier.objects.filter(pk=signing).update(step_role="leader", step_name="Ký duyệt")
    offer = stand_ins.offer(town["kinhte"], hai, FRIDAY, MONDAY)
    said = {one.row.id: str(one.refusal) for one in offer.dossiers if one.refusal}
    assert said == {signing: "Bước «Ký duyệt» không giao cho từng người; ký thay phải có ủy quyền ký riêng."}
    assert [one.row.id for one in offer.able] == [fine]
    with pytest.raises(Conflict):
        lend(town, signing, arranged(town, hai))


def test_only_who_may_do_the_work_is_offered_first_who_has_less_in_hand(town, hai):
    mine(town)
    offer = stand_ins.offer(town["kinhte"], None, FRIDAY, MONDAY)
    assert [one.name for one in offer.colleagues] == ["An Thử Hai", "Bùi Thử Trưởng"], "a head after their people"
    for nobody in (town["thuly"].official, town["kinhte"].official, town.bodies.centre):
        with pytest.raises(RuleError, match="không làm được"):
            arranged(town, nobody)


def test_dates_that_cannot_be_are_refused_and_leave_nothing(town, hai):
    before = Entry.objects.count()
    for first, last, error in (
        (MONDAY, FRIDAY, RuleError),
        (date(2025, 7, 1), date(2025, 7, 10), RuleError),
        (FRIDAY, date(2026, 7, 11), BadInput),
        (date(2027, 1, 1), date(2027, 1, 2), BadInput),
    ):
        with pytest.raises(error):
            arranged(town, hai, first, last)
    with pytest.raises(NotFound):
        arranged(town, hai, leave=hai)
    assert Entry.objects.count() == before
    arranged(town, hai)
    with pytest.raises(Conflict, match="An Thử Hai từ 11/7/2025"):
        arranged(town, hai, MONDAY, MONDAY)


def test_a_colleague_on_leave_or_whose_own_work_is_given_away_cannot_stand_in(town, hai):
    asked = AskLeave(unit=town.bodies.centre, official=hai, kind="annual", first=MONDAY, last=MONDAY)
    leave = perform(asked, town["giamdoc"]).target
    with pytest.raises(RuleError, match="nghỉ đến hết 14/07/2025"):
        arranged(town, hai)
    perform(CancelLeave(leave=leave, reason="Không nghỉ nữa"), town["giamdoc"])
    arranged(town, hai)


def test_recorded_leave_begins_it_and_taken_back_ends_it(town, hai):
    dossier, leave = mine(town), leave_of(town)
    (period,) = stand_ins.periods(town["kinhte"])
    assert (period.id, period.first, period.last) == (leave, FRIDAY, MONDAY)
    lend(town, dossier, arranged(town, hai, leave=leave))
    perform(CancelLeave(leave=leave, reason="Không nghỉ nữa"), town["giamdoc"])
    assert Leave.objects.get().state == "cancelled"
    assert row(dossier).official_id == town["kinhte"].official
    assert StandIn.objects.get().ended_at is not None


def test_who_left_the_unit_meanwhile_gets_nothing_back(town, hai, monkeypatch):
    dossier = mine(town)
    stand_in = arranged(town, hai)
    lend(town, dossier, stand_in)
    monkeypatch.setattr(giving.Proposals, "candidates", lambda self, one: ())
    perform(EndStandIn(stand_in=stand_in), town["kinhte"])
    assert (row(dossier).official_id, row(dossier).stand_in_id) == (hai, None)
    assert words(town, dossier) == "Ngô Thử Kinh không còn làm được bước này, An Thử Hai giữ tiếp."
    assert replay.compare([dossier]) == []


@pytest.mark.parametrize("who", ["thuly", "tiepnhan", "lanhdao", "quantri", "congan"])
def test_nobody_else_gives_or_ends_it(town, hai, who):
    dossier = mine(town)
    stand_in = arranged(town, hai)
    before = Entry.objects.count()
    for command in (
        LendDossier(dossier=dossier, stand_in=stand_in),
        EndStandIn(stand_in=stand_in),
        GiveDossierBack(dossier=dossier),
    ):
        with pytest.raises((NotAllowed, Conflict)):
            perform(command, town[who])
    assert Entry.objects.count() == before
    perform(EndStandIn(stand_in=stand_in), town["truongphong"])


def test_what_is_done_for_another_is_not_passed_on_again(town, hai):
    dossier = mine(town)
    lend(town, dossier, arranged(town, hai))
    held = Dossier.objects.get(pk=dossier)
    assert "làm thay người khác" in str(stand_ins.refusal(held, town["kinhte"].official))


def test_the_duty_stands_on_the_timetable():
    assert "dossiers.stand_ins" in {duty.name for duty in timetable()}
