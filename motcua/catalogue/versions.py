"""The versions of a procedure one after another, each with what it says otherwise than the one before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.catalogue.facts import ProcedureFacts
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.queries import version
from motcua.catalogue.rules.differences import Difference, differences
from motcua.kernel.words import N_

ORIGINS = {
    "packaged": N_("đi kèm phần mềm"),
    "national": N_("nhận từ danh mục quốc gia"),
    "centre": N_("Trung tâm nhập"),
}
MOST = 50


@dataclass(frozen=True, slots=True)
class Past:
    """A version: how it came, from when it holds, and what it changed; ``changed`` is empty for the first."""

    number: int
    origin: str
    valid_from: date | None
    facts: ProcedureFacts
    changed: tuple[Difference, ...]


def history(code: str) -> list[Past]:
    """Return the newest versions of a procedure, at most :data:`MOST`, the newest first; open to whoever reads the catalogue."""
    rows = (
        ProcedureVersion.objects.filter(procedure_id=code).order_by("-number").values_list("id", "origin", "valid_from")
    )
    found = [(version(id_), origin, begins) for id_, origin, begins in rows[: MOST + 1]]
    before = [one.facts for one, _origin, _begins in found[1:]]
    return [
        Past(one.number, origin, begins, one.facts, differences(before[at], one.facts) if at < len(before) else ())
        for at, (one, origin, begins) in enumerate(found[:MOST])
    ]
