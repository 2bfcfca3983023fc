"""Take what somebody brings to be certified: a number for each original, the fee of all, one bill."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.certifications import policies, rules
from motcua.certifications.commands.shared import bill_of, check_centre, hold_open, signer_named
from motcua.certifications.models import Book, Certification, Original
from motcua.certifications.queries.signing import charge_at
from motcua.certifications.rules import KIND_NAMES, Kind
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_, Said
from motcua.ledger import sequences
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.certifications import CertificationReceived, OriginalTold
from motcua.parties.queries.cards import cards
from motcua.payments.rules.levels import Level


class OriginalWish(msgspec.Struct, frozen=True, kw_only=True):
    """One original (or paper to be signed): what it is, its pages, how many copies."""

    name: Annotated[str, msgspec.Meta(max_length=400)]
    pages: int = 1
    copies: int = 1


class Certify(Command, frozen=True, kw_only=True):
    """Take the numbers of what ``requester`` brought to ``centre``; ``signer`` (an official) will sign.

    ``level`` is the key of the fee level the form showed; ``began`` when it was opened; ``dossier`` where an appointment
    slip was given before (its label beside it): the fee is then billed with the dossier.
    """

    centre: UUID
    kind: Kind
    requester: UUID
    originals: Annotated[list[OriginalWish], msgspec.Meta(max_length=rules.ORIGINALS_MOST + 1)]
    signer: UUID
    level: Annotated[str, msgspec.Meta(max_length=240)] | None = None
    began: datetime | None = None
    dossier: UUID | None = None
    dossier_label: Annotated[str, msgspec.Meta(max_length=60)] = ""


@act(Certify, on=Certification, verb=N_("Lấy số chứng thực"), may=policies.may_receive)
def certify(command: Certify, context: Context) -> Done[Certification]:
    """One number and one line an original, however many copies (NĐ 23/2015/NĐ-CP Đ13); numbers without gaps."""
    check_centre(command.centre)
    realm, day = context.actor.realm, clock.local(context.at).date()
    cards([command.requester], realm=realm)
    hold_open(command.centre, realm, day)
    book = book_of(command.centre, realm, command.kind, day.year)
    signer = signer_named(command.centre, command.kind, command.signer, context)
    charge = charge_at(command.centre, command.kind, context.at, realm)
    if command.level is not None and command.level != charge.key:
        raise Conflict(N_("Mức thu vừa thay đổi. Xem mức hiện nay rồi lấy số."))
    originals = _originals(command, book, charge.level)
    row = Certification(
        realm=realm,
        book=book,
        centre_id=command.centre,
        kind=command.kind,
        requester_id=command.requester,
        label=rules.label_of(command.kind, originals[0].number, len(originals), day.year),
        day=day,
        began_at=rules.began_at(command.began, context.at),
        opened_at=context.at,
        opened_by_id=context.actor.account,
        dossier=command.dossier,
        dossier_label=clean(command.dossier_label) if command.dossier else "",
        left=len(originals),
        signer_id=signer.official,
        signer_name=signer.name,
        signer_title=signer.title,
        signer_behalf=signer.behalf,
    )
    row.bill = bill_of(row, charge, originals, context)
    row.save()
    for one in originals:
        one.certification = row
    Original.objects.bulk_create(originals)
    return Done(_told(row, originals), row)


def book_of(centre: UUID, realm: str, kind: Kind, year: int) -> Book:
    """Return the book of a kind and year; :class:`Conflict` while nobody opened it."""
    found = Book.objects.filter(centre=centre, realm=realm, kind=kind, year=year).first()
    if found is None:
        raise Conflict(
            N_("Chưa mở sổ chứng thực «{kind}» năm {year}; mở sổ rồi lấy số."),
            kind=Said(KIND_NAMES[kind], {}),
            year=str(year),
        )
    return found


def counter_of(book: Book) -> str:
    """Return the name of the counter that gives a book's numbers."""
    return f"certified:{book.id.hex}"


def _originals(command: Certify, book: Book, level: Level | None) -> list[Original]:
    """Return the lines of the book; a fault names the row it stands in (``name-2``)."""
    found = []
    for place, wish in enumerate(command.originals):
        try:
            name = rules.check_original(wish.name, wish.pages, wish.copies)
        except BadInput as error:
            raise BadInput(error.said.sentence, field=f"{error.field}-{place}", **error.said.values) from error
        fee = rules.fee_of(command.kind, level, wish.pages, wish.copies)
        found.append(
            Original(book=book, name=name, folded=fold(name)[:300], pages=wish.pages, copies=wish.copies, fee=fee)
        )
    rules.check_time([one.copies for one in found])
    last = sequences.take(counter_of(book), len(found))
    for number, one in enumerate(found, last - len(found) + 1):
        one.number = number
    return found


def _told(row: Certification, originals: list[Original]) -> CertificationReceived:
    return CertificationReceived(
        book=row.book_id,
        centre=row.centre_id,
        kind=row.kind,
        requester=row.requester_id,
        label=row.label,
        day=row.day,
        began=row.began_at,
        dossier=row.dossier,
        dossier_label=row.dossier_label,
        bill=row.bill,
        signer=row.signer_id,
        signer_name=row.signer_name,
        signer_title=row.signer_title,
        signer_behalf=row.signer_behalf,
        originals=[
            OriginalTold(id=one.id, number=one.number, pages=one.pages, copies=one.copies, fee=one.fee)
            for one in originals
        ],
        names={one.id.hex: one.name for one in originals},
    )
