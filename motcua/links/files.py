"""Which stored files lines and their cuts need: asked before the bytes of one are deleted (``documents/clearing.py``)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from motcua.links.models import Evidence


def files_needed(hashes: Collection[str]) -> Iterable[str]:
    """Return those that show a cut."""
    return Evidence.objects.filter(sha256__in=hashes).values_list("sha256", flat=True)
