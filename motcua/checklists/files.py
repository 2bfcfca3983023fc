"""Which stored files checklists need: asked before the bytes of one are deleted (``documents/clearing.py``)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from motcua.checklists.models import Version


def files_needed(hashes: Collection[str]) -> Iterable[str]:
    """Return those that a version came as, dropped or not: what was brought once can be looked at."""
    return Version.objects.filter(sha256__in=hashes).values_list("sha256", flat=True)
