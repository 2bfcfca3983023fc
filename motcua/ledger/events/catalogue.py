"""Events of the catalogue."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.ledger.events import Event


class ProceduresLoaded(Event, frozen=True, kw_only=True):
    """A set of procedures was loaded from ``source``; ``digest`` is over the digests of all its versions."""

    NAME = "catalogue.procedures_loaded"
    STREAM = "catalogue_load"

    source: str
    digest: str
    loaded: int
    changed: list[str]


class ProcedureTakenIn(Event, frozen=True, kw_only=True):
    """A new version of a procedure was taken in after somebody had read what is different.

    ``origin`` is ``national`` or ``centre``; ``base`` the version it was compared with (0: there was none); ``parts``
    names what differs (``limit``, ``fee``, ``paper`` …). ``as_of`` is the day of the record.
    """

    NAME = "catalogue.procedure_taken_in"
    STREAM = "catalogue_load"

    procedure: str
    number: int
    base: int
    origin: str
    source: str
    as_of: date
    valid_from: date | None
    digest: str
    parts: list[str]


class ProcedureSwitchedOn(Event, frozen=True, kw_only=True):
    """A centre began to offer a procedure."""

    NAME = "catalogue.procedure_switched_on"
    STREAM = "posting"

    unit: UUID
    procedure: str
    since: date


class ProcedureSwitchedOff(Event, frozen=True, kw_only=True):
    """A centre stopped offering a procedure; dossiers already accepted go on."""

    NAME = "catalogue.procedure_switched_off"
    STREAM = "posting"

    unit: UUID
    procedure: str
    reason: str


class LimitConfirmed(Event, frozen=True, kw_only=True):
    """The director confirmed a time limit with its ground; from now on due dates may be printed from it."""

    NAME = "catalogue.limit_confirmed"
    STREAM = "posting"

    unit: UUID
    procedure: str
    channel: str
    case: str
    kind: str
    value: int | None
    ground: str
