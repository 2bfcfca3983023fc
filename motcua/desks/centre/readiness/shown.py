"""What the readiness pages show beside the rooms' own values: tones and words of verdicts, columns, crumbs, addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from motcua.desks.shared.shapes import Column, Link, Option
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.readiness.queries.files import FilePage, FileRow
from motcua.readiness.rules.facts import PHASE_NAMES, Phase
from motcua.readiness.rules.known import Book, Known
from motcua.readiness.rules.trial import Outcome, Severity
from motcua.readiness.rules.verdicts import GRADE_NAMES, VERDICT_NAMES, Grade, Verdict

HOME: Final = Link(N_("Sẵn sàng"), "/san-sang/")
PHASES: Final[Mapping[str, Phase]] = {"thu": Phase.TRIAL, "chinh": Phase.OFFICIAL}
PHASE_WORDS: Final = {phase: word for word, phase in PHASES.items()}

# Tone and drawing of each: never colour alone, and never red: that is for what is late or forbidden.
GRADE_LOOKS: Final = {
    "ready": ("good", "done"),
    "basic": ("soon", "hourglass"),
    "not": ("pause", "cross"),
    "": ("plain", "undated"),
}
VERDICT_LOOKS: Final = {"met": ("good", "done"), "basic": ("soon", "hourglass"), "unmet": ("pause", "cross")}
OUTCOME_LOOKS: Final = {
    Outcome.PASSED: ("good", "done"),
    Outcome.FAILED: ("pause", "cross"),
    Outcome.BLOCKED: ("soon", "hourglass"),
}
SEVERITY_LOOKS: Final = {
    Severity.BLOCKING: ("gold", "forbidden"),
    Severity.SERIOUS: ("soon", "warning"),
    Severity.MINOR: ("plain", "info"),
}
CERTIFICATE_WORDS: Final = {
    "standing": N_("có hiệu lực"),
    "suspended": N_("tạm ngừng hiệu lực"),
    "withdrawn": N_("đã rút"),
    "replaced": N_("đã thay bằng lần sau"),
}
TEST_NAMES: Final = {
    "disk": N_("Chỗ trống trên đĩa"),
    "database": N_("Cơ sở dữ liệu"),
    "print": N_("Máy in"),
    "clock": N_("Đồng hồ máy chủ"),
    "certificate": N_("Chứng thư số"),
    "backup": N_("Sao lưu"),
    "line": N_("Đường truyền"),
}
BOOK_PAGES: Final = {
    Book.WORKS: ("works.read", "works:works"),
    Book.LINES: ("link.read", "links:line"),
    Book.EQUIPMENT: ("asset.read", "assets:review"),
    Book.PEOPLE: ("staff.read", "people:moves"),
    Book.SEALS: ("staff.read", "seals:lacking"),
}
"""Where each book is read, and the power that opens it."""
TEST_LOOKS: Final = {
    "good": ("good", N_("tốt")),
    "bad": ("soon", N_("cần xem")),
    "unknown": ("plain", N_("không thử được")),
}
COLUMNS: Final = (
    Column(N_("Trung tâm")),
    Column(N_("Mức")),
    Column(N_("Đáp ứng"), numeric=True),
    Column(N_("Nguồn")),
    Column(N_("Còn vướng")),
)
ITEM_COLUMNS: Final = (
    Column(N_("Mục")),
    Column(N_("Yêu cầu")),
    Column(N_("Tự báo cáo")),
    Column(N_("Kiểm tra tận nơi")),
    Column(N_("Bằng chứng"), numeric=True),
)
VERDICTS: Final = [Option(str(kind), VERDICT_NAMES[kind]) for kind in Verdict]
GRADES: Final = [Option(str(kind), GRADE_NAMES[kind]) for kind in Grade]


def phase_of(values: QueryDict) -> Phase:
    """Return the phase an address asks for; the trial run when it asks for none we know."""
    return PHASES.get(values.get("gd", ""), Phase.TRIAL)


def phases(address: str, phase: Phase) -> list[Link]:
    """Return the tabs of a page that shows one phase at a time."""
    return [Link(PHASE_NAMES[one], f"{address}?gd={PHASE_WORDS[one]}", current=one is phase) for one in Phase]


def source_of(row: FileRow) -> Said:
    """Return who says what a list shows: seen on a day, told by the centre, or nobody yet."""
    if row.seen_on is not None:
        day = f"{row.seen_on.day}/{row.seen_on.month}/{row.seen_on.year}"
        return said(N_("đã kiểm tra tận nơi {day}"), day=day)
    return said(N_("tự báo cáo")) if row.answered else said(N_("chưa báo cáo"))


def trail(page: FilePage, *more: Link) -> list[Link]:
    """Return where a page of a file stands."""
    return [HOME, Link(page.place_name, reverse("readiness:file", args=[page.id])), *more]


def file_address(file: UUID, phase: Phase | None = None) -> str:
    """Return the address of a file, at a phase where one is given."""
    address = reverse("readiness:file", args=[file])
    return f"{address}?gd={PHASE_WORDS[phase]}" if phase else address


def book_links(actor: Actor) -> Callable[[Known], str]:
    """Return what gives the address of what a book tells of: "" for whoever may not open that book."""

    def link(known: Known) -> str:
        power, name = BOOK_PAGES[known.book]
        if not actor.can(power):
            return ""
        return reverse(name, args=[known.thing] if known.thing else [])

    return link
