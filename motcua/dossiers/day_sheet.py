"""The page at close of day: its counts, the lists that should be empty, the days already closed, and the printed sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from motcua.dossiers import day as days
from motcua.dossiers import policies, routing
from motcua.dossiers.commands.close_day import CloseDay
from motcua.dossiers.day import Counted
from motcua.dossiers.models import Day
from motcua.dossiers.papers import CloseOfDay, DayItem, DayList, Heading, centre_name
from motcua.dossiers.queries import rows_of
from motcua.dossiers.views import DossierRow
from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed
from motcua.kernel.words import N_
from motcua.ledger import marks
from motcua.ledger.actor import Actor, Realm
from motcua.links import queries as links
from motcua.office.queries import names as office

SHOWN_MOST = 100
"""Dossiers shown of each list; the count beside it is whole."""
CLOSED_MOST = 31


@dataclass(frozen=True, slots=True)
class OpenList:
    """One list of what is still open: its name in :class:`Counted`, how many in all, the first of them."""

    key: str
    count: int
    rows: tuple[DossierRow, ...]


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day that was closed, by whom, with what left open."""

    day: date
    closed_at: datetime
    closed_by: str
    received: int
    returned: int
    left_open: dict[str, int]
    note: str


@dataclass(frozen=True, slots=True)
class DaySheet:
    """A centre's day: counts, what is open, and how it was closed (``None``: it is not).

    ``cut_since``: since when the province's system cannot be reached, while it cannot.
    """

    unit: UUID
    day: date
    counted: Counted
    lists: tuple[OpenList, ...]
    closed: ClosedDay | None
    cut_since: datetime | None = None

    @property
    def since_closed(self) -> tuple[int, int]:
        """Return how many were received and returned on the day after it was closed; none while it is not."""
        if self.closed is None:
            return 0, 0
        return self.counted.received - self.closed.received, self.counted.returned - self.closed.returned


LIST_NAMES = {
    "not_entered": N_("Chưa nhập lên hệ thống của tỉnh"),
    "not_digitised": N_("Chưa số hóa giấy tờ (nhận trong ngày)"),
    "not_forwarded": N_("Chưa chuyển nơi khác giải quyết"),
    "ready_not_returned": N_("Có kết quả, chưa trả"),
    "late": N_("Quá hạn"),
    "due_tomorrow": N_("Đến hạn ngày làm việc kế tiếp"),
}


def day_sheet(actor: Actor, day: date) -> DaySheet:
    """Return the sheet of ``day`` at the actor's centre as it stands now; :class:`NotAllowed` for others."""
    centre = _centre(actor)
    realm, now = str(actor.realm), clock.now()
    counted = days.count(centre, realm, day, now)
    wanted = days.left_open(centre, realm, day, now)
    lists = tuple(
        OpenList(key, count, rows_of(list(wanted[key].order_by("id")[:SHOWN_MOST])) if count else ())
        for key, count in counted.left_open.items()
    )
    cut = links.province_cut(centre, realm, now)
    closed = next(iter(_closed(centre, realm, day)), None)
    return DaySheet(centre, day, counted, lists, closed, cut.started_at if cut else None)


def closed_days(actor: Actor) -> tuple[ClosedDay, ...]:
    """Return the days the actor's centre closed last, the newest first."""
    return _closed(_centre(actor), str(actor.realm))


def close_of_day(actor: Actor, day: date) -> CloseOfDay:
    """Return the sheet of a day ready to print: its counts as closed where it is closed, else as they stand now."""
    sheet = day_sheet(actor, day)
    place = office.heading_of(sheet.unit, day)
    closed = sheet.closed
    left = closed.left_open if closed else sheet.counted.left_open
    received = closed.received if closed else sheet.counted.received
    returned = closed.returned if closed else sheet.counted.returned
    names = [(N_("Tiếp nhận trong ngày"), received), (N_("Trả kết quả trong ngày"), returned)]
    return CloseOfDay(
        heading=Heading(
            governing_body=place.governing_body,
            centre=centre_name(place.commune, day),
            place=place.short,
            made_at=closed.closed_at if closed else clock.now(),
            realm="thử" if actor.realm == Realm.TRIAL else "thật",
            demonstration=marks.is_demonstration(),
        ),
        day=day,
        counts=(*names, *((LIST_NAMES[key], left.get(key, 0)) for key in LIST_NAMES)),
        lists=tuple(
            DayList(
                title=LIST_NAMES[one.key],
                count=one.count,
                items=tuple(DayItem(code=row.label, what=row.procedure, who=row.applicant) for row in one.rows),
            )
            for one in sheet.lists
        ),
        closed_by=closed.closed_by if closed else actor.name,
        printed_at=clock.now(),
        closed_at=closed.closed_at if closed else None,
        note=closed.note if closed else "",
    )


def _centre(actor: Actor) -> UUID:
    """Return the centre whose day the actor may close."""
    if actor.unit is None:
        raise NotAllowed(N_("Tài khoản chưa gắn với trung tâm nào."))
    centre = routing.directory(actor.unit).centre
    refusal = policies.may_close_day(actor, CloseDay(unit=centre, day=clock.today()))
    if refusal is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)
    return centre


def _closed(centre: UUID, realm: str, day: date | None = None) -> tuple[ClosedDay, ...]:
    rows = Day.objects.filter(unit_id=centre, realm=realm).order_by("-day")
    if day is not None:
        rows = rows.filter(day=day)
    return tuple(
        ClosedDay(
            row.day,
            row.closed_at,
            row.closed_by,
            row.received,
            row.returned,
            msgspec.json.decode(row.left_open),
            row.note,
        )
        for row in rows[:CLOSED_MOST]
    )
