"""Findings: the list with its counts, one with everything said and shown, what repeats, how places stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from motcua.checklists.rules.items import Severity
from motcua.findings.models import Finding, Word
from motcua.findings.queries import scope, shown
from motcua.findings.queries.shown import ShownRow
from motcua.findings.rules import life, repeats
from motcua.findings.rules.life import Kind, Reply, Standing, State
from motcua.findings.rules.repeats import Earlier
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office.queries import names

PAGE = 50
EXPORT_MOST = 5000


class Show(StrEnum):
    """Which findings are asked for."""

    OPEN = "chua-khac-phuc"
    LATE = "qua-han"
    PROVEN = "cho-kiem-tra-lai"
    NO_DAY = "chua-co-han"
    UNDESCRIBED = "chua-mo-ta"
    CLOSED = "da-khac-phuc"
    GOOD = "uu-diem"
    ALL = "tat-ca"


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the list is wanted; ``after`` is the id of the last row already shown."""

    show: Show = Show.OPEN
    text: str = ""
    place: UUID | None = None
    campaign: UUID | None = None
    stop: UUID | None = None
    severity: str = ""
    after: UUID | None = None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as lists show it; ``late`` counts calendar days after its day, ``repeat`` says how often it was there before."""

    id: UUID
    campaign: UUID
    stop: UUID
    place: UUID
    place_name: str
    day: date
    kind: Kind
    state: State
    severity: Severity | None
    criterion: str
    words: str
    said_by: str
    unit: UUID | None
    unit_name: str
    due: date | None
    due_words: str
    late: int
    repeat: int


@dataclass(frozen=True, slots=True)
class WordRow:
    """What was said about a finding after it was noted."""

    kind: Reply
    at: datetime
    by: str
    unit_name: str
    words: str
    on_site: bool
    shown: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True)
class FindingPage:
    """One finding whole: what was said and shown, what it repeats, what the asker may do now."""

    row: FindingRow
    version: int
    ground: str
    sheet: UUID | None
    item: str
    shown: tuple[ShownRow, ...]
    said: tuple[WordRow, ...]
    before: tuple[FindingRow, ...]
    offers: tuple[Offer, ...]


def sees(actor: Actor, finding: UUID) -> bool:
    """Say whether the actor may open a finding."""
    return scope.findings(actor).filter(pk=finding).exists()


def counts(actor: Actor, asked: Asked) -> Mapping[Show, int]:
    """Return how many findings each list has, for the same place, campaign and stop; one statement."""
    found = _within(scope.findings(actor), asked)
    numbers = found.aggregate(**{show.name: Count("pk", filter=_shows(show)) for show in Show})
    return {show: numbers[show.name] for show in Show}


def listed(actor: Actor, asked: Asked) -> tuple[tuple[FindingRow, ...], bool]:
    """Return a page of the list, newest day first, and whether more follow."""
    found = _asked(actor, asked)
    if asked.after is not None:
        last = found.filter(pk=asked.after).first()
        if last is not None:
            found = found.filter(Q(day__lt=last.day) | Q(day=last.day, pk__lt=last.pk))
    rows = list(found[: PAGE + 1])
    return _rows(actor, rows[:PAGE]), len(rows) > PAGE


def exported(actor: Actor, asked: Asked, limit: int = EXPORT_MOST) -> tuple[FindingRow, ...]:
    """Return the whole list for a file, at most ``limit`` rows."""
    return _rows(actor, list(_asked(actor, asked)[:limit]))


def at_stop(actor: Actor, stop: UUID) -> tuple[FindingRow, ...]:
    """Return what was found at a stop, good first, then the gravest; withdrawn ones are left out."""
    found = scope.findings(actor).filter(stop_id=stop).exclude(state=State.WITHDRAWN)
    ordered = sorted(found, key=lambda one: (one.kind != Kind.GOOD, -_weight(one.severity), one.pk))
    return _rows(actor, ordered)


@dataclass(frozen=True, slots=True)
class PraiseRow:
    """Something good that was noted at a stop: whose sentence it is, and who noted it."""

    id: UUID
    words: str
    said_by: str
    criterion: str
    account: UUID
    by: str


def praises(actor: Actor, stop: UUID) -> tuple[PraiseRow, ...]:
    """Return what good was noted at a stop, in the order in which it was; two statements."""
    good = (
        scope.findings(actor).filter(stop_id=stop, kind=Kind.GOOD.value).exclude(state=State.WITHDRAWN).order_by("pk")
    )
    found = list(good)
    people = names.people_of(one.noted_by for one in found)
    return tuple(
        PraiseRow(one.pk, one.words, one.said_by, one.criterion, one.noted_by, people.get(one.noted_by, ""))
        for one in found
    )


def page(actor: Actor, finding: UUID) -> FindingPage:
    """Return one finding; :class:`NotFound` for whoever may not see it."""
    found = scope.findings(actor).filter(pk=finding).first()
    if found is None:
        raise NotFound(N_("Không có nội dung này, hoặc bạn không thuộc phạm vi được xem."))
    words = list(Word.objects.filter(finding=found).order_by("at", "pk"))
    files = shown.of("word", [word.id for word in words])
    before = _before(actor, [found]).get(found.pk, ())
    return FindingPage(
        row=_rows(actor, [found])[0],
        version=found.version,
        ground=found.ground,
        sheet=found.sheet_id,
        item=found.item,
        shown=shown.of("finding", [found.id]).get(found.id, ()),
        said=tuple(
            WordRow(
                Reply(word.kind),
                word.at,
                word.by,
                word.unit_name,
                word.words,
                word.on_site,
                files.get(word.id, ()),
            )
            for word in words
        ),
        before=_rows(
            actor, list(scope.findings(actor).filter(pk__in=[one.finding for one in before]).order_by("-day"))
        ),
        offers=tuple(available(found, actor)),
    )


def standing_of(actor: Actor, column: str, ids: Collection[UUID]) -> Mapping[UUID, Standing]:
    """Return how campaigns (``campaign_id``), stops (``stop_id``) or places (``place_id``) stand; one statement."""
    found = scope.findings(actor).filter(**{f"{column}__in": ids}).exclude(state=State.WITHDRAWN).order_by()
    told: defaultdict[UUID, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for owner, kind, state, number in found.values_list(column, "kind", "state").annotate(number=Count("pk")):
        told[owner][_told(kind, state)] += number
    return {owner: Standing(**numbers) for owner, numbers in told.items()}


def repeated(actor: Actor, campaign: UUID) -> tuple[FindingRow, ...]:
    """Return the shortcomings of a campaign that an earlier stop pointed out at the same place, gravest first."""
    found = scope.findings(actor).filter(campaign_id=campaign, kind=Kind.SHORTCOMING).exclude(state=State.WITHDRAWN)
    ordered = sorted(found.exclude(about=""), key=lambda one: (-_weight(one.severity), one.pk))
    return tuple(row for row in _rows(actor, ordered) if row.repeat)


@dataclass(frozen=True, slots=True)
class Offender:
    """A place that lacks again what was pointed out before: how many things, and how often the most frequent."""

    place: UUID
    place_name: str
    things: int
    most: int


def offenders(actor: Actor, most: int = 100) -> tuple[Offender, ...]:
    """Return places within reach where a thing was lacking at two stops or more in the last two years, worst first."""
    found = (
        scope.findings(actor)
        .filter(kind=Kind.SHORTCOMING, day__gte=clock.today() - repeats.BACK)
        .exclude(state=State.WITHDRAWN)
        .exclude(about="")
    )
    rows = (
        found.order_by()
        .values_list("place", "about")
        .annotate(stops=Count("stop_id", distinct=True))
        .filter(stops__gte=2)
    )
    told: defaultdict[UUID, list[int]] = defaultdict(list)
    for place, _, stops in rows:
        told[place].append(stops)
    named = names.names_of(told)
    ordered = sorted(told.items(), key=lambda item: (-len(item[1]), -max(item[1]), named.get(item[0], "")))
    return tuple(Offender(place, named.get(place, ""), len(stops), max(stops)) for place, stops in ordered[:most])


def _told(kind: str, state: str) -> str:
    if kind == Kind.GOOD:
        return "good"
    if kind == Kind.UNDESCRIBED:
        return "closed" if state == State.CLOSED else "undescribed"
    return "closed" if state == State.CLOSED else "unsettled"


def _weight(severity: str) -> int:
    return list(Severity).index(Severity(severity)) if severity else -1


def _within(found: QuerySet[Finding], asked: Asked) -> QuerySet[Finding]:
    if asked.place is not None:
        found = found.filter(place=asked.place)
    if asked.campaign is not None:
        found = found.filter(campaign_id=asked.campaign)
    if asked.stop is not None:
        found = found.filter(stop_id=asked.stop)
    return found


def _asked(actor: Actor, asked: Asked) -> QuerySet[Finding]:
    found = _within(scope.findings(actor), asked).filter(_shows(asked.show))
    if asked.severity:
        found = found.filter(severity=asked.severity)
    for word in fold(asked.text).split():
        found = found.filter(folded__contains=word)
    return found.order_by("-day", "-pk")


def _shows(show: Show) -> Q:
    lacking = Q(kind__in=[kind.value for kind in life.LACKS])
    unsettled = lacking & Q(state__in=[state.value for state in life.UNSETTLED])
    match show:
        case Show.OPEN:
            return unsettled
        case Show.LATE:
            return lacking & Q(state=State.OPEN, due__lt=clock.today())
        case Show.PROVEN:
            return lacking & Q(state=State.PROVEN)
        case Show.NO_DAY:
            return unsettled & Q(due__isnull=True)
        case Show.UNDESCRIBED:
            return unsettled & Q(kind=Kind.UNDESCRIBED)
        case Show.CLOSED:
            return lacking & Q(state=State.CLOSED)
        case Show.GOOD:
            return Q(kind=Kind.GOOD, state=State.NOTED)
        case _:
            return ~Q(state=State.WITHDRAWN)


def _before(actor: Actor, found: list[Finding]) -> dict[UUID, tuple[Earlier, ...]]:
    """Return what each shortcoming repeats of what the asker may see; one statement."""
    asked = [one for one in found if one.kind == Kind.SHORTCOMING and one.about]
    if not asked:
        return {}
    others = (
        scope.findings(actor)
        .filter(
            place__in={one.place_id for one in asked},
            about__in={one.about for one in asked},
            kind=Kind.SHORTCOMING,
            day__lt=max(one.day for one in asked),
        )
        .exclude(state=State.WITHDRAWN)
    )
    earlier = [_earlier(one) for one in others]
    return {one.pk: repeats.repeats(_earlier(one), earlier) for one in asked}


def _earlier(one: Finding) -> Earlier:
    return Earlier(one.pk, one.place_id, one.about, one.day, one.stop_id)


def _rows(actor: Actor, found: list[Finding]) -> tuple[FindingRow, ...]:
    today = clock.today()
    named = names.names_of({one.place_id for one in found} | {one.unit_id for one in found if one.unit_id})
    before = _before(actor, found)
    return tuple(
        FindingRow(
            id=one.id,
            campaign=one.campaign_id,
            stop=one.stop_id,
            place=one.place_id,
            place_name=named.get(one.place_id, ""),
            day=one.day,
            kind=Kind(one.kind),
            state=State(one.state),
            severity=Severity(one.severity) if one.severity else None,
            criterion=one.criterion,
            words=one.words,
            said_by=one.said_by,
            unit=one.unit_id,
            unit_name=named.get(one.unit_id, "") if one.unit_id else "",
            due=one.due,
            due_words=one.due_words,
            late=life.days_late(one.state, one.due, today),
            repeat=len(before.get(one.pk, ())),
        )
        for one in found
    )
