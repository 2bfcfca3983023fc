"""Rows of the room follow from its history: nothing differs after the story, and what is altered by hand is found."""

from __future__ import annotations

from motcua.config.demo import readiness as story
from motcua.ledger import replay
from tests.house.altered import unwatched

NAMES = {
    *("Answer.by", "Answer.by_title", "Certificate.by", "Certificate.by_title", "Certificate.ended_by"),
    *("PlanVersion.by", "Template.issued_by"),
}
"""Follow from the account and post in the entry."""
FOLLOWS = {
    *("BoardCentre.folded", "BoardCentre.name", "BoardCentre.place", "TrialCentre.name", "TrialCentre.place"),
    *("Certificate.ended_why", "Template.title", "Template.trust"),
}
"""Follow from the books of office, from the answers, or stand in the content whose hash is compared."""
ABSENT = {"Defect", "Evidence", "Launch", "ScriptResult", "SelfTest", "Waiver"}
"""Not in this story: the room's other tests are replayed as well (``tests/house/replayed.py``)."""


def test_every_row_follows_from_its_history_and_an_altered_one_is_found(region):
    story.fill(region)
    assert replay.compare() == []
    # Summaries are reckoned anew and compared by a duty of their own (test_commands.py).
    assert {each for each in unwatched("readiness") if not each.startswith("Summary.")} == NAMES | FOLLOWS | ABSENT
