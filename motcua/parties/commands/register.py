"""Record a new party, or answer the one that has the same number already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from motcua.kernel import personal_number, text
from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.idcard import IdCard
from motcua.kernel.partial_date import PartialDate
from motcua.kernel.words import N_, Said, said
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.parties import PartyRegistered
from motcua.ledger.perform import perform
from motcua.parties import policies
from motcua.parties.commands.add_identifier import AddIdentifier
from motcua.parties.commands.number import Number, checked_number
from motcua.parties.commands.number import given as given_as
from motcua.parties.models import Identifier, NameKey, Party
from motcua.parties.rules import details, numbers
from motcua.parties.rules.details import Details
from motcua.parties.rules.discrepancies import Discrepancy, Source, discrepancies
from motcua.parties.rules.words import SOURCE_NAMES, NumberKind, PartyKind
from motcua.parties.rules.words import Source as From

NUMBERS_MOST = 6
PURPOSE = N_("Tiếp nhận hồ sơ")


class RegisterParty(Command, frozen=True, kw_only=True):
    """Record a person or an organisation. The first of ``numbers`` is the one people are known by."""

    kind: PartyKind = PartyKind.PERSON
    name: str
    born: str = ""
    sex: str = ""
    nationality: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    numbers: tuple[Number, ...] = ()
    source: From = From.TYPED


@dataclass(frozen=True, slots=True)
class Registered:
    """Who the person at the counter is: a record just made, or the one that was there.

    ``differences`` shows what was given beside what is kept; ``doubts`` are sentences for the official; ``doubles`` are
    other records that carry one of the numbers given.
    """

    party: UUID
    created: bool
    differences: tuple[Discrepancy, ...] = ()
    doubts: tuple[Said, ...] = ()
    doubles: tuple[UUID, ...] = ()


def from_card(card: IdCard, *, phone: str = "", email: str = "") -> RegisterParty:
    """Return the command for a scanned card; the older number comes along as a paper no longer in use."""
    given = [
        Number(
            kind=NumberKind.PERSONAL,
            value=card.number.digits,
            issued_on=card.issued.isoformat() if card.issued else "",
        )
    ]
    if card.old_number and len(card.old_number) == 9:
        given.append(Number(kind=NumberKind.OLD_CARD, value=card.old_number, current=False))
    return RegisterParty(
        name=card.name,
        born=card.born.iso,
        sex=card.sex,
        address=card.address,
        phone=phone,
        email=email,
        numbers=tuple(given),
        source=From.CARD,
    )


def _checked(command: RegisterParty) -> tuple[Details, list[Number]]:
    if len(command.numbers) > NUMBERS_MOST:
        raise BadInput(N_("Ghi nhiều nhất {most} số giấy tờ một lần."), field="number", most=NUMBERS_MOST)
    typed = Details(
        name=command.name,
        born=command.born,
        sex=command.sex,
        nationality=command.nationality,
        address=command.address,
        phone=command.phone,
        email=command.email,
    )
    kept = {(n.kind, n.value): n for n in (checked_number(n, command.kind) for n in command.numbers)}
    return details.checked(command.kind, typed), list(kept.values())


@act(RegisterParty, on=Party, verb=N_("Ghi thông tin người nộp"), may=policies.may_register)
def register_party(command: RegisterParty, context: Context) -> Done[Party]:
    """Make the record; :class:`Conflict` when a current number is somebody's already."""
    kept, given = _checked(command)
    taken = {(row.kind, row.value) for row in _holders(context.actor.realm, given)}
    if any(number.current and (number.kind, number.value) in taken for number in given):
        raise Conflict(N_("Số giấy tờ này đã có trong sổ."), field="number")
    free = [number for number in given if (number.kind, number.value) not in taken]
    party = Party(kind=command.kind.value, realm=context.actor.realm.value, source=command.source.value)
    party.root_id = party.id
    party.details = kept
    # Rows that point to the party go in first: foreign keys are checked at the end of the transaction.
    Identifier.objects.bulk_create(
        Identifier(
            party_id=party.id,
            realm=party.realm,
            kind=number.kind.value,
            value=number.value,
            issued_on=number.issued_on,
            issued_by=number.issued_by,
            current=number.current,
        )
        for number in free
    )
    NameKey.objects.bulk_create(party.name_keys())
    event = PartyRegistered(
        party=party.id,
        kind=party.kind,
        source=party.source,
        name=kept.name,
        born=kept.born,
        sex=kept.sex,
        nationality=kept.nationality,
        address=kept.address,
        phone=kept.phone,
        email=kept.email,
        numbers=[given_as(number) for number in free],
    )
    return Done(event, party)


def find_or_register(command: RegisterParty, actor: Actor, *, key: str | None = None) -> Registered:
    """Answer the party that has one of the numbers given, or record a new one: one click at the counter.

    At most two reads: the lookup, and the same lookup inside the act. A person known only by the old card, with the
    same name and a birth date that agrees, gets the new number added instead (one more read). Raises the errors of
    :func:`perform`.
    """
    kept, given = _checked(command)
    doubts = _doubts(command, kept, given)
    found = _holders(actor.realm, given)
    if not found or policies.may_register(actor, command) is not None:
        return _register(command, actor, key, doubts)
    known = _known(found, kept, given)
    if known is None:
        made = _register(command, actor, key, doubts)
        doubles = tuple(dict.fromkeys(row.party.root_id for row in found))
        return Registered(made.party, created=made.created, doubts=made.doubts, doubles=doubles)
    party, by = known
    first = given[0]
    if first.current and (first.kind, first.value) not in {(row.kind, row.value) for row in found}:
        perform(AddIdentifier(party=party.id, number=first), actor, key=key)
    access.read(actor, "parties.find_or_register", [party.id], purpose=PURPOSE)
    others = dict.fromkeys(row.party.root_id for row in found if row.party.root_id != party.id)
    return Registered(
        party.id,
        created=False,
        differences=tuple(_differences(command, kept, party, by)),
        doubts=tuple(doubts),
        doubles=tuple(others),
    )


def _register(command: RegisterParty, actor: Actor, key: str | None, doubts: list[Said]) -> Registered:
    try:
        outcome = perform(command, actor, key=key)
    except Conflict:
        # Somebody at the next counter was faster with the same number.
        raced = _holders(actor.realm, _checked(command)[1])
        if not raced:
            raise
        return Registered(raced[0].party.root_id, created=False, doubts=tuple(doubts))
    return Registered(outcome.target, created=not outcome.again, doubts=tuple(doubts))


def _holders(realm: str, given: Iterable[Number]) -> list[Identifier]:
    """Return the identifiers that carry one of the numbers, the first given first, with their party and its root."""
    wanted = [(number.kind.value, number.value) for number in given]
    if not wanted:
        return []
    rows = Identifier.objects.filter(
        realm=realm, value__in=[value for _, value in wanted], withdrawn_at__isnull=True
    ).select_related("party__root")
    return sorted(
        (row for row in rows if (row.kind, row.value) in wanted),
        key=lambda row: wanted.index((row.kind, row.value)),
    )


def _known(found: list[Identifier], kept: Details, given: list[Number]) -> tuple[Party, Identifier] | None:
    """Return the party a number proves, or an old number together with name and birth."""
    current = {(number.kind, number.value) for number in given if number.current}
    for row in found:
        party = row.party.root
        if (row.kind, row.value) in current or _same_person(party, kept):
            return party, row
    return None


def _same_person(party: Party, kept: Details) -> bool:
    if text.fold(party.name) != text.fold(kept.name) or not party.born or not kept.born:
        return False
    return PartialDate.from_iso(party.born).agrees_with(PartialDate.from_iso(kept.born))


def _doubts(command: RegisterParty, kept: Details, given: list[Number]) -> list[Said]:
    own = next((number.value for number in given if number.kind is NumberKind.PERSONAL), None)
    found = [doubt for number in given for doubt in numbers.doubts(number.kind, number.value)]
    return found + details.doubts(kept, personal_number.parse(own) if own else None)


def _differences(command: RegisterParty, kept: Details, party: Party, by: Identifier) -> list[Discrepancy]:
    fields = ("name", "born", "sex", "address")
    label = said(SOURCE_NAMES[command.source])
    return discrepancies(
        [
            Source(label, {field: getattr(kept, field) for field in fields}),
            Source(said(N_("Đang lưu trong sổ")), {field: getattr(party, field) for field in fields}),
        ]
    )
