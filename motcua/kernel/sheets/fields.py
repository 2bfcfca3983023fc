"""What an importer asks of a spreadsheet: its fields, what each may hold and how people call it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """How the cells of a field are read; what comes out of each stands beside it."""

    TEXT = "text"
    """``str``: one line, cleaned."""
    NUMBER = "number"
    """``int``, or ``Decimal`` where it is not whole."""
    MONEY = "money"
    """``int``: whole đồng, never negative."""
    DAY = "day"
    """``date``; with ``partial`` a :class:`~motcua.kernel.partial_date.PartialDate`."""
    PERIOD = "period"
    """:class:`~motcua.kernel.sheets.days.Period`."""
    YEAR = "year"
    """``int`` of four digits."""
    CHOICE = "choice"
    """``str``: a key of ``choices``."""
    FLAG = "flag"
    """``bool``."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field to look for: ``title`` is what people call it, ``aliases`` what else they write above the column.

    ``required``: no table without this column, no row without this value. ``choices``: key to its name, or to several
    names, the first of which is shown. ``most``: characters a text may have. ``partial``: a day of which only the month
    or the year is known is taken as such (:attr:`Kind.DAY` only).
    """

    key: str
    title: str
    aliases: Sequence[str] = ()
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    most: int = 200
    partial: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Title and aliases, the title first."""
        return (self.title, *self.aliases)

    def choice_names(self, key: str) -> tuple[str, ...]:
        """Return the names of a choice, the one to show first."""
        names = self.choices[key]
        return (names,) if isinstance(names, str) else tuple(names)
