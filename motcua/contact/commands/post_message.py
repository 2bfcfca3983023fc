"""Tell staff something: a message, once for its kind, subject and period."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec

from motcua.contact import policies
from motcua.contact.audience import SeatAt
from motcua.contact.commands.shared import calendar_of, sit
from motcua.contact.models import Message
from motcua.contact.rules import timing
from motcua.contact.rules.kinds import KINDS, Urgency
from motcua.kernel.errors import BadInput, Conflict, RuleError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.contact import MessagePosted


class SeatWish(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whoever holds ``power`` at ``where`` is told."""

    where: UUID
    power: str


class PostMessage(Command, frozen=True, kw_only=True):
    """Tell the seats a stored sentence about ``subject``, a thing of ``place``; ``due`` is the last day in time.

    ``entry`` and ``at`` are what they are told of and when it happened: spans run from there, however late it was heard.
    """

    kind: str
    subject: UUID
    period: Annotated[str, msgspec.Meta(max_length=80)] = ""
    place: UUID
    urgency: Urgency
    sentence: dict[str, Any]
    seats: list[SeatWish]
    due: date | None = None
    entry: UUID | None = None
    at: datetime


@act(PostMessage, on=Message, verb=N_("Báo"), may=policies.may_tell)
def post_message(command: PostMessage, context: Context) -> Done[Message]:
    """Keep the message with its plan of reminders; refuse one that was made already, and one that nobody is told."""
    if command.kind not in KINDS or not command.seats:
        raise BadInput(N_("Thông báo phải có loại và nơi nhận."), field="kind")
    same = Message.objects.filter(
        realm=context.actor.realm, kind=command.kind, subject=command.subject, period=command.period
    )
    if same.exists():
        raise Conflict(N_("Thông báo này đã lập."))
    plan = _plan(command)
    message = Message(
        realm=context.actor.realm,
        kind=command.kind,
        subject=command.subject,
        period=command.period,
        place_id=command.place,
        urgency=command.urgency,
        sentence=command.sentence,
        source=command.entry,
        posted_at=command.at,
        told_at=command.at,
        due=command.due,
        remind_at=plan.remind_at,
        escalate_at=plan.escalate_at,
    )
    message.save()
    told = sit(message, [SeatAt(one.where, one.power) for one in command.seats], 0)
    event = MessagePosted(
        kind=command.kind,
        subject=command.subject,
        period=command.period,
        place=command.place,
        urgency=command.urgency,
        sentence=command.sentence,
        seats=told,
        due=command.due,
        entry=command.entry,
        remind_at=plan.remind_at,
        escalate_at=plan.escalate_at,
    )
    return Done(event, message)


def _plan(command: PostMessage) -> timing.Plan:
    """Plan by the place's calendar; where it has no such year nobody is reminded, and the message says so by having none."""
    calendar = calendar_of(command.place)
    if calendar is None:
        return timing.Plan()
    try:
        return timing.plan(calendar, command.urgency, command.at, command.due, above=bool(KINDS[command.kind].up))
    except RuleError:
        return timing.Plan()
