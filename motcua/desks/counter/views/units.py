"""Units for a dossier that has to do with elsewhere: looked for while typing, and kept in the address of the visit."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from motcua.desks.counter import unit_choice
from motcua.desks.counter.place import Place, place_of
from motcua.desks.shared.door import DeskRequest, power, typed_id
from motcua.desks.shared.shapes import Text
from motcua.dossiers import elsewhere, intake
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_


@power("dossier.receive", "dossier.correct")
def find(request: DeskRequest) -> HttpResponse:
    """Return the units that fit what is being typed, as a fragment; what was chosen stays chosen.

    ``luot`` is the visit in which a dossier is being received; without one an accepted dossier is being put right.
    """
    role = unit_choice.ROLES.get(request.GET.get("cho", ""))
    if role is None:
        raise NotFound(N_("Không có trang này. Xin kiểm tra lại địa chỉ hoặc về trang đầu."))
    place = _place(request) if "luot" in request.GET else None
    choice = unit_choice.choice(request.actor, role, _usual(request, place, role), request.GET)
    return render(request, "counter/_unit_options.html", {"choice": choice, "place": place, "errors": {}})


def _usual(request: DeskRequest, place: Place | None, role: elsewhere.Role) -> Text:
    if place is None:
        return unit_choice.KEEP
    terms = intake.intake(request.actor, place.procedure, place.case, place.channel)
    if role == "helped_at":
        return unit_choice.usual_help(terms.centre)
    if role == "returning":
        return unit_choice.usual_return(terms.centre)
    return unit_choice.usual_competent(terms.usual_competent)


@power("dossier.receive")
def keep(request: DeskRequest) -> HttpResponse:
    """Keep the units chosen in the address, so that a reload and the next dossier of the visit begin with them."""
    response = HttpResponse("")
    response["HX-Replace-Url"] = _place(request).href()
    return response


def _place(request: DeskRequest) -> Place:
    visit = typed_id(request.GET, "luot")
    place = place_of(request, visit) if visit else None
    if place is None:
        raise BadInput(N_("Lượt giao dịch này không còn. Xin quét lại thẻ."))
    return place
