"""Which items of a checklist count for given answers, which are missing, which are wrong, and what is reckoned.

What is not relevant has no value for anything else, is not missing and breaks no rule, as the ODK XForms specification
has it. Items are taken in the order of what they depend on, so that the order of answering changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from lxml import etree

from motcua.checklists.rules.expressions import prepared, resolved
from motcua.checklists.rules.functions import day_number, text, truth
from motcua.checklists.rules.items import SILENT, Form, Item, Kind
from motcua.kernel.words import N_

ANSWER_MOST: Final = 4_000
"""Characters of one answer."""
_INTEGER: Final = re.compile(r"-?\d{1,15}", re.ASCII)
_DECIMAL: Final = re.compile(r"-?\d{1,15}(?:\.\d{1,10})?", re.ASCII)
_WRONG_TYPE: Final = {
    Kind.VERDICT: N_("Chọn một mức trong danh sách."),
    Kind.ONE: N_("Chọn một mục trong danh sách."),
    Kind.MANY: N_("Chỉ chọn các mục có trong danh sách."),
    Kind.INTEGER: N_("Ghi số nguyên."),
    Kind.DECIMAL: N_("Ghi số, phần lẻ sau dấu chấm."),
    Kind.DATE: N_("Ghi ngày có thật."),
    Kind.GEOPOINT: N_("Ghi vĩ độ và kinh độ."),
    Kind.TEXT: N_("Câu trả lời dài quá mức."),
}
BROKEN: Final = N_("Câu trả lời không hợp quy tắc của mục này.")


@dataclass(frozen=True, slots=True)
class Failure:
    """An answer that does not hold: the item and why, in the author's words or ours."""

    item: str
    message: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How a checklist stands: names of items that count, required ones without an answer, answers that do not hold.

    ``values`` are the answers that count (well formed, of relevant items) and the calculated values.
    """

    relevant: frozenset[str]
    missing: tuple[str, ...]
    failed: tuple[Failure, ...]
    values: Mapping[str, str]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing and nothing wrong."""
        return not self.missing and not self.failed


class Knot(Exception):
    """Items that depend on each other in a circle; ``names`` are theirs."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(", ".join(self.names))


@lru_cache(maxsize=64)
def in_order(form: Form) -> tuple[str, ...]:
    """Return the names of the items, each after what decides whether it counts or what it is; :class:`Knot` in a circle."""
    by_path = {item.path: item.name for item in form.items}
    waits: dict[str, set[str]] = {}
    for item in form.items:
        found: set[str] = set()
        for expression, context in _deciding(form, item):
            paths = (resolved(path, context) for path in prepared(expression).paths)
            found.update(by_path[path] for path in paths if path in by_path)
        waits[item.name] = found
    order: list[str] = []
    done: set[str] = set()
    while waits:
        free = [name for name, needs in waits.items() if needs <= done]
        if not free:
            raise Knot(waits)
        for name in free:
            del waits[name]
        done.update(free)
        order += free
    return tuple(order)


def _deciding(form: Form, item: Item) -> list[tuple[str, str]]:
    """Return the expressions that decide over an item, each with the path it is seen from."""
    groups = [form.groups_by_name[name] for name in item.groups]
    found = [(group.relevant, group.path) for group in groups]
    found += [(item.relevant, item.path), (item.calculation, item.path)]
    return [(expression, context) for expression, context in found if expression]


def evaluate(form: Form, answers: Mapping[str, str], at: datetime) -> Evaluation:
    """Return how ``form`` stands with ``answers`` (name to XForms text) at an instant; answers of no item are left out."""
    body = _Body(form, at)
    relevant: set[str] = set()
    values: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for name in in_order(form):
        item = form.by_name[name]
        node = body.nodes[item.path]
        if not body.counts(item):
            body.take_out(node)
            continue
        relevant.add(name)
        if item.kind is Kind.CALCULATE:
            value = body.reckon(item.calculation, node)
        elif item.kind in SILENT:
            continue
        else:
            value = answers.get(name, "").strip()
            if value and not well_formed(form, item, value):
                wrong[name], value = _WRONG_TYPE.get(item.kind, BROKEN), ""
        body.put(node, item, value)
        if value:
            values[name] = value
    missing: list[str] = []
    failed: list[Failure] = []
    for item in form.items:
        if item.name not in relevant or item.kind in SILENT:
            continue
        node = body.nodes[item.path]
        if item.name in wrong:
            failed.append(Failure(item.name, wrong[item.name]))
        elif item.name in values:
            if item.constraint and not body.holds(item.constraint, node):
                failed.append(Failure(item.name, item.constraint_message or BROKEN))
        elif item.required and body.holds(item.required, node):
            missing.append(item.name)
    return Evaluation(frozenset(relevant), tuple(missing), tuple(failed), values)


def well_formed(form: Form, item: Item, value: str) -> bool:
    """Say whether an answer is one of its kind."""
    if len(value) > ANSWER_MOST:
        return False
    match item.kind:
        case Kind.VERDICT | Kind.ONE:
            return value in form.choices(item)
        case Kind.MANY:
            words = value.split()
            return len(set(words)) == len(words) and set(words) <= set(form.choices(item))
        case Kind.INTEGER:
            return _INTEGER.fullmatch(value) is not None
        case Kind.DECIMAL:
            return _DECIMAL.fullmatch(value) is not None
        case Kind.DATE:
            return _is_day(value)
        case Kind.GEOPOINT:
            return _is_place(value)
        case _:
            return True


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_place(value: str) -> bool:
    parts = value.split()
    if not 2 <= len(parts) <= 4 or not all(_DECIMAL.fullmatch(part) for part in parts):
        return False
    return abs(float(parts[0])) <= 90 and abs(float(parts[1])) <= 180


class _Body:
    """The form's instance as a document, filled while items are taken in order."""

    def __init__(self, form: Form, at: datetime) -> None:
        self.form = form
        self.names = {"today": float(day_number(at.date())), "now": _day_and_hour(at)}
        root = etree.Element(form.root)
        self.nodes: dict[str, Any] = {f"/{form.root}": root}
        self.groups: dict[str, bool] = {}
        for path in [*(group.path for group in form.groups), *(item.path for item in form.items)]:
            above, _, name = path.rpartition("/")
            self.nodes[path] = etree.SubElement(self.nodes[above], name)

    def counts(self, item: Item) -> bool:
        """Say whether an item is relevant: its groups are, and so is it."""
        for name in item.groups:
            if name not in self.groups:
                group = self.form.groups_by_name[name]
                self.groups[name] = not group.relevant or self.holds(group.relevant, self.nodes[group.path])
            if not self.groups[name]:
                return False
        return not item.relevant or self.holds(item.relevant, self.nodes[item.path])

    def put(self, node: Any, item: Item, value: str) -> None:
        """Let others see an answer; days are numbers among expressions."""
        node.text = str(day_number(date.fromisoformat(value))) if value and item.kind is Kind.DATE else value

    def take_out(self, node: Any) -> None:
        """Let nothing see an item that does not count; its groups stay."""
        node.getparent().remove(node)

    def holds(self, expression: str, node: Any) -> bool:
        """Say whether an expression is true, seen from a node."""
        return truth(prepared(expression).xpath(node, **self.names))

    def reckon(self, expression: str, node: Any) -> str:
        """Return what an expression comes to as text."""
        return text(prepared(expression).xpath(node, **self.names))[:ANSWER_MOST]


def _day_and_hour(at: datetime) -> float:
    return day_number(at.date()) + (at.hour * 3600 + at.minute * 60 + at.second) / 86_400
