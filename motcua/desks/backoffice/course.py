"""The forms of the acts beside the straight way: what each asks, and how what was typed becomes its command.

The page draws them all alike from these declarations; an act is offered where ``available`` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from motcua.desks.shared.door import typed_id, whole_number
from motcua.dossiers import commands
from motcua.dossiers.rules import life
from motcua.dossiers.rules.collecting import MANNERS, Manner
from motcua.dossiers.rules.patterns import For
from motcua.kernel import money, partial_date
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.ledger.commands import Command
from motcua.ledger.events.dossier_life import Lacking
from motcua.ledger.events.dossiers import PaperGiven

Form = Mapping[str, str]
LACKS, WORDS, GIVEN = "thieu.", "thieu-loi.", "nhan."
"""How the names of the fields of one paper begin: that it is asked for, with which words, how many came."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One field. ``kind``: words, text, date, money, digits, check, cause, manner, paper_file, unit, question.

    ``sentences``: the act whose sentence patterns are offered for it (:class:`motcua.dossiers.rules.patterns.For`).
    """

    name: str
    label: str
    kind: str = "text"
    required: bool = True
    hint: str = ""
    most: int = 300
    sentences: str = ""


@dataclass(frozen=True, slots=True)
class ActForm:
    """The form of one act. ``papers``: lacking or given where it lists papers; ``first``: it stands open, before others."""

    slug: str
    command: type[Command]
    icon: str
    done: str
    build: Callable[[UUID, Form, int | None], Command]
    asks: tuple[Ask, ...] = ()
    papers: str = ""
    first: bool = False
    danger: bool = False
    stays: bool = True
    note: str = ""


def day_of(form: Form, name: str) -> date:
    """Return the whole day typed in a field; :class:`BadInput` where there is none."""
    found = partial_date.parse(form.get(name, ""), field=name)
    if found.exact is None:
        raise BadInput(N_("Ghi đủ ngày, tháng, năm."), field=name)
    return found.exact


def _simple(command: type[Command], *names: str) -> Callable[[UUID, Form, int | None], Command]:
    """Return how an act is built whose fields are all words."""
    return lambda id_, form, seen: command(**{name: form.get(name, "") for name in names}, dossier=id_, seen=seen)  # type: ignore[call-arg]  # checked with the command's types


def _lacking(id_: UUID, form: Form, seen: int | None) -> Command:
    keys = [name.removeprefix(LACKS) for name, value in form.items() if name.startswith(LACKS) and value]
    lacking = tuple(Lacking(key=key, words=form.get(WORDS + key, "")) for key in keys)
    return commands.RequestSupplement(dossier=id_, lacking=lacking, reason=form.get("reason", ""), seen=seen)


def _given(id_: UUID, form: Form, seen: int | None) -> Command:
    papers = []
    for name, value in form.items():
        if not name.startswith(GIVEN):
            continue
        count = whole_number(value, digits=2) if value.strip() else 0
        if count is None:
            raise BadInput(N_("Số bản của mỗi giấy tờ phải là số từ 0 đến 99."), field="papers")
        key = name.removeprefix(GIVEN)
        papers.append(PaperGiven(key=key, originals=count, waiver="" if count else form.get(WORDS + key, "")))
    return commands.ReceiveSupplement(dossier=id_, papers=tuple(papers), note=form.get("note", ""), seen=seen)


def _demand(id_: UUID, form: Form, seen: int | None) -> Command:
    typed = form.get("amount_vnd", "").strip()
    amount = money.parse(typed, least=1, field="amount_vnd").amount if typed else None
    return commands.DemandFee(
        dossier=id_, notice=form.get("notice", ""), amount_vnd=amount, words=form.get("words", ""), seen=seen
    )


def _longer(id_: UUID, form: Form, seen: int | None) -> Command:
    days = whole_number(form.get("days", ""), digits=3)
    if days is None:
        raise BadInput(N_("Ghi số ngày."), field="days")
    return commands.ApplyLongerLimit(
        dossier=id_, days=days, ground=form.get("ground", ""), reason=form.get("reason", ""), seen=seen
    )


def _remind(id_: UUID, form: Form, seen: int | None) -> Command:
    manner = form.get("manner", "")
    if manner not in MANNERS:
        raise BadInput(N_("Chọn cách nhắc."), field="manner")
    return commands.RemindToCollect(dossier=id_, manner=Manner(manner), note=form.get("note", ""), seen=seen)


def _dated(
    command: type[commands.ExtendDeadline | commands.AskSecondExtension],
) -> Callable[[UUID, Form, int | None], Command]:
    """Return how an act is built that names a new date with its cause and reason."""

    def build(id_: UUID, form: Form, seen: int | None) -> Command:
        cause = form.get("cause", "")
        if cause not in life.CAUSES:
            raise BadInput(N_("Chọn nguyên nhân chậm."), field="cause")
        return command(
            dossier=id_, day=day_of(form, "day"), cause=life.Cause(cause), reason=form.get("reason", ""), seen=seen
        )

    return build


def _hand_off(id_: UUID, form: Form, seen: int | None) -> Command:
    unit = typed_id(form, "unit")
    if unit is None:
        raise BadInput(N_("Chọn đơn vị trong danh sách."), field="unit")
    return commands.HandOff(dossier=id_, unit=unit, reason=form.get("reason", ""), seen=seen)


def _ask_outside(id_: UUID, form: Form, seen: int | None) -> Command:
    return commands.AskOutside(
        dossier=id_,
        body=form.get("body", ""),
        answer_by=day_of(form, "answer_by"),
        question=form.get("question", ""),
        seen=seen,
    )


def _send(id_: UUID, form: Form, seen: int | None) -> Command:
    answer_by = day_of(form, "answer_by") if form.get("answer_by", "").strip() else None
    return commands.SendOutside(
        dossier=id_, body=form.get("body", ""), words=form.get("words", ""), answer_by=answer_by, seen=seen
    )


def _answer(id_: UUID, form: Form, seen: int | None) -> Command:
    asked = typed_id(form, "consultation")
    if asked is None:
        raise BadInput(N_("Chọn câu hỏi đã gửi."), field="consultation")
    silent = bool(form.get("silent"))
    return commands.RecordAnswer(
        dossier=id_, consultation=asked, answer=form.get("answer", ""), silent=silent, seen=seen
    )


def _allow_supplement(id_: UUID, form: Form, seen: int | None) -> Command:
    aware = bool(form.get("aware"))
    return commands.AllowSecondSupplement(dossier=id_, reason=form.get("reason", ""), aware=aware, seen=seen)


def _withdraw(id_: UUID, form: Form, seen: int | None) -> Command:
    return commands.WithdrawDossier(
        dossier=id_,
        asked_on=day_of(form, "asked_on"),
        reason=form.get("reason", ""),
        papers_back=form.get("papers_back", ""),
        money_back=form.get("money_back", ""),
        seen=seen,
    )


_GROUND = Ask("ground", N_("Căn cứ pháp lý"), hint=N_("Điều, khoản, văn bản"))
FORMS: Final[tuple[ActForm, ...]] = (
    ActForm(
        "chuyen-noi",
        commands.ForwardDossier,
        "forward",
        N_("Đã chuyển hồ sơ đến nơi giải quyết"),
        _simple(commands.ForwardDossier, "paper", "note"),
        (
            Ask("paper", N_("Hồ sơ giấy"), "paper_file"),
            Ask("note", N_("Ghi chú"), "words", required=False, most=500),
        ),
        first=True,
    ),
    ActForm(
        "den-noi",
        commands.ConfirmArrival,
        "check",
        N_("Đã ghi hồ sơ đến nơi"),
        _simple(commands.ConfirmArrival, "note"),
        (Ask("note", N_("Ghi chú, ví dụ số tờ đã nhận"), "words", required=False, most=500),),
        first=True,
    ),
    ActForm(
        "ket-qua-den",
        commands.ConfirmResultArrival,
        "check",
        N_("Đã ghi kết quả đến nơi trả"),
        _simple(commands.ConfirmResultArrival, "note"),
        (Ask("note", N_("Ghi chú"), "words", required=False, most=500),),
        first=True,
    ),
    ActForm(
        "dong-bo",
        commands.ConfirmSynced,
        "check",
        N_("Đã ghi hệ thống của tỉnh có hồ sơ này"),
        _simple(commands.ConfirmSynced),
        note=N_("Chỉ xác nhận khi đã thấy hồ sơ với đúng mã này trên hệ thống của tỉnh."),
    ),
    ActForm(
        "gui-co-quan",
        commands.SendOutside,
        "mail",
        N_("Đã gửi cơ quan ngoài"),
        _send,
        (
            Ask("body", N_("Cơ quan nhận"), most=200),
            Ask("answer_by", N_("Hạn trả lời"), "date", required=False, most=10),
            Ask("words", N_("Nội dung gửi, số văn bản"), "words", most=1_000),
        ),
        first=True,
    ),
    ActForm(
        "nhan-bo-sung",
        commands.ReceiveSupplement,
        "check",
        N_("Đã nhận giấy tờ bổ sung, tính hạn tiếp"),
        _given,
        (Ask("note", N_("Ghi chú"), "words", required=False),),
        papers="given",
        first=True,
    ),
    ActForm(
        "da-nop",
        commands.MarkPaid,
        "coin",
        N_("Đã ghi nộp, tính hạn tiếp"),
        _simple(commands.MarkPaid, "receipt"),
        (Ask("receipt", N_("Số biên lai hoặc giấy nộp tiền"), most=60),),
        first=True,
    ),
    ActForm(
        "giai-quyet-tiep",
        commands.ResumeDossier,
        "forward",
        N_("Giải quyết tiếp"),
        _simple(commands.ResumeDossier, "reason"),
        (Ask("reason", N_("Vì sao tiếp tục được"), "words", required=False),),
        first=True,
    ),
    ActForm(
        "gui-buu-chinh",
        commands.SendByPost,
        "mail",
        N_("Đã gửi kết quả qua bưu chính"),
        _simple(commands.SendByPost, "tracking", "address", "carrier"),
        (
            Ask("tracking", N_("Số hiệu bưu gửi"), most=40),
            Ask("address", N_("Địa chỉ nhận")),
            Ask("carrier", N_("Đơn vị bưu chính"), most=60),
        ),
        first=True,
    ),
    ActForm(
        "mo-tu",
        commands.OpenLocker,
        "lock",
        N_("Đã trả kết quả từ tủ"),
        _simple(commands.OpenLocker, "code"),
        (Ask("code", N_("Mã mở tủ người dân xuất trình"), "digits", most=6),),
        first=True,
    ),
    ActForm(
        "vao-tu",
        commands.PlaceInLocker,
        "lock",
        N_("Đã đặt kết quả vào tủ"),
        _simple(commands.PlaceInLocker, "box"),
        (Ask("box", N_("Ngăn tủ"), most=20),),
    ),
    ActForm(
        "nhac-nhan",
        commands.RemindToCollect,
        "phone",
        N_("Đã ghi việc nhắc"),
        _remind,
        (Ask("manner", N_("Nhắc bằng cách nào"), "manner"), Ask("note", N_("Người dân trả lời"), required=False)),
    ),
    ActForm(
        "bo-sung",
        commands.RequestSupplement,
        "list",
        N_("Đã yêu cầu bổ sung, tạm dừng tính hạn"),
        _lacking,
        (Ask("reason", N_("Nói thêm với người dân"), "words", required=False, most=1_000),),
        papers="lacking",
        note=N_("Chỉ yêu cầu một lần, nêu đủ mọi giấy tờ còn thiếu hoặc chưa đúng."),
    ),
    ActForm(
        "thu-tien",
        commands.DemandFee,
        "coin",
        N_("Đã yêu cầu nộp, tạm dừng tính hạn"),
        _demand,
        (
            Ask("notice", N_("Số thông báo"), required=False, most=60),
            Ask("amount_vnd", N_("Số tiền"), "money", required=False, most=20),
            Ask("words", N_("Nói thêm với người dân"), "words", required=False, most=1_000),
        ),
    ),
    ActForm(
        "xin-loi",
        commands.ExtendDeadline,
        "calendar",
        N_("Đã hẹn lại ngày trả"),
        _dated(commands.ExtendDeadline),
        (
            Ask("day", N_("Ngày hẹn mới"), "date", most=10),
            Ask("cause", N_("Nguyên nhân"), "cause"),
            Ask("reason", N_("Lý do, lời xin lỗi"), "words", most=1_000, sentences=For.APOLOGY),
        ),
        note=N_("Chỉ hẹn lại một lần, trước khi quá hạn. Thư xin lỗi in theo mẫu 04."),
    ),
    ActForm(
        "xin-mo-hen-lai",
        commands.AskSecondExtension,
        "calendar",
        N_("Đã đề nghị lãnh đạo mở hẹn lại"),
        _dated(commands.AskSecondExtension),
        (
            Ask("day", N_("Ngày muốn hẹn"), "date", most=10),
            Ask("cause", N_("Nguyên nhân"), "cause"),
            Ask("reason", N_("Vì sao không kịp ngày đã hẹn lại"), "words", most=1_000),
        ),
        note=N_("Chưa hứa gì với người dân: lãnh đạo Ủy ban nhân dân mở rồi mới xin lỗi, hẹn lại được."),
    ),
    ActForm(
        "hoi-y-kien",
        commands.AskOutside,
        "mail",
        N_("Đã ghi câu hỏi"),
        _ask_outside,
        (
            Ask("body", N_("Cơ quan được hỏi"), most=200),
            Ask("answer_by", N_("Hạn trả lời"), "date", most=10),
            Ask("question", N_("Nội dung hỏi"), "words", most=1_000),
        ),
    ),
    ActForm(
        "tra-loi",
        commands.RecordAnswer,
        "mail",
        N_("Đã ghi trả lời"),
        _answer,
        (
            Ask("consultation", N_("Câu hỏi"), "question"),
            Ask("answer", N_("Nội dung trả lời"), "words", required=False, most=1_000),
            Ask("silent", N_("Hết hạn không trả lời: coi là đồng ý"), "check", required=False),
        ),
    ),
    ActForm(
        "chuyen-don-vi",
        commands.HandOff,
        "right",
        N_("Đã chuyển đơn vị xử lý"),
        _hand_off,
        (Ask("unit", N_("Đơn vị nhận"), "unit"), Ask("reason", N_("Lý do chuyển"), "words", most=1_000)),
    ),
    ActForm(
        "xac-minh",
        commands.ApplyLongerLimit,
        "search",
        N_("Đã tính lại thời hạn"),
        _longer,
        (
            Ask("days", N_("Tổng số ngày, tính từ khi tiếp nhận"), "digits", most=3),
            _GROUND,
            Ask("reason", N_("Phải xác minh điều gì"), "words", most=1_000),
        ),
    ),
    ActForm(
        "tam-dung",
        commands.SuspendDossier,
        "pause",
        N_("Đã tạm dừng"),
        _simple(commands.SuspendDossier, "ground", "reason"),
        (_GROUND, Ask("reason", N_("Lý do tạm dừng"), "words", most=1_000)),
    ),
    ActForm(
        "tu-choi",
        commands.RejectDossier,
        "forbidden",
        N_("Đã từ chối giải quyết; văn bản trả lời chờ trả cho người dân"),
        _simple(commands.RejectDossier, "ground", "reason"),
        (_GROUND, Ask("reason", N_("Lý do, người dân đọc được"), "words", most=1_000, sentences=For.REFUSAL)),
        danger=True,
        stays=False,
    ),
    ActForm(
        "rut",
        commands.WithdrawDossier,
        "undo",
        N_("Đã dừng theo đề nghị của người dân"),
        _withdraw,
        (
            Ask("asked_on", N_("Ngày đề nghị"), "date", most=10),
            Ask("reason", N_("Người dân đề nghị"), "words", most=1_000, sentences=For.WITHDRAWAL),
            Ask("papers_back", N_("Giấy tờ trả lại"), required=False, most=500),
            Ask("money_back", N_("Tiền trả lại"), required=False, most=500),
        ),
        danger=True,
    ),
    ActForm(
        "dung",
        commands.StopDossier,
        "forbidden",
        N_("Đã dừng giải quyết"),
        _simple(commands.StopDossier, "ground", "reason"),
        (_GROUND, Ask("reason", N_("Lý do dừng"), "words", most=1_000)),
        danger=True,
    ),
    ActForm(
        "mo-bo-sung",
        commands.AllowSecondSupplement,
        "lock",
        N_("Đã mở yêu cầu bổ sung lần nữa"),
        _allow_supplement,
        (
            Ask("reason", N_("Lý do"), "words", most=1_000),
            Ask("aware", N_("Tôi biết: hồ sơ yêu cầu bổ sung quá một lần bị Bộ chỉ số 766 tính là trễ hạn"), "check"),
        ),
    ),
    ActForm(
        "mo-hen-lai",
        commands.AllowSecondExtension,
        "lock",
        N_("Đã mở hẹn lại lần nữa"),
        _simple(commands.AllowSecondExtension, "reason"),
        (Ask("reason", N_("Lý do"), "words", most=1_000),),
    ),
    ActForm(
        "mo-lai",
        commands.ReopenDossier,
        "undo",
        N_("Đã mở lại hồ sơ"),
        _simple(commands.ReopenDossier, "ground", "reason"),
        (_GROUND, Ask("reason", N_("Lý do"), "words", most=1_000)),
    ),
    ActForm(
        "ke",
        commands.ShelvePaperFile,
        "folder",
        N_("Đã ghi giá, kệ"),
        _simple(commands.ShelvePaperFile, "shelf"),
        (Ask("shelf", N_("Giá, kệ, ngăn"), most=40, hint=N_("Ghi như nhãn trên kệ, ví dụ A3-2")),),
    ),
    ActForm(
        "mat-giay",
        commands.ReportPaperFileLost,
        "search",
        N_("Đã ghi chưa thấy hồ sơ giấy"),
        _simple(commands.ReportPaperFileLost, "reason"),
        (Ask("reason", N_("Đã tìm ở đâu, ai cầm sau cùng"), "words"),),
    ),
)
"""In the order the page shows them: what a waiting dossier waits for, then the usual, then the rare."""
