"""What may be said of a proposal and what an answer needs before it counts. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID

from motcua.kernel.errors import BadInput
from motcua.kernel.money import MOST
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_
from motcua.proposals.rules.facts import OPEN, Outcome, State

ITEMS_MOST: Final = 200
"""Items of one list, later ones included."""
UNITS_MOST: Final = 10
SEARCHED_MOST: Final = 6000


def said_words(text: str, field: str, refusal: str = N_("Ghi mục này.")) -> str:
    """Return a text that must say something, tidied; :class:`BadInput` beside ``field`` when it says nothing.

    A text of signs alone («…», «-») says nothing: no answer is given with it (002-41: several proposals got none).
    """
    kept = clean(text, lines=True).strip()
    if not any(sign.isalnum() for sign in kept):
        raise BadInput(refusal, field=field)
    return kept


def check_cost(cost: int | None, basis: str) -> None:
    """Refuse an estimate that is no amount, or whose basis is not said; without an estimate no basis is wanted."""
    if cost is None:
        return
    if not 0 < cost <= MOST:
        raise BadInput(N_("Dự kiến kinh phí phải lớn hơn 0."), field="cost")
    if not clean(basis):
        raise BadInput(N_("Ghi căn cứ tính kinh phí, ví dụ báo giá, định mức, khái toán."), field="cost_basis")


def searched(statement: str, priority: str, purpose: str) -> str:
    """Return the folded text a proposal is found by."""
    return fold(f"{statement} {priority} {purpose}")[:SEARCHED_MOST]


def state_after(outcome: Outcome) -> State:
    """Return the state an answer leaves a proposal in."""
    return State(outcome.value)


def is_open(state: State) -> bool:
    """Say whether somebody still waits for an answer."""
    return state in OPEN


def check_answer(
    outcome: Outcome, *, promised_by: date | None, open_part: str, forwarded: UUID | None, forwarded_to: str, on: date
) -> None:
    """Refuse an answer that lacks what its kind needs.

    Accepted: by when. In part: which part stays open. Forwarded: to whom. Practice; the wording of kinds is ours.
    """
    if outcome is Outcome.ACCEPTED and promised_by is None:
        raise BadInput(N_("Tiếp thu thì ghi sẽ xong đến ngày nào."), field="promised_by")
    if promised_by is not None and promised_by < on:
        raise BadInput(N_("Ngày hẹn không được ở trước hôm nay."), field="promised_by")
    if promised_by is not None and outcome is not Outcome.ACCEPTED and outcome is not Outcome.PARTIAL:
        raise BadInput(N_("Chỉ câu trả lời «tiếp thu» hoặc «một phần» mới có ngày hẹn."), field="promised_by")
    if outcome is Outcome.PARTIAL and not clean(open_part):
        raise BadInput(N_("Ghi phần nào còn chưa trả lời."), field="open_part")
    if outcome is not Outcome.PARTIAL and clean(open_part):
        raise BadInput(N_("Còn phần chưa trả lời thì chọn «Trả lời một phần»."), field="open_part")
    if outcome is Outcome.FORWARDED and forwarded is None and not clean(forwarded_to):
        raise BadInput(N_("Ghi chuyển đến cơ quan nào."), field="forwarded_to")
    if outcome is not Outcome.FORWARDED and (forwarded is not None or clean(forwarded_to)):
        raise BadInput(N_("Muốn chuyển đến cơ quan khác thì chọn «Chuyển cấp trên»."), field="forwarded_to")


def check_units(units: Collection[UUID]) -> None:
    """Refuse a way without a unit, with too many, or with one named twice."""
    if not units:
        raise BadInput(N_("Chọn ít nhất một đơn vị; đơn vị đầu tiên chủ trì."), field="units")
    if len(units) > UNITS_MOST:
        raise BadInput(N_("Chọn nhiều nhất {most} đơn vị."), field="units", most=UNITS_MOST)
    if len(set(units)) < len(units):
        raise BadInput(N_("Một đơn vị được chọn hai lần."), field="units")
