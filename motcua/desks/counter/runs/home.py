"""The runs of a centre: the one being stacked, those on their way and closed, what did not arrive, the times."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.desks.counter.runs import shown
from motcua.desks.shared.door import ONCE, DeskRequest, act, errors_of, once_key, power
from motcua.desks.shared.shapes import FieldError, Option
from motcua.desks.shared.told import tell
from motcua.dossiers import runs
from motcua.dossiers.commands import OpenRun, SetRunTimes
from motcua.dossiers.rules.runs import RUN_STATES, slot_at
from motcua.kernel import clock, partial_date
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_

LOOK_BACK = timedelta(days=6)
"""A week, today among its days, is what the list shows when nobody asked."""


@require_safe
@power(*shown.POWERS)
def home(request: DeskRequest) -> HttpResponse:
    """Show the runs of some days; the counter finds the button of the next one at its top."""
    return _page(request)


@require_POST
@power("dossier.receive")
def open_run(request: DeskRequest) -> HttpResponse:
    """Open a run and go to it."""
    try:
        outcome = act(request, OpenRun(slot=request.POST.get("slot", "")))
    except MotcuaError as error:
        return _page(request, error)
    return HttpResponseRedirect(reverse("runs:one", args=[outcome.target]))


@require_POST
@power("dossier.correct")
def set_times(request: DeskRequest) -> HttpResponse:
    """Keep at which times paper files are handed on."""
    typed = request.POST.get("times", "")
    try:
        act(request, SetRunTimes(times=tuple(filter(None, typed.replace(",", " ").replace(";", " ").split()))))
    except MotcuaError as error:
        return _page(request, error, times_typed=typed)
    tell(request, N_("Đã đặt giờ bàn giao."))
    return HttpResponseRedirect(reverse("runs:home"))


def _page(request: DeskRequest, error: MotcuaError | None = None, **more: Any) -> HttpResponse:
    actor, fault = request.actor, error
    try:
        asked, rows = _listed(request)
    except MotcuaError as wrong:
        fault = fault or wrong
        asked = runs.Asked(clock.today() - LOOK_BACK, clock.today())
        rows = runs.listed(actor, asked)
    times = runs.my_times(actor)
    told: dict[str, Any] = {
        "rows": rows,
        "asked": asked,
        "columns": shown.RUN_COLUMNS,
        "names": shown.STATE_NAMES,
        "tones": shown.RUN_TONES,
        "states": shown.STATES,
        "stacks": actor.can("dossier.receive"),
        "sets": actor.can("dossier.correct"),
        "open_now": runs.open_run_of(actor) if actor.can("dossier.receive") else None,
        "slots": [Option("", N_("Ngoài giờ, đột xuất")), *(Option(time, time) for time in times)],
        "slot": slot_at(times, clock.local(clock.now())),
        "times": times,
        "times_typed": " ".join(times),
        "missing": runs.missing(actor),
        "missing_columns": shown.MISSING_COLUMNS,
        "errors": errors_of(fault) if fault else {},
        "summary": [FieldError(fault.field or "", fault.said)] if fault else [],
        "once": request.POST.get(ONCE) or once_key(),
        "keys": once_key,
    }
    return render(request, "counter/runs/home.html", told | more, status=fault.status if fault else 200)


def _listed(request: DeskRequest) -> tuple[runs.Asked, tuple[runs.RunRow, ...]]:
    """Return what the filters ask for, and the runs; :class:`BadInput` names the field."""
    last = _day(request.GET.get("den", ""), "den") or clock.today()
    first = _day(request.GET.get("tu", ""), "tu") or last - LOOK_BACK
    state = request.GET.get("trang_thai", "")
    if state and state not in RUN_STATES:
        raise BadInput(N_("Không có tình trạng này."), field="trang_thai")
    asked = runs.Asked(first, last, state)
    return asked, runs.listed(request.actor, asked)


def _day(text: str, field: str) -> date | None:
    if not text.strip():
        return None
    found = partial_date.parse(text, field=field).exact
    if found is None:
        raise BadInput(N_("Ghi đủ ngày, tháng, năm."), field=field)
    return found
