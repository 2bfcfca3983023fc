"""Which stored files the register needs: asked before the bytes of one are deleted (``documents/clearing.py``)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from motcua.decisions.models import Document, Signature


def files_needed(hashes: Collection[str]) -> Iterable[str]:
    """Return those that are a document of the register, or the paper or file of a signature."""
    yield from Document.objects.filter(sha256__in=hashes).values_list("sha256", flat=True)
    yield from Signature.objects.filter(sha256__in=hashes).values_list("sha256", flat=True)
