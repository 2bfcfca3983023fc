"""The way from a right password to work: which steps are left, and where somebody lands after the last.

Steps are names of the account's pages, kept in the session; the middleware of the desks lets nobody past them. Where
each user of a shared counter was when the screen was locked is kept too, so that each comes back to their own page.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse

from motcua.desks.shared import realms
from motcua.desks.shared.door import safe_next
from motcua.desks.shared.middleware import PENDING
from motcua.desks.shared.shell import home_of
from motcua.ledger.actor import Actor
from motcua.office import signin
from motcua.office.signin import Factor, Recognised

PASSWORD, VERIFY, ENROL, POST = "account:password", "account:second_factor", "account:enrol", "account:post"
_PLACES = "motcua_places"
_PLACES_MOST = 8


def begin(request: HttpRequest, who: Recognised) -> None:
    """Sign in who was recognised and note what is left to do; places of others at this machine are kept."""
    places = request.session.get(_PLACES, {})
    signin.start_session(request, who)
    pending = [PASSWORD] if who.must_change_password else []
    factor = {Factor.VERIFY: VERIFY, Factor.ENROL: ENROL}.get(who.factor)
    pending += [factor] if factor else []
    pending += [POST] if len(who.capacities) > 1 else []
    request.session[PENDING] = pending
    if places:
        request.session[_PLACES] = places


def leave(request: HttpRequest, account: UUID) -> None:
    """Sign out; places of the others at this machine are kept."""
    places = {whose: place for whose, place in request.session.get(_PLACES, {}).items() if whose != account.hex}
    signin.end_session(request)
    if places:
        request.session[_PLACES] = places


def left(session: SessionBase) -> tuple[str, ...]:
    """Return the steps still to be taken."""
    return tuple(session.get(PENDING, ()))


def taken(session: SessionBase, *done: str) -> None:
    """Strike steps off."""
    session[PENDING] = [step for step in left(session) if step not in done]


def kept(session: SessionBase) -> dict[str, Any]:
    """Return what of the session must outlive a change of password, which begins a new one."""
    return {key: session[key] for key in (PENDING, _PLACES) if key in session}


def go_on(request: HttpRequest, place: str = "") -> HttpResponse:
    """Lead to the next step, or after the last to ``place``, the address asked for (``next``) or one's own desk."""
    wanted = place or safe_next(request, "")
    pending = left(request.session)
    if pending:
        query = f"?{urlencode({'next': wanted})}" if wanted else ""
        return HttpResponseRedirect(reverse(pending[0]) + query)
    actor = realms.actor_in(request)
    return HttpResponseRedirect(landing(actor, wanted) if actor else reverse("account:sign_in"))


def landing(actor: Actor, wanted: str) -> str:
    """Return ``wanted`` where this actor may enter it, else the desk they begin at."""
    if wanted and _may_enter(actor, wanted):
        return wanted
    return home_of(actor)


def _may_enter(actor: Actor, wanted: str) -> bool:
    try:
        found = resolve(urlsplit(wanted).path)
    except Resolver404:
        return False
    door = getattr(found.func, "door", None)
    if door is None:
        return False
    if found.app_name == "account":
        return found.url_name in {"home", "enrol"}
    return not door.any_of or bool(door.any_of & actor.powers)


def remember_place(session: SessionBase, account: UUID, place: str) -> None:
    """Note where somebody was when the screen was locked."""
    places = dict(session.get(_PLACES, {}))
    places.pop(account.hex, None)
    places[account.hex] = place
    session[_PLACES] = dict(list(places.items())[-_PLACES_MOST:])


def place_of(session: SessionBase, account: UUID) -> str:
    """Return where somebody was when they last locked the screen of this machine, "" when not known."""
    place: str = session.get(_PLACES, {}).get(account.hex, "")
    return place
