"""What proposals ask: an answer of the units they lie with, a way from whoever steers, a look of the commune."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from motcua.contact.rules.kinds import Urgency
from motcua.contact.rules.wishes import Ears, End, Heard, Post, Reach, To, Wish
from motcua.kernel.words import N_, said
from motcua.ledger.events.proposals import (
    AnswerAcknowledged,
    ProposalAnswered,
    ProposalFiled,
    ProposalReopened,
    ProposalRouted,
    ProposalWithdrawn,
)

EARS: Final = Ears()
WRITE, ROUTE, ANSWER = "proposal.write", "proposal.route", "proposal.answer"
WAITS: Final = ("proposals.answer", "proposals.route")
ENDS_IN: Final = frozenset({"accepted", "answered", "refused"})


def _asked(place: UUID, units: Sequence[UUID], period: str) -> Post:
    """Ask the units it lies with for an answer, or whoever steers for a unit."""
    if units:
        sentence = said(N_("Một kiến nghị của xã chờ đơn vị bạn trả lời."))
        to = tuple(To(unit, ANSWER, Reach.UNIT) for unit in units)
        return Post("proposals.answer", sentence, place, to, Urgency.SOON, period)
    sentence = said(N_("Một kiến nghị của xã chưa có đơn vị nhận; chọn đơn vị trả lời."))
    return Post("proposals.route", sentence, place, (To(place, ROUTE, Reach.ABOVE),), Urgency.SOON, period)


@EARS.hears(ProposalFiled)
def filed(event: ProposalFiled, heard: Heard) -> list[Wish]:
    """Ask the units it went to by the usual way."""
    return [_asked(event.place, event.units, "")]


@EARS.hears(ProposalRouted)
def routed(event: ProposalRouted, heard: Heard) -> list[Wish]:
    """Let those it lay with off, and ask those it lies with now."""
    return [End(WAITS, N_("Kiến nghị đã chuyển đơn vị khác.")), _asked(event.place, event.units, str(heard.version))]


@EARS.hears(ProposalReopened)
def reopened(event: ProposalReopened, heard: Heard) -> list[Wish]:
    """Ask again: the commune says that the answer does not answer."""
    over = End(("proposals.answered",), N_("Xã đã mở lại kiến nghị."))
    return [over, _asked(event.place, event.units, str(heard.version))]


@EARS.hears(ProposalAnswered)
def answered(event: ProposalAnswered, heard: Heard) -> list[Wish]:
    """Show the commune what came; what was sent on is asked of whoever it was sent to, or followed by whoever steers."""
    period = str(heard.version)
    if event.outcome == "forwarded":
        wishes: list[Wish] = [End(WAITS, N_("Kiến nghị đã chuyển cấp trên."))]
        if event.forwarded is not None:
            return [*wishes, _asked(event.place, [event.forwarded], period)]
        sentence = said(N_("Một kiến nghị đã chuyển lên cấp trên; theo dõi để có câu trả lời."))
        to = (To(event.place, ROUTE, Reach.ABOVE),)
        return [*wishes, Post("proposals.route", sentence, event.place, to, Urgency.SOON, period)]
    sentence = said(N_("Kiến nghị của xã đã có câu trả lời; xem và cho ý kiến."))
    told = Post("proposals.answered", sentence, event.place, (To(event.place, WRITE),), Urgency.CALM, period)
    if event.outcome in ENDS_IN:
        return [End(WAITS, N_("Kiến nghị đã được trả lời.")), told]
    return [told]


@EARS.hears(AnswerAcknowledged)
def acknowledged(event: AnswerAcknowledged, heard: Heard) -> list[Wish]:
    """The commune has looked at it."""
    return [End(("proposals.answered",), N_("Xã đã cho ý kiến."))]


@EARS.hears(ProposalWithdrawn)
def withdrawn(event: ProposalWithdrawn, heard: Heard) -> list[Wish]:
    """Nobody waits any more."""
    return [End((*WAITS, "proposals.answered"), N_("Xã đã rút kiến nghị."))]
