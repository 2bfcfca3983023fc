"""Acts on a campaign and its team, each a page with one form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import msgspec
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.desks.inspector.campaigns import shown
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import Files, FormPage, run, take_in
from motcua.desks.shared.shapes import Fact, Link, Option, Text
from motcua.desks.shared.told import tell
from motcua.inspections import queries
from motcua.inspections.commands import (
    AddMember,
    CancelCampaign,
    CloseCampaign,
    CorrectCampaign,
    DraftCampaign,
    ReadyCampaign,
    RemoveMember,
    ReopenCampaign,
)
from motcua.inspections.queries import CampaignPage
from motcua.inspections.rules import campaigns as rules
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.commands import Command

FORM: Final = ["GET", "HEAD", "POST"]
REASON: Final = Field("reason", N_("Lý do"), "textarea", required=True, most=500)
LATER: Final = Field(
    "reason", N_("Lý do"), "textarea", most=500, hint=N_("Đã triển khai thì phải ghi; đang chuẩn bị thì để trống.")
)
ABOUT: Final = (
    Field("title", N_("Tên cuộc kiểm tra"), required=True, most=300),
    Field("kind", N_("Loại"), "radio", required=True, options=options_of(rules.KIND_NAMES)),
    Field(
        "announced",
        N_("Báo trước cho đơn vị"),
        "radio",
        required=True,
        options=shown.ANNOUNCED,
        hint=N_("Đột xuất: đơn vị và địa bàn không thấy gì cho đến khi buổi làm việc bắt đầu."),
    ),
    Field("purpose", N_("Mục đích"), "textarea", most=2000),
    Field("content", N_("Nội dung kiểm tra"), "textarea", most=4000),
    Field("period_from", N_("Thời kỳ kiểm tra từ"), "date", size="m"),
    Field("period_to", N_("Thời kỳ kiểm tra đến"), "date", size="m"),
    Field(
        "documents",
        N_("Tài liệu đơn vị chuẩn bị"),
        "textarea",
        most=9000,
        hint=N_("Mỗi dòng một loại."),
    ),
    Field(
        "mandate",
        N_("Căn cứ"),
        "radio",
        required=True,
        options=options_of(rules.MANDATE_NAMES),
        hint=N_("Chưa ký vẫn chuẩn bị được; hệ thống nhắc bổ sung."),
    ),
    Field("mandate_number", N_("Số"), most=100, size="m", group=N_("Quyết định, kế hoạch")),
    Field("mandate_day", N_("Ngày"), "date", size="m", group=N_("Quyết định, kế hoạch")),
    Field("mandate_issuer", N_("Cơ quan ban hành"), most=200, group=N_("Quyết định, kế hoạch")),
)
MANDATE_FILE: Final = Files(
    N_("Tệp quyết định, kế hoạch"),
    hint=N_("PDF hoặc ảnh, không bắt buộc."),
    accept="application/pdf,image/jpeg,image/png",
    many=False,
)


def may_plan(found: CampaignPage) -> bool:
    """Say whether the reader may put people and stops into the campaign now."""
    return any(offer.command is AddMember and offer.refusal is None for offer in found.offers)


def _about(values: dict[str, Any], sha256: str) -> dict[str, Any]:
    return {
        **{name: values[name] for name in ("title", "purpose", "content", "period_from", "period_to")},
        **{name: values[name] for name in ("mandate_number", "mandate_day", "mandate_issuer")},
        "kind": rules.Kind(values["kind"]),
        "announced": values["announced"] == "co",
        "mandate": rules.Mandate(values["mandate"]),
        "documents": rules.lines_of(values["documents"]),
        "mandate_file": sha256,
    }


@require_http_methods(FORM)
@power("inspection.plan")
def create(request: DeskRequest) -> HttpResponse:
    """Begin to prepare a campaign."""
    title = N_("Lập cuộc kiểm tra")
    start = {"kind": rules.Kind.PLANNED.value, "announced": "co", "mandate": rules.Mandate.NONE.value}
    page = FormPage(
        title,
        title,
        ABOUT,
        shown.HOME.href,
        trail=[shown.HOME, Link(title)],
        what=[N_("Chưa ai được báo; thêm đoàn và điểm đến rồi mới triển khai.")],
        files=MANDATE_FILE,
        draft="kiem-tra",
        start=start,
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        files = take_in(request)
        done = act(request, DraftCampaign(**_about(values, files[0].sha256 if files else "")))
        tell(request, N_("Đã lập cuộc kiểm tra"))
        return HttpResponseRedirect(reverse("campaigns:campaign", args=[done.target]))

    return run(request, page, do)


@dataclass(frozen=True, slots=True)
class Ask:
    """One form: its command, words, questions, what will happen, and what the answers become."""

    command: type[Command]
    title: Text
    questions: Sequence[Field]
    build: Callable[[UUID, dict[str, Any]], Command]
    what: Callable[[CampaignPage], Sequence[Text]] = lambda page: ()
    danger: bool = False


def _ready(page: CampaignPage) -> list[Text]:
    told: Text = (
        N_("Các xã trên lộ trình được báo và thấy buổi của mình, tài liệu cần chuẩn bị, đề cương.")
        if page.announced
        else N_("Không ai ngoài đoàn và người lập được báo; đơn vị chỉ thấy khi buổi bắt đầu.")
    )
    return [told, *page.lacks]


ASKS: Final[Mapping[str, Ask]] = {
    "trien-khai": Ask(
        ReadyCampaign, N_("Triển khai"), [], lambda campaign, v: ReadyCampaign(campaign=campaign), what=_ready
    ),
    "ket-thuc": Ask(
        CloseCampaign,
        N_("Kết thúc cuộc"),
        [Field("words", N_("Ghi chú kết quả"), "textarea", most=2000)],
        lambda campaign, v: CloseCampaign(campaign=campaign, words=v["words"]),
    ),
    "mo-lai": Ask(
        ReopenCampaign,
        N_("Mở lại cuộc"),
        [REASON],
        lambda campaign, v: ReopenCampaign(campaign=campaign, reason=v["reason"]),
    ),
    "huy": Ask(
        CancelCampaign,
        N_("Hủy cuộc"),
        [REASON],
        lambda campaign, v: CancelCampaign(campaign=campaign, reason=v["reason"]),
        danger=True,
    ),
}
CORRECT: Final = "sua"
VERBS: Final[Mapping[type[Command], str]] = {ask.command: verb for verb, ask in ASKS.items()} | {
    CorrectCampaign: CORRECT
}


@require_http_methods(FORM)
@power("inspection.plan")
def change(request: DeskRequest, campaign_id: UUID, verb: str) -> HttpResponse:
    """Do one act on a campaign."""
    if verb == CORRECT:
        return _correct(request, campaign_id)
    ask = ASKS.get(verb)
    if ask is None:
        raise NotFound(N_("Không có việc này."))
    found = queries.page(request.actor, campaign_id)
    page = form_page(found, ask.title, ask.questions, what=ask.what(found), danger=ask.danger)
    return run(request, page, lambda values: done(request, found, ask.build(campaign_id, values)))


def form_page(found: CampaignPage, title: Text, questions: Sequence[Field], **more: Any) -> FormPage:
    """Return the page of one act on a campaign."""
    here = reverse("campaigns:campaign", args=[found.id])
    trail = [shown.HOME, Link(shown.title(found), here), Link(title)]
    return FormPage(title, title, questions, here, trail=trail, lead=shown.title(found), **more)


def done(request: DeskRequest, found: CampaignPage, command: Command) -> HttpResponse:
    """Perform a command on a campaign as it was seen, and lead back to its page."""
    version = request.GET.get("ban", "")
    if version.isdecimal() and len(version) < 10:
        command = msgspec.structs.replace(command, seen=int(version))
    act(request, command)
    tell(request, N_("Đã ghi"))
    return HttpResponseRedirect(reverse("campaigns:campaign", args=[found.id]))


def _correct(request: DeskRequest, campaign_id: UUID) -> HttpResponse:
    found = queries.page(request.actor, campaign_id)
    first, last = found.period
    start = {
        "title": found.title,
        "kind": found.kind.value,
        "announced": "co" if found.announced else "khong",
        "purpose": found.purpose,
        "content": found.content,
        "period_from": short_date(first) if first else "",
        "period_to": short_date(last) if last else "",
        "documents": "\n".join(found.documents),
        "mandate": found.mandate.value,
        "mandate_number": found.mandate_number,
        "mandate_day": short_date(found.mandate_day) if found.mandate_day else "",
        "mandate_issuer": found.mandate_issuer,
    }
    page = form_page(found, N_("Sửa thông tin"), [*ABOUT, LATER], start=start, files=MANDATE_FILE)

    def do(values: dict[str, Any]) -> HttpResponse:
        files = take_in(request)
        kept = queries.mandate_file(request.actor, campaign_id) if found.has_file else ""
        sha256 = files[0].sha256 if files else kept
        command = CorrectCampaign(campaign=campaign_id, reason=values["reason"], **_about(values, sha256))
        return done(request, found, command)

    return run(request, page, do)


@require_http_methods(FORM)
@power("inspection.plan")
def add_member(request: DeskRequest, campaign_id: UUID) -> HttpResponse:
    """Put somebody into the team."""
    found = queries.page(request.actor, campaign_id)
    told = [
        Option(rules.Told.OFFICIAL, N_("Người trong danh sách cán bộ")),
        Option(rules.Told.NAMED, N_("Người khác, ghi tên và chức vụ")),
        Option(rules.Told.UNIT, N_("Một đơn vị, chưa rõ người")),
    ]
    taken = {str(one.official) for one in found.members if one.official}
    people = [one for one in shown.colleague_options(request.actor) if one.value not in taken]
    questions = [
        Field("part", N_("Vai trò trong đoàn"), "radio", required=True, options=options_of(rules.PART_NAMES)),
        Field("told", N_("Ghi là"), "radio", required=True, options=told),
        Field("official", N_("Cán bộ"), "select", options=people, ids=True, empty=N_("không chọn")),
        Field("name", N_("Họ và tên"), most=100, group=N_("Người khác")),
        Field("title", N_("Chức vụ"), most=200, group=N_("Người khác")),
        Field(
            "unit_name",
            N_("Đơn vị"),
            most=200,
            hint=N_("Ví dụ: Lãnh đạo Phòng Nội vụ huyện. Chưa rõ ai thì không ghi tên."),
        ),
        Field("party", N_("Đi với tổ"), most=60, size="m", hint=N_("Khi đoàn chia tổ.")),
        LATER,
    ]
    start = {"part": rules.Part.MEMBER.value, "told": rules.Told.OFFICIAL.value}
    page = form_page(found, N_("Thêm người vào đoàn"), questions, start=start)

    def do(values: dict[str, Any]) -> HttpResponse:
        command = AddMember(
            campaign=campaign_id,
            told=rules.Told(values["told"]),
            part=rules.Part(values["part"]),
            official=values["official"],
            name=values["name"],
            title=values["title"],
            unit_name=values["unit_name"],
            party=values["party"],
            reason=values["reason"],
        )
        return done(request, found, command)

    return run(request, page, do)


@require_http_methods(FORM)
@power("inspection.plan")
def remove_member(request: DeskRequest, campaign_id: UUID, member_id: UUID) -> HttpResponse:
    """Take somebody out of the team."""
    found = queries.page(request.actor, campaign_id)
    one = next((member for member in found.members if member.id == member_id), None)
    if one is None:
        raise NotFound(N_("Người này không có trong đoàn."))
    facts = [Fact(rules.PART_NAMES[one.part], one.shown, hint=shown.member_words(one))]
    page = form_page(found, N_("Bỏ khỏi đoàn"), [LATER], facts=facts, danger=True)
    return run(
        request,
        page,
        lambda values: done(
            request, found, RemoveMember(campaign=campaign_id, member=member_id, reason=values["reason"])
        ),
    )
