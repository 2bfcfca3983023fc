"""How directives are shown: names of lists, tags, moments of their history."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from motcua.desks.shared.formats import short_date
from motcua.desks.shared.shapes import Moment, Text
from motcua.kernel.words import N_, said
from motcua.oversight.queries.directive_page import WordRow
from motcua.oversight.queries.directives import DirectiveRow, Show, Side
from motcua.oversight.rules.directives import STATE_NAMES, State, verdict

FIGURES: Final = {
    Show.LATE: N_("Quá hạn"),
    Show.WEEK: N_("Đến hạn trong tuần"),
    Show.WAITING: N_("Chờ nghiệm thu"),
    Show.EXTENSION: N_("Xin gia hạn"),
    Show.BLOCKED: N_("Có vướng mắc"),
    Show.UNDATED: N_("Chưa có hạn"),
    Show.LACKING: N_("Chưa đủ 6 rõ"),
    Show.ORPHAN: N_("Mồ côi"),
    Show.RUNNING: N_("Đang thực hiện"),
}
"""The lists that stand as figures on the board, what presses most first."""
OTHERS: Final = {
    Show.DRAFT: N_("Chưa giao"),
    Show.NEW: N_("Đã giao"),
    Show.DONE: N_("Hoàn thành"),
    Show.DONE_LATE: N_("Hoàn thành trễ"),
    Show.LESSONS: N_("Rút kinh nghiệm"),
    Show.ALL: N_("Tất cả"),
}
SHOWS: Final = {**FIGURES, **OTHERS}
SIDES: Final = {
    Side.ALL: N_("Mọi nhiệm vụ"),
    Side.LEAD: N_("Đơn vị tôi chủ trì"),
    Side.SHARE: N_("Đơn vị tôi phối hợp"),
    Side.ISSUED: N_("Việc tôi đã giao"),
}
_TONES: Final = {
    State.DRAFT: "plain",
    State.RUNNING: "calm",
    State.OFFERED: "gold",
    State.ACCEPTED: "good",
    State.CANCELLED: "plain",
}
_KINDS: Final = {
    "report": (N_("Báo tiến độ"), "plain"),
    "offered": (N_("Đề nghị nghiệm thu"), "gold"),
    "accepted": (N_("Nghiệm thu"), "good"),
    "returned": (N_("Trả lại"), "late"),
    "asked": (N_("Xin gia hạn"), "soon"),
    "granted": (N_("Cho gia hạn"), "good"),
    "refused": (N_("Không gia hạn"), "late"),
    "due": (N_("Đổi hạn"), "soon"),
    "moved": (N_("Hạn dời theo mốc"), "soon"),
    "changed": (N_("Sửa nhiệm vụ"), "plain"),
    "cancelled": (N_("Hủy, thay thế"), "late"),
    "reopened": (N_("Mở lại"), "soon"),
    "taken": (N_("Nhận kế thừa"), "gold"),
    "lesson": (N_("Rút kinh nghiệm"), "gold"),
}


def tags(row: DirectiveRow) -> list[tuple[Text, str]]:
    """Return what stands out about a directive: (words, tone)."""
    found: list[tuple[Text, str]] = [(STATE_NAMES[row.state], _TONES[row.state])]
    if row.orphan:
        found.append((N_("mồ côi"), "late"))
    if row.state is State.ACCEPTED:
        found.append((verdict(row.late, row.until), "late" if row.late else "good"))
    elif row.late:
        found.append((said(N_("quá hạn {days} ngày"), days=row.late), "late"))
    if row.until is None and row.state in (State.DRAFT, State.RUNNING):
        found.append((N_("chưa có hạn"), "soon"))
    if row.missing and row.state is State.DRAFT:
        found.append((said(N_("thiếu {n}/6 rõ"), n=row.missing), "soon"))
    if row.obstacle:
        found.append((N_("vướng mắc"), "soon"))
    if row.extension_asked:
        found.append((said(N_("xin gia hạn đến {day}"), day=short_date(row.extension_asked)), "gold"))
    if row.repeats:
        found.append((N_("lặp lại"), "plain"))
    return found


def status(row: DirectiveRow) -> Text:
    """Return the status of the Government Office's register: đang thực hiện, chưa hoàn thành (quá hạn), hoàn thành."""
    if row.state is State.RUNNING and row.late:
        return N_("Chưa hoàn thành, quá hạn")
    return STATE_NAMES[row.state]


def moment(word: WordRow) -> Moment:
    """Return one thing said for the timeline."""
    label, tone = _KINDS.get(word.kind, (N_("Ghi"), "plain"))
    who: Text = said(N_("{who}, {unit}"), who=word.who, unit=word.unit_name) if word.unit_name else word.who
    parts = [word.text]
    if word.day is not None:
        parts.append(f"{short_date(word.before) if word.before else '–'} → {short_date(word.day)}")
    if word.obstacle and word.kind == "report":
        parts.append(word.obstacle)
    return Moment(word.at, label, who, " · ".join(part for part in parts if part), tone=tone)


def address(row: DirectiveRow) -> str:
    """Return the address of a directive's page."""
    return reverse("steering:directive", args=[row.id])
