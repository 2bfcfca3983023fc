"""Hand the result to the right person: identity checked, authority shown, never to anybody else."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from motcua.dossiers import policies, rules
from motcua.dossiers.models import Dossier, StepRun
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.text import clean, same_text
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossiers import ResultReturned
from motcua.parties.queries import cards as parties

Receiver = Literal["owner", "submitter", "proxy"]


class ReturnResult(Command, frozen=True, kw_only=True):
    """Hand the result over.

    ``number`` is the number on the card the receiver shows. ``receiver`` says as whom they collect; a ``proxy`` is
    somebody else, with the paper that lets them (``authority``) and a name. ``slip`` tells whether the reception slip
    was handed back (if lost, showing the card is enough: NĐ 118/2025 Đ6).
    """

    TARGET = "dossier"

    dossier: UUID
    receiver: Receiver
    number: str
    slip: bool
    name: str = ""
    authority: str = ""
    manner: str = "desk"


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
    name = _identified(command, dossier)
    StepRun.objects.filter(dossier=dossier, ordinal=dossier.step).update(
        finished_at=context.at, official_name=context.actor.name
    )
    dossier.state, dossier.open, dossier.returned_at = Dossier.State.RETURNED, False, context.at
    return Done(
        ResultReturned(
            applicant=dossier.applicant_id,
            capacity=command.receiver,
            manner=command.manner,
            identity="number",
            authority=clean(command.authority, 300),
            slip_handed_back=command.slip,
            receiver_name=name,
            receiver_number=command.number.strip(),
        )
    )


def _identified(command: ReturnResult, dossier: Dossier) -> str:
    """Return the receiver's name after checking the number on the card shown; :class:`RuleError` on a mismatch."""
    number = "".join(command.number.split())
    if not number:
        raise BadInput(N_("Quét hoặc nhập số giấy tờ của người nhận."), field="number")
    if command.receiver == "proxy":
        name = clean(command.name, 200)
        if not name:
            raise BadInput(N_("Xin nhập họ tên người nhận thay."), field="name")
        if not clean(command.authority, 300):
            raise RuleError(
                N_("Người nhận thay phải có giấy ủy quyền hoặc quan hệ được nhận thay. Xin ghi giấy tờ chứng minh."),
                field="authority",
            )
        return name
    person = dossier.applicant_id if command.receiver == "owner" else dossier.submitter_id
    expected = dossier.applicant_name if command.receiver == "owner" else dossier.submitter_name
    if person is None:
        raise RuleError(N_("Hồ sơ không có người nộp thay."), field="receiver")
    if not parties.has_number(person, number):
        raise RuleError(
            N_("Số giấy tờ không khớp với người {capacity} của hồ sơ. Không trả kết quả; xin kiểm tra lại giấy tờ."),
            field="number",
            capacity=N_("đứng tên") if command.receiver == "owner" else N_("nộp"),
        )
    if command.name and not same_text(command.name, expected):
        raise RuleError(N_("Họ tên trên giấy tờ không khớp với hồ sơ."), field="name")
    return expected
