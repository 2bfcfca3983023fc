"""Reads for whoever decides what a centre offers: one procedure with its terms here, what may be switched on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec
from django.db.models import Q

from motcua.catalogue.facts import Channel, Limit, ProcedureFacts, Step
from motcua.catalogue.models import Posting, Procedure
from motcua.catalogue.queries import cases_of, effective_limit, latest_versions, own_steps, version_on
from motcua.catalogue.rules import limit_for
from motcua.kernel import clock
from motcua.kernel.text import fold
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available

_limits = msgspec.json.Decoder(list[Limit])


@dataclass(frozen=True, slots=True)
class Terms:
    """The limit for one channel and case: what was published, what counts here, and whether a date follows from it."""

    channel: Channel
    case: str | None
    case_name: str
    published: Limit
    counts: Limit

    @property
    def binding(self) -> bool:
        """Whether a due date may be printed."""
        return self.counts.binding


@dataclass(frozen=True, slots=True)
class Offered:
    """A procedure as a centre sees it. ``posting`` is ``None`` while the centre has not switched it on once.

    ``offers`` are what the reader may do to the posting, ``after_factor`` what lacks only a second factor.
    """

    facts: ProcedureFacts
    version: int
    posting: UUID | None
    posting_version: int
    on: bool
    since: date | None
    terms: tuple[Terms, ...]
    steps: tuple[Step, ...]
    own_steps: bool
    offers: tuple[Offer, ...]
    after_factor: tuple[Offer, ...]

    @property
    def awaiting(self) -> tuple[str, ...]:
        """Return the names of the cases whose dossiers get no due date on some channel."""
        return tuple(dict.fromkeys(line.case_name for line in self.terms if not line.binding))

    @property
    def awaits(self) -> bool:
        """Say whether that is every case: then the mark is the procedure's, else the case's."""
        return set(self.awaiting) == {line.case_name for line in self.terms}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A procedure the centre has not switched on; ``thin`` ones cannot be yet."""

    code: str
    name: str
    field: str
    thin: bool
    province: str


def offered(unit: UUID, code: str, actor: Actor) -> Offered:
    """Return one procedure with the terms it has at the centre ``unit``; ``NotFound`` when none is in force today."""
    current = version_on(code, clock.today())
    facts = current.facts
    posting = Posting.objects.filter(unit_id=unit, procedure_id=facts.code).first()
    confirmed = _limits.decode(posting.confirmed) if posting else []
    own = own_steps(unit, facts.code, clock.today()) if posting else ()
    offers = tuple(available(posting, actor)) if posting else ()
    known = {offer.command for offer in offers}
    shown = available(posting, actor.as_verified()) if posting and not actor.verified else []
    return Offered(
        facts=facts,
        version=current.number,
        posting=posting.id if posting else None,
        posting_version=posting.version if posting else 0,
        on=bool(posting and posting.on),
        since=posting.since if posting else None,
        terms=_terms(facts, confirmed),
        steps=own or facts.process,
        own_steps=bool(own),
        offers=offers,
        after_factor=tuple(offer for offer in shown if offer.command not in known),
    )


def _terms(facts: ProcedureFacts, confirmed: list[Limit]) -> tuple[Terms, ...]:
    channels: tuple[Channel, ...] = facts.channels or ("direct",)
    return tuple(
        Terms(channel, key, name, limit_for(facts, channel, key), effective_limit(facts, confirmed, channel, key))
        for key, name in cases_of(facts)
        for channel in channels
    )


def waiting(unit: UUID) -> list[tuple[ProcedureFacts, tuple[Terms, ...]]]:
    """Return what the centre offers although some dossier would get no date, each with its terms without a date.

    By field and name; two reads.
    """
    rows = list(
        Posting.objects.filter(unit_id=unit, on=True)
        .order_by("procedure__field", "procedure__name")
        .values_list("procedure_id", "confirmed")
    )
    latest = latest_versions([code for code, _ in rows])
    found = []
    for code, confirmed in rows:
        facts = latest[code]
        undated = tuple(line for line in _terms(facts, _limits.decode(confirmed)) if not line.binding)
        if undated:
            found.append((facts, undated))
    return found


def candidates(unit: UUID, text: str, limit: int = 40) -> list[Candidate]:
    """Return what the centre could switch on that ``text`` (code or words) fits, complete ones first."""
    found = Procedure.objects.exclude(postings__unit_id=unit)
    words = fold(text).split()
    if words:
        fitting = Q(code__startswith=text.strip())
        named = Q()
        for word in words:
            named &= Q(folded__contains=word)
        found = found.filter(fitting | named)
    rows = found.order_by("thin", "field", "name").values_list("code", "name", "field", "thin", "province")
    return [Candidate(*row) for row in rows[:limit]]
