"""Rows of the room follow from its history: nothing differs after the story, and what is altered by hand is found."""

from __future__ import annotations

from datetime import date

from motcua.config.demo import projects as story
from motcua.ledger import replay
from motcua.ledger.perform import perform
from motcua.oversight.commands import CorrectConclusion
from tests.house.altered import unwatched

NAMES = {"ProjectWord.unit_name"}
"""Follows from the account and post in the entry."""
ABSENT: set[str] = set()


def test_every_row_follows_from_its_history_and_an_altered_one_is_found(told):
    region, made = told
    story.fill(region)
    corrected = CorrectConclusion(
        conclusion=made["lam-thao"],
        number="02/UBND",
        issued_on=date(2025, 6, 16),
        wrong="Cao Xá",
        right="Bản Nguyên",
        reason="Tên đơn vị mới",
    )
    perform(corrected, region["khoakd"])
    assert replay.compare() == []
    assert unwatched("oversight") == NAMES | ABSENT
