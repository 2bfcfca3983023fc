"""How long a line was up: of the time somebody measured it, and of nothing else.

Time between two measurements is known when they are no farther apart than a gap; it is up or down as the first of the
two says. A cut in the books is known and down wherever it lies. Whatever else there is stays unknown and counts neither
in the numerator nor in the denominator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from motcua.links.rules.measuring import Measured


@dataclass(frozen=True, slots=True)
class Span:
    """From an instant to another; an end of ``None`` is still to come."""

    start: datetime
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Watched:
    """A stretch of time that was measured, up or not."""

    start: datetime
    end: datetime
    up: bool


@dataclass(frozen=True, slots=True)
class Uptime:
    """Minutes of a period: ``up`` of the ``known`` ones, of the ``whole``; ``down`` is known minus up.

    ``measured`` says whether anything was measured at all: of reported cuts alone no rate is made.
    """

    up: int
    known: int
    whole: int
    measured: bool

    @property
    def down(self) -> int:
        """Return the known minutes that were not up."""
        return self.known - self.up

    @property
    def unknown(self) -> int:
        """Return the minutes nobody knows about."""
        return self.whole - self.known

    @property
    def rated(self) -> bool:
        """Say whether there is a rate: something was measured, and for at least a minute."""
        return self.measured and self.known > 0


Minutes = Callable[[datetime, datetime], int]


def watched(measured: Iterable[Measured], gap: timedelta) -> list[Watched]:
    """Return the stretches that measurements vouch for, one between each two no farther apart than ``gap``."""
    ordered = sorted(measured, key=lambda one: one.at)
    return [Watched(a.at, b.at, a.ok) for a, b in pairwise(ordered) if timedelta(0) < b.at - a.at <= gap]


def pieces(stretches: Iterable[Watched], start: datetime, end: datetime) -> list[list[int]]:
    """Return what was watched between two instants as ``[first second, last second, up]`` from ``start`` on, joined."""
    found: list[list[int]] = []
    for one in sorted(stretches, key=lambda one: one.start):
        first = int((max(one.start, start) - start).total_seconds())
        last = int((min(one.end, end) - start).total_seconds())
        if first >= last:
            continue
        if found and found[-1][1] == first and found[-1][2] == int(one.up):
            found[-1][1] = last
        else:
            found.append([first, last, int(one.up)])
    return found


def stretches(start: datetime, told: Iterable[Sequence[int]]) -> list[Watched]:
    """Return what :func:`pieces` told of the time from ``start`` on."""
    return [Watched(start + timedelta(seconds=a), start + timedelta(seconds=b), bool(up)) for a, b, up in told]


def uptime(
    period: Span,
    seen_time: Sequence[Watched],
    cut: Sequence[Span],
    minutes: Minutes,
    set_aside: Sequence[Span] = (),
) -> Uptime:
    """Return the uptime of ``period`` (its end given) as ``minutes`` counts time: by the clock, or working minutes.

    Failures inside ``set_aside`` (cuts a person withdrew) are taken as unknown, not as down.
    """
    start, end = period.start, period.end
    if end is None or end <= start:
        return Uptime(0, 0, 0, measured=False)
    marks = {start, end}
    for stretch in seen_time:
        marks |= {stretch.start, stretch.end}
    for span in (*cut, *set_aside):
        marks |= {span.start, span.end or end}
    edges = sorted(mark for mark in marks if start <= mark <= end)
    sweep = _Sweep(seen_time, cut, set_aside)
    up: list[tuple[datetime, datetime]] = []
    known: list[tuple[datetime, datetime]] = []
    measured = False
    for a, b in pairwise(edges):
        state, seen = sweep.at(a)
        measured = measured or seen
        if state is not None:
            _grow(known, a, b)
        if state:
            _grow(up, a, b)
    return Uptime(
        sum(minutes(a, b) for a, b in up), sum(minutes(a, b) for a, b in known), minutes(start, end), measured
    )


class _Sweep:
    """Answers for rising instants what is known of the piece that begins there; each list is walked once."""

    def __init__(self, stretches: Sequence[Watched], cut: Sequence[Span], set_aside: Sequence[Span]) -> None:
        self._stretches = sorted(stretches, key=lambda one: one.start)
        self._cut, self._aside = cut, set_aside
        self._next = 0
        self._open: list[Watched] = []

    def at(self, instant: datetime) -> tuple[bool | None, bool]:
        """Return up (True), down (False) or unknown (``None``), and whether it was measured."""
        while self._next < len(self._stretches) and self._stretches[self._next].start <= instant:
            self._open.append(self._stretches[self._next])
            self._next += 1
        self._open = [one for one in self._open if one.end > instant]
        if _within(self._cut, instant):
            return False, bool(self._open)
        if not self._open:
            return None, False
        if all(one.up for one in self._open):
            return True, True
        return (None if _within(self._aside, instant) else False), True


def _within(spans: Sequence[Span], instant: datetime) -> bool:
    return any(span.start <= instant and (span.end is None or instant < span.end) for span in spans)


def _grow(pieces: list[tuple[datetime, datetime]], a: datetime, b: datetime) -> None:
    """Add a piece, joined to the last where it touches: whole minutes are counted of whole stretches, not of scraps."""
    if pieces and pieces[-1][1] == a:
        pieces[-1] = (pieces[-1][0], b)
    else:
        pieces.append((a, b))
