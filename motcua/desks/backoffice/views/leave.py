"""Leave in one button: all my dossiers to a colleague until a day, with what falls due; back early with another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from motcua.desks.backoffice import shown
from motcua.desks.backoffice.many import LEAVE
from motcua.desks.backoffice.views import bulk
from motcua.desks.shared.door import DeskRequest, act, errors_of, once_key, power, typed_id
from motcua.desks.shared.shapes import Link, Option
from motcua.desks.shared.told import tell
from motcua.dossiers import stand_ins
from motcua.dossiers.commands import ArrangeStandIn, EndStandIn
from motcua.kernel import clock, partial_date
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_, said

MAY = tuple(sorted(stand_ins.POWERS))


@require_http_methods(["GET", "HEAD", "POST"])
@power(*MAY)
def page(request: DeskRequest) -> HttpResponse:
    """Ask to whom and until when, and show what that means (GET); arrange it and give every dossier (POST)."""
    if request.method != "POST":
        return _asking(request, request.GET)
    if "stand_in" in request.POST:
        return bulk.carry_out(request, LEAVE, _ids(request))
    try:
        first, last = _day(request.POST, "first"), _day(request.POST, "last")
        colleague = typed_id(request.POST, "colleague")
        if colleague is None:
            raise BadInput(N_("Chọn người làm thay."), field="colleague")
        wish = ArrangeStandIn(colleague=colleague, first=first, last=last, leave=typed_id(request.POST, "leave"))
        stand_in = act(request, wish).target
    except MotcuaError as error:
        return _asking(request, request.POST, error)
    ids = [one.row.id for one in stand_ins.offer(request.actor, colleague, first, last).able]
    if first > clock.today() or not ids:
        tell(request, N_("Đã đặt người làm thay. Hồ sơ tự chuyển vào sáng ngày nghỉ đầu tiên, hết kỳ nghỉ tự về."))
        return HttpResponseRedirect(reverse("backoffice:leave"))
    return bulk.carry_out(request, LEAVE, ids, stand_in=str(stand_in))


@require_POST
@power(*MAY, "dossier.assign")
def end(request: DeskRequest, stand_in: UUID) -> HttpResponse:
    """Take the work back before the leave is over."""
    try:
        act(request, EndStandIn(stand_in=stand_in))
    except MotcuaError as error:
        return _asking(request, request.GET, error)
    tell(request, N_("Đã nhận lại việc. Hồ sơ còn ở người làm thay đã về lại."))
    return HttpResponseRedirect(reverse("backoffice:leave"))


def _ids(request: DeskRequest) -> list[UUID]:
    """Return the dossiers a piece of work goes on with, as the page sent them back."""
    found = [typed_id({"id": text}, "id") for text in request.POST.getlist("selected")]
    if not 0 < len(found) <= stand_ins.MOST or None in found:
        raise BadInput(N_("Danh sách hồ sơ gửi lên không đúng."))
    return list(dict.fromkeys(one for one in found if one is not None))


def _day(values: Mapping[str, str], name: str) -> date:
    found = partial_date.parse(values.get(name, ""), field=name).exact
    if found is None:
        raise BadInput(N_("Ghi đủ ngày, tháng, năm."), field=name)
    return found


def _asking(request: DeskRequest, values: Mapping[str, str], error: MotcuaError | None = None) -> HttpResponse:
    """Show the question with what was typed; dates that cannot be read are those of the next leave, or today."""
    actor, today = request.actor, clock.today()
    periods = stand_ins.periods(actor)
    chosen = next((one for one in periods if one.id == typed_id(values, "leave")), None)
    if chosen is None and not values:
        chosen = next(iter(periods), None)
    typed: dict[str, date] = {}
    for name, usual in (("first", chosen.first if chosen else today), ("last", chosen.last if chosen else today)):
        try:
            typed[name] = _day(values, name) if name in values else max(usual, today)
        except MotcuaError as wrong:
            typed[name] = usual
            error = error or wrong
    colleague = typed_id(values, "colleague") or (chosen.cover if chosen else None)
    offer = stand_ins.offer(actor, colleague, typed["first"], typed["last"])
    colleague = colleague if colleague in {one.id for one in offer.colleagues} else None
    mine, others = stand_ins.arranged(actor)
    context: dict[str, Any] = {
        "title": LEAVE.title,
        "offer": offer,
        "due": shown.due,
        "mine": mine,
        "others": others,
        "colleagues": [Option(str(one.id), _of(one)) for one in offer.colleagues],
        "colleague": str(colleague or ""),
        "periods": periods,
        "leave": str(chosen.id) if chosen else "",
        "values": {name: values.get(name) or f"{day:%d/%m/%Y}" for name, day in typed.items()},
        "begins": typed["first"] <= today,
        "kind": LEAVE,
        "done": False,
        "under_way": False,
        "once": once_key(),
        "error": error,
        "errors": errors_of(error) if error else {},
        "trail": [Link(N_("Việc"), reverse("backoffice:home")), Link(LEAVE.title)],
    }
    return render(request, "backoffice/leave.html", context, status=error.status if error else HTTPStatus.OK)


def _of(one: stand_ins.Colleague) -> Any:
    """Return how a colleague stands in the list to choose from."""
    return said(
        N_("{name} – làm được {n}, biết lĩnh vực {known}; {work}"),
        name=one.name,
        n=one.able,
        known=one.known,
        work=one.work,
    )
