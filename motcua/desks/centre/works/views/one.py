"""One works: its page, its evidence, its acceptance record on paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.desks.centre.works import shown
from motcua.desks.centre.works.views.listing import READERS
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.handing import PICTURES, printed, stored
from motcua.desks.shared.shapes import Link
from motcua.kernel.words import N_
from motcua.works import prints, queries, rules
from motcua.works.commands import (
    AcceptWorks,
    AnswerBlocker,
    AskForDay,
    CancelWorks,
    CheckDefect,
    ClearBlocker,
    CorrectWorks,
    MendDefect,
    OpenBlocker,
    PlanStages,
    PostProgress,
    RecordVisit,
    ReopenWorks,
)

HOME = Link(N_("Công trình"), "/cong-trinh/")
ACTS: dict[Any, tuple[str, str]] = {
    PostProgress: ("works:progress", ""),
    RecordVisit: ("works:visit", ""),
    OpenBlocker: ("works:act", "vuong-mac"),
    AcceptWorks: ("works:act", "nghiem-thu"),
    ReopenWorks: ("works:act", "mo-lai"),
    AskForDay: ("works:act", "doi-ngay"),
    PlanStages: ("works:act", "giai-doan"),
    CorrectWorks: ("works:act", "dinh-chinh"),
    CancelWorks: ("works:act", "bo"),
}


@require_safe
@power(*READERS)
def page(request: DeskRequest, works_id: UUID) -> HttpResponse:
    """Show everything about one works, and what may be done now."""
    found = queries.page(request.actor, works_id)
    buttons, barred = [], {}
    for offer in found.offers:
        if offer.command in ACTS:
            view, verb = ACTS[offer.command]
            where = reverse(view, args=[works_id, verb] if verb else [works_id])
            # What is planned or corrected over somebody else's change is a conflict.
            where += f"?ban={found.version}" if offer.command in (PlanStages, CorrectWorks) else ""
            buttons.append((offer.verb, where, offer.refusal))
        barred[offer.command] = offer.refusal
    context = {
        "it": found,
        "row": found.row,
        "tags": shown.tags(found.row),
        "trail": [HOME, Link(found.row.name)],
        "chart": shown.chart_of(found),
        "lines": shown.lines_of(found),
        "buttons": [button for button in buttons if button[2] is None],
        "may_answer": AnswerBlocker in barred and barred[AnswerBlocker] is None,
        "may_clear": ClearBlocker in barred and barred[ClearBlocker] is None,
        "may_mend": MendDefect in barred and barred[MendDefect] is None,
        "may_check": CheckDefect in barred and barred[CheckDefect] is None,
        "sides": rules.SIDE_NAMES,
        "sources": rules.SOURCE_NAMES,
        "verdict": rules.verdict,
        "pictures": PICTURES,
    }
    return render(request, "centre/works/works.html", context)


@require_safe
@power(*READERS)
def photo(request: DeskRequest, works_id: UUID, photo_id: UUID) -> HttpResponse:
    """Answer a piece of evidence as what we judged it to be when it came in."""
    row, sha256 = queries.photo(request.actor, works_id, photo_id)
    return stored(sha256, row.filename)


@require_safe
@power(*READERS)
def record(request: DeskRequest, works_id: UUID) -> HttpResponse:
    """Answer the acceptance record that stands as PDF/A."""
    found, accepted = queries.acceptance_of(request.actor, works_id)
    return printed(prints.acceptance_record(found, accepted), "bien-ban-nghiem-thu.pdf")
