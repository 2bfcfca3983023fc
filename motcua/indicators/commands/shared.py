"""What several commands on figures share: lengths, a wish checked once, the row written from facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

import msgspec

from motcua.indicators import vocabulary
from motcua.indicators.models import Explanation, Figure, FigurePlace
from motcua.indicators.rules import facts as rules
from motcua.indicators.rules import flags
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_, Said, said
from motcua.ledger.events.indicators import FigureFacts, PartTold
from motcua.office import queries as office
from motcua.office.rules import PLACES

Line = Annotated[str, msgspec.Meta(max_length=200)]
Words = Annotated[str, msgspec.Meta(max_length=1000)]
Short = Annotated[str, msgspec.Meta(max_length=30)]


Places = Annotated[list[UUID], msgspec.Meta(max_length=rules.PLACES_MOST)]


class FactsWish(msgspec.Struct, frozen=True, kw_only=True):
    """What was stated, as it was typed: ``value`` and ``parts`` are texts read by the rules."""

    indicator: Short = ""
    label: Line = ""
    kind: rules.Kind
    unit: Short = ""
    value: Short = ""
    numerator: Annotated[int, msgspec.Meta(ge=0, le=10**15)] | None = None
    denominator: Annotated[int, msgspec.Meta(ge=0, le=10**15)] | None = None
    parts: Annotated[str, msgspec.Meta(max_length=4000)] = ""
    first: date
    last: date
    stated_by: Line
    basis: rules.Basis = rules.Basis.SELF
    source: rules.Source
    source_id: UUID | None = None
    source_words: Words
    told_on: date
    scale: Short = ""
    level: Short = ""


def wanted(text: str, field: str) -> str:
    """Return a text that must say something, tidied; :class:`BadInput` beside ``field`` when it says nothing."""
    found = clean(text, lines=field in {"words", "source_words"})
    if not found:
        raise BadInput(N_("Ghi mục này."), field=field)
    return found


def checked(
    wish: FactsWish, wanted_places: list[UUID], realm: str, today: date, itself: UUID | None = None
) -> FigureFacts:
    """Return the facts as they are kept, with their lasting flags; :class:`BadInput` beside the field that cannot be.

    A flag refuses nothing: what was stated is kept as it was stated.
    """
    known = vocabulary.indicators().get(wish.indicator)
    if wish.indicator and known is None:
        raise BadInput(N_("Không có chỉ tiêu này."), field="indicator")
    kind = known.kind if known else wish.kind
    label = known.name if known else wanted(wish.label, "label")
    value = rules.read_number(clean(wish.value), "value")
    rules.check_counts(kind, value, wish.numerator, wish.denominator)
    rules.check_period(wish.first, wish.last, wish.told_on, today)
    places = list(dict.fromkeys(wanted_places))
    if not places:
        raise BadInput(N_("Chọn ít nhất một nơi."), field="places")
    if any(office.unit(place).level not in PLACES for place in places):
        raise BadInput(N_("Chọn xã, phường hoặc tỉnh."), field="places")
    if wish.level and rules.level_said(vocabulary.scales(), wish.scale, wish.level) is None:
        raise BadInput(N_("Thang đo không có mức này."), field="level")
    parts = rules.read_parts(wish.parts)
    seen = rules.Facts(
        kind=kind,
        value=value,
        numerator=wish.numerator,
        denominator=wish.denominator,
        parts=parts,
        places=len(places),
        joint_elsewhere=_joint_elsewhere(wish, label, value, places, realm, itself),
    )
    return FigureFacts(
        indicator=wish.indicator,
        label=label,
        kind=kind.value,
        unit=known.unit if known else "%" if kind is rules.Kind.RATE else clean(wish.unit),
        value="" if value is None else f"{value:f}",
        numerator=wish.numerator,
        denominator=wish.denominator,
        parts=[PartTold(part.role.value, part.label, f"{part.value:f}") for part in parts],
        places=places,
        first=wish.first,
        last=wish.last,
        stated_by=wanted(wish.stated_by, "stated_by"),
        basis=wish.basis.value,
        source=wish.source.value,
        source_id=wish.source_id,
        source_words=wanted(wish.source_words, "source_words"),
        told_on=wish.told_on,
        scale=wish.scale if wish.level else "",
        level=wish.level,
        flags=[flag.code.value for flag in flags.lasting(seen)],
    )


def _joint_elsewhere(
    wish: FactsWish, label: str, value: Decimal | None, places: list[UUID], realm: str, itself: UUID | None
) -> bool:
    """Say whether the same number of an overlapping period stands in the books as that of several places with one of these."""
    if value is None:
        return False
    alike = Figure.objects.filter(
        realm=realm, label=label, withdrawn=False, first__lte=wish.last, last__gte=wish.first, places__place__in=places
    ).exclude(pk__in=[itself] if itself else [])
    for one in alike.distinct().prefetch_related("places")[:50]:
        wider = {row.place_id for row in one.places.all()}
        if wider > set(places) and one.value and Decimal(one.value) == value:
            return True
    return False


def put(figure: Figure, facts: FigureFacts) -> None:
    """Write facts into the row of a figure; nothing is explained yet."""
    for name, value in columns(facts).items():
        setattr(figure, name, value)


def columns(facts: FigureFacts) -> dict[str, Any]:
    """Return the columns that follow from facts alone."""
    same = (
        *("indicator", "label", "kind", "unit", "value", "numerator", "denominator", "first", "last"),
        *("stated_by", "basis", "source", "source_id", "source_words", "told_on", "scale", "level"),
    )
    return {name: getattr(facts, name) for name in same} | {
        "parts": [[part.role, part.label, part.value] for part in facts.parts],
        "flags": " ".join(facts.flags),
        "open_flags": len(facts.flags),
        "folded": fold(f"{facts.label} {facts.stated_by} {facts.source_words}")[:1600],
    }


def keep_places(figure: Figure, places: Iterable[UUID]) -> None:
    """Put the places in place of those before, and let explanations fall away: they were about other numbers."""
    FigurePlace.objects.filter(figure=figure).delete()
    FigurePlace.objects.bulk_create(FigurePlace(figure=figure, place_id=place) for place in places)
    Explanation.objects.filter(figure=figure).delete()


def stands(figure: Figure) -> Said | None:
    """What was withdrawn is not worked on."""
    return said(N_("Số liệu này đã rút.")) if figure.withdrawn else None


def is_unsent(figure: Figure) -> Said | None:
    """What went up once does not go up again, and what was withdrawn does not at all."""
    if figure.withdrawn:
        return said(N_("Số liệu này đã rút."))
    return said(N_("Số liệu này đã gửi lên trên.")) if figure.sent_at is not None else None
