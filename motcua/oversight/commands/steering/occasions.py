"""Days that come every year at a place: kept, changed, moved in one year."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.steering import OccasionChanged, OccasionMoved, OccasionNamed
from motcua.office import queries as office
from motcua.office.rules import PLACES
from motcua.oversight.commands.directives.shared import Line, Long, wanted, working_unit
from motcua.oversight.models import Occasion, OccasionDay
from motcua.oversight.policies import directives as policies
from motcua.oversight.queries import anchors
from motcua.oversight.rules.occasions import check_day


class NameOccasion(Command, frozen=True, kw_only=True):
    """Keep a day of every year at a place, with the unit that sees to it; month and day 0: mid-autumn by the moon."""

    place: UUID
    name: Line
    month: int
    day: int
    owner: UUID | None = None


@act(NameOccasion, on=Occasion, verb=N_("Thêm sự kiện"), may=policies.may_make)
def name_occasion(command: NameOccasion, context: Context) -> Done[Occasion]:
    """The same name is kept once at a place."""
    if office.unit(command.place).level not in PLACES:
        raise BadInput(N_("Chọn xã, phường hoặc tỉnh."), field="place")
    check_day(command.month, command.day)
    name = wanted(clean(command.name), "name", N_("Ghi tên sự kiện."))
    realm = context.actor.realm
    if Occasion.objects.filter(place=command.place, realm=realm, name=name, kept=True).exists():
        raise BadInput(N_("«{name}» đã có trong danh sách."), field="name", name=name)
    owner = working_unit(command.owner, "owner") if command.owner else None
    occasion = Occasion(
        realm=realm, place_id=command.place, name=name, month=command.month, day=command.day, owner_id=owner
    )
    event = OccasionNamed(place=command.place, name=name, month=command.month, day=command.day, owner=owner)
    return Done(event, occasion)


class ChangeOccasion(Command, frozen=True, kw_only=True):
    """Give the day another name or owner, or keep it no more (``kept`` false)."""

    TARGET = "occasion"

    occasion: UUID
    name: Line
    owner: UUID | None = None
    kept: bool = True
    reason: Long


@act(ChangeOccasion, on=Occasion, verb=N_("Sửa sự kiện"), may=policies.may_keep, order=20)
def change_occasion(command: ChangeOccasion, occasion: Occasion, context: Context) -> Done[Occasion]:
    """Write it; what is due by it stays due."""
    del context
    reason = wanted(command.reason, "reason", N_("Ghi lý do."))
    occasion.name = wanted(clean(command.name), "name", N_("Ghi tên sự kiện."))
    occasion.owner_id = working_unit(command.owner, "owner") if command.owner else None
    occasion.kept = command.kept
    event = OccasionChanged(name=occasion.name, owner=occasion.owner_id, kept=occasion.kept, reason=reason)
    return Done(event)


class MoveOccasion(Command, frozen=True, kw_only=True):
    """In the year of ``day`` the occasion is on that day; what is due by it moves along."""

    TARGET = "occasion"

    occasion: UUID
    day: date
    reason: Long


@act(MoveOccasion, on=Occasion, verb=N_("Đổi ngày trong năm"), may=policies.may_keep, order=10)
def move_occasion(command: MoveOccasion, occasion: Occasion, context: Context) -> Done[Occasion]:
    """The same day is nothing to move."""
    del context
    reason = wanted(command.reason, "reason", N_("Ghi lý do."))
    year = command.day.year
    before = anchors.in_year(occasion, year)
    if before == command.day:
        raise Conflict(N_("Ngày không đổi."))
    OccasionDay.objects.update_or_create(occasion=occasion, year=year, defaults={"day": command.day, "reason": reason})
    return Done(OccasionMoved(occasion=occasion.pk, year=year, day=command.day, before=before, reason=reason))
