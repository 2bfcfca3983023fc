"""The list of cuts over lines within reach, as a page and a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from motcua.desks.centre.links import shown
from motcua.desks.centre.links.views.listing import tabs
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power, typed_id
from motcua.desks.shared.fields import Field, read, start
from motcua.desks.shared.handing import printed, spreadsheet
from motcua.desks.shared.shapes import Column, Link, Option
from motcua.dossiers import prints, syncing
from motcua.kernel import clock
from motcua.kernel.words import N_
from motcua.links import queries, rules
from motcua.links.queries import OutageRow, OutagesAsked

DAYS = (
    Field("tu", N_("Từ ngày"), "date", size="s"),
    Field("den", N_("Đến hết ngày"), "date", size="s"),
)
COLUMNS = (
    Column(N_("Đường truyền")),
    Column(N_("Địa bàn")),
    Column(N_("Từ lúc")),
    Column(N_("Đến lúc")),
    Column(N_("Kéo dài")),
    Column(N_("Nguyên nhân, ảnh hưởng")),
)


def asked(request: HttpRequest) -> OutagesAsked:
    """Return what of the list the address asks for; a day that is none is left out and told on the page."""
    answers = read(DAYS, request.GET)
    return OutagesAsked(
        place=typed_id(request.GET, "dia-ban"),
        line=typed_id(request.GET, "duong"),
        still=request.GET.get("xem") == "dang-mat",
        first=answers.values.get("tu"),
        last=answers.values.get("den"),
        after=typed_id(request.GET, "sau"),
    )


def href(wanted: OutagesAsked, view: str = "links:cuts") -> str:
    """Return the address of a list of cuts."""
    parts = {
        "dia-ban": str(wanted.place or ""),
        "duong": str(wanted.line or ""),
        "xem": "dang-mat" if wanted.still else "",
        "tu": wanted.first.isoformat() if wanted.first else "",
        "den": wanted.last.isoformat() if wanted.last else "",
        "sau": str(wanted.after or ""),
    }
    kept = {name: value for name, value in parts.items() if value}
    return f"{reverse(view)}?{urlencode(kept)}" if kept else reverse(view)


@require_safe
@power("link.read")
def home(request: DeskRequest) -> HttpResponse:
    """Show the list, newest first."""
    wanted = asked(request)
    rows, more = queries.outages(request.actor, wanted)
    whole = replace(wanted, after=None)
    answers = read(DAYS, request.GET)
    context = {
        "rows": [{"row": row, "id": row.id, "tone": "" if row.ended_at else "late"} for row in rows],
        "columns": COLUMNS,
        "pages": tabs("links:cuts"),
        "tabs": [
            Link(N_("Tất cả"), href(replace(whole, still=False)), current=not wanted.still),
            Link(N_("Đang mất"), href(replace(whole, still=True)), current=wanted.still),
        ],
        "questions": [
            *DAYS,
            Field(
                "dia-ban",
                N_("Địa bàn"),
                "select",
                options=[Option(str(id_), name) for id_, name in queries.places(request.actor)],
                empty=N_("Tất cả"),
                size="m",
            ),
        ],
        "typed": start(DAYS, answers.shown | {"dia-ban": str(wanted.place or "")}),
        "errors": answers.errors,
        "next_href": href(replace(wanted, after=rows[-1].id)) if more else "",
        "first_href": href(whole) if wanted.after else "",
        "export_href": href(whole, "links:cuts_export"),
        "shown": shown,
        "sources": rules.SOURCE_NAMES,
    }
    return render(request, "centre/links/cuts.html", context)


TOUCHED = tuple(map(Column, (N_("Mã hồ sơ"), N_("Thủ tục"), N_("Nhận lúc"), N_("Hẹn trả"), N_("Đồng bộ lúc"))))


@require_safe
@power("link.read")
def record(request: DeskRequest, line_id: UUID, outage_id: UUID) -> HttpResponse:
    """Show one cut: from when to when, and, to who may read them, the dossiers received meanwhile."""
    row = queries.outage(request.actor, line_id, outage_id)
    touched = syncing.affected(request.actor, row.unit, row.started_at, row.ended_at) if row.from_province else None
    context = {
        "row": row,
        "touched": touched,
        "rows": [{"row": one, "id": one.id, "synced_at": synced_at} for one, synced_at in touched.rows]
        if touched
        else [],
        "columns": TOUCHED,
        "shown": shown,
        "sources": rules.SOURCE_NAMES,
        "trail": [
            Link(N_("Đường truyền"), reverse("links:home")),
            Link(row.line_name, reverse("links:line", args=[line_id])),
            Link(N_("Biên bản mất đường truyền")),
        ],
    }
    return render(request, "centre/links/record.html", context)


@require_safe
@xframe_options_sameorigin
@power("link.read")
def paper(request: DeskRequest, line_id: UUID, outage_id: UUID) -> HttpResponse:
    """Return the record of one cut as PDF."""
    row = queries.outage(request.actor, line_id, outage_id)
    pdf = prints.print_outage_record(syncing.outage_record(request.actor, row))
    return printed(pdf, f"mat-duong-truyen-{clock.local(row.started_at):%Y%m%d-%H%M}.pdf")


SHEET = (
    (N_("Địa bàn"), 26),
    (N_("Đường truyền"), 34),
    (N_("Loại"), 30),
    (N_("Từ lúc"), 17),
    (N_("Đến lúc"), 17),
    (N_("Phút đồng hồ"), 12),
    (N_("Phút làm việc"), 12),
    (N_("Nguồn"), 12),
    (N_("Nguyên nhân"), 40),
    (N_("Ảnh hưởng"), 40),
    (N_("Đã rút"), 10),
    (N_("Lý do sửa hoặc rút"), 40),
)


@require_safe
@power("link.read")
def export(request: DeskRequest) -> HttpResponse:
    """Answer the list of the address as XLSX."""
    rows = queries.outages_exported(request.actor, asked(request))
    title = gettext(N_("Lần mất đường truyền – {unit} – xuất lúc {at}")).format(
        unit=request.actor.unit_name, at=formats.long_moment(clock.now())
    )
    name = f"lan-mat-duong-truyen-{clock.today():%Y%m%d}.xlsx"
    return spreadsheet(name, title, SHEET, [_values(row) for row in rows])


def _values(row: OutageRow) -> list[str | int | date | datetime | None]:
    return [
        row.place_name,
        row.line_name,
        gettext(rules.KIND_NAMES[row.kind]),
        row.started_at,
        row.ended_at,
        row.minutes,
        row.working,
        gettext(rules.SOURCE_NAMES[row.source]),
        row.cause,
        shown.services(row),
        gettext(N_("đã rút")) if row.withdrawn else "",
        row.reason,
    ]
