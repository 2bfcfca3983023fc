"""Labels for the folders of dossiers: code, whose it is, what is asked for, when it was promised, its shelf. A read, logged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from motcua.dossiers.lists import chosen
from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.ledger import access, marks
from motcua.ledger.actor import Actor, Realm

PROCEDURE_MOST = 90


@dataclass(frozen=True, slots=True)
class Label:
    """One label; ``mark`` says what is not real, ``due`` is "" where no date was promised, ``shelf`` where none was noted."""

    code: str
    name: str
    procedure: str
    due: str
    shelf: str
    mark: str


def labels(actor: Actor, ids: Sequence[UUID]) -> tuple[Label, ...]:
    """Return the labels of those of ``ids`` that the actor may read, soonest due first."""
    rows = chosen(actor, ids)
    access.read(actor, "dossiers.labels", [row.id for row in rows], purpose="In nhãn hồ sơ")
    shelves = dict(Dossier.objects.filter(pk__in=[row.id for row in rows]).values_list("id", "shelf"))
    mark = "THỬ" if actor.realm == Realm.TRIAL or marks.is_demonstration() else ""
    return tuple(
        Label(
            code=row.label,
            name=row.applicant,
            procedure=row.procedure
            if len(row.procedure) <= PROCEDURE_MOST
            else f"{row.procedure[: PROCEDURE_MOST - 1]}…",
            due=f"{clock.local(row.due_at):%d/%m/%Y}" if row.due_at else "",
            shelf=shelves.get(row.id, ""),
            mark=mark,
        )
        for row in rows
    )
