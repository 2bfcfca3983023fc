"""What was answered on an e-form, as lines to read on a page and to print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from motcua.catalogue.rules.eform.shape import (
    Form,
    Question,
    Widget,
    Words,
)
from motcua.desks.shared import formats
from motcua.desks.shared.eform.drawing import YES_NO, as_typed
from motcua.kernel.words import Said

LONG_NUMBER = re.compile(r"[+(]?[0-9][0-9 .()-]{8,}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a declaration to read or print: ``level`` 0 heads a group, 1 is an answer, 2 one inside a block."""

    level: int
    label: str
    value: str | Said = ""


def lines(form: Form, answers: Mapping[str, Any], files: Mapping[str, str] | None = None) -> list[Line]:
    """Return what was answered in the order of the form, in the reader's language; questions without answer left out."""
    language = formats.language()
    found: list[Line] = []
    for group in form.groups:
        label = group.label.of(language)
        told = [line for one in group.questions for line in _lines(one, answers.get(one.key), language, files or {}, 1)]
        if told:
            # A block that is named as its part is not named twice.
            found += [Line(0, label), *(line for line in told if line.value or line.label != label)]
    return found


def covered(value: Any) -> Any:
    """Return answers with long numbers (personal numbers, telephones) covered, for who may read the dossier but no people's data."""
    if isinstance(value, str) and LONG_NUMBER.fullmatch(value):
        return formats.masked(value)
    if isinstance(value, Mapping):
        return {key: covered(one) for key, one in value.items()}
    return [covered(one) for one in value] if isinstance(value, list) else value


def _lines(question: Question, value: Any, language: str, files: Mapping[str, str], level: int) -> Iterator[Line]:
    label = question.label.of(language) or question.key
    if value in (None, "", [], {}):
        return
    if question.widget is Widget.ROWS and isinstance(value, list):
        for at, row in enumerate(value, start=1):
            told = _inline(question.children, row, language, files)
            yield Line(level, f"{label} ({at})", told)
    elif question.widget is Widget.ADDRESS and isinstance(value, Mapping):
        yield Line(level, label, _address(question, value))
    elif question.children and isinstance(value, Mapping):
        yield Line(level, label)
        for child in question.children:
            yield from _lines(child, value.get(child.key), language, files, level + 1)
    else:
        yield Line(level, label, _told(question, value, language, files))


def _inline(children: Sequence[Question], row: Any, language: str, files: Mapping[str, str]) -> str:
    parts = []
    for child in children:
        value = row.get(child.key) if isinstance(row, Mapping) else None
        if value in (None, "", [], {}):
            continue
        told = _address(child, value) if child.widget is Widget.ADDRESS else _told(child, value, language, files)
        parts.append(f"{child.label.of(language)}: {formats.said(told)}")
    return "; ".join(parts)


def _address(question: Question, value: Any) -> str:
    told = [str(as_typed(child, value[child.key])) for child in reversed(question.children) if value.get(child.key)]
    return ", ".join(told)


def _told(question: Question, value: Any, language: str, files: Mapping[str, str]) -> Said | str:
    if isinstance(value, bool):
        return formats.said(YES_NO[0 if value else 1].label)
    names: Mapping[str, Words] = dict(question.options)
    if question.widget is Widget.MANY and isinstance(value, list):
        return ", ".join(names.get(one, Words(one)).of(language) for one in value)
    if question.widget is Widget.CHOICE:
        return names.get(value, Words(str(value))).of(language)
    if question.widget is Widget.MONEY and isinstance(value, int):
        return formats.money(value)
    if question.widget is Widget.FILE:
        return files.get(str(value), str(value))
    return str(as_typed(question, value))
