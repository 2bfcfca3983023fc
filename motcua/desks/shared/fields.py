"""Fields of forms: declared once, shown by one template, read back into typed values with their faults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import QueryDict

from motcua.desks.shared.door import whole_number
from motcua.desks.shared.shapes import Option, Text
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.kernel.worktime import spans, spans_text
from motcua.office import rules
from motcua.office.staff_sheet import read_day

ONE, MANY = ("select", "radio"), "many"
YEARS = range(1900, 2201)
"""Years a day may be asked or written in: beyond them nobody means a day, and reckoning from it fails."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form.

    ``kind``: text, textarea, tel, email, date, number, hours, check, select, radio, many. ``ids`` says that the values
    of the options are ids of things. ``group`` draws neighbours of the same group under one heading, side by side.
    ``empty`` is the word for no choice.
    """

    name: str
    label: Text
    kind: str = "text"
    required: bool = False
    hint: Text = ""
    options: Sequence[Option] = ()
    ids: bool = False
    size: str = "l"
    most: int = 300
    group: Text = ""
    autocomplete: str = "off"
    empty: Text = ""


@dataclass(slots=True)
class Answers:
    """What came back: typed values by name, faults by name, and the raw text to show again."""

    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, list[Said]] = field(default_factory=dict)
    shown: dict[str, Any] = field(default_factory=dict)


def read(fields: Sequence[Field], posted: QueryDict) -> Answers:
    """Return the typed answers to ``fields``, every fault beside its field.

    Empty: "" for text, ``None`` for a day, a number or one choice, a list for many, false for a tick.
    """
    answers = Answers()
    for one in fields:
        raw: Any = posted.getlist(one.name) if one.kind == MANY else posted.get(one.name, "")
        answers.shown[one.name] = raw
        try:
            answers.values[one.name] = _typed(one, raw)
        except BadInput as error:
            answers.errors.setdefault(one.name, []).append(error.said)
            continue
        if one.required and answers.values[one.name] in ("", None, []):
            answers.errors.setdefault(one.name, []).append(said(_MISSING.get(one.kind, N_("Ghi mục này."))))
    return answers


_MISSING = {
    "select": N_("Chọn một mục."),
    "radio": N_("Chọn một mục."),
    "many": N_("Chọn ít nhất một mục."),
    "date": N_("Ghi ngày, ví dụ 01/07/2025."),
}


def _typed(one: Field, raw: Any) -> Any:
    if one.kind == MANY:
        return [_chosen(one, value) for value in raw]
    if one.kind == "check":
        return bool(raw)
    text = clean(raw, lines=True) if one.kind == "textarea" else clean(raw)
    if len(text) > one.most:
        raise BadInput(N_("Dài quá {most} ký tự."), most=one.most)
    if one.kind == "hours":
        return spans_text(spans(text.replace(";", ",").replace("–", "-")))
    if not text:
        return None if one.kind in {"date", "number", *ONE} else ""
    if one.kind in ONE:
        return _chosen(one, text)
    if one.kind == "date":
        day = read_day(text)
        if day is None or day.year not in YEARS:
            raise BadInput(N_("Ngày «{text}» không đúng; viết như 01/07/2025."), text=text[:20])
        return day
    if one.kind == "number":
        number = whole_number(text, digits=6)
        if number is None:
            raise BadInput(N_("«{text}» không phải là số."), text=text[:20])
        return number
    if one.kind == "tel" and rules.phone_digits(text) is None:
        raise BadInput(N_("«{text}» không phải là số điện thoại."), text=text[:30])
    return text


def _chosen(one: Field, value: str) -> Any:
    if value not in {option.value for option in one.options if not option.why}:
        raise BadInput(N_("Mục này không có trong danh sách."))
    return UUID(value) if one.ids else value


def start(fields: Sequence[Field], known: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an untouched form shows: what is known already, else nothing."""
    empty: dict[str, Any] = {one.name: [] if one.kind == MANY else "" for one in fields}
    return empty | dict(known)


def options_of(names: Mapping[Any, str]) -> list[Option]:
    """Return options of an enumeration with its names."""
    return [Option(str(value), name) for value, name in names.items()]
