"""The second factor: showing it after the password, setting it up by a QR code, and recovery codes to print."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from motcua.desks.manage import steps
from motcua.desks.shared.door import DeskRequest, safe_next, signed_in
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotSignedIn
from motcua.kernel.words import N_, Said, said
from motcua.ledger import access
from motcua.office import second_factor, signin


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def verify(request: DeskRequest) -> HttpResponse:
    """Ask for a code of the phone or of the printed list."""
    account = request.actor.account
    if not second_factor.has(account):
        return steps.go_on(request) if steps.ENROL not in steps.left(request.session) else _to_enrol(request)
    if request.method != "POST":
        return _verify_page(request)
    refusal = signin.verify(request.session, request.POST.get("code", "")[:40])
    if refusal is None:
        steps.taken(request.session, steps.VERIFY)
        return steps.go_on(request)
    access.refused(request.actor, "office.SecondFactor", account, NotSignedIn(refusal.sentence))
    until = second_factor.wait_until(account)
    errors = [refusal]
    if until is not None:
        errors.append(said(N_("Nhập mã mới từ {time}."), time=f"{clock.local(until):%H:%M:%S}"))
    status = HTTPStatus.TOO_MANY_REQUESTS if until else HTTPStatus.UNPROCESSABLE_ENTITY
    return _verify_page(request, errors, status)


def _verify_page(request: DeskRequest, errors: list[Said] | None = None, status: int = HTTPStatus.OK) -> HttpResponse:
    account = request.actor.account
    context = {
        "errors": errors or [],
        "next": safe_next(request, ""),
        "demonstration_code": second_factor.demonstration_code(account),
        "codes_left": second_factor.remaining_recovery_codes(account),
    }
    return render(request, "manage/second_factor.html", context, status=status)


def _to_enrol(request: DeskRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("account:enrol"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def enrol(request: DeskRequest) -> HttpResponse:
    """Set up a phone: show the QR code, then check a first code and hand out the recovery codes."""
    if second_factor.has(request.actor.account) and not request.actor.verified:
        query = urlencode({"next": reverse("account:enrol")})
        return HttpResponseRedirect(f"{reverse('account:second_factor')}?{query}")
    if request.method != "POST":
        return _enrol_page(request)
    try:
        codes = second_factor.confirm(request.actor, request.POST.get("code", "")[:40])
    except BadInput as error:
        return _enrol_page(request, [error.said], HTTPStatus.UNPROCESSABLE_ENTITY)
    except Conflict:
        # Sent twice: the first one put the phone into use and showed the codes.
        return HttpResponseRedirect(reverse("account:home"))
    signin.mark_verified(request.session)
    steps.taken(request.session, steps.ENROL)
    return _codes(request, codes)


def _enrol_page(request: DeskRequest, errors: list[Said] | None = None, status: int = HTTPStatus.OK) -> HttpResponse:
    enrolment = second_factor.enrol(request.actor)
    import segno  # noqa: PLC0415 - slow to import: its tables are built then

    code = segno.make(enrolment.uri, error="m", micro=False)
    context: dict[str, Any] = {
        "errors": errors or [],
        "next": safe_next(request, ""),
        "qr": code.svg_data_uri(scale=6, border=4, dark="#1b2024", light="#ffffff"),
        "secret": " ".join(enrolment.secret[at : at + 4] for at in range(0, len(enrolment.secret), 4)),
        "replaces": second_factor.has(request.actor.account),
    }
    return render(request, "manage/enrol.html", context, status=status)


@require_POST
@signed_in
def recovery_codes(request: DeskRequest) -> HttpResponse:
    """Replace the recovery codes by ten new ones, shown now only."""
    return _codes(request, second_factor.new_recovery_codes(request.actor))


def _codes(request: DeskRequest, codes: tuple[str, ...]) -> HttpResponse:
    context = {"codes": codes, "next": safe_next(request, reverse("account:home"))}
    return render(request, "manage/recovery_codes.html", context)
