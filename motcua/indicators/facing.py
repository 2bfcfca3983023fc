"""A kept figure as its rules see it."""

from __future__ import annotations

from decimal import Decimal

from motcua.indicators import vocabulary
from motcua.indicators.models import Figure
from motcua.indicators.rules import facts as rules
from motcua.indicators.rules import flags


def facts_of(figure: Figure) -> rules.Facts:
    """Return a kept figure as its rules see it; whether it is joint elsewhere is among its lasting flags already."""
    return rules.Facts(
        kind=rules.Kind(figure.kind),
        value=Decimal(figure.value) if figure.value else None,
        numerator=figure.numerator,
        denominator=figure.denominator,
        parts=tuple(rules.Part(rules.Role(role), label, Decimal(value)) for role, label, value in figure.parts),
        joint_elsewhere=flags.Code.JOINT_FOR_ONE.value in figure.flags.split(),
        told_on=figure.told_on,
        fresh_days=vocabulary.fresh_days(figure.indicator),
    )
