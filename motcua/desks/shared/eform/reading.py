"""What an e-form sent: typed answers judged by its schema, and all that was typed as it was typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict

from motcua.catalogue import eforms, places
from motcua.catalogue.rules.eform.answers import tidy
from motcua.catalogue.rules.eform.safe import MOST_ROWS
from motcua.catalogue.rules.eform.shape import (
    COMMUNE,
    Form,
    Question,
    Widget,
)
from motcua.desks.shared import formats
from motcua.desks.shared.eform.drawing import ADD_ROW, DROP_ROW, NO, PREFIX, TYPED_MOST, YES, Typed
from motcua.kernel import clock, partial_date
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean


def read(form: Form, posted: QueryDict) -> Typed:
    """Return what a form sent: typed answers judged by its schema, and all that was typed as it was typed."""
    typed = Typed()
    for question in form.questions:
        value = _read(question, question.path, question.path, posted, typed)
        if value is not None:
            typed.answers[question.key] = value
    typed.answers = tidy(typed.answers)
    judged = eforms.faults_of(form, typed.answers, formats.language())
    typed.faults = judged | typed.faults
    return typed


def without_files(form: Form, typed: Typed) -> Typed:
    """Return what was typed where no dossier has files yet: what is missing of them is brought later."""
    files = {one.key for one in form.questions if one.widget is Widget.FILE}
    typed.faults = {path: faults for path, faults in typed.faults.items() if path not in files}
    return typed


def _read(question: Question, path: str, into: str, posted: QueryDict, typed: Typed) -> Any:
    """Return one answer, read from ``path`` and shown again at ``into`` (rows close up where one was left empty)."""
    if question.widget is Widget.ROWS:
        return list(_read_rows(question, path, into, posted, typed))
    if question.children:
        inner = {
            child.key: _read(child, f"{path}.{child.key}", f"{into}.{child.key}", posted, typed)
            for child in question.children
        }
        return {key: value for key, value in inner.items() if value is not None}
    name = PREFIX + path
    if question.widget is Widget.MANY:
        chosen = [clean(one, TYPED_MOST) for one in posted.getlist(name)[:200]]
        typed.shown[PREFIX + into] = chosen
        return chosen or None
    raw = posted.get(name, "")[:TYPED_MOST]
    typed.shown[PREFIX + into] = raw
    text = clean(raw, lines=question.widget is Widget.LONG_TEXT)
    if not text:
        return None
    try:
        return _value(question, text)
    except BadInput as error:
        typed.faults[into] = [error.said]
        return None


def _value(question: Question, text: str) -> Any:
    """Return an answer as its schema wants it; what cannot be read stays text, and the schema says what is wrong."""
    if question.schema.get("format") == COMMUNE:
        return places.code_of(text, clock.today())
    if question.widget is Widget.DATE:
        return partial_date.parse(text).iso
    if question.widget is Widget.YES_NO:
        return {YES: True, NO: False}.get(text, text)
    if question.widget in (Widget.NUMBER, Widget.MONEY):
        plain = text.replace(" ", "").replace(".", "")
        if plain.lstrip("-").isascii() and plain.lstrip("-").isdigit() and len(plain) <= 18:
            return int(plain)
        whole, _, part = plain.partition(",")
        if question.schema.get("type") == "number" and whole.isascii() and part.isascii() and (whole + part).isdigit():
            return float(f"{whole[:15]}.{part[:6]}")
    return text


def _read_rows(question: Question, path: str, into: str, posted: QueryDict, typed: Typed) -> Iterator[Any]:
    count = min(_whole(posted.get(f"{PREFIX}{path}.rows", "")), MOST_ROWS + 1)
    at = 0
    for row in range(count):
        fields = [key for key in posted if key.startswith(f"{PREFIX}{path}.{row}.")]
        if not any(clean(posted.get(key, ""), 10) for key in fields):
            continue
        inner = {
            child.key: _read(child, f"{path}.{row}.{child.key}", f"{into}.{at}.{child.key}", posted, typed)
            for child in question.children
        }
        # What could not be read keeps its row: its fault has a place, and the schema must not tell of a row less.
        yield {key: value for key, value in inner.items() if value is not None}
        at += 1
    typed.shown[f"{PREFIX}{into}.rows"] = max(at, 1)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0


def with_rows(typed: Typed, verb: str) -> Typed:
    """Return what was typed with a row more or less, as the button ``verb`` asks (``them-dong.earlier``, ``bo-dong.earlier.0``)."""
    what, _, path = verb.partition(".")
    typed.faults = {}
    if what == ADD_ROW:
        name = f"{PREFIX}{path}.rows"
        typed.shown[name] = min(int(typed.shown.get(name, 0)) + 1, MOST_ROWS)
        return typed
    path, _, at = path.rpartition(".")
    name, gone = f"{PREFIX}{path}.rows", _whole(at)
    count = int(typed.shown.get(name, 0))
    if not 0 <= gone < count:
        return typed
    shown = {}
    for key, value in typed.shown.items():
        row, _, rest = key.removeprefix(f"{PREFIX}{path}.").partition(".")
        if not key.startswith(f"{PREFIX}{path}.") or not row.isdigit():
            shown[key] = value
        elif int(row) != gone:
            shown[f"{PREFIX}{path}.{int(row) - (int(row) > gone)}.{rest}"] = value
    typed.shown = shown | {name: max(count - 1, 1)}
    return typed


def is_of_rows(verb: str) -> bool:
    """Say whether a button only changes how many rows there are."""
    return verb.startswith((f"{ADD_ROW}.", f"{DROP_ROW}."))
