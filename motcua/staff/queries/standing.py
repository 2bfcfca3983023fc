"""Who moved to a place and what they still lack, for rooms above. The asker's reach was cut before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from motcua.kernel import clock
from motcua.staff import checklist
from motcua.staff.models import Move
from motcua.staff.rules.moves import Item


@dataclass(frozen=True, slots=True)
class Standing:
    """People of the move plan of a centre: how many, how many arrived, how many lack each thing."""

    people: int
    arrived: int
    lacking: Mapping[Item, int]


def standing(unit: UUID, realm: str) -> Standing | None:
    """Return how the move plan of a centre stands today, ``None`` where it has none; a handful of statements."""
    moves = list(Move.objects.filter(unit=unit, realm=realm).exclude(state=Move.State.CANCELLED))
    if not moves:
        return None
    checked = checklist.of(moves, clock.today())
    return Standing(
        people=len(moves),
        arrived=sum(move.state == Move.State.ARRIVED for move in moves),
        lacking={item: sum(item in one.missing for one in checked.values()) for item in Item},
    )
