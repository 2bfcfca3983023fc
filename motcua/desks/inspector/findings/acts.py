"""Acts on findings, each a page with one form; a finding noted at a desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import msgspec
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.checklists.rules.items import SEVERITY_NAMES, Severity
from motcua.desks.inspector.findings import shown
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import PROOF, Files, FormPage, Taken, run, take_in
from motcua.desks.shared.handing import PICTURES
from motcua.desks.shared.shapes import Link, Option, Text
from motcua.desks.shared.told import tell
from motcua.documents import queries as documents
from motcua.findings.commands import (
    AskRemedy,
    CorrectFinding,
    DescribeFinding,
    ExplainFinding,
    NoteFinding,
    RecheckFinding,
    ReopenFinding,
    SubmitProof,
    WithdrawFinding,
)
from motcua.findings.commands.shared import FileGiven, PhotoGiven
from motcua.findings.queries import findings
from motcua.findings.queries.findings import FindingPage
from motcua.findings.rules.life import KIND_NAMES, Kind
from motcua.inspections import queries as inspections
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_
from motcua.ledger.commands import Command
from motcua.office import queries as office

WORDS: Final = Field("words", N_("Nội dung"), "textarea", required=True, most=3000)
CRITERION: Final = Field(
    "criterion", N_("Tiêu chí"), most=500, hint=N_("Điều lẽ ra phải có, ví dụ: niêm yết đủ mức thu phí.")
)
GROUND: Final = Field("ground", N_("Căn cứ"), most=300, hint=N_("Văn bản, điều khoản."))
SAID_BY: Final = Field("said_by", N_("Lời của"), most=250, hint=N_("Ghi họ tên, chức vụ nếu đây là lời lãnh đạo."))
SEVERITY: Final = Field("severity", N_("Mức độ"), "radio", required=True, options=options_of(SEVERITY_NAMES))
DUE: Final = Field("due", N_("Khắc phục xong đến hết ngày"), "date", size="m", hint=N_("Để trống nếu chưa có hạn."))
DUE_WORDS: Final = Field("due_words", N_("Lời về thời hạn"), most=200, hint=N_("Nguyên văn, ví dụ: sớm hoàn thiện."))
REASON: Final = Field("reason", N_("Lý do"), "textarea", required=True, most=500)
SEEN: Final = Files(N_("Ảnh"), hint=N_("Ảnh JPEG hoặc PNG."), accept="image/jpeg,image/png")


@dataclass(frozen=True, slots=True)
class Ask:
    """One form: its command, words, questions, what it shows at first, and what the answers become."""

    command: type[Command]
    title: Text
    questions: Callable[[FindingPage], Sequence[Field]]
    build: Callable[[UUID, dict[str, Any], list[Taken]], Command]
    start: Callable[[FindingPage], dict[str, Any]] = lambda page: {}
    what: Sequence[Text] = ()
    files: Files | None = None
    danger: bool = False


def _units(page: FindingPage) -> list[Option]:
    return [Option(str(body.id), body.full_name) for body in office.bodies_of(page.row.place)]


def _severity(page: FindingPage) -> list[Field]:
    return [SEVERITY] if page.row.kind is not Kind.GOOD else []


def _noted(page: FindingPage) -> dict[str, Any]:
    row = page.row
    return {
        "words": row.words,
        "criterion": row.criterion,
        "ground": page.ground,
        "said_by": row.said_by,
        "severity": str(row.severity or Severity.MEDIUM),
    }


def photos(taken: Sequence[Taken]) -> list[PhotoGiven]:
    """Return files of a form as photographs; :class:`BadInput` for one that is none."""
    for one in taken:
        facts = documents.blob(one.sha256)
        if facts is None or facts.media_type not in PICTURES:
            raise BadInput(N_("«{name}» không phải ảnh JPG hoặc PNG."), field=SEEN.name, name=one.filename[:80])
    return [PhotoGiven(sha256=one.sha256, caption=one.filename) for one in taken]


ASKS: Final[Mapping[str, Ask]] = {
    "bao-khac-phuc": Ask(
        SubmitProof,
        N_("Báo đã khắc phục"),
        lambda _page: [Field("words", N_("Đã khắc phục thế nào"), "textarea", required=True, most=3000)],
        lambda finding, v, files: SubmitProof(
            finding=finding,
            words=v["words"],
            files=[FileGiven(sha256=one.sha256, filename=one.filename) for one in files],
        ),
        what=[N_("Đoàn kiểm tra xem lại rồi mới đóng tồn tại này.")],
        files=PROOF,
    ),
    "giai-trinh": Ask(
        ExplainFinding,
        N_("Giải trình"),
        lambda _page: [Field("words", N_("Ý kiến của đơn vị"), "textarea", required=True, most=3000)],
        lambda finding, v, _files: ExplainFinding(finding=finding, words=v["words"]),
    ),
    "giao": Ask(
        AskRemedy,
        N_("Giao khắc phục"),
        lambda page: [
            Field("unit", N_("Đơn vị khắc phục"), "select", options=_units(page), ids=True, empty=N_("cả xã, phường")),
            DUE,
            DUE_WORDS,
            Field("reason", N_("Lý do, nếu đổi hạn đã giao"), "textarea", most=500),
        ],
        lambda finding, v, _files: AskRemedy(
            finding=finding, unit=v["unit"], due=v["due"], due_words=v["due_words"], reason=v["reason"]
        ),
        start=lambda page: {
            "unit": str(page.row.unit or ""),
            "due": short_date(page.row.due) if page.row.due else "",
            "due_words": page.row.due_words,
        },
    ),
    "kiem-tra-lai": Ask(
        RecheckFinding,
        N_("Kiểm tra lại"),
        lambda _page: [
            Field(
                "closed",
                N_("Kết quả"),
                "radio",
                required=True,
                options=[
                    Option("yes", N_("Đã khắc phục, đóng tồn tại")),
                    Option("no", N_("Chưa đạt, đơn vị tiếp tục khắc phục")),
                ],
            ),
            Field(
                "where",
                N_("Xem ở đâu"),
                "radio",
                required=True,
                options=[Option("site", N_("Tận nơi")), Option("papers", N_("Qua hồ sơ, ảnh gửi lên"))],
            ),
            Field("words", N_("Nhận xét"), "textarea", most=3000, hint=N_("Bắt buộc nếu chưa đạt: còn phải làm gì.")),
        ],
        lambda finding, v, files: RecheckFinding(
            finding=finding,
            closed=v["closed"] == "yes",
            on_site=v["where"] == "site",
            words=v["words"],
            photos=photos(files),
        ),
        files=SEEN,
    ),
    "mo-ta": Ask(
        DescribeFinding,
        N_("Mô tả tồn tại"),
        lambda _page: [WORDS, SEVERITY, CRITERION, GROUND],
        lambda finding, v, _files: DescribeFinding(
            finding=finding,
            words=v["words"],
            severity=Severity(v["severity"]),
            criterion=v["criterion"],
            ground=v["ground"],
        ),
        start=lambda _page: {"severity": str(Severity.MEDIUM)},
    ),
    "dinh-chinh": Ask(
        CorrectFinding,
        N_("Đính chính"),
        lambda page: [WORDS, *_severity(page), CRITERION, GROUND, SAID_BY, REASON],
        lambda finding, v, _files: CorrectFinding(
            finding=finding,
            words=v["words"],
            severity=Severity(v.get("severity") or Severity.MEDIUM),
            criterion=v["criterion"],
            ground=v["ground"],
            said_by=v["said_by"],
            reason=v["reason"],
        ),
        start=_noted,
    ),
    "mo-lai": Ask(
        ReopenFinding,
        N_("Mở lại"),
        lambda _page: [Field("words", N_("Vì sao mở lại"), "textarea", required=True, most=3000), DUE],
        lambda finding, v, _files: ReopenFinding(finding=finding, words=v["words"], due=v["due"]),
    ),
    "rut": Ask(
        WithdrawFinding,
        N_("Rút lại"),
        lambda _page: [REASON],
        lambda finding, v, _files: WithdrawFinding(finding=finding, reason=v["reason"]),
        what=[N_("Nội dung rút lại không tính vào số liệu nào; lịch sử vẫn còn.")],
        danger=True,
    ),
}
VERBS: Final = {ask.command: verb for verb, ask in ASKS.items()}


@require_http_methods(["GET", "HEAD", "POST"])
@power("inspection.work", "inspection.answer")
def change(request: DeskRequest, finding_id: UUID, verb: str) -> HttpResponse:
    """Do one act on a finding."""
    ask = ASKS.get(verb)
    if ask is None:
        raise NotFound(N_("Không có việc này."))
    found = findings.page(request.actor, finding_id)
    here = reverse("findings:finding", args=[finding_id])
    version = request.GET.get("ban", "")
    title = shown.title(found.row)
    page = FormPage(
        ask.title,
        ask.title,
        ask.questions(found),
        here,
        trail=[shown.HOME, Link(title, here), Link(ask.title)],
        lead=title,
        what=ask.what,
        danger=ask.danger,
        files=ask.files,
        start=ask.start(found),
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        command = ask.build(finding_id, values, take_in(request) if ask.files else [])
        if version.isdecimal() and len(version) < 10:
            command = msgspec.structs.replace(command, seen=int(version))
        act(request, command)
        tell(request, N_("Đã ghi"))
        return HttpResponseRedirect(here)

    return run(request, page, do)


@require_http_methods(["GET", "HEAD", "POST"])
@power("inspection.work")
def note(request: DeskRequest, stop_id: UUID) -> HttpResponse:
    """Note something that was found at a stop: good, lacking, or said to be lacking without words."""
    stop = inspections.stop_page(request.actor, stop_id).row
    back = reverse("campaigns:stop", args=[stop_id])
    questions = [
        Field("kind", N_("Loại"), "radio", required=True, options=options_of(KIND_NAMES)),
        Field("words", N_("Nội dung"), "textarea", most=3000, hint=N_("Bắt buộc, trừ khi tồn tại chỉ được nêu chung.")),
        SEVERITY,
        CRITERION,
        GROUND,
        SAID_BY,
        Field(
            "unit",
            N_("Đơn vị khắc phục"),
            "select",
            options=[Option(str(body.id), body.full_name) for body in office.bodies_of(stop.place)],
            ids=True,
            empty=N_("cả xã, phường"),
        ),
        DUE,
        DUE_WORDS,
    ]
    title = N_("Ghi nhận xét, tồn tại")
    start = {"kind": str(Kind.SHORTCOMING), "severity": str(Severity.MEDIUM)}
    page = FormPage(
        title,
        title,
        questions,
        back,
        [Link(stop.title, back), Link(title)],
        lead=stop.place_name,
        files=SEEN,
        start=start,
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        command = NoteFinding(
            stop=stop_id,
            kind=Kind(values["kind"]),
            words=values["words"],
            severity=Severity(values["severity"]),
            criterion=values["criterion"],
            ground=values["ground"],
            said_by=values["said_by"],
            unit=values["unit"],
            due=values["due"],
            due_words=values["due_words"],
            photos=photos(take_in(request)),
        )
        done = act(request, command)
        tell(request, N_("Đã ghi"))
        return HttpResponseRedirect(reverse("findings:finding", args=[done.target]))

    return run(request, page, do)
