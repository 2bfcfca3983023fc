"""What the officials of a centre's commune did in a period, and what its counter has to expect (docs/rules/workload.md)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final, TypeAlias
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from motcua.catalogue import queries as catalogue
from motcua.dossiers import policies, routing
from motcua.dossiers.counted import midnight
from motcua.dossiers.lateness import waits_late
from motcua.dossiers.models import Application, Dossier, StepRun
from motcua.dossiers.rules import demand as rules
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotAllowed
from motcua.kernel.words import N_
from motcua.ledger import access
from motcua.ledger.actor import Actor

DAYS_MOST: Final = 92
"""The longest period looked into: each step of it is read."""
LOOKED_BACK: Final = 56
"""Days before today from which a weekday's mean is taken: eight of each."""

_Step: TypeAlias = tuple[UUID | None, str, UUID, int, str, datetime]
"""Who finished it (id, name), of which dossier, its place and role in the process, and when."""


@dataclass(frozen=True, slots=True)
class Done:
    """What one official did: dossiers they finished a step of, those received and steps finished, in the period.

    ``beyond``: steps finished outside office hours, on ``beyond_days`` days, ``beyond_minutes`` in all. ``open`` and
    ``late`` are in their hands now.
    """

    official: UUID | None
    name: str
    dossiers: int
    received: int
    steps: int
    beyond: int
    beyond_days: int
    beyond_minutes: int
    open: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """The work of a period: ``received`` in all and by field (most first), and who did how much (most first).

    ``named`` is false where the reader may not see single officials: ``officials`` is then empty, the sums stand.
    """

    received: int
    by_field: tuple[tuple[str, int], ...]
    officials: tuple[Done, ...]
    people: int
    steps: int
    beyond: int
    beyond_minutes: int
    named: bool


@dataclass(frozen=True, slots=True)
class Forecast:
    """What each weekday brings of each field, looked at from ``first``, the first day on which anything came, to
    ``last``; how long one takes; the counters of a whole day.

    ``counters``: how many all fields together want, by weekday. Turned-away people count: they took the counter's time.
    """

    first: date
    last: date
    expected: tuple[rules.Expected, ...]
    takes: Mapping[str, rules.Handling]
    counters: Mapping[int, int]

    @property
    def second(self) -> tuple[rules.Expected, ...]:
        """Where one counter is not enough for one field, the fullest first."""
        return tuple(sorted((one for one in self.expected if one.counters > 1), key=lambda one: -one.load))

    @property
    def crowded(self) -> Mapping[int, int]:
        """The weekdays on which one counter is not enough for all fields together, and how many are."""
        return {day: wanted for day, wanted in self.counters.items() if wanted > 1}


def work(actor: Actor, centre: UUID, first: date, last: date) -> Work:
    """Return the work of a centre's dossiers from ``first`` to ``last``, for whoever reads figures; five statements.

    That the centre is within reach is seen to by who calls. Single officials are shown to who looks after people there, and
    the look is logged. :class:`NotAllowed` without the power, :class:`BadInput` for a period longer than 92 days.
    """
    _demand(actor)
    if (last - first).days >= DAYS_MOST:
        raise BadInput(N_("Xem khối lượng công việc nhiều nhất {days} ngày một lần."), days=DAYS_MOST, field="den")
    begin, end = midnight(first), midnight(last + timedelta(days=1))
    mine = Dossier.objects.filter(received_unit_id=centre, realm=str(actor.realm))
    came = mine.filter(received_day__gte=first, received_day__lte=last)
    by_code = dict(came.order_by().values_list("procedure_code").annotate(n=Count("pk")))
    fields = catalogue.fields_by_code(by_code)
    by_field: Counter[str] = Counter()
    for code, number in by_code.items():
        by_field[fields[code]] += number
    rows = StepRun.objects.filter(finished_at__gte=begin, finished_at__lt=end, dossier__in=_alive(mine, begin, last))
    told: Any = rows.values_list("official_id", "official_name", "dossier_id", "ordinal", "role", "finished_at")
    officials = _done(centre, told)
    named = policies.sees_officials(actor)
    if named:
        officials = _in_hand(mine, officials)
        access.read(
            actor, "dossiers.work", [one.official for one in officials if one.official], purpose="Xem khối lượng"
        )
    return Work(
        received=sum(by_field.values()),
        by_field=tuple(by_field.most_common()),
        officials=officials if named else (),
        people=len(officials),
        steps=sum(one.steps for one in officials),
        beyond=sum(one.beyond for one in officials),
        beyond_minutes=sum(one.beyond_minutes for one in officials),
        named=named,
    )


def forecast(actor: Actor, centre: UUID) -> Forecast:
    """Return what the counter of a centre has to expect, for whoever reads figures; four statements."""
    _demand(actor)
    today = clock.today()
    first, last = today - timedelta(days=LOOKED_BACK), today - timedelta(days=1)
    mine = Dossier.objects.filter(
        received_unit_id=centre,
        realm=str(actor.realm),
        channel="direct",
        received_day__gte=first,
        received_day__lte=last,
    )
    turned = Application.objects.filter(
        unit_id=centre, realm=str(actor.realm), channel="direct", turned_day__gte=first, turned_day__lte=last
    )
    came: Counter[tuple[str, date]] = Counter()
    pairs = [
        *mine.order_by().values_list("procedure_code", "received_day").annotate(n=Count("pk")),
        *turned.order_by().values_list("procedure_code", "turned_day").annotate(n=Count("pk")),
    ]
    fields = catalogue.fields_by_code({code for code, _, _ in pairs})
    for code, day, number in pairs:
        came[fields[code], day] += number
    takes = _takes(mine, fields)
    calendar = routing.calendar(centre)
    begun = min((day for _, day in came), default=last)
    days = [begun + timedelta(days=n) for n in range((last - begun).days + 1)]
    found = rules.expected(came, [calendar.day(day) for day in days if calendar.covers(day)], takes)
    loads: dict[int, float] = defaultdict(float)
    for one in found:
        loads[one.weekday] += one.load
    return Forecast(begun, last, found, takes, {day: rules.counters_for(loads[day]) for day in sorted(loads)})


def _demand(actor: Actor) -> None:
    if not actor.can("figure.read"):
        raise NotAllowed(N_("Bạn không được xem số liệu."))


def _alive(mine: QuerySet[Dossier], begin: datetime, last: date) -> QuerySet[Dossier]:
    """Return the dossiers that may have had a step finished since ``begin``: received by then, not over before."""
    lasting = Q(open=True) | Q(returned_at__gte=begin) | Q(ended_at__gte=begin)
    return mine.filter(lasting, received_day__lte=last)


def _done(centre: UUID, steps: Iterable[_Step]) -> tuple[Done, ...]:
    """Return what each official did, most dossiers first; who is known by name alone stays apart."""
    by_official: dict[tuple[UUID | None, str], list[_Step]] = defaultdict(list)
    names: dict[UUID, str] = {}
    for step in steps:
        official, name = step[0], step[1]
        if official is not None:
            names[official] = name
        by_official[official, "" if official is not None else name].append(step)
    calendar = routing.calendar(centre)
    found = []
    for (official, name), mine in by_official.items():
        by_day: dict[date, list[datetime]] = defaultdict(list)
        for step in mine:
            at = clock.local(step[5])
            by_day[at.date()].append(at)
        days = {day: calendar.day(day) for day in by_day if calendar.covers(day)}
        beyond = {day: sum(rules.is_beyond(at, days[day]) for at in by_day[day]) for day in days}
        found.append(
            Done(
                official=official,
                name=names[official] if official is not None else name,
                dossiers=len({step[2] for step in mine}),
                received=sum(step[3] == 0 and step[4] == "counter" for step in mine),
                steps=len(mine),
                beyond=sum(beyond.values()),
                beyond_days=sum(number > 0 for number in beyond.values()),
                beyond_minutes=sum(rules.minutes_beyond(by_day[day], days[day]) for day in days),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.dossiers, one.name)))


def _in_hand(mine: QuerySet[Dossier], officials: tuple[Done, ...]) -> tuple[Done, ...]:
    """Add what lies with each official now, and those who did nothing in the period and have something."""
    late = Count("pk", filter=waits_late(clock.now()))
    rows = mine.filter(open=True, official_id__isnull=False).order_by().values_list("official_id", "official_name")
    hands = {id_: (name, number, over) for id_, name, number, over in rows.annotate(n=Count("pk"), late=late)}
    found = [
        replace(one, open=hands[one.official][1], late=hands[one.official][2]) if one.official in hands else one
        for one in officials
    ]
    known = {one.official for one in officials}
    idle = [
        Done(id_, name, 0, 0, 0, 0, 0, 0, open=n, late=over)
        for id_, (name, n, over) in hands.items()
        if id_ not in known
    ]
    return (*found, *sorted(idle, key=lambda one: one.name))


def _takes(mine: QuerySet[Dossier], fields: Mapping[str, str]) -> dict[str, rules.Handling]:
    """Return how long one dossier of each field takes at the counter, by the gaps between receptions of one official."""
    receptions = StepRun.objects.filter(dossier__in=mine, ordinal=0, role="counter", official_id__isnull=False)
    rows = receptions.order_by("official_id", "finished_at").values_list(
        "official_id", "finished_at", "dossier__procedure_code"
    )
    gaps: dict[str, list[float]] = defaultdict(list)
    for (before, earlier, _), (after, later, code) in pairwise(rows):
        if before == after and earlier is not None and later is not None:
            gaps[fields[code]] += rules.gaps_between((earlier, later))
    return {field: rules.handling(gaps[field]) for field in set(fields.values())}
