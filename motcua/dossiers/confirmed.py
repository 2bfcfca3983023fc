"""What was confirmed on the screen turned to the citizen, for the page of a dossier."""

from __future__ import annotations

from motcua.dossiers.models import DataConfirmation, Dossier
from motcua.dossiers.rules.confirming import SHOWN
from motcua.dossiers.views import Confirmed
from motcua.kernel.words import Said, said
from motcua.ledger.prepared import Prepared

_OF_VISIT = Prepared(lambda visit: DataConfirmation.objects.filter(visit_id=visit).order_by("id"))


def confirmed(dossier: Dossier) -> Confirmed | None:
    """Return what was confirmed last before the dossier was received, of its procedure in its visit; one statement."""
    rows = [
        row
        for row in _OF_VISIT(dossier.visit_id)
        if row.procedure_code == dossier.procedure_code and row.confirmed_at <= dossier.received_at
    ]
    if not rows:
        return None
    last = rows[-1]
    return Confirmed(last.confirmed_at, _names(last.fields), _names(last.questioned))


def _names(text: str) -> tuple[Said, ...]:
    return tuple(said(SHOWN[name]) for name in text.split() if name in SHOWN)
