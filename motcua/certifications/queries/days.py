"""Days of the books: totals a kind, how long the work took, closed or not; and which books are open this year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec

from motcua.certifications.models import Book, Certification, ClosedDay
from motcua.certifications.policies import centre_of
from motcua.certifications.queries.totals import totals_of
from motcua.certifications.rules import Kind, Moments, book_text, half, refuse_closing
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_, Said
from motcua.ledger.actor import Actor
from motcua.ledger.events.certifications import DayTotal
from motcua.office.queries import names

MOST = 60
_totals = msgspec.json.Decoder(list[DayTotal])


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day with certifications, or that was closed without any."""

    day: date
    numbers: int
    fees: int
    closed_at: datetime | None
    closed_by: str


@dataclass(frozen=True, slots=True)
class DayPage:
    """One day: totals a kind, half of the times each part took, closed or why it cannot be closed yet."""

    day: date
    centre: UUID
    totals: tuple[DayTotal, ...]
    times: int
    preparing: timedelta | None
    checking: timedelta | None
    closed_at: datetime | None
    closed_by: str
    note: str
    refusal: Said | None


def books(actor: Actor) -> dict[Kind, str]:
    """Return the books open this year by kind, as statements name them."""
    rows = Book.objects.filter(centre=centre_of(actor), realm=actor.realm, year=clock.today().year)
    return {Kind(row.kind): book_text(row.volume, row.year, Kind(row.kind)) for row in rows}


def days(actor: Actor) -> tuple[DayRow, ...]:
    """Return the last days with certifications, the newest first."""
    centre = centre_of(actor)
    rows = Certification.objects.filter(centre=centre, realm=actor.realm)
    found = rows.order_by("-day").values_list("day", flat=True).distinct()[:MOST]
    closed = {
        row.day: row for row in ClosedDay.objects.filter(centre=centre, realm=actor.realm).order_by("-day")[:MOST]
    }
    who = names.people_of({row.closed_by_id for row in closed.values()})
    shown = []
    for one in sorted({*found, *closed}, reverse=True)[:MOST]:
        row = closed.get(one)
        sums = _totals.decode(row.totals) if row else totals_of(centre, actor.realm, one, one) if centre else []
        shown.append(
            DayRow(
                one,
                sum(total.numbers for total in sums),
                sum(total.fees for total in sums),
                row.closed_at if row else None,
                who.get(row.closed_by_id, "") if row else "",
            )
        )
    return tuple(shown)


def day(actor: Actor, wanted: date) -> DayPage:
    """Return one day; a closed one answers as it was closed. :class:`NotFound` for who sees no books."""
    centre = centre_of(actor)
    if centre is None:
        raise NotFound(N_("Không có sổ chứng thực ở đơn vị này."))
    of_day = Certification.objects.filter(centre=centre, realm=actor.realm, day=wanted)
    moments = [
        Moments(*row)
        for row in of_day.filter(left__gt=0).values_list(
            "began_at", "opened_at", "printed_at", "compared_at", "signed_at", "handed_at"
        )
    ]
    row = ClosedDay.objects.filter(centre=centre, realm=actor.realm, day=wanted).first()
    unsigned = sum(of_day.filter(signed_at__isnull=True).values_list("left", flat=True))
    totals = _totals.decode(row.totals) if row else totals_of(centre, actor.realm, wanted, wanted)
    return DayPage(
        day=wanted,
        centre=centre,
        totals=tuple(totals),
        times=len(moments),
        preparing=half([one.preparing for one in moments if one.preparing is not None]),
        checking=half([one.checking for one in moments if one.checking is not None]),
        closed_at=row.closed_at if row else None,
        closed_by=names.people_of({row.closed_by_id}).get(row.closed_by_id, "") if row else "",
        note=row.note if row else "",
        refusal=None if row else refuse_closing(wanted, clock.today(), unsigned),
    )
