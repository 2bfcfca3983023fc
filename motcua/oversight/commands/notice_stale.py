"""What time brings: nobody said anything of a project for too long."""

from __future__ import annotations

from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.errors import Conflict
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.oversight import ProjectStaleNoticed
from motcua.oversight import policies, rules
from motcua.oversight.commands.shared import is_open
from motcua.oversight.models import Project


class NoticeStaleProject(Command, frozen=True, kw_only=True):
    """Tell that the last word is too old; told once for each silence."""

    TARGET = "project"

    project: UUID


@act(NoticeStaleProject, on=Project, verb=N_("Ghi nhận tin đã cũ"), may=policies.may_notice, when=is_open)
def notice_stale(command: NoticeStaleProject, project: Project, context: Context) -> Done[Project]:
    """Refuse what is fresh or was told."""
    today = clock.local(context.at).date()
    if project.stale_told or not rules.is_stale(project.last_word_on, today, project.stale_days):
        raise Conflict(N_("Tin chưa cũ hoặc đã ghi nhận."))
    project.stale_told = True
    event = ProjectStaleNoticed(
        place=project.place_id,
        name=project.name,
        owner=project.owner,
        since=project.last_word_on,
        days=rules.silent_days(project.last_word_on, today),
    )
    return Done(event)
