"""A blank checklist on paper, for where there is neither phone nor power: PDF/A with boxes to tick and lines to write on."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from motcua.checklists.queries import VersionFacts
from motcua.checklists.rules.items import CHOSEN, SEVERITY_NAMES, VERDICT_NAMES, Form, Item, Kind, filled
from motcua.checklists.rules.outline import Question, outlined
from motcua.documents import printing
from motcua.kernel import clock

TEMPLATE: Final = Path(__file__).parent / "templates" / "checklists" / "print" / "blank.typ"


def blank_paper(version: VersionFacts, owner: str) -> bytes:
    """Return the empty form as PDF; raises what :func:`motcua.documents.printing.render` raises.

    ``owner``: whose checklist it is, "" for a packaged one. The layout is ours: no form is set for it.
    """
    now = clock.now()
    form = version.form
    data = {
        "title": version.title,
        "number": str(version.number),
        "owner": owner or "bộ đóng gói cùng phần mềm",
        "code": f"{version.key} – phiên bản {version.number} – {version.digest[:12]}",
        "verdicts": [VERDICT_NAMES[verdict] for verdict in VERDICT_NAMES],
        "sections": [
            {
                "title": section.title,
                "condition": section.condition,
                "rows": [_row(form, question) for question in section.questions],
            }
            for section in outlined(form)
        ],
    }
    return printing.render(TEMPLATE, data, made_at=now)


def _row(form: Form, question: Question) -> dict[str, Any]:
    item = question.item
    small = [
        f"Tiêu chí: {item.criterion}" if item.criterion else "",
        f"Căn cứ: {item.ground}" if item.ground else "",
        f"Bằng chứng: {item.evidence}" if item.evidence else "",
        f"Tồn tại mức {SEVERITY_NAMES[item.severity]}, trọng số {item.weight}" if item.kind is Kind.VERDICT else "",
        f"Chỉ ghi khi {question.condition}" if question.condition else "",
        item.hint,
    ]
    return {
        "number": question.number,
        "kind": "verdict" if item.kind is Kind.VERDICT else "note" if item.kind is Kind.NOTE else "other",
        "label": filled(item.label, {}),
        "small": [text for text in small if text],
        "choices": _choices(form, item),
        "follows": [{"label": filled(one.label, {}), "choices": _choices(form, one)} for one in question.follows],
    }


def _choices(form: Form, item: Item) -> list[str]:
    if item.kind in {Kind.IMAGE, Kind.AUDIO}:
        return ["đã chụp" if item.kind is Kind.IMAGE else "đã ghi âm"]
    return list(form.choices(item).values()) if item.kind in CHOSEN else []
