"""How a finding lives: kinds, severities, states, and what may follow what.

A shortcoming (*tồn tại, hạn chế*) is put right by the unit, which proves it, and is closed by whoever looks again; what is
not good enough is open again with the reason. A shortcoming that was pointed out without words (the report on Tri Trung
of 22/2/2018: «còn một số tồn tại, thiếu sót») is kept as *not described* until somebody describes it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said

WORDS_MOST: Final = 3000
REASON_MOST: Final = 500
PHOTOS_MOST: Final = 20
PROOFS_MOST: Final = 20
DUE_MOST_DAYS: Final = 366


class Kind(StrEnum):
    """What a finding is: something good, something lacking, or a lack that nobody put in words."""

    GOOD = "good"
    SHORTCOMING = "shortcoming"
    UNDESCRIBED = "undescribed"


class State(StrEnum):
    """How far a finding has come. What is good is noted and stays so."""

    NOTED = "noted"
    OPEN = "open"
    PROVEN = "proven"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Reply(StrEnum):
    """What kind of word was said about a finding after it was noted."""

    EXPLAINED = "explained"
    PROOF = "proof"
    CLOSED = "closed"
    NOT_YET = "not_yet"
    REOPENED = "reopened"


KIND_NAMES: Final = {
    Kind.GOOD: N_("Ưu điểm"),
    Kind.SHORTCOMING: N_("Tồn tại, hạn chế"),
    Kind.UNDESCRIBED: N_("Có tồn tại, chưa mô tả"),
}
STATE_NAMES: Final = {
    State.NOTED: N_("đã ghi nhận"),
    State.OPEN: N_("chưa khắc phục"),
    State.PROVEN: N_("chờ kiểm tra lại"),
    State.CLOSED: N_("đã khắc phục"),
    State.WITHDRAWN: N_("đã rút"),
}
UNSETTLED: Final = (State.OPEN, State.PROVEN)
"""States of a shortcoming that somebody still has to do something about."""
LACKS: Final = (Kind.SHORTCOMING, Kind.UNDESCRIBED)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a place's findings of a campaign: how many are good, closed, still open, and not described."""

    good: int = 0
    closed: int = 0
    unsettled: int = 0
    undescribed: int = 0

    @property
    def words(self) -> Said:
        """Return it in words. What was pointed out without words is never counted as none."""
        known = self.closed + self.unsettled
        if self.undescribed and not known:
            return said(N_("có tồn tại nhưng chưa được mô tả"))
        if self.undescribed:
            return said(
                N_("{closed}/{known} tồn tại đã khắc phục; còn tồn tại chưa được mô tả"),
                closed=self.closed,
                known=known,
            )
        if not known:
            return said(N_("chưa ghi nhận tồn tại nào"))
        return said(N_("{closed}/{known} tồn tại đã khắc phục"), closed=self.closed, known=known)


def first_state(kind: Kind) -> State:
    """Return the state a finding of this kind begins in."""
    return State.NOTED if kind is Kind.GOOD else State.OPEN


def checked_words(kind: Kind, words: str) -> str:
    """Return what was seen as it is kept; :class:`BadInput` where it says nothing: only *not described* may be silent."""
    kept = clean(words, lines=True)
    if len(kept) > WORDS_MOST:
        raise BadInput(N_("Nội dung dài quá {most} ký tự."), field="words", most=WORDS_MOST)
    if not kept and kind is Kind.SHORTCOMING:
        raise BadInput(
            N_("Ghi rõ tồn tại là gì. Nếu chỉ được nêu chung, chọn «Có tồn tại, chưa mô tả»."), field="words"
        )
    if not kept and kind is Kind.GOOD:
        raise BadInput(N_("Ghi rõ ưu điểm là gì."), field="words")
    return kept


def checked_text(text: str, field: str, sentence: str, most: int = REASON_MOST) -> str:
    """Return a sentence that must be given as it is kept; ``sentence`` asks for it."""
    kept = clean(text, lines=True)
    if not kept:
        raise BadInput(sentence, field=field)
    if len(kept) > most:
        raise BadInput(N_("Nội dung dài quá {most} ký tự."), field=field, most=most)
    return kept


def check_due(due: date | None, today: date) -> None:
    """Raise :class:`BadInput` for a day nobody can keep: before today or more than a year ahead."""
    if due is not None and not 0 <= (due - today).days <= DUE_MOST_DAYS:
        raise BadInput(N_("Hạn khắc phục phải từ hôm nay và trong một năm."), field="due")


def refuse_state(kind: str, state: str, allowed: Collection[State], otherwise: str) -> Said | None:
    """Say why a finding in this state cannot be acted upon so: what is good needs nothing, the rest has its order."""
    if kind == Kind.GOOD and State.NOTED not in allowed:
        return said(N_("Ưu điểm không cần khắc phục."))
    return None if state in allowed else said(otherwise)


def is_overdue(state: str, due: date | None, today: date) -> bool:
    """Say whether a shortcoming was to be put right before today and nobody has proven that it is."""
    return state == State.OPEN and due is not None and due < today


def days_late(state: str, due: date | None, today: date) -> int:
    """Return by how many calendar days a shortcoming is late, 0 while it is not."""
    return (today - due).days if due is not None and is_overdue(state, due, today) else 0
