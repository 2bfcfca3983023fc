"""Questions about floor plans: the plan of a centre, its versions, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import family, territory
from motcua.office import queries as office
from motcua.readiness.models import FloorPlan, PlanVersion, ReadinessFile
from motcua.readiness.queries.scope import demand, mine
from motcua.readiness.queries.templates import template, templates
from motcua.readiness.rules.floor import LABEL_MOST, Drawing, Figures, figures
from motcua.readiness.summaries import decoded


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A saved version of a plan."""

    number: int
    note: str
    at: datetime
    by: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The floor of a centre: the drawing shown, its figures, all versions; ``id`` is ``None`` before the first saving."""

    id: UUID | None
    version: int
    unit: UUID
    unit_name: str
    printed: str
    number: int
    newest: int
    drawing: Drawing
    figures: Figures
    versions: tuple[VersionRow, ...]


def plan_of(actor: Actor, unit: UUID, number: int | None = None) -> PlanPage:
    """Return the plan of a centre within reach (an empty one before the first saving), at a version or the newest."""
    demand(actor)
    centre = office.unit(unit)
    place = family.home_of(unit)
    if not territory.holds(actor, place):
        raise NotFound(N_("Không có nội dung này trong địa bàn của bạn."))
    printed = office.unit(place).printed
    row = FloorPlan.objects.filter(mine(actor), unit=unit).first()
    if row is None:
        empty = Drawing()
        return PlanPage(None, 0, unit, centre.full_name, printed, 0, 0, empty, figures(empty), ())
    saved = list(PlanVersion.objects.filter(plan=row).order_by("-number")[:100])
    shown = next((one for one in saved if one.number == (number or row.number)), None)
    if shown is None:
        raise NotFound(N_("Không có phiên bản này."))
    drawing = _drawing(shown)
    versions = tuple(VersionRow(one.number, one.note, one.at, one.by, figures(_drawing(one))) for one in saved)
    return PlanPage(
        row.id,
        row.version,
        unit,
        centre.full_name,
        printed,
        shown.number,
        row.number,
        drawing,
        figures(drawing),
        versions,
    )


def drawn(actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Return (centre, its place) of every plan within reach: one may be copied for another centre."""
    rows = list(FloorPlan.objects.filter(mine(actor)).values_list("unit_id", "place_id"))
    places = office.units(place for _, place in rows)
    return tuple(sorted(((unit, places[place].printed) for unit, place in rows), key=lambda one: one[1]))


def zones_asked(actor: Actor, unit: UUID) -> tuple[tuple[str, str], ...]:
    """Return (key, name) of the zones a centre is to have: its file asks for them, or the newest template before there is one."""
    file = ReadinessFile.objects.filter(mine(actor), unit=unit).select_related("template").first()
    if file is not None:
        facts = decoded(file.template.content)
    else:
        newest = next((row for row in templates(actor) if row.newest), None)
        if newest is None:
            return ()
        facts = template(actor, newest.id)[1]
    return tuple((zone.key, zone.name[:LABEL_MOST]) for zone in facts.zones if zone.kind == "zone")


def _drawing(row: PlanVersion) -> Drawing:
    return msgspec.json.decode(row.content, type=Drawing)
