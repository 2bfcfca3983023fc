"""Moves with their checklist, training from a need to a result (C11), housing and posts that only the province can give."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from motcua.config.demo import staffing
from motcua.config.demo.centre import founder
from motcua.config.demo.staffing import official_of
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, RuleError
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.office import stamps
from motcua.office.commands import CreateUnit
from motcua.office.models import Unit
from motcua.office.rules import Level, Role
from motcua.office.tests.factories import make_province
from motcua.staff.commands import (
    AnswerMoveItem,
    AnswerStaffNeed,
    AnswerTraining,
    ArriveMove,
    AskTraining,
    CancelClass,
    CancelMove,
    CloseStaffNeed,
    CorrectMove,
    Enrol,
    EnterResults,
    LinkMove,
    PlanClass,
    PlanMove,
    Result,
    Session,
    TakeAttendance,
    TellStaffNeed,
    WithdrawEnrolment,
    WithdrawTraining,
)
from motcua.staff.models import Move, StaffNeed, TrainingClass, TrainingNeed
from motcua.staff.queries import assignments, moves, staff_needs, training
from motcua.staff.rules.halves import Half
from motcua.staff.rules.moves import Answer, Item
from motcua.staff.rules.needs import NeedKind, Solver

ROOM = "Hội trường tỉnh (thử)"


@pytest.fixture
def dai_dong(region):
    """Đại Đồng on Tuesday 15/7/2025, 08:00, in its province with an office that plans training."""
    province = make_province("25", "Phú Thọ")
    Unit.objects.filter(pk=region.places["dai-dong"]).update(parent=province, province=province)
    stamps.forget()
    staffing.dai_dong(region)
    with clock.fixed(clock.at(2025, 7, 1, 8)):
        office = perform(
            CreateUnit(level=Level.OUTSIDE, parent=province.id, valid_from=date(2021, 7, 1), name="Sở Nội vụ"),
            founder(),
        ).target
        posts = ((office, "Trưởng phòng Công chức", (Role.OVERSEER,)),)
        planner = staffing.hire("snv-phutho", "Hà Thử Nội Vụ", posts, date(2025, 7, 1))
    with clock.fixed(staffing.VISITED):
        yield region, planner, office


# Moves


def plan(region, **changed):
    base = {
        "unit": region.centres["dai-dong"],
        "name": "Đinh Thử Chín",
        "from_unit": "xã Văn Nghĩa (cũ)",
        "title": "Chuyên viên",
        "decision": "QĐ thử",
        "decided_on": date(2025, 7, 1),
        "first_day": date(2025, 7, 10),
    }
    return PlanMove(**(base | changed))


def test_the_list_says_who_lacks_what_with_n_of_m(dai_dong):
    region, _, _ = dai_dong
    [lack] = moves.by_centre(region["gd-dai-dong"])
    assert (lack.lacking[Item.SEAT], lack.lacking[Item.PC], lack.whole, lack.complete) == (0, 2, 2, 0)
    rows = moves.moves(region["gd-dai-dong"], lacks=Item.PC)
    assert {row.name for row in rows} == {"Bùi Thử An", "Bùi Thử Bình"}
    assert moves.moves(region["gd-dai-dong"], lacks=Item.SEAT) == ()
    assert [row.name for row in moves.moves(region["gd-dai-dong"], text="binh")] == ["Bùi Thử Bình"]


def test_an_unanswered_list_is_never_complete_and_not_needed_leaves_the_whole(dai_dong):
    region, _, _ = dai_dong
    head = region["lt-dai-dong"]
    done = perform(plan(region), head).target
    for item in Item:
        if item is not Item.CERTIFICATE:
            perform(AnswerMoveItem(move=done, item=item, answer=Answer.DONE), head)
    assert moves.move(head, done).missing == (Item.CERTIFICATE,)
    with pytest.raises(BadInput):
        perform(AnswerMoveItem(move=done, item=Item.CERTIFICATE, answer=Answer.NOT_NEEDED), head)
    perform(AnswerMoveItem(move=done, item=Item.CERTIFICATE, answer=Answer.NOT_NEEDED, note="Không ký"), head)
    row = moves.move(head, done)
    assert (row.has, row.wanted, row.missing) == (5, 5, ())
    perform(AnswerMoveItem(move=done, item=Item.SEAT), head)
    assert moves.move(head, done).missing == (Item.SEAT,)


def test_a_person_has_one_open_move(dai_dong):
    region, _, _ = dai_dong
    head = region["lt-dai-dong"]
    first = perform(plan(region), head).target
    with pytest.raises(Conflict):
        perform(plan(region, name="đinh  THỬ chín"), head)
    perform(plan(region, from_unit="xã Khác (cũ)"), head)
    perform(CancelMove(move=first, reason="Thôi (thử)"), head)
    perform(plan(region), head)
    officer = official_of(region["tn-dai-dong"])
    perform(plan(region, official=officer, from_unit="A"), head)
    with pytest.raises(Conflict):
        perform(plan(region, official=officer, from_unit="B"), head)


def test_a_planned_person_is_linked_and_the_books_show_account_and_training(dai_dong):
    region, _, _ = dai_dong
    head = region["lt-dai-dong"]
    row = next(one for one in moves.moves(head) if one.name == "Bùi Thử An")
    perform(LinkMove(move=row.id, official=official_of(region["tn-dai-dong"])), head)
    shown = moves.move(head, row.id)
    assert {one.item for one in shown.items if one.seen} == {Item.ACCOUNT}
    assert Item.ACCOUNT not in shown.missing
    with pytest.raises(Conflict):
        perform(LinkMove(move=row.id, official=official_of(region["tn-dai-dong"])), head)


def test_who_arrives_lacking_something_arrives_and_is_told(dai_dong):
    region, _, _ = dai_dong
    head = region["lt-dai-dong"]
    row = moves.moves(head)[0]
    with pytest.raises(RuleError):
        perform(ArriveMove(move=row.id, day=date(2025, 7, 16)), head)
    done = perform(ArriveMove(move=row.id, day=date(2025, 7, 1)), head)
    assert done.ids["missing"] == ["pc", "account", "certificate", "training", "handover"]
    with pytest.raises(Conflict):
        perform(CancelMove(move=row.id, reason="x"), head)


def test_a_correction_keeps_its_reason(dai_dong):
    region, _, _ = dai_dong
    head = region["lt-dai-dong"]
    row = moves.moves(head)[0]
    perform(
        CorrectMove(
            move=row.id,
            name=row.name,
            from_unit=row.from_unit,
            title="Chuyên viên chính",
            decision=row.decision,
            decided_on=row.decided_on,
            first_day=row.first_day,
            reason="Ghi nhầm chức danh",
        ),
        head,
    )
    assert moves.move(head, row.id).title == "Chuyên viên chính"
    entry = Entry.objects.get(stream_id=row.id, event="staff.move_corrected")
    assert "Ghi nhầm chức danh" in entry.payload
    assert row.name not in entry.payload


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"first_day": date(2025, 6, 30)}, RuleError),
        ({"name": "Số 1"}, BadInput),
        ({"name": ""}, BadInput),
        ({"title": "  "}, BadInput),
        ({"fields": ["Bói toán"]}, BadInput),
    ],
)
def test_what_cannot_be_planned_leaves_nothing(dai_dong, changed, kind):
    region, _, _ = dai_dong
    before = Move.objects.count()
    with pytest.raises(kind):
        perform(plan(region, **changed), region["lt-dai-dong"])
    assert Move.objects.count() == before


def test_moves_of_other_places_are_not_found(dai_dong):
    region, planner, _ = dai_dong
    row = moves.moves(region["lt-dai-dong"])[0]
    other = region["lt-tra-ly"]
    assert moves.moves(other) == ()
    assert moves.by_centre(other) == ()
    with pytest.raises(NotFound):
        moves.move(other, row.id)
    with pytest.raises(NotAllowed):
        perform(CancelMove(move=row.id, reason="x"), other)
    with pytest.raises(NotAllowed):
        moves.moves(region["tn-dai-dong"])
    assert {one.id for one in moves.moves(planner)} == {one.id for one in moves.moves(region["lt-dai-dong"])}


# Training


def class_of(office, wanted, **changed):
    base = {
        "unit": office,
        "needs": [need.id for need in wanted],
        "owner": "Sở Nông nghiệp và Môi trường",
        "where": ROOM,
        "seats": 2,
        "sessions": [Session(date(2025, 7, 21), Half.MORNING), Session(date(2025, 7, 21), Half.AFTERNOON)],
    }
    return PlanClass(**(base | changed))


def asked(planner, field="Đất đai"):
    return [need for need in training.needs(planner, state="asked") if need.field == field]


def test_from_the_need_of_dai_dong_to_an_officer_who_is_trained(dai_dong):
    region, planner, office = dai_dong
    head, officer = region["lt-dai-dong"], official_of(region["tn-dai-dong"])
    assert [need.deep for need in training.needs(planner)] == [True, True]
    assert [(c.field, c.trained, c.assigned) for c in training.coverage(head)] == [("Đất đai", 0, 1), ("Hộ tịch", 0, 1)]
    assert ("Cán Thử Đại Đồng", "Đất đai") in assignments.matrix(head, region.centres["dai-dong"]).warnings

    opened = perform(class_of(office, asked(planner)), planner)
    row = training.training_class(head, opened.target)
    assert (row.owner, row.taken, row.seats, row.places) == ("Sở Nông nghiệp và Môi trường", 1, 2, ("xã Đại Đồng",))
    assert [need.state for need in training.needs(head) if need.field == "Đất đai"] == ["planned"]

    with pytest.raises(RuleError):
        perform(TakeAttendance(training=row.id, day=date(2025, 7, 21), half=Half.MORNING, present=[officer]), planner)
    with clock.fixed(clock.at(2025, 7, 21, 18)):
        perform(TakeAttendance(training=row.id, day=date(2025, 7, 21), half=Half.MORNING, present=[officer]), planner)
        results = EnterResults(training=row.id, results=[Result(officer, True)])
        with pytest.raises(RuleError):
            perform(results, planner)
        perform(TakeAttendance(training=row.id, day=date(2025, 7, 21), half=Half.AFTERNOON, present=[]), planner)
        perform(results, planner)
    [learner] = training.training_class(head, row.id).learners
    assert (learner.attended, learner.result) == (1, "passed")
    assert [(c.field, c.trained, c.assigned) for c in training.coverage(head)] == [("Đất đai", 1, 1), ("Hộ tịch", 0, 1)]
    assert [field for _, field in assignments.matrix(head, region.centres["dai-dong"]).warnings] == ["Hộ tịch"]


def test_who_never_came_does_not_pass(dai_dong):
    region, planner, office = dai_dong
    officer = official_of(region["tn-dai-dong"])
    row = perform(class_of(office, asked(planner)), planner).target
    with clock.fixed(clock.at(2025, 7, 22, 8)):
        for half in Half:
            perform(TakeAttendance(training=row, day=date(2025, 7, 21), half=half, present=[]), planner)
        with pytest.raises(RuleError):
            perform(EnterResults(training=row, results=[Result(officer, True)]), planner)
        perform(EnterResults(training=row, results=[Result(officer, False)]), planner)
    assert training.coverage(region["lt-dai-dong"])[0].trained == 0


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"sessions": []}, RuleError),
        ({"sessions": [Session(date(2025, 7, 14), Half.MORNING)]}, RuleError),
        ({"seats": 0}, RuleError),
        ({"owner": " "}, BadInput),
        ({"needs": []}, BadInput),
    ],
)
def test_what_cannot_be_a_class_leaves_nothing(dai_dong, changed, kind):
    _, planner, office = dai_dong
    with pytest.raises(kind):
        perform(class_of(office, asked(planner), **changed), planner)
    assert not TrainingClass.objects.exists()
    assert TrainingNeed.objects.filter(state="asked").count() == 2


def test_needs_of_two_fields_do_not_make_one_class_and_a_need_is_used_once(dai_dong):
    _, planner, office = dai_dong
    needs = asked(planner)
    with pytest.raises(RuleError):
        perform(class_of(office, [*needs, *asked(planner, "Hộ tịch")]), planner)
    perform(class_of(office, needs), planner)
    with pytest.raises(Conflict):
        perform(class_of(office, needs), planner)


def test_a_class_called_off_gives_its_needs_back(dai_dong):
    _, planner, office = dai_dong
    row = perform(class_of(office, asked(planner)), planner).target
    perform(CancelClass(training=row, reason="Hoãn (thử)"), planner)
    assert len(asked(planner)) == 1


def test_a_centre_puts_its_own_people_on_a_class_while_there_are_seats(dai_dong):
    region, planner, office = dai_dong
    head, centre = region["lt-dai-dong"], region.centres["dai-dong"]
    row = perform(class_of(office, asked(planner)), planner).target
    director = official_of(region["gd-dai-dong"])
    perform(Enrol(training=row, unit=centre, official=director), head)
    with pytest.raises(RuleError):
        perform(Enrol(training=row, unit=centre, official=official_of(region["kt-dai-dong"])), head)
    with pytest.raises(Conflict):
        perform(Enrol(training=row, unit=centre, official=director), head)
    perform(WithdrawEnrolment(training=row, official=director, reason="Bận (thử)"), head)
    perform(Enrol(training=row, unit=centre, official=official_of(region["kt-dai-dong"])), head)


def test_others_cannot_enrol_in_nor_see_a_class_that_is_not_theirs(dai_dong):
    region, planner, office = dai_dong
    row = perform(class_of(office, asked(planner)), planner).target
    other, centre = region["lt-tra-ly"], region.centres["tra-ly"]
    with pytest.raises(NotFound):
        perform(Enrol(training=row, unit=centre, official=official_of(region["tn-tra-ly"])), other)
    with pytest.raises(NotAllowed):
        perform(
            Enrol(training=row, unit=region.centres["dai-dong"], official=official_of(region["gd-dai-dong"])), other
        )
    with pytest.raises(NotFound):
        training.training_class(other, row)
    assert training.needs(other) == ()
    assert training.classes(other) == ()


def test_a_need_is_refused_with_words_or_taken_back(dai_dong):
    region, planner, _ = dai_dong
    need, other = training.needs(planner)
    with pytest.raises(BadInput):
        perform(AnswerTraining(need=need.id, answer=" "), planner)
    perform(AnswerTraining(need=need.id, answer="Đã có lớp trực tuyến (thử)"), planner)
    with pytest.raises(Conflict):
        perform(WithdrawTraining(need=need.id, reason="x"), region["lt-dai-dong"])
    perform(WithdrawTraining(need=other.id, reason="Đã tự học"), region["lt-dai-dong"])


@pytest.mark.parametrize(
    ("changed", "kind"), [({"people": []}, BadInput), ({"why": ""}, BadInput), ({"field": "Bói toán"}, BadInput)]
)
def test_a_need_says_who_and_why(dai_dong, changed, kind):
    region, _, _ = dai_dong
    base = {
        "unit": region.centres["dai-dong"],
        "field": "Chứng thực",
        "people": [official_of(region["tn-dai-dong"])],
        "why": "x",
    }
    with pytest.raises(kind):
        perform(AskTraining(**(base | changed)), region["lt-dai-dong"])


# Housing, allowance, posts


def test_the_province_sees_what_only_it_can_solve_with_counts(dai_dong):
    region, planner, _ = dai_dong
    found = staff_needs.counts(planner)
    assert (found.open, found.whole, found.people, found.only_province) == (2, 2, 6, 2)
    assert found.by_kind == {NeedKind.HOUSING: (1, 1), NeedKind.POSTS: (1, 1)}
    rows = staff_needs.staff_needs(planner, province=True)
    assert {row.solver for row in rows} == {Solver.CONSTRUCTION, Solver.HOME_AFFAIRS}
    assert all(row.only_province and row.days == 14 for row in rows)
    assert staff_needs.counts(region["lt-tra-ly"]).whole == 0


def test_an_answer_has_words_and_only_the_last_one_closes(dai_dong):
    region, planner, _ = dai_dong
    need = staff_needs.staff_needs(planner)[0]
    states = StaffNeed.State
    with pytest.raises(BadInput):
        perform(AnswerStaffNeed(need=need.id, state=states.SOLVED, answer=" "), planner)
    with pytest.raises(BadInput):
        perform(AnswerStaffNeed(need=need.id, state=states.WITHDRAWN, answer="x"), planner)
    perform(AnswerStaffNeed(need=need.id, state=states.UNDER_WAY, answer="Đang trình (thử)"), planner)
    assert staff_needs.counts(planner).open == 2
    perform(AnswerStaffNeed(need=need.id, state=states.SOLVED, answer="Đã bố trí (thử)"), planner)
    assert staff_needs.counts(planner).open == 1
    with pytest.raises(Conflict):
        perform(CloseStaffNeed(need=need.id, solved=True, answer="x"), region["lt-dai-dong"])


def test_the_centre_takes_a_need_back_and_others_do_not_answer(dai_dong):
    region, planner, _ = dai_dong
    need = staff_needs.staff_needs(planner)[0]
    for stranger in (region["thannk"], region["khoakd"], region["gd-dai-dong"]):
        with pytest.raises(NotAllowed):
            perform(AnswerStaffNeed(need=need.id, state=StaffNeed.State.SOLVED, answer="x"), stranger)
    perform(CloseStaffNeed(need=need.id, solved=False, answer="Không cần nữa (thử)"), region["lt-dai-dong"])
    assert staff_needs.counts(planner).whole == 1


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"people": 0}, BadInput),
        ({"people": 201}, BadInput),
        ({"reason": ""}, BadInput),
        ({"since": date(2025, 7, 16)}, RuleError),
    ],
)
def test_what_cannot_be_told_leaves_nothing(dai_dong, changed, kind):
    region, _, _ = dai_dong
    base = {
        "unit": region.centres["dai-dong"],
        "kind": NeedKind.ALLOWANCE,
        "reason": "x",
        "since": date(2025, 7, 1),
        "solution": "y",
        "solver": Solver.COMMUNE,
    }
    before = StaffNeed.objects.count()
    with pytest.raises(kind):
        perform(TellStaffNeed(**(base | changed)), region["lt-dai-dong"])
    assert StaffNeed.objects.count() == before


def test_the_trial_sunday_has_a_duty_plan_where_one_was_made(region):
    staffing.trial_sunday(region)
    from motcua.staff.queries import today

    assert today.has_duty_plan(region.places["tran-hung-dao"], staffing.TRIAL_SUNDAY, "real")
    assert not today.has_duty_plan(region.places["tra-ly"], staffing.TRIAL_SUNDAY, "real")
    assert not today.has_duty_plan(region.places["tran-hung-dao"], staffing.TRIAL_SUNDAY - timedelta(days=1), "real")
