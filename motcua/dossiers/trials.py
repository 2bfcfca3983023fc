"""Dossiers of the trial realm as evidence of a trial run: what the room of readiness asks for. No personal data."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from motcua.dossiers.models import Dossier
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Realm

MOST: Final = 100
_STANDING: Final = {
    Dossier.State.ACCEPTED.value: N_("đã tiếp nhận"),
    Dossier.State.PROCESSING.value: N_("đang giải quyết: {step}"),
    Dossier.State.READY.value: N_("đã có kết quả"),
    Dossier.State.RETURNED.value: N_("đã trả kết quả"),
    Dossier.State.SUPPLEMENT.value: N_("chờ bổ sung giấy tờ"),
    Dossier.State.FEE.value: N_("chờ nộp nghĩa vụ tài chính"),
    Dossier.State.SUSPENDED.value: N_("tạm dừng"),
    Dossier.State.WITHDRAWN.value: N_("người dân đã rút"),
    Dossier.State.STOPPED.value: N_("đã dừng giải quyết"),
}


@dataclass(frozen=True, slots=True)
class TrialDossier:
    """A dossier of the trial realm: where it was received, how it is called, where it stands, how many scans it has."""

    id: UUID
    unit: UUID
    label: str
    procedure: str
    state: str
    standing: Said
    scans: int


class DossiersOnTrial:
    """Answers the room of readiness, which has made sure that the reader may know of these centres."""

    def made(self, units: Collection[UUID], since: datetime) -> Sequence[TrialDossier]:
        """Return those the centres received from an instant on, newest first, at most 100; one statement."""
        found = _trial().filter(received_unit__in=units, received_at__gte=since)
        return [_told(row) for row in found.order_by("-received_at", "-id")[:MOST]]

    def named(self, ids: Collection[UUID]) -> Mapping[UUID, TrialDossier]:
        """Return those of the ids that are dossiers of the trial realm; one statement."""
        return {row.id: _told(row) for row in _trial().filter(pk__in=ids)} if ids else {}


def _trial() -> QuerySet[Dossier]:
    scans = Q(attachments__removed_at__isnull=True) & ~Q(attachments__paper="ket-qua")
    return Dossier.objects.filter(realm=Realm.TRIAL.value).annotate(scans=Count("attachments", filter=scans))


def _told(row: Dossier) -> TrialDossier:
    return TrialDossier(
        id=row.id,
        unit=row.received_unit_id,
        label=row.code or row.reception_number,
        procedure=row.procedure_name,
        state=row.state,
        standing=said(_STANDING[row.state], step=row.step_name),
        scans=getattr(row, "scans", 0),
    )
