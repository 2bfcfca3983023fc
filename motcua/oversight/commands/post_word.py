"""Say how a project stands and what comes next."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.oversight import ProjectWordPosted
from motcua.oversight import policies, rules
from motcua.oversight.commands.shared import Line, Step, Words, is_open, keep_word, searched, wanted
from motcua.oversight.models import Project


class PostProjectWord(Command, frozen=True, kw_only=True):
    """A word about the project: ``words`` must say something, the rest is how it stands from now on."""

    TARGET = "project"

    project: UUID
    status: rules.Status
    words: Words
    next_step: Step = ""
    next_by: date | None = None
    owner: Line = ""


@act(PostProjectWord, on=Project, verb=N_("Ghi tình hình"), may=policies.may_write, when=is_open, order=10)
def post_word(command: PostProjectWord, project: Project, context: Context) -> Done[Project]:
    """Keep the word; a silence that was told ends with it."""
    rules.check_open(command.status)
    words = wanted(command.words, "words")
    project.status = command.status.value
    project.next_step = clean(command.next_step)
    project.next_by = command.next_by
    project.owner = clean(command.owner) or project.owner
    project.last_word_on = clock.local(context.at).date()
    project.stale_told = False
    project.folded = searched(project)
    keep_word(project, words, context)
    event = ProjectWordPosted(
        status=project.status,
        words=words,
        next_step=project.next_step,
        next_by=project.next_by,
        owner=project.owner,
    )
    return Done(event)
