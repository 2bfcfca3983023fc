"""Acts on a conclusion: those of one press, and those that ask for something."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from motcua.conclusions import queries
from motcua.conclusions.commands import (
    CorrectConclusion,
    DiscardConclusion,
    NumberConclusion,
    PublishConclusion,
    ReceiveConclusion,
    ReturnConclusion,
    SubmitConclusion,
    TakeBackConclusion,
    WithdrawConclusion,
)
from motcua.conclusions.queries import ConclusionPage
from motcua.desks.leader.conclusions.shown import READERS, to, trail
from motcua.desks.leader.conclusions.views import show
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Link, Option, Text
from motcua.desks.shared.told import tell
from motcua.kernel import clock
from motcua.kernel.errors import MotcuaError, NotFound
from motcua.kernel.words import N_
from motcua.ledger.commands import Command

PLAIN: Final[Mapping[str, tuple[type[Command], Text]]] = {
    "trinh-ky": (SubmitConclusion, N_("Đã trình ký.")),
    "rut-lai": (TakeBackConclusion, N_("Đã rút lại để sửa.")),
    "gui": (PublishConclusion, N_("Đã gửi nơi nhận.")),
    "da-nhan": (ReceiveConclusion, N_("Đã xác nhận nhận.")),
}
"""Acts of one press: the command and what is told afterwards."""
REASON: Final = Field("reason", N_("Lý do"), "textarea", required=True, most=1000)


@dataclass(frozen=True, slots=True)
class Ask:
    """One form: its command, title, questions, and what the answers become."""

    command: type[Command]
    title: Text
    questions: Callable[[ConclusionPage], Sequence[Field]]
    build: Callable[[UUID, dict[str, Any]], Command]
    start: Callable[[ConclusionPage], dict[str, Any]] = lambda page: {}
    what: Sequence[Text] = ()
    danger: bool = False


def _sentences(page: ConclusionPage) -> list[Option]:
    return [Option(str(one.id), f"{number}. {one.words[:90]}") for number, one in enumerate(page.sentences, 1)]


def _correction(page: ConclusionPage) -> Sequence[Field]:
    return [
        Field("number", N_("Số, ký hiệu văn bản đính chính"), required=True, most=50, size="m"),
        Field("issued_on", N_("Ngày ban hành"), "date", required=True, size="m"),
        Field(
            "sentence",
            N_("Câu được đính chính"),
            "select",
            ids=True,
            options=_sentences(page),
            empty=N_("Không phải một câu"),
        ),
        Field("wrong", N_("Đã in là"), "textarea", required=True, most=2000),
        Field("right", N_("Nay đọc là"), "textarea", required=True, most=2000),
        REASON,
    ]


ASKS: Final[Mapping[str, Ask]] = {
    "tra-lai": Ask(
        ReturnConclusion,
        N_("Trả lại để sửa"),
        lambda page: [Field("remarks", N_("Cần sửa gì"), "textarea", required=True, most=2000)],
        lambda id_, v: ReturnConclusion(conclusion=id_, remarks=v["remarks"]),
    ),
    "bo": Ask(
        DiscardConclusion,
        N_("Bỏ dự thảo"),
        lambda page: [REASON],
        lambda id_, v: DiscardConclusion(conclusion=id_, reason=v["reason"]),
        what=[N_("Dự thảo rời các danh sách; lịch sử vẫn còn trong sổ.")],
        danger=True,
    ),
    "cap-so": Ask(
        NumberConclusion,
        N_("Cấp số"),
        lambda page: [
            Field("issued_on", N_("Ngày ban hành"), "date", required=True, size="m"),
            Field(
                "typed",
                N_("Số, ký hiệu theo sổ của cơ quan"),
                most=50,
                size="m",
                hint=N_(
                    "Để trống thì hệ thống cấp số tiếp theo của năm; nếu sổ cơ quan đã cấp thì ghi như 12/TB-UBND."
                ),
            ),
        ],
        lambda id_, v: NumberConclusion(conclusion=id_, issued_on=v["issued_on"], typed=v["typed"]),
        start=lambda page: {"issued_on": short_date(clock.today())},
    ),
    "dinh-chinh": Ask(
        CorrectConclusion,
        N_("Đính chính"),
        _correction,
        lambda id_, v: CorrectConclusion(conclusion=id_, **v),
        start=lambda page: {"issued_on": short_date(clock.today())},
        what=[
            N_("Văn bản đã ký giữ nguyên; đính chính hiện bên cạnh câu."),
            N_("Đính chính chỉ dùng cho sai sót về thể thức, chữ viết; sai nội dung thì ban hành kết luận thay thế."),
        ],
    ),
    "thu-hoi": Ask(
        WithdrawConclusion,
        N_("Thu hồi"),
        lambda page: [REASON],
        lambda id_, v: WithdrawConclusion(conclusion=id_, reason=v["reason"]),
        what=[N_("Kết luận không còn hiệu lực; nơi nhận vẫn đọc được và thấy lý do.")],
        danger=True,
    ),
}
VERBS: Final = {ask.command: verb for verb, ask in ASKS.items()}
PRESSED: Final = {command: verb for verb, (command, _) in PLAIN.items()}


@require_POST
@power(*READERS, "directive.report")
def plain(request: DeskRequest, conclusion_id: UUID, verb: str) -> HttpResponse:
    """Do one act of one press."""
    found = PLAIN.get(verb)
    if found is None:
        raise NotFound(N_("Không có việc này."))
    command, told = found
    queries.page(request.actor, conclusion_id)
    try:
        act(request, command(conclusion=conclusion_id))  # type: ignore[call-arg]  # each wants its conclusion alone
    except MotcuaError as error:
        return show(request, conclusion_id, error)
    tell(request, str(told))
    return to(conclusion_id)


@require_http_methods(["GET", "HEAD", "POST"])
@power("conclusion.write", "conclusion.sign")
def change(request: DeskRequest, conclusion_id: UUID, verb: str) -> HttpResponse:
    """Do one act that asks for something."""
    ask = ASKS.get(verb)
    if ask is None:
        raise NotFound(N_("Không có việc này."))
    found = queries.page(request.actor, conclusion_id)
    queries.demand(request.actor, conclusion_id, ask.command)
    here = reverse("conclusions:conclusion", args=[conclusion_id])
    page = FormPage(
        ask.title,
        ask.title,
        ask.questions(found),
        here,
        trail=trail(Link(found.row.title, here), Link(ask.title)),
        lead=found.row.title,
        what=ask.what,
        danger=ask.danger,
        start=ask.start(found),
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        act(request, ask.build(conclusion_id, values))
        tell(request, N_("Đã ghi."))
        return to(conclusion_id)

    return run(request, page, do)
