"""Which stored files works need: asked before the bytes of one are deleted (``documents/clearing.py``)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from motcua.works.models import Photo


def files_needed(hashes: Collection[str]) -> Iterable[str]:
    """Return those that are photographs of a report."""
    return Photo.objects.filter(sha256__in=hashes).values_list("sha256", flat=True)
