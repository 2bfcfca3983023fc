"""Articles as everybody sees them: published ones, real ones, and of a withdrawn one its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from motcua.articles.models import Article, Picture
from motcua.articles.queries.desk import PictureRow, pictures_of, readers_of
from motcua.articles.rules.article import Block, blocks
from motcua.kernel.errors import Gone, NotFound
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Realm

PAGE = 20
NEWEST = 20


@dataclass(frozen=True, slots=True)
class PublicAsked:
    """What of the public list is wanted; ``after`` is the address of the last article already shown."""

    text: str = ""
    category: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class PublicRow:
    """An article in the public list."""

    slug: str
    title: str
    lead: str
    category: str
    category_key: str
    shown_at: datetime
    picture: UUID | None
    alt: str


@dataclass(frozen=True, slots=True)
class PublicPage:
    """One public article. ``views`` counts those its source says and those who read it here."""

    id: UUID
    slug: str
    title: str
    lead: str
    blocks: tuple[Block, ...]
    captions: tuple[str, ...]
    pictures: tuple[PictureRow, ...]
    author: str
    organisation: str
    source: str
    link: str
    category: str
    category_key: str
    shown_at: datetime
    corrected_at: datetime | None
    visit: UUID | None
    visit_words: str
    views: int


def public_list(asked: PublicAsked) -> tuple[tuple[PublicRow, ...], bool]:
    """Return a page of public articles, the newest first, and whether more follow."""
    found = _public()
    if asked.category:
        found = found.filter(category_key=asked.category)
    for word in fold(asked.text).split():
        found = found.filter(folded__contains=word)
    if asked.after and (last := _public().filter(slug=asked.after).first()) is not None:
        found = found.filter(Q(shown_at__lt=last.shown_at) | Q(shown_at=last.shown_at, pk__gt=last.pk))
    rows = list(found.order_by("-shown_at", "pk").defer("body", "source_text", "folded", "flags")[: PAGE + 1])
    return _rows(rows[:PAGE]), len(rows) > PAGE


def newest(limit: int = NEWEST) -> tuple[PublicRow, ...]:
    """Return the newest public articles, for the feed and the first page."""
    return _rows(list(_public().order_by("-shown_at", "pk").defer("body", "source_text", "folded", "flags")[:limit]))


def categories() -> tuple[tuple[str, str, int], ...]:
    """Return the categories that have public articles: key, name, how many."""
    found = _public().exclude(category_key="").order_by().values_list("category_key")
    rows = found.annotate(name=Min("category"), count=Count("pk"))
    return tuple(sorted(((key, name, count) for key, name, count in rows), key=lambda row: fold(row[1])))


def public_page(slug: str) -> PublicPage:
    """Return one public article; :class:`Gone` with its reason when it was withdrawn, :class:`NotFound` for any other."""
    found = Article.objects.filter(slug=slug[:120], realm=Realm.REAL.value).first()
    if found is not None and found.state == Article.State.WITHDRAWN:
        raise Gone(N_("Bài này đã rút. Lý do: {reason}"), reason=found.withdrawn_reason)
    if found is None or found.state != Article.State.PUBLISHED or found.shown_at is None:
        raise NotFound(N_("Không có bài này, hoặc bài chưa đăng."))
    last = found.revisions.filter(at__gt=found.published_at).order_by("-number").values_list("at", flat=True).first()
    return PublicPage(
        id=found.id,
        slug=found.slug,
        title=found.title,
        lead=found.lead,
        blocks=blocks(found.body),
        captions=tuple(found.captions),
        pictures=pictures_of(found.pk),
        author=found.author,
        organisation=found.organisation,
        source=found.source,
        link=found.link,
        category=found.category,
        category_key=found.category_key,
        shown_at=found.shown_at,
        corrected_at=last,
        visit=found.visit_id,
        visit_words=found.visit_words,
        views=found.views_base + readers_of([found.pk]).get(found.pk, 0),
    )


def picture(slug: str, picture_id: UUID) -> PictureRow:
    """Return a picture of a public article; :class:`NotFound` for any other."""
    page = public_page(slug)
    found = next((one for one in page.pictures if one.id == picture_id), None)
    if found is None:
        raise NotFound(N_("Bài không có ảnh này."))
    return found


def _public() -> QuerySet[Article]:
    return Article.objects.filter(realm=Realm.REAL.value, state=Article.State.PUBLISHED)


def _rows(found: list[Article]) -> tuple[PublicRow, ...]:
    first: dict[UUID, tuple[UUID, str]] = {}
    shown = Picture.objects.filter(article__in=[one.pk for one in found]).order_by("-ordinal")
    for article, id_, alt in shown.values_list("article", "pk", "alt"):
        first[article] = (id_, alt)
    return tuple(
        PublicRow(
            one.slug,
            one.title,
            one.lead,
            one.category,
            one.category_key,
            one.shown_at,
            *first.get(one.pk, (None, "")),
        )
        for one in found
        if one.shown_at is not None
    )


__all__ = [
    "Gone",
    "PublicAsked",
    "PublicPage",
    "PublicRow",
    "categories",
    "newest",
    "picture",
    "public_list",
    "public_page",
]
