"""What directives ask: the leading unit to do and report, its leader and the steering office when it is late, the issuer to decide.

Reminder, escalation to the accountable leader and to the steering office come from the room's own days over the last day
(``oversight/rules/directives.py:degree``), so these kinds are not told above once more by the inbox.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from motcua.contact.rules.kinds import Urgency
from motcua.contact.rules.wishes import Ears, End, Heard, Learn, Post, Reach, To, Wish
from motcua.kernel.words import N_, said
from motcua.ledger.events.directives import (
    DirectiveAccepted,
    DirectiveCancelled,
    DirectiveDescribed,
    DirectiveDueMoved,
    DirectiveDueSet,
    DirectiveExtensionAsked,
    DirectiveExtensionDecided,
    DirectiveNoticed,
    DirectiveOffered,
    DirectiveOpened,
    DirectiveReopened,
    DirectiveReported,
    DirectiveReturned,
    DirectiveStarted,
    DirectiveTakenOver,
)
from motcua.office.rules import day_text

EARS: Final = Ears()
WRITE: Final = "directive.write"
REPORT: Final = "directive.report"
DAYS: Final = ("directives.near", "directives.late", "directives.moved")
MINE: Final = ("directives.given", *DAYS, "directives.returned")
ALL: Final = (*MINE, "directives.offered", "directives.extension")
LEADER, OFFICE = 3, 4
"""Degrees of lateness at which the accountable leader and the steering office are told as well."""


@EARS.hears(DirectiveOpened)
def opened(event: DirectiveOpened, heard: Heard) -> list[Wish]:
    """Remember what it is: later events name only their stream. Nobody is told of a draft."""
    return [Learn(event.task.place, event.task.title, unit=event.task.lead, other=event.keeper_place)]


@EARS.hears(DirectiveDescribed)
def described(event: DirectiveDescribed, heard: Heard) -> list[Wish]:
    """Remember the new words and the new lead."""
    other = heard.known.other if heard.known else None
    return [Learn(event.task.place, event.task.title, unit=event.task.lead, other=other)]


@EARS.hears(DirectiveTakenOver)
def taken(event: DirectiveTakenOver, heard: Heard) -> list[Wish]:
    """Remember the successor: what is offered from now on waits for it."""
    known = heard.known
    return [Learn(known.place, known.name, unit=known.unit, other=event.keeper_place)] if known else []


@EARS.hears(DirectiveStarted)
def started(event: DirectiveStarted, heard: Heard) -> list[Wish]:
    """Ask the leading unit, until its first report."""
    sentence = said(N_("Được giao: «{title}», hạn {day}."), title=event.title, day=day_text(event.until))
    return [Post("directives.given", sentence, event.place, (_unit(event.lead),), Urgency.CALM, str(heard.version))]


@EARS.hears(DirectiveReported)
def reported(event: DirectiveReported, heard: Heard) -> list[Wish]:
    """A report answers that it was taken on, and sees what moved."""
    return [End(("directives.given", "directives.moved", "directives.returned"), N_("Đã có báo cáo tiến độ."))]


@EARS.hears(DirectiveNoticed)
def noticed(event: DirectiveNoticed, heard: Heard) -> list[Wish]:
    """Remind the leading unit; late, then tell the leaders of its place, then whoever steers for the issuer."""
    to = [_unit(event.lead)]
    day = day_text(event.until)
    if event.degree <= 1:
        sentence = said(N_("«{title}» sắp đến hạn: {day}."), title=event.title, day=day)
        return [Post("directives.near", sentence, event.place, tuple(to), Urgency.SOON, f"{event.until}")]
    if event.degree >= LEADER:
        to.append(To(event.place, WRITE))
    if event.degree >= OFFICE:
        to.append(To(event.keeper_place, WRITE))
    sentence = said(N_("«{title}» quá hạn {late} ngày (hạn {day})."), title=event.title, late=event.late, day=day)
    period = f"{event.until}/{event.degree}"
    post = Post("directives.late", sentence, event.place, tuple(to), Urgency.LATE, period)
    return [End(("directives.near", "directives.late"), N_("Đã báo lên bậc tiếp theo.")), post]


@EARS.hears(DirectiveExtensionAsked)
def asked(event: DirectiveExtensionAsked, heard: Heard) -> list[Wish]:
    """Ask whoever issued it to decide."""
    known = heard.known
    if known is None or known.other is None:
        return []
    sentence = said(N_("«{title}» xin gia hạn đến {day}."), title=known.name, day=day_text(event.day))
    to = (To(known.other, WRITE),)
    return [Post("directives.extension", sentence, known.other, to, Urgency.SOON, str(heard.version))]


@EARS.hears(DirectiveExtensionDecided, DirectiveDueSet)
def decided(event: DirectiveExtensionDecided | DirectiveDueSet, heard: Heard) -> list[Wish]:
    """A decision answers the question; another day makes what was told of the day before void."""
    wishes: list[Wish] = [End(("directives.extension",), N_("Đã quyết định gia hạn."))]
    if isinstance(event, DirectiveDueSet) or event.granted:
        wishes.append(End(DAYS, N_("Hạn đã đổi.")))
    return wishes


@EARS.hears(DirectiveDueMoved)
def moved(event: DirectiveDueMoved, heard: Heard) -> list[Wish]:
    """Tell the leading unit that its day moved; what was told of the day before is void."""
    wishes: list[Wish] = [End(DAYS, N_("Hạn đã đổi theo mốc."))]
    known = heard.known
    if known is not None and known.unit is not None:
        sentence = said(N_("«{title}» có hạn mới {day} vì mốc đã đổi."), title=known.name, day=day_text(event.until))
        to = (_unit(known.unit),)
        wishes.append(Post("directives.moved", sentence, known.place, to, Urgency.CALM, str(heard.version)))
    return wishes


@EARS.hears(DirectiveOffered)
def offered(event: DirectiveOffered, heard: Heard) -> list[Wish]:
    """Ask whoever issued it to accept or return; the leading unit has done its part."""
    wishes: list[Wish] = [End((*MINE, "directives.extension"), N_("Đã đề nghị nghiệm thu."))]
    known = heard.known
    if known is not None and known.other is not None:
        sentence = said(N_("«{title}» chờ bạn nghiệm thu."), title=known.name)
        to = (To(known.other, WRITE),)
        wishes.append(Post("directives.offered", sentence, known.other, to, Urgency.SOON, str(heard.version)))
    return wishes


@EARS.hears(DirectiveReturned)
def returned(event: DirectiveReturned, heard: Heard) -> list[Wish]:
    """What is not good enough goes back to the leading unit."""
    wishes: list[Wish] = [End(("directives.offered",), N_("Đã trả lại."))]
    known = heard.known
    if known is not None and known.unit is not None:
        sentence = said(N_("«{title}» bị trả lại, phải làm tiếp."), title=known.name)
        to = (_unit(known.unit),)
        wishes.append(Post("directives.returned", sentence, known.place, to, Urgency.SOON, str(heard.version)))
    return wishes


@EARS.hears(DirectiveAccepted, DirectiveCancelled, DirectiveReopened)
def over(event: DirectiveAccepted | DirectiveCancelled | DirectiveReopened, heard: Heard) -> list[Wish]:
    """What ended asks nothing; what was opened again asks anew."""
    return [End(ALL, N_("Nhiệm vụ mở lại.") if isinstance(event, DirectiveReopened) else N_("Nhiệm vụ đã kết thúc."))]


def _unit(lead: UUID) -> To:
    return To(lead, REPORT, Reach.UNIT)
