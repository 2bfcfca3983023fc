"""The outbox as who looks after accounts sees it: the letters to their own people, what failed and why. No addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, QuerySet

from motcua.contact import policies
from motcua.contact.models import Letter
from motcua.contact.rules.mail import Fate
from motcua.kernel.errors import NotAllowed
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office.policies import reach
from motcua.office.queries import names

PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter: to whom, what about, how it stands, what the server answered."""

    id: UUID
    official: UUID
    name: str
    subject: str
    state: Fate
    attempts: int
    made_at: datetime
    next_at: datetime
    ended_at: datetime | None
    code: int
    reason: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class OutboxState:
    """How many letters stand how."""

    waiting: int
    failed: int
    sent: int
    dropped: int


def letters(actor: Actor, state: Fate | None = None) -> list[LetterRow]:
    """Return the newest letters of the actor's people, of one state or of all."""
    found = _within(actor)
    if state is not None:
        found = found.filter(state=state)
    rows = list(found.order_by("-made_at", "-pk")[:PAGE])
    named = names.officials_named({row.official_id for row in rows})
    return [
        LetterRow(
            id=row.id,
            official=row.official_id,
            name=named.get(row.official_id, ""),
            subject=row.subject,
            state=Fate(row.state),
            attempts=row.attempts,
            made_at=row.made_at,
            next_at=row.next_at,
            ended_at=row.ended_at,
            code=row.code,
            reason=row.reason,
            offers=letter_offers(actor, row),
        )
        for row in rows
    ]


def letter_offers(actor: Actor, letter: Letter) -> tuple[Offer, ...]:
    """Return what the actor may do with a letter now."""
    return tuple(offer for offer in available(letter, actor) if offer.refusal is None)


def state_of(actor: Actor) -> OutboxState:
    """Return how the letters of the actor's people stand."""
    found = dict(_within(actor).order_by().values_list("state").annotate(Count("pk")))
    return OutboxState(*(found.get(str(fate), 0) for fate in (Fate.WAITING, Fate.FAILED, Fate.SENT, Fate.DROPPED)))


def _within(actor: Actor) -> QuerySet[Letter]:
    refusal = policies.may_see_letters(actor)
    if refusal is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)
    found = Letter.objects.filter(realm=actor.realm)
    reached = reach(actor)
    return found if reached is None else found.filter(place__in=reached)
