"""E-forms of a procedure: the versions there are, the editor of a draft, a trial at the width of a telephone, the file."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from motcua.catalogue import eforms, offered
from motcua.catalogue.commands import ChangeEForm, DraftEForm, DropEForm, PutEFormInForce
from motcua.catalogue.eforms import STATE_NAMES, EFormPage, State
from motcua.catalogue.queries import cases_of
from motcua.catalogue.rules.eform import safe
from motcua.catalogue.rules.eform.shape import BLOCKS, WIDGET_NAMES, Form, Widget, form_of
from motcua.desks.backoffice import factor, form_editor
from motcua.desks.backoffice.views.catalogue import READERS, centre_of, typed_day
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, act, errors_of, once_key, power, whole_number
from motcua.desks.shared.eform import drawing, reading
from motcua.desks.shared.handing import download
from motcua.desks.shared.shapes import FieldError, Link, Option
from motcua.desks.shared.told import tell
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.text import clean
from motcua.kernel.words import N_, said

TITLE: Final = N_("Biểu mẫu điện tử")
TONES: Final = {State.DRAFT: "soon", State.IN_FORCE: "good"}
JSON: Final = "application/json"


def _trail(code: str, *more: Link) -> list[Link]:
    procedure = Link(code, reverse("backoffice:procedure", args=[code]))
    catalogue = Link(N_("Thủ tục của Trung tâm"), reverse("backoffice:catalogue"))
    return [catalogue, procedure, Link(TITLE, reverse("backoffice:eforms", args=[code])), *more]


@power(*READERS)
def listed(request: DeskRequest, code: str) -> HttpResponse:
    """Show the versions of a procedure's forms, which holds today; begin a draft for every case or for one."""
    centre = centre_of(request)
    found = offered.offered(centre, code, request.actor)
    cases = [(key, name) for key, name in cases_of(found.facts) if key]
    error = None
    if request.method == "POST":
        case = clean(request.POST.get("case", ""), 60)
        try:
            if case and case not in dict(cases):
                raise BadInput(N_("Không có trường hợp này."), field="case")
            made = act(request, DraftEForm(unit=centre, procedure=found.facts.code, case=case))
        except MotcuaError as refused:
            error = refused
        else:
            return HttpResponseRedirect(reverse("backoffice:eform", args=[found.facts.code, made.target]))
    context = {
        "it": found,
        "rows": eforms.rows(centre, found.facts.code),
        "cases": [Option(key, name) for key, name in cases],
        "case_names": dict(cases),
        "states": STATE_NAMES,
        "tones": TONES,
        "trail": _trail(found.facts.code),
        "error": error,
        "may": request.actor.can("catalogue.switch") and found.posting is not None,
        "once": once_key(),
    }
    return render(request, "backoffice/eforms.html", context, status=error.status if error else HTTPStatus.OK)


@power(*READERS)
def page(request: DeskRequest, code: str, eform: UUID) -> HttpResponse:
    """Show a version with its faults and what it changes; save, import, put in force or give up a draft."""
    found = eforms.page(centre_of(request), code, eform, request.actor)
    if request.method != "POST":
        return _page(request, found)
    try:
        return _done(request, found)
    except MotcuaError as error:
        # What was typed into the list of questions is shown again, though it was not kept.
        typed = form_of(form_editor.typed(found.it.form.schema, request.POST))
        return _page(request, eforms.page(centre_of(request), code, eform, request.actor), error, typed)


def _done(request: DeskRequest, found: EFormPage) -> HttpResponse:
    verb = request.POST.get("viec", "luu")
    here = reverse("backoffice:eform", args=[found.it.code, found.it.id])
    if verb == "bo-nhap":
        act(request, DropEForm(eform=found.it.id))
        return HttpResponseRedirect(reverse("backoffice:eforms", args=[found.it.code]))
    if verb == "ap-dung":
        factor.show(request)
        day = typed_day(request.POST.get("from_day", ""), "from_day")
        act(request, PutEFormInForce(eform=found.it.id, from_day=day))
        tell(request, N_("Biểu mẫu áp dụng cho tờ khai từ ngày đã ghi."))
        return HttpResponseRedirect(reverse("backoffice:eforms", args=[found.it.code]))
    content = _content(request, found, verb)
    act(request, ChangeEForm(eform=found.it.id, content=content, seen=whole_number(request.POST.get("seen", ""))))
    what, _, key = verb.partition(".")
    return HttpResponseRedirect(f"{here}#muc-{key}" if what in ("len", "xuong") else here)


def _content(request: DeskRequest, found: EFormPage, verb: str) -> str:
    """Return the schema a form asks for, as JSON: typed by an expert, sent as a file, or from the list of questions."""
    if verb == "json":
        return request.POST.get("content", "")
    if verb == "nhap":
        sent = request.FILES.get("tep")
        if sent is None or not sent.size:
            raise BadInput(N_("Chọn tệp JSON của biểu mẫu."), field="tep")
        if sent.size > safe.MOST_BYTES:
            raise BadInput(N_("Biểu mẫu lớn quá {most} byte."), field="tep", most=safe.MOST_BYTES)
        try:
            return bytes(sent.read()).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise BadInput(N_("Tệp phải là JSON viết bằng UTF-8."), field="tep") from error
    made = form_editor.typed(found.it.form.schema, request.POST)
    return eforms.kept(form_editor.done(made, verb, request.POST))


def _page(
    request: DeskRequest, found: EFormPage, error: MotcuaError | None = None, typed: Form | None = None
) -> HttpResponse:
    acts = {offer.command for offer in (*found.offers, *found.after_factor) if offer.refusal is None}
    faults: dict[str, list[Any]] = {}
    for fault in found.faults:
        faults.setdefault(fault.path.partition(".")[0], []).append(fault)
    form = typed or found.it.form
    context = {
        "it": found,
        "form_": form,
        "faults": faults,
        "barring": sum(1 for fault in found.faults if fault.bars),
        "paths": {one.path: one.label.of(formats.language()) or one.path for one in form.walk()},
        "questions": _questions(form),
        "widgets": [Option(str(one), WIDGET_NAMES[one]) for one in Widget],
        "widget_names": WIDGET_NAMES,
        "groups": [Option(group.key, group.label.of(formats.language())) for group in form.groups if group.key],
        "state": STATE_NAMES[found.it.state],
        "tone": TONES.get(found.it.state, "plain"),
        "trail": _trail(found.it.code, Link(said(N_("Bản {n}"), n=found.it.number))),
        "may_change": ChangeEForm in acts,
        "may_start": PutEFormInForce in acts,
        "factor": not request.actor.verified,
        "once": once_key(),
        "today": request.POST.get("from_day") or f"{clock.today():%d/%m/%Y}",
        "content": request.POST.get("content") or found.content,
        "new": {name: request.POST.get(f"new.{name}", "") for name in ("vi", "key", "widget")},
        "error": error,
        "errors": errors_of(error) if error else {},
    }
    return render(request, "backoffice/eform.html", context, status=error.status if error else HTTPStatus.OK)


def _questions(form: Form) -> list[tuple[Any, str, bool]]:
    """Return the questions with their choices as text, and whether they hold others, whose words are changed as JSON."""
    return [(one, form_editor.options_text(one), one.widget in BLOCKS) for one in form.questions]


@power(*READERS)
def trial(request: DeskRequest, code: str, eform: UUID) -> HttpResponse:
    """Show a version as a telephone does, to be tried: what is typed is judged and not kept."""
    found = eforms.page(centre_of(request), code, eform, request.actor)
    form = found.it.form
    typed = drawing.start(form, {})
    status = HTTPStatus.OK
    if request.method == "POST":
        typed = reading.without_files(form, reading.read(form, request.POST))
        verb = request.POST.get("viec", "")
        if reading.is_of_rows(verb):
            typed = reading.with_rows(typed, verb)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if typed.faults else HTTPStatus.OK
    here = reverse("backoffice:eform", args=[found.it.code, eform])
    summary: list[FieldError] = drawing.summary(form, typed.faults)
    context = {
        "it": found,
        "title": form.title.of(formats.language()),
        "parts": drawing.drawn(form, typed, None),
        "summary": summary,
        "fits": request.method == "POST" and not typed.faults and not reading.is_of_rows(request.POST.get("viec", "")),
        "trail": _trail(found.it.code, Link(said(N_("Bản {n}"), n=found.it.number), here), Link(N_("Điền thử"))),
    }
    return render(request, "backoffice/eform_trial.html", context, status=status)


@power(*READERS)
def taken_out(request: DeskRequest, code: str, eform: UUID) -> HttpResponse:
    """Hand out the schema of a version as a file."""
    found = eforms.page(centre_of(request), code, eform, request.actor)
    return download(found.content.encode(), f"bieu-mau-{found.it.code}-{found.it.number}.json", JSON)
