"""One difficulty or proposal: where it lies and how long, its evidence then and now, its answers, its history."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.desks.centre.proposals import facts, shown
from motcua.desks.centre.proposals.acts import VERBS
from motcua.desks.centre.proposals.shown import HOME
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.shapes import Link, Moment
from motcua.proposals.commands import AttachEvidence, CorrectAnswer
from motcua.proposals.queries import commons, one
from motcua.proposals.queries.one import ProposalPage
from motcua.proposals.rules.facts import (
    BOOK_NAMES,
    CATEGORY_NAMES,
    KIND_NAMES,
    OCCASION_NAMES,
    OUTCOME_NAMES,
    SOLVER_NAMES,
    Kind,
)


@require_safe
@power("proposal.read")
def page(request: DeskRequest, proposal_id: UUID) -> HttpResponse:
    """Show one proposal; ``so-sanh=1`` sets what the books say now beside what they said then."""
    found, actor = one.page(request.actor, proposal_id), request.actor
    comparing = found.mine and request.GET.get("so-sanh") == "1"
    now = {fact.book: fact for fact in facts.collect(actor)} if comparing else {}
    offered = {offer.command: offer.refusal for offer in found.offers}
    buttons = [
        (offer.verb, f"{reverse('proposals:act', args=[proposal_id, VERBS[offer.command]])}?ban={found.version}")
        for offer in found.offers
        if offer.command in VERBS and offer.refusal is None
    ]
    context = {
        "it": found,
        "row": found.row,
        "tags": shown.tags(found.row),
        "buttons": buttons,
        "may_attach": offered.get(AttachEvidence, "no") is None,
        "may_correct": offered.get(CorrectAnswer, "no") is None,
        "common_href": _common_href(request, found),
        "comparing": comparing,
        "now": now,
        "fact_words": facts.said_of,
        "lies_with": shown.lies_with,
        "age": shown.age,
        "kinds": KIND_NAMES,
        "categories": CATEGORY_NAMES,
        "solvers": SOLVER_NAMES,
        "outcomes": OUTCOME_NAMES,
        "books": BOOK_NAMES,
        "occasions": OCCASION_NAMES,
        "is_difficulty": found.row.kind is Kind.DIFFICULTY,
        "trail": _trail(found),
        "moments": [Moment(line.at, line.what, line.who, line.words) for line in found.history],
    }
    return render(request, "centre/proposals/proposal.html", context)


def _trail(found: ProposalPage) -> list[Link]:
    trail = [HOME]
    if found.whole_list:
        trail.append(Link(found.filing.title, reverse("proposals:filing", args=[found.filing.id])))
    return [*trail, Link(found.row.statement[:60])]


def _common_href(request: DeskRequest, found: ProposalPage) -> str:
    """Return the address of the common matter where the asker may see it."""
    visible = found.row.common is not None and commons.is_visible(request.actor, found.row.common)
    return reverse("proposals:common", args=[found.row.common]) if visible else ""
