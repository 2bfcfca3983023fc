"""Needs of housing, allowance and posts: the list for who can solve them, with its counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office import family, territory
from motcua.office.queries import names
from motcua.staff.models import StaffNeed
from motcua.staff.queries import reach
from motcua.staff.rules.needs import NeedKind, Solver, only_province

PAGE = 50
OPEN = (StaffNeed.State.TOLD, StaffNeed.State.UNDER_WAY)
STATES: dict[str, str] = {
    StaffNeed.State.TOLD: N_("chưa trả lời"),
    StaffNeed.State.UNDER_WAY: N_("đang giải quyết"),
    StaffNeed.State.SOLVED: N_("đã giải quyết"),
    StaffNeed.State.REFUSED: N_("không giải quyết"),
    StaffNeed.State.WITHDRAWN: N_("đã rút"),
}


@dataclass(frozen=True, slots=True)
class StaffNeedRow:
    """A need; ``days`` is its age."""

    id: UUID
    unit: UUID
    unit_name: str
    place_name: str
    official: UUID | None
    name: str
    kind: NeedKind
    people: int
    reason: str
    since: date
    days: int
    solution: str
    solver: Solver
    only_province: bool
    state: str
    answer: str
    answered_on: date | None
    answered_by: str
    open: bool
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many needs within reach are open, of how many told; people they are about; those only the province can solve."""

    open: int
    whole: int
    people: int
    only_province: int
    by_kind: dict[NeedKind, tuple[int, int]]
    by_solver: dict[Solver, int]


def staff_needs(
    actor: Actor,
    *,
    kind: NeedKind | None = None,
    solver: Solver | None = None,
    province: bool = False,
    open_only: bool = True,
    before: UUID | None = None,
) -> tuple[StaffNeedRow, ...]:
    """Return needs within reach, newest first, from the one after ``before`` on."""
    found = _within(actor)
    if kind is not None:
        found = found.filter(kind=kind)
    if solver is not None:
        found = found.filter(solver=solver)
    if province:
        found = found.exclude(solver=Solver.COMMUNE)
    if open_only:
        found = found.filter(state__in=OPEN)
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[:PAGE])
    called = names.officials_named({row.official_id for row in rows if row.official_id is not None})
    reach.looked(actor, "staff.needs", called)
    return tuple(_row(actor, row, called) for row in rows)


def staff_need(actor: Actor, id_: UUID) -> StaffNeedRow:
    """Return one need; :class:`NotFound` outside reach."""
    row = _within(actor).filter(pk=id_).first()
    if row is None:
        raise NotFound(N_("Không có nhu cầu này."))
    called = names.officials_named([row.official_id] if row.official_id else [])
    reach.looked(actor, "staff.need", called)
    return _row(actor, row, called)


def counts(actor: Actor) -> Counts:
    """Return the counts of needs within reach; those taken back are left out."""
    rows = list(
        _within(actor).exclude(state=StaffNeed.State.WITHDRAWN).values_list("kind", "solver", "state", "people")
    )
    standing = [row for row in rows if row[2] in OPEN]
    whole, left = Counter(row[0] for row in rows), Counter(row[0] for row in standing)
    return Counts(
        open=len(standing),
        whole=len(rows),
        people=sum(row[3] for row in standing),
        only_province=sum(only_province(row[1]) for row in standing),
        by_kind={kind: (left[kind], whole[kind]) for kind in NeedKind if whole[kind]},
        by_solver={solver: n for solver in Solver if (n := sum(row[1] == solver for row in standing))},
    )


def _within(actor: Actor) -> QuerySet[StaffNeed]:
    reach.require_read(actor)
    return StaffNeed.objects.filter(place__in=territory.of(actor), realm=actor.realm)


def _row(actor: Actor, row: StaffNeed, called: dict[UUID, str]) -> StaffNeedRow:
    unit, place = family.kin(row.unit_id), family.kin(row.place_id)
    return StaffNeedRow(
        id=row.id,
        unit=row.unit_id,
        unit_name=unit.full_name if unit else "",
        place_name=place.full_name if place else "",
        official=row.official_id,
        name=called.get(row.official_id, "") if row.official_id else "",
        kind=NeedKind(row.kind),
        people=row.people,
        reason=row.reason,
        since=row.since,
        days=(clock.today() - row.since).days,
        solution=row.solution,
        solver=Solver(row.solver),
        only_province=only_province(row.solver),
        state=row.state,
        answer=row.answer,
        answered_on=row.answered_on,
        answered_by=row.answered_by,
        open=row.state in OPEN,
        offers=tuple(available(row, actor)),
    )
