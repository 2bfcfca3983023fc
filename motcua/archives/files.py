"""Which stored files records and the minutes of their handover need: asked before the bytes of one are deleted (``documents/clearing.py``)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from motcua.archives.models import DigitalPart, Handover, HandoverSignature
from motcua.ledger import queries as ledger
from motcua.ledger.events.archives import BagChecked, CustodyPassed, MinutesMade, MinutesSigned, SigningRefused

_NAMING = (MinutesMade, MinutesSigned, SigningRefused, CustodyPassed, BagChecked)
"""Minutes of earlier rounds, and packages as they arrived, are named by the books alone: they stay."""


def files_needed(hashes: Collection[str]) -> Iterable[str]:
    """Return those that are parts of a record, minutes of a handover (signed or not), or its package."""
    found = set(DigitalPart.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))
    found |= set(HandoverSignature.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))
    for column in ("minutes_sha256", "bag_sha256"):
        found |= set(Handover.objects.filter(**{f"{column}__in": hashes}).values_list(column, flat=True))
    return found | {sha256 for sha256 in set(hashes) - found if ledger.is_named(sha256, _NAMING)}
