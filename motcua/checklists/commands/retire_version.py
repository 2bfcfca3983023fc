"""Take a version out of use."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.checklists import policies
from motcua.checklists.commands.shared import Note, follow
from motcua.checklists.models import Checklist
from motcua.checklists.rules import versions
from motcua.checklists.rules.versions import State
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.checklists import VersionRetired


class RetireVersion(Command, frozen=True, kw_only=True):
    """Offer ``version`` no more from a day on, with the reason; answers given by it stay."""

    TARGET = "checklist"

    checklist: UUID
    version: UUID
    retired_from: date
    reason: Note


def is_used(checklist: Checklist) -> Said | None:
    """Only what is in use can be taken out of it."""
    if checklist.versions.filter(state=State.PUBLISHED).exists():
        return None
    return said(N_("Không có phiên bản nào đang dùng."))


@act(RetireVersion, on=Checklist, verb=N_("Ngừng dùng"), may=policies.may_write, when=is_used, order=50)
def retire_version(command: RetireVersion, checklist: Checklist, context: Context) -> Done[Checklist]:
    """Refuse a version that is not in use, a day that is over, and a reason that says nothing."""
    version = checklist.versions.filter(pk=command.version).first()
    if version is None:
        raise NotFound(N_("Không có phiên bản này."))
    if version.state != State.PUBLISHED or version.valid_from is None:
        raise Conflict(N_("Phiên bản này không ở trạng thái đã ban hành."))
    versions.check_day(command.retired_from, clock.local(context.at).date(), "retired_from")
    reason = clean(command.reason)
    if not reason:
        raise BadInput(N_("Ghi lý do."), field="reason")
    version.state, version.retired_from = State.RETIRED, command.retired_from
    version.ended_at, version.ended_by, version.ended_why = context.at, context.actor.name, reason
    version.save()
    follow(checklist)
    return Done(VersionRetired(version=version.id, retired_from=command.retired_from, reason=reason))
