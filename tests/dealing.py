"""Which tests one process of a run gets together: a file, and files that share a house.

Dealt out singly, each process built every town and house for itself, and a day of a story could be played in books in
which the day before had been told, not played. ``tests/forked.py`` deals by this.
"""

from __future__ import annotations

FRIDAY, TODAY = "the house of 11/7/2025", "the house of today"
BIRTH = "tests/journeys/test_birth.py"
PARSED = "the files of the house, parsed"
"""Tests that look through the syntax of every file: parsed once, in one process."""
TOGETHER = {
    "motcua/desks/counter/tests/test_at_once.py": "many processes",
    "motcua/dossiers/tests/test_at_once.py": "many processes",
    "motcua/ledger/tests/test_processes.py": "many processes",
    "tests/house/test_clock.py": PARSED,
    "tests/house/test_events.py": PARSED,
    "tests/house/test_said.py": PARSED,
    "tests/house/test_sizes.py": PARSED,
    "tests/house/test_stamps.py": PARSED,
    "tests/house/test_tables.py": PARSED,
    BIRTH: FRIDAY,
    "tests/journeys/test_certified.py": FRIDAY,
    "tests/journeys/test_import.py": FRIDAY,
    "tests/journeys/test_phung_cong.py": FRIDAY,
    "tests/journeys/test_second_screen.py": FRIDAY,
    "tests/journeys/test_visit.py": FRIDAY,
    "tests/journeys/test_field.py": TODAY,
}


def hand_of(nodeid: str) -> str:
    """Return which tests one process gets together, by a test's id."""
    file = nodeid.split("::", 1)[0]
    if file == BIRTH and nodeid.endswith("[today]"):
        return TODAY
    return TOGETHER.get(file, file)
