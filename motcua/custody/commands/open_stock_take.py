"""Open a round of stock-taking over what a unit manages."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.custody import entering, policies
from motcua.custody.models import Asset, Expected, StockTake
from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.custody import ListedTold, StockTakeOpened

EXPECTED_MOST = 5_000


class OpenStockTake(Command, frozen=True, kw_only=True):
    """Count what ``unit`` manages, room by room; rooms the books know are added by themselves."""

    place: UUID
    unit: UUID
    title: str
    ground: str = ""
    rooms: Annotated[list[str], msgspec.Meta(max_length=100)] = msgspec.field(default_factory=list)


@act(OpenStockTake, on=StockTake, verb=N_("Mở đợt kiểm kê"), may=policies.may_register)
def open_stock_take(command: OpenStockTake, context: Context) -> Done[StockTake]:
    """Freeze the list of what should be there; refuse a second open round of the same unit."""
    realm = str(context.actor.realm)
    entering.checked_unit(command.unit, command.place)
    if StockTake.objects.filter(unit=command.unit, realm=realm, open=True).exists():
        raise Conflict(N_("Đơn vị này đang có một đợt kiểm kê chưa khóa sổ."))
    assets = list(
        Asset.objects.filter(unit=command.unit, realm=realm, gone=False).order_by("code")[: EXPECTED_MOST + 1]
    )
    if not assets:
        raise BadInput(N_("Đơn vị này chưa có tài sản nào trong sổ để kiểm kê."), field="unit")
    if len(assets) > EXPECTED_MOST:
        raise BadInput(N_("Một đợt kiểm kê tối đa {most} tài sản."), field="unit", most=EXPECTED_MOST)
    rooms = [entering.text(room, "rooms", 120) for room in command.rooms]
    once: dict[str, str] = {}
    for room in (*rooms, *(asset.room for asset in assets)):
        if room:
            once.setdefault(fold(room), room)
    stock_take = StockTake(
        realm=realm,
        label=entering.paper_label("KK", command.place, realm),
        place_id=command.place,
        unit_id=command.unit,
        title=entering.text(command.title, "title", 200, required=True),
        ground=entering.text(command.ground, "ground", 300),
        rooms=msgspec.json.encode(list(once.values())).decode(),
        expected=len(assets),
        opened_at=context.at,
        opened_by=context.actor.name,
    )
    stock_take.save(force_insert=True)
    Expected.objects.bulk_create(
        Expected(
            stock_take=stock_take,
            asset=asset,
            code=asset.code,
            name=asset.name,
            kind=asset.kind,
            room=asset.room,
            condition=asset.condition,
        )
        for asset in assets
    )
    event = StockTakeOpened(
        label=stock_take.label,
        unit=command.unit,
        title=stock_take.title,
        ground=stock_take.ground,
        rooms=list(once.values()),
        codes=[asset.code for asset in assets],
        place=command.place,
        listed=[
            ListedTold(
                asset=asset.id,
                code=asset.code,
                name=asset.name,
                kind=asset.kind,
                room=asset.room,
                condition=asset.condition,
            )
            for asset in assets
        ],
    )
    return Done(event, stock_take, {"label": stock_take.label})
