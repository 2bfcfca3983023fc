"""Fields of work (*lĩnh vực*) as the catalogue of procedures names them: what people are assigned to and trained in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final
from uuid import UUID

from motcua.catalogue import packaged
from motcua.catalogue import queries as catalogue
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_

USUAL: Final = (
    "Hộ tịch",
    "Chứng thực",
    "Đất đai",
    "Hộ kinh doanh",
    "Bảo trợ xã hội",
    "Người có công",
    "Hoạt động xây dựng",
    "Đăng ký, quản lý cư trú",
)
"""Fields most asked for at a commune's counter: offered first where a centre has not yet switched on its procedures."""


@cache
def known() -> dict[str, str]:
    """Return every field of the packaged catalogue by its search key."""
    return {fold(facts.field): facts.field for facts in packaged.all_procedures().values() if facts.field}


def named(text: str, field: str = "fields") -> str:
    """Return a field as the catalogue writes it; :class:`BadInput` (about the input ``field``) for one it does not have."""
    found = known().get(fold(clean(text)))
    if found is None:
        raise BadInput(
            N_("Danh mục thủ tục không có lĩnh vực «{text}». Ghi đúng tên như trong danh mục."),
            field=field,
            text=clean(text)[:80],
        )
    return found


def all_named(texts: Iterable[str], field: str = "fields") -> list[str]:
    """Return fields as the catalogue writes them, each once, in the order given."""
    return list(dict.fromkeys(named(text, field) for text in texts))


def offered(unit: UUID, more: Iterable[str] = ()) -> list[str]:
    """Return the fields to choose from at a centre: of the procedures it takes, else the usual ones, and ``more``."""
    taken = [field for _, _, field in catalogue.offered(unit)]
    return sorted(dict.fromkeys((*(taken or USUAL), *more)), key=fold)
