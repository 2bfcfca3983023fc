"""The door of every view: who may come in, how an act is carried out once, and how a refusal is answered.

Every view declares itself with one of :func:`public`, :func:`signed_in` or :func:`power`; a house test walks the
addresses and refuses a view without a door. Inside, ``request.actor`` is who acts (an anonymous actor behind a public
door), and :func:`act` performs a command under the form's own key, so that a double click or a retry does a thing once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from motcua.kernel.errors import BadInput, MotcuaError, NotAllowed, NotFound, NotSignedIn
from motcua.kernel.ids import new_id
from motcua.kernel.words import N_
from motcua.ledger import access
from motcua.ledger.actor import ANONYMOUS_ACCOUNT, Actor
from motcua.ledger.commands import Command
from motcua.ledger.perform import Outcome, perform

P = ParamSpec("P")
ONCE = "once_key"
"""The name of the hidden field that carries a form's key."""


class DeskRequest(HttpRequest):
    """A request as views see it: with the actor, put there by the middleware, and the door it came in by."""

    actor: Actor
    door: Door
    htmx: Any


@dataclass(frozen=True, slots=True)
class Door:
    """Who may come in: ``power`` empty and ``public`` false: whoever is signed in."""

    public: bool = False
    power: str = ""
    any_of: frozenset[str] = frozenset()


View = Callable[Concatenate[DeskRequest, P], HttpResponse]


def public(view: View[P]) -> View[P]:
    """Open to everybody."""
    return _guard(view, Door(public=True))


def signed_in(view: View[P]) -> View[P]:
    """Open to whoever is signed in."""
    return _guard(view, Door())


def power(*names: str) -> Callable[[View[P]], View[P]]:
    """Open to whoever holds one of these powers."""

    def declare(view: View[P]) -> View[P]:
        return _guard(view, Door(any_of=frozenset(names), power=" / ".join(names)))

    return declare


def _guard(view: View[P], door: Door) -> View[P]:
    @wraps(view)
    def enter(request: DeskRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request.door = door
        try:
            _check(request, door, view, kwargs)
            return view(request, *args, **kwargs)
        except NotSignedIn as error:
            return _to_sign_in(request, error)
        except MotcuaError as error:
            return refusal(request, error)

    enter.door = door  # type: ignore[attr-defined]
    return cast("View[P]", enter)


def _check(request: DeskRequest, door: Door, view: Callable[..., Any], parts: Mapping[str, Any]) -> None:
    if any("\0" in part for part in parts.values() if isinstance(part, str)):
        raise NotFound(N_("Không có trang này. Xin kiểm tra lại địa chỉ hoặc về trang đầu."))
    typed = [request.GET, request.POST] if request.method == "POST" else [request.GET]
    if any("\0" in word for form in typed for name, given in form.lists() for word in (name, *given)):
        raise BadInput(N_("Nội dung có ký tự không đọc được. Xin gõ lại."))
    if door.public:
        return
    if request.actor.account == ANONYMOUS_ACCOUNT:
        raise NotSignedIn(N_("Xin đăng nhập để tiếp tục."))
    if door.any_of and not door.any_of & request.actor.powers:
        error = NotAllowed(N_("Vị trí đang đăng nhập không được vào phần này."))
        # Whose door it was tried on: the first thing the address names.
        subject = next((part for part in parts.values() if isinstance(part, UUID)), None)
        access.refused(request.actor, f"{view.__module__}.{view.__name__}", subject, error)
        raise error


def _to_sign_in(request: DeskRequest, error: NotSignedIn) -> HttpResponse:
    """Lead to the sign-in page and back; a fragment asks the whole page to go there."""
    target = f"{reverse('account:sign_in')}?{urlencode({'next': request.get_full_path()})}"
    if request.htmx:
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED, headers={"HX-Redirect": target})
    if request.method not in {"GET", "HEAD"}:
        return refusal(request, error)
    return HttpResponseRedirect(target)


def refusal(request: HttpRequest, error: MotcuaError) -> HttpResponse:
    """Answer a refusal as a page (or a fragment for htmx) with the error's own status: never a 500."""
    template = "shared/_refusal.html" if getattr(request, "htmx", False) else "shared/refusal.html"
    return render(request, template, {"error": error}, status=error.status)


def act(request: DeskRequest, command: Command) -> Outcome:
    """Perform ``command`` as whoever sent the form, once for the form's key."""
    key = request.POST.get(ONCE, "")
    return perform(command, request.actor, key=key[:80] or None)


def once_key() -> str:
    """Return a fresh key for a form about to be filled in."""
    return new_id().hex


def errors_of(error: MotcuaError) -> dict[str, list[Any]]:
    """Return an error beside its field (``""`` where it is about none), as forms show it."""
    return {error.field or "": [error.said]}


def safe_next(request: HttpRequest, default: str) -> str:
    """Return the address to go on to, if it is ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return default


def whole_number(text: str, *, digits: int = 9) -> int | None:
    """Return what was typed as a whole number of at most so many digits; ``None`` for anything else.

    Only 0 to 9 count: other signs pass for digits elsewhere (²), and thousands of them are more than Python reads.
    """
    tidy = text.strip()
    return int(tidy) if tidy.isascii() and tidy.isdigit() and len(tidy) <= digits else None


def typed_id(values: Mapping[str, Any], name: str) -> UUID | None:
    """Return the id in a form field, ``None`` when it is empty or none."""
    try:
        return UUID(str(values.get(name) or ""))
    except ValueError:
        return None
