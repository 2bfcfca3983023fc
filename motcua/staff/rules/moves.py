"""Moving to a new post: what a person needs to begin, and when the list counts as complete."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from motcua.kernel.words import N_, Said, said
from motcua.office.rules import day_text


class Item(StrEnum):
    """What somebody who moves in needs (*sớm tiếp cận với môi trường làm việc mới*)."""

    SEAT = "seat"
    PC = "pc"
    ACCOUNT = "account"
    CERTIFICATE = "certificate"
    TRAINING = "training"
    HANDOVER = "handover"


ITEM_NAMES: Final = {
    Item.SEAT: N_("Chỗ ngồi"),
    Item.PC: N_("Máy tính"),
    Item.ACCOUNT: N_("Tài khoản"),
    Item.CERTIFICATE: N_("Chứng thư số"),
    Item.TRAINING: N_("Tập huấn"),
    Item.HANDOVER: N_("Bàn giao"),
}


class Answer(StrEnum):
    """What was said of an item; nothing said is open."""

    DONE = "done"
    NOT_NEEDED = "not_needed"


ANSWER_NAMES: Final = {Answer.DONE: N_("đã có"), Answer.NOT_NEEDED: N_("không cần")}


@dataclass(frozen=True, slots=True)
class Checked:
    """A checklist as it stands: what was answered and what the books themselves show (``seen``)."""

    answers: Mapping[Item, Answer]
    seen: frozenset[Item]

    @property
    def missing(self) -> tuple[Item, ...]:
        """Return what is neither done, nor seen in the books, nor said not to be needed."""
        return tuple(item for item in Item if item not in self.answers and item not in self.seen)

    @property
    def wanted(self) -> int:
        """Count what is needed: all but what was said not to be."""
        return sum(self.answers.get(item) is not Answer.NOT_NEEDED for item in Item)

    @property
    def has(self) -> int:
        """Count what is needed and there."""
        return self.wanted - len(self.missing)


def refuse_days(decided_on: date, first_day: date) -> Said | None:
    """Say why a first day cannot be: nobody begins before the decision."""
    if first_day < decided_on:
        return said(N_("Ngày nhận việc không trước ngày quyết định {day}."), day=day_text(decided_on))
    return None


def lacking(checked: Collection[Checked]) -> dict[Item, int]:
    """Return how many of the people lack each item."""
    return {item: sum(item in one.missing for one in checked) for item in Item}
