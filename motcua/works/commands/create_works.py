"""Enter building works of a centre."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.works import WorksCreated
from motcua.works import policies, rules
from motcua.works.commands.shared import Line, StageWish, centre_of, check_contractor, plan, put_stages, wanted
from motcua.works.models import Works


class CreateWorks(Command, frozen=True, kw_only=True):
    """Enter works of ``place`` (for its centre unless ``unit`` names another body) as they were planned and asked for."""

    place: UUID
    unit: UUID | None = None
    contractor: UUID | None = None
    name: Line
    venue: Annotated[str, msgspec.Meta(max_length=300)] = ""
    starts: date
    stages: list[StageWish]
    asked_kind: rules.AskedKind
    asked_day: date | None = None
    ground: Annotated[str, msgspec.Meta(max_length=1000)] = ""
    asked_by: Line = ""
    asked_on: date | None = None
    silent_days: int = rules.SILENT_DAYS


@act(CreateWorks, on=Works, verb=N_("Lập công trình"), may=policies.may_create)
def create_works(command: CreateWorks, context: Context) -> Done[Works]:
    """Keep the plan; the last day in time follows from how the day was asked for."""
    rules.check_asked(command.asked_kind, command.asked_day)
    rules.check_patience(command.silent_days)
    check_contractor(command.contractor)
    unit = centre_of(command.place, command.unit)
    told = plan(command.stages)
    today = clock.local(context.at).date()
    name = clean(wanted(command.name, "name", N_("Ghi tên công trình.")))
    works = Works(
        realm=context.actor.realm,
        place_id=command.place,
        unit_id=unit,
        contractor_id=command.contractor,
        name=name,
        folded=fold(f"{name} {command.venue}"),
        venue=clean(command.venue),
        starts=command.starts,
        asked_kind=command.asked_kind,
        asked_day=command.asked_day,
        last_day=rules.last_day(command.asked_kind, command.asked_day),
        ground=clean(command.ground, lines=True),
        asked_by=clean(command.asked_by),
        asked_on=command.asked_on,
        silent_days=command.silent_days,
        # Nobody is silent about works before they were entered here, nor before they start.
        last_word_on=max(command.starts, today),
    )
    works.save()
    put_stages(works, told)
    event = WorksCreated(
        name=works.name,
        venue=works.venue,
        place=command.place,
        unit=unit,
        contractor=command.contractor,
        starts=command.starts,
        silent_days=command.silent_days,
        stages=told,
        asked_kind=command.asked_kind,
        asked_day=command.asked_day,
        last_day=works.last_day,
        ground=works.ground,
        asked_by=works.asked_by,
        asked_on=command.asked_on,
    )
    return Done(event, works)
