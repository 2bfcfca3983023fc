"""One dossier of a sample: its course beside its process, each check with what the books say and what people say of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.dossiers import sampled
from motcua.dossiers.course import Course
from motcua.findings.queries import known
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.samples.models import Answer, Line, Raised, Sample
from motcua.samples.queries import scope, tables
from motcua.samples.queries.tables import SampleRow
from motcua.samples.rules.checks import Judged, Verdict, judge
from motcua.samples.rules.standing import Answered, Stands, stands


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What somebody said of one check; ``books`` is what the books said when they did."""

    id: UUID
    books: Verdict
    verdict: Verdict
    words: str
    by: str
    by_title: str
    account: UUID
    observed_at: datetime
    standing: str


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check: what the books say, the answer that holds, those beside it and before it, and its finding."""

    judged: Judged
    present: AnswerRow | None
    beside: tuple[AnswerRow, ...]
    past: tuple[AnswerRow, ...]
    finding: UUID | None

    @property
    def failed(self) -> bool:
        """Say whether it does not match and nobody says otherwise: a finding can be made of it."""
        return self.present is not None and self.present.verdict is Verdict.MISMATCH and not self.beside


@dataclass(frozen=True, slots=True)
class DossierSheet:
    """One dossier of a sample as those see it who check it now."""

    line: UUID
    ordinal: int
    picked: bool
    reason: str
    course: Course
    checks: tuple[CheckRow, ...]
    stands: Stands

    def check(self, key: str) -> CheckRow:
        """Return one check; :class:`NotFound` for one that does not apply to this dossier."""
        for one in self.checks:
            if one.judged.check == key:
                return one
        raise NotFound(N_("Mục này không áp dụng cho hồ sơ này."))


@dataclass(frozen=True, slots=True)
class Kit:
    """A sample as it goes along on a telephone: every dossier of it."""

    row: SampleRow
    sheets: tuple[DossierSheet, ...]


def sheet(actor: Actor, sample: UUID, line: UUID) -> tuple[SampleRow, DossierSheet, int]:
    """Return a dossier of a sample, with the sample and its version, for whoever checks it now; the read is logged."""
    found = scope.demand_work(actor, sample, "samples.sheet")
    row = Line.objects.filter(pk=line, sample=found).first()
    if row is None:
        raise NotFound(N_("Hồ sơ này không có trong mẫu."))
    return tables.row_of(found), _sheets(actor, [row])[0], found.version


def kit(actor: Actor, sample: UUID) -> Kit:
    """Return a whole sample for whoever checks it now; every dossier's read is logged."""
    found = scope.demand_work(actor, sample, "samples.kit")
    return Kit(tables.row_of(found), _sheets(actor, _lines(found)))


def demand_work(actor: Actor, sample: UUID) -> None:
    """Raise for whoever may not check a sample now."""
    scope.demand_work(actor, sample, "samples.kit")


def _lines(sample: Sample) -> list[Line]:
    return list(Line.objects.filter(sample=sample).order_by("ordinal"))


def _sheets(actor: Actor, lines: list[Line]) -> tuple[DossierSheet, ...]:
    courses = sampled.courses(actor, [one.dossier_id for one in lines], purpose=tables.PURPOSE)
    said: dict[tuple[UUID, str], list[AnswerRow]] = {}
    rows = Answer.objects.filter(line__in=lines).order_by("-observed_at", "-pk")
    for row in rows:
        said.setdefault((row.line_id, row.check_key), []).append(_answer(row))
    raised = list(Raised.objects.filter(line__in=lines).order_by("pk"))
    still = known.standing(one.finding_id for one in raised)
    made = {(one.line_id, one.check_key): one.finding_id for one in raised if one.finding_id in still}
    found = []
    for line in lines:
        course = courses[line.dossier_id]
        checks = tuple(
            _check(one, said.get((line.pk, one.check.value), []), made.get((line.pk, one.check.value)))
            for one in judge(course)
        )
        found.append(
            DossierSheet(
                line=line.pk,
                ordinal=line.ordinal,
                picked=line.picked,
                reason=line.reason,
                course=course,
                checks=checks,
                stands=stands(_answered(one) for one in checks),
            )
        )
    return tuple(found)


def _answered(one: CheckRow) -> Answered:
    return Answered(one.present.verdict if one.present else None, disputed=bool(one.beside))


def _check(judged: Judged, mine: list[AnswerRow], finding: UUID | None) -> CheckRow:
    standing: dict[str, list[AnswerRow]] = {one: [] for one in Answer.Standing.values}
    for one in mine:
        standing[one.standing].append(one)
    return CheckRow(
        judged,
        next(iter(standing[Answer.Standing.CURRENT]), None),
        tuple(standing[Answer.Standing.BESIDE]),
        tuple(standing[Answer.Standing.PAST]),
        finding,
    )


def _answer(row: Answer) -> AnswerRow:
    return AnswerRow(
        id=row.pk,
        books=Verdict(row.books),
        verdict=Verdict(row.verdict),
        words=row.words,
        by=row.by,
        by_title=row.by_title,
        account=row.account_id,
        observed_at=row.observed_at,
        standing=row.standing,
    )
