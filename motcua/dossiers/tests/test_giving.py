"""Work is given to whom the rule proposes: by a head, for many, or as it arrives; and always again by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from motcua.config import wiring
from motcua.config.demo.centre import founder
from motcua.dossiers import giving, queries, unit_board
from motcua.dossiers.commands import AssignDossier, AssignProposed, CompleteStep, SendBack, SetWorkGiving
from motcua.dossiers.models import Dossier, WorkGiving
from motcua.dossiers.tests.land import row
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, NotAllowed, NotFound, RuleError
from motcua.ledger import replay
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.office.commands import OpenAccount, PostGiven, RegisterOfficial
from motcua.office.rules import Role
from motcua.staff.commands import AskLeave, RecordSkill
from motcua.staff.rules.halves import Half

BUSINESS = "1.001612"
FIELD = "Hộ kinh doanh"


@pytest.fixture
def pair(town):
    """A second specialist of the economic division beside "kinhte"; returns their official."""
    unit = town["kinhte"].unit
    post = PostGiven(unit=unit, title="Chuyên viên", roles=[Role.SPECIALIST], valid_from=date(2025, 7, 1))
    official = perform(RegisterOfficial(name="An Thử Hai", posts=[post]), founder()).target
    perform(OpenAccount(official=official, username="kinhte2"), founder())
    return official


@pytest.fixture(autouse=True)
def _wired():
    wiring.hook_up()


def teach(town, official):
    perform(
        RecordSkill(unit=town.bodies.centre, official=official, field=FIELD, since=date(2025, 7, 1), ground="Lớp thử"),
        town["giamdoc"],
    )


def leave(town, official):
    asked = AskLeave(
        unit=town.bodies.centre,
        official=official,
        kind="annual",
        first=date(2025, 7, 11),
        first_half=Half.MORNING,
        last=date(2025, 7, 14),
        last_half=Half.AFTERNOON,
    )
    perform(asked, town["giamdoc"])  # entered by who looks after people: granted with that


def proposed(dossier):
    found = giving.Proposals().of(row(dossier))
    return (found.first.name, str(found.why)) if found else None


def test_the_least_work_in_hand_is_proposed_and_says_so(town, pair):
    first, second = town.accept(BUSINESS), town.accept(BUSINESS, 1)
    perform(AssignDossier(dossier=first, official=pair), town["truongphong"])
    name, why = proposed(second)
    assert name == "Ngô Thử Kinh"
    assert "chưa giữ hồ sơ nào" in why
    busy = next(one for one in giving.Proposals().candidates(row(second)) if one.official == pair)
    assert (busy.open, busy.minutes) == (1, 60)


def test_who_knows_the_field_goes_before_who_has_less_work(town, pair):
    teach(town, pair)
    first, second = town.accept(BUSINESS), town.accept(BUSINESS, 1)
    perform(AssignDossier(dossier=first, official=pair), town["truongphong"])
    assert proposed(second) == ("An Thử Hai", f"biết lĩnh vực {FIELD}; 1 hồ sơ đang giữ, 1 giờ việc")


def test_who_is_on_leave_is_left_out_and_comes_again_after_it(town, pair):
    teach(town, pair)
    leave(town, pair)
    dossier = town.accept(BUSINESS)
    assert proposed(dossier)[0] != "An Thử Hai"
    with clock.fixed(clock.at(2025, 7, 15, 8)):
        assert proposed(dossier)[0] == "An Thử Hai"


def test_a_head_gives_as_proposed_and_the_history_says_why(town, pair):
    teach(town, pair)
    dossier = town.accept(BUSINESS)
    perform(AssignProposed(dossier=dossier), town["truongphong"])
    assert row(dossier).official_id == pair
    line = queries.dossier_page(town["truongphong"], dossier).history[-1]
    assert str(line.what) == "Giao An Thử Hai theo đề xuất: biết lĩnh vực này; chưa giữ hồ sơ nào."
    perform(AssignDossier(dossier=dossier, official=town["kinhte"].official), town["truongphong"])
    assert row(dossier).official_id == town["kinhte"].official
    assert replay.compare([dossier]) == []


@pytest.mark.parametrize("who", ["kinhte", "thuly", "lanhdao", "tiepnhan", "quantri"])
def test_others_give_no_work(town, who):
    dossier = town.accept(BUSINESS)
    before = Entry.objects.count()
    with pytest.raises(NotAllowed):
        perform(AssignProposed(dossier=dossier), town[who])
    with pytest.raises(NotAllowed):
        perform(SetWorkGiving(unit=town["kinhte"].unit, automatic=True, reason="x"), town[who])
    assert Entry.objects.count() == before


def test_what_waits_for_a_signature_is_given_to_nobody(town):
    dossier = town.accept(BUSINESS)
    Dossier.objects.filter(pk=dossier).update(step_role="leader")
    with pytest.raises(Conflict, match="không giao cho từng người"):
        perform(AssignProposed(dossier=dossier), town["giamdoc"])


def test_a_unit_that_gives_out_work_as_it_arrives_does_so_at_once_with_its_reason(town, pair):
    teach(town, pair)
    unit = town["kinhte"].unit
    perform(SetWorkGiving(unit=unit, automatic=True, reason="Nhiều hồ sơ"), town["giamdoc"])
    first, second = town.accept(BUSINESS), town.accept(BUSINESS, 1)
    assert row(first).official_id == row(second).official_id == pair
    told = list(Entry.objects.filter(stream_id=first).order_by("version").values_list("event", flat=True))
    assert told == ["dossiers.accepted", "dossiers.assigned"]
    elsewhere = town.accept("2.000635")
    assert row(elsewhere).official_id is None
    perform(SetWorkGiving(unit=unit, automatic=False, reason="Thử lại"), town["truongphong"])
    assert row(town.accept(BUSINESS, 2)).official_id is None
    giving_ = WorkGiving.objects.get(unit_id=unit)
    assert replay.compare([first, giving_.id]) == []


def test_a_step_sent_back_goes_to_who_worked_it(town, pair):
    teach(town, pair)
    unit = town["kinhte"].unit
    dossier = town.accept(BUSINESS)
    perform(CompleteStep(dossier=dossier), town["kinhte"])
    perform(SetWorkGiving(unit=unit, automatic=True, reason="Thử"), town["giamdoc"])
    who = "kinhte" if row(dossier).step_role == "specialised_system" else "truongphong"
    perform(SendBack(dossier=dossier, reason="Xem lại"), town[who])
    assert row(dossier).official_id == town["kinhte"].official


@pytest.mark.parametrize("again", [True, False])
def test_a_way_that_holds_already_and_a_unit_that_works_nothing_are_refused(town, again):
    unit = town["kinhte"].unit if again else town.bodies.commune
    with pytest.raises((RuleError, NotAllowed)):
        perform(SetWorkGiving(unit=unit, automatic=not again, reason="x"), town["giamdoc"])
    assert not WorkGiving.objects.exists()


def test_where_everybody_is_away_the_dossier_waits_for_the_head(town):
    for who in ("kinhte", "truongphong"):
        leave(town, town[who].official)
    perform(SetWorkGiving(unit=town["kinhte"].unit, automatic=True, reason="x"), town["giamdoc"])
    dossier = town.accept(BUSINESS)
    assert row(dossier).official_id is None
    with pytest.raises(RuleError, match="giao tay"):
        perform(AssignProposed(dossier=dossier), town["truongphong"])


def test_the_board_of_a_unit_tells_work_by_person_and_what_runs_late(town, pair):
    dossier = town.accept("1.004873")
    perform(AssignDossier(dossier=dossier), town["thuly"])
    office = town["thuly"].unit
    with clock.fixed(town.at + timedelta(days=10)):
        board = unit_board.board(town["giamdoc"], office)
        (mine,) = [one for one in board.workers if one.name == "Hoàng Thử Lý"]
        assert (mine.open, mine.late, board.late, board.open) == (1, 1, 1, 1)
        assert [one.id for one in board.steps] == [dossier]
    waiting = town.accept(BUSINESS)
    board = unit_board.board(town["truongphong"])
    assert [one[0].id for one in board.unassigned] == [waiting]
    assert board.automatic is False
    assert "An Thử Hai" in {one.name for one in board.workers}


def test_a_head_sees_their_own_board_only_and_others_none(town):
    with pytest.raises(NotFound):
        unit_board.board(town["truongphong"], town["thuly"].unit)
    for who in ("kinhte", "lanhdao", "tiepnhan"):
        with pytest.raises(NotAllowed):
            unit_board.board(town[who])
