"""Acts on a proposal, each a page with one form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import msgspec
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.desks.centre.proposals.shown import HOME
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Link, Option, Text
from motcua.desks.shared.told import tell
from motcua.kernel import money
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command
from motcua.proposals.commands import (
    AcknowledgeAnswer,
    AnswerProposal,
    CorrectAnswer,
    CorrectProposal,
    JoinCommon,
    LeaveCommon,
    ReopenProposal,
    RouteProposal,
    WithdrawProposal,
)
from motcua.proposals.queries import commons, one, routing
from motcua.proposals.queries.one import ProposalPage
from motcua.proposals.rules.facts import CATEGORY_NAMES, OUTCOME_NAMES, SOLVER_NAMES, Category, Kind, Outcome, Solver

FORM: Final = ["GET", "HEAD", "POST"]
REASON: Final = Field("reason", N_("Lý do"), "textarea", required=True, most=500)
WORDS: Final = Field("words", N_("Lời trả lời"), "textarea", required=True, most=4000)
DONE: Final = N_("Đã ghi")


@dataclass(frozen=True, slots=True)
class Ask:
    """One form: its command, words, questions, what it shows at first, and what the answers become."""

    command: type[Command]
    title: Text
    questions: Callable[[Actor, ProposalPage], Sequence[Field]]
    build: Callable[[UUID, dict[str, Any]], Command]
    start: Callable[[ProposalPage], dict[str, Any]] = lambda page: {}
    what: Sequence[Text] = ()
    danger: bool = False


def unit_options(place: UUID) -> list[Option]:
    """Return the units a matter of a place can be sent to."""
    return [Option(str(id_), name) for id_, name in routing.choices(place)]


def units_asked(place: UUID) -> list[Field]:
    """Ask for the unit that leads and those beside it."""
    options = unit_options(place)
    return [
        Field("lead", N_("Đơn vị chủ trì trả lời"), "select", required=True, options=options, ids=True),
        Field("others", N_("Đơn vị phối hợp"), "many", options=options, ids=True),
    ]


def units_of(v: Mapping[str, Any]) -> list[UUID]:
    """Return the units answered, the lead first, each once."""
    return list(dict.fromkeys([v["lead"], *v["others"]]))


def amount_of(typed: str) -> int | None:
    """Return a cost in đồng as it was typed, ``None`` for nothing."""
    return money.parse(typed, least=1, field="cost").amount if typed else None


def own_words(categories: Sequence[Option], difficulties: Sequence[Option]) -> list[Field]:
    """Ask for what a commune says of one item."""
    found = [
        Field("category", N_("Nhóm"), "select", required=True, options=categories),
        Field("statement", N_("Nội dung"), "textarea", required=True, most=2000),
        Field("priority", N_("Nhất là"), most=500, hint=N_("Phần cần trước, nếu có.")),
        Field("purpose", N_("Mục đích"), "textarea", most=1000),
        Field(
            "cost",
            N_("Dự kiến kinh phí"),
            most=30,
            size="m",
            hint=N_("Số đồng, ví dụ 1.250.000; để trống nếu không có."),
        ),
        Field("cost_basis", N_("Căn cứ tính kinh phí"), most=500),
        Field("solver", N_("Ai giải quyết được"), "radio", required=True, options=options_of(SOLVER_NAMES)),
    ]
    if difficulties:
        found.append(Field("difficulties", N_("Giải quyết khó khăn nào"), "many", options=difficulties, ids=True))
    return found


def difficulty_options(actor: Actor) -> list[Option]:
    """Return the difficulties of the asker's commune, for proposals that answer them."""
    return [Option(str(row.id), row.statement[:160]) for row in one.own_difficulties(actor)]


def _correcting(actor: Actor, page: ProposalPage) -> Sequence[Field]:
    linked = difficulty_options(actor) if page.row.kind is Kind.PROPOSAL else []
    return [*own_words(options_of(CATEGORY_NAMES), linked), REASON]


def _answering(actor: Actor, page: ProposalPage) -> Sequence[Field]:
    del actor
    return [
        Field("outcome", N_("Trả lời thế nào"), "radio", required=True, options=options_of(OUTCOME_NAMES)),
        Field(
            "words",
            N_("Lời trả lời"),
            "textarea",
            required=True,
            most=4000,
            hint=N_("Sẽ làm gì, hoặc vì sao; chưa có lời thì chưa khép."),
        ),
        Field("promised_by", N_("Xong đến hết ngày"), "date", size="m", hint=N_("Bắt buộc khi tiếp thu.")),
        Field(
            "open_part", N_("Phần còn chưa trả lời"), "textarea", most=1000, hint=N_("Chỉ ghi khi trả lời một phần.")
        ),
        Field(
            "forwarded",
            N_("Chuyển đến đơn vị"),
            "select",
            options=unit_options(page.row.place),
            ids=True,
            hint=N_("Chỉ chọn khi chuyển cấp trên."),
        ),
        Field("forwarded_to", N_("Hoặc cơ quan khác"), most=250, hint=N_("Ví dụ một bộ, ngành trung ương.")),
    ]


def _correct(id_: UUID, v: dict[str, Any]) -> Command:
    return CorrectProposal(
        proposal=id_,
        category=Category(v["category"]),
        statement=v["statement"],
        priority=v["priority"],
        purpose=v["purpose"],
        cost=amount_of(v["cost"]),
        cost_basis=v["cost_basis"],
        solver=Solver(v["solver"]),
        difficulties=v.get("difficulties", []),
        reason=v["reason"],
    )


def _as_said(page: ProposalPage) -> dict[str, Any]:
    row = page.row
    return {
        "category": row.category.value,
        "statement": row.statement,
        "priority": row.priority,
        "purpose": row.purpose,
        "cost": money.VND(row.cost).digits if row.cost else "",
        "cost_basis": row.cost_basis,
        "solver": row.solver.value,
        "difficulties": [str(linked.id) for linked in page.difficulties],
    }


def _joining(actor: Actor, page: ProposalPage) -> Sequence[Field]:
    options = [Option(str(id_), title) for id_, title in commons.options(actor, page.row.category)]
    options = options or [Option(str(id_), title) for id_, title in commons.options(actor)]
    return [Field("common", N_("Vấn đề chung"), "select", required=True, options=options, ids=True)]


SATISFIED: Final = [Option("yes", N_("Đã rõ")), Option("no", N_("Chưa thỏa đáng"))]
ASKS: Final[Mapping[str, Ask]] = {
    "tra-loi": Ask(
        AnswerProposal,
        N_("Trả lời"),
        _answering,
        lambda id_, v: AnswerProposal(
            proposal=id_,
            outcome=Outcome(v["outcome"]),
            words=v["words"],
            promised_by=v["promised_by"],
            open_part=v["open_part"],
            forwarded=v["forwarded"],
            forwarded_to=v["forwarded_to"],
        ),
    ),
    "y-kien": Ask(
        AcknowledgeAnswer,
        N_("Cho ý kiến về câu trả lời"),
        lambda actor, page: [
            Field("satisfied", N_("Câu trả lời"), "radio", required=True, options=SATISFIED),
            Field("words", N_("Vì sao chưa thỏa đáng"), "textarea", most=500),
        ],
        lambda id_, v: AcknowledgeAnswer(proposal=id_, satisfied=v["satisfied"] == "yes", words=v["words"]),
        what=[N_("Chỉ ghi ý kiến; muốn được trả lời lại, chọn «Mở lại».")],
    ),
    "chuyen": Ask(
        RouteProposal,
        N_("Chuyển đơn vị trả lời"),
        lambda actor, page: [*units_asked(page.row.place), REASON],
        lambda id_, v: RouteProposal(proposal=id_, units=units_of(v), reason=v["reason"]),
        start=lambda page: {
            "lead": str(page.units[0][0]) if page.units else "",
            "others": [str(id_) for id_, _ in page.units[1:]],
        },
        what=[N_("Tuổi tính từ ngày gửi vẫn giữ; thời gian ở đơn vị tính lại từ hôm nay.")],
    ),
    "dinh-chinh": Ask(CorrectProposal, N_("Đính chính"), _correcting, _correct, start=_as_said),
    "mo-lai": Ask(
        ReopenProposal,
        N_("Mở lại"),
        lambda actor, page: [REASON],
        lambda id_, v: ReopenProposal(proposal=id_, reason=v["reason"]),
        what=[N_("Kiến nghị trở lại danh sách chưa trả lời, vẫn ở các đơn vị cũ.")],
    ),
    "rut": Ask(
        WithdrawProposal,
        N_("Rút"),
        lambda actor, page: [REASON],
        lambda id_, v: WithdrawProposal(proposal=id_, reason=v["reason"]),
        what=[N_("Không ai phải trả lời nữa; mục này vẫn ở trong danh sách với lý do.")],
        danger=True,
    ),
    "gop": Ask(
        JoinCommon,
        N_("Gộp vào vấn đề chung"),
        _joining,
        lambda id_, v: JoinCommon(proposal=id_, common=v["common"]),
    ),
    "tach": Ask(
        LeaveCommon,
        N_("Đưa ra khỏi vấn đề chung"),
        lambda actor, page: [REASON],
        lambda id_, v: LeaveCommon(proposal=id_, reason=v["reason"]),
    ),
}
VERBS: Final = {ask.command: verb for verb, ask in ASKS.items()}
POWERS: Final = ("proposal.write", "proposal.route", "proposal.answer")


@require_http_methods(FORM)
@power(*POWERS)
def change(request: DeskRequest, proposal_id: UUID, verb: str) -> HttpResponse:
    """Do one act on a proposal."""
    ask = ASKS.get(verb)
    if ask is None:
        raise NotFound(N_("Không có việc này."))
    found = one.page(request.actor, proposal_id)
    here = reverse("proposals:proposal", args=[proposal_id])
    page = FormPage(
        ask.title,
        ask.title,
        ask.questions(request.actor, found),
        here,
        trail=[HOME, Link(found.row.statement[:60], here), Link(ask.title)],
        lead=found.row.statement,
        what=ask.what,
        danger=ask.danger,
        draft=f"kien-nghi-{verb}-{proposal_id}",
        start=ask.start(found),
    )
    return run(request, page, lambda values: _done(request, ask.build(proposal_id, values), here))


@require_http_methods(FORM)
@power("proposal.answer")
def correct_answer(request: DeskRequest, proposal_id: UUID, answer_id: UUID) -> HttpResponse:
    """Put words or day of an answer right."""
    found = one.page(request.actor, proposal_id)
    answer = next((each for each in found.answers if each.id == answer_id), None)
    if answer is None:
        raise NotFound(N_("Không có câu trả lời này."))
    here, title = reverse("proposals:proposal", args=[proposal_id]), N_("Đính chính câu trả lời")
    questions = [WORDS, REASON]
    start: dict[str, Any] = {"words": answer.words}
    if answer.promised_by is not None:
        questions.insert(1, Field("promised_by", N_("Xong đến hết ngày"), "date", required=True, size="m"))
        start["promised_by"] = short_date(answer.promised_by)
    trail = [HOME, Link(found.row.statement[:60], here), Link(title)]
    page = FormPage(title, title, questions, here, trail=trail, lead=found.row.statement, start=start)

    def do(v: dict[str, Any]) -> HttpResponse:
        command = CorrectAnswer(
            proposal=proposal_id,
            answer=answer_id,
            words=v["words"],
            promised_by=v.get("promised_by"),
            reason=v["reason"],
        )
        return _done(request, command, here)

    return run(request, page, do)


def _done(request: DeskRequest, command: Command, here: str) -> HttpResponse:
    """Perform a command on the version that was seen, and lead back."""
    version = request.GET.get("ban", "")
    if version.isdecimal() and version.isascii() and len(version) < 10:
        command = msgspec.structs.replace(command, seen=int(version))
    act(request, command)
    tell(request, DONE)
    return HttpResponseRedirect(here)
