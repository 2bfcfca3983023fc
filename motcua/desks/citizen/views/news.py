"""Public articles: listed by category, searched without marks, read, printed, followed as a feed. Readers are counted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.syndication.views import Feed
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.articles import queries, readers
from motcua.articles.queries import PublicAsked, PublicRow
from motcua.articles.rules.article import category_key
from motcua.articles.rules.counting import is_reader
from motcua.desks.citizen import house, throttle
from motcua.desks.shared.door import DeskRequest, public
from motcua.desks.shared.handing import stored
from motcua.desks.shared.shapes import Link
from motcua.desks.shared.sources import visit_href
from motcua.kernel.errors import Gone
from motcua.kernel.text import clean
from motcua.kernel.words import N_

LONGEST = 100
HOME = Link(N_("Tin bài"), "/tin/")


@require_safe
@public
def listed(request: DeskRequest) -> HttpResponse:
    """List public articles, newest first."""
    wanted = PublicAsked(
        text=clean(request.GET.get("q", ""), LONGEST),
        category=category_key(request.GET.get("muc", "")[:LONGEST]),
        after=request.GET.get("sau", "")[:120],
    )
    rows, more = queries.public_list(wanted)
    told: dict[str, Any] = {
        "rows": rows,
        "wanted": wanted,
        "categories": queries.categories(),
        "next_href": _href(wanted, rows[-1].slug) if more else "",
        "first_href": _href(wanted, "") if wanted.after else "",
    }
    return house.page(request, "citizen/news/list.html", house.house(), told)


def _href(wanted: PublicAsked, after: str) -> str:
    parts = {"q": wanted.text, "muc": wanted.category, "sau": after}
    kept = {name: value for name, value in parts.items() if value}
    return f"{reverse('citizen:news')}?{urlencode(kept)}" if kept else reverse("citizen:news")


@require_safe
@public
def article(request: DeskRequest, slug: str) -> HttpResponse:
    """Show one article and count its reader; a withdrawn one answers why it is gone."""
    here = house.house()
    try:
        found = queries.public_page(slug)
    except Gone as error:
        return house.page(request, "citizen/news/gone.html", here, {"error": error}, status=error.status)
    views = found.views + (1 if _count(request, found.id) else 0)
    trail = [HOME]
    if found.category:
        trail.append(Link(found.category, f"{HOME.href}?{urlencode({'muc': found.category_key})}"))
    told = {
        "it": found,
        "views": views,
        "trail": [*trail, Link(found.title)],
        "visit_href": visit_href(request.actor, found.visit),
    }
    return house.page(request, "citizen/news/article.html", here, told)


def _count(request: DeskRequest, article_id: UUID) -> bool:
    agent = request.headers.get("User-Agent", "")[:300]
    # Whoever writes articles looks at them all day and is no reader.
    if request.actor.can("article.write") or not is_reader(request.method or "", agent, request.headers):
        return False
    return readers.count(article_id, throttle.address_of(request), agent)


@require_safe
@public
def printed(request: DeskRequest, slug: str) -> HttpResponse:
    """Show one article as a sheet of paper; printing counts no reader."""
    return render(request, "citizen/news/print.html", {"it": queries.public_page(slug)})


@require_safe
@public
def picture(request: DeskRequest, slug: str, picture_id: UUID) -> HttpResponse:
    """Answer a picture of a public article."""
    del request
    found = queries.picture(slug, picture_id)
    return stored(found.sha256, found.filename)


@require_safe
@public
def feed(request: DeskRequest) -> HttpResponse:
    """Answer the newest articles as an Atom feed."""
    answer: HttpResponse = _News()(request)
    return answer


class _News(Feed):  # type: ignore[type-arg]  # generic for the type checker only
    """The newest public articles of this node."""

    feed_type = Atom1Feed
    language = "vi"

    def title(self) -> str:
        """The name of the feed."""
        return f"{gettext(N_('Tin bài'))} – {house.house().name}"

    def link(self) -> str:
        """The page it follows."""
        return reverse("citizen:news")

    def items(self) -> tuple[PublicRow, ...]:
        """What is newest."""
        return queries.newest()

    def item_title(self, item: PublicRow) -> str:
        """The title of one."""
        return item.title

    def item_description(self, item: PublicRow) -> str:
        """Its lead."""
        return item.lead

    def item_link(self, item: PublicRow) -> str:
        """Its address."""
        return reverse("citizen:news_article", args=[item.slug])

    def item_pubdate(self, item: PublicRow) -> Any:
        """The instant it bears."""
        return item.shown_at

    def item_updateddate(self, item: PublicRow) -> Any:
        """The same: corrections do not make news."""
        return item.shown_at

    def item_categories(self, item: PublicRow) -> tuple[str, ...]:
        """Its category."""
        return (item.category,) if item.category else ()
