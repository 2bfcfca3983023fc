"""Comparisons of data that differ: one, those of a dossier; each read is logged with its purpose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import UUID

import msgspec
from django.db.models import Q

from motcua.dossiers import policies, scopes
from motcua.dossiers.models import DataComparison, Dossier
from motcua.dossiers.rules import comparing
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.words import N_
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.parties.queries import cards as parties
from motcua.parties.rules.discrepancies import Discrepancy

DATA = Path(__file__).parent / "data" / "correcting.json"
MOST = 20


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which body puts a source right, by which act, with what in hand; ``trust`` is how far that was checked."""

    body: str
    act: str
    bring: str
    ground: str
    trust: str


class Correcting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table of facts: as of which day, from where, how far checked, and a body for each source."""

    as_of: str
    trust: str
    source: str
    bodies: dict[str, Body]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison as it is shown: the person, what differs, which sources are to be put right and where."""

    id: UUID
    number: str
    unit: UUID
    person: UUID
    name: str
    dossier: UUID | None
    label: str
    purpose: str
    differences: tuple[Discrepancy, ...]
    correct: tuple[tuple[str, Body], ...]
    compared_at: datetime
    compared_by: str
    erased: bool


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """A comparison in a list: number and when, nothing of what it says."""

    id: UUID
    number: str
    at: datetime


@cache
def correcting() -> Correcting:
    """Return which body puts which source right, as packaged; never read from elsewhere."""
    return msgspec.json.decode(DATA.read_bytes(), type=Correcting)


def comparison(actor: Actor, id_: UUID, purpose: str) -> Comparison:
    """Return one comparison; the read is logged under the person. :class:`NotFound` also for whom it does not concern."""
    row = DataComparison.objects.filter(pk=id_, realm=str(actor.realm)).first()
    if row is None:
        raise NotFound(N_("Không tìm thấy phiếu so sánh."))
    refusal = policies.may_read_comparison(actor, row)
    if refusal is not None:
        access.refused(actor, "dossiers.comparison", row.id, NotAllowed(refusal.sentence, **refusal.values))
        raise NotFound(N_("Không tìm thấy phiếu so sánh."))
    access.read(actor, "dossiers.comparison", [row.person_id], purpose=purpose)
    cards = parties.cards([row.person_id], realm=row.realm, gone=True)
    dossier = Dossier.objects.filter(pk=row.dossier_id).first() if row.dossier_id else None
    bodies = correcting().bodies
    values = msgspec.json.decode(row.differences)
    return Comparison(
        id=row.id,
        number=row.number,
        unit=row.unit_id,
        person=row.person_id,
        name=cards[row.person_id].name if row.person_id in cards else "",
        dossier=row.dossier_id,
        label=(dossier.code or dossier.reception_number) if dossier else "",
        purpose=row.purpose,
        differences=tuple(comparing.differing(values)),
        correct=tuple((source, bodies[source]) for source in row.correct.split()),
        compared_at=row.compared_at,
        compared_by=row.compared_by,
        erased=not values,
    )


def of_dossier(actor: Actor, dossier: UUID, visit: UUID, person: UUID) -> tuple[ComparisonRow, ...]:
    """Return the comparisons kept with a dossier, or with its visit about its applicant; none for who may not read them."""
    if policies.may_compare(actor, None) is not None:
        return ()
    mine = Q(dossier_id=dossier) | Q(visit_id=visit, person_id=person)
    rows = DataComparison.objects.filter(mine, realm=str(actor.realm), unit_id__in=scopes.units_of(actor))
    return tuple(ComparisonRow(row.id, row.number, row.compared_at) for row in rows.order_by("-id")[:MOST])
