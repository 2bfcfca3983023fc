"""What an importer would do with each line of a sheet: shown to people, kept until they say yes, then done as shown.

A line that is kept goes through :func:`packed` and :func:`unpacked`: what is written is what was shown, not what would be
understood a second time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

import msgspec

from motcua.kernel.errors import Busy, MotcuaError
from motcua.kernel.sheets.found import CellFault, Row, Understood
from motcua.kernel.words import N_, Said, said

SAME: Final = "same"
"""The books have it already: not written again."""
BAD: Final = "bad"
"""Not to be written: a cell of it was not understood, or the books cannot take it."""
_HIDDEN: Final = N_("dòng này đang ẩn trong trang")


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """A sentence as it is kept: translated when it is shown, like :class:`~motcua.kernel.words.Said`."""

    sentence: str
    values: dict[str, Any] = {}

    @property
    def said(self) -> Said:
        """The sentence to show."""
        values = {
            name: Kept(value[0], value[1]).said if isinstance(value, list) else value
            for name, value in self.values.items()
        }
        return Said(self.sentence, values)


class Note(msgspec.Struct, frozen=True):
    """What is to be told of one cell (``cell`` ``C7``): ``text`` is what stands there."""

    cell: str
    field: str
    text: str
    why: Kept


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """What a line would do. ``cells``: what would be written, by field, as people read it; ``wish``: the same for the room.

    ``fate`` is :data:`SAME`, :data:`BAD` or a word of the importer's own for what is written; ``twin`` names what the
    books have already. ``doubts`` are told, and written all the same.
    """

    row: int
    name: str
    fate: str
    cells: dict[str, str | Kept] = {}
    faults: list[Note] = []
    doubts: list[Note] = []
    twin: str = ""
    wish: Any = None

    @property
    def writes(self) -> bool:
        """Whether something is written for it."""
        return self.fate not in (SAME, BAD)


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a line: ``refused`` tells why nothing was written; ``more`` is handed on to the page, kept nowhere."""

    row: int
    name: str
    refused: Kept | None = None
    more: Any = None


_LINES: Final = msgspec.msgpack.Decoder(list[Planned])


def packed(lines: Sequence[Planned]) -> bytes:
    """Return lines as bytes to keep."""
    return msgspec.msgpack.encode(lines)


def unpacked(content: bytes) -> list[Planned]:
    """Return the lines kept as these bytes."""
    return _LINES.decode(content)


def kept(sentence: Said) -> Kept:
    """Return a sentence as it is kept; values that are no plain ones are kept as their text."""
    return Kept(sentence.sentence, {name: _plain(value) for name, value in sentence.values.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, Said):
        one = kept(value)
        return [one.sentence, one.values]
    return value if isinstance(value, int) else str(value)


class Notes:
    """Gathers what is to be told of the cells of one line."""

    def __init__(self, found: Understood, row: Row) -> None:
        self._found, self._row = found, row
        self.faults = [self._of(fault) for fault in row.faults]
        self.doubts: list[Note] = []
        if row.number in found.hidden:
            self.doubts.append(Note(f"{row.number}:{row.number}", "", "", kept(said(_HIDDEN))))

    def _of(self, fault: CellFault) -> Note:
        return Note(fault.cell, fault.field, self._row.shown.get(fault.field, ""), kept(fault.said))

    def fault(self, field: str, sentence: Said) -> None:
        """Tell what is wrong with the cell of a field: the line is not written."""
        self.faults.append(self._note(field, sentence))

    def doubt(self, field: str, sentence: Said) -> None:
        """Tell what people should look at before they say yes."""
        self.doubts.append(self._note(field, sentence))

    def _note(self, field: str, sentence: Said) -> Note:
        cell = self._found.at(field, self._row.number) if field in self._found.columns else str(self._row.number)
        return Note(cell, field, self._row.shown.get(field, ""), kept(sentence))


def each(lines: Iterable[Planned], do: Callable[[Planned], Any]) -> Iterator[Result]:
    """Do lines one after another; one that is refused tells why and stops no other, busy books stop them all."""
    for line in lines:
        try:
            more = do(line)
        except Busy:
            raise
        except MotcuaError as error:
            yield Result(row=line.row, name=line.name, refused=kept(error.said))
        else:
            yield Result(row=line.row, name=line.name, more=more)


def shown_value(value: Any) -> str:
    """Return a value that would be written as people read it: days as dd/mm/yyyy, the rest as it is."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


def counts(lines: Iterable[Planned]) -> Mapping[str, int]:
    """Return how many lines each fate has, and under ``doubt`` how many to be written have something to look at."""
    found: dict[str, int] = {}
    for line in lines:
        found[line.fate] = found.get(line.fate, 0) + 1
        if line.doubts and line.writes:
            found["doubt"] = found.get("doubt", 0) + 1
    return found
