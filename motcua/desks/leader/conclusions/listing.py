"""The list of conclusions, the newest session first, as a page and a file."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.conclusions import queries
from motcua.conclusions.queries import Asked, Show
from motcua.conclusions.rules import life as rules
from motcua.conclusions.rules.life import Genre
from motcua.desks.leader.conclusions.shown import READERS, names
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power, typed_id
from motcua.desks.shared.handing import spreadsheet
from motcua.desks.shared.shapes import Column, Link, Option
from motcua.kernel import clock
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor

SHOWS = {
    Show.NEW: N_("Chưa xác nhận nhận"),
    Show.OUT: N_("Đã gửi"),
    Show.DRAFTS: N_("Dự thảo"),
    Show.WAITING: N_("Chờ ký"),
    Show.SIGNED: N_("Đã ký, chưa gửi"),
    Show.OVER: N_("Thay thế, thu hồi"),
}
OWN = (Show.DRAFTS, Show.WAITING, Show.SIGNED)
TEXT_MOST = 100
SHEET = (
    (N_("Số, ký hiệu"), 18),
    (N_("Ngày ban hành"), 14),
    (N_("Loại"), 26),
    (N_("Trích yếu"), 60),
    (N_("Cơ quan ban hành"), 32),
    (N_("Người kết luận"), 26),
    (N_("Ngày làm việc"), 14),
    (N_("Địa bàn"), 36),
    (N_("Tình trạng"), 20),
    (N_("Số yêu cầu"), 12),
    (N_("Yêu cầu chưa có hạn"), 14),
    (N_("Đã nhận"), 10),
    (N_("Nơi nhận"), 10),
)


def asked(request: HttpRequest) -> Asked:
    """Return what of the list the address asks for; what is unknown there asks for what went out."""
    show, genre = request.GET.get("xem", ""), request.GET.get("loai", "")
    return Asked(
        show=Show(show) if show in set(Show) else Show.OUT,
        text=request.GET.get("q", "").strip()[:TEXT_MOST],
        place=typed_id(request.GET, "dia-ban"),
        genre=genre if genre in set(Genre) else "",
        after=typed_id(request.GET, "sau"),
    )


def href(wanted: Asked, view: str = "conclusions:home") -> str:
    """Return the address of a list."""
    parts = {"xem": wanted.show if wanted.show is not Show.OUT else "", "q": wanted.text, "loai": wanted.genre}
    parts |= {"dia-ban": str(wanted.place or ""), "sau": str(wanted.after or "")}
    kept = {name: value for name, value in parts.items() if value}
    return f"{reverse(view)}?{urlencode(kept)}" if kept else reverse(view)


@require_safe
@power(*READERS)
def home(request: DeskRequest) -> HttpResponse:
    """Show the list with its counts."""
    wanted, actor = asked(request), request.actor
    numbers = queries.counts(actor, wanted.place)
    rows, more = queries.listed(actor, wanted)
    whole = replace(wanted, after=None)
    inside = actor.can("conclusion.write") or actor.can("conclusion.sign")
    context = names(
        rows=[{"row": row, "id": row.id} for row in rows],
        columns=_columns(wanted, actor),
        tabs=[
            Link(label, href(replace(whole, show=show)), current=show is wanted.show, count=numbers[show])
            for show, label in SHOWS.items()
            if inside or show not in OWN
        ],
        next_href=href(replace(wanted, after=rows[-1].id)) if more else "",
        first_href=href(whole) if wanted.after else "",
        export_href=href(whole, "conclusions:export"),
        total=None if wanted.text or wanted.genre else numbers[wanted.show],
        may_create=actor.can("conclusion.write"),
    )
    return render(request, "leader/conclusions/home.html", context)


def _columns(wanted: Asked, actor: Actor) -> list[Column]:
    places = [Option(str(id_), name) for id_, name in queries.places(actor)]
    return [
        Column(N_("Số, ngày")),
        Column(N_("Trích yếu"), filter_name="q", filter_value=wanted.text),
        Column(
            N_("Loại"),
            filter_name="loai",
            filter_value=wanted.genre,
            filter_options=[Option(genre, name) for genre, name in rules.GENRE_NAMES.items()],
        ),
        Column(
            N_("Địa bàn"),
            filter_name="dia-ban" if len(places) > 1 else "",
            filter_value=str(wanted.place or ""),
            filter_options=places,
        ),
        Column(N_("Ngày làm việc")),
        Column(N_("Yêu cầu")),
        Column(N_("Tình trạng")),
    ]


@require_safe
@power(*READERS)
def export(request: DeskRequest) -> HttpResponse:
    """Answer the list of the address as XLSX."""
    title = gettext(N_("Kết luận – {unit} – xuất lúc {at}")).format(
        unit=request.actor.unit_name, at=formats.long_moment(clock.now())
    )
    rows = [
        [
            row.number,
            row.issued_on,
            formats.said(rules.GENRE_NAMES[row.genre]),
            row.title,
            row.issuer_name,
            row.speaker,
            row.spoken_on,
            ", ".join(row.places),
            formats.said(rules.STATE_NAMES[row.state]),
            row.asks,
            row.undated,
            row.received,
            row.sent,
        ]
        for row in queries.exported(request.actor, asked(request))
    ]
    return spreadsheet(f"ket-luan-{clock.today():%Y%m%d}.xlsx", title, SHEET, rows)
