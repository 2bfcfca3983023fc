"""What inspections ask: a commune prepares and answers the outline, the team knows that it goes and reads what came.

Of a campaign that is not announced nobody is told anything.
"""

from __future__ import annotations

from typing import Final

from motcua.contact.rules.kinds import Urgency
from motcua.contact.rules.wishes import Ears, End, Heard, Post, Reach, To, Wish
from motcua.kernel.words import N_, said
from motcua.ledger.events.inspections import (
    CampaignCancelled,
    CampaignClosed,
    CampaignReadied,
    OutlineOverdueNoticed,
    OutlineReturned,
    OutlineSubmitted,
    StopBegun,
    StopCancelled,
    StopFinished,
    StopMoved,
    StopPlanned,
)
from motcua.office.rules import day_text

EARS: Final = Ears()
ANSWER, READ, PLAN = "inspection.answer", "inspection.read", "inspection.plan"
OF_CAMPAIGN: Final = ("inspections.visit", "inspections.outline", "inspections.team")
OF_STOP: Final = ("inspections.moved", "inspections.overdue", "inspections.returned", "inspections.submitted")


@EARS.hears(CampaignReadied)
def readied(event: CampaignReadied, heard: Heard) -> list[Wish]:
    """Tell each commune of an announced campaign when the team comes and whether it must answer first; tell the team."""
    if not event.announced:
        return []
    wishes: list[Wish] = []
    for place, day in zip(event.places, event.days, strict=False):
        to, due = (To(place, ANSWER),), event.outline_due
        when = day_text(day)
        if not event.has_outline:
            words = said(N_("Đoàn đến làm việc ngày {day}. Xem tài liệu cần chuẩn bị."), day=when)
            wishes.append(Post("inspections.visit", words, place, to, Urgency.CALM, str(place)))
            continue
        words = said(N_("Đoàn đến làm việc ngày {day}; cần nộp báo cáo theo đề cương."), day=when)
        if due is not None:
            words = said(
                N_("Đoàn đến làm việc ngày {day}; nộp báo cáo theo đề cương đến hết ngày {due}."),
                day=when,
                due=day_text(due),
            )
        wishes.append(Post("inspections.outline", words, place, to, Urgency.SOON, str(place), due=due))
    if event.team:
        words = said(N_("Bạn hoặc đơn vị bạn tham gia một đoàn kiểm tra; xem lịch các buổi."))
        seats = tuple(To(unit, READ, Reach.UNIT) for unit in event.team)
        wishes.append(Post("inspections.team", words, event.place, seats, Urgency.CALM))
    return wishes


@EARS.hears(CampaignClosed, CampaignCancelled)
def over(event: CampaignClosed | CampaignCancelled, heard: Heard) -> list[Wish]:
    """Nothing of a campaign that is over has to be prepared."""
    closed = isinstance(event, CampaignClosed)
    return [End(OF_CAMPAIGN, N_("Cuộc kiểm tra đã kết thúc.") if closed else N_("Cuộc kiểm tra đã hủy."))]


@EARS.hears(StopPlanned, StopMoved)
def moved(event: StopPlanned | StopMoved, heard: Heard) -> list[Wish]:
    """Tell a commune that knew of the campaign of another half-day."""
    if not event.told:
        return []
    sentence = (
        N_("Đoàn kiểm tra đến thêm một buổi, ngày {day}.")
        if isinstance(event, StopPlanned)
        else N_("Buổi làm việc với đoàn kiểm tra nay là ngày {day}.")
    )
    words = said(sentence, day=day_text(event.day))
    post = Post(
        "inspections.moved",
        words,
        event.place,
        (To(event.place, ANSWER),),
        Urgency.SOON,
        f"{event.day}/{heard.version}",
    )
    return [End(("inspections.moved",), N_("Lịch đã đổi lần nữa.")), post]


@EARS.hears(StopCancelled)
def cancelled(event: StopCancelled, heard: Heard) -> list[Wish]:
    """The team does not come."""
    why = N_("Đoàn không đến nữa: buổi đã hủy.")
    return [
        End(OF_STOP, why),
        End(("inspections.visit", "inspections.outline"), why, str(event.place), (event.campaign,)),
    ]


@EARS.hears(StopBegun)
def begun(event: StopBegun, heard: Heard) -> list[Wish]:
    """The team is there: nothing is to be prepared any more, the answers may still be."""
    why = N_("Đoàn đã đến.")
    return [
        End(("inspections.moved",), why),
        End(("inspections.visit",), why, str(event.place), (event.campaign,)),
    ]


@EARS.hears(StopFinished)
def finished(event: StopFinished, heard: Heard) -> list[Wish]:
    """What was not answered by now is not asked any more."""
    why = N_("Buổi làm việc đã xong.")
    return [End(OF_STOP, why), End(("inspections.outline",), why, str(event.place), (event.campaign,))]


@EARS.hears(OutlineSubmitted)
def submitted(event: OutlineSubmitted, heard: Heard) -> list[Wish]:
    """Tell those who planned that there is something to read before the visit."""
    why = N_("Đã nộp báo cáo.")
    words = said(N_("Một đơn vị đã nộp báo cáo theo đề cương; đọc trước buổi làm việc."))
    to = (To(event.unit, PLAN, Reach.UNIT),)
    return [
        End(("inspections.overdue", "inspections.returned"), why),
        End(("inspections.outline",), why, str(event.place), (event.campaign,)),
        Post("inspections.submitted", words, event.unit, to, Urgency.CALM, str(heard.version)),
    ]


@EARS.hears(OutlineReturned)
def returned(event: OutlineReturned, heard: Heard) -> list[Wish]:
    """Ask the commune to complete its answers."""
    words = said(N_("Đoàn trả lại báo cáo theo đề cương để bổ sung."))
    to = (To(event.place, ANSWER),)
    return [
        End(("inspections.submitted",), N_("Đã trả lại để bổ sung.")),
        Post("inspections.returned", words, event.place, to, Urgency.SOON, str(heard.version)),
    ]


@EARS.hears(OutlineOverdueNoticed)
def overdue(event: OutlineOverdueNoticed, heard: Heard) -> list[Wish]:
    """Tell the commune and those who planned that the answers are late."""
    words = said(N_("Báo cáo theo đề cương quá hạn {due}, chưa nộp."), due=day_text(event.due))
    to = (To(event.place, ANSWER), To(event.unit, PLAN, Reach.UNIT))
    return [Post("inspections.overdue", words, event.place, to, Urgency.LATE, str(event.due))]
