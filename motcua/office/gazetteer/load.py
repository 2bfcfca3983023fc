"""Building the book of units from the packaged data set and our own additions, without importing the package's code.

``vietnamadminunits`` (MIT) carries the 63-province list as it stood in the first half of 2025, the 34-province list of
QĐ 19/2025/QĐ-TTg, and the way from one to the other. Its Python code needs heavy libraries; its data files do not.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from motcua.kernel.text import clean
from motcua.office.gazetteer.book import Gazetteer, Move
from motcua.office.gazetteer.facts import REFORM, Belonging, Kind, Origin, Trust, Unit, unit_id

PACKAGE: Final = "vietnamadminunits"
DATA_SET: Final = Origin(
    "vietnamadminunits 1.0.4 (MIT), theo danh mục mã đơn vị hành chính đến 30/6/2025 và QĐ 19/2025/QĐ-TTg",
    date(2025, 8, 27),
    Trust.COMPILED,
)
CHECKSUMS: Final = {
    "dataset.db": "147cbbf81c8964bb594e1dda7ebab5649bce21efbfd6cb508cab7fefca62257d",
    "converter_2025.json": "84f0848bf401b047775cbb49768c181a9271f77e4a4ec706d293b09bcb4faddd",
}
"""SHA-256 of the files of version 1.0.4 that this code was checked against."""

MAX_DRIFT_KM: Final = 15.0
"""A new commune's point farther than this from every commune it was made of was taken from a namesake: not carried."""

_KINDS: Final = {
    "thị trấn": Kind.TOWNSHIP,
    "thị xã": Kind.TOWN,
    "đặc khu": Kind.SPECIAL_ZONE,
    "phường": Kind.WARD,
    "huyện": Kind.DISTRICT,
    "quận": Kind.URBAN_DISTRICT,
    "tỉnh": Kind.PROVINCE,
    "xã": Kind.COMMUNE,
}
_FULL_NAME: Final = re.compile(rf"(thành phố|{'|'.join(_KINDS)}) (.+)", re.IGNORECASE)
_NEW: Final = (
    "SELECT provinceKey, wardKey, province, provinceCode, provinceLat, provinceLon, ward, wardCode, wardLat, wardLon"
    " FROM admin_units"
)
_OLD: Final = (
    "SELECT provinceKey, districtKey, wardKey, province, provinceCode, provinceLat, provinceLon,"
    " district, districtCode, districtLat, districtLon, districtAlias, ward, wardCode, wardLat, wardLon, wardAlias"
    " FROM admin_units_legacy"
)

Point = tuple[float, float] | None


@cache
def gazetteer() -> Gazetteer:
    """Return the book of units, read once a process (a fraction of a second)."""
    return _Builder().build()


def data_folder() -> Path:
    """Return the folder of the packaged data set; ``FileNotFoundError`` when the package is not installed."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(PACKAGE)
    return Path(spec.submodule_search_locations[0]) / "data"


def changed_files() -> list[str]:
    """Return the names of packaged data files that are not byte for byte the ones this code was checked against."""
    folder = data_folder()
    return [name for name, digest in CHECKSUMS.items() if sha256((folder / name).read_bytes()).hexdigest() != digest]


def own_data(name: str) -> Any:
    """Return one of our own JSON files of ``office/data``."""
    return json.loads(files("motcua.office").joinpath("data", name).read_text(encoding="utf-8"))


def origins(sources: dict[str, dict[str, Any]]) -> dict[str, Origin]:
    """Return the ``sources`` block of one of our own files as origins by key."""
    return {key: Origin(row["title"], day(row["dated"]), Trust[row["trust"]]) for key, row in sources.items()}


def read_name(full: str, city: Kind) -> tuple[Kind, str]:
    """Return kind and name of «Thị trấn Yên Viên»; ``city`` is what «Thành phố» means here. ``ValueError`` if unknown."""
    found = _FULL_NAME.fullmatch(clean(full))
    if found is None:
        raise ValueError(full)
    return _KINDS.get(found[1].lower(), city), found[2]


class _Builder:
    """Reads the rows and gathers units, moves and other names; used once."""

    def __init__(self) -> None:
        folder = data_folder()
        with closing(sqlite3.connect(f"{(folder / 'dataset.db').as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            db.row_factory = sqlite3.Row
            self.new: list[sqlite3.Row] = db.execute(_NEW).fetchall()
            self.old: list[sqlite3.Row] = db.execute(_OLD).fetchall()
        self.way = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
        self.units: dict[str, Unit] = {}
        self.moves: list[Move] = []
        self.also: dict[str, tuple[str, ...]] = {}
        self.province_ids: dict[str, str] = {}
        self.unchanged: dict[str, str] = {}

    def build(self) -> Gazetteer:
        self._provinces()
        self._districts()
        self._communes()
        self._additions()
        return Gazetteer(self.units.values(), self.moves, self.also)

    def _add(
        self, code: str, full: str, city: Kind, when: tuple[date | None, date | None], at: Point, *where: Belonging
    ) -> Unit:
        kind, name = read_name(full, city)
        unit = Unit(unit_id(code, when[0]), code, name, kind, *when, where, DATA_SET, at)
        self.units[unit.id] = unit
        return unit

    def _provinces(self) -> None:
        old = {row["provinceKey"]: row for row in self.old}
        new = {row["provinceKey"]: row for row in self.new}
        merged = {key: befores for key, befores in self.way["DICT_PROVINCE"].items() if befores != [key]}
        gone = {before for befores in merged.values() for before in befores}
        for key, row in old.items():
            end = REFORM if key in gone else None
            at = (row["provinceLat"], row["provinceLon"])
            unit = self._add(row["provinceCode"], row["province"], Kind.CENTRAL_CITY, (None, end), at)
            self.province_ids["old " + key] = unit.id
            self.province_ids.setdefault("new " + key, unit.id)
        for key, befores in merged.items():
            row = new[key]
            at = (row["provinceLat"], row["provinceLon"])
            unit = self._add(row["provinceCode"], row["province"], Kind.CENTRAL_CITY, (REFORM, None), at)
            self.province_ids["new " + key] = unit.id
            self.moves += [
                Move(self.province_ids["old " + before], unit.id, REFORM, whole=True, usual=True) for before in befores
            ]

    def _districts(self) -> None:
        for row in {row["districtCode"]: row for row in self.old}.values():
            province = self.province_ids["old " + row["provinceKey"]]
            in_city = self.units[province].kind is Kind.CENTRAL_CITY
            city = Kind.CITY_IN_CITY if in_city else Kind.PROVINCIAL_CITY
            at = (row["districtLat"], row["districtLon"])
            where = Belonging(province)
            unit = self._add(row["districtCode"], row["district"], city, (None, REFORM), at, where)
            self._also(unit, row["districtAlias"])

    def _communes(self) -> None:
        ways = _ways(self.way)
        parts: dict[tuple[str, str], list[tuple[sqlite3.Row, bool, bool]]] = defaultdict(list)
        for row in self.old:
            for target, whole, usual in ways[_old_key(row)]:
                parts[target].append((row, whole, usual))
        shared = Counter((row["wardLat"], row["wardLon"]) for row in self.old)
        points = {
            row["wardCode"]: (row["wardLat"], row["wardLon"])
            for row in self.old
            if row["wardLat"] is not None and shared[row["wardLat"], row["wardLon"]] == 1
        }
        kept = {
            rows[0][0]["wardCode"]
            for row in self.new
            if _unchanged(row, rows := parts[row["provinceKey"], row["wardKey"]])
        }
        for row in self.old:
            if row["wardCode"] and row["wardCode"] not in kept:
                where = Belonging(self.province_ids["old " + row["provinceKey"]], row["districtCode"])
                at = points.get(row["wardCode"])
                unit = self._add(row["wardCode"], row["ward"], Kind.PROVINCIAL_CITY, (None, REFORM), at, where)
                self._also(unit, row["wardAlias"])
        for row in self.new:
            self._commune_since_reform(row, parts[row["provinceKey"], row["wardKey"]], points, kept)

    def _commune_since_reform(
        self,
        row: sqlite3.Row,
        parts: list[tuple[sqlite3.Row, bool, bool]],
        points: dict[str, tuple[float, float]],
        kept: set[str],
    ) -> None:
        at = (row["wardLat"], row["wardLon"])
        sound = any(
            _km(at, points[part["wardCode"]]) <= MAX_DRIFT_KM for part, _, _ in parts if part["wardCode"] in points
        )
        now = Belonging(self.province_ids["new " + row["provinceKey"]])
        if row["wardCode"] in kept:
            before = parts[0][0]
            then = Belonging(self.province_ids["old " + before["provinceKey"]], before["districtCode"], REFORM)
            unit = self._add(
                row["wardCode"], row["ward"], Kind.PROVINCIAL_CITY, (None, None), at if sound else None, then, now
            )
            self._also(unit, before["wardAlias"])
            return
        unit = self._add(row["wardCode"], row["ward"], Kind.PROVINCIAL_CITY, (REFORM, None), at if sound else None, now)
        for part, whole, usual in parts:
            # The five island districts had no communes: the district itself became the special zone.
            self.moves.append(Move(part["wardCode"] or part["districtCode"], unit.id, REFORM, whole=whole, usual=usual))

    def _additions(self) -> None:
        extra = own_data("units_additions.json")
        sources = origins(extra["sources"])
        for row in extra["units"]:
            where = tuple(Belonging(b["province"], b["under"], day(b["until"])) for b in row["belongs"])
            began, ended = day(row["from"]), day(row["to"])
            kind, origin = Kind[row["kind"]], sources[row["source"]]
            self.units[row["id"]] = Unit(row["id"], row["code"], row["name"], kind, began, ended, where, origin)
            for after in row["became"]:
                since = date.fromisoformat(after["since"])
                self.moves.append(Move(row["id"], after["id"], since, whole=after["whole"], usual=after["usual"]))
        for row in extra["names"]:
            self.also[row["id"]] = self.also.get(row["id"], ()) + tuple(row["also"])

    def _also(self, unit: Unit, packed: str | None) -> None:
        if packed:
            self.also[unit.id] = tuple(dict.fromkeys(json.loads(packed)))


def _ways(way: dict[str, Any]) -> dict[str, list[tuple[tuple[str, str], bool, bool]]]:
    """Return for each former commune's key its targets: ((new province, new commune), whole, usual)."""
    ways: dict[str, list[tuple[tuple[str, str], bool, bool]]] = defaultdict(list)
    for province, communes in way["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, befores in communes.items():
            for before in befores:
                ways[before].append(((province, commune), True, True))
    for province, divided in way["DICT_PROVINCE_WARD_DIVIDED"].items():
        for before, targets in divided.items():
            ways[before] += [((province, t["newWardKey"]), False, t["isDefaultNewWard"]) for t in targets]
    return ways


def _unchanged(row: sqlite3.Row, parts: list[tuple[sqlite3.Row, bool, bool]]) -> bool:
    """Return whether a commune went through the reform as it was: one former commune, whole, same code, kind and name."""
    if len(parts) != 1 or not parts[0][1]:
        return False
    before = parts[0][0]
    same_code = before["wardCode"] == row["wardCode"]
    return same_code and before["ward"] is not None and before["ward"].casefold() == row["ward"].casefold()


def _old_key(row: sqlite3.Row) -> str:
    return f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance of two points (latitude, longitude) a few kilometres apart, in kilometres."""
    east = (one[1] - other[1]) * math.cos(math.radians(one[0]))
    return 111.2 * math.hypot(one[0] - other[0], east)


def day(text: str | None) -> date | None:
    """Return the day written in one of our own files, ``None`` for none."""
    return date.fromisoformat(text) if text else None
