"""Which stored files custody needs: asked before the bytes of one are deleted (``documents/clearing.py``)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from motcua.custody.models import Observation, Photo


def files_needed(hashes: Collection[str]) -> Iterable[str]:
    """Return those that are photographs of an asset, or of what was seen in a stock-take."""
    photos = Photo.objects.filter(sha256__in=hashes).values_list("sha256", flat=True)
    return [*photos, *Observation.objects.filter(photo__in=hashes).values_list("photo", flat=True)]
