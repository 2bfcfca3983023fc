"""The outline: what a visited commune answers before the visit, its drafts, and what the team gives back."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import msgspec

from motcua.inspections import policies
from motcua.inspections.commands.shared import Words, is_alive, wanted
from motcua.inspections.models import Campaign, Stop
from motcua.inspections.rules import campaigns as rules
from motcua.inspections.rules.stops import Outline, StopState
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.inspections import (
    OutlineAsked,
    OutlineReturned,
    OutlineSaved,
    OutlineSubmitted,
    QuestionTold,
)

Key = Annotated[str, msgspec.Meta(max_length=8)]
Answer = Annotated[str, msgspec.Meta(max_length=6000)]
Answers = Annotated[dict[Key, Answer], msgspec.Meta(max_length=rules.QUESTIONS_MOST)]


def is_open(stop: Stop) -> Said | None:
    """The outline is answered until it is handed in, before or while the team is there."""
    if stop.state not in {StopState.PLANNED, StopState.BEGUN}:
        return said(N_("Buổi này đã xong hoặc đã hủy."))
    if not stop.asks or not stop.campaign.outline or not stop.campaign.announced:
        return said(N_("Buổi này không yêu cầu báo cáo theo đề cương."))
    if stop.outline == Outline.SUBMITTED:
        return said(N_("Báo cáo đã nộp; đoàn trả lại thì mới sửa được."))
    return None


def is_submitted(stop: Stop) -> Said | None:
    """Only what was handed in can be given back, until the stop is over."""
    if stop.outline != Outline.SUBMITTED or stop.state not in {StopState.PLANNED, StopState.BEGUN}:
        return said(N_("Chưa có báo cáo nào để trả lại."))
    return None


class AskOutline(Command, frozen=True, kw_only=True):
    """Set the questions, one a line («Câu hỏi | cột; cột» for a table), and the last day in time."""

    TARGET = "campaign"

    campaign: UUID
    text: Annotated[str, msgspec.Meta(max_length=20000)]
    due: date | None = None


@act(AskOutline, on=Campaign, verb=N_("Soạn đề cương"), may=policies.may_plan, when=is_alive, order=25)
def ask_outline(command: AskOutline, campaign: Campaign, context: Context) -> Done[Campaign]:
    """Refuse other questions once somebody has begun to answer, and a day that is over."""
    asked = rules.questions(command.text)
    told = [{"key": f"c{place}", "text": text, "columns": columns} for place, (text, columns) in enumerate(asked, 1)]
    if told != campaign.outline and campaign.stops.exclude(outline=Outline.EMPTY).exists():
        raise Conflict(N_("Đã có đơn vị viết báo cáo theo đề cương này: không đổi câu hỏi được nữa."), field="text")
    if not told and command.due is not None:
        raise BadInput(N_("Ghi câu hỏi trước khi đặt ngày nộp."), field="text")
    today = clock.local(context.at).date()
    if command.due is not None and command.due != campaign.outline_due and command.due < today:
        raise BadInput(N_("Ngày nộp đã qua."), field="due")
    campaign.outline, campaign.outline_due = told, command.due
    questions = [QuestionTold(key=f"c{place}", text=text, columns=cols) for place, (text, cols) in enumerate(asked, 1)]
    return Done(OutlineAsked(questions=questions, due=command.due))


class SaveOutline(Command, frozen=True, kw_only=True):
    """Keep a draft of the answers."""

    TARGET = "stop"

    stop: UUID
    answers: Answers


@act(SaveOutline, on=Stop, verb=N_("Lưu nháp"), may=policies.may_answer, when=is_open, order=30)
def save_outline(command: SaveOutline, stop: Stop, context: Context) -> Done[Stop]:
    """The team reads a draft only once it is handed in."""
    del context
    stop.drafted = _answers(stop, command.answers)
    if stop.outline == Outline.EMPTY:
        stop.outline = Outline.DRAFT.value
    return Done(OutlineSaved(answers=stop.drafted))


class SubmitOutline(Command, frozen=True, kw_only=True):
    """Hand the answers in."""

    TARGET = "stop"

    stop: UUID
    answers: Answers


@act(SubmitOutline, on=Stop, verb=N_("Nộp báo cáo"), may=policies.may_answer, when=is_open, order=31)
def submit_outline(command: SubmitOutline, stop: Stop, context: Context) -> Done[Stop]:
    """Refuse a question without a word: who has nothing to tell says so."""
    answers = _answers(stop, command.answers)
    missing = [
        place for place, question in enumerate(stop.campaign.outline, 1) if not answers.get(question["key"], "").strip()
    ]
    if missing:
        numbers = ", ".join(map(str, missing))
        raise BadInput(
            N_("Chưa trả lời câu {numbers}. Không có thì ghi «không có»."),
            field=stop.campaign.outline[missing[0] - 1]["key"],
            numbers=numbers,
        )
    stop.drafted = stop.answers = answers
    stop.outline, stop.submitted_at = Outline.SUBMITTED.value, context.at
    event = OutlineSubmitted(
        campaign=stop.campaign_id, place=stop.place_id, unit=stop.campaign.unit_id, answers=answers
    )
    return Done(event)


class ReturnOutline(Command, frozen=True, kw_only=True):
    """Give the answers back with remarks."""

    TARGET = "stop"

    stop: UUID
    remarks: Words


@act(ReturnOutline, on=Stop, verb=N_("Trả lại báo cáo"), may=policies.may_work, when=is_submitted, order=50)
def return_outline(command: ReturnOutline, stop: Stop, context: Context) -> Done[Stop]:
    """Keep the remarks; the answers handed in stay readable until others are."""
    del context
    stop.remarks = wanted(command.remarks, "remarks", lines=True)
    stop.outline = Outline.RETURNED.value
    return Done(OutlineReturned(place=stop.place_id, remarks=stop.remarks))


def _answers(stop: Stop, given: dict[str, str]) -> dict[str, Any]:
    keys = [question["key"] for question in stop.campaign.outline]
    if not given.keys() <= set(keys):
        raise BadInput(N_("Có câu trả lời không thuộc đề cương này."))
    tidied = {key: clean(given.get(key, ""), lines=True) for key in keys}
    return {key: text for key, text in tidied.items() if text}
