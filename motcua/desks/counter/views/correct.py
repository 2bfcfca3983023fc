"""Putting an accepted dossier right: the person, a typing error, the papers; and printing a lost slip again."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from motcua.desks.counter import box, paper_lines, shown, unit_choice
from motcua.desks.counter.views.people import PURPOSE
from motcua.desks.counter.views.visit import DETAIL, details_of
from motcua.desks.shared.door import ONCE, DeskRequest, act, errors_of, once_key, power, typed_id, whole_number
from motcua.desks.shared.shapes import FieldError, Link, Option
from motcua.dossiers import intake, queries, rules
from motcua.dossiers.commands import CorrectDossier, ReissueSlip
from motcua.dossiers.views import DossierPage
from motcua.kernel.errors import MotcuaError
from motcua.kernel.words import N_, said
from motcua.parties import queries as parties

REISSUE_WHY = N_("Người nộp báo mất giấy hẹn, đã xuất trình căn cước")
NOBODY = "khong"
"""In the address: nobody hands in for the owner any more."""


@power("dossier.receive", "dossier.correct")
def correct(request: DeskRequest, dossier: UUID) -> HttpResponse:
    """Show the dossier as a form with a reason, or put it right and print the slip again."""
    page = queries.dossier_page(request.actor, dossier, purpose=PURPOSE)
    if request.method != "POST":
        return _page(request, page)
    try:
        act(request, _command(request, page))
    except MotcuaError as error:
        return _page(request, page, error)
    return HttpResponseRedirect(shown.page_of(request.actor, dossier))


def _people(request: DeskRequest, page: DossierPage) -> tuple[UUID, UUID | None]:
    """Return owner and submitter as they are wanted: what the address or form says, else as they are."""
    values = request.POST if request.method == "POST" else request.GET
    owner = typed_id(values, "nguoi") or page.applicant_id
    if values.get("nop-thay") == NOBODY:
        return owner, None
    return owner, typed_id(values, "nop-thay") or page.submitter_id


def _command(request: DeskRequest, page: DossierPage) -> CorrectDossier:
    post = request.POST
    owner, submitter = _people(request, page)
    return CorrectDossier(
        dossier=page.row.id,
        seen=whole_number(post.get("seen", "")),
        reason=post.get("reason", ""),
        applicant=owner,
        submitter=submitter,
        capacity=post.get("capacity", "relative") if submitter else "owner",
        about=post.get("about", ""),
        details=details_of(request),
        papers=paper_lines.given(post),
        return_manner=post.get("return_manner", "desk"),
        code=post.get("code", "") if page.entered_code else "",
        helped_at=unit_choice.wanted(post, "helped_at"),
        competent=unit_choice.wanted(post, "competent"),
        returning=unit_choice.wanted(post, "returning"),
    )


def _page(request: DeskRequest, page: DossierPage, error: MotcuaError | None = None) -> HttpResponse:
    owner, submitter = _people(request, page)
    lines = paper_lines.kept(page.papers)
    names = dict.fromkeys([*page.details, *(name for step in page.steps for name, _ in step.fields)])
    values: dict[str, Any] = {
        "about": page.row.about,
        "return_manner": page.return_manner,
        "capacity": page.capacity,
        "reason": "",
        "code": page.entered_code,
    } | {f"{DETAIL}{name}": page.details.get(name, "") for name in names}
    if error is not None:
        lines = paper_lines.typed(lines, request.POST)
        values |= {name: value for name, value in request.POST.items() if isinstance(value, str)}
    told = {
        "dossier": page,
        "line": shown.lines([page.row])[0],
        "owner": shown.person(parties.party(owner, request.actor, PURPOSE)),
        "submitter": shown.person(parties.party(submitter, request.actor, PURPOSE)) if submitter else None,
        "owner_id": owner,
        "submitter_id": submitter,
        "hrefs": _hrefs(page, owner, submitter),
        "back": shown.page_of(request.actor, page.row.id),
        "may": request.actor.powers,
        "lines": lines,
        "details": list(names),
        "v": values,
        "errors": errors_of(error) if error else {},
        "summary": [FieldError(error.field or "", error.said)] if error else [],
        "once": request.POST.get(ONCE) or once_key(),
        "reissue_once": once_key(),
        "reissue_errors": {},
        "reissue_v": {"number": "", "why": REISSUE_WHY},
        "capacities": [Option(key, label) for key, label in rules.CAPACITIES.items() if key != "owner"],
        "manners": [Option(key, label) for key, label in rules.RETURN_MANNERS.items()],
        "place": None,
        "units": [
            unit_choice.choice(request.actor, role, unit_choice.KEEP, request.POST) for role in unit_choice.NAMES
        ],
        "units_said": said(
            N_("đang ghi: hỗ trợ tại {helped}, {competent} giải quyết, trả tại {returning}"),
            helped=page.helped_at,
            competent=page.competent,
            returning=page.across.returning,
        ),
    }
    return render(request, "counter/correct.html", told, status=error.status if error else 200)


def _hrefs(page: DossierPage, owner: UUID, submitter: UUID | None) -> dict[str, str]:
    """Return where another owner or submitter is found, where their data are put right, and how to have none."""
    here = reverse("counter:correct", args=[page.row.id])
    other = submitter.hex if submitter else NOBODY
    to_owner = f"{here}?{urlencode({'nop-thay': other})}&nguoi="
    to_submitter = f"{here}?{urlencode({'nguoi': owner.hex})}&nop-thay="
    return {
        "owner": to_owner,
        "submitter": to_submitter,
        "nobody": f"{to_submitter}{NOBODY}",
        "edit_owner": f"{reverse('counter:edit', args=[owner])}?{urlencode({'then': to_owner})}",
    }


@require_POST
@power("dossier.receive", "dossier.correct")
def reissue(request: DeskRequest, dossier: UUID) -> HttpResponse:
    """Check who lost the slip, raise its issue number, and show it ready to print."""
    try:
        boxed = box.read(request.POST.get("number", ""))
        number = boxed.card.number.digits if boxed.card else boxed.words
        intake.check_identity(request.actor, dossier, number)
        act(request, ReissueSlip(dossier=dossier, reason=request.POST.get("why", "")))
    except MotcuaError as error:
        field = {"q": "number", "reason": "why"}.get(error.field or "", error.field or "")
        page = queries.dossier_page(request.actor, dossier, purpose=PURPOSE)
        told = {
            "dossier": page,
            "trail": [Link(page.row.label, reverse("counter:correct", args=[dossier])), Link(N_("Cấp lại giấy hẹn"))],
            "reissue_errors": {field: [error.said]},
            "reissue_v": {name: request.POST.get(name, "") for name in ("number", "why")},
            "reissue_once": request.POST.get(ONCE) or once_key(),
        }
        return render(request, "counter/reissue.html", told, status=error.status)
    return HttpResponseRedirect(shown.page_of(request.actor, dossier))
