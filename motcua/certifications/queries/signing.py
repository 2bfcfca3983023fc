"""Who may sign for the committee of a centre's place, and under which level a kind is charged now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.certifications.rules import FIELD, PROCEDURES, Kind, level_of
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Said
from motcua.office import queries as office
from motcua.office.queries.signing import Signer, signers
from motcua.office.signing_rules import Paper
from motcua.payments import queries as payments
from motcua.payments.rules.levels import Level


@dataclass(frozen=True, slots=True)
class Charge:
    """What a kind costs at an instant: the level, or ``why`` nothing may be charged."""

    level: Level | None
    why: Said | None = None

    @property
    def key(self) -> str:
        """Return what a form remembers of it: another key means another amount."""
        return self.level.key if self.level else ""


def charge_at(centre: UUID, kind: Kind, at: datetime, realm: str) -> Charge:
    """Return the posted level of a kind at an instant (2.000815, 2.000884); nothing is charged that is not posted.

    Levels made up for practice are charged in the trial realm and in a demonstration alone.
    """
    try:
        posted, _ = payments.posted_at(centre, PROCEDURES[kind], at, realm)
    except NotFound as error:
        return Charge(None, error.said)
    level = level_of(kind, posted.chargeable)
    return Charge(level, posted.missing[0].why if level is None and posted.missing else None)


def signers_of(centre: UUID, realm: str, kind: Kind, at: datetime | None = None) -> tuple[Signer, ...]:
    """Return who may sign certifications of a kind on the day of an instant (now): public, as their names on papers are.

    Whoever was authorised for other procedures or other papers alone is left out.
    """
    committee = office.committee_of(centre)
    day = clock.local(at).date() if at else clock.today()
    return signers(committee.id, day, realm, (PROCEDURES[kind], FIELD), Paper.RESULT) if committee else ()
