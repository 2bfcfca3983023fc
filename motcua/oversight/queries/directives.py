"""Lists of directives: what an actor may see, counted, narrowed, paged, by place and by leading unit.

One rule says what is seen (:func:`scope`); lists, counts, search, files and reports all start from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from motcua.kernel import clock
from motcua.kernel.errors import RuleError
from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said, said
from motcua.kernel.worktime import countdown
from motcua.ledger.actor import Actor
from motcua.office import family, territory
from motcua.office import queries as office
from motcua.office.queries import names
from motcua.oversight.models import Directive, DirectiveUnit, Occasion
from motcua.oversight.policies import directives as policies
from motcua.oversight.rules import directives as rules
from motcua.oversight.rules.repeating import Repeat
from motcua.works.rules import day_text

PAGE: Final = 50
EXPORT_MOST: Final = 5000
PLACES_MOST: Final = 12
State = rules.State
_OPEN, _OVER = Q(open__in=[True]), Q(open__in=[False])
# Said as a comparison: of a bare truth value SQLite does not see that the index on it serves, and sorts the whole table.
_RUNS = _OPEN & Q(state=State.RUNNING)


class Show(StrEnum):
    """Which directives are asked for."""

    LATE = "qua-han"
    WEEK = "trong-tuan"
    RUNNING = "dang-lam"
    WAITING = "cho-nghiem-thu"
    EXTENSION = "xin-gia-han"
    BLOCKED = "vuong"
    UNDATED = "chua-co-han"
    LACKING = "chua-du-6-ro"
    ORPHAN = "mo-coi"
    DRAFT = "chua-giao"
    NEW = "giao-moi"
    DONE = "hoan-thanh"
    DONE_LATE = "hoan-thanh-tre"
    LESSONS = "rut-kinh-nghiem"
    ALL = "tat-ca"


class Side(StrEnum):
    """Whose: everybody's within sight, what my unit leads, what it shares, what my place issued."""

    ALL = "tat-ca"
    LEAD = "chu-tri"
    SHARE = "phoi-hop"
    ISSUED = "toi-da-giao"


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the lists is wanted; ``since`` and ``until`` bound what happened in a period; ``after`` is the last row shown."""

    show: Show = Show.RUNNING
    side: Side = Side.ALL
    text: str = ""
    place: UUID | None = None
    lead: UUID | None = None
    source: str = ""
    since: date | None = None
    until: date | None = None
    after: UUID | None = None


@dataclass(frozen=True, slots=True)
class DirectiveRow:
    """A directive as lists show it; ``missing`` counts the unclear ones of the six."""

    id: UUID
    title: str
    place: UUID
    place_name: str
    lead: UUID | None
    lead_name: str
    co_names: tuple[str, ...]
    keeper_name: str
    source_kind: rules.Source
    document: str
    state: State
    asked: Said
    until: date | None
    countdown: Said | None
    late: int
    percent: int
    obstacle: str
    missing: int
    orphan: bool
    product: str
    extension_asked: date | None
    started_on: date | None
    done_on: date | None
    repeats: bool
    lesson: str
    plan: UUID | None


def scope(actor: Actor) -> QuerySet[Directive]:
    """Return the directives an actor may see, of one realm; none without the power.

    Within reach by place; what a unit of theirs leads or shares; what their unit issued, or their place where they issue
    too. What was not given to
    anybody yet is shown to who issues it and to whoever oversees the place.
    """
    if not actor.can(policies.READ):
        return Directive.objects.none()
    units, home = policies.own(actor), territory.home(actor)
    reach = Q(place__in=territory.of(actor))
    issued = Q(keeper__in=units)
    if home is not None and actor.can(policies.WRITE):
        issued |= Q(keeper_place=home)
    shared = DirectiveUnit.objects.filter(unit__in=units).values("directive")
    given = Q(lead__in=units) | Q(pk__in=shared)
    if policies.sees_drafts(actor):
        return Directive.objects.filter(reach | issued | (given & ~Q(state=State.DRAFT)), realm=actor.realm)
    return Directive.objects.filter(issued | ((reach | given) & ~Q(state=State.DRAFT)), realm=actor.realm)


def counts(actor: Actor, asked: Asked) -> dict[Show, int]:
    """Return how many directives each list has, narrowed but for the list itself; two statements."""
    found = narrowed(actor, asked)
    ended = ended_keepers()
    numbers = found.order_by().aggregate(
        **{show.name: Count("pk", filter=condition(show, asked, ended)) for show in Show}
    )
    return {show: numbers[show.name] for show in Show}


def first_to_act(actor: Actor, asked: Asked) -> Show:
    """Return the first list in which something waits for the actor, what is under way where nothing does; one statement.

    The issuing place chases what is late, judges, decides on more time and completes what it has not given yet; the
    leading unit does what is late or due within the week.
    """
    units = policies.own(actor)
    leads = Q(lead__in=units) if actor.can(policies.REPORT) else Q(pk__in=())
    issued = Q(keeper__in=units) | Q(keeper_place=territory.home(actor)) if actor.can(policies.WRITE) else Q(pk__in=())
    waits = {
        Show.LATE: leads | issued,
        Show.WAITING: issued,
        Show.EXTENSION: issued,
        Show.WEEK: leads,
        Show.UNDATED: issued,
        Show.LACKING: issued,
        Show.DRAFT: issued,
    }
    found = narrowed(actor, asked).order_by()
    numbers = found.aggregate(
        **{show.name: Count("pk", filter=condition(show, asked) & whose) for show, whose in waits.items()}
    )
    return next((show for show in waits if numbers[show.name]), Show.RUNNING)


def by_place(actor: Actor, asked: Asked) -> list[tuple[UUID, str, int]]:
    """Return the places with most of a list, the most first; one statement and their names."""
    return _ranked(actor, asked, "place")


def by_lead(actor: Actor, asked: Asked) -> list[tuple[UUID, str, int]]:
    """Return the leading units with most of a list, the most first."""
    return _ranked(actor, asked, "lead")


def listed(actor: Actor, asked: Asked) -> tuple[tuple[DirectiveRow, ...], bool]:
    """Return a page of a list, the earliest last day first and what has none last, and whether more follow."""
    found = shown(actor, asked)
    if asked.after is not None:
        last = found.filter(pk=asked.after).values_list("until", flat=True).first()
        if last is not None:
            found = found.filter(Q(until__gt=last) | Q(until=last, pk__gt=asked.after))
    rows = list(found[: PAGE + 1])
    return rows_of(rows[:PAGE]), len(rows) > PAGE


def born_of(actor: Actor, source: UUID) -> tuple[tuple[str, UUID, State], ...]:
    """Return the directives that came of a thing, as far as the actor may see them: the sentence, the id, how far it is."""
    found = scope(actor).filter(source=source).order_by("pk").values_list("source_words", "pk", "state")
    return tuple((words, id_, State(state)) for words, id_, state in found)


def exported(actor: Actor, asked: Asked, limit: int = EXPORT_MOST) -> tuple[DirectiveRow, ...]:
    """Return the whole list for a file or a sheet, at most ``limit`` rows."""
    return rows_of(shown(actor, asked)[:limit])


def shown(actor: Actor, asked: Asked) -> QuerySet[Directive]:
    """Return the rows of a list in their order."""
    found = narrowed(actor, asked)
    ended = ended_keepers() if asked.show is Show.ORPHAN else frozenset()
    return found.filter(condition(asked.show, asked, ended)).order_by("until", "pk")


def narrowed(actor: Actor, asked: Asked) -> QuerySet[Directive]:
    """Return what the actor sees, cut to side, place, leading unit, source and words."""
    found, units = scope(actor), policies.own(actor)
    match asked.side:
        case Side.LEAD:
            found = found.filter(lead__in=units)
        case Side.SHARE:
            found = found.filter(pk__in=DirectiveUnit.objects.filter(unit__in=units).values("directive"))
        case Side.ISSUED:
            found = found.filter(Q(keeper__in=units) | Q(keeper_place=territory.home(actor)))
    if asked.place is not None:
        found = found.filter(place=asked.place)
    if asked.lead is not None:
        found = found.filter(lead=asked.lead)
    if asked.source:
        found = found.filter(source_kind=asked.source)
    for word in fold(asked.text).split():
        found = found.filter(folded__contains=word)
    return found


def condition(show: Show, asked: Asked, ended: Iterable[UUID] = ()) -> Q:
    """Return the condition of a list today; ``ended`` are keepers that have ended."""
    today = clock.today()
    last = today + timedelta(days=6 - today.weekday())
    since, until = asked.since or date.min, asked.until or rules.FAR
    never = Q(pk__in=())
    table = {
        Show.LATE: _RUNS & Q(until__lt=today),
        Show.WEEK: _RUNS & Q(until__gte=today, until__lte=last),
        Show.RUNNING: _OPEN & Q(state__in=(State.RUNNING, State.OFFERED)),
        Show.WAITING: _OPEN & Q(state=State.OFFERED),
        Show.EXTENSION: _RUNS & Q(asked_day__isnull=False),
        Show.BLOCKED: _RUNS & ~Q(obstacle=""),
        Show.UNDATED: _OPEN & Q(until=rules.FAR),
        Show.LACKING: _OPEN & Q(lacking__gt=0),
        Show.ORPHAN: _OPEN & Q(keeper__in=list(ended)) if ended else never,
        Show.DRAFT: _OPEN & Q(state=State.DRAFT),
        Show.NEW: Q(started_on__gte=since, started_on__lte=until),
        Show.DONE: _OVER & Q(state=State.ACCEPTED, done_on__gte=since, done_on__lte=until),
        Show.DONE_LATE: _OVER & Q(state=State.ACCEPTED, days_late__gt=0, done_on__gte=since, done_on__lte=until),
        Show.LESSONS: ~Q(lesson=""),
    }
    return table.get(show, Q())


def ended_keepers() -> frozenset[UUID]:
    """Return the issuers of directives that have ended, by their validity or that of the place they belong to.

    Of all directives: the index on the issuer answers that alone; what the asker sees of theirs is cut elsewhere.
    """
    today = clock.today()
    keepers = Directive.objects.order_by("keeper").values_list("keeper", flat=True).distinct()
    return frozenset(one for one in keepers if has_ended(one, today))


def has_ended(unit: UUID, on: date) -> bool:
    """Say whether a unit, or what it stands under, has ended by a day."""
    return any(one.valid.end is not None and one.valid.end <= on for one in family.line(unit))


def rows_of(found: Iterable[Directive]) -> tuple[DirectiveRow, ...]:
    """Return directives as rows, in their order; units and events are named once for all."""
    directives, today = list(found), clock.today()
    shared: dict[UUID, list[UUID]] = {}
    pairs = DirectiveUnit.objects.filter(directive__in=[one.pk for one in directives]).order_by("pk")
    for id_, unit in pairs.values_list("directive_id", "unit_id"):
        shared.setdefault(id_, []).append(unit)
    units = {unit for many in shared.values() for unit in many}
    for one in directives:
        units |= {one.place_id, one.keeper_id, *filter(None, (one.lead_id, one.anchor_unit_id))}
    named = names.names_of(units)
    ids = {one.occasion_id for one in directives if one.occasion_id}
    events = dict(Occasion.objects.filter(pk__in=ids).values_list("pk", "name"))
    return tuple(_row(one, named, shared.get(one.pk, []), events, today) for one in directives)


def _row(
    one: Directive, named: Mapping[UUID, str], shared: list[UUID], events: Mapping[UUID, str], today: date
) -> DirectiveRow:
    until = None if one.until == rules.FAR else one.until
    state = State(one.state)
    runs = state is State.RUNNING
    anchor = events.get(one.occasion_id or one.pk, "") or named.get(one.anchor_unit_id or one.pk, "")
    return DirectiveRow(
        id=one.pk,
        title=one.title,
        place=one.place_id,
        place_name=named.get(one.place_id, ""),
        lead=one.lead_id,
        lead_name=named.get(one.lead_id, "") if one.lead_id else "",
        co_names=tuple(named.get(unit, "") for unit in shared),
        keeper_name=named.get(one.keeper_id, ""),
        source_kind=rules.Source(one.source_kind),
        document=one.document_number,
        state=state,
        asked=rules.due_words(
            rules.DueKind(one.due_kind), one.due_day, one.starts_on, _anchored(anchor, one.due_day), one.offset_days
        ),
        until=until,
        countdown=countdown_of(one.keeper_id, today, until) if until and runs else None,
        late=rules.days_late(until, today) if runs else one.days_late,
        percent=one.percent,
        obstacle=one.obstacle,
        missing=one.lacking,
        orphan=one.open and has_ended(one.keeper_id, today),
        product=one.product,
        extension_asked=one.asked_day,
        started_on=one.started_on,
        done_on=one.done_on,
        repeats=one.repeat != Repeat.NONE,
        lesson=one.lesson,
        plan=one.plan_id,
    )


def countdown_of(unit: UUID, today: date, day: date) -> Said:
    """Return «còn 11 ngày (7 ngày làm việc)»; calendar days alone where the calendar lacks the year."""
    try:
        return countdown(office.calendar_for(unit), today, day)
    except RuleError:
        days = (day - today).days
        return said(N_("còn {days} ngày"), days=days) if days >= 0 else said(N_("quá hạn {days} ngày"), days=-days)


def _anchored(name: str, day: date | None) -> str:
    return f"{name} ({day_text(day)})" if day is not None else name


def _ranked(actor: Actor, asked: Asked, column: str) -> list[tuple[UUID, str, int]]:
    found = shown(actor, asked).order_by().exclude(**{column: None})
    pairs = found.values_list(column).annotate(count=Count("pk")).order_by("-count", column)[:PLACES_MOST]
    ranked = list(pairs)
    named = names.names_of(one for one, _ in ranked)
    return [(one, named.get(one, ""), count) for one, count in ranked]
