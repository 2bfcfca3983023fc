"""Which stored files findings need: asked before the bytes of one are deleted (``documents/clearing.py``)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from motcua.findings.models import Shown


def files_needed(hashes: Collection[str]) -> Iterable[str]:
    """Return those that belong to an answer, a finding or a word about one."""
    return Shown.objects.filter(sha256__in=hashes).values_list("sha256", flat=True)
