"""Lists with their filters that a person keeps under a name: how many, how named, what they may hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_

VIEWS_MOST: Final = 12
NAME_MOST: Final = 60
VALUE_MOST: Final = 120


def checked_name(text: str, others: Collection[str]) -> str:
    """Return a name as it is kept; :class:`BadInput` for none, one too long, or one that another list of theirs has."""
    name = clean(text)
    if not name:
        raise BadInput(N_("Đặt tên cho danh sách."), field="name")
    if len(name) > NAME_MOST:
        raise BadInput(N_("Tên dài quá {most} ký tự."), field="name", most=NAME_MOST)
    if fold(name) in {fold(other) for other in others}:
        raise BadInput(N_("Bạn đã có danh sách tên «{name}»."), field="name", name=name)
    return name


def checked_filters(given: Mapping[str, str], known: Collection[str]) -> dict[str, str]:
    """Return filters as they are kept, none empty; :class:`BadInput` for a filter there is not, or a value too long."""
    for name, value in given.items():
        if name not in known or len(value) > VALUE_MOST:
            raise BadInput(N_("Bộ lọc không đúng, không lưu được."), field="filters")
    return {name: clean(given[name]) for name in sorted(given) if clean(given[name])}


def check_room(count: int) -> None:
    """Refuse one more list than a person may keep."""
    if count >= VIEWS_MOST:
        raise RuleError(N_("Mỗi người lưu được {most} danh sách. Bỏ bớt rồi lưu."), most=VIEWS_MOST)
