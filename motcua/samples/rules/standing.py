"""How the dossiers of a sample stand: what was not checked is never good, and what nobody knows is not good either. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from motcua.kernel.rate import Rate
from motcua.kernel.words import N_
from motcua.samples.rules.checks import Verdict


class Stands(StrEnum):
    """How one dossier of a sample stands; values are words of addresses."""

    RIGHT = "dung"
    WRONG = "sai"
    UNKNOWN = "chua-du"
    UNCHECKED = "chua-xem"


STANDS_NAMES: Final = {
    Stands.RIGHT: N_("Đúng quy trình"),
    Stands.WRONG: N_("Có điểm không khớp"),
    Stands.UNKNOWN: N_("Chưa đủ dữ liệu"),
    Stands.UNCHECKED: N_("Chưa kiểm tra xong"),
}


@dataclass(frozen=True, slots=True)
class Answered:
    """What holds of one check of a dossier: the verdict, ``None`` where nobody answered; ``disputed``: people differ."""

    verdict: Verdict | None
    disputed: bool = False


def stands(checks: Iterable[Answered]) -> Stands:
    """Return how a dossier stands to its checks.

    Unchecked while one is unanswered or disputed, wrong with one that does not match, right where all match. One without
    data leaves it unknown: that is never right.
    """
    found = list(checks)
    if not found or any(one.verdict is None or one.disputed for one in found):
        return Stands.UNCHECKED
    verdicts = {one.verdict for one in found}
    if Verdict.MISMATCH in verdicts:
        return Stands.WRONG
    return Stands.RIGHT if verdicts == {Verdict.MATCH} else Stands.UNKNOWN


@dataclass(frozen=True, slots=True)
class Tally:
    """How many dossiers of a sample stand how; those picked by hand are no part of a random sample and not among them."""

    numbers: Mapping[Stands, int]

    @property
    def all(self) -> int:
        """Return how many there are."""
        return sum(self.numbers.values())

    @property
    def checked(self) -> int:
        """Return how many were checked to the end."""
        return self.all - self.numbers[Stands.UNCHECKED]

    @property
    def rate(self) -> Rate:
        """Return those as they should be of those checked to the end; of none there is no rate."""
        return Rate(self.numbers[Stands.RIGHT], self.checked, N_("hồ sơ đúng quy trình"), N_("hồ sơ đã kiểm tra xong"))


def tally(found: Iterable[Stands]) -> Tally:
    """Return how many dossiers stand how."""
    counts = Counter(found)
    return Tally({one: counts[one] for one in Stands})
