"""The check of an inventory: run it, read what it found by kind, leave some as they are in writing."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.archives import listed, queries
from motcua.archives.commands import CheckFonds, ExceptFaults
from motcua.archives.rules.faults import KIND_NAMES, Kind
from motcua.archives.rules.inventory import BATCH_MOST
from motcua.archives.views import FondsRow
from motcua.desks.centre.records import papers, shown
from motcua.desks.shared.door import DeskRequest, act, once_key, power
from motcua.desks.shared.shapes import Column, Link
from motcua.desks.shared.told import tell
from motcua.kernel.errors import MotcuaError
from motcua.kernel.ids import parse_id
from motcua.kernel.words import N_

COLUMNS = (Column(N_("Hồ sơ, hộp"), numeric=True), Column(N_("Lỗi và cách sửa")), Column(N_("Ngoại lệ")))


@require_safe
@power("records.read")
def listing(request: DeskRequest, fonds_id: UUID) -> HttpResponse:
    """Show what the last check found, one kind or all."""
    return _page(request, queries.fonds(request.actor, fonds_id))


def _page(
    request: DeskRequest, row: FondsRow, error: MotcuaError | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    kind = request.GET.get("loi", "")
    kind = kind if kind in set(Kind) else ""
    after = request.GET.get("sau", "")
    rows, more = queries.faults(
        request.actor, row.id, kind=kind, after=int(after) if after.isdecimal() and len(after) < 9 else -1
    )
    address = reverse("records:faults", args=[row.id])
    counts = queries.fault_counts(request.actor, row.id)
    settled = sum(one[1] for one in counts.values())
    context: dict[str, Any] = {
        "fonds": row,
        "tabs": shown.tabs(row, "faults"),
        "kinds": [
            Link(KIND_NAMES[Kind(key)], f"{address}?loi={key}", current=key == kind, count=open_ + settled)
            for key, (open_, settled) in counts.items()
        ],
        "all": Link(N_("Tất cả"), address, current=not kind, count=sum(sum(one) for one in counts.values())),
        "settled": settled,
        "papers": papers.links(f"{reverse('records:exceptions_paper', args=[row.id])}?", settled),
        "kind": kind,
        "many": min(counts.get(kind, (0, 0))[0], BATCH_MOST),
        "rows": rows,
        "next_href": f"?loi={kind}&sau={more}" if more is not None else "",
        "columns": COLUMNS,
        "may_write": queries.may_write(request.actor, row),
        "once_key": once_key(),
        "error": error.said if error else None,
        "reason": request.POST.get("reason", "")[:500],
        "trail": shown.trail(shown.fonds_link(row), Link(N_("Kiểm tra"))),
    }
    return render(request, "centre/records/faults.html", context, status=status)


@require_POST
@power("records.write")
def check(request: DeskRequest, fonds_id: UUID) -> HttpResponse:
    """Check the inventory as it is now."""
    row = queries.fonds(request.actor, fonds_id)
    act(request, CheckFonds(fonds=row.id))
    tell(request, N_("Đã kiểm tra mục lục."))
    return HttpResponseRedirect(reverse("records:faults", args=[row.id]))


@require_POST
@power("records.write")
def excepted(request: DeskRequest, fonds_id: UUID) -> HttpResponse:
    """Leave the ticked faults as they are for a reason, or all of a kind (``ca-loai``), as many as one act may."""
    row = queries.fonds(request.actor, fonds_id)
    try:
        kind = request.POST.get("ca-loai", "")
        if kind:
            ids = list(listed.open_faults(request.actor, fonds_id, kind))
        else:
            ids = [parse_id(one) for one in request.POST.getlist("selected")]
        outcome = act(request, ExceptFaults(fonds=row.id, faults=ids, reason=request.POST.get("reason", "")[:600]))
    except MotcuaError as error:
        return _page(request, row, error, error.status)
    tell(request, N_("Đã ghi ngoại lệ cho {count} lỗi."), count=outcome.ids["count"])
    return HttpResponseRedirect(reverse("records:faults", args=[row.id]))
