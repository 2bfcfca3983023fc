"""Rows that only a load of the packaged units would make, for tests that do not need all of them."""

from __future__ import annotations

from motcua.kernel.text import fold
from motcua.office.models import Unit
from motcua.office.packaged import unit_key


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
