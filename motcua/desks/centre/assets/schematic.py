"""A schematic drawing of where buildings lie: dots in their true directions, the scale said, no map behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Final

from motcua.custody.queries.buildings import Building

WIDTH: Final = 720
HEIGHT: Final = 420
_EDGE: Final = 48
_KM_OF_DEGREE: Final = 111.32
_STEPS: Final = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50)


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
    """Dots on a sheet of ``width`` by ``height``; a bar of ``bar`` units is ``km`` kilometres; ``apart`` the widest gap."""

    dots: tuple[Dot, ...]
    width: int
    height: int
    bar: float
    km: float
    apart: float


def draw(found: Sequence[Building]) -> Drawing | None:
    """Return the drawing of the buildings whose coordinates are known, ``None`` where there is none."""
    known = [
        (number, one.name, one.latitude, one.longitude)
        for number, one in enumerate(found, 1)
        if one.latitude is not None and one.longitude is not None
    ]
    if not known:
        return None
    middle = sum(latitude for _, _, latitude, _ in known) / len(known)
    # East in kilometres shrinks towards the poles; over one commune the earth is flat.
    points = [
        (number, name, longitude * _KM_OF_DEGREE * cos(radians(middle)), -latitude * _KM_OF_DEGREE)
        for number, name, latitude, longitude in known
    ]
    least_x, least_y = min(x for *_, x, _ in points), min(y for *_, y in points)
    wide = max(x for *_, x, _ in points) - least_x
    high = max(y for *_, y in points) - least_y
    scale = min((WIDTH - 2 * _EDGE) / max(wide, 0.2), (HEIGHT - 2 * _EDGE) / max(high, 0.2))
    off_x, off_y = (WIDTH - wide * scale) / 2, (HEIGHT - high * scale) / 2
    dots = tuple(
        Dot(number, name, round(x, 1), round(off_y + (north - least_y) * scale, 1), x > WIDTH / 2)
        for number, name, east, north in points
        for x in (off_x + (east - least_x) * scale,)
    )
    km = max((step for step in _STEPS if step * scale <= WIDTH / 4), default=_STEPS[0])
    apart = max(hypot(a[2] - b[2], a[3] - b[3]) for a in points for b in points)
    return Drawing(dots, WIDTH, HEIGHT, round(km * scale, 1), km, round(apart, 1))
