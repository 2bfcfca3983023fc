"""From draft to public and back: now, at an hour, taken back, withdrawn with a reason, a draft again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.articles import policies
from motcua.articles.commands.shared import (
    Reason,
    is_draft,
    is_published,
    is_scheduled,
    is_waiting,
    is_withdrawn,
    wanted,
)
from motcua.articles.models import Article, Readership
from motcua.articles.rules import article as rules
from motcua.kernel.errors import BadInput, Conflict, RuleError
from motcua.kernel.words import N_, Said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.articles import ArticlePublished, ArticleRestored, ArticleScheduled, ArticleWithdrawn


class PublishArticle(Command, frozen=True, kw_only=True):
    """Make an article public now."""

    TARGET = "article"

    article: UUID


class PublishDue(Command, frozen=True, kw_only=True):
    """Make an article public whose hour has come."""

    TARGET = "article"

    article: UUID


class ScheduleArticle(Command, frozen=True, kw_only=True):
    """Let an article become public at ``publish_at``."""

    TARGET = "article"

    article: UUID
    publish_at: datetime


class UnscheduleArticle(Command, frozen=True, kw_only=True):
    """Take the hour back; the article is a draft again."""

    TARGET = "article"

    article: UUID


class WithdrawArticle(Command, frozen=True, kw_only=True):
    """Take an article from the public, with the reason its address goes on to tell."""

    TARGET = "article"

    article: UUID
    reason: Reason


class RestoreArticle(Command, frozen=True, kw_only=True):
    """Make a withdrawn article a draft again."""

    TARGET = "article"

    article: UUID
    words: Reason


@act(PublishArticle, on=Article, verb=N_("Đăng ngay"), may=policies.may_publish, when=is_waiting, order=50)
def publish_article(command: PublishArticle, article: Article, context: Context) -> Done[Article]:
    """Refuse what is not fit to be read, or has traps nobody answered."""
    del command
    return _publish(article, context)


@act(PublishDue, on=Article, verb=N_("Đăng khi đến giờ"), may=policies.may_publish_due, when=is_scheduled, order=99)
def publish_due(command: PublishDue, article: Article, context: Context) -> Done[Article]:
    """Refuse before its hour."""
    del command
    if article.publish_at is None or context.at < article.publish_at:
        raise Conflict(N_("Chưa đến giờ đăng."))
    return _publish(article, context)


@act(ScheduleArticle, on=Article, verb=N_("Hẹn giờ đăng"), may=policies.may_publish, when=is_draft, order=55)
def schedule_article(command: ScheduleArticle, article: Article, context: Context) -> Done[Article]:
    """Keep the hour of an article that could be published now."""
    if command.publish_at <= context.at:
        raise BadInput(N_("Giờ đăng phải ở phía trước; muốn đăng ngay thì chọn «Đăng ngay»."), field="publish_at")
    _refuse(article)
    article.state, article.publish_at = Article.State.SCHEDULED, command.publish_at
    article.changed_at = context.at
    return Done(ArticleScheduled(publish_at=command.publish_at))


@act(UnscheduleArticle, on=Article, verb=N_("Bỏ hẹn giờ"), may=policies.may_publish, when=is_scheduled, order=56)
def unschedule_article(command: UnscheduleArticle, article: Article, context: Context) -> Done[Article]:
    """Make it a draft again."""
    del command
    article.state, article.publish_at, article.changed_at = Article.State.DRAFT, None, context.at
    return Done(ArticleScheduled(publish_at=None))


@act(WithdrawArticle, on=Article, verb=N_("Rút bài"), may=policies.may_publish, when=is_published, order=80)
def withdraw_article(command: WithdrawArticle, article: Article, context: Context) -> Done[Article]:
    """Keep the reason; the address answers with it from now on."""
    article.withdrawn_reason = wanted(command.reason, "reason")
    article.state, article.changed_at = Article.State.WITHDRAWN, context.at
    return Done(ArticleWithdrawn(reason=article.withdrawn_reason))


@act(RestoreArticle, on=Article, verb=N_("Mở lại bản nháp"), may=policies.may_publish, when=is_withdrawn, order=81)
def restore_article(command: RestoreArticle, article: Article, context: Context) -> Done[Article]:
    """Make it a draft with everything it had."""
    words = wanted(command.words, "words")
    article.state, article.withdrawn_reason, article.publish_at = Article.State.DRAFT, "", None
    article.changed_at = context.at
    return Done(ArticleRestored(words=words))


def _refuse(article: Article) -> None:
    alts = list(article.pictures.values_list("alt", flat=True))
    refusal: Said | None = rules.refuse_publishing(article.title, article.lead, article.body, article.flags, alts)
    if refusal is not None:
        raise RuleError(refusal.sentence, **refusal.values)


def _publish(article: Article, context: Context) -> Done[Article]:
    _refuse(article)
    article.state, article.publish_at = Article.State.PUBLISHED, None
    article.published_at = article.published_at or context.at
    article.shown_at = article.stated_at or article.published_at
    article.changed_at = context.at
    Readership.objects.get_or_create(article=article)
    return Done(ArticlePublished(place=article.place_id, title=article.title, slug=article.slug))
