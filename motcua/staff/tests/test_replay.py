"""Rows of the room follow from its history: nothing differs after the story, and what is altered by hand is found."""

from __future__ import annotations

from motcua.config.demo import staffing as story
from motcua.ledger import replay
from tests.house.altered import unwatched

NAMES = {"StaffNeed.answered_by"}
"""Follows from the account and post in the entry."""
ABSENT = {
    *("Attendance", "ClassSession", "Cover", "Enrolment", "Leave", "Presence", "Shortcoming", "Skill", "TrainingClass"),
}
"""Not in this story: the room's other tests are replayed as well (``tests/house/replayed.py``)."""


def test_every_row_follows_from_its_history_and_an_altered_one_is_found(region):
    story.fill(region)
    assert replay.compare() == []
    assert unwatched("staff") == NAMES | ABSENT
