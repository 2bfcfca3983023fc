"""Following a dossier with the code and the secret on the slip. Nothing is learnt by guessing."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from motcua.desks.citizen import house, saying, throttle, typed
from motcua.desks.shared.door import DeskRequest, public
from motcua.desks.shared.shapes import FieldError
from motcua.dossiers import following
from motcua.dossiers.views import Followed
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, MotcuaError, NotFound, TooMany
from motcua.kernel.words import N_, Said, said
from motcua.ledger import access
from motcua.ledger.actor import Realm, anonymous

COOKIE = "ho-so-dang-xem"


@require_http_methods(["GET", "HEAD", "POST"])
@public
def follow(request: DeskRequest) -> HttpResponse:
    """Ask for code and secret; show the dossier to a browser that has just shown them."""
    if request.method == "POST":
        return _try(request, typed.code(request.POST.get("ma", "")), request.POST.get("ma-tra-cuu", ""))
    code = typed.code(request.GET.get("ma", ""))
    found = _shown_before(request, code)
    return _shown(request, found) if found else _form(request, code)


@require_POST
@public
def leave(request: DeskRequest) -> HttpResponse:
    """Forget the dossier on this machine."""
    del request
    response = HttpResponseRedirect(reverse("citizen:follow"))
    response.delete_cookie(COOKIE, path=reverse("citizen:follow"), samesite="Strict")
    return _unlisted(response)


def _try(request: DeskRequest, code: str, secret: str) -> HttpResponse:
    empty = _empty(code, secret)
    if empty:
        return _form(request, code, secret, empty, HTTPStatus.UNPROCESSABLE_ENTITY)
    address = throttle.address_of(request)
    digits = following.is_digits(secret)
    wait = throttle.barred(address, code, digits=digits)
    if wait:
        return _too_many(request, address, wait)
    try:
        ticket = _ticket(code, secret)
    except NotFound as error:
        throttle.wrong(address, code, digits=digits)
        return _form(request, code, secret, [FieldError("", error.said)], error.status)
    response = HttpResponseRedirect(reverse("citizen:follow"), status=HTTPStatus.SEE_OTHER)
    response.set_cookie(
        COOKIE,
        ticket,
        max_age=following.TICKET_LASTS,
        path=reverse("citizen:follow"),
        secure=request.is_secure(),
        httponly=True,
        samesite="Strict",
    )
    return _unlisted(response)


def _ticket(code: str, secret: str) -> str:
    """Return the ticket for the dossier under any reading of what was typed; how many are tried depends on the typing alone."""
    missed: MotcuaError = NotFound(N_("Không tìm thấy hồ sơ."))
    for reading in typed.secrets(secret):
        try:
            return following.ticket_for(code, reading)
        except NotFound as error:
            missed = error
    raise missed


def _empty(code: str, secret: str) -> list[FieldError]:
    wanted = (
        ("ma", code, N_("Nhập mã hồ sơ in ở đầu giấy hẹn.")),
        ("ma-tra-cuu", secret.strip(), N_("Nhập mã tra cứu: tám chữ và số in trên giấy hẹn.")),
    )
    return [FieldError(name, sentence) for name, value, sentence in wanted if not value]


def _too_many(request: DeskRequest, address: str, wait: int) -> HttpResponse:
    error = TooMany(
        N_("Đã nhập sai nhiều lần. Xin thử lại từ {time}, hoặc gọi Trung tâm."), time=throttle.again_at(wait)
    )
    if throttle.first_refusal(address):
        access.refused(anonymous(), "dossiers.follow", None, error)
    response = house.page(request, "citizen/too_many.html", house.house(), {"error": error}, status=error.status)
    response.headers["Retry-After"] = str(wait)
    return _unlisted(response)


def _shown_before(request: DeskRequest, code: str) -> Followed | None:
    """Return the dossier this browser has shown the secret of; another code in the address begins anew."""
    try:
        found = following.followed(request.COOKIES.get(COOKIE, ""))
    except (NotFound, BadInput):
        return None
    return found if code in {"", found.label, *found.also} else None


def _shown(request: DeskRequest, found: Followed) -> HttpResponse:
    told = {
        "dossier": found,
        "headline": saying.headline(found),
        "over": saying.over(found),
        "step_words": saying.step_words(found),
        "next": saying.then(found),
        "due": saying.due(found),
        "steps": saying.steps(found),
        "collect": saying.collect(found),
        "opening": house.opening(found.returning_id, clock.now()),
    }
    here = house.house()
    return _unlisted(house.page(request, "citizen/followed.html", here, told, trial=found.realm == str(Realm.TRIAL)))


def _form(
    request: DeskRequest, code: str, secret: str = "", errors: list[FieldError] | None = None, status: int = 200
) -> HttpResponse:
    faults: dict[str, list[Said]] = {}
    for error in errors or []:
        text = error.text if isinstance(error.text, Said) else said(error.text)
        faults.setdefault(error.name, []).append(text)
    told = {"code": code, "secret": secret[: typed.LONGEST], "errors": faults}
    return _unlisted(house.page(request, "citizen/follow.html", house.house(), told, status=status))


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Keep a follow-up page out of search engines and of every cache."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response
