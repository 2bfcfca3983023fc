"""Let the inbox hear what the books hold, as the work process would: each entry once, in order."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

from motcua.contact import duties, queries, reactions
from motcua.contact.commands import PostMessage, SeatWish
from motcua.contact.models import Message
from motcua.contact.queries import Asked, Show
from motcua.contact.rules import heard
from motcua.contact.rules.kinds import Urgency
from motcua.kernel import clock
from motcua.kernel.ids import new_id
from motcua.kernel.words import said
from motcua.kernel.worktime.phrases import stored_said
from motcua.ledger import feed
from motcua.ledger.actor import Actor, system
from motcua.ledger.events import Event
from motcua.ledger.models import Entry, Reader
from motcua.ledger.perform import perform

NAMES = [event.NAME for event in heard.EVENTS]
ORDER = system("Lệnh thử")


def listen() -> int:
    """Hear every entry not heard yet; return how many."""
    reader, _ = Reader.objects.get_or_create(name="test.contact", defaults={"last_error": ""})
    known = set(reader.last_error.split())
    new = [entry for entry in Entry.objects.filter(event__in=NAMES).order_by("at", "id") if entry.id.hex not in known]
    for entry in new:
        reactions.hear(feed.told(entry))
    reader.last_error = " ".join([*known, *(entry.id.hex for entry in new)])
    reader.save()
    return len(new)


def at(month: int, day: int, hour: int = 8, minute: int = 0) -> AbstractContextManager[Any]:
    return clock.fixed(clock.at(2025, month, day, hour, minute))


def open_kinds(actor: Actor) -> list[str]:
    """Return the kinds of the open messages an actor sees, sorted."""
    rows, _ = queries.listed(actor, Asked(show=Show.OPEN))
    return sorted(row.kind for row in rows)


def sentences(actor: Actor, kind: str) -> list[str]:
    rows, _ = queries.listed(actor, Asked(show=Show.ALL))
    return [str(row.sentence) for row in rows if row.kind == kind]


def tick(message: Message) -> tuple[int, int]:
    """Remind of and tell above this message, as far as it is due now; return how often each."""
    mine = [subject for subject in duties.to_remind() if subject == str(message.id)]
    for subject in mine:
        duties.remind(subject, ORDER)
    raised = [subject for subject in duties.to_escalate() if subject.startswith(str(message.id))]
    for subject in raised:
        duties.escalate(subject, ORDER)
    return len(mine), len(raised)


def history(message: UUID) -> list[str]:
    return list(Entry.objects.filter(stream_id=message).order_by("version").values_list("event", flat=True))


def only(kind: str) -> Message:
    return Message.objects.get(kind=kind)


def told(event: Event, stream: UUID, at_: Any, version: int = 1, realm: str = "real") -> feed.Told:
    """Return an event as the feed would tell it, without an entry behind it."""
    return feed.Told(1, new_id(), event.STREAM, stream, version, realm, at_, new_id(), None, event)


def post(
    place: UUID, urgency: Urgency = Urgency.LATE, *, words: str = "Mất đường truyền «Cáp quang».", **given: Any
) -> UUID:
    """Post a message to whoever may see to lines of a place; return its id."""
    command = PostMessage(
        kind=given.pop("kind", "links.cut"),
        subject=given.pop("subject", None) or new_id(),
        place=place,
        urgency=urgency,
        sentence=stored_said(said(words)),
        seats=[SeatWish(where=place, power=given.pop("power", "link.write"))],
        at=given.pop("at", None) or clock.now(),
        **given,
    )
    return perform(command, ORDER).target
