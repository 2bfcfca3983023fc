"""Papers of certification: statements, one page a copy, and pages of the book. The same rows print the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from motcua.certifications.queries import BookRow, CertificationPage
from motcua.certifications.rules import KIND_NAMES, Kind, signs_as
from motcua.desks.counter.till.prints import FOLDER, TRIAL
from motcua.documents import printing
from motcua.kernel.money import VND
from motcua.ledger.actor import Realm
from motcua.office import queries as office
from motcua.office.queries import names

TEMPLATES: Final[Path] = FOLDER
TITLES: Final = {
    Kind.COPY: "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH",
    Kind.SIGNATURE: "CHỨNG THỰC CHỮ KÝ",
}
BOOKS: Final = {
    Kind.COPY: "SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH",
    Kind.SIGNATURE: "SỔ CHỨNG THỰC CHỮ KÝ, CHỨNG THỰC ĐIỂM CHỈ",
}


def _marks(realm: str) -> list[str]:
    return [TRIAL] if realm == Realm.TRIAL else []


def _place(centre: UUID) -> str:
    committee = office.committee_of(centre)
    return committee.printed if committee else office.unit(centre).printed


def statements(page: CertificationPage, realm: str) -> bytes:
    """Return the statements (lời chứng) of a certification as PDF/A: a page a copy, for the back of its last sheet.

    Number, book, day, place, signer and title. The wording follows TT 01/2020/TT-BTP from practice; it was not compared with
    the original.
    """
    row = page.row
    head = names.heading_of(page.centre, row.day)
    data: dict[str, Any] = {
        "marks": _marks(realm),
        "title": TITLES[row.kind],
        "copy": row.kind is Kind.COPY,
        "place": _place(page.centre),
        "body": head.governing_body,
        "day": _spelled(row.day),
        "book": page.book,
        "signs_as": list(signs_as(row.signer_title, row.signer_behalf)),
        "signer": row.signer,
        "signer_title": row.signer_title,
        "requester": row.requester,
        "number_of_requester": page.card.number if page.card else "",
        "statements": [
            {"number": str(one.number), "name": one.name, "of": f"{copy}/{one.copies}", "pages": one.pages}
            for one in page.originals
            if one.cancelled_at is None
            for copy in range(1, one.copies + 1)
        ],
    }
    return printing.render(TEMPLATES / "certification.typ", data, made_at=row.moments.opened)


def book(
    rows: Sequence[BookRow], centre: UUID, realm: str, days: tuple[date | None, date | None], made: datetime
) -> bytes:
    """Return lines of the books as PDF/A (A4, lying), each kind on pages of its own with its totals."""
    on = days[1] or (rows[-1].day if rows else made.date())
    head = names.heading_of(centre, on)
    books = [_book(kind, [row for row in rows if row.kind is kind]) for kind in Kind]
    data = {
        "marks": _marks(realm),
        "body": head.governing_body,
        "centre": head.centre,
        "place": _place(centre),
        "period": _period(days),
        "books": [one for one in books if one["rows"]] or [_book(Kind.COPY, [])],
        "place_and_day": f"{head.short}, {_spelled(made.date())}",
    }
    return printing.render(TEMPLATES / "certification_book.typ", data, made_at=made)


def _book(kind: Kind, rows: list[BookRow]) -> dict[str, Any]:
    standing = [row for row in rows if row.cancelled_at is None]
    return {
        "title": BOOKS[kind],
        "copy": kind is Kind.COPY,
        "kind": KIND_NAMES[kind],
        "rows": [
            [
                str(row.number),
                f"{row.day:%d/%m/%Y}",
                row.requester,
                row.name,
                f"{row.signer}, {row.signer_title}" if row.signed_at else "",
                str(row.pages),
                str(row.copies),
                "" if row.cancelled_at else VND(row.fee).digits,
                f"ĐÃ HỦY: {row.cancelled_why}" if row.cancelled_at else "",
            ]
            for row in rows
        ],
        "totals": [
            str(len(standing)),
            str(sum(row.pages for row in standing)),
            str(sum(row.copies for row in standing)),
            VND(sum(row.fee for row in standing)).digits,
            str(len(rows) - len(standing)),
        ],
    }


def _period(days: tuple[date | None, date | None]) -> str:
    first, last = (f"{day:%d/%m/%Y}" if day else "" for day in days)
    if first and first == last:
        return f"Ngày {first}"
    return " ".join(filter(None, (f"Từ ngày {first}" if first else "", f"đến hết ngày {last}" if last else "")))


def _spelled(day: date) -> str:
    """Return a day as official papers write it: days below ten and the first two months with a nought (NĐ 30/2020)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
