"""Lines and cuts follow from their history: nothing differs after the story, and what is altered by hand is found."""

from __future__ import annotations

from motcua.config.demo import lines as story
from motcua.ledger import replay
from tests.house.altered import unwatched

ABSENT = {"Evidence"}
"""Not in this story: the room's other tests are replayed as well (``tests/house/replayed.py``)."""
MEASURED = ("Hour.", "Measurement.")
"""No acts: kept under the digest of their batch, hours made of them, the single ones removed in time."""


def test_every_line_and_cut_follows_from_its_history_and_an_altered_one_is_found(region):
    story.fill(region)
    assert replay.compare() == []
    assert {each for each in unwatched("links") if not each.startswith(MEASURED)} == ABSENT
