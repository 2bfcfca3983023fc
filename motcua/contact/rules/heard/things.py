"""What equipment and closed records ask of the inbox: a look, a signature, a decision, an answer."""

from __future__ import annotations

from typing import Final

from motcua.contact.rules.kinds import Urgency
from motcua.contact.rules.wishes import Ears, End, Heard, Learn, Post, To, Wish
from motcua.kernel.words import N_, said
from motcua.ledger.events.archives import (
    ClaimAnswered,
    ClaimRaised,
    HandoverPrepared,
    HandoverReceived,
    HandoverWithdrawn,
    MinutesMade,
    MinutesSigned,
    SigningRefused,
)
from motcua.ledger.events.custody import (
    RequestApproved,
    RequestCorrected,
    RequestDrafted,
    RequestOrdered,
    RequestReturned,
    RequestSubmitted,
    TransferChecked,
    TransferDecided,
    TransferDecisionDue,
    TransferProposed,
    TransferRefused,
    TransferSigned,
    TransferWithdrawn,
)
from motcua.office.rules import day_text

EARS: Final = Ears()
_TRANSFER: Final = ("custody.check", "custody.sign")
ASSETS: Final = "asset.write"
SIDES: Final = ("giver", "receiver")


@EARS.hears(TransferProposed)
def transfer_proposed(event: TransferProposed, heard: Heard) -> list[Wish]:
    """The receiver looks at each asset."""
    sentence = said(N_("Biên bản giao nhận tài sản {label} chờ bạn kiểm nhận."), label=event.label)
    return [
        Learn(event.giver, event.label, other=event.receiver),
        Post("custody.check", sentence, event.receiver, (To(event.receiver, ASSETS),)),
    ]


@EARS.hears(TransferChecked)
def transfer_checked(event: TransferChecked, heard: Heard) -> list[Wish]:
    """A leader of each side signs."""
    wishes: list[Wish] = [End(("custody.check",), N_("Đã kiểm nhận."))]
    known = heard.known
    if known is not None:
        sentence = said(N_("Biên bản giao nhận tài sản {label} chờ bạn ký."), label=known.name)
        for side, unit in zip(SIDES, (known.place, known.other or known.place), strict=True):
            wishes.append(Post("custody.sign", sentence, unit, (To(unit, "asset.approve"),), period=side))
    return wishes


@EARS.hears(TransferSigned)
def transfer_signed(event: TransferSigned, heard: Heard) -> list[Wish]:
    """This side has signed; with the second signature all is done."""
    return [End(("custody.sign",), N_("Đã ký."), "" if event.done else event.side)]


@EARS.hears(TransferRefused, TransferWithdrawn)
def transfer_over(event: TransferRefused | TransferWithdrawn, heard: Heard) -> list[Wish]:
    """Nothing changes hands."""
    refused = isinstance(event, TransferRefused)
    return [End(_TRANSFER, N_("Bên nhận từ chối.") if refused else N_("Bên giao đã rút."))]


@EARS.hears(TransferDecisionDue)
def decision_due(event: TransferDecisionDue, heard: Heard) -> list[Wish]:
    """Both sides see to the formal decision on a temporary handover."""
    label = heard.known.name if heard.known else ""
    late = event.days < 0
    sentence = N_("Bàn giao tạm {label}: quyết định điều chuyển phải có trước hết ngày {due}.")
    if late:
        sentence = N_("Bàn giao tạm {label}: quá hạn {due} chưa có quyết định điều chuyển.")
    to = tuple(To(unit, ASSETS) for unit in dict.fromkeys((event.giver, event.receiver)))
    post = Post(
        "custody.decision",
        said(sentence, label=label, due=day_text(event.due)),
        event.giver,
        to,
        Urgency.LATE if late else Urgency.SOON,
        f"{event.due}/{'late' if late else 'soon'}",
        due=None if late else event.due,
    )
    return [End(("custody.decision",), N_("Đã nhắc lại.")), post] if late else [post]


@EARS.hears(TransferDecided)
def decided(event: TransferDecided, heard: Heard) -> list[Wish]:
    """The decision came."""
    return [End(("custody.decision",), N_("Đã có quyết định."))]


@EARS.hears(RequestDrafted)
def request_drafted(event: RequestDrafted, heard: Heard) -> list[Wish]:
    """Remember whose request it is."""
    return [Learn(event.unit, event.label)]


@EARS.hears(RequestSubmitted)
def request_submitted(event: RequestSubmitted, heard: Heard) -> list[Wish]:
    """A leader decides."""
    ended = End(("custody.returned",), N_("Đề nghị đã trình lại."))
    sentence = N_("Đề nghị trang bị {label} chờ bạn duyệt.")
    return [ended, *_request("custody.approve", sentence, "asset.approve", heard)]


@EARS.hears(RequestReturned)
def request_returned(event: RequestReturned, heard: Heard) -> list[Wish]:
    """Back to who drafted it."""
    ended = End(("custody.approve",), N_("Đề nghị đã trả lại."))
    sentence = N_("Đề nghị trang bị {label} bị trả lại, sửa rồi trình lại.")
    return [ended, *_request("custody.returned", sentence, ASSETS, heard)]


@EARS.hears(RequestApproved)
def request_approved(event: RequestApproved, heard: Heard) -> list[Wish]:
    """What was approved is ordered."""
    ended = End(("custody.approve",), N_("Đề nghị đã duyệt."))
    sentence = N_("Đề nghị trang bị {label} đã duyệt, đặt mua và ghi lại.")
    return [ended, *_request("custody.order", sentence, ASSETS, heard)]


@EARS.hears(RequestOrdered, RequestCorrected)
def request_ordered(event: RequestOrdered | RequestCorrected, heard: Heard) -> list[Wish]:
    """Ordered: nothing more is asked. Corrected: it still has to be submitted."""
    return [End(("custody.order",), N_("Đã đặt mua."))] if isinstance(event, RequestOrdered) else []


def _request(kind: str, sentence: str, power: str, heard: Heard) -> list[Wish]:
    known = heard.known
    if known is None:
        return []
    told = said(sentence, label=known.name)
    return [Post(kind, told, known.place, (To(known.place, power),), period=str(heard.version))]


RECORDS: Final = "records.write"
_HANDOVER: Final = ("archives.receive", "archives.sign", "archives.refused")


@EARS.hears(HandoverPrepared)
def handover_prepared(event: HandoverPrepared, heard: Heard) -> list[Wish]:
    """The receiver counts boxes, looks at a sample and judges."""
    sentence = said(N_("Có hồ sơ lưu trữ chờ bạn kiểm nhận trước khi nhận bàn giao."))
    return [
        Learn(event.place, other=event.to_place),
        Post("archives.receive", sentence, event.to_place, (To(event.to_place, RECORDS),)),
    ]


@EARS.hears(HandoverReceived)
def handover_received(event: HandoverReceived, heard: Heard) -> list[Wish]:
    """The receiver has looked."""
    return [End(("archives.receive",), N_("Đã kiểm nhận."))]


@EARS.hears(MinutesMade)
def minutes_made(event: MinutesMade, heard: Heard) -> list[Wish]:
    """A leader of each side signs this round of the minutes."""
    wishes: list[Wish] = [End(("archives.sign", "archives.refused"), N_("Đã lập biên bản mới."))]
    known = heard.known
    if known is not None:
        sentence = said(N_("Biên bản giao nhận hồ sơ lưu trữ chờ bạn ký."))
        for side, place in zip(SIDES, (known.place, known.other or known.place), strict=True):
            period = f"{side}/{event.round}/{heard.version}"
            wishes.append(Post("archives.sign", sentence, place, (To(place, "records.sign"),), period=period))
    return wishes


@EARS.hears(MinutesSigned)
def minutes_signed(event: MinutesSigned, heard: Heard) -> list[Wish]:
    """This side has signed; with the second signature the handover is done."""
    return [End(("archives.sign",), N_("Đã ký."), "" if event.complete else f"{event.side}/")]


@EARS.hears(SigningRefused)
def signing_refused(event: SigningRefused, heard: Heard) -> list[Wish]:
    """The giver settles what was refused and makes the minutes anew."""
    wishes: list[Wish] = [End(("archives.sign",), N_("Có bên từ chối ký."))]
    known = heard.known
    if known is not None:
        sentence = said(N_("Biên bản giao nhận hồ sơ lưu trữ bị từ chối ký: xem lý do, lập lại biên bản."))
        to = (To(known.place, RECORDS),)
        wishes.append(Post("archives.refused", sentence, known.place, to, period=str(heard.version)))
    return wishes


@EARS.hears(HandoverWithdrawn)
def handover_withdrawn(event: HandoverWithdrawn, heard: Heard) -> list[Wish]:
    """The giver hands nothing over."""
    return [End(_HANDOVER, N_("Bên giao đã rút."))]


@EARS.hears(ClaimRaised)
def claim_raised(event: ClaimRaised, heard: Heard) -> list[Wish]:
    """The giver answers for a file that is missing or damaged."""
    known = heard.known
    if known is None:
        return []
    sentence = said(N_("Bên nhận báo hồ sơ số {number} thiếu hoặc hỏng, chờ bạn trả lời."), number=event.number)
    to = (To(known.place, RECORDS),)
    return [Post("archives.claim", sentence, known.place, to, period=str(event.claim))]


@EARS.hears(ClaimAnswered)
def claim_answered(event: ClaimAnswered, heard: Heard) -> list[Wish]:
    """The giver has answered."""
    return [End(("archives.claim",), N_("Đã trả lời."), str(event.claim))]
