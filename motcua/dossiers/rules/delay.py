"""Why a dossier is late, told by evidence in the books and not by a tick. The rule in words: docs/rules/delay.md.

Time is a line of working minutes from the reception on. Pure: minutes in, minutes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from motcua.kernel.words import N_


class Lost(StrEnum):
    """What working minutes of a dossier were lost to. Where several held at once, the one named first has the minute."""

    CITIZEN = "citizen"
    SEAL = "seal"
    OTHER_BODY = "other_body"
    SYSTEM = "system"
    PEOPLE = "people"
    UNKNOWN = "unknown"


LOST_NAMES: Final[Mapping[str, str]] = {
    Lost.SEAL: N_("Chưa có con dấu hoặc chữ ký số"),
    Lost.OTHER_BODY: N_("Cơ quan khác trả lời trễ"),
    Lost.SYSTEM: N_("Hệ thống, đường truyền gián đoạn"),
    Lost.PEOPLE: N_("Người giải quyết giữ quá thời gian của bước"),
    Lost.UNKNOWN: N_("Sổ chưa đủ chứng cứ"),
}
"""What a delay may be told to be: never the citizen, whose time does not count."""
_EVIDENCE: Final = (Lost.CITIZEN, Lost.SEAL, Lost.OTHER_BODY, Lost.SYSTEM)

Minutes = tuple[int, int]
"""From a working minute to another, the second not included."""


@dataclass(frozen=True, slots=True)
class Held:
    """A step as somebody held it: from ``start`` to ``end``, and how many working minutes it may take."""

    start: int
    end: int
    allowed: int


@dataclass(frozen=True, slots=True)
class Delay:
    """How many working minutes a dossier is late, and what they are told to be, the most first."""

    minutes: int
    parts: tuple[tuple[Lost, int], ...]

    @property
    def main(self) -> Lost:
        """Return what most of it was lost to."""
        return self.parts[0][0] if self.parts else Lost.UNKNOWN


def delayed(due: int, end: int, pauses: Iterable[Minutes]) -> int:
    """Return the working minutes from ``due`` to ``end`` in which the clock ran: pauses are the citizen's, no delay."""
    edges = sorted({due, end, *(min(max(edge, due), end) for span in pauses for edge in span)} if end > due else ())
    return sum(b - a for a, b in pairwise(edges) if not _within(pauses, a, b))


def lost(evidence: Mapping[Lost, Sequence[Minutes]], held: Sequence[Held]) -> dict[Lost, int]:
    """Return how many minutes were lost to what, the citizen's aside.

    A minute in which something was missing is that thing's. Any other is used by whoever held the step, and lost to
    people once the step's own time is used up: what was waited for does not use up theirs.
    """
    edges = {edge for spans in evidence.values() for span in spans for edge in span}
    edges |= {edge for one in held for edge in (one.start, one.end)}
    left = [max(one.allowed, 0) for one in held]
    found: dict[Lost, int] = {}
    for a, b in pairwise(sorted(edges)):
        why = next((one for one in _EVIDENCE if _within(evidence.get(one, ()), a, b)), None)
        if why is not None:
            found[why] = found.get(why, 0) + b - a
            continue
        holder = next((place for place, one in enumerate(held) if one.start <= a and b <= one.end), None)
        if holder is not None:
            used = min(left[holder], b - a)
            left[holder] -= used
            found[Lost.PEOPLE] = found.get(Lost.PEOPLE, 0) + b - a - used
    found.pop(Lost.CITIZEN, None)
    return {why: minutes for why, minutes in found.items() if minutes}


def told(delay: int, found: Mapping[Lost, int]) -> Delay:
    """Return a delay as its parts: what was lost, in proportion where more was lost than the delay is long.

    Parts are whole minutes and add up to the delay: what a share leaves over goes to the largest rests. What no evidence
    explains is said to be unknown.
    """
    whole = sum(found.values())
    if whole <= delay:
        parts = dict(found) | ({Lost.UNKNOWN: delay - whole} if whole < delay else {})
    else:
        parts = {why: delay * minutes // whole for why, minutes in found.items()}
        rests = sorted(found, key=lambda why: (-(delay * found[why] % whole), list(Lost).index(why)))
        for why in rests[: delay - sum(parts.values())]:
            parts[why] += 1
    ordered = sorted(parts.items(), key=lambda one: (-one[1], list(Lost).index(one[0])))
    return Delay(delay, tuple((why, minutes) for why, minutes in ordered if minutes))


def _within(spans: Iterable[Minutes], a: int, b: int) -> bool:
    return any(start <= a and b <= end for start, end in spans)
