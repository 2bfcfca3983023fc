"""A declaration filled in at home and printed: nothing of it is kept, nothing is filed; it is signed and brought along."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.catalogue import eforms
from motcua.catalogue import queries as catalogue
from motcua.catalogue.eforms import EFormVersion
from motcua.desks.citizen import house, throttle
from motcua.desks.citizen.house import House
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, public
from motcua.desks.shared.eform import drawing, reading
from motcua.desks.shared.eform.drawing import Typed
from motcua.desks.shared.eform.paper import paper
from motcua.desks.shared.handing import printed
from motcua.dossiers import prints
from motcua.dossiers.papers import Heading
from motcua.kernel import clock
from motcua.kernel.errors import NotFound, TooMany
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger import marks

PRINT = "in"


@require_http_methods(["GET", "HEAD", "POST"])
@public
def declare(request: DeskRequest, code: str) -> HttpResponse:
    """Show the form of a procedure; send it back with what is wrong, or as a paper to sign. Nothing typed is kept."""
    here = house.house()
    today = clock.today()
    facts = catalogue.on_show(here.centre, clean(code, 40), today).facts
    case = clean(request.POST.get("truong-hop", "") or request.GET.get("truong-hop", ""), 60)
    found = eforms.in_force(here.centre, facts.code, case, today)
    if found is None:
        raise NotFound(N_("Thủ tục này chưa có biểu mẫu điện tử."))
    told = {"facts": facts, "case": case}
    if request.method != "POST":
        return _page(request, here, found, drawing.start(found.form, {}), told)
    typed = reading.without_files(found.form, reading.read(found.form, request.POST))
    verb = request.POST.get("viec", PRINT)
    if reading.is_of_rows(verb):
        return _page(request, here, found, reading.with_rows(typed, verb), told)
    if typed.faults:
        return _page(request, here, found, typed, told, HTTPStatus.UNPROCESSABLE_ENTITY)
    wait = throttle.print_wait(throttle.address_of(request))
    if wait:
        raise TooMany(N_("Đã in nhiều tờ khai. Xin thử lại từ {time}."), time=throttle.again_at(wait))
    heading = Heading(
        governing_body="",
        centre=here.name,
        place=here.place,
        made_at=clock.now(),
        demonstration=marks.is_demonstration(),
    )
    return printed(prints.print_declaration(paper(found, typed.answers, heading)), "to-khai.pdf")


def _page(
    request: DeskRequest,
    here: House,
    found: EFormVersion,
    typed: Typed,
    told: dict[str, object],
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    form = found.form
    context = told | {
        "title": form.title.of(formats.language()),
        "form_": form,
        "parts": drawing.drawn(form, typed, None, own=True),
        "summary": drawing.summary(form, typed.faults),
        "back": reverse("citizen:procedure", args=[found.code]),
    }
    return house.page(request, "citizen/declare.html", here, context, status=status)
