"""How findings are shown: names, tones, what stands out."""

from __future__ import annotations

from typing import Final

from motcua.checklists.rules.items import SEVERITY_NAMES, Severity
from motcua.desks.shared.shapes import Link, Text
from motcua.findings.queries import FindingRow, Show
from motcua.findings.rules.life import KIND_NAMES, STATE_NAMES, Kind, Reply, State
from motcua.kernel.words import N_, said

HOME: Final = Link(N_("Tồn tại và kết quả khắc phục"), "/ton-tai/")
SHOWS: Final = {
    Show.OPEN: N_("Chưa khắc phục"),
    Show.LATE: N_("Quá hạn"),
    Show.PROVEN: N_("Chờ kiểm tra lại"),
    Show.NO_DAY: N_("Chưa có hạn"),
    Show.UNDESCRIBED: N_("Chưa mô tả"),
    Show.CLOSED: N_("Đã khắc phục"),
    Show.GOOD: N_("Ưu điểm"),
    Show.ALL: N_("Tất cả"),
}
TONES: Final = {
    State.OPEN: "soon",
    State.PROVEN: "calm",
    State.CLOSED: "good",
    State.NOTED: "good",
    State.WITHDRAWN: "plain",
}
SEVERITY_TONES: Final = {Severity.LIGHT: "plain", Severity.MEDIUM: "soon", Severity.GRAVE: "late"}
SAID_NAMES: Final = {
    Reply.EXPLAINED: N_("Đơn vị giải trình"),
    Reply.PROOF: N_("Đơn vị báo đã khắc phục"),
    Reply.CLOSED: N_("Kiểm tra lại: đạt"),
    Reply.NOT_YET: N_("Kiểm tra lại: chưa đạt"),
    Reply.REOPENED: N_("Mở lại"),
}


def title(row: FindingRow) -> Text:
    """Return what a finding is called: its criterion, else how its words begin, else its kind."""
    first = row.criterion or row.words.split("\n")[0]
    return first[:120] if first else KIND_NAMES[row.kind]


def tags(row: FindingRow) -> list[tuple[Text, str]]:
    """Return what stands out about a finding: (words, tone)."""
    found: list[tuple[Text, str]] = [(KIND_NAMES[row.kind], "good" if row.kind is Kind.GOOD else "soon")]
    if row.severity is not None:
        found.append((SEVERITY_NAMES[row.severity], SEVERITY_TONES[row.severity]))
    if row.kind is not Kind.GOOD or row.state is State.WITHDRAWN:
        found.append((STATE_NAMES[row.state], TONES[row.state]))
    if row.late:
        found.append((said(N_("quá hạn {days} ngày"), days=row.late), "late"))
    if row.repeat:
        found.append((said(N_("lặp lại, đã có {count} lần trước"), count=row.repeat), "late"))
    return found
