"""Bring a further XLSForm of a checklist: a new version in draft."""

from __future__ import annotations

from uuid import UUID

from motcua.checklists import policies
from motcua.checklists.commands.shared import Hash, Note, draft_of, entitle, made, next_number, of_file, told
from motcua.checklists.models import Checklist
from motcua.checklists.rules.versions import State
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.checklists import VersionDrafted


class DraftVersion(Command, frozen=True, kw_only=True):
    """Make a version of the stored XLSX ``file``; a draft that is there already is dropped for it."""

    TARGET = "checklist"

    checklist: UUID
    file: Hash
    note: Note = ""


@act(DraftVersion, on=Checklist, verb=N_("Tải phiên bản mới"), may=policies.may_write, order=10)
def draft_version(command: DraftVersion, checklist: Checklist, context: Context) -> Done[Checklist]:
    """Refuse the form of another checklist, and one that asks what the newest version asks."""
    form, xform = of_file(command.file)
    if form.key != checklist.key:
        raise BadInput(
            N_("Tệp này là bộ «{other}», không phải «{key}»; sửa form_id hoặc thêm thành bộ mới."),
            field="files",
            other=form.key,
            key=checklist.key,
        )
    version = made(form, xform, command.file, next_number(checklist), command.note, context)
    newest = checklist.versions.exclude(state=State.DROPPED).order_by("-number").first()
    if newest is not None and newest.digest == version.digest:
        raise BadInput(N_("Tệp này hỏi đúng như phiên bản {n}; không có gì mới."), field="files", n=newest.number)
    dropped = draft_of(checklist)
    if dropped is not None:
        dropped.state = State.DROPPED
        dropped.ended_at, dropped.ended_by = context.at, context.actor.name
        dropped.save()
    version.checklist = checklist
    version.save()
    entitle(checklist, form.title)
    event = VersionDrafted(version=told(version), dropped=dropped.id if dropped else None)
    return Done(event, outcome={"version": version.id})
