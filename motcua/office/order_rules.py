"""Orders of seals and of digital-signature certificates: their steps, who holds them, when one is stuck.

Seals are cut and registered by the police (NĐ 99/2016/NĐ-CP, text not seen); certificates for public service are issued
by the Government Cipher Committee on the province's request (NĐ 68/2024/NĐ-CP, text not seen; the steps are from practice).
Pure: values in, answer or :class:`Said` out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said, said
from motcua.office.rules import Role, day_text


class Kind(StrEnum):
    """What is ordered: a seal, a certificate of an agency, a certificate of a named person."""

    SEAL = "seal"
    AGENCY = "agency"
    PERSON = "person"


KIND_NAMES: Final = {
    Kind.SEAL: N_("Con dấu"),
    Kind.AGENCY: N_("Chứng thư số của cơ quan"),
    Kind.PERSON: N_("Chứng thư số của cá nhân"),
}


class Step(StrEnum):
    """How far an order has come: four steps of a seal, four of a certificate."""

    SENT = "sent"
    CUT = "cut"
    REGISTERED = "registered"
    RECEIVED = "received"
    ASKED = "asked"
    FORWARDED = "forwarded"
    ISSUED = "issued"
    ACTIVATED = "activated"


STEP_NAMES: Final = {
    Step.SENT: N_("Đã gửi hồ sơ khắc dấu"),
    Step.CUT: N_("Đã khắc xong"),
    Step.REGISTERED: N_("Đã đăng ký mẫu dấu"),
    Step.RECEIVED: N_("Đã nhận con dấu"),
    Step.ASKED: N_("Đã gửi đề nghị qua tỉnh"),
    Step.FORWARDED: N_("Tỉnh đã gửi Ban Cơ yếu Chính phủ"),
    Step.ISSUED: N_("Đã cấp"),
    Step.ACTIVATED: N_("Đã kích hoạt"),
}
_SEAL: Final = (Step.SENT, Step.CUT, Step.REGISTERED, Step.RECEIVED)
_CERTIFICATE: Final = (Step.ASKED, Step.FORWARDED, Step.ISSUED, Step.ACTIVATED)
STEPS: Final = {Kind.SEAL: _SEAL, Kind.AGENCY: _CERTIFICATE, Kind.PERSON: _CERTIFICATE}
USUAL_HOLDERS: Final = {
    Step.SENT: N_("Công an tỉnh (cơ quan đăng ký mẫu dấu)"),
    Step.CUT: N_("Cơ sở khắc dấu"),
    Step.REGISTERED: N_("Công an tỉnh (cơ quan đăng ký mẫu dấu)"),
    Step.RECEIVED: N_("Văn thư của đơn vị"),
    Step.ASKED: N_("Văn phòng UBND tỉnh"),
    Step.FORWARDED: N_("Ban Cơ yếu Chính phủ"),
    Step.ISSUED: N_("Sở Khoa học và Công nghệ"),
    Step.ACTIVATED: N_("Người ký"),
}
"""Who usually has it after each step, offered to whoever enters it (practice; differs by province)."""
STUCK_AFTER: Final = 7
"""Days in one step from which an order is stuck: our reminder, no limit of law."""
NEED_CERTIFICATE: Final = (Role.LEADER, Role.DIRECTOR, Role.CLERK, Role.RECEIVER)
"""Roles whose holder signs: results, seals, electronic copies (NĐ 118/2025; TT 01/2023/TT-VPCP)."""


def next_step(kind: Kind, step: Step) -> Step | None:
    """Return the step after one, ``None`` after the last."""
    steps = STEPS[kind]
    place = steps.index(step) + 1
    return steps[place] if place < len(steps) else None


def refuse_step(kind: Kind, at: Step, since: date, step: Step, day: date, today: date) -> Said | None:
    """Say why an order standing ``at`` a step ``since`` a day cannot take ``step`` on ``day``: one after another, in time."""
    wanted = next_step(kind, at)
    if wanted is None:
        return said(N_("Việc này đã xong."))
    if step is not wanted:
        return said(N_("Bước tiếp theo là «{step}»."), step=said(STEP_NAMES[wanted]))
    if day < since:
        return said(N_("Ngày của bước này không trước bước liền trước ({day})."), day=day_text(since))
    return refuse_future(day, today)


def refuse_future(day: date, today: date) -> Said | None:
    """Say why a day cannot be told as past."""
    return said(N_("Ngày {day} chưa tới: chỉ ghi việc đã xong."), day=day_text(day)) if day > today else None


def refuse_corrected(kind: Kind, days: Mapping[Step, date], step: Step, day: date, today: date) -> Said | None:
    """Say why the day of a step taken cannot be corrected to ``day``: it stays between its neighbours."""
    steps = STEPS[kind]
    place = steps.index(step)
    before = days.get(steps[place - 1]) if place else None
    after = days.get(steps[place + 1]) if place + 1 < len(steps) else None
    if before is not None and day < before:
        return said(N_("Ngày của bước này không trước bước liền trước ({day})."), day=day_text(before))
    if after is not None and day > after:
        return said(N_("Ngày của bước này không sau bước liền sau ({day})."), day=day_text(after))
    return refuse_future(day, today)


def is_stuck(since: date, today: date) -> bool:
    """Say whether an order has been in its step too long."""
    return (today - since).days >= STUCK_AFTER


def title_fits(title: str, held: Iterable[str]) -> bool:
    """Say whether the title on a certificate is still one of a person's titles; «Giám đốc» fits «Giám đốc Trung tâm»."""
    key = fold(title)
    return any(f"{fold(one)} ".startswith(f"{key} ") or f"{key} ".startswith(f"{fold(one)} ") for one in held)
