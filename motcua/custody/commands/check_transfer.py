"""The receiver looks at each asset of a handover."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.custody import entering, policies
from motcua.custody.commands.propose_transfer import LINES_MOST, told
from motcua.custody.models import Transfer, TransferLine
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.custody import TransferChecked


class Verdict(StrEnum):
    """What the receiver says of an asset."""

    ACCEPTED = "accepted"
    DIFFERS = "differs"


class Checked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line: accepted as it is said to be, or differing, and then in which way."""

    line: UUID
    verdict: Verdict
    words: str = ""


class CheckTransfer(Command, frozen=True, kw_only=True):
    """The receiver's word on every asset of the handover; may be given again until somebody has signed."""

    TARGET = "transfer"

    transfer: UUID
    lines: Annotated[list[Checked], msgspec.Meta(max_length=LINES_MOST)]


def is_unsigned(transfer: Transfer) -> Said | None:
    """The check may be changed until the first signature stands under it."""
    if transfer.state not in {Transfer.State.PROPOSED, Transfer.State.CHECKED}:
        return said(N_("Biên bản này đã kết thúc."))
    if transfer.giver_signer or transfer.receiver_signer:
        return said(N_("Đã có chữ ký trên biên bản; muốn sửa phải từ chối và lập lại."))
    return None


@act(CheckTransfer, on=Transfer, verb=N_("Kiểm nhận"), may=policies.may_check, when=is_unsigned, order=10)
def check_transfer(command: CheckTransfer, transfer: Transfer, context: Context) -> Done[Transfer]:
    """Refuse while a line is unanswered, a difference has no words, or the giver checks for the receiver."""
    if transfer.proposed_by == context.actor.account:
        raise RuleError(N_("Người lập biên bản không tự kiểm nhận; phải có người của bên nhận."))
    answers = {answer.line: answer for answer in command.lines}
    lines = list(transfer.lines.order_by("ordinal"))
    if set(answers) != {line.id for line in lines} or len(answers) != len(command.lines):
        raise BadInput(N_("Phải kiểm nhận từng tài sản trong biên bản, không bỏ sót."), field="lines")
    for line in lines:
        answer = answers[line.id]
        line.verdict = answer.verdict.value
        line.words = entering.text(answer.words, f"words-{line.ordinal}", 300)
        if answer.verdict is Verdict.DIFFERS and not line.words:
            raise BadInput(N_("Ghi rõ {code} khác thế nào."), field=f"words-{line.ordinal}", code=line.code)
    TransferLine.objects.bulk_update(lines, ["verdict", "words"])
    transfer.state, transfer.checked_by = Transfer.State.CHECKED, context.actor.account
    return Done(TransferChecked(lines=told(lines)))
