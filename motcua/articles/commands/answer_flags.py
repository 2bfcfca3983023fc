"""Say of the traps of an article what came of them."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import msgspec

from motcua.articles import policies
from motcua.articles.commands.shared import found_by, is_here
from motcua.articles.models import Article
from motcua.articles.rules import article as rules
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.articles import FlagsAnswered


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a trap: settled, or seen and left; ``note`` says how."""

    number: int
    settled: bool
    note: Annotated[str, msgspec.Meta(max_length=rules.NOTE_MOST)] = ""


class AnswerFlags(Command, frozen=True, kw_only=True):
    """Answer some traps at once; an answer may be given anew."""

    TARGET = "article"

    article: UUID
    answers: Annotated[list[Answer], msgspec.Meta(max_length=300)]


@act(AnswerFlags, on=Article, verb=N_("Trả lời cảnh báo"), may=policies.may_write, when=is_here, order=20)
def answer_flags(command: AnswerFlags, article: Article, context: Context) -> Done[Article]:
    """Keep each answer beside its trap; what is settled says how."""
    known = {one["number"] for one in article.flags}
    answers: dict[str, dict[str, Any]] = {}
    for answer in command.answers:
        if answer.number not in known:
            raise BadInput(N_("Bài không có cảnh báo số {number}."), field="answers", number=answer.number)
        note = clean(answer.note)
        if answer.settled and not note:
            raise BadInput(N_("Ghi đã xử lý thế nào."), field=f"note-{answer.number}")
        answers[str(answer.number)] = {"settled": answer.settled, "note": note}
    if not answers:
        raise BadInput(N_("Chưa trả lời cảnh báo nào."), field="answers")
    article.flags = rules.answered(article.flags, answers)
    article.folded = found_by(article)
    article.changed_at = context.at
    return Done(FlagsAnswered(answers=answers))
