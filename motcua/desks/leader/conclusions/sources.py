"""What a conclusion can be written from: things the rooms know of the places spoken of, each with a sentence to begin with.

Another room joins by one line in ``SOURCES``: a function from who asks, the places and the occasion to what it offers.
Each asks its room's own queries, so nobody is offered what they could not open there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.urls import reverse

from motcua.conclusions.rules import life as rules
from motcua.conclusions.rules.life import Kind, Thing
from motcua.desks.shared.formats import said as words_of
from motcua.desks.shared.formats import short_date, short_moment
from motcua.findings import queries as findings
from motcua.findings.queries import minutes
from motcua.ledger.actor import Actor
from motcua.ledger.events.conclusions import AboutTold, SentenceTold
from motcua.links.queries import cuts
from motcua.office import family
from motcua.oversight import queries as projects
from motcua.proposals.queries import lists as proposals
from motcua.readiness.queries import files as readiness
from motcua.staff.queries import leaves
from motcua.works.queries import lists as works

MOST: Final = 20
"""Things a source offers of one place at most: the newest or most urgent."""
ANSWERED_MOST: Final = 300
"""Letters of a proposal that the sentence answering it quotes."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A thing to speak of: what it is, how it is called, a sentence to begin with, and where it is shown."""

    kind: Thing
    id: UUID
    words: str
    sentence: str
    as_kind: Kind
    href: str = ""

    @property
    def key(self) -> str:
        """Return what a button says when this one is taken."""
        return f"{self.kind}:{self.id}"

    def told(self, id_: UUID) -> SentenceTold:
        """Return the sentence that speaks of this thing, as it first stands in the draft."""
        about = AboutTold(kind=self.kind.value, id=self.id, words=self.words[:300])
        return SentenceTold(id=id_, kind=self.as_kind.value, words=self.sentence, about=[about])


Source = Callable[[Actor, Sequence[UUID], UUID | None], Iterable[Offered]]


def blockers(actor: Actor, places: Sequence[UUID], occasion: UUID | None) -> Iterable[Offered]:
    """Offer what keeps the centres of these places from being ready."""
    del occasion
    if not actor.can("readiness.read"):
        return
    for place in places:
        for row in readiness.files(actor, readiness.Narrow(place=place), limit=MOST).rows:
            if row.first is not None:
                words = words_of(row.first)
                href = reverse("readiness:file", args=[row.id])
                yield Offered(
                    Thing.READINESS, row.id, f"{row.name}: {words}", f"{row.name}: {words}.", Kind.SHORTCOMING, href
                )


def building(actor: Actor, places: Sequence[UUID], occasion: UUID | None) -> Iterable[Offered]:
    """Offer the works of these places with how far they are."""
    del occasion
    for place in places:
        for row in works.listed(actor, works.Asked(place=place))[0][:MOST]:
            words = f"{row.name} ({row.place_name}): {row.percent} %"
            href = reverse("works:works", args=[row.id])
            yield Offered(Thing.WORKS, row.id, words, f"{row.name} đạt {row.percent} %.", Kind.ASSESSMENT, href)


def watched(actor: Actor, places: Sequence[UUID], occasion: UUID | None) -> Iterable[Offered]:
    """Offer the projects of these places with what comes next."""
    del occasion
    for place in places:
        for row in projects.listed(actor, projects.Asked(place=place))[0][:MOST]:
            step = f": {row.next_step}" if row.next_step else ""
            href = reverse("projects:project", args=[row.id])
            yield Offered(Thing.PROJECT, row.id, row.name, f"{row.name}{step}.", Kind.ASSESSMENT, href)


def outages(actor: Actor, places: Sequence[UUID], occasion: UUID | None) -> Iterable[Offered]:
    """Offer the newest cuts of the lines of these places."""
    del occasion
    for place in places:
        for row in cuts.outages(actor, cuts.OutagesAsked(place=place))[0][:MOST]:
            if not row.withdrawn:
                words = f"{row.line_name}, mất từ {short_moment(row.started_at)}, {row.minutes} phút"
                href = reverse("links:line", args=[row.line])
                yield Offered(Thing.OUTAGE, row.id, words, f"Đường truyền {words}.", Kind.SHORTCOMING, href)


def absences(actor: Actor, places: Sequence[UUID], occasion: UUID | None) -> Iterable[Offered]:
    """Offer places not served on duty, without the name of who was away: a conclusion names nobody by chance."""
    del occasion
    if not actor.can("staff.read"):
        return
    wanted, given = set(places), 0
    for row in leaves.shortcomings(actor):
        if given < MOST and family.home_of(row.unit) in wanted:
            given += 1
            words = f"{row.unit_name}, {row.post or 'vị trí trực'}, ngày {short_date(row.day)}"
            href = reverse("people:shortcomings")
            yield Offered(Thing.ABSENCE, row.id, words, f"Có lúc không có người trực: {words}.", Kind.SHORTCOMING, href)


def signed_minutes(actor: Actor, places: Sequence[UUID], occasion: UUID | None) -> Iterable[Offered]:
    """Offer the signed minutes of stops at these places as what a conclusion stands on, by their number."""
    del occasion
    for place in places:
        for row in minutes.signed_at(actor, place, MOST):
            number = f" số {row.number}" if row.number else ""
            words = f"Biên bản{number} ngày {short_date(row.day)} ({row.title}, {row.place_name})"
            href = reverse("minutes:minutes", args=[row.id])
            yield Offered(Thing.MINUTES, row.id, words, f"Căn cứ {words}.", Kind.ASSESSMENT, href)


def waiting(actor: Actor, places: Sequence[UUID], occasion: UUID | None) -> Iterable[Offered]:
    """Offer the proposals of these places that wait for an answer, each as an answer still to be written."""
    del occasion
    for place in places:
        for row in proposals.listed(actor, proposals.Asked(place=place))[0][:MOST]:
            begun = f"Về kiến nghị «{row.statement[:ANSWERED_MOST]}»{rules.BLANK}"
            href = reverse("proposals:proposal", args=[row.id])
            yield Offered(Thing.PROPOSAL, row.id, row.statement, begun, Kind.ANSWER, href)


def lacking(actor: Actor, places: Sequence[UUID], occasion: UUID | None) -> Iterable[Offered]:
    """Offer what inspections found lacking at these places and nobody has put right."""
    del occasion
    for place in places:
        for row in findings.listed(actor, findings.Asked(place=place))[0][:MOST]:
            if words := row.words or row.criterion:
                href = reverse("findings:finding", args=[row.id])
                shown = f"{short_date(row.day)}: {words}"
                yield Offered(Thing.FINDING, row.id, shown, words, Kind.SHORTCOMING, href)


SOURCES: Final[list[Source]] = [signed_minutes, waiting, lacking, blockers, building, watched, outages, absences]


def sources(actor: Actor, places: Sequence[UUID], occasion: UUID | None) -> tuple[Offered, ...]:
    """Return everything a conclusion on these places can be written from, in the order of the sources."""
    return tuple(one for source in SOURCES for one in source(actor, places, occasion))


def unanswered(offered: Iterable[Offered], sentences: Iterable[SentenceTold]) -> list[tuple[UUID, str]]:
    """Return the proposals among what is offered that no sentence answers."""
    given = [(one.id, one.words) for one in offered if one.kind is Thing.PROPOSAL]
    return rules.unanswered(given, sentences)
