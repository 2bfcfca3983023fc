"""Correct a line of the book with trace; cancel a number, which stays and is never taken again."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.certifications import policies, rules
from motcua.certifications.commands.shared import Words, bill_anew, hold_day_of, reached, wanted
from motcua.certifications.commands.work import begin_again
from motcua.certifications.models import Certification, Correction, Original
from motcua.certifications.queries.signing import charge_at
from motcua.certifications.rules import Kind
from motcua.kernel.errors import Conflict, NotFound
from motcua.kernel.ids import new_id
from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.certifications import CertificationCharged, NumberCancelled, OriginalCorrected
from motcua.payments import queries as payments


class CorrectOriginal(Command, frozen=True, kw_only=True):
    """Correct what a line says, with the reason. Other counts mean another fee, and comparing and signing anew."""

    TARGET = "certification"

    certification: UUID
    original: UUID
    name: Annotated[str, msgspec.Meta(max_length=400)]
    pages: int
    copies: int
    reason: Words


class CancelNumber(Command, frozen=True, kw_only=True):
    """Cancel the number of one original, with the reason."""

    TARGET = "certification"

    certification: UUID
    original: UUID
    reason: Words


def is_changeable(row: Certification) -> Said | None:
    """Only while it was not handed over."""
    return rules.refuse_changing(reached(row))


@act(CorrectOriginal, on=Certification, verb=N_("Sửa dòng sổ"), may=policies.may_receive, when=is_changeable, order=70)
def correct_original(command: CorrectOriginal, row: Certification, context: Context) -> Done[Certification]:
    """Keep what stood before. A fee that was paid is not changed under the payer's hand."""
    hold_day_of(row)
    one = _standing(row, command.original)
    name = rules.check_original(command.name, command.pages, command.copies)
    reason = wanted(command.reason)
    counts = (command.pages, command.copies)
    if (name, *counts) == (one.name, one.pages, one.copies):
        raise Conflict(N_("Nội dung không đổi."))
    others = Original.objects.filter(certification=row, cancelled_at__isnull=True).exclude(pk=one.pk)
    rules.check_time([*others.values_list("copies", flat=True), command.copies])
    again = counts != (one.pages, one.copies)
    correction = Correction(
        id=new_id(),
        certification=row,
        original=one,
        name=one.name,
        pages=one.pages,
        copies=one.copies,
        fee=one.fee,
        reason=reason,
        at=context.at,
        account_id=context.actor.account,
    )
    one.name, one.folded, (one.pages, one.copies) = name, fold(name)[:300], counts
    if again:
        _charge_again(row, one, context)
        begin_again(row)
    correction.save()
    one.save()
    row.bill = bill_anew(row, reason, context) if again else row.bill
    event = OriginalCorrected(
        requester=row.requester_id,
        correction=correction.id,
        original=one.id,
        number=one.number,
        pages=one.pages,
        copies=one.copies,
        fee=one.fee,
        bill=row.bill,
        again=again,
        name=one.name,
        reason=reason,
    )
    return Done(event)


def _charge_again(row: Certification, one: Original, context: Context) -> None:
    """Set the fee of changed counts: all lines under the level posted now would be another bill, so it must be the same."""
    owed = payments.owed(row.dossier or row.id)
    if owed is not None and owed.paid:
        raise Conflict(N_("Phí của lượt này đã thu. Hủy biên lai ở mục Thu phí trước, hoặc hủy số này và lấy số mới."))
    level = charge_at(row.centre_id, Kind(row.kind), context.at, row.realm).level
    for other in Original.objects.filter(certification=row, cancelled_at__isnull=True).exclude(pk=one.pk):
        if rules.fee_of(Kind(row.kind), level, other.pages, other.copies) != other.fee:
            raise Conflict(N_("Mức thu đã thay đổi từ lúc lấy số. Hủy số này và lấy số mới."))
    one.fee = rules.fee_of(Kind(row.kind), level, one.pages, one.copies)


@act(CancelNumber, on=Certification, verb=N_("Hủy số"), may=policies.may_receive, when=is_changeable, order=80)
def cancel_number(command: CancelNumber, row: Certification, context: Context) -> Done[Certification]:
    """Keep the line with its reason. What was paid for it is given back at the till; what was not is not owed."""
    hold_day_of(row)
    one = _standing(row, command.original)
    one.cancelled_at, one.cancelled_by_id = context.at, context.actor.account
    one.cancelled_why = wanted(command.reason)
    one.save()
    row.left -= 1
    row.bill = bill_anew(row, one.cancelled_why, context)
    event = NumberCancelled(
        requester=row.requester_id,
        original=one.id,
        number=one.number,
        bill=row.bill,
        reason=one.cancelled_why,
    )
    return Done(event)


class ChargeAgain(Command, frozen=True, kw_only=True):
    """Open the bill anew where it was cancelled at the till, or says more than stands now; only while nothing is paid."""

    TARGET = "certification"

    certification: UUID


@act(
    ChargeAgain, on=Certification, verb=N_("Lập lại phiếu thu"), may=policies.may_receive, when=is_changeable, order=90
)
def charge_again(command: ChargeAgain, row: Certification, context: Context) -> Done[Certification]:
    """The fee is that of the lines that stand, under the level posted now; one that has changed since is not charged."""
    owed = payments.owed(row.id)
    if row.dossier is not None:
        raise Conflict(N_("Phí của lượt này thu theo hồ sơ."))
    if owed is not None and (owed.paid or owed.total == _fees(row)):
        raise Conflict(N_("Phiếu thu của lượt này đang đúng, hoặc đã thu tiền."))
    row.bill = bill_anew(row, "Lập lại phiếu thu", context)
    return Done(CertificationCharged(bill=row.bill))


def _fees(row: Certification) -> int:
    return sum(Original.objects.filter(certification=row, cancelled_at__isnull=True).values_list("fee", flat=True))


def _standing(row: Certification, original: UUID) -> Original:
    found = Original.objects.filter(pk=original, certification=row).first()
    if found is None:
        raise NotFound(N_("Không có số chứng thực này."))
    if found.cancelled_at is not None:
        raise Conflict(N_("Số này đã hủy."))
    return found
