"""Put a project on the watch list of a commune."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.oversight import ProjectListed
from motcua.office import queries as office
from motcua.office.rules import Level
from motcua.oversight import policies, rules
from motcua.oversight.commands.shared import Line, Step, searched, wanted
from motcua.oversight.models import Project


class ListProject(Command, frozen=True, kw_only=True):
    """Watch a project, clearance or plan of ``place``: how it stands, what comes next, who owns it."""

    place: UUID
    name: Line
    kind: rules.Kind
    site: Line = ""
    owner: Line = ""
    status: rules.Status = rules.Status.PREPARING
    next_step: Step = ""
    next_by: date | None = None
    stale_days: int = rules.STALE_DAYS


@act(ListProject, on=Project, verb=N_("Đưa vào danh sách"), may=policies.may_list)
def list_project(command: ListProject, context: Context) -> Done[Project]:
    """Refuse a place that is no commune, and the same name twice among those watched there."""
    if office.unit(command.place).level is not Level.COMMUNE:
        raise BadInput(N_("Chọn một xã, phường."), field="place")
    rules.check_open(command.status)
    rules.check_patience(command.stale_days)
    project = Project(
        realm=context.actor.realm,
        place_id=command.place,
        name=wanted(command.name, "name"),
        kind=command.kind.value,
        site=clean(command.site),
        owner=clean(command.owner),
        status=command.status.value,
        next_step=clean(command.next_step),
        next_by=command.next_by,
        last_word_on=clock.local(context.at).date(),
        stale_days=command.stale_days,
    )
    project.folded = searched(project)
    same = Project.objects.filter(realm=project.realm, place=command.place, name=project.name, open=True)
    if same.exists():
        raise BadInput(N_("«{name}» đã có trong danh sách."), field="name", name=project.name)
    event = ProjectListed(
        place=command.place,
        name=project.name,
        kind=project.kind,
        site=project.site,
        owner=project.owner,
        status=project.status,
        next_step=project.next_step,
        next_by=project.next_by,
        stale_days=project.stale_days,
    )
    return Done(event, project)
