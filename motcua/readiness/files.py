"""Which stored files readiness needs: asked before the bytes of one are deleted (``documents/clearing.py``)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from motcua.readiness.models import Evidence


def files_needed(hashes: Collection[str]) -> Iterable[str]:
    """Return those that are evidence on an item, taken away or not: what was shown once stays."""
    return Evidence.objects.filter(sha256__in=hashes).values_list("sha256", flat=True)
