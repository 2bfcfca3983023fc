"""What time brings: the answers to an outline are not there by the end of their day."""

from __future__ import annotations

from uuid import UUID

from motcua.inspections import policies
from motcua.inspections.models import Stop
from motcua.inspections.rules.stops import StopState, is_overdue
from motcua.kernel import clock
from motcua.kernel.errors import Conflict
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.inspections import OutlineOverdueNoticed


class NoticeOutlineOverdue(Command, frozen=True, kw_only=True):
    """Tell that the answers are late; told once for each stop."""

    TARGET = "stop"

    stop: UUID


@act(NoticeOutlineOverdue, on=Stop, verb=N_("Ghi nhận báo cáo quá hạn"), may=policies.may_notice)
def notice_outline_overdue(command: NoticeOutlineOverdue, stop: Stop, context: Context) -> Done[Stop]:
    """Refuse what is in time, was told, or is not asked."""
    del command
    campaign, today = stop.campaign, clock.local(context.at).date()
    due = campaign.outline_due
    asked = stop.asks and campaign.announced and campaign.readied_at is not None
    over = due is not None and is_overdue(stop.outline, due, today) and stop.state != StopState.CANCELLED
    if not asked or not over or stop.overdue_told or due is None:
        raise Conflict(N_("Báo cáo chưa quá hạn hoặc đã ghi nhận."))
    stop.overdue_told = True
    return Done(OutlineOverdueNoticed(campaign=campaign.pk, place=stop.place_id, unit=campaign.unit_id, due=due))
