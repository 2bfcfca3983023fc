"""Who may do what to samples: who goes to the stop draws and checks; its delegates and the visited commune only look.

A delegate has no power to work on an inspection, nor has who is a delegate at this stop. The page of a dossier is for
those who work on it, while it goes on: whoever only looks sees the table.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

from motcua.inspections import queries as inspections
from motcua.inspections.queries import scope as teams
from motcua.inspections.rules.campaigns import Part
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import territory

READ, WORK = "inspection.read", "inspection.work"


class Sight(StrEnum):
    """How much of a stop's samples somebody sees: all, the table without the dossiers, or what was drawn of their own."""

    WHOLE = "whole"
    TABLE = "table"
    OWN = "own"


def may_commit(actor: Actor, command: Any) -> Said | None:
    """Whoever goes to a stop fixes a sample there; an unknown stop the handler refuses."""
    if not actor.can(WORK):
        return said(N_("Chỉ thành viên đoàn kiểm tra làm việc này."))
    if inspections.stop_facts(command.stop) is not None and not teams.works_at(actor, command.stop):
        return said(N_("Bạn không phải thành viên đoàn đi buổi này."))
    return None


def may_work(actor: Actor, sample: Any) -> Said | None:
    """Whoever goes to the stop and is no delegate there works on its samples."""
    if not actor.can(WORK):
        return said(N_("Chỉ thành viên đoàn kiểm tra làm việc này."))
    if sample.realm != actor.realm:
        return said(N_("Mẫu này thuộc chế độ khác (thật/thử)."))
    if not teams.works_at(actor, sample.stop_id):
        return said(N_("Bạn không phải thành viên đoàn đi buổi này."))
    return None


def sight(actor: Actor, stop: UUID, place: UUID) -> Sight | None:
    """Return how much of a stop's samples somebody sees; ``None``: nothing."""
    if not actor.can(READ):
        return None
    parts = teams.parts_at(actor, stop)
    if actor.can(WORK) and parts - {Part.DELEGATE}:
        return Sight.WHOLE
    if parts:
        return Sight.TABLE
    return Sight.OWN if territory.home(actor) == place else None
