"""Questions about boards: which there are, what one says today, its rows, its map. Never a count of answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery

from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said
from motcua.kernel.worktime import countdown
from motcua.ledger.actor import Actor
from motcua.office import queries as office
from motcua.office import territory
from motcua.office.rules import OVERSEE
from motcua.readiness.models import Board, BoardCentre, Summary
from motcua.readiness.queries.files import FileRow, rows_of
from motcua.readiness.queries.scope import demand
from motcua.readiness.rules import board as rules
from motcua.readiness.rules.facts import Phase
from motcua.readiness.rules.outlines import Ring
from motcua.readiness.rules.verdicts import Grade
from motcua.works import queries as works_book

PAGE: Final = 50
EXCEPTIONS: Final = 12
"""Exceptions named on the board; the list below has all."""
OUTLINED_MOST: Final = 5
"""Boards whose outlines are looked through for one place, the newest first."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A board in the list of boards, with what it says today."""

    id: UUID
    title: str
    place: str
    phase: Phase
    target: date | None
    centres: int
    words: Said


@dataclass(frozen=True, slots=True)
class Line:
    """One centre of a board; ``file`` is ``None`` while it has none."""

    unit: UUID
    place: UUID
    name: str
    printed: str
    file: FileRow | None


@dataclass(frozen=True, slots=True)
class Mark:
    """One centre on the map: where it is (``None``: nobody knows), its outline, how it stands."""

    unit: UUID
    file: UUID | None
    name: str
    grade: Grade | None
    works: bool
    seen: bool
    at: tuple[float, float] | None
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class BoardPage:
    """What a board says as of an instant, with the exceptions named and the first page of its rows."""

    id: UUID
    version: int
    title: str
    place: UUID
    place_name: str
    phase: Phase
    target: date | None
    left: Said | None
    closed: bool
    as_of: datetime
    tally: rules.Tally
    words: Said
    seen: int
    told: int
    silent: int
    exceptions: tuple[tuple[Said, UUID | None], ...]
    more_exceptions: int
    outlined: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """A page of a board's centres, by name, and where the next begins ("" at the end)."""

    rows: tuple[Line, ...]
    after: str


def boards(actor: Actor) -> tuple[BoardRow, ...]:
    """Return the boards of the places within the actor's reach, by title."""
    found = Board.objects.filter(_visible(actor), closed=False).defer("outlines").order_by("title", "pk")[:200]
    today, rows = clock.today(), []
    for board in found:
        tally = _count(board, _centres(actor, board)).tally
        words = rules.sentence(tally, today, _left(board, today))
        place = office.unit(board.place_id).printed
        rows.append(BoardRow(board.id, board.title, place, Phase(board.phase), board.target, tally.centres, words))
    return tuple(rows)


def board(actor: Actor, id_: UUID) -> BoardPage:
    """Return what a board says now; a handful of statements however many centres it has."""
    row, today = _one(actor, id_), clock.today()
    mine, left = _centres(actor, row), _left(row, today)
    counted = _count(row, mine)
    tally = counted.tally
    named = _exceptions(row, mine, tally)
    return BoardPage(
        id=row.id,
        version=row.version,
        title=row.title,
        place=row.place_id,
        place_name=office.unit(row.place_id).printed,
        phase=Phase(row.phase),
        target=row.target,
        left=left,
        closed=row.closed,
        as_of=clock.now(),
        tally=tally,
        words=rules.sentence(tally, today, left),
        seen=counted.seen,
        told=counted.told,
        silent=tally.centres - counted.seen - counted.told,
        exceptions=named,
        more_exceptions=tally.centres - tally.ready - len(named),
        outlined=bool(row.outlines),
    )


def lines(actor: Actor, id_: UUID, *, grade: str = "", text: str = "", after: str = "", limit: int = PAGE) -> Lines:
    """Return a page of a board's centres by name, by key set; ``grade`` «none» asks for those without a file."""
    row = _one(actor, id_)
    mine: Any = _centres(actor, row)
    if text:
        mine = mine.filter(folded__contains=fold(text))
    if grade:
        mine = mine.annotate(grade=_grade_of(row)).filter(Q(grade__isnull=True) if grade == "none" else Q(grade=grade))
    if after:
        folded, _, last = after.rpartition("~")
        place = int(last) if last.isdecimal() and len(last) < 18 else 0
        mine = mine.filter(Q(folded__gt=folded) | Q(folded=folded, pk__gt=place))
    members = list(mine.order_by("folded", "pk")[: limit + 1])
    shown = members[:limit]
    following = f"{shown[-1].folded}~{shown[-1].pk}" if len(members) > limit else ""
    return Lines(_lined(row, shown), following)


def marks(actor: Actor, id_: UUID) -> tuple[Mark, ...]:
    """Return every centre of a board as its map draws it."""
    row = _one(actor, id_)
    mine = _centres(actor, row)
    members = list(mine.order_by("folded", "pk"))
    summaries = _summaries(row, mine).values_list("unit_id", "file_id", "grade", "works", "seen_on")
    standing = {unit: (file, Grade(grade), works, seen) for unit, file, grade, works, seen in summaries}
    book = works_book.under_way(standing.keys(), row.realm)
    where = office.positions([each.unit_id for each in members] + [each.place_id for each in members])
    rings = _rings(row)
    codes = office.units(each.place_id for each in members) if rings else {}
    found = []
    for each in members:
        file, grade, works, seen = standing.get(each.unit_id, (None, None, False, None))
        place = codes.get(each.place_id)
        found.append(
            Mark(
                unit=each.unit_id,
                file=file,
                name=each.name,
                grade=grade,
                works=book.get(each.unit_id, (works, None))[0],
                seen=seen is not None,
                at=where.get(each.unit_id) or where.get(each.place_id),
                rings=rings.get(place.code, ()) if place else (),
            )
        )
    return tuple(found)


def outline_of(actor: Actor, place: UUID) -> tuple[Ring, ...]:
    """Return the outline of a place within reach as it was last given for the map of a board; none where none was.

    Outlines are geography: whoever works in the place sees them, whether or not they see the board.
    """
    if not territory.holds(actor, place):
        return ()
    of = BoardCentre.objects.filter(place=place).values("board")
    newest = (
        Board.objects.filter(pk__in=of, realm=str(actor.realm)).exclude(outlines="").order_by("-pk")[:OUTLINED_MOST]
    )
    code = office.unit(place).code
    return next((rings[code] for rings in map(_rings, newest) if code in rings), ())


def chosen(actor: Actor, id_: UUID) -> tuple[UUID, ...]:
    """Return the centres of a board within the actor's reach."""
    return tuple(_centres(actor, _one(actor, id_)).order_by("folded", "pk").values_list("unit_id", flat=True))


def _visible(actor: Actor) -> Q:
    demand(actor)
    if not actor.can(OVERSEE):
        return Q(pk__in=[])
    return Q(realm=str(actor.realm), place__in=territory.of(actor))


def _one(actor: Actor, id_: UUID) -> Board:
    row = Board.objects.filter(_visible(actor), pk=id_).first()
    if row is None:
        raise NotFound(N_("Không có bảng theo dõi này."))
    return row


def _left(board: Board, today: date) -> Said | None:
    return countdown(office.calendar_for(board.place_id), today, board.target) if board.target else None


def _centres(actor: Actor, board: Board) -> QuerySet[BoardCentre]:
    """Return the centres of a board within reach; thousands of places are named to the database only where some are not."""
    found, reach = BoardCentre.objects.filter(board=board), territory.of(actor)
    places = set(found.values_list("place_id", flat=True))
    return found if places <= reach else found.filter(place__in=places & reach)


def _summaries(board: Board, centres: QuerySet[BoardCentre]) -> QuerySet[Summary]:
    return Summary.objects.filter(realm=board.realm, phase=board.phase, unit__in=centres.values("unit"))


def _grade_of(board: Board) -> Subquery:
    found = Summary.objects.filter(realm=board.realm, phase=board.phase, unit=OuterRef("unit"))
    return Subquery(found.values("grade")[:1])


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a board counts, in two statements over its summaries."""

    tally: rules.Tally
    seen: int
    told: int


def _count(board: Board, mine: QuerySet[BoardCentre]) -> _Counted:
    centres, standing = mine.count(), _summaries(board, mine)
    basic, unready = Q(grade=str(Grade.BASIC)), Q(grade=str(Grade.NOT))
    sums = standing.aggregate(
        files=Count("pk"),
        ready=Count("pk", filter=Q(grade=str(Grade.READY))),
        basic=Count("pk", filter=basic),
        first=Min("review_on", filter=basic),
        last=Max("review_on", filter=basic),
        seen=Count("pk", filter=Q(seen_on__isnull=False)),
        told=Count("pk", filter=Q(seen_on__isnull=True, answered__gt=0)),
    )
    works = _under_works(standing.filter(unready), board.realm)
    tally = rules.Tally(
        centres=centres,
        ready=sums["ready"],
        basic=sums["basic"],
        no_file=centres - sums["files"],
        works=works,
        reviews=(sums["first"], sums["last"]) if sums["first"] else None,
    )
    return _Counted(tally, sums["seen"], sums["told"])


def _under_works(unready: QuerySet[Summary], realm: str) -> tuple[rules.UnderWorks, ...]:
    """Return who is not ready and being built before a day, the earliest day first; two statements."""
    rows = list(unready.values_list("unit_id", "name", "folded", "works", "works_before"))
    book = works_book.under_way({row[0] for row in rows}, realm)
    found = []
    for unit, name, folded, told, told_before in rows:
        running, before = book.get(unit, (told, told_before))
        if running and before is not None:
            found.append((before, folded, rules.UnderWorks(name, before)))
    return tuple(one for _, _, one in sorted(found, key=lambda each: each[:2]))


def _exceptions(board: Board, mine: QuerySet[BoardCentre], tally: rules.Tally) -> tuple[tuple[Said, UUID | None], ...]:
    """Return the first exceptions in words with their files: who is not ready before who is so for now."""
    standing = _summaries(board, mine)
    worst = list(standing.filter(grade=str(Grade.NOT)).order_by("folded", "file")[:EXCEPTIONS])
    if tally.basic and len(worst) < EXCEPTIONS:
        rest = standing.filter(grade=str(Grade.BASIC)).order_by("folded", "file")
        worst += list(rest[: EXCEPTIONS - len(worst)])
    found: list[tuple[Said, UUID | None]] = [
        (rules.exception_words(row.name, row.grade, row.first, row.lacking - 1), row.id) for row in rows_of(worst)
    ]
    if tally.no_file and len(found) < EXCEPTIONS:
        bare = mine.annotate(grade=_grade_of(board)).filter(grade__isnull=True)
        names = bare.order_by("folded", "pk").values_list("name", flat=True)[: EXCEPTIONS - len(found)]
        found += [(rules.exception_words(name, None, None, 0), None) for name in names]
    return tuple(found)


def _lined(board: Board, members: Sequence[BoardCentre]) -> tuple[Line, ...]:
    kept = Summary.objects.filter(realm=board.realm, phase=board.phase, unit__in=[member.unit_id for member in members])
    rows = {row.unit: row for row in rows_of(list(kept))}
    places = office.units(member.place_id for member in members)
    return tuple(
        Line(
            member.unit_id,
            member.place_id,
            member.name,
            places[member.place_id].printed,
            rows.get(member.unit_id),
        )
        for member in members
    )


def _rings(board: Board) -> dict[str, tuple[Ring, ...]]:
    return msgspec.json.decode(board.outlines, type=dict[str, tuple[Ring, ...]]) if board.outlines else {}
