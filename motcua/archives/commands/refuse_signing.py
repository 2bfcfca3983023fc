"""Refuse to sign the minutes: for a reason, and then they are made anew."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.archives import policies
from motcua.archives.commands.receive_handover import unmake
from motcua.archives.commands.sign_minutes import is_to_sign
from motcua.archives.models import Handover, HandoverSignature
from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.archives import SigningRefused


class RefuseSigning(Command, frozen=True, kw_only=True):
    """Do not sign these minutes. A signature of the other side is void; it stays in the history."""

    TARGET = "handover"

    handover: UUID
    reason: Annotated[str, msgspec.Meta(max_length=1000)]


@act(RefuseSigning, on=Handover, verb=N_("Từ chối ký"), may=policies.may_sign, when=is_to_sign, order=30)
def refuse(command: RefuseSigning, handover: Handover, context: Context) -> Done[Handover]:
    """Begin another round; the inventory opens again."""
    reason, side = clean(command.reason, lines=True), policies.side_of(context.actor, handover)
    if not reason:
        raise BadInput(N_("Ghi lý do từ chối ký."), field="reason")
    given = HandoverSignature.objects.filter(handover=handover, round=handover.round)
    if side is None or given.filter(side=side.value).exists():
        raise Conflict(N_("Bên của bạn đã ký biên bản này."))
    event = SigningRefused(
        handover=handover.id,
        fonds=handover.fonds_id,
        side=side.value,
        reason=reason,
        round=handover.round,
        voided=given.count(),
        minutes=handover.minutes_sha256,
    )
    handover.round += 1
    handover.refused_reason, handover.refused_by = reason, f"{context.actor.name}, {context.actor.post_title}"[:200]
    unmake(handover)
    return Done(event)
