"""Enter an asset in the books."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.custody import entering, kinds, policies
from motcua.custody.models import Asset, SupplyLine
from motcua.custody.rules import assets as rules
from motcua.custody.rules.assets import Condition, Use
from motcua.custody.rules.requests import RequestState
from motcua.kernel import clock, money
from motcua.kernel.errors import BadInput, NotFound, RuleError
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.custody import AssetFacts, AssetRegistered
from motcua.office import queries as office
from motcua.office.queries import names

Money = Annotated[int, msgspec.Meta(ge=0, le=money.MOST)]
Year = Annotated[int, msgspec.Meta(ge=0, le=9999)]


class Facts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an asset is: its kind and name, and what is known of it; money in đồng."""

    name: str
    kind: str
    model: str = ""
    serial: str = ""
    year_made: Year | None = None
    used_since: date | None = None
    cost: Money | None = None
    fund: str = ""
    warranty_until: date | None = None
    latitude: Annotated[float, msgspec.Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, msgspec.Meta(ge=-180, le=180)] | None = None
    note: str = ""


class RegisterAsset(Command, frozen=True, kw_only=True):
    """Enter an asset of a place. ``unit`` is who manages it, ``None`` says that nobody knows: it is never left out.

    ``request_line`` is the line of a delivered request that it came by; ``user`` an official who uses it.
    """

    place: UUID
    unit: UUID | None
    facts: Facts
    building: str = ""
    room: str = ""
    condition: Condition = Condition.GOOD
    use: Use = Use.IN_USE
    user: UUID | None = None
    ground: str = ""
    request_line: UUID | None = None


@act(RegisterAsset, on=Asset, verb=N_("Ghi tài sản vào sổ"), may=policies.may_register)
def register_asset(command: RegisterAsset, context: Context) -> Done[Asset]:
    """Refuse what cannot be; give it a label of the commune and its one managing unit, or put it on the unclear list."""
    realm = str(context.actor.realm)
    facts = checked_facts(command.facts)
    refuse_twin(facts, command.place, realm)
    refusal = rules.refuse_use(command.condition, command.use)
    if refusal is not None:
        raise RuleError(refusal.sentence, field="use")
    if command.unit is not None:
        entering.checked_unit(command.unit, command.place)
    _checked_line(command.request_line, facts, context.actor)
    today = clock.today()
    asset = Asset(
        realm=realm,
        code=entering.asset_label(command.place, realm),
        place_id=command.place,
        group=kinds.get(facts.kind).group,
        building=entering.text(command.building, "building", 200),
        room=entering.text(command.room, "room", 120),
        condition=command.condition.value,
        use=command.use.value,
        user_id=command.user,
        user_name=user_name(command.user, command.unit, command.place),
        request_line_id=command.request_line,
        registered_on=today,
        **{name: getattr(facts, name) for name in AssetFacts.__struct_fields__},
    )
    asset.folded = entering.searched(asset)
    ground = entering.text(command.ground, "ground", 300)
    if command.unit is not None:
        asset.unit_id = command.unit
        # The row must be there before its holding points to it.
        asset.save(force_insert=True)
        entering.hand_to(asset, command.unit, facts.used_since or today, ground or "Ghi sổ lần đầu")
    event = AssetRegistered(
        code=asset.code,
        place=command.place,
        unit=command.unit,
        facts=facts,
        building=asset.building,
        room=asset.room,
        condition=asset.condition,
        use=asset.use,
        ground=ground,
        request_line=command.request_line,
        user=command.user,
        user_name=asset.user_name,
    )
    return Done(event, asset, {"code": asset.code})


def checked_facts(given: Facts) -> AssetFacts:
    """Return the facts of an asset as they are kept; :class:`BadInput` names what cannot be."""
    kind = kinds.get(given.kind)
    refusal = rules.refuse_dates(given.year_made, given.used_since, clock.today())
    if refusal is not None:
        field = "used_since" if given.used_since and given.used_since > clock.today() else "year_made"
        raise BadInput(refusal.sentence, field=field, **refusal.values)
    if (given.latitude is None) != (given.longitude is None):
        raise BadInput(N_("Tọa độ phải có cả vĩ độ và kinh độ."), field="latitude")
    return AssetFacts(
        name=entering.text(given.name, "name", 200, required=True),
        kind=kind.key,
        model=entering.text(given.model, "model", 120),
        serial=entering.text(given.serial, "serial", 80),
        year_made=given.year_made,
        used_since=given.used_since,
        cost=given.cost,
        fund=entering.text(given.fund, "fund", 200),
        warranty_until=given.warranty_until,
        latitude=given.latitude,
        longitude=given.longitude,
        note=entering.text(given.note, "note", 500),
    )


def refuse_twin(facts: AssetFacts, place: UUID, realm: str, but: UUID | None = None) -> None:
    """Refuse a serial number that an asset of this kind in the place has already: it would be entered twice."""
    if not facts.serial:
        return
    same = Asset.objects.filter(place=place, realm=realm, kind=facts.kind, serial__iexact=facts.serial, gone=False)
    others = same.exclude(pk=but) if but else same
    twin = others.values_list("code", flat=True).first()
    if twin is not None:
        raise RuleError(N_("Số sê-ri này đã có trong sổ: {code}."), field="serial", code=twin)


def user_name(user: UUID | None, unit: UUID | None, place: UUID) -> str:
    """Return the name of an official who works in the managing unit, or in the place; :class:`BadInput` for others."""
    if user is None:
        return ""
    where = [unit] if unit else []
    where += [body.id for body in office.bodies_of(place)]
    for body in where:
        known = dict(names.colleagues(body))
        if user in known:
            return known[user]
    raise BadInput(N_("Người sử dụng phải là cán bộ đang làm việc tại địa bàn."), field="user")


def _checked_line(line: UUID | None, facts: AssetFacts, actor: Actor) -> None:
    if line is None:
        return
    found = SupplyLine.objects.select_for_update().select_related("request").filter(id=line).first()
    if found is None or policies.may_write(actor, found.request) is not None:
        raise NotFound(N_("Không có dòng đề nghị này."), field="request_line")
    if found.request.state not in {RequestState.ORDERED, RequestState.DELIVERED}:
        raise RuleError(N_("Đề nghị này chưa có hàng giao."), field="request_line")
    if found.kind != facts.kind:
        raise RuleError(N_("Loại tài sản không khớp với dòng đề nghị."), field="kind")
    if Asset.objects.filter(request_line_id=found.id).count() >= found.delivered:
        raise RuleError(N_("Số đã giao của dòng này đã ghi sổ đủ."), field="request_line")
