"""How figures are shown: numbers as people type them, flags as tags, and the lists of our books that rows come from."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from motcua.desks.shared import formats
from motcua.desks.shared.shapes import Link, RateShape, Text
from motcua.indicators.computing import Computed
from motcua.indicators.queries import FigureRow
from motcua.indicators.rules import facts as rules
from motcua.indicators.rules import flags
from motcua.kernel.rate import Rate
from motcua.kernel.words import N_, said
from motcua.ledger.actor import Actor

HOME: Final = Link(N_("Số liệu"), "/so-lieu/")


def decimal(value: Decimal) -> str:
    """Return a number with as many decimals as it has, in the reader's language."""
    return formats.number(value, max(0, -int(value.as_tuple().exponent)))


def value_of(row: FigureRow) -> str:
    """Return a figure as it was stated, its counts beside it: «95 % (190/200)»; «chưa có» of nothing."""
    if row.value is None:
        return formats.rate(row.rate.numerator, row.rate.denominator) if row.rate else formats.say(formats.NONE_YET)
    shown = f"{decimal(row.value)} {row.unit}".strip()
    if row.rate is None:
        return shown
    return f"{shown} ({formats.number(row.rate.numerator)}/{formats.number(row.rate.denominator)})"


def ours_of(ours: Computed | None) -> str:
    """Return what our books say, both counts beside a rate."""
    if ours is None:
        return ""
    if isinstance(ours.value, Rate):
        return formats.rate(ours.value.numerator, ours.value.denominator)
    return formats.number(ours.value)


def tags(row: FigureRow) -> list[tuple[Text, str]]:
    """Return what stands out about a figure: (words, tone)."""
    found: list[tuple[Text, str]] = []
    if row.withdrawn:
        found.append((N_("đã rút"), "plain"))
    if row.joint:
        found.append((row.whose, "gold"))
    found += [(flags.CODE_NAMES[code], "late" if row.open_flags else "soon") for code in row.codes]
    if row.sent_at is None and not row.withdrawn:
        found.append((N_("chưa gửi lên trên"), "calm"))
    return found


def stated_shape(row: FigureRow) -> RateShape | None:
    """Return a stated rate that has counts as a rate that says whose word it is; ``None`` for other figures."""
    if row.rate is None or row.rate.numerator > row.rate.denominator:
        return None
    words = said(N_("{who}: {whose}"), who=row.stated_by, whose=row.whose)
    return RateShape(
        N_("Tính từ tử số, mẫu số đã nêu"),
        row.rate.numerator,
        row.rate.denominator,
        row.rate.numerator_name,
        row.rate.denominator_name,
        reverse("figures:figure", args=[row.id]),
        words,
    )


def ours_shape(ours: Computed, label: Text, href: str) -> RateShape | None:
    """Return what our books say as a rate that opens its rows; ``None`` for a count."""
    if not isinstance(ours.value, Rate):
        return None
    return RateShape(
        label,
        ours.value.numerator,
        ours.value.denominator,
        ours.value.numerator_name,
        ours.value.denominator_name,
        href,
    )


def behind(actor: Actor, formula: str, places: Collection[UUID], first: date, last: date) -> str:
    """Return the address of the list in our books that a formula counted, narrowed alike; "" where the asker has none."""
    one = str(next(iter(places))) if len(places) == 1 else ""
    match formula:
        case "readiness" if actor.can("readiness.read"):
            return reverse("readiness:home")
        case "equipment" if actor.can("asset.read"):
            return reverse("assets:gaps")
        case "buildings" if actor.can("works.read"):
            return _narrowed("works:home", {"xem": "tat-ca", "dia-ban": one})
        case "attendance" if actor.can("staff.read"):
            return reverse("people:control")
        case "waiting" if actor.can("dossier.correct"):
            days = {"den_ngay": formats.short_date(last)}
            return _narrowed("backoffice:home", {"ds": "dang-giai-quyet"} | days)
        case "received" | "online_share" | "digitised_share" if actor.can("dossier.correct"):
            days = {"tu_ngay": formats.short_date(first), "den_ngay": formats.short_date(last)}
            return _narrowed("backoffice:home", {"ds": "dang-giai-quyet"} | days)
    return ""


def _narrowed(view: str, parts: dict[str, str]) -> str:
    return f"{reverse(view)}?{urlencode({name: value for name, value in parts.items() if value})}"


SOURCES: Final = rules.SOURCE_NAMES
