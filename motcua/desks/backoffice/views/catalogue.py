"""The centre's catalogue: what it offers, what waits for its director's word, what it could offer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

import msgspec
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from motcua.catalogue import offered, queries, versions
from motcua.catalogue.commands import ConfirmLimit, SwitchOff, SwitchOn
from motcua.catalogue.commands.switch import SwitchOnAgain
from motcua.catalogue.offered import Offered, Terms
from motcua.catalogue.queries import Posted
from motcua.desks.backoffice import drawing, factor, terms
from motcua.desks.backoffice.views.fees import READERS as FEE_READERS
from motcua.desks.shared.door import DeskRequest, act, errors_of, once_key, power, whole_number
from motcua.desks.shared.shapes import Link, Option
from motcua.kernel.errors import BadInput, MotcuaError, NotFound, RuleError
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.commands import Command
from motcua.office import queries as office

LIMITS_A_PAGE = 20
READERS = ("catalogue.switch", "dossier.read")
SHOWING = {"bat": N_("Đang bật"), "tat": N_("Đang tắt"), "cho": N_("Chờ xác nhận thời hạn")}


def centre_of(request: DeskRequest) -> UUID:
    """Return the centre the actor works for; :class:`RuleError` where there is none."""
    found = office.centre_of(request.actor.unit) if request.actor.unit else None
    if found is None:
        raise RuleError(N_("Đơn vị này chưa có Trung tâm Phục vụ hành chính công."))
    return found.id


@power(*READERS)
def posted(request: DeskRequest) -> HttpResponse:
    """Show what the centre offers, by field."""
    everything = queries.posted(centre_of(request), request.actor)
    text, show = request.GET.get("q", "").strip()[:200], request.GET.get("xem", "")
    # The database sorts đ after z; the alphabet has it after d.
    rows = sorted(
        (row for row in everything if _fits(row, text) and _shows(row, show)),
        key=lambda row: (fold(row.field), row.field, fold(row.name)),
    )
    context = {
        "groups": [(field, list(group)) for field, group in groupby(rows, key=lambda row: row.field)],
        "shown": len(rows),
        "text": text,
        "show": show,
        "links": _links(request, everything, show),
    }
    return render(request, "backoffice/catalogue.html", context)


def _fits(row: Posted, text: str) -> bool:
    if not text:
        return True
    folded = fold(row.name)
    return row.code.startswith(text) or all(word in folded for word in fold(text).split())


def _shows(row: Posted, show: str) -> bool:
    return {"bat": row.on, "tat": not row.on, "cho": row.on and bool(row.awaiting)}.get(show, True)


def _links(request: DeskRequest, rows: list[Posted], show: str) -> list[Link]:
    here = reverse("backoffice:catalogue")
    links = [Link(N_("Tất cả"), here, current=not show, count=len(rows))]
    links += [
        Link(label, f"{here}?xem={key}", current=show == key, count=sum(_shows(row, key) for row in rows))
        for key, label in SHOWING.items()
    ]
    links.append(Link(N_("Niêm yết"), reverse("backoffice:boards")))
    if request.actor.can("catalogue.switch"):
        links.append(Link(N_("Bật thêm thủ tục"), reverse("backoffice:catalogue_more")))
        links.append(Link(N_("Nhận từ danh mục quốc gia"), reverse("backoffice:national")))
        links.append(Link(N_("Nhập bảng tính"), reverse("backoffice:sheet_import")))
    if request.actor.powers & set(FEE_READERS):
        links.append(Link(N_("Mức thu"), reverse("backoffice:fees")))
    links.append(Link(N_("Xuất bảng tính"), reverse("backoffice:sheet_export")))
    return links


def trail(last: str) -> list[Link]:
    """Return the way from the catalogue's list to a page of it."""
    return [Link(N_("Thủ tục của Trung tâm"), reverse("backoffice:catalogue")), Link(last)]


@power("limit.confirm", "dossier.read")
def board(request: DeskRequest) -> HttpResponse:
    """Show what gets no due date until the director confirms a limit, each with what is doubtful about it."""
    waiting = Paginator(offered.waiting(centre_of(request)), LIMITS_A_PAGE)
    here = waiting.get_page(request.GET.get("trang"))
    context = {
        "items": [(facts, _doubts(lines)) for facts, lines in here],
        "page": here,
        "total": waiting.count,
        "may": request.actor.can("limit.confirm"),
        "trust": terms.TRUST,
        "trail": trail(N_("Chờ xác nhận thời hạn")),
    }
    return render(request, "backoffice/limits.html", context)


def _doubts(lines: Sequence[Terms]) -> list[dict[str, Any]]:
    """Return the limits that bind nobody yet, those that say the same once."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for line in lines:
        key = (line.published.kind, line.published.value, line.published.trust, line.published.doubt)
        fresh = {"limit": terms.limit(line.published), "published": line.published, "where": [], "cases": []}
        entry = found.setdefault(key, fresh)
        for name, value in (("where", terms.channel(line.channel)), ("cases", line.case_name)):
            if value and value not in entry[name]:
                entry[name].append(value)
    return list(found.values())


@power("catalogue.switch")
def more(request: DeskRequest) -> HttpResponse:
    """Show what the centre could switch on; what is too little known says why not."""
    text = request.GET.get("q", "").strip()[:200]
    found = offered.candidates(centre_of(request), text)
    return render(
        request, "backoffice/more.html", {"rows": found, "text": text, "trail": trail(N_("Bật thêm thủ tục"))}
    )


@power(*READERS)
def procedure(request: DeskRequest, code: str) -> HttpResponse:
    """Show one procedure: cases, papers, fees, limits, steps, legal bases, version."""
    return _procedure(request, code)


def _procedure(request: DeskRequest, code: str, tried: str = "", error: MotcuaError | None = None) -> HttpResponse:
    found = offered.offered(centre_of(request), code, request.actor)
    acts = {offer.command: offer for offer in (*found.offers, *found.after_factor)}
    values = request.POST.dict() if tried else _first_doubt(found)
    context = {
        "it": found,
        "facts": found.facts,
        "about": terms.about(found),
        "trail": trail(found.facts.code),
        "terms": terms,
        "names": {case.key: case.name for case in found.facts.cases},
        "flow": drawing.flow(found.steps),
        "may_confirm": ConfirmLimit in acts,
        "may_off": SwitchOff in acts and acts[SwitchOff].refusal is None,
        "may_again": SwitchOnAgain in acts and acts[SwitchOnAgain].refusal is None,
        "may_post_fee": request.actor.can("fee.post"),
        "may_on": found.posting is None and not found.facts.thin and request.actor.can("catalogue.switch"),
        "factor": not request.actor.verified,
        "values": values,
        "tried": tried,
        "errors": errors_of(error) if error else {},
        "once": once_key(),
        "kinds": [Option(key, label) for key, label in terms.KINDS.items()],
        "channels": [Option(key, terms.channel(key)) for key in found.facts.channels or ("direct",)],
        "cases": [Option(case.key, case.name[:90]) for case in found.facts.cases],
    }
    return render(request, "backoffice/procedure.html", context, status=error.status if error else 200)


def _first_doubt(found: Offered) -> Mapping[str, str]:
    """Return what was published for the first limit in doubt, so that confirming it is reading and one press."""
    line = next((one for one in found.terms if not one.binding), None)
    if line is None:
        return {}
    published = line.published
    return {
        "kind": published.kind if published.kind != "unknown" else "",
        "value": str(published.value or ""),
        "cutoff": published.cutoff or ("15:00" if published.kind == "same_day" else ""),
        "ground": published.ground or "",
    }


def _command(request: DeskRequest, code: str, verb: str) -> Command:
    """Return the command a form of the procedure's page asks for."""
    values = request.POST
    if verb == "bat":
        return SwitchOn(unit=centre_of(request), procedure=code)
    found = offered.offered(centre_of(request), code, request.actor)
    build = _ON_POSTING.get(verb)
    if build is None or found.posting is None:
        raise NotFound(N_("Không có việc này."))
    return build(found.posting, values)


def _confirm(posting: UUID, values: Mapping[str, str]) -> Command:
    typed = values.get("value", "").strip()
    value = whole_number(typed, digits=4)
    if typed and value is None:
        raise BadInput(N_("Thời hạn phải là số nguyên."), field="value")
    if values.get("kind") not in terms.KINDS:
        raise BadInput(N_("Chọn cách tính thời hạn."), field="kind")
    plain = {
        "posting": posting.hex,
        "kind": values["kind"],
        "value": value,
        "cutoff": values.get("cutoff", "").strip() or None if values["kind"] == "same_day" else None,
        "channel": values.get("channel") or None,
        "case": values.get("case") or None,
        "ground": values.get("ground", "")[:500],
    }
    try:
        return msgspec.convert(plain, ConfirmLimit)
    except msgspec.ValidationError as error:
        raise BadInput(N_("Hình thức hoặc trường hợp không đúng."), field="channel") from error


_ON_POSTING: Mapping[str, Callable[[UUID, Mapping[str, str]], Command]] = {
    "bat-lai": lambda posting, _: SwitchOnAgain(posting=posting),
    "tat": lambda posting, values: SwitchOff(posting=posting, reason=values.get("reason", "")[:300]),
    "xac-nhan": _confirm,
}


@power(*READERS)
def past(request: DeskRequest, code: str) -> HttpResponse:
    """Show the versions of a procedure, each with what it says otherwise than the one before."""
    found = offered.offered(centre_of(request), code, request.actor)
    procedure = Link(code, reverse("backoffice:procedure", args=[code]))
    context = {
        "facts": found.facts,
        "rows": versions.history(found.facts.code),
        "holds": found.version,
        "origins": versions.ORIGINS,
        "trail": [*trail("")[:1], procedure, Link(N_("Các phiên bản"))],
    }
    return render(request, "backoffice/versions.html", context)


def typed_day(text: str, field: str) -> date:
    """Return a day typed as day/month/year; :class:`BadInput` at its field."""
    try:
        return datetime.strptime(text.strip(), "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no time zone
    except ValueError as error:
        raise BadInput(N_("Ngày áp dụng phải có dạng ngày/tháng/năm."), field=field) from error


@require_POST
@power("catalogue.switch", "limit.confirm")
def change(request: DeskRequest, code: str, verb: str) -> HttpResponse:
    """Switch a procedure on or off, or confirm a limit; refused, the form comes back as it was typed."""
    try:
        factor.show(request)
        act(request, _command(request, code, verb))
    except NotFound:
        raise
    except MotcuaError as error:
        return _procedure(request, code, verb, error)
    return HttpResponseRedirect(_onward(request, code, verb))


def _onward(request: DeskRequest, code: str, verb: str) -> str:
    """Return where the director goes on: after a confirmation to the next procedure that waits for one."""
    if verb == "xac-nhan" and request.POST.get("tiep"):
        waiting = offered.waiting(centre_of(request))
        if waiting:
            return reverse("backoffice:procedure", args=[waiting[0][0].code]) + "#xac-nhan"
        return reverse("backoffice:limits")
    return reverse("backoffice:procedure", args=[code])
