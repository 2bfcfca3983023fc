"""*Khách gọi hỏi*: four digits and a first name in, a sentence to say out."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.desks.shared.door import DeskRequest, errors_of, power, typed_id
from motcua.desks.shared.shapes import Link
from motcua.dossiers import calling
from motcua.kernel.errors import MotcuaError
from motcua.kernel.words import N_

TITLE = N_("Khách gọi hỏi")


@require_http_methods(["GET", "HEAD", "POST"])
@power("party.read")
def page(request: DeskRequest) -> HttpResponse:
    """Ask (GET); look for it, or say what to say about the one chosen (POST: what is typed stays out of addresses)."""
    digits, name = request.POST.get("digits", "")[:20], request.POST.get("name", "")[:60]
    context: dict[str, Any] = {
        "title": TITLE,
        "digits": digits,
        "name": name,
        "candidates": (),
        "more": False,
        "asked": request.method == "POST",
        "answer": None,
        "error": None,
        "errors": {},
        "reissues": request.actor.can("dossier.receive"),
        "trail": [Link(N_("Việc"), reverse("backoffice:home")), Link(TITLE)],
    }
    status: int = HTTPStatus.OK
    if request.method == "POST":
        try:
            chosen = typed_id(request.POST, "dossier")
            if chosen is not None:
                context["answer"] = calling.answer(request.actor, chosen, digits, name)
            else:
                context["candidates"], context["more"] = calling.candidates(request.actor, digits, name)
        except MotcuaError as error:
            context |= {"error": error, "errors": errors_of(error)}
            status = error.status
    response = render(request, "backoffice/calling.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
