"""Who acts in the tests of this room, and people to act upon. Powers are those of the office's roles."""

from __future__ import annotations

from uuid import UUID

from motcua.kernel.ids import new_id
from motcua.ledger.actor import Actor, Realm
from motcua.ledger.perform import perform
from motcua.parties.commands.number import Number
from motcua.parties.commands.register import RegisterParty
from motcua.parties.rules.words import NumberKind, PartyKind

SPECIALIST = frozenset({"dossier.process", "dossier.read", "party.read"})
POWERS = {
    "receiver": frozenset({"dossier.receive", "dossier.return", "dossier.read", "party.read", "party.write"}),
    "specialist": SPECIALIST,
    "division_head": SPECIALIST | {"dossier.endorse", "dossier.assign"},
    "leader": frozenset({"dossier.approve", "dossier.read"}),
    "director": frozenset({"dossier.read", "dossier.correct", "limit.confirm", "party.merge"}),
    "clerk": frozenset({"dossier.seal", "dossier.read"}),
    "admin": frozenset({"office.manage", "account.manage", "party.erase"}),
    "auditor": frozenset({"ledger.read", "access.read"}),
    "nobody": frozenset(),
}
UNIT = UUID("0198c000-0000-7000-8000-00000000c0de")


def actor(role: str, *, realm: Realm = Realm.REAL, verified: bool = True) -> Actor:
    account = UUID(int=0x0198C000000070008000000000000000 + list(POWERS).index(role))
    return Actor(
        account=account, name=f"Cán bộ Thử {role}", unit=UNIT, powers=POWERS[role], realm=realm, verified=verified
    )


RECEIVER = actor("receiver")
SPECIALIST_ACTOR = actor("specialist")
DIRECTOR = actor("director")
ADMIN = actor("admin")
AUDITOR = actor("auditor")


def number(value: str, kind: NumberKind = NumberKind.PERSONAL, **more) -> Number:
    return Number(kind=kind, value=value, **more)


def register(name: str = "Nguyễn Thị Thử Một", *, by: Actor = RECEIVER, **fields) -> UUID:
    return perform(RegisterParty(name=name, **fields), by).target


def company(name: str = "Công ty TNHH Thử Nghiệm", **fields) -> UUID:
    return register(name, kind=PartyKind.ORGANISATION, **fields)


class NoBusiness:
    """Nobody has any dossier."""

    def reasons_to_keep(self, parties):
        return []


def unknown() -> UUID:
    return new_id()
