"""How degrees become units of a drawing: north up, both directions to one scale, everything inside the margins."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

KM_OF_DEGREE: Final = 111.32
"""Kilometres of a degree of latitude: over one commune the earth is flat."""


class Frame:
    """The drawing of some corners (latitude, longitude); ``height`` is as high as they need, at least ``height_least``.

    ``least`` is how many degrees the drawing shows at least, so that one building does not fill it.
    """

    def __init__(
        self,
        corners: Sequence[tuple[float, float]],
        width: float,
        height_most: float,
        margin: float,
        *,
        height_least: float = 0.0,
        least: float = 0.0,
    ) -> None:
        lats, lons = [lat for lat, _ in corners], [lon for _, lon in corners]
        self.north, self.west = max(lats), min(lons)
        # East in kilometres shrinks towards the poles.
        self.shrink = math.cos(math.radians((max(lats) + min(lats)) / 2))
        wide, high = (max(lons) - self.west) * self.shrink, self.north - min(lats)
        room_x, room_y = width - 2 * margin, height_most - 2 * margin
        self.scale = min(_fits(room_x, max(wide, least)), _fits(room_y, max(high, least)))
        if math.isinf(self.scale):
            self.scale = 0.0
        self.left = margin + (room_x - wide * self.scale) / 2
        self.height = max(high * self.scale + 2 * margin, height_least)
        self.top = (self.height - high * self.scale) / 2

    @property
    def km(self) -> float:
        """Return how many units of the drawing a kilometre is."""
        return self.scale / KM_OF_DEGREE

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Return where a latitude and longitude stands."""
        return self.left + (lon - self.west) * self.shrink * self.scale, self.top + (self.north - lat) * self.scale

    def polygon(self, ring: Iterable[tuple[float, float]]) -> str:
        """Return an outline, given as (longitude, latitude), as the points of an SVG polygon."""
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in (self.at(lat, lon) for lon, lat in ring))


def _fits(room: float, extent: float) -> float:
    return room / extent if extent else math.inf
