"""The typed contents of the papers a dossier brings forth, and the set of legal forms in force on a day.

Nouns: the reception slip (giấy tiếp nhận hồ sơ và hẹn trả kết quả), the control slip (phiếu kiểm soát), the receipt for
a result (giấy biên nhận trả kết quả), the sheet at close of day, the register (sổ theo dõi hồ sơ). They hold facts only; how they look is in
``templates/dossiers/print`` and how facts are said is in :mod:`motcua.dossiers.wording`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

Realm = Literal["thật", "thử"]


class FormSet(msgspec.Struct, frozen=True, kw_only=True):
    """One circular's forms: ``since``/``until`` are the first and last day in force, numbers are as printed."""

    circular: str
    since: date
    until: date | None
    slip: str
    control: str
    register: str
    trust: str
    letters: Mapping[str, tuple[str, str]]
    """Number and title of the letters to the citizen: supplement, refusal, apology, stop, and that another unit goes on (no form of a circular)."""


# TT 03/2025/TT-VPCP of 15/9/2025, in force the same day, inserted the stop notice: control slip 05 became 06.
FORM_SETS = (
    FormSet(
        circular="Thông tư 01/2018/TT-VPCP",
        since=date(2019, 1, 8),
        until=date(2025, 9, 14),
        slip="01",
        control="05",
        register="06",
        trust="số mẫu theo biểu mẫu đang dùng; ngày có hiệu lực theo trí nhớ, chưa kiểm chứng",
        letters={
            "supplement": ("02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
            "refusal": ("03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ"),
            "apology": ("04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
            "stop": ("", "Thông báo dừng giải quyết hồ sơ"),
            "transition": ("", "Thông báo đơn vị tiếp tục giải quyết hồ sơ"),
        },
    ),
    FormSet(
        circular="Thông tư 03/2025/TT-VPCP",
        since=date(2025, 9, 15),
        until=None,
        slip="01",
        control="06",
        register="07",
        trust="số mẫu theo Phụ lục I; bố cục chưa đối chiếu bản gốc",
        letters={
            "supplement": ("02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
            "refusal": ("03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ"),
            "apology": ("04", "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"),
            "stop": ("05", "Thông báo dừng giải quyết hồ sơ"),
            "transition": ("", "Thông báo đơn vị tiếp tục giải quyết hồ sơ"),
        },
    ),
)


def form_set(on: date) -> FormSet:
    """Return the set of forms in force on ``on``; :class:`BadInput` names the day when none is known."""
    for known in FORM_SETS:
        if known.since <= on and (known.until is None or on <= known.until):
            return known
    raise BadInput(N_("Chưa có bộ biểu mẫu nào cho ngày {day}."), day=on.strftime("%d/%m/%Y"))


def centre_name(unit: str, on: date) -> str:
    """Return the printed name of the one-stop place of ``unit`` ("xã Phụng Công") on a day.

    NĐ 118/2025 Đ7 k3 made it a centre from 1/7/2025; before it was the reception and return section (NĐ 61/2018 Đ7).
    """
    if on >= date(2025, 7, 1):
        return f"Trung tâm Phục vụ hành chính công {unit}"
    return f"Bộ phận Tiếp nhận và Trả kết quả {unit}"


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """Top of every paper: who issues it, where, when. ``made_at`` is aware business time."""

    governing_body: str
    centre: str
    place: str
    made_at: datetime
    number: str = ""
    realm: Realm = "thật"
    demonstration: bool = False


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """One paper given, with how many of each kind (TT 03/2025 form 01); one ``shown`` was handed back, without counts."""

    name: str
    original: int = 0
    certified: int = 0
    photocopy: int = 0
    shown: bool = False


class DeclarationLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a declaration: ``level`` 0 heads a group, 1 is an answer, 2 one inside a block."""

    level: int
    label: str
    value: str = ""


class DeclarationPaper(msgspec.Struct, frozen=True, kw_only=True):
    """A declaration as the citizen signs it. ``code`` is the dossier's, empty where nothing was handed in yet.

    ``source`` says where the layout is from; ``compared``: whether it was compared with the legal original.
    """

    heading: Heading
    title: str
    addressee: str
    lines: tuple[DeclarationLine, ...]
    pledge: str
    source: str
    compared: bool
    declarant: str = ""
    code: str = ""
    form: str = ""


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """A later phase with an appointment of its own, as after a financial obligation (NĐ 118/2025 Đ24)."""

    label: str
    received_at: datetime | None = None
    due_at: datetime | None = None


class ReceptionSlip(msgspec.Struct, frozen=True, kw_only=True):
    """Form 01, giấy tiếp nhận hồ sơ và hẹn trả kết quả (NĐ 118/2025 Đ17; fields by TT 03/2025, before it TT 01/2018).

    ``due_at`` is the instant as it is said to the citizen; ``None`` prints "chưa hẹn", never a guess. ``why`` are the
    lines that explain it with their ground. ``issue`` 2 and up is a reprint marked "CẤP LẠI". ``signed`` holds the
    digits of :mod:`motcua.dossiers.summary`, put there by :func:`motcua.dossiers.receipts.seal`.
    """

    heading: Heading
    code: str
    unit_code: str
    procedure_code: str
    request: str
    received_from: str
    papers: tuple[Given, ...]
    received_at: datetime
    due_at: datetime | None
    limit: str
    submitter: str
    officer: str
    holder: str
    lookup: str
    address: str = ""
    phone: str = ""
    email: str = ""
    id_number: str = ""
    owner: str = ""
    owner_address: str = ""
    receiving_unit: str = ""
    sets: int = 1
    why: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    settling: str = ""
    return_place: str = ""
    return_manner: str = ""
    secret: str = ""
    centre_phone: str = ""
    unsynced: bool = False
    issue: int = 1
    reissue_reason: str = ""
    layout_compared: bool = False
    signed: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.issue <= 255:
            raise BadInput(N_("Lần cấp giấy phải từ 1 đến 255."), field="issue")
        if self.due_at is not None and self.due_at < self.received_at:
            raise BadInput(N_("Giờ hẹn trả không thể trước giờ nhận hồ sơ."), field="due_at")

    @property
    def forms(self) -> FormSet:
        """Return the forms in force on the day of reception; a reprint keeps the form of that day."""
        return form_set(clock.local(self.received_at).date())


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """One hand-over on the control slip: rows are only ever added, each with both names and what was handed."""

    giver: str
    taker: str
    at: datetime
    outcome: Literal["", "sớm", "đúng hạn", "quá hạn"] = ""
    note: str = ""
    giver_name: str = ""
    taker_name: str = ""


class ControlSlip(msgspec.Struct, frozen=True, kw_only=True):
    """Phiếu kiểm soát quá trình giải quyết hồ sơ: form 06 of TT 03/2025, form 05 of TT 01/2018 before 15/9/2025."""

    heading: Heading
    code: str
    owner: str
    request: str
    received_at: datetime
    due_at: datetime | None
    settling_unit: str
    coordinating_unit: str = ""
    moves: tuple[Move, ...] = ()
    layout_compared: bool = False

    @property
    def forms(self) -> FormSet:
        """Return the forms in force on the day of reception."""
        return form_set(clock.local(self.received_at).date())


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One paper the citizen is to bring or put right, and how."""

    name: str
    words: str


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A letter to the citizen about a dossier, or about what was not received: forms 02 to 05.

    ``kind``: supplement, refusal, apology, stop, and that another unit goes on (no form of a circular). ``facts`` are labelled values in the order of the form, ``asked`` the
    table of form 02, ``closing`` the sentences at the end. ``made_at`` of the heading is when the act was done: the form
    in force on that day is used.
    """

    heading: Heading
    kind: str
    code: str
    owner: str
    address: str
    request: str
    facts: tuple[tuple[str, str], ...]
    asked: tuple[Asked, ...] = ()
    closing: tuple[str, ...] = ()
    contact: str = ""
    centre_phone: str = ""
    officer: str = ""
    signer: str = ""

    @property
    def forms(self) -> FormSet:
        """Return the forms in force on the day of the act."""
        return form_set(clock.local(self.heading.made_at).date())


class ReturnReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """Giấy biên nhận trả kết quả: what was handed to whom, on which ground (NĐ 118/2025 Đ22)."""

    heading: Heading
    code: str
    request: str
    owner: str
    results: tuple[Result, ...]
    receiver: str
    receiver_id: str = ""
    receiver_phone: str = ""
    receiver_capacity: str = "Chủ hồ sơ"
    slip_handed_back: bool = True
    handed_at: datetime
    officer: str
    note: str = ""


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """One result handed over: kind, number, date of signing, number of copies."""

    name: str
    number: str = ""
    signed_on: date | None = None
    copies: int = 1


class DayItem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing still open on the sheet at close of day."""

    code: str
    what: str
    who: str = ""


class DayList(msgspec.Struct, frozen=True, kw_only=True):
    """One list on the sheet at close of day; an empty one is printed as clear."""

    title: str
    items: tuple[DayItem, ...] = ()
    count: int = 0


class CloseOfDay(msgspec.Struct, frozen=True, kw_only=True):
    """The sheet at close of day: counts, each with its name, and the lists that should be empty.

    Of a day that is closed (``closed_at``) the counts are those of that moment; the lists are always of ``printed_at``.
    """

    heading: Heading
    day: date
    counts: tuple[tuple[str, int], ...]
    lists: tuple[DayList, ...]
    closed_by: str
    printed_at: datetime
    closed_at: datetime | None = None
    note: str = ""


class OutageItem(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier received while the line was cut, and when the province's system knew it."""

    code: str
    what: str
    received_at: datetime
    due_at: datetime | None
    synced_at: datetime | None


class OutageRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The record of a cut from the province's system: from when to when, and what was received meanwhile.

    ``count`` is ``None`` for who may not know the dossiers of the place; ``items`` are those they may read.
    """

    heading: Heading
    line: str
    source: str
    cause: str
    length: str
    started_at: datetime
    ended_at: datetime | None
    reported_by: str
    printed_at: datetime
    printed_by: str
    count: int | None = None
    synced: int = 0
    last_synced_at: datetime | None = None
    items: tuple[OutageItem, ...] = ()


class RegisterLine(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier's line in the register: its last columns are empty until what they tell has happened."""

    number: int
    dossier: UUID
    code: str
    request: str
    about: str
    sets: int
    owner: str
    address: str
    phone: str
    competent: str
    received_at: datetime
    due_at: datetime | None
    forwarded_at: datetime | None
    ready_at: datetime | None
    returned_at: datetime | None
    manner: str
    received_by: str
    status: str


class RegisterOfDossiers(msgspec.Struct, frozen=True, kw_only=True):
    """Sổ theo dõi hồ sơ: form 07 of TT 03/2025, form 06 of TT 01/2018 before 15/9/2025; by the last day of the period."""

    heading: Heading
    first: date
    last: date
    lines: tuple[RegisterLine, ...]
    kept_by: str
    book: str = ""

    @property
    def forms(self) -> FormSet:
        """Return the forms in force on the last day."""
        return form_set(self.last)


class InheritedLine(msgspec.Struct, frozen=True, kw_only=True):
    """One open dossier an old unit hands over; ``owner`` is empty while its new centre does not answer for it."""

    code: str
    request: str
    owner: str
    received_at: datetime
    due_at: datetime | None
    state: str
    way: str


class InheritedList(msgspec.Struct, frozen=True, kw_only=True):
    """Danh sách bàn giao hồ sơ đang giải quyết: what an old unit's minutes say, what came, line by line. No form of a circular."""

    heading: Heading
    giver: str
    taker: str
    ground: str
    minutes: str
    stated: int | None
    taken: int
    brought: int
    waiting: int
    compared: str
    lines: tuple[InheritedLine, ...]
