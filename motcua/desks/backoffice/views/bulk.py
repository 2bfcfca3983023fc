"""One act on many dossiers: chosen on the list, confirmed once, each performed by itself and answered by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.desks.backoffice import factor, shown
from motcua.desks.backoffice.asked import Asked, asked
from motcua.desks.shared.door import DeskRequest, errors_of, once_key, power, typed_id
from motcua.desks.shared.shapes import Option
from motcua.dossiers import lists
from motcua.dossiers.commands import ApproveDossier, AssignDossier, SealResult
from motcua.dossiers.policies import NEEDS_SECOND_FACTOR
from motcua.dossiers.views import DossierRow
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command
from motcua.ledger.perform import perform

MOST = 50
BACK: Mapping[str, str] = {"cho": "backoffice:waiting"}
"""Pages beside the lists on which dossiers are chosen, by what the address says of them."""
Build = Callable[[UUID, Mapping[str, str]], Command]


@dataclass(frozen=True, slots=True)
class Bulk:
    """One act on many: its words, and the power whose second factor it asks for."""

    title: str
    verb: str
    done: str
    power: str
    command: type[Command]
    build: Build
    opinion: bool = False
    official: bool = False


KINDS: Mapping[str, Bulk] = {
    "ky": Bulk(
        N_("Ký duyệt nhiều hồ sơ"),
        N_("Ký duyệt"),
        N_("đã ký duyệt"),
        "dossier.approve",
        ApproveDossier,
        lambda id_, form: ApproveDossier(dossier=id_, opinion=form.get("opinion", "")),
        opinion=True,
    ),
    "dau": Bulk(
        N_("Đóng dấu nhiều hồ sơ"),
        N_("Đóng dấu, có kết quả"),
        N_("đã đóng dấu"),
        "dossier.seal",
        SealResult,
        lambda id_, form: SealResult(dossier=id_, opinion=form.get("opinion", "")),
        opinion=True,
    ),
    "nhan": Bulk(
        N_("Nhận xử lý nhiều hồ sơ"),
        N_("Nhận việc"),
        N_("đã nhận"),
        "",
        AssignDossier,
        lambda id_, _: AssignDossier(dossier=id_),
    ),
    "giao": Bulk(
        N_("Giao nhiều hồ sơ cho một người"),
        N_("Giao việc"),
        N_("đã giao"),
        "",
        AssignDossier,
        lambda id_, form: AssignDossier(dossier=id_, official=typed_id(form, "official")),
        official=True,
    ),
}


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one of many, or would: ``refusal`` says why not."""

    row: DossierRow
    due: Any
    refusal: Said | None = None
    tried: bool = False


@power("dossier.read")
def many(request: DeskRequest) -> HttpResponse:
    """Ask once for all (GET), then do each under a key of its own (POST): sent again, nothing is done twice."""
    values = request.POST if request.method == "POST" else request.GET
    kind = KINDS.get(values.get("viec", ""))
    if kind is None:
        raise BadInput(N_("Không có việc này cho nhiều hồ sơ."))
    rows = lists.chosen(request.actor, _ids(values.getlist("selected")))
    if request.method != "POST":
        return _page(request, kind, _checked(request, kind, rows))
    try:
        factor.show(request)
        if kind.official and typed_id(request.POST, "official") is None:
            raise BadInput(N_("Xin chọn người nhận việc."), field="official")
    except MotcuaError as error:
        return _page(request, kind, _checked(request, kind, rows), error)
    return _page(request, kind, [_each(request, kind, row) for row in rows], done=True)


def _checked(request: DeskRequest, kind: Bulk, rows: Sequence[DossierRow]) -> list[Result]:
    """Return each dossier with why it would be refused: said before anybody confirms."""
    refused = lists.refusals(request.actor, [row.id for row in rows], kind.command)
    return [Result(row, shown.due(row.due), refused.get(row.id)) for row in rows]


def _each(request: DeskRequest, kind: Bulk, row: DossierRow) -> Result:
    key = f"{request.POST.get('once_key', '')[:40]}:{row.id.hex}"
    try:
        perform(kind.build(row.id, request.POST.dict()), request.actor, key=key)
    except MotcuaError as error:
        return Result(row, shown.due(row.due), error.said, tried=True)
    return Result(row, shown.due(row.due), tried=True)


def _page(
    request: DeskRequest, kind: Bulk, results: Sequence[Result], error: MotcuaError | None = None, *, done: bool = False
) -> HttpResponse:
    actor = request.actor
    list_ = asked(request.GET, actor)
    good = sum(1 for one in results if one.tried and one.refusal is None)
    values = request.POST if request.method == "POST" else request.GET
    context = {
        "kind": kind,
        "kind_slug": values.get("viec"),
        "results": results,
        "good": good,
        "able": sum(1 for one in results if one.refusal is None),
        "back_to": values.get("ve") if values.get("ve") in BACK else "",
        "done": done,
        "summary": said(N_("{good}/{whole} hồ sơ {done}"), good=good, whole=len(results), done=said(kind.done)),
        "once": request.POST.get("once_key") or once_key(),
        "errors": errors_of(error) if error else {},
        "opinion": request.POST.get("opinion", ""),
        "factor": kind.power in NEEDS_SECOND_FACTOR and not actor.verified,
        "colleagues": _colleagues(request) if kind.official else [],
        "back_href": _back(values, list_),
    }
    return render(request, "backoffice/many.html", context, status=error.status if error else 200)


def _back(values: Mapping[str, str], list_: Asked) -> str:
    """Return where these dossiers were chosen."""
    if values.get("ve") in BACK:
        return reverse(BACK[values["ve"]])
    return list_.href() if "ds" in values else reverse("backoffice:home")


def _colleagues(request: DeskRequest) -> list[Option]:
    actor = request.actor
    found = lists.colleagues(actor)
    return [Option(str(id_), name) for id_, name in found]


def _ids(texts: Sequence[str]) -> list[UUID]:
    if not 0 < len(texts) <= MOST:
        raise BadInput(N_("Chọn từ 1 đến {most} hồ sơ."), most=MOST)
    try:
        return [UUID(text) for text in texts]
    except ValueError as error:
        raise BadInput(N_("Danh sách hồ sơ gửi lên không đúng.")) from error
