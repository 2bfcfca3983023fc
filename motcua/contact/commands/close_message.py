"""End a message: what it asked for was done, or is wanted no more."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.contact import policies
from motcua.contact.commands.shared import is_open
from motcua.contact.models import Message
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.contact import MessageClosed


class CloseMessage(Command, frozen=True, kw_only=True):
    """End the message; ``why`` is a marked sentence, ``entry`` and ``at`` the entry that ended the matter."""

    TARGET = "message"

    message: UUID
    why: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    entry: UUID | None = None
    at: datetime | None = None


@act(CloseMessage, on=Message, verb=N_("Khép"), may=policies.may_tell, when=is_open)
def close_message(command: CloseMessage, message: Message, context: Context) -> Done[Message]:
    """Nobody is reminded any more; it leaves what is open for everybody at once."""
    message.closed_at, message.closed_why = command.at or context.at, command.why
    message.remind_at = message.escalate_at = None
    message.seats.update(open=False)
    return Done(MessageClosed(kind=message.kind, place=message.place_id, why=command.why, entry=command.entry))
