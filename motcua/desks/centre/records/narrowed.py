"""What of an inventory an address asks for."""

from __future__ import annotations

from django.http import QueryDict

from motcua.archives.queries import Narrow


def narrow_of(asked: QueryDict) -> Narrow:
    """Return what of the inventory an address asks for."""
    return Narrow(
        text=asked.get("q", "")[:100],
        state=asked.get("tinh-trang", "")[:30],
        box=asked.get("hop", "")[:20],
        code=asked.get("nhom", "")[:40],
        medium=asked.get("loai", "")[:10],
    )
