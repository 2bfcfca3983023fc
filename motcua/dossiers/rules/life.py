"""The legal life of a dossier as one table: each act, the states it is lawful in, where it leads, what it does to the clock,
which form it prints and whom it tells. What ``perform`` allows, the buttons of a page, the ten statuses of the national
exchange, the papers and ``docs/rules/dossier-life.md`` all follow from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from motcua.kernel.words import N_, Said, said


class State(StrEnum):
    """Where in its life a dossier is. The last four are its ends."""

    ACCEPTED = "accepted"
    PROCESSING = "processing"
    SUPPLEMENT = "supplement"
    FEE = "fee"
    SUSPENDED = "suspended"
    READY = "ready"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


class Clock(StrEnum):
    """What an act does to the clock of the dossier."""

    KEEPS = "keeps"
    STARTS = "starts"
    PAUSES = "pauses"
    RESUMES = "resumes"
    MOVES = "moves"
    ENDS = "ends"


RUNNING: Final = frozenset({State.ACCEPTED, State.PROCESSING})
PAUSED: Final = frozenset({State.SUPPLEMENT, State.FEE, State.SUSPENDED})
UNDECIDED: Final = RUNNING | PAUSED
"""No result is there: the citizen may still take the dossier back (NĐ 118/2025 Đ21)."""
ENDED: Final = frozenset({State.RETURNED, State.WITHDRAWN, State.STOPPED})
OPEN: Final = UNDECIDED | {State.READY}

STATE_NAMES: Final[Mapping[str, str]] = {
    State.ACCEPTED: N_("Mới tiếp nhận"),
    State.PROCESSING: N_("Đang xử lý"),
    State.SUPPLEMENT: N_("Chờ bổ sung giấy tờ"),
    State.FEE: N_("Chờ nộp nghĩa vụ tài chính"),
    State.SUSPENDED: N_("Tạm dừng"),
    State.READY: N_("Đã có kết quả"),
    State.RETURNED: N_("Đã trả kết quả"),
    State.WITHDRAWN: N_("Công dân rút hồ sơ"),
    State.STOPPED: N_("Dừng xử lý"),
}

PORTAL_STATUS: Final[Mapping[str, tuple[int, str]]] = {
    "filed": (1, N_("Mới đăng ký")),
    State.ACCEPTED: (2, N_("Được tiếp nhận")),
    "refused": (3, N_("Không được tiếp nhận")),
    State.PROCESSING: (4, N_("Đang xử lý")),
    State.SUPPLEMENT: (5, N_("Yêu cầu bổ sung giấy tờ")),
    State.FEE: (6, N_("Yêu cầu thực hiện nghĩa vụ tài chính")),
    State.WITHDRAWN: (7, N_("Công dân yêu cầu rút hồ sơ")),
    State.SUSPENDED: (8, N_("Dừng xử lý")),
    State.STOPPED: (8, N_("Dừng xử lý")),
    State.READY: (9, N_("Đã xử lý xong")),
    State.RETURNED: (10, N_("Đã trả kết quả")),
}
"""The status of the national exchange (``TrangThaiHoSo``) that follows from each state.

"filed" and "refused" are of what was not received: an application on its way in, or turned away (form 03).
"""


@dataclass(frozen=True, slots=True)
class Deed:
    """One lawful act on a dossier.

    ``since``: the states it may be done in. ``to``: the state it leads to, ``None`` where the state stays, or follows
    from the step. ``form``: the paper it prints, as :data:`FORMS` names it. ``tells``: whether the citizen is told.
    ``ground``: the article.
    """

    name: str
    since: frozenset[State]
    to: State | None
    clock: Clock
    form: str = ""
    tells: bool = False
    ground: str = ""


FORMS: Final[Mapping[str, str]] = {
    "slip": N_("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
    "supplement": N_("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
    "refusal": N_("Phiếu từ chối tiếp nhận giải quyết hồ sơ"),
    "apology": N_("Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
    "stop": N_("Thông báo dừng giải quyết hồ sơ theo đề nghị"),
    "transition": N_("Thông báo đơn vị tiếp tục giải quyết hồ sơ"),
    "control": N_("Phiếu kiểm soát quá trình giải quyết hồ sơ"),
    "receipt": N_("Giấy biên nhận trả kết quả"),
}

_ONCE, _LATE = N_("NĐ 118/2025/NĐ-CP Điều 11, Điều 17"), N_("NĐ 118/2025/NĐ-CP Điều 19")
_ACROSS = N_("NĐ 118/2025/NĐ-CP Điều 14")
DEEDS: Final[Mapping[str, Deed]] = {
    "CompleteStep": Deed(N_("Chuyển bước tiếp"), RUNNING, None, Clock.KEEPS, "control"),
    "EnterSpecialisedResult": Deed(N_("Ghi kết quả từ hệ thống chuyên ngành"), RUNNING, None, Clock.KEEPS, "control"),
    "ApproveDossier": Deed(N_("Ký duyệt"), RUNNING, None, Clock.KEEPS, "control"),
    "SealResult": Deed(N_("Đóng dấu, có kết quả"), RUNNING, None, Clock.ENDS, "control", tells=True),
    "SendBack": Deed(N_("Trả lại bước trước"), RUNNING, None, Clock.KEEPS, "control"),
    "HandOff": Deed(N_("Chuyển đơn vị xử lý"), RUNNING, None, Clock.KEEPS, "control"),
    "TakeOverDossier": Deed(N_("Tiếp nhận từ đơn vị cũ"), OPEN, None, Clock.KEEPS, "transition", tells=True),
    "ForwardDossier": Deed(
        N_("Chuyển nơi giải quyết"),
        RUNNING,
        State.PROCESSING,
        Clock.KEEPS,
        "control",
        ground=_ACROSS,
    ),
    "ConfirmArrival": Deed(N_("Xác nhận hồ sơ đến nơi"), OPEN, None, Clock.KEEPS, ground=_ACROSS),
    "ConfirmResultArrival": Deed(
        N_("Xác nhận kết quả đến nơi trả"), frozenset({State.READY}), None, Clock.KEEPS, ground=_ACROSS
    ),
    "RequestSupplement": Deed(
        N_("Yêu cầu bổ sung"), RUNNING, State.SUPPLEMENT, Clock.PAUSES, "supplement", tells=True, ground=_ONCE
    ),
    "AllowSecondSupplement": Deed(N_("Mở yêu cầu bổ sung lần nữa"), RUNNING, None, Clock.KEEPS, ground=_ONCE),
    "ReceiveSupplement": Deed(
        N_("Nhận giấy tờ bổ sung"), frozenset({State.SUPPLEMENT}), State.PROCESSING, Clock.RESUMES, "slip", tells=True
    ),
    "DemandFee": Deed(
        N_("Yêu cầu nộp nghĩa vụ tài chính"),
        RUNNING,
        State.FEE,
        Clock.PAUSES,
        tells=True,
        ground=N_("NĐ 118/2025/NĐ-CP Điều 24"),
    ),
    "MarkPaid": Deed(N_("Ghi đã nộp"), frozenset({State.FEE}), State.PROCESSING, Clock.RESUMES, "slip", tells=True),
    "SuspendDossier": Deed(N_("Tạm dừng"), RUNNING, State.SUSPENDED, Clock.PAUSES, tells=True),
    "ResumeDossier": Deed(
        N_("Giải quyết tiếp"), frozenset({State.SUSPENDED}), State.PROCESSING, Clock.RESUMES, "slip", tells=True
    ),
    "ApplyLongerLimit": Deed(N_("Tính thời hạn phải xác minh"), RUNNING, None, Clock.MOVES, "slip", tells=True),
    "ExtendDeadline": Deed(N_("Xin lỗi, hẹn lại"), RUNNING, None, Clock.MOVES, "apology", tells=True, ground=_LATE),
    "AskSecondExtension": Deed(N_("Đề nghị hẹn lại lần nữa"), RUNNING, None, Clock.KEEPS, ground=_LATE),
    "AllowSecondExtension": Deed(N_("Mở hẹn lại lần nữa"), RUNNING, None, Clock.KEEPS, ground=_LATE),
    "AskOutside": Deed(
        N_("Hỏi ý kiến cơ quan khác"), RUNNING, None, Clock.KEEPS, ground=N_("NĐ 118/2025/NĐ-CP Điều 20")
    ),
    "SendOutside": Deed(N_("Gửi cơ quan ngoài"), RUNNING, None, Clock.KEEPS, ground=N_("NĐ 118/2025/NĐ-CP Điều 20")),
    "RecordAnswer": Deed(
        N_("Ghi trả lời của cơ quan khác"), UNDECIDED, None, Clock.KEEPS, ground=N_("NĐ 118/2025/NĐ-CP Điều 20")
    ),
    "RejectDossier": Deed(
        N_("Từ chối giải quyết"),
        RUNNING,
        State.READY,
        Clock.ENDS,
        "refusal",
        tells=True,
        ground=N_("NĐ 118/2025/NĐ-CP Điều 17"),
    ),
    "WithdrawDossier": Deed(
        N_("Rút hồ sơ theo đề nghị"),
        UNDECIDED,
        State.WITHDRAWN,
        Clock.ENDS,
        "stop",
        tells=True,
        ground=N_("NĐ 118/2025/NĐ-CP Điều 21"),
    ),
    "StopDossier": Deed(N_("Dừng giải quyết"), UNDECIDED, State.STOPPED, Clock.ENDS, tells=True),
    "ReturnResult": Deed(
        N_("Trả kết quả"),
        frozenset({State.READY}),
        State.RETURNED,
        Clock.KEEPS,
        "receipt",
        ground=N_("NĐ 118/2025/NĐ-CP Điều 22"),
    ),
    "SendByPost": Deed(
        N_("Gửi qua bưu chính"),
        frozenset({State.READY}),
        State.RETURNED,
        Clock.KEEPS,
        tells=True,
        ground=N_("NĐ 118/2025/NĐ-CP Điều 22"),
    ),
    "PlaceInLocker": Deed(N_("Đặt vào tủ trả kết quả"), frozenset({State.READY}), None, Clock.KEEPS, tells=True),
    "OpenLocker": Deed(N_("Mở tủ bằng mã"), frozenset({State.READY}), State.RETURNED, Clock.KEEPS, "receipt"),
    "RemindToCollect": Deed(N_("Nhắc nhận kết quả"), frozenset({State.READY}), None, Clock.KEEPS, tells=True),
    "ReopenDossier": Deed(N_("Mở lại hồ sơ"), ENDED, None, Clock.RESUMES, tells=True),
}
"""Every act that moves a dossier on, by its command. Acceptance makes one; correction, files and codes change none of this."""

_WHY_NOT: Final[Mapping[State, str]] = {
    State.ACCEPTED: N_("Hồ sơ đang giải quyết."),
    State.PROCESSING: N_("Hồ sơ đang giải quyết."),
    State.SUPPLEMENT: N_("Hồ sơ đang chờ người dân bổ sung giấy tờ. Nhận giấy tờ bổ sung rồi mới làm tiếp."),
    State.FEE: N_("Hồ sơ đang chờ nộp nghĩa vụ tài chính. Ghi đã nộp rồi mới làm tiếp."),
    State.SUSPENDED: N_("Hồ sơ đang tạm dừng. Cho giải quyết tiếp rồi mới làm."),
    State.READY: N_("Hồ sơ đã có kết quả."),
    State.RETURNED: N_("Hồ sơ đã trả kết quả."),
    State.WITHDRAWN: N_("Người dân đã rút hồ sơ này."),
    State.STOPPED: N_("Hồ sơ này đã dừng giải quyết."),
}


class HasState(Protocol):
    """What the table is asked about."""

    state: str


def barred(dossier: HasState, command: str) -> Said | None:
    """Say why the state of a dossier does not allow an act; ``None`` when it does. ``command`` is a key of :data:`DEEDS`."""
    state = State(dossier.state)
    return None if state in DEEDS[command].since else said(_WHY_NOT[state])


def leads_to(command: str) -> State:
    """Return the state an act leads to; :class:`ValueError` for one that leads nowhere by itself."""
    to = DEEDS[command].to
    if to is None:
        raise ValueError(f"{command} has no state of its own")
    return to


class Cause(StrEnum):
    """Why a date cannot be kept, as the unit that is late says it in its letter of apology."""

    VOLUME = "volume"
    PEOPLE = "people"
    SEAL = "seal"
    SYSTEM = "system"
    OTHER_BODY = "other_body"
    COMPLEX = "complex"
    OTHER = "other"


CAUSES: Final[Mapping[str, str]] = {
    Cause.VOLUME: N_("Số lượng hồ sơ tăng"),
    Cause.PEOPLE: N_("Thiếu người giải quyết"),
    Cause.SEAL: N_("Chưa có con dấu hoặc chữ ký số"),
    Cause.SYSTEM: N_("Hệ thống, đường truyền gián đoạn"),
    Cause.OTHER_BODY: N_("Chờ cơ quan khác trả lời"),
    Cause.COMPLEX: N_("Nội dung phức tạp, cần thẩm tra thêm"),
    Cause.OTHER: N_("Lý do khác"),
}

FILED_BY: Final[Mapping[str, str]] = {
    "citizen": N_("Người dân tự nộp"),
    "helper": N_("Người hỗ trợ nộp giúp tại Trung tâm"),
    "official": N_("Cán bộ nộp thay (làm thay)"),
}
"""Whose hands put an application in: an online rate means something only when they are told apart."""
