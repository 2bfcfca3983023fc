"""Acts on works, each a page with one form: enter, correct, plan, ask for a day, block, accept, mend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.desks.centre.works import asking, shown
from motcua.desks.centre.works.asking import Ask
from motcua.desks.centre.works.views.one import HOME
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Link
from motcua.desks.shared.told import tell
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.works import queries
from motcua.works.queries import WorksPage

WRITERS = ("works.write", "works.report", "works.accept")


@require_http_methods(["GET", "HEAD", "POST"])
@power("works.write")
def create(request: DeskRequest) -> HttpResponse:
    """Enter new works."""
    questions = asking.new_questions(request.actor)
    page = FormPage(
        N_("Lập công trình"),
        N_("Lập công trình"),
        questions,
        HOME.href,
        trail=[HOME, Link(N_("Lập công trình"))],
        lead=N_("Ngày «trước ngày 25/6» nghĩa là hết ngày 24/6 còn đúng hạn, sang 25/6 là trễ."),
        draft="cong-trinh",
        start=asking.new_start(request.actor),
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        done = act(request, asking.new_works(values))
        tell(request, shown.DONE["lap"])
        return HttpResponseRedirect(reverse("works:works", args=[done.target]))

    return run(request, page, do)


@require_http_methods(["GET", "HEAD", "POST"])
@power(*WRITERS)
def change(request: DeskRequest, works_id: UUID, verb: str) -> HttpResponse:
    """Do one act on the works as a whole."""
    return _one(request, works_id, None, asking.ON_WORKS.get(verb))


@require_http_methods(["GET", "HEAD", "POST"])
@power(*WRITERS)
def blocker(request: DeskRequest, works_id: UUID, part_id: UUID, verb: str) -> HttpResponse:
    """Answer or clear what blocks the works."""
    return _one(request, works_id, part_id, asking.ON_BLOCKER.get(verb))


@require_http_methods(["GET", "HEAD", "POST"])
@power(*WRITERS)
def defect(request: DeskRequest, works_id: UUID, part_id: UUID, verb: str) -> HttpResponse:
    """Say that a defect is mended, or whether it is."""
    return _one(request, works_id, part_id, asking.ON_DEFECT.get(verb))


def _one(request: DeskRequest, works_id: UUID, part: UUID | None, ask: Ask | None) -> HttpResponse:
    if ask is None:
        raise NotFound(N_("Không có việc này."))
    found = queries.page(request.actor, works_id)
    queries.demand(request.actor, works_id, ask.command)
    here = reverse("works:works", args=[works_id])
    version = request.GET.get("ban", "")
    seen = int(version) if version.isdecimal() and len(version) < 10 else None
    page = FormPage(
        ask.title,
        ask.verb,
        _questions(ask.questions, found),
        here,
        trail=[HOME, Link(found.row.name, here), Link(ask.title)],
        lead=found.row.name,
        what=ask.what,
        danger=ask.danger,
        start=ask.start(found),
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        command = ask.build(found, part, values)
        act(request, msgspec.structs.replace(command, seen=seen) if seen else command)
        tell(request, shown.DONE[ask.done])
        return HttpResponseRedirect(here)

    return run(request, page, do)


def _questions(asked: Sequence[Any] | Callable[[WorksPage], Sequence[Any]], page: WorksPage) -> Sequence[Any]:
    return asked(page) if callable(asked) else asked
