"""Put a draft in use."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.checklists import policies
from motcua.checklists.commands.shared import Note, draft_of, follow, has_draft
from motcua.checklists.models import Checklist
from motcua.checklists.rules import versions
from motcua.checklists.rules.versions import State
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.checklists import VersionPublished


class PublishVersion(Command, frozen=True, kw_only=True):
    """Let the draft be used from ``valid_from`` on; ``note`` says what changed against the version before."""

    TARGET = "checklist"

    checklist: UUID
    valid_from: date
    note: Note


@act(PublishVersion, on=Checklist, verb=N_("Ban hành"), may=policies.may_write, when=has_draft, order=20)
def publish_version(command: PublishVersion, checklist: Checklist, context: Context) -> Done[Checklist]:
    """Refuse a day that is over and a note that says nothing; from here on the version never changes."""
    draft = draft_of(checklist)
    if draft is None:
        raise Conflict(N_("Không có bản thảo nào; tải phiên bản mới lên trước."))
    versions.check_day(command.valid_from, clock.local(context.at).date(), "valid_from")
    note = clean(command.note)
    if not note:
        raise BadInput(N_("Ghi phiên bản này có gì mới."), field="note")
    draft.state, draft.valid_from, draft.published_note = State.PUBLISHED, command.valid_from, note
    draft.published_at, draft.published_by = context.at, context.actor.name
    draft.save()
    follow(checklist)
    return Done(VersionPublished(version=draft.id, valid_from=command.valid_from, note=note))
