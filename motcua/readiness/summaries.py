"""How a file stands, reckoned from its answers, and the rows that keep it so that no board ever counts answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.text import fold
from motcua.office import queries as office
from motcua.readiness.models import Answer, Certificate, ReadinessFile, Summary, Template
from motcua.readiness.rules import verdicts
from motcua.readiness.rules.facts import Phase, TemplateFacts
from motcua.readiness.rules.verdicts import Judgement, Stand, Statement, Verdict, Who

STANDING: Final = (Answer.State.CURRENT, Answer.State.BESIDE)
EXCEPTIONS_KEPT: Final = 5


class KeptLacking(msgspec.Struct, frozen=True, kw_only=True):
    """What keeps a file from being ready, as its summary keeps it."""

    zone: str
    zone_key: str
    item: str
    key: str
    must: bool
    verdict: str
    missing: str
    review_on: date | None

    def back(self) -> verdicts.Lacking:
        """Return it as the rules know it."""
        verdict = Verdict(self.verdict) if self.verdict else None
        return verdicts.Lacking(
            self.zone, self.zone_key, self.item, self.key, self.must, verdict, self.missing, self.review_on
        )


class KeptZone(msgspec.Struct, frozen=True, kw_only=True):
    """How one zone stands: counts of the items the phase asks for."""

    key: str
    name: str
    items: int
    met: int
    basic: int
    unmet: int


@lru_cache(maxsize=64)
def facts_of(template: UUID) -> TemplateFacts:
    """Return the content of a template; it never changes once it is there."""
    return decoded(Template.objects.values_list("content", flat=True).get(pk=template))


def decoded(content: str) -> TemplateFacts:
    """Return a template's facts from its kept JSON."""
    return msgspec.json.decode(content, type=TemplateFacts)


def statement_of(row: Answer) -> Statement:
    """Return what an answer says."""
    day = row.visit_on or clock.local(row.observed_at).date()
    return Statement(Verdict(row.verdict), Who(row.who), day, row.actual, row.count, row.missing, row.review_on)


def stands_of(facts: TemplateFacts, answers: Iterable[Answer]) -> tuple[Stand, ...]:
    """Return how each item of a template stands by these answers (current ones and those beside them)."""
    said: dict[str, list[tuple[Statement, bool]]] = {}
    for row in answers:
        said.setdefault(row.item, []).append((statement_of(row), row.state == Answer.State.BESIDE))
    return verdicts.stands(facts, said)


def standing_answers(file: UUID) -> list[Answer]:
    """Return the answers of a file that count or wait to be settled."""
    return list(Answer.objects.filter(file=file, state__in=STANDING).order_by("item", "who", "recorded_at", "pk"))


def refresh(file: ReadinessFile, at: datetime) -> list[str]:
    """Write a file's summaries anew and suspend certificates whose must-haves no longer hold; return their phases."""
    facts, answers = facts_of(file.template_id), standing_answers(file.id)
    standing = stands_of(facts, answers)
    suspended = []
    certificates = {
        row.phase: row for row in Certificate.objects.filter(file=file, state__in=["standing", "suspended"])
    }
    for phase in Phase:
        judgement = verdicts.judge(standing, phase)
        certificate = certificates.get(phase)
        if certificate is not None and certificate.state == "standing" and not judgement.certifiable:
            first = next(one for one in judgement.exceptions if one.must)
            certificate.state, certificate.ended_at = Certificate.State.SUSPENDED, at
            certificate.ended_why = str(first.words)[:500]
            certificate.save(update_fields=["state", "ended_at", "ended_why"])
            suspended.append(str(phase))
        columns = _columns(file, judgement, standing, answers, certificate.state if certificate else "")
        Summary.objects.update_or_create(file=file, phase=str(phase), defaults=columns)
    return suspended


def expected(file: ReadinessFile, answers: list[Answer], certified: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return by phase the columns a file's summaries must have by these answers and these states of certificates."""
    standing = stands_of(facts_of(file.template_id), answers)
    return {
        str(phase): _columns(file, verdicts.judge(standing, phase), standing, answers, certified.get(phase, ""))
        for phase in Phase
    }


def _columns(
    file: ReadinessFile, judgement: Judgement, standing: Iterable[Stand], answers: Iterable[Answer], certified: str
) -> dict[str, Any]:
    place = office.unit(file.place_id)
    visits = [row.visit_on for row in answers if row.visit_on and row.state == Answer.State.CURRENT]
    return {
        "realm": file.realm,
        "place_id": file.place_id,
        "unit_id": file.unit_id,
        "name": place.name,
        "folded": fold(place.name),
        "grade": str(judgement.grade),
        "items": judgement.items,
        "answered": judgement.answered,
        "met": judgement.met,
        "basic": judgement.basic,
        "unmet": judgement.unmet,
        "musts": judgement.musts,
        "musts_met": judgement.musts_met,
        "seen": judgement.seen,
        "differences": judgement.differences,
        "disputes": judgement.disputes,
        "lacking": len(judgement.exceptions),
        "seen_on": max(visits, default=None),
        "review_on": judgement.review_on,
        "certified": certified,
        "works": file.works,
        "works_before": file.works_before,
        "exceptions": _kept(judgement),
        "zones": _zones(judgement.phase, standing),
    }


def _kept(judgement: Judgement) -> str:
    kept = [
        KeptLacking(
            zone=one.zone,
            zone_key=one.zone_key,
            item=one.item,
            key=one.key,
            must=one.must,
            verdict=str(one.verdict) if one.verdict else "",
            missing=one.missing,
            review_on=one.review_on,
        )
        for one in judgement.exceptions[:EXCEPTIONS_KEPT]
    ]
    return msgspec.json.encode(kept).decode()


def _zones(phase: Phase, standing: Iterable[Stand]) -> str:
    by_zone: dict[str, list[Stand]] = {}
    for one in standing:
        by_zone.setdefault(one.zone.key, []).append(one)
    zones = []
    for key, mine in by_zone.items():
        judgement = verdicts.judge(mine, phase)
        if judgement.items:
            zones.append(
                KeptZone(
                    key=key,
                    name=mine[0].zone.name,
                    items=judgement.items,
                    met=judgement.met,
                    basic=judgement.basic,
                    unmet=judgement.unmet,
                )
            )
    return msgspec.json.encode(zones).decode()
