"""Events of a dossier's life beside the straight way: what stops its clock, moves its date, or ends it otherwise.

``due_at`` is the date promised once the act was done; ``None`` while the clock stands still, or where none was promised.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

import msgspec

from motcua.ledger.events import Event
from motcua.ledger.events.dossiers import PaperGiven


class Lacking(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One paper of the published list that is missing or not in order, and what the citizen is asked for."""

    key: str
    words: str


class SupplementRequested(Event, frozen=True, kw_only=True):
    """The citizen was asked, once and for all that is missing, to complete the dossier; the clock stands still (form 02)."""

    NAME = "dossiers.supplement_requested"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"lacking": "applicant", "reason": "applicant"}

    applicant: UUID
    number: int
    lacking: list[Lacking] | str
    due_at: datetime | None
    reason: str = ""


class SecondSupplementAllowed(Event, frozen=True, kw_only=True):
    """The director allowed one more request for supplement, told that the national index will count the dossier late."""

    NAME = "dossiers.second_supplement_allowed"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "applicant"}

    applicant: UUID
    allowed: int
    reason: str


class SupplementReceived(Event, frozen=True, kw_only=True):
    """The citizen brought what was asked for; the clock goes on."""

    NAME = "dossiers.supplement_received"
    STREAM = "dossier"

    papers: list[PaperGiven]
    due_at: datetime | None
    note: str = ""


class FeeDemanded(Event, frozen=True, kw_only=True):
    """The citizen was asked to meet a financial obligation before the result; the clock stands still."""

    NAME = "dossiers.fee_demanded"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"words": "applicant"}

    applicant: UUID
    amount_vnd: int | None
    notice: str
    due_at: datetime | None
    words: str = ""


class FeePaid(Event, frozen=True, kw_only=True):
    """The financial obligation was met; the clock goes on, with a second appointment."""

    NAME = "dossiers.fee_paid"
    STREAM = "dossier"

    receipt: str
    due_at: datetime | None


class DossierSuspended(Event, frozen=True, kw_only=True):
    """Work on the dossier was suspended on a legal ground; the clock stands still."""

    NAME = "dossiers.suspended"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "applicant"}

    applicant: UUID
    ground: str
    due_at: datetime | None
    reason: str


class DossierResumed(Event, frozen=True, kw_only=True):
    """What suspended the dossier is over; the clock goes on."""

    NAME = "dossiers.resumed"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "applicant"}

    applicant: UUID
    due_at: datetime | None
    reason: str = ""


class LongerLimitApplied(Event, frozen=True, kw_only=True):
    """What was asked has to be verified: the longer limit that the law gives for it counts from the same reception."""

    NAME = "dossiers.longer_limit_applied"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "applicant"}

    applicant: UUID
    limit: dict[str, Any]
    ground: str
    due_at: datetime | None
    reason: str


class DeadlineExtended(Event, frozen=True, kw_only=True):
    """An apology with its reason and one new date was sent (form 04).

    ``in_time``: it went out before the date promised, which the new one replaces. Else the old date stays the one the
    dossier is judged by, and the new one is a promise only.
    """

    NAME = "dossiers.deadline_extended"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "applicant"}

    applicant: UUID
    number: int
    cause: str
    in_time: bool
    before: datetime
    promised: datetime
    due_at: datetime | None
    reason: str


class DateNoticed(Event, frozen=True, kw_only=True):
    """People were told that the date of a dossier comes near, or has passed, each once for a date.

    ``degree``: 1 days ahead, 2 on the eve, 3 passed. ``label`` is its code or reception number, ``holder`` the unit that
    holds it, ``centre`` the one that received it, ``competent`` the body that decides, ``committee`` the People's Committee
    of the place. ``apology_by`` is by when a letter of apology must go out;
    ``apologised`` how many went out. ``left`` are the working days ahead.
    """

    NAME = "dossiers.date_noticed"
    STREAM = "dossier"

    degree: int
    label: str
    holder: UUID
    centre: UUID
    competent: UUID
    committee: UUID
    due_at: datetime
    apology_by: datetime
    apologised: int
    left: int


class SecondExtensionAsked(Event, frozen=True, kw_only=True):
    """One more new date is asked of the chair, although one was promised already: the dossier slips a second time."""

    NAME = "dossiers.second_extension_asked"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "applicant"}

    applicant: UUID
    label: str
    centre: UUID
    competent: UUID
    committee: UUID
    cause: str
    until: datetime
    reason: str


class SecondExtensionAllowed(Event, frozen=True, kw_only=True):
    """The chair allowed one more new date; the dossier counts as late."""

    NAME = "dossiers.second_extension_allowed"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "applicant"}

    applicant: UUID
    allowed: int
    reason: str


class HandedOff(Event, frozen=True, kw_only=True):
    """The present step was given to another unit of the same commune; the dossier went there."""

    NAME = "dossiers.handed_off"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "applicant"}

    applicant: UUID
    step: str
    from_unit: UUID
    to_unit: UUID
    reason: str


class OpinionAsked(Event, frozen=True, kw_only=True):
    """Another body was asked, with a deadline of its own; the dossier stays where it is."""

    NAME = "dossiers.opinion_asked"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"question": "applicant"}

    applicant: UUID
    consultation: UUID
    body: str
    answer_by: datetime
    question: str


class OutsideSent(Event, frozen=True, kw_only=True):
    """The dossier went to the body outside that works the step; whoever held it follows it up.

    ``silence``: the article by which its silence after ``answer_by`` counts as consent, "" where it never does.
    """

    NAME = "dossiers.sent_outside"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"words": "applicant"}

    applicant: UUID
    consultation: UUID
    step: str
    body: str
    answer_by: datetime
    silence: str
    words: str


class OpinionAnswered(Event, frozen=True, kw_only=True):
    """The other body answered; or its silence counts as consent, where the law says so.

    ``step``: the step the dossier had been sent out for, to which it came back; "" for an opinion.
    """

    NAME = "dossiers.opinion_answered"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"answer": "applicant"}

    applicant: UUID
    consultation: UUID
    silent: bool
    late: bool
    answer: str = ""
    step: str = ""


class DossierRejected(Event, frozen=True, kw_only=True):
    """It was decided not to grant what was asked, with reason and ground; the refusal is the result to hand over."""

    NAME = "dossiers.rejected"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "applicant"}

    applicant: UUID
    step: str
    next_step: int
    from_unit: UUID
    to_unit: UUID
    ground: str
    late: bool
    reason: str


class DossierWithdrawn(Event, frozen=True, kw_only=True):
    """The citizen took the dossier back before there was a decision (form 05)."""

    NAME = "dossiers.withdrawn"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "applicant", "papers_back": "applicant", "money_back": "applicant"}

    applicant: UUID
    stage: str
    asked_on: str
    reason: str
    papers_back: str = ""
    money_back: str = ""


class DossierStopped(Event, frozen=True, kw_only=True):
    """The body stopped working on the dossier for good, on a legal ground."""

    NAME = "dossiers.stopped"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "applicant"}

    applicant: UUID
    stage: str
    ground: str
    reason: str


class DossierReopened(Event, frozen=True, kw_only=True):
    """An end entered by mistake, or lifted by a decision, was undone; what it was shows the history."""

    NAME = "dossiers.reopened"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "applicant"}

    applicant: UUID
    ended_as: str
    state: str
    ground: str
    due_at: datetime | None
    reason: str


class ResultPosted(Event, frozen=True, kw_only=True):
    """The result was given to the public post for the citizen, under its tracking number."""

    NAME = "dossiers.result_posted"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"address": "applicant"}

    applicant: UUID
    carrier: str
    tracking: str
    address: str


class ResultPlaced(Event, frozen=True, kw_only=True):
    """The result lies in a locker, to be taken with a code."""

    NAME = "dossiers.result_placed"
    STREAM = "dossier"

    box: str


class LockerOpened(Event, frozen=True, kw_only=True):
    """Whoever had the code took the result out of the locker."""

    NAME = "dossiers.locker_opened"
    STREAM = "dossier"

    box: str
    proof: str


class ApplicationTurnedAway(Event, frozen=True, kw_only=True):
    """What somebody came with was not received: asked to complete it (form 02), or refused (form 03).

    ``kind``: supplement, refusal. It is no dossier and no clock runs.
    """

    NAME = "dossiers.application_turned_away"
    STREAM = "application"
    PERSONAL: ClassVar[dict[str, str]] = {
        "applicant_name": "applicant",
        "about": "applicant",
        "lacking": "applicant",
        "reason": "applicant",
    }

    kind: str
    number: str
    unit: UUID
    procedure: str
    procedure_version: UUID
    case: str
    channel: str
    applicant: UUID
    submitter: UUID | None
    papers: list[PaperGiven]
    ground: str
    applicant_name: str
    about: str = ""
    lacking: list[Lacking] | str = msgspec.field(default_factory=list)
    reason: str = ""


class ApplicationCompleted(Event, frozen=True, kw_only=True):
    """Whoever was asked to complete the papers came back, and the dossier was received."""

    NAME = "dossiers.application_completed"
    STREAM = "application"

    dossier: UUID
