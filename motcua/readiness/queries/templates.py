"""Questions about templates: which versions there are for somebody, and what one asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import queries as office
from motcua.office import territory
from motcua.readiness.models import Template
from motcua.readiness.queries.scope import demand
from motcua.readiness.rules.facts import TemplateFacts
from motcua.readiness.summaries import decoded


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A version of a template; ``place`` is for whose territory it was issued, "" for the packaged one."""

    id: UUID
    key: str
    number: int
    title: str
    trust: str
    place: str
    issued_at: datetime
    issued_by: str
    newest: bool


def templates(actor: Actor) -> tuple[TemplateRow, ...]:
    """Return the versions the actor may use: packaged ones, and those issued for a place whose reach holds theirs."""
    demand(actor)
    rows = [row for row in Template.objects.filter(realm=str(actor.realm)).defer("content") if _theirs(actor, row)]
    rows.sort(key=lambda row: (row.key, -row.number))
    newest: set[str] = set()
    found = []
    for row in rows:
        place = office.unit(row.place_id).full_name if row.place_id else ""
        found.append(
            TemplateRow(
                row.id,
                row.key,
                row.number,
                row.title,
                row.trust,
                place,
                row.issued_at,
                row.issued_by,
                row.key not in newest,
            )
        )
        newest.add(row.key)
    return tuple(found)


def template(actor: Actor, id_: UUID) -> tuple[TemplateRow, TemplateFacts]:
    """Return one version with what it asks; :class:`NotFound` when it is not for the actor."""
    row = next((one for one in templates(actor) if one.id == id_), None)
    if row is None:
        raise NotFound(N_("Không có bộ mẫu này."))
    return row, decoded(Template.objects.values_list("content", flat=True).get(pk=id_))


def _theirs(actor: Actor, row: Template) -> bool:
    if row.place_id is None:
        return True
    home = territory.home(actor)
    return territory.holds(actor, row.place_id) or (home is not None and home in territory.under(row.place_id))
