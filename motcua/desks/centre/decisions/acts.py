"""Acts on documents of the register, each a page with one form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import msgspec
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.decisions import queries, rules
from motcua.decisions.commands import (
    CorrectDocument,
    Facts,
    FileDocument,
    MemberWish,
    RegisterDocument,
    RestoreDocument,
    RevokeDocument,
)
from motcua.decisions.queries import DocumentPage
from motcua.desks.centre.decisions.shown import HOME
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import Files, FormPage, Taken, run, take_in
from motcua.desks.shared.shapes import Link, Option, Text
from motcua.desks.shared.told import tell
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command

FILE: Final = Files(
    N_("Tệp văn bản"),
    hint=N_("Bản ký số PDF, hoặc bản quét PDF, ảnh JPEG, PNG."),
    accept="application/pdf,image/jpeg,image/png",
    many=False,
)
REASON: Final = Field("reason", N_("Lý do"), "textarea", required=True, most=500)
DONE: Final = {"lap": N_("Đã ghi vào sổ"), "viec": N_("Đã ghi")}
_WHEN, _THEME = N_("Hiệu lực"), N_("Chủ đề")


def questions(actor: Actor, place: UUID, itself: UUID | None = None) -> list[Field]:
    """Return the questions about a document of a place."""
    others = [Option(str(one.id), one.label) for one in queries.choices(actor, place) if one.id != itself]
    return [
        Field("kind", N_("Loại văn bản"), "select", required=True, options=options_of(rules.KIND_NAMES), size="m"),
        Field(
            "number",
            N_("Số, ký hiệu"),
            most=80,
            size="m",
            hint=N_("Ví dụ 15/QĐ-UBND. Để trống khi văn bản không có số."),
        ),
        Field("issued_on", N_("Ngày ban hành"), "date", required=True, size="m"),
        Field("side", N_("Khối"), "radio", required=True, options=options_of(rules.SIDE_NAMES)),
        Field(
            "issuer",
            N_("Cơ quan ban hành"),
            required=True,
            most=200,
            hint=N_("Ghi như trên văn bản, kể cả cơ quan nay đã giải thể."),
        ),
        Field("abstract", N_("Trích yếu"), "textarea", required=True, most=500),
        Field("theme", N_("Chủ đề"), most=200, group=_THEME),
        Field("theme_year", N_("Năm của chủ đề"), "number", most=4, size="xs", group=_THEME),
        Field("valid_from", N_("Có hiệu lực từ"), "date", size="m", group=_WHEN, hint=N_("Trống: từ ngày ban hành.")),
        Field("valid_to", N_("Hết hiệu lực từ"), "date", size="m", group=_WHEN),
        Field(
            "due_on",
            N_("Phải ban hành trước hết ngày"),
            "date",
            size="m",
            hint=N_("Có ngày này mới biết văn bản ban hành sớm hay chậm."),
        ),
        Field("replaces", N_("Thay thế văn bản"), "select", options=others, ids=True, empty=N_("Không thay thế")),
        Field(
            "members",
            N_("Người được nêu tên và nhiệm vụ"),
            "textarea",
            most=6000,
            hint=N_("Mỗi dòng một người: Nguyễn Văn A – Hộ tịch, chứng thực."),
        ),
    ]


def facts_of(values: Mapping[str, Any]) -> Facts:
    """Return what was typed as the facts of a document."""
    members = [MemberWish(name=name[:120], task=task[:300]) for name, task in rules.read_members(values["members"])]
    if len(members) > rules.MEMBERS_MOST:
        raise BadInput(N_("Nhiều nhất {most} người."), field="members", most=rules.MEMBERS_MOST)
    same = ("number", "issued_on", "issuer", "abstract", "theme", "theme_year", "valid_from", "valid_to", "due_on")
    return Facts(
        kind=rules.Kind(values["kind"]),
        side=rules.Side(values["side"]),
        replaces=values["replaces"],
        members=members,
        **{name: values[name] for name in same},
    )


def start_of(page: DocumentPage) -> dict[str, Any]:
    """Return a document as its form shows it."""
    row = page.row
    days = {
        "issued_on": row.issued_on,
        "valid_from": row.span.start,
        "valid_to": row.span.end,
        "due_on": row.due_on,
    }
    return {name: short_date(day) if day else "" for name, day in days.items()} | {
        "kind": row.kind.value,
        "number": row.number,
        "side": row.side.value,
        "issuer": row.issuer,
        "abstract": row.abstract,
        "theme": row.theme,
        "theme_year": row.theme_year or "",
        "replaces": str(page.replaces.id) if page.replaces else "",
        "members": "\n".join(f"{one.name} – {one.task}" if one.task else one.name for one in page.members),
    }


@dataclass(frozen=True, slots=True)
class Ask:
    """One form: its command, words, questions, what it shows at first, and what the answers become."""

    command: type[Command]
    title: Text
    questions: Callable[[Actor, DocumentPage], Sequence[Field]]
    build: Callable[[UUID, dict[str, Any], Sequence[Taken]], Command]
    start: Callable[[DocumentPage], dict[str, Any]] = lambda page: {}
    what: Sequence[Text] = ()
    files: Files | None = None
    danger: bool = False


def _one(taken: Sequence[Taken]) -> Taken:
    if not taken:
        raise BadInput(N_("Chọn tệp văn bản."), field="files")
    return taken[0]


ASKS: Final[Mapping[str, Ask]] = {
    "tep": Ask(
        FileDocument,
        N_("Đính kèm tệp"),
        lambda actor, page: (),
        lambda document, v, taken: FileDocument(
            document=document, sha256=_one(taken).sha256, filename=_one(taken).filename
        ),
        what=[N_("Tệp mới thay tệp đang có; tên tệp cũ còn trong lịch sử.")],
        files=FILE,
    ),
    "dinh-chinh": Ask(
        CorrectDocument,
        N_("Đính chính"),
        lambda actor, page: [*questions(actor, page.row.place, page.row.id), REASON],
        lambda document, v, taken: CorrectDocument(document=document, facts=facts_of(v), reason=v["reason"]),
        start=start_of,
    ),
    "thu-hoi": Ask(
        RevokeDocument,
        N_("Ghi thu hồi"),
        lambda actor, page: [
            Field("revoked_on", N_("Thu hồi từ ngày"), "date", required=True, size="m"),
            Field("reason", N_("Theo văn bản nào, vì sao"), "textarea", required=True, most=500),
        ],
        lambda document, v, taken: RevokeDocument(document=document, revoked_on=v["revoked_on"], reason=v["reason"]),
        what=[N_("Văn bản vẫn ở trong sổ, ghi là đã thu hồi. Ghi nhầm thì bỏ ghi được.")],
        danger=True,
    ),
    "bo-thu-hoi": Ask(
        RestoreDocument,
        N_("Bỏ ghi thu hồi"),
        lambda actor, page: [REASON],
        lambda document, v, taken: RestoreDocument(document=document, reason=v["reason"]),
    ),
}
VERBS: Final = {ask.command: verb for verb, ask in ASKS.items()}


@require_http_methods(["GET", "HEAD", "POST"])
@power("decision.write")
def create(request: DeskRequest) -> HttpResponse:
    """Enter a document of one's own place."""
    place, title = queries.own_place(request.actor), N_("Ghi văn bản vào sổ")
    start = {
        "kind": rules.Kind.DECISION.value,
        "side": rules.Side.GOVERNMENT.value,
        "issued_on": short_date(clock.today()),
    }
    page = FormPage(
        title,
        title,
        questions(request.actor, place),
        HOME.href,
        trail=[HOME, Link(title)],
        files=FILE,
        draft="van-ban",
        start=start,
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        facts, taken = facts_of(values), take_in(request)
        one = taken[0] if taken else Taken("", "")
        done = act(request, RegisterDocument(place=place, facts=facts, sha256=one.sha256, filename=one.filename))
        tell(request, DONE["lap"])
        return HttpResponseRedirect(reverse("decisions:document", args=[done.target]))

    return run(request, page, do)


@require_http_methods(["GET", "HEAD", "POST"])
@power("decision.write")
def change(request: DeskRequest, document_id: UUID, verb: str) -> HttpResponse:
    """Do one act on a document."""
    ask = ASKS.get(verb)
    if ask is None:
        raise NotFound(N_("Không có việc này."))
    found = queries.document_page(request.actor, document_id)
    here = reverse("decisions:document", args=[document_id])
    version = request.GET.get("ban", "")
    page = FormPage(
        ask.title,
        ask.title,
        ask.questions(request.actor, found),
        here,
        trail=[HOME, Link(found.row.number or rules.KIND_NAMES[found.row.kind], here), Link(ask.title)],
        lead=found.row.abstract,
        what=ask.what,
        files=ask.files,
        danger=ask.danger,
        start=ask.start(found),
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        command = ask.build(document_id, values, take_in(request) if ask.files else ())
        if version.isdecimal() and len(version) < 10:
            command = msgspec.structs.replace(command, seen=int(version))
        act(request, command)
        tell(request, DONE["viec"])
        return HttpResponseRedirect(here)

    return run(request, page, do)
