"""Kinds of values on the command line: instants and days, as people and machines write them."""

from __future__ import annotations

from datetime import date, datetime

import click

from motcua.desks.operator.node import read_instant
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_


class Instant(click.ParamType[datetime]):
    """An instant; without a zone it is Vietnam's time."""

    name = "instant"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the aware instant; :class:`BadInput` says how to write one."""
        return value if isinstance(value, datetime) else read_instant(str(value))


class Day(click.ParamType[date]):
    """A day: ``2025-07-11`` or ``11/7/2025``."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; :class:`BadInput` says how to write one."""
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        text = str(value)
        found = read_instant(text).date()
        if ":" in text or "T" in text.upper():
            raise BadInput(
                N_("«{text}» có cả giờ; ở đây chỉ ghi ngày, như 2025-07-25 hoặc 25/7/2025."),
                text=text[:60],
                field=param.name if param is not None else None,
            )
        return found


INSTANT = Instant()
DAY = Day()
