"""Outlines of places for a map: GeoJSON from outside, checked, bounded in size, kept as rings of rounded points.

Only polygons are taken, known by the official code of their place; whatever else a file carries is left behind.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from motcua.kernel.errors import BadInput
from motcua.kernel.position import in_viet_nam
from motcua.kernel.words import N_

BYTES_MOST: Final = 1_500_000
FEATURES_MOST: Final = 4_000
POINTS_MOST: Final = 60_000
CODES: Final = ("code", "ma", "ma_xa", "maXa", "ward_code", "id")
"""Under which of these a feature may say its place's code."""

Ring = tuple[tuple[float, float], ...]


def outlines(content: bytes) -> dict[str, tuple[Ring, ...]]:
    """Return the outer rings of each place by official code; :class:`BadInput` says why a file cannot be taken."""
    if len(content) > BYTES_MOST:
        raise BadInput(N_("Tệp ranh giới nặng quá {most} MB; hãy giản lược rồi gửi lại."), field="file", most=1.5)
    try:
        data = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadInput(N_("Tệp không phải GeoJSON: không đọc được JSON."), field="file") from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or not 0 < len(features) <= FEATURES_MOST:
        raise BadInput(
            N_("Tệp GeoJSON cần một FeatureCollection có từ 1 đến {most} vùng."), field="file", most=FEATURES_MOST
        )
    found: dict[str, tuple[Ring, ...]] = {}
    points = 0
    for feature in features:
        code = _code(feature)
        rings = tuple(_ring(ring) for ring in _outer(feature))
        if not code or not rings:
            continue
        points += sum(map(len, rings))
        if points > POINTS_MOST:
            raise BadInput(
                N_("Ranh giới có quá {most} điểm; hãy giản lược rồi gửi lại."), field="file", most=POINTS_MOST
            )
        found[code] = (*found.get(code, ()), *rings)
    if not found:
        raise BadInput(N_("Không vùng nào có mã đơn vị hành chính (thuộc tính «code») và hình đa giác."), field="file")
    return found


def _code(feature: Any) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        return ""
    values = (properties.get(name) for name in CODES)
    text = next((str(value).strip() for value in values if isinstance(value, str | int) and str(value).strip()), "")
    return text if text.isascii() and text.isalnum() and len(text) <= 10 else ""


def _outer(feature: Any) -> list[Any]:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict):
        return []
    shape, kind = geometry.get("coordinates"), geometry.get("type")
    if not isinstance(shape, list):
        return []
    polygons = [shape] if kind == "Polygon" else shape if kind == "MultiPolygon" else []
    return [polygon[0] for polygon in polygons if isinstance(polygon, list) and polygon]


def _ring(ring: Any) -> Ring:
    found = []
    for point in ring if isinstance(ring, list) else ():
        numbers = (
            isinstance(point, list) and len(point) >= 2 and all(type(value) in (int, float) for value in point[:2])
        )
        if not numbers or not in_viet_nam(point[1], point[0]):
            raise BadInput(
                N_("Ranh giới có điểm ngoài lãnh thổ Việt Nam hoặc không phải kinh độ, vĩ độ."), field="file"
            )
        found.append((round(float(point[0]), 4), round(float(point[1]), 4)))
    if len(found) < 4:
        raise BadInput(N_("Một vùng có ít hơn bốn điểm, không khép được."), field="file")
    return tuple(found)
