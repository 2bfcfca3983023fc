"""Floor plans: drawn, saved anew as one command, every version kept."""

from __future__ import annotations

from uuid import UUID

import msgspec

from motcua.kernel.errors import Conflict
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.readiness import PlanDrawn, PlanSaved
from motcua.office import family
from motcua.office import queries as office
from motcua.readiness import policies
from motcua.readiness.models import FloorPlan, PlanVersion
from motcua.readiness.rules.floor import Drawing, checked_drawing


class DrawPlan(Command, frozen=True, kw_only=True):
    """Draw the floor of the centre ``unit`` for the first time."""

    unit: UUID
    drawing: Drawing
    note: str = ""


class SavePlan(Command, frozen=True, kw_only=True):
    """Save a floor plan as its next version."""

    TARGET = "plan"

    plan: UUID
    drawing: Drawing
    note: str = ""


@act(DrawPlan, on=FloorPlan, verb=N_("Vẽ mặt bằng"), may=policies.may_draw)
def draw_plan(command: DrawPlan, context: Context) -> Done[FloorPlan]:
    """Keep the first version."""
    office.unit(command.unit)
    realm = str(context.actor.realm)
    if FloorPlan.objects.filter(realm=realm, unit_id=command.unit).exists():
        raise Conflict(N_("Trung tâm này đã có sơ đồ mặt bằng; mở ra để sửa."), field="unit")
    plan = FloorPlan(realm=realm, place_id=family.home_of(command.unit), unit_id=command.unit)
    content, note = _keep(plan, command, context)
    return Done(PlanDrawn(place=plan.place_id, unit=plan.unit_id, content=content, note=note), plan)


@act(SavePlan, on=FloorPlan, verb=N_("Lưu mặt bằng"), may=policies.may_speak)
def save_plan(command: SavePlan, plan: FloorPlan, context: Context) -> Done[FloorPlan]:
    """Keep the next version; the same drawing again is refused."""
    last = PlanVersion.objects.get(plan=plan, number=plan.number)
    if last.content == msgspec.json.encode(checked_drawing(command.drawing), order="deterministic").decode():
        raise Conflict(N_("Sơ đồ không có gì thay đổi."))
    plan.number += 1
    content, note = _keep(plan, command, context)
    return Done(PlanSaved(number=plan.number, content=content, note=note))


def _keep(plan: FloorPlan, command: DrawPlan | SavePlan, context: Context) -> tuple[str, str]:
    content = msgspec.json.encode(checked_drawing(command.drawing), order="deterministic").decode()
    note = clean(command.note, 200)
    PlanVersion.objects.create(
        plan=plan, number=plan.number, content=content, note=note, at=context.at, by=context.actor.name
    )
    return content, note
