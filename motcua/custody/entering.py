"""What the commands of custody share: units that may manage, labels without gaps, texts as they are kept."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.custody.models import Asset, Holding
from motcua.custody.rules import assets as rules
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_
from motcua.ledger import sequences
from motcua.ledger.actor import Realm
from motcua.ledger.events.custody import AssetFacts
from motcua.office import family
from motcua.office import queries as office

FOLDED_MOST = 500


def text(value: str, field: str, most: int, *, required: bool = False, lines: bool = False) -> str:
    """Return a text as it is kept; :class:`BadInput` when it says nothing where it must, or is longer than ``most``."""
    kept = clean(value, lines=lines)
    if required and not kept:
        raise BadInput(N_("Mục này phải có nội dung."), field=field)
    if len(kept) > most:
        raise BadInput(N_("Nội dung dài quá {most} ký tự."), field=field, most=most)
    return kept


def checked_unit(unit: UUID, place: UUID | None, field: str = "unit") -> office.UnitRow:
    """Return a body that may manage assets: not dissolved, and of ``place`` where one is given."""
    found = office.units([unit]).get(unit)
    if found is None or family.home_of(unit) == unit:
        raise BadInput(N_("Chọn một đơn vị trong danh sách."), field=field)
    if place is not None and family.home_of(unit) != place:
        raise BadInput(N_("Đơn vị này không thuộc địa bàn của tài sản."), field=field)
    if found.valid.end is not None and found.valid.end <= clock.today():
        raise RuleError(N_("{unit} đã giải thể."), field=field, unit=found.full_name)
    return found


def asset_label(place: UUID, realm: str) -> str:
    """Return the next label of a commune; its numbers have no gaps, and an official code has one series for good."""
    code = _place_code(place)
    number = sequences.take(f"custody.asset:{realm}:{code}")
    return rules.label(code, number, trial=realm == Realm.TRIAL)


def paper_label(kind: str, place: UUID, realm: str) -> str:
    """Return the next number of a kind of paper in a commune."""
    code = _place_code(place)
    number = sequences.take(f"custody.{kind}:{realm}:{code}")
    return rules.paper_label(kind, code, number, trial=realm == Realm.TRIAL)


def _place_code(place: UUID) -> str:
    return office.unit(place).code or place.hex[-6:].upper()


def facts_of(asset: Asset) -> AssetFacts:
    """Return what the books say of an asset itself."""
    return AssetFacts(**{name: getattr(asset, name) for name in AssetFacts.__struct_fields__})


def searched(asset: Asset) -> str:
    """Return the search key of an asset: its code, name, model, serial, room."""
    return fold(" ".join((asset.code, asset.name, asset.model, asset.serial, asset.room, asset.building)))[:FOLDED_MOST]


def hand_to(asset: Asset, unit: UUID, since: date, ground: str) -> None:
    """Let ``unit`` manage an asset from a day on; whoever did before does no longer. The asset's row is not saved."""
    Holding.objects.filter(asset=asset, until__isnull=True).update(until=since)
    Holding.objects.create(asset=asset, unit_id=unit, since=since, ground=ground[:300])
    asset.unit_id = unit
