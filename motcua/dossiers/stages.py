"""Where a dossier stands in its process: what whoever works it next must know. No personal data."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from motcua.dossiers.models import Dossier
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_


@dataclass(frozen=True, slots=True)
class Stage:
    """A dossier's code, procedure, holder and present step."""

    id: UUID
    realm: str
    code: str
    procedure_code: str
    state: str
    step_role: str
    step_name: str
    holder_id: UUID
    official_id: UUID | None
    official_name: str

    @property
    def ready(self) -> bool:
        """Say whether the result waits to be handed over."""
        return self.state == Dossier.State.READY


def stage_of(dossier: UUID) -> Stage:
    """Return where a dossier stands; :class:`NotFound` when there is none. For the product itself, not for people."""
    row = Dossier.objects.filter(pk=dossier).values(*Stage.__slots__).first()
    if row is None:
        raise NotFound(N_("Không tìm thấy hồ sơ."))
    return Stage(**row)
