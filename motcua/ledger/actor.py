"""Who acts: a person at a post in a unit, under named powers. A frozen value; no table is needed to hold one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

SYSTEM_ACCOUNT = UUID("00000000-0000-7000-8000-000000000001")
ANONYMOUS_ACCOUNT = UUID("00000000-0000-7000-8000-000000000000")


class Realm(StrEnum):
    """*Thật* or *thử*: fixed at the birth of every dossier, ticket, bill and stream."""

    REAL = "real"
    TRIAL = "trial"


class Channel(StrEnum):
    """Through which door the act came."""

    DESK = "desk"
    PUBLIC = "public"
    MACHINE = "machine"
    COMMAND_LINE = "cli"
    DUTY = "duty"


@dataclass(frozen=True, slots=True)
class Lent:
    """What a delegation of signing lends: for what, from ``first`` to ``last`` (both included).

    ``matters`` are codes and fields of procedures, ``papers`` kinds of papers; empty: all of them.
    """

    first: date
    last: date
    matters: frozenset[str] = field(default_factory=frozenset)
    papers: frozenset[str] = field(default_factory=frozenset)

    def on(self, day: date) -> bool:
        """Say whether it holds on a day."""
        return self.first <= day <= self.last

    def covers(self, matters: Iterable[str], paper: str) -> bool:
        """Say whether it is for something that may be named by these codes and fields, and for this kind of paper."""
        return (not self.matters or not self.matters.isdisjoint(matters)) and (not self.papers or paper in self.papers)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at a post, as the books name it.

    ``powers`` are the names of what the post lets its holder do (see ``office/policies.py``); ``unit`` is the unit the
    person acts for and ``units`` all units whose work is theirs; ``on_behalf_of`` names the principal of a delegation
    (``lent`` is what was delegated) or, for a duty, who ordered it. ``verified`` is true after a second factor.
    """

    account: UUID
    name: str
    unit: UUID | None = None
    unit_name: str = ""
    post: UUID | None = None
    post_title: str = ""
    official: UUID | None = None
    powers: frozenset[str] = field(default_factory=frozenset)
    units: frozenset[UUID] = field(default_factory=frozenset)
    on_behalf_of: str = ""
    channel: Channel = Channel.DESK
    realm: Realm = Realm.REAL
    verified: bool = False
    lent: Lent | None = None

    def can(self, power: str) -> bool:
        """Say whether this actor holds ``power``."""
        return power in self.powers

    def as_verified(self) -> Actor:
        """Return this actor as after a second factor: for asking what one would open, never for acting."""
        return replace(self, verified=True)


def system(order: str, *, powers: frozenset[str] = frozenset({"system"}), realm: Realm = Realm.REAL) -> Actor:
    """Return the system acting under the standing order ``order``, which names who ordered it."""
    return Actor(
        account=SYSTEM_ACCOUNT, name="Hệ thống", powers=powers, on_behalf_of=order, channel=Channel.DUTY, realm=realm
    )


def anonymous() -> Actor:
    """Return somebody from the public who has not said who they are."""
    return Actor(account=ANONYMOUS_ACCOUNT, name="", channel=Channel.PUBLIC)
