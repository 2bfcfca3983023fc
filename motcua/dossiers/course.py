"""The course of a dossier beside its process, as frozen values for whoever judges it. Nothing here names a citizen whole.

Pure: no framework, so that rules of rooms above may judge it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PaperHeld:
    """A paper of the dossier: whether the published list has it, asks for it, and how many copies were given or shown."""

    key: str
    name: str
    listed: bool
    required: bool
    given: int
    waiver: str = ""


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step as planned at reception and as it ran; minutes are working time, ``None`` where nothing is known.

    ``back`` says how often it was not passed.
    """

    key: str
    name: str
    unit: str
    official: str
    started_at: datetime | None
    finished_at: datetime | None
    due_at: datetime | None
    used: int | None
    allowed: int | None
    back: int = 0


@dataclass(frozen=True, slots=True)
class Handed:
    """One entry of the control slip: who gave it to whom, when; ``late`` after the step's own time."""

    giver: UUID
    giver_name: str
    taker: UUID
    taker_name: str
    at: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One fee that is published for the case, in đồng; ``None`` where another body sets it."""

    kind: str
    amount: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class Course:
    """A dossier's course. ``applicant`` and ``submitter`` are initials.

    ``version`` is what it was received under, ``version_then`` what was in force that day (``None``: none was known).
    ``reckoned_due`` is its date reckoned anew from the published limit, ``None`` where no published limit binds.
    ``done`` are the keys of steps as they were finished, in order; ``pausing`` names steps that stop the clock;
    ``seen_at`` is when all this was read.
    """

    id: UUID
    label: str
    procedure: str
    procedure_name: str
    field: str
    version: int
    version_then: int | None
    case: str
    channel: str
    applicant: str
    submitter: str
    received_day: date
    received_at: datetime
    due_at: datetime | None
    reckoned_due: datetime | None
    ready_at: datetime | None
    returned_at: datetime | None
    papers: tuple[PaperHeld, ...]
    steps: tuple[StepTaken, ...]
    done: tuple[str, ...]
    handed: tuple[Handed, ...]
    pausing: tuple[str, ...]
    fees: tuple[Asked, ...]
    issue: int
    printed_at: tuple[datetime, ...]
    identity_checked: bool | None
    seen_at: datetime
