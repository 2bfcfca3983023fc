"""The kinds of assets, from the packaged list with its source and trust: what a norm asks for and a register sorts by."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

_FILE = Path(__file__).parent / "data" / "kinds.json"
Group = Literal["building", "land", "vehicle", "device"]

GROUP_NAMES: dict[str, str] = {
    "building": N_("Nhà"),
    "land": N_("Đất"),
    "vehicle": N_("Xe"),
    "device": N_("Thiết bị"),
}


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of asset: its key in the books, its Vietnamese name, its group, and how far the entry is trusted."""

    key: str
    name: str
    group: Group
    trust: str


class _Packaged(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    as_of: str
    trust: str
    kinds: tuple[Kind, ...]


@lru_cache(maxsize=1)
def _packaged() -> _Packaged:
    return msgspec.json.decode(_FILE.read_bytes(), type=_Packaged)


@lru_cache(maxsize=1)
def by_key() -> dict[str, Kind]:
    """Return every kind by its key, in the order of the list."""
    return {kind.key: kind for kind in _packaged().kinds}


def source() -> tuple[str, str]:
    """Return where the list is from and how far it is trusted."""
    return _packaged().source, _packaged().trust


def get(key: str, *, field: str = "kind") -> Kind:
    """Return the kind with this key; :class:`BadInput` when there is none."""
    kind = by_key().get(key)
    if kind is None:
        raise BadInput(N_("Chọn loại tài sản trong danh mục."), field=field)
    return kind


def name(key: str) -> str:
    """Return the Vietnamese name of a kind, the key itself for one that has left the list."""
    kind = by_key().get(key)
    return kind.name if kind else key
