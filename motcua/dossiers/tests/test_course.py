"""Acts beside the straight way: who may, when, what they do to the date, and what they refuse."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from motcua.config.demo import dossiers as story
from motcua.dossiers import following, queries
from motcua.dossiers.commands import (
    AllowSecondExtension,
    AllowSecondSupplement,
    ApplyLongerLimit,
    AskOutside,
    CompleteStep,
    CorrectDossier,
    DemandFee,
    ExtendDeadline,
    HandOff,
    MarkPaid,
    OpenLocker,
    PlaceInLocker,
    ReceiveSupplement,
    RecordAnswer,
    RejectDossier,
    ReopenDossier,
    RequestSupplement,
    ResumeDossier,
    ReturnResult,
    SendByPost,
    StopDossier,
    SuspendDossier,
    WithdrawDossier,
)
from motcua.dossiers.models import Application, Dossier, DossierPaper
from motcua.dossiers.rules.life import Cause
from motcua.dossiers.tests.acts import first_paper
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, RuleError
from motcua.ledger import replay
from motcua.ledger.events.dossier_life import Lacking
from motcua.ledger.events.dossiers import PaperGiven
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

STATUS, EXTRACT, UNDATED = "1.004873", "2.000635", "1.001612"


def read(dossier: UUID) -> Dossier:
    return Dossier.objects.get(pk=dossier)


def at(*when: int) -> Any:
    return clock.fixed(clock.at(*when))


def local(instant: datetime | None) -> tuple[int, ...]:
    assert instant is not None
    here = clock.local(instant)
    return here.year, here.month, here.day, here.hour, here.minute


def supplement(dossier: UUID, words: str = "Nộp bản chính") -> RequestSupplement:
    return RequestSupplement(dossier=dossier, lacking=(Lacking(key=first_paper(dossier), words=words),))


def brought(dossier: UUID) -> ReceiveSupplement:
    return ReceiveSupplement(dossier=dossier, papers=(PaperGiven(key=first_paper(dossier), originals=1),))


def apology(dossier: UUID, day: date) -> ExtendDeadline:
    return ExtendDeadline(dossier=dossier, day=day, cause=Cause.PEOPLE, reason="Thiếu người")


def to_leader(town: Any, dossier: UUID) -> None:
    while read(dossier).step_role != "leader":
        story.advance(town.actors, dossier)


def test_the_clock_stands_still_while_papers_are_awaited(town):
    dossier = town.accept(STATUS)
    assert local(read(dossier).due_at) == (2025, 7, 16, 10, 0)
    with at(2025, 7, 14, 10):
        perform(supplement(dossier), town["thuly"])
    waiting = read(dossier)
    assert (waiting.state, waiting.due_at, waiting.open) == ("supplement", None, True)
    page = queries.dossier_page(town["thuly"], dossier)
    assert page.portal_status[0] == 5
    assert [words for _, _, words in page.life.lacking] == ["Nộp bản chính"]
    with at(2025, 7, 18, 10):
        perform(brought(dossier), town["tiepnhan"])
    assert read(dossier).state == "processing"
    assert local(read(dossier).due_at) == (2025, 7, 22, 10, 0), "four working days were not the centre's"
    assert replay.compare([dossier]) == []


def test_a_second_request_waits_for_the_director_who_is_told_of_the_index(town):
    dossier = town.accept(STATUS)
    perform(supplement(dossier), town["thuly"])
    perform(brought(dossier), town["tiepnhan"])
    with pytest.raises(Conflict) as refused:
        perform(supplement(dossier), town["thuly"])
    assert "Giám đốc" in str(refused.value)
    with pytest.raises(NotAllowed):
        perform(AllowSecondSupplement(dossier=dossier, reason="Phát sinh", aware=True), town["thuly"])
    with pytest.raises(BadInput) as unaware:
        perform(AllowSecondSupplement(dossier=dossier, reason="Phát sinh", aware=False), town["giamdoc"])
    assert "766" in str(unaware.value)
    perform(AllowSecondSupplement(dossier=dossier, reason="Phát sinh", aware=True), town["giamdoc"])
    perform(supplement(dossier), town["thuly"])
    assert read(dossier).supplements == 2


@pytest.mark.parametrize(
    "lacking",
    [(), (("bia-dat", "x"),), (("", ""),), (("*", ""),), (("*", "x" * 501),), (("*", "x"), ("*", "y"))],
    ids=["nothing", "not published", "empty", "no words", "too long", "twice"],
)
def test_only_published_papers_are_asked_for_each_once_with_words(town, lacking):
    dossier = town.accept(STATUS)
    asked = tuple(Lacking(key=first_paper(dossier) if key == "*" else key, words=words) for key, words in lacking)
    with pytest.raises(BadInput):
        perform(RequestSupplement(dossier=dossier, lacking=asked), town["thuly"])
    assert read(dossier).state == "accepted"


def test_nobody_works_a_dossier_that_waits(town):
    dossier = town.accept(STATUS)
    perform(supplement(dossier), town["thuly"])
    with pytest.raises(Conflict) as refused:
        perform(CompleteStep(dossier=dossier), town["thuly"])
    assert "bổ sung" in str(refused.value)


def test_a_financial_obligation_stops_the_clock_until_it_is_met(town):
    dossier = town.accept(STATUS)
    perform(DemandFee(dossier=dossier, notice="TB 01", amount_vnd=1_500_000), town["thuly"])
    assert (read(dossier).state, read(dossier).due_at) == ("fee", None)
    with at(2025, 7, 14, 10):
        perform(MarkPaid(dossier=dossier, receipt="BL 7"), town["tiepnhan"])
    assert local(read(dossier).due_at) == (2025, 7, 17, 10, 0)
    with pytest.raises(BadInput):
        perform(DemandFee(dossier=dossier), town["thuly"])
    with pytest.raises(BadInput):
        perform(DemandFee(dossier=dossier, amount_vnd=0), town["thuly"])


def test_a_suspension_needs_its_ground_and_a_head(town):
    dossier = town.accept(STATUS)
    with pytest.raises(NotAllowed):
        perform(SuspendDossier(dossier=dossier, ground="Điều 1", reason="Chờ"), town["thuly"])
    with pytest.raises(BadInput):
        perform(SuspendDossier(dossier=dossier, ground=" ", reason="Chờ"), town["giamdoc"])
    perform(SuspendDossier(dossier=dossier, ground="Điều 1", reason="Chờ bản án"), town["giamdoc"])
    assert queries.dossier_page(town["giamdoc"], dossier).portal_status[0] == 8
    perform(ResumeDossier(dossier=dossier), town["giamdoc"])
    assert read(dossier).state == "processing"


def test_the_longer_limit_counts_from_the_same_reception(town):
    dossier = town.accept(STATUS)
    with at(2025, 7, 15, 9):
        longer = ApplyLongerLimit(dossier=dossier, days=8, ground="Luật Hộ tịch Điều 25", reason="Xác minh cư trú")
        perform(longer, town["giamdoc"])
    assert local(read(dossier).due_at) == (2025, 7, 23, 10, 0)
    with pytest.raises(RuleError):
        perform(ApplyLongerLimit(dossier=dossier, days=3, ground="Điều 1", reason="x"), town["giamdoc"])


def test_an_apology_in_time_replaces_the_date_once(town):
    dossier = town.accept(STATUS)
    with at(2025, 7, 15, 9):
        perform(apology(dossier, date(2025, 7, 18)), town["giamdoc"])
    told = read(dossier)
    assert (local(told.due_at), local(told.first_due_at)) == ((2025, 7, 18, 17, 0), (2025, 7, 16, 10, 0))
    with pytest.raises(Conflict) as refused:
        perform(apology(dossier, date(2025, 7, 25)), town["giamdoc"])
    assert "lãnh đạo" in str(refused.value)
    with pytest.raises(NotAllowed):
        perform(AllowSecondExtension(dossier=dossier, reason="Bão"), town["giamdoc"])
    perform(AllowSecondExtension(dossier=dossier, reason="Bão"), town["lanhdao"])
    perform(apology(dossier, date(2025, 7, 25)), town["giamdoc"])
    assert read(dossier).extensions == 2
    assert replay.compare([dossier]) == []


def test_an_apology_that_comes_late_leaves_the_dossier_late(town):
    dossier = town.accept(STATUS)
    with at(2025, 7, 17, 9):
        perform(apology(dossier, date(2025, 7, 21)), town["giamdoc"])
        told = read(dossier)
        assert (local(told.due_at), local(told.promised_at)) == ((2025, 7, 16, 10, 0), (2025, 7, 21, 17, 0))
        assert queries.dossier_page(town["giamdoc"], dossier).row.due.state == "late"


@pytest.mark.parametrize(
    "day", [date(2025, 7, 16), date(2025, 7, 19), date(2025, 7, 11), date(2026, 12, 31)],
    ids=["not later", "a Saturday", "past", "a year away"],
)  # fmt: skip
def test_a_new_date_is_a_working_day_after_the_old_one(town, day):
    dossier = town.accept(STATUS)
    if day == date(2025, 7, 16):
        perform(supplement(dossier), town["thuly"])
        with at(2025, 7, 17, 10):
            perform(brought(dossier), town["tiepnhan"])
    with pytest.raises(BadInput):
        perform(apology(dossier, day), town["giamdoc"])
    assert read(dossier).extensions == 0


def test_nothing_is_promised_anew_where_nothing_was_promised(town):
    dossier = town.accept(UNDATED)
    with pytest.raises(Conflict):
        perform(apology(dossier, date(2025, 7, 25)), town["giamdoc"])


def test_a_pause_behind_an_apology_moves_the_new_date(town):
    dossier = town.accept(STATUS)
    with at(2025, 7, 15, 9):
        perform(apology(dossier, date(2025, 7, 18)), town["giamdoc"])
        perform(supplement(dossier), town["thuly"])
    assert read(dossier).due_at is None
    with at(2025, 7, 17, 9):
        perform(brought(dossier), town["tiepnhan"])
    assert local(read(dossier).due_at) == (2025, 7, 22, 17, 0)


def test_a_withdrawal_ends_it_before_a_decision_and_not_after(town):
    dossier, signed = town.accept(STATUS), town.accept(STATUS)
    perform(WithdrawDossier(dossier=dossier, asked_on=date(2025, 7, 11), reason="Không còn nhu cầu"), town["tiepnhan"])
    over = read(dossier)
    assert (over.state, over.open, over.ended_at is not None) == ("withdrawn", False, True)
    to_leader(town, signed)
    story.advance(town.actors, signed)
    with pytest.raises(Conflict):
        perform(WithdrawDossier(dossier=signed, asked_on=date(2025, 7, 11), reason="Xin rút"), town["tiepnhan"])
    other = town.accept(STATUS)
    with pytest.raises(BadInput):
        perform(WithdrawDossier(dossier=other, asked_on=date(2025, 7, 10), reason="Xin rút"), town["tiepnhan"])


def test_a_refusal_is_a_result_to_hand_over(town):
    dossier = town.accept(STATUS)
    to_leader(town, dossier)
    perform(RejectDossier(dossier=dossier, ground="Điều 3", reason="Không đủ điều kiện"), town["lanhdao"])
    told = read(dossier)
    assert (told.state, told.rejected, told.holder_id, told.step_role) == (
        "ready",
        True,
        town.bodies.centre,
        "return_desk",
    )
    perform(
        ReturnResult(dossier=dossier, receiver="owner", number=town.citizens[0].number, slip=True), town["tiepnhan"]
    )
    assert replay.compare([dossier]) == []


def test_a_stop_can_be_lifted_and_the_time_between_is_given_back(town):
    dossier = town.accept(STATUS)
    perform(StopDossier(dossier=dossier, ground="Điều 4", reason="Tranh chấp"), town["giamdoc"])
    with at(2025, 7, 14, 10):
        perform(ReopenDossier(dossier=dossier, ground="QĐ 5", reason="Hết tranh chấp"), town["giamdoc"])
    assert (read(dossier).state, local(read(dossier).due_at)) == ("processing", (2025, 7, 17, 10, 0))


def test_a_dossier_promised_anew_and_stopped_while_it_waited_has_its_date_again_when_the_stop_is_lifted(town):
    dossier = town.accept(STATUS)
    perform(apology(dossier, date(2025, 7, 22)), town["giamdoc"])
    promised = read(dossier).due_at
    with at(2025, 7, 14, 8):
        perform(SuspendDossier(dossier=dossier, ground="Điều 4", reason="Chờ xác minh"), town["giamdoc"])
    with at(2025, 7, 15, 8):
        perform(StopDossier(dossier=dossier, ground="Điều 4", reason="Tranh chấp"), town["giamdoc"])
    with at(2025, 7, 16, 8):
        perform(ReopenDossier(dossier=dossier, ground="QĐ 5", reason="Hết tranh chấp"), town["giamdoc"])
    # A working day of waiting and a working day in which it was stopped.
    assert (local(promised), local(read(dossier).due_at)) == ((2025, 7, 22, 17, 0), (2025, 7, 24, 17, 0))
    assert read(dossier).step_due_at is not None
    assert replay.compare([dossier]) == []


def test_a_result_handed_over_by_mistake_is_taken_back_on_the_same_day_only(town):
    dossier = town.make_ready(town.accept(EXTRACT))
    perform(
        ReturnResult(dossier=dossier, receiver="owner", number=town.citizens[0].number, slip=True), town["tiepnhan"]
    )
    reopen = ReopenDossier(dossier=dossier, ground="Nhầm", reason="Bấm nhầm hồ sơ")
    with at(2025, 7, 14, 8), pytest.raises(Conflict):
        perform(reopen, town["giamdoc"])
    perform(reopen, town["giamdoc"])
    assert (read(dossier).state, read(dossier).returned_at) == ("ready", None)


def test_the_step_goes_to_another_unit_of_the_commune_only(town):
    dossier = town.accept(STATUS)
    with pytest.raises(NotAllowed):
        perform(HandOff(dossier=dossier, unit=town.bodies.committee, reason="Đúng việc"), town["thuly"])
    with pytest.raises(RuleError):
        perform(HandOff(dossier=dossier, unit=dossier, reason="Đúng việc"), town["giamdoc"])
    perform(HandOff(dossier=dossier, unit=town.bodies.committee, reason="Đúng việc"), town["giamdoc"])
    assert read(dossier).holder_id == town.bodies.committee


def test_another_body_is_asked_with_its_own_clock_and_its_silence_counts_only_after_it(town):
    dossier = town.accept(STATUS)
    asked = perform(
        AskOutside(dossier=dossier, body="VP đăng ký đất đai", answer_by=date(2025, 7, 15), question="Có tranh chấp?"),
        town["thuly"],
    ).ids["consultation"]
    silence = RecordAnswer(dossier=dossier, consultation=UUID(asked), silent=True)
    with pytest.raises(RuleError):
        perform(silence, town["thuly"])
    with at(2025, 7, 16, 9):
        perform(silence, town["thuly"])
        assert [one.silent for one in queries.dossier_page(town["thuly"], dossier).life.questions] == [True]
    assert local(read(dossier).due_at) == (2025, 7, 16, 10, 0), "the dossier's own clock ran on"


def by_post(town: Any, dossier: UUID) -> None:
    row = read(dossier)
    perform(
        CorrectDossier(
            dossier=dossier,
            reason="Đổi cách nhận",
            applicant=row.applicant_id,
            papers=tuple(
                PaperGiven(
                    key=one.key,
                    originals=one.originals,
                    certified=one.certified,
                    photocopies=one.photocopies,
                    waiver=one.waiver,
                )
                for one in DossierPaper.objects.filter(dossier_id=dossier)
            ),
            return_manner="post",
        ),
        town["tiepnhan"],
    )


def test_a_result_goes_by_post_to_whoever_asked_for_it(town):
    dossier = town.make_ready(town.accept(EXTRACT))
    send = SendByPost(dossier=dossier, tracking="rr 123 456 vn", address="Thôn Thử")
    with pytest.raises(Conflict):
        perform(send, town["tiepnhan"])
    by_post(town, dossier)
    with pytest.raises(BadInput):
        perform(SendByPost(dossier=dossier, tracking="?", address="Thôn Thử"), town["tiepnhan"])
    perform(send, town["tiepnhan"])
    assert (read(dossier).state, read(dossier).consignment) == ("returned", "RR123456VN")
    assert replay.compare([dossier]) == []


def test_the_locker_opens_to_the_code_that_only_the_slip_holder_sees(town):
    dossier = town.make_ready(town.accept(EXTRACT))
    perform(PlaceInLocker(dossier=dossier, box="A3"), town["tiepnhan"])
    other = town.make_ready(town.accept(EXTRACT))
    with pytest.raises(RuleError):
        perform(PlaceInLocker(dossier=other, box="A3"), town["tiepnhan"])
    from motcua.dossiers import intake

    seen = following.follow(read(dossier).code, intake.secret_of(town["tiepnhan"], dossier))
    assert (seen.consignment, len(seen.box_code)) == ("A3", 6)
    with pytest.raises(RuleError):
        perform(OpenLocker(dossier=dossier, code="12"), town["tiepnhan"])
    perform(OpenLocker(dossier=dossier, code=seen.box_code), town["tiepnhan"])
    assert (read(dossier).state, read(dossier).consignment) == ("returned", "")
    assert replay.compare([dossier]) == []


def test_whoever_comes_back_with_their_papers_is_received_once(town):
    from motcua.catalogue import packaged, rules
    from motcua.dossiers import applications
    from motcua.dossiers.commands import AcceptDossier, TurnAway

    case = packaged.get(EXTRACT).cases[0]
    lacking = tuple(
        Lacking(key=paper.key, words="Chưa mang") for paper in rules.papers_for(case, "direct") if paper.kind != "note"
    )
    turned = perform(
        TurnAway(
            kind=Application.Kind.SUPPLEMENT,
            procedure=EXTRACT,
            case=case.key,
            applicant=town.citizens[0].id,
            lacking=lacking,
        ),
        town["tiepnhan"],
    ).target
    assert [one.id for one in applications.waiting_of(town["tiepnhan"], town.citizens[0].id)] == [turned]
    again = AcceptDossier(
        procedure=EXTRACT,
        case=case.key,
        applicant=town.citizens[0].id,
        papers=story.papers_of(EXTRACT, case.key),
        application=turned,
    )
    dossier = perform(again, town["tiepnhan"]).target
    assert Application.objects.get(pk=turned).dossier_id == dossier
    assert applications.waiting_of(town["tiepnhan"], town.citizens[0].id) == ()
    entries = Entry.objects.count()
    with pytest.raises(Conflict):
        perform(again, town["tiepnhan"], key="lần nữa")
    assert Entry.objects.count() == entries, "a refusal leaves nothing in the books"
    assert replay.compare([dossier, turned]) == []


def test_five_working_days_from_29_august_skip_the_national_day(town):
    """C21: Friday 29/8/2025 09:00 and five working days end on 9/9, with 1/9 and 2/9 off."""
    with at(2025, 8, 29, 9):
        dossier = town.accept(STATUS)
        perform(ApplyLongerLimit(dossier=dossier, days=5, ground="Điều 1", reason="Xác minh"), town["giamdoc"])
        due = read(dossier).due_at
        assert local(due) == (2025, 9, 9, 9, 0)
        life = queries.dossier_page(town["giamdoc"], dossier).life
    assert local(life.apology_by) == (2025, 9, 8, 9, 0)
    assert due - timedelta(days=1) == life.apology_by
