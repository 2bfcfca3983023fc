"""Common matters: how many communes ask the same, where they lie, and which others read alike. Cut by ``scope.py``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from motcua.kernel.errors import NotFound
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office import territory
from motcua.office.queries import names
from motcua.proposals.models import Common, Proposal
from motcua.proposals.queries import scope
from motcua.proposals.queries.board import Mark, marks_of
from motcua.proposals.queries.lists import ProposalRow, rows_of
from motcua.proposals.rules import similar
from motcua.proposals.rules.facts import Category, Outcome, State

LISTED_MOST = 200
COMPARED_MOST = 2_000
"""Proposals of a category that are compared with a common matter, the newest first."""
GROUPED_MOST = 120
"""Proposals of a category that are compared with each other when groups are suggested."""
MEMBERS_SHOWN = 300


@dataclass(frozen=True, slots=True)
class CommonRow:
    """A common matter: how many proposals of how many communes, how many of them still wait."""

    id: UUID
    title: str
    category: Category
    place_name: str
    lead_name: str
    open: bool
    members: int
    communes: int
    waiting: int
    outcome: Outcome | None
    words: str
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class Alike:
    """A proposal that reads like a common matter, and how much of 100."""

    row: ProposalRow
    score: int


@dataclass(frozen=True, slots=True)
class CommonPage:
    """One common matter: its members, where they lie, what reads alike and is counted to nothing yet."""

    row: CommonRow
    version: int
    lead: UUID | None
    members: tuple[ProposalRow, ...]
    marks: tuple[Mark, ...]
    alike: tuple[Alike, ...]
    offers: tuple[Offer, ...]


def commons(actor: Actor, *, closed: bool = False, text: str = "") -> tuple[CommonRow, ...]:
    """Return the common matters an actor may see, those with most communes first."""
    found = scope.commons(actor).filter(open=not closed)
    for word in fold(text).split():
        found = found.filter(folded__contains=word)
    rows = _rows(actor, found.order_by("-pk")[:LISTED_MOST])
    return tuple(sorted(rows, key=lambda one: -one.communes))


def options(actor: Actor, category: Category | None = None) -> tuple[tuple[UUID, str], ...]:
    """Return the common matters a proposal can be counted to, by title."""
    found = scope.commons(actor).filter(open=True)
    if category is not None:
        found = found.filter(category=category)
    return tuple(found.order_by("folded", "pk").values_list("pk", "title")[:LISTED_MOST])


def page(actor: Actor, id_: UUID) -> CommonPage:
    """Return one common matter; :class:`NotFound` outside what the asker may see. Members are cut to the same reach."""
    found = scope.commons(actor).filter(pk=id_).first()
    if found is None:
        raise NotFound(N_("Không có vấn đề chung này."))
    members = scope.proposals(actor).filter(common=found)
    places = dict(members.order_by().values_list("place").annotate(count=Count("pk")))
    return CommonPage(
        row=_rows(actor, [found])[0],
        version=found.version,
        lead=found.lead_id,
        members=rows_of(members.order_by("filed_on", "pk")[:MEMBERS_SHOWN]),
        marks=marks_of(places),
        alike=_alike(actor, found, members) if found.open else (),
        offers=tuple(available(found, actor)),
    )


def suggested(actor: Actor) -> tuple[tuple[Category, tuple[ProposalRow, ...]], ...]:
    """Return groups of waiting proposals of one category that read alike and come from two communes or more."""
    groups: list[tuple[Category, list[Proposal]]] = []
    for category in Category:
        free = _free(actor, category).filter(open=True).order_by("-pk")[:GROUPED_MOST]
        groups += [(category, group) for group in _groups(list(free))]
    groups.sort(key=lambda one: -len({member.place_id for member in one[1]}))
    return tuple((category, rows_of(group)) for category, group in groups[:LISTED_MOST])


def _groups(free: list[Proposal]) -> list[list[Proposal]]:
    found: list[list[Proposal]] = []
    left = {one.pk: one for one in free}
    while left:
        first = next(iter(left.values()))
        near = {
            id_ for id_, _ in similar.alike(first.folded, [(one.pk, one.folded) for one in left.values()], GROUPED_MOST)
        }
        group = [left.pop(id_) for id_ in list(left) if id_ in near or id_ == first.pk]
        if len({one.place_id for one in group}) > 1:
            found.append(group)
    return found


def _alike(actor: Actor, common: Common, members: QuerySet[Proposal]) -> tuple[Alike, ...]:
    texts = [common.folded, *members.order_by("pk").values_list("folded", flat=True)[:5]]
    free = _free(actor, Category(common.category)).filter(place__in=territory.under(common.place_id))
    among = list(free.order_by("-pk").values_list("pk", "folded")[:COMPARED_MOST])
    best: dict[UUID, int] = {}
    for text in texts:
        for id_, score in similar.alike(text, among):
            best[id_] = max(score, best.get(id_, 0))
    shown = sorted(best, key=lambda id_: -best[id_])[: similar.SHOWN_MOST]
    rows = {row.id: row for row in rows_of(Proposal.objects.filter(pk__in=shown))}
    return tuple(Alike(rows[id_], best[id_]) for id_ in shown)


def _free(actor: Actor, category: Category) -> QuerySet[Proposal]:
    return scope.proposals(actor).filter(category=category, common__isnull=True).exclude(state=State.WITHDRAWN)


def _rows(actor: Actor, found: Iterable[Common]) -> list[CommonRow]:
    """Return rows with counts of those members that the asker may see, one statement for all."""
    rows = list(found)
    members = scope.proposals(actor).filter(common__in=[one.pk for one in rows]).order_by()
    counted = {
        id_: (count, communes, waits)
        for id_, count, communes, waits in members.values_list("common").annotate(
            count=Count("pk"), communes=Count("place", distinct=True), waits=Count("pk", filter=Q(open=True))
        )
    }
    return [_row(one, *counted.get(one.pk, (0, 0, 0))) for one in rows]


def _row(one: Common, members: int, communes: int, waits: int) -> CommonRow:
    named = names.names_of([id_ for id_ in (one.place_id, one.lead_id) if id_ is not None])
    return CommonRow(
        id=one.pk,
        title=one.title,
        category=Category(one.category),
        place_name=named[one.place_id],
        lead_name=named[one.lead_id] if one.lead_id else "",
        open=one.open,
        members=members,
        communes=communes,
        waiting=waits,
        outcome=Outcome(one.outcome) if one.outcome else None,
        words=one.words,
        answered_on=one.answered_on,
    )


def is_visible(actor: Actor, id_: UUID) -> bool:
    """Say whether an actor may see a common matter."""
    return scope.commons(actor).filter(pk=id_).exists()
