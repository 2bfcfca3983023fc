"""When a phase may begin on a day of rest, and when a script has passed: tables."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from motcua.kernel.words import said
from motcua.readiness.rules.trial import Asks, refuse_begin, refuse_passed

REST = said("15/6/2025 là Chủ nhật")


@dataclass(frozen=True)
class Evidence:
    state: str
    scans: int = 0
    label: str = "H33.99.01-250711-0001"


@pytest.mark.parametrize(
    ("rest", "plan", "without", "some", "refused"),
    [
        (None, "", ("Trà Lý",), False, None),
        (REST, "Hai người trực", ("Trà Lý",), False, None),
        (REST, "", ("Trà Lý",), False, "lập phương án trực"),
        (REST, "  \n ", ("Trà Lý",), False, "lập phương án trực"),
        (REST, "", ("Trà Lý", "Vũ Phúc"), True, "còn Trà Lý, Vũ Phúc"),
        (REST, "Hai người trực", ("Trà Lý",), True, None),
        (REST, "", (), True, None),
        (REST, "", (), False, "lập phương án trực"),
    ],
)
def test_on_a_day_of_rest_somebody_is_named_in_words_or_by_every_roster(rest, plan, without, some, refused):
    answer = refuse_begin(rest, plan, without, some=some)
    assert (refused in str(answer)) if refused else answer is None


@pytest.mark.parametrize(
    ("asks", "passing"),
    [
        (Asks.NOTHING, {"none", "accepted", "scanned", "ready", "returned"}),
        (Asks.ACCEPTED, {"accepted", "scanned", "ready", "returned"}),
        (Asks.SCANNED, {"scanned"}),
        (Asks.READY, {"ready", "returned"}),
        (Asks.RETURNED, {"returned"}),
    ],
)
def test_a_script_passes_when_its_dossier_has_come_so_far(asks, passing):
    shown = {
        "none": None,
        "accepted": Evidence("accepted"),
        "scanned": Evidence("processing", scans=1),
        "ready": Evidence("ready"),
        "returned": Evidence("returned"),
    }
    assert {name for name, dossier in shown.items() if refuse_passed(asks, dossier) is None} == passing
