"""Fonds and handovers follow from their history: nothing differs after the story, and what is altered is found."""

from __future__ import annotations

from motcua.config.demo import records as story
from motcua.ledger import replay
from tests.house.altered import unwatched

NAMES = {
    *("Fault.excepted_by", "Handover.judged_by", "Handover.refused_by", "HandoverSignature.name"),
    *("HandoverSignature.title", "HandoverSignature.certificate"),
}
"""Follow from the account in the entry, or from the serial of the certificate."""
FOUND = {
    *("Fault.file", "Fault.box", "Fault.fonds", "Fault.ordinal", "Fault.kind", "Fault.values", "Fault.reason"),
    *("Fault.excepted_at", "Fonds.faultless", "RecordFile.faults", "RecordFile.excepted"),
}
"""What the last check found, file by file: the entry tells how many of each kind, and the next check finds it anew."""
FOLLOWS = {
    *("Box.order", "RecordFile.folded", "RecordFile.off_list", "Handover.minutes_pages", "Handover.bag_files"),
    "HandoverSignature.signed_at",
}
"""Follow from the number, the line, the official list and the stored files."""
ABSENT = {"Claim", "DigitalPart"}
"""Not in this story: the room's other tests are replayed as well (``tests/house/replayed.py``)."""


def test_every_row_follows_from_its_history_and_an_altered_one_is_found(old):
    fonds = story.old_fonds(old)
    story.settle(old, fonds)
    story.receive(old, story.prepare(old, fonds))
    assert replay.compare() == []
    assert unwatched("archives") <= NAMES | FOUND | FOLLOWS | ABSENT | {"HandoverSignature"}
