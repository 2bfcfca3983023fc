"""Changing a form question by question: each change takes a schema and returns another, the first stays as it was."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from motcua.catalogue.rules.eform.shape import COMMUNE, DIALECT, PARTIAL_DATE, UI, Widget, form_of
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_

Schema = dict[str, Any]
NUMBER_PATTERN: Final = "^[0-9]{12}$"


@dataclass(frozen=True, slots=True)
class Wording:
    """What an author says of a question: labels and help in both languages, whether it must be answered, its choices."""

    vi: str
    en: str = ""
    help_vi: str = ""
    help_en: str = ""
    required: bool = False
    group: str = ""
    options: tuple[tuple[str, str, str], ...] = field(default=())


def empty(title: str, title_en: str = "") -> Schema:
    """Return a form without questions."""
    ui = {"title": {"vi": title, "en": title_en}, "groups": [], "order": [], "source": "", "compared": False}
    return {
        "$schema": DIALECT,
        "type": "object",
        "additionalProperties": False,
        "properties": {},
        "required": [],
        UI: ui,
    }


def ordered(schema: Mapping[str, Any]) -> list[str]:
    """Return the keys of the questions of the first level, in the order they are asked."""
    return [question.key for question in form_of(schema).questions]


def added(schema: Mapping[str, Any], widget: Widget, label: str, key: str) -> Schema:
    """Return the form with one more question at its end; :class:`BadInput` where the name is taken."""
    new = copy.deepcopy(dict(schema))
    properties = new.setdefault("properties", {})
    if key in properties:
        raise BadInput(N_("Tên mục «{key}» đã có."), field="key", key=key)
    fresh = copy.deepcopy(_FRESH[widget])
    fresh.setdefault(UI, {}).update({"widget": widget.value, "label": {"vi": label, "en": ""}})
    properties[key] = fresh
    _order(new, [*ordered(schema), key])
    return new


def removed(schema: Mapping[str, Any], key: str) -> Schema:
    """Return the form without a question, and without what spoke of it in conditions."""
    new = copy.deepcopy(dict(schema))
    if key not in new.get("properties", {}):
        raise NotFound(N_("Không có mục này."))
    order = [one for one in ordered(schema) if one != key]
    del new["properties"][key]
    new["required"] = [one for one in new.get("required", []) if one != key]
    rules = []
    for rule in new.get("allOf", []):
        if key in rule.get("if", {}).get("properties", {}):
            continue
        for branch in ("then", "else"):
            node = rule.get(branch, {})
            node.get("properties", {}).pop(key, None)
            if "required" in node:
                node["required"] = [one for one in node["required"] if one != key]
        rules.append(rule)
    if "allOf" in new:
        new["allOf"] = rules
    _order(new, order)
    return new


def moved(schema: Mapping[str, Any], key: str, by: int) -> Schema:
    """Return the form with a question one place up (-1) or down (1); at the border it stays."""
    order = ordered(schema)
    if key not in order:
        raise NotFound(N_("Không có mục này."))
    at = order.index(key)
    to = min(max(at + by, 0), len(order) - 1)
    order.insert(to, order.pop(at))
    new = copy.deepcopy(dict(schema))
    _order(new, order)
    return new


def reworded(schema: Mapping[str, Any], key: str, words: Wording) -> Schema:
    """Return the form with a question said in other words; its kind and its conditions stay."""
    new = copy.deepcopy(dict(schema))
    node = new.get("properties", {}).get(key)
    if node is None:
        raise NotFound(N_("Không có mục này."))
    ui = node.setdefault(UI, {})
    ui["label"] = {"vi": words.vi, "en": words.en}
    ui.pop("help", None)
    if words.help_vi or words.help_en:
        ui["help"] = {"vi": words.help_vi, "en": words.help_en}
    ui.pop("group", None)
    if words.group:
        ui["group"] = words.group
    _require(new, key, words.required)
    chosen = node.get("items", {}) if ui.get("widget") == Widget.MANY.value else node
    if ui.get("widget") in (Widget.CHOICE.value, Widget.MANY.value):
        chosen["enum"] = [value for value, _, _ in words.options]
        ui["options"] = {value: {"vi": vi, "en": en} for value, vi, en in words.options}
    return new


def _require(schema: Schema, key: str, wanted: bool) -> None:
    """Let a question be answered by all, or by those who see it where it is not asked of all."""
    hiding = [rule for rule in schema.get("allOf", []) if rule.get("else", {}).get("properties", {}).get(key) is False]
    for node in (schema, *(rule.setdefault("then", {}) for rule in hiding)):
        here = wanted and (node is not schema or not hiding)
        kept = [one for one in node.get("required", []) if one != key]
        node["required"] = [*kept, key] if here else kept


def headed(schema: Mapping[str, Any], **said: Any) -> Schema:
    """Return the form with another title, source, pledge or list of groups."""
    new = copy.deepcopy(dict(schema))
    ui = new.setdefault(UI, {})
    ui.update(said)
    return new


def _order(schema: Schema, order: list[str]) -> None:
    schema.setdefault(UI, {})["order"] = order


def _leaf(widget: Widget, vi: str, en: str, **more: Any) -> Schema:
    ui = {"widget": widget.value, "label": {"vi": vi, "en": en}}
    ui.update({name: more.pop(name) for name in ("known", "says") if name in more})
    return {**more, UI: ui}


_ADDRESS: Final[Schema] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["commune"],
    "properties": {
        "commune": _leaf(
            Widget.TEXT, "Xã, phường, đặc khu", "Commune, ward", type="string", format=COMMUNE, maxLength=20
        ),
        "detail": _leaf(
            Widget.TEXT, "Số nhà, đường, thôn, tổ", "House number, street, hamlet", type="string", maxLength=200
        ),
    },
    UI: {"order": ["commune", "detail"]},
}
_FRESH: Final[Mapping[Widget, Schema]] = {
    Widget.TEXT: {"type": "string", "maxLength": 200},
    Widget.LONG_TEXT: {"type": "string", "maxLength": 2000},
    Widget.NUMBER: {"type": "integer", "minimum": 0, "maximum": 1_000_000},
    Widget.DATE: {"type": "string", "format": PARTIAL_DATE},
    Widget.MONEY: {"type": "integer", "minimum": 0, "maximum": 1_000_000_000_000},
    Widget.CHOICE: {
        "type": "string",
        "enum": ["co", "khong"],
        UI: {"options": {"co": {"vi": "Có", "en": "Yes"}, "khong": {"vi": "Không", "en": "No"}}},
    },
    Widget.MANY: {
        "type": "array",
        "uniqueItems": True,
        "maxItems": 20,
        "items": {"type": "string", "enum": ["a", "b"]},
        UI: {
            "options": {
                "a": {"vi": "Lựa chọn thứ nhất", "en": "First choice"},
                "b": {"vi": "Lựa chọn thứ hai", "en": "Second choice"},
            }
        },
    },
    Widget.YES_NO: {"type": "boolean"},
    Widget.PERSON: {
        "type": "object",
        "additionalProperties": False,
        "required": ["name"],
        "properties": {
            "name": _leaf(Widget.TEXT, "Họ, chữ đệm, tên", "Full name", type="string", maxLength=200, known="name"),
            "number": _leaf(
                Widget.TEXT,
                "Số định danh cá nhân",
                "Personal identification number",
                type="string",
                maxLength=12,
                pattern=NUMBER_PATTERN,
                known="number",
                says={"vi": "Số định danh cá nhân gồm 12 chữ số.", "en": "The personal number has 12 digits."},
            ),
        },
        UI: {"order": ["name", "number"]},
    },
    Widget.ADDRESS: _ADDRESS,
    Widget.FILE: {"type": "string", "format": "uuid"},
    Widget.ROWS: {
        "type": "array",
        "maxItems": 10,
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": ["name"],
            "properties": {"name": _leaf(Widget.TEXT, "Nội dung", "Content", type="string", maxLength=200)},
        },
    },
}
"""What a new question begins with, by its kind."""
