"""Close a centre's day on one page: nothing may be left that the province's system does not know, unless it is cut off."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.dossiers import day, policies, rules
from motcua.dossiers.models import Day
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, RuleError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events import canonical
from motcua.ledger.events.dossiers import DayClosed
from motcua.links import queries as links

NOTE_MOST = 500


class CloseDay(Command, frozen=True, kw_only=True):
    """Close ``day`` at the centre ``unit``; ``note`` says what is left open and why."""

    unit: UUID
    day: date
    note: str = ""


@act(CloseDay, on=Day, verb=N_("Chốt ngày"), may=policies.may_close_day)
def close_day(command: CloseDay, context: Context) -> Done[Day]:
    """Count the day, refuse while dossiers wait to be entered upward and could be, keep the counts."""
    realm = str(context.actor.realm)
    if command.day > clock.local(context.at).date():
        raise RuleError(N_("Chưa đến ngày {day}."), field="day", day=command.day.strftime("%d/%m/%Y"))
    if Day.objects.filter(realm=realm, unit_id=command.unit, day=command.day).exists():
        raise Conflict(N_("Ngày {day} đã chốt."), field="day", day=command.day.strftime("%d/%m/%Y"))
    counted = day.count(command.unit, realm, command.day, context.at)
    if counted.not_entered and links.province_cut(command.unit, realm, context.at) is None:
        raise RuleError(
            N_("Còn {count} hồ sơ chưa nhập lên hệ thống của tỉnh. Nhập mã hoặc xác nhận đã đồng bộ rồi chốt ngày."),
            count=counted.not_entered,
        )
    row = Day(
        realm=realm,
        unit_id=command.unit,
        day=command.day,
        closed_at=context.at,
        closed_by=context.actor.name,
        received=counted.received,
        returned=counted.returned,
        left_open=canonical(counted.left_open),
        note=rules.kept_words(command.note, NOTE_MOST, "note"),
    )
    return Done(
        DayClosed(
            unit=command.unit,
            day=command.day,
            received=counted.received,
            returned=counted.returned,
            left_open=counted.left_open,
            note=row.note,
        ),
        row,
    )
