"""Articles as editors see them: those of the places within their reach, in their realm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from motcua.articles.models import Article, Picture, Readership, Revision
from motcua.articles.policies import PUBLISH, WRITE
from motcua.articles.rules import article as rules
from motcua.kernel.errors import NotFound
from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office import territory
from motcua.office.queries import names

PAGE = 50
EXPORT_MOST = 5000


class Show(StrEnum):
    """Which articles are asked for."""

    ALL = "tat-ca"
    DRAFT = "ban-nhap"
    SCHEDULED = "hen-dang"
    PUBLISHED = "da-dang"
    WITHDRAWN = "da-rut"


_STATES = {
    Show.DRAFT: Article.State.DRAFT,
    Show.SCHEDULED: Article.State.SCHEDULED,
    Show.PUBLISHED: Article.State.PUBLISHED,
    Show.WITHDRAWN: Article.State.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the list is wanted; ``after`` is the id of the last row already shown."""

    show: Show = Show.ALL
    text: str = ""
    category: str = ""
    after: UUID | None = None


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as the editor's list shows it; ``waiting`` counts traps that publishing waits for."""

    id: UUID
    slug: str
    title: str
    state: str
    category: str
    author: str
    source: str
    place_name: str
    changed_at: datetime
    shown_at: datetime | None
    publish_at: datetime | None
    readers: int
    flags: int
    waiting: int


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A picture of a gallery."""

    id: UUID
    sha256: str
    filename: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """The words of an article as they stood from an instant on."""

    number: int
    at: datetime
    who: str
    title: str
    lead: str
    body: str
    reason: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article with everything an editor works on; ``barred`` says why it cannot be published now."""

    row: ArticleRow
    version: int
    place: UUID
    lead: str
    body: str
    captions: tuple[str, ...]
    organisation: str
    link: str
    source_text: str
    stated_at: datetime | None
    views_base: int
    visit: UUID | None
    visit_words: str
    withdrawn_reason: str
    flags: tuple[dict[str, Any], ...]
    pictures: tuple[PictureRow, ...]
    revisions: tuple[RevisionRow, ...]
    barred: Said | None
    offers: tuple[Offer, ...]


def scope(actor: Actor) -> QuerySet[Article]:
    """Return the articles an actor may work on: within reach and realm; none without a power over articles."""
    if not (actor.can(WRITE) or actor.can(PUBLISH)):
        return Article.objects.none()
    return Article.objects.filter(place__in=territory.of(actor), realm=actor.realm)


def counts(actor: Actor) -> dict[Show, int]:
    """Return how many articles there are in each state."""
    found = dict(scope(actor).order_by().values_list("state").annotate(count=Count("pk")))
    numbers = {show: int(found.get(state.value, 0)) for show, state in _STATES.items()}
    return {Show.ALL: sum(numbers.values()), **numbers}


def listed(actor: Actor, asked: Asked) -> tuple[tuple[ArticleRow, ...], bool]:
    """Return a page of the list, what was changed last first, and whether more follow."""
    found = _asked(actor, asked)
    if asked.after is not None and (last := scope(actor).filter(pk=asked.after).first()) is not None:
        found = found.filter(Q(changed_at__lt=last.changed_at) | Q(changed_at=last.changed_at, pk__gt=last.pk))
    rows = list(found[: PAGE + 1])
    return _rows(rows[:PAGE]), len(rows) > PAGE


def exported(actor: Actor, asked: Asked, limit: int = EXPORT_MOST) -> tuple[ArticleRow, ...]:
    """Return the whole list for a file, at most ``limit`` rows."""
    return _rows(_asked(actor, asked)[:limit])


def of_visit(actor: Actor, visits: Iterable[UUID]) -> tuple[ArticleRow, ...]:
    """Return the articles that tell of these visits: public ones, and what the asker works on. Newest first."""
    seen = Q(state=Article.State.PUBLISHED, realm=actor.realm) | Q(pk__in=scope(actor).values("pk"))
    return _rows(_light(Article.objects.filter(seen, visit_id__in=list(visits)).order_by("-changed_at", "pk"))[:PAGE])


def page(actor: Actor, article: UUID) -> ArticlePage:
    """Return one article; :class:`NotFound` outside the asker's reach."""
    found = scope(actor).filter(pk=article).first()
    if found is None:
        raise NotFound(N_("Không có bài viết này trong địa bàn của bạn."))
    pictures = pictures_of(found.pk)
    revisions = list(Revision.objects.filter(article=found).order_by("-number"))
    who = names.people_of({one.account_id for one in revisions})
    return ArticlePage(
        row=_rows([found])[0],
        version=found.version,
        place=found.place_id,
        lead=found.lead,
        body=found.body,
        captions=tuple(found.captions),
        organisation=found.organisation,
        link=found.link,
        source_text=found.source_text,
        stated_at=found.stated_at,
        views_base=found.views_base,
        visit=found.visit_id,
        visit_words=found.visit_words,
        withdrawn_reason=found.withdrawn_reason,
        flags=tuple(found.flags),
        pictures=pictures,
        revisions=tuple(
            RevisionRow(one.number, one.at, who.get(one.account_id, ""), one.title, one.lead, one.body, one.reason)
            for one in revisions
        ),
        barred=rules.refuse_publishing(found.title, found.lead, found.body, found.flags, [one.alt for one in pictures]),
        offers=tuple(available(found, actor)),
    )


def pictures_of(article: UUID) -> tuple[PictureRow, ...]:
    """Return the gallery of an article, in order."""
    found = Picture.objects.filter(article=article).order_by("ordinal")
    return tuple(PictureRow(one.id, one.sha256, one.filename, one.alt, one.caption) for one in found)


def readers_of(articles: Iterable[UUID]) -> dict[UUID, int]:
    """Return how many read each article here."""
    return dict(Readership.objects.filter(article__in=list(articles)).values_list("article", "readers"))


def _light(found: QuerySet[Article]) -> QuerySet[Article]:
    return found.defer("lead", "body", "source_text", "folded", "captions")


def _asked(actor: Actor, asked: Asked) -> QuerySet[Article]:
    found = scope(actor)
    if asked.show in _STATES:
        found = found.filter(state=_STATES[asked.show])
    if asked.category:
        found = found.filter(category_key=asked.category)
    for word in fold(asked.text).split():
        found = found.filter(folded__contains=word)
    return _light(found.order_by("-changed_at", "pk"))


def _rows(found: Iterable[Article]) -> tuple[ArticleRow, ...]:
    articles = list(found)
    named = names.names_of({one.place_id for one in articles})
    readers = readers_of(one.pk for one in articles)
    return tuple(
        ArticleRow(
            id=one.id,
            slug=one.slug,
            title=one.title,
            state=one.state,
            category=one.category,
            author=one.author,
            source=one.source,
            place_name=named.get(one.place_id, ""),
            changed_at=one.changed_at,
            shown_at=one.shown_at,
            publish_at=one.publish_at,
            readers=one.views_base + readers.get(one.pk, 0),
            flags=len(one.flags),
            waiting=len(rules.open_flags(one.flags)),
        )
        for one in articles
    )
