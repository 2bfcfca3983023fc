"""The small vocabulary of figures and the scales of online services, as data with their source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import msgspec

from motcua.indicators.rules.facts import Kind, Level, Scale

_FILE: Final = Path(__file__).parent / "data" / "vocabulary.json"


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a figure may be called, with its definition; ``computed`` names the formula of its counterpart, if any."""

    key: str
    name: str
    kind: Kind
    unit: str
    numerator: str
    denominator: str
    source: str
    fresh_days: int
    computed: str


FRESH_DAYS: Final = 365
"""Days after which a figure in free words counts as old; ours."""


@lru_cache(maxsize=1)
def _read() -> Any:
    return msgspec.json.decode(_FILE.read_bytes())


@lru_cache(maxsize=1)
def indicators() -> Mapping[str, Indicator]:
    """Return the vocabulary by key, in its own order."""
    return {row["key"]: Indicator(**(row | {"kind": Kind(row["kind"])})) for row in _read()["indicators"]}


@lru_cache(maxsize=1)
def scales() -> tuple[Scale, ...]:
    """Return the scales of online services, the oldest first."""
    return tuple(
        Scale(
            key=row["key"],
            name=row["name"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            source=row["source"],
            levels=tuple((level, Level(mapped)) for level, mapped in row["levels"].items()),
        )
        for row in _read()["scales"]
    )


def source_note() -> str:
    """Return where the vocabulary is from and how far that is trusted."""
    return str(_read()["source"])


def fresh_days(indicator: str) -> int:
    """Return after how many days a figure of this indicator counts as old."""
    known = indicators().get(indicator)
    return known.fresh_days if known else FRESH_DAYS
