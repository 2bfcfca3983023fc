"""What one wants by mail."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.contact import ports, queries
from motcua.contact.commands import SetMailWishes
from motcua.contact.rules.mail import WISH_NAMES, Wish
from motcua.desks.shared.door import DeskRequest, act, errors_of, once_key, signed_in
from motcua.desks.shared.shapes import Link, Option
from motcua.desks.shared.told import tell
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_
from motcua.office import queries as office

ACCOUNT: Final = Link(N_("Tài khoản của tôi"), "/tai-khoan/")
OPTIONS: Final = [Option(wish, name) for wish, name in WISH_NAMES.items()]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def wishes(request: DeskRequest) -> HttpResponse:
    """Show and keep what one wants by mail."""
    if request.method != "POST":
        return _page(request)
    try:
        act(request, SetMailWishes(urgent=_wish(request, "urgent"), others=_wish(request, "others")))
    except MotcuaError as error:
        return _page(request, error)
    tell(request, N_("Đã đổi cách nhận thư."))
    return HttpResponseRedirect(reverse("account:home"))


def _wish(request: DeskRequest, name: str) -> Wish:
    try:
        return Wish(request.POST.get(name, ""))
    except ValueError as error:
        raise BadInput(N_("Chọn một mục."), field=name) from error


def _page(request: DeskRequest, error: MotcuaError | None = None) -> HttpResponse:
    actor, mine = request.actor, queries.wishes_of(request.actor)
    # One's own address, as on the page of one's account; the look is logged there and here.
    purpose = N_("Xem cách nhận thư của mình")
    email = office.official(actor, actor.official, purpose=purpose).email if actor.official else ""
    context = {
        "email": email,
        "on": ports.postman() is not None,
        "urgent": request.POST.get("urgent", mine.urgent),
        "others": request.POST.get("others", mine.others),
        "options": OPTIONS,
        "errors": errors_of(error) if error else {},
        "once_key": once_key(),
        "trail": [ACCOUNT, Link(N_("Nhận thông báo qua thư điện tử"))],
    }
    return render(request, "inbox/wishes.html", context, status=error.status if error else HTTPStatus.OK)
