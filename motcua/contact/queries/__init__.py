"""What contact answers: the inbox of whoever asks, one message with its history, wishes, the outbox."""

from __future__ import annotations

from motcua.contact.queries.inbox import (
    Asked,
    Counts,
    MessagePage,
    MessageRow,
    Moment,
    Show,
    counts,
    listed,
    message,
    unread,
)
from motcua.contact.queries.outbox import LetterRow, OutboxState, letter_offers, letters, state_of
from motcua.contact.queries.wishes import Wishes, wishes_of

__all__ = [
    "Asked",
    "Counts",
    "LetterRow",
    "MessagePage",
    "MessageRow",
    "Moment",
    "OutboxState",
    "Show",
    "Wishes",
    "counts",
    "letter_offers",
    "letters",
    "listed",
    "message",
    "state_of",
    "unread",
    "wishes_of",
]
