"""What findings answer: sheets, findings, how places stand, files. Cut by :mod:`.scope` alone."""

from __future__ import annotations

from motcua.findings.queries.findings import (
    Asked,
    FindingPage,
    FindingRow,
    Offender,
    Show,
    WordRow,
    counts,
    exported,
    listed,
    offenders,
    repeated,
    sees,
    standing_of,
)

__all__ = [
    "Asked",
    "FindingPage",
    "FindingRow",
    "Offender",
    "Show",
    "WordRow",
    "counts",
    "exported",
    "listed",
    "offenders",
    "repeated",
    "sees",
    "standing_of",
]
