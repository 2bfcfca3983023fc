"""What surrounds every page, made from who is signed in: names, menu, realm, clock. A template context processor."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from motcua.desks.shared.middleware import PENDING
from motcua.desks.shared.shapes import Link, Shell, Theme
from motcua.kernel import clock
from motcua.kernel.words import N_
from motcua.ledger import marks
from motcua.ledger.actor import ANONYMOUS_ACCOUNT, Actor, Realm, anonymous
from motcua.office import queries as office
from motcua.office import rules
from motcua.office.queries import names

PRODUCT = "Motcua"
MENU: tuple[tuple[str, str, str, frozenset[str]], ...] = (
    ("counter:home", N_("Tiếp nhận"), "F2", frozenset({"dossier.receive"})),
    ("backoffice:home", N_("Việc"), "F3", frozenset({"dossier.read"})),
    ("counter:handover", N_("Trả kết quả"), "F4", frozenset({"dossier.return"})),
    ("counter:day", N_("Chốt ngày"), "", frozenset({"day.close", "dossier.receive"})),
    ("backoffice:catalogue", N_("Thủ tục"), "", frozenset({"catalogue.switch", "dossier.read"})),
    ("manage:home", N_("Quản trị"), "", frozenset({"office.manage", "account.manage", "ledger.read", "access.read"})),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return ``shell`` for the base templates; asked only by pages that show it."""
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: HttpRequest) -> Shell:
    # A request refused before the desks' own middleware has no actor.
    actor: Actor = getattr(request, "actor", None) or anonymous()
    display: dict[str, Any] = {
        "demo_clock": clock.now() if marks.is_demonstration() else None,
        "language_url": reverse("language"),
        "path": request.get_full_path(),
        "theme": _theme(request.COOKIES.get("theme", "")),
        "large": request.COOKIES.get("size") == "large",
        "today": clock.today(),
    }
    if actor.account == ANONYMOUS_ACCOUNT:
        return Shell(unit_name=PRODUCT, place=_place(None), hotline="", **display)
    return Shell(
        unit_name=actor.unit_name,
        place=_place(actor.unit),
        home=home_of(actor),
        # Whoever has not finished signing in is led back there from everywhere: a menu would only mislead.
        menu=[] if request.session.get(PENDING) else menu_of(actor, request.path),
        trial=actor.realm == Realm.TRIAL,
        person=actor.name,
        post=actor.post_title,
        user_key=actor.account.hex[-12:],
        account_url=reverse("account:home"),
        sign_out_url=reverse("account:sign_out"),
        lock_url=reverse("account:lock"),
        lock_after=int(rules.screen_lock(actor.powers).total_seconds()),
        hotline=office.settings_of(actor.unit).hotline if actor.unit else "",
        **display,
    )


def menu_of(actor: Actor, path: str) -> list[Link]:
    """Return the desks an actor may enter; the one being used is marked."""
    desks = [(label, reverse(view), key) for view, label, key, powers in MENU if powers & actor.powers]
    # The counter's address begins those of its parts: the longest that fits is where we are.
    here = max((href for _, href, _ in desks if path.startswith(href)), key=len, default=None)
    return [Link(label=label, href=href, current=href == here, key=key) for label, href, key in desks]


def home_of(actor: Actor) -> str:
    """Return the desk an actor begins at."""
    links = menu_of(actor, "")
    return links[0].href if links else "/"


def _place(unit: UUID | None) -> str:
    if unit is None:
        return ""
    return names.heading_of(unit, clock.today()).commune


def _theme(text: str) -> Theme:
    try:
        return Theme(text)
    except ValueError:
        return Theme.LIGHT
