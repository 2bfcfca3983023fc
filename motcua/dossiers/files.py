"""Which stored files dossiers need: asked before the bytes of one are deleted (``documents/clearing.py``)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from motcua.dossiers.models import Attachment


def files_needed(hashes: Collection[str]) -> Iterable[str]:
    """Return those that are attached to a dossier; one taken off as attached by mistake is needed no more there."""
    standing = Attachment.objects.filter(sha256__in=hashes, removed_at__isnull=True)
    return standing.values_list("sha256", flat=True)
