"""One line of a survey: what kind of question it is, and what our own columns say of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from motcua.checklists.authoring.sheets import Book, Line
from motcua.checklists.rules.items import CHOSEN, SEVERITY_NAMES, VERDICT_LIST, Group, Item, Kind, Severity, Verdict
from motcua.checklists.rules.scoring import WEIGHT_MOST
from motcua.kernel.text import fold
from motcua.kernel.words import N_, said

NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,59}", re.ASCII)
LABEL_MOST: Final = 1_000
_SIMPLE: Final = {
    "integer": Kind.INTEGER,
    "int": Kind.INTEGER,
    "decimal": Kind.DECIMAL,
    "text": Kind.TEXT,
    "string": Kind.TEXT,
    "date": Kind.DATE,
    "geopoint": Kind.GEOPOINT,
    "image": Kind.IMAGE,
    "photo": Kind.IMAGE,
    "audio": Kind.AUDIO,
    "note": Kind.NOTE,
    "calculate": Kind.CALCULATE,
}
_PYXFORM: Final = {
    Kind.INTEGER: "integer",
    Kind.DECIMAL: "decimal",
    Kind.TEXT: "text",
    Kind.DATE: "date",
    Kind.GEOPOINT: "geopoint",
    Kind.IMAGE: "image",
    Kind.AUDIO: "audio",
    Kind.NOTE: "note",
    Kind.CALCULATE: "calculate",
}
_SELECT: Final = re.compile(r"select[ _](one|multiple) ([^\s]+)( or[ _]other)?", re.IGNORECASE)
_GROUP: Final = re.compile(r"(begin|end)[ _](group|repeat)", re.IGNORECASE)
_META: Final = frozenset(
    (
        "start",
        "end",
        "today",
        "deviceid",
        "username",
        "phonenumber",
        "email",
        "audit",
        "start-geopoint",
        "background-audio",
    )
)
_YES: Final = frozenset({"yes", "true", "true()", "có", "co", "x", "1"})
_NO: Final = frozenset({"no", "false", "false()", "không", "khong", "0", ""})


@dataclass(frozen=True, slots=True)
class Draft:
    """A line on its way: ``kind`` is ``None`` for the beginning and end of a group; an end has no name."""

    line: Line
    name: str
    groups: tuple[str, ...]
    word: str
    kind: Kind | None = None
    list_name: str = ""

    def expression(self, heading: str) -> str:
        """Return what the author wrote in a column of expressions; "yes" for what is always required, "" for never."""
        text = self.line.get(heading)
        if heading != "required":
            return text
        if text.lower() in _YES:
            return "yes"
        return "" if text.lower() in _NO else text

    def row(self) -> dict[str, str]:
        """Return the line as pyxform reads it."""
        if self.kind is None:
            found = {"type": self.word, "name": self.name, "label": self.line.get("label")}
            found["relevant"] = self.line.get("relevant")
        else:
            kind = (
                _PYXFORM.get(self.kind) or f"select_{'multiple' if self.kind is Kind.MANY else 'one'} {self.list_name}"
            )
            found = {"type": kind, "name": self.name}
            for heading in ("label", "hint", "constraint_message"):
                found[heading] = self.line.get(heading)
            for heading in ("relevant", "required", "constraint", "calculation"):
                found[heading] = self.expression(heading)
        return {heading: text for heading, text in found.items() if text}


def kind_of(book: Book, line: Line) -> tuple[str, Kind | None, str]:
    """Return of a line: "begin" or "end" of a group, or its kind and list; faults for what is not supported."""
    text = " ".join(line.get("type").split())
    word = text.lower()
    if group := _GROUP.fullmatch(word):
        if group[2] == "repeat":
            book.fault("survey", line.number, "type", said(N_("nhóm lặp (repeat) không dùng được; viết từng mục")))
            return "", None, ""
        if group[1] == "begin" and not line.get("label"):
            book.fault("survey", line.number, "label", said(N_("ghi tên nhóm")))
        return group[1], None, ""
    if select := _SELECT.fullmatch(text):
        if select[3]:
            book.fault(
                "survey", line.number, "type", said(N_("or_other không dùng được; thêm lựa chọn «khác» và một mục chữ"))
            )
        name = select[2]
        kind = Kind.MANY if select[1].lower() == "multiple" else Kind.VERDICT if name == VERDICT_LIST else Kind.ONE
        if kind is Kind.MANY and name == VERDICT_LIST:
            book.fault("survey", line.number, "type", said(N_("mức đánh giá chỉ chọn một")))
        return "", _checked(book, line, kind), name
    if word in _SIMPLE:
        return "", _checked(book, line, _SIMPLE[word]), ""
    if word in _META:
        what = said(N_("bỏ dòng này: giờ, người và máy do hệ thống ghi"))
    elif not word:
        what = said(N_("ghi kiểu câu hỏi ở cột type"))
    else:
        what = said(N_("kiểu câu hỏi «{what}» không dùng được ở đây"), what=text[:60])
    book.fault("survey", line.number, "type", what)
    return "", None, ""


def _checked(book: Book, line: Line, kind: Kind) -> Kind:
    """Note what is wrong with the words and marks of a question; return its kind."""
    label = line.get("label")
    if kind is not Kind.CALCULATE and not label:
        book.fault("survey", line.number, "label", said(N_("ghi câu hỏi")))
    for heading in ("label", "hint", "criterion", "ground", "evidence", "source", "constraint_message"):
        if len(line.get(heading)) > LABEL_MOST:
            book.fault("survey", line.number, heading, said(N_("dài quá {most} ký tự"), most=LABEL_MOST))
    calculated = line.get("calculation")
    if kind is Kind.CALCULATE and not calculated:
        book.fault("survey", line.number, "calculation", said(N_("mục tự tính cần công thức")))
    if kind is not Kind.CALCULATE and calculated:
        book.fault("survey", line.number, "calculation", said(N_("công thức chỉ dùng cho dòng calculate")))
    if line.get("weight") and (kind is not Kind.VERDICT or _weight(line) is None):
        what = said(N_("trọng số là số nguyên từ 1 đến {most}, chỉ cho mục select_one verdict"), most=WEIGHT_MOST)
        book.fault("survey", line.number, "weight", what)
    if line.get("severity") and _severity(line) is None:
        names = ", ".join(SEVERITY_NAMES.values())
        book.fault("survey", line.number, "severity", said(N_("mức độ là một trong: {names}"), names=names))
    if line.get("shortcoming") and kind not in CHOSEN:
        book.fault(
            "survey", line.number, "shortcoming", said(N_("chỉ câu hỏi có lựa chọn mới có câu trả lời là tồn tại"))
        )
    return kind


def group_of(draft: Draft, path: str, bind: Mapping[str, str]) -> Group:
    """Return a group."""
    label, when = draft.line.get("label"), draft.line.get("relevant")
    return Group(name=draft.name, label=label, path=path, relevant=bind.get("relevant", ""), when=when)


def item_of(book: Book, draft: Draft, path: str, bind: Mapping[str, str], choices: Mapping[str, str]) -> Item:
    """Return an item with its expressions as they stand in the XForm; a shortcoming that is no choice is a fault."""
    line, kind = draft.line, draft.kind or Kind.NOTE
    shortcoming = tuple(line.get("shortcoming").replace(",", " ").split())
    if kind is Kind.VERDICT and not shortcoming:
        shortcoming = (str(Verdict.UNMET),)
    if strange := [name for name in shortcoming if name not in choices]:
        what = said(N_("«{name}» không có trong danh sách lựa chọn"), name=strange[0][:60])
        if line.get("shortcoming"):
            book.fault("survey", line.number, "shortcoming", what)
    return Item(
        name=draft.name,
        kind=kind,
        label=line.get("label") or draft.name,
        path=path,
        hint=line.get("hint"),
        groups=draft.groups,
        list=draft.list_name,
        required=bind.get("required", ""),
        relevant=bind.get("relevant", ""),
        when=line.get("relevant"),
        constraint=bind.get("constraint", ""),
        rule=line.get("constraint"),
        constraint_message=line.get("constraint_message"),
        calculation=bind.get("calculate", ""),
        criterion=line.get("criterion"),
        ground=line.get("ground"),
        evidence=line.get("evidence"),
        weight=_weight(line) or 1,
        severity=_severity(line) or Severity.MEDIUM,
        shortcoming=shortcoming,
        source=line.get("source"),
        about=line.get("about"),
    )


def _weight(line: Line) -> int | None:
    text = line.get("weight") or "1"
    return (
        int(text) if text.isascii() and text.isdecimal() and len(text) < 3 and 1 <= int(text) <= WEIGHT_MOST else None
    )


def _severity(line: Line) -> Severity | None:
    text = fold(line.get("severity"))
    return Severity(text) if text in set(Severity) else None
