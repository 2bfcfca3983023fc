"""Frozen values in which dossiers are shown: what queries answer and desks draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.dossiers.rules.life import ENDED
from motcua.dossiers.rules.runs import Where
from motcua.kernel.words import Said
from motcua.ledger.perform import Offer
from motcua.office.signing_rules import Lack


@dataclass(frozen=True, slots=True)
class DueView:
    """How something stands to its clock: ``state`` is a state of the screens' due badge, ``at`` the instant as said."""

    state: str
    words: Said | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class DossierRow:
    """One line of a list. ``why`` is what most of its delay was lost to, on lists of late ones; ``unsynced_since``: since
    when the province's system does not know it, while it does not."""

    id: UUID
    version: int
    label: str
    code: str
    procedure: str
    applicant: str
    about: str
    state: str
    holder: str
    official: str
    step: int
    step_count: int
    step_name: str
    received_at: datetime
    due_at: datetime | None
    step_due_at: datetime | None
    ready_at: datetime | None
    reminders: int
    reminded_at: datetime | None
    due: DueView
    step_due: DueView
    why: str = ""
    outside: str = ""
    unsynced_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class DossierList:
    """One page of a list and where the next one begins (``None``: this is the last)."""

    rows: tuple[DossierRow, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class PaperView:
    """One paper of the list and what was given of it."""

    key: str
    name: str
    kind: str
    originals: int
    certified: int
    photocopies: int
    waiver: str
    files: tuple[FileView, ...] = ()

    @property
    def given(self) -> bool:
        """Say whether anything was given or shown."""
        return bool(self.originals or self.certified or self.photocopies)


@dataclass(frozen=True, slots=True)
class FileView:
    """A file attached to the dossier. ``erased_at``: when the data of the person were erased; ``here``: it can be opened."""

    id: UUID
    paper: str
    filename: str
    media_type: str
    size: int
    pages: int | None
    at: datetime
    by: str
    erased_at: datetime | None = None
    here: bool = True


@dataclass(frozen=True, slots=True)
class StepView:
    """One step: planned, present or done."""

    ordinal: int
    key: str
    name: str
    role: str
    unit: str
    started_at: datetime | None
    due_at: datetime | None
    finished_at: datetime | None
    official: str
    opinion: str
    system: str
    fields: tuple[tuple[str, str], ...]
    takes_back: tuple[str, ...]
    taken_back: Mapping[str, str]
    doubts: tuple[Said, ...] = ()
    body: str = ""
    days: int | None = None
    calendar_days: bool = False
    silence: str = ""

    @property
    def state(self) -> str:
        """Return ``done``, ``now`` or ``next``."""
        if self.finished_at:
            return "done"
        return "now" if self.started_at else "next"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry of the dossier's history as people read it."""

    at: datetime
    who: str
    unit: str
    what: Said
    words: str
    entry: UUID
    sealed: bool
    changes: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody of the dossier. ``whole`` is false where the reader sees the number and the phone covered."""

    id: UUID
    name: str
    capacity: str
    born: str
    number: str
    phone: str
    address: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """A due date with the lines that lead to it: ``spoken`` is how people say it; ``None`` at: no date is promised."""

    at: datetime | None
    spoken: Said
    lines: tuple[tuple[Said, str], ...]
    limit: Said


@dataclass(frozen=True, slots=True)
class Question:
    """A question to another body: how it stands to its own clock."""

    id: UUID
    body: str
    question: str
    asked_at: datetime
    answer_by: datetime
    answered_at: datetime | None
    answer: str
    silent: bool
    late: bool
    step: str = ""
    silence: str = ""


@dataclass(frozen=True, slots=True)
class WhyLate:
    """How late a dossier is in working time, and what it was lost to by the books: name, length, the most first."""

    length: Said
    parts: tuple[tuple[str, Said], ...]


@dataclass(frozen=True, slots=True)
class Wait:
    """A time in which a dossier stood still for want of a seal or signature; ``end`` is ``None`` while it lasts."""

    start: datetime
    end: datetime | None
    lack: Lack


@dataclass(frozen=True, slots=True)
class LifeView:
    """What is out of the ordinary about a dossier.

    ``lacking`` are key, name and words of what the citizen was asked to bring and has not; ``apology_by`` is when a
    letter of apology must have gone out; ``first_due_at`` the date promised first, where an apology replaced it;
    ``promised_at`` a new date promised too late, by which nobody is judged; ``bodies`` are whom it may be handed to;
    ``late`` says why it is late, ``waits`` when it stood still for want of a seal or signature.
    """

    paused_since: datetime | None
    lacking: tuple[tuple[str, str, str], ...]
    questions: tuple[Question, ...]
    first_due_at: datetime | None
    promised_at: datetime | None
    apology_by: datetime | None
    rejected: bool
    supplements: int
    extensions: int
    ended_at: datetime | None
    consignment: str
    filed_by: str
    bodies: tuple[tuple[UUID, str], ...]
    late: WhyLate | None = None
    waits: tuple[Wait, ...] = ()


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody a head may give work to: ``words`` is what they have in hand, or until when they are away."""

    id: UUID
    name: str
    words: Said | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """One run a paper file was in: its number, from and to whom, what became of it."""

    run: UUID
    number: str
    run_state: str
    unit: str
    at: datetime
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class PaperFile:
    """Where a paper file is: in a sentence, since when (``None``: since its reception), and by which runs it went."""

    where: Where
    words: Said
    since: datetime | None
    shelf: str
    passed: tuple[Passed, ...]

    @property
    def missing(self) -> bool:
        """Say whether nobody knows where it is."""
        return self.where is Where.MISSING


@dataclass(frozen=True, slots=True)
class Confirmed:
    """When the citizen confirmed on the screen turned to them, which fields, and which they had touched as wrong."""

    at: datetime
    fields: tuple[Said, ...]
    questioned: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Across:
    """Which places a dossier has to do with beside the one that received it, where its papers are, when it went and came.

    ``away``: another place settles it or hands the result over.
    """

    settling: str
    settling_id: UUID
    returning: str
    returning_id: UUID
    away: bool
    sent_at: datetime | None
    arrived_at: datetime | None
    back_at: datetime | None


@dataclass(frozen=True, slots=True)
class DossierPage:
    """Everything a desk shows of one dossier.

    ``after_factor`` are acts that lack nothing but a second factor in this session. ``barred`` says why the present
    step is not the reader's to work although they could take it. ``entered_code`` is a code that came from the
    province and may be put right ("" for one of our own or none). ``colleagues`` are whom a head may give it to,
    each with what they have in hand and whether they know the field; ``proposed`` whom the rule proposes, and why.
    """

    row: DossierRow
    case: str
    case_key: str
    channel: str
    field: str
    procedure_code: str
    portal_status: tuple[int, str]
    applicant_id: UUID
    submitter: str
    submitter_id: UUID | None
    capacity: str
    details: Mapping[str, str]
    helped_at: str
    helped_at_id: UUID
    received_unit: str
    received_unit_id: UUID
    origin: str
    inherited_at: datetime | None
    competent: str
    competent_id: UUID
    across: Across
    holder_id: UUID
    holder_since: datetime
    return_manner: str
    sets: int
    visit: UUID
    siblings: tuple[DossierRow, ...]
    due: Explained
    papers: tuple[PaperView, ...]
    results: tuple[FileView, ...]
    steps: tuple[StepView, ...]
    history: tuple[HistoryLine, ...]
    offers: tuple[Offer, ...]
    after_factor: tuple[Offer, ...]
    barred: Said | None
    colleagues: tuple[Colleague, ...]
    proposed: tuple[str, Said] | None
    people: tuple[PersonView, ...]
    entered_code: str
    received_day: date
    ready_at: datetime | None
    returned_at: datetime | None
    issue: int
    life: LifeView
    paper_file: PaperFile
    confirmed: Confirmed | None

    @property
    def over(self) -> bool:
        """Say whether its life is over."""
        return self.row.state in ENDED

    @property
    def present(self) -> StepView | None:
        """Return the step the dossier is at."""
        return next((step for step in self.steps if step.ordinal == self.row.step), None)

    def can(self, command: type[Any]) -> bool:
        """Say whether the reader may do ``command`` now."""
        return any(offer.command is command and offer.refusal is None for offer in self.offers)

    def offer(self, command: type[Any]) -> Offer | None:
        """Return the offer of ``command``, open or refused by the state; a missing second factor counts as open."""
        return next((one for one in (*self.offers, *self.after_factor) if one.command is command), None)


@dataclass(frozen=True, slots=True)
class FollowedStep:
    """One step as the citizen sees it: ``done``, ``now`` or ``next``, where, and its own clock; never by whom."""

    name: str
    unit: str
    state: str
    finished_at: datetime | None
    clock: DueView | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """What a citizen with the slip sees: no personal data. ``promised_at`` is the due instant as people say it.

    ``also`` are other codes slips of this dossier were printed under, before it had ``label`` or with a mistyped one.
    ``step_clock`` is how the present step stands to its own time, ``outside`` the body outside that has the dossier now.
    ``origin`` is the old unit that received it, where that was dissolved and another goes on ("").
    ``lacking`` are the papers to bring; ``consignment`` the tracking number of the post or the box of the locker, which
    ``box_code`` opens.
    """

    id: UUID
    realm: str
    label: str
    also: tuple[str, ...]
    procedure_code: str
    procedure: str
    centre_id: UUID
    centre: str
    returning_id: UUID
    returning: str
    holder: str
    holder_since: datetime
    state: str
    step: int
    step_count: int
    step_name: str
    received_at: datetime
    ready_at: datetime | None
    returned_at: datetime | None
    promised_at: datetime | None
    clock: DueView
    due: Explained
    steps: tuple[FollowedStep, ...]
    return_manner: str
    lacking: tuple[str, ...] = ()
    apologised: bool = False
    rejected: bool = False
    consignment: str = ""
    box_code: str = ""
    step_clock: DueView | None = None
    outside: str = ""
    origin: str = ""
