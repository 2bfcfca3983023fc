"""Dossiers that wait for a seal or a digital signature: why and since when; those that no longer need to, to be done at once."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.desks.backoffice import shown
from motcua.desks.backoffice.many import KINDS
from motcua.desks.backoffice.views.bulk import MOST
from motcua.desks.shared.door import DeskRequest, act, errors_of, once_key, power
from motcua.desks.shared.shapes import Column, Link
from motcua.desks.shared.told import tell
from motcua.dossiers import signing, waiting
from motcua.dossiers.commands import MuteSigning, SetSigningHours
from motcua.dossiers.waiting import Waiting
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor

TITLE = N_("Chờ ký, đóng dấu")
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
    return _page(request)


@require_POST
@power("dossier.approve")
def mute(request: DeskRequest) -> HttpResponse:
    """Make no more calls to sign today, or make them again."""
    muted = request.POST.get("muted") == "1"
    try:
        act(request, MuteSigning(unit=_unit(request), muted=muted))
    except MotcuaError as error:
        return _page(request, error)
    tell(request, N_("Hôm nay không nhắc ký nữa; mai nhắc lại như thường.") if muted else N_("Đã bật nhắc ký."))
    return HttpResponseRedirect(reverse("backoffice:waiting"))


@require_POST
@power("dossier.correct")
def hours(request: DeskRequest) -> HttpResponse:
    """Settle at which hours leaders are told what waits for them."""
    try:
        act(request, SetSigningHours(unit=_unit(request), hours=request.POST.get("hours", "")))
    except MotcuaError as error:
        return _page(request, error)
    tell(request, N_("Đã đặt giờ nhắc ký."))
    return HttpResponseRedirect(reverse("backoffice:waiting"))


def _unit(request: DeskRequest) -> UUID:
    """Return the unit somebody acts for; :class:`BadInput` where they act for none."""
    if request.actor.unit is None:
        raise BadInput(N_("Tài khoản này không thuộc đơn vị nào."))
    return request.actor.unit


def _page(request: DeskRequest, error: MotcuaError | None = None) -> HttpResponse:
    found = waiting.waiting(request.actor)
    waits, here = [one for one in found if not one.here], [one for one in found if one.here]
    context = {
        "title": TITLE,
        "columns": COLUMNS,
        "rows": [_line(one) for one in waits],
        "reasons": _reasons(waits),
        "oldest": max((one.days for one in waits), default=0),
        "offered": _offered(request.actor, here),
        **_calls(request, {one.row.id for one in here}, error),
        "orders_href": reverse("seals:orders") if request.actor.can("staff.read") else "",
        "trail": [Link(N_("Việc"), reverse("backoffice:home")), Link(TITLE)],
    }
    return render(request, "backoffice/waiting.html", context, status=error.status if error else HTTPStatus.OK)


def _calls(request: DeskRequest, apart: set[UUID], error: MotcuaError | None) -> dict[str, Any]:
    """Return what waits for the reader's own signature, late and same-day first, and how leaders are told of it."""
    actor = request.actor
    rows, figure = signing.to_sign(actor, apart)
    told = actor.unit is not None and bool(actor.powers & {"dossier.approve", "dossier.correct"})
    return {
        "sign": [(row, shown.due(row.due)) for row in rows[:MOST]],
        "sign_figure": figure,
        "hours": signing.hours_of(actor.unit) if told and actor.unit else (),
        "muted_by": signing.is_muted(actor.unit, str(actor.realm)) if told and actor.unit else "",
        "typed_hours": request.POST.get("hours", ""),
        "error": error,
        "errors": errors_of(error) if error else {},
        "once": once_key(),
    }


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
