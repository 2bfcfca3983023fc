"""Totals of days by kind, for closing them, for the book and for whoever reports on a centre."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, Sum

from motcua.certifications.models import Original
from motcua.certifications.rules import Kind
from motcua.ledger.events.certifications import DayTotal


def totals_of(centre: UUID, realm: str, first: date, last: date) -> list[DayTotal]:
    """Return the totals of each kind over days (both included), kinds without a number too.

    Pages are those of the originals, once each; what was cancelled counts by its number alone.
    """
    stands = Q(cancelled_at__isnull=True)
    rows = (
        Original.objects.filter(
            certification__centre=centre,
            certification__realm=realm,
            certification__day__gte=first,
            certification__day__lte=last,
        )
        .order_by()
        .values("certification__kind")
        .annotate(
            numbers=Count("pk", filter=stands),
            cancelled=Count("pk", filter=~stands),
            sheets=Sum("pages", filter=stands),
            sets=Sum("copies", filter=stands),
            fees=Sum("fee", filter=stands),
        )
    )
    known: dict[str, dict[str, Any]] = {row["certification__kind"]: dict(row) for row in rows}
    return [_total(kind, known.get(kind, {})) for kind in Kind]


def _total(kind: Kind, row: dict[str, Any]) -> DayTotal:
    return DayTotal(
        kind=kind,
        numbers=row.get("numbers") or 0,
        cancelled=row.get("cancelled") or 0,
        pages=row.get("sheets") or 0,
        copies=row.get("sets") or 0,
        fees=row.get("fees") or 0,
    )


def handed_at_once(centres: Collection[UUID], realm: str, first: date, last: date) -> tuple[int, int]:
    """Return how many certifications without a dossier of a period were handed over, and their numbers: no personal data.

    For the operating report, which counts dossiers: these stand beside it, never in its sums. What was cancelled, and what
    nobody has in hand yet, is left out.
    """
    rows = Original.objects.filter(
        cancelled_at__isnull=True,
        certification__dossier__isnull=True,
        certification__handed_at__isnull=False,
        certification__centre__in=list(centres),
        certification__realm=realm,
        certification__day__gte=first,
        certification__day__lte=last,
    ).aggregate(times=Count("certification", distinct=True), numbers=Count("pk"))
    return rows["times"], rows["numbers"]
