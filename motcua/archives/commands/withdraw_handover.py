"""Give up a handover before anybody signed."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.archives import policies
from motcua.archives.commands.receive_handover import is_unsigned
from motcua.archives.models import Handover
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.archives import HandoverWithdrawn


class WithdrawHandover(Command, frozen=True, kw_only=True):
    """Do not hand the fonds over after all, for ``reason``."""

    TARGET = "handover"

    handover: UUID
    reason: Annotated[str, msgspec.Meta(max_length=500)]


@act(WithdrawHandover, on=Handover, verb=N_("Rút bàn giao"), may=policies.may_give, when=is_unsigned, order=60)
def withdraw(command: WithdrawHandover, handover: Handover, context: Context) -> Done[Handover]:
    """Refuse it without a reason."""
    reason = clean(command.reason)
    if not reason:
        raise BadInput(N_("Ghi lý do rút bàn giao."), field="reason")
    handover.state = Handover.State.WITHDRAWN
    return Done(HandoverWithdrawn(reason=reason))
