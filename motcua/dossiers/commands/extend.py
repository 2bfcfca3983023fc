"""Apologise before the date passes, with the reason and one new date (NĐ 118/2025 Đ19, form 04)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from motcua.dossiers import policies, reckoning, routing, rules
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import life
from motcua.kernel import clock, worktime
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossier_life import DeadlineExtended, SecondExtensionAllowed, SecondExtensionAsked

AHEAD_MOST = 366


class ExtendDeadline(Command, frozen=True, kw_only=True):
    """Send the apology: until the close of the working day ``day``, for ``cause``, explained in ``reason``."""

    TARGET = "dossier"

    dossier: UUID
    day: date
    cause: life.Cause
    reason: str


class AskSecondExtension(Command, frozen=True, kw_only=True):
    """Ask the chair for one more new date, the close of the working day ``day``: the first one cannot be kept either."""

    TARGET = "dossier"

    dossier: UUID
    day: date
    cause: life.Cause
    reason: str


class AllowSecondExtension(Command, frozen=True, kw_only=True):
    """The chair opens one more new date, with the reason."""

    TARGET = "dossier"

    dossier: UUID
    reason: str


def can_extend(dossier: Dossier) -> Said | None:
    """The clock runs toward a date, and the one new date has not been used."""
    refusal = life.barred(dossier, "ExtendDeadline")
    refusal = refusal or _undated(dossier)
    if refusal is None and dossier.extensions >= dossier.extensions_allowed:
        return said(N_("Hồ sơ này đã hẹn lại một lần. Chỉ lãnh đạo Ủy ban nhân dân mở được lần nữa."))
    return refusal


def may_slip_again(dossier: Dossier) -> Said | None:
    """The one new date was used, and there is a date to move."""
    refusal = life.barred(dossier, "AskSecondExtension")
    if refusal is None and dossier.extensions < dossier.extensions_allowed:
        return said(N_("Hồ sơ này còn được hẹn lại."))
    return refusal or _undated(dossier)


def _undated(dossier: Dossier) -> Said | None:
    return said(N_("Hồ sơ chưa có ngày hẹn nên không có gì để hẹn lại.")) if dossier.due_at is None else None


def was_extended(dossier: Dossier) -> Said | None:
    """Only what was used up once needs to be opened again."""
    refusal = life.barred(dossier, "AllowSecondExtension")
    if refusal is None and dossier.extensions < dossier.extensions_allowed:
        return said(N_("Hồ sơ này còn được hẹn lại."))
    return refusal


@act(ExtendDeadline, on=Dossier, verb=N_("Xin lỗi, hẹn lại"), may=policies.may_decide, when=can_extend, order=55)
def extend(command: ExtendDeadline, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Replace the date if the letter is in time; else keep it, and promise the new one beside it."""
    reason = rules.demanded_words(
        command.reason, rules.WORDS_MOST, "reason", N_("Xin ghi lý do chậm: người dân đọc được trong thư xin lỗi.")
    )
    before = dossier.due_at
    if before is None:  # can_extend has said so already
        raise BadInput(N_("Hồ sơ chưa có ngày hẹn nên không có gì để hẹn lại."))
    promised = _checked_day(command.day, dossier, max(before, context.at))
    in_time = not worktime.is_late(context.at, before)
    dossier.extensions += 1
    if in_time:
        letter = said(
            N_("Thư xin lỗi ngày {day}: hẹn lại đến hết giờ làm việc ngày {until}."),
            day=clock.local(context.at).strftime("%d/%m/%Y"),
            until=command.day.strftime("%d/%m/%Y"),
        )
        reckoning.promise(dossier, promised, letter, "Nghị định 118/2025/NĐ-CP, Điều 19")
    else:
        dossier.promised_at = promised
    return Done(
        DeadlineExtended(
            applicant=dossier.applicant_id,
            number=dossier.extensions,
            cause=command.cause,
            in_time=in_time,
            before=before,
            promised=promised,
            due_at=dossier.due_at,
            reason=reason,
        )
    )


@act(
    AskSecondExtension,
    on=Dossier,
    verb=N_("Đề nghị hẹn lại lần nữa"),
    may=policies.may_decide,
    when=may_slip_again,
    order=56,
)
def ask_second(command: AskSecondExtension, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Tell the chair; nothing is promised to the citizen until it is allowed."""
    reason = rules.demanded_words(command.reason, rules.WORDS_MOST, "reason", N_("Xin ghi vì sao phải hẹn lần nữa."))
    until = _checked_day(command.day, dossier, max(dossier.due_at or context.at, context.at))
    asked = SecondExtensionAsked(
        applicant=dossier.applicant_id,
        label=dossier.code or dossier.reception_number,
        centre=dossier.received_unit_id,
        competent=dossier.competent_id,
        committee=routing.directory(dossier.received_unit_id).committee,
        cause=command.cause,
        until=until,
        reason=reason,
    )
    return Done(asked)


@act(
    AllowSecondExtension,
    on=Dossier,
    verb=N_("Mở hẹn lại lần nữa"),
    may=policies.may_open_date_again,
    when=was_extended,
    order=81,
)
def allow_second(command: AllowSecondExtension, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Raise the number of new dates allowed by one."""
    reason = rules.demanded_words(command.reason, rules.WORDS_MOST, "reason", N_("Xin ghi lý do mở lần nữa."))
    dossier.extensions_allowed = dossier.extensions + 1
    return Done(
        SecondExtensionAllowed(applicant=dossier.applicant_id, allowed=dossier.extensions_allowed, reason=reason)
    )


def _checked_day(day: date, dossier: Dossier, after: datetime) -> datetime:
    """Return the close of a working day that comes after the date promised so far; :class:`BadInput` otherwise."""
    if (day - clock.local(after).date()).days > AHEAD_MOST:
        raise BadInput(N_("Ngày hẹn lại xa quá một năm."), field="day")
    close = worktime.close_of(routing.calendar(dossier.received_unit_id), day)
    if close is None:
        raise BadInput(N_("Ngày {day} không phải ngày làm việc."), field="day", day=day.strftime("%d/%m/%Y"))
    if close <= after:
        raise BadInput(N_("Ngày hẹn lại phải sau ngày đã hẹn và chưa qua."), field="day")
    return close
