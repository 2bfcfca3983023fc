"""What a person agrees to beyond what the law orders: asked use by use, noted as said, taken back as easily."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.desks.counter import shown
from motcua.desks.counter.views.people import then_of
from motcua.desks.shared.door import ONCE, DeskRequest, act, errors_of, once_key, power
from motcua.desks.shared.shapes import Option
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_
from motcua.parties import queries as parties
from motcua.parties.commands.consent import GiveConsent, WithdrawConsent
from motcua.parties.queries import ConsentView, PartyView
from motcua.parties.rules.consents import EVIDENCE_MOST, SCOPE_MOST
from motcua.parties.rules.words import CONSENT_NAMES, CONSENT_SCOPES, MANNER_NAMES, ConsentPurpose, Manner, PartyKind

PURPOSE = N_("Ghi, rút sự đồng ý dùng dữ liệu")
MANNERS = tuple(Option(manner.value, MANNER_NAMES[manner]) for manner in Manner)


@dataclass(frozen=True, slots=True)
class Use:
    """One use of data: the consent that stands, if any, those of before, and its form as typed with what is wrong."""

    purpose: str
    name: str
    standing: ConsentView | None
    earlier: tuple[ConsentView, ...]
    values: Mapping[str, str]
    errors: Mapping[str, Any]
    once: str


@require_safe
@power("party.write")
def consents(request: DeskRequest, party: UUID) -> HttpResponse:
    """Show what a person agreed to, and the forms to note or to take back."""
    return _page(request, party)


@require_POST
@power("party.write")
def give(request: DeskRequest, party: UUID) -> HttpResponse:
    """Note that the person agrees to one use."""
    post = request.POST
    try:
        command = GiveConsent(
            party=party,
            purpose=_purpose(request),
            manner=_manner(request, N_("Chưa chọn người dân đồng ý bằng cách nào.")),
            scope=post.get("scope", ""),
            evidence=post.get("evidence", ""),
        )
        act(request, command)
    except MotcuaError as error:
        return _page(request, party, error)
    return _again(request, party)


@require_POST
@power("party.write")
def withdraw(request: DeskRequest, party: UUID) -> HttpResponse:
    """Note that the person no longer agrees to one use."""
    try:
        manner = _manner(request, N_("Chưa chọn người dân rút bằng cách nào."))
        act(request, WithdrawConsent(party=party, purpose=_purpose(request), manner=manner))
    except MotcuaError as error:
        return _page(request, party, error)
    return _again(request, party)


def _purpose(request: DeskRequest) -> ConsentPurpose:
    try:
        return ConsentPurpose(request.POST.get("purpose", ""))
    except ValueError as error:
        raise BadInput(N_("Không có việc này để hỏi sự đồng ý. Xin mở lại trang.")) from error


def _manner(request: DeskRequest, missing: str) -> Manner:
    try:
        return Manner(request.POST.get("manner", ""))
    except ValueError as error:
        raise BadInput(missing, field="manner") from error


def _again(request: DeskRequest, party: UUID) -> HttpResponse:
    """Return to the page, at the use that was noted; reloading sends nothing again."""
    then = then_of(request)
    query = f"?{urlencode({'then': then})}" if then else ""
    address = reverse("counter:consents", args=[party])
    return HttpResponseRedirect(f"{address}{query}#{_purpose(request).value}")


def _page(request: DeskRequest, party: UUID, error: MotcuaError | None = None) -> HttpResponse:
    view = parties.party(party, request.actor, PURPOSE)
    tried = request.POST.get("purpose", "") if error is not None else ""
    faults = errors_of(error) if error is not None else {}
    then = then_of(request)
    told = {
        "person": shown.person(view),
        "party": view.id,
        "name": view.name,
        "is_person": view.kind is PartyKind.PERSON,
        "can_write": any(offer.command is GiveConsent and offer.refusal is None for offer in view.offers),
        "uses": [_use(request, view, purpose, faults if purpose == tried else {}) for purpose in ConsentPurpose],
        # What is about none of the uses has no place of its own to be told at.
        "errors": [one for found in faults.values() for one in found] if tried not in list(ConsentPurpose) else [],
        "manner_names": {str(manner): MANNER_NAMES[manner] for manner in Manner},
        "manners": MANNERS,
        "scope_most": SCOPE_MOST,
        "evidence_most": EVIDENCE_MOST,
        "then": then,
        "back": f"{then}{view.id.hex}" if then else reverse("counter:home"),
    }
    return render(request, "counter/consents.html", told, status=error.status if error is not None else 200)


def _use(request: DeskRequest, view: PartyView, purpose: ConsentPurpose, faults: Mapping[str, Any]) -> Use:
    of_this = [one for one in view.consents if one.purpose is purpose]
    typed = request.POST if faults else {}
    return Use(
        purpose=purpose.value,
        name=CONSENT_NAMES[purpose],
        standing=next((one for one in of_this if one.withdrawn_at is None), None),
        earlier=tuple(one for one in reversed(of_this) if one.withdrawn_at is not None),
        values={
            "manner": typed.get("manner", ""),
            "scope": typed.get("scope", CONSENT_SCOPES[purpose]),
            "evidence": typed.get("evidence", ""),
        },
        errors=faults,
        once=(request.POST.get(ONCE) if faults else "") or once_key(),
    )
