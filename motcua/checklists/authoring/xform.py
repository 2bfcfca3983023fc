"""pyxform: rows in, an XForm out; its complaints in Vietnamese. Only its Python API is used, no validator in Java."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from lxml import etree

from motcua.checklists.authoring.sheets import Fault
from motcua.kernel.words import N_, Said, said

XFORMS: Final = "{http://www.w3.org/2002/xforms}"
_ROW: Final = re.compile(r"\[row : (\d+)\]")
_SHEET: Final = re.compile(r"On the '(\w+)' sheet, the '([\w:]+)' value")
_KNOWN: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"Unknown question type '(?P<what>[^']*)'"), N_("kiểu câu hỏi «{what}» không có")),
    (re.compile(r"Unmatched 'begin_\w+'.*name '(?P<what>[^']*)'"), N_("nhóm «{what}» mở mà không đóng")),
    (re.compile(r"Unmatched 'end_\w+'"), N_("dòng đóng nhóm không có dòng mở")),
    (re.compile(r"Could not find the name '(?P<what>[^']*)'"), N_("không có mục nào tên «{what}»")),
    (re.compile(r"named '(?P<what>[^']*)' has no label"), N_("mục «{what}» chưa có câu hỏi (label)")),
    (re.compile(r"Names must begin with"), N_("tên mục chỉ gồm chữ không dấu, số, gạch dưới, bắt đầu bằng chữ")),
    (re.compile(r"must be unique"), N_("tên bị trùng")),
    (re.compile(r"choices"), N_("danh sách lựa chọn thiếu hoặc sai")),
)


class Refused(Exception):
    """pyxform does not take the form; ``fault`` says where and why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault.what))


def converted(book: Mapping[str, Sequence[Mapping[str, str]]], lines: Sequence[int]) -> str:
    """Return the XForm of rows by sheet; ``lines`` are the numbers of the survey's rows in the file.

    Raises :class:`Refused`.
    """
    # Loading it takes a second that only who brings a form should wait for.
    from pyxform.errors import PyXFormError  # noqa: PLC0415
    from pyxform.xls2xform import convert  # noqa: PLC0415

    # It looks for headings in the first hundred rows of a dict; here all of them are told.
    heads = {
        f"{name}_header": [dict.fromkeys(heading for row in rows for heading in row)] for name, rows in book.items()
    }
    try:
        return str(convert(xlsform={**book, **heads}, validate=False, pretty_print=False).xform)
    except PyXFormError as error:
        raise Refused(fault_of(str(error), lines)) from error
    except Exception as error:
        # Whatever else it stumbles over lies in the form, which passed no other program yet.
        what = said(N_("pyxform không dựng được biểu mẫu ({error})"), error=type(error).__name__)
        raise Refused(Fault("survey", 0, "", "", what)) from error


def fault_of(message: str, lines: Sequence[int]) -> Fault:
    """Return a complaint of pyxform as a fault of ours."""
    row, place = _ROW.search(message), _SHEET.search(message)
    number = int(row[1]) - 2 if row else -1
    sheet = place[1] if place else "survey"
    line = lines[number] if sheet == "survey" and 0 <= number < len(lines) else max(0, number + 2)
    return Fault(sheet, line, "", place[2] if place else "", _in_vietnamese(message))


def _in_vietnamese(message: str) -> Said:
    for pattern, sentence in _KNOWN:
        if found := pattern.search(message):
            return said(sentence, **found.groupdict())
    return said(N_("pyxform không nhận: {message}"), message=message[:200])


def binds(xform: str) -> dict[str, Mapping[str, str]]:
    """Return the attributes of every bind of an XForm by its node; the document is read without entities or network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root: Any = etree.fromstring(xform.encode(), parser)
    return {str(one.get("nodeset")): dict(one.attrib) for one in root.iter(f"{XFORMS}bind")}
