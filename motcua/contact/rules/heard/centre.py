"""What lines, projects, money and being ready ask of a centre and of who oversees it."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from motcua.contact.rules.kinds import Urgency
from motcua.contact.rules.wishes import Ears, End, Heard, Learn, Post, Reach, To, Wish
from motcua.kernel.words import N_, said
from motcua.ledger.events.budget import (
    EstimateAsked,
    EstimateDecided,
    EstimateDrafted,
    EstimateMissingNoticed,
    EstimateSubmitted,
)
from motcua.ledger.events.links import (
    ConnectionTested,
    LineCut,
    LineEnded,
    LineRestored,
    LineSilent,
    MeasurementsRecorded,
    OutageCorrected,
    OutageWithdrawn,
)
from motcua.ledger.events.oversight import (
    ProjectClosed,
    ProjectListed,
    ProjectStaleNoticed,
    ProjectWordPosted,
)
from motcua.ledger.events.readiness import (
    CertificateWithdrawn,
    DefectFound,
    DefectMended,
    DutyPlanGiven,
    FileCertified,
    ItemsInspected,
    ItemsReported,
    Launched,
    ReviewFellDue,
    TrialMoved,
    TrialPlanned,
)
from motcua.office.rules import day_text

EARS: Final = Ears()


@EARS.hears(LineCut)
def cut(event: LineCut, heard: Heard) -> list[Wish]:
    """A cut that lasts is an alarm; one told afterwards is history."""
    ended: list[Wish] = [End(("links.silent",), N_("Đường truyền được ghi là mất."))]
    if event.ended_at is not None:
        return ended
    sentence = said(N_("Mất đường truyền «{name}»."), name=event.name)
    to = (To(event.place, "link.write"),)
    return [*ended, Post("links.cut", sentence, event.place, to, Urgency.LATE, str(event.outage))]


@EARS.hears(LineRestored, OutageWithdrawn, OutageCorrected)
def restored(event: LineRestored | OutageWithdrawn | OutageCorrected, heard: Heard) -> list[Wish]:
    """The cut is over, or was none."""
    if isinstance(event, OutageCorrected) and event.ended_at is None:
        return []
    gone = isinstance(event, OutageWithdrawn)
    why = N_("Không phải mất đường truyền.") if gone else N_("Đường truyền đã có lại.")
    return [End(("links.cut",), why, str(event.outage))]


@EARS.hears(LineSilent)
def unmeasured(event: LineSilent, heard: Heard) -> list[Wish]:
    """Somebody must see why no results come any more."""
    sentence = said(N_("Đường truyền «{name}» không còn số đo gửi về."), name=event.name)
    to = (To(event.place, "link.write"),)
    return [Post("links.silent", sentence, event.place, to, Urgency.SOON, event.last_at.isoformat())]


@EARS.hears(MeasurementsRecorded, ConnectionTested)
def measured(event: MeasurementsRecorded | ConnectionTested, heard: Heard) -> list[Wish]:
    """Results come again."""
    return [End(("links.silent",), N_("Đã có số đo trở lại."))]


@EARS.hears(LineEnded)
def unused(event: LineEnded, heard: Heard) -> list[Wish]:
    """A line that is given up asks nothing."""
    return [End(("links.silent", "links.cut"), N_("Đường truyền không dùng nữa."))]


@EARS.hears(ProjectListed)
def listed(event: ProjectListed, heard: Heard) -> list[Wish]:
    """Remember what the project is."""
    return [Learn(event.place, event.name)]


@EARS.hears(ProjectStaleNoticed)
def stale(event: ProjectStaleNoticed, heard: Heard) -> list[Wish]:
    """Whoever may write about projects of the place says how it stands."""
    sentence = said(N_("Dự án «{name}» {days} ngày chưa có tin."), name=event.name, days=event.days)
    to = (To(event.place, "project.write"),)
    return [Post("oversight.stale", sentence, event.place, to, Urgency.SOON, str(event.since))]


@EARS.hears(ProjectWordPosted, ProjectClosed)
def told(event: ProjectWordPosted | ProjectClosed, heard: Heard) -> list[Wish]:
    """Somebody said how it stands, or it is watched no more."""
    closed = isinstance(event, ProjectClosed)
    return [End(("oversight.stale",), N_("Dự án đã đưa khỏi danh sách.") if closed else N_("Đã ghi tình hình."))]


@EARS.hears(EstimateAsked)
def estimate_asked(event: EstimateAsked, heard: Heard) -> list[Wish]:
    """The accountant draws it up; with a day asked for, in time for it."""
    sentence = said(N_("Lập «{title}» và trình duyệt."), title=event.title)
    if event.wanted_by is not None:
        sentence = said(
            N_("Lập «{title}» và trình để duyệt xong trước hết ngày {day}."),
            title=event.title,
            day=day_text(event.wanted_by),
        )
    to = (To(event.place, "budget.write"),)
    post = Post("budget.asked", sentence, event.place, to, Urgency.CALM, due=event.wanted_by)
    return [Learn(event.place, event.title), post]


@EARS.hears(EstimateSubmitted)
def estimate_submitted(event: EstimateSubmitted, heard: Heard) -> list[Wish]:
    """A leader decides."""
    sentence = said(N_("«{title}» chờ bạn duyệt."), title=event.title)
    to = (To(event.place, "budget.approve"),)
    return [
        End(("budget.asked", "budget.returned"), N_("Dự toán đã trình.")),
        Post("budget.decide", sentence, event.place, to, Urgency.SOON, str(event.round)),
    ]


@EARS.hears(EstimateDecided)
def estimate_decided(event: EstimateDecided, heard: Heard) -> list[Wish]:
    """Approved: everything is over. Returned: back to the accountant."""
    if event.approved:
        kinds = ("budget.asked", "budget.decide", "budget.returned", "budget.missing")
        return [End(kinds, N_("Dự toán đã duyệt."))]
    sentence = said(N_("«{title}» bị trả lại, sửa rồi trình lại."), title=event.title)
    to = (To(event.place, "budget.write"),)
    return [
        End(("budget.decide",), N_("Dự toán đã trả lại.")),
        Post("budget.returned", sentence, event.place, to, Urgency.SOON, str(heard.version)),
    ]


@EARS.hears(EstimateDrafted)
def estimate_drafted(event: EstimateDrafted, heard: Heard) -> list[Wish]:
    """Keep the name in step; a draft alone ends nothing."""
    return [Learn(heard.known.place, event.title)] if heard.known else []


@EARS.hears(EstimateMissingNoticed)
def estimate_missing(event: EstimateMissingNoticed, heard: Heard) -> list[Wish]:
    """The day went by: both who writes and who approves are told."""
    sentence = said(
        N_("«{title}» chưa được duyệt, hạn {day} đã qua."), title=event.title, day=day_text(event.wanted_by)
    )
    to = (To(event.place, "budget.write"), To(event.place, "budget.approve"))
    return [Post("budget.missing", sentence, event.place, to, Urgency.LATE, str(event.wanted_by))]


@EARS.hears(ReviewFellDue)
def review_due(event: ReviewFellDue, heard: Heard) -> list[Wish]:
    """The centre looks again at what held only for now."""
    sentence = said(N_("{count} mục sẵn sàng đến ngày phải xem lại ({day})."), **_count(event))
    to = (To(event.place, "readiness.write"),)
    return [Post("readiness.review", sentence, event.place, to, Urgency.SOON, str(event.day))]


def _count(event: ReviewFellDue) -> dict[str, object]:
    return {"count": len(event.items), "day": day_text(event.day)}


@EARS.hears(ItemsReported, ItemsInspected)
def answered(event: ItemsReported | ItemsInspected, heard: Heard) -> list[Wish]:
    """An answer ends what was to be looked at; where it took a certificate's ground away, a leader must know."""
    wishes: list[Wish] = [End(("readiness.review",), N_("Đã có báo cáo mới."))]
    if event.suspended:
        to = (To(event.place, "readiness.certify"), To(event.place, "readiness.write"))
        sentence = said(N_("Xác nhận sẵn sàng tạm mất hiệu lực vì có mục bắt buộc không còn đạt."))
        period = str(heard.version)
        wishes += [
            End(("readiness.suspended",), N_("Có báo cáo mới hơn.")),
            Post("readiness.suspended", sentence, event.place, to, Urgency.LATE, period),
        ]
    return wishes


@EARS.hears(FileCertified, CertificateWithdrawn)
def certified(event: FileCertified | CertificateWithdrawn, heard: Heard) -> list[Wish]:
    """A leader has decided on the certificate."""
    withdrawn = isinstance(event, CertificateWithdrawn)
    return [End(("readiness.suspended",), N_("Xác nhận đã rút.") if withdrawn else N_("Đã xác nhận lại."))]


@EARS.hears(TrialPlanned)
def trial_planned(event: TrialPlanned, heard: Heard) -> list[Wish]:
    """A first day on which the administration rests needs somebody on duty, or another day."""
    return [Learn(event.place, event.title), *_day_off(event, event.title, event.place, heard)]


@EARS.hears(TrialMoved)
def trial_moved(event: TrialMoved, heard: Heard) -> list[Wish]:
    """The new days are looked at anew."""
    known = heard.known
    moved: list[Wish] = [End(("readiness.day_off",), N_("Ngày đã đổi."))]
    return [*moved, *_day_off(event, known.name, known.place, heard)] if known else moved


def _day_off(event: TrialPlanned | TrialMoved, title: str, place: UUID, heard: Heard) -> list[Wish]:
    found: list[Wish] = []
    to = (To(place, "readiness.launch"), To(place, "readiness.launch", Reach.ABOVE))
    for day in dict.fromkeys(one for one in (event.trial_on, event.official_on) if one is not None):
        sentence = said(
            N_("«{title}»: {day} là ngày nghỉ. Đổi ngày hoặc lập phương án trực."), title=title, day=day_text(day)
        )
        period = f"{day}/{heard.version}"
        found.append(Post("readiness.day_off", sentence, place, to, Urgency.SOON, period, due=day, day_off=day))
    return found


@EARS.hears(DutyPlanGiven, Launched)
def day_off_settled(event: DutyPlanGiven | Launched, heard: Heard) -> list[Wish]:
    """Somebody is named who is there, or all have started."""
    started = isinstance(event, Launched)
    return [End(("readiness.day_off",), N_("Đã vận hành.") if started else N_("Đã có phương án trực."))]


@EARS.hears(DefectFound)
def defect_found(event: DefectFound, heard: Heard) -> list[Wish]:
    """The centre mends it; a blocking one is urgent."""
    sentence = said(N_("Chạy thử thấy lỗi: «{title}»."), title=event.title)
    urgency = Urgency.LATE if event.severity == "blocking" else Urgency.SOON
    to = (To(event.unit, "readiness.write"),)
    return [Post("readiness.defect", sentence, event.unit, to, urgency, str(event.defect), due=event.due)]


@EARS.hears(DefectMended)
def defect_mended(event: DefectMended, heard: Heard) -> list[Wish]:
    """Mended; found again, it is open as before in the plan, and told by whoever found it."""
    return [] if event.open else [End(("readiness.defect",), N_("Lỗi đã sửa."), str(event.defect))]
