"""What the dates of dossiers ask: a look in time by whoever works on one, an apology, a word of the chair."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from motcua.contact.rules.kinds import HEAD_OF_CENTRE, HEAD_OF_COMMITTEE, Urgency
from motcua.contact.rules.wishes import Ears, End, Heard, Post, Reach, To, Wish
from motcua.kernel.clock import local
from motcua.kernel.words import N_, said
from motcua.ledger.events.dossier_inherited import DossierTakenOver
from motcua.ledger.events.dossier_life import (
    DateNoticed,
    DeadlineExtended,
    DossierRejected,
    DossierStopped,
    DossierSuspended,
    DossierWithdrawn,
    FeeDemanded,
    LongerLimitApplied,
    SecondExtensionAllowed,
    SecondExtensionAsked,
    SupplementRequested,
)
from motcua.ledger.events.dossier_office import SigningCalled, SigningMuted, StandInArranged, StandInEnded
from motcua.ledger.events.dossiers import StepCompleted
from motcua.office.rules import day_text

EARS: Final = Ears()
WORKERS: Final = ("dossier.process", "dossier.endorse", HEAD_OF_COMMITTEE)
"""Who works on a dossier in the unit that holds it: officials, heads of divisions, the leader it waits for."""
DESK: Final = ("dossier.receive", "dossier.process", "dossier.endorse")
"""Who works steps that are given to one person."""
TO_SIGN: Final = ("dossiers.to_sign",)
ENDINGS: Final = {"over": N_("hết kỳ nghỉ"), "early": N_("về sớm"), "leave_cancelled": N_("đã rút đơn nghỉ")}
COMING: Final = ("dossiers.near", "dossiers.eve")
ALL: Final = (*COMING, "dossiers.missed", "dossiers.again")
NEAR, EVE = 1, 2


@EARS.hears(DateNoticed)
def noticed(event: DateNoticed, heard: Heard) -> list[Wish]:
    """Days ahead whoever works on it, on the eve the director too; what has passed without an apology, or again, the chair."""
    to = [To(event.holder, power, Reach.UNIT) for power in WORKERS]
    day, due = local(event.due_at).date(), day_text(local(event.due_at).date())
    # A second pass over the same day, after a pause, is told again; the same date never twice.
    period = f"{event.due_at.isoformat()}/{event.degree}"
    if event.degree == NEAR:
        words = N_("Hồ sơ {label} còn {days} ngày làm việc, hạn {due}.")
        sentence = said(words, label=event.label, days=event.left, due=due)
        return [Post("dossiers.near", sentence, event.centre, tuple(to), Urgency.CALM, period)]
    before = End(COMING, N_("Đã gần hạn hơn."))
    if event.degree == EVE:
        sentence = said(
            N_("Hồ sơ {label} đến hạn {due}. Không kịp thì gửi thư xin lỗi trước {when}."),
            label=event.label,
            due=due,
            when=local(event.apology_by).strftime("%H:%M %d/%m/%Y"),
        )
        to.append(To(event.centre, HEAD_OF_CENTRE, Reach.UNIT))
        return [before, Post("dossiers.eve", sentence, event.centre, tuple(to), Urgency.SOON, period, due=day)]
    words = N_("Hồ sơ {label} quá hạn {due}, chưa có thư xin lỗi.")
    if event.apologised:
        words = N_("Hồ sơ {label} đã hẹn lại đến {due} mà vẫn quá hạn.")
    to = [*_chair(event), To(event.centre, HEAD_OF_CENTRE, Reach.UNIT)]
    sentence = said(words, label=event.label, due=due)
    return [before, Post("dossiers.missed", sentence, event.centre, tuple(to), Urgency.LATE, period)]


@EARS.hears(SecondExtensionAsked)
def slipping_again(event: SecondExtensionAsked, heard: Heard) -> list[Wish]:
    """The chair opens a second new date, or does not; why it is asked stands on the page."""
    sentence = said(
        N_("Hồ sơ {label} đề nghị hẹn lại lần nữa, đến {day}."),
        label=event.label,
        day=day_text(local(event.until).date()),
    )
    before = End(("dossiers.again",), N_("Đã có đề nghị mới hơn."))
    return [before, Post("dossiers.again", sentence, event.centre, _chair(event), Urgency.SOON, str(heard.version))]


def _chair(event: DateNoticed | SecondExtensionAsked) -> tuple[To, ...]:
    """Return the leaders of the committee, and of the body that decides where that is another one."""
    bodies = dict.fromkeys((event.committee, event.competent))
    return tuple(To(body, HEAD_OF_COMMITTEE, Reach.UNIT) for body in bodies)


@EARS.hears(SecondExtensionAllowed)
def opened(event: SecondExtensionAllowed, heard: Heard) -> list[Wish]:
    """The chair has decided."""
    return [End(("dossiers.again",), N_("Lãnh đạo đã mở hẹn lại."))]


@EARS.hears(DeadlineExtended)
def apologised(event: DeadlineExtended, heard: Heard) -> list[Wish]:
    """A letter is out: in time the date is another one, late the chair need not ask for it any more."""
    return [End((*COMING, "dossiers.missed"), N_("Đã gửi thư xin lỗi, hẹn lại."))]


@EARS.hears(SupplementRequested, FeeDemanded, DossierSuspended, LongerLimitApplied)
def moved(event: SupplementRequested | FeeDemanded | DossierSuspended | LongerLimitApplied, heard: Heard) -> list[Wish]:
    """The clock stands still, or runs to another date; what has been missed stays missed."""
    return [End(COMING, N_("Hạn của hồ sơ đã đổi."))]


@EARS.hears(StepCompleted)
def worked(event: StepCompleted, heard: Heard) -> list[Wish]:
    """With the result there is nothing left to be in time for."""
    return [End(ALL, N_("Hồ sơ đã có kết quả."))] if event.state == "ready" else []


@EARS.hears(DossierTakenOver)
def taken_over(event: DossierTakenOver, heard: Heard) -> list[Wish]:
    """Whom the old unit told has nothing to do with it any more; those of the new one are told of its date anew."""
    return [End(ALL, N_("Hồ sơ đã chuyển cho đơn vị mới."))]


@EARS.hears(DossierRejected, DossierWithdrawn, DossierStopped)
def over(event: DossierRejected | DossierWithdrawn | DossierStopped, heard: Heard) -> list[Wish]:
    """It ended otherwise."""
    return [End(ALL, N_("Hồ sơ đã kết thúc giải quyết."))]


@EARS.hears(StandInArranged)
def arranged(event: StandInArranged, heard: Heard) -> list[Wish]:
    """The colleagues of the unit, both of them among these, know who works whose dossiers and until when."""
    sentence = said(
        N_("{absentee} nghỉ từ {first} đến hết {last}, {colleague} làm thay: {n} hồ sơ, {due} hồ sơ đến hạn trong kỳ."),
        absentee=event.absentee_name,
        colleague=event.colleague_name,
        first=day_text(event.first),
        last=day_text(event.last),
        n=event.dossiers,
        due=event.falling_due,
    )
    return [Post("dossiers.stand_in", sentence, event.unit, _desk(event.unit), Urgency.CALM, "begun")]


@EARS.hears(StandInEnded)
def ended(event: StandInEnded, heard: Heard) -> list[Wish]:
    """What is over is told once more: how many dossiers went back to whom."""
    sentence = said(
        N_("{colleague} hết làm thay {absentee} ({cause}): {n} hồ sơ về lại {absentee}."),
        absentee=event.absentee_name,
        colleague=event.colleague_name,
        cause=said(ENDINGS.get(event.cause, ENDINGS["over"])),
        n=event.dossiers,
    )
    before = End(("dossiers.stand_in",), N_("Đã hết làm thay."), "begun")
    return [before, Post("dossiers.stand_in", sentence, event.unit, _desk(event.unit), Urgency.CALM, "over")]


@EARS.hears(SigningCalled)
def called(event: SigningCalled, heard: Heard) -> list[Wish]:
    """Who signs in the unit, and who signs for them today; what was told at the hour before is settled by this one."""
    sentence = said(
        N_("{n} hồ sơ chờ ký: {late} quá hạn, {today} đến hạn hôm nay."),
        n=event.waiting,
        late=event.late,
        today=event.today,
    )
    to = [To(event.unit, HEAD_OF_COMMITTEE, Reach.UNIT)]
    to += [To(one.unit, one.power, Reach.UNIT) for one in event.delegates]
    urgency = Urgency.SOON if event.late or event.today else Urgency.CALM
    before = End(TO_SIGN, N_("Đã nhắc lại."))
    period = f"{event.day.isoformat()} {event.hour}"
    return [before, Post("dossiers.to_sign", sentence, event.unit, tuple(to), urgency, period)]


@EARS.hears(SigningMuted)
def muted(event: SigningMuted, heard: Heard) -> list[Wish]:
    """Who wants no calls today has seen what waits."""
    return [End(TO_SIGN, N_("Lãnh đạo đã tắt nhắc hôm nay."))] if event.muted else []


def _desk(unit: UUID) -> tuple[To, ...]:
    return tuple(To(unit, power, Reach.UNIT) for power in DESK)
