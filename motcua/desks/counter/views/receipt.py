"""After acceptance: the code, the date and who holds it now; the prints; what comes next."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.desks.counter import paper_lines, shown
from motcua.desks.counter.place import Place
from motcua.desks.counter.views import scans
from motcua.desks.counter.views.people import PURPOSE
from motcua.desks.counter.views.visit import CHANNELS, certify_href
from motcua.desks.shared.door import DeskRequest, once_key, power
from motcua.desks.shared.formats import long_moment
from motcua.desks.shared.shapes import Fact
from motcua.documents import shelf
from motcua.dossiers import comparisons, elsewhere, filled, intake, queries, rules
from motcua.dossiers.commands import CorrectDossier
from motcua.dossiers.views import DossierPage
from motcua.kernel.words import N_


@power("dossier.receive")
def receipt(request: DeskRequest, dossier: UUID) -> HttpResponse:
    """Show what the person takes along, ready to print, and how the visit goes on."""
    page = queries.dossier_page(request.actor, dossier, purpose=PURPOSE)
    rows = intake.of_visit(request.actor, page.visit)
    lines = shown.lines(rows)
    hrefs = [reverse("counter:receipt", args=[line.id]) for line in lines]
    told = {
        "dossier": page,
        "line": next(line for line in lines if line.id == dossier),
        "secret": intake.secret_of(request.actor, dossier),
        "basket": shown.basket(lines, hrefs, current=dossier),
        "again": _again(page),
        "papers": [(line, paper.files) for line, paper in zip(paper_lines.kept(page.papers), page.papers, strict=True)],
        "unkept": scans.unkept(
            request, dossier, {(paper.key, file.filename) for paper in page.papers for file in paper.files}
        ),
        "once": once_key(),
        "facts": _facts(page),
        "may_collect": request.actor.can("till.collect"),
        "certify_href": certify_href(page.procedure_code, page.applicant_id, dossier),
        "can_correct": page.can(CorrectDossier),
        "declared": filled.of_page(page),
        "max_bytes": shelf.HEAVIEST,
        "compared": comparisons.of_dossier(request.actor, dossier, page.visit, page.applicant_id),
    }
    return render(request, "counter/receipt.html", told)


def _facts(page: DossierPage) -> list[Fact]:
    """Return how the dossier was received, and the three units that are never one."""
    found = [
        Fact(N_("Nhận lúc"), long_moment(page.row.received_at)),
        Fact(N_("Trường hợp"), page.case),
        Fact(N_("Hình thức nộp"), CHANNELS.get(page.channel, page.channel)),
        Fact(N_("Nhận kết quả"), rules.RETURN_MANNERS[page.return_manner]),
        Fact(N_("Nơi hỗ trợ"), page.helped_at),
        Fact(N_("Nơi tiếp nhận"), page.received_unit),
        Fact(N_("Cơ quan có thẩm quyền"), page.competent),
        Fact(N_("Nơi trả kết quả"), page.across.returning),
    ]
    if page.submitter:
        found.insert(0, Fact(N_("Người nộp"), page.submitter, hint=rules.CAPACITIES.get(page.capacity, "")))
    return found


def _again(page: DossierPage) -> str:
    """Return where the same person's next dossier of this visit is accepted; helped where this one was."""
    place = Place(
        page.visit,
        page.applicant_id,
        page.submitter_id,
        procedure="",
        case="",
        channel="",
        helped_at=elsewhere.remembered(page.helped_at_id, "helped_at", page.received_unit_id),
        competent=elsewhere.remembered(page.competent_id, "competent", page.received_unit_id),
        returning=elsewhere.remembered(page.across.returning_id, "returning", page.received_unit_id),
    )
    return place.href()
