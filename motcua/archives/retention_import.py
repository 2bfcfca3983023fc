"""An official list of classes and retention periods from a spreadsheet: shown line by line, then brought in as one.

A period that names no number of years («đến khi công trình hết sử dụng») is no period the check could hold files
against: the class is taken without one, and the words stay in its ground.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import msgspec

from motcua.archives import policies
from motcua.archives.commands.bring_list import CLASSES_MOST, BringRetentionList
from motcua.archives.models import RetentionList
from motcua.archives.packaged import ClassLine
from motcua.archives.rules.inventory import retention_said, years_of
from motcua.kernel.errors import NotAllowed
from motcua.kernel.sheets import Field, Row, Understood
from motcua.kernel.sheets.planned import BAD, Kept, Notes, Planned, kept
from motcua.kernel.text import fold
from motcua.kernel.words import N_, said
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform

NEW: Final = "new"
MOST_ROWS: Final = CLASSES_MOST
_UNKNOWN: Final = frozenset({"", "chua xac dinh", "khong xac dinh"})
_GROUND_MOST: Final = 200
_GROUP_MOST: Final = 200
_HEADING: Final = re.compile(r"(?:[IVXLC]+|[A-HĐ])[.)]?")

FIELDS: Final = (
    Field(
        "code",
        N_("Mã nhóm"),
        ("Mã", "Mã hồ sơ", "STT", "TT", "Số TT", "Mã số", "Số thứ tự", "Ký hiệu nhóm"),
        required=True,
        most=40,
    ),
    Field(
        "title",
        N_("Nhóm hồ sơ"),
        (
            *("Tên nhóm hồ sơ, tài liệu", "Tên nhóm hồ sơ", "Nhóm hồ sơ, tài liệu", "Tên nhóm", "Tên hồ sơ, tài liệu"),
            *("Tên nhóm tài liệu", "Nhóm tài liệu", "Hồ sơ, tài liệu", "Tên loại hồ sơ"),
        ),
        required=True,
        most=500,
    ),
    Field("years", N_("Thời hạn bảo quản"), ("Thời hạn", "THBQ", "Thời hạn lưu trữ", "Thời gian bảo quản"), most=120),
    Field("group", N_("Lĩnh vực"), ("Nhóm lĩnh vực", "Mảng", "Ngành"), most=_GROUP_MOST),
    Field("ground", N_("Căn cứ"), ("Cơ sở pháp lý", "Văn bản căn cứ", "Ghi chú"), most=_GROUND_MOST),
)
EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {"code": "HT-01", "title": "Sổ đăng ký hộ tịch", "years": "Vĩnh viễn", "group": "Hộ tịch"},
    {"code": "CT-02", "title": "Sổ chứng thực bản sao", "years": "20 năm", "group": "Chứng thực", "ground": "Điều 14"},
)


def mark(home: UUID | None) -> str:
    """Return what changes whenever a list is brought in for the place."""
    found = RetentionList.objects.filter(place=home).order_by("-brought_at", "-id")
    return str(found.values_list("id", flat=True).first() or "")


def plan(found: Understood, actor: Actor) -> Iterator[Planned]:
    """Yield the class each line would bring in; nothing is written. Refuses who may not bring lists in."""
    refusal = policies.may_bring(actor, BringRetentionList(title="", source="", classes=[]))
    if refusal is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)
    return _lines(found)


def _lines(found: Understood) -> Iterator[Planned]:
    seen: dict[str, int] = {}
    heading = ""
    for row in found.rows:
        if _is_heading(row):
            heading = row.values["title"][:_GROUP_MOST]
        else:
            yield _line(found, row, heading or row.group[:_GROUP_MOST], seen)


def _is_heading(row: Row) -> bool:
    """Say whether a line (*II. Tài liệu xây dựng*) only names what the classes below it are about."""
    return row.values.keys() == {"code", "title"} and _HEADING.fullmatch(row.values["code"]) is not None


def _line(found: Understood, row: Row, group: str, seen: dict[str, int]) -> Planned:
    notes = Notes(found, row)
    one = None if notes.faults else _class(row, group, notes)
    if one is not None and (first := seen.setdefault(one.code, row.number)) != row.number:
        notes.fault("code", said(N_("mã «{code}» đã có ở dòng {row}."), code=one.code, row=first))
    name = row.shown.get("title", "")
    if one is None or notes.faults:
        return Planned(row=row.number, name=name, fate=BAD, faults=notes.faults, doubts=notes.doubts)
    return Planned(
        row=row.number, name=name, fate=NEW, cells=_cells(one), doubts=notes.doubts, wish=msgspec.to_builtins(one)
    )


def _class(row: Row, group: str, notes: Notes) -> ClassLine | None:
    values = row.values
    period, ground = values.get("years", ""), values.get("ground", "")
    years = years_of(period)
    if years is None and any(letter.isdigit() for letter in period):
        text = period[:40]
        notes.fault("years", said(N_("thời hạn «{text}» không đọc được; ghi «Vĩnh viễn» hoặc số năm."), text=text))
        return None
    if years is None and fold(period) not in _UNKNOWN:
        ground = "; ".join(filter(None, (ground, f"Thời hạn: {period}")))
        if len(ground) > _GROUND_MOST:
            notes.fault("ground", said(N_("căn cứ cùng thời hạn dài quá {most} ký tự."), most=_GROUND_MOST))
            return None
        notes.doubt("years", said(N_("không phải số năm: nhóm không có thời hạn, lời này ghi vào căn cứ.")))
    elif years is None:
        notes.doubt("years", said(N_("không ghi thời hạn: nhóm này nhận mọi thời hạn.")))
    return ClassLine(
        code=values["code"],
        title=values["title"],
        years=years,
        group=values.get("group", group),
        ground=ground,
    )


def _cells(one: ClassLine) -> dict[str, str | Kept]:
    """Return what would be brought in as people read it, taken from the class itself."""
    cells: dict[str, str | Kept] = {name: getattr(one, name) for name in ("code", "title", "group", "ground")}
    cells["years"] = kept(retention_said(one.years))
    return {key: value for key, value in cells.items() if value}


def write(lines: Sequence[Planned], actor: Actor, key: str, *, told: Mapping[str, Any]) -> UUID:
    """Bring the classes in as they were shown, as one list, once for ``key``; each class is trusted as the list is.

    ``told``: title, source, day of issue, trust, note. Return its id; raises what the command refuses.
    """
    classes = [msgspec.structs.replace(msgspec.convert(line.wish, ClassLine), trust=told["trust"]) for line in lines]
    return perform(BringRetentionList(classes=classes, **told), actor, key=key).target
