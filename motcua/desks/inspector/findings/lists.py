"""The list of findings as a page, a spreadsheet and a sheet of paper; places that lack the same thing again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.checklists.rules.items import SEVERITY_NAMES, Severity
from motcua.desks.inspector.findings import shown
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power, typed_id
from motcua.desks.shared.handing import spreadsheet
from motcua.desks.shared.shapes import Column, Link, Option
from motcua.findings import queries
from motcua.findings.queries import Asked, FindingRow, Show
from motcua.findings.rules.life import KIND_NAMES, STATE_NAMES
from motcua.kernel import clock
from motcua.kernel.words import N_

TEXT_MOST: Final = 100
PRINTED_MOST: Final = 500
SHEET: Final = (
    (N_("Địa bàn"), 26),
    (N_("Ngày kiểm tra"), 14),
    (N_("Loại"), 20),
    (N_("Mức độ"), 12),
    (N_("Tiêu chí"), 40),
    (N_("Nội dung"), 60),
    (N_("Đơn vị khắc phục"), 28),
    (N_("Hạn"), 14),
    (N_("Tình trạng"), 20),
    (N_("Quá hạn (ngày)"), 12),
    (N_("Lần lặp lại"), 12),
)
OFFENDERS: Final = (
    Column(N_("Địa bàn")),
    Column(N_("Nội dung lặp lại"), numeric=True),
    Column(N_("Nhiều nhất (lần)"), numeric=True),
)


def asked(request: HttpRequest) -> Asked:
    """Return what of the list the address asks for; what is unknown there asks for what is open."""
    show, severity = request.GET.get("xem", ""), request.GET.get("muc", "")
    return Asked(
        show=Show(show) if show in set(Show) else Show.OPEN,
        text=request.GET.get("q", "").strip()[:TEXT_MOST],
        place=typed_id(request.GET, "dia-ban"),
        campaign=typed_id(request.GET, "dot"),
        stop=typed_id(request.GET, "buoi"),
        severity=severity if severity in set(Severity) else "",
        after=typed_id(request.GET, "sau"),
    )


def href(wanted: Asked, view: str = "findings:home") -> str:
    """Return the address of a list."""
    parts = {"xem": wanted.show if wanted.show is not Show.OPEN else "", "q": wanted.text, "muc": wanted.severity}
    for name, id_ in (
        ("dia-ban", wanted.place),
        ("dot", wanted.campaign),
        ("buoi", wanted.stop),
        ("sau", wanted.after),
    ):
        parts[name] = str(id_ or "")
    kept = {name: value for name, value in parts.items() if value}
    return f"{reverse(view)}?{urlencode(kept)}" if kept else reverse(view)


@require_safe
@power("inspection.read")
def home(request: DeskRequest) -> HttpResponse:
    """Show the list with its counts."""
    wanted, actor = asked(request), request.actor
    numbers = queries.counts(actor, wanted)
    rows, more = queries.listed(actor, wanted)
    whole = replace(wanted, after=None)
    narrowed = bool(wanted.text or wanted.severity)
    context: dict[str, Any] = {
        "rows": [_line(row) for row in rows],
        "columns": _columns(wanted),
        "tabs": [
            Link(label, href(replace(whole, show=show)), current=show is wanted.show, count=numbers[show])
            for show, label in shown.SHOWS.items()
        ],
        "next_href": href(replace(wanted, after=rows[-1].id)) if more else "",
        "first_href": href(whole) if wanted.after else "",
        "export_href": href(whole, "findings:export"),
        "print_href": href(whole, "findings:paper"),
        "total": None if narrowed else numbers[wanted.show],
        "oversees": actor.can("oversee"),
        "narrowed_to": bool(wanted.campaign or wanted.stop or wanted.place),
    }
    return render(request, "inspector/findings/home.html", context)


def _line(row: FindingRow) -> dict[str, Any]:
    return {
        "row": row,
        "id": row.id,
        "tone": "late" if row.late else "",
        "tags": shown.tags(row),
        "title": shown.title(row),
    }


def _columns(wanted: Asked) -> list[Column]:
    severities = [Option(str(one), name) for one, name in SEVERITY_NAMES.items()]
    return [
        Column(N_("Nội dung"), filter_name="q", filter_value=wanted.text),
        Column(N_("Địa bàn")),
        Column(N_("Tình trạng"), filter_name="muc", filter_value=wanted.severity, filter_options=severities),
        Column(N_("Đơn vị khắc phục")),
        Column(N_("Hạn")),
    ]


@require_safe
@power("inspection.read")
def export(request: DeskRequest) -> HttpResponse:
    """Answer the list of the address as XLSX."""
    title = gettext(N_("Tồn tại và kết quả khắc phục – {unit} – xuất lúc {at}")).format(
        unit=request.actor.unit_name, at=formats.long_moment(clock.now())
    )
    rows = [
        [
            row.place_name,
            row.day,
            formats.say(KIND_NAMES[row.kind]),
            formats.say(SEVERITY_NAMES[row.severity]) if row.severity else "",
            row.criterion,
            row.words,
            row.unit_name,
            row.due or row.due_words,
            formats.say(STATE_NAMES[row.state]),
            row.late or None,
            row.repeat or None,
        ]
        for row in queries.exported(request.actor, asked(request))
    ]
    return spreadsheet(f"ton-tai-{clock.today():%Y%m%d}.xlsx", title, SHEET, rows)


@require_safe
@power("inspection.read")
def paper(request: DeskRequest) -> HttpResponse:
    """Show the list of the address as a sheet of paper."""
    wanted = replace(asked(request), after=None)
    rows = queries.exported(request.actor, wanted, PRINTED_MOST)
    context = {"rows": [_line(row) for row in rows], "show": shown.SHOWS[wanted.show], "most": PRINTED_MOST}
    return render(request, "inspector/findings/print.html", context)


@require_safe
@power("oversee")
def offenders(request: DeskRequest) -> HttpResponse:
    """Show the places that lack again what was pointed out before."""
    rows = [
        {"row": row, "id": row.place, "href": href(Asked(show=Show.ALL, place=row.place))}
        for row in queries.offenders(request.actor)
    ]
    trail = [shown.HOME, Link(N_("Nơi có tồn tại lặp lại"))]
    return render(request, "inspector/findings/offenders.html", {"rows": rows, "columns": OFFENDERS, "trail": trail})
