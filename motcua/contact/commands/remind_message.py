"""Remind the readers of a message about which nothing was done within its span."""

from __future__ import annotations

from uuid import UUID

from motcua.contact import policies
from motcua.contact.commands.shared import is_open
from motcua.contact.models import Message
from motcua.kernel.errors import Conflict
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.contact import MessageReminded


class RemindMessage(Command, frozen=True, kw_only=True):
    """Tell the readers of the message again, once."""

    TARGET = "message"

    message: UUID


@act(RemindMessage, on=Message, verb=N_("Nhắc"), may=policies.may_tell, when=is_open)
def remind_message(command: RemindMessage, message: Message, context: Context) -> Done[Message]:
    """Refuse before its time; it is unread for everybody again, and goes out by mail again."""
    if message.remind_at is None or context.at < message.remind_at:
        raise Conflict(N_("Chưa đến lúc nhắc, hoặc đã nhắc."))
    unread = not message.read_marks.exists()
    message.remind_at, message.reminded_at = None, context.at
    message.round, message.told_at = message.round + 1, context.at
    message.read_marks.all().delete()
    return Done(MessageReminded(kind=message.kind, place=message.place_id, unread=unread))
