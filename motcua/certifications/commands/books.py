"""Open the book of a kind and year; close the books of a day."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.certifications import policies, rules
from motcua.certifications.commands.receive import counter_of
from motcua.certifications.commands.shared import Words, check_centre, hold_open
from motcua.certifications.models import Book, Certification, ClosedDay
from motcua.certifications.queries.totals import totals_of
from motcua.certifications.rules import Kind
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger import sequences
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events import canonical
from motcua.ledger.events.certifications import CertificationBookOpened, CertificationDayClosed


class OpenCertificationBook(Command, frozen=True, kw_only=True):
    """Open this year's book of a kind. ``first``: where a paper book of the year stood before, the number after its last."""

    centre: UUID
    kind: Kind
    volume: Annotated[str, msgspec.Meta(max_length=10)] = "01"
    first: int = 1


@act(OpenCertificationBook, on=Book, verb=N_("Mở sổ chứng thực"), may=policies.may_close)
def open_book(command: OpenCertificationBook, context: Context) -> Done[Book]:
    """One book a kind and year; its numbers begin at ``first`` and never again."""
    check_centre(command.centre)
    realm, year = context.actor.realm, clock.local(context.at).year
    volume = clean(command.volume)
    if not volume.isalnum() or not volume.isascii():
        raise BadInput(N_("Quyển số chỉ gồm chữ số và chữ cái, ví dụ 01."), field="volume")
    if not 1 <= command.first <= rules.FIRST_MOST:
        raise BadInput(N_("Số đầu tiên từ 1 đến {most}."), field="first", most=rules.FIRST_MOST)
    sequences.hold(f"certified-book:{realm}:{command.centre.hex}:{command.kind}:{year}")
    if Book.objects.filter(centre=command.centre, realm=realm, kind=command.kind, year=year).exists():
        raise Conflict(N_("Sổ năm nay của loại này đã mở."))
    book = Book(
        realm=realm,
        centre_id=command.centre,
        kind=command.kind,
        year=year,
        volume=volume,
        first=command.first,
        opened_at=context.at,
        opened_by_id=context.actor.account,
    )
    if command.first > 1:
        sequences.take(counter_of(book), command.first - 1)
    book.save()
    event = CertificationBookOpened(
        centre=command.centre, kind=command.kind, year=year, volume=volume, first=command.first
    )
    return Done(event, book)


class CloseCertificationDay(Command, frozen=True, kw_only=True):
    """Close a day's books of ``centre``: its totals are kept, and nothing of the day changes any more."""

    centre: UUID
    day: date
    note: Words = ""


@act(CloseCertificationDay, on=ClosedDay, verb=N_("Khóa sổ ngày"), may=policies.may_close)
def close_day(command: CloseCertificationDay, context: Context) -> Done[ClosedDay]:
    """Every number of the day is signed or cancelled first."""
    check_centre(command.centre)
    realm = context.actor.realm
    hold_open(command.centre, realm, command.day)
    of_day = Certification.objects.filter(centre=command.centre, realm=realm, day=command.day)
    unsigned = sum(of_day.filter(signed_at__isnull=True).values_list("left", flat=True))
    refusal = rules.refuse_closing(command.day, clock.local(context.at).date(), unsigned)
    if refusal is not None:
        raise RuleError(refusal.sentence, field="day", **refusal.values)
    totals = totals_of(command.centre, realm, command.day, command.day)
    row = ClosedDay(
        realm=realm,
        centre_id=command.centre,
        day=command.day,
        closed_at=context.at,
        closed_by_id=context.actor.account,
        totals=canonical(totals),
        note=clean(command.note),
    )
    row.save()
    return Done(CertificationDayClosed(centre=command.centre, day=command.day, totals=totals, note=row.note), row)
