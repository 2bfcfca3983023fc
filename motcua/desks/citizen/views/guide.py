"""Help in plain words, what is done for readers with difficulties, and what is kept about people."""

from __future__ import annotations

from django.http import HttpResponse

from motcua.desks.citizen import house
from motcua.desks.citizen.house import House
from motcua.desks.shared.door import DeskRequest, public
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_

TOPICS = {"tiep-can": "citizen/access.html", "du-lieu": "citizen/privacy.html"}


@public
def guide(request: DeskRequest) -> HttpResponse:
    """Say what to bring, how to read a slip, and what each state means."""
    return _page(request, "citizen/help.html", house.house())


@public
def topic(request: DeskRequest, topic: str) -> HttpResponse:
    """Show the accessibility statement or the notice on personal data."""
    if topic not in TOPICS:
        raise NotFound(N_("Không có trang này. Xin kiểm tra lại địa chỉ hoặc về trang đầu."))
    return _page(request, TOPICS[topic], house.house())


def _page(request: DeskRequest, template: str, here: House) -> HttpResponse:
    told = {"opening": house.opening(here.centre, clock.now()) if here.centre else None}
    return house.page(request, template, here, told)
