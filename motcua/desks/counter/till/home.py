"""The till at a glance: one's own shift, bills that wait, shifts; and the list of receipts with its sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.desks.counter.till.shown import (
    BILL_COLUMNS,
    BILL_TONES,
    COLLECT,
    HOME,
    RECONCILE,
    SHIFT_COLUMNS,
    SHIFT_NAMES,
    SHIFT_TONES,
)
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power, whole_number
from motcua.desks.shared.fields import options_of
from motcua.desks.shared.handing import spreadsheet
from motcua.desks.shared.shapes import Column, Link
from motcua.kernel import clock, partial_date
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said
from motcua.payments import queries
from motcua.payments.queries import Asked
from motcua.payments.rules import bills
from motcua.payments.rules.bills import Manner

EXPORT_MOST: Final = 20_000
SHEET: Final = (
    (N_("Biên lai"), 22),
    (N_("Lúc"), 18),
    (N_("Hồ sơ"), 26),
    (N_("Người nộp"), 30),
    (N_("Hình thức"), 16),
    (N_("Số tiền (đồng)"), 16),
    (N_("Đã hoàn trả (đồng)"), 18),
    (N_("Người thu"), 26),
    (N_("Hủy lúc"), 18),
    (N_("Lý do hủy"), 40),
)


@require_safe
@power(COLLECT, RECONCILE)
def home(request: DeskRequest) -> HttpResponse:
    """Show what there is to do at the till now."""
    actor, today = request.actor, clock.today()
    totals = actor.can(RECONCILE)
    taken = queries.receipts(actor, Asked(since=today, until=today, mine=not totals), size=5)
    context = {
        "shift": queries.mine(actor),
        "waiting": queries.waiting(actor),
        "shifts": queries.shifts(actor)[:10],
        "taken": taken,
        "collects": actor.can(COLLECT),
        "totals": totals,
        "undone": queries.unreconciled(actor) if totals else (),
        "columns": BILL_COLUMNS,
        "shift_columns": SHIFT_COLUMNS,
        "shift_names": SHIFT_NAMES,
        "shift_tones": SHIFT_TONES,
        "states": bills.BILL_STATES,
        "tones": BILL_TONES,
        "today": today,
    }
    return render(request, "counter/till/home.html", context)


def typed_day(typed: str, field: str) -> date | None:
    """Return a day as people type it, ``None`` for none; :class:`BadInput` beside its field."""
    if not typed.strip():
        return None
    found = partial_date.parse(typed.strip()[:20], field=field).exact
    if found is None:
        raise BadInput(N_("Xin ghi đủ ngày, tháng, năm."), field=field)
    return found


def _asked(request: DeskRequest) -> tuple[Asked, dict[str, list[Said]]]:
    """Return what is looked for, and what of it was not understood (and is not asked)."""
    days: dict[str, date | None] = {"tu": None, "den": None}
    errors: dict[str, list[Said]] = {}
    for name in days:
        try:
            days[name] = typed_day(request.GET.get(name, ""), name)
        except BadInput as error:
            errors[name] = [error.said]
    asked = Asked(
        text=request.GET.get("q", "").strip()[:80],
        manner=request.GET.get("hinh-thuc", "") if request.GET.get("hinh-thuc", "") in set(Manner) else "",
        since=days["tu"],
        until=days["den"],
        annulled=bool(request.GET.get("huy")),
        mine=bool(request.GET.get("cua-toi")),
    )
    return asked, errors


def _query(asked: Asked, **more: Any) -> str:
    parts = {
        "q": asked.text,
        "hinh-thuc": asked.manner,
        "tu": asked.since.strftime("%d/%m/%Y") if asked.since else "",
        "den": asked.until.strftime("%d/%m/%Y") if asked.until else "",
        "huy": "1" if asked.annulled else "",
        "cua-toi": "1" if asked.mine else "",
    } | more
    return urlencode({name: value for name, value in parts.items() if value})


@require_safe
@power(COLLECT, RECONCILE)
def receipts(request: DeskRequest) -> HttpResponse:
    """Show receipts, narrowed by words, manner and days, a page at a time."""
    asked, errors = _asked(request)
    page = whole_number(request.GET.get("trang", "1"), digits=6) or 1
    found = queries.receipts(request.actor, asked, page)
    here = reverse("till:receipts")
    context = {
        "found": found,
        "asked": asked,
        "shown_since": request.GET.get("tu", "")[:20],
        "shown_until": request.GET.get("den", "")[:20],
        "errors": errors,
        "columns": (
            Column(N_("Biên lai")),
            Column(N_("Hồ sơ")),
            Column(N_("Người nộp")),
            Column(N_("Hình thức")),
            Column(N_("Số tiền"), numeric=True),
        ),
        "manners": bills.MANNER_NAMES,
        "next_href": f"{here}?{_query(asked, trang=found.page + 1)}" if found.page < found.pages else "",
        "previous_href": f"{here}?{_query(asked, trang=found.page - 1)}" if found.page > 1 else "",
        "export_href": f"{reverse('till:receipts_export')}?{_query(asked)}",
        "manner_options": options_of(bills.MANNER_NAMES),
        "trail": [HOME, Link(N_("Biên lai"))],
    }
    return render(request, "counter/till/receipts.html", context, status=400 if errors else 200)


@require_safe
@power(COLLECT, RECONCILE)
def export(request: DeskRequest) -> HttpResponse:
    """Answer the receipts looked for as XLSX."""
    asked, _ = _asked(request)
    rows = queries.every(request.actor, asked, EXPORT_MOST)
    title = gettext(N_("Biên lai – {unit} – xuất lúc {at}")).format(
        unit=request.actor.unit_name, at=formats.long_moment(clock.now())
    )
    return spreadsheet(f"bien-lai-{clock.today():%Y%m%d}.xlsx", title, SHEET, _lines(rows))


def _lines(rows: Any) -> Iterator[list[Any]]:
    for row in rows:
        yield [
            row.text,
            row.at,
            row.label,
            row.payer,
            formats.said(bills.MANNER_NAMES[row.manner]),
            row.amount,
            row.refunded,
            row.who,
            row.annulled_at,
            row.annulled_why,
        ]
