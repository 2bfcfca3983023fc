"""One act on many dossiers: chosen on the list, confirmed once, each performed by itself and answered by itself.

With scripts the work goes on piece by piece and says how far it is; without them all is done in one. Every row has a key
of its own, so that a piece sent again does nothing twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin

from motcua.desks.backoffice import factor, shown
from motcua.desks.backoffice.asked import Asked, asked
from motcua.desks.backoffice.many import KEPT, KINDS, Bulk
from motcua.desks.shared.door import DeskRequest, errors_of, once_key, power, whole_number
from motcua.desks.shared.handing import printed
from motcua.desks.shared.shapes import Option
from motcua.dossiers import labels, lists, prints
from motcua.dossiers.policies import NEEDS_SECOND_FACTOR
from motcua.dossiers.rules.collecting import MANNERS
from motcua.dossiers.views import DossierRow
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.perform import perform

MOST = 50
PIECE = 5
"""Rows of one piece: about what is written within a quarter of a second, so that the bar moves."""
BACK: Mapping[str, str] = {"cho": "backoffice:waiting"}
"""Pages beside the lists on which dossiers are chosen, by what the address says of them."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one of many, or would: ``refusal`` says why not. ``phone``: whom to call, where that is the work."""

    row: DossierRow
    due: Any
    refusal: Said | None = None
    tried: bool = False
    phone: str = ""


@power("dossier.read")
def many(request: DeskRequest) -> HttpResponse:
    """Ask once for all (GET), then do each under a key of its own (POST): sent again, nothing is done twice."""
    values = request.POST if request.method == "POST" else request.GET
    kind = KINDS.get(values.get("viec", ""))
    if kind is None:
        raise BadInput(N_("Không có việc này cho nhiều hồ sơ."))
    ids = _ids(values.getlist("selected"))
    if request.method != "POST":
        return _asking(request, kind, ids)
    try:
        factor.show(request)
        kind.check(request.POST.dict())
    except MotcuaError as error:
        return _asking(request, kind, ids, error)
    return carry_out(request, kind, ids)


def carry_out(request: DeskRequest, kind: Bulk, ids: Sequence[UUID], **found: str) -> HttpResponse:
    """Do the act on the next piece of ``ids``, or on all of them without scripts, and answer row by row.

    ``found``: what this request itself found out and the act asks for, beside what was sent.
    """
    sent = request.POST.dict() | found
    if not request.htmx:
        results = _done(request, kind, ids, sent)
        return _answer(request, kind, ids, results, _good(results), sent)
    start = min(whole_number(request.POST.get("tu", ""), digits=3) or 0, len(ids))
    earlier = min(whole_number(request.POST.get("duoc", ""), digits=3) or 0, start)
    results = _done(request, kind, ids[start : start + PIECE], sent)
    return _answer(request, kind, ids, results, earlier + _good(results), sent, after=start + PIECE)


@xframe_options_sameorigin
@power("dossier.read")
def label_sheet(request: DeskRequest) -> HttpResponse:
    """Print labels for the folders of the dossiers chosen; those the actor may not read have none. ``kho=nhan``: on a roll."""
    made = labels.labels(request.actor, _ids(request.GET.getlist("selected")))
    single = request.GET.get("kho") == "nhan"
    return printed(prints.print_labels(made, request.actor.unit_name, single=single), "nhan-ho-so.pdf")


def _done(request: DeskRequest, kind: Bulk, ids: Sequence[UUID], sent: Mapping[str, str]) -> list[Result]:
    return [_each(request, kind, row, sent) for row in lists.chosen(request.actor, ids)]


def _each(request: DeskRequest, kind: Bulk, row: DossierRow, sent: Mapping[str, str]) -> Result:
    key = f"{sent.get('once_key', '')[:40]}:{row.id.hex}"
    try:
        perform(kind.build(row.id, sent), request.actor, key=key)
    except MotcuaError as error:
        return Result(row, shown.due(row.due), error.said, tried=True)
    return Result(row, shown.due(row.due), tried=True)


def _good(results: Sequence[Result]) -> int:
    return sum(1 for one in results if one.refusal is None)


def _asking(request: DeskRequest, kind: Bulk, ids: Sequence[UUID], error: MotcuaError | None = None) -> HttpResponse:
    """Show what would be done to which rows, and ask what is asked once for all."""
    rows = lists.chosen(request.actor, ids)
    phones = lists.phones(request.actor, [row.id for row in rows]) if kind.manner else {}
    refused = lists.refusals(request.actor, [row.id for row in rows], kind.command)
    results = [Result(row, shown.due(row.due), refused.get(row.id), phone=phones.get(row.id, "")) for row in rows]
    context = _context(request, kind, request.POST.dict()) | {
        "results": results,
        "chosen": [one.row.id for one in results if one.refusal is None],
        "errors": errors_of(error) if error else {},
    }
    template = "backoffice/_many.html" if request.htmx else "backoffice/many.html"
    response = render(request, template, context, status=error.status if error else 200)
    if error:
        response.headers["X-Motcua-Form"] = "1"
    return response


def _answer(
    request: DeskRequest,
    kind: Bulk,
    ids: Sequence[UUID],
    results: Sequence[Result],
    good: int,
    sent: Mapping[str, str],
    after: int | None = None,
) -> HttpResponse:
    """Say what came of each row; ``after``: how many were tried so far, where the work goes on piece by piece."""
    whole = len(ids)
    done = after is None or after >= whole
    context = _context(request, kind, sent) | {
        "results": results,
        "who": _who(request, results) if kind.names_who else {},
        "chosen": ids,
        "good": good,
        "whole": whole,
        "next": after,
        "done": done,
        "under_way": not done,
        "summary": said(N_("{good}/{whole} hồ sơ {done}"), good=good, whole=whole, done=said(kind.done)),
    }
    return render(request, "backoffice/_many_piece.html" if request.htmx else "backoffice/many.html", context)


def _who(request: DeskRequest, results: Sequence[Result]) -> dict[UUID, str]:
    """Return in whose hands the dossiers now are."""
    return {row.id: row.official for row in lists.chosen(request.actor, [one.row.id for one in results])}


def _context(request: DeskRequest, kind: Bulk, sent: Mapping[str, str]) -> dict[str, Any]:
    actor = request.actor
    values = request.POST if request.method == "POST" else request.GET
    list_ = asked(request.GET, actor)
    query = f"?{list_.query()}" if "ds" in request.GET else ""
    return {
        "kind": kind,
        "kind_slug": values.get("viec"),
        "done": False,
        "under_way": False,
        "who": {},
        "errors": {},
        "kept": {name: sent[name] for name in kind.kept or KEPT if sent.get(name)},
        "back_to": values.get("ve") if values.get("ve") in BACK else "",
        "once": sent.get("once_key") or once_key(),
        "factor": kind.power in NEEDS_SECOND_FACTOR and not actor.verified,
        "colleagues": [Option(str(id_), name) for id_, name in lists.colleagues(actor)] if kind.official else [],
        "manners": [Option(value, name) for value, name in MANNERS.items()],
        "here": reverse(kind.page) + query,
        "back_href": _back(values, list_),
    }


def _back(values: Mapping[str, str], list_: Asked) -> str:
    """Return where these dossiers were chosen."""
    if values.get("ve") in BACK:
        return reverse(BACK[values["ve"]])
    if values.get("viec") not in KINDS:
        return reverse("backoffice:leave")
    return list_.href() if "ds" in values else reverse("backoffice:home")


def _ids(texts: Sequence[str]) -> list[UUID]:
    if not 0 < len(texts) <= MOST:
        raise BadInput(N_("Chọn từ 1 đến {most} hồ sơ."), most=MOST)
    try:
        return list(dict.fromkeys(UUID(text) for text in texts))
    except ValueError as error:
        raise BadInput(N_("Danh sách hồ sơ gửi lên không đúng.")) from error
