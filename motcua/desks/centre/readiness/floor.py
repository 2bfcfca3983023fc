"""The floor plan: drawn by hand or typed into the table beside it, saved as one command, printed."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

import msgspec
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.desks.centre.readiness import shown
from motcua.desks.centre.readiness.pages import RowLike
from motcua.desks.shared.door import DeskRequest, act, once_key, power, typed_id
from motcua.desks.shared.shapes import FieldError, Link
from motcua.desks.shared.told import tell
from motcua.kernel.errors import BadInput, MotcuaError, NotAllowed, NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.office import family
from motcua.readiness import policies
from motcua.readiness.commands import DrawPlan, SavePlan
from motcua.readiness.queries import plans
from motcua.readiness.rules.floor import KIND_NAMES, SHAPES_MOST, Drawing, Shape, figures, shapes_from

CELL: Final = 24
"""Units of the drawing's own measure in one cell of the grid."""
SPARE: Final = 4
FIELDS: Final = ("kind", "label", "zone", "x", "y", "w", "h", "seats")


@require_http_methods(["GET", "HEAD", "POST"])
@power("readiness.read")
def plan(request: DeskRequest, unit: UUID) -> HttpResponse:
    """Show the floor of a centre, and take it back changed."""
    number = request.GET.get("ban", "")
    page = plans.plan_of(request.actor, unit, _number(number) if number else None)
    row = RowLike(family.home_of(unit), request.actor.realm)
    editable = policies.may_speak(request.actor, row) is None and page.number == page.newest
    drawing, errors, status = page.drawing, [], HTTPStatus.OK
    if request.method == "POST":
        if not editable:
            raise NotAllowed(N_("Bạn không sửa được sơ đồ này."))
        try:
            drawing = posted(request.POST)
            note = clean(request.POST.get("note", ""), 200)
            # What the form was made for decides, not what is there now: sent twice it is the same wish.
            known = typed_id(request.POST, "plan")
            if known is not None and known != page.id:
                raise NotFound(N_("Không có sơ đồ này."))
            if known is None:
                act(request, DrawPlan(unit=unit, drawing=drawing, note=note))
            else:
                seen = _number(request.POST.get("seen", ""))
                act(request, SavePlan(plan=known, drawing=drawing, note=note, seen=seen))
            tell(request, N_("Đã lưu sơ đồ mặt bằng."))
            return HttpResponseRedirect(reverse("readiness:plan", args=[unit]))
        except MotcuaError as error:
            errors, status = [FieldError(error.field or "", error.said)], HTTPStatus(error.status)
    copied = _copied(request, page)
    context = {
        "page_": page,
        "editable": editable,
        "errors": errors,
        "zones": plans.zones_asked(request.actor, unit) if editable else (),
        "most": SHAPES_MOST,
        "others": [one for one in plans.drawn(request.actor) if one[0] != unit],
        "once_key": request.POST.get("once_key", "")[:80] or once_key(),
        "trail": [shown.HOME, Link(page.unit_name), Link(N_("Mặt bằng"))],
    }
    return render(request, "centre/readiness/plan.html", context | drawn(copied or drawing), status=status)


def _copied(request: DeskRequest, page: plans.PlanPage) -> Drawing | None:
    """Return the plan of another centre to begin with, where the address asks for one and this has none."""
    text = request.GET.get("theo", "")
    if not text or page.id is not None:
        return None
    try:
        return plans.plan_of(request.actor, UUID(text)).drawing
    except ValueError as error:
        raise NotFound(N_("Không có sơ đồ này.")) from error


def drawn(drawing: Drawing) -> dict[str, Any]:
    """Return what a page needs to draw a plan."""
    return {
        "drawing": drawing,
        "figures": figures(drawing),
        "cell": CELL,
        "kinds": KIND_NAMES,
        "fields": FIELDS,
        "spare": range(len(drawing.shapes) + 1, len(drawing.shapes) + 1 + SPARE),
        "shapes_json": msgspec.json.encode(drawing.shapes).decode(),
    }


@require_safe
@power("readiness.read")
def sheet(request: DeskRequest, unit: UUID) -> HttpResponse:
    """Show the plan as a sheet of paper with its legend and figures."""
    number = request.GET.get("ban", "")
    page = plans.plan_of(request.actor, unit, _number(number) if number else None)
    if page.id is None:
        raise NotFound(N_("Chưa có sơ đồ mặt bằng."))
    return render(request, "centre/readiness/plan_print.html", {"page_": page} | drawn(page.drawing))


def posted(values: QueryDict) -> Drawing:
    """Return the drawing in a form; its rows are shapes, empty ones left out."""
    rows = []
    for place in range(1, SHAPES_MOST + SPARE + 1):
        if f"s{place}:label" not in values:
            continue
        rows.append({name: clean(values.get(f"s{place}:{name}", "")) for name in FIELDS})
    shapes: tuple[Shape, ...] = shapes_from(rows)
    peak = clean(values.get("peak_visitors", ""))
    return Drawing(
        columns=_number(values.get("columns", "24")),
        rows=_number(values.get("rows", "16")),
        cell_cm=_number(values.get("cell_cm", "50")),
        peak_visitors=_number(peak) if peak else None,
        peak_source=clean(values.get("peak_source", ""), 200),
        shapes=shapes,
    )


def _number(text: str) -> int:
    word = clean(text, 12)
    if not word.isdecimal() or len(word) > 6:
        raise BadInput(N_("«{text}» không phải là số."), field="shapes", text=word[:12])
    return int(word)
