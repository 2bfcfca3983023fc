"""Questions about files: lists by summary, one file with every item, an item's history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db.models import Q

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotAllowed, NotFound
from motcua.kernel.ids import parse_id
from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said
from motcua.ledger.actor import Actor
from motcua.office import queries as office
from motcua.office import territory
from motcua.office.rules import Level
from motcua.readiness import policies, ports
from motcua.readiness.models import Answer, Certificate, Evidence, ReadinessFile, SelfTest, Summary, Template
from motcua.readiness.queries.building import Building, buildings
from motcua.readiness.queries.known import known
from motcua.readiness.queries.scope import demand, mine, one
from motcua.readiness.rules import verdicts
from motcua.readiness.rules.facts import Item, Phase, TemplateFacts, Zone
from motcua.readiness.rules.known import Known, disagrees
from motcua.readiness.rules.verdicts import Grade, Judgement, Stand, Verdict, Who
from motcua.readiness.runners import exceptions_of
from motcua.readiness.summaries import KeptZone, decoded, standing_answers, stands_of

PAGE: Final = 50
EXPORT_MOST: Final = 5_000


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file in a list, as its summary for a phase keeps it; ``first`` is what keeps it from being ready.

    ``works`` says whether the place is being built: by the book of works where that knows it (``works_known``).
    """

    id: UUID
    unit: UUID
    place: UUID
    name: str
    printed: str
    grade: Grade
    items: int
    answered: int
    met: int
    musts: int
    musts_met: int
    differences: int
    disputes: int
    lacking: int
    first: Said | None
    seen_on: date | None
    review_on: date | None
    certified: str
    works: bool
    works_before: date | None
    works_known: bool
    zones: tuple[KeptZone, ...]


@dataclass(frozen=True, slots=True)
class Files:
    """A page of a list and where the next one begins ("" at the end)."""

    rows: tuple[FileRow, ...]
    after: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer with who gave it and when."""

    id: UUID
    item: str
    who: Who
    state: str
    verdict: Verdict
    count: int | None
    actual: str
    missing: str
    review_on: date | None
    note: str
    observed_at: datetime
    visit_on: date | None
    account: UUID
    by: str
    by_title: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A photograph or paper laid to an item."""

    id: UUID
    item: str
    sha256: str
    filename: str
    media_type: str
    size: int
    note: str
    at: datetime
    by: str
    removed_why: str


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """That somebody certified the file, and what became of it."""

    phase: Phase
    state: str
    at: datetime
    by: str
    by_title: str
    note: str
    ended_at: datetime | None
    ended_by: str
    ended_why: str


@dataclass(frozen=True, slots=True)
class Tested:
    """The last self-test: when, started by whom, what it found."""

    at: datetime
    by: str
    results: tuple[ports.Probed, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item with how it stands: answers that count or wait, evidence, what the machine and other books say of it."""

    zone: Zone
    item: Item
    stand: Stand
    told: AnswerRow | None
    seen: AnswerRow | None
    beside: tuple[AnswerRow, ...]
    evidence: tuple[EvidenceRow, ...]
    tested: ports.Probed | None
    known: Known | None

    @property
    def disagrees(self) -> bool:
        """Say whether a book of another room says otherwise than what counts of the item."""
        return self.known is not None and disagrees(self.stand, self.known)


@dataclass(frozen=True, slots=True)
class FilePage:
    """A whole file."""

    id: UUID
    version: int
    unit: UUID
    unit_name: str
    place: UUID
    place_name: str
    printed: str
    template: UUID
    template_number: int
    template_title: str
    trust: str
    facts: TemplateFacts
    items: tuple[ItemView, ...]
    judgements: tuple[Judgement, ...]
    certificates: tuple[CertificateRow, ...]
    tested: Tested | None
    works: bool
    works_before: date | None
    works_said: str
    building: Building
    newer: UUID | None

    def judged(self, phase: Phase) -> Judgement:
        """Return how the file stands for a phase."""
        return next(one for one in self.judgements if one.phase is phase)

    def certificate(self, phase: Phase) -> CertificateRow | None:
        """Return the certificate that stands or is suspended for a phase."""
        live = (one for one in self.certificates if one.phase is phase and one.state in ("standing", "suspended"))
        return next(live, None)


@dataclass(frozen=True, slots=True)
class Narrow:
    """What a list is narrowed to."""

    phase: Phase = Phase.TRIAL
    text: str = ""
    grade: str = ""
    place: UUID | None = None


def files(actor: Actor, narrow: Narrow, *, after: str = "", limit: int = PAGE) -> Files:
    """Return a page of the files within reach, by name; one statement over summaries, by key set."""
    found = _narrowed(actor, narrow)
    if after:
        folded, _, last = after.rpartition("~")
        file = parse_id(last)
        found = found.filter(Q(folded__gt=folded) | Q(folded=folded, file__gt=file))
    rows = list(found.order_by("folded", "file")[: limit + 1])
    shown = rows[:limit]
    following = f"{shown[-1].folded}~{shown[-1].file_id}" if len(rows) > limit else ""
    return Files(rows_of(shown), following)


def counts(actor: Actor, narrow: Narrow) -> dict[Grade, int]:
    """Return how many files of a list have each grade."""
    grades = list(_narrowed(actor, narrow).values_list("grade", flat=True))
    return {grade: grades.count(grade) for grade in Grade}


def _narrowed(actor: Actor, narrow: Narrow) -> Any:
    found = Summary.objects.filter(mine(actor), phase=str(narrow.phase))
    if narrow.text:
        found = found.filter(folded__contains=fold(narrow.text))
    if narrow.grade:
        found = found.filter(grade=narrow.grade)
    if narrow.place:
        found = found.filter(place=narrow.place)
    return found


def rows_of(summaries: Sequence[Summary]) -> tuple[FileRow, ...]:
    """Return summaries as rows of a list, in their order; one statement for the names, one for the book of works."""
    places = office.units(row.place_id for row in summaries)
    book = buildings({row.unit_id for row in summaries}, summaries[0].realm if summaries else "")
    found = []
    for row in summaries:
        first = next(iter(exceptions_of(row)), None)
        building = book.of(row.unit_id, told=row.works, told_before=row.works_before)
        found.append(
            FileRow(
                id=row.file_id,
                unit=row.unit_id,
                place=row.place_id,
                name=row.name,
                printed=places[row.place_id].printed,
                grade=Grade(row.grade),
                items=row.items,
                answered=row.answered,
                met=row.met,
                musts=row.musts,
                musts_met=row.musts_met,
                differences=row.differences,
                disputes=row.disputes,
                lacking=row.lacking,
                first=first.back().words if first else None,
                seen_on=row.seen_on,
                review_on=row.review_on,
                certified=row.certified,
                works=building.under_way,
                works_before=building.before,
                works_known=building.known is not None,
                zones=msgspec.json.decode(row.zones, type=tuple[KeptZone, ...]),
            )
        )
    return tuple(found)


def centres(actor: Actor) -> tuple[tuple[UUID, str, bool], ...]:
    """Return (centre, its place with the province, whether it has a file) of every centre within reach, by name."""
    demand(actor)
    reach = territory.of(actor)
    rows = office.centres(clock.today())
    above = office.units(row.parent for row in rows if row.parent)
    homes = {row.id: _home(above.get(row.parent)) if row.parent else None for row in rows}
    places = office.units(home for home in homes.values() if home in reach)
    having = set(ReadinessFile.objects.filter(mine(actor)).values_list("unit_id", flat=True))
    named = [(id_, places[home].printed, id_ in having) for id_, home in homes.items() if home in places]
    return tuple(sorted(named, key=lambda each: fold(each[1])))


def _home(above: office.UnitRow | None) -> UUID | None:
    """Return the place a centre under this unit belongs to: the commune itself, or the one whose committee it is."""
    return above.parent if above and above.level is Level.COMMITTEE else above.id if above else None


def file_of(actor: Actor, unit: UUID) -> UUID | None:
    """Return the file of a centre, ``None`` when it has none within reach."""
    return ReadinessFile.objects.filter(mine(actor), unit=unit).values_list("pk", flat=True).first()


def own_file(actor: Actor) -> UUID | None:
    """Return the one file of the actor's own place, ``None`` without one."""
    home = territory.home(actor)
    return ReadinessFile.objects.filter(mine(actor), place=home).values_list("pk", flat=True).first() if home else None


def demand_answering(actor: Actor, id_: UUID) -> None:
    """Raise unless the asker may answer in this file: :class:`NotFound` outside their reach, else ``NotAllowed``."""
    refusal = policies.may_speak(actor, one(ReadinessFile, actor, id_))
    if refusal is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)


def file_page(actor: Actor, id_: UUID) -> FilePage:
    """Return a whole file; :class:`NotFound` when it is out of reach."""
    file: ReadinessFile = one(ReadinessFile, actor, id_)
    template = Template.objects.get(pk=file.template_id)
    facts = decoded(template.content)
    answers = standing_answers(file.id)
    standing = stands_of(facts, answers)
    tested = _tested(file.id)
    unit, place = office.unit(file.unit_id), office.unit(file.place_id)
    told = known(file.unit_id, file.realm)
    book = buildings([file.unit_id], file.realm)
    return FilePage(
        id=file.id,
        version=file.version,
        unit=file.unit_id,
        unit_name=unit.full_name,
        place=file.place_id,
        place_name=place.name,
        printed=place.printed,
        template=template.id,
        template_number=template.number,
        template_title=template.title,
        trust=template.trust,
        facts=facts,
        items=_views(standing, answers, _evidence(file.id), tested, told),
        judgements=tuple(verdicts.judge(standing, phase) for phase in Phase),
        certificates=_certificates(file.id),
        tested=tested,
        works=file.works,
        works_before=file.works_before,
        works_said=file.works_said,
        building=book.of(file.unit_id, told=file.works, told_before=file.works_before),
        newer=_newer(template),
    )


def _newer(template: Template) -> UUID | None:
    later = Template.objects.filter(realm=template.realm, key=template.key, number__gt=template.number)
    return later.order_by("-number").values_list("pk", flat=True).first()


def _views(
    standing: Sequence[Stand],
    answers: Sequence[Answer],
    evidence: Sequence[EvidenceRow],
    tested: Tested | None,
    told: Mapping[str, Known],
) -> tuple[ItemView, ...]:
    by_item: dict[str, list[AnswerRow]] = {}
    for row in answers:
        by_item.setdefault(row.item, []).append(answer_row(row))
    proofs: dict[str, list[EvidenceRow]] = {}
    for proof in evidence:
        proofs.setdefault(proof.item, []).append(proof)
    probes = {probe.name: probe for probe in tested.results} if tested else {}
    found = []
    for stand in standing:
        said = by_item.get(stand.item.key, [])
        current = {row.who: row for row in said if row.state == "current"}
        found.append(
            ItemView(
                stand.zone,
                stand.item,
                stand,
                current.get(Who.SELF),
                current.get(Who.SEEN),
                tuple(row for row in said if row.state == "beside"),
                tuple(proofs.get(stand.item.key, ())),
                probes.get(stand.item.tested_by) if stand.item.tested_by else None,
                told.get(stand.item.key),
            )
        )
    return tuple(found)


def answer_row(row: Answer) -> AnswerRow:
    """Return an answer as screens show it."""
    return AnswerRow(
        id=row.id,
        item=row.item,
        who=Who(row.who),
        state=row.state,
        verdict=Verdict(row.verdict),
        count=row.count,
        actual=row.actual,
        missing=row.missing,
        review_on=row.review_on,
        note=row.note,
        observed_at=row.observed_at,
        visit_on=row.visit_on,
        account=row.account_id,
        by=row.by,
        by_title=row.by_title,
    )


def item_history(actor: Actor, file: UUID, item: str) -> tuple[AnswerRow, ...]:
    """Return everything that was ever said of an item, newest first."""
    row: ReadinessFile = one(ReadinessFile, actor, file)
    found = Answer.objects.filter(file=row, item=item).order_by("-recorded_at", "-pk")[:200]
    return tuple(answer_row(each) for each in found)


def evidence_of(actor: Actor, file: UUID, evidence: UUID) -> EvidenceRow:
    """Return one piece of evidence; :class:`NotFound` when it is out of reach or was removed."""
    row: ReadinessFile = one(ReadinessFile, actor, file)
    found = Evidence.objects.filter(file=row, pk=evidence, removed_at__isnull=True).first()
    if found is None:
        raise NotFound(N_("Không có bằng chứng này."))
    return _evidence_row(found)


def _evidence(file: UUID) -> list[EvidenceRow]:
    return [
        _evidence_row(row) for row in Evidence.objects.filter(file=file, removed_at__isnull=True).order_by("at", "pk")
    ]


def _evidence_row(row: Evidence) -> EvidenceRow:
    return EvidenceRow(
        row.id,
        row.item,
        row.sha256,
        row.filename,
        row.media_type,
        row.size,
        row.note,
        row.at,
        row.by,
        row.removed_why,
    )


def _certificates(file: UUID) -> tuple[CertificateRow, ...]:
    return tuple(
        CertificateRow(
            Phase(row.phase),
            row.state,
            row.at,
            row.by,
            row.by_title,
            row.note,
            row.ended_at,
            row.ended_by,
            row.ended_why,
        )
        for row in Certificate.objects.filter(file=file).order_by("-at", "-pk")
    )


def _tested(file: UUID) -> Tested | None:
    row = SelfTest.objects.filter(file=file).order_by("-at", "-pk").first()
    if row is None:
        return None
    return Tested(row.at, row.by, msgspec.json.decode(row.results, type=tuple[ports.Probed, ...]))


def grade_of(text: str) -> str:
    """Return a grade typed into an address; :class:`BadInput` when there is none of that name, "" for none asked."""
    if text and text not in set(Grade):
        raise BadInput(N_("Không có mức «{text}»."), text=text[:20])
    return text
