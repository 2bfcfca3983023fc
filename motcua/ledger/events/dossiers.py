"""Events of dossiers: from the counter to the returned result."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class PaperGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One paper of the list and how many of each kind were given or shown; ``waiver`` says why none was needed."""

    key: str
    originals: int = 0
    certified: int = 0
    photocopies: int = 0
    waiver: str = ""


class DossierAccepted(Event, frozen=True, kw_only=True):
    """A dossier was received as valid: from here on its clock runs (NĐ 118/2025 Đ17).

    ``filed_by``: whose hands put it in (citizen, helper, official). ``application``: the earlier visit at which the
    citizen was asked to complete it.
    """

    NAME = "dossiers.accepted"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {
        "applicant_name": "applicant",
        "about": "applicant",
        "details": "applicant",
        "submitter_name": "submitter",
    }

    code: str
    reception_number: str
    visit: UUID
    procedure: str
    procedure_version: UUID
    case: str
    channel: str
    helped_at: UUID
    received_at_unit: UUID
    competent: UUID
    applicant: UUID
    submitter: UUID | None
    capacity: str
    papers: list[PaperGiven]
    received_at: datetime
    due_at: datetime | None
    limit: dict[str, Any] | None
    steps: list[str]
    return_manner: str
    applicant_name: str
    submitter_name: str = ""
    about: str = ""
    details: dict[str, str] | str = msgspec.field(default_factory=dict)
    filed_by: str = "citizen"
    application: UUID | None = None
    settling: UUID | None = None
    returning: UUID | None = None
    unsynced: bool = False


class ScanAttached(Event, frozen=True, kw_only=True):
    """A file was attached to a dossier, by content hash, for a paper of its list or as a result."""

    NAME = "dossiers.scan_attached"
    STREAM = "dossier"

    attachment: UUID
    paper: str
    sha256: str
    size: int
    media_type: str
    pages: int | None


class ScanRemoved(Event, frozen=True, kw_only=True):
    """A wrongly attached file was taken off the dossier; its bytes stay in the store."""

    NAME = "dossiers.scan_removed"
    STREAM = "dossier"

    attachment: UUID
    reason: str


class DossierAssigned(Event, frozen=True, kw_only=True):
    """The present step was given to an official of the unit that holds the dossier, or taken by one.

    ``proposed``: the rule chose. It then says by what: dossiers in their hands and minutes of work in them (``open``,
    ``minutes``), whether they know the field (``knows``), and whether they worked this step before (``before``).
    """

    NAME = "dossiers.assigned"
    STREAM = "dossier"

    step: str
    official: UUID
    official_name: str
    proposed: bool = False
    open: int = 0
    minutes: int = 0
    knows: bool = False
    before: bool = False


class WorkGivingSet(Event, frozen=True, kw_only=True):
    """A unit gives out the work that reaches it by itself, to whom the rule proposes, or by hand again."""

    NAME = "dossiers.work_giving_set"
    STREAM = "work_giving"

    unit: UUID
    automatic: bool
    reason: str


class StepCompleted(Event, frozen=True, kw_only=True):
    """A step of the internal process was finished and the dossier went to the next holder."""

    NAME = "dossiers.step_completed"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"opinion": "applicant", "taken_back": "applicant"}

    applicant: UUID
    step: str
    next_step: str
    from_unit: UUID
    to_unit: UUID
    late: bool
    state: str
    opinion: str = ""
    taken_back: dict[str, str] | str = msgspec.field(default_factory=dict)


class StepSentBack(Event, frozen=True, kw_only=True):
    """A step was not passed: the dossier went back to an earlier step with a reason; its history stays."""

    NAME = "dossiers.step_sent_back"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "applicant"}

    applicant: UUID
    step: str
    back_to: str
    from_unit: UUID
    to_unit: UUID
    reason: str


class DossierCorrected(Event, frozen=True, kw_only=True):
    """A wrong person or a typing error was put right, with trace; the reception slip is issued anew."""

    NAME = "dossiers.corrected"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"applicant_name": "applicant", "about": "applicant", "details": "applicant"}

    reason: str
    fields: list[str]
    before: dict[str, str]
    applicant: UUID
    submitter: UUID | None
    issue: int
    papers: list[PaperGiven]
    applicant_name: str
    about: str = ""
    details: dict[str, str] | str = msgspec.field(default_factory=dict)


class SlipReissued(Event, frozen=True, kw_only=True):
    """The reception slip was printed again, marked as reissued, after the person showed who they are."""

    NAME = "dossiers.slip_reissued"
    STREAM = "dossier"

    issue: int
    reason: str


class ProvincialCodeEntered(Event, frozen=True, kw_only=True):
    """The code of the province's system or the portal was entered for a dossier taken without one."""

    NAME = "dossiers.provincial_code_entered"
    STREAM = "dossier"

    code: str


class ResultReturned(Event, frozen=True, kw_only=True):
    """The result was handed to the right person after their identity was checked (NĐ 118/2025 Đ22)."""

    NAME = "dossiers.result_returned"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"receiver_name": "applicant", "receiver_number": "applicant"}

    applicant: UUID
    capacity: str
    manner: str
    identity: str
    authority: str
    slip_handed_back: bool
    receiver_name: str
    receiver_number: str = ""


class DayClosed(Event, frozen=True, kw_only=True):
    """A centre closed its day: what came in, what went out, and what was left open with its reason."""

    NAME = "dossiers.day_closed"
    STREAM = "day"

    unit: UUID
    day: date
    received: int
    returned: int
    left_open: dict[str, int]
    note: str
