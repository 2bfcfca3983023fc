"""The English switch is complete: every sentence people read has its English, with the same values in it."""

from __future__ import annotations

from motcua.desks.operator import messages


def test_every_sentence_has_english():
    assert messages.missing() == []


def test_english_carries_the_same_values():
    assert messages.misfits() == []
