"""Papers of the till, answered as PDF."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from motcua.desks.counter.till import prints
from motcua.desks.counter.till.days import day_of
from motcua.desks.counter.till.shown import COLLECT, RECONCILE
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.handing import printed
from motcua.payments import policies, queries

# The printing script opens a paper in a frame of our own page.


@require_safe
@xframe_options_sameorigin
@power(COLLECT, RECONCILE)
def receipt(request: DeskRequest, receipt: UUID) -> HttpResponse:
    """Return a receipt in its three copies."""
    page = queries.bill(request.actor, queries.bill_of(request.actor, receipt))
    one = next(found for found in page.receipts if found.id == receipt)
    return printed(prints.receipt(page, one, request.actor.realm), f"bien-lai-{one.number}.pdf")


@require_safe
@xframe_options_sameorigin
@power(COLLECT, RECONCILE)
def refund(request: DeskRequest, refund: UUID) -> HttpResponse:
    """Return a refund slip in its three copies."""
    page = queries.bill(request.actor, queries.bill_of_refund(request.actor, refund))
    one = next(found for found in page.refunds if found.id == refund)
    return printed(prints.refund(page, one, request.actor.realm), f"hoan-tra-{one.number}.pdf")


@require_safe
@xframe_options_sameorigin
@power(RECONCILE)
def day(request: DeskRequest, day: str) -> HttpResponse:
    """Return a day's reconciliation on paper."""
    wanted = day_of(day)
    found = queries.day(request.actor, wanted)
    made = found.row.closed_at or found.row.opened_at
    centre = policies.centre_of(request.actor)
    return printed(prints.reconciliation(found, centre, request.actor.realm, made), f"doi-soat-{wanted:%Y%m%d}.pdf")
