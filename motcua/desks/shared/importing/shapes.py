"""What an import is: the fields it looks for, what its room makes of each line, and where its pages are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from motcua.desks.shared import fields
from motcua.desks.shared.shapes import Link, Text
from motcua.kernel.sheets import MOST_ROWS, Field, Understood
from motcua.kernel.sheets.planned import BAD, SAME, Planned, Result
from motcua.kernel.words import N_, Said, said

FATE_NAMES = {"new": N_("Ghi mới"), SAME: N_("Đã có, không ghi lại"), BAD: N_("Không nhận")}
FATE_TONES = {"new": "good", SAME: "plain", BAD: "late"}


@dataclass(frozen=True, slots=True)
class Places:
    """The addresses of an import: its page, where the yes is sent, the empty form, the list of faults; and the way back."""

    page: str
    apply: str
    template: str
    faults: str
    back: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick beside the yes: its name, label and hint."""

    name: str
    label: Text
    hint: Text = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """A list written in one act, all of it or nothing, as an official document is: ``questions`` are what must be said of
    the document beside the yes, ``start`` fills them in, ``do`` gives lines, key and answers to the one command.
    """

    questions: Sequence[fields.Field]
    do: Callable[[Sequence[Planned], str, Mapping[str, Any]], object]
    start: Mapping[str, Any] = field(default_factory=dict)


def no_mark() -> str:
    """Return the mark of an import whose lines are judged once more when they are written."""
    return ""


def not_by_line(lines: Sequence[Planned], key: str, ticked: frozenset[str]) -> Iterable[Result]:
    """Write no line by itself: for a list that is written as a whole."""
    del lines, key, ticked
    return ()


def told(counts: Mapping[str, int]) -> Said:
    """Return one line over all lines of a list, before it is written."""
    same, bad = counts.get(SAME, 0), counts.get(BAD, 0)
    write = sum(n for fate, n in counts.items() if fate not in (SAME, BAD, "doubt"))
    return said(N_("{write} dòng sẽ ghi, {same} dòng đã có, {bad} dòng không nhận."), write=write, same=same, bad=bad)


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One import, for one actor and one thing.

    ``kind`` and ``about`` name it where its list waits. ``plan`` makes of what was understood the lines to show;
    ``write`` does some of them (the key makes it once, ``options`` are the names of the ticks that were set); ``mark``
    changes when the books do, so that what was shown before is shown again. ``step``: lines written in one go.
    ``whole``: it is written as one, in place of ``write``.
    ``lists``: words that may stand in a column, for the empty form. ``extras``: the template that shows what ``write``
    hands on once and keeps nowhere, in the style sheet ``style``.
    """

    kind: str
    about: str
    title: str
    lead: str
    fields: Sequence[Field]
    plan: Callable[[Understood], Iterable[Planned]]
    places: Places
    trail: Sequence[Link]
    filename: str
    write: Callable[[Sequence[Planned], str, frozenset[str]], Iterable[Result]] = not_by_line
    whole: Whole | None = None
    mark: Callable[[], str] = no_mark
    summary: Callable[[Mapping[str, int]], Said] = told
    fates: Mapping[str, str] = field(default_factory=lambda: FATE_NAMES)
    tones: Mapping[str, str] = field(default_factory=lambda: FATE_TONES)
    step: int = 100
    most_rows: int = MOST_ROWS
    ticks: Sequence[Tick] = ()
    told: Sequence[Text] = ()
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    examples: Sequence[Mapping[str, Any]] = ()
    extras: str = ""
    style: str = ""
