"""A list between being shown and being written: read, planned, kept; then written part by part as it was shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final

import msgspec

from motcua.desks.shared.importing.shapes import Import, Whole
from motcua.documents import waiting
from motcua.documents.waiting import Waiting
from motcua.kernel import sheets
from motcua.kernel.errors import BadInput, Busy, MotcuaError
from motcua.kernel.sheets import Chosen, Understood
from motcua.kernel.sheets.planned import BAD, Planned, Result, counts, kept, packed, unpacked
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said
from motcua.ledger.actor import Actor

SHOWN, WRITING, DONE = "shown", "writing", "done"
_SKIPPED_MOST: Final = 200
_FAULTS_MOST: Final = 10_000
_NAME_MOST: Final = 120


def take_in(imp: Import, actor: Actor, name: str, content: bytes) -> Waiting:
    """Read a file and keep what was understood; :class:`BadInput` for one that cannot be read at all, nothing is kept."""
    found = _read(imp, content, {})
    waiting.put(actor, imp.kind, imp.about, content)
    taken = waiting.find(actor, imp.kind, imp.about)
    try:
        return _kept(imp, actor, found, {"filename": clean(name)[-_NAME_MOST:]}, taken)
    except MotcuaError:
        waiting.drop(actor, imp.kind)
        raise


def understand_again(imp: Import, actor: Actor, kept_: Waiting, said_: Mapping[str, Any] | None = None) -> Waiting:
    """Read the kept file once more: as people say it is to be read (``sheet``, ``header_row``, ``columns``), or as before."""
    said_ = kept_.state if said_ is None else said_
    found = _read(imp, waiting.file_of(kept_), said_)
    names = ("sheet", "header_row", "columns")
    state = {"filename": kept_.state["filename"]} | {key: said_.get(key) for key in names}
    return _kept(imp, actor, found, state, kept_)


def _read(imp: Import, content: bytes, said_: Mapping[str, Any]) -> Understood:
    chosen = Chosen(said_.get("header_row") or 0, said_.get("columns"))
    found = sheets.read(
        content, imp.fields, sheet=said_.get("sheet") or "", chosen=chosen, lenient=True, most_rows=imp.most_rows
    )
    if not found.rows and not found.missing and not found.skipped:
        raise BadInput(N_("Tệp chưa có dòng nào dưới hàng tiêu đề."), field="file")
    return found


def _kept(imp: Import, actor: Actor, found: Understood, state: dict[str, Any], seen: Waiting | None) -> Waiting:
    """Plan what was understood and keep it, unless the list ``seen`` was replaced or gone on with meanwhile."""
    tally: dict[str, int] = {}
    state = state | {"stage": SHOWN, "mark": imp.mark(), "read": _told(imp, found), "next": 0, "handled": 0}
    parts = list(_parts(imp.plan(found), imp.step, tally))
    state |= {"counts": tally, "lines": sum(n for fate, n in tally.items() if fate != "doubt")}
    with waiting.held(actor, imp.kind, imp.about) as row:
        as_seen = row is not None and seen is not None and _same(row, seen)
        if row is not None and as_seen:
            waiting.show(row, state, parts)
    again = waiting.find(actor, imp.kind, imp.about)
    if again is None or not as_seen:
        raise BadInput(N_("Danh sách này không còn được giữ; hãy tải tệp lên lại."), field="file")
    return again


def _same(row: Waiting, seen: Waiting) -> bool:
    return row.token == seen.token and row.state.get("next", 0) == seen.state.get("next", 0)


def _parts(lines: Iterable[Planned], size: int, tally: dict[str, int]) -> Iterator[bytes]:
    """Yield the lines in parts and count them on the way: a long list is never held planned as a whole."""
    running = iter(lines)
    while some := list(islice(running, size)):
        for fate, n in counts(some).items():
            tally[fate] = tally.get(fate, 0) + n
        yield packed(some)


def _told(imp: Import, found: Understood) -> dict[str, Any]:
    """Return what the page tells of a reading, as plain values."""
    titles = {field.key: field.title for field in imp.fields}
    meant = {letter: key for key, letter in found.columns.items()}
    why = {one.letter: one.said for one in found.unused if one.said is not None}
    of_head = [[fault.cell, _plain(fault.said)] for fault in found.faults if fault.row == found.header_row]
    return {
        "sheet": found.sheet,
        "sheets": list(found.sheets),
        "header_row": found.header_row,
        "columns": [
            {
                "letter": letter,
                "title": title,
                "samples": list(found.samples.get(letter, ())),
                "key": meant.get(letter, ""),
                "why": _plain(why[letter]) if letter in why else None,
            }
            for letter, title in found.titles.items()
        ],
        "missing": [titles[key] for key in found.missing],
        "notes": [_plain(note) for note in found.notes],
        "head_faults": of_head,
        "skipped": [[one.number, _plain(one.said), one.text] for one in found.skipped[:_SKIPPED_MOST]],
        "skipped_count": len(found.skipped),
    }


def _plain(sentence: Said) -> Any:
    return msgspec.to_builtins(kept(sentence))


def lines_of(kept_: Waiting, wanted: str = "") -> Iterator[Planned]:
    """Yield the lines of a list: all, those to be written (``ghi``), in doubt (``ngo``), or of one fate."""
    for part in waiting.parts(kept_):
        for line in unpacked(part):
            if (
                not wanted
                or line.fate == wanted
                or (wanted == "ghi" and line.writes)
                or (wanted == "ngo" and line.writes and line.doubts)
            ):
                yield line


def faults_of(kept_: Waiting) -> list[list[Any]]:
    """Return the cells with faults and doubts, as they stand on the list to take away: of a list that is done, those kept."""
    if "faults" in kept_.state:
        found: list[list[Any]] = kept_.state["faults"]
        return found
    return list(islice(_faults(kept_), _FAULTS_MOST))


def _faults(kept_: Waiting) -> Iterator[list[Any]]:
    """Yield faults before doubts, each in the order of the lines."""
    for heavy in (True, False):
        for line in lines_of(kept_):
            for note in line.faults if heavy else line.doubts:
                yield [note.cell, line.row, note.field, note.text, msgspec.to_builtins(note.why), heavy]


def start(imp: Import, actor: Actor, token: str, ticked: frozenset[str]) -> bool:
    """Say yes to a list as it was shown: from now on it is being written. False where it is not that list any more."""
    with waiting.held(actor, imp.kind, imp.about) as row:
        if row is None or row.token != token or row.state["stage"] == DONE:
            return False
        if row.state["stage"] == SHOWN:
            waiting.keep(row, row.state | {"stage": WRITING, "ticked": sorted(ticked), "refused": []})
        return True


def step(imp: Import, actor: Actor, token: str) -> tuple[bool, list[Result]]:
    """Write the next part of a list, once; return whether the books were still as they were shown, and what came of it.

    Lines and how far the list has come are kept in one transaction: a step that breaks leaves neither.
    """
    with waiting.held(actor, imp.kind, imp.about) as row:
        if row is None or row.state["stage"] != WRITING or row.token != token:
            return True, []
        if imp.mark() != row.state["mark"]:
            return False, []
        state: dict[str, Any] = dict(row.state)
        lines: list[Planned] = []
        while not lines and state["next"] < row.parts:
            part = unpacked(waiting.part(row, state["next"]) or packed([]))
            lines = [line for line in part if line.writes]
            state["handled"] += len(part)
            state["next"] += 1
        key = f"nhap-{row.id.hex}-{row.version}-{state['next']}"
        results = list(imp.write(lines, key, frozenset(state["ticked"]))) if lines else []
        state["written"] = state.get("written", 0) + sum(result.refused is None for result in results)
        state["refused"] = state["refused"] + [
            [result.row, result.name, msgspec.to_builtins(result.refused)] for result in results if result.refused
        ]
        state["mark"] = imp.mark()
        if state["next"] < row.parts:
            waiting.keep(row, state)
        else:
            faults = list(islice(_faults(row), _FAULTS_MOST))
            faults += [[str(number), number, "", name, why, True] for number, name, why in state["refused"]]
            waiting.finish(row, state | {"stage": DONE, "faults": faults})
        return True, results


def write_whole(
    imp: Import, whole: Whole, actor: Actor, token: str, answers: Mapping[str, Any]
) -> tuple[bool, MotcuaError | None]:
    """Write a list as one, as it was shown; return whether the books were still as they were shown, and the refusal.

    What was refused stays as it was shown, so that what was said of the document can be put right.
    """
    with waiting.held(actor, imp.kind, imp.about) as row:
        if row is None or row.state["stage"] != SHOWN or row.token != token:
            return True, None
        if imp.mark() != row.state["mark"]:
            return False, None
        lines = [line for line in lines_of(row) if line.writes]
        try:
            whole.do(lines, f"nhap-{row.id.hex}-{row.version}", answers)
        except Busy:
            raise
        except MotcuaError as error:
            return True, error
        found = {"faults": list(islice(_faults(row), _FAULTS_MOST)), "refused": [], "written": len(lines)}
        waiting.finish(row, row.state | found | {"stage": DONE, "handled": row.state["lines"]})
        return True, None


def bad_of(state: Mapping[str, Any]) -> int:
    """Return how many lines were not written: not understood, or refused when it came to it."""
    return int(state.get("counts", {}).get(BAD, 0)) + len(state.get("refused", ()))
