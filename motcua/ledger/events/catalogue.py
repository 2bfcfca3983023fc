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
    names what differs (``limit``, ``fee``, ``paper`` …). ``as_of`` is the day of the record; ``offered`` are the centres that
    offer the procedure.
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
    offered: list[UUID]


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


class ProcessDrafted(Event, frozen=True, kw_only=True):
    """A centre began a version of its own process for a procedure; ``copied`` is the number it began from, 0 for the proposed one."""

    NAME = "catalogue.process_drafted"
    STREAM = "process"

    unit: UUID
    procedure: str
    number: int
    copied: int


class ProcessChanged(Event, frozen=True, kw_only=True):
    """A draft was changed: ``steps`` as they stand now, each as JSON."""

    NAME = "catalogue.process_changed"
    STREAM = "process"

    steps: list[str]


class ProcessVerified(Event, frozen=True, kw_only=True):
    """A draft was checked and had no fault that day."""

    NAME = "catalogue.process_verified"
    STREAM = "process"

    digest: str


class ProcessPutInForce(Event, frozen=True, kw_only=True):
    """A centre's own process holds for dossiers accepted from a day on; ``steps`` in the order they are worked, each as JSON."""

    NAME = "catalogue.process_put_in_force"
    STREAM = "process"

    unit: UUID
    procedure: str
    number: int
    from_day: date
    steps: list[str]


class ProcessDropped(Event, frozen=True, kw_only=True):
    """A draft was given up; it never held."""

    NAME = "catalogue.process_dropped"
    STREAM = "process"

    number: int


class NoticePosted(Event, frozen=True, kw_only=True):
    """The set of a procedure was put up on a centre's board in a version; ``replaces`` is the notice that hung there before."""

    NAME = "catalogue.notice_posted"
    STREAM = "notice"

    unit: UUID
    procedure: str
    version: int
    version_id: UUID
    digest: str
    lines: int
    replaces: UUID | None


class LineFoundMissing(Event, frozen=True, kw_only=True):
    """A line of a board was found missing or unreadable; ``part`` names the part of the procedure it belongs to."""

    NAME = "catalogue.line_found_missing"
    STREAM = "notice"

    unit: UUID
    procedure: str
    line: str
    part: str
    why: str


class LinePutBack(Event, frozen=True, kw_only=True):
    """A line that was missing hangs on the board again; ``left`` counts what is still missing there."""

    NAME = "catalogue.line_put_back"
    STREAM = "notice"

    unit: UUID
    procedure: str
    line: str
    left: int


class EFormTakenIn(Event, frozen=True, kw_only=True):
    """A version of an e-form that comes with the product holds from a day, for every centre without one of its own.

    ``digest`` is the SHA-256 of its schema; ``case`` empty: for every case of the procedure.
    """

    NAME = "catalogue.eform_taken_in"
    STREAM = "eform"

    procedure: str
    case: str
    number: int
    from_day: date
    digest: str


class EFormDrafted(Event, frozen=True, kw_only=True):
    """A centre began a version of an e-form; ``copied`` is the version it began from, ``None`` for an empty one."""

    NAME = "catalogue.eform_drafted"
    STREAM = "eform"

    unit: UUID
    procedure: str
    case: str
    number: int
    copied: UUID | None
    digest: str


class EFormChanged(Event, frozen=True, kw_only=True):
    """A draft of an e-form has another schema, whose digest is given; ``questions`` counts what it asks."""

    NAME = "catalogue.eform_changed"
    STREAM = "eform"

    digest: str
    questions: int


class EFormPutInForce(Event, frozen=True, kw_only=True):
    """A centre's version of an e-form holds for dossiers filled in from a day on; it never changes again."""

    NAME = "catalogue.eform_put_in_force"
    STREAM = "eform"

    unit: UUID
    procedure: str
    case: str
    number: int
    from_day: date
    digest: str


class EFormDropped(Event, frozen=True, kw_only=True):
    """A draft of an e-form was given up; nobody filled it in."""

    NAME = "catalogue.eform_dropped"
    STREAM = "eform"

    number: int
