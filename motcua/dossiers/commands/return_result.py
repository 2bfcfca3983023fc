"""Hand the result to the right person: identity checked, authority shown, never to anybody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from motcua.catalogue import queries as catalogue
from motcua.dossiers import policies, rules
from motcua.dossiers.commands.accept import finish_last
from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.text import clean, same_text
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossiers import ResultReturned
from motcua.parties import queries as parties
from motcua.parties.queries import StandIn, cards
from motcua.parties.rules.words import RELATIONSHIP_NAMES, Matter, Scope

PURPOSE = N_("Trả kết quả")
Receiver = Literal["owner", "submitter", "proxy"]


class ReturnResult(Command, frozen=True, kw_only=True):
    """Hand the result over.

    ``number`` is the number on the card the receiver shows, ``name`` the name on it where it was read. ``receiver`` says
    as whom they collect; a ``proxy`` is somebody recorded to stand in for the applicant, and ``proxy`` is the id of that
    record (:class:`~motcua.parties.commands.proxy.RecordProxy`). ``slip`` tells whether the reception slip was handed
    back (if lost, showing the card is enough: NĐ 118/2025 Đ6).
    """

    TARGET = "dossier"

    dossier: UUID
    receiver: Receiver
    number: str
    slip: bool
    name: str = ""
    proxy: UUID | None = None
    manner: str = "desk"


@dataclass(frozen=True, slots=True)
class Received:
    """Who takes the result, and under which authority, in words that name nobody: the event keeps them for good."""

    name: str
    authority: str = ""


def is_ready(dossier: Dossier) -> Said | None:
    """Only a result that is there can be handed over, and once."""
    if not dossier.open:
        return said(N_("Kết quả đã trả."))
    if dossier.state != Dossier.State.READY:
        return said(N_("Hồ sơ chưa có kết quả."))
    return None


@act(ReturnResult, on=Dossier, verb=N_("Trả kết quả"), may=policies.may_return, when=is_ready, order=10)
def return_result(command: ReturnResult, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Check who is collecting, then close the dossier. A mismatch blocks."""
    if command.manner not in rules.RETURN_MANNERS:
        raise BadInput(N_("Cách trả kết quả không đúng."), field="manner")
    received = _identified(command, dossier, context)
    finish_last(dossier, context)
    dossier.state, dossier.open, dossier.returned_at = Dossier.State.RETURNED, False, context.at
    return Done(
        ResultReturned(
            applicant=dossier.applicant_id,
            capacity=command.receiver,
            manner=command.manner,
            identity="number",
            authority=received.authority,
            slip_handed_back=command.slip,
            receiver_name=received.name,
            receiver_number=command.number.strip(),
        )
    )


def _identified(command: ReturnResult, dossier: Dossier, context: Context) -> Received:
    """Return who receives after checking the card shown and the authority; :class:`RuleError` when one does not fit."""
    if not "".join(command.number.split()):
        raise BadInput(N_("Quét hoặc nhập số giấy tờ của người nhận."), field="number")
    if command.receiver == "owner":
        _check_card(command, dossier.applicant_id, dossier.applicant_name, N_("đứng tên"))
        return Received(dossier.applicant_name)
    held = parties.stand_ins(
        dossier.applicant_id,
        context.actor,
        PURPOSE,
        scope=Scope.COLLECT,
        matter=matter_of(dossier),
        on=clock.local(context.at).date(),
    )
    return _proxy(command, held) if command.receiver == "proxy" else _submitter(command, dossier, held)


def _proxy(command: ReturnResult, held: Sequence[StandIn]) -> Received:
    """Return the proxy the official named; :class:`RuleError` when the authority does not hold or the card differs."""
    if command.proxy is None:
        raise RuleError(
            N_("Người nhận thay phải có ủy quyền hoặc quan hệ được nhận thay, ghi trong sổ."), field="receiver"
        )
    found = next((one for one in held if one.id == command.proxy), None)
    if found is None:
        raise RuleError(N_("Ủy quyền này không phải của chủ hồ sơ."), field="receiver")
    if found.refusal is not None:
        raise RuleError(found.refusal.sentence, field="receiver", **found.refusal.values)
    _check_card(command, found.person, found.person_name, N_("được nhận thay"))
    return Received(found.person_name, _authority(found))


def _submitter(command: ReturnResult, dossier: Dossier, held: Sequence[StandIn]) -> Received:
    """Return whoever handed the dossier in: by an authority on record if there is one, else as they handed it in."""
    if dossier.submitter_id is None:
        raise RuleError(N_("Hồ sơ không có người nộp thay."), field="receiver")
    _check_card(command, dossier.submitter_id, dossier.submitter_name, N_("nộp"))
    same = parties.same_person(dossier.submitter_id)
    own = [one for one in held if one.person in same]
    valid = next((one for one in own if one.refusal is None), None)
    if valid is not None:
        return Received(dossier.submitter_name, _authority(valid))
    refusal = own[0].refusal if own else None
    if refusal is not None:
        raise RuleError(refusal.sentence, field="receiver", **refusal.values)
    return Received(dossier.submitter_name, rules.CAPACITIES.get(dossier.capacity, ""))


def _check_card(command: ReturnResult, person: UUID, name: str, capacity: str) -> None:
    if not cards.has_number(person, "".join(command.number.split())):
        raise RuleError(
            N_("Số giấy tờ không khớp với người {capacity} của hồ sơ. Không trả kết quả; xin kiểm tra lại giấy tờ."),
            field="number",
            capacity=capacity,
        )
    if command.name and not same_text(command.name, name):
        raise RuleError(N_("Họ tên trên giấy tờ không khớp với hồ sơ."), field="name")


def _authority(held: StandIn) -> str:
    """Return the authority as receipt and history name it: the paper, or the relationship where none is asked for."""
    paper = held.paper or RELATIONSHIP_NAMES[held.relationship]
    certified = ", đã chứng thực" if held.certified else ""
    until = f", có giá trị đến {held.valid_to:%d/%m/%Y}" if held.valid_to else ""
    return f"{clean(paper, 200)}{certified}{until}"


def matter_of(dossier: Dossier) -> Matter:
    """Return what standing in for the applicant of ``dossier`` is in the eyes of the law."""
    facts = catalogue.version(dossier.procedure_version_id).facts
    return rules.matter_of(dossier.procedure_code, facts.field)
