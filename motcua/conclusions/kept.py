"""How a conclusion lies in its row: head and sentences as values, and the columns that follow from them.

Commands keep with it and replay rebuilds with it, so that both say the same of the same history.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from motcua.conclusions.rules.life import ASKING, When
from motcua.kernel.text import fold
from motcua.ledger.events.conclusions import HeadTold, SentenceTold


def head_of(kept: Any) -> HeadTold:
    """Return the head as it was told."""
    return msgspec.convert(kept, type=HeadTold)


def sentences_of(kept: Any) -> list[SentenceTold]:
    """Return the sentences as they were told, in their order."""
    return msgspec.convert(kept, type=list[SentenceTold])


def columns(head: HeadTold, sentences: Sequence[SentenceTold], number_text: str = "") -> dict[str, Any]:
    """Return what the row says of head and sentences: themselves, counts for lists, the text it is found by."""
    asking = [one for one in sentences if one.kind in ASKING]
    words = [head.title, head.occasion_words, head.speaker.name, number_text, *(one.words for one in sentences)]
    return {
        "title": head.title,
        "speaker": head.speaker.name,
        "spoken_on": head.spoken_on,
        "front": msgspec.to_builtins(head),
        "sentences": msgspec.to_builtins(list(sentences)),
        "asks": len(asking),
        "undated": sum(one.due.kind in (When.NONE, When.SOON) for one in asking),
        "folded": fold(" ".join(words)),
    }
