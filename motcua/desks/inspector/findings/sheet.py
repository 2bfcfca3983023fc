"""Sheets at a desk: laid open at a stop, read question by question, what people disagree on chosen, finished, opened again."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.checklists import queries as checklists
from motcua.checklists.rules.items import CHOSEN, SEVERITY_NAMES, VERDICT_NAMES, Form, Item, Kind, Verdict
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.handing import PICTURES
from motcua.desks.shared.shapes import Link, Option
from motcua.desks.shared.told import tell
from motcua.findings.commands import FinishSheet, OpenSheet, ReopenSheet, SettleAnswer
from motcua.findings.queries import sheets
from motcua.findings.queries.sheets import AnswerRow, SheetPage
from motcua.inspections import queries as inspections
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.commands import Command

TONES: Final = {
    Verdict.MET: "good",
    Verdict.BASIC: "soon",
    Verdict.UNMET: "late",
    Verdict.NOT_APPLICABLE: "plain",
    Verdict.UNCHECKED: "plain",
}
FORM = ["GET", "HEAD", "POST"]


def words_of(form: Form, item: Item, answer: AnswerRow) -> str:
    """Return an answer as people read it: the labels of what was chosen, a day as papers write it."""
    if item.kind in CHOSEN:
        labels = form.choices(item)
        return ", ".join(labels.get(one, one) for one in answer.value.split())
    if item.kind is Kind.DATE and answer.value:
        year, month, day = answer.value.split("-")
        return f"{day}/{month}/{year}"
    if item.kind in {Kind.IMAGE, Kind.AUDIO}:
        return ""
    return answer.value


@require_safe
@power("inspection.read")
def page(request: DeskRequest, sheet_id: UUID) -> HttpResponse:
    """Show a sheet: how it stands, question by question, and what may be done now."""
    found = sheets.page(request.actor, sheet_id)
    offered = {offer.command: offer.refusal for offer in found.offers}
    context = {
        "it": found,
        "row": found.row,
        "groups": _groups(found),
        "verdicts": [(VERDICT_NAMES[one], number, TONES[one]) for one, number in found.score.verdicts.items()],
        "severity_names": SEVERITY_NAMES,
        "may_finish": FinishSheet in offered and offered[FinishSheet] is None,
        "may_reopen": ReopenSheet in offered and offered[ReopenSheet] is None,
        "may_settle": SettleAnswer in offered and offered[SettleAnswer] is None,
        "pictures": PICTURES,
        "trail": [Link(N_("Kiểm tra"), reverse("campaigns:home")), _stop(found), Link(found.row.title)],
    }
    return render(request, "inspector/findings/sheet.html", context)


def _stop(found: SheetPage) -> Link:
    return Link(
        f"{found.row.place_name}, {short_date(found.row.day)}", reverse("campaigns:stop", args=[found.row.stop])
    )


def _groups(found: SheetPage) -> list[dict[str, Any]]:
    """Return the questions that are asked, under the headings they stand under, each as the page needs it."""
    made: list[dict[str, Any]] = []
    for line in found.lines:
        if not (line.relevant or line.present):
            continue
        heading = " › ".join(found.form.groups_by_name[name].label for name in line.item.groups)
        if not made or made[-1]["heading"] != heading:
            made.append({"heading": heading, "lines": []})
        present = line.present
        verdict = Verdict(present.value) if present and line.item.kind is Kind.VERDICT and present.value else None
        made[-1]["lines"].append(
            {
                "line": line,
                "said": words_of(found.form, line.item, present) if present else "",
                "tone": TONES[verdict] if verdict else "",
                "beside": [(one, words_of(found.form, line.item, one)) for one in line.beside],
                "past": [(one, words_of(found.form, line.item, one)) for one in line.past],
            }
        )
    return made


@require_http_methods(FORM)
@power("inspection.work")
def begin(request: DeskRequest, stop_id: UUID) -> HttpResponse:
    """Lay a checklist open at a stop."""
    stop = inspections.stop_page(request.actor, stop_id).row
    back, title = reverse("campaigns:stop", args=[stop_id]), N_("Mở phiếu kiểm tra")
    offered = checklists.offered(request.actor, stop.place, stop.day)
    # Of a second click the answer is that of the first: what bars a choice is shown, and the act itself refuses.
    shows = request.method != "POST"
    open_already = {one.title for one in sheets.at_stop(request.actor, stop_id)} if shows else set()
    options = [
        Option(str(one.id), one.title, why=N_("đã mở ở buổi này") if one.title in open_already else "")
        for one in offered
    ]
    questions = [Field("version", N_("Mẫu kiểm tra"), "radio", required=True, options=options, ids=True)]
    page = FormPage(title, title, questions, back, [Link(stop.title, back), Link(title)], lead=stop.place_name)

    def do(values: dict[str, Any]) -> HttpResponse:
        done = act(request, OpenSheet(stop=stop_id, version=values["version"]))
        tell(request, N_("Đã mở phiếu. Ghi trên máy ở mục Hiện trường, cả khi không có mạng."))
        return HttpResponseRedirect(reverse("findings:sheet", args=[done.target]))

    return run(request, page, do)


@require_http_methods(FORM)
@power("inspection.work")
def change(request: DeskRequest, sheet_id: UUID, verb: str) -> HttpResponse:
    """Finish a sheet or open it again."""
    found = sheets.page(request.actor, sheet_id)
    here = reverse("findings:sheet", args=[sheet_id])
    missing = [line.item.label for line in found.lines if line.missing]
    words = Field(
        "words",
        N_("Vì sao còn câu chưa kiểm tra"),
        "textarea",
        most=3000,
        required=bool(missing),
        hint="; ".join(missing[:5]),
    )
    asks: dict[str, tuple[str, Field, Any]] = {
        "chot": (N_("Chốt phiếu"), words, lambda text: FinishSheet(sheet=sheet_id, words=text)),
        "mo-lai": (
            N_("Mở lại phiếu"),
            Field("words", N_("Lý do"), "textarea", required=True, most=500),
            lambda text: ReopenSheet(sheet=sheet_id, reason=text),
        ),
    }
    if verb not in asks:
        raise NotFound(N_("Không có việc này."))
    title, question, build = asks[verb]
    trail = [Link(found.row.title, here), Link(title)]
    what = [N_("Mỗi câu chưa đạt trở thành một tồn tại của đơn vị, theo dõi đến khi khắc phục xong.")]
    page = FormPage(
        title, title, [question], here, trail, lead=found.row.place_name, what=what if verb == "chot" else ()
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        act(request, build(values["words"]))
        tell(request, N_("Đã ghi"))
        return HttpResponseRedirect(here)

    return run(request, page, do)


@require_http_methods(FORM)
@power("inspection.work")
def settle(request: DeskRequest, sheet_id: UUID, answer_id: UUID) -> HttpResponse:
    """Let one of several answers hold, with the reason."""
    found = sheets.page(request.actor, sheet_id)
    here = reverse("findings:sheet", args=[sheet_id])
    line, chosen = _chosen(found, answer_id)
    title = N_("Chọn câu trả lời đúng")
    questions = [Field("reason", N_("Lý do chọn"), "textarea", required=True, most=500)]
    lead = f"{line.item.label}: {words_of(found.form, line.item, chosen)} ({chosen.by})"
    page = FormPage(title, title, questions, here, [Link(found.row.title, here), Link(title)], lead=lead)

    def do(values: dict[str, Any]) -> HttpResponse:
        command: Command = SettleAnswer(sheet=sheet_id, keep=answer_id, reason=values["reason"])
        act(request, command)
        tell(request, N_("Đã chọn"))
        return HttpResponseRedirect(here)

    return run(request, page, do)


def _chosen(found: SheetPage, answer: UUID) -> tuple[Any, AnswerRow]:
    for line in found.lines:
        for one in (*([line.present] if line.present else []), *line.beside):
            if one.id == answer:
                return line, one
    raise NotFound(N_("Câu trả lời này không còn chờ chọn."))
