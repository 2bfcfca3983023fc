"""What conclusions ask of whoever signs them, writes them, sends them out, and of the places they speak of."""

from __future__ import annotations

from typing import Final

from motcua.contact.rules.kinds import Urgency
from motcua.contact.rules.wishes import Ears, End, Heard, Post, Reach, To, Wish
from motcua.kernel.words import N_, said
from motcua.ledger.events.conclusions import (
    ConclusionDiscarded,
    ConclusionPublished,
    ConclusionReceived,
    ConclusionReplaced,
    ConclusionReturned,
    ConclusionSigned,
    ConclusionSubmitted,
    ConclusionTakenBack,
    ConclusionWithdrawn,
)

EARS: Final = Ears()
SIGN, RETURNED, ISSUE, NEW = "conclusion.sign", "conclusion.returned", "conclusion.issue", "conclusion.new"


@EARS.hears(ConclusionSubmitted)
def submitted(event: ConclusionSubmitted, heard: Heard) -> list[Wish]:
    """A leader of the issuing body signs or sends it back."""
    sentence = said(N_("Có một thông báo kết luận chờ bạn ký."))
    to = (To(event.issuer, "conclusion.sign", Reach.UNIT),)
    return [
        End((RETURNED,), N_("Đã trình lại.")),
        Post(SIGN, sentence, event.place, to, Urgency.SOON, str(event.round)),
    ]


@EARS.hears(ConclusionReturned)
def returned(event: ConclusionReturned, heard: Heard) -> list[Wish]:
    """Back to the unit that wrote it."""
    sentence = said(N_("Một thông báo kết luận bị trả lại: xem ý kiến, sửa rồi trình lại."))
    to = (To(event.unit, "conclusion.write", Reach.UNIT),)
    return [
        End((SIGN,), N_("Đã trả lại.")),
        Post(RETURNED, sentence, event.place, to, Urgency.SOON, str(heard.version)),
    ]


@EARS.hears(ConclusionTakenBack, ConclusionDiscarded)
def taken_back(event: ConclusionTakenBack | ConclusionDiscarded, heard: Heard) -> list[Wish]:
    """Nobody waits for a signature any more; what was given up waits for nothing."""
    if isinstance(event, ConclusionTakenBack):
        return [End((SIGN,), N_("Người soạn đã rút lại."))]
    return [End((SIGN, RETURNED), N_("Dự thảo đã bỏ."))]


@EARS.hears(ConclusionSigned)
def signed(event: ConclusionSigned, heard: Heard) -> list[Wish]:
    """Whoever keeps the papers of the issuing body numbers it and sends it out."""
    sentence = said(N_("Một thông báo kết luận đã ký, chờ cấp số và gửi."))
    to = (To(event.issuer, "conclusion.write", Reach.UNIT),)
    return [
        End((SIGN,), N_("Đã ký.")),
        Post(ISSUE, sentence, event.place, to, Urgency.SOON),
    ]


@EARS.hears(ConclusionPublished)
def published(event: ConclusionPublished, heard: Heard) -> list[Wish]:
    """Every place and body it went to reads it and says that it has arrived.

    A body among the recipients is told itself, not the others of its place: they may not read it.
    """
    sentence = said(N_("Có thông báo kết luận số {number}: đọc và xác nhận đã nhận."), number=event.text)
    posts: list[Wish] = [
        Post(NEW, sentence, unit, (To(unit, "directive.report", Reach.UNIT),), Urgency.SOON, str(unit))
        for unit in event.units
    ]
    return [End((ISSUE,), N_("Đã gửi.")), *posts]


@EARS.hears(ConclusionReceived)
def received(event: ConclusionReceived, heard: Heard) -> list[Wish]:
    """Those who have it are asked no more; the others still are."""
    return [End((NEW,), N_("Đã xác nhận nhận."), period=str(unit)) for unit in event.units]


@EARS.hears(ConclusionReplaced, ConclusionWithdrawn)
def over(event: ConclusionReplaced | ConclusionWithdrawn, heard: Heard) -> list[Wish]:
    """It counts no more."""
    replaced = isinstance(event, ConclusionReplaced)
    return [End((ISSUE, NEW), N_("Đã được thay thế.") if replaced else N_("Đã thu hồi."))]
