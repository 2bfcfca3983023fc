"""Lists of campaigns: counted, narrowed, searched, paged, exported. What is sealed is counted and never found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from motcua.inspections.models import Campaign, Member, Stop
from motcua.inspections.queries import scope
from motcua.inspections.queries.scope import Sight
from motcua.inspections.rules.campaigns import Kind, Part, State
from motcua.kernel.text import fold
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.office.queries import names

PAGE = 50
EXPORT_MOST = 5000
MONTHS_MOST = 60
LIST, FILE = "Danh sách cuộc kiểm tra", "Tải danh sách cuộc kiểm tra"


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the list is wanted; ``month`` is any day of it, ``after`` the id of the last row already shown."""

    state: str = ""
    kind: str = ""
    text: str = ""
    place: UUID | None = None
    month: date | None = None
    after: UUID | None = None

    @property
    def narrowed(self) -> bool:
        """Say whether it asks about what a sealed campaign does not tell."""
        return bool(self.kind or self.text or self.place or self.month)


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign as lists show it. A sealed one has no title, days or places; ``more`` counts places beyond those named."""

    id: UUID
    sight: Sight
    title: str
    kind: Kind
    state: State
    announced: bool
    place: UUID
    place_name: str
    unit_name: str
    leader: str
    first: date | None
    last: date | None
    places: tuple[str, ...]
    stops: int
    over: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many campaigns an actor knows of by state, how many of them sealed, and what they may be narrowed to.

    ``months`` are first days of months, newest first.
    """

    by_state: dict[str, int]
    sealed: int
    places: tuple[tuple[UUID, str], ...]
    months: tuple[date, ...] = ()

    @property
    def all(self) -> int:
        """Return how many there are in all."""
        return sum(self.by_state.values())


def counts(actor: Actor) -> Counts:
    """Return the counts of the list."""
    known = scope.campaigns(actor)
    by_state = dict(known.order_by().values_list("state").annotate(count=Count("pk")))
    seen = scope.open_campaigns(actor).count()
    where = dict.fromkeys(scope.stops(actor).order_by().values_list("place", flat=True).distinct())
    named = names.names_of(where)
    whole = sum(by_state.values())
    months = tuple(scope.stops(actor).dates("day", "month", order="DESC")[:MONTHS_MOST])
    return Counts(by_state, whole - seen, tuple(sorted(named.items(), key=lambda item: fold(item[1]))), months)


def listed(actor: Actor, asked: Asked) -> tuple[tuple[CampaignRow, ...], bool]:
    """Return a page of the list, the newest first, and whether more follow."""
    found = _asked(actor, asked)
    if asked.after is not None:
        found = found.filter(pk__lt=asked.after)
    rows = list(found[: PAGE + 1])
    return _rows(actor, rows[:PAGE], LIST), len(rows) > PAGE


def exported(actor: Actor, asked: Asked, limit: int = EXPORT_MOST) -> tuple[CampaignRow, ...]:
    """Return the whole list for a file, at most ``limit`` rows."""
    return _rows(actor, list(_asked(actor, asked)[:limit]), FILE)


def _asked(actor: Actor, asked: Asked) -> QuerySet[Campaign]:
    found = scope.open_campaigns(actor) if asked.narrowed else scope.campaigns(actor)
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    for word in fold(asked.text).split():
        found = found.filter(folded__contains=word)
    if asked.place is not None or asked.month is not None:
        there = scope.stops(actor).exclude(state="cancelled")
        if asked.place is not None:
            there = there.filter(place=asked.place)
        if asked.month is not None:
            there = there.filter(day__gte=asked.month.replace(day=1), day__lt=_next_month(asked.month))
        found = found.filter(pk__in=there.values("campaign"))
    return found.order_by("-pk")


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _rows(actor: Actor, found: Sequence[Campaign], purpose: str) -> tuple[CampaignRow, ...]:
    ids = [one.pk for one in found]
    sights = scope.sights(actor, ids)
    # «morning» sorts after «afternoon».
    there: dict[UUID, list[Stop]] = defaultdict(list)
    for stop in (
        scope.stops(actor).filter(campaign__in=ids).exclude(state="cancelled").order_by("day", "-half", "ordinal", "pk")
    ):
        there[stop.campaign_id].append(stop)
    heads = Member.objects.filter(campaign__in=ids, part=Part.LEADER).select_related("official").order_by("ordinal")
    leaders = {one.campaign_id: one.official.name if one.official else one.name or one.unit_name for one in heads}
    units = {id_ for one in found for id_ in (one.place_id, one.unit_id)}
    named = names.names_of(units | {stop.place_id for stops in there.values() for stop in stops})
    quiet = [one.pk for one in found if not one.announced and sights.get(one.pk) is not Sight.SEALED]
    access.read(actor, "inspections.campaigns", quiet, purpose=purpose)
    return tuple(_row(one, sights.get(one.pk, Sight.SEALED), there[one.pk], leaders, named) for one in found)


def _row(
    one: Campaign, sight: Sight, stops: Sequence[Stop], leaders: dict[UUID, str], named: dict[UUID, str]
) -> CampaignRow:
    sealed = sight is Sight.SEALED
    days = [stop.day for stop in stops]
    places = tuple(dict.fromkeys(named.get(stop.place_id, "") for stop in stops))
    return CampaignRow(
        id=one.pk,
        sight=sight,
        title="" if sealed else one.title,
        kind=Kind.SUDDEN if sealed else Kind(one.kind),
        state=State(one.state),
        announced=one.announced,
        place=one.place_id,
        place_name=named.get(one.place_id, ""),
        unit_name=named.get(one.unit_id, ""),
        leader="" if sealed else leaders.get(one.pk, ""),
        first=min(days) if days else None,
        last=max(days) if days else None,
        places=places,
        stops=len(stops),
        over=sum(stop.state == "finished" for stop in stops),
    )
