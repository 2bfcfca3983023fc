"""Events of the back office's own housekeeping: who works whose dossiers while somebody is on leave."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

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


class SigningHoursSet(Event, frozen=True, kw_only=True):
    """The director settled at which hours leaders are told what waits for a signature."""

    NAME = "dossiers.signing_hours_set"
    STREAM = "signing_call"

    unit: UUID
    hours: list[str]


class SigningMuted(Event, frozen=True, kw_only=True):
    """A leader of the unit wants no calls to sign for the rest of the day, or wants them again."""

    NAME = "dossiers.signing_muted"
    STREAM = "signing_call"

    unit: UUID
    day: date
    muted: bool
    name: str


class DelegateTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where somebody sits who may sign for a leader of the unit today, by a power they hold there."""

    unit: UUID
    power: str


class SigningCalled(Event, frozen=True, kw_only=True):
    """At ``hour`` so many dossiers waited for a signature in the unit, of which so many late and due the same day."""

    NAME = "dossiers.signing_called"
    STREAM = "signing_call"

    unit: UUID
    day: date
    hour: str
    waiting: int
    late: int
    today: int
    delegates: list[DelegateTold]


class PatternWritten(Event, frozen=True, kw_only=True):
    """Somebody wrote a sentence for the whole centre: for an act, of a procedure and paper or of any, with its ground."""

    NAME = "dossiers.pattern_written"
    STREAM = "sentence_pattern"

    centre: UUID
    kind: str
    words: str
    ground: str
    procedure: str
    paper: str
    role: str
    place: int
    author: UUID
    author_name: str


class PatternChanged(Event, frozen=True, kw_only=True):
    """A sentence was put otherwise, or stands elsewhere in the order."""

    NAME = "dossiers.pattern_changed"
    STREAM = "sentence_pattern"

    words: str
    ground: str
    procedure: str
    paper: str
    role: str
    place: int


class PatternRetired(Event, frozen=True, kw_only=True):
    """A sentence is offered no longer."""

    NAME = "dossiers.pattern_retired"
    STREAM = "sentence_pattern"

    kind: str
