"""The editor's list of articles, as a page and a file; one article with all that is to be done before it is public."""

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

from motcua.articles import queries
from motcua.articles.queries import ArticlePage, ArticleRow, Asked, Show
from motcua.articles.rules import article as rules
from motcua.articles.rules.reading.flags.codes import CODES
from motcua.desks.centre.articles.acts import HOME, VERBS
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power, typed_id
from motcua.desks.shared.handing import spreadsheet
from motcua.desks.shared.shapes import Column, Link, Moment, Text
from motcua.desks.shared.sources import visit_href
from motcua.kernel import clock
from motcua.kernel.words import N_, said

SHOWS: Final = {
    Show.ALL: N_("Tất cả"),
    Show.DRAFT: N_("Bản nháp"),
    Show.SCHEDULED: N_("Hẹn giờ đăng"),
    Show.PUBLISHED: N_("Đã đăng"),
    Show.WITHDRAWN: N_("Đã rút"),
}
STATES: Final = {
    "draft": (N_("Bản nháp"), "plain"),
    "scheduled": (N_("Hẹn giờ đăng"), "soon"),
    "published": (N_("Đã đăng"), "good"),
    "withdrawn": (N_("Đã rút"), "late"),
}
TEXT_MOST: Final = 100
SHEET: Final = (
    (N_("Tiêu đề"), 60),
    (N_("Trạng thái"), 16),
    (N_("Chuyên mục"), 24),
    (N_("Tác giả"), 24),
    (N_("Nguồn"), 24),
    (N_("Nơi đăng"), 26),
    (N_("Ngày đăng"), 18),
    (N_("Lượt đọc"), 12),
    (N_("Cảnh báo chờ trả lời"), 12),
)


def asked(request: HttpRequest) -> Asked:
    """Return what of the list the address asks for."""
    show = request.GET.get("xem", "")
    return Asked(
        show=Show(show) if show in set(Show) else Show.ALL,
        text=request.GET.get("q", "").strip()[:TEXT_MOST],
        category=rules.category_key(request.GET.get("muc", "")[:TEXT_MOST]),
        after=typed_id(request.GET, "sau"),
    )


def href(wanted: Asked, view: str = "articles:home") -> str:
    """Return the address of a list."""
    parts = {"xem": wanted.show if wanted.show is not Show.ALL else "", "q": wanted.text, "muc": wanted.category}
    parts |= {"sau": str(wanted.after or "")}
    kept = {name: value for name, value in parts.items() if value}
    return f"{reverse(view)}?{urlencode(kept)}" if kept else reverse(view)


def tags(row: ArticleRow) -> list[tuple[Text, str]]:
    """Return what stands out about an article: (words, tone)."""
    words, tone = STATES[row.state]
    found: list[tuple[Text, str]] = [(words, tone)]
    if row.state in ("draft", "scheduled") and row.waiting:
        found.append((said(N_("{count} cảnh báo chờ trả lời"), count=row.waiting), "soon"))
    if row.state == "scheduled" and row.publish_at is not None and row.publish_at < clock.now():
        found.append((N_("quá giờ hẹn"), "late"))
    return found


@require_safe
@power("article.write", "article.publish")
def home(request: DeskRequest) -> HttpResponse:
    """Show the list with its counts."""
    wanted, actor = asked(request), request.actor
    numbers = queries.counts(actor)
    rows, more = queries.listed(actor, wanted)
    whole = replace(wanted, after=None)
    narrowed = bool(wanted.text or wanted.category)
    context: dict[str, Any] = {
        "rows": [{"row": row, "id": row.id, "tags": tags(row)} for row in rows],
        "columns": [
            Column(N_("Tiêu đề"), filter_name="q", filter_value=wanted.text),
            Column(N_("Trạng thái")),
            Column(N_("Chuyên mục"), filter_name="muc", filter_value=wanted.category),
            Column(N_("Tác giả, nguồn")),
            Column(N_("Lượt đọc"), numeric=True),
            Column(N_("Sửa gần nhất")),
        ],
        "tabs": [
            Link(label, href(replace(whole, show=show)), current=show is wanted.show, count=numbers[show])
            for show, label in SHOWS.items()
        ],
        "next_href": href(replace(wanted, after=rows[-1].id)) if more else "",
        "first_href": href(whole) if wanted.after else "",
        "export_href": href(whole, "articles:export"),
        "total": None if narrowed else numbers[wanted.show],
        "may_write": actor.can("article.write"),
    }
    return render(request, "centre/articles/home.html", context)


@require_safe
@power("article.write", "article.publish")
def export(request: DeskRequest) -> HttpResponse:
    """Answer the list of the address as XLSX."""
    title = gettext(N_("Bài viết – {unit} – xuất lúc {at}")).format(
        unit=request.actor.unit_name, at=formats.long_moment(clock.now())
    )
    rows = [
        [
            row.title,
            formats.said(STATES[row.state][0]),
            row.category,
            row.author,
            row.source,
            row.place_name,
            row.shown_at,
            row.readers,
            row.waiting,
        ]
        for row in queries.exported(request.actor, asked(request))
    ]
    return spreadsheet(f"bai-viet-{clock.today():%Y%m%d}.xlsx", title, SHEET, rows)


def flag_lines(flags: tuple[dict[str, Any], ...]) -> list[dict[str, Any]]:
    """Return traps as pages show them: name, words, where, advice, and whether they bar."""
    lines = []
    for one in flags:
        code = CODES.get(one["code"])
        lines.append(
            one
            | {
                "name": code.name if code else one["code"],
                "bars": bool(code and code.bars),
                "information": one["code"] in rules.INFORMATION,
            }
        )
    return lines


@require_safe
@power("article.write", "article.publish")
def page(request: DeskRequest, article_id: UUID) -> HttpResponse:
    """Show one article: how it will read, what is still open, its pictures and history."""
    found = queries.page(request.actor, article_id)
    buttons = [
        (offer.verb, f"{reverse('articles:act', args=[article_id, VERBS[offer.command]])}?ban={found.version}")
        for offer in found.offers
        if offer.command in VERBS and offer.refusal is None
    ]
    context = {
        "it": found,
        "row": found.row,
        "tags": tags(found.row),
        "buttons": buttons,
        "visit_href": visit_href(request.actor, found.visit),
        "blocks": rules.blocks(found.body),
        "flags": flag_lines(found.flags),
        "trail": [HOME, Link(found.row.title or N_("Bài chưa có tiêu đề"))],
        "moments": _moments(found),
        "may_write": request.actor.can("article.write") and found.row.state != "withdrawn",
    }
    return render(request, "centre/articles/article.html", context)


def _moments(found: ArticlePage) -> list[Moment]:
    return [
        Moment(
            one.at,
            said(N_("Bản {number}"), number=one.number),
            one.who,
            one.reason or (N_("Bản đầu") if one.number == 1 else ""),
        )
        for one in found.revisions
    ]


@require_safe
@power("article.write", "article.publish")
def source(request: DeskRequest, article_id: UUID) -> HttpResponse:
    """Show the source text word for word beside what is published, and every revision."""
    found = queries.page(request.actor, article_id)
    here = Link(found.row.title or N_("Bài chưa có tiêu đề"), reverse("articles:article", args=[article_id]))
    context = {"it": found, "trail": [HOME, here, Link(N_("Nguyên văn và các bản"))]}
    return render(request, "centre/articles/source.html", context)
