"""What the last recorded comparison with the norm says of a centre, for rooms above. The asker's reach was cut before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec

from motcua.custody.models import GapReview
from motcua.ledger.events.custody import GapLine


@dataclass(frozen=True, slots=True)
class Kind:
    """How a centre stood to one line of the norm; ``required`` and ``lacking`` are ``None`` where nobody knows."""

    required: int | None
    sound: int
    lacking: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The last recorded comparison: of which day, with which norm, by kind of equipment."""

    review: UUID
    on: date
    norm: str
    trial: bool
    kinds: Mapping[str, Kind]


def standing(centre: UUID, realm: str) -> Standing | None:
    """Return how a centre stood to the norm when that was last recorded, ``None`` where it never was; one statement."""
    row = GapReview.objects.filter(centre=centre, realm=realm).select_related("norm").order_by("-id").first()
    if row is None:
        return None
    lines = msgspec.json.decode(row.lines, type=list[GapLine])
    kinds = {line.kind: Kind(line.required, line.sound, line.lacking) for line in lines}
    return Standing(row.id, row.on, row.norm.number, row.norm.trial, kinds)
