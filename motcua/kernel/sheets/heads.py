"""Finding the heading of a table: which line or lines it is, and which column is which field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz, process

from motcua.kernel.errors import BadInput
from motcua.kernel.sheets.fields import Field
from motcua.kernel.sheets.grid import Grid, Value, letter, shown
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_, Said, said

WITHIN: Final = 40
"""Lines from the top in which a heading is looked for: the longest head of an official paper, and its title."""
_TALLEST: Final = 3
_LONGEST: Final = 120
_NEAR: Final = 86
_CLEAR: Final = 4
"""A column as near to two fields as this is given to neither."""
_NEAR_LETTERS: Final = 5
_NUMBERED: Final = frozenset(("stt", "tt", "so tt", "so thu tu", "s tt", "no", "thu tu"))
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Match:
    """A column that goes to a field; ``score`` 100 where it is called exactly so."""

    key: str
    column: int
    score: float


@dataclass(frozen=True, slots=True)
class Head:
    """A heading: its lines, what stands above each column, which field it is, and what was doubtful.

    ``numbered`` is the column that counts the lines, whether it is read as a field or not.
    """

    top: int
    bottom: int
    titles: Mapping[int, str]
    matches: Mapping[str, Match]
    numbered: int | None
    doubts: Mapping[int, Said]
    clashes: Sequence[tuple[int, str, Said]]
    """Columns that are called like one already taken: column, field, sentence."""

    @property
    def score(self) -> float:
        """How well it fits: the sum over its columns."""
        return sum(match.score for match in self.matches.values())


class Names:
    """All names of all fields, folded once."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self.fields = fields
        self._seen: dict[str, tuple[tuple[str, float], ...]] = {}

    @cached_property
    def by_name(self) -> dict[str, str]:
        """Folded name to key; the earlier field wins."""
        found: dict[str, str] = {}
        for field in self.fields:
            for name in field.names:
                found.setdefault(fold(name), field.key)
        found.pop("", None)
        return found

    @cached_property
    def _names(self) -> list[str]:
        return list(self.by_name)

    def near(self, title: str) -> tuple[tuple[str, float], ...]:
        """Return the fields a heading may mean, best first, each with its score of 100."""
        if title not in self._seen:
            self._seen[title] = self._near(title)
        return self._seen[title]

    def _near(self, title: str) -> tuple[tuple[str, float], ...]:
        whole, bare = fold(title), fold(_IN_BRACKETS.sub(" ", title))
        if whole in self.by_name:
            return ((self.by_name[whole], 100.0),)
        if bare in self.by_name:
            return ((self.by_name[bare], 99.0),)
        if len(bare) < _NEAR_LETTERS or len(title) > _LONGEST:
            return ()
        best: dict[str, float] = {}
        for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
            for name, score, _at in process.extract(bare, self._names, scorer=scorer, score_cutoff=_NEAR, limit=8):
                if len(name) >= _NEAR_LETTERS:
                    key = self.by_name[name]
                    best[key] = max(best.get(key, 0.0), min(score, 98.0))
        return tuple(sorted(best.items(), key=lambda pair: -pair[1]))


def heads(grid: Grid, names: Names) -> Iterable[Head]:
    """Yield what may be the heading of a sheet, from the top, lower readings of the same line first."""
    spread = _spread(grid)
    for top in range(1, WITHIN + 1):
        if not any(shown(value) for value in spread.get(top, ())):
            continue
        for height in range(1, _TALLEST + 1):
            if height > 1 and not spread.get(top + height - 1):
                break
            found = _head([spread.get(top + at, ()) for at in range(height)], top, names)
            if found.matches:
                yield found


def head_at(grid: Grid, names: Names, bottom: int) -> Head:
    """Return the heading whose lowest line is ``bottom``, as people chose it, whether any column is known or not."""
    spread = _spread(grid, bottom)
    best: Head | None = None
    for height in range(1, min(_TALLEST, bottom) + 1):
        top = bottom - height + 1
        if height > 1 and not any(shown(value) for value in spread.get(top, ())):
            break
        found = _head([spread.get(top + at, ()) for at in range(height)], top, names)
        if better(found, best, ()):
            best = found
    return best if best is not None else Head(bottom, bottom, {}, {}, None, {}, ())


def as_chosen(head: Head, columns: Mapping[str, str]) -> Head:
    """Return the heading with its columns as people said they are: column letter to field, "" for none.

    :class:`BadInput` when two columns are said to be one field.
    """
    at = {letter(column): column for column in head.titles}
    matches: dict[str, Match] = {}
    for name, key in columns.items():
        if not key or name not in at:
            continue
        if key in matches:
            raise BadInput(
                N_("Hai cột {one} và {other} cùng một nghĩa; chọn một."),
                field="columns",
                one=letter(matches[key].column),
                other=name,
            )
        matches[key] = Match(key, at[name], 100.0)
    return replace(head, matches=matches, doubts={}, clashes=())


def better(head: Head, than: Head | None, required: Iterable[str]) -> bool:
    """Say whether a heading fits better than another: required columns first, then all, then fewer lines."""
    if than is None:
        return True
    wanted = set(required)
    mine, its = ((len(wanted & one.matches.keys()), one.score, one.top - one.bottom) for one in (head, than))
    return mine > its


def _spread(grid: Grid, last: int = WITHIN + _TALLEST) -> dict[int, tuple[Value, ...]]:
    """Return the first lines with each merged value written into all cells of its range."""
    spread = {number: list(grid.lines.get(number, ())) for number in range(1, last + 1)}
    for merge in grid.merges:
        if merge.top > last:
            continue
        line = grid.lines.get(merge.top, ())
        value = line[merge.left - 1] if merge.left <= len(line) else None
        for number in range(merge.top, min(merge.bottom, last) + 1):
            cells = spread[number]
            cells += [None] * (merge.right - len(cells))
            cells[merge.left - 1 : merge.right] = [value] * (merge.right - merge.left + 1)
    return {number: tuple(cells) for number, cells in spread.items()}


def _head(lines: Sequence[tuple[Value, ...]], top: int, names: Names) -> Head:
    titles: dict[int, str] = {}
    offers: list[Match] = []
    doubts: dict[int, Said] = {}
    numbered = None
    for column in range(1, max(map(len, lines)) + 1):
        stacked = _stacked(lines, column)
        if not stacked:
            continue
        titles[column] = " – ".join(stacked)
        if numbered is None and fold(stacked[0]) in _NUMBERED and fold(stacked[0]) not in names.by_name:
            numbered = column
            continue
        found = _best(stacked, names)
        if len(found) > 1 and found[0][1] < 99 and found[0][1] - found[1][1] < _CLEAR:
            doubts[column] = said(N_("giống nhiều cột, không rõ là cột nào"))
            continue
        offers += [Match(key, column, score) for key, score in found[:1]]
    matches: dict[str, Match] = {}
    clashes = []
    counting = {column for column, title in titles.items() if fold(title) in _NUMBERED}
    for offer in sorted(offers, key=lambda offer: (-offer.score, offer.column in counting, offer.column)):
        held = matches.setdefault(offer.key, offer)
        if offer.column in counting and numbered is None:
            # A column that counts the lines stays one, whether its numbers are read or another column's.
            numbered = offer.column
        if held is offer or offer.column == numbered:
            continue
        if held.score - offer.score < _CLEAR:
            sentence = said(
                N_("cột «{title}» trùng nghĩa với cột {other} «{held}»; đổi tên hoặc bỏ một cột."),
                title=titles[offer.column],
                other=letter(held.column),
                held=titles[held.column],
            )
            clashes.append((offer.column, offer.key, sentence))
        else:
            doubts[offer.column] = said(N_("gần giống cột {other}, cột ấy khớp hơn"), other=letter(held.column))
    bottom = top + len(lines) - 1
    return Head(top, bottom, titles, matches, numbered, doubts, clashes)


def _stacked(lines: Sequence[tuple[Value, ...]], column: int) -> list[str]:
    """Return what stands above a column from top to bottom, a merged cell once."""
    stacked: list[str] = []
    for cells in lines:
        text = clean(shown(cells[column - 1]), _LONGEST) if column <= len(cells) else ""
        if text and text not in stacked[-1:]:
            stacked.append(text)
    return stacked


def _best(stacked: Sequence[str], names: Names) -> tuple[tuple[str, float], ...]:
    """Return the fields of a heading of several lines: all of it together says most, then its lowest part."""
    together = names.near(" ".join(stacked))
    if len(stacked) == 1 or (together and together[0][1] >= 99):
        return together
    lowest = tuple((key, score - 1) for key, score in names.near(stacked[-1]))
    return max(together, lowest, key=lambda found: found[0][1] if found else 0.0)
