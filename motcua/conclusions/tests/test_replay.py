"""Rows of the room follow from its history: nothing differs after the story, and what is altered by hand is found."""

from __future__ import annotations

from datetime import date

from motcua.conclusions.commands import CorrectConclusion
from motcua.ledger import replay
from motcua.ledger.perform import perform
from tests.house.altered import unwatched


def test_every_row_follows_from_its_history_and_an_altered_one_is_found(told):
    region, made = told
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
    assert unwatched("conclusions") == set()
