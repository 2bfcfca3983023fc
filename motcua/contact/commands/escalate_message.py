"""Tell the next level of a message about which nothing was done."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.contact import audience, policies
from motcua.contact.commands.shared import calendar_of, is_open, sit
from motcua.contact.models import Message
from motcua.contact.rules import timing
from motcua.contact.rules.kinds import Urgency, next_up
from motcua.kernel.errors import Conflict, RuleError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.contact import MessageEscalated


class EscalateMessage(Command, frozen=True, kw_only=True):
    """Tell the next level, once for each level."""

    TARGET = "message"

    message: UUID


@act(EscalateMessage, on=Message, verb=N_("Báo lên trên"), may=policies.may_tell, when=is_open)
def escalate_message(command: EscalateMessage, message: Message, context: Context) -> Done[Message]:
    """Refuse before its time; the heads, then whoever oversees the place, see the message from now on as unread."""
    up = next_up(message.kind, message.level)
    if up is None or message.escalate_at is None or context.at < message.escalate_at:
        raise Conflict(N_("Chưa đến lúc báo lên trên, hoặc đã báo."))
    message.level += 1
    told = sit(message, audience.next_seats(message.place_id, up), message.level)
    message.escalate_at = _next(message, context.at)
    message.round, message.told_at = message.round + 1, context.at
    message.read_marks.all().delete()
    event = MessageEscalated(
        kind=message.kind,
        place=message.place_id,
        level=message.level,
        to=up,
        seats=told,
        escalate_at=message.escalate_at,
    )
    return Done(event)


def _next(message: Message, at: datetime) -> datetime | None:
    if next_up(message.kind, message.level) is None:
        return None
    calendar = calendar_of(message.place_id)
    try:
        return timing.again(calendar, Urgency(message.urgency), at) if calendar else None
    except RuleError:
        return None
