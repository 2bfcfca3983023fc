"""An XLSForm into a checklist: every line checked first, so that each fault names its cell, then built by pyxform."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from lxml import etree

from motcua.checklists.authoring import xform
from motcua.checklists.authoring.lines import NAME, Draft, group_of, item_of, kind_of
from motcua.checklists.authoring.sheets import Book, Fault, Line, book_of
from motcua.checklists.rules.evaluating import Knot, evaluate, in_order
from motcua.checklists.rules.expressions import AUTHORED_MOST, Unfit, prepared, resolved
from motcua.checklists.rules.items import (
    VERDICT_LIST,
    VERDICT_NAMES,
    Choice,
    ChoiceList,
    Form,
    Group,
    Item,
    Verdict,
    references,
)
from motcua.kernel import clock
from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said, said

ITEMS_MOST: Final = 500
DEPTH_MOST: Final = 4
CHOICES_MOST: Final = 200
ROOT: Final = "data"
TITLE_MOST: Final = 200
_KEY: Final = re.compile(r"[a-z0-9]+(?:[_.-][a-z0-9]+){0,9}", re.ASCII)
KEY_MOST: Final = 60
_EXPRESSIONS: Final = ("relevant", "required", "constraint", "calculation")


@dataclass(frozen=True, slots=True)
class Authored:
    """What came of a file: the compiled form with its XForm, or the faults that bar it. ``notes`` bar nothing."""

    form: Form | None
    xform: str
    faults: tuple[Fault, ...]
    notes: tuple[Said, ...]


@dataclass(slots=True)
class _Reading:
    """What is gathered while the lines of a survey are read."""

    book: Book
    lists: dict[str, dict[str, str]]
    drafts: list[Draft] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)
    open_groups: list[Draft] = field(default_factory=list)

    def fault(self, line: Line, heading: str, what: Said) -> None:
        """Note a fault of a survey line."""
        self.book.fault("survey", line.number, heading, what)


@lru_cache(maxsize=16)
def read(content: bytes) -> Authored:
    """Return what an XLSForm asks, or everything that is wrong with it.

    :class:`~motcua.kernel.errors.BadInput` for a file that is no workbook, or a bomb.
    """
    book = book_of(content)
    title, key = _settings(book)
    reading = _Reading(book, _choices(book))
    for line in book.lines.get("survey", ()):
        _take(reading, line)
    for group in reading.open_groups:
        reading.fault(group.line, "type", said(N_("nhóm «{name}» mở mà không đóng"), name=group.name))
    if "survey" in book.lines and not any(draft.kind for draft in reading.drafts):
        book.fault("survey", 0, "", said(N_("chưa có câu hỏi nào")))
    if sum(1 for draft in reading.drafts if draft.kind) > ITEMS_MOST:
        book.fault("survey", 0, "", said(N_("quá {most} câu hỏi"), most=ITEMS_MOST))
    for draft in reading.drafts:
        _check_expressions(reading, draft)
    if book.faults:
        return _refused(book)
    try:
        built = xform.converted(_rows(reading, title, key), [draft.line.number for draft in reading.drafts])
        form = _compiled(reading, built, title, key)
        _try(reading, form)
    except xform.Refused as error:
        return _refused(book, error.fault)
    except (etree.Error, Unfit) as error:
        what = said(N_("biểu mẫu dựng ra không chạy được: {error}"), error=str(error)[:200])
        return _refused(book, Fault("survey", 0, "", "", what))
    return _refused(book) if book.faults else Authored(form, built, (), tuple(book.notes))


def _refused(book: Book, *more: Fault) -> Authored:
    return Authored(None, "", (*book.faults, *more), tuple(book.notes))


def _settings(book: Book) -> tuple[str, str]:
    """Return title and key of the form; faults where they cannot be."""
    line = next(iter(book.lines.get("settings", ())), None)
    title = line.get("form_title") if line else ""
    number = line.number if line else 0
    if not title or len(title) > TITLE_MOST:
        what = said(N_("ghi tên bộ câu hỏi ở cột form_title, nhiều nhất {most} ký tự"), most=TITLE_MOST)
        book.fault("settings", number, "form_title", what)
    key = (line.get("form_id").lower() if line else "") or re.sub(r"[^a-z0-9]+", "-", fold(title))[:KEY_MOST].strip("-")
    if title and (len(key) > KEY_MOST or not _KEY.fullmatch(key)):
        what = said(
            N_("mã form_id chỉ gồm chữ thường không dấu, số, gạch; ví dụ {example}"), example="kiem-tra-mot-cua"
        )
        book.fault("settings", number, "form_id", what)
    return title, key


def _choices(book: Book) -> dict[str, dict[str, str]]:
    """Return the lists of choices; the grades of verdicts are there without being written."""
    lists: dict[str, dict[str, str]] = {}
    for line in book.lines.get("choices", ()):
        name, value, label = line.get("list_name"), line.get("name"), line.get("label")
        for heading, text in (("list_name", name), ("name", value)):
            if not NAME.fullmatch(text) and not (heading == "name" and re.fullmatch(r"[A-Za-z0-9_.-]{1,40}", text)):
                what = said(N_("ghi mã không dấu, không khoảng trắng, nhiều nhất {most} ký tự"), most=40)
                book.fault("choices", line.number, heading, what)
        if not label:
            book.fault("choices", line.number, "label", said(N_("ghi lời của lựa chọn")))
        found = lists.setdefault(name, {})
        if value in found:
            book.fault("choices", line.number, "name", said(N_("«{name}» có hai lần trong danh sách"), name=value))
        if name == VERDICT_LIST and value not in set(Verdict):
            what = said(N_("mức đánh giá chỉ có: {names}"), names=", ".join(Verdict))
            book.fault("choices", line.number, "name", what)
        if len(found) >= CHOICES_MOST:
            book.fault("choices", line.number, "list_name", said(N_("quá {most} lựa chọn"), most=CHOICES_MOST))
        found[value] = label
    lists.setdefault(VERDICT_LIST, {str(verdict): words for verdict, words in VERDICT_NAMES.items()})
    return lists


def _take(reading: _Reading, line: Line) -> None:
    """Read one line of the survey: the beginning or end of a group, or a question."""
    opened, kind, list_name = kind_of(reading.book, line)
    if opened == "end":
        if reading.open_groups:
            reading.open_groups.pop()
            reading.drafts.append(Draft(line, "", (), "end_group"))
        else:
            reading.fault(line, "type", said(N_("dòng đóng nhóm không có dòng mở")))
        return
    if not opened and kind is None:
        return
    name = line.get("name")
    if not NAME.fullmatch(name) or name == "meta":
        what = said(
            N_("tên mục chỉ gồm chữ không dấu, số, gạch dưới, bắt đầu bằng chữ, nhiều nhất {most} ký tự"), most=60
        )
        reading.fault(line, "name", what)
        name = f"_{line.number}"
    elif name in reading.paths:
        reading.fault(line, "name", said(N_("tên «{name}» đã dùng ở dòng trên"), name=name))
    groups = tuple(group.name for group in reading.open_groups)
    reading.paths[name] = "/".join(["", ROOT, *groups, name])
    if opened:
        draft = Draft(line, name, groups, "begin_group")
        reading.open_groups.append(draft)
        if len(reading.open_groups) > DEPTH_MOST:
            reading.fault(line, "type", said(N_("nhóm lồng quá {most} lớp"), most=DEPTH_MOST))
    else:
        kind_word = line.get("type").split()[0].lower()
        draft = Draft(line, name, groups, kind_word, kind, list_name)
        if list_name and list_name not in reading.lists:
            what = said(N_("không có danh sách «{name}» ở trang choices"), name=list_name)
            reading.fault(line, "type", what)
    reading.drafts.append(draft)


def _check_expressions(reading: _Reading, draft: Draft) -> None:
    """Check what a line says by expressions and references, each fault at its cell."""
    asked = {other.name for other in reading.drafts if other.kind}
    for heading in ("label", "hint"):
        for name in references(draft.line.get(heading)):
            if name not in asked:
                reading.fault(draft.line, heading, said(N_("không có mục nào tên «{what}»"), what=name))
    if draft.kind and draft.line.get("about") not in {"", *(asked - {draft.name})}:
        reading.fault(draft.line, "about", said(N_("không có mục nào tên «{what}»"), what=draft.line.get("about")[:60]))
    for heading in _EXPRESSIONS:
        text = draft.expression(heading)
        if not text or text == "yes":
            continue
        if len(text) > AUTHORED_MOST:
            reading.fault(draft.line, heading, said(N_("dài quá {most} ký tự"), most=AUTHORED_MOST))
            continue
        unknown = [name for name in references(text) if name not in asked]
        if unknown:
            reading.fault(draft.line, heading, said(N_("không có mục nào tên «{what}»"), what=unknown[0]))
            continue
        whole = re.sub(r"\$\{\s*([^}\s]*)\s*\}", lambda one: f" {reading.paths[one[1]]} ", text)
        try:
            paths = [resolved(path, reading.paths[draft.name]) for path in prepared(whole).paths]
        except Unfit as error:
            reading.fault(draft.line, heading, error.said)
            continue
        known = {reading.paths[name] for name in asked}
        if strange := [path for path in paths if path not in known]:
            reading.fault(draft.line, heading, said(N_("đường dẫn «{path}» không tới mục nào"), path=strange[0][:60]))


def _rows(reading: _Reading, title: str, key: str) -> dict[str, list[dict[str, str]]]:
    """Return what pyxform is given: its own columns only."""
    used = {draft.list_name for draft in reading.drafts if draft.list_name}
    choices = [
        {"list_name": name, "name": value, "label": label}
        for name, values in reading.lists.items()
        if name in used
        for value, label in values.items()
    ]
    book = {"survey": [draft.row() for draft in reading.drafts], "settings": [{"form_title": title, "form_id": key}]}
    return book | ({"choices": choices} if choices else {})


def _compiled(reading: _Reading, built: str, title: str, key: str) -> Form:
    """Return the form with the expressions as pyxform wrote them into the XForm."""
    binds = xform.binds(built)
    groups: list[Group] = []
    items: list[Item] = []
    for draft in reading.drafts:
        if not draft.name:
            continue
        path = reading.paths[draft.name]
        bind = {name: " ".join(text.split()) for name, text in binds.get(path, {}).items()}
        if draft.kind is None:
            groups.append(group_of(draft, path, bind))
        else:
            items.append(item_of(reading.book, draft, path, bind, reading.lists.get(draft.list_name, {})))
    used = {item.list for item in items}
    lists = tuple(
        ChoiceList(name=name, choices=tuple(Choice(name=value, label=label) for value, label in values.items()))
        for name, values in reading.lists.items()
        if name in used
    )
    return Form(key=key, title=title, root=ROOT, groups=tuple(groups), items=tuple(items), lists=lists)


def _try(reading: _Reading, form: Form) -> None:
    """Refuse items that wait for each other, and expressions that cannot run."""
    try:
        in_order(form)
    except Knot as knot:
        names = ", ".join(knot.names[:6])
        what = said(N_("các mục chờ nhau thành vòng: {names}; sửa điều kiện hoặc công thức"), names=names)
        reading.book.fault("survey", 0, "", what)
        return
    evaluate(form, {}, clock.at(2025, 7, 1))
