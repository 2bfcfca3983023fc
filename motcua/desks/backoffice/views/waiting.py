"""Dossiers that wait for a seal or a digital signature: why and since when; those that no longer need to, to be done at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.desks.backoffice import shown
from motcua.desks.backoffice.many import KINDS
from motcua.desks.backoffice.views.bulk import MOST
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.shapes import Column, Link
from motcua.dossiers import waiting
from motcua.dossiers.waiting import Waiting
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor

TITLE = N_("Chờ con dấu, chữ ký số")
COLUMNS = (
    Column(N_("Hồ sơ")),
    Column(N_("Còn thiếu")),
    Column(N_("Chờ từ")),
    Column(N_("Số ngày"), numeric=True),
    Column(N_("Hẹn trả")),
)


@require_safe
@power("dossier.read")
def page(request: DeskRequest) -> HttpResponse:
    """Show what waits with its reason and age, and offer what no longer does to whoever may sign or seal it."""
    found = waiting.waiting(request.actor)
    waits, here = [one for one in found if not one.here], [one for one in found if one.here]
    context = {
        "title": TITLE,
        "columns": COLUMNS,
        "rows": [_line(one) for one in waits],
        "reasons": _reasons(waits),
        "oldest": max((one.days for one in waits), default=0),
        "offered": _offered(request.actor, here),
        "orders_href": reverse("seals:orders") if request.actor.can("staff.read") else "",
        "trail": [Link(N_("Việc"), reverse("backoffice:home")), Link(TITLE)],
    }
    return render(request, "backoffice/waiting.html", context)


def _line(one: Waiting) -> dict[str, Any]:
    return {
        "id": one.row.id,
        "href": reverse("backoffice:dossier", args=[one.row.id]),
        "waiting": one,
        "due": shown.due(one.row.due),
    }


def _reasons(waits: Sequence[Waiting]) -> list[tuple[Any, int]]:
    """Return what is missing with how many dossiers wait for it, the most first."""
    found: dict[Any, tuple[Any, int]] = {}
    for one in waits:
        found[one.order] = one.why, found.get(one.order, (None, 0))[1] + 1
    return sorted(found.values(), key=lambda pair: -pair[1])


def _offered(actor: Actor, here: Sequence[Waiting]) -> list[dict[str, Any]]:
    """Return what can be done now, by act: rows with a tick for whoever may, the first as many as one confirmation takes."""
    parts = []
    for slug in ("ky", "dau"):
        mine = [_line(one) for one in here if one.act == slug]
        if mine:
            may = actor.can(KINDS[slug].power)
            parts.append({"slug": slug, "kind": KINDS[slug], "rows": mine[:MOST], "count": len(mine), "may": may})
    return parts
