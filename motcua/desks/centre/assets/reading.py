"""Reading what the forms of assets send: money, coordinates, counts, lists of rows; every fault beside its field."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict

from motcua.custody.commands import Facts
from motcua.custody.queries.register import Narrow
from motcua.custody.rules.assets import Condition, Use
from motcua.desks.shared.door import DeskRequest, typed_id
from motcua.kernel import money, partial_date
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

LINES_MOST = 200


def narrow_of(request: DeskRequest) -> Narrow:
    """Return what the address narrows the register to; what it says and is no choice counts as not said."""
    asked, list_ = request.GET, request.GET.get("ds", "")
    condition, use = asked.get("tinh-trang", ""), asked.get("su-dung", "")
    return Narrow(
        place=typed_id(asked, "dia-ban"),
        unit=typed_id(asked, "don-vi"),
        kind=asked.get("loai", "")[:40],
        condition=condition if condition in set(Condition) else "",
        use=str(Use.IDLE) if list_ == "doi-du" else (use if use in set(Use) else ""),
        text=asked.get("q", ""),
        unclear=list_ == "chua-ro",
        out_of_order=list_ == "hong",
        gone=list_ == "da-giam",
    )


def amount(text: str, field: str) -> int | None:
    """Return whole đồng, ``None`` where nothing was typed."""
    return money.parse(text, field=field).amount if text.strip() else None


def count(text: str, field: str, most: int = 999) -> int | None:
    """Return a whole number from 0 to ``most``, ``None`` where nothing was typed."""
    typed = text.strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and int(typed[:9]) <= most and len(typed) < 10):
        raise BadInput(N_("Ghi số từ 0 đến {most}."), field=field, most=most)
    return int(typed)


def coordinate(text: str, field: str, most: int) -> float | None:
    """Return degrees typed with a point or a comma, ``None`` where nothing was typed."""
    typed = text.strip().replace(",", ".")
    if not typed:
        return None
    try:
        value = float(typed)
    except ValueError as error:
        raise BadInput(N_("Tọa độ viết như 20.446312."), field=field) from error
    if not -most <= value <= most:
        raise BadInput(N_("Tọa độ phải từ −{most} đến {most}."), field=field, most=most)
    return value


def day(text: str, field: str) -> date:
    """Return a whole day as people type it."""
    found = partial_date.parse(text, field=field).exact
    if found is None:
        raise BadInput(N_("Xin ghi đủ ngày, tháng, năm."), field=field)
    return found


def facts(values: dict[str, Any]) -> Facts:
    """Return the facts of an asset from the answers of its form."""
    year = count(str(values["year_made"] or ""), "year_made", 9999)
    return Facts(
        name=values["name"],
        kind=values["kind"] or "",
        model=values["model"],
        serial=values["serial"],
        year_made=year,
        used_since=values["used_since"],
        cost=amount(values["cost"], "cost"),
        fund=values["fund"],
        warranty_until=values["warranty_until"],
        latitude=coordinate(values["latitude"], "latitude", 90),
        longitude=coordinate(values["longitude"], "longitude", 180),
        note=values["note"],
    )


def ids(posted: QueryDict, name: str, most: int = LINES_MOST) -> list[UUID]:
    """Return the ids of a list of hidden fields or ticks; what is no id is left out."""
    found = []
    for raw in posted.getlist(name)[:most]:
        try:
            found.append(UUID(raw))
        except ValueError:
            continue
    return list(dict.fromkeys(found))
