"""What a checklist asks: its groups, items and lists of choices, as screens, paper and phone read them.

Verdicts are graded as inspections speak: *đạt*, *cơ bản đạt* (meets what is needed for now, to be looked at again on a
day), *chưa đạt*, *không áp dụng*, *chưa kiểm tra*. No legal text sets these grades; the reports of 2025 use them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Final

import msgspec

from motcua.kernel.words import N_

VERDICT_LIST: Final = "verdict"
"""The list of choices whose answers are verdicts: a ``select_one verdict`` is scored."""
_REFERENCE: Final = re.compile(r"\$\{\s*([A-Za-z_][A-Za-z0-9_.-]*)\s*\}", re.ASCII)


class Kind(StrEnum):
    """How an item is answered."""

    VERDICT = "verdict"
    ONE = "one"
    MANY = "many"
    INTEGER = "integer"
    DECIMAL = "decimal"
    TEXT = "text"
    DATE = "date"
    GEOPOINT = "geopoint"
    IMAGE = "image"
    AUDIO = "audio"
    NOTE = "note"
    CALCULATE = "calculate"


KIND_NAMES: Final = {
    Kind.VERDICT: N_("Mức đánh giá"),
    Kind.ONE: N_("Chọn một"),
    Kind.MANY: N_("Chọn nhiều"),
    Kind.INTEGER: N_("Số nguyên"),
    Kind.DECIMAL: N_("Số"),
    Kind.TEXT: N_("Chữ"),
    Kind.DATE: N_("Ngày"),
    Kind.GEOPOINT: N_("Vị trí"),
    Kind.IMAGE: N_("Ảnh"),
    Kind.AUDIO: N_("Ghi âm"),
    Kind.NOTE: N_("Lời dặn"),
    Kind.CALCULATE: N_("Tự tính"),
}
CHOSEN: Final = frozenset({Kind.VERDICT, Kind.ONE, Kind.MANY})
SILENT: Final = frozenset({Kind.NOTE, Kind.CALCULATE})
"""Kinds nobody answers."""


class Verdict(StrEnum):
    """What was found of an item; the values are the names of the choices."""

    MET = "dat"
    BASIC = "co_ban_dat"
    UNMET = "chua_dat"
    NOT_APPLICABLE = "khong_ap_dung"
    UNCHECKED = "chua_kiem_tra"


VERDICT_NAMES: Final = {
    Verdict.MET: N_("Đạt"),
    Verdict.BASIC: N_("Cơ bản đạt"),
    Verdict.UNMET: N_("Chưa đạt"),
    Verdict.NOT_APPLICABLE: N_("Không áp dụng"),
    Verdict.UNCHECKED: N_("Chưa kiểm tra"),
}


class Severity(StrEnum):
    """How heavy a shortcoming of an item weighs."""

    LIGHT = "nhe"
    MEDIUM = "vua"
    GRAVE = "nang"


SEVERITY_NAMES: Final = {Severity.LIGHT: N_("nhẹ"), Severity.MEDIUM: N_("vừa"), Severity.GRAVE: N_("nặng")}


class Choice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One answer of a list."""

    name: str
    label: str


class ChoiceList(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A list of answers that items share."""

    name: str
    choices: tuple[Choice, ...]


class Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A group of items; ``path`` is its place in the XForm, ``relevant`` the XPath by which it is asked at all."""

    name: str
    label: str
    path: str
    relevant: str = ""
    when: str = ""


class Item(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One question.

    ``relevant``, ``required``, ``constraint`` and ``calculation`` are XPath over the XForm as pyxform wrote them, "" for
    none; ``when`` and ``rule`` are the first and third as the author wrote them. ``groups`` are names from the outermost
    in. ``about`` names the item that this one explains (why, a photograph, a day to look again). ``shortcoming``: choices
    that count as one. ``source``: the stated figure this number comes from.
    """

    name: str
    kind: Kind
    label: str
    path: str
    hint: str = ""
    groups: tuple[str, ...] = ()
    list: str = ""
    required: str = ""
    relevant: str = ""
    when: str = ""
    constraint: str = ""
    rule: str = ""
    constraint_message: str = ""
    calculation: str = ""
    criterion: str = ""
    ground: str = ""
    evidence: str = ""
    weight: int = 1
    severity: Severity = Severity.MEDIUM
    shortcoming: tuple[str, ...] = ()
    source: str = ""
    about: str = ""


class Form(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """A compiled checklist: its key (``form_id``), title, groups and items in order, lists of choices."""

    key: str
    title: str
    root: str
    groups: tuple[Group, ...]
    items: tuple[Item, ...]
    lists: tuple[ChoiceList, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Item]:
        """The items by name."""
        return {item.name: item for item in self.items}

    @cached_property
    def groups_by_name(self) -> Mapping[str, Group]:
        """The groups by name."""
        return {group.name: group for group in self.groups}

    @cached_property
    def choices_by_list(self) -> Mapping[str, Mapping[str, str]]:
        """The labels of choices, by list and name."""
        return {one.name: {choice.name: choice.label for choice in one.choices} for one in self.lists}

    def choices(self, item: Item) -> Mapping[str, str]:
        """Return name and label of the answers of an item, in order; empty where it has no list."""
        return self.choices_by_list.get(item.list, {})

    def scored(self) -> Iterator[Item]:
        """Yield the items that are scored."""
        return (item for item in self.items if item.kind is Kind.VERDICT)

    def grouped(self) -> list[tuple[tuple[Group, ...], list[Item]]]:
        """Return items in order under the groups they stand in, the outermost first."""
        found: list[tuple[tuple[Group, ...], list[Item]]] = []
        for item in self.items:
            groups = tuple(self.groups_by_name[name] for name in item.groups)
            if not found or found[-1][0] != groups:
                found.append((groups, []))
            found[-1][1].append(item)
        return found


def references(text: str) -> list[str]:
    """Return the names that a text of the author refers to as ``${name}``."""
    return _REFERENCE.findall(text)


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a label with what it refers to put in; "…" where there is no answer yet."""
    return _REFERENCE.sub(lambda found: values.get(found[1]) or "…", text)


def in_words(form: Form, expression: str) -> str:
    """Return an author's condition with labels in place of names: ``${a} = 'dat'`` as «Có bảng niêm yết» = «Đạt».

    The choice is looked up in the list of the item named last before it; what is not known stays as it is written.
    """
    found: list[str] = []
    item: Item | None = None
    for part in re.split(r"(\$\{[^}]*\}|'[^']*'|\"[^\"]*\")", expression):
        if name := _REFERENCE.fullmatch(part):
            item = form.by_name.get(name[1])
            found.append(f"«{item.label}»" if item else part)
        elif part[:1] in {"'", '"'}:
            label = form.choices(item).get(part[1:-1]) if item else None
            found.append(f"«{label}»" if label else part)
        else:
            found.append(part)
    return " ".join("".join(found).split())
