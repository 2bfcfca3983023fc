"""Which stored files articles need: asked before the bytes of one are deleted (``documents/clearing.py``)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from motcua.articles.models import Picture


def files_needed(hashes: Collection[str]) -> Iterable[str]:
    """Return those that are pictures of an article."""
    return Picture.objects.filter(sha256__in=hashes).values_list("sha256", flat=True)
