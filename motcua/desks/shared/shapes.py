"""Shapes: the values screens hand to the parts. Views build them; macros only show them.

A text may be a plain string in the reader's language or a :class:`~motcua.kernel.words.Said`; parts show both through
the ``said`` filter. Instants are aware. Nothing here asks a room anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from motcua.kernel.words import N_, Said

Text = Said | str


class DueState(StrEnum):
    """How a thing stands to its clock; each has its own drawing, word and colour."""

    IN_TIME = "in_time"
    SOON = "soon"
    LATE = "late"
    PAUSED = "paused"
    NONE = "none"
    EARLY = "early"
    ON_TIME = "on_time"
    DONE_LATE = "done_late"


# Tone, outline and word of each state: never colour alone.
DUE_LOOKS = {
    DueState.IN_TIME: ("calm", "clock", N_("Trong hạn")),
    DueState.SOON: ("soon", "hourglass", N_("Sắp đến hạn")),
    DueState.LATE: ("late", "late", N_("Quá hạn")),
    DueState.PAUSED: ("pause", "pause", N_("Tạm dừng")),
    DueState.NONE: ("plain", "undated", N_("Chưa có ngày hẹn")),
    DueState.EARLY: ("good", "done-early", N_("Xong trước hạn")),
    DueState.ON_TIME: ("good", "done", N_("Xong đúng hạn")),
    DueState.DONE_LATE: ("late", "done-late", N_("Xong quá hạn")),
}


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due: ``words`` is the working time left, from the kernel ("còn 2 ngày 3 giờ làm việc")."""

    state: DueState
    words: Text = ""
    at: datetime | None = None

    @property
    def look(self) -> tuple[str, str, str]:
        """Return tone, icon and marked word."""
        return DUE_LOOKS[self.state]


class StepState(StrEnum):
    """How far a step of a process has come."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"
    LATE = "late"
    RETURNED = "returned"
    SKIPPED = "skipped"


# Icon (none: the step's number stands there) and word of each state.
STEP_LOOKS = {
    StepState.DONE: ("check", N_("xong")),
    StepState.NOW: ("forward", N_("đang làm")),
    StepState.NEXT: ("", N_("chưa tới")),
    StepState.LATE: ("late", N_("đang làm, quá hạn bước")),
    StepState.RETURNED: ("returned", N_("bị trả lại")),
    StepState.SKIPPED: ("minus", N_("không phải làm")),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a process: its name, how far it is, who holds it and when it was or will be done."""

    label: Text
    state: StepState
    holder: Text = ""
    at: datetime | None = None
    due: Due | None = None

    @property
    def look(self) -> tuple[str, str]:
        """Return icon and marked word."""
        return STEP_LOOKS[self.state]


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened, for a timeline: the newest stands first. ``tone``: plain, good, soon, late, gold."""

    at: datetime
    label: Text
    who: Text = ""
    body: Text = ""
    tone: str = "plain"
    icon: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go: of a tab, a crumb or the head's menu. ``count`` is shown beside it when known."""

    label: Text
    href: str = ""
    current: bool = False
    count: int | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer among several. ``why`` tells the reader why it cannot be chosen now, and bars it."""

    value: str
    label: Text
    hint: Text = ""
    why: Text = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a list of facts. ``value`` is text; ``href`` opens what stands behind it; ``copy`` offers to copy."""

    label: Text
    value: Text = ""
    hint: Text = ""
    href: str = ""
    copy: str = ""
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. ``sort_href`` makes its head a link; ``sorted`` is "", "asc" or "desc"."""

    label: Text
    sort_href: str = ""
    sorted: str = ""
    numeric: bool = False
    filter_name: str = ""
    filter_value: str = ""
    filter_options: Sequence[Option] = ()
    hidden_label: bool = False


@dataclass(frozen=True, slots=True)
class RateShape:
    """A rate that never stands alone: both its counts, their names, where the rows are and who said it.

    ``stated`` is filled when somebody stated the figure instead of our counting it, and says who.
    """

    label: Text
    numerator: int
    denominator: int
    numerator_label: Text = ""
    denominator_label: Text = ""
    href: str = ""
    stated: Text = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A citizen or an official as a card. Numbers come already masked where the reader may not see them whole."""

    name: str
    role: Text = ""
    born: Text = ""
    number: str = ""
    phone: str = ""
    address: str = ""
    checked: Text = ""
    warnings: Sequence[Text] = ()
    href: str = ""


class PaperKind(StrEnum):
    """In what form a paper is handed in (NĐ 118/2025 Đ14; NĐ 23/2015 on copies)."""

    ORIGINAL = "original"
    CERTIFIED = "certified"
    PHOTOCOPY = "photocopy"
    ELECTRONIC = "electronic"


@dataclass(frozen=True, slots=True)
class Paper:
    """One line of a paper list: what is asked and what was given, in counts by form.

    ``use``: "submit" (kept), "show" (looked at and given back) or "note". ``reuse`` offers a stored paper instead.
    """

    code: str
    name: Text
    use: str = "submit"
    required: bool = True
    ticked: bool = False
    original: int = 0
    certified: int = 0
    photocopy: int = 0
    asked: Text = ""
    note: Text = ""
    error: Text = ""
    reuse: Text = ""
    form_href: str = ""


@dataclass(frozen=True, slots=True)
class Units:
    """The units kept apart on every dossier: where helped, where received, who is competent, where it is handed over."""

    helped: Text
    received: Text
    competent: Text
    returning: Text = ""


@dataclass(frozen=True, slots=True)
class BasketItem:
    """One dossier of a visit: what it is, how far it is filled in, its date and fee in đồng."""

    title: Text
    code: str = ""
    state: Text = ""
    tone: str = "plain"
    due: Due | None = None
    fee: int | None = None
    href: str = ""
    current: bool = False
    error: Text = ""


@dataclass(frozen=True, slots=True)
class FieldError:
    """One fault of a form, for the summary at its head: the field's name and what to do."""

    name: str
    text: Text


class Theme(StrEnum):
    """Light for the day, dark for the wall and the night desk, auto to follow the machine."""

    LIGHT = "light"
    DARK = "dark"
    AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Told:
    """A word that passes, on the page shown after something was done; ``tone`` as toasts know it."""

    said: Said
    tone: str = "good"


@dataclass(frozen=True, slots=True)
class Shell:
    """What surrounds every page: whose house it is, who is signed in, in which realm and by what clock.

    ``unread`` counts messages that wait in the inbox. ``lock_after`` is in seconds, 0 never locks. ``user_key`` names whose drafts these are and says nothing about them.
    """

    unit_name: str
    place: str = ""
    desk: Text = ""
    home: str = "/"
    menu: Sequence[Link] = ()
    trial: bool = False
    demo_clock: datetime | None = None
    person: str = ""
    post: Text = ""
    user_key: str = ""
    leave_trial_url: str = ""
    account_url: str = ""
    inbox_url: str = ""
    unread: int = 0
    sign_out_url: str = ""
    lock_url: str = ""
    lock_after: int = 0
    language_url: str = ""
    path: str = "/"
    theme: Theme = Theme.LIGHT
    large: bool = False
    hotline: str = ""
    today: date | None = None
    told: Sequence[Told] = ()
