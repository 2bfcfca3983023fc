"""What a centre lacks against a norm: missing, broken, too old, mismatched, and what that would cost. Ours; no law.

Nothing unknown counts as met: without the number of counters a norm «per counter» asks for an unknown quantity, and a
device without a year is not counted as young enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from motcua.custody.rules.assets import OUT_OF_ORDER, Condition
from motcua.kernel.words import N_


class Per(StrEnum):
    """What a required quantity is counted by."""

    CENTRE = "centre"
    COUNTER = "counter"
    OFFICER = "officer"


PER_NAMES: Final = {
    Per.CENTRE: N_("mỗi Trung tâm"),
    Per.COUNTER: N_("mỗi quầy"),
    Per.OFFICER: N_("mỗi cán bộ"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line of a norm: how many of a kind, at most how many years old, all of one model; đồng a piece."""

    kind: str
    quantity: int
    per: Per = Per.CENTRE
    oldest: int | None = None
    same_model: bool = False
    unit_cost: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What of a device counts for the norm; ``year`` is the year made, else of first use."""

    code: str
    kind: str
    condition: Condition
    year: int | None = None
    model: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """How a centre stands to one line. ``required`` and what follows from it are ``None`` while they are unknown.

    ``held`` = ``sound`` + ``broken`` + ``old``; ``undated`` of the sound have no year where the norm has an age limit.
    ``lacking`` is how many would have to be had so that sound ones meet the norm; ``missing`` is the part of it that is
    not there at all. ``series`` are (model, year, how many), several of them being a mixed set.
    """

    wanted: Wanted
    required: int | None
    held: int
    sound: int
    broken: int
    old: int
    undated: int
    missing: int | None
    lacking: int | None
    cost: int | None
    series: tuple[tuple[str, int | None, int], ...]

    @property
    def mismatched(self) -> bool:
        """Say whether the norm wishes for one model and there are several models or years («không đồng bộ»)."""
        return self.wanted.same_model and len(self.series) > 1

    @property
    def met(self) -> bool:
        """Say whether the quantity is met for certain; a mixed set meets it all the same."""
        return self.required is not None and self.sound - self.undated >= self.required


def required_of(wanted: Wanted, counters: int | None, officers: int | None) -> int | None:
    """Return how many a line asks of a centre with so many counters and officers; ``None`` when that is not known."""
    times = {Per.CENTRE: 1, Per.COUNTER: counters, Per.OFFICER: officers}[wanted.per]
    return None if times is None else wanted.quantity * times


def gaps_of(
    norm: Iterable[Wanted], held: Sequence[Held], *, counters: int | None, officers: int | None, year: int
) -> tuple[Gap, ...]:
    """Return how what is held in ``year`` stands to each line of a norm, in the order of the norm."""
    return tuple(
        _gap(wanted, [one for one in held if one.kind == wanted.kind], required_of(wanted, counters, officers), year)
        for wanted in norm
    )


def _gap(wanted: Wanted, held: Sequence[Held], required: int | None, year: int) -> Gap:
    broken = [one for one in held if one.condition in OUT_OF_ORDER]
    working = [one for one in held if one.condition not in OUT_OF_ORDER]
    limited = wanted.oldest is not None
    old = [one for one in working if limited and one.year is not None and year - one.year > (wanted.oldest or 0)]
    sound = len(working) - len(old)
    undated = sum(one.year is None for one in working) if limited else 0
    lacking = None if required is None else max(0, required - sound)
    return Gap(
        wanted=wanted,
        required=required,
        held=len(held),
        sound=sound,
        broken=len(broken),
        old=len(old),
        undated=undated,
        missing=None if required is None else max(0, required - len(held)),
        lacking=lacking,
        cost=None if lacking is None or wanted.unit_cost is None else lacking * wanted.unit_cost,
        series=series_of(held),
    )


def series_of(held: Iterable[Held]) -> tuple[tuple[str, int | None, int], ...]:
    """Return (model, year, how many) of devices of one kind, the commonest first."""
    counted = Counter((one.model, one.year) for one in held)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0][0], item[0][1] or 0))
    return tuple((model, made, count) for (model, made), count in ordered)


def total_cost(gaps: Iterable[Gap]) -> tuple[int, int]:
    """Return what the gaps would cost in đồng, and how many lines with a gap have no price or no known quantity."""
    known = unknown = 0
    for gap in gaps:
        if gap.cost is not None:
            known += gap.cost
        elif gap.lacking != 0:
            unknown += 1
    return known, unknown
