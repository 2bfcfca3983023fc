"""From the counter to the returned result: every step by whom it falls to, and by nobody else."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from motcua.config.demo.dossiers import FROM_SYSTEM
from motcua.dossiers import queries, slips
from motcua.dossiers.commands import (
    ApproveDossier,
    AssignDossier,
    CloseDay,
    CompleteStep,
    CorrectDossier,
    EnterProvincialCode,
    EnterSpecialisedResult,
    ReissueSlip,
    ReturnResult,
    SealResult,
    SendBack,
)
from motcua.dossiers.models import Day, Dossier, StepRun
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, RuleError
from motcua.ledger import replay, sealing
from motcua.ledger.events.dossiers import ResultReturned
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.ledger.queries import stream
from motcua.ledger.verify import verify
from motcua.parties.commands.proxy import RecordProxy, RevokeProxy
from motcua.parties.rules.words import Matter, Relationship, Scope

BIRTH, EXTRACT, MARRIAGE = "1.001193", "2.000635", "1.000894"


def reload(dossier_id) -> Dossier:
    return Dossier.objects.get(pk=dossier_id)


def test_the_whole_life_of_a_birth_registration(town):
    dossier = town.accept(BIRTH)
    perform(CompleteStep(dossier=dossier, opinion="Hồ sơ đủ, đúng"), town["thuly"])
    perform(EnterSpecialisedResult(dossier=dossier, taken_back=FROM_SYSTEM), town["thuly"])
    assert reload(dossier).holder_id == town.bodies.committee
    perform(ApproveDossier(dossier=dossier), town["lanhdao"])
    perform(SealResult(dossier=dossier), town["vanthu"])
    ready = reload(dossier)
    assert (ready.state, ready.holder_id, ready.ready_at is not None) == ("ready", town.bodies.centre, True)
    perform(
        ReturnResult(dossier=dossier, receiver="owner", number=town.citizens[0].number, slip=True), town["tiepnhan"]
    )
    closed = reload(dossier)
    assert (closed.state, closed.open) == ("returned", False)
    assert all(step.finished_at for step in StepRun.objects.filter(dossier=closed))
    sealing.seal_all()
    assert verify().faults == []
    assert replay.compare([dossier]) == []


def test_the_control_slip_begins_with_the_counter_and_follows_every_hand_over(town):
    dossier = town.accept(BIRTH)
    centre, committee = "Trung tâm Phục vụ hành chính công xã Phụng Công", "Ủy ban nhân dân xã Phụng Công"
    office = "Văn phòng HĐND và UBND xã Phụng Công"

    def rows():
        moves = slips.control_slip(town["tiepnhan"], dossier).moves
        return [(move.giver, move.giver_name, move.taker) for move in moves]

    assert rows() == [(centre, "Lê Thử Nhận", office)]
    assert slips.control_slip(town["tiepnhan"], dossier).moves[0].at == reload(dossier).received_at
    perform(CompleteStep(dossier=dossier), town["thuly"])
    perform(EnterSpecialisedResult(dossier=dossier, taken_back=FROM_SYSTEM), town["thuly"])
    assert rows()[1:] == [(office, "Hoàng Thử Lý", office), (office, "Hoàng Thử Lý", committee)]
    perform(SendBack(dossier=dossier, reason="Thiếu"), town["lanhdao"])
    assert rows()[3:] == [(committee, "Vũ Thử Duyệt", office)]


def test_history_names_who_and_what_in_order(town):
    dossier = town.accept(BIRTH)
    perform(CompleteStep(dossier=dossier, opinion="Đúng"), town["thuly"])
    lines = queries.dossier_page(town["thuly"], dossier).history
    assert [(line.who, line.words) for line in lines] == [("Lê Thử Nhận", ""), ("Hoàng Thử Lý", "Đúng")]


@pytest.mark.parametrize("who", ["tiepnhan", "kinhte", "lanhdao", "vanthu", "giamdoc", "quantri", "congan"])
def test_a_step_is_worked_only_by_the_unit_that_holds_it(town, who):
    dossier = town.accept(BIRTH)
    with pytest.raises(NotAllowed):
        perform(CompleteStep(dossier=dossier), town[who])
    assert reload(dossier).step == 1


def test_signing_needs_the_second_factor(town):
    dossier = town.accept(BIRTH)
    perform(CompleteStep(dossier=dossier), town["thuly"])
    perform(EnterSpecialisedResult(dossier=dossier, taken_back=FROM_SYSTEM), town["thuly"])
    from dataclasses import replace

    with pytest.raises(NotAllowed):
        perform(ApproveDossier(dossier=dossier), replace(town["lanhdao"], verified=False))


def test_a_step_is_done_once(town):
    dossier = town.accept(BIRTH)
    perform(CompleteStep(dossier=dossier), town["thuly"], key="nhấp đúp")
    perform(CompleteStep(dossier=dossier), town["thuly"], key="nhấp đúp")
    assert reload(dossier).step == 2


def test_no_result_without_what_the_other_system_gives_back(town):
    dossier = town.accept(BIRTH)
    perform(CompleteStep(dossier=dossier), town["thuly"])
    with pytest.raises(RuleError) as refused:
        perform(EnterSpecialisedResult(dossier=dossier, taken_back={"Số": "1"}), town["thuly"])
    assert "Số định danh cá nhân" in str(refused.value)
    with pytest.raises(BadInput):
        perform(EnterSpecialisedResult(dossier=dossier, taken_back={**FROM_SYSTEM, "Bí mật": "x"}), town["thuly"])


def test_acts_out_of_order_are_conflicts(town):
    dossier = town.accept(BIRTH)
    with pytest.raises((Conflict, NotAllowed)):
        perform(ApproveDossier(dossier=dossier), town["lanhdao"])
    with pytest.raises(Conflict):
        perform(
            ReturnResult(dossier=dossier, receiver="owner", number=town.citizens[0].number, slip=True), town["tiepnhan"]
        )


def test_sending_back_needs_a_reason_and_keeps_the_history(town):
    dossier = town.accept(BIRTH)
    perform(CompleteStep(dossier=dossier), town["thuly"])
    with pytest.raises(BadInput):
        perform(SendBack(dossier=dossier, reason=" "), town["thuly"])
    perform(SendBack(dossier=dossier, reason="Thiếu chữ ký trên tờ khai"), town["thuly"])
    assert reload(dossier).step == 1
    assert len(stream(dossier)) == 3
    assert replay.compare([dossier]) == []


def test_taken_work_is_not_worked_by_another(town):
    dossier = town.accept(BIRTH)
    perform(AssignDossier(dossier=dossier), town["thuly"])
    assert reload(dossier).official_name == "Hoàng Thử Lý"
    with pytest.raises(NotAllowed):
        perform(AssignDossier(dossier=dossier, official=town["kinhte"].official), town["thuly"])


class TestReturningTheResult:
    """The result never goes to the wrong person."""

    def give(self, town, dossier, **changed):
        values = {"receiver": "owner", "number": town.citizens[0].number, "slip": True, **changed}
        return perform(ReturnResult(dossier=dossier, **values), town["tiepnhan"])

    @pytest.mark.parametrize(
        ("changed", "error"),
        [
            ({"number": "033088000022"}, RuleError),  # somebody else's card
            ({"number": ""}, BadInput),
            ({"name": "Công Dân Khác"}, RuleError),
            ({"receiver": "submitter"}, RuleError),
            ({"receiver": "proxy", "number": "033088000022"}, RuleError),  # no authority on record
            ({"receiver": "stranger"}, BadInput),
            ({"manner": "ném qua cửa sổ"}, BadInput),
        ],
    )
    def test_a_mismatch_blocks(self, town, changed, error):
        dossier = town.accept(BIRTH)
        town.make_ready(dossier)
        with pytest.raises(error):
            self.give(town, dossier, **changed)
        assert reload(dossier).open

    def authorise(self, town, **changed):
        values = {
            "principal": town.citizens[0].id,
            "person": town.citizens[1].id,
            "relationship": Relationship.SPOUSE,
            "paper": "Giấy ủy quyền số 1, ngày 10/07/2025",
            **changed,
        }
        return UUID(perform(RecordProxy(**values), town["tiepnhan"]).ids["proxy"])

    def test_a_proxy_on_record_collects_and_is_named_with_the_authority(self, town):
        dossier = town.make_ready(town.accept(EXTRACT))
        proxy = self.authorise(town, scope=Scope.COLLECT, valid_to=date(2025, 7, 11))
        self.give(town, dossier, receiver="proxy", number="033088000022", proxy=proxy)
        event = stream(dossier)[-1].event
        assert isinstance(event, ResultReturned)
        assert (event.receiver_name, event.capacity) == ("Công Dân Thử Hai", "proxy")
        assert event.authority == "Giấy ủy quyền số 1, ngày 10/07/2025, có giá trị đến 11/07/2025"
        told = str(queries.dossier_page(town["tiepnhan"], dossier).history[-1].what)
        assert "Công Dân Thử Hai" in told
        assert "Giấy ủy quyền số 1" in told
        receipt = slips.return_receipt(town["tiepnhan"], dossier)
        assert (receipt.receiver, receipt.receiver_capacity) == ("Công Dân Thử Hai", "Người được ủy quyền")
        assert receipt.note == event.authority

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"valid_from": date(2025, 7, 1), "valid_to": date(2025, 7, 10)}, "hết hạn"),
            ({"valid_from": date(2025, 7, 12)}, "có hiệu lực từ"),
            ({"scope": Scope.FILE}, "không gồm việc đang làm"),
            ({"matter": Matter.HOUSEHOLD_BUSINESS}, "cho việc khác"),
            # Civil status asks for a certified paper of whoever is no close kin; "any matter" does not lift that.
            ({"relationship": Relationship.NONE}, "phải được chứng thực"),
        ],
    )
    def test_an_authority_that_does_not_hold_hands_over_nothing(self, town, changed, words):
        dossier = town.make_ready(town.accept(EXTRACT))
        proxy = self.authorise(town, **changed)
        with pytest.raises(RuleError, match=words):
            self.give(town, dossier, receiver="proxy", number="033088000022", proxy=proxy)
        assert reload(dossier).open

    def test_an_authority_taken_back_hands_over_nothing(self, town):
        dossier = town.make_ready(town.accept(EXTRACT))
        proxy = self.authorise(town)
        perform(RevokeProxy(principal=town.citizens[0].id, proxy=proxy, reason="Thử"), town["tiepnhan"])
        with pytest.raises(RuleError, match="đã bị hủy"):
            self.give(town, dossier, receiver="proxy", number="033088000022", proxy=proxy)
        assert reload(dossier).open

    @pytest.mark.parametrize("whose", ["somebody else's card", "somebody else's authority"])
    def test_the_card_and_the_authority_belong_to_who_collects_and_to_the_owner(self, town, whose):
        dossier = town.make_ready(town.accept(EXTRACT))
        card = whose == "somebody else's card"
        proxy = self.authorise(town) if card else self.authorise(town, principal=town.citizens[2].id)
        with pytest.raises(RuleError):
            self.give(town, dossier, receiver="proxy", number="033195000033" if card else "033088000022", proxy=proxy)
        assert reload(dossier).open

    def test_a_marriage_certificate_is_for_the_couple_alone(self, town):
        dossier = town.make_ready(town.accept(MARRIAGE))
        proxy = self.authorise(town)
        with pytest.raises(RuleError, match="phải có mặt các bên"):
            self.give(town, dossier, receiver="proxy", number="033088000022", proxy=proxy)

    def test_it_is_returned_once(self, town):
        dossier = town.accept(BIRTH)
        town.make_ready(dossier)
        self.give(town, dossier)
        with pytest.raises(Conflict):
            self.give(town, dossier)


class TestCorrecting:
    """A wrong person or a typing error, put right with trace."""

    def correct(self, town, dossier, **changed):
        values = {"reason": "Nhập nhầm người", "applicant": town.citizens[1].id, **changed}
        return perform(CorrectDossier(dossier=dossier, **values), town["tiepnhan"])

    def test_the_wrong_person_is_replaced_and_the_slip_reissued(self, town):
        dossier = town.accept(BIRTH)
        before = reload(dossier)
        outcome = self.correct(town, dossier)
        after = reload(dossier)
        assert (after.applicant_id, after.issue, outcome.ids) == (town.citizens[1].id, 2, {"issue": 2})
        assert (after.due_at, after.received_at, after.code) == (before.due_at, before.received_at, before.code)
        assert str(before.applicant_id) in Entry.objects.filter(stream_id=dossier).order_by("-version")[0].payload
        assert replay.compare([dossier]) == []

    def test_nothing_changed_is_refused(self, town):
        dossier = town.accept(BIRTH)
        row = reload(dossier)
        with pytest.raises(RuleError):
            self.correct(town, dossier, applicant=row.applicant_id, about=row.about)

    def test_a_reason_is_needed(self, town):
        dossier = town.accept(BIRTH)
        with pytest.raises(BadInput):
            self.correct(town, dossier, reason="")
        with pytest.raises(BadInput):
            perform(ReissueSlip(dossier=dossier, reason="  "), town["tiepnhan"])

    def test_a_lost_slip_is_reissued(self, town):
        dossier = town.accept(BIRTH)
        assert perform(ReissueSlip(dossier=dossier, reason="Mất giấy, đã xem căn cước"), town["tiepnhan"]).ids == {
            "issue": 2
        }

    def test_others_may_not(self, town):
        dossier = town.accept(BIRTH)
        with pytest.raises(NotAllowed):
            perform(ReissueSlip(dossier=dossier, reason="x"), town["thuly"])


class TestClosingTheDay:
    """Nothing may be left that was not entered in the province's system."""

    def close(self, town):
        return perform(CloseDay(unit=town.bodies.centre, day=town.at.date()), town["giamdoc"])

    def test_the_counts_are_kept(self, town):
        town.accept(BIRTH)
        self.close(town)
        assert Day.objects.get().received == 1

    def test_a_day_is_closed_once(self, town):
        self.close(town)
        with pytest.raises(Conflict):
            self.close(town)

    def test_dossiers_not_entered_upward_hold_the_day_open(self, town):
        town.work_beside_the_province()
        dossier = town.accept(BIRTH)
        with pytest.raises(RuleError):
            self.close(town)
        perform(EnterProvincialCode(dossier=dossier, code="000.00.04.H33-250711-0001"), town["tiepnhan"])
        self.close(town)
        assert Day.objects.count() == 1


def test_what_an_official_wrote_is_refused_when_too_long_never_kept_by_half(town):
    dossier, many = town.accept(BIRTH), "x" * 1_001
    before = Entry.objects.count()
    thuly, counter = town["thuly"], town["tiepnhan"]
    for command, actor in (
        (CompleteStep(dossier=dossier, opinion=many), thuly),
        (CorrectDossier(dossier=dossier, reason="x" * 301, applicant=town.citizens[1].id), counter),
        (CorrectDossier(dossier=dossier, reason="x", applicant=town.citizens[0].id, about="x" * 501), counter),
        (ReissueSlip(dossier=dossier, reason="x" * 301), counter),
        (CloseDay(unit=town.bodies.centre, day=date(2025, 7, 11), note="x" * 501), counter),
    ):
        with pytest.raises(BadInput):
            perform(command, actor)
    perform(CompleteStep(dossier=dossier, opinion="x" * 1_000), thuly)
    with pytest.raises(BadInput):
        perform(SendBack(dossier=dossier, reason=many), thuly)
    assert Entry.objects.count() == before + 1
