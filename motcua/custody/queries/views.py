"""The values custody hands out: what stands in lists and on pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.custody.rules.assets import Condition, Use
from motcua.custody.rules.depreciation import Worth
from motcua.kernel.words import Said
from motcua.ledger.events.custody import AssetFacts


@dataclass(frozen=True, slots=True)
class AssetRow:
    """An asset as a line of a list; ``unit`` is empty where nobody knows who manages it, or the unit is dissolved."""

    id: UUID
    code: str
    name: str
    kind: str
    model: str
    serial: str
    year_made: int | None
    used_since: date | None
    cost: int | None
    fund: str
    place: UUID
    place_name: str
    unit: UUID | None
    unit_name: str
    unit_gone: bool
    building: str
    room: str
    condition: Condition
    use: Use
    user_name: str
    warranty_until: date | None
    gone: bool


@dataclass(frozen=True, slots=True)
class AssetList:
    """A page of the register; ``after`` leads to the next one."""

    rows: tuple[AssetRow, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """Who managed an asset from when to when (exclusive), and by what ground."""

    unit: str
    since: date
    until: date | None
    ground: str


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A picture of an asset."""

    id: UUID
    note: str
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened: when, by whom, what, in words."""

    at: datetime
    who: str
    what: Said
    words: str


@dataclass(frozen=True, slots=True)
class Valued:
    """What an asset is worth on a day, by which table; ``worth`` is ``None`` and ``why`` says why there is no value."""

    on: date
    worth: Worth | None
    table: str
    why: Said | None


@dataclass(frozen=True, slots=True)
class AssetPage:
    """Everything about one asset; ``acts`` are the names of the commands the asker could give it now."""

    row: AssetRow
    version: int
    group: str
    facts: AssetFacts
    user: UUID | None
    disposal: str
    disposal_decision: str
    gone_on: date | None
    holdings: tuple[HoldingRow, ...]
    photos: tuple[PhotoRow, ...]
    history: tuple[HistoryLine, ...]
    value: Valued
    acts: frozenset[str]
    transfer: tuple[UUID, str] | None


@dataclass(frozen=True, slots=True)
class Counts:
    """What of the register wants looking at, counted to a limit: ``most`` and more are said as such."""

    total: int
    idle: int
    unclear: int
    out_of_order: int
    most: int


@dataclass(frozen=True, slots=True)
class Series:
    """The devices of one kind a unit has: by model and year, how many; several make a mixed set."""

    kind: str
    models: tuple[tuple[str, int | None, int], ...]
    count: int

    @property
    def mixed(self) -> bool:
        """Say whether there are several models or years («không đồng bộ»)."""
        return len(self.models) > 1
