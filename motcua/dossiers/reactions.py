"""What dossiers do when they hear that something happened below."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.documents import clearing
from motcua.dossiers import giving
from motcua.dossiers.commands.attach import RESULT
from motcua.dossiers.commands.fee import MarkPaid
from motcua.dossiers.commands.give import AssignProposed
from motcua.dossiers.models import Application, Attachment, Consultation, Dossier, FilledForm, StepRun
from motcua.dossiers.rules.life import State
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Realm, system
from motcua.ledger.commands import Context
from motcua.ledger.events import Event
from motcua.ledger.events.ledger import PrivatePartsErased
from motcua.ledger.events.payments import BillPaid
from motcua.ledger.perform import perform
from motcua.ledger.queries import stream_of
from motcua.parties import queries as parties

ERASED = "(đã xóa)"
AS_IT_ARRIVES = "Đơn vị đặt tự giao việc khi hồ sơ đến"
"""The standing order under which a unit's work is given out as it arrives; who set it, when and why is in the books."""
PAID_AT_THE_TILL = "Phiếu thu đã nộp đủ"
"""The standing order under which a settled bill lets a dossier go on (NĐ 118/2025 Đ24)."""


class DossiersOfAPerson:
    """Answers the parties room: why a person's data must stay."""

    def reasons_to_keep(self, parties: Sequence[UUID]) -> Sequence[Said]:
        """Return a reason while a dossier of any of these records is open."""
        mine = Q(applicant_id__in=parties) | Q(submitter_id__in=parties)
        count = Dossier.objects.filter(mine, open=True).count()
        return [said(N_("Còn {count} hồ sơ đang giải quyết."), count=count)] if count else []


def forget_person(event: Event, context: Context) -> None:
    """Blank what closed dossiers say of a person whose data were erased from the books; codes and dates stay."""
    if not isinstance(event, PrivatePartsErased):
        return
    records = parties.same_person(event.subject) or (event.subject,)
    owned = Dossier.objects.filter(applicant_id__in=records)
    StepRun.objects.filter(dossier__in=owned).update(opinion="", taken_back="")
    _forget_files(owned, context.at)
    FilledForm.objects.filter(dossier__in=owned).update(answers="", digest="", erased_at=context.at)
    owned.update(applicant_name=ERASED, about="", details="{}", folded="")
    Consultation.objects.filter(dossier__in=owned).update(question="", answer="")
    turned = Application.objects.filter(applicant_id__in=records)
    turned.update(applicant_name=ERASED, about="", lacking="[]", reason="", papers="[]")
    Dossier.objects.filter(submitter_id__in=records).update(submitter_name=ERASED, folded="")


def follow_payment(event: Event, context: Context) -> None:
    """Let the clock of a dossier go on once its bill is settled, whoever entered the money; under the till's order."""
    if not isinstance(event, BillPaid) or not event.settled:
        return
    waiting = Dossier.objects.filter(pk=event.dossier, state=State.FEE).first()
    if waiting is None:
        return
    order = system(PAID_AT_THE_TILL, powers=frozenset({"dossier.receive"}), realm=Realm(waiting.realm))
    paid = MarkPaid(dossier=waiting.id, receipt=f"{event.symbol} {event.number:07d}".strip())
    perform(paid, replace(order, unit=waiting.received_unit_id), key=f"{context.entry.hex}.paid")


def give_out(event: Event, context: Context) -> None:
    """Give the step a dossier has come to, where its unit has set so; where nobody can be proposed it waits for the head."""
    del event
    realm = str(context.actor.realm)
    units = giving.automatic(realm)
    if not units:
        return
    arrived = Dossier.objects.filter(pk__in=[stream_of(context.entry)], holder_id__in=units, official_id__isnull=True)
    dossier = arrived.first()
    if dossier is None or not giving.is_given(dossier) or giving.Proposals().of(dossier) is None:
        return
    order = system(AS_IT_ARRIVES, powers=frozenset({"dossier.assign"}), realm=Realm(realm))
    command = AssignProposed(dossier=dossier.id)
    perform(command, replace(order, unit=dossier.holder_id), key=f"{context.entry.hex}.given")


def _forget_files(owned: QuerySet[Dossier], at: datetime) -> None:
    """Take name and reach from the scans of these dossiers; issued results are kept by law, under a name that says nothing.

    The bytes of a scan are deleted after the commit, unless something else needs the same file.
    """
    files = Attachment.objects.filter(dossier__in=owned, erased_at__isnull=True)
    results = files.filter(paper=RESULT, removed_at__isnull=True)
    for result in results:
        result.filename, result.erased_at = RESULT + (mimetypes.guess_extension(result.media_type) or ""), at
        result.save(update_fields=["filename", "erased_at"])
    scans = files.exclude(paper=RESULT, removed_at__isnull=True)
    hashes = set(scans.values_list("sha256", flat=True))
    scans.update(sha256="", filename="", erased_at=at)
    # The same scan once attached elsewhere by mistake: its name there may tell of this person.
    Attachment.objects.filter(sha256__in=hashes, removed_at__isnull=False).update(filename="")
    clearing.let_go(hashes, at)
