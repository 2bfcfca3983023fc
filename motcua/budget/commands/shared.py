"""What several commands on money share: lengths and texts that must say something."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.office import queries as office
from motcua.office.rules import Level

Line = Annotated[str, msgspec.Meta(max_length=200)]
Words = Annotated[str, msgspec.Meta(max_length=500)]
YEARS = range(2000, 2101)


def wanted(text: str, field: str) -> str:
    """Return a text that must say something, tidied; :class:`BadInput` beside ``field`` when it says nothing."""
    found = clean(text)
    if not found:
        raise BadInput(N_("Ghi mục này."), field=field)
    return found


def check_place(place: UUID) -> None:
    """Raise :class:`BadInput` for a place that is no commune."""
    if office.unit(place).level is not Level.COMMUNE:
        raise BadInput(N_("Chọn một xã, phường."), field="place")
