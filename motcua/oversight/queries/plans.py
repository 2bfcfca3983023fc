"""Plans of tasks and days of every year, as their pages show them; cut to the asker's reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_, Said
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office import territory
from motcua.office.queries import names
from motcua.oversight.models import Directive, Occasion, OccasionDay, Plan
from motcua.oversight.policies import directives as policies
from motcua.oversight.queries.anchors import next_days
from motcua.oversight.queries.directives import DirectiveRow, countdown_of, rows_of, scope
from motcua.oversight.rules import directives as rules
from motcua.oversight.rules.occasions import is_weekend

MOST: Final = 300
TASKS_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan as lists show it: ``clear`` of its ``tasks`` have all six, ``done`` are accepted."""

    id: UUID
    title: str
    place: UUID
    place_name: str
    starts: date
    ends: date
    accepted_on: date | None
    tasks: int
    clear: int
    done: int


@dataclass(frozen=True, slots=True)
class PlanPage:
    """One plan with its tasks and monthly milestones."""

    row: PlanRow
    version: int
    accepted_by: str
    copied_from: UUID | None
    milestones: tuple[tuple[date, str], ...]
    tasks: tuple[DirectiveRow, ...]
    targets: dict[UUID, str]
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class OccasionRow:
    """A day of every year: when it is next, how far, on a weekend or not, who sees to it, what is due by it."""

    id: UUID
    name: str
    place: UUID
    place_name: str
    month: int
    day: int
    owner: UUID | None
    owner_name: str
    kept: bool
    next: date | None
    weekend: bool
    countdown: Said | None
    moved: str
    version: int
    tasks: tuple[DirectiveRow, ...]
    offers: tuple[Offer, ...]


def plans(actor: Actor) -> tuple[PlanRow, ...]:
    """Return the plans within reach, the newest period first."""
    return _plan_rows(list(_plans(actor).order_by("-starts", "title", "pk")[:MOST]))


def plan(actor: Actor, id_: UUID) -> PlanPage:
    """Return one plan; :class:`NotFound` outside the reach."""
    found = _plans(actor).filter(pk=id_).first()
    if found is None:
        raise NotFound(N_("Không có kế hoạch này trong địa bàn của bạn."))
    tasks = list(
        scope(actor)
        .filter(plan=found, period="")
        .exclude(state=rules.State.CANCELLED)
        .order_by("until", "pk")[:TASKS_MOST]
    )
    by = names.people_of([found.accepted_by]) if found.accepted_by else {}
    return PlanPage(
        row=_plan_rows([found])[0],
        version=found.version,
        accepted_by=by.get(found.accepted_by, "") if found.accepted_by else "",
        copied_from=found.copied_from_id,
        milestones=tuple(found.milestones.order_by("month").values_list("month", "words")),
        tasks=rows_of(tasks),
        targets={task.pk: task.target_words for task in tasks if task.target_words},
        offers=tuple(available(found, actor)),
    )


def occasions(actor: Actor, *, with_tasks: bool = True) -> tuple[OccasionRow, ...]:
    """Return the days kept within reach, the next one first."""
    found = list(_occasions(actor).filter(kept=True).order_by("name", "pk")[:MOST])
    rows = _occasion_rows(actor, found, with_tasks=with_tasks)
    return tuple(sorted(rows, key=lambda row: (row.next or date.max, row.name)))


def occasion(actor: Actor, id_: UUID) -> OccasionRow:
    """Return one day of the year; :class:`NotFound` outside the reach."""
    found = _occasions(actor).filter(pk=id_).first()
    if found is None:
        raise NotFound(N_("Không có sự kiện này trong địa bàn của bạn."))
    return _occasion_rows(actor, [found], with_tasks=True)[0]


def _plans(actor: Actor) -> QuerySet[Plan]:
    if not actor.can(policies.READ):
        return Plan.objects.none()
    return Plan.objects.filter(place__in=territory.of(actor), realm=actor.realm)


def _occasions(actor: Actor) -> QuerySet[Occasion]:
    if not actor.can(policies.READ):
        return Occasion.objects.none()
    return Occasion.objects.filter(place__in=territory.of(actor), realm=actor.realm)


def _plan_rows(found: list[Plan]) -> tuple[PlanRow, ...]:
    named = names.names_of({one.place_id for one in found})
    tasks = Directive.objects.filter(plan__in=[one.pk for one in found], period="").exclude(state=rules.State.CANCELLED)
    counted = {
        plan: (count, clear, done)
        for plan, count, clear, done in tasks.order_by()
        .values_list("plan")
        .annotate(
            count=Count("pk"),
            clear=Count("pk", filter=Q(lacking=0)),
            done=Count("pk", filter=Q(state=rules.State.ACCEPTED)),
        )
    }
    return tuple(
        PlanRow(
            one.pk,
            one.title,
            one.place_id,
            named.get(one.place_id, ""),
            one.starts,
            one.ends,
            one.accepted_on,
            *counted.get(one.pk, (0, 0, 0)),
        )
        for one in found
    )


def _occasion_rows(actor: Actor, found: list[Occasion], *, with_tasks: bool) -> list[OccasionRow]:
    today = clock.today()
    days = next_days(found, today)
    named = names.names_of({one.place_id for one in found} | {one.owner_id for one in found if one.owner_id})
    ids = [one.pk for one in found]
    moved = {
        (id_, day): reason
        for id_, day, reason in OccasionDay.objects.filter(occasion__in=ids).values_list("occasion_id", "day", "reason")
    }
    tasks: dict[UUID, list[Directive]] = {}
    if with_tasks:
        for task in scope(actor).filter(occasion__in=ids).order_by("until", "pk")[:TASKS_MOST]:
            tasks.setdefault(task.occasion_id or task.pk, []).append(task)
    return [
        OccasionRow(
            id=one.pk,
            name=one.name,
            place=one.place_id,
            place_name=named.get(one.place_id, ""),
            month=one.month,
            day=one.day,
            owner=one.owner_id,
            owner_name=named.get(one.owner_id, "") if one.owner_id else "",
            kept=one.kept,
            next=(day := days[one.pk]),
            weekend=day is not None and is_weekend(day),
            countdown=countdown_of(one.place_id, today, day) if day else None,
            moved=moved.get((one.pk, day), "") if day else "",
            version=one.version,
            tasks=rows_of(tasks.get(one.pk, [])),
            offers=tuple(available(one, actor)),
        )
        for one in found
    ]
