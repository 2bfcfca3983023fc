"""Events of dossiers that a new centre goes on with after the unit that received them was dissolved."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from motcua.ledger.events import Event
from motcua.ledger.events.dossiers import PaperGiven


class HandoverRecorded(Event, frozen=True, kw_only=True):
    """A new centre entered what an old unit's minutes say it hands over: how many open dossiers, and on what ground.

    ``origin`` is the old unit's place, ``ground`` the resolution of the merger, ``minutes`` number and day of the minutes.
    """

    NAME = "dossiers.handover_recorded"
    STREAM = "dossier_handover"

    unit: UUID
    origin: UUID
    stated: int
    ground: str
    minutes: str
    minutes_on: date


class HandoverRestated(Event, frozen=True, kw_only=True):
    """What was entered of an old unit's handover minutes was put right, with the reason."""

    NAME = "dossiers.handover_restated"
    STREAM = "dossier_handover"

    stated: int
    ground: str
    minutes: str
    minutes_on: date
    reason: str


class DossierTakenOver(Event, frozen=True, kw_only=True):
    """The centre that came after a dissolved one goes on with an open dossier of its; the date promised stays.

    ``origin`` is the unit that received it first, ``from_unit`` the centre that answered for it until now, ``to_unit``
    the one that does from now on; ``holder`` works the present step, ``competent`` decides.
    """

    NAME = "dossiers.taken_over"
    STREAM = "dossier"

    origin: UUID
    from_unit: UUID
    to_unit: UUID
    holder: UUID
    competent: UUID
    due_at: datetime | None
    ground: str
    minutes: str


class DossierBroughtIn(Event, frozen=True, kw_only=True):
    """An open dossier that an old unit kept on paper or in another system was entered here, as the old unit handed it over.

    ``old_code`` is the code on its old receipt. Received instant and due date are the old unit's; ``step`` is the place in
    this centre's process, ``since`` from when it waits or has its result. ``limit`` is what the date was promised by.
    """

    NAME = "dossiers.brought_in"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"applicant_name": "applicant", "about": "applicant", "note": "applicant"}

    origin: UUID
    old_code: str
    code: str
    reception_number: str
    visit: UUID
    procedure: str
    procedure_version: UUID
    case: str
    channel: str
    received_at_unit: UUID
    competent: UUID
    holder: UUID
    applicant: UUID
    papers: list[PaperGiven]
    received_at: datetime
    due_at: datetime | None
    stated_due_at: datetime | None
    limit: dict[str, Any] | None
    steps: list[str]
    step: int
    state: str
    since: datetime | None
    ground: str
    minutes: str
    return_manner: str
    applicant_name: str
    about: str = ""
    note: str = ""
