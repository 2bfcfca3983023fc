"""Rows that only a load of the packaged units would make, for tests that do not need all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from motcua.kernel.text import fold
from motcua.office import stamps
from motcua.office.models import Unit, UnitLineage
from motcua.office.packaged import unit_key

MERGED = date(2025, 7, 1)


def make_province(code: str = "33", name: str = "Hưng Yên") -> Unit:
    """Return a province of its own row."""
    return _place(code, name, "province", f"tỉnh {name}", None)


def make_commune(province: Unit, code: str = "12007", name: str = "Phụng Công", kind: str = "xã") -> Unit:
    """Return a commune of ``province``; ``kind`` is the word before its name."""
    return _place(code, name, "commune", f"{kind} {name}", province)


def _place(code: str, name: str, level: str, full_name: str, province: Unit | None) -> Unit:
    return Unit.objects.create(
        id=unit_key(f"test-{code}"),
        code=code,
        level=level,
        name=name,
        full_name=full_name,
        folded=fold(full_name),
        parent=province,
        province=province,
    )


def make_merged(places: Iterable[Any], *merged: Iterable[str]) -> dict[str, UUID]:
    """Return the region of the demonstration by key: old provinces and districts, and the communes that came of them.

    Each of ``merged`` names communes that came of one former district, in the order in which the districts are given.
    """
    found = {place.key: _dated(place) for place in places}
    provinces = [unit for unit in found.values() if unit.level == "province"]
    districts = [unit for unit in found.values() if unit.level == "district"]
    Unit.objects.filter(pk=districts[0].pk).update(parent=provinces[0], province=provinces[0])
    for district, keys in zip(districts, merged, strict=True):
        for key in keys:
            UnitLineage.objects.create(old=district, new=found[key], since=MERGED)
    return {key: unit.id for key, unit in found.items()}


def in_provinces(places: Mapping[str, UUID]) -> dict[str, UUID]:
    """Put the region's communes into the provinces of today, Hưng Yên and Phú Thọ; return the two by code.

    Of the old communes the reports name, Đông Mỹ and Cao Xá stand beside them, as what went into the new.
    """
    made = {code: make_province(code, name) for code, name in (("33", "Hưng Yên"), ("25", "Phú Thọ"))}
    here = {"33": ("tran-hung-dao", "tra-ly", "tran-lam", "thai-binh", "vu-phuc")}
    here["25"] = ("phung-nguyen", "cao-xa", "xuan-lung", "dai-dong")
    for code, keys in here.items():
        mine = [places[key] for key in keys]
        Unit.objects.filter(pk__in=mine).update(parent=made[code], province=made[code])
    for name, heir, over in (("Đông Mỹ", "tra-ly", "thai-binh-tp"), ("Cao Xá", "cao-xa", "lam-thao")):
        old = make_commune(Unit.objects.get(pk=places[over]), f"{heir}-cu", name)
        Unit.objects.filter(pk=old.pk).update(valid_to=MERGED, province=None)
        UnitLineage.objects.create(old=old, new_id=places[heir], since=MERGED)
    stamps.bump()
    return {code: unit.pk for code, unit in made.items()}


def _dated(place: Any) -> Unit:
    words = {"province": "tỉnh", "district": "thành phố" if place.key.endswith("-tp") else "huyện", "commune": "xã"}
    unit = _place(f"{place.key}", place.name, str(place.level), f"{words[str(place.level)]} {place.name}", None)
    unit.code = place.code
    unit.valid_from, unit.valid_to = (None, MERGED) if place.old else (MERGED, None)
    unit.save(update_fields=["code", "valid_from", "valid_to"])
    return unit
