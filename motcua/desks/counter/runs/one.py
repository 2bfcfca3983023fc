"""One run: scan after scan with an answer at once, its sheets, what is taken out or missing, handing on and closing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from motcua.desks.counter.runs import shown
from motcua.desks.shared.door import DeskRequest, act, once_key, power, typed_id
from motcua.desks.shared.handing import printed
from motcua.desks.shared.told import tell
from motcua.dossiers import run_prints, runs
from motcua.dossiers.commands import (
    CloseRun,
    NamePaperFileMissing,
    ReceivePaperFile,
    SendRun,
    StackPaperFile,
    TakeOutPaperFile,
)
from motcua.dossiers.rules.runs import UNSETTLED, ItemState
from motcua.kernel.errors import Conflict, MotcuaError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command

DONE = {"ban-giao": N_("Đã bàn giao. In phiếu cho từng đơn vị."), "dong": N_("Đã đóng chuyến.")}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a scan is answered: how it went (``tone``), the sentence shown and spoken, and its code."""

    tone: str
    words: Said
    code: str = ""


@require_safe
@power(*shown.POWERS)
def one(request: DeskRequest, run: UUID) -> HttpResponse:
    """Show a run with the sheets that concern the reader."""
    return _page(request, run)


@require_POST
@power(*shown.POWERS)
def scan(request: DeskRequest, run: UUID) -> HttpResponse:
    """Stack what was scanned, or receive it, whichever the run is at; say at once how it went."""
    page = runs.run_page(request.actor, run)
    try:
        dossier, code, unit = runs.scanned(request.actor, run, request.POST.get("q", ""))
        if _open(page, StackPaperFile):
            answer = _stacked(request, run, dossier, code)
        else:
            answer = _received(request, run, dossier, code, unit)
        status = 200
    except MotcuaError as error:
        answer = Answer("soon" if isinstance(error, Conflict) else "late", error.said)
        status = error.status
    return _page(request, run, answer, status, part=request.headers.get("X-Motcua-Part") == "scan")


def _stacked(request: DeskRequest, run: UUID, dossier: UUID, code: str) -> Answer:
    outcome = act(request, StackPaperFile(run=run, dossier=dossier))
    unit = runs.unit_name(UUID(str(outcome.ids["unit"])))
    words = said(N_("Thứ {n}: chuyển {unit}."), n=outcome.ids["ordinal"], unit=unit)
    return Answer("good", words, code)


def _received(request: DeskRequest, run: UUID, dossier: UUID, code: str, unit: UUID) -> Answer:
    outcome = act(request, ReceivePaperFile(run=run, dossier=dossier, unit=unit))
    state = outcome.ids["state"]
    if state == ItemState.RECEIVED:
        return Answer("good", said(N_("Đã nhận.")), code)
    if state == ItemState.STRAY:
        sheet = runs.unit_name(UUID(str(outcome.ids["sheet"])))
        return Answer("late", said(N_("Không phải của đơn vị: chuyển lại cho {unit}."), unit=sheet), code)
    return Answer("soon", said(N_("Thừa: không có trong phiếu nào của chuyến. Đã ghi là thừa.")), code)


@require_POST
@power("dossier.receive")
def send(request: DeskRequest, run: UUID) -> HttpResponse:
    """Hand the run on; the sheets are printed next."""
    return _acted(request, run, SendRun(run=run), DONE["ban-giao"])


@require_POST
@power(*shown.HANDS_ON)
def close(request: DeskRequest, run: UUID) -> HttpResponse:
    """Close the run, or say what is not accounted for."""
    return _acted(request, run, CloseRun(run=run), DONE["dong"])


@require_POST
@power("dossier.receive")
def take_out(request: DeskRequest, run: UUID, dossier: UUID) -> HttpResponse:
    """Take a paper file out of the run."""
    command = TakeOutPaperFile(run=run, dossier=dossier, reason=request.POST.get("reason", ""))
    return _acted(request, run, command, N_("Đã rút hồ sơ khỏi chuyến."), dossier)


@require_POST
@power(*shown.POWERS)
def name_missing(request: DeskRequest, run: UUID, dossier: UUID) -> HttpResponse:
    """Note that a paper file did not come, with the reason."""
    command = NamePaperFileMissing(run=run, dossier=dossier, reason=request.POST.get("reason", ""))
    return _acted(request, run, command, N_("Đã ghi thiếu."), dossier)


@xframe_options_sameorigin
@require_safe
@power(*shown.POWERS)
def sheets(request: DeskRequest, run: UUID) -> HttpResponse:
    """Print the sheets of a run, or the one of a division, as often as wanted."""
    page = runs.run_page(request.actor, run)
    pdf = run_prints.print_sheets(request.actor, page, typed_id(request.GET, "don-vi"))
    return printed(pdf, f"phieu-ban-giao-{page.row.number}.pdf")


def _acted(request: DeskRequest, run: UUID, command: Command, done: str, dossier: UUID | None = None) -> HttpResponse:
    try:
        act(request, command)
    except MotcuaError as error:
        return _page(request, run, Answer("late", error.said), error.status, wrong=dossier)
    tell(request, done)
    return HttpResponseRedirect(reverse("runs:one", args=[run]))


def _page(
    request: DeskRequest,
    run: UUID,
    answer: Answer | None = None,
    status: int = 200,
    *,
    part: bool = False,
    wrong: UUID | None = None,
) -> HttpResponse:
    page = runs.run_page(request.actor, run)
    stacks = _open(page, StackPaperFile)
    told: dict[str, Any] = {
        "page": page,
        "answer": answer,
        "columns": shown.LINE_COLUMNS,
        "names": shown.STATE_NAMES,
        "tones": {"run": shown.RUN_TONES, "item": shown.ITEM_TONES},
        "stacks": stacks,
        "receives": not stacks and _open(page, ReceivePaperFile),
        "sends": _open(page, SendRun),
        "closes": _open(page, CloseRun),
        "takes_out": _open(page, TakeOutPaperFile),
        "names_missing": _open(page, NamePaperFileMissing),
        "at_counter": request.actor.can("dossier.receive") or request.actor.can("dossier.correct"),
        "unsettled": UNSETTLED,
        "wrong": wrong,
        "typed": request.POST.get("reason", ""),
        "once": once_key(),
        "keys": once_key,
    }
    return render(request, "counter/runs/_scanned.html" if part else "counter/runs/one.html", told, status=status)


def _open(page: runs.RunPage, command: type[Command]) -> bool:
    offer = page.offer(command)
    return offer is not None and offer.refusal is None
