"""End a delegation of signing before its time."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.errors import Conflict, NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import DelegationRevoked
from motcua.office import policies, stamps
from motcua.office.models import Delegation, Official


class RevokeDelegation(Command, frozen=True, kw_only=True):
    """From today on the delegation given by the target official no longer holds."""

    TARGET = "official"

    official: UUID
    delegation: UUID
    reason: Annotated[str, msgspec.Meta(max_length=200)] = ""


@act(RevokeDelegation, on=Official, verb=N_("Thu hồi ủy quyền"), may=policies.may_delegate)
def revoke_delegation(command: RevokeDelegation, official: Official, context: Context) -> Done[Official]:
    """Refuse what somebody else gave, and what has ended already."""
    row = Delegation.objects.filter(pk=command.delegation, giver__official=official).first()
    if row is None:
        raise NotFound(N_("Không có ủy quyền này."), field="delegation")
    today = clock.today()
    if row.revoked_on is not None or row.valid_to <= today:
        raise Conflict(N_("Ủy quyền này đã hết hiệu lực."))
    row.revoked_on = today
    row.save(update_fields=["revoked_on"])
    stamps.bump()
    return Done(DelegationRevoked(delegation=row.id, revoked_on=today, reason=clean(command.reason)))
