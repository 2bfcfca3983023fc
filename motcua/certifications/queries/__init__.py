"""What certifications answer: books, lines, what waits to be signed, days; of the asker's own centre and realm."""

from __future__ import annotations

from motcua.certifications.queries.book import Asked, BookPage, BookRow, every, lines
from motcua.certifications.queries.certification import (
    CertificationPage,
    CertificationRow,
    certification,
    is_certification,
    last_signer,
    of_dossier,
    to_sign,
    unfinished,
)
from motcua.certifications.queries.days import DayPage, DayRow, books, day, days
from motcua.certifications.queries.signing import Charge, charge_at, signers_of
from motcua.certifications.queries.totals import handed_at_once

__all__ = [
    "Asked",
    "BookPage",
    "BookRow",
    "CertificationPage",
    "CertificationRow",
    "Charge",
    "DayPage",
    "DayRow",
    "books",
    "certification",
    "charge_at",
    "day",
    "days",
    "every",
    "handed_at_once",
    "is_certification",
    "last_signer",
    "lines",
    "of_dossier",
    "signers_of",
    "to_sign",
    "unfinished",
]
