"""Where buildings lie, drawn in their true directions with the scale said: over the outline of the place where one was
given for the boards' map, else as a schematic with nothing behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from motcua.custody.queries.buildings import Building
from motcua.desks.shared.mapping import KM_OF_DEGREE, Frame
from motcua.kernel.position import kilometres

WIDTH: Final = 720
HEIGHT: Final = 420
_LOWEST: Final = 160
_EDGE: Final = 48
_LEAST_KM: Final = 0.2
_STEPS: Final = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50)

Ring = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Dot:
    """One building: its number in the list, its name, where it is drawn, and on which side its name stands."""

    number: int
    name: str
    x: float
    y: float
    left: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Dots on a sheet of ``width`` by ``height``; a bar of ``bar`` units is ``km`` kilometres; ``apart`` the widest gap.

    ``areas`` are the outlines of the place, each as the points of an SVG polygon; none where none was given.
    """

    dots: tuple[Dot, ...]
    areas: tuple[str, ...]
    width: int
    height: float
    bar: float
    km: float
    apart: float


def draw(found: Sequence[Building], rings: Sequence[Ring] = ()) -> Drawing | None:
    """Return the drawing of the buildings whose coordinates are known, ``None`` where there is none.

    ``rings`` are outlines of the place as (longitude, latitude).
    """
    known = [
        (number, one.name, (one.latitude, one.longitude))
        for number, one in enumerate(found, 1)
        if one.latitude is not None and one.longitude is not None
    ]
    if not known:
        return None
    spots = [at for _, _, at in known]
    corners = spots + [(lat, lon) for ring in rings for lon, lat in ring]
    frame = Frame(corners, WIDTH, HEIGHT, _EDGE, height_least=_LOWEST, least=_LEAST_KM / KM_OF_DEGREE)
    dots = tuple(
        Dot(number, name, round(x, 1), round(y, 1), x > WIDTH / 2)
        for number, name, at in known
        for x, y in (frame.at(*at),)
    )
    km = max((step for step in _STEPS if step * frame.km <= WIDTH / 4), default=_STEPS[0])
    apart = max(kilometres(one, other) for one in spots for other in spots)
    areas = tuple(frame.polygon(ring) for ring in rings)
    return Drawing(dots, areas, WIDTH, round(frame.height, 1), round(km * frame.km, 1), km, round(apart, 1))
