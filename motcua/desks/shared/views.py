"""Answers no desk gives by itself: errors, a form from a page too old, the language switch."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from motcua.desks.shared.door import DeskRequest, public, refusal, safe_next
from motcua.desks.shared.middleware import LANGUAGE_COOKIE, LANGUAGES
from motcua.kernel.errors import BadInput, NotAllowed, NotFound
from motcua.kernel.words import N_

YEAR = 365 * 24 * 3600


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose page is too old or came from elsewhere; what was typed is kept by the browser."""
    del reason
    error = NotAllowed(N_("Trang này mở đã lâu hoặc phiên làm việc đã đổi. Xin tải lại trang rồi gửi lại."))
    if getattr(request, "htmx", False):
        return refusal(request, error)
    return render(request, "shared/refusal.html", {"error": error, "stale": True}, status=error.status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer an address that leads nowhere."""
    del exception
    return refusal(request, NotFound(N_("Không có trang này. Xin kiểm tra lại địa chỉ hoặc về trang đầu.")))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that cannot be understood."""
    del exception
    return refusal(request, BadInput(N_("Yêu cầu gửi lên không đúng dạng.")))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what is refused before any view."""
    del exception
    return refusal(request, NotAllowed(N_("Bạn không được vào phần này.")))


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours, without anything that might fail again."""
    return render(request, "shared/fault.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)


@require_POST
@public
def set_language(request: DeskRequest) -> HttpResponse:
    """Remember the reader's language in a cookie and go back."""
    wanted = request.POST.get("language", "vi")
    response = HttpResponseRedirect(safe_next(request, "/"))
    response.set_cookie(
        LANGUAGE_COOKIE,
        wanted if wanted in LANGUAGES else "vi",
        max_age=YEAR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response
