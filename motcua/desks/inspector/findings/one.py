"""One finding: what was seen, what the unit said and showed, what it repeats; and the files that belong to it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.desks.inspector.findings import shown
from motcua.desks.inspector.findings.acts import ASKS, VERBS
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.handing import PICTURES, stored
from motcua.desks.shared.shapes import Link
from motcua.findings.queries import findings
from motcua.findings.queries import shown as files


@require_safe
@power("inspection.read")
def page(request: DeskRequest, finding_id: UUID) -> HttpResponse:
    """Show one finding and what may be done now."""
    found = findings.page(request.actor, finding_id)
    buttons = [
        (offer.verb, f"{reverse('findings:act', args=[finding_id, VERBS[offer.command]])}?ban={found.version}")
        for offer in found.offers
        if offer.command in VERBS and offer.refusal is None
    ]
    barred = [offer.refusal for offer in found.offers if offer.command in VERBS and offer.refusal is not None]
    context = {
        "it": found,
        "row": found.row,
        "title": shown.title(found.row),
        "tags": shown.tags(found.row),
        "buttons": buttons,
        "barred": barred[0] if barred and not buttons else None,
        "said_names": shown.SAID_NAMES,
        "pictures": PICTURES,
        "trail": [shown.HOME, Link(shown.title(found.row))],
        "before": [{"row": row, "title": shown.title(row), "tags": shown.tags(row)} for row in found.before],
        "dangers": {verb for verb, ask in ASKS.items() if ask.danger},
    }
    return render(request, "inspector/findings/finding.html", context)


@require_safe
@power("inspection.read")
def file(request: DeskRequest, file_id: UUID) -> HttpResponse:
    """Answer a photograph, a spoken note or a paper as what we judged it to be when it came in."""
    sha256, row = files.file(request.actor, file_id)
    return stored(sha256, row.filename or f"{row.kind}-{row.id.hex[-6:]}")
