"""What the verdicts of a checklist come to: points by weight for each group and the whole, and its shortcomings.

*Đạt* gives two points for each unit of weight, *cơ bản đạt* one, *chưa đạt* none. *Không áp dụng* leaves the sum. *Chưa
kiểm tra*, said or left unsaid, stays in it without points, so that what nobody looked at never makes a full score. No
legal text sets these points: they are this product's own (docs/rules/checklists.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from motcua.checklists.rules.evaluating import Evaluation
from motcua.checklists.rules.items import Form, Group, Item, Kind, Severity, Verdict
from motcua.kernel.rate import Rate
from motcua.kernel.words import N_, Said, said

POINTS: Final = {Verdict.MET: 2, Verdict.BASIC: 1, Verdict.UNMET: 0, Verdict.UNCHECKED: 0}
FULL: Final = 2
WEIGHT_MOST: Final = 10


@dataclass(frozen=True, slots=True)
class Points(Rate):
    """Points reached of those that could be; ``denominator`` 0: there is nothing to rate."""

    numerator_name: str = N_("điểm đạt được")
    denominator_name: str = N_("điểm tối đa của các mục áp dụng")

    @property
    def words(self) -> Said:
        """The per cent, cut so that only a full score reads 100, with both counts; «chưa có» of nothing."""
        cut = self.cut()
        if cut is None:
            return said(N_("chưa có"))
        shown = format(cut, "f").removesuffix(".0").replace(".", ",")
        return said(N_("{percent} % ({n}/{all} điểm)"), percent=shown, n=self.numerator, all=self.denominator)


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """An item whose answer is a shortcoming, and how heavy it is."""

    item: str
    answer: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class GroupScore:
    """A group of items with its rate and how many items got which verdict."""

    group: Group | None
    rate: Points
    verdicts: Mapping[Verdict, int]


@dataclass(frozen=True, slots=True)
class Score:
    """The whole checklist, its outermost groups in order, and the shortcomings, the heaviest first."""

    whole: Points
    verdicts: Mapping[Verdict, int]
    groups: tuple[GroupScore, ...]
    shortcomings: tuple[Shortcoming, ...]


def score(form: Form, found: Evaluation) -> Score:
    """Return what an evaluation comes to; items that are not relevant count nowhere."""
    counted = [(item, verdict_of(item, found)) for item in form.scored() if item.name in found.relevant]
    groups: dict[str, list[tuple[Item, Verdict]]] = {}
    for item, verdict in counted:
        groups.setdefault(item.groups[0] if item.groups else "", []).append((item, verdict))
    return Score(
        whole=_rate(counted),
        verdicts=_tally(counted),
        groups=tuple(
            GroupScore(form.groups_by_name.get(name), _rate(pairs), _tally(pairs)) for name, pairs in groups.items()
        ),
        shortcomings=_shortcomings(form, found),
    )


def verdict_of(item: Item, found: Evaluation) -> Verdict:
    """Return the verdict of an item: what nobody answered was not looked at."""
    return Verdict(found.values.get(item.name) or Verdict.UNCHECKED)


def _rate(counted: list[tuple[Item, Verdict]]) -> Points:
    applied = [(item.weight, POINTS[verdict]) for item, verdict in counted if verdict in POINTS]
    return Points(sum(weight * points for weight, points in applied), sum(weight * FULL for weight, _ in applied))


def _tally(counted: list[tuple[Item, Verdict]]) -> Mapping[Verdict, int]:
    numbers = Counter(verdict for _, verdict in counted)
    return {verdict: numbers[verdict] for verdict in Verdict}


def _shortcomings(form: Form, found: Evaluation) -> tuple[Shortcoming, ...]:
    heaviest = list(Severity)[::-1]
    rows = []
    for item in form.items:
        answer = found.values.get(item.name, "")
        said_so = answer.split() if item.kind is Kind.MANY else [answer]
        if item.name in found.relevant and set(said_so) & set(item.shortcoming):
            rows.append(Shortcoming(item.name, answer, item.severity))
    return tuple(sorted(rows, key=lambda row: heaviest.index(row.severity)))
