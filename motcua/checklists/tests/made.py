"""Forms made for the tests: rows of a survey in, the compiled form out, or the faults."""

from __future__ import annotations

from typing import Any

from motcua.checklists.authoring import Authored, read, written
from motcua.checklists.rules.items import Choice, ChoiceList, Form, Item, Kind, Verdict

SETTINGS = [{"form_title": "Kiểm tra thử", "form_id": "kiem-tra-thu"}]
VISIT = [
    {"type": "begin_group", "name": "quay", "label": "Quầy"},
    {"type": "select_one verdict", "name": "bang", "label": "Có bảng niêm yết", "required": "yes", "weight": "3"},
    {
        "type": "text",
        "name": "ro",
        "label": "Thiếu gì",
        "required": "yes",
        "relevant": "${bang} = 'chua_dat'",
        "about": "bang",
    },
    {
        "type": "date",
        "name": "xem_lai",
        "label": "Ngày xem lại",
        "required": "yes",
        "relevant": "${bang} = 'co_ban_dat'",
        "constraint": ". > today()",
        "constraint_message": "Chọn ngày sau hôm nay.",
        "about": "bang",
    },
    {"type": "end_group"},
    {"type": "integer", "name": "tong", "label": "Tổng số", "constraint": ". >= 0"},
    {"type": "integer", "name": "dung", "label": "Đúng hạn", "relevant": "${tong} > 0", "constraint": ". <= ${tong}"},
    {"type": "calculate", "name": "ty_le", "calculation": "if(${tong} > 0, round(${dung} * 100 div ${tong}, 1), '')"},
    {"type": "note", "name": "doc", "label": "${dung}/${tong}", "relevant": "${ty_le} >= 0"},
    {
        "type": "select_multiple loi",
        "name": "loi",
        "label": "Lỗi gặp phải",
        "shortcoming": "mang may",
        "severity": "nặng",
    },
    {
        "type": "text",
        "name": "loi_khac",
        "label": "Lỗi khác",
        "relevant": "selected(${loi}, 'khac')",
        "required": "yes",
    },
]
LOI = [{"list_name": "loi", "name": name, "label": name.title()} for name in ("mang", "may", "khac")]


def workbook(survey: list[dict[str, Any]], **more: list[dict[str, Any]]) -> bytes:
    """Return an XLSForm with these rows."""
    return written({"survey": survey, "settings": SETTINGS} | more)


def authored(survey: list[dict[str, Any]], **more: list[dict[str, Any]]) -> Authored:
    """Return what is read of these rows."""
    return read(workbook(survey, **more))


def form_of(survey: list[dict[str, Any]], **more: list[dict[str, Any]]) -> Form:
    """Return the form of rows without faults."""
    found = authored(survey, **more)
    assert found.form is not None, [str(fault.words) for fault in found.faults]
    return found.form


def graded(*weights: int) -> Form:
    """Return a form of verdicts only, named i0, i1 …, with these weights."""
    items = tuple(
        Item(
            name=f"i{place}",
            kind=Kind.VERDICT,
            label=f"Mục {place}",
            path=f"/data/i{place}",
            list="verdict",
            weight=weight,
            shortcoming=("chua_dat",),
        )
        for place, weight in enumerate(weights)
    )
    verdicts = ChoiceList(name="verdict", choices=tuple(Choice(name=one, label=one) for one in Verdict))
    return Form(key="k", title="T", root="data", groups=(), items=items, lists=(verdicts,))
