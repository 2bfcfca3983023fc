"""Records of one person taken together, and as the rules of likelihood know them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from motcua.parties.models import Party
from motcua.parties.rules.likelihood import Likeness
from motcua.parties.rules.words import NumberKind, PartyKind


def family_of(root: UUID) -> list[Party]:
    """Return the record ``root`` and every record merged into it, oldest first."""
    return list(Party.objects.filter(root_id=root).order_by("id"))


def likeness_of(party: Party, numbers: Iterable[tuple[UUID, str, str]]) -> Likeness:
    """Return ``party`` with its own among ``numbers`` (party id, kind, value)."""
    own: dict[NumberKind, frozenset[str]] = {}
    for owner, kind, value in numbers:
        if owner == party.id:
            own[NumberKind(kind)] = own.get(NumberKind(kind), frozenset()) | {value}
    return Likeness(
        kind=PartyKind(party.kind),
        name=party.name,
        born=party.born,
        sex=party.sex,
        phone=party.phone,
        address=party.address,
        numbers=own,
    )
