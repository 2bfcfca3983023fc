"""Close an inventory while its handover is being signed, and open it again after a refusal."""

from __future__ import annotations

from uuid import UUID

from motcua.archives import policies
from motcua.archives.models import Fonds
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.archives import FondsLocked


class LockFonds(Command, frozen=True, kw_only=True):
    """Lock the inventory for ``handover``, or unlock it: what was signed must stay what it was."""

    TARGET = "fonds"

    fonds: UUID
    handover: UUID
    locked: bool


@act(LockFonds, on=Fonds, verb=N_("Khóa mục lục"), may=policies.may_pass)
def lock(command: LockFonds, fonds: Fonds, context: Context) -> Done[Fonds]:
    """Write down for which handover."""
    fonds.locked = command.handover if command.locked else None
    return Done(FondsLocked(handover=command.handover, locked=command.locked))
