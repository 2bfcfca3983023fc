"""The list of checklists as a page and a file, one checklist with its versions, and what changed between two."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.checklists import queries
from motcua.checklists.commands import DraftVersion, DropDraft, PublishVersion
from motcua.checklists.queries import Asked, Show
from motcua.checklists.rules.differences import FIELD_NAMES
from motcua.checklists.rules.items import KIND_NAMES
from motcua.desks.inspector.checklists import shown
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power, typed_id
from motcua.desks.shared.handing import spreadsheet
from motcua.desks.shared.shapes import Column, Link, Option
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_, said

SHOWS: Final = {
    Show.PLACES: N_("Của địa bàn"),
    Show.PACKAGED: N_("Đóng gói"),
    Show.RETIRED: N_("Ngừng dùng"),
}
TEXT_MOST: Final = 100
SHEET: Final = (
    (N_("Bộ câu hỏi"), 60),
    (N_("Mã"), 22),
    (N_("Nơi ban hành"), 34),
    (N_("Phiên bản"), 10),
    (N_("Dùng từ"), 14),
    (N_("Số mục"), 10),
    (N_("Số mục chấm điểm"), 14),
    (N_("Ngừng dùng từ"), 14),
)
VERSIONS: Final = (
    Column(N_("Phiên bản"), numeric=True),
    Column(N_("Tình trạng")),
    Column(N_("Có gì mới")),
    Column(N_("Mục"), numeric=True),
    Column(N_("Soạn, ban hành")),
    Column(N_("Mở"), hidden_label=True),
)
ACTS: Final = {DraftVersion: "checklists:draft", PublishVersion: "checklists:publish", DropDraft: "checklists:drop"}


def asked(request: HttpRequest) -> Asked:
    """Return what of the list the address asks for."""
    show = request.GET.get("xem", "")
    return Asked(
        show=Show(show) if show in set(Show) else Show.PLACES,
        text=request.GET.get("q", "").strip()[:TEXT_MOST],
        after=typed_id(request.GET, "sau"),
    )


def href(wanted: Asked, view: str = "checklists:home") -> str:
    """Return the address of a list."""
    parts = {"xem": wanted.show if wanted.show is not Show.PLACES else "", "q": wanted.text}
    kept = {name: value for name, value in (parts | {"sau": str(wanted.after or "")}).items() if value}
    return f"{reverse(view)}?{urlencode(kept)}" if kept else reverse(view)


@require_safe
@power("checklist.write", "inspection.read")
def home(request: DeskRequest) -> HttpResponse:
    """Show the list with its counts; who has none of their own begins at the packaged ones."""
    wanted, actor = asked(request), request.actor
    found = queries.counts(actor)
    if "xem" not in request.GET and not wanted.text and not found.places:
        wanted = replace(wanted, show=Show.PACKAGED)
    rows, more = queries.listed(actor, wanted)
    whole = replace(wanted, after=None)
    numbers = dict(zip(Show, (found.places, found.packaged, found.retired), strict=True))
    tabs = [
        Link(name, _tab(replace(whole, show=show)), current=show is wanted.show, count=numbers[show])
        for show, name in SHOWS.items()
    ]
    context: dict[str, Any] = {
        "rows": [{"row": row, "id": row.id, "tags": shown.tags(row)} for row in rows],
        "columns": [
            Column(N_("Bộ câu hỏi"), filter_name="q", filter_value=wanted.text),
            Column(N_("Nơi ban hành")),
            Column(N_("Phiên bản đang dùng")),
            Column(N_("Mục"), numeric=True),
            Column(N_("Ghi chú")),
        ],
        "tabs": tabs,
        "show": wanted.show,
        "next_href": _tab(replace(wanted, after=rows[-1].id)) if more else "",
        "first_href": _tab(whole) if wanted.after else "",
        "export_href": href(whole, "checklists:export"),
        "total": None if wanted.text else numbers[wanted.show],
        "may_add": actor.can("checklist.write"),
    }
    return render(request, "inspector/checklists/home.html", context)


def _tab(wanted: Asked) -> str:
    """Return the address of a list with its tab said, so that an empty one can be looked at too."""
    address = href(wanted)
    return address if "xem=" in address else f"{address}{'&' if '?' in address else '?'}xem={wanted.show}"


@require_safe
@power("checklist.write", "inspection.read")
def export(request: DeskRequest) -> HttpResponse:
    """Answer the list of the address as XLSX."""
    title = gettext(N_("Bộ câu hỏi kiểm tra – {unit} – xuất lúc {at}")).format(
        unit=request.actor.unit_name, at=formats.long_moment(clock.now())
    )
    rows = [
        [
            row.title,
            row.key,
            row.place_name or formats.say(N_("đóng gói cùng phần mềm")),
            row.number,
            row.valid_from,
            row.items,
            row.scored,
            row.ends_on,
        ]
        for row in queries.exported(request.actor, asked(request))
    ]
    return spreadsheet(f"bo-cau-hoi-{clock.today():%Y%m%d}.xlsx", title, SHEET, rows)


@require_safe
@power("checklist.write", "inspection.read")
def page(request: DeskRequest, checklist: UUID) -> HttpResponse:
    """Show one checklist with its versions and what may be done now."""
    found = queries.page(request.actor, checklist)
    buttons = [
        (offer.verb, f"{reverse(ACTS[offer.command], args=[checklist])}?ban={found.version}")
        for offer in found.offers
        if offer.command in ACTS and offer.refusal is None
    ]
    context = {
        "it": found,
        "tags": shown.tags(found),
        "buttons": buttons,
        "rows": [{"row": row, "id": row.id, "tags": shown.version_tags(row)} for row in found.versions],
        "columns": VERSIONS,
        "trail": [shown.HOME, Link(found.title)],
    }
    return render(request, "inspector/checklists/checklist.html", context)


@require_safe
@power("checklist.write", "inspection.read")
def differences(request: DeskRequest, checklist: UUID, version: UUID) -> HttpResponse:
    """Show what changed from one version to another: the one before, or the one chosen with ``so``."""
    found = queries.page(request.actor, checklist)
    if (later := next((row for row in found.versions if row.id == version), None)) is None:
        raise NotFound(N_("Không có phiên bản này."))
    between = queries.compared(request.actor, checklist, version, typed_id(request.GET, "so"))
    others = [row for row in found.versions if row.id != version]
    context = {
        "it": found,
        "later": later,
        "earlier": between[0] if between else None,
        "changes": between[2] if between else None,
        "fields": FIELD_NAMES,
        "kinds": KIND_NAMES,
        "options": [Option(str(row.id), said(N_("phiên bản {n}"), n=row.number)) for row in others],
        "chosen": next((str(row.id) for row in others if between and row.number == between[0]), ""),
        "trail": [
            shown.HOME,
            Link(found.title, reverse("checklists:checklist", args=[checklist])),
            Link(N_("Khác nhau giữa các phiên bản")),
        ],
    }
    return render(request, "inspector/checklists/differences.html", context)
