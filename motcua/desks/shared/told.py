"""A word that passes: said once, on the page shown after something was done."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from motcua.desks.shared.shapes import Told
from motcua.kernel.words import Said

_KEY = "motcua_told"


def tell(request: HttpRequest, sentence: str, **values: Any) -> None:
    """Say a marked sentence on the next page; its values must be plain text or numbers."""
    request.session[_KEY] = [sentence, {name: str(value) for name, value in values.items()}]


def told(request: HttpRequest) -> list[Told]:
    """Return what waits to be said, once."""
    found = getattr(request, "session", {}).pop(_KEY, None)
    return [Told(Said(found[0], found[1]))] if found else []
