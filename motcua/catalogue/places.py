"""Communes as a form names them: by what somebody types, by code, and in words. The gazetteer knows them all."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.office.gazetteer.facts import State, Tier
from motcua.office.gazetteer.load import gazetteer
from motcua.office.gazetteer.search import Match, search

NAMED = 4
"""How many of several namesakes are named back."""


def is_commune(code: str, on: date) -> bool:
    """Say whether a code is that of a commune, ward or special zone that exists on a day."""
    unit = gazetteer().by_code(code, on) if len(code) <= 10 else None
    return unit is not None and unit.tier is Tier.COMMUNE and unit.state_on(on) is State.LIVING


@lru_cache(maxsize=4_000)
def name_of(code: str, on: date) -> str:
    """Return a commune with its province («xã Phụng Công, tỉnh Hưng Yên»), as it was called when the code was its own."""
    book = gazetteer()
    unit = book.by_code(code, on) or next(iter(book.bearers(code)), None)
    if unit is None:
        return code
    return f"{unit.full_name}, {book.province(unit, on).full_name}"


def code_of(text: str, on: date) -> str:
    """Return the code of the one commune that ``text`` names; :class:`BadInput` says how to name it when none or several do.

    A code is taken as it is. Former names lead to nothing here: where a former commune lies in several today, nobody but
    the citizen knows in which.
    """
    if is_commune(text.strip(), on):
        return text.strip()
    hits = [
        hit
        for hit in search(text[:200], on=on, limit=40)
        if hit.unit.tier is Tier.COMMUNE and hit.state is State.LIVING and hit.match <= Match.MARKS_DIFFER
    ]
    exact = [hit for hit in hits if hit.match is Match.EXACT] or hits
    if len(exact) == 1:
        return exact[0].unit.code
    if not exact:
        raise BadInput(
            N_("Không có xã, phường «{text}» hiện nay. Ghi tên mới cùng tỉnh, ví dụ «xã Phụng Công, Hưng Yên»."),
            text=text[:80],
        )
    names = "; ".join(name_of(hit.unit.code, on) for hit in exact[:NAMED])
    raise BadInput(N_("Có {n} nơi tên như vậy: {names}. Ghi thêm tỉnh."), n=len(exact), names=names)
