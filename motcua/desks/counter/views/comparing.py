"""Papers of one person that differ: typed or scanned beside each other, what differs kept, and a slip where to put it right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from motcua.desks.counter import box, shown
from motcua.desks.counter.views.people import PURPOSE, runs
from motcua.desks.shared.door import ONCE, DeskRequest, act, errors_of, once_key, power, typed_id
from motcua.desks.shared.handing import printed
from motcua.desks.shared.shapes import FieldError, Option
from motcua.dossiers import comparison_prints, comparisons
from motcua.dossiers.commands import CompareData
from motcua.dossiers.rules.comparing import FIELDS, SEXES, SOURCES
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_
from motcua.parties import queries as parties
from motcua.parties.queries import PartyView

READ = N_("So sánh giấy tờ khác nhau")
NOT_HERE = {"old_card": {"address"}, "birth": {"old_number"}}
"""What a paper does not say: no column asks for it."""


@require_http_methods(["GET", "HEAD", "POST"])
@power("dossier.receive")
def compare(request: DeskRequest, party: UUID) -> HttpResponse:
    """Show the sources side by side to be filled in; keep what differs, or say what is wrong."""
    person = parties.party(party, request.actor, PURPOSE)
    if request.method != "POST":
        return _form(request, person, _begun(person))
    typed = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    if "quet" in request.POST:
        return _scanned(request, person, typed)
    try:
        values = {
            source: {field: typed.get(f"{source}.{field}", "") for field in FIELDS if _asked(source, field)}
            for source in SOURCES
        }
        command = CompareData(
            person=person.id,
            values=values,
            correct=tuple(request.POST.getlist("correct")),
            purpose=request.POST.get("purpose", ""),
            visit=typed_id(request.POST, "luot"),
            dossier=typed_id(request.POST, "ho-so"),
        )
        outcome = act(request, command)
    except MotcuaError as error:
        return _form(request, person, typed, error)
    return HttpResponseRedirect(reverse("counter:comparison", args=[outcome.target]))


def _begun(person: PartyView) -> dict[str, str]:
    """Return what the form begins with: the least the books know already, as the card says it."""
    number = next((one.value for one in person.numbers if one.kind == "personal"), "")
    known = {"name": person.name, "born": shown.born(person.born), "sex": person.sex, "number": number}
    return {f"card.{field}": value for field, value in known.items()}


def _scanned(request: DeskRequest, person: PartyView, typed: dict[str, str]) -> HttpResponse:
    """Fill the card's column from its scan; whatever else was typed stays."""
    try:
        card = box.read(request.POST.get("quet", "")).card
        if card is None:
            raise BadInput(N_("Quét thẻ căn cước vào ô này."), field="quet")
    except MotcuaError as error:
        return _form(request, person, typed, BadInput(error.said.sentence, field="quet", **error.said.values))
    read = {
        "name": card.name,
        "born": str(card.born),
        "sex": card.sex.value,
        "number": card.number.digits,
        "old_number": card.old_number or "",
        "address": card.address,
    }
    return _form(request, person, typed | {f"card.{field}": value for field, value in read.items()})


def _asked(source: str, field: str) -> bool:
    return field not in NOT_HERE.get(source, set())


def _form(
    request: DeskRequest, person: PartyView, values: Mapping[str, str], error: MotcuaError | None = None
) -> HttpResponse:
    sent = request.POST if request.method == "POST" else request.GET
    told: dict[str, Any] = {
        "person": shown.person(person),
        "party": person.id,
        "sources": SOURCES,
        "fields": FIELDS,
        "asked": _asked,
        "sexes": [Option(key, label) for key, label in SEXES.items()],
        "v": values,
        "correct": request.POST.getlist("correct"),
        "purpose": values.get("purpose", ""),
        "visit": sent.get("luot", ""),
        "dossier": sent.get("ho-so", ""),
        "errors": errors_of(error) if error else {},
        "summary": [FieldError(error.field or "", error.said)] if error else [],
        "once": request.POST.get(ONCE) or once_key(),
    }
    return render(request, "counter/comparing.html", told, status=error.status if error else 200)


@require_safe
@power("dossier.receive")
def comparison(request: DeskRequest, comparison: UUID) -> HttpResponse:
    """Show a comparison that was kept, the differing letters marked, and where each source is put right."""
    found = comparisons.comparison(request.actor, comparison, READ)
    told = {"found": found, "runs": runs, "sources": SOURCES, "facts": comparisons.correcting()}
    return render(request, "counter/comparison.html", told)


@xframe_options_sameorigin
@require_safe
@power("dossier.receive")
def slip(request: DeskRequest, comparison: UUID) -> HttpResponse:
    """Print the slip that says which body puts which source right."""
    found = comparisons.comparison(request.actor, comparison, N_("In phiếu đến đâu để chỉnh"))
    return printed(comparison_prints.print_slip(request.actor, found), f"den-dau-de-chinh-{found.number}.pdf")
