"""What is known of one administrative unit: its code, name, level, where it belonged, from when to when, who says so.

Official codes outlive the units that bear them: ``09340`` was *xã Hoàn Sơn* until 30/6/2025 and has been *xã Đại Đồng*
(Bắc Ninh) since. A unit is therefore named by an **id**: the code alone for a unit whose beginning lies before our
records, ``code@YYYY-MM-DD`` for one that began on a known day. An id never changes, whatever ends later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Final

from motcua.kernel.words import N_, Said

REFORM: Final = date(2025, 7, 1)
"""First working day of two-tier local government: no district level and the new provinces and communes from this day
(Luật 72/2025/QH15; NQ 202/2025/QH15; codes by QĐ 19/2025/QĐ-TTg)."""


class Tier(IntEnum):
    """How high a unit stands; the district tier ended on 1/7/2025, a village is no administrative unit in law."""

    PROVINCE = 1
    DISTRICT = 2
    COMMUNE = 3
    VILLAGE = 4


class Kind(StrEnum):
    """The legal kind of a unit, as the law names it."""

    PROVINCE = N_("tỉnh")
    CENTRAL_CITY = N_("thành phố trực thuộc trung ương")
    URBAN_DISTRICT = N_("quận")
    DISTRICT = N_("huyện")
    TOWN = N_("thị xã")
    PROVINCIAL_CITY = N_("thành phố thuộc tỉnh")
    CITY_IN_CITY = N_("thành phố thuộc thành phố trực thuộc trung ương")
    COMMUNE = N_("xã")
    WARD = N_("phường")
    TOWNSHIP = N_("thị trấn")
    SPECIAL_ZONE = N_("đặc khu")
    VILLAGE = N_("thôn")

    @property
    def tier(self) -> Tier:
        """Return the tier this kind stands at."""
        return _TIERS[self]

    @property
    def word(self) -> str:
        """Return the word written before the name: «thành phố» for each of the three kinds of city."""
        return "thành phố" if self in CITIES else self.value


CITIES: Final = frozenset({Kind.CENTRAL_CITY, Kind.PROVINCIAL_CITY, Kind.CITY_IN_CITY})
_TIERS: Final = {
    Kind.PROVINCE: Tier.PROVINCE,
    Kind.CENTRAL_CITY: Tier.PROVINCE,
    Kind.URBAN_DISTRICT: Tier.DISTRICT,
    Kind.DISTRICT: Tier.DISTRICT,
    Kind.TOWN: Tier.DISTRICT,
    Kind.PROVINCIAL_CITY: Tier.DISTRICT,
    Kind.CITY_IN_CITY: Tier.DISTRICT,
    Kind.COMMUNE: Tier.COMMUNE,
    Kind.WARD: Tier.COMMUNE,
    Kind.TOWNSHIP: Tier.COMMUNE,
    Kind.SPECIAL_ZONE: Tier.COMMUNE,
    Kind.VILLAGE: Tier.VILLAGE,
}


class State(StrEnum):
    """What a unit is on a given day."""

    LIVING = N_("đang hoạt động")
    PREPARING = N_("đang chuẩn bị")
    DISSOLVED = N_("đã giải thể")


class Trust(StrEnum):
    """How far a fact may be relied on."""

    OFFICIAL = N_("nguồn chính thức")
    DERIVED = N_("dẫn lại văn bản, chưa đối chiếu bản gốc")
    COMPILED = N_("bộ dữ liệu cộng đồng, chưa đối chiếu từng dòng với văn bản")
    PRESS = N_("báo chí")
    INFERRED = N_("suy ra, chưa kiểm chứng")


@dataclass(frozen=True, slots=True)
class Origin:
    """Who says so: the text or data set, its date, and how far it is trusted."""

    title: str
    dated: date | None
    trust: Trust


@dataclass(frozen=True, slots=True)
class Belonging:
    """Ids of the province and the district (or the commune, for a village) a unit belonged to, until a day (exclusive)."""

    province: str
    under: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """One administrative unit. ``valid_from`` is inclusive (``None``: before our records), ``valid_to`` exclusive."""

    id: str
    code: str
    name: str
    kind: Kind
    valid_from: date | None
    valid_to: date | None
    belongings: tuple[Belonging, ...]
    origin: Origin
    centre: tuple[float, float] | None = None

    @property
    def full_name(self) -> str:
        """Return the kind and the name as written in a sentence: «xã Phụng Công», «thành phố Hà Nội», «quận 1»."""
        return f"{self.kind.word} {self.name}"

    @property
    def tier(self) -> Tier:
        """Return the tier of the unit's kind."""
        return self.kind.tier

    def state_on(self, day: date) -> State:
        """Return what the unit is on ``day``."""
        if self.valid_from is not None and day < self.valid_from:
            return State.PREPARING
        if self.valid_to is not None and day >= self.valid_to:
            return State.DISSOLVED
        return State.LIVING

    def belonging_on(self, day: date) -> Belonging | None:
        """Return where the unit belongs on ``day``; after its end, where it last belonged. ``None`` for a province."""
        for belonging in self.belongings:
            if belonging.until is None or day < belonging.until:
                return belonging
        return self.belongings[-1] if self.belongings else None

    def say_state(self, day: date) -> Said:
        """Return the state on ``day`` in words: «đã giải thể 1/7/2025», «đang chuẩn bị, hoạt động từ 1/7/2025»."""
        state = self.state_on(day)
        if state is State.DISSOLVED and self.valid_to is not None:
            return Said(N_("đã giải thể {day}"), {"day": say_day(self.valid_to)})
        if state is State.PREPARING and self.valid_from is not None:
            return Said(N_("đang chuẩn bị, hoạt động từ {day}"), {"day": say_day(self.valid_from)})
        if self.valid_from is not None:
            return Said(N_("hoạt động từ {day}"), {"day": say_day(self.valid_from)})
        return Said(state.value)


@dataclass(frozen=True, slots=True)
class Link:
    """One step of lineage seen from a unit: the other unit, and how much of the former one went into the later one.

    ``whole``: all of the former unit went there. ``usual``: of several heirs, the one the data set takes when nothing
    more than the old unit is known of an address; a person has to confirm it.
    """

    unit: Unit
    whole: bool
    usual: bool


def unit_id(code: str, began: date | None) -> str:
    """Return the id of the unit that bears ``code`` and began on ``began`` (``None``: before our records)."""
    return code if began is None else f"{code}@{began.isoformat()}"


def say_day(day: date) -> str:
    """Return a day as Vietnamese papers write it: «1/7/2025»."""
    return f"{day.day}/{day.month}/{day.year}"
