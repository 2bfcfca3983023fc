"""Parties for the rooms above: what their papers need of them. Rights and logging are the asking room's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.phone import Phone
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.prepared import Prepared
from motcua.parties.models import Identifier, Party
from motcua.parties.queries.find import find
from motcua.parties.rules.words import NumberKind


@dataclass(frozen=True, slots=True)
class PartyCard:
    """A party as papers name it; ``number`` is the one it is known by, ``id`` the record that speaks for it."""

    id: UUID
    name: str
    born: str
    address: str
    phone: str
    email: str
    number: str


_SPEAKING = Prepared(
    lambda ids, realm: Party.objects.filter(pk__in=ids, realm=realm).values_list(
        "id", *(f"root__{name}" for name in ("id", "name", "born", "address", "phone", "email", "erased_at"))
    )
)
_KNOWN_BY = Prepared(
    lambda roots: Identifier.objects.filter(
        party__root_id__in=roots, withdrawn_at__isnull=True, current=True
    ).values_list("party__root_id", "kind", "value")
)


def cards(
    ids: Iterable[UUID | None], *, realm: str, numbers: bool = False, gone: bool = False
) -> dict[UUID, PartyCard]:
    """Return parties by the ids asked for (empty ones left out), merged records answering as their root. One read.

    ``numbers`` brings the number as well, one read more. :class:`NotFound` when one is not in the realm, or was erased;
    where some may be ``gone`` they are left out.
    """
    wanted = {id_ for id_ in ids if id_ is not None}
    rows = {row[0]: row[1:] for row in _SPEAKING(list(wanted), realm)}
    if gone:
        rows = {id_: row for id_, row in rows.items() if not row[6]}
    elif wanted - rows.keys() or any(row[6] for row in rows.values()):
        raise NotFound(N_("Không tìm thấy công dân, tổ chức này."), field="applicant")
    known = _numbers({row[0] for row in rows.values()}) if numbers else {}
    return {
        asked: PartyCard(
            id=root,
            name=name,
            born=born,
            address=address,
            phone=Phone(phone).national if phone else "",
            email=email,
            number=known.get(root, ""),
        )
        for asked, (root, name, born, address, phone, email, _) in rows.items()
    }


def phones_of(ids: Iterable[UUID], *, realm: str) -> dict[UUID, str]:
    """Return the phone of each party that has one, as it is dialled; nothing of whoever was erased. One read."""
    rows = _SPEAKING(list(ids), realm)
    return {row[0]: Phone(row[5]).national for row in rows if row[5] and not row[7]}


def _numbers(roots: set[UUID]) -> dict[UUID, str]:
    order = list(NumberKind)
    found = sorted(_KNOWN_BY(list(roots)), key=lambda row: order.index(NumberKind(row[1])), reverse=True)
    return {root: value for root, _, value in found}


def has_number(party: UUID, number: str) -> bool:
    """Say whether a paper with this number belongs to the party, old papers included. One read."""
    return Identifier.objects.filter(
        party__root__family=party, value=number.strip().upper(), withdrawn_at__isnull=True
    ).exists()


def ending_in(ids: Iterable[UUID], digits: str) -> set[UUID]:
    """Return those of the parties one of whose numbers, or whose telephone, ends in these digits; nobody erased. One read."""
    numbered = Identifier.objects.filter(
        party__root=OuterRef("root"), value__endswith=digits, withdrawn_at__isnull=True
    )
    people = Party.objects.filter(pk__in=list(ids), root__erased_at__isnull=True)
    found = people.filter(Q(root__phone__endswith=digits) | Q(Exists(numbered)))
    return set(found.values_list("id", flat=True))


def ids_of(text: str, actor: Actor, *, limit: int) -> list[UUID]:
    """Return the ids of every record of the parties that ``text`` finds; none when it says too little."""
    try:
        roots = [row.id for row in find(text, actor, limit=limit).rows]
    except BadInput:
        return []
    return list(Party.objects.filter(root_id__in=roots).values_list("id", flat=True))
