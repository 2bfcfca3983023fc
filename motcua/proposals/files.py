"""Which stored files proposals need: asked before the bytes of one are deleted (``documents/clearing.py``)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from motcua.proposals.models import Evidence


def files_needed(hashes: Collection[str]) -> Iterable[str]:
    """Return those that are evidence of a difficulty or proposal."""
    return Evidence.objects.filter(sha256__in=hashes).exclude(sha256="").values_list("sha256", flat=True)
