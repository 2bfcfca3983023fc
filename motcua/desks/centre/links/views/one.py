"""One line: how it stands, its times, its cuts; and the files that show them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.desks.centre.links import shown
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.handing import stored
from motcua.desks.shared.shapes import Link
from motcua.kernel.words import N_
from motcua.links import queries, rules
from motcua.links.commands import (
    CorrectLine,
    CorrectOutage,
    EndLine,
    EndOutage,
    IssueToken,
    RecordConnection,
    ReportOutage,
    WithdrawOutage,
)

HOME = Link(N_("Đường truyền"), "/duong-truyen/")
ACTS: dict[Any, tuple[str, str]] = {
    ReportOutage: ("links:report", ""),
    IssueToken: ("links:token", ""),
    CorrectLine: ("links:act", "sua"),
    EndLine: ("links:act", "thoi-dung"),
}


@require_safe
@power("link.read")
def page(request: DeskRequest, line_id: UUID) -> HttpResponse:
    """Show everything about one line over the asked-for days."""
    days = request.GET.get("ngay", "7")
    found = queries.page(request.actor, line_id, int(days) if days.isdecimal() and len(days) < 4 else 7)
    offered = {offer.command for offer in found.offers if offer.refusal is None}
    latency, loss = shown.charts(found)
    here = reverse("links:line", args=[line_id])
    context = {
        "it": found,
        "row": found.row,
        "health": shown.health(found.row),
        "trail": [HOME, Link(found.row.name)],
        "periods": [
            Link(label, f"{here}?ngay={count}", current=count == found.days) for count, label in shown.PERIODS.items()
        ],
        "latency": latency,
        "loss": loss,
        "clock_rate": shown.rate(N_("Thông suốt, giờ đồng hồ"), found.figure.clock, "#lan-mat"),
        "working_rate": shown.rate(N_("Thông suốt, giờ làm việc"), found.figure.working, "#lan-mat"),
        "buttons": [
            (offer.verb, reverse(view, args=[line_id, verb] if verb else [line_id]))
            for offer in found.offers
            if offer.command in ACTS and offer.refusal is None
            for view, verb in [ACTS[offer.command]]
        ],
        "may_try": RecordConnection in offered,
        "may_end": EndOutage in offered,
        "may_correct": CorrectOutage in offered,
        "may_withdraw": WithdrawOutage in offered,
        "kinds": rules.KIND_NAMES,
        "uses": rules.USE_NAMES,
        "names": rules.SERVICE_NAMES,
        "sources": rules.SOURCE_NAMES,
        "shown": shown,
    }
    return render(request, "centre/links/line.html", context)


@require_safe
@power("link.read")
def file(request: DeskRequest, line_id: UUID, evidence_id: UUID) -> HttpResponse:
    """Answer a file that shows a cut."""
    row, sha256 = queries.evidence(request.actor, line_id, evidence_id)
    return stored(sha256, row.filename)
