"""C10: Phượng Dực issued its assignments; at 08:10 on 22/2/2018 the inspector opens «trực hôm nay»."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.config.demo.staffing import official_of
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, RuleError
from motcua.ledger.models import Access, Entry
from motcua.ledger.perform import perform
from motcua.staff.commands import (
    AskLeave,
    CancelLeave,
    CorrectPresence,
    DecideLeave,
    DraftRoster,
    EndAssignment,
    EnterPresence,
    ExplainAbsence,
    IssueAssignment,
    NameCover,
    NoteAbsence,
    PublishRoster,
    RedraftRoster,
    SetSlot,
    SignIn,
    SignOut,
    WithdrawCover,
    WithdrawRoster,
)
from motcua.staff.duties import note_absences
from motcua.staff.models import Assignment, Leave, Presence, Roster, Shortcoming, Slot
from motcua.staff.queries import assignments, leaves, rosters, today
from motcua.staff.rules.halves import Half
from motcua.staff.rules.presence import Standing

DAY = date(2018, 2, 22)


def assign(old, **changed):
    base = {
        "unit": old.section,
        "official": official_of(old["tpht-pd"]),
        "counter": "Bàn 1",
        "fields": ["Hộ kinh doanh"],
        "valid_from": DAY,
        "decision": "QĐ thử",
    }
    return IssueAssignment(**(base | changed))


# The story


def test_each_member_has_an_assignment_with_its_decision(old):
    found = assignments.matrix(old["hailt"], old.section)
    assert [(row.counter, row.fields) for row in found.rows] == [
        ("Bàn 1", ("Chứng thực", "Hộ tịch")),
        ("Bàn 2", ("Đất đai", "Hoạt động xây dựng")),
        ("Bàn 3", ("Bảo trợ xã hội", "Người có công")),
    ]
    assert all("QĐ thử 05/QĐ-UBND" in row.decision for row in found.rows)
    assert found.warnings == ()


def test_the_inspector_sees_who_should_be_and_who_is(old):
    board = today.today(old["hailt"], old.section)
    morning = board.halves[0]
    assert [(line.post, line.standing) for line in morning.lines] == [
        ("Bàn 1", Standing.PRESENT),
        ("Bàn 2", Standing.PRESENT),
        ("Bàn 3", Standing.ABSENT),
    ]
    assert (morning.served, morning.whole, morning.now) == (2, 3, True)
    assert [line.name for _, line in board.shortcomings] == ["Lê Thử Ba"]


def test_the_look_at_people_is_in_the_access_log(old):
    today.today(old["hailt"], old.section)
    row = Access.objects.order_by("-at").first()
    assert (row.account_id, row.what) == (old["hailt"].account, "staff.today")


def test_the_absent_one_is_noted_once_and_explained(old):
    command = NoteAbsence(unit=old.section, day=DAY, half=Half.MORNING, official=official_of(old["vhxh-pd"]))
    noted = perform(command, old["hailt"]).target
    with pytest.raises(Conflict):
        perform(command, old["hailt"])
    [row] = leaves.shortcomings(old["hailt"])
    assert (row.post, row.standing, row.on_site) == ("Bàn 3", Standing.ABSENT, True)
    assert row.seen_by == "Lê Thanh Hải, Trưởng phòng Nội vụ huyện"
    perform(ExplainAbsence(shortcoming=noted, explanation="Đi đo đất đột xuất (thử)"), old["vptk-pd"])
    [row] = leaves.shortcomings(old["ct-pd"])
    assert (row.standing, row.explanation) == (Standing.ABSENT, "Đi đo đất đột xuất (thử)")
    assert leaves.shortcomings(old["ct-pd"], open_only=True) == ()
    assert Entry.objects.filter(stream_id=noted).count() == 2


@pytest.mark.parametrize("username", ["tpht-pd", "dcxd-pd"])
def test_who_is_there_is_no_shortcoming(old, username):
    command = NoteAbsence(unit=old.section, day=DAY, half=Half.MORNING, official=official_of(old[username]))
    with pytest.raises(RuleError):
        perform(command, old["hailt"])
    assert not Shortcoming.objects.exists()


def test_the_first_week_after_tet_is_covered(old):
    board = today.today(old["hailt"], old.section)
    week = today.first_week(old["hailt"], old.section, board.holiday)
    assert [day.day.day for day in week] == [21, 22, 23, 26, 27]
    assert all(day.covered for day in week)
    assert (week[0].served, week[0].due) == (6, 6)
    assert (week[1].served, week[1].due) == (2, 3)
    assert (week[2].served, week[2].due) == (0, 0)


@pytest.mark.altered
def test_the_first_week_is_not_covered_without_a_roster(old):
    Roster.objects.update(state="withdrawn")
    board = today.today(old["hailt"], old.section)
    week = today.first_week(old["hailt"], old.section, board.holiday)
    assert not any(day.covered for day in week)
    assert board.halves[0].planned is False


def test_at_the_end_of_the_day_the_system_notes_what_nobody_noted_and_does_so_once(old):
    with clock.fixed(clock.at(2018, 2, 22, 17, 30)):
        # In the afternoon nobody signed in, in the morning one of three did not.
        assert note_absences("", _system()) == "4 thiếu sót"
        assert note_absences("", _system()) == "0 thiếu sót"
    assert Shortcoming.objects.filter(half="morning").count() == 1
    assert {row.on_site for row in Shortcoming.objects.all()} == {False}


def _system():
    from motcua.ledger.actor import system

    return system("Lệnh thử")


# Whose people one sees


@pytest.mark.parametrize("username", ["tpht-pd", "dcxd-pd"])
def test_colleagues_do_not_see_the_presence_of_others(old, username):
    with pytest.raises(NotAllowed):
        today.today(old[username], old.section)
    with pytest.raises(NotAllowed):
        leaves.control(old[username], old.section, DAY, DAY)


@pytest.mark.parametrize("username", ["gd-tra-ly", "thannk", "khoakd"])
def test_heads_of_other_places_find_nothing(old, region, username):
    actor = region[username]
    with pytest.raises(NotFound):
        today.today(actor, old.section)
    assert leaves.shortcomings(actor) == ()
    with pytest.raises(NotFound):
        assignments.assignment(actor, Assignment.objects.first().id)
    with pytest.raises(NotFound):
        rosters.roster(actor, Roster.objects.get().id)


def test_heads_of_other_places_can_do_nothing(old, region):
    head = region["gd-tra-ly"]
    before = Entry.objects.count()
    for command in (
        assign(old),
        DraftRoster(unit=old.section, first=date(2018, 3, 5), last=date(2018, 3, 9)),
        PublishRoster(roster=Roster.objects.get().id),
        NoteAbsence(unit=old.section, day=DAY, half=Half.MORNING, official=official_of(old["vhxh-pd"])),
        SignIn(unit=old.section),
    ):
        with pytest.raises(NotAllowed):
            perform(command, head)
    assert Entry.objects.count() == before


# Assignments


def test_a_field_not_trained_in_is_told_and_not_refused(old):
    done = perform(assign(old, fields=["Hộ tịch", "Đất đai"], counter="Bàn 4"), old["vptk-pd"])
    assert done.ids["untrained"] == ["Đất đai"]
    found = assignments.matrix(old["vptk-pd"], old.section)
    assert found.warnings == (("Nguyễn Thử Một", "Đất đai"),)
    assert found.cells[official_of(old["tpht-pd"]), "Hộ tịch"] == ("Bàn 1, Bàn 4", True)


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"fields": ["Bói toán"]}, BadInput),
        ({"fields": []}, BadInput),
        ({"counter": "   "}, BadInput),
        ({"counter": "x" * 61}, BadInput),
        ({"decision": ""}, BadInput),
        ({"fields": ["hộ TỊCH"]}, RuleError),
        ({"valid_to": date(2018, 2, 22)}, RuleError),
    ],
)
def test_what_cannot_be_assigned_leaves_nothing(old, changed, kind):
    before = Entry.objects.count()
    with pytest.raises(kind):
        perform(assign(old, **changed), old["vptk-pd"])
    assert Entry.objects.count() == before


def test_somebody_of_another_place_cannot_be_assigned(old, region):
    with pytest.raises(RuleError):
        perform(assign(old, official=official_of(region["gd-tra-ly"])), old["vptk-pd"])


def test_an_ended_assignment_is_gone_from_the_matrix_and_cannot_be_ended_again(old):
    row = assignments.matrix(old["vptk-pd"], old.section).rows[0]
    command = EndAssignment(assignment=row.id, valid_to=DAY, reason="Chuyển việc (thử)")
    perform(command, old["vptk-pd"])
    assert row.id not in {one.id for one in assignments.matrix(old["vptk-pd"], old.section).rows}
    with pytest.raises(Conflict):
        perform(command, old["vptk-pd"])


# Rosters


def test_a_second_roster_for_the_same_days_is_refused(old):
    with pytest.raises(Conflict):
        perform(DraftRoster(unit=old.section, first=date(2018, 3, 2), last=date(2018, 3, 9)), old["vptk-pd"])


def test_a_draft_says_nothing_until_it_is_published(old):
    head = old["vptk-pd"]
    done = perform(DraftRoster(unit=old.section, first=date(2018, 3, 5), last=date(2018, 3, 9)), head)
    assert not today.has_duty_plan(old.place, date(2018, 3, 6), "real")
    perform(PublishRoster(roster=done.target), head)
    assert today.has_duty_plan(old.place, date(2018, 3, 6), "real")
    with pytest.raises(Conflict):
        perform(PublishRoster(roster=done.target), head)


def test_a_sunday_with_planned_work_has_its_duty_plan(old):
    head, sunday = old["vptk-pd"], date(2018, 3, 11)
    done = perform(DraftRoster(unit=old.section, first=date(2018, 3, 5), last=sunday, planned=[sunday]), head)
    assert Slot.objects.filter(roster=done.target, day=sunday).count() == 6
    perform(PublishRoster(roster=done.target), head)
    assert today.has_duty_plan(old.place, sunday, "real")
    assert not today.has_duty_plan(old.place, date(2018, 3, 10), "real")


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"last": date(2018, 3, 4)}, RuleError),
        ({"last": date(2018, 6, 1)}, RuleError),
        ({"planned": [date(2018, 3, 6)]}, RuleError),
        ({"planned": [date(2018, 3, 18)]}, RuleError),
        ({"first": date(2018, 3, 10), "last": date(2018, 3, 11)}, RuleError),
        ({"places": ["x" * 61]}, BadInput),
        ({"first": date(2001, 3, 5), "last": date(2001, 3, 9), "places": ["Bàn 1"]}, RuleError),
    ],
)
def test_what_cannot_be_a_roster_leaves_nothing(old, changed, kind):
    base = {"unit": old.section, "first": date(2018, 3, 5), "last": date(2018, 3, 9)}
    before = Entry.objects.count()
    with pytest.raises(kind):
        perform(DraftRoster(**(base | changed)), old["vptk-pd"])
    assert Entry.objects.count() == before
    assert Roster.objects.count() == 1


def test_a_place_nobody_can_serve_is_a_gap_and_told(old):
    command = DraftRoster(unit=old.section, first=date(2018, 3, 5), last=date(2018, 3, 5), places=["Bàn 1", "Bàn 9"])
    assert perform(command, old["vptk-pd"]).ids["gaps"] == 2


def test_a_field_may_be_asked_for_instead_of_a_counter(old):
    command = DraftRoster(unit=old.section, first=date(2018, 3, 5), last=date(2018, 3, 5), places=["Đất đai"])
    done = perform(command, old["vptk-pd"])
    assert {slot.official_id for slot in Slot.objects.filter(roster=done.target)} == {official_of(old["dcxd-pd"])}


def test_who_is_on_leave_is_not_rotated_in(old):
    head = old["vptk-pd"]
    leave = AskLeave(
        unit=old.section,
        official=official_of(old["dcxd-pd"]),
        kind=Leave.Kind.ANNUAL,
        first=date(2018, 3, 6),
        last=date(2018, 3, 6),
        last_half=Half.MORNING,
    )
    perform(leave, head)
    done = perform(DraftRoster(unit=old.section, first=date(2018, 3, 6), last=date(2018, 3, 6)), head)
    placed = {(slot.half, slot.post) for slot in Slot.objects.filter(roster=done.target)}
    assert ("morning", "Bàn 2") not in placed
    assert ("afternoon", "Bàn 2") in placed
    assert done.ids["gaps"] == 1


def test_by_hand_somebody_is_put_on_a_place_and_the_next_edition_says_so(old):
    head, roster = old["vptk-pd"], Roster.objects.get()
    chief = official_of(head)
    command = SetSlot(roster=roster.id, day=date(2018, 2, 23), half=Half.MORNING, post="Bàn 3", official=chief)
    assert perform(command, head).ids["unassigned"] is True
    with clock.fixed(clock.at(2018, 2, 23, 8, 10)):
        board = today.today(head, old.section)
    assert [line.official for line in board.halves[0].lines if line.post == "Bàn 3"] != [chief]
    assert perform(PublishRoster(roster=roster.id), head).ids["edition"] == 2
    with clock.fixed(clock.at(2018, 2, 23, 8, 10)):
        board = today.today(head, old.section)
    assert [line.official for line in board.halves[0].lines if line.post == "Bàn 3"] == [chief]
    first = rosters.roster(head, roster.id, edition=1)
    assert chief not in {cell.official for row in first.grid for cell in row.cells}


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"day": date(2018, 2, 21)}, RuleError),
        ({"day": date(2018, 2, 24)}, RuleError),
        ({"post": "Bàn 9"}, BadInput),
        ({"post": "Bàn 1"}, RuleError),
    ],
)
def test_what_cannot_be_set_by_hand(old, changed, kind):
    roster = Roster.objects.get()
    base = {"day": date(2018, 2, 23), "half": Half.MORNING, "post": "Bàn 3", "official": official_of(old["dcxd-pd"])}
    before = list(Slot.objects.values_list("pk", flat=True))
    with pytest.raises(kind):
        perform(SetSlot(roster=roster.id, **(base | changed)), old["vptk-pd"])
    assert list(Slot.objects.values_list("pk", flat=True)) == before


def test_the_rest_of_a_roster_is_rotated_anew_and_days_over_stay(old):
    head, roster = old["vptk-pd"], Roster.objects.get()
    perform(
        AskLeave(
            unit=old.section,
            official=official_of(old["vhxh-pd"]),
            kind=Leave.Kind.SICK,
            first=date(2018, 2, 26),
            last=date(2018, 2, 26),
        ),
        head,
    )
    perform(RedraftRoster(roster=roster.id, since=date(2018, 2, 26)), head)
    assert Slot.objects.filter(roster=roster, edition=0, day=date(2018, 2, 26)).count() == 4
    assert Slot.objects.filter(roster=roster, edition=0, day=date(2018, 2, 21)).count() == 6
    with pytest.raises(RuleError):
        perform(RedraftRoster(roster=roster.id, since=date(2018, 2, 21)), head)


def test_a_roster_that_was_worked_by_is_not_withdrawn(old):
    with pytest.raises(Conflict):
        perform(WithdrawRoster(roster=Roster.objects.get().id, reason="Thử"), old["vptk-pd"])


# Presence


def test_one_signs_in_once_a_half_day_by_ones_own_account(old):
    late = old["vhxh-pd"]
    done = perform(SignIn(unit=old.section), late)
    with pytest.raises(Conflict):
        perform(SignIn(unit=old.section), late)
    assert today.today(old["hailt"], old.section).halves[0].lines[2].standing is Standing.LATE
    with pytest.raises(NotAllowed):
        perform(SignOut(presence=done.target), old["tpht-pd"])
    perform(SignOut(presence=done.target), late)
    with pytest.raises(Conflict):
        perform(SignOut(presence=done.target), late)
    assert today.today(old["hailt"], old.section).halves[0].lines[2].standing is Standing.LEFT


def test_nobody_signs_in_on_a_day_of_rest(old):
    with clock.fixed(clock.at(2018, 2, 24, 8)), pytest.raises(RuleError):
        perform(SignIn(unit=old.section), old["vhxh-pd"])


def enter(old, **changed):
    base = {
        "unit": old.section,
        "official": official_of(old["vhxh-pd"]),
        "day": DAY,
        "half": Half.MORNING,
        "came": _time(7, 25),
        "reason": "Quên điểm danh",
    }
    return EnterPresence(**(base | changed))


def _time(hour, minute):
    return clock.local(clock.at(2018, 2, 22, hour, minute)).time()


def test_a_forgotten_presence_is_entered_by_the_head_and_shown_as_such(old):
    perform(enter(old), old["vptk-pd"])
    line = today.today(old["hailt"], old.section).halves[0].lines[2]
    assert line.standing is Standing.PRESENT
    assert line.seen.entered_later
    [row] = [one for one in leaves.control(old["hailt"], old.section, DAY, DAY).rows if one.entered_later]
    assert row.name == "Lê Thử Ba"


@pytest.mark.parametrize(
    ("changed", "kind"),
    [({"reason": " "}, BadInput), ({"came": _time(5, 0)}, RuleError), ({"came": _time(9, 0)}, RuleError)],
)
def test_what_cannot_be_entered_afterwards_leaves_nothing(old, changed, kind):
    before = Presence.objects.count()
    with pytest.raises(kind):
        perform(enter(old, **changed), old["vptk-pd"])
    assert Presence.objects.count() == before


def test_nobody_enters_or_corrects_their_own(old):
    head = old["vptk-pd"]
    with pytest.raises(NotAllowed):
        perform(enter(old, official=official_of(head)), head)
    own = perform(SignIn(unit=old.section), head).target
    with pytest.raises(NotAllowed):
        perform(CorrectPresence(presence=own, came=_time(7, 0), reason="x"), head)


def test_a_forgotten_sign_out_is_corrected_and_what_stood_before_is_kept(old):
    presence = Presence.objects.get(official=official_of(old["tpht-pd"]), day=DAY)
    perform(
        CorrectPresence(presence=presence.id, came=_time(7, 24), left=_time(8, 5), reason="Về sớm (thử)"),
        old["vptk-pd"],
    )
    assert today.today(old["hailt"], old.section).halves[0].lines[0].standing is Standing.LEFT
    assert "left_before" in Entry.objects.get(stream_id=presence.id, version=2).payload


# Leave and cover


def leave_of(old, username="vhxh-pd", **changed):
    base = {
        "unit": old.section,
        "official": official_of(old[username]),
        "kind": Leave.Kind.ANNUAL,
        "first": DAY,
        "last": DAY,
        "reason": "Việc nhà",
    }
    return AskLeave(**(base | changed))


def test_ones_own_request_waits_and_nobody_grants_their_own(old):
    asked = perform(leave_of(old), old["vhxh-pd"])
    assert asked.ids["granted"] is False
    assert leaves.own_leaves(old["vhxh-pd"])[0].state == "asked"
    own = perform(leave_of(old, "vptk-pd"), old["vptk-pd"])
    assert own.ids["granted"] is False
    with pytest.raises(NotAllowed):
        perform(DecideLeave(leave=own.target, granted=True), old["vptk-pd"])
    perform(DecideLeave(leave=asked.target, granted=True, cover=official_of(old["vptk-pd"])), old["vptk-pd"])
    with pytest.raises(Conflict):
        perform(DecideLeave(leave=asked.target, granted=False, answer="x"), old["vptk-pd"])


def test_a_cover_counts_only_when_there(old):
    cover = old["vptk-pd"]
    perform(leave_of(old, cover=official_of(cover)), cover)
    line = today.today(old["hailt"], old.section).halves[0].lines[2]
    assert (line.standing, line.on_leave) == (Standing.COVER_MISSING, True)
    perform(SignIn(unit=old.section), cover)
    line = today.today(old["hailt"], old.section).halves[0].lines[2]
    assert (line.standing, line.covers[0].name) == (Standing.COVERED, "Phạm Thử Bốn")


def test_a_cover_named_on_the_day_and_taken_back(old):
    cover = old["vptk-pd"]
    command = NameCover(
        unit=old.section,
        day=DAY,
        half=Half.MORNING,
        official=official_of(old["vhxh-pd"]),
        cover=official_of(cover),
        reason="Chưa thấy đến",
    )
    named = perform(command, cover).target
    with pytest.raises(Conflict):
        perform(command, cover)
    assert today.today(old["hailt"], old.section).halves[0].lines[2].standing is Standing.COVER_MISSING
    perform(WithdrawCover(cover=named, reason="Nhầm"), cover)
    assert today.today(old["hailt"], old.section).halves[0].lines[2].standing is Standing.ABSENT
    perform(command, cover)


@pytest.mark.parametrize("who", ["vhxh-pd", "tpht-pd"])
def test_who_cannot_cover(old, who):
    command = NameCover(
        unit=old.section,
        day=DAY,
        half=Half.MORNING,
        official=official_of(old["vhxh-pd"]),
        cover=official_of(old[who]),
        reason="x",
    )
    with pytest.raises(RuleError):
        perform(command, old["vptk-pd"])


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"last": date(2018, 2, 21)}, RuleError),
        ({"first_half": Half.AFTERNOON, "last_half": Half.MORNING}, RuleError),
    ],
)
def test_leave_ends_after_it_begins(old, changed, kind):
    with pytest.raises(kind):
        perform(leave_of(old, **changed), old["vhxh-pd"])
    assert not Leave.objects.exists()


def test_two_leaves_of_one_person_do_not_overlap_until_one_is_taken_back(old):
    me = old["vhxh-pd"]
    first = perform(leave_of(old), me).target
    with pytest.raises(Conflict):
        perform(leave_of(old), me)
    perform(CancelLeave(leave=first, reason="Không nghỉ nữa"), me)
    perform(leave_of(old), me)


def test_others_see_ones_leave_only_as_heads(old):
    leave = perform(leave_of(old), old["vhxh-pd"]).target
    assert leaves.leave(old["vhxh-pd"], leave).reason == "Việc nhà"
    assert leaves.leave(old["vptk-pd"], leave).reason == "Việc nhà"
    with pytest.raises(NotFound):
        leaves.leave(old["tpht-pd"], leave)
    assert "Việc nhà" not in Entry.objects.get(stream_id=leave).payload
