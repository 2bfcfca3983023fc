"""Events of articles: what was written or taken in, what its traps came to, when it was public and when no longer."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.ledger.events import Event


class ArticleWritten(Event, frozen=True, kw_only=True):
    """A draft was begun; with ``source_text`` it was taken in from elsewhere, word for word, with the traps found in it."""

    NAME = "articles.written"
    STREAM = "article"

    place: UUID
    slug: str
    title: str
    lead: str
    body: str
    captions: list[str]
    author: str
    organisation: str
    source: str
    link: str
    category: str
    stated_at: datetime | None
    views: int
    source_text: str
    flags: list[dict[str, Any]]


class ArticleEdited(Event, frozen=True, kw_only=True):
    """Words of an article were changed; of a published one with the reason. The source text stays as it was."""

    NAME = "articles.edited"
    STREAM = "article"

    slug: str
    title: str
    lead: str
    body: str
    captions: list[str]
    author: str
    organisation: str
    source: str
    link: str
    category: str
    reason: str


class FlagsAnswered(Event, frozen=True, kw_only=True):
    """Somebody said of traps what came of them: settled, or seen and left; by the number of the trap."""

    NAME = "articles.flags_answered"
    STREAM = "article"

    answers: dict[str, dict[str, Any]]


class PictureAdded(Event, frozen=True, kw_only=True):
    """A picture was put into the gallery of an article; ``alt`` says to those who do not see what is on it."""

    NAME = "articles.picture_added"
    STREAM = "article"

    picture: UUID
    ordinal: int
    sha256: str
    media_type: str
    size: int
    filename: str
    alt: str
    caption: str


class PictureChanged(Event, frozen=True, kw_only=True):
    """The words of a picture were changed."""

    NAME = "articles.picture_changed"
    STREAM = "article"

    picture: UUID
    alt: str
    caption: str


class PictureRemoved(Event, frozen=True, kw_only=True):
    """A picture was taken out of the gallery."""

    NAME = "articles.picture_removed"
    STREAM = "article"

    picture: UUID


class ArticleScheduled(Event, frozen=True, kw_only=True):
    """An article is to become public at an instant; ``None`` takes that back."""

    NAME = "articles.scheduled"
    STREAM = "article"

    publish_at: datetime | None


class ArticlePublished(Event, frozen=True, kw_only=True):
    """An article became public."""

    NAME = "articles.published"
    STREAM = "article"

    place: UUID
    title: str
    slug: str


class ArticleWithdrawn(Event, frozen=True, kw_only=True):
    """An article is no longer public, for a reason that its address goes on to tell."""

    NAME = "articles.withdrawn"
    STREAM = "article"

    reason: str


class ArticleRestored(Event, frozen=True, kw_only=True):
    """A withdrawn article is a draft again."""

    NAME = "articles.restored"
    STREAM = "article"

    words: str


class VisitLinked(Event, frozen=True, kw_only=True):
    """An article tells of a visit (a campaign or one of its stops), named by id and words; ``None`` unties it."""

    NAME = "articles.visit_linked"
    STREAM = "article"

    visit: UUID | None
    words: str
