"""Write a sentence for the whole centre, put it otherwise, offer it no longer."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.dossiers import policies
from motcua.dossiers.models import SentencePattern
from motcua.dossiers.patterns import centre_of
from motcua.dossiers.rules import patterns as rule
from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossier_office import PatternChanged, PatternRetired, PatternWritten
from motcua.office import stamps

Short = Annotated[str, msgspec.Meta(max_length=100)]
Long = Annotated[str, msgspec.Meta(max_length=2_000)]


class WritePattern(Command, frozen=True, kw_only=True):
    """Keep a sentence for an act; at the end of its list."""

    kind: Short
    words: Long
    ground: Long = ""
    procedure: Short = ""
    paper: Short = ""
    role: Short = ""


class ChangePattern(Command, frozen=True, kw_only=True):
    """Put a sentence otherwise; ``place``: where it stands in the list of its act."""

    TARGET = "pattern"

    pattern: UUID
    words: Long
    ground: Long = ""
    procedure: Short = ""
    paper: Short = ""
    role: Short = ""
    place: Annotated[int, msgspec.Meta(ge=1, le=999)] = 1


class RetirePattern(Command, frozen=True, kw_only=True):
    """Offer a sentence no longer."""

    TARGET = "pattern"

    pattern: UUID


def is_kept(row: SentencePattern) -> Said | None:
    """What was retired is offered no more."""
    return None if row.retired_at is None else said(N_("Mẫu câu này đã thôi dùng."))


@act(WritePattern, on=SentencePattern, verb=N_("Thêm mẫu câu"), may=policies.may_write_pattern)
def write(command: WritePattern, context: Context) -> Done[SentencePattern]:
    """The same sentence for the same act is kept once."""
    actor = context.actor
    kept = rule.checked(
        rule.Pattern(command.kind, command.words, command.ground, command.procedure, command.paper, command.role)
    )
    centre = centre_of(actor)
    mine = SentencePattern.objects.filter(centre_id=centre, realm=str(actor.realm), retired_at__isnull=True)
    if mine.count() >= rule.KEPT_MOST:
        raise Conflict(N_("Trung tâm đã có {most} mẫu câu. Bỏ bớt câu không dùng."), most=rule.KEPT_MOST)
    same = mine.filter(kind=kept.kind, words=kept.words, procedure=kept.procedure, paper=kept.paper, role=kept.role)
    if same.exists():
        raise Conflict(N_("Câu này đã có."), field="words")
    if actor.official is None:
        raise BadInput(N_("Tài khoản này không gắn với cán bộ nào."))
    last = mine.filter(kind=kept.kind).order_by("-place").values_list("place", flat=True).first() or 0
    row = SentencePattern(
        realm=str(actor.realm),
        centre_id=centre,
        kind=kept.kind,
        words=kept.words,
        ground=kept.ground,
        procedure=kept.procedure,
        paper=kept.paper,
        role=kept.role,
        place=last + 1,
        author_id=actor.official,
        author_name=actor.name,
    )
    stamps.bump()
    return Done(
        PatternWritten(
            centre=centre,
            kind=row.kind,
            words=row.words,
            ground=row.ground,
            procedure=row.procedure,
            paper=row.paper,
            role=row.role,
            place=row.place,
            author=actor.official,
            author_name=actor.name,
        ),
        row,
    )


@act(ChangePattern, on=SentencePattern, verb=N_("Sửa mẫu câu"), may=policies.may_change_pattern, when=is_kept)
def change(command: ChangePattern, row: SentencePattern, context: Context) -> Done[SentencePattern]:
    """What was already written with it stays as it was."""
    kept = rule.checked(
        rule.Pattern(row.kind, command.words, command.ground, command.procedure, command.paper, command.role)
    )
    row.words, row.ground, row.procedure = kept.words, kept.ground, kept.procedure
    row.paper, row.role, row.place = kept.paper, kept.role, command.place
    stamps.bump()
    return Done(
        PatternChanged(
            words=row.words,
            ground=row.ground,
            procedure=row.procedure,
            paper=row.paper,
            role=row.role,
            place=row.place,
        )
    )


@act(RetirePattern, on=SentencePattern, verb=N_("Thôi dùng"), may=policies.may_change_pattern, when=is_kept)
def retire(command: RetirePattern, row: SentencePattern, context: Context) -> Done[SentencePattern]:
    """Keep the row: what was written with it is still told of."""
    row.retired_at = context.at
    stamps.bump()
    return Done(PatternRetired(kind=row.kind))
