"""What several commands on articles share: lengths, states, the text articles are found by, and keeping a revision."""

from __future__ import annotations

from typing import Annotated

import msgspec

from motcua.articles.models import Article, Revision
from motcua.articles.rules import article as rules
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Context

Title = Annotated[str, msgspec.Meta(max_length=rules.TITLE_MOST)]
Line = Annotated[str, msgspec.Meta(max_length=200)]
Category = Annotated[str, msgspec.Meta(max_length=120)]
Address = Annotated[str, msgspec.Meta(max_length=500)]
Text = Annotated[str, msgspec.Meta(max_length=rules.TEXT_MOST)]
Reason = Annotated[str, msgspec.Meta(max_length=500)]
Captions = Annotated[list[Annotated[str, msgspec.Meta(max_length=500)]], msgspec.Meta(max_length=60)]


def is_here(article: Article) -> Said | None:
    """What was withdrawn is not written on until it is a draft again."""
    withdrawn = article.state == Article.State.WITHDRAWN
    return said(N_("Bài đã rút. Mở lại thành bản nháp rồi sửa.")) if withdrawn else None


def is_draft(article: Article) -> Said | None:
    """Only a draft waits for being published."""
    return None if article.state == Article.State.DRAFT else said(N_("Bài không còn là bản nháp."))


def is_waiting(article: Article) -> Said | None:
    """A draft or a scheduled article can be published now."""
    waiting = article.state in (Article.State.DRAFT, Article.State.SCHEDULED)
    return None if waiting else said(N_("Bài đã đăng hoặc đã rút."))


def is_scheduled(article: Article) -> Said | None:
    """Only what is scheduled can be taken back."""
    return None if article.state == Article.State.SCHEDULED else said(N_("Bài chưa hẹn giờ đăng."))


def is_published(article: Article) -> Said | None:
    """Only what is public can be withdrawn."""
    return None if article.state == Article.State.PUBLISHED else said(N_("Bài chưa đăng."))


def is_withdrawn(article: Article) -> Said | None:
    """Only what was withdrawn comes back."""
    return None if article.state == Article.State.WITHDRAWN else said(N_("Bài chưa rút."))


def wanted(text: str, field: str) -> str:
    """Return a line that must say something; :class:`BadInput` beside its field when it says nothing."""
    found = clean(text)
    if not found:
        raise BadInput(N_("Ghi mục này."), field=field)
    return found


def found_by(article: Article) -> str:
    """Return the text an article is found by: what it says, what its source said, how slips should have been written."""
    said_here = f"{article.title}\n{article.lead}\n{article.body}\n{article.author}\n{article.source}"
    captions = "\n".join(article.captions)
    return rules.searched(said_here, captions, rules.typo_keys(article.flags), article.source_text)


def keep_revision(article: Article, number: int, reason: str, context: Context) -> None:
    """Keep the words of an article as they stand from now on."""
    Revision.objects.create(
        article=article,
        number=number,
        at=context.at,
        account_id=context.actor.account,
        title=article.title,
        lead=article.lead,
        body=article.body,
        reason=reason,
    )
