"""Which stored files oversight needs: asked before the bytes of one are deleted (``documents/clearing.py``)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from motcua.oversight.models import DirectiveFile


def files_needed(hashes: Collection[str]) -> Iterable[str]:
    """Return those that are evidence of a directive."""
    return DirectiveFile.objects.filter(sha256__in=hashes).values_list("sha256", flat=True)
