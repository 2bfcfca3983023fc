"""Number a signed conclusion, send it out, and say at the other end that it has arrived."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.conclusions import kept, policies
from motcua.conclusions.commands.shared import when, write
from motcua.conclusions.models import Conclusion, ConclusionRecipient
from motcua.conclusions.rules import life as rules
from motcua.conclusions.rules.life import OUT, State
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed
from motcua.kernel.words import N_
from motcua.ledger import sequences
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.conclusions import ConclusionNumbered, ConclusionPublished, ConclusionReceived
from motcua.office import family
from motcua.office.rules import Level


class NumberConclusion(Command, frozen=True, kw_only=True):
    """Give number and day: the next of ours, or ``typed`` where the body's own register has numbered it."""

    TARGET = "conclusion"

    conclusion: UUID
    issued_on: date
    typed: Annotated[str, msgspec.Meta(max_length=50)] = ""


@act(
    NumberConclusion,
    on=Conclusion,
    verb=N_("Cấp số"),
    may=policies.may_write,
    when=when(State.SIGNED),
    order=20,
)
def number_conclusion(command: NumberConclusion, conclusion: Conclusion, context: Context) -> Done[Conclusion]:
    """Numbers of a body and year follow each other without a gap; what its own register used is passed over."""
    signed_on = conclusion.signed_on or conclusion.spoken_on
    rules.check_issue_day(command.issued_on, signed_on, clock.local(context.at).date())
    year = command.issued_on.year
    used = Conclusion.objects.filter(realm=conclusion.realm, issuer=conclusion.issuer_id, year=year)
    if command.typed.strip():
        number, text = rules.typed_number(command.typed)
        if used.filter(number_text=text).exists():
            raise BadInput(
                N_("Số {text} đã cấp cho văn bản khác trong năm {year}."), field="typed", text=text, year=year
            )
    else:
        symbol = kept.head_of(conclusion.front).symbol
        counter = f"conclusion:{conclusion.realm}:{conclusion.issuer_id.hex}:{year}"
        number = sequences.take(counter)
        while used.filter(number=number).exists():
            number = sequences.take(counter)
        text = rules.number_text(number, symbol)
    conclusion.state, conclusion.year = State.NUMBERED.value, year
    conclusion.number, conclusion.number_text, conclusion.issued_on = number, text, command.issued_on
    write(conclusion, kept.head_of(conclusion.front), kept.sentences_of(conclusion.sentences))
    event = ConclusionNumbered(number=number, text=text, issued_on=command.issued_on, own=bool(command.typed.strip()))
    return Done(event)


class PublishConclusion(Command, frozen=True, kw_only=True):
    """Send it to every place it speaks of and to the bodies among its recipients."""

    TARGET = "conclusion"

    conclusion: UUID


@act(
    PublishConclusion,
    on=Conclusion,
    verb=N_("Gửi nơi nhận"),
    may=policies.may_write,
    when=when(State.NUMBERED),
    order=20,
)
def publish_conclusion(command: PublishConclusion, conclusion: Conclusion, context: Context) -> Done[Conclusion]:
    """From now on they read it; each says that it has arrived."""
    del command
    head = kept.head_of(conclusion.front)
    bodies = [one.unit for one in head.recipients if one.unit is not None]
    units = list(dict.fromkeys([*head.places, *(body for body in bodies if not _is_place(body, head.places))]))
    ConclusionRecipient.objects.bulk_create(ConclusionRecipient(conclusion=conclusion, unit_id=unit) for unit in units)
    conclusion.state, conclusion.published_on = State.PUBLISHED.value, clock.local(context.at).date()
    event = ConclusionPublished(
        conclusion=conclusion.id,
        place=conclusion.place_id,
        title=conclusion.title,
        text=conclusion.number_text,
        units=units,
        replaces=conclusion.replaces,
    )
    return Done(event)


def _is_place(body: UUID, places: Collection[UUID]) -> bool:
    """Say whether a body is the committee of a place that is told anyway."""
    kin = family.kin(body)
    return kin is not None and kin.level is Level.COMMITTEE and family.home_of(body) in places


class ReceiveConclusion(Command, frozen=True, kw_only=True):
    """Say for one's own body that the conclusion has arrived."""

    TARGET = "conclusion"

    conclusion: UUID


@act(
    ReceiveConclusion,
    on=Conclusion,
    verb=N_("Đã nhận"),
    may=policies.may_receive,
    when=when(*OUT),
    order=10,
)
def receive_conclusion(command: ReceiveConclusion, conclusion: Conclusion, context: Context) -> Done[Conclusion]:
    """Once for each recipient; whoever is none has nothing to say."""
    del command
    mine = ConclusionRecipient.objects.filter(
        conclusion=conclusion, unit__in=policies.addresses(context.actor)
    ).order_by("unit")
    if not mine:
        raise NotAllowed(N_("Cơ quan của bạn không có trong nơi nhận."))
    waiting = mine.filter(received_at__isnull=True)
    units = list(waiting.values_list("unit", flat=True))
    if not units:
        raise Conflict(N_("Cơ quan của bạn đã xác nhận nhận kết luận này."))
    waiting.update(received_at=context.at, account_id=context.actor.account)
    return Done(ConclusionReceived(units=units))
