"""The list of watched projects, the oldest word first, as a page and a file; one project with every word."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.desks.centre.projects.acts import HOME, VERBS
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power, typed_id
from motcua.desks.shared.handing import spreadsheet
from motcua.desks.shared.shapes import Column, Link, Moment, Option, Text
from motcua.kernel import clock
from motcua.kernel.words import N_, said
from motcua.oversight import queries, rules
from motcua.oversight.queries import Asked, Counts, ProjectRow, Show

SHOWS = {
    Show.OPEN: N_("Đang theo dõi"),
    Show.STALE: N_("Tin đã cũ"),
    Show.STUCK: N_("Vướng mắc"),
    Show.OVERDUE: N_("Quá ngày hẹn"),
    Show.CLOSED: N_("Đã đưa khỏi danh sách"),
}
TONES = {
    rules.Status.STUCK: "late",
    rules.Status.WAITING: "soon",
    rules.Status.FINISHED: "good",
    rules.Status.DROPPED: "plain",
}
TEXT_MOST = 100
SHEET = (
    (N_("Dự án"), 44),
    (N_("Loại"), 22),
    (N_("Địa bàn"), 26),
    (N_("Địa điểm"), 26),
    (N_("Đầu mối"), 28),
    (N_("Tình trạng"), 24),
    (N_("Việc tiếp theo"), 44),
    (N_("Hẹn ngày"), 14),
    (N_("Tin gần nhất"), 14),
    (N_("Số ngày chưa có tin"), 12),
)


def asked(request: HttpRequest) -> Asked:
    """Return what of the list the address asks for; what is unknown there asks for what is watched."""
    show, kind = request.GET.get("xem", ""), request.GET.get("loai", "")
    return Asked(
        show=Show(show) if show in set(Show) else Show.OPEN,
        text=request.GET.get("q", "").strip()[:TEXT_MOST],
        place=typed_id(request.GET, "dia-ban"),
        kind=kind if kind in set(rules.Kind) else "",
        after=typed_id(request.GET, "sau"),
    )


def href(wanted: Asked, view: str = "projects:home") -> str:
    """Return the address of a list."""
    parts = {"xem": wanted.show if wanted.show is not Show.OPEN else "", "q": wanted.text, "loai": wanted.kind}
    parts |= {"dia-ban": str(wanted.place or ""), "sau": str(wanted.after or "")}
    kept = {name: value for name, value in parts.items() if value}
    return f"{reverse(view)}?{urlencode(kept)}" if kept else reverse(view)


def tags(row: ProjectRow) -> list[tuple[Text, str]]:
    """Return what stands out about a project: (words, tone)."""
    found: list[tuple[Text, str]] = [(rules.STATUS_NAMES[row.status], TONES.get(row.status, "calm"))]
    if row.stale:
        found.append((said(N_("{days} ngày chưa có tin"), days=row.silent), "soon"))
    if row.overdue:
        found.append((N_("quá ngày hẹn"), "late"))
    return found


@require_safe
@power("project.read")
def home(request: DeskRequest) -> HttpResponse:
    """Show the list with its counts."""
    wanted, actor = asked(request), request.actor
    found = queries.counts(actor, wanted.place)
    rows, more = queries.listed(actor, wanted)
    whole = replace(wanted, after=None)
    numbers = dict(zip(Show, (found.open, found.stale, found.stuck, found.overdue, found.closed), strict=True))
    narrowed = bool(wanted.text or wanted.kind)
    context: dict[str, Any] = {
        "rows": [{"row": row, "id": row.id, "tone": "late" if row.overdue else "", "tags": tags(row)} for row in rows],
        "columns": _columns(wanted, found),
        "tabs": [
            Link(label, href(replace(whole, show=show)), current=show is wanted.show, count=numbers[show])
            for show, label in SHOWS.items()
        ],
        "kinds": rules.KIND_NAMES,
        "next_href": href(replace(wanted, after=rows[-1].id)) if more else "",
        "first_href": href(whole) if wanted.after else "",
        "export_href": href(whole, "projects:export"),
        "total": None if narrowed else numbers[wanted.show],
        "may_create": actor.can("project.write"),
    }
    return render(request, "centre/projects/home.html", context)


def _columns(wanted: Asked, found: Counts) -> list[Column]:
    places = [Option(str(id_), name) for id_, name in found.places]
    return [
        Column(N_("Dự án"), filter_name="q", filter_value=wanted.text),
        Column(
            N_("Loại"),
            filter_name="loai",
            filter_value=wanted.kind,
            filter_options=[Option(kind, name) for kind, name in rules.KIND_NAMES.items()],
        ),
        Column(
            N_("Địa bàn"),
            filter_name="dia-ban" if len(places) > 1 else "",
            filter_value=str(wanted.place or ""),
            filter_options=places,
        ),
        Column(N_("Tình trạng")),
        Column(N_("Việc tiếp theo")),
        Column(N_("Tin gần nhất")),
    ]


@require_safe
@power("project.read")
def export(request: DeskRequest) -> HttpResponse:
    """Answer the list of the address as XLSX."""
    title = gettext(N_("Dự án theo dõi – {unit} – xuất lúc {at}")).format(
        unit=request.actor.unit_name, at=formats.long_moment(clock.now())
    )
    rows = [
        [
            row.name,
            formats.said(rules.KIND_NAMES[row.kind]),
            row.place_name,
            row.site,
            row.owner,
            formats.said(rules.STATUS_NAMES[row.status]),
            row.next_step,
            row.next_by,
            row.last_word_on,
            row.silent,
        ]
        for row in queries.exported(request.actor, asked(request))
    ]
    return spreadsheet(f"du-an-{clock.today():%Y%m%d}.xlsx", title, SHEET, rows)


@require_safe
@power("project.read")
def page(request: DeskRequest, project_id: UUID) -> HttpResponse:
    """Show one project, what was said of it, and what may be done now."""
    found = queries.page(request.actor, project_id)
    buttons = [
        (offer.verb, f"{reverse('projects:act', args=[project_id, VERBS[offer.command]])}?ban={found.version}")
        for offer in found.offers
        if offer.command in VERBS and offer.refusal is None
    ]
    context = {
        "it": found,
        "row": found.row,
        "tags": tags(found.row),
        "buttons": buttons,
        "kinds": rules.KIND_NAMES,
        "trail": [HOME, Link(found.row.name)],
        "moments": [
            Moment(
                word.at,
                rules.STATUS_NAMES[word.status],
                said(N_("{who}, {unit}"), who=word.who, unit=word.unit_name) if word.unit_name else word.who,
                word.text,
                tone=TONES.get(word.status, "plain"),
            )
            for word in found.words
        ],
    }
    return render(request, "centre/projects/project.html", context)
