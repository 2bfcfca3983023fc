"""The locked screen of a shared counter: locked, unlocked by its owner, or taken over by the next person."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from motcua.desks.manage import steps
from motcua.desks.manage.views.sign_in import OTHER, refused
from motcua.desks.shared.door import DeskRequest, public, safe_next
from motcua.kernel.words import Said
from motcua.office import signin
from motcua.office.queries import names


@require_http_methods(["GET", "HEAD", "POST"])
@public
def lock(request: DeskRequest) -> HttpResponse:
    """Lock the screen, keeping the address; show who locked it."""
    username = signin.locked_username(request.session)
    wanted = safe_next(request, "")
    if not username:
        return HttpResponseRedirect(f"{reverse('account:sign_in')}?{urlencode({'next': wanted})}")
    if request.method == "POST":
        signin.lock(request.session)
        account = names.account_named(username)
        if account is not None and wanted:
            steps.remember_place(request.session, account, wanted)
        return HttpResponseRedirect(f"{reverse('account:lock')}?{urlencode({'next': wanted})}")
    return _page(request) if signin.is_locked(request.session) else steps.go_on(request)


@require_POST
@public
def unlock(request: DeskRequest) -> HttpResponse:
    """Open the screen again by its owner's password; post and second factor stay as they were."""
    if not signin.locked_username(request.session):
        return HttpResponseRedirect(f"{reverse('account:sign_in')}?{urlencode({'next': safe_next(request, '')})}")
    refusal = signin.unlock(request, request.POST.get("password", "")[:500])
    return refused(request, refusal, _page) if refusal is not None else steps.go_on(request)


def _page(request: HttpRequest, errors: list[Said] | None = None, status: int = HTTPStatus.OK) -> HttpResponse:
    username = signin.locked_username(request.session)
    account = names.account_named(username)
    wanted = safe_next(request, "")
    context = {
        "person": names.people_of([account]).get(account, username) if account else username,
        "errors": errors or [],
        "next": wanted,
        "other_href": f"{reverse('account:sign_in')}?{urlencode({OTHER: 1, 'next': wanted})}",
    }
    return render(request, "manage/lock.html", context, status=status)
