"""What the return desk sees: the results that wait for a person, and whether each may be handed over now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.dossiers import policies
from motcua.dossiers.commands.return_result import is_ready, matter_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import rows_of
from motcua.dossiers.views import DossierRow
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.words import N_, Said
from motcua.ledger import access
from motcua.ledger.actor import Actor

MOST = 50


@dataclass(frozen=True, slots=True)
class Handing:
    """A dossier at the return desk: whose it is, who handed it in, and why not now (``None``: it may be returned).

    ``matter`` is what standing in for the owner would be (a value of ``parties.rules.words.Matter``).
    """

    row: DossierRow
    applicant_id: UUID
    submitter_id: UUID | None
    submitter: str
    return_manner: str
    visit: UUID
    matter: str
    refusal: Said | None


def of_person(actor: Actor, person: Iterable[UUID]) -> tuple[Handing, ...]:
    """Return the open dossiers of a person (all ids of the same person), ready ones first; the read is logged."""
    ids = list(person)
    found = _of_centre(actor).filter(Q(applicant_id__in=ids) | Q(submitter_id__in=ids), open=True)
    return _shown(actor, found)


def with_dossier(actor: Actor, dossier_id: UUID) -> tuple[Handing, ...]:
    """Return a dossier and the open ones of the same visit, the one asked for first; the read is logged.

    :class:`NotFound` when there is none, :class:`NotAllowed` when another centre hands it over.
    """
    asked = Dossier.objects.filter(pk=dossier_id, realm=str(actor.realm)).first()
    if asked is None:
        raise NotFound(N_("Không tìm thấy hồ sơ."))
    refusal = policies.may_return(actor, asked)
    if refusal is not None:
        error = NotAllowed(refusal.sentence, **refusal.values)
        access.refused(actor, "dossiers.handing", asked.id, error)
        raise error
    others = _of_centre(actor).filter(Q(visit_id=asked.visit_id, open=True) | Q(pk=asked.pk))
    shown = _shown(actor, others)
    return tuple(sorted(shown, key=lambda one: (one.row.id != dossier_id, one.refusal is not None)))


def _of_centre(actor: Actor) -> QuerySet[Dossier]:
    units = actor.units | ({actor.unit} if actor.unit else set())
    return Dossier.objects.filter(realm=str(actor.realm), returning_unit_id__in=units)


def _shown(actor: Actor, found: QuerySet[Dossier]) -> tuple[Handing, ...]:
    dossiers = list(found.order_by("-id")[:MOST])
    access.read(
        actor, "dossiers.handing", list(dict.fromkeys(one.applicant_id for one in dossiers)), purpose="Trả kết quả"
    )
    rows = rows_of(dossiers)
    shown = [
        Handing(
            row=row,
            applicant_id=one.applicant_id,
            submitter_id=one.submitter_id,
            submitter=one.submitter_name,
            return_manner=one.return_manner,
            visit=one.visit_id,
            matter=matter_of(one).value,
            refusal=policies.may_return(actor, one) or is_ready(one),
        )
        for one, row in zip(dossiers, rows, strict=True)
    ]
    return tuple(sorted(shown, key=lambda one: one.refusal is not None))
