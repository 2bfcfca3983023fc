"""A visit: one person at the counter, one dossier after another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from motcua.certifications.rules import PROCEDURES
from motcua.desks.counter import mirror, paper_lines, shown, unit_choice
from motcua.desks.counter.place import Place, place_of
from motcua.desks.counter.views import scans
from motcua.desks.counter.views.people import PURPOSE
from motcua.desks.shared.door import ONCE, DeskRequest, act, errors_of, once_key, power, typed_id, whole_number
from motcua.desks.shared.shapes import FieldError, Option
from motcua.documents import shelf
from motcua.dossiers import applications, intake, rules
from motcua.dossiers.commands import AcceptDossier
from motcua.dossiers.rules import life
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_, said
from motcua.parties import queries as parties
from motcua.parties.queries import PartyView
from motcua.parties.rules.words import PartyKind

CHANNELS = {
    "direct": N_("Trực tiếp tại quầy"),
    "online": N_("Trực tuyến"),
    "postal": N_("Bưu chính công ích"),
}
HANDING = (
    Option("other", N_("nộp thay cho người thứ nhất")),
    Option("owner", N_("là chủ hồ sơ, người thứ nhất nộp thay")),
)
FILERS = tuple(Option(key, label) for key, label in life.FILED_BY.items())
AWAITS = N_("Chưa hẹn được ngày trả: đang chờ xác nhận thời hạn")
MOST_USED = 9
HERE = N_("Hay nhận nhất ở Trung tâm này")
ANYWHERE = N_("Thường gặp ở cấp xã")
DETAIL = "detail."


@power("dossier.receive")
def visit(request: DeskRequest, visit: UUID) -> HttpResponse:
    """Show the procedures to choose from, or the form of the chosen one."""
    place = place_of(request, visit)
    if place is None:
        return redirect("counter:home")
    if place.procedure:
        return form_page(request, place)
    wanted = request.GET.get("q", "").strip()
    found, heading = _procedures(request, wanted)
    if wanted and found and "chon" in request.GET:
        number = whole_number(wanted) or 1
        chosen, _ = found[number - 1] if number <= len(found) else found[0]
        return HttpResponseRedirect(place.href(thu_tuc=chosen))
    told = _listed(request, found, heading, wanted) | around(request, place)
    return render(request, "counter/choose.html", told)


def _procedures(request: DeskRequest, wanted: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return what fits, and its heading; a single digit, or nothing typed, means the list of what is asked for most."""
    if len(wanted) > 1 or (wanted and not wanted.isdigit()):
        return intake.search(request.actor, wanted, MOST_USED), ""
    used = intake.most_used(request.actor, MOST_USED)
    return used.procedures, HERE if used.counted else ANYWHERE


def _listed(request: DeskRequest, found: Sequence[tuple[str, str]], heading: str, wanted: str) -> dict[str, Any]:
    """Return the list of procedures as its template wants it, with the marks of what is not settled of them."""
    doubts = intake.doubts(request.actor, [code for code, _ in found])
    return {
        "q": wanted,
        "found": [(code, name, shown.marks(doubts[code]) if code in doubts else ()) for code, name in found],
        "heading": heading,
        "doubts": shown.doubts(doubts.values()),
    }


@power("dossier.receive")
def procedures(request: DeskRequest) -> HttpResponse:
    """Return the procedures that fit what is being typed, as a fragment."""
    visit = typed_id(request.GET, "luot")
    place = place_of(request, visit) if visit else None
    if place is None:
        raise BadInput(N_("Lượt giao dịch này không còn. Xin quét lại thẻ."))
    wanted = request.GET.get("q", "").strip()
    found, heading = _procedures(request, wanted)
    told = _listed(request, found, heading, wanted) | {"place": place}
    return render(request, "counter/_procedures.html", told)


def around(request: DeskRequest, place: Place) -> dict[str, Any]:
    """Return what stands beside the work: the people and the dossiers of this visit so far."""
    owner = parties.party(place.owner, request.actor, PURPOSE)
    other = parties.party(place.other, request.actor, PURPOSE) if place.other else None
    lines = shown.lines(intake.of_visit(request.actor, place.visit))
    hrefs = [reverse("counter:receipt", args=[line.id]) for line in lines]
    here = place.href()
    return {
        "place": place,
        "owner": owner,
        "other": other,
        "owner_card": shown.person(owner, href=_person_href("edit", owner, place.href(nguoi=""), "nguoi")),
        "owner_consents": _person_href("consents", owner, place.href(nguoi=""), "nguoi"),
        "other_card": shown.person(other, href=_person_href("edit", other, place.href(kem=""), "kem"))
        if other
        else None,
        "other_consents": _person_href("consents", other, place.href(kem=""), "kem") if other else "",
        "add_other": f"{place.href(kem='')}&kem=",
        "here": here,
        "basket": shown.basket(lines, hrefs),
        "of_visit": lines,
        "turned": applications.waiting_of(request.actor, place.owner),
    }


def _person_href(page: str, view: PartyView, back: str, role: str) -> str:
    """Return a page of a person (``edit``, ``consents``) that comes back here; "" for consents of an organisation."""
    if page == "consents" and view.kind is not PartyKind.PERSON:
        return ""
    query = urlencode({"then": f"{back}&{role}="})
    return f"{reverse(f'counter:{page}', args=[view.id])}?{query}"


def form_page(request: DeskRequest, place: Place, error: MotcuaError | None = None) -> HttpResponse:
    """Return the form of a dossier about to be accepted; after a refusal with all that was typed."""
    terms = intake.intake(request.actor, place.procedure, place.case, place.channel)
    beside = around(request, place)
    lines = paper_lines.fresh(terms.papers)
    carried = _carried(request.POST)
    values = _values(beside["owner"], beside["other"], terms.details)
    if error is not None:
        lines = paper_lines.typed(lines, request.POST)
        values |= {name: value for name, value in request.POST.items() if isinstance(value, str)}
    told = (
        beside
        | _terms(terms, lines, carried)
        | {
            "v": values,
            # Back from a receipt the form is a fresh one: nothing else would say that it makes a second dossier.
            "already": [line.row for line in beside["of_visit"] if line.row.procedure == terms.name],
            "errors": errors_of(error) if error else {},
            "summary": [FieldError(error.field or "", error.said)] if error else [],
            "once": request.POST.get(ONCE) or once_key(),
            "handing_options": HANDING,
            "capacities": [Option(key, label) for key, label in rules.CAPACITIES.items() if key != "owner"],
            "manners": [Option(key, label) for key, label in rules.RETURN_MANNERS.items()],
            "filers": FILERS,
            "channels": [Option(key, CHANNELS[key]) for key in terms.channels],
            "units": _units(request, terms),
            "units_said": said(N_("mặc định: hỗ trợ tại đây, {unit} giải quyết"), unit=terms.usual_competent),
            "marks": shown.marks(terms.doubt),
            "doubts": shown.doubts([terms.doubt]),
            "certify_href": certify_href(terms.code, place.owner),
            "mirror": mirror.of_visit(request, place, beside["owner"], terms),
        }
    )
    return render(request, "counter/visit.html", told, status=error.status if error else 200)


def certify_href(procedure: str, owner: UUID, dossier: UUID | None = None) -> str:
    """Return where numbers of certification are taken for somebody; "" for a procedure that certifies nothing."""
    kind = next((kind for kind, code in PROCEDURES.items() if code == procedure), None)
    if kind is None:
        return ""
    parts = {"nguoi": owner.hex, "loai": kind.value} | ({"ho-so": dossier.hex} if dossier else {})
    return f"{reverse('certified:receive')}?{urlencode(parts)}"


def _values(owner: PartyView, other: PartyView | None, details: tuple[str, ...]) -> dict[str, str]:
    """Return what the form begins with; whoever asks is written into the other system's fields already."""
    asking = other or owner
    known = {
        "Họ, chữ đệm, tên người yêu cầu": asking.name,
        "Số định danh cá nhân người yêu cầu": asking.number,
        "Nơi cư trú người yêu cầu": asking.address,
    }
    filled = {f"{DETAIL}{name}": known.get(name, "") for name in details}
    return {
        "about": "",
        "sets": "1",
        "return_manner": "desk",
        "capacity": "relative",
        "code": "",
        "handing": "other",
        "filed_by": "",
    } | filled


def _units(request: DeskRequest, terms: intake.Intake) -> list[unit_choice.Choice]:
    """Return the units that may lie elsewhere, as the address or the refused form has them."""
    values = request.POST if request.method == "POST" else request.GET
    return [
        unit_choice.choice(request.actor, "helped_at", unit_choice.usual_help(terms.centre), values),
        unit_choice.choice(request.actor, "competent", unit_choice.usual_competent(terms.usual_competent), values),
        unit_choice.choice(request.actor, "returning", unit_choice.usual_return(terms.centre), values),
    ]


def _carried(values: QueryDict) -> list[paper_lines.Scan]:
    """Return the scans a form carries, good and refused, as far as they can be known now."""
    return scans.judged(paper_lines.scans_of(values)) + paper_lines.refused_of(values)


def _terms(terms: intake.Intake, lines: list[paper_lines.Line], carried: list[paper_lines.Scan]) -> dict[str, Any]:
    return {
        "terms": terms,
        "lines": paper_lines.with_scans(lines, carried),
        "astray": paper_lines.astray(lines, carried),
        "due": shown.promised(terms.promise),
        "cases": [Option(case.key, case.name, AWAITS if case.key in terms.awaiting else "") for case in terms.cases],
        "max_bytes": shelf.HEAVIEST,
    }


@power("dossier.receive")
def terms(request: DeskRequest) -> HttpResponse:
    """Return papers and date for another case or channel, as a fragment; the address follows."""
    visit = typed_id(request.GET, "luot")
    place = place_of(request, visit) if visit else None
    if place is None:
        raise BadInput(N_("Lượt giao dịch này không còn. Xin quét lại thẻ."))
    found = intake.intake(request.actor, place.procedure, place.case, place.channel)
    told = _terms(found, paper_lines.fresh(found.papers), _carried(request.GET)) | {
        "errors": {},
        "swap": True,
        "v": {"filed_by": request.GET.get("filed_by", "")},
        "filers": FILERS,
    }
    response = render(request, "counter/_terms.html", told)
    response["HX-Replace-Url"] = place.href()
    return response


@require_POST
@power("dossier.receive")
def accept(request: DeskRequest, visit: UUID) -> HttpResponse:
    """Accept the dossier, attach what was scanned meanwhile, and show the receipt; or the form with what is wrong."""
    place = place_of(request, visit)
    if place is None:
        return redirect("counter:home")
    try:
        command = _command(request, place)
        if "scan" in request.POST:
            scans.check(request, intake.intake(request.actor, place.procedure, place.case, place.channel).papers)
        outcome = act(request, command)
    except MotcuaError as error:
        return form_page(request, place, error)
    scans.attach_all(request, outcome.target)
    return redirect("counter:receipt", outcome.target)


def _command(request: DeskRequest, place: Place) -> AcceptDossier:
    """Return the command a form asks for. Whoever came may hand in for another, or have another hand in."""
    post = request.POST
    owner, submitter = place.owner, place.other
    if submitter is not None and post.get("handing") == "owner":
        owner, submitter = submitter, owner
    return AcceptDossier(
        procedure=place.procedure,
        case=place.case,
        applicant=owner,
        papers=paper_lines.given(post),
        channel=place.channel,  # type: ignore[arg-type]  # checked with the command's types
        submitter=submitter,
        capacity=post.get("capacity", "relative") if submitter else "owner",
        about=post.get("about", ""),
        details=details_of(request),
        visit=place.visit,
        code=post.get("code", ""),
        helped_at=unit_choice.wanted(post, "helped_at"),
        competent=unit_choice.wanted(post, "competent"),
        returning=unit_choice.wanted(post, "returning"),
        return_manner=post.get("return_manner", "desk"),
        sets=_sets(post.get("sets", "1")),
        filed_by=post.get("filed_by", "") if place.channel == "online" else "",
        application=typed_id(post, "application"),
    )


def details_of(request: DeskRequest) -> dict[str, str]:
    """Return the fields of the other system that were filled in."""
    typed = {
        name.removeprefix(DETAIL): request.POST.get(name, "").strip()
        for name in request.POST
        if name.startswith(DETAIL)
    }
    return {name: value for name, value in typed.items() if value}


def _sets(text: str) -> int:
    number = whole_number(text, digits=4)
    if number is None:
        raise BadInput(N_("Số bộ hồ sơ phải là chữ số."), field="sets")
    return number
