"""Which stored files findings need: asked before the bytes of one are deleted (``documents/clearing.py``)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from motcua.findings.models import MinutesSignature, Shown, StopMinutes
from motcua.ledger import queries as ledger
from motcua.ledger.events.minutes import StopMinutesClosed, StopMinutesSigned, StopMinutesSignedOnPaper

_NAMING = (StopMinutesClosed, StopMinutesSigned, StopMinutesSignedOnPaper)
"""A print that was closed and taken back is named by the books alone: it stays."""


def files_needed(hashes: Collection[str]) -> Iterable[str]:
    """Return those that belong to an answer, a finding or a word about one, and those that are or were minutes."""
    found = set(Shown.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))
    for column in ("paper", "file"):
        found |= set(StopMinutes.objects.filter(**{f"{column}__in": hashes}).values_list(column, flat=True))
    found |= set(MinutesSignature.objects.filter(file__in=hashes).values_list("file", flat=True))
    return found | {sha256 for sha256 in set(hashes) - found if ledger.is_named(sha256, _NAMING)}
