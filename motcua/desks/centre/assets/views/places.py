"""The buildings of a place on a drawing and in a list; tables of depreciation."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.custody import kinds
from motcua.custody.commands import ImportDepreciation, KindRate
from motcua.custody.queries import buildings as queries
from motcua.custody.queries import scope, worth
from motcua.desks.centre.assets import pages, reading, schematic, shown
from motcua.desks.centre.assets.views.register import READ
from motcua.desks.shared.door import ONCE, DeskRequest, act, errors_of, once_key, power, typed_id
from motcua.desks.shared.fields import options_of
from motcua.desks.shared.shapes import Link
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_
from motcua.office import queries as office
from motcua.readiness.queries import boards

TABLES = Link(N_("Hao mòn"), "/thiet-bi/hao-mon/")


@require_safe
@power(*READ)
def buildings(request: DeskRequest) -> HttpResponse:
    """Show where the buildings of a place lie."""
    place = typed_id(request.GET, "dia-ban") or scope.own_place(request.actor)
    found = queries.buildings_of(request.actor, place)
    return pages.page(
        request,
        "buildings.html",
        "assets:buildings",
        Link(N_("Trụ sở")),
        rows=list(enumerate(found, 1)),
        drawing=schematic.draw(found, boards.outline_of(request.actor, place)),
        unplaced=sum(one.latitude is None for one in found),
        columns=shown.BUILDING_COLUMNS,
        places=shown.place_options(request.actor),
        place=office.unit(place),
    )


@require_safe
@power(*READ)
def tables(request: DeskRequest) -> HttpResponse:
    """List the tables of depreciation that concern the actor's places."""
    return pages.page(
        request,
        "tables.html",
        "assets:tables",
        TABLES,
        rows=worth.tables(request.actor),
        columns=shown.TABLE_COLUMNS,
        enters=request.actor.can("asset.write") or request.actor.can("asset.norm"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@power("asset.write", "asset.norm")
def table_new(request: DeskRequest) -> HttpResponse:
    """Enter a table of depreciation for the actor's place."""
    if request.method != "POST":
        return _new(request)
    post = request.POST
    try:
        command = ImportDepreciation(
            place=scope.own_place(request.actor),
            title=post.get("title", ""),
            source=post.get("source", ""),
            trust=post.get("trust", ""),
            trial=bool(post.get("trial")),
            valid_from=reading.day(post.get("valid_from", ""), "valid_from"),
            rates=_rates(post),
        )
        act(request, command)
    except MotcuaError as error:
        return _new(request, errors_of(error), error.status)
    return pages.done(request, N_("Đã nhập bảng hao mòn."), "assets:tables")


def _rates(post: Any) -> list[KindRate]:
    rates = []
    for kind in kinds.by_key():
        years = reading.count(post.get(f"years-{kind}", ""), f"years-{kind}", 100)
        typed = post.get(f"percent-{kind}", "").strip().replace(",", ".").rstrip("% ")
        if not years and not typed:
            continue
        whole, _, part = typed.partition(".")
        readable = whole.isascii() and whole.isdigit() and len(whole) <= 3 and len(part) <= 2
        if not years or not readable or (part and not (part.isascii() and part.isdigit())):
            raise BadInput(N_("Ghi cả số năm và tỷ lệ phần trăm mỗi năm, ví dụ 20 hoặc 6,67."), field=f"percent-{kind}")
        rates.append(KindRate(kind=kind, years=years, basis_points=int(whole) * 100 + int(part.ljust(2, "0") or 0)))
    return rates


def _new(request: DeskRequest, errors: dict[str, list[Any]] | None = None, status: int = 200) -> HttpResponse:
    return pages.page(
        request,
        "table_new.html",
        "assets:tables",
        TABLES,
        Link(N_("Nhập bảng hao mòn")),
        kinds=list(kinds.by_key().values()),
        trusts=options_of(shown.TRUST_NAMES),
        posted=request.POST,
        errors=errors or {},
        once=request.POST.get(ONCE) or once_key(),
        status=status,
    )
