"""Where something lies: coordinates read as people write or paste them, whether in Viet Nam, how far apart."""

from __future__ import annotations

import re
from math import asin, cos, radians, sin, sqrt
from typing import Final
from urllib.parse import unquote

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

BOUNDS: Final = (102.0, 8.0, 118.0, 24.0)
"""Longitudes and latitudes of Viet Nam with its islands: west, south, east, north. No latitude of it is a longitude."""
FAR_KM: Final = 30
"""A body's building further from the middle of its place than this is more likely a slip than a building."""
LONGEST: Final = 2_000
_EARTH_KM: Final = 6371.0
_NUMBER: Final = r"-?\d{1,3}(?:\.\d{1,15})?"
_DECIMAL: Final = r"-?\d{1,3}\.\d{1,15}"
_TYPED: Final = (
    re.compile(rf"({_NUMBER})\s*[,;/\s]\s*({_NUMBER})"),
    re.compile(r"(-?\d{1,3},\d{1,15})\s*[,;/\s]\s*(-?\d{1,3},\d{1,15})"),
)
# Of a link the place that was picked comes before the middle of the map that was looked at.
_LINKED: Final = (
    re.compile(rf"!3d({_NUMBER})!4d({_NUMBER})"),
    re.compile(rf"[?&#]mlat=({_NUMBER})&mlon=({_NUMBER})"),
    re.compile(rf"[?&](?:q|query|ll|destination|daddr|center)=(?:loc:)?({_NUMBER})[,+\s]+({_NUMBER})"),
    re.compile(rf"geo:({_NUMBER}),({_NUMBER})"),
    re.compile(rf"/@({_NUMBER}),({_NUMBER})"),
    re.compile(rf"#map=\d+/({_NUMBER})/({_NUMBER})"),
    re.compile(rf"({_DECIMAL})[,/+\s]+({_DECIMAL})"),
)
_SIGNS: Final = re.compile(r"[°º()\[\]]|\b(?:lat|lon|lng|vĩ độ|kinh độ|độ)\b|[:=]|(?<=[\d°\s])[NBEĐ](?![a-zđ])", re.I)


def read_position(text: str, field: str = "position") -> tuple[float, float]:
    """Return (latitude, longitude) in degrees from what was typed or pasted: «20.45, 106.34», «20,45; 106,34», a map link.

    Numbers the other way round are put right, since only one way lies in Viet Nam. :class:`BadInput` beside ``field``
    for what cannot be read and for places outside the country.
    """
    found = _numbers(text[:LONGEST].strip())
    if found is None:
        raise BadInput(
            N_(
                "Không đọc được tọa độ; viết vĩ độ rồi kinh độ, ví dụ 20.45, 106.34, hoặc dán đường dẫn bản đồ có số đó."
            ),
            field=field,
        )
    for latitude, longitude in (found, found[::-1]):
        if in_viet_nam(latitude, longitude):
            return round(latitude, 6), round(longitude, 6)
    raise BadInput(N_("Tọa độ này không nằm trong lãnh thổ Việt Nam; kiểm lại vĩ độ và kinh độ."), field=field)


def in_viet_nam(latitude: float, longitude: float) -> bool:
    """Say whether a point lies within the bounds of the country and its islands."""
    west, south, east, north = BOUNDS
    return south <= latitude <= north and west <= longitude <= east


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return how far two points (latitude, longitude) are apart as the crow flies."""
    north = sin(radians(other[0] - one[0]) / 2) ** 2
    east = sin(radians(other[1] - one[1]) / 2) ** 2
    share = north + cos(radians(one[0])) * cos(radians(other[0])) * east
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(share)))


def _numbers(text: str) -> tuple[float, float] | None:
    if "://" in text or text.lower().startswith(("geo:", "www.", "maps.")):
        link = unquote(text)
        match = next((found for form in _LINKED if (found := form.search(link))), None)
    else:
        bare = " ".join(_SIGNS.sub(" ", text).split())
        match = next((found for form in _TYPED if (found := form.fullmatch(bare))), None)
    return (_number(match[1]), _number(match[2])) if match else None


def _number(text: str) -> float:
    return float(text.replace(",", "."))
