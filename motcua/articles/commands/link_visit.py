"""Say which visit an article tells of."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.articles import policies
from motcua.articles.commands.shared import is_here, wanted
from motcua.articles.models import Article
from motcua.inspections import queries as inspections
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.articles import VisitLinked


class LinkVisit(Command, frozen=True, kw_only=True):
    """Tie an article to a visit by id and words; the words are shown. ``None`` unties it."""

    TARGET = "article"

    article: UUID
    visit: UUID | None
    words: Annotated[str, msgspec.Meta(max_length=300)] = ""


@act(LinkVisit, on=Article, verb=N_("Gắn đợt kiểm tra"), may=policies.may_write, when=is_here, order=40)
def link_visit(command: LinkVisit, article: Article, context: Context) -> Done[Article]:
    """Keep id and words; an article tells only of a visit that has begun within its editor's reach."""
    chosen = command.visit if command.visit != article.visit_id else None
    if chosen is not None and not inspections.may_be_told_of(context.actor, chosen):
        raise BadInput(N_("Chọn một cuộc kiểm tra đã bắt đầu trong địa bàn của bạn."), field="visit")
    article.visit_id = command.visit
    article.visit_words = wanted(command.words, "words") if command.visit is not None else ""
    article.changed_at = context.at
    return Done(VisitLinked(visit=article.visit_id, words=article.visit_words))
