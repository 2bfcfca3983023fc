"""Rows of the room follow from its history: nothing differs after the story, and what is altered by hand is found."""

from __future__ import annotations

from motcua.config.demo import proposals as story
from motcua.kernel import clock
from motcua.ledger import replay
from motcua.ledger.perform import perform
from motcua.proposals.commands import AttachEvidence, FactWish, SetRouting
from motcua.proposals.rules.facts import Book, Category
from tests.house.altered import unwatched


def test_every_row_follows_from_its_history_and_an_altered_one_is_found(steering, filed):
    fact = FactWish(
        book=Book.LINES, words="Mất mạng {n} lần", values={"n": 3}, as_of=clock.now(), href="/duong-truyen/"
    )
    perform(AttachEvidence(proposal=filed["P2"], facts=[fact]), steering["ct-dai-dong"])
    story.tell_answers(steering, filed)
    story.gather(steering, story.tell_second(steering)["common"], (filed["D1"],))
    perform(SetRouting(category=Category.LAND, units=[steering["snv-pt"].unit], reason="Thử"), steering["vp-pt"])
    assert replay.compare() == []
    assert unwatched("proposals") == set()
