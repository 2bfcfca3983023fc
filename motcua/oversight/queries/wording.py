"""What a place calls the six clear things: its own names, else those of the place above it, else the usual ones."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from motcua.office import family
from motcua.oversight.models import SixWords
from motcua.oversight.rules.directives import CLEAR_NAMES


def names_for(place: UUID, realm: str) -> Mapping[str, str]:
    """Return the names in force for a place."""
    line = [one.id for one in family.line(place)]
    found = (
        SixWords.objects.filter(place__in=line, realm=realm).order_by("set_at", "pk").values_list("place_id", "words")
    )
    newest: dict[UUID, Mapping[str, str]] = dict(found)
    return next((newest[one] for one in line if one in newest), CLEAR_NAMES)
