"""Take a project off the watch list, finished or given up, and put it back."""

from __future__ import annotations

from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.oversight import ProjectClosed, ProjectReopened
from motcua.oversight import policies, rules
from motcua.oversight.commands.shared import Words, is_closed, is_open, keep_word, wanted
from motcua.oversight.models import Project


class CloseProject(Command, frozen=True, kw_only=True):
    """The project is finished, or given up; ``words`` say what came of it."""

    TARGET = "project"

    project: UUID
    finished: bool
    words: Words


@act(CloseProject, on=Project, verb=N_("Đưa khỏi danh sách"), may=policies.may_write, when=is_open, order=80)
def close_project(command: CloseProject, project: Project, context: Context) -> Done[Project]:
    """Keep the last word; nothing comes next."""
    words = wanted(command.words, "words")
    project.status = (rules.Status.FINISHED if command.finished else rules.Status.DROPPED).value
    project.open, project.next_step, project.next_by, project.stale_told = False, "", None, False
    project.last_word_on = clock.local(context.at).date()
    keep_word(project, words, context)
    return Done(ProjectClosed(finished=command.finished, words=words))


class ReopenProject(Command, frozen=True, kw_only=True):
    """Watch the project again; ``words`` say why."""

    TARGET = "project"

    project: UUID
    words: Words


@act(ReopenProject, on=Project, verb=N_("Theo dõi lại"), may=policies.may_write, when=is_closed, order=20)
def reopen_project(command: ReopenProject, project: Project, context: Context) -> Done[Project]:
    """Put it back as something that is being prepared, until somebody says otherwise."""
    words = wanted(command.words, "words")
    project.status, project.open = rules.Status.PREPARING.value, True
    project.last_word_on = clock.local(context.at).date()
    keep_word(project, words, context)
    return Done(ProjectReopened(words=words))
