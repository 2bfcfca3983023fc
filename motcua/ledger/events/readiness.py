"""Events of readiness: templates, what was said of each item and by whom, certificates, plans, boards, trial runs.

Who did it stands in the entry; no event repeats a name.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class TemplateIssued(Event, frozen=True, kw_only=True):
    """A version of a readiness template came into use: packaged (``place`` empty), or issued for a place."""

    NAME = "readiness.template_issued"
    STREAM = "readiness_template"

    key: str
    number: int
    place: UUID | None
    digest: str
    items: int


class FileOpened(Event, frozen=True, kw_only=True):
    """The readiness file of a centre was opened under a version of a template."""

    NAME = "readiness.file_opened"
    STREAM = "readiness_file"

    place: UUID
    unit: UUID
    template: UUID


class TemplateChanged(Event, frozen=True, kw_only=True):
    """A file goes on under another version; answers of the items that are still asked for were kept."""

    NAME = "readiness.template_changed"
    STREAM = "readiness_file"

    before: UUID
    template: UUID
    kept: int
    left: int
    suspended: list[str]


class ItemSaid(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of one item; ``landing`` is *replaces*, *older* (kept as past) or *beside* (to be settled)."""

    id: UUID
    item: str
    verdict: str
    count: int | None
    actual: str
    missing: str
    review_on: date | None
    note: str
    observed_at: datetime
    landing: str


class ItemsReported(Event, frozen=True, kw_only=True):
    """A centre said of itself how items stand; ``suspended`` are phases whose certificate no longer holds by it."""

    NAME = "readiness.items_reported"
    STREAM = "readiness_file"

    place: UUID
    answers: list[ItemSaid]
    suspended: list[str]


class ItemsInspected(Event, frozen=True, kw_only=True):
    """An overseer saw on the spot on ``visit_on`` how items stand; ``suspended`` as for a report."""

    NAME = "readiness.items_inspected"
    STREAM = "readiness_file"

    place: UUID
    visit_on: date
    answers: list[ItemSaid]
    suspended: list[str]


class DisputeSettled(Event, frozen=True, kw_only=True):
    """Of what several people said of an item, one answer was chosen to hold, with the reason."""

    NAME = "readiness.dispute_settled"
    STREAM = "readiness_file"

    item: str
    who: str
    kept: UUID
    dropped: list[UUID]
    reason: str
    suspended: list[str]


class EvidenceAttached(Event, frozen=True, kw_only=True):
    """A photograph or a paper was laid to an item."""

    NAME = "readiness.evidence_attached"
    STREAM = "readiness_file"

    evidence: UUID
    item: str
    sha256: str
    filename: str


class EvidenceRemoved(Event, frozen=True, kw_only=True):
    """Evidence no longer counts, for a reason; its bytes stay."""

    NAME = "readiness.evidence_removed"
    STREAM = "readiness_file"

    evidence: UUID
    item: str
    reason: str


class DeviceTested(msgspec.Struct, frozen=True, kw_only=True):
    """What one self-test found: ``outcome`` is good, bad or unknown, ``told`` in figures."""

    name: str
    outcome: str
    told: str


class SelfTested(Event, frozen=True, kw_only=True):
    """The machine tested what it can test of itself."""

    NAME = "readiness.self_tested"
    STREAM = "readiness_file"

    results: list[DeviceTested]


class WorksTold(Event, frozen=True, kw_only=True):
    """That a centre's place is being built or mended, before which day that must be done, and who says so."""

    NAME = "readiness.works_told"
    STREAM = "readiness_file"

    place: UUID
    under_way: bool
    before: date | None
    source: str


class FileCertified(Event, frozen=True, kw_only=True):
    """A named person certified a file for a phase: every must-have was met."""

    NAME = "readiness.file_certified"
    STREAM = "readiness_file"

    place: UUID
    phase: str
    musts: int
    note: str


class CertificateWithdrawn(Event, frozen=True, kw_only=True):
    """A certificate was withdrawn, with the reason."""

    NAME = "readiness.certificate_withdrawn"
    STREAM = "readiness_file"

    place: UUID
    phase: str
    reason: str


class ReviewFellDue(Event, frozen=True, kw_only=True):
    """What held only for now was to be looked at again on ``day``, and has not been."""

    NAME = "readiness.review_fell_due"
    STREAM = "readiness_file"

    place: UUID
    day: date
    items: list[str]


class PlanDrawn(Event, frozen=True, kw_only=True):
    """A centre got a floor plan."""

    NAME = "readiness.plan_drawn"
    STREAM = "readiness_plan"

    place: UUID
    unit: UUID
    content: str
    note: str


class PlanSaved(Event, frozen=True, kw_only=True):
    """A floor plan was saved anew; the version before stays."""

    NAME = "readiness.plan_saved"
    STREAM = "readiness_plan"

    number: int
    content: str
    note: str


class BoardMade(Event, frozen=True, kw_only=True):
    """Somebody who oversees centres made a list of them to watch."""

    NAME = "readiness.board_made"
    STREAM = "readiness_board"

    place: UUID
    title: str
    phase: str
    target: date | None
    centres: list[UUID]


class BoardChanged(Event, frozen=True, kw_only=True):
    """A board got another name, phase, target day or list of centres; ``stay`` are those its changer cannot see."""

    NAME = "readiness.board_changed"
    STREAM = "readiness_board"
    VERSION = 2

    title: str
    phase: str
    target: date | None
    centres: list[UUID]
    stay: list[UUID] | None = None


class BoardClosed(Event, frozen=True, kw_only=True):
    """A board is no longer needed."""

    NAME = "readiness.board_closed"
    STREAM = "readiness_board"

    reason: str


class OutlinesImported(Event, frozen=True, kw_only=True):
    """A board got outlines of places for its map; ``sha256`` is of the checked content."""

    NAME = "readiness.outlines_imported"
    STREAM = "readiness_board"

    sha256: str
    places: int
    source: str


class TrialPlanned(Event, frozen=True, kw_only=True):
    """A trial run of several centres was planned from a day; ``digest`` is of the scripts it is tried by."""

    NAME = "readiness.trial_planned"
    STREAM = "readiness_trial"
    VERSION = 2

    place: UUID
    title: str
    trial_on: date
    official_on: date | None
    centres: list[UUID]
    digest: str = ""


class DutyPlanGiven(Event, frozen=True, kw_only=True):
    """Who is on duty was laid down for a trial run whose ``phase`` begins on a day of rest."""

    NAME = "readiness.duty_plan_given"
    STREAM = "readiness_trial"
    VERSION = 2

    plan: str
    phase: str = "trial"


class TrialMoved(Event, frozen=True, kw_only=True):
    """The days of a plan were moved, with the reason."""

    NAME = "readiness.trial_moved"
    STREAM = "readiness_trial"

    trial_on: date
    official_on: date | None
    reason: str


class ScriptTried(Event, frozen=True, kw_only=True):
    """A script was tried at a centre; ``dossier`` is the trial dossier that it was tried on."""

    NAME = "readiness.script_tried"
    STREAM = "readiness_trial"
    VERSION = 2

    unit: UUID
    script: str
    outcome: str
    note: str
    dossier: UUID | None = None


class DefectFound(Event, frozen=True, kw_only=True):
    """Something was found wrong in a trial run."""

    NAME = "readiness.defect_found"
    STREAM = "readiness_trial"

    defect: UUID
    unit: UUID
    title: str
    severity: str
    owner: str
    due: date | None


class DefectMended(Event, frozen=True, kw_only=True):
    """A defect was mended (``open`` false) or found again (``open`` true)."""

    NAME = "readiness.defect_mended"
    STREAM = "readiness_trial"

    defect: UUID
    open: bool
    how: str


class WaiverSigned(Event, frozen=True, kw_only=True):
    """A leader answers for a centre that is not ready to start a phase."""

    NAME = "readiness.waiver_signed"
    STREAM = "readiness_trial"

    unit: UUID
    phase: str
    reason: str


class Launched(Event, frozen=True, kw_only=True):
    """All centres of a plan started a phase together; ``waived`` are those a leader answers for."""

    NAME = "readiness.launched"
    STREAM = "readiness_trial"

    phase: str
    centres: list[UUID]
    waived: list[UUID]


class LessonsKept(Event, frozen=True, kw_only=True):
    """What a trial run taught was written down."""

    NAME = "readiness.lessons_kept"
    STREAM = "readiness_trial"

    lessons: str
