"""Begin an article, from nothing or from a text taken in, and change its words."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.articles import policies, reports
from motcua.articles.commands.shared import (
    Address,
    Captions,
    Category,
    Line,
    Reason,
    Text,
    Title,
    found_by,
    is_here,
    keep_revision,
    wanted,
)
from motcua.articles.models import Article
from motcua.articles.rules import article as rules
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.articles import ArticleEdited, ArticleWritten
from motcua.office import queries as office


class WriteArticle(Command, frozen=True, kw_only=True):
    """Begin a draft for ``place``. ``source_text`` is the text it was taken from: its traps are read from there, here."""

    place: UUID
    title: Title = ""
    lead: Text = ""
    body: Text = ""
    captions: Captions = []
    author: Line = ""
    organisation: Line = ""
    source: Line = ""
    link: Address = ""
    category: Category = ""
    stated_at: datetime | None = None
    views: Annotated[int, msgspec.Meta(ge=0, le=999_999_999)] = 0
    source_text: Text = ""


class EditArticle(Command, frozen=True, kw_only=True):
    """Change the words; of a published article with the ``reason``, which its history tells."""

    TARGET = "article"

    article: UUID
    title: Title
    lead: Text = ""
    body: Text = ""
    captions: Captions = []
    author: Line = ""
    organisation: Line = ""
    source: Line = ""
    link: Address = ""
    category: Category = ""
    reason: Reason = ""


@act(WriteArticle, on=Article, verb=N_("Viết bài"), may=policies.may_begin)
def write_article(command: WriteArticle, context: Context) -> Done[Article]:
    """Keep the draft with the traps its source has."""
    office.unit(command.place)
    if not any((command.title.strip(), command.lead.strip(), command.body.strip())):
        raise BadInput(N_("Bài chưa có chữ nào: ghi tiêu đề hoặc nội dung."), field="title")
    article = Article(
        realm=context.actor.realm,
        place_id=command.place,
        stated_at=command.stated_at,
        views_base=command.views,
        source_text=command.source_text,
        flags=reports.flags_of(command.source_text) if command.source_text else [],
    )
    _take_words(article, command, context)
    event = ArticleWritten(
        place=command.place,
        slug=article.slug,
        title=article.title,
        lead=article.lead,
        body=article.body,
        captions=article.captions,
        author=article.author,
        organisation=article.organisation,
        source=article.source,
        link=article.link,
        category=article.category,
        stated_at=article.stated_at,
        views=article.views_base,
        source_text=article.source_text,
        flags=article.flags,
    )
    # The row is saved with its entry; what hangs on it must come after.
    article.save(force_insert=True)
    keep_revision(article, 1, "", context)
    return Done(event, article)


@act(EditArticle, on=Article, verb=N_("Sửa bài"), may=policies.may_write, when=is_here, order=10)
def edit_article(command: EditArticle, article: Article, context: Context) -> Done[Article]:
    """Keep the words and the revision; a published article keeps its address."""
    published = article.state == Article.State.PUBLISHED
    reason = wanted(command.reason, "reason") if published else clean(command.reason)
    if published and not clean(command.title):
        raise BadInput(N_("Bài đã đăng phải có tiêu đề."), field="title")
    _take_words(article, command, context)
    keep_revision(article, article.revisions.count() + 1, reason, context)
    event = ArticleEdited(
        slug=article.slug,
        title=article.title,
        lead=article.lead,
        body=article.body,
        captions=article.captions,
        author=article.author,
        organisation=article.organisation,
        source=article.source,
        link=article.link,
        category=article.category,
        reason=reason,
    )
    return Done(event)


def _take_words(article: Article, command: WriteArticle | EditArticle, context: Context) -> None:
    article.title = clean(command.title)
    article.lead = rules.checked_text(command.lead, "lead")
    article.body = rules.checked_text(command.body, "body")
    article.captions = [text for text in (clean(one) for one in command.captions) if text]
    article.author, article.organisation = clean(command.author), clean(command.organisation)
    article.source, article.link = clean(command.source), rules.checked_link(command.link)
    article.category = clean(command.category)
    article.category_key = rules.category_key(article.category)
    if article.published_at is None:
        article.slug = rules.slug_of(article.title, article.id.hex)
    article.folded = found_by(article)
    article.changed_at = context.at
