"""The board of a unit: who has how much in hand, which steps run late, what lies with bodies outside. For who gives out work."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import F

from motcua.dossiers import clocks, giving, lists, routing, rules
from motcua.dossiers.models import Consultation, Dossier
from motcua.dossiers.rules import giving as rule
from motcua.dossiers.rules import life
from motcua.dossiers.views import DossierRow, DueView
from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office.queries import names as office
from motcua.office.queries.holders import holders
from motcua.staff import availability

MOST: Final = 300
"""Open dossiers of a unit looked at: beyond them the lists are the place to go on."""
_POWERS: Final = frozenset().union(*(rules.powers_of_step(role) for role in rule.GIVEN))


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who works steps: fields they know, what is in their hands, which of it is late or soon; on leave or not."""

    id: UUID
    name: str
    title: str
    fields: tuple[str, ...]
    work: Said
    open: int
    late: int
    soon: int
    away: Said | None


@dataclass(frozen=True, slots=True)
class Sent:
    """A dossier, or a question about one, with a body outside: since when, until when."""

    id: UUID
    label: str
    procedure: str
    body: str
    asked_at: datetime
    due: DueView
    whole: bool


@dataclass(frozen=True, slots=True)
class UnitBoard:
    """A unit's work now. ``units`` are those the reader may look at; ``steps`` the late and soon ones, the latest first.

    ``unassigned`` wait for somebody: each with whom the rule proposes, and why.
    """

    unit: UUID
    name: str
    units: tuple[tuple[UUID, str], ...]
    automatic: bool
    workers: tuple[Worker, ...]
    steps: tuple[DossierRow, ...]
    unassigned: tuple[tuple[DossierRow, str, Said], ...]
    sent: tuple[Sent, ...]
    open: int
    late: int
    soon: int


def units_of(actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Return the units whose board the actor may see: a head's own, of the director's commune all that work steps.

    :class:`NotAllowed` for whoever gives out no work.
    """
    if not actor.can("dossier.assign") or actor.unit is None:
        raise NotAllowed(N_("Chỉ lãnh đạo phòng hoặc Giám đốc Trung tâm xem bảng việc của đơn vị."))
    wanted = {actor.unit}
    if actor.can("dossier.correct"):
        centre = routing.directory(actor.unit).centre
        wanted |= {centre, *routing.bodies(centre)}
    found = office.names_of(wanted)
    return tuple(sorted(found.items(), key=lambda one: (one[0] != actor.unit, one[1])))


def board(actor: Actor, unit: UUID | None = None) -> UnitBoard:
    """Return the board of a unit, the reader's own unless told; :class:`NotFound` for one they may not see."""
    units = units_of(actor)
    wanted = unit or units[0][0]
    name = dict(units).get(wanted)
    if name is None:
        raise NotFound(N_("Không có bảng việc của đơn vị này."))
    realm = str(actor.realm)
    here = Dossier.objects.filter(
        holder_id=wanted, realm=realm, open=True, state__in=[str(one) for one in life.RUNNING]
    )
    dossiers = list(here.order_by(F("step_due_at").asc(nulls_last=True), "id")[:MOST])
    rows = dict(zip((one.id for one in dossiers), lists.rows_of(dossiers), strict=True))
    stands = {one.id: rows[one.id].step_due.state for one in dossiers}
    waiting = [one for one in dossiers if one.official_id is None and not one.outside and giving.is_given(one)]
    proposals = giving.Proposals()
    proposed = [(rows[one.id], proposals.of(one)) for one in waiting]
    return UnitBoard(
        unit=wanted,
        name=name,
        units=units,
        automatic=wanted in giving.automatic(realm),
        workers=_workers(wanted, realm, dossiers, stands),
        steps=tuple(rows[id_] for id_, state in stands.items() if state in ("late", "soon")),
        unassigned=tuple(
            (row, found.first.name if found else "", found.why if found else giving.nobody()) for row, found in proposed
        ),
        sent=_sent(wanted, realm),
        open=len(dossiers),
        late=sum(state == "late" for state in stands.values()),
        soon=sum(state == "soon" for state in stands.values()),
    )


def _workers(unit: UUID, realm: str, dossiers: list[Dossier], stands: dict[UUID, str]) -> tuple[Worker, ...]:
    now = clock.now()
    today = clock.local(now).date()
    people = holders(unit, _POWERS, giving.PEOPLE, today)
    ids = [one.official for one in people]
    known, away = availability.fields_of(ids, today, giving.PEOPLE), availability.away(ids, now, giving.PEOPLE)
    work, a_day = giving.work_in_hand(ids, realm), giving.day_of(unit)
    marks = Counter((one.official_id, stands[one.id]) for one in dossiers)
    found = []
    for one in people:
        count, minutes = work.get(one.official, (0, 0))
        until = away.get(one.official)
        found.append(
            Worker(
                id=one.official,
                name=one.name,
                title=one.title,
                fields=tuple(sorted(known.get(one.official, ()))),
                work=rule.in_hand(count, minutes, a_day),
                open=count,
                late=marks[one.official, "late"],
                soon=marks[one.official, "soon"],
                away=said(N_("nghỉ đến hết {day}"), day=f"{until:%d/%m}") if until else None,
            )
        )
    return tuple(found)


def _sent(unit: UUID, realm: str) -> tuple[Sent, ...]:
    """Return what bodies outside owe the unit, or the centre that received it, an answer about; what is due first."""
    waiting = Consultation.objects.filter(answered_at__isnull=True, dossier__open=True, dossier__realm=realm)
    concerned = waiting.filter(dossier__holder_id=unit) | waiting.filter(dossier__received_unit_id=unit)
    found = list(concerned.select_related("dossier").order_by("answer_by", "id")[:MOST])
    reckoned = clocks.Clocks(clock.now())
    return tuple(
        Sent(
            id=row.dossier_id,
            label=row.dossier.code or row.dossier.reception_number,
            procedure=row.dossier.procedure_name,
            body=row.body,
            asked_at=row.asked_at,
            due=reckoned.of_answer(row),
            whole=bool(row.step),
        )
        for row in found
    )
