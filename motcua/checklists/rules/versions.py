"""The life of a version: draft, in use from a day on, offered no more from another. What was in use never changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final, Protocol, TypeVar

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

NOTE_MOST: Final = 500


class State(StrEnum):
    """How far a version is."""

    DRAFT = "draft"
    PUBLISHED = "published"
    DROPPED = "dropped"
    RETIRED = "retired"


STATE_NAMES: Final = {
    State.DRAFT: N_("Bản thảo"),
    State.PUBLISHED: N_("Đã ban hành"),
    State.DROPPED: N_("Bản thảo đã bỏ"),
    State.RETIRED: N_("Ngừng dùng"),
}


class Versioned(Protocol):
    """What is asked of a version here."""

    @property
    def number(self) -> int:
        """Its number, from 1."""

    @property
    def valid_from(self) -> date | None:
        """The day it is in use from, ``None`` for a draft."""

    @property
    def retired_from(self) -> date | None:
        """The day it is offered no more from."""


V = TypeVar("V", bound=Versioned)


def offered_on(versions: Iterable[V], day: date) -> V | None:
    """Return the version that is offered on a day: the latest begun by then and not retired by then."""
    begun = [
        one
        for one in versions
        if one.valid_from is not None and one.valid_from <= day and (one.retired_from is None or day < one.retired_from)
    ]
    return max(begun, key=lambda one: (one.valid_from, one.number), default=None)


def ends_on(versions: Iterable[Versioned]) -> date | None:
    """Return the day from which no version is offered; ``None`` while one has no end, or none was ever in use."""
    ends = [one.retired_from for one in versions if one.valid_from is not None]
    found = [day for day in ends if day is not None]
    return max(found) if found and len(found) == len(ends) else None


def check_day(day: date, today: date, field: str) -> None:
    """Raise :class:`BadInput` for a day that is over: what was asked then is not changed afterwards."""
    if day < today:
        raise BadInput(N_("Chọn từ hôm nay trở đi; việc đã qua không đổi được."), field=field)
