"""Put name, kind, site or patience of a project right."""

from __future__ import annotations

from uuid import UUID

from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.oversight import ProjectCorrected
from motcua.oversight import policies, rules
from motcua.oversight.commands.shared import Line, Step, is_open, searched, wanted
from motcua.oversight.models import Project


class CorrectProject(Command, frozen=True, kw_only=True):
    """Correct what was entered, with the reason; what was said of the project stays as it was said."""

    TARGET = "project"

    project: UUID
    name: Line
    kind: rules.Kind
    site: Line = ""
    stale_days: int = rules.STALE_DAYS
    reason: Step


@act(CorrectProject, on=Project, verb=N_("Đính chính"), may=policies.may_write, when=is_open, order=60)
def correct_project(command: CorrectProject, project: Project, context: Context) -> Done[Project]:
    """Keep the corrected words."""
    del context
    rules.check_patience(command.stale_days)
    reason = wanted(command.reason, "reason")
    project.name = wanted(command.name, "name")
    project.kind = command.kind.value
    project.site = clean(command.site)
    project.stale_days = command.stale_days
    project.folded = searched(project)
    event = ProjectCorrected(
        name=project.name, kind=project.kind, site=project.site, stale_days=project.stale_days, reason=reason
    )
    return Done(event)
