"""Packaged checklists: our own facts, turned into XLSForm when they are loaded.

A verdict brings its follow-ups along: words wherever something is lacking, a day to look again where it is met only for
now, a photograph where it is not met. The file people download is the one an author would write.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import msgspec

from motcua.checklists.authoring import written
from motcua.checklists.rules.items import Verdict
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_

DATA: Final = Path(__file__).with_name("data")


class Ask(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question; a verdict unless ``type`` says otherwise. ``photo`` and ``words`` are the follow-ups of a verdict."""

    name: str
    label: str = ""
    type: str = "select_one verdict"
    hint: str = ""
    criterion: str = ""
    ground: str = ""
    evidence: str = ""
    severity: str = ""
    weight: int = 1
    required: str = ""
    relevant: str = ""
    constraint: str = ""
    constraint_message: str = ""
    calculation: str = ""
    shortcoming: str = ""
    source: str = ""
    about: str = ""
    photo: bool = True


class AskGroup(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group of questions."""

    name: str
    label: str
    items: tuple[Ask, ...]


class ChecklistFacts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A packaged checklist, the day it is in use from, and where it is from; ``lists``: lists of choices by name."""

    key: str
    title: str
    valid_from: date
    source: str
    as_of: date
    note: str
    lists: dict[str, dict[str, str]] = {}
    groups: tuple[AskGroup, ...]


@cache
def all_checklists() -> tuple[ChecklistFacts, ...]:
    """Return the packaged checklists by key."""
    files = sorted(DATA.glob("*.json"))
    return tuple(msgspec.json.decode(file.read_bytes(), type=ChecklistFacts) for file in files)


def one(key: str) -> ChecklistFacts:
    """Return a packaged checklist; :class:`NotFound` when the software brings none of that key."""
    found = next((facts for facts in all_checklists() if facts.key == key), None)
    if found is None:
        raise NotFound(N_("Phần mềm không có bộ câu hỏi đóng gói này."))
    return found


@lru_cache(maxsize=8)
def _workbook(encoded: bytes) -> bytes:
    facts = msgspec.json.decode(encoded, type=ChecklistFacts)
    choices = [
        {"list_name": name, "name": value, "label": label}
        for name, values in facts.lists.items()
        for value, label in values.items()
    ]
    settings = [{"form_title": facts.title, "form_id": facts.key}]
    return written({"survey": list(_rows(facts)), "choices": choices, "settings": settings})


def workbook(facts: ChecklistFacts) -> bytes:
    """Return a packaged checklist as XLSForm; the same bytes within a process."""
    return _workbook(msgspec.json.encode(facts))


def _rows(facts: ChecklistFacts) -> Iterator[dict[str, str]]:
    for group in facts.groups:
        yield {"type": "begin_group", "name": group.name, "label": group.label}
        for ask in group.items:
            row = {name: str(value) for name, value in msgspec.structs.asdict(ask).items() if value and name != "photo"}
            if ask.type != "select_one verdict":
                row.pop("weight", None)
                yield row
                continue
            yield row | {"required": "yes"}
            yield from _follow_ups(ask)
        yield {"type": "end_group"}


def _follow_ups(ask: Ask) -> Iterator[dict[str, str]]:
    unmet, basic = (f"${{{ask.name}}} = '{verdict}'" for verdict in (Verdict.UNMET, Verdict.BASIC))
    yield {
        "type": "text",
        "name": f"{ask.name}_ro",
        "label": "Ghi rõ còn thiếu gì, ở đâu",
        "required": "yes",
        "relevant": f"{unmet} or {basic}",
        "about": ask.name,
    }
    yield {
        "type": "date",
        "name": f"{ask.name}_xem_lai",
        "label": "Ngày rà soát lại",
        "required": "yes",
        "relevant": basic,
        "constraint": ". > today()",
        "constraint_message": "Chọn ngày sau hôm nay.",
        "about": ask.name,
    }
    if ask.photo:
        yield {
            "type": "image",
            "name": f"{ask.name}_anh",
            "label": "Chụp ảnh chỗ chưa đạt",
            "relevant": unmet,
            "about": ask.name,
        }
