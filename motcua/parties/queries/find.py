"""Find people and organisations: by number, phone, last four digits and name, or name; masked but for a whole number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.kernel.names import mask_name
from motcua.kernel.phone import Phone
from motcua.kernel.words import N_
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.parties import policies
from motcua.parties.models import Identifier, NameKey, Party
from motcua.parties.queries.base import demand
from motcua.parties.rules import asked, numbers
from motcua.parties.rules.asked import Asked
from motcua.parties.rules.words import NumberKind, PartyKind

LIMIT = 20
LIMIT_MOST = 100
SAME_TAIL_MOST = 500
"""Parties with the same last four digits that are looked through for a name."""
PURPOSE = N_("Tra cứu theo số giấy tờ")


@dataclass(frozen=True, slots=True)
class Row:
    """A party in a list. Masked: covered name and numbers, year of birth only; else as on the paper."""

    id: UUID
    kind: PartyKind
    name: str
    born: str
    number: str
    phone: str
    address: str
    deceased: bool
    masked: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found; ``more`` when there are others beyond the limit ("còn nữa")."""

    rows: tuple[Row, ...]
    more: bool


def find(text: str, actor: Actor, *, limit: int = LIMIT) -> Found:
    """Return the parties that fit what was typed or scanned, at most ``limit``. Up to four reads.

    A whole number of a paper answers its party unmasked, and is logged; everything else answers masked rows.
    :class:`BadInput` when there is too little to search by.
    """
    demand(policies.may_find(actor), actor, "parties.find")
    wanted = asked.understand(text)
    limit = max(1, min(limit, LIMIT_MOST))
    if wanted.numbers:
        by_number = _by_number(wanted, actor)
        if by_number:
            return _answer(by_number, actor, limit, masked=policies.may_read(actor) is not None)
    if wanted.phone or wanted.tail:
        found = {party.id: party for party in _by_phone(wanted, actor)}
        if wanted.born:
            found |= {party.id: party for party in _by_birth(wanted, actor, limit)}
        return _answer(list(found.values()), actor, limit)
    if not wanted.words:
        return Found((), more=False)
    if wanted.born:
        return _answer(_by_birth(wanted, actor, limit), actor, limit)
    ids = _by_name(wanted.words, actor, limit)
    named = {party.id: party for party in Party.objects.filter(pk__in=ids[:limit])}
    return _answer([named[party_id] for party_id in ids if party_id in named], actor, limit, more=len(ids) > limit)


def _by_number(wanted: Asked, actor: Actor) -> list[Party]:
    rows = Identifier.objects.filter(
        realm=actor.realm, value__in=wanted.numbers, withdrawn_at__isnull=True
    ).select_related("party__root")
    return _once([row.party for row in rows])


def _by_phone(wanted: Asked, actor: Actor) -> list[Party]:
    """Return who has this phone, or these last four digits and a name with these words (the last perhaps begun)."""
    tail = wanted.tail or wanted.phone[-4:]
    rows = Party.objects.filter(realm=actor.realm, phone_tail=tail).select_related("root")
    if wanted.phone:
        rows = rows.filter(phone=wanted.phone)
    return _once([row for row in rows.order_by("folded")[:SAME_TAIL_MOST] if _fits(row.folded, wanted.words)])


def _by_birth(wanted: Asked, actor: Actor, limit: int) -> list[Party]:
    """Return who was born then, as far as the record knows, and has a name with these words."""
    born = wanted.born
    when = Q(born__in=[born, born[:7], born[:4]])
    if len(born) == len("1958"):
        when = Q(born__gte=born, born__lt=str(int(born) + 1))
    rows = Party.objects.filter(when, realm=actor.realm)
    for word in wanted.words:
        rows = rows.filter(Q(folded__startswith=word) | Q(folded__contains=f" {word}"))
    return _once(list(rows.select_related("root").order_by("born", "folded")[: limit + 1]))


def _once(parties: list[Party]) -> list[Party]:
    """Return the records that speak for ``parties``, each once, in order."""
    return list({party.root_id: party.root for party in parties}.values())


def _fits(folded: str, words: Iterable[str]) -> bool:
    spaced = f" {folded}"
    return all(f" {word}" in spaced for word in words)


def _by_name(words: tuple[str, ...], actor: Actor, limit: int) -> list[UUID]:
    """Return ids of the records that speak for the names found, best first; more than ``limit`` when there are more.

    First names that begin with all that was typed, then names that hold all its words: two ranges of one index.
    """
    most = (limit + 1) * 2
    keys = NameKey.objects.filter(realm=actor.realm)
    found: dict[UUID, None] = {}
    if len(words) > 1:
        found.update(dict.fromkeys(_range(keys, f"{words[0]} {' '.join(words)}", most)))
    if len(found) <= limit:
        lead = asked.rarest(words)
        holding = Q()
        for at, word in enumerate(words):
            if at != lead:
                holding &= Q(key__contains=f" {word}" if at == len(words) - 1 else f" {word} ")
        ended = "" if lead == len(words) - 1 else " "
        found.update(dict.fromkeys(_range(keys.filter(holding), words[lead] + ended, most)))
    return list(found)


def _range(keys: QuerySet[NameKey], prefix: str, most: int) -> list[UUID]:
    """Return the roots of the first ``most`` keys that begin with ``prefix``, in order."""
    beyond = prefix + "\U0010ffff"
    rows = keys.filter(key__gte=prefix, key__lt=beyond).order_by("key", "party")
    return list(rows.values_list("party__root_id", flat=True)[:most])


def _answer(parties: list[Party], actor: Actor, limit: int, *, masked: bool = True, more: bool = False) -> Found:
    shown = [party for party in parties if party.erased_at is None][:limit]
    rows = tuple(rows_of(shown, masked=masked))
    if not masked:
        people = [party.id for party in shown if party.kind == PartyKind.PERSON]
        access.read(actor, "parties.find", people, purpose=PURPOSE)
    return Found(rows, more=more or len(parties) > limit)


def rows_of(parties: list[Party], *, masked: bool) -> list[Row]:
    """Return list rows of parties. Organisations are public and never masked. One read."""
    best = _best_numbers([party.id for party in parties])
    return [_row(party, best.get(party.id), masked=masked and party.kind == PartyKind.PERSON) for party in parties]


def _best_numbers(ids: list[UUID]) -> dict[UUID, tuple[NumberKind, str]]:
    order = list(NumberKind)
    rows = Identifier.objects.filter(party__root_id__in=ids, withdrawn_at__isnull=True)
    found = sorted(
        rows.values_list("party__root_id", "kind", "value", "current"),
        key=lambda row: (not row[3], order.index(NumberKind(row[1]))),
        reverse=True,
    )
    return {owner: (NumberKind(kind), value) for owner, kind, value, _ in found}


def _row(party: Party, number: tuple[NumberKind, str] | None, *, masked: bool) -> Row:
    shown_number = "" if number is None else numbers.masked(*number) if masked else number[1]
    phone = Phone(party.phone) if party.phone else None
    return Row(
        id=party.id,
        kind=PartyKind(party.kind),
        name=mask_name(party.name) if masked and party.name else party.name,
        born=party.born[:4] if masked else party.born,
        number=shown_number,
        phone="" if phone is None else phone.masked if masked else phone.national,
        address="" if masked else party.address,
        deceased=bool(party.deceased),
        masked=masked,
    )
