"""Give up a draft."""

from __future__ import annotations

from uuid import UUID

from motcua.checklists import policies
from motcua.checklists.commands.shared import Note, draft_of, has_draft
from motcua.checklists.models import Checklist
from motcua.checklists.rules.versions import State
from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.checklists import DraftDropped


class DropDraft(Command, frozen=True, kw_only=True):
    """Give up the draft, with the reason; its file can still be downloaded."""

    TARGET = "checklist"

    checklist: UUID
    reason: Note


@act(DropDraft, on=Checklist, verb=N_("Bỏ bản thảo"), may=policies.may_write, when=has_draft, order=60)
def drop_draft(command: DropDraft, checklist: Checklist, context: Context) -> Done[Checklist]:
    """Keep the reason with the draft."""
    draft, reason = draft_of(checklist), clean(command.reason)
    if draft is None:
        raise Conflict(N_("Không có bản thảo nào; tải phiên bản mới lên trước."))
    if not reason:
        raise BadInput(N_("Ghi lý do."), field="reason")
    draft.state, draft.ended_at, draft.ended_by, draft.ended_why = (
        State.DROPPED,
        context.at,
        context.actor.name,
        reason,
    )
    draft.save()
    return Done(DraftDropped(version=draft.id, reason=reason))
