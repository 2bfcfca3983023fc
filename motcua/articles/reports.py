"""Readings as the room keeps and answers them: traps as they lie in a row, and a text turned into what a draft needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.articles.rules import reading
from motcua.articles.rules.article import TITLE_MOST
from motcua.articles.rules.reading.shapes import Reading


@dataclass(frozen=True, slots=True)
class Draft:
    """What a text becomes as a draft."""

    title: str
    lead: str
    body: str
    captions: tuple[str, ...]
    author: str
    organisation: str
    source: str
    link: str
    category: str
    stated_at: datetime | None
    views: int


def flags_of(text: str) -> list[dict[str, Any]]:
    """Return the traps of a text as a row keeps them, numbered in order; none answered yet."""
    return [_kept(number, one) for number, one in enumerate(reading.as_json(reading.read(text))["flags"], 1)]


def _kept(number: int, one: dict[str, Any]) -> dict[str, Any]:
    kept = {"number": number, **one, "answered": False, "settled": False, "note": ""}
    if one["code"] == "text.typo" and (right := re.search(r"«(.+?)»", one["todo"])):
        kept["right"] = right[1]
    return kept


def draft_of(found: Reading) -> Draft:
    """Return the draft a reading gives."""
    parts = found.parts
    return Draft(
        title=parts.title[:TITLE_MOST],
        lead=parts.lead,
        body="\n".join(line.text for line in parts.body),
        captions=tuple(line.text[:500] for line in parts.captions)[:60],
        author=parts.author[:200],
        organisation=parts.organisation[:200],
        source=parts.source[:200],
        link=parts.link[:500],
        category=parts.category[:120],
        stated_at=parts.published,
        views=parts.views or 0,
    )
