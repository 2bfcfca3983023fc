"""Reads of what was not received: whom a centre turned away, to complete their papers or for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from motcua.catalogue import queries as catalogue
from motcua.catalogue.rules import case_of
from motcua.dossiers import policies, scopes
from motcua.dossiers.models import Application
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.words import N_
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.ledger.events.dossier_life import Lacking

PAGE = 50
KINDS = {
    Application.Kind.SUPPLEMENT.value: N_("Yêu cầu bổ sung"),
    Application.Kind.REFUSAL.value: N_("Từ chối tiếp nhận"),
}


@dataclass(frozen=True, slots=True)
class Turned:
    """One application that was not received. ``lacking``: papers by name, and what to do about each; ``dossier`` is what
    became of it, once the person came back."""

    id: UUID
    number: str
    kind: str
    procedure_code: str
    procedure: str
    case: str
    channel: str
    applicant_id: UUID
    applicant: str
    submitter_id: UUID | None
    about: str
    lacking: tuple[tuple[str, str], ...]
    reason: str
    ground: str
    at: datetime
    dossier: UUID | None


def application(actor: Actor, application_id: UUID) -> Turned:
    """Return one; :class:`NotFound` also for whoever may not know it; the read is logged."""
    return _turned(readable(actor, application_id, purpose="Xem hồ sơ chưa tiếp nhận"))


def readable(actor: Actor, application_id: UUID, *, purpose: str) -> Application:
    """Return the row of an application the actor may read; the read is logged, a refusal too (:class:`NotFound`)."""
    row = Application.objects.filter(pk=application_id).first()
    if row is None:
        raise NotFound(N_("Không tìm thấy hồ sơ."))
    refusal = policies.may_read_application(actor, row)
    if refusal is not None:
        access.refused(actor, "dossiers.application", row.id, NotAllowed(refusal.sentence, **refusal.values))
        raise NotFound(N_("Không tìm thấy hồ sơ."))
    access.read(actor, "dossiers.application", [row.id, row.applicant_id], purpose=purpose)
    return row


def waiting_of(actor: Actor, person: UUID) -> tuple[Turned, ...]:
    """Return what the actor's centre asked a person to complete and has not received, the latest first."""
    rows = Application.objects.filter(
        applicant_id=person,
        kind=Application.Kind.SUPPLEMENT,
        dossier_id__isnull=True,
        unit_id__in=scopes.units_of(actor),
        realm=str(actor.realm),
    )
    return tuple(_turned(row) for row in rows.order_by("-id")[:PAGE])


def turned_away(actor: Actor, *, after: UUID | None = None) -> tuple[tuple[Turned, ...], UUID | None]:
    """Return a page of what the actor's centre did not receive, the latest first, and where the next page begins.

    :class:`NotAllowed` for whoever neither receives nor directs. Names are of the centre's own callers, as in its lists.
    """
    if not (actor.can("dossier.receive") or actor.can("dossier.correct")):
        raise NotAllowed(N_("Bạn không có quyền xem hồ sơ."))
    rows = Application.objects.filter(unit_id__in=scopes.units_of(actor), realm=str(actor.realm))
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows.order_by("-id")[: PAGE + 1])
    more = found[PAGE - 1].id if len(found) > PAGE else None
    return tuple(_turned(row) for row in found[:PAGE]), more


def _turned(row: Application) -> Turned:
    return Turned(
        id=row.id,
        number=row.number,
        kind=row.kind,
        procedure_code=row.procedure_code,
        procedure=row.procedure_name,
        case=row.case,
        channel=row.channel,
        applicant_id=row.applicant_id,
        applicant=row.applicant_name,
        submitter_id=row.submitter_id,
        about=row.about,
        lacking=lacking(row),
        reason=row.reason,
        ground=row.ground,
        at=row.turned_at,
        dossier=row.dossier_id,
    )


def lacking(row: Application) -> tuple[tuple[str, str], ...]:
    """Return the papers somebody was asked for, each by its name on the published list and what to do about it."""
    asked = msgspec.json.decode(row.lacking, type=list[Lacking])
    if not asked:
        return ()
    facts = catalogue.version(row.procedure_version_id).facts
    names = {paper.key: paper.name for paper in case_of(facts, row.case).papers}
    return tuple((names.get(one.key, one.key), one.words) for one in asked)
