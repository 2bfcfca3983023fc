"""The book of units: find one by id or by code on a day, what it belonged to, what it came from and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.office.gazetteer.facts import Link, State, Tier, Unit


@dataclass(frozen=True, slots=True)
class Move:
    """One row of lineage by ids: on ``since`` (part of) ``before`` went into ``after``; ``whole``, ``usual`` as in
    :class:`Link`."""

    before: str
    after: str
    since: date
    whole: bool
    usual: bool


class Gazetteer:
    """All units known, in memory, never changed after it is built. Lineage is many-to-many."""

    def __init__(self, units: Iterable[Unit], moves: Iterable[Move], also: Mapping[str, tuple[str, ...]]) -> None:
        self.units: Mapping[str, Unit] = {unit.id: unit for unit in units}
        self.also = also
        self._after: dict[str, list[Move]] = defaultdict(list)
        self._before: dict[str, list[Move]] = defaultdict(list)
        self.moves: tuple[Move, ...] = tuple(moves)
        for move in self.moves:
            self._after[move.before].append(move)
            self._before[move.after].append(move)
        self._by_code: dict[str, list[Unit]] = defaultdict(list)
        self._inside: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units.values():
            self._by_code[unit.code].append(unit)
            for owner in {part for b in unit.belongings for part in (b.province, b.under) if part}:
                self._inside[owner].append(unit)

    def get(self, id_: str) -> Unit:
        """Return the unit of this id; :class:`NotFound` when there is none."""
        try:
            return self.units[id_]
        except KeyError:
            raise NotFound(N_("Không có đơn vị hành chính «{id}»."), id=id_[:40]) from None

    def bearers(self, code: str) -> tuple[Unit, ...]:
        """Return every unit that has borne an official code, oldest first; empty when none has."""
        return tuple(sorted(self._by_code.get(code, ()), key=lambda unit: unit.valid_from or date.min)) if code else ()

    def by_code(self, code: str, on: date) -> Unit | None:
        """Return the unit that bears an official code on a day, or ``None``."""
        return next((unit for unit in self.bearers(code) if unit.state_on(on) is State.LIVING), None)

    def province(self, unit: Unit, on: date) -> Unit:
        """Return the province of a unit on a day (of a province: itself; of a dissolved unit: its last)."""
        belonging = unit.belonging_on(on)
        return unit if belonging is None else self.get(belonging.province)

    def above(self, unit: Unit, on: date) -> Unit | None:
        """Return the unit right above on a day: the district of a former commune, the commune of a village, else the
        province; ``None`` for a province."""
        belonging = unit.belonging_on(on)
        return None if belonging is None else self.get(belonging.under or belonging.province)

    def inside(self, unit: Unit, on: date, tier: Tier | None = None) -> tuple[Unit, ...]:
        """Return the units that exist on a day and belong to this one then, in code order, all tiers unless one is named."""
        found = (
            inner
            for inner in self._inside.get(unit.id, ())
            if inner.state_on(on) is State.LIVING
            and (tier is None or inner.tier is tier)
            and (place := inner.belonging_on(on)) is not None
            and unit.id in (place.province, place.under)
        )
        return tuple(sorted(found, key=lambda inner: (inner.tier, inner.code)))

    def living(self, on: date, tier: Tier) -> tuple[Unit, ...]:
        """Return all units of a tier that exist on a day, in code order."""
        found = (unit for unit in self.units.values() if unit.tier is tier and unit.state_on(on) is State.LIVING)
        return tuple(sorted(found, key=lambda unit: unit.code))

    def predecessors(self, unit: Unit) -> tuple[Link, ...]:
        """Return the units this one was made from; empty when it was not made by a change we know of."""
        return tuple(Link(self.units[m.before], m.whole, m.usual) for m in self._before.get(unit.id, ()))

    def successors(self, unit: Unit) -> tuple[Link, ...]:
        """Return the units this one went into, one step, the usual heir first; empty while it lives on.

        A former district has for heirs the communes its own communes became.
        """
        if unit.id not in self._after and unit.tier is Tier.DISTRICT:
            return self._heirs_of_communes(unit)
        moves = sorted(self._after.get(unit.id, ()), key=lambda move: not move.usual)
        return tuple(Link(self.units[m.after], m.whole, m.usual) for m in moves)

    def _heirs_of_communes(self, district: Unit) -> tuple[Link, ...]:
        if district.valid_to is None:
            return ()
        heirs: dict[str, Unit] = {}
        for commune in self.inside(district, district.valid_to - timedelta(days=1)):
            ends = commune.state_on(district.valid_to) is State.DISSOLVED
            for heir in [link.unit for link in self.successors(commune)] if ends else [commune]:
                heirs[heir.id] = heir
        alone = len(heirs) == 1
        return tuple(Link(heir, whole=alone, usual=alone) for heir in heirs.values())

    def heirs(self, unit: Unit, on: date) -> tuple[Link, ...]:
        """Return what is left of a unit on a day: its successors followed until each exists, or has not ended, on the day.

        Empty for a unit that has not ended by then. ``whole`` holds only if every step took the whole.
        """
        found: dict[str, Link] = {}
        open_ = [Link(unit, whole=True, usual=True)]
        while open_:
            link = open_.pop(0)
            for step in self.successors(link.unit) if link.unit.state_on(on) is State.DISSOLVED else ():
                whole, usual = link.whole and step.whole, link.usual and step.usual
                ended = step.unit.state_on(on) is State.DISSOLVED
                if ended:
                    open_.append(Link(step.unit, whole, usual))
                elif step.unit.id not in found or usual:
                    found[step.unit.id] = Link(step.unit, whole, usual)
        return tuple(found.values())
