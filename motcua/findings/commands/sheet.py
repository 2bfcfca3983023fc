"""Sheets: a checklist laid open at a stop, answered by the team together or apart, finished with what it shows."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.checklists import queries as checklists
from motcua.checklists.rules.items import Form
from motcua.checklists.rules.scoring import score
from motcua.findings import policies
from motcua.findings.commands.shared import (
    Name,
    PhotoGiven,
    Reason,
    VoiceGiven,
    Words,
    check_many,
    keep_photos,
    keep_voices,
    sheet_open,
)
from motcua.findings.evaluated import evaluation
from motcua.findings.models import Answer, Sheet
from motcua.findings.rules import answers as rules
from motcua.findings.rules.life import checked_text
from motcua.inspections import queries as inspections
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotFound
from motcua.kernel.ids import new_id
from motcua.kernel.landing import Arriving, Landing, checked_instant, landing
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.findings import (
    AnswerSettled,
    AnswersNoted,
    AnswerTold,
    SheetFinished,
    SheetOpened,
    SheetReopened,
)

STANDING = (Answer.Standing.CURRENT, Answer.Standing.BESIDE)
LANDED = {
    Landing.REPLACES: Answer.Standing.CURRENT,
    Landing.OLDER: Answer.Standing.PAST,
    Landing.BESIDE: Answer.Standing.BESIDE,
}


class AnswerGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody says to one question, as XForms text; ``base`` is the answer they had before them.

    ``id`` and ``observed_at`` are given by a device that wrote it down without a line.
    """

    item: Name
    value: Annotated[str, msgspec.Meta(max_length=rules.ANSWER_MOST)] = ""
    id: UUID | None = None
    observed_at: datetime | None = None
    base: UUID | None = None
    photos: list[PhotoGiven] = []
    voices: list[VoiceGiven] = []


class OpenSheet(Command, frozen=True, kw_only=True):
    """Lay a published checklist open at a stop."""

    stop: UUID
    version: UUID


class NoteAnswers(Command, frozen=True, kw_only=True):
    """Answer questions of a sheet; a question once in one sending."""

    TARGET = "sheet"

    sheet: UUID
    answers: list[AnswerGiven]


class SettleAnswer(Command, frozen=True, kw_only=True):
    """Let the answer ``keep`` hold of all that was said to its question, with the reason."""

    TARGET = "sheet"

    sheet: UUID
    keep: UUID
    reason: Reason


class FinishSheet(Command, frozen=True, kw_only=True):
    """Finish a sheet; questions left unanswered want words about why (``words``), and count as not looked at."""

    TARGET = "sheet"

    sheet: UUID
    words: Words = ""


class ReopenSheet(Command, frozen=True, kw_only=True):
    """Open a finished sheet again, with the reason."""

    TARGET = "sheet"

    sheet: UUID
    reason: Reason


@act(OpenSheet, on=Sheet, verb=N_("Mở phiếu kiểm tra"), may=policies.may_open)
def open_sheet(command: OpenSheet, context: Context) -> Done[Sheet]:
    """Refuse a stop that is over, a checklist not in force there, the same one twice."""
    stop = inspections.stop_facts(command.stop)
    if stop is None or stop.realm != context.actor.realm:
        raise NotFound(N_("Không có buổi kiểm tra này."))
    if not stop.open:
        raise Conflict(N_("Buổi kiểm tra đã kết thúc hoặc đã hủy."))
    version = checklists.version(command.version)
    if not any(one.id == version.id for one in checklists.offered(context.actor, stop.place, stop.day)):
        raise BadInput(N_("Mẫu «{title}» không dùng cho ngày và địa bàn này."), field="version", title=version.title)
    if Sheet.objects.filter(stop_id=stop.id, version_id=version.id).exists():
        raise Conflict(N_("Buổi này đã mở phiếu «{title}»."), field="version", title=version.title)
    sheet = Sheet(
        realm=context.actor.realm,
        campaign_id=stop.campaign,
        stop_id=stop.id,
        place_id=stop.place,
        day=stop.day,
        version_id=version.id,
        title=version.title,
    )
    event = SheetOpened(
        campaign=stop.campaign, stop=stop.id, place=stop.place, day=stop.day, version=version.id, title=version.title
    )
    return Done(event, sheet)


@act(NoteAnswers, on=Sheet, verb=N_("Ghi phiếu"), may=policies.may_work, when=sheet_open, order=10)
def note_answers(command: NoteAnswers, sheet: Sheet, context: Context) -> Done[Sheet]:
    """Keep the answers; where somebody else said otherwise on the same day both stand until one is chosen."""
    if not 0 < len(command.answers) <= rules.AT_ONCE:
        raise BadInput(N_("Mỗi lần ghi từ 1 đến {most} câu."), field="answers", most=rules.AT_ONCE)
    if len({one.item for one in command.answers}) < len(command.answers):
        raise BadInput(N_("Một câu được trả lời hai lần trong cùng một lần gửi."), field="answers")
    given = [one.id for one in command.answers if one.id is not None]
    if given and Answer.objects.filter(pk__in=given).exists():
        raise Conflict(N_("Mã câu trả lời này đã dùng cho nội dung khác."), field="id")
    form = checklists.version(sheet.version_id).form
    before: dict[str, list[Answer]] = {}
    wanted = [one.item for one in command.answers]
    for row in Answer.objects.filter(sheet=sheet, item__in=wanted, standing__in=STANDING):
        before.setdefault(row.item, []).append(row)
    told = [_land(one, sheet, form, context, before.get(one.item, [])) for one in command.answers]
    beside = [one.item for one in told if one.landing == Landing.BESIDE]
    return Done(AnswersNoted(place=sheet.place_id, answers=told), outcome={"answers": len(told), "beside": beside})


def _land(given: AnswerGiven, sheet: Sheet, form: Form, context: Context, before: list[Answer]) -> AnswerTold:
    check_many([*given.photos, *given.voices], rules.SHOWN_MOST)
    item, value = rules.checked_value(form, given.item, given.value, len(given.photos) + len(given.voices))
    observed = checked_instant(given.observed_at, context.at)
    present = next((row for row in before if row.standing == Answer.Standing.CURRENT), None)
    account = context.actor.account
    lands = landing(
        _arriving(present) if present else None,
        Arriving(account, observed, clock.local(observed).date(), value),
        knew_present=present is not None and given.base == present.id,
    )
    past = [row.id for row in before if row.standing == Answer.Standing.BESIDE and row.account_id == account]
    if lands is Landing.REPLACES and present is not None:
        past.append(present.id)
    if lands is not Landing.OLDER and past:
        Answer.objects.filter(pk__in=past).update(standing=Answer.Standing.PAST)
    row = Answer(
        id=given.id or new_id(),
        sheet=sheet,
        item=item.name,
        value=value,
        standing=LANDED[lands],
        observed_at=observed,
        recorded_at=context.at,
        account_id=account,
        by=context.actor.name[:150],
        by_title=context.actor.post_title[:150],
    )
    row.save(force_insert=True)
    return AnswerTold(
        id=row.id,
        item=row.item,
        value=row.value,
        observed_at=observed,
        landing=str(lands),
        photos=keep_photos(given.photos, answer=row),
        voices=keep_voices(given.voices, answer=row),
    )


def _arriving(row: Answer) -> Arriving:
    return Arriving(row.account_id, row.observed_at, clock.local(row.observed_at).date(), row.value)


@act(SettleAnswer, on=Sheet, verb=N_("Chọn câu trả lời đúng"), may=policies.may_work, when=sheet_open, order=30)
def settle_answer(command: SettleAnswer, sheet: Sheet, context: Context) -> Done[Sheet]:
    """Make one of several answers hold; the others are past and stay in the history."""
    del context
    reason = checked_text(command.reason, "reason", N_("Ghi lý do chọn."))
    kept = Answer.objects.filter(pk=command.keep, sheet=sheet, standing__in=STANDING).first()
    if kept is None:
        raise NotFound(N_("Câu trả lời này không còn chờ chọn."))
    rivals = Answer.objects.filter(sheet=sheet, item=kept.item, standing__in=STANDING).exclude(pk=kept.pk)
    dropped = list(rivals.order_by("recorded_at", "pk").values_list("pk", flat=True))
    if not dropped:
        raise Conflict(N_("Câu này không có câu trả lời nào khác nhau."))
    Answer.objects.filter(pk__in=dropped).update(standing=Answer.Standing.PAST)
    Answer.objects.filter(pk=kept.pk).update(standing=Answer.Standing.CURRENT)
    return Done(AnswerSettled(item=kept.item, kept=kept.id, dropped=dropped, reason=reason))


@act(FinishSheet, on=Sheet, verb=N_("Chốt phiếu"), may=policies.may_work, when=sheet_open, order=40)
def finish_sheet(command: FinishSheet, sheet: Sheet, context: Context) -> Done[Sheet]:
    """Refuse while people disagree, an answer breaks a rule or a shortcoming has no words; what nobody answered wants a reason."""
    disputed = Answer.objects.filter(sheet=sheet, standing=Answer.Standing.BESIDE).first()
    form = checklists.version(sheet.version_id).form
    if disputed is not None:
        label = form.by_name[disputed.item].label
        raise Conflict(N_("Câu «{item}» có câu trả lời khác nhau: chọn câu đúng trước khi chốt."), item=label)
    found = evaluation(sheet.id, form, context.at)
    if found.failed:
        one = found.failed[0]
        raise Conflict(N_("Câu «{item}»: {problem}"), item=form.by_name[one.item].label, problem=one.message)
    silent = rules.unexplained(form, found)
    if silent is not None:
        raise Conflict(
            N_("Câu «{item}» chưa đạt: ghi rõ thiếu gì trước khi chốt."), field=silent.name, item=silent.label
        )
    words = clean(command.words, lines=True)
    if found.missing and not words:
        raise BadInput(
            N_("Còn {count} câu chưa trả lời, đầu tiên: «{item}». Trả lời, hoặc ghi vì sao chưa kiểm tra."),
            field="words",
            count=len(found.missing),
            item=form.by_name[found.missing[0]].label,
        )
    reached = score(form, found).whole
    sheet.finished_at, sheet.closing, sheet.missing = context.at, words, len(found.missing)
    sheet.points, sheet.whole = reached.numerator, reached.denominator
    event = SheetFinished(
        sheet=sheet.id,
        stop=sheet.stop_id,
        place=sheet.place_id,
        points=sheet.points,
        whole=sheet.whole,
        missing=list(found.missing),
        words=words,
    )
    return Done(event)


def is_finished(sheet: Sheet) -> Said | None:
    """Only a finished sheet can be opened again."""
    return None if sheet.finished_at else said(N_("Phiếu đang mở."))


@act(ReopenSheet, on=Sheet, verb=N_("Mở lại phiếu"), may=policies.may_work, when=is_finished, order=80)
def reopen_sheet(command: ReopenSheet, sheet: Sheet, context: Context) -> Done[Sheet]:
    """Let the team answer on; findings that were made of it stay."""
    del context
    reason = checked_text(command.reason, "reason", N_("Ghi lý do mở lại phiếu."))
    sheet.finished_at, sheet.points, sheet.whole, sheet.missing, sheet.closing = None, None, None, 0, ""
    return Done(SheetReopened(reason=reason))
