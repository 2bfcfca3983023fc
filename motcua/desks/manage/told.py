"""A word that passes: said once, on the page shown after something was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from motcua.desks.shared.door import DeskRequest
from motcua.kernel.words import Said

_KEY = "motcua_told"


@dataclass(frozen=True, slots=True)
class Told:
    """What to say; ``tone`` as toasts know it."""

    said: Said
    tone: str = "good"


def tell(request: DeskRequest, sentence: str, **values: Any) -> None:
    """Say a marked sentence on the next page; its values must be plain text or numbers."""
    request.session[_KEY] = [sentence, {name: str(value) for name, value in values.items()}]


def told(request: DeskRequest) -> list[Told]:
    """Return what waits to be said, once."""
    found = request.session.pop(_KEY, None)
    return [Told(Said(found[0], found[1]))] if found else []
