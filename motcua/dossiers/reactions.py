"""What dossiers do when they hear that something happened below."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from motcua.dossiers.models import Dossier, StepRun
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Context
from motcua.ledger.events import Event
from motcua.ledger.events.ledger import PrivatePartsErased
from motcua.parties import queries as parties

ERASED = "(đã xóa)"


class DossiersOfAPerson:
    """Answers the parties room: why a person's data must stay."""

    def reasons_to_keep(self, parties: Sequence[UUID]) -> Sequence[Said]:
        """Return a reason while a dossier of any of these records is open."""
        mine = Q(applicant_id__in=parties) | Q(submitter_id__in=parties)
        count = Dossier.objects.filter(mine, open=True).count()
        return [said(N_("Còn {count} hồ sơ đang giải quyết."), count=count)] if count else []


def forget_person(event: Event, context: Context) -> None:
    """Blank what closed dossiers say of a person whose data were erased from the books; codes and dates stay."""
    del context
    if not isinstance(event, PrivatePartsErased):
        return
    records = parties.same_person(event.subject) or (event.subject,)
    owned = Dossier.objects.filter(applicant_id__in=records)
    StepRun.objects.filter(dossier__in=owned).update(opinion="", taken_back="")
    owned.update(applicant_name=ERASED, about="", details="{}")
    Dossier.objects.filter(submitter_id__in=records).update(submitter_name=ERASED)
