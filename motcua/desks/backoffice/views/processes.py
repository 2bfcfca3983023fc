"""A centre's own process: its versions, the drawing, and the editor of a draft, which works without a script as with one."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

import msgspec
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from motcua.catalogue import offered, processes, wording
from motcua.catalogue.commands import ChangeProcess, DraftProcess, DropProcess, PutProcessInForce, VerifyProcess
from motcua.catalogue.processes import ProcessPage
from motcua.catalogue.rules.process import END, MOST_STEPS, STATE_NAMES, PlannedStep, State
from motcua.desks.backoffice import drawing, factor
from motcua.desks.backoffice.views.catalogue import READERS, centre_of, typed_day
from motcua.desks.shared.door import DeskRequest, act, errors_of, once_key, power, whole_number
from motcua.desks.shared.shapes import Link, Option
from motcua.desks.shared.told import tell
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, MotcuaError, NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_, said
from motcua.ledger.perform import perform
from motcua.office import queries as office

TONES: Final = {State.DRAFT: "soon", State.VERIFIED: "calm", State.IN_FORCE: "good"}
TITLE: Final = N_("Quy trình nội bộ")


def _trail(code: str, *more: Link) -> list[Link]:
    procedure = Link(code, reverse("backoffice:procedure", args=[code]))
    catalogue = Link(N_("Thủ tục của Trung tâm"), reverse("backoffice:catalogue"))
    return [catalogue, procedure, Link(TITLE, reverse("backoffice:processes", args=[code])), *more]


@power(*READERS)
def listed(request: DeskRequest, code: str) -> HttpResponse:
    """Show what is worked by now, drawn, and the versions of the centre's own process; begin a draft."""
    centre = centre_of(request)
    found = offered.offered(centre, code, request.actor)
    error = None
    if request.method == "POST":
        try:
            made = act(request, DraftProcess(unit=centre, procedure=found.facts.code))
        except MotcuaError as refused:
            error = refused
        else:
            return HttpResponseRedirect(reverse("backoffice:process", args=[found.facts.code, made.target]))
    rows = processes.rows(centre, found.facts.code)
    context = {
        "it": found,
        "facts": found.facts,
        "rows": rows,
        "flow": drawing.flow(found.steps),
        "states": STATE_NAMES,
        "tones": TONES,
        "trail": _trail(found.facts.code),
        "error": error,
        "may": request.actor.can("catalogue.switch")
        and found.posting is not None
        and not any(row.state in (State.DRAFT, State.VERIFIED) for row in rows),
        "once": once_key(),
    }
    return render(request, "backoffice/processes.html", context, status=error.status if error else HTTPStatus.OK)


@power(*READERS)
def page(request: DeskRequest, code: str, process: UUID) -> HttpResponse:
    """Show a version with its drawing and faults; save, check, put in force or give up a draft."""
    found = processes.page(centre_of(request), code, process, request.actor)
    if request.method != "POST":
        return _page(request, found)
    try:
        steps = typed_steps(request.POST, found.steps)
    except BadInput as error:
        return _page(request, found, error=error)
    try:
        factor.show(request)
        return _done(request, found, steps)
    except MotcuaError as error:
        again = processes.page(centre_of(request), code, process, request.actor)
        return _page(request, again, steps if steps is not None else again.steps, error)


def _done(request: DeskRequest, found: ProcessPage, steps: tuple[PlannedStep, ...] | None) -> HttpResponse:
    """Do what the form asks: every button first keeps what is typed, so nothing is lost by asking for something else."""
    verb, _, at = request.POST.get("viec", "luu").partition(".")
    here = reverse("backoffice:process", args=[found.code, found.id])
    if verb == "bo-nhap":
        act(request, DropProcess(process=found.id))
        return HttpResponseRedirect(reverse("backoffice:processes", args=[found.code]))
    if verb == "ap-dung":
        act(
            request,
            PutProcessInForce(process=found.id, from_day=typed_day(request.POST.get("from_day", ""), "from_day")),
        )
        tell(request, N_("Quy trình đã áp dụng cho hồ sơ nhận từ ngày đã ghi."))
        return HttpResponseRedirect(reverse("backoffice:processes", args=[found.code]))
    moves = {"luu": _same, "kiem-tra": _same, "them": _added, "len": _up, "xuong": _down, "bo": _without}
    if verb not in moves or steps is None:
        raise NotFound(N_("Không có việc này."))
    wanted = moves[verb](steps, at)
    if wanted != found.steps:
        act(request, ChangeProcess(process=found.id, steps=wanted, seen=whole_number(request.POST.get("seen", ""))))
    if verb == "kiem-tra":
        _check(request, found.id)
    anchor = f"#buoc-{at}" if verb in ("len", "xuong") else "#them" if verb == "them" else ""
    return HttpResponseRedirect(here + anchor)


def _check(request: DeskRequest, process: UUID) -> None:
    """Say that a draft was checked, under a key of its own: the form's key is the saving's."""
    key = request.POST.get("once_key", "")
    perform(VerifyProcess(process=process), request.actor, key=f"{key[:70]}-kt" if key else None)


def _page(
    request: DeskRequest,
    found: ProcessPage,
    steps: tuple[PlannedStep, ...] | None = None,
    error: MotcuaError | None = None,
) -> HttpResponse:
    acts = {offer.command for offer in (*found.offers, *found.after_factor) if offer.refusal is None}
    faults: dict[str, list[Any]] = {}
    for fault in found.faults:
        faults.setdefault(fault.step, []).append(fault.said)
    shown = steps if steps is not None else found.steps
    context = {
        "it": found,
        "steps": shown,
        "faults": faults,
        "flow": drawing.flow(found.steps, faults),
        "state": STATE_NAMES[found.state],
        "tone": TONES.get(found.state, "plain"),
        "trail": _trail(found.code, Link(said(N_("Bản {n}"), n=found.number))),
        "may_change": ChangeProcess in acts,
        "may_start": PutProcessInForce in acts,
        "factor": not request.actor.verified,
        "roles": [Option(key, label) for key, label in wording.ROLES.items()],
        "bodies": [body.name for body in office.bodies_of(centre_of(request))],
        "end": END,
        "most": MOST_STEPS,
        "once": once_key(),
        "today": request.POST.get("from_day") or f"{clock.today():%d/%m/%Y}",
        "error": error,
        "errors": errors_of(error) if error else {},
    }
    return render(request, "backoffice/process.html", context, status=error.status if error else HTTPStatus.OK)


@power(*READERS)
def printed(request: DeskRequest, code: str) -> HttpResponse:
    """Show the process that holds today as a sheet to print."""
    found = offered.offered(centre_of(request), code, request.actor)
    context = {"it": found, "facts": found.facts, "flow": drawing.flow(found.steps), "terms": wording}
    return render(request, "backoffice/process_print.html", context)


def typed_steps(values: QueryDict, known: tuple[PlannedStep, ...]) -> tuple[PlannedStep, ...] | None:
    """Return the steps a form sends, in its order; ``None`` where it sends none. :class:`BadInput` names the field."""
    keys = values.getlist("buoc")
    if not keys:
        return None if "co-buoc" not in values else ()
    if len(keys) > MOST_STEPS:
        raise BadInput(N_("Quy trình có nhiều nhất {most} bước."), field="steps", most=MOST_STEPS)
    before = {step.key: step for step in known}
    return tuple(_typed(values, clean(key, 60), before.get(key)) for key in keys)


def _typed(values: Mapping[str, str], key: str, before: PlannedStep | None) -> PlannedStep:
    def text(name: str) -> str:
        return clean(values.get(f"{key}.{name}", ""))

    def lines(name: str) -> list[str]:
        return [clean(line) for line in values.get(f"{key}.{name}", "").splitlines() if clean(line)]

    share, hours = whole_number(text("share") or "0", digits=3), whole_number(text("hours") or "0", digits=4)
    if share is None:
        raise BadInput(N_("Tỷ lệ thời gian là số nguyên từ 0 đến 100."), field=f"{key}.share")
    if hours is None:
        raise BadInput(N_("Số giờ là số nguyên."), field=f"{key}.hours")
    days = whole_number(text("days") or "0", digits=3)
    if days is None:
        raise BadInput(N_("Số ngày là số nguyên."), field=f"{key}.days")
    plain = {
        "key": key,
        "name": text("name"),
        "role": text("role"),
        "share": share,
        "division": text("division") or None,
        "system": text("system") or None,
        "fields": lines("fields") if f"{key}.fields" in values else list(before.fields if before else ()),
        "takes_back": lines("takes_back")
        if f"{key}.takes_back" in values
        else list(before.takes_back if before else ()),
        "pauses_clock": bool(values.get(f"{key}.pauses_clock")),
        "next": text("next") or None,
        "hours": hours or None,
        "days": days or None,
        "calendar_days": bool(values.get(f"{key}.calendar_days")),
        "silence": text("silence") or None,
    }
    try:
        return msgspec.convert(plain, PlannedStep)
    except msgspec.ValidationError as error:
        raise BadInput(N_("Chọn vai trò của bước."), field=f"{key}.role") from error


def _same(steps: tuple[PlannedStep, ...], _: str) -> tuple[PlannedStep, ...]:
    return steps


def _added(steps: tuple[PlannedStep, ...], _: str) -> tuple[PlannedStep, ...]:
    """Return the steps with an empty one before the last: a dossier ends where it did."""
    used = {step.key for step in steps}
    key = next(f"buoc-{n}" for n in range(1, MOST_STEPS + 2) if f"buoc-{n}" not in used)
    fresh = PlannedStep(key=key, name="", role="specialist", share=0)
    return (*steps[:-1], fresh, *steps[-1:])


def _up(steps: tuple[PlannedStep, ...], key: str) -> tuple[PlannedStep, ...]:
    at = _at(steps, key)
    return steps if at == 0 else (*steps[: at - 1], steps[at], steps[at - 1], *steps[at + 1 :])


def _down(steps: tuple[PlannedStep, ...], key: str) -> tuple[PlannedStep, ...]:
    at = _at(steps, key)
    return steps if at + 1 == len(steps) else (*steps[:at], steps[at + 1], steps[at], *steps[at + 2 :])


def _without(steps: tuple[PlannedStep, ...], key: str) -> tuple[PlannedStep, ...]:
    at = _at(steps, key)
    return (*steps[:at], *steps[at + 1 :])


def _at(steps: tuple[PlannedStep, ...], key: str) -> int:
    found = next((at for at, step in enumerate(steps) if step.key == key), None)
    if found is None:
        raise NotFound(N_("Không có bước này."))
    return found
