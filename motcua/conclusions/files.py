"""Which stored files conclusions need: asked before the bytes of one are deleted (``documents/clearing.py``)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from motcua.conclusions.models import Conclusion
from motcua.ledger import queries as ledger
from motcua.ledger.events.conclusions import ConclusionSigned, ConclusionSubmitted

_NAMING = (ConclusionSubmitted, ConclusionSigned)
"""A paper that was laid before a signer is named by the books alone once it was returned or signed: it stays."""


def files_needed(hashes: Collection[str]) -> Iterable[str]:
    """Return those that were laid before a signer, signed, or are scans of signed papers."""
    found: set[str] = set()
    for column in ("paper", "file"):
        found |= set(Conclusion.objects.filter(**{f"{column}__in": hashes}).values_list(column, flat=True))
    return found | {sha256 for sha256 in set(hashes) - found if ledger.is_named(sha256, _NAMING)}
