"""The register of assets: lists narrowed, searched and paged by key, one asset on a page, what wants looking at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.custody import entering, kinds, reckoning
from motcua.custody.models import Asset, Photo, TransferLine
from motcua.custody.queries import history, scope, worth
from motcua.custody.queries.views import AssetList, AssetPage, AssetRow, Counts, HoldingRow, PhotoRow, Series
from motcua.custody.rules.assets import OUT_OF_ORDER, Condition, Use
from motcua.custody.rules.gaps import series_of
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.ledger.perform import available
from motcua.office import queries as office

EXPORT_MOST = 20_000
COUNT_MOST = 9_999


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrow:
    """What a list is narrowed to; ``unclear``: nobody manages it, or a dissolved unit; ``gone``: off the books."""

    place: UUID | None = None
    unit: UUID | None = None
    kind: str = ""
    group: str = ""
    condition: str = ""
    use: str = ""
    text: str = ""
    unclear: bool = False
    gone: bool = False
    out_of_order: bool = False


EVERYTHING = Narrow()


def listing(
    actor: Actor, narrow: Narrow = EVERYTHING, *, after: str | None = None, limit: int = scope.PAGE
) -> AssetList:
    """Return one page of the register in order of codes; a page costs the same wherever it lies."""
    found = _narrowed(actor, narrow)
    if after:
        found = found.filter(code__gt=after[:40])
    rows = list(found.order_by("code")[: limit + 1])
    return AssetList(rows_of(rows[:limit]), rows[limit - 1].code if len(rows) > limit else None)


def exported(actor: Actor, narrow: Narrow = EVERYTHING) -> tuple[AssetRow, ...]:
    """Return what a list holds, at most :data:`EXPORT_MOST`, to be taken out of the house; the read is logged."""
    rows = listing(actor, narrow, limit=EXPORT_MOST).rows
    access.read(actor, "custody.export", [row.id for row in rows[:500]], purpose="Xuất sổ tài sản")
    return rows


def counts(actor: Actor, place: UUID | None = None) -> Counts:
    """Return what of the register wants looking at, each counted to :data:`COUNT_MOST` at the most."""

    def count(narrow: Narrow) -> int:
        return len(_narrowed(actor, narrow).order_by()[:COUNT_MOST].values_list("pk", flat=True))

    return Counts(
        total=count(Narrow(place=place)),
        idle=count(Narrow(place=place, use=Use.IDLE)),
        unclear=count(Narrow(place=place, unclear=True)),
        out_of_order=count(Narrow(place=place, out_of_order=True)),
        most=COUNT_MOST,
    )


def _narrowed(actor: Actor, narrow: Narrow) -> QuerySet[Asset]:
    scope.demand_read(actor)
    found = Asset.objects.filter(realm=str(actor.realm), place__in=scope.places(actor, narrow.place), gone=narrow.gone)
    if narrow.unit:
        found = found.filter(unit=narrow.unit)
    if narrow.kind:
        found = found.filter(kind=narrow.kind)
    if narrow.group:
        found = found.filter(group=narrow.group)
    if narrow.condition:
        found = found.filter(condition=narrow.condition)
    if narrow.use:
        found = found.filter(use=narrow.use)
    if narrow.out_of_order:
        found = found.filter(condition__in=[str(each) for each in OUT_OF_ORDER])
    if narrow.unclear:
        found = found.filter(Q(unit__isnull=True) | Q(unit__valid_to__lte=clock.today()))
    for word in fold(narrow.text[:100]).split():
        found = found.filter(Q(folded__startswith=word) | Q(folded__contains=f" {word}"))
    return found


def rows_of(assets: Sequence[Asset]) -> tuple[AssetRow, ...]:
    """Return assets as lines of a list."""
    names = scope.unit_names([*(asset.unit_id for asset in assets), *(asset.place_id for asset in assets)])
    today = clock.today()
    return tuple(_row(asset, names, today) for asset in assets)


def _row(asset: Asset, names: dict[UUID, office.UnitRow], today: object) -> AssetRow:
    unit = names.get(asset.unit_id) if asset.unit_id else None
    return AssetRow(
        id=asset.id,
        code=asset.code,
        name=asset.name,
        kind=asset.kind,
        model=asset.model,
        serial=asset.serial,
        year_made=asset.year_made,
        used_since=asset.used_since,
        cost=asset.cost,
        fund=asset.fund,
        place=asset.place_id,
        place_name=names[asset.place_id].full_name,
        unit=asset.unit_id,
        unit_name=unit.full_name if unit else "",
        unit_gone=bool(unit and unit.valid.end and unit.valid.end <= clock.today()),
        building=asset.building,
        room=asset.room,
        condition=Condition(asset.condition),
        use=Use(asset.use),
        user_name=asset.user_name,
        warranty_until=asset.warranty_until,
        gone=asset.gone,
    )


def asset_page(actor: Actor, id_: UUID) -> AssetPage:
    """Return everything about one asset; :class:`NotFound` outside the asker's reach."""
    scope.demand_read(actor)
    asset = Asset.objects.filter(pk=id_).first()
    scope.found_in_reach(actor, asset, *([asset.place_id] if asset else []))
    if asset is None:
        raise NotFound(N_("Không có tài sản này."))
    holdings = list(asset.holdings.order_by("-since", "-id"))
    names = scope.unit_names(holding.unit_id for holding in holdings)
    line = TransferLine.objects.filter(asset=asset, open=True).select_related("transfer").first()
    return AssetPage(
        row=rows_of([asset])[0],
        version=asset.version,
        group=asset.group,
        facts=entering.facts_of(asset),
        user=asset.user_id,
        disposal=asset.disposal,
        disposal_decision=asset.disposal_decision,
        gone_on=asset.gone_on,
        holdings=tuple(HoldingRow(names[one.unit_id].full_name, one.since, one.until, one.ground) for one in holdings),
        photos=tuple(PhotoRow(photo.id, photo.note, photo.taken_at) for photo in asset.photos.order_by("taken_at")),
        history=history.of_asset(asset.id),
        value=worth.value_of(asset, clock.today()),
        acts=frozenset(
            offer.command.__name__ for offer in available(asset, actor.as_verified()) if offer.refusal is None
        ),
        transfer=(line.transfer_id, line.transfer.label) if line else None,
    )


def photo_of(actor: Actor, asset: UUID, photo: UUID) -> str:
    """Return the content hash of a picture of an asset the asker may see."""
    asset_page_row(actor, asset)
    found = Photo.objects.filter(pk=photo, asset=asset).values_list("sha256", flat=True).first()
    if found is None:
        raise NotFound(N_("Không có ảnh này."))
    return found


def asset_page_row(actor: Actor, id_: UUID) -> AssetRow:
    """Return one asset as a line of a list; :class:`NotFound` outside the asker's reach."""
    scope.demand_read(actor)
    asset = Asset.objects.filter(pk=id_).first()
    scope.found_in_reach(actor, asset, *([asset.place_id] if asset else []))
    return rows_of([asset])[0] if asset else _missing()


def _missing() -> AssetRow:
    raise NotFound(N_("Không có tài sản này."))


def by_code(actor: Actor, code: str) -> AssetRow | None:
    """Return the asset with a scanned or typed code, ``None`` where there is none in the asker's reach."""
    scope.demand_read(actor)
    wanted = "".join(code.split()).upper()[:40]
    asset = Asset.objects.filter(realm=str(actor.realm), code=wanted, place__in=scope.places(actor)).first()
    return rows_of([asset])[0] if asset else None


def chosen(actor: Actor, ids: Iterable[UUID], limit: int = 500) -> tuple[AssetRow, ...]:
    """Return those of ``ids`` the asker may read, in order of codes."""
    scope.demand_read(actor)
    mine = Asset.objects.filter(realm=str(actor.realm), place__in=scope.places(actor), pk__in=list(ids)[:limit])
    return rows_of(list(mine.order_by("code")))


def series(actor: Actor, unit: UUID, place: UUID) -> tuple[Series, ...]:
    """Return the devices a unit has, by kind, model and year: mixed sets («không đồng bộ») come first."""
    scope.demand_read(actor)
    scope.places(actor, place)
    by_kind = defaultdict(list)
    for held in reckoning.held_by(unit, str(actor.realm)):
        by_kind[held.kind].append(held)
    order = list(kinds.by_key())
    found = [Series(kind, series_of(held), len(held)) for kind, held in by_kind.items()]
    return tuple(sorted(found, key=lambda one: (not one.mixed, order.index(one.kind) if one.kind in order else 99)))
