"""The shape in which a room tells what happened to one of its things, as desks draw it on a timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.kernel.words import Said


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened: when, what, who did it, and in which words."""

    at: datetime
    label: Said
    who: str
    body: str
    tone: str = "plain"
    icon: str = ""
    href: str = ""
