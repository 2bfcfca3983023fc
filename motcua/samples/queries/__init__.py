"""What samples answer: tables for whoever may look, dossiers for those who check them. Cut by :mod:`.scope` alone."""

from __future__ import annotations

from motcua.samples.queries.dossiers import AnswerRow, CheckRow, DossierSheet, Kit, demand_work, kit, sheet
from motcua.samples.queries.tables import (
    LineRow,
    Repeated,
    SamplePage,
    SampleRow,
    StopSamples,
    at_stop,
    count_at_stop,
    page,
    repeated,
    worked,
)

__all__ = [
    "AnswerRow",
    "CheckRow",
    "DossierSheet",
    "Kit",
    "LineRow",
    "Repeated",
    "SamplePage",
    "SampleRow",
    "StopSamples",
    "at_stop",
    "count_at_stop",
    "demand_work",
    "kit",
    "page",
    "repeated",
    "sheet",
    "worked",
]
