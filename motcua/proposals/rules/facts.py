"""What proposals are: kinds, categories, occasions, who can solve them, states, answers. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from motcua.kernel.words import N_


class Kind(StrEnum):
    """What a commune says: what is hard, or what it asks for."""

    DIFFICULTY = "difficulty"
    PROPOSAL = "proposal"


KIND_NAMES: Final = {Kind.DIFFICULTY: N_("Khó khăn, vướng mắc"), Kind.PROPOSAL: N_("Đề xuất, kiến nghị")}


class Occasion(StrEnum):
    """When it was said: in connection with a visit, or at no special time."""

    NONE = "none"
    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


OCCASION_NAMES: Final = {
    Occasion.NONE: N_("Không theo đoàn kiểm tra"),
    Occasion.BEFORE: N_("Trước khi đoàn đến"),
    Occasion.DURING: N_("Trong buổi làm việc với đoàn"),
    Occasion.AFTER: N_("Sau buổi làm việc với đoàn"),
}


class Solver(StrEnum):
    """Who can solve it: the commune itself, only those above, or only a new mechanism or policy."""

    COMMUNE = "commune"
    ABOVE = "above"
    POLICY = "policy"


SOLVER_NAMES: Final = {
    Solver.COMMUNE: N_("Xã tự giải quyết được"),
    Solver.ABOVE: N_("Cần cấp trên giải quyết"),
    Solver.POLICY: N_("Chưa có cơ chế, chính sách: chỉ cấp trên ban hành được"),
}


class Category(StrEnum):
    """What it is about; by it a filing finds its way."""

    PREMISES = "premises"
    EQUIPMENT = "equipment"
    NETWORK = "network"
    SEAL = "seal"
    SIGNATURE = "signature"
    STAFFING = "staffing"
    TRAINING = "training"
    HOUSING = "housing"
    MONEY = "money"
    PROJECTS = "projects"
    LAND = "land"
    CIVIL_STATUS = "civil_status"
    ORDER = "order"
    OTHER = "other"


CATEGORY_NAMES: Final = {
    Category.PREMISES: N_("Trụ sở, cơ sở vật chất"),
    Category.EQUIPMENT: N_("Trang thiết bị, phương tiện"),
    Category.NETWORK: N_("Hạ tầng mạng, phần mềm"),
    Category.SEAL: N_("Con dấu"),
    Category.SIGNATURE: N_("Chữ ký số"),
    Category.STAFFING: N_("Nhân lực, chế độ, phụ cấp"),
    Category.TRAINING: N_("Tập huấn"),
    Category.HOUSING: N_("Nhà ở công vụ"),
    Category.MONEY: N_("Kinh phí"),
    Category.PROJECTS: N_("Dự án đầu tư"),
    Category.LAND: N_("Đất đai, thủ tục đất đai"),
    Category.CIVIL_STATUS: N_("Hộ tịch, chứng thực"),
    Category.ORDER: N_("An ninh, trật tự"),
    Category.OTHER: N_("Việc khác"),
}


class State(StrEnum):
    """How far it is. Only an answer, a refusal with its reason or a withdrawal ends the waiting."""

    WAITING = "waiting"
    PARTIAL = "partial"
    FORWARDED = "forwarded"
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


STATE_NAMES: Final = {
    State.WAITING: N_("Chưa trả lời"),
    State.PARTIAL: N_("Trả lời một phần"),
    State.FORWARDED: N_("Đã chuyển cấp trên, chờ trả lời"),
    State.ACCEPTED: N_("Tiếp thu, sẽ làm"),
    State.ANSWERED: N_("Đã trả lời"),
    State.REFUSED: N_("Không chấp nhận"),
    State.WITHDRAWN: N_("Xã đã rút"),
}
OPEN: Final = (State.WAITING, State.PARTIAL, State.FORWARDED)
"""States in which the waiting goes on."""
ANSWERS: Final = (State.ACCEPTED, State.ANSWERED, State.REFUSED)
"""States an answer ends in."""


class Outcome(StrEnum):
    """What an answer says."""

    ACCEPTED = "accepted"
    ANSWERED = "answered"
    PARTIAL = "partial"
    FORWARDED = "forwarded"
    REFUSED = "refused"


OUTCOME_NAMES: Final = {
    Outcome.ACCEPTED: N_("Tiếp thu, sẽ làm"),
    Outcome.ANSWERED: N_("Trả lời, giải thích"),
    Outcome.PARTIAL: N_("Trả lời một phần"),
    Outcome.FORWARDED: N_("Chuyển cấp trên"),
    Outcome.REFUSED: N_("Không chấp nhận"),
}
FOR_ALL: Final = (Outcome.ACCEPTED, Outcome.ANSWERED, Outcome.REFUSED)
"""What a common matter can be answered with: what is left open is each commune's own."""


class Book(StrEnum):
    """Books that facts are taken from as evidence."""

    LINES = "lines"
    EQUIPMENT = "equipment"
    MODELS = "models"
    SEALS = "seals"
    STAFF = "staff"
    NEEDS = "needs"
    WORKLOAD = "workload"
    READINESS = "readiness"
    MONEY = "money"


BOOK_NAMES: Final = {
    Book.LINES: N_("Sổ đường truyền"),
    Book.EQUIPMENT: N_("Bảng so với hướng dẫn trang bị"),
    Book.MODELS: N_("Sổ tài sản: các dòng máy"),
    Book.SEALS: N_("Sổ con dấu, chứng thư số"),
    Book.STAFF: N_("Phương án nhân sự"),
    Book.NEEDS: N_("Sổ nhu cầu nhà ở, chế độ, biên chế"),
    Book.WORKLOAD: N_("Sổ hồ sơ một cửa"),
    Book.READINESS: N_("Hồ sơ sẵn sàng"),
    Book.MONEY: N_("Sổ kinh phí"),
}
