"""The topics of the centre's housekeeping, in the order of the desk's first page. Each has addresses of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from motcua.kernel.words import N_


@dataclass(frozen=True, slots=True)
class Topic:
    """A part of the desk: its first address by name, its title, what it is for, its picture, and what opens it."""

    view: str
    title: str
    about: str
    icon: str
    powers: frozenset[str]


TOPICS: Final[tuple[Topic, ...]] = (
    Topic(
        "assets:register",
        N_("Tài sản, thiết bị"),
        N_("Sổ tài sản, bàn giao, so với hướng dẫn trang bị, đề nghị bổ sung, kiểm kê."),
        "scan",
        frozenset({"asset.read", "asset.write", "asset.norm"}),
    ),
)
