"""What the tables of certifications must say, folded from the history of each book, certification and closed day alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from motcua.certifications.models import Book, Certification, ClosedDay, Correction, Original
from motcua.kernel.text import fold
from motcua.ledger.events import canonical
from motcua.ledger.events import certifications as told
from motcua.ledger.feed import Told
from motcua.ledger.folding import beside, by_steps, copied

Row = dict[str, Any]
_SIGNER = ("signer_name", "signer_title", "signer_behalf")
_STEPS = ("printed", "compared", "signed", "handed")
ORIGINAL = (
    *("book", "number", "name", "folded", "pages", "copies", "fee"),
    *("cancelled_at", "cancelled_by_id", "cancelled_why"),
)
CORRECTION = ("original", "name", "pages", "copies", "fee", "reason", "at", "account_id")

fold_book = by_steps(
    {
        told.CertificationBookOpened: lambda _row, event, entry: (
            copied(event, "kind", "year", "volume", "first", centre_id="centre")
            | {"opened_at": entry.at, "opened_by_id": entry.account}
        )
    }
)


def _received(_row: Row, event: told.CertificationReceived, entry: Told) -> Row:
    names = event.names if isinstance(event.names, dict) else {}
    originals = {
        one.id: {
            "book": event.book,
            **copied(one, "number", "pages", "copies", "fee"),
            **_named(names.get(one.id.hex, "")),
            "cancelled_at": None,
            "cancelled_by_id": None,
            "cancelled_why": "",
        }
        for one in event.originals
    }
    return (
        copied(event, "kind", "label", "day", "dossier", "dossier_label", "bill", *_SIGNER)
        | copied(
            event, book_id="book", centre_id="centre", requester_id="requester", signer_id="signer", began_at="began"
        )
        | {"opened_at": entry.at, "opened_by_id": entry.account, "left": len(originals)}
        | _undone(*_STEPS)
        | {"originals": originals, "corrections": {}}
    )


def _named(name: str) -> Row:
    return {"name": name, "folded": fold(name)[:300]}


def _undone(*steps: str) -> Row:
    return {f"{step}_{what}": None for step in steps for what in ("at", "by_id")}


def _done(step: str) -> Any:
    return lambda _row, _event, entry: {f"{step}_at": entry.at, f"{step}_by_id": entry.account}


def _corrected(row: Row, event: told.OriginalCorrected, entry: Told) -> Row:
    one = row["originals"][event.original]
    before = {name: one[name] for name in ("name", "pages", "copies", "fee")}
    # Once the requester is erased their names are blank wherever they stand; the one before may be of another entry.
    if not event.name:
        before["name"] = ""
    row["corrections"][event.correction] = before | {
        "original": event.original,
        "reason": event.reason,
        "at": entry.at,
        "account_id": entry.account,
    }
    one |= copied(event, "pages", "copies", "fee") | _named(event.name)
    return {"bill": event.bill} | (_undone("printed", "compared", "signed") if event.again else {})


def _cancelled(row: Row, event: told.NumberCancelled, entry: Told) -> Row:
    row["originals"][event.original] |= {
        "cancelled_at": entry.at,
        "cancelled_by_id": entry.account,
        "cancelled_why": event.reason,
    }
    return {"bill": event.bill, "left": row["left"] - 1}


_fold_certification = by_steps(
    {
        told.CertificationReceived: _received,
        told.StatementsPrinted: _done("printed"),
        told.CopiesCompared: _done("compared"),
        told.CertificationSigned: _done("signed"),
        told.CertificationHandedOver: _done("handed"),
        told.SignerNamed: lambda _row, event, _entry: (
            copied(event, *_SIGNER, signer_id="signer") | _undone("printed", "compared", "signed")
        ),
        told.OriginalCorrected: _corrected,
        told.NumberCancelled: _cancelled,
        told.CertificationCharged: lambda _row, event, _entry: copied(event, "bill"),
    }
)


def fold_certification(history: Any) -> Row:
    """Return what a certification and the rows on it must say."""
    row = _fold_certification(history)
    for part, columns in (("originals", ORIGINAL), ("corrections", CORRECTION)):
        row[part] = {id_: tuple(one[name] for name in columns) for id_, one in row.get(part, {}).items()}
    return row


fold_day = by_steps(
    {
        told.CertificationDayClosed: lambda _row, event, entry: (
            copied(event, "day", "note", centre_id="centre")
            | {"closed_at": entry.at, "closed_by_id": entry.account, "totals": canonical(event.totals)}
        )
    }
)


def rows_of_certifications(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return lines and corrections of these certifications, as the fold names them."""
    return {
        "originals": beside(Original.objects.filter(certification__in=ids), "certification", "id", ORIGINAL),
        "corrections": beside(Correction.objects.filter(certification__in=ids), "certification", "id", CORRECTION),
    }


REPLAYS = (
    (Book.STREAM, fold_book),
    (Certification.STREAM, fold_certification, rows_of_certifications),
    (ClosedDay.STREAM, fold_day),
)
