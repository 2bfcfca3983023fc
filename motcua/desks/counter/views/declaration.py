"""The declaration of a dossier, filled in at the counter for the citizen: begun with what is known, kept, put right."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

import msgspec
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from motcua.desks.counter import shown
from motcua.desks.counter.views.people import PURPOSE
from motcua.desks.shared import formats
from motcua.desks.shared.door import ONCE, DeskRequest, act, once_key, power
from motcua.desks.shared.eform import drawing, reading
from motcua.desks.shared.eform.drawing import Typed
from motcua.desks.shared.shapes import Link
from motcua.desks.shared.told import tell
from motcua.dossiers import filled
from motcua.dossiers.commands import FillForm
from motcua.dossiers.filled import Declaration
from motcua.kernel.errors import MotcuaError, NotFound
from motcua.kernel.words import N_, said

TITLE = N_("Tờ khai")


@power("dossier.receive", "dossier.correct")
def declaration(request: DeskRequest, dossier: UUID) -> HttpResponse:
    """Show the form with what is known filled in, and keep it; whatever is wrong stands beside its question."""
    found = filled.declaration(request.actor, dossier, purpose=PURPOSE)
    if found is None:
        raise NotFound(N_("Thủ tục này chưa có biểu mẫu điện tử."))
    form = found.form.form
    if request.method != "POST":
        return _page(request, found, drawing.start(form, found.start))
    typed = reading.read(form, request.POST)
    verb = request.POST.get("viec", "")
    if reading.is_of_rows(verb):
        return _page(request, found, reading.with_rows(typed, verb))
    if typed.faults:
        return _page(request, found, typed, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    answers = msgspec.json.encode(typed.answers).decode()
    command = FillForm(
        dossier=dossier, form=found.form.id, answers=answers, reason=request.POST.get("ly-do", "")[:2_000]
    )
    try:
        act(request, command)
    except MotcuaError as error:
        field = error.field or ""
        typed.faults = {"" if field == "reason" else field: [error.said]}
        return _page(request, found, typed, status=error.status, reason=[error.said] if field == "reason" else [])
    tell(request, N_("Đã lưu tờ khai."))
    return HttpResponseRedirect(reverse("counter:declaration", args=[dossier]))


def _page(
    request: DeskRequest,
    found: Declaration,
    typed: Typed,
    *,
    status: int = HTTPStatus.OK,
    reason: list[object] | None = None,
) -> HttpResponse:
    form = found.form.form
    back = shown.page_of(request.actor, found.dossier)
    context = {
        "it": found,
        "form_": form,
        "parts": drawing.drawn(form, typed, found.files),
        "summary": drawing.summary(form, typed.faults),
        "wrong": bool(typed.faults),
        "reason": request.POST.get("ly-do", ""),
        "reason_errors": reason or [],
        "once": request.POST.get(ONCE, "")[:80] or once_key(),
        "back": back,
        "trail": [Link(found.label, back), Link(TITLE)],
        "barred": found.offer.refusal if found.offer else said(N_("Bạn không có quyền sửa tờ khai này.")),
        "title": form.title.of(formats.language()),
    }
    return render(request, "counter/declaration.html", context, status=status)
