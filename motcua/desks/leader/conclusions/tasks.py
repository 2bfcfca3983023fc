"""What became of each sentence that asked for something: filled by whoever keeps tasks, asked for by sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from motcua.desks.shared.shapes import Link
from motcua.ledger.actor import Actor

Made = Callable[[Actor, UUID], Mapping[UUID, list[Link]]]
"""From who asks and the conclusion to links (words and address of a task) by the id of the sentence."""
MADE: Final[list[Made]] = []


def tasks(actor: Actor, conclusion: UUID) -> dict[UUID, list[Link]]:
    """Return the tasks that came of a conclusion's sentences, as far as the asker may see them."""
    found: dict[UUID, list[Link]] = {}
    for made in MADE:
        for sentence, links in made(actor, conclusion).items():
            found.setdefault(sentence, []).extend(links)
    return found
