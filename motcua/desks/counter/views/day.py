"""Close of day on one page, and what this counter received today."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from motcua.desks.counter import shown
from motcua.desks.shared.door import ONCE, DeskRequest, act, errors_of, once_key, power
from motcua.desks.shared.handing import printed
from motcua.dossiers import day_sheet, prints, queries
from motcua.dossiers.commands import CloseDay, ConfirmSynced, EnterProvincialCode
from motcua.kernel import clock, partial_date
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_

# The printing script opens the sheet in a frame of our own page.


def _day(request: DeskRequest) -> date:
    """Return the day that was asked for, as an address has it or as people type it; today when none was."""
    wanted = (request.POST.get("ngay") or request.GET.get("ngay") or "").strip()
    if not wanted:
        return clock.today()
    day = partial_date.parse(wanted, field="ngay").exact
    if day is None:
        raise BadInput(N_("Xin ghi đủ ngày, tháng, năm."), field="ngay")
    return day


@power("day.close", "dossier.receive")
def day(request: DeskRequest) -> HttpResponse:
    """Show the day with its lists, or close it."""
    wanted = _day(request)
    if request.method != "POST":
        return _page(request, wanted)
    sheet = day_sheet.day_sheet(request.actor, wanted)
    try:
        act(request, CloseDay(unit=sheet.unit, day=wanted, note=request.POST.get("note", "")))
    except MotcuaError as error:
        return _page(request, wanted, errors=errors_of(error), status=error.status)
    return HttpResponseRedirect(f"{reverse('counter:day')}?ngay={wanted.isoformat()}")


def _page(request: DeskRequest, wanted: date, *, status: int = 200, **more: Any) -> HttpResponse:
    sheet = day_sheet.day_sheet(request.actor, wanted)
    told: dict[str, Any] = {
        "sheet": sheet,
        "names": day_sheet.LIST_NAMES,
        "lists": [(one, shown.lines(one.rows)) for one in sheet.lists],
        "closed_days": day_sheet.closed_days(request.actor),
        "is_today": wanted == clock.today(),
        "errors": {},
        "wrong": None,
        "code": "",
        "note": request.POST.get("note", ""),
        "once": request.POST.get(ONCE) or once_key(),
        "keys": once_key,
        "columns": shown.DOSSIER_COLUMNS,
        "may": request.actor.powers,
    }
    return render(request, "counter/day.html", told | more, status=status)


@require_POST
@power("dossier.receive", "dossier.correct")
def enter_code(request: DeskRequest, dossier: UUID) -> HttpResponse:
    """Give a dossier the province's code and go on to the next one without."""
    wanted = _day(request)
    code = request.POST.get("code", "")
    try:
        act(request, EnterProvincialCode(dossier=dossier, code=code))
    except MotcuaError as error:
        return _page(
            request, wanted, wrong=(dossier, error.said), code=code, status=error.status, errors=errors_of(error)
        )
    return HttpResponseRedirect(f"{reverse('counter:day')}?ngay={wanted.isoformat()}#not_entered")


@require_POST
@power("dossier.receive", "dossier.correct")
def confirm_synced(request: DeskRequest, dossier: UUID) -> HttpResponse:
    """Note that the province's system has a dossier now, and go on to the next one that waits."""
    wanted = _day(request)
    try:
        act(request, ConfirmSynced(dossier=dossier))
    except MotcuaError as error:
        return _page(request, wanted, wrong=(dossier, error.said), status=error.status, errors=errors_of(error))
    return HttpResponseRedirect(f"{reverse('counter:day')}?ngay={wanted.isoformat()}#not_entered")


@xframe_options_sameorigin
@power("day.close", "dossier.receive")
def sheet(request: DeskRequest) -> HttpResponse:
    """Return the sheet of a day as PDF."""
    wanted = _day(request)
    pdf = prints.print_close_of_day(day_sheet.close_of_day(request.actor, wanted))
    name = f"chot-ngay-{wanted:%Y%m%d}.pdf"
    return printed(pdf, name)


@power("dossier.receive")
def today(request: DeskRequest) -> HttpResponse:
    """Show what this counter received today, or what a search finds."""
    wanted = request.GET.get("q", "").strip()
    if wanted:
        rows, after = queries.find(request.actor, wanted), None
    else:
        page = queries.worklist(request.actor, "da-nhan", after=request.GET.get("sau"))
        rows, after = page.rows, page.after
    told = {
        "q": wanted,
        "lines": shown.lines(rows),
        "after": after,
        "shown": len(rows),
        "columns": shown.DOSSIER_COLUMNS,
    }
    return render(request, "counter/today.html", told)
