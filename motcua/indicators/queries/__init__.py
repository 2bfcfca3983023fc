"""What the room of figures answers: lists, counts, one figure beside what our books say, the figures of a place."""

from __future__ import annotations

from motcua.indicators.queries.figures import (
    Asked,
    Counts,
    FigurePage,
    FigureRow,
    FlagRow,
    Show,
    ShownPart,
    counts,
    exported,
    listed,
    page,
)
from motcua.indicators.queries.places import Beside, beside, by_place

__all__ = [
    "Asked",
    "Beside",
    "Counts",
    "FigurePage",
    "FigureRow",
    "FlagRow",
    "Show",
    "ShownPart",
    "beside",
    "by_place",
    "counts",
    "exported",
    "listed",
    "page",
]
