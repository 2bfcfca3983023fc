"""What became of each sentence of a conclusion that asked for something: the directives that were opened from it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse

from motcua.desks.shared.shapes import Link
from motcua.ledger.actor import Actor
from motcua.ledger.events.conclusions import SentenceTold
from motcua.oversight.conclusion_reactions import WORDS_MOST
from motcua.oversight.queries import directives
from motcua.oversight.rules.directives import STATE_NAMES


def tasks(actor: Actor, conclusion: UUID, sentences: Iterable[SentenceTold]) -> dict[UUID, list[Link]]:
    """Return the directives of a conclusion by the sentence they came of, as far as the asker may see them."""
    by_words: dict[str, list[Link]] = {}
    for words, id_, state in directives.born_of(actor, conclusion):
        by_words.setdefault(words, []).append(Link(STATE_NAMES[state], reverse("steering:directive", args=[id_])))
    return {one.id: by_words[cut] for one in sentences if (cut := one.words[:WORDS_MOST]) in by_words}
