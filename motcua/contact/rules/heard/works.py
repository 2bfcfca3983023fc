"""What works ask: a word from the builder, a look at a slip, whoever must clear what blocks them."""

from __future__ import annotations

from typing import Final

from motcua.contact.rules.kinds import ABOVE_POWER, Urgency
from motcua.contact.rules.wishes import Ears, End, Heard, Learn, Post, Reach, To, Wish
from motcua.kernel.words import N_, said
from motcua.ledger.events.works import (
    BlockerAnswered,
    BlockerCleared,
    BlockerOpened,
    DayAsked,
    DayMissed,
    DefectChecked,
    DefectMended,
    ProgressPosted,
    SilenceNoticed,
    SiteVisited,
    SlipForeseen,
    WorksAccepted,
    WorksCancelled,
    WorksCorrected,
    WorksCreated,
    WorksReopened,
)
from motcua.office.rules import day_text

EARS: Final = Ears()
WRITE: Final = "works.write"
REPORT: Final = "works.report"
ALL: Final = ("works.silence", "works.slip", "works.missed", "works.blocker", "works.defect")
TOLD_ABOVE: Final = 2
"""The degree of silence at which who oversees the works is told as well."""


@EARS.hears(WorksCreated)
def created(event: WorksCreated, heard: Heard) -> list[Wish]:
    """Remember what the works are: later events name only their stream."""
    return [Learn(event.place, event.name, unit=event.unit, other=event.contractor)]


@EARS.hears(WorksCorrected)
def corrected(event: WorksCorrected, heard: Heard) -> list[Wish]:
    """Remember the new name and contractor."""
    known = heard.known
    return [Learn(known.place, event.name, unit=known.unit, other=event.contractor)] if known else []


@EARS.hears(SilenceNoticed)
def silent(event: SilenceNoticed, heard: Heard) -> list[Wish]:
    """Ask the builder and the commune; at the second degree tell who oversees them, in place of the first message."""
    to = [To(event.place, WRITE)]
    if event.contractor is not None:
        to.append(To(event.contractor, REPORT, Reach.UNIT))
    wishes: list[Wish] = []
    again = event.degree >= TOLD_ABOVE
    if again:
        to.append(To(event.place, ABOVE_POWER, Reach.ABOVE))
        wishes.append(End(("works.silence",), N_("Đã báo lên cấp trên.")))
    sentence = said(N_("«{name}» {days} ngày chưa báo tiến độ, đang ở {percent} %."), **_of(event), days=event.days)
    urgency = Urgency.LATE if again else Urgency.SOON
    period = f"{event.since}/{event.degree}"
    return [*wishes, Post("works.silence", sentence, event.place, tuple(to), urgency, period)]


@EARS.hears(SlipForeseen)
def slipping(event: SlipForeseen, heard: Heard) -> list[Wish]:
    """Ask the commune to look at works that will end too late; the last forecast stands in place of the one before."""
    last = day_text(event.last_day)
    if event.day is None:
        sentence = said(N_("«{name}» đứng yên ở {percent} %, hạn {last}."), **_of(event), last=last)
    else:
        sentence = said(
            N_("«{name}» dự báo xong {day}, trễ {late} ngày so với hạn {last}."),
            name=event.name,
            day=day_text(event.day),
            late=event.late,
            last=last,
        )
    period = f"{event.last_day}/{heard.version}"
    before = End(("works.slip",), N_("Đã có dự báo mới."))
    return [before, Post("works.slip", sentence, event.place, (To(event.place, WRITE),), Urgency.SOON, period)]


@EARS.hears(DayMissed)
def missed(event: DayMissed, heard: Heard) -> list[Wish]:
    """Tell the commune that the day is over; forecasts are of no more use."""
    sentence = said(N_("«{name}» quá hạn {last}, mới đạt {percent} %."), **_of(event), last=day_text(event.last_day))
    post = Post("works.missed", sentence, event.place, (To(event.place, WRITE),), Urgency.LATE, str(event.last_day))
    return [End(("works.slip",), N_("Hạn đã qua.")), post]


@EARS.hears(BlockerOpened)
def blocked(event: BlockerOpened, heard: Heard) -> list[Wish]:
    """Tell the side that must act: the builder, the commune, or who oversees it."""
    known = heard.known
    if known is None:
        return []
    to = To(known.place, WRITE)
    if event.side == "contractor" and known.other is not None:
        to = To(known.other, REPORT, Reach.UNIT)
    elif event.side == "above":
        to = To(known.place, ABOVE_POWER, Reach.ABOVE)
    sentence = said(N_("«{name}» có vướng mắc chờ bạn gỡ hoặc trả lời."), name=known.name)
    return [Post("works.blocker", sentence, known.place, (to,), Urgency.SOON, str(event.blocker))]


@EARS.hears(BlockerAnswered, BlockerCleared)
def unblocked(event: BlockerAnswered | BlockerCleared, heard: Heard) -> list[Wish]:
    """What was asked was answered or is out of the way."""
    answered = isinstance(event, BlockerAnswered)
    why = N_("Vướng mắc đã được trả lời.") if answered else N_("Vướng mắc đã gỡ.")
    return [End(("works.blocker",), why, str(event.blocker))]


@EARS.hears(ProgressPosted, SiteVisited)
def spoken(event: ProgressPosted | SiteVisited, heard: Heard) -> list[Wish]:
    """A word ends the silence."""
    reported = isinstance(event, ProgressPosted)
    return [End(("works.silence",), N_("Đã có báo cáo tiến độ.") if reported else N_("Đã có người xem tận nơi."))]


@EARS.hears(DayAsked)
def moved(event: DayAsked, heard: Heard) -> list[Wish]:
    """Another day makes forecasts and the missed day void."""
    return [End(("works.slip", "works.missed"), N_("Hạn đã đổi."))]


@EARS.hears(WorksAccepted)
def accepted(event: WorksAccepted, heard: Heard) -> list[Wish]:
    """Everything asked before is over; what is left to mend is asked of the builder, or of the commune without one."""
    wishes: list[Wish] = [End(ALL, N_("Công trình đã nghiệm thu."))]
    known = heard.known
    builder = known.other if known else None
    to = To(builder, REPORT, Reach.UNIT) if builder else To(event.place, WRITE)
    for defect in event.defects:
        sentence = said(
            N_("«{name}» còn tồn tại phải sửa đến hết ngày {due}."), name=event.name, due=day_text(defect.due)
        )
        wishes.append(
            Post("works.defect", sentence, event.place, (to,), Urgency.SOON, str(defect.defect), due=defect.due)
        )
    return wishes


@EARS.hears(DefectMended)
def mended(event: DefectMended, heard: Heard) -> list[Wish]:
    """The builder says it is mended: now somebody of the commune must look."""
    wishes: list[Wish] = [End(("works.defect",), N_("Đã báo sửa xong."), str(event.defect))]
    if heard.known is not None:
        sentence = said(N_("«{name}» đã sửa một tồn tại, chờ bạn kiểm tra."), name=heard.known.name)
        to = (To(heard.known.place, WRITE),)
        period = f"{event.defect}/{heard.version}"
        wishes.append(Post("works.defect", sentence, heard.known.place, to, Urgency.SOON, period))
    return wishes


@EARS.hears(DefectChecked)
def checked(event: DefectChecked, heard: Heard) -> list[Wish]:
    """What was looked at and is not good goes back to the builder."""
    wishes: list[Wish] = [End(("works.defect",), N_("Đã kiểm tra."), str(event.defect))]
    known = heard.known
    if not event.good and known is not None:
        to = To(known.other, REPORT, Reach.UNIT) if known.other else To(known.place, WRITE)
        sentence = said(N_("«{name}» có tồn tại sửa chưa đạt, phải sửa lại."), name=known.name)
        period = f"{event.defect}/{heard.version}"
        wishes.append(Post("works.defect", sentence, known.place, (to,), Urgency.SOON, period))
    return wishes


@EARS.hears(WorksReopened, WorksCancelled)
def over(event: WorksReopened | WorksCancelled, heard: Heard) -> list[Wish]:
    """Works given up ask nothing; works opened again ask anew."""
    return [End(ALL, N_("Công trình đã bỏ.") if isinstance(event, WorksCancelled) else N_("Công trình mở lại."))]


def _of(event: SilenceNoticed | SlipForeseen | DayMissed) -> dict[str, object]:
    return {"name": event.name, "percent": event.percent}
