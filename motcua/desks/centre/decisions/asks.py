"""Acts on commitments: ask, ask anew, sign, take in a paper, put right, end. Each a page with one form."""

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
    AskCommitment,
    CorrectCommitment,
    EndCommitment,
    SignCommitment,
    StrikeSignature,
    TakeSignedPaper,
    renew,
)
from motcua.decisions.queries import CommitmentPage
from motcua.desks.centre.decisions.acts import REASON
from motcua.desks.centre.decisions.shown import COMMITMENTS, HOME
from motcua.desks.shared.door import ONCE, DeskRequest, act, power, signed_in, typed_id
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import Files, FormPage, Taken, run, take_in
from motcua.desks.shared.shapes import Fact, Link, Option, Text
from motcua.desks.shared.told import tell
from motcua.documents import signing
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_, said
from motcua.ledger.commands import Command
from motcua.office import queries as office
from motcua.office.queries import names

MINE: Final = Link(N_("Cam kết của tôi"), "/van-ban/cua-toi/")
SCAN: Final = Files(
    N_("Bản quét có chữ ký"),
    hint=N_("Một tệp PDF hoặc ảnh JPEG, PNG."),
    accept="application/pdf,image/jpeg,image/png",
    many=False,
)
_DEFAULT: Final = N_(
    "Tôi cam kết thực hiện nghiêm kỷ cương hành chính và chịu trách nhiệm trước người đứng đầu về việc thực hiện."
)


def _units(place: UUID) -> list[Option]:
    return [Option(str(body.id), body.full_name) for body in office.bodies_of(place)]


def _people(place: UUID) -> list[Option]:
    bodies = [body.id for body in office.bodies_of(place)]
    called = names.serving(bodies, clock.today()) if bodies else ()
    return [Option(str(one.official), said(N_("{name} – {title}"), name=one.name, title=one.title)) for one in called]


def _whom(place: UUID) -> list[Field]:
    return [
        Field(
            "units",
            N_("Đơn vị"),
            "many",
            options=_units(place),
            ids=True,
            hint=N_("Không chọn đơn vị nào: mọi đơn vị của địa phương, kể cả lập sau này."),
        ),
        Field("people", N_("Người trong danh sách"), "many", options=_people(place), ids=True),
    ]


def _papers(request: DeskRequest, place: UUID) -> Field:
    options = [Option(str(one.id), one.label) for one in queries.choices(request.actor, place)]
    return Field(
        "document", N_("Theo văn bản"), "select", options=options, ids=True, empty=N_("Không theo văn bản nào")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@power("decision.write")
def create(request: DeskRequest) -> HttpResponse:
    """Ask for a commitment, or (``tiep`` in the address) for that of another year in place of one."""
    place = queries.own_place(request.actor)
    before = typed_id(request.GET, "tiep")
    old = queries.commitment_page(request.actor, before) if before else None
    title = N_("Cam kết lại cho năm sau") if old else N_("Yêu cầu ký cam kết")
    page = FormPage(
        title,
        title,
        _questions(request, place),
        COMMITMENTS.href,
        trail=[HOME, COMMITMENTS, Link(title)],
        what=[N_("Bản cũ kết thúc; người chưa ký bản cũ vẫn được ghi lại.")] if old else (),
        draft="cam-ket",
        start=_start(old),
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        command = AskCommitment(
            place=place,
            audience=rules.Audience(values["audience"]),
            renews=before,
            **{
                name: values[name]
                for name in (
                    *("theme", "theme_year", "text", "asked_by", "asked_on", "sign_by"),
                    *("units", "people", "document"),
                )
            },
        )
        key = request.POST.get(ONCE, "")[:70] or None
        done = renew(command, request.actor, key) if old else act(request, command)
        tell(request, N_("Đã yêu cầu ký cam kết"))
        return HttpResponseRedirect(reverse("decisions:commitment", args=[done.target]))

    return run(request, page, do)


def _questions(request: DeskRequest, place: UUID) -> list[Field]:
    return [
        Field("theme", N_("Chủ đề"), required=True, most=200),
        Field("theme_year", N_("Năm"), "number", required=True, most=4, size="xs"),
        Field("text", N_("Lời cam kết"), "textarea", required=True, most=4000),
        Field("asked_by", N_("Ai yêu cầu"), required=True, most=200),
        Field("asked_on", N_("Ngày yêu cầu"), "date", required=True, size="m"),
        Field("sign_by", N_("Ký đến hết ngày"), "date", size="m"),
        Field("audience", N_("Ai phải ký"), "radio", required=True, options=options_of(rules.AUDIENCE_NAMES)),
        *_whom(place),
        _papers(request, place),
    ]


def _start(old: CommitmentPage | None) -> dict[str, Any]:
    today = clock.today()
    if old is None:
        return {
            "theme_year": today.year,
            "text": str(said(_DEFAULT)),
            "asked_on": short_date(today),
            "audience": rules.Audience.ALL.value,
        }
    return {
        "theme": old.row.theme,
        "theme_year": old.row.theme_year + 1,
        "text": old.text,
        "asked_by": old.row.asked_by,
        "asked_on": short_date(today),
        "audience": old.audience.value,
        "units": [str(unit) for unit, _ in old.units],
        "people": [str(person) for person, _ in old.people],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def sign(request: DeskRequest, commitment_id: UUID) -> HttpResponse:
    """Read the words and sign one's own commitment."""
    waiting, _ = queries.mine(request.actor)
    found = next((one for one in waiting if one.id == commitment_id), None)
    if found is None:
        raise NotFound(N_("Không có bản cam kết này chờ bạn ký: đã ký, đã kết thúc, hoặc không yêu cầu bạn."))
    kept = signing.kept_for(request.actor)
    questions = [
        Field("read", N_("Tôi đã đọc và cam kết thực hiện"), "check", required=True),
        *([Field("digital", N_("Ký số bằng chứng thư gửi giữ cho chức vụ này"), "check")] if kept else []),
    ]
    facts = [Fact(N_("Lời cam kết"), found.text), Fact(N_("Ai yêu cầu"), found.asked_by)]
    lead = said(N_("{theme}, năm {year}"), theme=found.theme, year=found.theme_year)
    title = N_("Ký cam kết")
    page = FormPage(title, title, questions, MINE.href, trail=[MINE, Link(title)], lead=lead, facts=facts)

    def do(values: dict[str, Any]) -> HttpResponse:
        if not values["read"]:
            raise BadInput(N_("Đánh dấu khi bạn đã đọc và cam kết."), field="read")
        act(request, SignCommitment(commitment=commitment_id, digital=bool(values.get("digital"))))
        tell(request, N_("Đã ký cam kết"))
        return HttpResponseRedirect(MINE.href)

    return run(request, page, do)


@dataclass(frozen=True, slots=True)
class Ask:
    """One form: its command, words, questions, what it shows at first, and what the answers become."""

    command: type[Command]
    title: Text
    questions: Callable[[DeskRequest, CommitmentPage], Sequence[Field]]
    build: Callable[[UUID, dict[str, Any], Sequence[Taken]], Command]
    start: Callable[[CommitmentPage], dict[str, Any]] = lambda page: {}
    what: Sequence[Text] = ()
    files: Files | None = None
    danger: bool = False


def _scan(taken: Sequence[Taken]) -> str:
    if not taken:
        raise BadInput(N_("Chọn bản quét có chữ ký."), field="files")
    return taken[0].sha256


def _missing(page: CommitmentPage) -> list[Option]:
    return [Option(str(one.official), one.name, hint=one.unit_name) for one in page.missing]


def _on_paper(page: CommitmentPage) -> list[Option]:
    return [Option(str(one.official), one.name) for one in page.signatures if one.way is rules.Way.PAPER]


ASKS: Final[Mapping[str, Ask]] = {
    "ban-giay": Ask(
        TakeSignedPaper,
        N_("Nhận bản ký giấy"),
        lambda request, page: [
            Field("people", N_("Ai đã ký trên bản này"), "many", required=True, options=_missing(page), ids=True),
            Field("signed_on", N_("Ký ngày"), "date", required=True, size="m"),
        ],
        lambda commitment, v, taken: TakeSignedPaper(
            commitment=commitment, people=v["people"], signed_on=v["signed_on"], sha256=_scan(taken)
        ),
        start=lambda page: {"signed_on": short_date(clock.today())},
        files=SCAN,
    ),
    "dinh-chinh": Ask(
        CorrectCommitment,
        N_("Đính chính"),
        lambda request, page: [
            Field("asked_by", N_("Ai yêu cầu"), required=True, most=200),
            Field("sign_by", N_("Ký đến hết ngày"), "date", size="m"),
            *(
                field
                for field in _whom(page.row.place)
                if field.name == ("units" if page.audience is rules.Audience.ALL else "people")
            ),
            _papers(request, page.row.place),
            REASON,
        ],
        lambda commitment, v, taken: CorrectCommitment(
            commitment=commitment,
            asked_by=v["asked_by"],
            sign_by=v["sign_by"],
            units=v.get("units", []),
            people=v.get("people", []),
            document=v["document"],
            reason=v["reason"],
        ),
        start=lambda page: {
            "asked_by": page.row.asked_by,
            "sign_by": short_date(page.row.sign_by) if page.row.sign_by else "",
            "units": [str(unit) for unit, _ in page.units],
            "people": [str(person) for person, _ in page.people],
            "document": str(page.document or ""),
        },
        what=[N_("Lời cam kết không sửa được: đó là điều người ta đã ký. Muốn đổi lời, kết thúc và yêu cầu bản mới.")],
    ),
    "gach-chu-ky": Ask(
        StrikeSignature,
        N_("Gạch chữ ký ghi nhầm"),
        lambda request, page: [
            Field("official", N_("Chữ ký của"), "select", required=True, options=_on_paper(page), ids=True),
            REASON,
        ],
        lambda commitment, v, taken: StrikeSignature(commitment=commitment, official=v["official"], reason=v["reason"]),
        what=[N_("Chỉ gạch được chữ ký nhận từ bản giấy; người tự ký thì không ai gạch thay.")],
        danger=True,
    ),
    "ket-thuc": Ask(
        EndCommitment,
        N_("Kết thúc"),
        lambda request, page: [REASON],
        lambda commitment, v, taken: EndCommitment(commitment=commitment, reason=v["reason"]),
        what=[N_("Không ai ký tiếp được nữa; ai đã ký và ai chưa ký đến hôm nay còn trong sổ.")],
        danger=True,
    ),
}
VERBS: Final = {ask.command: verb for verb, ask in ASKS.items()}


@require_http_methods(["GET", "HEAD", "POST"])
@power("decision.write")
def change(request: DeskRequest, commitment_id: UUID, verb: str) -> HttpResponse:
    """Do one act on a commitment."""
    ask = ASKS.get(verb)
    if ask is None:
        raise NotFound(N_("Không có việc này."))
    found = queries.commitment_page(request.actor, commitment_id)
    here = reverse("decisions:commitment", args=[commitment_id])
    version = request.GET.get("ban", "")
    page = FormPage(
        ask.title,
        ask.title,
        ask.questions(request, found),
        here,
        trail=[HOME, COMMITMENTS, Link(found.row.theme, here), Link(ask.title)],
        lead=said(N_("{theme}, năm {year}"), theme=found.row.theme, year=found.row.theme_year),
        what=ask.what,
        files=ask.files,
        danger=ask.danger,
        start=ask.start(found),
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        command = ask.build(commitment_id, values, take_in(request) if ask.files else ())
        if version.isdecimal() and len(version) < 10:
            command = msgspec.structs.replace(command, seen=int(version))
        act(request, command)
        tell(request, N_("Đã ghi"))
        return HttpResponseRedirect(here)

    return run(request, page, do)
