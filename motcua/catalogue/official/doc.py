"""The ``.doc`` export of one procedure: a Word document of labels, paragraphs and tables in a set order.

A label is a paragraph that begins with its words and a colon; what follows, to the next label, is its value. Tables are
known by the words of their head, never by their place.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, Final

from docx import Document
from docx.table import Table

from motcua.catalogue.facts import Channel
from motcua.catalogue.official import opening
from motcua.catalogue.official.record import FeeTold, GroupTold, PaperTold, Record, TimeTold, Unit, WayTold
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_

NOTHING: Final = "khong co thong tin"
_LABELS: Final = {
    "ma thu tuc": "code",
    "so quyet dinh": "decision",
    "ten thu tuc": "name",
    "cap thuc hien": "level",
    "loai thu tuc": "kind",
    "linh vuc": "field",
    "trinh tu thuc hien": "sequence",
    "cach thuc thuc hien": "ways",
    "thanh phan ho so": "papers",
    "doi tuong thuc hien": "subjects",
    "co quan thuc hien": "agencies",
    "co quan co tham quyen": "authority",
    "dia chi tiep nhan hs": "addresses",
    "co quan duoc uy quyen": "authorised",
    "co quan phoi hop": "coordinating",
    "ket qua thuc hien": "results",
    "can cu phap ly": "bases",
    "yeu cau dieu kien thuc hien": "conditions",
    "tu khoa": "keywords",
    "mo ta": "words",
}
_CHANNELS: Final[dict[str, Channel]] = {
    "truc tiep": "direct",
    "truc tuyen": "online",
    "dich vu buu chinh": "postal",
    "buu chinh": "postal",
}
_UNITS: Final[dict[str, Unit]] = {"ngay lam viec": "working_day", "ngay": "day", "gio": "hour", "thang": "month"}
_TIME: Final = re.compile(r"^(\d{1,4}(?:[.,]\d+)?)\s*([^\d\s].*)?$")
_FEE: Final = re.compile(r"^(Phí|Lệ phí|Giá)\s*:\s*([\d.,]*)\s*([A-Za-zĐđồng]*)\s*(.*)$", re.IGNORECASE)
_SET: Final = re.compile(r"(bản chính|bản sao)\s*:?\s*(\d{1,3})", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d+/(?:\d{4}/)?[A-ZĐ][A-ZĐ0-9\-]*")
_OUTSIDE_BRACKETS: Final = re.compile(r"[,;](?![^(]*\))")


def read(content: bytes) -> Record:
    """Return the record in a ``.doc`` export; :class:`BadInput` for a document that is none."""
    opening.require_plain(content)
    try:
        document = Document(io.BytesIO(content))
        values, ways, groups, bases = _walked(document)
    except BadInput:
        raise
    except Exception as error:
        # A damaged document makes its reader stumble in as many ways as there are parts in it.
        raise BadInput(N_("Không đọc được tệp Word này."), field="file") from error
    if "code" not in values or "name" not in values:
        raise BadInput(N_("Tệp Word này không phải bản trích xuất một thủ tục: thiếu «Mã thủ tục»."), field="file")
    one = {key: " ".join(lines) for key, lines in values.items()}
    return Record(
        shape="doc",
        code=one["code"],
        name=one["name"],
        field=one.get("field", ""),
        promulgator="",
        decision=one.get("decision", ""),
        sequence=tuple(values.get("sequence", ())),
        ways=tuple(ways),
        groups=tuple(groups),
        subjects=_several(one.get("subjects", "")),
        agencies=_several(one.get("agencies", "")),
        results=_several(one.get("results", "")),
        bases=tuple(bases),
        conditions=one.get("conditions", ""),
        keywords=_several(one.get("keywords", "")),
        words=one.get("words", ""),
        raw="\n".join(f"{key}: {' / '.join(lines)}" for key, lines in values.items()),
    )


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _OUTSIDE_BRACKETS.split(text) if part.strip())


def _walked(document: Any) -> tuple[dict[str, list[str]], list[WayTold], list[GroupTold], list[str]]:
    values: dict[str, list[str]] = {}
    ways: list[WayTold] = []
    groups: list[GroupTold] = []
    bases: list[str] = []
    at, before = "", ""
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            rows = [[cell.text for cell in row.cells] for row in block.rows]
            _table(rows, before if at == "papers" else "", ways, groups, bases)
            before = ""
            continue
        for line in block.text.splitlines():
            text = clean(line)
            label, rest = _label(text)
            if label:
                at, text = label, rest
                values.setdefault(at, [])
            if text and at and fold(text) != NOTHING:
                values[at].append(text)
                before = "" if label else text
    return {key: lines for key, lines in values.items() if lines}, ways, groups, bases


def _label(text: str) -> tuple[str, str]:
    head, colon, rest = text.partition(":")
    key = _LABELS.get(fold(head), "") if colon else ""
    return (key, rest.strip()) if key else ("", text)


def _table(rows: list[list[str]], name: str, ways: list[WayTold], groups: list[GroupTold], bases: list[str]) -> None:
    if not rows:
        return
    heads = [fold(cell) for cell in rows[0]]
    cells = [dict(zip(heads, row, strict=False)) for row in rows[1:]]
    if "hinh thuc nop" in heads:
        ways.extend(_ways(cells))
    elif "ten giay to" in heads:
        papers = tuple(_paper(row) for row in cells if clean(row.get("ten giay to", "")))
        groups.append(GroupTold("" if fold(name) == NOTHING else name, papers))
    elif "so ky hieu" in heads:
        bases.extend(filter(None, (_basis(row) for row in cells)))


def _ways(cells: list[dict[str, str]]) -> Iterator[WayTold]:
    for row in cells:
        channel = _CHANNELS.get(fold(row.get("hinh thuc nop", "")))
        if channel is None:
            raise BadInput(
                N_("Không hiểu hình thức nộp «{text}»."), field="file", text=clean(row.get("hinh thuc nop", ""), 60)
            )
        fees = [_fee(clean(line)) for line in row.get("phi le phi", "").splitlines() if clean(line)]
        yield WayTold(
            channel,
            time_of(clean(row.get("thoi han giai quyet", ""))),
            tuple(fee for fee in fees if fee is not None),
            clean(row.get("mo ta", ""), lines=True),
        )


def time_of(text: str) -> TimeTold:
    """Return what a cell says of a time: "30 Ngày làm việc", "02 Giờ", "1", "Theo mô tả"."""
    found = _TIME.match(text)
    if found is None:
        return TimeTold(None, "none", "" if fold(text) in ("", NOTHING) else text)
    return TimeTold(float(found[1].replace(",", ".")), _UNITS.get(fold(found[2] or ""), "none"), text)


def _fee(line: str) -> FeeTold | None:
    found = _FEE.match(line)
    if found is None:
        return None
    kind, number, currency, words = found.groups()
    foreign = fold(currency) not in ("", "dong", "vnd")
    plain = number.replace(",", ".") if foreign else number.replace(".", "").replace(",", "")
    try:
        value = float(plain) if plain else None
    except ValueError:
        value, words = None, f"{number} {words}"
    return FeeTold(kind, value, currency if foreign else "", words.strip().strip("()").strip())


def _paper(row: dict[str, str]) -> PaperTold:
    counts = {fold(what): int(n) for what, n in _SET.findall(row.get("so luong", ""))}
    return PaperTold(
        clean(row["ten giay to"]),
        counts.get("ban chinh", 0),
        counts.get("ban sao", 0),
        clean(row.get("mau don to khai", ""), 120),
    )


def _basis(row: dict[str, str]) -> str:
    """Return number and title of a legal basis; a number cut short ("104") is taken from the title where it has it whole."""
    number, title = clean(row.get("so ky hieu", "")), clean(row.get("trich yeu", ""))
    if "/" not in number:
        whole = next((one for one in _NUMBER.findall(title) if one.startswith(f"{number}/")), "")
        number = whole or number
    return number or title
