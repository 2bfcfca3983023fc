"""The fonds in reach with how far each is, one fonds, writing one down and correcting it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.archives import handovers, history, queries
from motcua.archives.commands import CorrectFonds, OpenFonds
from motcua.archives.rules.handover import STATE_NAMES
from motcua.archives.views import FondsRow
from motcua.desks.centre.records import shown
from motcua.desks.shared.door import DeskRequest, act, power, typed_id
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Column, Link, Option
from motcua.desks.shared.told import tell
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import queries as office
from motcua.office import territory

COLUMNS = (
    Column(N_("Phông")),
    Column(N_("Cơ quan giữ")),
    *(Column(name, numeric=True) for name in shown.STAGE_NAMES.values()),
    Column(N_("Lỗi còn mở"), numeric=True),
)


@require_safe
@power("records.read")
def home(request: DeskRequest) -> HttpResponse:
    """List the fonds in reach with their progress; a place filter where there are several places."""
    actor = request.actor
    places = queries.places(actor)
    place = typed_id(request.GET, "dia-ban")
    text = request.GET.get("q", "")[:100]
    rows, more = queries.fonds_list(actor, place=place, text=text, after=request.GET.get("sau", "")[:400])
    asked = request.GET.copy()
    asked["sau"] = more or ""
    context: dict[str, Any] = {
        "rows": rows,
        "next_href": f"?{asked.urlencode()}" if more else "",
        "text": text,
        "place": place,
        "places": [Option(str(id_), name) for id_, name in places],
        "rates": shown.rates(queries.totals(actor, place=place)),
        "columns": COLUMNS,
        "may_open": actor.can("records.write"),
    }
    return render(request, "centre/records/home.html", context)


@require_safe
@power("records.read")
def page(request: DeskRequest, fonds_id: UUID) -> HttpResponse:
    """Show one fonds: what it is, how far it is, its handovers, what happened to it."""
    row = queries.fonds(request.actor, fonds_id)
    context: dict[str, Any] = {
        "fonds": row,
        "tabs": shown.tabs(row, "fonds"),
        "rates": shown.rates(row.stages, row.id),
        "trust_names": shown.TRUST_NAMES,
        "handovers": handovers.handovers(request.actor, fonds=row.id),
        "state_names": STATE_NAMES,
        "moments": history.of_fonds(request.actor, row.id),
        "may_write": queries.may_write(request.actor, row),
        "trail": shown.trail(Link(row.name)),
    }
    return render(request, "centre/records/fonds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@power("records.write")
def new(request: DeskRequest) -> HttpResponse:
    """Write a fonds down."""
    page_ = FormPage(
        title=N_("Lập phông"),
        verb=N_("Lập phông"),
        questions=_questions(request.actor),
        back=reverse("records:home"),
        trail=shown.trail(Link(N_("Lập phông"))),
        lead=N_("Mỗi cơ quan cũ hoặc mới là một phông; hồ sơ giữ nguyên theo phông, không trộn."),
        draft="records-fonds",
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        outcome = act(request, OpenFonds(**_wish(values), origin=values["origin"], custodian=values["custodian"]))
        tell(request, N_("Đã lập phông."))
        return HttpResponseRedirect(reverse("records:fonds", args=[outcome.target]))

    return run(request, page_, do)


@require_http_methods(["GET", "HEAD", "POST"])
@power("records.write")
def correct(request: DeskRequest, fonds_id: UUID) -> HttpResponse:
    """Correct what is said of a fonds."""
    row = queries.fonds(request.actor, fonds_id)
    reason = Field("reason", N_("Lý do sửa"), required=True, most=500)
    asked = [one for one in _questions(request.actor) if one.name not in ("origin", "custodian")]
    back = reverse("records:fonds", args=[row.id])
    page_ = FormPage(
        title=N_("Sửa phông"),
        verb=N_("Lưu"),
        questions=[*asked, reason],
        back=back,
        trail=shown.trail(shown.fonds_link(row), Link(N_("Sửa"))),
        start=_start(row),
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        act(request, CorrectFonds(fonds=row.id, **_wish(values), reason=values["reason"]))
        tell(request, N_("Đã sửa phông."))
        return HttpResponseRedirect(back)

    return run(request, page_, do)


def _questions(actor: Actor) -> list[Field]:
    bodies = [Option(str(body.id), body.full_name) for body in office.bodies_of(actor.unit)] if actor.unit else []
    return [
        Field("name", N_("Tên phông"), required=True, most=250, hint=N_("Ví dụ: Phông UBND xã Cao Xá")),
        Field("code", N_("Mã phông"), most=30, size="m"),
        Field("origin", N_("Đơn vị hình thành phông"), "select", True, options=_origins(actor, bodies), ids=True),
        Field("custodian", N_("Cơ quan đang giữ"), "select", True, options=bodies, ids=True),
        Field("begins", N_("Tài liệu từ ngày"), "date", group=N_("Thời gian tài liệu"), size="m"),
        Field("closed_on", N_("Ngày đóng phông"), "date", group=N_("Thời gian tài liệu"), size="m"),
        Field("metres", N_("Số mét giá"), most=10, size="s", group=N_("Khối lượng")),
        Field("expected", N_("Tổng số hồ sơ đơn vị báo"), "number", group=N_("Khối lượng"), size="s"),
        Field("condition", N_("Tình trạng"), "textarea", most=500),
        Field("list", N_("Danh mục áp dụng"), "select", options=shown.list_options(queries.lists(actor)), ids=True),
    ]


def _origins(actor: Actor, bodies: list[Option]) -> list[Option]:
    """Return whose records a place may keep: its own bodies', and those of the places that were merged into it."""
    home = territory.home(actor)
    before = [one.unit for one in office.lineage(home)[0]] if home else []
    return [*bodies, *(Option(str(unit.id), unit.printed) for unit in before)]


def _wish(values: dict[str, Any]) -> dict[str, Any]:
    names = ("name", "code", "begins", "closed_on", "condition", "expected", "list")
    return {name: values[name] for name in names} | {"metres": _metres(values["metres"])}


def _metres(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise BadInput(N_("«{text}» không phải là số mét."), field="metres", text=text) from error


def _start(row: FondsRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "code": row.code,
        "begins": short_date(row.begins),
        "closed_on": short_date(row.closed_on),
        "metres": "" if row.metres is None else str(row.metres).replace(".", ","),
        "expected": "" if row.expected is None else row.expected,
        "condition": row.condition,
        "list": str(row.list or ""),
    }
