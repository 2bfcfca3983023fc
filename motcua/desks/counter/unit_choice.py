"""Choosing a unit by a few letters: the usual one, the one chosen, and what fits what is being typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from motcua.desks.counter.place import COMPETENT, HELPED_AT, RETURNING
from motcua.desks.shared.door import typed_id
from motcua.desks.shared.shapes import Option, Text
from motcua.dossiers import elsewhere
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, said
from motcua.ledger.actor import Actor

NAMES: Mapping[elsewhere.Role, str] = {
    "helped_at": HELPED_AT,
    "competent": COMPETENT,
    "returning": RETURNING,
}
ROLES: Mapping[str, elsewhere.Role] = {name: role for role, name in NAMES.items()}
KEEP = N_("Giữ như đang ghi")
SEARCH = "-tim"
"""After a field's name: the box in which its units are looked for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit being chosen: ``options`` begin with the usual one; ``nothing`` when what was typed fits no unit."""

    role: elsewhere.Role
    name: str
    value: str
    typed: str
    options: tuple[Option, ...]
    nothing: bool

    @property
    def chosen(self) -> str:
        """Return the name of the unit chosen in place of the usual one, "" while it is the usual one."""
        return next((str(one.label) for one in self.options if self.value and one.value == self.value), "")


def choice(actor: Actor, role: elsewhere.Role, usual: Text, values: Mapping[str, Any]) -> Choice:
    """Return what there is to choose from, given the values of a form or an address; ``usual`` names the default."""
    name = NAMES[role]
    typed = str(values.get(name + SEARCH, "")).strip()[: elsewhere.TYPED_MOST]
    chosen = elsewhere.named(typed_id(values, name), role)
    found = elsewhere.search(actor, typed, role)
    more = [one for one in found if chosen is None or one.id != chosen.id]
    options = [Option("", usual)]
    options += [Option(one.id.hex, one.name, one.venue) for one in ([chosen] if chosen else []) + more]
    nothing = len(typed) >= elsewhere.SHORTEST and not found
    return Choice(role, name, chosen.id.hex if chosen else "", typed, tuple(options), nothing)


def wanted(values: Mapping[str, Any], role: elsewhere.Role) -> UUID | None:
    """Return the unit a form chooses, ``None`` for the usual one.

    :class:`BadInput` for what is no id, and for letters typed of which nothing was chosen: whoever typed a name does
    not mean the usual one.
    """
    name = NAMES[role]
    given = str(values.get(name, "")).strip()
    unit = typed_id(values, name)
    if given and unit is None:
        raise BadInput(N_("Không có đơn vị này. Xin tìm lại và chọn một đơn vị trong danh sách."), field=role)
    typed = str(values.get(name + SEARCH, "")).strip()
    if typed and unit is None:
        raise BadInput(
            N_("Đã gõ “{typed}” nhưng chưa chọn đơn vị nào. Xin chọn một dòng trong danh sách, hoặc xóa chữ đã gõ."),
            field=role,
            typed=typed[: elsewhere.TYPED_MOST],
        )
    return unit


def usual_help(centre: str) -> Text:
    """Return the words of the usual place of help."""
    return said(N_("Tại đây: {unit}"), unit=centre)


def usual_return(centre: str) -> Text:
    """Return the words of the usual place where results are handed over."""
    return said(N_("Tại nơi tiếp nhận: {unit}"), unit=centre)


def usual_competent(body: str) -> Text:
    """Return the words of the usual competent body."""
    return said(N_("Theo thủ tục: {unit}"), unit=body)
