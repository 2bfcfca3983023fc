"""What surrounds every page, made from who is signed in: names, menu, realm, clock. A template context processor."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from motcua.contact import queries as contact
from motcua.desks.shared.jinja import fixed_address
from motcua.desks.shared.middleware import PENDING
from motcua.desks.shared.shapes import Link, Shell, Theme, Told
from motcua.desks.shared.told import told
from motcua.kernel import clock
from motcua.kernel.words import N_
from motcua.ledger import marks
from motcua.ledger.actor import ANONYMOUS_ACCOUNT, Actor, Realm, anonymous
from motcua.office import queries as office
from motcua.office import rules
from motcua.office.queries import names

PRODUCT = "Motcua"
SENT_FROM = "motcua_sent_from"
SENT_FROM_MOST = 10
MENU: tuple[tuple[str, str, str, frozenset[str]], ...] = (
    ("counter:home", N_("Tiếp nhận"), "F2", frozenset({"dossier.receive"})),
    ("backoffice:home", N_("Việc"), "F3", frozenset({"dossier.read"})),
    ("counter:handover", N_("Trả kết quả"), "F4", frozenset({"dossier.return"})),
    ("counter:day", N_("Chốt ngày"), "", frozenset({"day.close", "dossier.receive"})),
    (
        "centre:home",
        N_("Trung tâm"),
        "",
        frozenset(
            {
                "readiness.read",
                "asset.read",
                "works.read",
                "works.report",
                "link.read",
                "records.read",
                "staff.read",
                "budget.read",
                "project.read",
                "checklist.write",
                "inspection.read",
                "proposal.read",
                "decision.read",
                "article.write",
                "article.publish",
                "figure.read",
            }
        ),
    ),
    ("till:home", N_("Thu phí"), "", frozenset({"till.collect", "till.reconcile"})),
    ("certified:home", N_("Chứng thực"), "", frozenset({"dossier.receive", "dossier.approve"})),
    (
        "field:kit",
        N_("Hiện trường"),
        "",
        frozenset({"asset.count", "readiness.write", "readiness.inspect", "inspection.work"}),
    ),
    ("leader:home", N_("Điều hành"), "", frozenset({"oversee"})),
    ("steering:home", N_("Chỉ đạo"), "", frozenset({"directive.read"})),
    ("campaigns:home", N_("Kiểm tra"), "", frozenset({"inspection.read"})),
    (
        "conclusions:home",
        N_("Kết luận"),
        "",
        frozenset({"conclusion.write", "conclusion.sign", "directive.read"}),
    ),
    ("backoffice:catalogue", N_("Thủ tục"), "", frozenset({"catalogue.switch", "dossier.read"})),
    (
        "manage:home",
        N_("Quản trị"),
        "",
        frozenset({"office.manage", "account.manage", "party.merge", "party.erase", "ledger.read", "access.read"}),
    ),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return ``shell`` for the base templates; asked only by pages that show it."""
    return {"shell": _Asked(request)}


class _Asked:
    """A shell that is made when a page first shows a part of it; from then on its parts are plain attributes."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def told(self) -> list[Told]:
        """What waits to be said, said once: only a page that shows it takes it."""
        return told(self._request)

    def __getattr__(self, name: str) -> Any:
        if name not in Shell.__dataclass_fields__:
            raise AttributeError(name)
        try:
            made = _shell(self._request)
        except AttributeError as error:  # a template would only say that the shell lacks this part
            raise RuntimeError("the shell could not be made") from error
        vars(self).update({part: getattr(made, part) for part in Shell.__dataclass_fields__ if part != "told"})
        return vars(self)[name]


def _shell(request: HttpRequest) -> Shell:
    # A request refused before the desks' own middleware has no actor.
    actor: Actor = getattr(request, "actor", None) or anonymous()
    display: dict[str, Any] = {
        "demo_clock": clock.now() if marks.is_demonstration() else None,
        "language_url": fixed_address("language"),
        "path": place_of(request, actor),
        "theme": _theme(request.COOKIES.get("theme", "")),
        "large": request.COOKIES.get("size") == "large",
        "today": clock.today(),
    }
    if actor.account == ANONYMOUS_ACCOUNT:
        name, place, hotline = _house()
        return Shell(unit_name=name, place=place, hotline=hotline, **display)
    pending = bool(request.session.get(PENDING))
    return Shell(
        unit_name=actor.unit_name,
        place=names.heading_of(actor.unit, clock.today()).commune if actor.unit else "",
        home=home_of(actor),
        # Whoever has not finished signing in is led back there from everywhere: a menu would only mislead.
        menu=[] if pending else menu_of(actor, request.path),
        inbox_url="" if pending else fixed_address("inbox:home"),
        # One statement by an index, asked anew at every page: what waits is never kept (decision 11).
        unread=0 if pending else contact.unread(actor),
        trial=actor.realm == Realm.TRIAL,
        person=actor.name,
        post=actor.post_title,
        # What is kept in the browser as a trial must not come up again among what is real.
        user_key=actor.account.hex[-12:] + ("-thu" if actor.realm is Realm.TRIAL else ""),
        leave_trial_url=fixed_address("account:trial") if actor.realm is Realm.TRIAL else "",
        account_url=fixed_address("account:home"),
        sign_out_url=fixed_address("account:sign_out"),
        lock_url=fixed_address("account:lock"),
        lock_after=int(rules.screen_lock(actor.powers).total_seconds()),
        hotline=office.settings_of(actor.unit).hotline if actor.unit else "",
        **display,
    )


def _house() -> tuple[str, str, str]:
    """Return name, place and telephone of the one centre of this node; the product's name where it has none or several.

    Citizens get lost too: whoever lands at a refusal or at the way in of the officials finds whom to call.
    """
    found = office.centres(clock.today())
    if len(found) != 1:
        return PRODUCT, "", ""
    heading = names.heading_of(found[0].id, clock.today())
    return heading.centre, heading.commune, heading.hotline


def place_of(request: HttpRequest, actor: Actor) -> str:
    """Return the address that leads back to the page being shown: its own, or that of the page its form was sent from.

    A page that answers a sent form stands at an address that may take nothing else, so whoever reloads, unlocks or
    switches the language is led to the page before. Where such a page was sent from is kept with the session, for a
    form that is sent from it once more.
    """
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    session = getattr(request, "session", {})
    sent_from: dict[str, str] = session.get(SENT_FROM, {})
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return home_of(actor)
    parts = urlsplit(referer)
    before = f"{parts.path}?{parts.query}" if parts.query else parts.path
    place = sent_from.get(before, before)
    here = request.get_full_path()
    if actor.account != ANONYMOUS_ACCOUNT and sent_from.get(here) != place:
        session[SENT_FROM] = dict([*sent_from.items(), (here, place)][-SENT_FROM_MOST:])
    return place


WITHIN = {
    "campaigns:home": ("steering:home", "figure.read"),
    "conclusions:home": ("steering:home", "directive.read"),
    "till:home": ("counter:day", "dossier.read"),
    "certified:home": ("counter:home", "dossier.receive"),
}
"""Desks that stand within another for whoever holds its power: the menu of somebody who leads would fill two lines."""

IN_EARNEST = frozenset({"manage:home"})
"""Desks where nothing can be done in a trial: people, units and settings are changed in earnest only."""

OF_A_CENTRE = frozenset({"backoffice:catalogue"})
"""Desks that show what a centre offers: whoever works where there is none finds nothing there."""

FOLLOWED = frozenset(
    {
        "readiness.read",
        "asset.read",
        "works.read",
        "link.read",
        "records.read",
        "staff.read",
        "budget.read",
        "project.read",
    }
)
"""What the desk over many centres shows: whoever oversees places but reads none of it finds nothing there."""

PARTS = {
    "/ho-so/": "backoffice:home",
    "/ban-giao/": "backoffice:home",
    "/bien-ban/": "campaigns:home",
    "/ton-tai/": "campaigns:home",
    **dict.fromkeys(
        (
            "/san-sang/",
            "/thiet-bi/",
            "/cong-trinh/",
            "/duong-truyen/",
            "/nhan-su/",
            "/con-dau/",
            "/luu-tru/",
            "/kinh-phi/",
            "/du-an/",
            "/mau-kiem-tra/",
            "/kien-nghi/",
            "/van-ban/",
            "/bai-viet/",
            "/so-lieu/",
        ),
        "centre:home",
    ),
}
"""Pages that belong to a desk without standing under its address."""


def menu_of(actor: Actor, path: str) -> list[Link]:
    """Return the desks an actor may enter; the one being used is marked."""
    trial = actor.realm is Realm.TRIAL
    desks = [
        (label, fixed_address(view), key)
        for view, label, key, powers in MENU
        if powers & actor.powers
        and not (trial and view in IN_EARNEST)
        and not _stands_within(actor, view)
        and not (view in OF_A_CENTRE and not _has_centre(actor))
        and not (view == "leader:home" and not FOLLOWED & actor.powers)
    ]
    path = next((fixed_address(desk) for part, desk in PARTS.items() if path.startswith(part)), path)
    path = next(
        (
            fixed_address(desk)
            for view, (desk, power) in WITHIN.items()
            if actor.can(power) and path.startswith(fixed_address(view))
        ),
        path,
    )
    # The counter's address begins those of its parts: the longest that fits is where we are.
    here = max((href for _, href, _ in desks if path.startswith(href)), key=len, default=None)
    return [Link(label=label, href=href, current=href == here, key=key) for label, href, key in desks]


def _stands_within(actor: Actor, view: str) -> bool:
    return view in WITHIN and actor.can(WITHIN[view][1])


def _has_centre(actor: Actor) -> bool:
    return actor.unit is not None and office.has_centre(actor.unit)


def home_of(actor: Actor) -> str:
    """Return the desk an actor begins at."""
    links = menu_of(actor, "")
    return links[0].href if links else "/"


def _theme(text: str) -> Theme:
    try:
        return Theme(text)
    except ValueError:
        return Theme.LIGHT
