"""Deals tests out to the processes of a run: a file to one of them, and files that share a house to the same one.

A plugin of ``pyproject.toml``. The marks that pytest-xdist has for this are written where pytest 9.2 no longer looks: with
them every test was dealt out singly, each process built every town and house for itself, and a day of a story could be
played in books in which the day before had been told, not played.
"""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

FRIDAY, TODAY = "the house of 11/7/2025", "the house of today"
BIRTH = "tests/journeys/test_birth.py"
TOGETHER = {
    "motcua/desks/counter/tests/test_at_once.py": "many processes",
    "motcua/dossiers/tests/test_at_once.py": "many processes",
    "motcua/ledger/tests/test_processes.py": "many processes",
    BIRTH: FRIDAY,
    "tests/journeys/test_import.py": FRIDAY,
    "tests/journeys/test_phung_cong.py": FRIDAY,
    "tests/journeys/test_visit.py": FRIDAY,
    "tests/journeys/test_field.py": TODAY,
}


def hand_of(nodeid: str) -> str:
    """Return which tests one process gets together, by a test's id."""
    file = nodeid.split("::", 1)[0]
    if file == BIRTH and nodeid.endswith("[today]"):
        return TODAY
    return TOGETHER.get(file, file)


class _ByFile(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return hand_of(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Deal by hands, whatever ``--dist`` says."""
    return _ByFile(config, log)
