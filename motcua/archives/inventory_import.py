"""An inventory from a spreadsheet into the lines of a fonds: what each line would write, then writing it as it was shown.

A file is never refused for what it lacks or repeats: it is written as it is, and the check lists it. Only a cell that
cannot be read bars its line. A line that the fonds has already is not written again, as often as the fonds has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

import msgspec

from motcua.archives import lines, policies
from motcua.archives.commands.enter_files import EnterFiles
from motcua.archives.inventory_sheet import PERIOD
from motcua.archives.models import Fonds, RecordFile
from motcua.archives.rules import pasted
from motcua.archives.rules.inventory import MEDIUM_NAMES, Line, Medium, retention_said, tidy
from motcua.kernel.errors import Busy, MotcuaError, NotAllowed
from motcua.kernel.partial_date import PartialDate
from motcua.kernel.sheets import Period, Row, Understood
from motcua.kernel.sheets.planned import BAD, SAME, Kept, Notes, Planned, Result, kept, shown_value
from motcua.kernel.words import N_, said
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform

NEW: Final = "new"
_SAME: Final = ("symbol", "title", "starts", "ends", "sheets", "pages", "creator", "note", "code", "medium")
"""What makes two lines the same, with number and box; the period may come from the class, so it does not count."""
_NOTE_MOST: Final = pasted.LONGEST["note"]


def mark(fonds: UUID) -> str:
    """Return what changes whenever the fonds does: a list shown before is to be looked at again."""
    return str(Fonds.objects.values_list("version", flat=True).get(pk=fonds))


def plan(found: Understood, actor: Actor, fonds: UUID) -> Iterator[Planned]:
    """Yield what each line would write into the fonds; nothing is written. Refuses who may not write there."""
    row = Fonds.objects.get(pk=fonds)
    refusal = policies.may_write(actor, row) or lines.is_open(row)
    if refusal is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)
    known = _Known(row)
    return (_line(found, one, known) for one in found.rows)


def _line(found: Understood, row: Row, known: _Known) -> Planned:
    notes = Notes(found, row)
    line = None if notes.faults else _read(row, notes)
    name = row.shown.get("title", "") or row.shown.get("symbol", "")
    if line is None or notes.faults:
        return Planned(row=row.number, name=name, fate=BAD, faults=notes.faults, doubts=notes.doubts)
    twin = known.take(line)
    return Planned(
        row=row.number,
        name=line.title or line.symbol,
        fate=SAME if twin else NEW,
        cells=_cells(line),
        doubts=notes.doubts,
        twin=twin,
        wish=msgspec.to_builtins(line),
    )


def _read(row: Row, notes: Notes) -> Line:
    values: dict[str, Any] = {}
    for name, title in pasted.COLUMNS:
        if name in ("starts", "ends", "medium") or name not in row.values:
            continue
        try:
            values[name] = pasted.read_cell(name, str(row.values[name]))
        except ValueError:
            notes.fault(
                name,
                said(N_("«{text}» không đọc được ở cột «{column}»."), text=row.shown[name][:40], column=said(title)),
            )
    if row.values.get("medium"):
        values["medium"] = Medium(row.values["medium"])
    first, last = _period(row)
    vague = []
    for name, day in (("starts", first), ("ends", last)):
        if day is not None and day.exact is not None:
            values[name] = day.exact
        elif day is not None:
            vague.append(str(day))
            column = name if name in row.values else PERIOD
            notes.doubt(column, said(N_("không có đủ ngày: để trống và ghi vào ghi chú; kiểm tra sẽ nêu.")))
    if vague:
        words = f"Thời gian: {' – '.join(dict.fromkeys(vague))}"
        values["note"] = f"{values['note']}; {words}"[:_NOTE_MOST] if values.get("note") else words
    return tidy(Line(**values))


def _period(row: Row) -> tuple[PartialDate | None, PartialDate | None]:
    period: Period | None = row.values.get(PERIOD)
    starts, ends = row.values.get("starts"), row.values.get("ends")
    if period is not None:
        starts = starts or period.first
        ends = ends or period.last
    return starts, ends


def _cells(line: Line) -> dict[str, str | Kept]:
    """Return what would be written as people read it, taken from the line itself."""
    cells: dict[str, str | Kept] = {name: shown_value(getattr(line, name)) for name, _ in pasted.COLUMNS}
    cells["number"] = str(line.number) if line.number else kept(said(N_("số tiếp theo")))
    cells["years"] = kept(retention_said(line.years)) if line.years is not None else ""
    cells["medium"] = kept(said(MEDIUM_NAMES[line.medium]))
    return {key: value for key, value in cells.items() if value}


class _Known:
    """The lines a fonds has, each to be met once: by number and content, or by content where a list gives no number."""

    def __init__(self, fonds: Fonds) -> None:
        self._numbered: dict[int, list[int]] = defaultdict(list)
        self._any: dict[int, list[int]] = defaultdict(list)
        self._numbers: list[int] = []
        self._taken: set[int] = set()
        rows = RecordFile.objects.filter(fonds=fonds).order_by("number", "id")
        for at, (number, box, *rest) in enumerate(rows.values_list("number", "box__number", *_SAME).iterator()):
            content = _content(box or "", tuple(rest))
            self._numbers.append(number)
            self._numbered[hash((number, content))].append(at)
            self._any[content].append(at)

    def take(self, line: Line) -> str:
        """Return the number of a line that the fonds has just so, "" where it has none left."""
        content = _content(line.box, tuple(_plain(getattr(line, name)) for name in _SAME))
        alike = self._numbered.get(hash((line.number, content)), []) if line.number else self._any.get(content, [])
        while alike:
            at = alike.pop(0)
            if at not in self._taken:
                self._taken.add(at)
                return str(self._numbers[at])
        return ""


def _content(box: str, rest: tuple[date | str | int | None, ...]) -> int:
    """Return a number for the content of a line: 64 bits, so that a whole fonds is held in little."""
    return hash((box, *rest))


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Medium) else value


def write(planned: Sequence[Planned], actor: Actor, key: str, *, fonds: UUID, source: str) -> Iterable[Result]:
    """Write lines as they were shown, in one entry of the books, once for ``key``."""
    files = [msgspec.convert(line.wish, Line) for line in planned]
    refused = None
    try:
        perform(EnterFiles(fonds=fonds, files=files, source=source[:200]), actor, key=key)
    except Busy:
        raise
    except MotcuaError as error:
        refused = kept(error.said)
    for line in planned:
        yield Result(row=line.row, name=line.name, refused=refused)
