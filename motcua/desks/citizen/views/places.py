"""Which centre is mine: a place as people call it, old or new, led to the unit it is now and to that unit's centre."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from motcua.desks.citizen import house, throttle
from motcua.desks.citizen.house import Opening
from motcua.desks.shared.door import DeskRequest, public
from motcua.kernel import clock
from motcua.kernel.errors import TooMany
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.office import queries as office
from motcua.office.queries import Leads

LONGEST = 150
HOURS_MOST = 12
"""Centres whose hours are told on one page; a former district may lead to more."""


@require_safe
@public
def places(request: DeskRequest) -> HttpResponse:
    """Ask for a place; say what it is now and which centre serves it."""
    here, text = house.house(), clean(request.GET.get("q", ""), LONGEST)
    if not text:
        return house.page(request, "citizen/places.html", here, _told(text))
    wait = throttle.search_wait(throttle.address_of(request))
    if wait:
        error = TooMany(
            N_("Đã tìm rất nhiều lần. Xin thử lại từ {time}, hoặc gọi Trung tâm."), time=throttle.again_at(wait)
        )
        told = _told(text) | {"error": error}
        answer = house.page(request, "citizen/places.html", here, told, status=HTTPStatus.TOO_MANY_REQUESTS)
        answer.headers["Retry-After"] = str(wait)
        return answer
    found = office.lead(text, near=here.centre)
    return house.page(request, "citizen/places.html", here, _told(text, found))


def _told(text: str, found: Leads | None = None) -> dict[str, Any]:
    hours = _hours(found) if found else {}
    return {"text": text, "found": found, "hours": hours, "error": None, "longest": LONGEST}


def _hours(found: Leads) -> dict[UUID, Opening | None]:
    """Return when each centre that has begun is open, by its id."""
    seats = (seat for one in found.meant for seat in one.seats)
    begun = dict.fromkeys(seat.serving.centre.id for seat in seats if seat.serving and seat.serving.begun)
    return {centre: house.opening(centre, clock.now()) for centre in list(begun)[:HOURS_MOST]}
