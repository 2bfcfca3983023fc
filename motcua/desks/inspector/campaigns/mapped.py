"""The route of a campaign as figures to draw: stops in their order, lines between them, and those nobody can place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from motcua.desks.shared.mapping import Frame
from motcua.inspections.queries import StopRow
from motcua.inspections.rules.stops import StopState

WIDTH: Final = 600.0
HEIGHT_MOST: Final = 420.0
MARGIN: Final = 44.0
LEAST: Final = 0.02
"""Degrees the drawing shows at least: about two kilometres."""


@dataclass(frozen=True, slots=True)
class Point:
    """One place of the route: the numbers of its stops in order, joined, and where it stands."""

    x: float
    y: float
    numbers: str
    name: str
    stop: UUID


@dataclass(frozen=True, slots=True)
class Route:
    """What a page draws; ``line`` joins the points in order, ``unplaced`` are (number, name)."""

    width: float
    height: float
    points: tuple[Point, ...]
    line: str
    unplaced: tuple[tuple[int, str], ...]


def route(rows: Sequence[StopRow]) -> Route | None:
    """Return the drawing of a route in the order travelled; ``None`` where no stop has a place on the map."""
    live = [row for row in rows if row.state is not StopState.CANCELLED]
    numbered = list(enumerate(live, 1))
    corners = [row.position for row in live if row.position is not None]
    if not corners:
        return None
    frame = Frame(corners, WIDTH, HEIGHT_MOST, MARGIN, height_least=2 * MARGIN, least=LEAST)
    at: dict[tuple[float, float], list[tuple[int, StopRow]]] = {}
    for number, row in numbered:
        if row.position is not None:
            at.setdefault(row.position, []).append((number, row))
    points = []
    for position, here in at.items():
        x, y = frame.at(*position)
        numbers = "–".join(str(number) for number, _ in here)
        points.append(Point(round(x, 1), round(y, 1), numbers, here[0][1].place_name, here[0][1].id))
    way = [frame.at(*row.position) for _, row in numbered if row.position is not None]
    return Route(
        WIDTH,
        round(frame.height, 1),
        tuple(points),
        " ".join(f"{x:.1f},{y:.1f}" for x, y in way),
        tuple((number, row.place_name) for number, row in numbered if row.position is None),
    )
