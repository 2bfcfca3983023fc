"""What a device in the field can be, and what it is told at its next contact. Pure: values in, answer out."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from motcua.kernel.words import N_


class State(StrEnum):
    """In use; reported lost; ordered to wipe itself; wiped; off the list."""

    USED = "used"
    LOST = "lost"
    WIPING = "wiping"
    WIPED = "wiped"
    FORGOTTEN = "forgotten"


STATE_NAMES: Final = {
    State.USED: N_("đang dùng"),
    State.LOST: N_("đã báo mất"),
    State.WIPING: N_("chờ xóa"),
    State.WIPED: N_("đã xóa"),
    State.FORGOTTEN: N_("đã bỏ khỏi danh sách"),
}


class Why(StrEnum):
    """Why a device destroyed its key: it was ordered to, or ten wrong PINs were entered."""

    ORDERED = "ordered"
    PIN = "pin"


def order_for(state: State) -> str:
    """Return what a device is told when it makes contact: go on (""), lock (``lost``), ``wipe``, or be another (``new``).

    One that says it was wiped and is used again is another, too: what it holds now came after.
    """
    return {State.USED: "", State.LOST: "lost", State.WIPING: "wipe"}.get(state, "new")
