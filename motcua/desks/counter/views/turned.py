"""What is not received: the list of all that is missing, or why not, in writing; and whoever comes back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from motcua.desks.counter.place import Place, place_of
from motcua.desks.counter.views.visit import around
from motcua.desks.shared import formats
from motcua.desks.shared.door import ONCE, DeskRequest, act, errors_of, once_key, power, typed_id
from motcua.desks.shared.handing import printed
from motcua.desks.shared.shapes import Column, FieldError, Option
from motcua.dossiers import applications, intake, letters, prints
from motcua.dossiers import patterns as kept
from motcua.dossiers.commands import TurnAway
from motcua.dossiers.rules.patterns import For
from motcua.kernel import clock
from motcua.kernel.errors import MotcuaError
from motcua.kernel.words import N_
from motcua.ledger.events.dossier_life import Lacking
from motcua.ledger.events.dossiers import PaperGiven

LACKS_OF, WORDS_OF = "thieu.", "thieu-loi."
KINDS = (
    Option("supplement", N_("Thiếu hoặc chưa đúng giấy tờ"), N_("In phiếu yêu cầu bổ sung (mẫu 02)")),
    Option("refusal", N_("Không thuộc thẩm quyền, hoặc luật không cho"), N_("In phiếu từ chối (mẫu 03)")),
)
COLUMNS = tuple(map(Column, (N_("Số"), N_("Thủ tục"), N_("Người nộp"), N_("Vì sao"), N_("Ngày"), N_("Việc"))))


@require_http_methods(["GET", "HEAD", "POST"])
@power("dossier.receive")
def turn_away(request: DeskRequest, visit: UUID) -> HttpResponse:
    """Show the papers of the chosen case, each to be marked as missing; keep the answer and show its paper."""
    place = place_of(request, visit)
    if place is None or not place.procedure:
        return redirect("counter:home")
    if request.method != "POST":
        return _page(request, place)
    try:
        outcome = act(request, _command(request, place))
    except MotcuaError as error:
        return _page(request, place, error)
    kept.note_used(request.actor, request.POST.dict().values())
    return redirect("counter:turned", outcome.target)


def _command(request: DeskRequest, place: Place) -> TurnAway:
    post = request.POST
    terms = intake.intake(request.actor, place.procedure, place.case, place.channel)
    lacking = {
        name.removeprefix(LACKS_OF): post.get(WORDS_OF + name.removeprefix(LACKS_OF), "")
        for name in post
        if name.startswith(LACKS_OF)
    }
    supplement = post.get("kind") == "supplement"
    given = [
        PaperGiven(key=paper.key, originals=1)
        for paper in terms.papers
        if paper.required and paper.kind != "note" and paper.key not in lacking
    ]
    return TurnAway(
        kind=post.get("kind", ""),  # type: ignore[arg-type]  # checked with the command's types
        procedure=place.procedure,
        case=terms.case.key,
        channel=terms.channel,
        applicant=place.owner,
        submitter=place.other,
        about=post.get("about", ""),
        papers=tuple(given) if supplement else (),
        lacking=tuple(Lacking(key=key, words=words) for key, words in lacking.items()) if supplement else (),
        ground=post.get("ground", ""),
        reason=post.get("reason", ""),
    )


def _page(request: DeskRequest, place: Place, error: MotcuaError | None = None) -> HttpResponse:
    terms = intake.intake(request.actor, place.procedure, place.case, place.channel)
    values = request.POST.dict() if error else {"kind": "supplement"}
    sentences = kept.of_centre(kept.centre_of(request.actor), str(request.actor.realm))
    about = {
        "procedure": terms.code,
        "procedure_name": terms.name,
        "day": formats.short_date(clock.today()),
    }
    told: dict[str, Any] = around(request, place) | {
        "terms": terms,
        "v": values,
        "kinds": KINDS,
        "papers": [
            {
                "key": paper.key,
                "name": paper.name,
                "lacks": bool(values.get(LACKS_OF + paper.key)),
                "words": values.get(WORDS_OF + paper.key, ""),
                "patterns": kept.offered(sentences, For.SUPPLEMENT, paper=paper.key, paper_name=paper.name, **about),
            }
            for paper in terms.papers
            if paper.kind != "note"
        ],
        "refusals": kept.offered(sentences, For.REFUSAL, **about),
        "errors": errors_of(error) if error else {},
        "summary": [FieldError(error.field or "", error.said)] if error else [],
        "once": request.POST.get(ONCE) or once_key(),
    }
    return render(request, "counter/turn_away.html", told, status=error.status if error else 200)


@require_safe
@power("dossier.receive", "dossier.correct")
def turned(request: DeskRequest, application: UUID) -> HttpResponse:
    """Show what was told to somebody who was not received, to print again, or to receive now."""
    found = applications.application(request.actor, application)
    return render(request, "counter/turned.html", {"it": found, "kind": applications.KINDS[found.kind]})


@require_safe
@power("dossier.receive", "dossier.correct")
def letter(request: DeskRequest, application: UUID) -> HttpResponse:
    """Print form 02 or 03."""
    return printed(prints.print_letter(letters.application_letter(request.actor, application)), "phieu.pdf")


@require_safe
@power("dossier.receive", "dossier.correct")
def listed(request: DeskRequest) -> HttpResponse:
    """Show whom the centre did not receive, the latest first."""
    rows, more = applications.turned_away(request.actor, after=typed_id(request.GET, "sau"))
    told = {"rows": rows, "more": more, "kinds": applications.KINDS, "columns": COLUMNS}
    return render(request, "counter/turned_list.html", told)
