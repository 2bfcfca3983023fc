"""Which stored files inspections need: asked before the bytes of one are deleted (``documents/clearing.py``)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from motcua.inspections.models import Campaign


def files_needed(hashes: Collection[str]) -> Iterable[str]:
    """Return those that are the decision or plan of a campaign."""
    return Campaign.objects.filter(mandate_file__in=hashes).values_list("mandate_file", flat=True)
