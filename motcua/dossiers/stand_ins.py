"""What somebody about to go on leave is offered: colleagues who may do the work, and each dossier in hand with what stands against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import F

from motcua.dossiers import giving, lists, rules, standing_in
from motcua.dossiers.counted import midnight
from motcua.dossiers.models import Dossier, StandIn
from motcua.dossiers.rules import giving as rule
from motcua.dossiers.views import DossierRow
from motcua.kernel import clock
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office.queries import names as office
from motcua.office.queries.holders import holders
from motcua.staff import availability

MOST: Final = 500
"""Dossiers of one person given at once; whoever has more in hand gives the rest when these are done."""
POWERS: Final = frozenset().union(*(rules.powers_of_step(role) for role in rule.GIVEN))
"""Powers by which steps that are given to one person are worked."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who may take over: what they have in hand, how many of the dossiers they may work and know the field of."""

    id: UUID
    name: str
    work: Said
    able: int
    known: int


@dataclass(frozen=True, slots=True)
class Mine:
    """A dossier in hand: whether a date of it falls in the period, what stands against giving it, a field not known."""

    row: DossierRow
    falls_due: bool
    refusal: Said | None
    unknown: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What would be given to whom. ``dossiers``: what falls due in the period first."""

    colleagues: tuple[Colleague, ...]
    dossiers: tuple[Mine, ...]

    @property
    def able(self) -> list[Mine]:
        """Return those that can be given."""
        return [one for one in self.dossiers if one.refusal is None]

    @property
    def falling_due(self) -> int:
        """Return how many of those that can be given fall due in the period."""
        return sum(one.falls_due for one in self.able)


@dataclass(frozen=True, slots=True)
class Period:
    """A recorded leave that is granted and not over, with whom it names as cover."""

    id: UUID
    first: date
    last: date
    cover: UUID | None


@dataclass(frozen=True, slots=True)
class Arranged:
    """A stand-in that lasts or is to come: who for whom, until when, how many dossiers are with the colleague now."""

    id: UUID
    absentee: str
    colleague: str
    first: date
    last: date
    begun: bool
    held: int


def periods(actor: Actor) -> tuple[Period, ...]:
    """Return the actor's own granted leave that is not over, the next first."""
    if actor.official is None:
        return ()
    found = availability.granted(actor.official, clock.today(), giving.PEOPLE)
    return tuple(Period(*one) for one in found)


def arranged(actor: Actor) -> tuple[tuple[Arranged, ...], tuple[Arranged, ...]]:
    """Return who stands in for the actor, and for whom the actor stands in, now or soon."""
    if actor.official is None:
        return (), ()
    found = standing_in.lasting(str(actor.realm)).order_by("first", "id")
    mine = list(found.filter(absentee_id=actor.official))
    others = list(found.filter(colleague_id=actor.official))
    held = Counter(
        Dossier.objects.filter(stand_in_id__in=[one.id for one in (*mine, *others)]).values_list(
            "stand_in_id", flat=True
        )
    )
    return tuple(_arranged(one, held[one.id]) for one in mine), tuple(_arranged(one, held[one.id]) for one in others)


def _arranged(row: StandIn, held: int) -> Arranged:
    begun = row.first <= clock.today()
    return Arranged(row.id, row.absentee_name, row.colleague_name, row.first, row.last, begun, held)


def offer(actor: Actor, colleague: UUID | None, first: date, last: date) -> Offer:
    """Return what the actor has in hand and who may take it over; refusals are about ``colleague``, once one is chosen."""
    found = in_hand(actor.official, str(actor.realm)) if actor.official else []
    proposals = giving.Proposals()
    able = {dossier.id: _able(dossier, proposals) for dossier in found if obstacle(dossier) is None}
    end = midnight(last + timedelta(days=1))
    rows = lists.rows_of(found)
    mine = [
        Mine(
            row,
            any(due is not None and due < end for due in (row.due_at, row.step_due_at)),
            refusal(dossier, colleague, able.get(dossier.id)),
            _unknown(dossier, colleague, able.get(dossier.id)),
        )
        for dossier, row in zip(found, rows, strict=True)
    ]
    return Offer(_colleagues(actor, able), tuple(sorted(mine, key=lambda one: not one.falls_due)))


def in_hand(official: UUID, realm: str) -> list[Dossier]:
    """Return the open dossiers somebody works on, soonest due first."""
    found = Dossier.objects.filter(official_id=official, open=True, realm=realm)
    return list(found.order_by(F("due_at").asc(nulls_last=True), "id")[:MOST])


def obstacle(dossier: Dossier) -> Said | None:
    """Return why a dossier stays with whoever holds it, whoever the colleague would be."""
    if dossier.step_role not in rule.GIVEN:
        return said(
            N_("Bước «{step}» không giao cho từng người; ký thay phải có ủy quyền ký riêng."), step=dossier.step_name
        )
    if dossier.stand_in_id is not None:
        return said(N_("Hồ sơ này đang làm thay người khác. Xin lãnh đạo đơn vị giao."))
    return None


def refusal(dossier: Dossier, colleague: UUID | None, able: dict[UUID, rule.Candidate] | None = None) -> Said | None:
    """Return why a dossier cannot be given to ``colleague``: its step, or that they may not work it in its unit."""
    against = obstacle(dossier)
    if against is not None or colleague is None:
        return against
    able = _able(dossier, giving.Proposals()) if able is None else able
    if colleague in able:
        return None
    unit = office.names_of({dossier.holder_id}).get(dossier.holder_id, "")
    return said(N_("Người được chọn không làm được bước «{step}» ở {unit}."), step=dossier.step_name, unit=unit)


def _able(dossier: Dossier, proposals: giving.Proposals) -> dict[UUID, rule.Candidate]:
    return {one.official: one for one in proposals.candidates(dossier)}


def _unknown(dossier: Dossier, colleague: UUID | None, able: dict[UUID, rule.Candidate] | None) -> str:
    """Return the field of a dossier that the colleague is not recorded to know."""
    one = (able or {}).get(colleague) if colleague else None
    return giving.field_of(dossier) if one is not None and not one.knows else ""


def people(actor: Actor) -> dict[UUID, str]:
    """Return who of the actor's unit may work the steps that the actor works, by rank."""
    if actor.unit is None:
        return {}
    found = holders(actor.unit, actor.powers & POWERS, giving.PEOPLE)
    return {one.official: one.name for one in found if one.official != actor.official}


def _colleagues(actor: Actor, able: dict[UUID, dict[UUID, rule.Candidate]]) -> tuple[Colleague, ...]:
    """Return who may take over: who may work the most of it, heads after their people, who knows the fields, the least in hand."""
    names = people(actor)
    count, known, heads = Counter[UUID](), Counter[UUID](), set[UUID]()
    for candidates in able.values():
        for official, one in candidates.items():
            names.setdefault(official, one.name)
            count[official] += 1
            known[official] += one.knows
            heads |= {official} if one.head else set()
    names.pop(actor.official or actor.account, None)
    work = giving.work_in_hand(names, str(actor.realm))
    day = giving.day_of(actor.unit) if actor.unit else rule.UNTOLD_MINUTES
    found = [
        Colleague(id_, name, rule.in_hand(*work.get(id_, (0, 0)), day), count[id_], known[id_])
        for id_, name in names.items()
    ]
    return tuple(
        sorted(
            found,
            key=lambda one: (-one.able, one.id in heads, -one.known, work.get(one.id, (0, 0))[1], one.name),
        )
    )


def busy(colleague: UUID, first: date, last: date, realm: str, spare: Sequence[UUID] = ()) -> Said | None:
    """Return why somebody cannot stand in for these days: their own leave, or others who work for them then."""
    leave = availability.away_between(colleague, first, last, giving.PEOPLE)
    if leave is not None:
        return said(N_("Người này nghỉ đến hết {day} trong thời gian đó."), day=f"{leave:%d/%m/%Y}")
    theirs = standing_in.lasting(realm).filter(absentee_id=colleague, first__lte=last, last__gte=first)
    if theirs.exclude(pk__in=spare).exists():
        return said(N_("Người này đã giao việc của mình cho người khác trong thời gian đó."))
    return None
