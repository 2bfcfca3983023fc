"""Events of the back office's own housekeeping: who works whose dossiers while somebody is on leave."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.ledger.events import Event


class StandInArranged(Event, frozen=True, kw_only=True):
    """From ``first`` to ``last`` a colleague works the dossiers of somebody on leave, and what reaches them meanwhile.

    ``dossiers`` are those in hand that can be given, ``falling_due`` those of them with a date in the period; ``leave``
    is the recorded leave it follows, where there is one. No power to sign goes with it.
    """

    NAME = "dossiers.stand_in_arranged"
    STREAM = "stand_in"

    unit: UUID
    absentee: UUID
    absentee_name: str
    colleague: UUID
    colleague_name: str
    first: date
    last: date
    leave: UUID | None
    dossiers: int
    falling_due: int


class StandInEnded(Event, frozen=True, kw_only=True):
    """The stand-in is over: the leave has passed (``over``), was cut short (``early``) or taken back (``leave_cancelled``)."""

    NAME = "dossiers.stand_in_ended"
    STREAM = "stand_in"

    unit: UUID
    absentee: UUID
    absentee_name: str
    colleague: UUID
    colleague_name: str
    cause: str
    dossiers: int


class DossierLent(Event, frozen=True, kw_only=True):
    """The present step was given to whoever stands in for the official who holds it, until ``until`` (included)."""

    NAME = "dossiers.lent"
    STREAM = "dossier"

    stand_in: UUID
    step: str
    absentee: UUID
    absentee_name: str
    official: UUID
    official_name: str
    until: date


class DossierGivenBack(Event, frozen=True, kw_only=True):
    """After the leave the dossier went back to its official; ``kept``: the stand-in keeps it, the other may not work it now."""

    NAME = "dossiers.given_back"
    STREAM = "dossier"

    stand_in: UUID
    official: UUID
    official_name: str
    absentee_name: str
    kept: bool
