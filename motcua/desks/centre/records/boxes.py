"""Boxes of a fonds: where each stands, how full it is; writing many down at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.archives import listed, queries
from motcua.archives.commands import SetBoxes
from motcua.archives.commands.set_boxes import BoxLine
from motcua.archives.rules.inventory import BATCH_MOST
from motcua.desks.centre.records import papers, shown
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Column, Link
from motcua.desks.shared.told import tell
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

COLUMNS = (
    Column(N_("Hộp")),
    Column(N_("Vị trí giá")),
    Column(N_("Hồ sơ"), numeric=True),
    Column(N_("Số tờ"), numeric=True),
    Column(N_("Sức chứa (tờ)"), numeric=True),
    Column(N_("Ghi chú")),
)


@require_safe
@power("records.read")
def listing(request: DeskRequest, fonds_id: UUID) -> HttpResponse:
    """List the boxes of a fonds."""
    row = queries.fonds(request.actor, fonds_id)
    rows = queries.boxes(request.actor, fonds_id)
    context = {
        "fonds": row,
        "tabs": shown.tabs(row, "boxes"),
        "rows": rows,
        "papers": papers.links(f"{reverse('records:box_labels', args=[row.id])}?", len(rows), listed.LABELS),
        "columns": COLUMNS,
        "may_write": queries.may_write(request.actor, row),
        "trail": shown.trail(shown.fonds_link(row), Link(N_("Hộp, giá"))),
    }
    return render(request, "centre/records/boxes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@power("records.write")
def put(request: DeskRequest, fonds_id: UUID) -> HttpResponse:
    """Write boxes down: one, or a run of numbers that stand together."""
    row = queries.fonds(request.actor, fonds_id)
    back = reverse("records:boxes", args=[row.id])
    page_ = FormPage(
        title=N_("Ghi hộp"),
        verb=N_("Ghi hộp"),
        questions=[
            Field("first", N_("Từ hộp số"), required=True, size="s", most=20, group=N_("Số hộp")),
            Field("last", N_("Đến hộp số"), size="s", most=20, hint=N_("Để trống: một hộp"), group=N_("Số hộp")),
            Field("shelf", N_("Vị trí: kho, giá, tầng"), most=120),
            Field("capacity", N_("Sức chứa (tờ)"), "number", size="s", hint=N_("Để trống: không kiểm tra sức chứa")),
            Field("note", N_("Ghi chú"), most=300),
        ],
        back=back,
        trail=shown.trail(shown.fonds_link(row), Link(N_("Ghi hộp"))),
        lead=N_("Hộp đã có thì vị trí và sức chứa được ghi lại."),
        start={"first": request.GET.get("hop", "")[:20]},
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        lines = [
            BoxLine(number=number, shelf=values["shelf"], capacity=values["capacity"] or 0, note=values["note"])
            for number in _numbers(values["first"], values["last"])
        ]
        act(request, SetBoxes(fonds=row.id, boxes=lines))
        tell(request, N_("Đã ghi {count} hộp."), count=len(lines))
        return HttpResponseRedirect(back)

    return run(request, page_, do)


def _numbers(first: str, last: str) -> list[str]:
    if not last:
        return [first]
    if not (first.isdecimal() and last.isdecimal()) or int(last) < int(first):
        raise BadInput(N_("Dãy hộp: hai số, số sau không nhỏ hơn số trước."), field="last")
    if int(last) - int(first) >= BATCH_MOST:
        raise BadInput(N_("Mỗi lần ghi nhiều nhất {most} hộp."), field="last", most=BATCH_MOST)
    return [str(number) for number in range(int(first), int(last) + 1)]
