"""What a press text is read into: its parts, the days, units and people it names, and the traps it has."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from motcua.kernel.words import Said


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and its place among those of the source, counted from 1; empty lines do not count."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """What of the portal's page was copied along: cities of the weather, the poll, the name of the picture gallery."""

    weather: tuple[str, ...] = ()
    question: str = ""
    options: tuple[str, ...] = ()
    gallery: str = ""
    asked_at: int = 0


@dataclass(frozen=True, slots=True)
class Parts:
    """The text taken apart. ``title`` is empty where the text has none; ``repeated`` holds what stood there twice."""

    title: str
    lead: str
    body: tuple[Paragraph, ...]
    captions: tuple[Paragraph, ...]
    author: str = ""
    organisation: str = ""
    source: str = ""
    link: str = ""
    category: str = ""
    published: datetime | None = None
    views: int | None = None
    page: Page = field(default_factory=Page)
    repeated: tuple[Paragraph, ...] = ()
    title_at: int = 0
    lead_at: int = 0

    @property
    def story(self) -> tuple[Paragraph, ...]:
        """Return the lead and the body, in order."""
        lead = (Paragraph(self.lead_at, self.lead),) if self.lead else ()
        return (*lead, *self.body)

    @property
    def told(self) -> tuple[Paragraph, ...]:
        """Return all that is told, the title first, in the order of the source."""
        title = (Paragraph(self.title_at, self.title),) if self.title else ()
        return tuple(sorted((*title, *self.story, *self.captions), key=lambda one: one.number))


@dataclass(frozen=True, slots=True)
class Day:
    """A day the text names. ``limit``: on, from, until, before (exclusive: ``last_day`` is the day before).

    ``year`` says whether it was stated, inferred (with its ``ground``: reform, published, text) or stays unknown; then
    there is no day. ``rest`` says that nobody works that day by the national calendar.
    """

    words: str
    where: int
    day: date | None
    number: int
    month: int
    half: str = ""
    limit: str = "on"
    year: str = "stated"
    ground: str = ""
    rest: bool = False
    rest_known: bool = False
    event: str = ""
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that a name may mean, by its id in the gazetteer; ``became`` are its heirs when it is no more."""

    id: str
    code: str
    full_name: str
    province: str
    district: str
    state: str
    became: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A unit the text names: ``level`` as the text says it, the candidates left after reading the whole text.

    ``grounds`` says how several were told apart; ``also`` are other spellings in the text.
    """

    words: str
    name: str
    level: str
    where: int
    candidates: tuple[Candidate, ...] = ()
    ambiguous: bool = False
    ground: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Someone:
    """A person with every title the text gives them, or a unit that took part without a named person."""

    name: str
    titles: tuple[str, ...]
    where: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """A trap of the text: its code (docs/rules/article-flags.md), the words, the paragraph, and what to do."""

    code: str
    words: str
    where: int
    todo: Said


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is read from one text."""

    parts: Parts
    units: tuple[Named, ...]
    people: tuple[Someone, ...]
    days: tuple[Day, ...]
    flags: tuple[Flag, ...]
