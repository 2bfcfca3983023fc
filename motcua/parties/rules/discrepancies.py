"""Data that differ between card, old card, other papers and the record: side by side, with the letters marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapidfuzz.distance import Indel

from motcua.kernel import text
from motcua.kernel.partial_date import PartialDate
from motcua.kernel.words import N_, Said, said
from motcua.parties.rules.details import FIELD_NAMES

COMPARED: Final = ("number", "old_number", "name", "born", "sex", "nationality", "address")
_NAMES: Final = FIELD_NAMES | {"number": N_("Số định danh"), "old_number": N_("Số CMND cũ")}


class Weight(StrEnum):
    """How far two values are apart: only in marks, only in what is known of a date, or truly."""

    MARKS = "marks"
    PARTIAL = "partial"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Source:
    """One source of data, what to call it, and its values by field (empty: it does not say)."""

    label: Said
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A value in one source; ``marks`` are ``(start, end)`` spans of characters that differ from the first source."""

    label: Said
    value: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A field in which sources differ: what each says, the first source first, and the advice."""

    field: str
    name: Said
    weight: Weight
    sides: tuple[Shown, ...]

    @property
    def advice(self) -> Said:
        """What to do about it, in a sentence."""
        if self.weight is Weight.PARTIAL:
            return said(N_("Ngày sinh không trái nhau, nhưng có nơi ghi thiếu; lấy theo giấy tờ ghi đủ."))
        return said(N_("Đối chiếu bản gốc; sai ở đâu thì hướng dẫn người dân đến nơi đó để chỉnh."))


def discrepancies(sources: Sequence[Source]) -> list[Discrepancy]:
    """Return the fields in which the sources do not say the same, each source beside the first that says anything.

    Letter case, spaces and where a tone mark stands make no difference; a missing value is none.
    """
    found = []
    for field in COMPARED:
        said_by = [
            (source.label, text.nfc(value)) for source in sources if (value := source.values.get(field, "").strip())
        ]
        weights = [weight for _, value in said_by[1:] if (weight := _weight(field, said_by[0][1], value))]
        if weights:
            found.append(Discrepancy(field, said(_NAMES[field]), max(weights, key=_ORDER.index), _sides(said_by)))
    return found


_ORDER = (Weight.MARKS, Weight.PARTIAL, Weight.DIFFERENT)


def _weight(field: str, a: str, b: str) -> Weight | None:
    if text.same_text(a, b):
        return None
    if field == "born":
        return Weight.PARTIAL if PartialDate.from_iso(a).agrees_with(PartialDate.from_iso(b)) else Weight.DIFFERENT
    return Weight.MARKS if text.fold(a) == text.fold(b) else Weight.DIFFERENT


def _sides(said_by: Sequence[tuple[Said, str]]) -> tuple[Shown, ...]:
    first_label, first = said_by[0]
    own: set[int] = set()
    others = []
    for label, value in said_by[1:]:
        mine, theirs = _differing(first, value)
        own |= mine
        others.append(Shown(label, value, _spans(theirs)))
    return (Shown(first_label, first, _spans(own)), *others)


def _differing(a: str, b: str) -> tuple[set[int], set[int]]:
    """Return the positions of characters in ``a`` and in ``b`` that the other has not, letter case aside."""
    in_a: set[int] = set()
    in_b: set[int] = set()
    for step in Indel.opcodes(_lower(a), _lower(b)):
        if step.tag != "equal":
            in_a.update(range(step.src_start, step.src_end))
            in_b.update(range(step.dest_start, step.dest_end))
    return in_a, in_b


def _lower(value: str) -> str:
    """Lower each letter that stays one letter, tones as the new placement writes them, so that positions hold.

    "hòa" beside "hoà" then marks nothing: only letters that read otherwise are marked.
    """
    placed = text.canonical_tones(value)
    value = placed if len(placed) == len(value) else value
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in value)


def _spans(positions: set[int]) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    for at in sorted(positions):
        if spans and spans[-1][1] == at:
            spans[-1] = (spans[-1][0], at + 1)
        else:
            spans.append((at, at + 1))
    return tuple(spans)
