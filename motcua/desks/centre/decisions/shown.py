"""How the register is shown: its trail, tags, and the addresses of its lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from motcua.decisions import rules
from motcua.decisions.queries import CommitmentRow, DocumentRow
from motcua.desks.shared.door import whole_number
from motcua.desks.shared.fields import YEARS
from motcua.desks.shared.shapes import Link, Moment, Text
from motcua.kernel.words import N_, said
from motcua.office.staff_sheet import read_day

HOME: Final = Link(N_("Văn bản"), "/van-ban/")
COMMITMENTS: Final = Link(N_("Cam kết"), "/van-ban/cam-ket/")
TEXT_MOST: Final = 100
STANDING_TONES: Final = {
    rules.Standing.IN_FORCE: "good",
    rules.Standing.COMING: "calm",
    rules.Standing.REVOKED: "late",
}


def address(view: str, parts: Mapping[str, Any]) -> str:
    """Return the address of a list with what is asked for."""
    kept = {name: str(value) for name, value in parts.items() if value}
    return f"{reverse(view)}?{urlencode(kept)}" if kept else reverse(view)


def typed_year(request: HttpRequest, name: str = "nam") -> int | None:
    """Return the year in the address, ``None`` for none or nonsense."""
    year = whole_number(request.GET.get(name, ""), digits=4)
    return year if year in rules.YEARS else None


def typed_day(request: HttpRequest, name: str) -> Any:
    """Return the day in the address, ``None`` for none or nonsense."""
    day = read_day(request.GET.get(name, "")[:20])
    return day if day is not None and day.year in YEARS else None


def typed_text(request: HttpRequest, name: str = "q") -> str:
    """Return words in the address, cut to what a search needs."""
    return request.GET.get(name, "").strip()[:TEXT_MOST]


def tags(row: DocumentRow) -> list[tuple[Text, str]]:
    """Return what stands out about a document: (words, tone)."""
    found: list[tuple[Text, str]] = [
        (rules.STANDING_NAMES[row.standing], STANDING_TONES.get(row.standing, "plain")),
    ]
    if row.early_words is not None and row.early is not None:
        found.append((row.early_words, "late" if row.early < 0 else "good"))
    return found


def commitment_tags(row: CommitmentRow) -> list[tuple[Text, str]]:
    """Return how far a commitment is signed: (words, tone)."""
    if not row.asked:
        found: list[tuple[Text, str]] = [(N_("chưa có ai được yêu cầu"), "plain")]
    elif row.missing:
        missing = said(N_("{missing}/{asked} người chưa ký"), missing=row.missing, asked=row.asked)
        found = [(missing, "late" if row.late else "soon")]
    else:
        found = [(said(N_("{asked}/{asked} người đã ký"), asked=row.asked), "good")]
    if not row.open:
        found.append((N_("đã kết thúc"), "plain"))
    return found


def moments(history: Any) -> list[Moment]:
    """Return a history for the timeline."""
    return [Moment(line.at, line.sentence, line.who, line.words) for line in history]
