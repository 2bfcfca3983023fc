"""The list of lines as a page and a file; who is cut off now over many centres."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.desks.centre.links import shown
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power, typed_id
from motcua.desks.shared.handing import spreadsheet
from motcua.desks.shared.shapes import Column, Link, Option
from motcua.kernel import clock
from motcua.kernel.words import N_
from motcua.links import queries, rules
from motcua.links.queries import Asked, LineRow, Show

TEXT_MOST = 100


def asked(request: HttpRequest) -> Asked:
    """Return what of the list the address asks for; what is unknown there asks for everything."""
    show = request.GET.get("xem", "")
    return Asked(
        show=Show(show) if show in set(Show) else Show.ALL,
        text=request.GET.get("q", "").strip()[:TEXT_MOST],
        place=typed_id(request.GET, "dia-ban"),
        after=typed_id(request.GET, "sau"),
    )


def href(wanted: Asked, view: str = "links:home") -> str:
    """Return the address of a list."""
    parts = {"xem": wanted.show if wanted.show is not Show.ALL else "", "q": wanted.text}
    parts |= {"dia-ban": str(wanted.place or ""), "sau": str(wanted.after or "")}
    kept = {name: value for name, value in parts.items() if value}
    return f"{reverse(view)}?{urlencode(kept)}" if kept else reverse(view)


def tabs(here: str) -> list[Link]:
    """Return the pages of the topic."""
    pages = (
        ("links:home", N_("Đường truyền")),
        ("links:cuts", N_("Lần mất")),
        ("links:overview", N_("Toàn cảnh")),
    )
    return [Link(label, reverse(view), current=view == here) for view, label in pages]


@require_safe
@power("link.read")
def home(request: DeskRequest) -> HttpResponse:
    """Show the list, the cut ones first."""
    wanted, actor = asked(request), request.actor
    counts, (rows, more) = queries.counts(actor, wanted.place), queries.listed(actor, wanted)
    whole = replace(wanted, after=None)
    context = {
        "rows": [_line(row) for row in rows],
        "columns": _columns(wanted, queries.places(actor)),
        "pages": tabs("links:home"),
        "tabs": [
            Link(label, href(replace(whole, show=show)), current=show is wanted.show, count=counts[show])
            for show, label in shown.SHOWS.items()
        ],
        "next_href": href(replace(wanted, after=rows[-1].id)) if more else "",
        "first_href": href(whole) if wanted.after else "",
        "export_href": href(whole, "links:export"),
        "total": None if wanted.text else counts[wanted.show],
        "may_create": actor.can("link.write"),
        "kinds": rules.KIND_NAMES,
        "uses": rules.USE_NAMES,
        "shown": shown,
    }
    return render(request, "centre/links/home.html", context)


def _line(row: LineRow) -> dict[str, object]:
    return {"row": row, "id": row.id, "tone": "late" if row.cut_since else "", "health": shown.health(row)}


def _columns(wanted: Asked, places: tuple[tuple[object, str], ...]) -> list[Column]:
    options = [Option(str(id_), name) for id_, name in places]
    return [
        Column(N_("Đường truyền"), filter_name="q", filter_value=wanted.text),
        Column(
            N_("Địa bàn"),
            filter_name="dia-ban" if len(options) > 1 else "",
            filter_value=str(wanted.place or ""),
            filter_options=options,
        ),
        Column(N_("Bây giờ")),
        Column(N_("Độ trễ p95"), numeric=True),
        Column(N_("Mất gói"), numeric=True),
        Column(N_("Thông suốt 30 ngày")),
    ]


SHEET = (
    (N_("Địa bàn"), 26),
    (N_("Đường truyền"), 34),
    (N_("Loại"), 30),
    (N_("Dùng làm"), 16),
    (N_("Nhà cung cấp"), 24),
    (N_("Hợp đồng"), 18),
    (N_("Tốc độ tải xuống cam kết, Mbit/s"), 14),
    (N_("Tốc độ tải lên cam kết, Mbit/s"), 14),
    (N_("Chi phí tháng, đồng"), 14),
    (N_("Từ ngày"), 12),
    (N_("Đến hết ngày"), 12),
    (N_("Bây giờ"), 22),
    (N_("Đo lần cuối"), 17),
    (N_("30 ngày: phút thông suốt"), 14),
    (N_("30 ngày: phút có số đo"), 14),
    (N_("30 ngày: tỷ lệ"), 12),
    (N_("Kết nối tỉnh"), 20),
    (N_("Còn chờ nhập lên tỉnh"), 14),
)


@require_safe
@power("link.read")
def export(request: DeskRequest) -> HttpResponse:
    """Answer the list of the address as XLSX."""
    rows = queries.exported(request.actor, asked(request))
    title = gettext(N_("Đường truyền – {unit} – xuất lúc {at}")).format(
        unit=request.actor.unit_name, at=formats.long_moment(clock.now())
    )
    return spreadsheet(f"duong-truyen-{clock.today():%Y%m%d}.xlsx", title, SHEET, [_values(row) for row in rows])


def _values(row: LineRow) -> list[str | int | date | datetime | None]:
    month = row.month.clock
    tested = {None: "", True: N_("kết nối được"), False: N_("không kết nối được")}[row.test_passed]
    return [
        row.place_name,
        row.name,
        gettext(rules.KIND_NAMES[row.kind]),
        gettext(rules.USE_NAMES[row.use]),
        row.provider,
        row.contract,
        row.down_mbps,
        row.up_mbps,
        row.monthly_cost,
        row.since,
        row.until,
        formats.said(shown.health(row)[0]),
        row.last_at,
        month.up if month.rated else None,
        month.known if month.rated else None,
        formats.percent(month.up, month.known, 2) if month.rated else formats.number(None),
        gettext(tested) if tested else "",
        row.backlog,
    ]


@require_safe
@power("link.read")
def overview(request: DeskRequest) -> HttpResponse:
    """Show who is cut off now, who was up least, and who has no line, no back-up, no results."""
    found = queries.overview(request.actor)
    context = {
        "it": found,
        "pages": tabs("links:overview"),
        "health": shown.health,
        "healths": [(name, found.by_health[one], shown.TONES[one]) for one, name in rules.HEALTH_NAMES.items()],
        "rate": shown.rate,
        "shown": shown,
        "columns": [
            Column(N_("Địa bàn")),
            Column(N_("Đường truyền")),
            Column(N_("Bây giờ")),
            Column(N_("Thông suốt 30 ngày, giờ đồng hồ")),
            Column(N_("Thông suốt 30 ngày, giờ làm việc")),
        ],
        "list_href": reverse("links:home"),
    }
    return render(request, "centre/links/overview.html", context)
