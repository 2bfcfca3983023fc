"""The inbox of whoever asks: what their powers at their place let them read, in their own realm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.contact import audience
from motcua.contact.audience import SeatAt
from motcua.contact.models import Message, ReadMark, Seat
from motcua.contact.rules.kinds import KINDS, TELLING, UP_NAMES, Up, Urgency, topic_of
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_, Said, said
from motcua.kernel.worktime.phrases import said_from
from motcua.ledger import queries as ledger
from motcua.ledger.actor import Actor
from motcua.ledger.events.contact import MessageClosed, MessageEscalated, MessagePosted, MessageReminded
from motcua.ledger.prepared import Prepared
from motcua.office.queries import names

PAGE: Final = 50
READERS_MOST: Final = 30


class Show(StrEnum):
    """Which messages are listed; among the open ones, what only tells something waits no more once it has been read."""

    OPEN = "open"
    UNREAD = "unread"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the inbox is wanted: which, of which topic ("": any), after which message of the page before."""

    show: Show = Show.OPEN
    topic: str = ""
    after: UUID | None = None


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message as lists show it; ``closed_why`` is a marked sentence."""

    id: UUID
    kind: str
    topic: str
    subject: UUID
    sentence: Said
    place: UUID
    place_name: str
    urgency: Urgency
    posted_at: datetime
    told_at: datetime
    due: date | None
    level: int
    reminded: bool
    read: bool
    closed_at: datetime | None
    closed_why: str

    @property
    def name(self) -> str:
        """Return the (marked) name of its kind."""
        return KINDS[self.kind].name


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a message's history."""

    at: datetime
    words: Said
    closed: bool = False


@dataclass(frozen=True, slots=True)
class MessagePage:
    """One message: who reads it now by name and title, when the next telling is due, and its history, oldest first."""

    row: MessageRow
    readers: tuple[tuple[str, str, str], ...]
    remind_at: datetime | None
    escalate_at: datetime | None
    history: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many messages of each list."""

    open: int
    unread: int
    all: int


_unread = Prepared(
    lambda seats, powers, realm, account: (
        Seat.objects.filter(
            ~Exists(ReadMark.objects.filter(message=OuterRef("message"), account_id=account)),
            where__in=seats,
            power__in=powers,
            realm=realm,
            open=True,
        )
        .order_by()
        .values_list("message_id")
        .distinct()
    )
)


def unread(actor: Actor) -> int:
    """Return how many open messages wait to be read: one statement by an index, for the head of every page."""
    return _unread.count(audience.seats_of(actor), sorted(actor.powers), str(actor.realm), actor.account)


def visible(actor: Actor) -> QuerySet[Message]:
    """Return the messages an actor may read, open and closed."""
    seats = Seat.objects.filter(where__in=audience.seats_of(actor), power__in=actor.powers, realm=actor.realm)
    return Message.objects.filter(realm=actor.realm, pk__in=seats.values("message"))


def _narrowed(actor: Actor, asked: Asked) -> QuerySet[Message]:
    found = visible(actor)
    mine = ReadMark.objects.filter(account_id=actor.account).values("message")
    if asked.show is not Show.ALL:
        found = found.filter(closed_at__isnull=True)
    if asked.show is Show.OPEN:
        found = found.exclude(kind__in=TELLING, pk__in=mine)
    if asked.show is Show.UNREAD:
        found = found.exclude(pk__in=mine)
    return found.filter(kind__startswith=f"{asked.topic}.") if asked.topic else found


def listed(actor: Actor, asked: Asked) -> tuple[list[MessageRow], bool]:
    """Return a page of the inbox, what was told last first, and whether there is more."""
    found = _narrowed(actor, asked)
    if asked.after is not None:
        last = visible(actor).filter(pk=asked.after).first()
        if last is not None:
            found = found.filter(Q(told_at__lt=last.told_at) | Q(told_at=last.told_at, pk__lt=last.pk))
    rows = list(found.order_by("-told_at", "-pk")[: PAGE + 1])
    return _rows(actor, rows[:PAGE]), len(rows) > PAGE


def counts(actor: Actor, topic: str = "") -> Counts:
    """Return how many messages each list has, of one topic or of all."""
    return Counts(*(_narrowed(actor, Asked(show, topic)).count() for show in Show))


def message(actor: Actor, id_: UUID) -> MessagePage:
    """Return one message; :class:`NotFound` for those the actor may not read."""
    found = visible(actor).filter(pk=id_).first()
    if found is None:
        raise NotFound(N_("Không có thông báo này, hoặc thông báo không gửi cho vị trí của bạn."))
    seats = [SeatAt(where, power) for where, power in found.seats.values_list("where", "power")]
    readers = audience.people_at(seats, found.realm)[:READERS_MOST]
    history = [
        Moment(told.at, words, isinstance(told.event, MessageClosed))
        for told in ledger.stream(id_)
        if (words := _words(told.event))
    ]
    return MessagePage(
        row=_rows(actor, [found])[0],
        readers=tuple((one.name, one.title, one.unit_name) for one in readers),
        remind_at=found.remind_at,
        escalate_at=found.escalate_at,
        history=tuple(history),
    )


def _words(event: object) -> Said | None:
    match event:
        case MessagePosted():
            return said(N_("Báo lần đầu."))
        case MessageReminded(unread=True):
            return said(N_("Nhắc lại: chưa ai đọc."))
        case MessageReminded():
            return said(N_("Nhắc lại: đã có người đọc, việc chưa xong."))
        case MessageEscalated():
            who = said(UP_NAMES[Up(event.to)])
            if not event.seats:
                return said(N_("Đến lúc báo {who}; chưa lập vị trí nào để báo."), who=who)
            return said(N_("Báo thêm {who}."), who=who)
        case MessageClosed():
            return said(event.why)
    return None


def _rows(actor: Actor, found: list[Message]) -> list[MessageRow]:
    read = set(
        ReadMark.objects.filter(account_id=actor.account, message__in=found).values_list("message_id", flat=True)
    )
    named = names.names_of({one.place_id for one in found})
    return [
        MessageRow(
            id=one.id,
            kind=one.kind,
            topic=topic_of(one.kind),
            subject=one.subject,
            sentence=said_from(one.sentence),
            place=one.place_id,
            place_name=named.get(one.place_id, ""),
            urgency=Urgency(one.urgency),
            posted_at=one.posted_at,
            told_at=one.told_at,
            due=one.due,
            level=one.level,
            reminded=one.reminded_at is not None,
            read=one.id in read,
            closed_at=one.closed_at,
            closed_why=one.closed_why,
        )
        for one in found
    ]
