"""Tests that share a house or a town are one process's: dealt out singly they are slow, and stories break."""

from __future__ import annotations

from tests.dealing import TOGETHER, hand_of
from tests.house import plan

JOURNEYS = plan.PACKAGE.parent / "tests/journeys"


def test_a_file_is_one_hand():
    assert hand_of("motcua/works/tests/test_story.py::test_a[x]") == hand_of("motcua/works/tests/test_story.py::test_b")
    assert hand_of("motcua/works/tests/test_story.py::test_a") != hand_of("motcua/works/tests/test_rules.py::test_a")


def test_journeys_in_one_house_are_one_hand():
    birth = "tests/journeys/test_birth.py::test_from_the_card_to_the_returned_result"
    assert hand_of(f"{birth}[11-7-2025]") == hand_of("tests/journeys/test_visit.py::test_one")
    assert hand_of(f"{birth}[today]") == hand_of("tests/journeys/test_field.py::test_one")
    assert hand_of(f"{birth}[today]") != hand_of(f"{birth}[11-7-2025]")


def test_every_journey_that_asks_for_a_house_is_told_apart():
    asking = {f"tests/journeys/{file.name}" for file in JOURNEYS.glob("test_*.py") if "house_at" in file.read_text()}
    assert asking == {name for name in TOGETHER if name.startswith("tests/journeys/")}
