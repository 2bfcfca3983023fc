"""Who may do what with stated figures. All places of a joint figure may explain it; only who entered it changes it."""

from __future__ import annotations

from typing import Any

from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import territory

READ, WRITE = "figure.read", "figure.write"


def may_state(actor: Actor, command: Any) -> Said | None:
    """Whoever may write figures, of places within their reach: all of them, where it is joint."""
    if (refusal := _writes(actor)) is not None:
        return refusal
    reach, places = territory.of(actor), command.places
    if isinstance(places, list) and not set(places) <= reach:
        return said(N_("Có nơi ngoài phạm vi của bạn: chỉ nêu số liệu của địa bàn mình."))
    return None


def may_change(actor: Actor, figure: Any) -> Said | None:
    """Whoever works at the place it was entered from puts it right, sends it up and withdraws it."""
    return _writes(actor) or _realm(actor, figure) or _entered(actor, figure)


def may_explain(actor: Actor, figure: Any) -> Said | None:
    """Whoever may write figures and sees this one; that they do is looked up when they explain it."""
    return _writes(actor) or _realm(actor, figure)


def _entered(actor: Actor, figure: Any) -> Said | None:
    if territory.home(actor) == figure.home_id:
        return None
    return said(N_("Nơi khác nhập số liệu này: chỉ nơi đó sửa, gửi hoặc rút được; bạn có thể giải trình."))


def _writes(actor: Actor) -> Said | None:
    return None if actor.can(WRITE) else said(N_("Bạn không có quyền ghi số liệu."))


def _realm(actor: Actor, figure: Any) -> Said | None:
    return None if figure.realm == actor.realm else said(N_("Số liệu thuộc chế độ khác (thật/thử)."))
