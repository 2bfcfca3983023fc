"""From the printed copies to the hand of whoever asked: printed, compared, signed, handed over; another signer named."""

from __future__ import annotations

from uuid import UUID

from motcua.certifications import policies, rules
from motcua.certifications.commands.shared import hold_day_of, reached, signer_named
from motcua.certifications.models import Certification, Original
from motcua.certifications.rules import Kind
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, NotAllowed, RuleError
from motcua.kernel.words import N_, Said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.certifications import (
    CertificationHandedOver,
    CertificationSigned,
    CopiesCompared,
    SignerNamed,
    StatementsPrinted,
)
from motcua.payments import queries as payments


class RecordPrinting(Command, frozen=True, kw_only=True):
    """Say that copies and statements lie printed on the table: from here on they are compared."""

    TARGET = "certification"

    certification: UUID


def is_typed(row: Certification) -> Said | None:
    """Only what is not printed yet."""
    return rules.refuse_printing(reached(row))


@act(RecordPrinting, on=Certification, verb=N_("Đã in xong"), may=policies.may_receive, when=is_typed, order=10)
def record_printing(command: RecordPrinting, row: Certification, context: Context) -> Done[Certification]:
    """Typing and printing end here; comparing begins."""
    hold_day_of(row)
    row.printed_at, row.printed_by_id = context.at, context.actor.account
    return Done(StatementsPrinted(copies=_copies(row)))


class CompareCopies(Command, frozen=True, kw_only=True):
    """Say that every copy was compared with its original, every page of it."""

    TARGET = "certification"

    certification: UUID


def is_printed(row: Certification) -> Said | None:
    """Only what lies printed on the table."""
    return rules.refuse_comparing(reached(row))


@act(CompareCopies, on=Certification, verb=N_("Đã đối chiếu"), may=policies.may_receive, when=is_printed, order=20)
def compare_copies(command: CompareCopies, row: Certification, context: Context) -> Done[Certification]:
    """An official answers for it by name."""
    hold_day_of(row)
    row.compared_at, row.compared_by_id = context.at, context.actor.account
    return Done(CopiesCompared(copies=_copies(row)))


class SignCertification(Command, frozen=True, kw_only=True):
    """Say that the statements are signed: by the very person they name, on the day they bear."""

    TARGET = "certification"

    certification: UUID


def is_compared(row: Certification) -> Said | None:
    """Only what was compared."""
    return rules.refuse_signing(reached(row))


@act(SignCertification, on=Certification, verb=N_("Đã ký"), may=policies.may_sign, when=is_compared, order=30)
def sign_certification(command: SignCertification, row: Certification, context: Context) -> Done[Certification]:
    """Refuse whoever is not named on the statements, by their own post or by the authorisation they were named under."""
    if (context.actor.official, context.actor.on_behalf_of) != (row.signer_id, row.signer_behalf):
        raise NotAllowed(
            N_("Lời chứng ghi người ký là {name}; đổi người ký và in lại lời chứng trước."), name=row.signer_name
        )
    refusal = rules.refuse_day_of_signing(row.day, clock.local(context.at).date())
    if refusal is not None:
        raise RuleError(refusal.sentence, **refusal.values)
    hold_day_of(row)
    row.signed_at, row.signed_by_id = context.at, context.actor.account
    return Done(CertificationSigned(copies=_copies(row)))


class HandOverCertification(Command, frozen=True, kw_only=True):
    """Hand originals and copies to whoever asked, at once and without a slip."""

    TARGET = "certification"

    certification: UUID


def is_signed(row: Certification) -> Said | None:
    """Only what is signed, and was received without a slip."""
    return rules.refuse_handing(reached(row), of_dossier=row.dossier is not None)


@act(HandOverCertification, on=Certification, verb=N_("Đã trả"), may=policies.may_receive, when=is_signed, order=40)
def hand_over(command: HandOverCertification, row: Certification, context: Context) -> Done[Certification]:
    """Refuse while something is owed. The day it belongs to may be closed: handing over changes nothing of the book."""
    owed = payments.owed(row.id)
    fees = sum(Original.objects.filter(certification=row, cancelled_at__isnull=True).values_list("fee", flat=True))
    if fees and (owed is None or not owed.settled):
        raise Conflict(N_("Còn phải thu phí của lượt này; thu xong rồi trả."))
    row.handed_at, row.handed_by_id = context.at, context.actor.account
    return Done(CertificationHandedOver(requester=row.requester_id))


class NameSigner(Command, frozen=True, kw_only=True):
    """Name somebody else who will sign; statements are then printed and copies compared anew."""

    TARGET = "certification"

    certification: UUID
    signer: UUID


def is_unsigned(row: Certification) -> Said | None:
    """Only while nobody signed."""
    return rules.refuse_naming(reached(row))


@act(NameSigner, on=Certification, verb=N_("Đổi người ký"), may=policies.may_receive, when=is_unsigned, order=60)
def name_signer(command: NameSigner, row: Certification, context: Context) -> Done[Certification]:
    """Whoever may sign today."""
    hold_day_of(row)
    signer = signer_named(row.centre_id, Kind(row.kind), command.signer, context)
    if signer.official == row.signer_id and signer.behalf == row.signer_behalf:
        raise Conflict(N_("Lời chứng đã ghi người này."))
    row.signer_id, row.signer_name = signer.official, signer.name
    row.signer_title, row.signer_behalf = signer.title, signer.behalf
    begin_again(row)
    event = SignerNamed(
        signer=signer.official, signer_name=signer.name, signer_title=signer.title, signer_behalf=signer.behalf
    )
    return Done(event)


def begin_again(row: Certification) -> None:
    """Forget that it was printed, compared and signed: what lies on the table is not what the book says now."""
    row.printed_at = row.printed_by_id = row.compared_at = row.compared_by_id = None
    row.signed_at = row.signed_by_id = None


def _copies(row: Certification) -> int:
    found = Original.objects.filter(certification=row, cancelled_at__isnull=True)
    return sum(found.values_list("copies", flat=True))
