"""What time brings: silence, a slip at the pace so far, the last day gone by. Noticed by the system's daily duty."""

from __future__ import annotations

from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.errors import Conflict
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.works import DayMissed, SilenceNoticed, SlipForeseen
from motcua.works import policies, rules
from motcua.works.commands.shared import is_running, slip_now
from motcua.works.models import Works


class NoticeSilence(Command, frozen=True, kw_only=True):
    """Tell that the contractor has said nothing for as long as is borne; told once, and once more after as long again."""

    TARGET = "works"

    works: UUID


@act(NoticeSilence, on=Works, verb=N_("Ghi nhận im lặng"), may=policies.may_notice, when=is_running)
def notice_silence(command: NoticeSilence, works: Works, context: Context) -> Done[Works]:
    """Refuse what was told already or is no silence."""
    days, degree = rules.silence(works.last_word_on, clock.local(context.at).date(), works.silent_days)
    if degree <= works.silence_degree:
        raise Conflict(N_("Chưa có im lặng mới để ghi nhận."))
    works.silence_degree = degree
    event = SilenceNoticed(
        name=works.name,
        place=works.place_id,
        unit=works.unit_id,
        contractor=works.contractor_id,
        since=works.last_word_on,
        days=days,
        degree=degree,
        percent=works.percent,
        last_day=works.last_day,
    )
    return Done(event)


class NoticeSlip(Command, frozen=True, kw_only=True):
    """Tell that the works will end after the day asked for if they go on like this."""

    TARGET = "works"

    works: UUID


@act(NoticeSlip, on=Works, verb=N_("Báo nguy cơ trễ"), may=policies.may_notice, when=is_running)
def notice_slip(command: NoticeSlip, works: Works, context: Context) -> Done[Works]:
    """Refuse a slip told already that has not grown."""
    found = slip_now(works, context)
    if works.last_day is None or not rules.slip_to_tell(works.slip_told, found):
        raise Conflict(N_("Chưa có nguy cơ trễ mới để báo."))
    works.slip_told = found.late
    event = SlipForeseen(
        name=works.name,
        place=works.place_id,
        unit=works.unit_id,
        percent=works.percent,
        day=found.day,
        late=found.late,
        last_day=works.last_day,
    )
    return Done(event)


class NoticeMiss(Command, frozen=True, kw_only=True):
    """Tell that the last day in time went by without an acceptance."""

    TARGET = "works"

    works: UUID


@act(NoticeMiss, on=Works, verb=N_("Ghi nhận quá hạn"), may=policies.may_notice, when=is_running)
def notice_miss(command: NoticeMiss, works: Works, context: Context) -> Done[Works]:
    """Refuse while there is time, and what was told already."""
    late = rules.days_late(works.last_day, clock.local(context.at).date())
    if works.last_day is None or not late or works.miss_told:
        raise Conflict(N_("Chưa quá hạn hoặc đã ghi nhận."))
    works.miss_told = True
    event = DayMissed(
        name=works.name, place=works.place_id, unit=works.unit_id, percent=works.percent, last_day=works.last_day
    )
    return Done(event)
