"""Rows of the room follow from its history: nothing differs after the story, and what is altered by hand is found."""

from __future__ import annotations

from motcua.config.demo import equipment as story
from motcua.ledger import replay
from tests.house.altered import unwatched

NAMES = {
    *("Asset.user_name", "GapReview.recorded_by", "Observation.by_name", "StockTake.closed_by", "StockTake.opened_by"),
    *("SupplyRequest.decided_name", "Transfer.giver_signed_name", "Transfer.receiver_signed_name"),
}
"""Names of people: they follow from the account in the entry, or are personal and may be erased."""
FOLLOWS = {"Observation.expected"}
"""Found again by the code that was seen."""
ABSENT = {"Photo"}
"""Not in this story: the room's other tests are replayed as well (``tests/house/replayed.py``)."""


def test_every_row_follows_from_its_history_and_an_altered_one_is_found(region):
    story.fill(region)
    assert replay.compare() == []
    assert unwatched("custody") == NAMES | FOLLOWS | ABSENT
