"""The bodies of the place: the list, and one body with its venues, codes, hours and ways of working."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.desks.manage import choices
from motcua.desks.manage.choices import HOME
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.forms import is_verified
from motcua.desks.shared.shapes import Column, Link
from motcua.kernel import clock
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import queries, rules
from motcua.office.queries import UnitRow, VenueRow
from motcua.office.rules import Level

COLUMNS = [
    Column(N_("Đơn vị")),
    Column(N_("Loại")),
    Column(N_("Tình trạng")),
    Column(N_("Trụ sở")),
    Column(N_("Mã định danh")),
]


@require_safe
@power("office.manage")
def units(request: DeskRequest) -> HttpResponse:
    """List the bodies of the place."""
    today = clock.today()
    rows = choices.units_of(request.actor)
    context = {
        "place": choices.place_of(request.actor),
        "rows": rows,
        "venues": queries.venues_by_unit([row.id for row in rows], today),
        "codes": {row.id: queries.agency_code(row.id, today) for row in rows},
        "columns": COLUMNS,
        "levels": rules.LEVEL_NAMES,
        "trail": [HOME, Link(N_("Đơn vị"))],
        "verified": is_verified(request),
    }
    return render(request, "manage/units.html", context)


@require_safe
@power("office.manage")
def unit(request: DeskRequest, unit: UUID) -> HttpResponse:
    """Show one body and what can be settled about it."""
    row = choices.unit_here(request.actor, unit)
    today = clock.today()
    context = {
        "unit": row,
        "level": rules.LEVEL_NAMES[row.level],
        "centre": queries.settings_of(row.id) if row.level is Level.CENTRE else None,
        "code": queries.agency_code(row.id, today),
        "venues": queries.venues_of(row.id),
        "others": _others(request.actor, row.id, today),
        "weeks": list(reversed(queries.hours_of(row.id))),
        "weekdays": [formats.weekday(day) for day in range(7)],
        "staff": queries.staff(request.actor, row.id),
        "year": today.year,
        "trail": [HOME, Link(N_("Đơn vị"), choices.UNITS), Link(row.full_name)],
        "verified": is_verified(request),
    }
    return render(request, "manage/unit.html", context)


def _others(actor: Actor, id_: UUID, on: date) -> list[tuple[UnitRow, VenueRow]]:
    """Return where the other bodies of the place work: offices of one commune may lie apart."""
    bodies = {row.id: row for row in choices.units_of(actor) if row.id != id_}
    return [(bodies[of], venue) for of, many in queries.venues_by_unit(bodies, on).items() for venue in many]
