"""One form for all that somebody brings: a row an original, the fee reckoned while it is typed, F9 takes the numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.certifications import queries
from motcua.certifications.commands import Certify, OriginalWish
from motcua.certifications.rules import KIND_NAMES, NAME_MOST, ORIGINALS_MOST, PROCEDURES, Kind, is_after_cutoff
from motcua.desks.counter.certified.home import centre_of
from motcua.desks.counter.certified.shown import HOME, METHODS, RECEIVE
from motcua.desks.shared.door import DeskRequest, act, errors_of, once_key, power, typed_id, whole_number
from motcua.desks.shared.forms import said_of
from motcua.desks.shared.shapes import FieldError, Link, Option
from motcua.desks.shared.told import tell
from motcua.dossiers import queries as dossiers
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, MotcuaError, RuleError
from motcua.kernel.ids import new_id
from motcua.kernel.words import N_, said
from motcua.parties import queries as parties

PURPOSE = "Chứng thực"
NAMES = {"name": N_("Tên giấy tờ"), "pages": N_("Số trang"), "copies": N_("Số bản")}


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom, what kind, and of which dossier where a slip was given before (with its label)."""

    requester: UUID
    kind: Kind
    dossier: UUID | None = None
    dossier_label: str = ""

    def href(self, kind: Kind) -> str:
        """Return the address of this form for a kind."""
        parts = {"nguoi": self.requester.hex, "loai": kind.value, "ho-so": self.dossier.hex if self.dossier else ""}
        return f"{reverse('certified:receive')}?{urlencode({name: value for name, value in parts.items() if value})}"


@require_http_methods(METHODS)
@power(RECEIVE)
def receive(request: DeskRequest) -> HttpResponse:
    """Show the form, or take the numbers; a refusal stands beside the row it is about, with all that was typed."""
    values = request.POST if request.method == "POST" else request.GET
    requester = typed_id(values, "nguoi")
    if requester is None:
        return redirect("certified:home")
    kind = Kind(values["loai"]) if values.get("loai") in set(Kind) else Kind.COPY
    asked = _of_dossier(request, Asked(requester, kind), typed_id(values, "ho-so"))
    if request.method != "POST":
        return _page(request, asked)
    places: list[int] = []
    try:
        command = _command(request, asked, places)
        outcome = act(request, command)
    except MotcuaError as error:
        return _page(request, asked, error, places)
    tell(request, N_("Đã lấy số. Bấm F7 để in lời chứng."))
    return HttpResponseRedirect(reverse("certified:one", args=[outcome.target]))


def _of_dossier(request: DeskRequest, asked: Asked, dossier: UUID | None) -> Asked:
    """Return what is asked with the dossier it belongs to; refuse one of somebody else or of another procedure."""
    if dossier is None:
        return asked
    page = dossiers.dossier_page(request.actor, dossier, purpose=PURPOSE)
    kind = next((kind for kind, code in PROCEDURES.items() if code == page.procedure_code), None)
    if kind is None or page.applicant_id != asked.requester:
        raise RuleError(N_("Hồ sơ này không phải hồ sơ chứng thực của người ấy."))
    return Asked(asked.requester, kind, dossier, page.row.label)


def _command(request: DeskRequest, asked: Asked, places: list[int]) -> Certify:
    """Return the command the form asks for; ``places`` says which row each original stands in. Empty rows are left out."""
    originals = []
    for row in range(ORIGINALS_MOST):
        name = request.POST.get(f"name-{row}", "").strip()
        if not name:
            continue
        places.append(row)
        if len(name) > NAME_MOST:
            raise BadInput(N_("Dài quá {most} ký tự."), field=f"name-{len(places) - 1}", most=NAME_MOST)
        pages, copies = (_count(request, what, row, len(places) - 1) for what in ("pages", "copies"))
        originals.append(OriginalWish(name=name, pages=pages, copies=copies))
    signer = typed_id(request.POST, "signer")
    if signer is None:
        raise BadInput(N_("Chọn người ký."), field="signer")
    return Certify(
        centre=centre_of(request),
        kind=asked.kind,
        requester=asked.requester,
        originals=originals,
        signer=signer,
        level=request.POST.get("level", "")[:240],
        began=_instant(request.POST.get("began", "")),
        dossier=asked.dossier,
        dossier_label=asked.dossier_label,
    )


def _count(request: DeskRequest, what: str, row: int, place: int) -> int:
    typed = request.POST.get(f"{what}-{row}", "")
    number = whole_number(typed, digits=6)
    if number is None:
        raise BadInput(N_("«{text}» không phải là số."), field=f"{what}-{place}", text=typed[:20])
    return number


def _instant(text: str) -> datetime | None:
    """Return when the form was opened, as it says itself; ``None`` for anything else: it is a measure, not a right."""
    try:
        found = datetime.fromisoformat(text[:40])
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _page(
    request: DeskRequest, asked: Asked, error: MotcuaError | None = None, places: list[int] | None = None
) -> HttpResponse:
    centre = centre_of(request)
    now = clock.now()
    signers = queries.signers_of(centre, request.actor.realm, asked.kind)
    usual = queries.last_signer(request.actor)
    typed = request.POST
    charge = queries.charge_at(centre, asked.kind, now, request.actor.realm)
    errors, summary = _faults(error, places or [])
    rows = [
        {
            "name": typed.get(f"name-{row}", ""),
            "pages": typed.get(f"pages-{row}", "1"),
            "copies": typed.get(f"copies-{row}", "1"),
        }
        for row in range(ORIGINALS_MOST)
    ]
    context: dict[str, Any] = {
        "asked": asked,
        "person": parties.party(asked.requester, request.actor, PURPOSE),
        "rows": rows,
        "errors": errors,
        "summary": summary,
        "signers": [Option(str(one.official), f"{one.name}, {one.title}", one.behalf) for one in signers],
        "signer": typed.get("signer") or (str(usual) if usual in {one.official for one in signers} else None),
        "usual": str(signers[0].official) if signers else "",
        "charge": charge,
        "began": typed.get("began") or now.isoformat(),
        "once": typed.get("once_key", "")[:80] or once_key(),
        "book": queries.books(request.actor).get(asked.kind, ""),
        "kinds": [
            Link(KIND_NAMES[kind], asked.href(kind), current=kind is asked.kind)
            for kind in Kind
            if asked.dossier is None or kind is asked.kind
        ],
        "slip_href": f"{reverse('counter:visit', args=[new_id()])}?"
        + urlencode({"nguoi": asked.requester.hex, "thu-tuc": PROCEDURES[asked.kind]}),
        "after_cutoff": is_after_cutoff(now) and asked.dossier is None,
        "trail": [HOME, Link(N_("Lấy số"))],
        "name_most": NAME_MOST,
    }
    return render(request, "counter/certified/receive.html", context, status=error.status if error else HTTPStatus.OK)


def _faults(error: MotcuaError | None, places: list[int]) -> tuple[dict[str, list[Any]], list[FieldError]]:
    """Return a refusal beside its field, the place of an original turned into the row it was typed in."""
    if error is None:
        return {}, []
    what, _, place = (error.field or "").partition("-")
    if what not in NAMES or not place.isdigit() or int(place) >= len(places):
        found = errors_of(error)
        return found, [FieldError("signer" if error.field == "signer" else "", error.said)]
    row = places[int(place)]
    label = said(N_("Dòng {n}, {what}: {fault}"), n=row + 1, what=said_of(NAMES[what]), fault=error.said)
    return {f"{what}-{row}": [error.said]}, [FieldError(f"{what}-{row}", label)]
