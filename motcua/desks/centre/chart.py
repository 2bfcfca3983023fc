"""Charts drawn by the server: values in, the numbers of an SVG out. A table with the same values always stands beside.

Colours come from classes; no style stands in the page (the content policy forbids it).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from motcua.desks.shared.shapes import Text

WIDTH: Final = 720
HEIGHT: Final = 260
LEFT, RIGHT, TOP, BOTTOM = 78, 14, 14, 32
Value = tuple[float, float | None]
"""Where a value stands, both from 0 to 1; no height leaves a gap in the line."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its name, its class (``planned``, ``actual``, ``seen``, ``second``) and values from left to right."""

    label: Text
    look: str
    values: Sequence[Value]
    dots: bool = True


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of time marked behind the lines, from 0 to 1."""

    start: float
    end: float
    look: str
    label: Text


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line as SVG says it."""

    label: Text
    look: str
    path: str
    dots: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready for ``centre/_chart.html``; ticks are (place, words), bands (x, width, class, words)."""

    title: Text
    lines: tuple[Drawn, ...]
    across: tuple[tuple[float, str], ...]
    up: tuple[tuple[float, str], ...]
    bands: tuple[tuple[float, float, str, Text], ...] = ()
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM


def draw(
    title: Text,
    series: Sequence[Series],
    across: Sequence[tuple[float, str]],
    up: Sequence[tuple[float, str]],
    bands: Sequence[Band] = (),
) -> Chart:
    """Return a chart of lines; everything is given from 0 to 1 and clipped to it."""
    return Chart(
        title,
        tuple(Drawn(one.label, one.look, _path(one.values), _dots(one)) for one in series),
        tuple((_x(place), words) for place, words in across),
        tuple((_y(place), words) for place, words in up),
        tuple((_x(b.start), max(1.0, round(_x(b.end) - _x(b.start), 1)), b.look, b.label) for b in bands),
    )


def _x(part: float) -> float:
    return round(LEFT + min(max(part, 0.0), 1.0) * (WIDTH - LEFT - RIGHT), 1)


def _y(part: float) -> float:
    return round(HEIGHT - BOTTOM - min(max(part, 0.0), 1.0) * (HEIGHT - TOP - BOTTOM), 1)


def _path(values: Sequence[Value]) -> str:
    """Return the path of a line, begun anew after each gap."""
    steps, pen = [], "M"
    for place, height in values:
        if height is None:
            pen = "M"
            continue
        steps.append(f"{pen}{_x(place)} {_y(height)}")
        pen = "L"
    return "".join(steps)


def _dots(series: Series) -> tuple[tuple[float, float], ...]:
    if not series.dots:
        return ()
    return tuple((_x(place), _y(height)) for place, height in series.values if height is not None)
