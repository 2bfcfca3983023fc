"""How checklists and their versions are shown: where we are, what stands out, names of files."""

from __future__ import annotations

from typing import Final

from motcua.checklists.queries import ChecklistPage, ChecklistRow, VersionFacts, VersionRow
from motcua.checklists.rules.versions import STATE_NAMES, State
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.shapes import Link, Text
from motcua.kernel import clock
from motcua.kernel.words import N_, said

HOME: Final = Link(N_("Bộ câu hỏi kiểm tra"), "/mau-kiem-tra/")
TONES: Final = {State.DRAFT: "soon", State.PUBLISHED: "good", State.DROPPED: "plain", State.RETIRED: "plain"}


def tags(row: ChecklistRow | ChecklistPage) -> list[tuple[Text, str]]:
    """Return what stands out about a checklist: (words, tone)."""
    found: list[tuple[Text, str]] = []
    if row.packaged:
        found.append((N_("đóng gói"), "plain"))
    if isinstance(row, ChecklistRow) and row.drafted:
        found.append((N_("có bản thảo"), "soon"))
    if row.ends_on is not None:
        over = row.ends_on <= clock.today()
        sentence = N_("ngừng dùng từ {day}") if over else N_("dùng đến trước {day}")
        found.append((said(sentence, day=short_date(row.ends_on)), "plain" if over else "soon"))
    return found


def version_tags(row: VersionRow) -> list[tuple[Text, str]]:
    """Return what stands out about a version."""
    found: list[tuple[Text, str]] = [(STATE_NAMES[row.state], TONES[row.state])]
    if row.offered:
        found.append((N_("đang dùng hôm nay"), "gold"))
    elif row.state is State.PUBLISHED and row.valid_from is not None and row.valid_from > clock.today():
        found.append((said(N_("dùng từ {day}"), day=short_date(row.valid_from)), "calm"))
    return found


def filename(version: VersionFacts, ending: str) -> str:
    """Return the name of a file about a version."""
    return f"{version.key}-{version.number}.{ending}"
