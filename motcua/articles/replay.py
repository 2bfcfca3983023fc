"""What the tables of articles must say of one, folded from its history alone. Readers are counted beside the books."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from motcua.articles.models import Article, Picture, Revision
from motcua.articles.rules import article as rules
from motcua.ledger.events import articles as told
from motcua.ledger.feed import Told
from motcua.ledger.folding import beside, by_steps, copied

Row = dict[str, Any]
WORDS = ("slug", "title", "lead", "body", "captions", "author", "organisation", "source", "link", "category")


def _searched(row: Row) -> str:
    said_here = f"{row['title']}\n{row['lead']}\n{row['body']}\n{row['author']}\n{row['source']}"
    captions = "\n".join(row["captions"])
    return rules.searched(said_here, captions, rules.typo_keys(row["flags"]), row["source_text"])


def _words(row: Row, event: told.ArticleWritten | told.ArticleEdited, entry: Told, reason: str) -> None:
    row |= copied(event, *WORDS)
    row["category_key"] = rules.category_key(event.category)
    row["folded"] = _searched(row)
    number = len(row["revisions"]) + 1
    row["revisions"][number] = (entry.at, entry.account, event.title, event.lead, event.body, reason)


def _written(row: Row, event: told.ArticleWritten, entry: Told) -> Row:
    row |= {
        "place_id": event.place,
        "state": Article.State.DRAFT.value,
        "source_text": event.source_text,
        "flags": event.flags,
        "stated_at": event.stated_at,
        "views_base": event.views,
        "publish_at": None,
        "published_at": None,
        "shown_at": None,
        "visit_id": None,
        "visit_words": "",
        "withdrawn_reason": "",
        "revisions": {},
        "pictures": {},
    }
    _words(row, event, entry, "")
    return _at(entry)


def _edited(row: Row, event: told.ArticleEdited, entry: Told) -> Row:
    _words(row, event, entry, event.reason)
    return _at(entry)


def _at(entry: Told) -> Row:
    return {"changed_at": entry.at}


def _answered(row: Row, event: told.FlagsAnswered, entry: Told) -> Row:
    row["flags"] = rules.answered(row["flags"], event.answers)
    row["folded"] = _searched(row)
    return _at(entry)


def _added(row: Row, event: told.PictureAdded, entry: Told) -> Row:
    row["pictures"][event.picture] = (
        event.ordinal,
        event.sha256,
        event.media_type,
        event.size,
        event.filename,
        event.alt,
        event.caption,
    )
    return _at(entry)


def _changed(row: Row, event: told.PictureChanged, entry: Told) -> Row:
    row["pictures"][event.picture] = (*row["pictures"][event.picture][:5], event.alt, event.caption)
    return _at(entry)


def _removed(row: Row, event: told.PictureRemoved, entry: Told) -> Row:
    del row["pictures"][event.picture]
    return _at(entry)


def _scheduled(row: Row, event: told.ArticleScheduled, entry: Told) -> Row:
    del row
    state = Article.State.DRAFT if event.publish_at is None else Article.State.SCHEDULED
    return _at(entry) | {"state": state.value, "publish_at": event.publish_at}


def _published(row: Row, event: told.ArticlePublished, entry: Told) -> Row:
    del event
    published = row["published_at"] or entry.at
    return _at(entry) | {
        "state": Article.State.PUBLISHED.value,
        "publish_at": None,
        "published_at": published,
        "shown_at": row["stated_at"] or published,
    }


def _withdrawn(row: Row, event: told.ArticleWithdrawn, entry: Told) -> Row:
    del row
    return _at(entry) | {"state": Article.State.WITHDRAWN.value, "withdrawn_reason": event.reason}


def _restored(row: Row, event: told.ArticleRestored, entry: Told) -> Row:
    del row, event
    return _at(entry) | {"state": Article.State.DRAFT.value, "withdrawn_reason": "", "publish_at": None}


def _linked(row: Row, event: told.VisitLinked, entry: Told) -> Row:
    del row
    return _at(entry) | {"visit_id": event.visit, "visit_words": event.words}


fold_article = by_steps(
    {
        told.ArticleWritten: _written,
        told.ArticleEdited: _edited,
        told.FlagsAnswered: _answered,
        told.PictureAdded: _added,
        told.PictureChanged: _changed,
        told.PictureRemoved: _removed,
        told.ArticleScheduled: _scheduled,
        told.ArticlePublished: _published,
        told.ArticleWithdrawn: _withdrawn,
        told.ArticleRestored: _restored,
        told.VisitLinked: _linked,
    }
)


def rows_of_articles(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return revisions and pictures of these articles, as the fold names them."""
    revisions = Revision.objects.filter(article__in=ids)
    pictures = Picture.objects.filter(article__in=ids)
    columns = ("ordinal", "sha256", "media_type", "size", "filename", "alt", "caption")
    return {
        "revisions": beside(revisions, "article", "number", ("at", "account_id", "title", "lead", "body", "reason")),
        "pictures": beside(pictures, "article", "id", columns),
    }


REPLAYS = ((Article.STREAM, fold_article, rows_of_articles),)
