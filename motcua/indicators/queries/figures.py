"""Stated figures: lists with their flags, one with every flag, explanation and what our books say. Cut to who may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.indicators import scope, vocabulary
from motcua.indicators.computing import Computed
from motcua.indicators.facing import facts_of
from motcua.indicators.flagged import comparable, counterpart, flags_of
from motcua.indicators.models import Explanation, Figure, FigurePlace
from motcua.indicators.rules import facts as rules
from motcua.indicators.rules import flags
from motcua.indicators.rules.sentences import scope_words
from motcua.kernel.errors import NotFound
from motcua.kernel.rate import Rate
from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.ledger.events import indicators as events
from motcua.ledger.perform import Offer, available
from motcua.ledger.queries import stream
from motcua.office import territory
from motcua.office.queries import names

PAGE = 50
EXPORT_MOST = 5000


class Show(StrEnum):
    """Which figures are asked for."""

    ALL = "tat-ca"
    FLAGGED = "co-co"
    OPEN = "chua-giai-trinh"
    DRAFT = "chua-gui"
    JOINT = "so-chung"
    WITHDRAWN = "da-rut"


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the list is wanted; ``after`` is the id of the last row already shown."""

    show: Show = Show.ALL
    text: str = ""
    place: UUID | None = None
    indicator: str = ""
    year: int | None = None
    basis: str = ""
    after: UUID | None = None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure as lists show it: as it was stated, whose it is (``whose`` names joint ones as joint), its lasting flags."""

    id: UUID
    label: str
    kind: rules.Kind
    unit: str
    value: Decimal | None
    rate: Rate | None
    places: tuple[tuple[UUID, str], ...]
    whose: Said
    first: date
    last: date
    stated_by: str
    basis: rules.Basis
    source: rules.Source
    told_on: date
    level: Said | None
    codes: tuple[flags.Code, ...]
    open_flags: int
    sent_at: datetime | None
    withdrawn: bool

    @property
    def joint(self) -> bool:
        """Say whether it is of several places together, and so of none of them alone."""
        return len(self.places) > 1


@dataclass(frozen=True, slots=True)
class FlagRow:
    """A flag with its explanation; ``at`` is ``None`` while nobody gave one."""

    code: flags.Code
    words: Said
    explained: str
    who: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A number beside the figure, as it was typed."""

    role: rules.Role
    label: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened to a figure."""

    at: datetime
    who: str
    sentence: Said
    words: str


@dataclass(frozen=True, slots=True)
class FigurePage:
    """One figure: as stated, its flags now, what our books say (``difference`` in points or things), its history."""

    row: FigureRow
    version: int
    indicator: str
    scale: str
    level: str
    numerator: int | None
    denominator: int | None
    source_id: UUID | None
    source_words: str
    definition: vocabulary.Indicator | None
    parts: tuple[ShownPart, ...]
    flags: tuple[FlagRow, ...]
    ours: Computed | None
    difference: Decimal | None
    same_time: bool
    history: tuple[HistoryLine, ...]
    offers: tuple[Offer, ...]

    @property
    def open(self) -> tuple[FlagRow, ...]:
        """Return the flags that nobody has explained."""
        return tuple(flag for flag in self.flags if flag.at is None)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many figures each way of looking shows, and the places and years that have any."""

    shows: dict[Show, int]
    places: tuple[tuple[UUID, str], ...]
    years: tuple[int, ...]


def counts(actor: Actor) -> Counts:
    """Return the counts of the list; a handful of statements."""
    whole = scope.within(actor)
    places = FigurePlace.objects.filter(figure__in=whole.values("pk"), place__in=territory.of(actor))
    named = names.names_of(dict.fromkeys(places.order_by("place").values_list("place", flat=True).distinct()))
    return Counts(
        shows={show: _shown(whole, show).count() for show in Show},
        places=tuple(sorted(named.items(), key=lambda item: fold(item[1]))),
        years=tuple(day.year for day in whole.dates("last", "year", order="DESC")),
    )


def listed(actor: Actor, asked: Asked) -> tuple[tuple[FigureRow, ...], bool]:
    """Return a page of the list, the newest first, and whether more follow."""
    found = _asked(actor, asked)
    if asked.after is not None:
        last = scope.within(actor).filter(pk=asked.after).first()
        if last is not None:
            found = found.filter(Q(told_on__lt=last.told_on) | Q(told_on=last.told_on, pk__lt=last.pk))
    rows = list(found[: PAGE + 1])
    return rows_of(rows[:PAGE]), len(rows) > PAGE


def exported(actor: Actor, asked: Asked, limit: int = EXPORT_MOST) -> tuple[FigureRow, ...]:
    """Return the whole list for a file, at most ``limit`` rows."""
    return rows_of(_asked(actor, asked)[:limit])


def page(actor: Actor, figure: UUID) -> FigurePage:
    """Return one figure with its flags as of now; :class:`NotFound` for what the asker may not see."""
    found = scope.within(actor).filter(pk=figure).first()
    if found is None:
        raise NotFound(N_("Không có số liệu này trong phạm vi của bạn."))
    ours = counterpart(found, actor)
    seen = facts_of(found)
    known = {one.code: one for one in Explanation.objects.filter(figure=found)}
    people = names.people_of({one.account_id for one in known.values()})
    rows = []
    for flag in flags_of(found, actor, ours):
        why = known.get(flag.code.value)
        rows.append(
            FlagRow(
                flag.code,
                flag.words,
                why.words if why else "",
                people.get(why.account_id, "") if why else "",
                why.at if why else None,
            )
        )
    return FigurePage(
        row=rows_of([found])[0],
        version=found.version,
        indicator=found.indicator,
        scale=found.scale,
        level=found.level,
        numerator=found.numerator,
        denominator=found.denominator,
        source_id=found.source_id,
        source_words=found.source_words,
        definition=vocabulary.indicators().get(found.indicator),
        parts=tuple(ShownPart(part.role, part.label, part.value) for part in seen.parts),
        flags=tuple(rows),
        ours=ours,
        difference=_difference(seen, ours),
        same_time=ours is not None and comparable(found, ours),
        history=_history(found.id),
        offers=tuple(available(found, actor)),
    )


def rows_of(found: Iterable[Figure]) -> tuple[FigureRow, ...]:
    """Return figures as lists show them; two statements however many."""
    figures = list(found)
    places: dict[UUID, list[UUID]] = {one.id: [] for one in figures}
    for figure, place in FigurePlace.objects.filter(figure__in=places).values_list("figure", "place"):
        places[figure].append(place)
    named = names.names_of({place for many in places.values() for place in many})
    return tuple(_row(one, places[one.id], named) for one in figures)


def _row(one: Figure, places: list[UUID], named: dict[UUID, str]) -> FigureRow:
    known = vocabulary.indicators().get(one.indicator)
    rate = None
    if one.numerator is not None and one.denominator and one.numerator >= 0:
        part = known.numerator if known else N_("tử số")
        rate = Rate(one.numerator, one.denominator, part, known.denominator if known else N_("mẫu số"))
    basis = rules.Basis(one.basis)
    return FigureRow(
        id=one.id,
        label=one.label,
        kind=rules.Kind(one.kind),
        unit=one.unit,
        value=Decimal(one.value) if one.value else None,
        rate=rate,
        places=tuple(sorted(((place, named.get(place, "")) for place in places), key=lambda pair: fold(pair[1]))),
        whose=scope_words(len(places), basis),
        first=one.first,
        last=one.last,
        stated_by=one.stated_by,
        basis=basis,
        source=rules.Source(one.source),
        told_on=one.told_on,
        level=rules.level_said(vocabulary.scales(), one.scale, one.level) if one.level else None,
        codes=tuple(flags.Code(code) for code in one.flags.split()),
        open_flags=one.open_flags,
        sent_at=one.sent_at,
        withdrawn=one.withdrawn,
    )


def _asked(actor: Actor, asked: Asked) -> QuerySet[Figure]:
    found = _shown(scope.within(actor), asked.show)
    if asked.place is not None:
        found = found.filter(Exists(FigurePlace.objects.filter(figure=OuterRef("pk"), place=asked.place)))
    if asked.indicator:
        found = found.filter(indicator=asked.indicator)
    if asked.basis:
        found = found.filter(basis=asked.basis)
    if asked.year is not None:
        found = found.filter(last__year=asked.year)
    for word in fold(asked.text).split():
        found = found.filter(folded__contains=word)
    return found.order_by("-told_on", "-pk")


def _shown(found: QuerySet[Figure], show: Show) -> QuerySet[Figure]:
    match show:
        case Show.FLAGGED:
            return found.filter(withdrawn=False).exclude(flags="")
        case Show.OPEN:
            return found.filter(withdrawn=False, open_flags__gt=0)
        case Show.DRAFT:
            return found.filter(withdrawn=False, sent_at__isnull=True)
        case Show.JOINT:
            several = FigurePlace.objects.filter(figure=OuterRef("pk")).order_by("pk")
            return found.filter(Exists(several[1:2]), withdrawn=False)
        case Show.WITHDRAWN:
            return found.filter(withdrawn=True)
        case _:
            return found.filter(withdrawn=False)


def _difference(seen: rules.Facts, ours: Computed | None) -> Decimal | None:
    stated = seen.value if seen.value is not None else flags.exact_percent(seen)
    if stated is None or ours is None:
        return None
    counted = ours.value.percent if isinstance(ours.value, Rate) else Decimal(ours.value)
    return None if counted is None else stated - counted


def _history(figure: UUID) -> tuple[HistoryLine, ...]:
    told = stream(figure)
    people = names.people_of({entry.account for entry in told})
    found = []
    for entry in told:
        event = entry.event
        words = getattr(event, "reason", "") or getattr(event, "words", "")
        found.append(HistoryLine(entry.at, people.get(entry.account, ""), _sentence(event), words))
    return tuple(reversed(found))


def _sentence(event: object) -> Said:
    match event:
        case events.FigureStated(facts=facts):
            return said(N_("Ghi: {figure}"), figure=_stated(facts))
        case events.FigureCorrected(facts=facts):
            return said(N_("Đính chính thành: {figure}"), figure=_stated(facts))
        case events.FlagExplained(code=code):
            return said(N_("Giải trình cờ «{flag}»"), flag=said(flags.CODE_NAMES[flags.Code(code)]))
        case events.FigureSent(flags=codes):
            return said(N_("Gửi lên trên, {count} cờ đã giải trình"), count=len(codes))
        case _:
            return said(N_("Rút số liệu"))


def _stated(facts: events.FigureFacts) -> str:
    shown = rules.show_number(Decimal(facts.value)) if facts.value else ""
    both = f"{facts.numerator}/{facts.denominator}" if facts.numerator is not None else ""
    return " ".join(
        word for word in (shown, facts.unit if shown else "", f"({both})" if both and shown else both) if word
    )
