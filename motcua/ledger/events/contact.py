"""Events of contact: what staff were told and asked to do, reminded of, who was told above, what each wants by mail.

No personal data: a message says what waits, not whose it is; readers follow from the powers they hold.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class SeatTold(msgspec.Struct, frozen=True, kw_only=True):
    """Whoever holds ``power`` at the place or unit ``seat`` is told."""

    seat: UUID
    power: str


class MessagePosted(Event, frozen=True, kw_only=True):
    """Staff were told something: what about, in which (stored) sentence, how urgent, who is told, by when, by which entry."""

    NAME = "contact.message_posted"
    STREAM = "message"

    kind: str
    subject: UUID
    period: str
    place: UUID
    urgency: str
    sentence: dict[str, Any]
    seats: list[SeatTold]
    due: date | None
    entry: UUID | None
    remind_at: datetime | None
    escalate_at: datetime | None


class MessageReminded(Event, frozen=True, kw_only=True):
    """Nothing was done about a message within its span: its readers were told again."""

    NAME = "contact.message_reminded"
    STREAM = "message"

    kind: str
    place: UUID
    unread: bool


class MessageEscalated(Event, frozen=True, kw_only=True):
    """Nothing was done about a message though it had been reminded of: it was told one level up."""

    NAME = "contact.message_escalated"
    STREAM = "message"

    kind: str
    place: UUID
    level: int
    to: str
    seats: list[SeatTold]
    escalate_at: datetime | None


class MessageClosed(Event, frozen=True, kw_only=True):
    """What a message asked for came to an end: why, and by which entry of the books (none: nothing more is wanted)."""

    NAME = "contact.message_closed"
    STREAM = "message"

    kind: str
    place: UUID
    why: str
    entry: UUID | None


class MailWishesSet(Event, frozen=True, kw_only=True):
    """Somebody said what they want by mail: urgent messages and the others, each at once, once a day or never."""

    NAME = "contact.mail_wishes_set"
    STREAM = "mail_wishes"

    account: UUID
    urgent: str
    others: str


class LetterSentAgain(Event, frozen=True, kw_only=True):
    """A letter that could not be delivered was put back into the outbox to be tried anew."""

    NAME = "contact.letter_sent_again"
    STREAM = "letter"

    place: UUID
    attempts: int


class LetterDropped(Event, frozen=True, kw_only=True):
    """A letter that could not be delivered is not tried any more."""

    NAME = "contact.letter_dropped"
    STREAM = "letter"

    place: UUID
    attempts: int
