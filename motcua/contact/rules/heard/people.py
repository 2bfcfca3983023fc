"""What people ask of the inbox, and the seals and certificates they wait for: an answer, an explanation, a step."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from motcua.contact.rules.kinds import ABOVE_POWER, Urgency
from motcua.contact.rules.wishes import Ears, End, Heard, Learn, Post, Reach, To, Wish
from motcua.kernel.words import N_, said
from motcua.ledger.events.office import (
    CertificateActivated,
    CertificateOrdered,
    OrderStepTaken,
    OrderWithdrawn,
    SealOrdered,
)
from motcua.ledger.events.staff import (
    AbsenceExplained,
    AbsenceNoted,
    ClassPlanned,
    LeaveAsked,
    LeaveCancelled,
    LeaveDecided,
    RosterPublished,
    RosterWithdrawn,
    StaffNeedAnswered,
    StaffNeedClosed,
    StaffNeedTold,
    TrainingAnswered,
    TrainingAsked,
    TrainingWithdrawn,
)
from motcua.office.rules import day_text

EARS: Final = Ears()
STAFF: Final = "staff.write"
HALVES: Final = {"morning": N_("sáng"), "afternoon": N_("chiều")}


@EARS.hears(AbsenceNoted)
def absent(event: AbsenceNoted, heard: Heard) -> list[Wish]:
    """The head explains; whose absence it is stands on the page, not in the message."""
    half = said(HALVES.get(event.half, event.half))
    sentence = said(
        N_("Vị trí «{post}» không có người trực {half} {day}."), post=event.post, half=half, day=day_text(event.day)
    )
    return [Post("staff.absence", sentence, event.place, (To(event.place, STAFF),), Urgency.SOON)]


@EARS.hears(AbsenceExplained)
def explained(event: AbsenceExplained, heard: Heard) -> list[Wish]:
    """The head has explained it."""
    return [End(("staff.absence",), N_("Đã giải trình."))]


@EARS.hears(LeaveAsked)
def leave_asked(event: LeaveAsked, heard: Heard) -> list[Wish]:
    """The head answers before the first day; who asks and why stands on the page alone."""
    if event.granted:
        return []
    sentence = said(
        N_("Có đơn xin nghỉ từ {first} đến {last} chờ bạn trả lời."),
        first=day_text(event.first),
        last=day_text(event.last),
    )
    return [Post("staff.leave", sentence, event.unit, (To(event.unit, STAFF),), Urgency.SOON, due=event.first)]


@EARS.hears(LeaveDecided, LeaveCancelled)
def leave_over(event: LeaveDecided | LeaveCancelled, heard: Heard) -> list[Wish]:
    """Answered, or taken back."""
    taken = isinstance(event, LeaveCancelled)
    return [End(("staff.leave",), N_("Đơn đã rút.") if taken else N_("Đơn đã trả lời."))]


@EARS.hears(RosterPublished)
def roster_gaps(event: RosterPublished, heard: Heard) -> list[Wish]:
    """A roster that was made known with empty places needs people for them; a later edition stands in its place."""
    wishes: list[Wish] = [End(("staff.gaps",), N_("Đã công bố bản lịch trực mới."))]
    if event.gaps:
        sentence = said(
            N_("Lịch trực {first} – {last} còn {count} chỗ chưa có người."),
            first=day_text(event.first),
            last=day_text(event.last),
            count=len(event.gaps),
        )
        to = (To(event.unit, STAFF),)
        due = min(gap.day for gap in event.gaps)
        period = str(event.edition)
        wishes.append(Post("staff.gaps", sentence, event.unit, to, Urgency.SOON, period, due=due))
    return wishes


@EARS.hears(RosterWithdrawn)
def roster_gone(event: RosterWithdrawn, heard: Heard) -> list[Wish]:
    """A roster that no longer holds needs nobody."""
    return [End(("staff.gaps",), N_("Lịch trực đã thu hồi."))]


@EARS.hears(TrainingAsked)
def training_asked(event: TrainingAsked, heard: Heard) -> list[Wish]:
    """Who plans training above the place answers or plans a class."""
    sentence = said(N_("Đề nghị tập huấn lĩnh vực «{field}» cho {count} người."), **_asked(event))
    to = (To(event.place, "training.plan", Reach.ABOVE),)
    return [Post("staff.training", sentence, event.place, to, Urgency.CALM)]


def _asked(event: TrainingAsked) -> dict[str, object]:
    return {"field": event.field, "count": len(event.people)}


@EARS.hears(TrainingAnswered, TrainingWithdrawn)
def training_over(event: TrainingAnswered | TrainingWithdrawn, heard: Heard) -> list[Wish]:
    """Refused with an answer, or taken back."""
    taken = isinstance(event, TrainingWithdrawn)
    return [End(("staff.training",), N_("Đề nghị đã rút.") if taken else N_("Đề nghị đã trả lời."))]


@EARS.hears(ClassPlanned)
def class_planned(event: ClassPlanned, heard: Heard) -> list[Wish]:
    """The needs a class was planned from are met."""
    return [End(("staff.training",), N_("Đã mở lớp."), about=tuple(event.needs))] if event.needs else []


@EARS.hears(StaffNeedTold)
def need_told(event: StaffNeedTold, heard: Heard) -> list[Wish]:
    """Who oversees the place learns what only it can solve, or answer."""
    sentence = said(N_("Trung tâm báo nhu cầu về nhà ở, chế độ hoặc biên chế cho {count} người."), count=event.people)
    to = (To(event.place, ABOVE_POWER, Reach.ABOVE),)
    return [Post("staff.need", sentence, event.place, to, Urgency.CALM)]


@EARS.hears(StaffNeedAnswered, StaffNeedClosed)
def need_over(event: StaffNeedAnswered | StaffNeedClosed, heard: Heard) -> list[Wish]:
    """Answered by who can, or closed by the centre."""
    closed = isinstance(event, StaffNeedClosed)
    return [End(("staff.need",), N_("Trung tâm đã khép nhu cầu.") if closed else N_("Nhu cầu đã được trả lời."))]


@EARS.hears(SealOrdered, CertificateOrdered)
def mark_ordered(event: SealOrdered | CertificateOrdered, heard: Heard) -> list[Wish]:
    """Who looks after people follows the order; on the day it is expected they ask where it is."""
    name = event.what if isinstance(event, SealOrdered) else ""
    known = Learn(event.place, name)
    return [known, _order(event, known, event.place)]


@EARS.hears(OrderStepTaken)
def mark_step(event: OrderStepTaken, heard: Heard) -> list[Wish]:
    """A step further: done, or expected on another day."""
    over = End(("office.order",), N_("Đã xong.") if event.done else N_("Đã sang bước sau."))
    return [over] if event.done else [over, _order(event, heard.known, event.place, str(heard.version))]


@EARS.hears(CertificateActivated, OrderWithdrawn)
def mark_over(event: CertificateActivated | OrderWithdrawn, heard: Heard) -> list[Wish]:
    """The certificate works, or the order was given up."""
    works = isinstance(event, CertificateActivated)
    return [End(("office.order",), N_("Chứng thư số đã kích hoạt.") if works else N_("Đã bỏ việc đặt làm."))]


def _order(
    event: SealOrdered | CertificateOrdered | OrderStepTaken, known: Learn | None, place: UUID, period: str = ""
) -> Post:
    """Tell what was ordered is on its way; a certificate of a person is not said by the person's title."""
    what = said(N_("Con dấu «{what}»"), what=known.name) if known and known.name else said(N_("Chứng thư số"))
    sentence = said(N_("{what} đang ở {holder}; theo dõi và ghi bước tiếp."), what=what, holder=event.holder)
    if event.expected is not None:
        sentence = said(
            N_("{what} đang ở {holder}, dự kiến có ngày {day}."),
            what=what,
            holder=event.holder,
            day=day_text(event.expected),
        )
    return Post("office.order", sentence, place, (To(place, STAFF),), Urgency.CALM, period, due=event.expected)
