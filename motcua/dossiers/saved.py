"""The lists a person keeps under a name: read by that person alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import msgspec

from motcua.dossiers.models import SavedView
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.prepared import Prepared

FILTERS: Final = frozenset(
    {
        "linh_vuc",
        "thu_tuc",
        "trang_thai",
        "buoc",
        "giu",
        "can_bo",
        "kenh",
        "tu_ngay",
        "den_ngay",
        "han_tu",
        "han_den",
        "ngoai",
        "tu_khoa",
    }
)
"""The filters of a list as its address names them."""


@dataclass(frozen=True, slots=True)
class View:
    """One kept list: its name, which list, and what was typed into its filters."""

    id: UUID
    name: str
    scope: str
    filters: Mapping[str, str]


_MINE = Prepared(
    lambda official, realm: SavedView.objects.filter(owner_id=official, realm=realm, removed_at__isnull=True).order_by(
        "id"
    )
)


def views_of(actor: Actor) -> tuple[View, ...]:
    """Return the lists the actor keeps, in the order they were saved; one statement."""
    if actor.official is None:
        return ()
    return tuple(_view(row) for row in _MINE(actor.official, str(actor.realm)))


def view_of(actor: Actor, id_: UUID) -> View:
    """Return one list of the actor's own; :class:`NotFound` for another's as for none."""
    found = next((view for view in views_of(actor) if view.id == id_), None)
    if found is None:
        raise NotFound(N_("Không tìm thấy danh sách đã lưu."))
    return found


def _view(row: SavedView) -> View:
    return View(row.id, row.name, row.scope, msgspec.json.decode(row.filters))
