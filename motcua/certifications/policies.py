"""Who certifies: the counter receives and compares, chair or vice chair sign (or whom they authorised), all of their centre."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from motcua.certifications.rules import FIELD, PROCEDURES, Kind
from motcua.kernel import clock
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import family
from motcua.office import queries as office
from motcua.office.rules import SIGN, Level
from motcua.office.signing_rules import Paper, beyond

RECEIVE, CLOSE = "dossier.receive", "day.close"
READERS = frozenset({RECEIVE, CLOSE, SIGN})
"""Who sees the books of their own centre at all."""


def centre_of(actor: Actor) -> UUID | None:
    """Return the centre whose books an actor may see: that of the place their unit belongs to; none for other bodies.

    Heads of police and military sign, too, but nothing of these books.
    """
    if actor.unit is None or not actor.powers & READERS:
        return None
    if not actor.powers & {RECEIVE, CLOSE} and not _of_committee(actor.unit):
        return None
    found = office.centre_of(actor.unit)
    return found.id if found is not None else None


def may_receive(actor: Actor, subject: Any) -> Said | None:
    """Whoever receives at the counter takes numbers, prints, compares, corrects, cancels and hands over there."""
    if not actor.can(RECEIVE):
        return said(N_("Chỉ cán bộ tiếp nhận tại quầy làm việc này."))
    return _own(actor, subject)


def may_close(actor: Actor, subject: Any) -> Said | None:
    """The counter and the director open books and close their day."""
    if not (actor.can(CLOSE) or actor.can(RECEIVE)):
        return said(N_("Chỉ cán bộ tiếp nhận hoặc Giám đốc Trung tâm mở sổ, khóa sổ."))
    return _own(actor, subject)


def may_sign(actor: Actor, subject: Any) -> Said | None:
    """Chair and vice chair of the commune's committee, or whom they authorised, after a second factor."""
    if not actor.can(SIGN) or (actor.unit is not None and not _of_committee(actor.unit)):
        return said(N_("Chỉ Chủ tịch, Phó Chủ tịch Ủy ban nhân dân hoặc người được ủy quyền ký chứng thực."))
    refusal = _own(actor, subject) or _beyond(actor, subject)
    if refusal is None and not actor.verified:
        return said(N_("Việc này cần xác thực hai bước. Xin nhập mã xác thực rồi làm lại."))
    return refusal


def _beyond(actor: Actor, subject: Any) -> Said | None:
    """Say why a certification lies beyond what was delegated to whoever signs for another: what is signed is a result."""
    if actor.lent is None:
        return None
    matter = (PROCEDURES[Kind(subject.kind)], FIELD)
    return beyond(actor.lent, actor.on_behalf_of, clock.today(), matter, Paper.RESULT)


def _of_committee(unit: UUID) -> bool:
    kin = family.kin(unit)
    return kin is None or kin.level == Level.COMMITTEE


def _own(actor: Actor, subject: Any) -> Said | None:
    centre = getattr(subject, "centre_id", None) or getattr(subject, "centre", None)
    if centre != actor.unit and centre != centre_of(actor):
        return said(N_("Sổ chứng thực này thuộc trung tâm khác."))
    return None
