"""What the officer's pages give to the screen turned to the citizen: the least that must be right before printing.

Both windows stand under one sign-in and speak to each other inside the browser; what is typed goes through no server and
is kept nowhere. Only the confirmation is written, by the second window's own form.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from motcua.desks.counter import shown
from motcua.desks.counter.place import Place
from motcua.desks.shared.door import DeskRequest
from motcua.dossiers import intake
from motcua.dossiers.rules.confirming import SHOWN
from motcua.kernel.words import said
from motcua.parties.queries import PartyView


def channel(request: DeskRequest) -> str:
    """Return the name under which the two windows of one sign-in find each other; nobody else's window knows it."""
    told = f"{settings.SECRET_KEY}.second.{request.session.session_key}.{request.actor.account}"
    return sha256(told.encode()).hexdigest()[:32]


def of_visit(request: DeskRequest, place: Place, person: PartyView, terms: intake.Intake) -> dict[str, Any]:
    """Return what the form of a dossier shows; the papers ticked and the date are read from the page as it changes."""
    back = urlencode({"then": f"{place.href(nguoi='')}&nguoi="})
    return _around(request) | {
        "visit": place.visit.hex,
        "person": person.id.hex,
        "procedure": terms.code,
        "edit": f"{reverse('counter:edit', args=[person.id])}?{back}",
        "facts": {
            "name": person.name,
            "born": shown.born(person.born),
            "phone": person.phone_shown,
            "procedure": terms.name,
        },
    }


def of_person(request: DeskRequest) -> dict[str, Any]:
    """Return what the form of a person shows: its fields as they are typed; nothing can be confirmed yet."""
    return {"visit": "", "person": "", "procedure": "", "edit": "", "facts": {}} | _around(request)


def _around(request: DeskRequest) -> dict[str, Any]:
    return {
        "channel": channel(request),
        "names": {name: said(label) for name, label in SHOWN.items()},
        "ends": False,
    }


def over(request: DeskRequest) -> dict[str, Any]:
    """Return what ends a visit: the second screen forgets what it showed."""
    return of_person(request) | {"ends": True}
