"""The first page: whose centre this is, whether it is open, and the doors."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from motcua.desks.citizen import house
from motcua.desks.shared.door import DeskRequest, public
from motcua.desks.shared.shell import MENU
from motcua.kernel import clock

CLOSED_TO_ROBOTS = ("/quay/", "/viec/", "/ho-so/", "/danh-muc/", "/quan-tri/", "/tai-khoan/", "/bai-viet/")


@public
def home(request: DeskRequest) -> HttpResponse:
    """Show the doors, and on a demonstration the desks one may try."""
    here = house.house()
    told = {
        "opening": house.opening(here.centre, clock.now()) if here.centre else None,
        "desks": [(label, reverse(view)) for view, label, _, _ in MENU],
    }
    return house.page(request, "citizen/home.html", here, told)


@public
def robots(request: DeskRequest) -> HttpResponse:
    """Tell search engines which pages are for people at work; follow-up pages say so themselves, page by page."""
    del request
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED_TO_ROBOTS)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
