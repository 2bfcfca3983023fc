"""The outline: its questions, a commune's answers, and how they are read."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.desks.inspector.campaigns import shown
from motcua.desks.inspector.campaigns.acts import FORM, done, form_page
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Link, Option, Text
from motcua.desks.shared.told import tell
from motcua.inspections import queries
from motcua.inspections.commands import AskOutline, SaveOutline, SubmitOutline
from motcua.inspections.queries import StopPage
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.words import N_, said

ANSWER_MOST: Final = 6000
HOW: Final = Field(
    "how",
    N_("Làm gì"),
    "radio",
    required=True,
    options=[
        Option("luu", N_("Lưu nháp, viết tiếp sau"), hint=N_("Đoàn chưa đọc được.")),
        Option("nop", N_("Nộp cho đoàn"), hint=N_("Nộp rồi thì chỉ sửa khi đoàn trả lại.")),
    ],
)


@require_http_methods(FORM)
@power("inspection.plan")
def ask(request: DeskRequest, campaign_id: UUID) -> HttpResponse:
    """Set the questions and the day."""
    found = queries.page(request.actor, campaign_id)
    lines = [f"{one.text} | {'; '.join(one.columns)}" if one.columns else one.text for one in found.questions]
    questions = [
        Field(
            "text",
            N_("Câu hỏi"),
            "textarea",
            most=20000,
            hint=N_("Mỗi dòng một câu. Muốn đơn vị điền bảng thì ghi thêm: «Nhân sự | Biên chế giao; Có mặt»."),
        ),
        Field("due", N_("Nộp đến hết ngày"), "date", size="m"),
    ]
    start = {"text": "\n".join(lines), "due": short_date(found.outline_due) if found.outline_due else ""}
    page = form_page(found, N_("Soạn đề cương"), questions, start=start)
    return run(
        request,
        page,
        lambda values: done(request, found, AskOutline(campaign=campaign_id, text=values["text"], due=values["due"])),
    )


@require_http_methods(FORM)
@power("inspection.answer")
def fill(request: DeskRequest, stop_id: UUID) -> HttpResponse:
    """Answer the outline: kept as a draft, or handed in."""
    found = queries.stop_page(request.actor, stop_id)
    if not found.may_answer:
        raise NotAllowed(N_("Báo cáo theo đề cương do đơn vị được kiểm tra viết."))
    if not found.row.asks:
        raise NotFound(N_("Buổi này không yêu cầu báo cáo theo đề cương."))
    here = reverse("campaigns:stop", args=[stop_id])
    title = N_("Báo cáo theo đề cương")
    questions = [
        Field(
            one.key,
            said(N_("{number}. {question}"), number=number, question=one.text),
            "textarea",
            most=ANSWER_MOST,
            hint=_hint(one.columns),
        )
        for number, one in enumerate(found.campaign.questions, 1)
    ]
    page = FormPage(
        title,
        N_("Ghi"),
        [*questions, HOW],
        here,
        trail=[shown.HOME, Link(shown.title(found.campaign), here), Link(title)],
        lead=found.campaign.title,
        what=_what(found),
        draft=f"de-cuong-{stop_id}",
        start={**found.answers, "how": "luu"},
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        answers = {one.key: values[one.key] for one in found.campaign.questions}
        hands_in = values["how"] == "nop"
        command = SubmitOutline if hands_in else SaveOutline
        act(request, command(stop=stop_id, answers=answers))
        tell(request, N_("Đã nộp báo cáo") if hands_in else N_("Đã lưu nháp"))
        return HttpResponseRedirect(here)

    return run(request, page, do)


def _hint(columns: tuple[str, ...]) -> Text:
    if not columns:
        return ""
    return said(N_("Mỗi dòng một hàng, ghi theo thứ tự: {columns}."), columns=" | ".join(columns))


def _what(found: StopPage) -> list[Text]:
    told_: list[Text] = []
    due = found.campaign.outline_due
    if due is not None:
        told_.append(said(N_("Nộp đến hết ngày {day}."), day=short_date(due)))
    if found.remarks:
        told_.append(said(N_("Đoàn trả lại: {remarks}"), remarks=found.remarks))
    return told_


def told(found: StopPage) -> list[dict[str, Any]]:
    """Return questions with what was answered: words, or rows under the heads of a table."""
    return [
        {
            "text": one.text,
            "columns": one.columns,
            "words": found.answers.get(one.key, ""),
            "rows": [
                [cell.strip() for cell in line.split("|")]
                for line in found.answers.get(one.key, "").splitlines()
                if line.strip()
            ],
        }
        for one in found.campaign.questions
    ]
