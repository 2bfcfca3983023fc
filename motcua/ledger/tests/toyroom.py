"""A room small enough to see through: boxes that can be made, painted and closed. It stands in for the real ones."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models

from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events import Event
from motcua.ledger.models import Streamed


class Box(Streamed):
    STREAM = "toy_box"

    number = models.PositiveIntegerField()
    colour = models.CharField(max_length=20)
    closed = models.BooleanField(default=False)

    class Meta:
        app_label = "ledger"
        db_table = "toy_box"


class BoxMade(Event, frozen=True, kw_only=True):
    """A box was made for a person."""

    NAME = "toy.box_made"
    STREAM = "toy_box"
    PERSONAL: ClassVar[dict[str, str]] = {"owner_name": "owner"}

    number: int
    colour: str
    owner: UUID | None = None
    owner_name: str = ""


class BoxPainted(Event, frozen=True, kw_only=True):
    """A box changed its colour."""

    NAME = "toy.box_painted"
    STREAM = "toy_box"

    colour: str


class MakeBox(Command, frozen=True, kw_only=True):
    colour: str
    owner: UUID | None = None
    owner_name: str = ""


class PaintBox(Command, frozen=True, kw_only=True):
    TARGET = "box"

    box: UUID
    colour: str


def may_make(actor: Actor, command: object) -> Said | None:
    return None if actor.can("toy.make") else said(N_("Bạn không được làm hộp."))


def may_paint(actor: Actor, box: object) -> Said | None:
    return None if actor.can("toy.paint") else said(N_("Bạn không được sơn hộp."))


def is_open(box: Box) -> Said | None:
    return said(N_("Hộp {number} đã đóng."), number=box.number) if box.closed else None


@act(MakeBox, on=Box, verb=N_("Làm hộp"), may=may_make)
def make_box(command: MakeBox, context: Context) -> Done[Box]:
    from motcua.ledger.sequences import take

    if command.colour == "trong suốt":
        raise RuleError(N_("Không làm hộp trong suốt."), field="colour")
    box = Box(number=take("toy.box"), colour=command.colour, realm=context.actor.realm)
    event = BoxMade(number=box.number, colour=box.colour, owner=command.owner, owner_name=command.owner_name)
    return Done(event, box, {"number": box.number})


@act(PaintBox, on=Box, verb=N_("Sơn hộp"), may=may_paint, when=is_open)
def paint_box(command: PaintBox, box: Box, context: Context) -> Done[Box]:
    box.colour = command.colour
    return Done(BoxPainted(colour=box.colour))
