"""An e-form as it is read from its schema: groups and questions in order, each with its widget and its words.

The schema is JSON Schema 2020-12. How it is shown stands in one keyword of ours, ``x-motcua``, which every other tool
leaves alone: at the root ``title``, ``groups``, ``order``, ``source``, ``compared``, ``addressee``, ``pledge``; at a property ``widget``,
``label``, ``help``, ``group``, ``options``, ``known``, ``says``, ``past``, ``why``; ``order`` again in a block. Words are ``{"vi": …, "en": …}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from motcua.kernel.words import N_

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
UI: Final = "x-motcua"
PARTIAL_DATE: Final = "partial-date"
"""A year, a month or a day (``1958``, ``1958-03``, ``1958-03-12``): older people know only the year of their birth."""
COMMUNE: Final = "commune-code"


class Widget(StrEnum):
    """How a question is asked."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"
    MONEY = "money"
    CHOICE = "choice"
    MANY = "many"
    YES_NO = "yes_no"
    PERSON = "person"
    ADDRESS = "address"
    FILE = "file"
    ROWS = "rows"


WIDGET_NAMES: Final = {
    Widget.TEXT: N_("một dòng chữ"),
    Widget.LONG_TEXT: N_("đoạn văn"),
    Widget.NUMBER: N_("số"),
    Widget.DATE: N_("ngày"),
    Widget.MONEY: N_("số tiền (đồng)"),
    Widget.CHOICE: N_("chọn một"),
    Widget.MANY: N_("chọn nhiều"),
    Widget.YES_NO: N_("có hoặc không"),
    Widget.PERSON: N_("thông tin một người"),
    Widget.ADDRESS: N_("địa chỉ theo xã"),
    Widget.FILE: N_("tệp trong hồ sơ"),
    Widget.ROWS: N_("bảng nhiều dòng"),
}
BLOCKS: Final = frozenset({Widget.PERSON, Widget.ADDRESS, Widget.ROWS})


class Known(StrEnum):
    """What is known of whoever asks, so that it is not asked again."""

    NAME = "name"
    BORN = "born"
    SEX = "sex"
    NUMBER = "number"
    NATIONALITY = "nationality"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"


AUTOCOMPLETE: Final = {
    Known.NAME: "name",
    Known.BORN: "bday",
    Known.SEX: "sex",
    Known.PHONE: "tel",
    Known.EMAIL: "email",
    Known.ADDRESS: "street-address",
}


@dataclass(frozen=True, slots=True)
class Words:
    """What people read, in both languages; English falls back to Vietnamese."""

    vi: str = ""
    en: str = ""

    def of(self, language: str) -> str:
        """Return the words in a language of the screens."""
        return self.en or self.vi if language.startswith("en") else self.vi


@dataclass(frozen=True, slots=True)
class Condition:
    """A question is asked only while the answer to ``key`` is one of ``values``."""

    key: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``path`` is its place in the answers, ``*`` standing for any row of a table.

    ``widget`` is ``None`` where the schema names none we know. ``conditions``: all must hold for it to be asked.
    ``needed``: it must be answered wherever it is asked, by ``then``.
    """

    key: str
    path: str
    widget: Widget | None
    label: Words
    schema: Mapping[str, Any]
    required: bool = False
    needed: bool = False
    help: Words = Words()
    group: str = ""
    options: tuple[tuple[str, Words], ...] = ()
    known: Known | None = None
    says: Words = Words()
    past: bool = False
    why: str = ""
    conditions: tuple[Condition, ...] = ()
    children: tuple[Question, ...] = ()

    @property
    def most(self) -> int:
        """Return how many characters an answer may have."""
        return _whole(self.schema.get("maxLength"), 300)

    def walk(self) -> Iterator[Question]:
        """Yield the question and those inside it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Group:
    """Questions under one heading."""

    key: str
    label: Words
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it is asked and printed; ``compared``: its layout was compared with the legal original."""

    title: Words
    groups: tuple[Group, ...]
    schema: Mapping[str, Any]
    source: str = ""
    compared: bool = False
    addressee: Words = Words()
    pledge: Words = Words()

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return the questions of the first level in order."""
        return tuple(question for group in self.groups for question in group.questions)

    def walk(self) -> Iterator[Question]:
        """Yield every question, those inside blocks as well."""
        for question in self.questions:
            yield from question.walk()


def form_of(schema: Mapping[str, Any]) -> Form:
    """Return the form a schema describes. It never fails: what is missing or of another kind reads as empty."""
    ui = _dict(schema.get(UI))
    conditions = _conditions(schema)
    questions = _questions(schema, "", conditions, _needed(schema))
    groups = [(_text(one.get("key")), _words(one)) for one in _dicts(ui.get("groups"))]
    named = {key for key, _ in groups}
    found = [
        Group(key, label, tuple(one for one in questions if one.group == key))
        for key, label in dict(reversed(groups)).items()
    ]
    order = {key: at for at, (key, _) in enumerate(groups)}
    found.sort(key=lambda group: order.get(group.key, 0))
    loose = tuple(one for one in questions if one.group not in named)
    return Form(
        title=_words(ui.get("title")),
        groups=tuple([group for group in found if group.questions] + ([Group("", Words(), loose)] if loose else [])),
        schema=schema,
        source=_text(ui.get("source")),
        compared=ui.get("compared") is True,
        addressee=_words(ui.get("addressee")),
        pledge=_words(ui.get("pledge")),
    )


def _questions(
    block: Mapping[str, Any], under: str, conditions: Mapping[str, tuple[Condition, ...]], needed: frozenset[str]
) -> tuple[Question, ...]:
    properties = _dict(block.get("properties"))
    listed = [key for key in _list(_dict(block.get(UI)).get("order")) if isinstance(key, str)]
    order = {key: at for at, key in reversed(list(enumerate(listed)))}
    keys = sorted(properties, key=lambda key: (order.get(key, len(order)), key))
    required = [key for key in _list(block.get("required")) if isinstance(key, str)]
    return tuple(
        _question(key, under, _dict(properties[key]), key in required, conditions.get(key, ()), needed) for key in keys
    )


def _question(
    key: str,
    under: str,
    schema: Mapping[str, Any],
    required: bool,
    conditions: tuple[Condition, ...],
    needed: frozenset[str],
) -> Question:
    ui = _dict(schema.get(UI))
    path = f"{under}.{key}" if under else key
    widget = _member(Widget, ui.get("widget"))
    inner: Mapping[str, Any] = schema
    below = path
    if widget is Widget.ROWS:
        inner, below = _dict(schema.get("items")), f"{path}.*"
    chosen = _dict(schema.get("items")) if widget is Widget.MANY else schema
    words = _dict(ui.get("options"))
    values = [value for value in _list(chosen.get("enum")) if isinstance(value, str)]
    return Question(
        key=key,
        path=path,
        widget=widget,
        label=_words(ui.get("label")),
        schema=schema,
        required=required,
        needed=key in needed,
        help=_words(ui.get("help")),
        group=_text(ui.get("group")),
        options=tuple((value, _words(words.get(value))) for value in values),
        known=_member(Known, ui.get("known")),
        says=_words(ui.get("says")),
        past=ui.get("past") is True,
        why=_text(ui.get("why")),
        conditions=conditions,
        children=_questions(inner, below, {}, frozenset()) if widget in BLOCKS else (),
    )


def _conditions(schema: Mapping[str, Any]) -> dict[str, tuple[Condition, ...]]:
    """Return when each question is asked: one that ``else`` forbids is asked only while ``if`` holds."""
    found: dict[str, tuple[Condition, ...]] = {}
    for rule in _dicts(schema.get("allOf")):
        tests = tuple(
            Condition(key, tuple([_dict(test)["const"]] if "const" in _dict(test) else _list(_dict(test).get("enum"))))
            for key, test in _dict(_dict(rule.get("if")).get("properties")).items()
        )
        for key, allowed in _dict(_dict(rule.get("else")).get("properties")).items():
            if allowed is False:
                found[key] = found.get(key, ()) + tests
    return found


def _needed(schema: Mapping[str, Any]) -> frozenset[str]:
    lists = (_list(_dict(rule.get("then")).get("required")) for rule in _dicts(schema.get("allOf")))
    return frozenset(key for keys in lists for key in keys if isinstance(key, str))


def asked(question: Question, answers: Mapping[str, Any]) -> bool:
    """Say whether a question of the first level is asked, given the answers so far."""
    return all(
        condition.key in answers and any(same(answers[condition.key], value) for value in condition.values)
        for condition in question.conditions
    )


def same(one: Any, other: Any) -> bool:
    """Say whether two answers are the same in JSON, where true is not 1."""
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def _words(value: Any) -> Words:
    found = _dict(value)
    return Words(_text(found.get("vi")), _text(found.get("en")))


def _member(kind: Any, value: Any) -> Any:
    return kind(value) if isinstance(value, str) and value in {str(one) for one in kind} else None


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _whole(value: Any, default: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else default


def _dict(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else ()


def _dicts(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in _list(value) if isinstance(one, Mapping)]
