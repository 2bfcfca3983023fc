"""Confirm a time limit: from then on the centre may print due dates from it."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

import msgspec

from motcua.catalogue import policies
from motcua.catalogue.facts import Channel, Limit
from motcua.catalogue.models import Posting
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events import canonical
from motcua.ledger.events.catalogue import LimitConfirmed
from motcua.office import stamps

VALUE_MOST = 365


class ConfirmLimit(Command, frozen=True, kw_only=True):
    """Confirm the limit of a posted procedure for a channel and case (``None``: all) on the ground of a legal text."""

    TARGET = "posting"

    posting: UUID
    kind: Literal["working_days", "working_hours", "calendar_days", "same_day"]
    ground: str
    value: int | None = None
    cutoff: str | None = None
    channel: Channel | None = None
    case: str | None = None


@act(ConfirmLimit, on=Posting, verb=N_("Xác nhận thời hạn"), may=policies.may_confirm, order=30)
def confirm_limit(command: ConfirmLimit, posting: Posting, context: Context) -> Done[Posting]:
    """Keep the limit with its ground; a later confirmation for the same channel and case takes its place."""
    if not command.ground.strip():
        raise BadInput(N_("Xin ghi căn cứ của thời hạn (số văn bản, điều, khoản)."), field="ground")
    if command.kind != "same_day" and not (command.value and 1 <= command.value <= VALUE_MOST):
        raise BadInput(N_("Thời hạn phải từ 1 đến {most}."), field="value", most=VALUE_MOST)
    limit = Limit(
        kind=command.kind,
        trust="confirmed",
        channel=command.channel,
        case=command.case,
        value=None if command.kind == "same_day" else command.value,
        cutoff=command.cutoff,
        ground=command.ground.strip(),
    )
    kept = msgspec.json.decode(posting.confirmed, type=list[Limit])
    kept = [known for known in kept if (known.channel, known.case) != (limit.channel, limit.case)]
    stamps.bump()
    posting.confirmed = canonical(msgspec.to_builtins([*kept, limit]))
    return Done(
        LimitConfirmed(
            unit=posting.unit_id,
            procedure=posting.procedure_id,
            channel=command.channel or "",
            case=command.case or "",
            kind=command.kind,
            value=limit.value,
            ground=limit.ground or "",
        )
    )
