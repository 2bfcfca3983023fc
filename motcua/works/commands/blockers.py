"""What blocks works: opened, answered, cleared."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.errors import Conflict, NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.works import BlockerAnswered, BlockerCleared, BlockerOpened
from motcua.works import policies, rules
from motcua.works.commands.shared import Line, is_running, spoke, wanted
from motcua.works.models import Blocker, Works

Long = Annotated[str, msgspec.Meta(max_length=1000)]
BLOCKERS_MOST = 100


class OpenBlocker(Command, frozen=True, kw_only=True):
    """Say what blocks the works and who must act."""

    TARGET = "works"

    works: UUID
    what: Long
    side: rules.Side
    who: Line = ""


@act(OpenBlocker, on=Works, verb=N_("Nêu vướng mắc"), may=policies.may_handle, when=is_running, order=30)
def open_blocker(command: OpenBlocker, works: Works, context: Context) -> Done[Works]:
    """Keep it open until it is cleared; no acceptance before."""
    what = wanted(command.what, "what", N_("Ghi vướng mắc là gì."))
    if works.open_blockers >= BLOCKERS_MOST:
        raise Conflict(N_("Đã có {most} vướng mắc chưa gỡ; hãy gỡ bớt trước."), most=BLOCKERS_MOST)
    blocker = Blocker.objects.create(
        works=works,
        what=what,
        side=command.side,
        who=clean(command.who),
        opened_at=context.at,
        opened_by=context.actor.account,
    )
    works.open_blockers += 1
    theirs = spoke(works, context)
    event = BlockerOpened(blocker=blocker.id, what=what, side=command.side, who=blocker.who, spoke=theirs)
    return Done(event, outcome={"blocker": blocker.id})


class AnswerBlocker(Command, frozen=True, kw_only=True):
    """Answer what blocks the works; it stays open until it is cleared."""

    TARGET = "works"

    works: UUID
    blocker: UUID
    answer: Long


@act(AnswerBlocker, on=Works, verb=N_("Trả lời vướng mắc"), may=policies.may_handle, when=is_running, order=31)
def answer_blocker(command: AnswerBlocker, works: Works, context: Context) -> Done[Works]:
    """Put the answer beside it; the latest stands, all are in the history."""
    blocker = _open(works, command.blocker)
    blocker.answer = wanted(command.answer, "answer", N_("Ghi câu trả lời."))
    blocker.answered_at, blocker.answered_by = context.at, context.actor.account
    blocker.save(update_fields=["answer", "answered_at", "answered_by"])
    theirs = spoke(works, context)
    return Done(BlockerAnswered(blocker=blocker.id, answer=blocker.answer, spoke=theirs))


class ClearBlocker(Command, frozen=True, kw_only=True):
    """Say that what blocked the works is out of the way, and how."""

    TARGET = "works"

    works: UUID
    blocker: UUID
    how: Long


@act(ClearBlocker, on=Works, verb=N_("Gỡ xong vướng mắc"), may=policies.may_handle, when=is_running, order=32)
def clear_blocker(command: ClearBlocker, works: Works, context: Context) -> Done[Works]:
    """Close it with how it was cleared."""
    blocker = _open(works, command.blocker)
    blocker.how = wanted(command.how, "how", N_("Ghi đã gỡ bằng cách nào."))
    blocker.cleared_at, blocker.cleared_by = context.at, context.actor.account
    blocker.save(update_fields=["how", "cleared_at", "cleared_by"])
    works.open_blockers -= 1
    theirs = spoke(works, context)
    return Done(BlockerCleared(blocker=blocker.id, how=blocker.how, spoke=theirs))


def _open(works: Works, id_: UUID) -> Blocker:
    found: Blocker | None = works.blockers.filter(pk=id_).first()
    if found is None:
        raise NotFound(N_("Không có vướng mắc này trong công trình."))
    if found.cleared_at is not None:
        raise Conflict(N_("Vướng mắc này đã gỡ xong."))
    return found
