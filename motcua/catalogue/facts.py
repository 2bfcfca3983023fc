"""The form in which facts about procedures are kept: typed, closed, one JSON object a procedure.

These are facts as published or as law states them, before any centre has switched a procedure on. A centre's own
decisions (posting, confirmed limits, its own internal process) are rows of its books and never written back here.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

Trust = Literal["confirmed", "official_copy", "secondary", "unverified"]
"""How far a fact may be trusted.

``confirmed``: the centre's director has confirmed it with its ground. ``official_copy``: read from an unedited copy of
the national record, or stated by the law named beside it. ``secondary``: read from a reworked copy, usable, to be
compared. ``unverified``: bare, contradictory, inferred or missing; nothing binding may be printed from it.
"""

BINDING: frozenset[Trust] = frozenset({"confirmed", "official_copy"})

Channel = Literal["direct", "online", "postal"]
"""How a dossier comes in: trực tiếp, trực tuyến, bưu chính công ích."""

LimitKind = Literal["working_days", "working_hours", "calendar_days", "same_day", "unknown"]
PaperKind = Literal["submit", "show", "note"]
StepRole = Literal[
    "counter", "specialist", "division_head", "leader", "seal", "specialised_system", "external", "return_desk"
]
AgencyClass = Literal[
    "commune",
    "commune_police",
    "commune_military",
    "school",
    "tax",
    "social_insurance",
    "land_office",
    "province",
    "unspecified",
]


class Fact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of every fact: immutable, named fields only, an unknown field is an error."""


class Source(Fact, frozen=True):
    """Where a fact was read: ``as_of`` is the day of the record or, failing that, of the reading."""

    id: str
    title: str
    as_of: date
    trust: Trust


class Paper(Fact, frozen=True):
    """One paper of a case: handed in (``submit``), shown and given back (``show``), or a remark (``note``).

    ``required`` is our reading, since the national record does not say it reliably; ``condition`` says when the paper
    is needed; empty ``channels`` means all.
    """

    key: str
    name: str
    kind: PaperKind = "submit"
    originals: int = 0
    copies: int = 0
    required: bool = True
    condition: str | None = None
    form_code: str | None = None
    channels: tuple[Channel, ...] = ()


class Case(Fact, frozen=True):
    """A way of meeting the procedure (trường hợp), with its own papers in the order they are asked for."""

    key: str
    name: str
    papers: tuple[Paper, ...] = ()


class Limit(Fact, frozen=True):
    """A time limit for one channel and case; ``None`` stands for all of them.

    ``value`` counts units of ``kind``. A same-day limit needs none; its ``cutoff`` ("15:00") is the hour after which
    the next working day is meant. ``doubt`` tells the director, in one sentence, what has to be confirmed.
    """

    kind: LimitKind
    trust: Trust
    channel: Channel | None = None
    case: str | None = None
    value: int | None = None
    cutoff: str | None = None
    ground: str | None = None
    doubt: str | None = None

    @property
    def binding(self) -> bool:
        """Whether a due date may be printed from it without the director's confirmation."""
        return self.trust in BINDING and self.kind != "unknown"


class Fee(Fact, frozen=True):
    """A fee (phí) or charge (lệ phí), in đồng. ``amount_vnd`` is ``None`` when somebody else (``set_by``) sets it.

    It is asked from the first day ``since`` (``None``: always) to the last day ``until``, which ends a temporary reduction;
    ``exemptions`` are the groups who do not pay. ``formula`` says that the amount follows from the pages of an original
    and not from a number of units alone.
    """

    kind: str
    trust: Trust
    channel: Channel | None = None
    case: str | None = None
    amount_vnd: int | None = None
    unit: str | None = None
    set_by: str | None = None
    basis: str | None = None
    exemptions: tuple[str, ...] = ()
    until: date | None = None
    formula: Literal["copy_pages"] | None = None
    since: date | None = None


class ToldLevel(Fact, frozen=True):
    """A level of online service as its source names it, on the scale of its time: "3" of TT 32/2017 is not "một phần"."""

    scale: Literal["tt32-2017", "nd42-2022"]
    level: str


class Step(Fact, frozen=True):
    """One hand the dossier goes through; ``share`` is its part of the limit in percent.

    ``fields`` are the labels of another system in that system's own order, to copy one by one; ``takes_back`` are the
    values without which the result is not ready. ``pauses_clock`` marks time that is not the centre's (tax notice).
    ``hours`` of work the step may take by the centre's own rule, beside its ``share`` of the limit; ``None``: the share
    alone. Of a step worked by a body outside (``external``) ``division`` names the body, ``days`` is how many working days
    (``calendar_days``: days of the calendar) it is given to answer, and ``silence`` the article by which its silence after
    them counts as consent; without it silence never does.
    """

    key: str
    name: str
    role: StepRole
    share: int
    division: str | None = None
    system: str | None = None
    fields: tuple[str, ...] = ()
    takes_back: tuple[str, ...] = ()
    pauses_clock: bool = False
    hours: int | None = None
    days: int | None = None
    calendar_days: bool = False
    silence: str | None = None


class ProcessTemplate(Fact, frozen=True):
    """An internal process proposed by us for procedures of one kind, until the centre confirms its own."""

    key: str
    name: str
    note: str
    steps: tuple[Step, ...]


class ProcedureFacts(Fact, frozen=True):
    """All that is known of one procedure.

    ``thin`` procedures have a name, a field and an agency only: they can be found, and a centre completes them before
    switching them on. ``province`` is set when one province made the procedure: it does not apply elsewhere.
    ``valid_from`` ``None`` means the start is unknown: usable, with a mark. ``review_by`` is a day by which a known
    change of law makes the facts stale. ``template`` names the process; ``process`` is filled from it on loading.
    ``online_told`` is the level as its source named it, where that was on an older scale.
    ``sequence`` is what the record tells the person of the way (trình tự thực hiện), a line each; ``sets`` how many sets
    of papers are handed in; ``agencies`` names who performs it as the record does; ``conditions`` is ``"Không"`` where
    the record says there are none, ``None`` where it says nothing.
    """

    code: str
    name: str
    field: str
    promulgator: str
    agency_class: AgencyClass
    source: Source
    thin: bool = False
    province: str | None = None
    decision: str | None = None
    partners: tuple[AgencyClass, ...] = ()
    subjects: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    online_level: Literal["toàn trình", "một phần", "không"] | None = None
    online_level_certain: bool = True
    online_told: ToldLevel | None = None
    cases: tuple[Case, ...] = ()
    limits: tuple[Limit, ...] = ()
    fees: tuple[Fee, ...] = ()
    results: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    template: str | None = None
    process: tuple[Step, ...] = ()
    process_note: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    review_by: date | None = None
    keywords: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sequence: tuple[str, ...] = ()
    conditions: str | None = None
    sets: int | None = None
    agencies: tuple[str, ...] = ()
