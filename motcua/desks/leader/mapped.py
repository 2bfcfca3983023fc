"""The map of a board as figures to draw: places with outlines, places with a point, and tiles for those nobody can place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from motcua.desks.shared.mapping import Frame
from motcua.readiness.queries.boards import Mark

WIDTH: Final = 600.0
MARGIN: Final = 40.0
HEIGHT_MOST: Final = 560.0
NEAR: Final = 26.0
"""Points nearer to each other than this are moved apart, in units of the drawing."""
MOVED_MOST: Final = 400
"""Of more points than this none is moved aside: they are a picture of density then."""
NAMED_MOST: Final = 60
"""Places whose names are written on the map; more are read in the table."""


@dataclass(frozen=True, slots=True)
class Point:
    """A centre on the drawing, from its left and top."""

    x: float
    y: float
    mark: Mark


@dataclass(frozen=True, slots=True)
class Area:
    """The outline of a centre's place, as points of an SVG polygon."""

    points: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page draws; ``tiles`` are centres without a known place."""

    width: float
    height: float
    areas: tuple[Area, ...]
    points: tuple[Point, ...]
    tiles: tuple[Mark, ...]
    named: bool


def draw(marks: Sequence[Mark]) -> Drawn:
    """Return the drawing of a board's marks: north up, both directions to one scale, everything inside the margins."""
    placed = [(mark, _middle(mark)) for mark in marks]
    tiles = tuple(mark for mark, at in placed if at is None)
    known = [at for _, at in placed if at is not None]
    corners = known + [(lat, lon) for mark in marks for ring in mark.rings for lon, lat in ring]
    if not corners:
        return Drawn(WIDTH, 0.0, (), (), tiles, named=True)
    frame = Frame(corners, WIDTH, HEIGHT_MOST, MARGIN)
    areas = tuple(Area(frame.polygon(ring), mark) for mark in marks for ring in mark.rings)
    spots = [(mark, *frame.at(*at)) for mark, at in placed if at is not None]
    if len(spots) > MOVED_MOST:
        points = tuple(Point(round(x, 1), round(y, 1), mark) for mark, x, y in spots)
    else:
        points = tuple(_apart(spots, frame))
    return Drawn(WIDTH, frame.height, areas, points, tiles, named=len(spots) <= NAMED_MOST)


def _middle(mark: Mark) -> tuple[float, float] | None:
    if mark.at is not None:
        return mark.at
    points = [point for ring in mark.rings for point in ring]
    if not points:
        return None
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2


def _apart(spots: Iterable[tuple[Mark, float, float]], frame: Frame) -> Iterable[Point]:
    """Yield points, those on top of another moved aside, few enough steps to stay near."""
    taken: dict[tuple[int, int], list[tuple[float, float]]] = {}

    def crowded(x: float, y: float) -> bool:
        cell = (int(x // NEAR), int(y // NEAR))
        around = ((cell[0] + dx, cell[1] + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        return any(math.dist((x, y), other) < NEAR for one in around for other in taken.get(one, ()))

    for mark, x, y in spots:
        here = (x, y)
        for step in range(1, 9):
            if not crowded(*here):
                break
            angle = step * math.pi / 4
            here = (
                min(max(x + NEAR * math.cos(angle), MARGIN / 2), WIDTH - MARGIN / 2),
                min(max(y + NEAR * math.sin(angle), MARGIN / 2), max(frame.height - MARGIN / 2, MARGIN / 2)),
            )
        taken.setdefault((int(here[0] // NEAR), int(here[1] // NEAR)), []).append(here)
        yield Point(round(here[0], 1), round(here[1], 1), mark)
