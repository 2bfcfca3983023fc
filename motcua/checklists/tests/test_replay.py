"""Rows of the room follow from its history: nothing differs after a story, and what is altered by hand is found."""

from __future__ import annotations

from datetime import date

from motcua.checklists.commands import AddChecklist, DraftVersion, PublishVersion, RetireVersion
from motcua.checklists.tests.test_life import add, kept, publish
from motcua.ledger import replay
from motcua.ledger.perform import perform
from tests.house.altered import unwatched

NAMES = {"Version.drafted_by", "Version.published_by", "Version.ended_by"}
"""Follow from the account and post in the entry."""


def test_every_row_follows_from_its_history_and_an_altered_one_is_found(shelved):
    office = shelved["vp-pt"]
    checklist = add(office)
    publish(office, checklist)
    second = DraftVersion(checklist=checklist, file=kept(weight="4"))
    version = perform(second, office).ids["version"]
    perform(PublishVersion(checklist=checklist, valid_from=date(2025, 7, 16), note="x"), office)
    perform(RetireVersion(checklist=checklist, version=version, retired_from=date(2025, 7, 17), reason="x"), office)
    perform(AddChecklist(file=kept(key="khac", title="Khác")), office)
    assert replay.compare() == []
    assert unwatched("checklists") == NAMES
