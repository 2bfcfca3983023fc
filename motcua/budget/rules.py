"""Decisions about money of a centre: what an estimate may become, and when spending elsewhere is warned of. Amounts: VND.

The rule that support money goes first to the centre is an instruction of a conclusion of 15/7/2025, kept per grant
with its ground: it warns and asks for a reason, it does not forbid.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.money import VND
from motcua.kernel.words import N_, Said, said

AMOUNT_MOST: Final = 10_000_000_000_000
"""Ten thousand billion đồng: more than a commune ever sees is a slip of the finger."""
LINES_MOST: Final = 60


class State(StrEnum):
    """How far an estimate is."""

    ASKED = "asked"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


STATE_NAMES: Final = {
    State.ASKED: N_("Chưa lập"),
    State.DRAFT: N_("Dự thảo"),
    State.SUBMITTED: N_("Đã trình"),
    State.RETURNED: N_("Bị trả lại"),
    State.APPROVED: N_("Đã duyệt"),
}
WRITABLE: Final = (State.ASKED, State.DRAFT, State.RETURNED)


@dataclass(frozen=True, slots=True)
class Share:
    """How much of what was spent went to the centre: ``centre`` of ``spent``, of ``given`` in all."""

    centre: int
    spent: int
    given: int

    @property
    def left(self) -> int:
        """Return what is not spent yet."""
        return self.given - self.spent


def check_amount(amount: int, field: str = "amount") -> int:
    """Return an amount in đồng; :class:`BadInput` when it is not positive or more than anybody means."""
    if not 0 < amount <= AMOUNT_MOST:
        raise BadInput(N_("Số tiền phải lớn hơn 0 và không quá {most} đồng."), field=field, most=AMOUNT_MOST)
    return amount


def total_of(amounts: Iterable[int]) -> int:
    """Return the sum of an estimate's lines; :class:`RuleError` when there are none, too many or too much."""
    found = list(amounts)
    if not found:
        raise RuleError(N_("Dự toán chưa có dòng nào."), field="lines")
    if len(found) > LINES_MOST:
        raise RuleError(N_("Dự toán nhiều quá {most} dòng."), field="lines", most=LINES_MOST)
    return check_amount(sum(check_amount(amount, "lines") for amount in found), "lines")


def refuse_writing(state: str) -> Said | None:
    """Say why lines cannot be written now."""
    if state in WRITABLE:
        return None
    if state == State.SUBMITTED:
        return said(N_("Dự toán đã trình, chờ duyệt; muốn sửa phải được trả lại."))
    return said(N_("Dự toán đã duyệt, không sửa được; lập dự toán bổ sung nếu cần."))


def refuse_submitting(state: str, total: int) -> Said | None:
    """Say why an estimate cannot be put before whoever approves it."""
    if state not in (State.DRAFT, State.RETURNED):
        return said(N_("Chỉ trình dự toán đang dự thảo hoặc bị trả lại."))
    return None if total else said(N_("Dự toán chưa có dòng nào."))


def refuse_deciding(state: str) -> Said | None:
    """Say why there is nothing to decide."""
    return None if state == State.SUBMITTED else said(N_("Dự toán chưa trình hoặc đã có quyết định."))


def warns(*, centre_first: bool, for_centre: bool, centre_gaps: int | None) -> bool:
    """Say whether spending goes elsewhere while the centre, which comes first, still lacks things.

    ``centre_gaps`` is ``None`` where nobody counted: what is not known is no gap, but it is not readiness either, so
    the question is asked all the same.
    """
    return centre_first and not for_centre and centre_gaps != 0


def check_spending(given: int, spent: int, amount: int) -> None:
    """Raise :class:`RuleError` where a spending would go over the money there is."""
    check_amount(amount)
    if spent + amount > given:
        raise RuleError(
            N_("Chi {amount} vượt số còn lại {left}."), field="amount", amount=VND(amount), left=VND(given - spent)
        )


def share(given: int, spendings: Iterable[tuple[int, bool]]) -> Share:
    """Return the share of the centre from spendings (amount, whether for the centre) that stand."""
    centre = spent = 0
    for amount, for_centre in spendings:
        spent += amount
        centre += amount if for_centre else 0
    return Share(centre, spent, given)
