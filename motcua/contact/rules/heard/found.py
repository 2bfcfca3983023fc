"""What findings and minutes of a stop ask: the unit puts right, explains and signs; the team looks again, reads, signs.

Before a stop has begun there are neither, so an unannounced visit is told to nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from motcua.contact.rules.kinds import Urgency
from motcua.contact.rules.wishes import Ears, End, Heard, Post, Reach, To, Wish
from motcua.kernel.words import N_, Said, said
from motcua.ledger.events.findings import (
    FindingNoted,
    FindingRechecked,
    FindingReopened,
    FindingWithdrawn,
    ProofSubmitted,
    RemedyAsked,
)
from motcua.ledger.events.minutes import (
    StopMinutesAnswered,
    StopMinutesClosed,
    StopMinutesLaid,
    StopMinutesRefused,
    StopMinutesSigned,
    StopMinutesSignedOnPaper,
    StopMinutesTakenBack,
)
from motcua.office.rules import day_text

EARS: Final = Ears()
ANSWER, WORK = "inspection.answer", "inspection.work"
GOOD: Final = "good"
TO_MEND: Final = ("findings.shortcoming", "findings.again")
OPEN: Final = (*TO_MEND, "findings.proof", "findings.closed")
MINUTES: Final = ("findings.minutes_answer", "findings.minutes_answered", "findings.minutes_sign")
UNIT, TEAM = "unit", "team"


@EARS.hears(FindingNoted)
def noted(event: FindingNoted, heard: Heard) -> list[Wish]:
    """Tell the unit of what it has to put right; what is good asks for nothing."""
    return [] if event.kind == GOOD else [_mend(event.place, event.due, heard)]


@EARS.hears(RemedyAsked)
def asked(event: RemedyAsked, heard: Heard) -> list[Wish]:
    """Another day, or another body of the unit: what was told before is void."""
    return [End(TO_MEND, N_("Đã giao lại.")), _mend(event.place, event.due, heard)]


def _mend(place: UUID, due: date | None, heard: Heard) -> Post:
    words = said(N_("Đoàn kiểm tra ghi một tồn tại của đơn vị; chưa có hạn khắc phục."))
    if due is not None:
        words = said(
            N_("Đoàn kiểm tra ghi một tồn tại của đơn vị; khắc phục xong đến hết ngày {due}."), due=day_text(due)
        )
    urgency = Urgency.SOON if due is not None else Urgency.CALM
    return Post("findings.shortcoming", words, place, (To(place, ANSWER),), urgency, str(heard.version), due=due)


@EARS.hears(ProofSubmitted)
def proven(event: ProofSubmitted, heard: Heard) -> list[Wish]:
    """The unit has done its part; the team is asked to look again."""
    words = said(N_("Đơn vị báo đã khắc phục một tồn tại; xem minh chứng và kiểm tra lại."))
    return [
        End(TO_MEND, N_("Đã báo khắc phục.")),
        *_team("findings.proof", event.team, words, Urgency.SOON, str(heard.version)),
    ]


@EARS.hears(FindingRechecked)
def rechecked(event: FindingRechecked, heard: Heard) -> list[Wish]:
    """Tell the unit that it is done, or not yet."""
    if event.closed:
        words = said(N_("Đoàn kiểm tra đã xem lại và đóng một tồn tại."))
        post = Post("findings.closed", words, event.place, (To(event.place, ANSWER),), Urgency.CALM, str(heard.version))
        return [End(OPEN, N_("Tồn tại đã đóng.")), post]
    words = said(N_("Kiểm tra lại chưa đạt: đọc lý do và khắc phục tiếp."))
    return [End(OPEN, N_("Đã kiểm tra lại.")), _again(event.place, None, words, heard)]


@EARS.hears(FindingReopened)
def reopened(event: FindingReopened, heard: Heard) -> list[Wish]:
    """What was closed is there still."""
    words = said(N_("Một tồn tại đã đóng nay mở lại: đọc lý do và khắc phục tiếp."))
    if event.due is not None:
        words = said(N_("Một tồn tại đã đóng nay mở lại; khắc phục xong đến hết ngày {due}."), due=day_text(event.due))
    return [End(OPEN, N_("Tồn tại đã mở lại.")), _again(event.place, event.due, words, heard)]


def _again(place: UUID, due: date | None, words: Said, heard: Heard) -> Post:
    return Post("findings.again", words, place, (To(place, ANSWER),), Urgency.SOON, str(heard.version), due=due)


@EARS.hears(FindingWithdrawn)
def withdrawn(event: FindingWithdrawn, heard: Heard) -> list[Wish]:
    """What was noted by mistake asks for nothing."""
    return [End(OPEN, N_("Nội dung đã rút."))]


@EARS.hears(StopMinutesLaid)
def laid(event: StopMinutesLaid, heard: Heard) -> list[Wish]:
    """Ask the unit for its explanation."""
    words = said(N_("Biên bản kiểm tra chờ đơn vị đọc, ghi giải trình và ý kiến."))
    to = (To(event.place, ANSWER),)
    return [Post("findings.minutes_answer", words, event.place, to, Urgency.SOON, str(heard.version))]


@EARS.hears(StopMinutesAnswered)
def answered(event: StopMinutesAnswered, heard: Heard) -> list[Wish]:
    """The unit has said what it has to say; the team reads it before reading out and closing."""
    words = said(N_("Đơn vị đã ghi ý kiến vào biên bản; đọc lại cho mọi người nghe rồi chốt."))
    return [
        End(("findings.minutes_answer", "findings.minutes_answered"), N_("Đơn vị đã ghi ý kiến.")),
        *_team("findings.minutes_answered", event.team, words, Urgency.CALM, str(heard.version)),
    ]


@EARS.hears(StopMinutesClosed)
def closed(event: StopMinutesClosed, heard: Heard) -> list[Wish]:
    """Ask both sides to sign, each apart."""
    words = said(N_("Biên bản kiểm tra đã đọc lại, chờ ký."))
    period = f"{UNIT}/{heard.version}"
    return [
        End(MINUTES, N_("Biên bản đã chốt.")),
        Post("findings.minutes_sign", words, event.place, (To(event.place, ANSWER),), Urgency.SOON, period),
        *_team("findings.minutes_sign", event.team, words, Urgency.SOON, f"{TEAM}/{heard.version}"),
    ]


@EARS.hears(StopMinutesSigned, StopMinutesRefused)
def signed(event: StopMinutesSigned | StopMinutesRefused, heard: Heard) -> list[Wish]:
    """A side that has signed or refused is asked no more; whoever else of the team must sign is asked on."""
    if event.complete:
        return [End(MINUTES, N_("Biên bản đã đủ chữ ký."))]
    return [End(("findings.minutes_sign",), N_("Đơn vị đã ký hoặc từ chối ký."), UNIT)] if event.side == UNIT else []


@EARS.hears(StopMinutesSignedOnPaper)
def signed_by_hand(event: StopMinutesSignedOnPaper, heard: Heard) -> list[Wish]:
    """Everybody has signed the print."""
    return [End(MINUTES, N_("Biên bản đã ký trên giấy."))]


@EARS.hears(StopMinutesTakenBack)
def taken_back(event: StopMinutesTakenBack, heard: Heard) -> list[Wish]:
    """The team writes on it again."""
    return [End(MINUTES, N_("Đoàn đã rút biên bản về để sửa."))]


def _team(kind: str, units: Sequence[UUID], words: Said, urgency: Urgency, period: str) -> list[Wish]:
    """Return the message to those who inspect in the units of a team; none where no unit of it is known here."""
    to = tuple(To(unit, WORK, Reach.UNIT) for unit in units)
    return [Post(kind, words, units[0], to, urgency, period)] if to else []
