"""An e-form as its parts draw it: questions with labels, hints and faults, in the reader's language, what was typed kept.

Names of fields are ``f.`` and the path of the question (``f.mother.name``, ``f.earlier.0.place.commune``). Nothing here needs
a script: a question that is asked only after a certain answer is then shown with words that say so, and rows of a table come
and go by buttons that send the form and bring it back with all that was typed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import UUID

from motcua.catalogue import places
from motcua.catalogue.rules.eform.answers import Faults
from motcua.catalogue.rules.eform.shape import (
    AUTOCOMPLETE,
    COMMUNE,
    PARTIAL_DATE,
    Condition,
    Form,
    Group,
    Question,
    Widget,
)
from motcua.desks.shared import formats
from motcua.desks.shared.shapes import FieldError, Option
from motcua.kernel import clock
from motcua.kernel.partial_date import PartialDate
from motcua.kernel.words import N_, Said, said

PREFIX: Final = "f."
YES, NO = "co", "khong"
YES_NO: Final = (Option(YES, N_("Có")), Option(NO, N_("Không")))
ADD_ROW, DROP_ROW = "them-dong", "bo-dong"
KINDS: Final = {
    Widget.LONG_TEXT: "textarea",
    Widget.NUMBER: "digits",
    Widget.DATE: "date",
    Widget.MONEY: "money",
    Widget.CHOICE: "radio",
    Widget.MANY: "checkbox",
    Widget.YES_NO: "radio",
    Widget.FILE: "select",
}
SELECT_FROM = 7
"""With more choices than these a list to choose from is shorter than the row of buttons."""
TYPED_MOST = 20_000
"""Characters of one field that are read at all; what is longer is refused by the schema as it stands."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question as its part draws it: ``rows`` are those of a table, each with its questions; ``when`` and ``only`` say when it is asked."""

    name: str
    kind: str
    label: str
    hint: Said | str = ""
    value: Any = ""
    errors: Sequence[Said] = ()
    required: bool = False
    options: Sequence[Option] = ()
    size: str = "l"
    most: int | None = None
    autocomplete: str = "off"
    inside: Sequence[Ask] = ()
    rows: Sequence[Sequence[Ask]] = ()
    add: str = ""
    when: str = ""
    only: Sequence[Said] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Questions under one heading."""

    label: str
    asks: Sequence[Ask]


@dataclass(slots=True)
class Typed:
    """What came back: answers for the schema, faults by path, and what was typed by name, to show again."""

    answers: dict[str, Any] = field(default_factory=dict)
    faults: Faults = field(default_factory=dict)
    shown: dict[str, Any] = field(default_factory=dict)


def drawn(
    form: Form, typed: Typed, files: Sequence[tuple[UUID, str]] | None = None, *, own: bool = False
) -> list[Part]:
    """Return the form to draw, in the reader's language. ``files`` of the dossier to choose from; ``None``: there is none.

    ``own``: people fill it in for themselves, so their browser may offer what it knows of them.
    """
    language = formats.language()
    by_key = {one.key: one for one in form.questions}
    first = next((one.path for one in form.questions if one.widget is Widget.PERSON and not one.conditions), "")
    draw = _Drawing(typed, language, files, f"{first}." if own and first else "")
    return [
        _part(group, [draw.one(one, one.path, by_key) for one in group.questions], language) for group in form.groups
    ]


def _part(group: Group, asks: Sequence[Ask], language: str) -> Part:
    """Return a part of the form; a block that is named as its part is not named twice."""
    label = group.label.of(language)
    return Part(label, [replace(ask, label="") if ask.kind == "block" and ask.label == label else ask for ask in asks])


@dataclass(frozen=True, slots=True)
class _Drawing:
    typed: Typed
    language: str
    files: Sequence[tuple[UUID, str]] | None
    own: str

    def one(self, question: Question, path: str, above: Mapping[str, Question], *, must: bool = True) -> Ask:
        """Return one question, with those inside it. Inside a block nobody must fill in (``must`` false) nothing is a must."""
        name = PREFIX + path
        words: dict[str, Any] = {
            "name": name,
            "label": question.label.of(self.language) or question.key,
            "hint": question.help.of(self.language),
            "errors": self.typed.faults.get(path, ()),
            "required": must and (question.required or question.needed),
            "when": _when(question.conditions),
            "only": [_only(condition, above, self.language) for condition in question.conditions],
        }
        if question.widget is Widget.ROWS:
            return Ask(kind="rows", rows=self._rows(question, path), add=f"{ADD_ROW}.{path}", **words)
        if question.children:
            must = bool(words["required"])
            inside = [self.one(child, f"{path}.{child.key}", {}, must=must) for child in question.children]
            return Ask(kind="block", inside=inside, **words)
        if question.widget is Widget.FILE:
            return self._file(question, words)
        kind = KINDS.get(question.widget, "text") if question.widget else "text"
        options = _options(question, self.language)
        if kind == "radio" and len(options) > SELECT_FROM:
            kind = "select"
        many = question.widget is Widget.MANY
        if kind == "date" and question.schema.get("format") == PARTIAL_DATE and not words["hint"]:
            words["hint"] = said(N_("Ngày/tháng/năm; chỉ nhớ tháng hoặc năm thì ghi 03/1958, 1958."))
        return Ask(
            kind=kind,
            value=self.typed.shown.get(name, [] if many else ""),
            options=options,
            size={"digits": "s", "money": "m", "date": "m"}.get(kind, "l"),
            most=None
            if question.schema.get("format") == COMMUNE
            else question.most
            if kind in ("text", "textarea")
            else 40,
            autocomplete=self._fill(question, path),
            **words,
        )

    def _fill(self, question: Question, path: str) -> str:
        mine = self.own and path.startswith(self.own) and question.known is not None
        return AUTOCOMPLETE.get(question.known, "off") if mine and question.known else "off"

    def _rows(self, question: Question, path: str) -> list[list[Ask]]:
        count = int(self.typed.shown.get(f"{PREFIX}{path}.rows", 0))
        return [[self.one(child, f"{path}.{at}.{child.key}", {}) for child in question.children] for at in range(count)]

    def _file(self, question: Question, words: dict[str, Any]) -> Ask:
        if self.files is None:
            return Ask(kind="note", **words | {"hint": said(N_("Mang theo giấy này khi đến nộp."))})
        if not self.files:
            return Ask(
                kind="note", **words | {"hint": said(N_("Hồ sơ chưa có tệp nào: đính kèm tệp trước rồi chọn ở đây."))}
            )
        options = [Option(str(id_), name) for id_, name in self.files]
        return Ask(kind="select", options=options, value=self.typed.shown.get(words["name"], ""), **words)


def _when(conditions: Sequence[Condition]) -> str:
    """Return the conditions for the script that hides what is not asked: names of fields with their values, as JSON."""
    told = [[PREFIX + one.key, [_sent(value) for value in one.values]] for one in conditions]
    return json.dumps(told) if told else ""


def _only(condition: Condition, above: Mapping[str, Question], language: str) -> Said:
    question = above.get(condition.key)
    names = {option.value: option.label for option in _options(question, language)} if question else {}
    values = ", ".join(formats.said(names.get(_sent(value), str(value))) for value in condition.values)
    label = question.label.of(language) if question else condition.key
    return said(N_("Chỉ ghi khi «{question}» là: {answer}."), question=label, answer=values)


def _sent(value: Any) -> str:
    return (YES if value else NO) if isinstance(value, bool) else str(value)


def _options(question: Question, language: str) -> list[Option]:
    if question.widget is Widget.YES_NO:
        return list(YES_NO)
    return [Option(value, words.of(language) or value) for value, words in question.options]


def summary(form: Form, faults: Faults) -> list[FieldError]:
    """Return every fault for the head of the form, with the words of its question and the way to it."""
    language = formats.language()
    labels = {one.path: one.label.of(language) for one in form.walk()}
    order = {path: at for at, path in enumerate(labels)}
    found = []
    for path, many in sorted(faults.items(), key=lambda each: order.get(_plain(each[0]), -1)):
        label = labels.get(_plain(path), "")
        for fault in many:
            text = said(N_("{question}: {fault}"), question=label, fault=fault) if label else fault
            found.append(FieldError(PREFIX + path if path else "", text))
    return found


def _plain(path: str) -> str:
    """Return the path of the question an answer at ``path`` is to."""
    return ".".join("*" if part.isdigit() else part for part in path.split("."))


def start(form: Form, answers: Mapping[str, Any]) -> Typed:
    """Return the form as it begins with these answers, each in the way it would be typed."""
    typed = Typed(answers=dict(answers))
    for question in form.questions:
        _show(question, question.path, answers.get(question.key), typed.shown)
    return typed


def _show(question: Question, path: str, value: Any, shown: dict[str, Any]) -> None:
    if question.widget is Widget.ROWS:
        rows = value if isinstance(value, list) else []
        shown[f"{PREFIX}{path}.rows"] = max(len(rows), 1)
        for at, row in enumerate(rows):
            for child in question.children:
                _show(
                    child, f"{path}.{at}.{child.key}", row.get(child.key) if isinstance(row, Mapping) else None, shown
                )
    elif question.children:
        inner = value if isinstance(value, Mapping) else {}
        for child in question.children:
            _show(child, f"{path}.{child.key}", inner.get(child.key), shown)
    elif value is not None:
        shown[PREFIX + path] = as_typed(question, value)


def as_typed(question: Question, value: Any) -> Any:
    """Return an answer as it is typed into its field."""
    if question.widget is Widget.MANY:
        return [str(one) for one in value] if isinstance(value, list) else []
    if isinstance(value, bool):
        return _sent(value)
    if isinstance(value, str) and question.widget is Widget.DATE:
        try:
            return str(PartialDate.from_iso(value))
        except (ValueError, TypeError):
            return value
    if isinstance(value, str) and question.schema.get("format") == COMMUNE:
        return places.name_of(value, clock.today())
    return str(value)
