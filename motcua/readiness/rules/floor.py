"""A floor plan: shapes on a grid, what may be drawn, and the figures that follow from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import msgspec

from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said

SHAPES_MOST: Final = 200
GRID_MOST: Final = 80
LABEL_MOST: Final = 60
SEATS_MOST: Final = 999
VISITORS_MOST: Final = 9_999

KIND_NAMES: Final = {
    "zone": N_("Khu"),
    "desk": N_("Quầy, bàn"),
    "seats": N_("Hàng ghế"),
    "device": N_("Thiết bị"),
    "door": N_("Cửa, lối đi"),
}


class Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rectangle on the grid: left, top, width and height in cells; ``zone`` is the key of the zone it stands for."""

    kind: Literal["zone", "desk", "seats", "device", "door"]
    label: str
    zone: str = ""
    x: int
    y: int
    w: int
    h: int
    seats: int = 0


class Drawing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A plan: the grid in cells of ``cell_cm`` centimetres, its shapes, and the visitors of the busiest hour."""

    columns: int = 24
    rows: int = 16
    cell_cm: int = 50
    peak_visitors: int | None = None
    peak_source: str = ""
    shapes: tuple[Shape, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """What follows from a plan: areas in m² (of all zones; by zone), desks, seats, and what the busiest hour makes of them."""

    area: float
    by_zone: tuple[tuple[str, float], ...]
    desks: int
    seats: int
    peak_visitors: int | None
    words: Said


def checked_drawing(drawing: Drawing) -> Drawing:
    """Return a plan that can be drawn; :class:`BadInput` names the shape that cannot."""
    if not (4 <= drawing.columns <= GRID_MOST and 4 <= drawing.rows <= GRID_MOST and 10 <= drawing.cell_cm <= 200):
        raise BadInput(N_("Lưới từ 4 đến {most} ô mỗi chiều, mỗi ô từ 10 đến 200 cm."), field="shapes", most=GRID_MOST)
    if len(drawing.shapes) > SHAPES_MOST:
        raise BadInput(N_("Sơ đồ có quá {most} hình."), field="shapes", most=SHAPES_MOST)
    if drawing.peak_visitors is not None and not 0 <= drawing.peak_visitors <= VISITORS_MOST:
        raise BadInput(N_("Số khách giờ đông nhất không hợp lý."), field="peak_visitors")
    shapes = tuple(_checked(shape, drawing) for shape in drawing.shapes)
    zones = [shape for shape in shapes if shape.kind == "zone"]
    for place, one in enumerate(zones):
        for other in zones[place + 1 :]:
            if (
                one.x < other.x + other.w
                and other.x < one.x + one.w
                and one.y < other.y + other.h
                and other.y < one.y + one.h
            ):
                raise BadInput(
                    N_("Khu «{one}» và khu «{other}» đè lên nhau: diện tích sẽ bị tính hai lần."),
                    field="shapes",
                    one=one.label,
                    other=other.label,
                )
    return msgspec.structs.replace(drawing, shapes=shapes, peak_source=clean(drawing.peak_source, 200))


def _checked(shape: Shape, drawing: Drawing) -> Shape:
    label = clean(shape.label)
    if not label or len(label) > LABEL_MOST:
        raise BadInput(N_("Mỗi hình cần một tên, tối đa {most} ký tự."), field="shapes", most=LABEL_MOST)
    inside = (
        shape.x >= 0 and shape.y >= 0 and shape.x + shape.w <= drawing.columns and shape.y + shape.h <= drawing.rows
    )
    if shape.w < 1 or shape.h < 1 or not inside:
        raise BadInput(N_("«{label}» nằm ngoài lưới: sửa vị trí hoặc kích thước."), field="shapes", label=label)
    if not 0 <= shape.seats <= SEATS_MOST:
        raise BadInput(N_("«{label}»: số chỗ ngồi không hợp lý."), field="shapes", label=label)
    return msgspec.structs.replace(shape, label=label, zone=shape.zone[:60])


def figures(drawing: Drawing) -> Figures:
    """Return areas, desks and seats of a plan, and what they say about the busiest hour."""
    cell = drawing.cell_cm * drawing.cell_cm / 10_000
    zones = [(shape.label, round(shape.w * shape.h * cell, 1)) for shape in drawing.shapes if shape.kind == "zone"]
    area = round(sum(shape.w * shape.h for shape in drawing.shapes if shape.kind == "zone") * cell, 1)
    seats = sum(shape.seats for shape in drawing.shapes)
    desks = sum(1 for shape in drawing.shapes if shape.kind == "desk")
    return Figures(
        area, tuple(zones), desks, seats, drawing.peak_visitors, _evidence(area, seats, drawing.peak_visitors)
    )


def _evidence(area: float, seats: int, visitors: int | None) -> Said:
    """Return the sentence that a wish for more room stands on: figures, not an opinion."""
    shown = f"{area:.1f}".replace(".", ",")
    if not visitors:
        return said(N_("{area} m², {seats} chỗ ngồi; chưa ghi số khách giờ đông nhất."), area=shown, seats=seats)
    each = f"{area / visitors:.1f}".replace(".", ",")
    if seats >= visitors:
        return said(
            N_("{area} m², {seats} chỗ ngồi cho {visitors} khách giờ đông nhất: đủ chỗ, {each} m² mỗi khách."),
            area=shown,
            seats=seats,
            visitors=visitors,
            each=each,
        )
    return said(
        N_("{area} m², {seats} chỗ ngồi cho {visitors} khách giờ đông nhất: thiếu {short} chỗ, {each} m² mỗi khách."),
        area=shown,
        seats=seats,
        visitors=visitors,
        short=visitors - seats,
        each=each,
    )


def shapes_from(rows: Sequence[dict[str, str]]) -> tuple[Shape, ...]:
    """Return shapes typed into the table beside the drawing; :class:`BadInput` names the row that is no shape."""
    found = []
    for number, row in enumerate(rows, 1):
        if not row.get("label", "").strip():
            continue
        try:
            numbers = {name: int(row.get(name, "") or 0) for name in ("x", "y", "w", "h", "seats")}
            found.append(
                msgspec.convert(
                    {"kind": row.get("kind", ""), "label": row["label"], "zone": row.get("zone", "")} | numbers, Shape
                )
            )
        except (ValueError, msgspec.ValidationError) as error:
            raise BadInput(
                N_("Dòng {number} của bảng hình không đúng: vị trí và kích thước là số nguyên."),
                field="shapes",
                number=number,
            ) from error
    return tuple(found)
