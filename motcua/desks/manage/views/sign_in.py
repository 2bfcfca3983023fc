"""Signing in and out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from motcua.desks.manage import steps
from motcua.desks.shared.door import DeskRequest, public, safe_next
from motcua.kernel import clock
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import ANONYMOUS_ACCOUNT
from motcua.office import rules, signin
from motcua.office.queries import demonstration
from motcua.office.queries.demonstration import DemonstrationAccount
from motcua.office.signin import Refusal

OTHER = "nguoi-khac"
"""In the address of the sign-in page: another person takes over at a locked screen."""


@require_http_methods(["GET", "HEAD", "POST"])
@public
def sign_in(request: DeskRequest) -> HttpResponse:
    """Ask for name and password; a locked screen is unlocked instead, unless another person takes over."""
    if request.method == "POST":
        return _try(request)
    if request.actor.account != ANONYMOUS_ACCOUNT:
        return steps.go_on(request)
    if OTHER not in request.GET and signin.locked_username(request.session):
        return HttpResponseRedirect(f"{reverse('account:lock')}?{urlencode({'next': safe_next(request, '')})}")
    return _page(request)


def _try(request: DeskRequest) -> HttpResponse:
    username, password = request.POST.get("username", ""), request.POST.get("password", "")
    if not username.strip() or not password:
        return _page(request, [said(N_("Nhập tên đăng nhập và mật khẩu."))], HTTPStatus.UNPROCESSABLE_ENTITY)
    answer = signin.check_password(username[:150], password[:500], request)
    if isinstance(answer, Refusal):
        return refused(request, answer, _page)
    place = steps.place_of(request.session, answer.account) if OTHER in request.POST else ""
    steps.begin(request, answer)
    return steps.go_on(request, place)


def refused(request: HttpRequest, refusal: Refusal, page: Any) -> HttpResponse:
    """Show ``page`` again with the refusal: 401, or 429 with the hour to come back when there were too many tries."""
    if not refusal.locked:
        wrong: HttpResponse = page(request, [refusal.said], HTTPStatus.UNAUTHORIZED)
        return wrong
    until = datetime.now(UTC) + rules.LOCKED_FOR
    again = said(N_("Thử lại từ {time}."), time=f"{clock.local(until):%H:%M}")
    answer: HttpResponse = page(request, [refusal.said, again], HTTPStatus.TOO_MANY_REQUESTS)
    answer["Retry-After"] = str(int(rules.LOCKED_FOR.total_seconds()))
    return answer


def _page(request: HttpRequest, errors: list[Said] | None = None, status: int = HTTPStatus.OK) -> HttpResponse:
    known = demonstration.demonstration_accounts()
    context = {
        "errors": errors or [],
        "username": request.POST.get("username", ""),
        "next": safe_next(request, ""),
        "other": OTHER if OTHER in request.GET or OTHER in request.POST else "",
        "other_name": OTHER,
        "demonstration": _by_place(known),
        "demonstration_password": demonstration.PASSWORD if known else "",
        "role_names": rules.ROLE_NAMES,
        "locked_by": signin.locked_username(request.session),
    }
    return render(request, "manage/sign_in.html", context, status=status)


def _by_place(known: Iterable[DemonstrationAccount]) -> dict[str, list[DemonstrationAccount]]:
    """Return the accounts by the place they work for; places in the order in which they were opened."""
    places: dict[str, list[DemonstrationAccount]] = {}
    for one in known:
        places.setdefault(one.place, []).append(one)
    return places


@require_POST
@public
def sign_out(request: DeskRequest) -> HttpResponse:
    """End the session; other users' places at this machine are kept for them."""
    steps.leave(request, request.actor.account)
    return HttpResponseRedirect(reverse("account:sign_in"))
