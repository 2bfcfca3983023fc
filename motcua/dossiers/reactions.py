"""What dossiers do when they hear that something happened below."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.documents import clearing
from motcua.dossiers import giving, stand_ins, standing_in
from motcua.dossiers.commands.attach import RESULT
from motcua.dossiers.commands.fee import MarkPaid
from motcua.dossiers.commands.give import AssignProposed
from motcua.dossiers.commands.stand_in import EndStandIn, GiveDossierBack, LendDossier
from motcua.dossiers.commands.sync import AwaitSync
from motcua.dossiers.models import (
    Application,
    Attachment,
    Consultation,
    DataComparison,
    Dossier,
    FilledForm,
    RunItem,
    StandIn,
    StepRun,
)
from motcua.dossiers.rules.life import State
from motcua.dossiers.rules.stand_in import Cause
from motcua.kernel import clock
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Realm, system
from motcua.ledger.commands import Context
from motcua.ledger.events import Event
from motcua.ledger.events.dossier_life import FeeDemanded
from motcua.ledger.events.dossier_office import StandInEnded
from motcua.ledger.events.dossiers import DossierAssigned
from motcua.ledger.events.ledger import PrivatePartsErased
from motcua.ledger.events.links import LineCut, OutageCorrected
from motcua.ledger.events.payments import BillPaid
from motcua.ledger.events.staff import LeaveCancelled
from motcua.ledger.perform import perform
from motcua.ledger.queries import stream, stream_of
from motcua.links import queries as links
from motcua.parties import queries as parties

ERASED = "(đã xóa)"
AS_IT_ARRIVES = "Đơn vị đặt tự giao việc khi hồ sơ đến"
"""The standing order under which a unit's work is given out as it arrives; who set it, when and why is in the books."""
CUT_TOLD_LATER = "Đường truyền tỉnh mất khi tiếp nhận, ghi sau"
"""The standing order under which dossiers received during a cut that was told later wait for the province's system."""
_EVER = datetime(2000, 1, 1, tzinfo=clock.VIETNAM)
WHILE_ON_LEAVE = "Người nghỉ đã giao việc cho người làm thay"
"""The standing order under which work goes to a stand-in and comes back; who arranged it, when and until when is in the books."""
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
    owned.update(applicant_name=ERASED, about="", details="{}", folded="", paper_lost="")
    RunItem.objects.filter(dossier__in=owned).update(reason="")
    Consultation.objects.filter(dossier__in=owned).update(question="", answer="")
    DataComparison.objects.filter(person_id__in=records).update(differences="{}", purpose="")
    turned = Application.objects.filter(applicant_id__in=records)
    turned.update(applicant_name=ERASED, about="", lacking="[]", reason="", papers="[]")
    Dossier.objects.filter(submitter_id__in=records).update(submitter_name=ERASED, folded="")


def follow_payment(event: Event, context: Context) -> None:
    """Let the clock of a dossier go on once what was demanded is settled, whoever entered the money; under the till's order.

    A bill of anything else leaves it waiting: only one opened after the demand whose total is the amount demanded counts.
    Where the notice alone says the amount, the official records the payment.
    """
    if not isinstance(event, BillPaid) or not event.settled:
        return
    waiting = Dossier.objects.filter(pk=event.dossier, state=State.FEE).first()
    if waiting is None or not _was_demanded(waiting, event, context):
        return
    order = system(PAID_AT_THE_TILL, powers=frozenset({"dossier.receive"}), realm=Realm(waiting.realm))
    paid = MarkPaid(dossier=waiting.id, receipt=f"{event.symbol} {event.number:07d}".strip())
    perform(paid, replace(order, unit=waiting.received_unit_id), key=f"{context.entry.hex}.paid")


def _was_demanded(waiting: Dossier, paid: BillPaid, context: Context) -> bool:
    """Say whether a bill settled now is what a dossier waits for. A settled bill's receipts make up its total."""
    demand = next((one for one in reversed(stream(waiting.id)) if isinstance(one.event, FeeDemanded)), None)
    bill = stream_of(context.entry)
    if demand is None or bill is None or not isinstance(demand.event, FeeDemanded):
        return False
    opened = stream(bill)[0]
    # Entries are named in their order, also those of one instant.
    after = (opened.at, opened.entry) > (demand.at, demand.entry)
    return after and demand.event.amount_vnd == paid.paid


def await_sync(event: Event, context: Context) -> None:
    """Mark what a centre that mints its codes received during a cut from the province that was only told afterwards.

    A cut known at reception marked each as it came; where the province gives the codes, what has one is known there.
    """
    if not isinstance(event, LineCut | OutageCorrected):
        return
    line = event.line if isinstance(event, LineCut) else stream_of(context.entry)
    if line is None:
        return
    unit, realm, now = links.unit_of(line), str(context.actor.realm), context.at
    cut = next((one for one in links.province_cuts(unit, realm, _EVER, now) if one.outage == event.outage), None)
    if cut is None:
        return
    during = Dossier.objects.filter(received_unit_id=unit, realm=realm, unsynced_since__isnull=True)
    during = during.filter(received_at__gte=cut.started_at, received_at__lt=cut.ended_at or now)
    order = system(CUT_TOLD_LATER, realm=Realm(realm))
    for dossier, code, number, at in during.values_list("pk", "code", "reception_number", "received_at"):
        if code == number:
            perform(
                AwaitSync(dossier=dossier, outage=cut.outage, since=at), order, key=f"{context.entry.hex}.{dossier.hex}"
            )


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


def lend_new(event: Event, context: Context) -> None:
    """Pass on to the stand-in what somebody else gives to a person on leave; where they may not work it, it stays."""
    if not isinstance(event, DossierAssigned) or event.official == context.actor.official:
        return
    realm = str(context.actor.realm)
    row = standing_in.now_for(event.official, clock.today(), realm)
    dossier = Dossier.objects.filter(pk__in=[stream_of(context.entry)]).first()
    if row is None or dossier is None or stand_ins.refusal(dossier, row.colleague_id) is not None:
        return
    order = system(WHILE_ON_LEAVE, realm=Realm(realm))
    perform(LendDossier(dossier=dossier.id, stand_in=row.id), order, key=f"{context.entry.hex}.lent")


def give_back(event: Event, context: Context) -> None:
    """Give back what a stand-in still holds, each dossier by an entry of its own."""
    if not isinstance(event, StandInEnded):
        return
    held = Dossier.objects.filter(stand_in_id=stream_of(context.entry)).order_by("id")
    order = system(WHILE_ON_LEAVE, realm=Realm(str(context.actor.realm)))
    for dossier in held.values_list("pk", flat=True):
        perform(GiveDossierBack(dossier=dossier), order, key=f"{context.entry.hex}.{dossier.hex}")


def follow_leave(event: Event, context: Context) -> None:
    """End the stand-in of a leave that was taken back."""
    if not isinstance(event, LeaveCancelled):
        return
    for row in StandIn.objects.filter(leave_id=stream_of(context.entry), ended_at__isnull=True):
        order = system(WHILE_ON_LEAVE, realm=Realm(row.realm))
        perform(
            EndStandIn(stand_in=row.id, cause=Cause.LEAVE_CANCELLED), order, key=f"{context.entry.hex}.{row.id.hex}"
        )


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
