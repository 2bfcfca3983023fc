"""Reads of the catalogue. Versions never change, so they are kept in memory; postings are re-read when they change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

import msgspec
from django.db.models import Q

from motcua.catalogue import packaged, rules
from motcua.catalogue.facts import Channel, Limit, ProcedureFacts, Step
from motcua.catalogue.models import Posting, Procedure, ProcedureVersion, Process
from motcua.catalogue.rules import process as process_rules
from motcua.kernel import clock
from motcua.kernel.errors import NotFound, RuleError
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office.stamps import kept

_limits = msgspec.json.Decoder(list[Limit])
_planned = msgspec.json.Decoder(list[process_rules.PlannedStep])


@dataclass(frozen=True, slots=True)
class Version:
    """A procedure as it stood in one version."""

    id: UUID
    number: int
    facts: ProcedureFacts


@dataclass(frozen=True, slots=True)
class Posted:
    """A procedure as a centre offers it: the names of its ``cases``, and of those ``awaiting`` a confirmed limit."""

    posting: UUID
    posting_version: int
    unit: UUID
    code: str
    name: str
    field: str
    on: bool
    since: date
    cases: tuple[str, ...]
    awaiting: tuple[str, ...]

    @property
    def awaits(self) -> bool:
        """Say whether no case gets a due date on every channel: then the mark is the procedure's, else the case's."""
        return self.awaiting == self.cases


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which terms a centre accepts a dossier of a procedure on a day: version, limit, steps."""

    version: Version
    limit: Limit
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is not settled about a procedure that a centre takes all the same: such facts are usable, with a mark.

    ``no_start``: no source says since when it holds. ``awaiting``: the names of the cases without a due date until a
    limit is confirmed; ``awaits``: these are all.
    """

    no_start: bool
    awaiting: tuple[str, ...]
    awaits: bool

    def __bool__(self) -> bool:
        return self.no_start or bool(self.awaiting)


@lru_cache(maxsize=2_000)
def version(version_id: UUID) -> Version:
    """Return a version by id; :class:`NotFound` when there is none."""
    row = ProcedureVersion.objects.filter(pk=version_id).first()
    if row is None:
        raise NotFound(N_("Không tìm thấy phiên bản thủ tục."))
    return Version(row.id, row.number, msgspec.json.decode(row.content, type=ProcedureFacts))


def takes_online(version_id: UUID) -> bool:
    """Say whether a version may be filed online: it names that channel, or no channel at all."""
    channels = version(version_id).facts.channels
    return not channels or "online" in channels


@kept
def version_on(code: str, on: date) -> Version:
    """Return the newest version of a procedure in force on a day; :class:`NotFound` when none is."""
    found = (
        ProcedureVersion.objects.filter(procedure_id=code)
        .filter(Q(valid_from__isnull=True) | Q(valid_from__lte=on))
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
        .order_by("-number")
        .values_list("id", flat=True)
        .first()
    )
    if found is None:
        raise NotFound(
            N_("Thủ tục {code} không có phiên bản nào có hiệu lực ngày {day}."),
            code=code,
            day=on.strftime("%d/%m/%Y"),
        )
    return version(found)


@dataclass(frozen=True, slots=True)
class OnShow:
    """A procedure as everybody may read it: the facts in force and what a centre has made of them.

    ``number`` is the version in the books, ``None`` when the facts come from the package alone. ``offered`` is false
    where the centre does not take such dossiers. ``own_process`` is true when the centre has confirmed its own steps.
    """

    facts: ProcedureFacts
    number: int | None
    offered: bool
    confirmed: tuple[Limit, ...]
    steps: tuple[Step, ...]
    own_process: bool

    def limit(self, channel: Channel, case: str | None) -> Limit:
        """Return the limit that counts here, as dossiers are accepted under it."""
        return effective_limit(self.facts, list(self.confirmed), channel, case)


@kept
def on_show(unit: UUID | None, code: str, on: date) -> OnShow:
    """Return a procedure as a centre shows it on a day, offered or not; :class:`NotFound` when nobody knows the code."""
    try:
        found = version_on(code, on)
        facts, number = found.facts, found.number
    except NotFound:
        facts, number = packaged.get(code), None
    confirmed = _confirmed(unit, facts.code) if unit is not None else None
    own = own_steps(unit, facts.code, on) if unit is not None and confirmed is not None else ()
    return OnShow(facts, number, confirmed is not None, confirmed or (), own or facts.process, bool(own))


@kept
def offered(unit: UUID) -> tuple[tuple[str, str, str], ...]:
    """Return (code, name, field) of what a centre takes, by field and name; open to everybody."""
    rows = Posting.objects.filter(unit_id=unit, on=True).order_by("procedure__field", "procedure__name")
    return tuple(rows.values_list("procedure_id", "procedure__name", "procedure__field"))


def terms(unit: UUID, code: str, channel: Channel, case: str, on: date) -> Terms:
    """Return the terms under which ``unit`` accepts ``code`` on ``channel`` in ``case`` on a day.

    Kept in memory until a posting or the catalogue changes. :class:`RuleError` when the centre does not offer the
    procedure or the channel or case is not the procedure's.
    """
    confirmed = _confirmed(unit, code)
    if confirmed is None:
        raise RuleError(N_("Trung tâm chưa bật thủ tục {code}."), field="procedure", code=code)
    current = version_on(code, on)
    rules.case_of(current.facts, case)
    if current.facts.channels and channel not in current.facts.channels:
        raise RuleError(N_("Thủ tục {code} không nhận theo hình thức này."), field="channel", code=code)
    limit = effective_limit(current.facts, list(confirmed), channel, case)
    return Terms(current, limit, own_steps(unit, code, on) or current.facts.process)


@kept
def doubt(unit: UUID, code: str, on: date) -> Doubt:
    """Return what is not settled of a procedure in force on a day, as a centre takes it; kept in memory like the terms.

    :class:`NotFound` when no version is in force.
    """
    facts = version_on(code, on).facts
    waiting = awaiting(facts, list(_confirmed(unit, code) or ()))
    return Doubt(facts.valid_from is None, waiting, len(waiting) == len(cases_of(facts)))


@kept
def _confirmed(unit: UUID, code: str) -> tuple[Limit, ...] | None:
    """Return what a centre confirmed for a procedure it offers, ``None`` when it does not."""
    row = Posting.objects.filter(unit_id=unit, procedure_id=code, on=True).values_list("confirmed", flat=True).first()
    return tuple(_limits.decode(row)) if row is not None else None


@kept
def own_steps(unit: UUID, code: str, on: date) -> tuple[Step, ...]:
    """Return the steps of the centre's own process in force on a day, as dossiers are given them; empty where it has none."""
    rows = Process.objects.filter(unit_id=unit, procedure_id=code, state=process_rules.State.IN_FORCE, from_day__lte=on)
    row = rows.order_by("-from_day", "-number").values_list("steps", flat=True).first()
    return process_rules.as_worked(_planned.decode(row)) if row is not None else ()


def effective_limit(facts: ProcedureFacts, confirmed: list[Limit], channel: Channel, case: str | None) -> Limit:
    """Return the limit that counts: what the director confirmed before what was published."""
    if confirmed:
        own = rules.limit_for(msgspec.structs.replace(facts, limits=tuple(confirmed)), channel, case)
        if own.kind != "unknown":
            return own
    return rules.limit_for(facts, channel, case)


def posted(unit: UUID, actor: Actor) -> list[Posted]:
    """Return what the centre of ``unit`` offers or has switched off, by field and name; open to everybody."""
    rows = (
        Posting.objects.filter(unit_id=unit).select_related("procedure").order_by("procedure__field", "procedure__name")
    )
    latest = latest_versions([row.procedure_id for row in rows])
    return [
        Posted(
            row.id,
            row.version,
            row.unit_id,
            row.procedure_id,
            row.procedure.name,
            row.procedure.field,
            row.on,
            row.since,
            tuple(name for _, name in cases_of(latest[row.procedure_id])),
            awaiting(latest[row.procedure_id], _limits.decode(row.confirmed)),
        )
        for row in rows
    ]


def cases_of(facts: ProcedureFacts) -> tuple[tuple[str | None, str], ...]:
    """Return (key, name) of the cases a procedure has; one without key and name where the facts name none."""
    return tuple((case.key, case.name) for case in facts.cases) or ((None, ""),)


def awaiting(facts: ProcedureFacts, confirmed: list[Limit]) -> tuple[str, ...]:
    """Return the names of the cases whose dossiers get no due date on some channel until the director confirms one."""
    channels: tuple[Channel, ...] = facts.channels or ("direct",)
    return tuple(
        name
        for key, name in cases_of(facts)
        if not all(effective_limit(facts, confirmed, channel, key).binding for channel in channels)
    )


def latest_versions(codes: list[str]) -> dict[str, ProcedureFacts]:
    """Return the newest facts of procedures that have begun to hold, by code; two reads at most, none for versions read before."""
    found: dict[str, UUID] = {}
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=clock.today())
    rows = ProcedureVersion.objects.filter(begun, procedure_id__in=codes).order_by("number")
    found.update(rows.values_list("procedure_id", "id"))
    return {code: version(version_id).facts for code, version_id in found.items()}


def fields_of(unit: UUID) -> list[str]:
    """Return the fields of the procedures a centre has posted, by name; open to everybody."""
    rows = Posting.objects.filter(unit_id=unit).values_list("procedure__field", flat=True)
    return list(rows.distinct().order_by("procedure__field"))


def codes_in(field: str) -> list[str]:
    """Return the codes of the procedures of a field."""
    return list(Procedure.objects.filter(field=field).values_list("code", flat=True))


def fields_by_code(codes: Iterable[str]) -> dict[str, str]:
    """Return the field of each of these procedures by its code; "" for a code that is none."""
    wanted = set(codes)
    return dict.fromkeys(wanted, "") | dict(Procedure.objects.filter(code__in=wanted).values_list("code", "field"))


def search_offered(unit: UUID, text: str, limit: int = 20) -> list[tuple[str, str, str]]:
    """Return (code, name, field) of what the centre offers and ``text`` (code or words, any tones) fits, best first."""
    wanted = fold(text)
    words = wanted.split()
    rows = Posting.objects.filter(unit_id=unit, on=True)
    offered = rows.values_list("procedure_id", "procedure__name", "procedure__field", "procedure__folded")
    scored = []
    for code, name, field, folded in offered:
        if code.startswith(text.strip()) and text.strip():
            scored.append((0, folded, code, name, field))
        elif all(word in folded for word in words):
            scored.append((1 if wanted in folded else 2, folded, code, name, field))
    return [(code, name, field) for _, _, code, name, field in sorted(scored)[:limit]]


def by_first_letters(unit: UUID, letters: str) -> list[tuple[str, str]]:
    """Return (code, name) of what the centre offers whose words begin with ``letters`` in a row: "dkks", "cttt".

    Names in which the run comes nearer to the beginning first.
    """
    rows = Posting.objects.filter(unit_id=unit, on=True)
    found = []
    for code, name, folded in rows.values_list("procedure_id", "procedure__name", "procedure__folded"):
        at = "".join(word[0] for word in folded.split()).find(letters)
        if at >= 0:
            found.append((at, len(folded), code, name))
    return [(code, name) for _, _, code, name in sorted(found)]
