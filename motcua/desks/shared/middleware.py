"""What happens around every request: the reader's language, who acts, and one access row for what was read."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from csp.constants import HEADER as POLICY
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from motcua.desks.shared import realms
from motcua.desks.shared.door import refusal
from motcua.desks.shared.told import tell
from motcua.kernel.errors import Conflict, NotHere
from motcua.kernel.words import N_
from motcua.ledger import access
from motcua.ledger.actor import Actor, anonymous

LANGUAGE_COOKIE = "ngon-ngu"
LANGUAGES = ("vi", "en")
PENDING = "motcua_pending"
"""Session key of the steps of signing in that are still to be taken: names of the account's pages, in their order."""
Answer = Callable[[HttpRequest], HttpResponse]


class PolicyMiddleware:
    """Every answer carries the content policy of the settings, put together once; one that has its own keeps it."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer under the policy, but for what a developer reads about a fault: Django styles that in place."""
        response = self.answer(request)
        if not (settings.DEBUG and response.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.INTERNAL_SERVER_ERROR}):
            response.headers.setdefault(POLICY, self.policy)
        return response


class LanguageMiddleware:
    """Vietnamese, unless the reader chose English."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the reader's cookie."""
        wanted = request.COOKIES.get(LANGUAGE_COOKIE, "vi")
        with translation.override(wanted if wanted in LANGUAGES else "vi"):
            response = self.answer(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "vi")
            return response


class ActorMiddleware:
    """Puts who acts on the request (read when first asked for) and writes one access row for all that was read.

    Whoever has signed in but still has to change the password, show the second factor or choose a post is led there
    first. Pages of signed-in people are never kept by browsers or proxies: the next user of a shared counter must not
    go back to them.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the actor at hand, gathering what is read."""
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        with access.request():
            response = self.answer(request)
            if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
                response = _not_here(request, response.headers.get("Allow", ""))
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Lead to the next step of signing in; the account's own pages and public ones stay open.

        Whoever comes in is asked for here, once: every rule of a page looks at the actor, and each look through
        something lazy costs as much as ten at the actor.
        """
        del args, kwargs
        door = getattr(view, "door", None)
        here = request.resolver_match.app_name if request.resolver_match else ""
        if door is None or door.public or here == "account":
            return None
        pending = request.session.get(PENDING)
        if not pending:
            request.actor = actor = _actor(request)  # type: ignore[attr-defined]
            return _back_to_real(request) if realms.has_ended(request, actor) else None
        asked = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
        target = f"{reverse(pending[0])}?{urlencode({'next': asked})}"
        if request.headers.get("HX-Request"):
            return HttpResponse(status=HTTPStatus.UNAUTHORIZED, headers={"HX-Redirect": target})
        return HttpResponseRedirect(target)


def _back_to_real(request: HttpRequest) -> HttpResponse | None:
    """Tell whoever was in a trial that has ended; what they were about to send as a trial must not become real."""
    realms.leave(request)
    ended = N_("Vận hành thử nghiệm ở nơi này đã kết thúc; bạn đã trở về chế độ thật.")
    if request.method in {"GET", "HEAD"}:
        tell(request, ended)
        return None
    return refusal(request, Conflict(N_("Vận hành thử nghiệm đã kết thúc: nội dung vừa gửi chưa được ghi vào đâu.")))


def _not_here(request: HttpRequest, allow: str) -> HttpResponse:
    """Answer whoever opened the address of a form, by hand or by going back, with a page instead of a blank one."""
    error = NotHere(N_("Địa chỉ này chỉ nhận nội dung gửi từ biểu mẫu. Xin mở lại trang có biểu mẫu rồi gửi từ đó."))
    response = refusal(request, error)
    response.headers["Allow"] = allow
    return response


def _actor(request: HttpRequest) -> Actor:
    return realms.actor_in(request) or anonymous()
