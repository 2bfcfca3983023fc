"""Every name and saying as weighted words and pairs of words, and how much of a question each one covers.

The measure is that of BM25's family, made for very short texts: rare words and pairs count more, a saying is worth
less for every word of it the question lacks, and the question's own length evens out.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from motcua.catalogue.facts import ProcedureFacts
from motcua.catalogue.finder import question
from motcua.catalogue.finder.question import Word
from motcua.catalogue.finder.sayings import sayings
from motcua.catalogue.packaged import all_procedures

WORD_SHARE = 0.45
OTHER_MARKS = 0.55
OVER_LIGHT_WORDS = 0.6
SAYING_POWER = 0.45

_LEADING = re.compile(r"^(thủ tục|giải quyết|thực hiện)\s+", re.IGNORECASE)
_TAIL = re.compile(r"\s*(\(.*|thuộc thẩm quyền.*|thực hiện tại cấp.*|đối với công trình cấp.*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Saying:
    """One way of naming ``subject`` (a procedure's code, or the key of a topic or of a matter done elsewhere).

    ``acts`` are those it names that nobody means without naming them.
    """

    kind: str
    subject: str
    weight: float
    size: int
    acts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """How well a saying fits: ``score`` for ranking, and the shares of the question and of the saying that met."""

    saying: Saying
    score: float
    of_question: float
    of_saying: float


class Index:
    """All sayings, by the words and pairs they contain. Built once; asking changes nothing."""

    def __init__(self, named: Iterable[tuple[str, str, str]]) -> None:
        texts = [(kind, subject, question.lighten(question.split(text))) for kind, subject, text in named]
        subjects: dict[str, set[str]] = defaultdict(set)
        for kind, subject, spelt in texts:
            for feature, _, _ in _features(spelt):
                subjects[feature].add(f"{kind}:{subject}")
        total = len({f"{kind}:{subject}" for kind, subject, _ in texts})
        self._rarity = {feature: math.log(1 + total / len(found)) for feature, found in subjects.items()}
        self._unseen = math.log(1 + total)
        self._places: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._sayings: list[Saying] = []
        for kind, subject, spelt in texts:
            weight = 0.0
            for feature, written, share in _features(spelt):
                weight += self._rarity[feature] * share
                self._places[feature].append((len(self._sayings), written))
            self._sayings.append(Saying(kind, subject, weight, len(spelt), question.concepts(spelt) & sayings().acts))
        self._concepts: dict[str, frozenset[str]] = {}
        for kind, subject, spelt in texts:
            if kind != "topic":
                self._concepts[subject] = self.concepts_of(subject) | question.concepts(spelt)
        self.words = frozenset(feature for feature in subjects if " " not in feature)
        self.pairs = frozenset(feature for feature in subjects if " " in feature)
        self.by_sound = _by_sound(texts)

    def concepts_of(self, subject: str) -> frozenset[str]:
        """Return the things and acts some name or saying of a procedure, or of a matter done elsewhere, speaks of."""
        return self._concepts.get(subject, frozenset())

    def hits(self, spelt: Sequence[Word]) -> list[Hit]:
        """Return the sayings that share a word with the question, best first."""
        with_marks = question.marked(spelt)
        spelt = question.mend(spelt, self.words, self.pairs, self.by_sound)
        features = list(_features(spelt))
        asked = sum(self._rarity.get(feature, self._unseen) * share for feature, _, share in features)
        met: dict[int, float] = defaultdict(float)
        for feature, written, share in features:
            worth = self._rarity.get(feature, 0.0) * share
            for place, theirs in self._places.get(feature, ()):
                same = not with_marks or not written.strip() or written == theirs
                met[place] += worth if same else worth * OTHER_MARKS
        return sorted((self._hit(place, shared, asked) for place, shared in met.items()), key=_order)

    def _hit(self, place: int, shared: float, asked: float) -> Hit:
        saying = self._sayings[place]
        of_question, of_saying = min(1.0, shared / asked), min(1.0, shared / saying.weight)
        score = of_question ** (1 - SAYING_POWER) * of_saying**SAYING_POWER
        return Hit(saying, score, of_question, of_saying)


def names_of(facts: ProcedureFacts) -> Iterator[str]:
    """Return the official name in full and without its trimmings, keywords and our everyday names."""
    yield facts.name
    short = _TAIL.sub("", _LEADING.sub("", facts.name))
    head = short.split(" đối với ", 1)[0]
    yield from dict.fromkeys(each for each in (short, head) if each != facts.name and each.count(" ") > 1)
    yield from facts.keywords
    yield from sayings().names.get(facts.code, ())


@cache
def index() -> Index:
    """Return the index of the packaged catalogue, our topics and matters done elsewhere."""
    named = [("procedure", facts.code, name) for facts in all_procedures().values() for name in names_of(facts)]
    named += [("topic", topic.key, text) for topic in sayings().topics for text in topic.ask]
    named += [("elsewhere", other.key, text) for other in sayings().elsewhere for text in other.ask]
    return Index(named)


def _features(spelt: Sequence[Word]) -> Iterator[tuple[str, str, float]]:
    seen: set[str] = set()
    for word in spelt:
        if word.key not in seen:
            seen.add(word.key)
            yield word.key, word.written, WORD_SHARE * word.weight
    for first, second in itertools.pairwise(spelt):
        pair = f"{first.key} {second.key}"
        if pair not in seen:
            seen.add(pair)
            written = f"{first.written} {second.written}" if first.written and second.written else ""
            yield pair, written, (first.weight * second.weight) ** 0.5
    telling = [word for word in spelt if word.weight >= 1]
    for first, second in itertools.pairwise(telling):
        pair = f"{first.key} {second.key}"
        if pair not in seen:
            seen.add(pair)
            written = f"{first.written} {second.written}" if first.written and second.written else ""
            yield pair, written, OVER_LIGHT_WORDS


def _by_sound(texts: Iterable[tuple[str, str, Sequence[Word]]]) -> dict[str, str]:
    heard: dict[str, str] = {}
    for _, _, spelt in texts:
        for first, second in itertools.pairwise(spelt):
            pair = f"{first.key} {second.key}"
            heard.setdefault(f"{question.sound(first.key)} {question.sound(second.key)}", pair)
            heard.setdefault(f"{question.sound(first.written)} {question.sound(second.written)}", pair)
    return heard


def _order(hit: Hit) -> tuple[float, str]:
    return (-hit.score, hit.saying.subject)
