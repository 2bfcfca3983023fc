"""Judging what was found: answer, ask back, or say no."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from motcua.catalogue.facts import ProcedureFacts
from motcua.catalogue.finder import question
from motcua.catalogue.finder.index import Hit, index
from motcua.catalogue.finder.sayings import Elsewhere, Topic, sayings
from motcua.catalogue.packaged import all_procedures

# Thresholds and factors on scores from 0 to 1, set by measuring: docs/decisions/0004-catalogue-format.md.
ENOUGH = 0.25  # below it nothing we know is meant
MUCH_MEANT, MEANT_FITS = 15.0, 0.5  # unless a long story holds this much, and this share, of a telling name
TOPIC_COVERS, TOPIC_BEATS = 0.72, 0.97  # ask back when hardly anything but the topic was said,
TOPIC_ALONE, TOPIC_FAR_AHEAD = 0.42, 1.3  # or when no procedure comes near it
ELSEWHERE_FITS, ELSEWHERE_BEATS = 0.62, 0.95
WITHOUT_CONCEPT = 0.8  # for each thing or act named that the procedure does not speak of
UNASKED = 0.9  # where a saying names only acts that the question does not
POPULAR = 0.012  # for each point of popularity
PROVINCIAL, UNCOMMON, OTHER_AGENCY = 0.75, 0.95, 0.85

_CODE = re.compile(r"\b(\d\.\d{6})\b")


@dataclass(frozen=True, slots=True)
class Match:
    """A procedure that may be meant; ``score`` from 0 to 1 compares matches of one question only."""

    code: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Clarify:
    """A question to ask back, in Vietnamese, and the procedures it would decide between."""

    question: str
    options: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What the finder makes of a question.

    ``answer`` is best first and may be filled beside ``clarify``. ``none`` means the matter is no commune procedure we
    know; ``advice`` then says where to go, when we know that.
    """

    answer: tuple[Match, ...] = ()
    clarify: tuple[Clarify, ...] = ()
    none: bool = False
    advice: str | None = None


def find(text: str, top: int = 5) -> Found:
    """Return what ``text`` (a code, a name, a question in anybody's spelling) asks for, at most ``top`` matches."""
    procedures = all_procedures()
    coded = [procedures[code] for code in _CODE.findall(text) if code in procedures]
    if coded:
        return Found(answer=tuple(Match(facts.code, facts.name, 1.0) for facts in coded[:top]))
    spelt = question.read(text)
    if not any(word.weight >= 1 for word in spelt):
        return Found(none=True)
    hits = index().hits(spelt)
    meant = question.concepts(spelt)
    matches = _ranked(hits, procedures, meant)
    best = matches[0].score if matches else 0.0
    other = _first(hits, "elsewhere")
    if other and other.of_saying >= ELSEWHERE_FITS and _fits(other, meant) >= max(ENOUGH, best * ELSEWHERE_BEATS):
        return Found(none=True, advice=_elsewhere(other.saying.subject).advice or None)
    named = _first(hits, "procedure")
    topic = _first(hits, "topic")
    asked = topic is not None and _asks(topic, min(best, named.score if named else 0.0))
    if best < ENOUGH and not asked and not (named and _meant(named)):
        return Found(none=True)
    clarify = (_clarify(_topic(topic.saying.subject), procedures),) if topic is not None and asked else ()
    return Found(answer=tuple(matches[:top]), clarify=clarify)


def warm_up() -> None:
    """Read and index everything now, so that the first question does not wait."""
    index()


def _ranked(hits: Iterable[Hit], procedures: Mapping[str, ProcedureFacts], meant: frozenset[str]) -> list[Match]:
    best: dict[str, float] = {}
    for hit in hits:
        if hit.saying.kind == "procedure":
            facts = procedures[hit.saying.subject]
            best[facts.code] = max(best.get(facts.code, 0.0), _fits(hit, meant) * _standing(facts))
    order = sorted(best.items(), key=lambda each: (-each[1], each[0]))
    return [Match(code, procedures[code].name, round(min(score, 1.0), 4)) for code, score in order]


def _fits(hit: Hit, meant: frozenset[str]) -> float:
    """Return the score, less for each thing or act named that is not in it, and where it names only acts not asked."""
    acts = hit.saying.acts
    unasked = UNASKED if acts and not acts & meant else 1.0
    return hit.score * unasked * WITHOUT_CONCEPT ** len(meant - index().concepts_of(hit.saying.subject))


def _standing(facts: ProcedureFacts) -> float:
    """How likely the procedure is asked for at a commune's counter, as a factor near one."""
    popular = sayings().popular.get(facts.code, 0)
    factor = 1 + POPULAR * popular
    if facts.province:
        return factor * PROVINCIAL
    if facts.thin and facts.code not in sayings().names:
        return factor * (UNCOMMON if facts.agency_class in ("commune", "commune_police") else OTHER_AGENCY)
    return factor


def _first(hits: Iterable[Hit], kind: str) -> Hit | None:
    return next((hit for hit in hits if hit.saying.kind == kind), None)


def _asks(topic: Hit, best: float) -> bool:
    covers = topic.of_question >= TOPIC_COVERS and topic.score >= best * TOPIC_BEATS
    return covers or topic.score >= max(TOPIC_ALONE, best * TOPIC_FAR_AHEAD)


def _meant(named: Hit) -> bool:
    """Whether a long story, though mostly about other things, contains most of a telling name."""
    return named.of_saying >= MEANT_FITS and named.of_saying * named.saying.weight >= MUCH_MEANT


def _clarify(topic: Topic, procedures: Mapping[str, ProcedureFacts]) -> Clarify:
    return Clarify(topic.question, tuple(Match(code, procedures[code].name, 0.0) for code in topic.options))


def _topic(key: str) -> Topic:
    return next(topic for topic in sayings().topics if topic.key == key)


def _elsewhere(key: str) -> Elsewhere:
    return next(other for other in sayings().elsewhere if other.key == key)
