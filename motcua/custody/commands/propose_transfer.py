"""Propose to hand assets over to another unit."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.custody import entering, policies
from motcua.custody.commands.write_off_asset import refuse_in_transfer
from motcua.custody.models import Asset, Transfer, TransferLine
from motcua.custody.rules import assets as rules
from motcua.custody.rules.assets import Condition
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotFound, RuleError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.custody import HandedOver, TransferProposed
from motcua.office import family

LINES_MOST = 200


class Given(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An asset to hand over: the condition it really is in, and the papers that go with it."""

    asset: UUID
    actual: Condition
    papers: str = ""


class ProposeTransfer(Command, frozen=True, kw_only=True):
    """Unit ``giver`` of ``place`` hands these assets over to ``receiver``, by this ground, on this day.

    ``temporary``: handed over at once, the formal decision to follow within 30 days.
    """

    place: UUID
    giver: UUID
    receiver: UUID
    ground: str
    handed_on: date
    lines: Annotated[list[Given], msgspec.Meta(max_length=LINES_MOST)]
    temporary: bool = False
    note: str = ""


@act(ProposeTransfer, on=Transfer, verb=N_("Lập biên bản bàn giao"), may=policies.may_register)
def propose_transfer(command: ProposeTransfer, context: Context) -> Done[Transfer]:
    """Refuse units that cannot, assets the giver does not manage, and assets already in an open handover."""
    realm, today = str(context.actor.realm), clock.today()
    entering.checked_unit(command.giver, command.place, "giver")
    entering.checked_unit(command.receiver, None, "receiver")
    if command.giver == command.receiver:
        raise BadInput(N_("Bên giao và bên nhận là một đơn vị."), field="receiver")
    if abs(command.handed_on - today) > timedelta(days=366):
        raise BadInput(N_("Ngày bàn giao cách hôm nay quá một năm; kiểm tra lại."), field="handed_on")
    assets = _assets(command, realm)
    transfer = Transfer(
        realm=realm,
        label=entering.paper_label("BB", command.place, realm),
        place_id=command.place,
        giver_id=command.giver,
        receiver_id=command.receiver,
        receiver_place_id=family.home_of(command.receiver),
        ground=entering.text(command.ground, "ground", 300, required=True),
        handed_on=command.handed_on,
        temporary=command.temporary,
        formal_due=rules.formal_due(command.handed_on) if command.temporary else None,
        note=entering.text(command.note, "note", 1000, lines=True),
        proposed_by=context.actor.account,
        proposed_at=context.at,
    )
    lines = [
        TransferLine(
            transfer=transfer,
            ordinal=place,
            asset=asset,
            code=asset.code,
            name=asset.name,
            cost=asset.cost,
            book=asset.condition,
            actual=given.actual.value,
            papers=entering.text(given.papers, "papers", 300),
        )
        for place, (given, asset) in enumerate(assets, 1)
    ]
    transfer.save(force_insert=True)
    TransferLine.objects.bulk_create(lines)
    return Done(
        TransferProposed(
            label=transfer.label,
            giver=command.giver,
            receiver=command.receiver,
            ground=transfer.ground,
            handed_on=command.handed_on,
            temporary=command.temporary,
            lines=told(lines),
            note=transfer.note,
            place=command.place,
            receiver_place=transfer.receiver_place_id,
        ),
        transfer,
        {"label": transfer.label},
    )


def _assets(command: ProposeTransfer, realm: str) -> list[tuple[Given, Asset]]:
    wanted = {given.asset: given for given in command.lines}
    if not wanted:
        raise BadInput(N_("Chọn ít nhất một tài sản để bàn giao."), field="lines")
    if len(wanted) != len(command.lines):
        raise BadInput(N_("Một tài sản được chọn hai lần."), field="lines")
    found = {asset.id: asset for asset in Asset.objects.select_for_update().filter(pk__in=wanted, realm=realm)}
    for id_ in wanted:
        asset = found.get(id_)
        if asset is None or asset.place_id != command.place:
            raise NotFound(N_("Có tài sản không có trong sổ của địa bàn này."), field="lines")
        if asset.gone or asset.unit_id != command.giver:
            raise RuleError(N_("{code} không do bên giao quản lý."), field="lines", code=asset.code)
        refuse_in_transfer(asset)
    return [(given, found[given.asset]) for given in command.lines]


def told(lines: list[TransferLine]) -> list[HandedOver]:
    """Return the lines of a handover as an event tells them."""
    return [
        HandedOver(
            asset=line.asset_id,
            code=line.code,
            book=line.book,
            actual=line.actual,
            papers=line.papers,
            verdict=line.verdict,
            words=line.words,
            name=line.name,
            cost=line.cost,
        )
        for line in lines
    ]
