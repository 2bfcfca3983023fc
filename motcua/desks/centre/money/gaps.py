"""What a centre still lacks, as another room counted it: with how many, as of when, and from where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.custody.queries import norms
from motcua.kernel.words import N_, said
from motcua.ledger.actor import Actor


@dataclass(frozen=True, slots=True)
class Gaps:
    """How many things a centre lacks, counted on a day, by which norm."""

    count: int
    as_of: date
    source: str


def gaps_of(actor: Actor, place: UUID) -> Gaps | None:
    """Return what the centre of a place lacks by the newest recorded result, ``None`` where nobody has counted it yet."""
    found, _ = norms.reviews(actor, place)
    if not found:
        return None
    newest = found[0]
    return Gaps(newest.lacking, newest.on, said(N_("hướng dẫn {number}"), number=newest.number).render())
