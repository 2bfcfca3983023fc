"""The board of a unit: people and their work, steps that run late, what lies with bodies outside; how work is given out."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from motcua.desks.backoffice import shown
from motcua.desks.backoffice.views import bulk
from motcua.desks.shared.door import DeskRequest, act, errors_of, once_key, power, typed_id
from motcua.desks.shared.shapes import Column, Link
from motcua.desks.shared.told import tell
from motcua.dossiers import unit_board
from motcua.dossiers.commands import SetWorkGiving
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_

PEOPLE = (
    Column(N_("Người")),
    Column(N_("Lĩnh vực")),
    Column(N_("Đang giữ")),
    Column(N_("Bước sắp hạn"), numeric=True),
    Column(N_("Bước quá hạn"), numeric=True),
)
STEPS = (Column(N_("Hồ sơ")), Column(N_("Bước")), Column(N_("Người giữ")), Column(N_("Hạn của bước")))
WAITING = (Column(N_("Hồ sơ")), Column(N_("Bước")), Column(N_("Đề xuất giao")), Column(N_("Hạn của bước")))
SENT = (Column(N_("Cơ quan")), Column(N_("Hồ sơ")), Column(N_("Gửi lúc")), Column(N_("Hạn trả lời")))


@power("dossier.assign")
def page(request: DeskRequest) -> HttpResponse:
    """Show the board of a unit, one's own unless ``dv`` names another."""
    return _page(request)


@require_POST
@power("dossier.assign")
def set_giving(request: DeskRequest) -> HttpResponse:
    """Let a unit give out work by itself, or by hand again."""
    unit = typed_id(request.POST, "unit")
    try:
        if unit is None:
            raise BadInput(N_("Chọn đơn vị trong danh sách."), field="unit")
        wanted = request.POST.get("automatic") == "1"
        act(request, SetWorkGiving(unit=unit, automatic=wanted, reason=request.POST.get("reason", "")))
    except MotcuaError as error:
        return _page(request, error)
    tell(request, N_("Đã đặt: hồ sơ đến được giao ngay theo đề xuất.") if wanted else N_("Đã đặt: giao việc bằng tay."))
    return HttpResponseRedirect(f"{reverse('backoffice:unit_board')}?dv={unit}")


def _page(request: DeskRequest, error: MotcuaError | None = None) -> HttpResponse:
    asked = typed_id(request.GET, "dv")
    if error is not None:
        sent = typed_id(request.POST, "unit")
        asked = sent if sent in dict(unit_board.units_of(request.actor)) else None
    found = unit_board.board(request.actor, asked)
    here = reverse("backoffice:unit_board")
    context = {
        "board": found,
        "tabs": [Link(name, f"{here}?dv={unit}", current=unit == found.unit) for unit, name in found.units],
        "people": PEOPLE,
        "steps": STEPS,
        "waiting": WAITING,
        "unassigned": found.unassigned[: bulk.MOST],
        "sent": SENT,
        "due": shown.due,
        "outside_late": sum(one.due.state == "late" for one in found.sent),
        "once": once_key(),
        "error": error,
        "errors": errors_of(error) if error else {},
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "backoffice/unit_board.html", context, status=error.status if error else HTTPStatus.OK)
