"""Set a unit's week from a day on."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.kernel.worktime import WeeklyHours, spans, spans_text
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import OpeningHoursSet
from motcua.office import policies, stamps
from motcua.office.models import OpeningHours, Unit

Week = Annotated[list[str], msgspec.Meta(min_length=7, max_length=7)]


class SetOpeningHours(Command, frozen=True, kw_only=True):
    """The hours of Monday to Sunday (``07:30-11:30, 13:00-17:00``; empty: at rest) from a day on, until set again.

    ``extra`` are hours beyond the week in which the counter receives, such as Saturday morning: a dossier is accepted
    then, but working days and hours do not run. Hours hold for the unit and all under it that set none later.
    """

    TARGET = "unit"

    unit: UUID
    valid_from: date
    week: Week
    extra: Week = msgspec.field(default_factory=lambda: [""] * 7)
    ground: Annotated[str, msgspec.Meta(min_length=1, max_length=250)]


@act(SetOpeningHours, on=Unit, verb=N_("Đặt giờ làm việc"), may=policies.may_change_unit)
def set_opening_hours(command: SetOpeningHours, unit: Unit, context: Context) -> Done[Unit]:
    """Refuse hours that cannot be read or overlap, an empty week, and a week before one already set."""
    week = WeeklyHours(tuple(spans(day) for day in command.week), command.valid_from)
    extra = [spans(day) for day in command.extra]
    for weekday, (usual, more) in enumerate(zip(week.days, extra, strict=True)):
        if any(one.start < other.end and other.start < one.end for one in usual for other in more):
            raise BadInput(N_("Giờ tiếp nhận thêm của thứ {day} trùng giờ làm việc."), field="extra", day=weekday + 2)
    if unit.hours.filter(valid_from__gt=command.valid_from).exists():
        raise Conflict(N_("Đã có giờ làm việc đặt cho ngày sau đó; hãy chọn ngày muộn hơn."), field="valid_from")
    unit.hours.filter(valid_from=command.valid_from).delete()
    ground = clean(command.ground)
    rows = [(weekday, day, True) for weekday, day in enumerate(week.days)]
    rows += [(weekday, day, False) for weekday, day in enumerate(extra) if day]
    OpeningHours.objects.bulk_create(
        OpeningHours(
            unit=unit,
            weekday=weekday,
            intervals=spans_text(day),
            counted=counted,
            valid_from=command.valid_from,
            ground=ground,
        )
        for weekday, day, counted in rows
    )
    stamps.bump()
    event = OpeningHoursSet(
        valid_from=command.valid_from,
        week=[spans_text(day) for day in week.days],
        extra=[spans_text(day) for day in extra],
        ground=ground,
    )
    return Done(event)
