"""Facts of other books as evidence: what each says now of the asker's own centre, ready to be kept as it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from motcua.budget import queries as budget
from motcua.custody.queries import register
from motcua.custody.queries import standing as custody
from motcua.dossiers import workload
from motcua.kernel import clock
from motcua.kernel.money import VND
from motcua.kernel.words import N_, Said
from motcua.ledger.actor import Actor
from motcua.links.queries import cuts, standing
from motcua.office import queries as office
from motcua.office import territory
from motcua.office.queries import orders
from motcua.proposals.commands import FactWish
from motcua.proposals.rules.facts import Book
from motcua.readiness.queries import files
from motcua.staff.queries import staff_needs
from motcua.staff.queries import standing as staff

CUT_DAYS: Final = 30


def said_of(words: str, values: dict[str, object]) -> Said:
    """Return the sentence of a fact that was kept."""
    return Said(words, values)


def collect(actor: Actor) -> tuple[FactWish, ...]:
    """Return what the books say now of the asker's own centre; a book that is closed to them or knows nothing is left out."""
    place = territory.home(actor)
    centre = office.centre_of(place) if place else None
    if place is None or centre is None:
        return ()
    found = [take(actor, place, centre.id) for take in _BOOKS.values()]
    return tuple(one for one in found if one is not None)


def taken(actor: Actor, book: Book) -> FactWish | None:
    """Return what one book says now, to stand beside what it said when it was kept."""
    return next((one for one in collect(actor) if one.book is book), None)


def _fact(book: Book, words: str, href: str, as_of: datetime | None = None, **values: str | int | float) -> FactWish:
    return FactWish(book=book, words=words, values=values, as_of=as_of or clock.now(), href=href)


def _at(day: date) -> datetime:
    return clock.at(day.year, day.month, day.day)


def _lines(actor: Actor, place: UUID, centre: UUID) -> FactWish | None:
    found = standing.standing(centre, str(actor.realm)) if actor.can("link.read") else None
    if found is None:
        return None
    since = clock.today() - timedelta(days=CUT_DAYS)
    lost = [
        one for one in cuts.outages_exported(actor, cuts.OutagesAsked(place=place, first=since)) if not one.withdrawn
    ]
    return _fact(
        Book.LINES,
        N_("{lines} đường truyền; {days} ngày qua mất {cuts} lần, thông {up}/{known} phút đo được"),
        "/duong-truyen/",
        lines=found.lines,
        days=CUT_DAYS,
        cuts=len(lost),
        up=found.up,
        known=found.known,
    )


def _equipment(actor: Actor, place: UUID, centre: UUID) -> FactWish | None:
    del place
    found = custody.standing(centre, str(actor.realm)) if actor.can("asset.read") else None
    if found is None:
        return None
    lacking = [line.lacking for line in found.kinds.values() if line.lacking]
    return _fact(
        Book.EQUIPMENT,
        N_("Thiếu {count} thiết bị của {kinds}/{whole} loại so với {norm}"),
        f"/thiet-bi/so-sanh/{found.review}/",
        _at(found.on),
        count=sum(lacking),
        kinds=len(lacking),
        whole=len(found.kinds),
        norm=found.norm,
    )


def _models(actor: Actor, place: UUID, centre: UUID) -> FactWish | None:
    if not actor.can("asset.read"):
        return None
    found = register.series(actor, centre, place)
    mixed = [one for one in found if one.mixed]
    if not found:
        return None
    return _fact(
        Book.MODELS,
        N_("{mixed}/{kinds} loại thiết bị gồm nhiều dòng máy, nhiều năm ({models} dòng máy)"),
        "/thiet-bi/",
        mixed=len(mixed),
        kinds=len(found),
        models=sum(len(one.models) for one in mixed),
    )


def _seals(actor: Actor, place: UUID, centre: UUID) -> FactWish | None:
    del place, centre
    if not actor.can("staff.read"):
        return None
    found = orders.counts(actor)
    if not found["open"] + found["done"]:
        return None
    return _fact(
        Book.SEALS,
        N_("{open} việc con dấu, chứng thư số chưa xong, {stuck} việc kéo dài; {done} việc đã xong"),
        "/con-dau/",
        open=found["open"],
        stuck=found["stuck"],
        done=found["done"],
    )


def _staff(actor: Actor, place: UUID, centre: UUID) -> FactWish | None:
    del place
    found = staff.standing(centre, str(actor.realm)) if actor.can("staff.read") else None
    if found is None:
        return None
    words = N_("{arrived}/{people} người của phương án nhân sự đã đến")
    return _fact(Book.STAFF, words, "/nhan-su/phuong-an/", arrived=found.arrived, people=found.people)


def _needs(actor: Actor, place: UUID, centre: UUID) -> FactWish | None:
    del place, centre
    if not actor.can("staff.read"):
        return None
    found = staff_needs.counts(actor)
    if not found.whole:
        return None
    return _fact(
        Book.NEEDS,
        N_(
            "{open}/{whole} nhu cầu nhà ở, chế độ, biên chế chưa giải quyết, của {people} người; {above} nhu cầu vượt xã"
        ),
        "/nhan-su/nhu-cau/",
        open=found.open,
        whole=found.whole,
        people=found.people,
        above=found.only_province,
    )


def _workload(actor: Actor, place: UUID, centre: UUID) -> FactWish | None:
    del place
    found = workload.of_centre(actor, centre)
    if found is None:
        return None
    return _fact(
        Book.WORKLOAD,
        N_("{days} ngày qua nhận {received} hồ sơ; đang giữ {open}, quá hạn {late}, do {officials} người thụ lý"),
        "/ho-so/",
        days=found.days,
        received=found.received,
        open=found.open,
        late=found.late,
        officials=found.officials,
    )


def _readiness(actor: Actor, place: UUID, centre: UUID) -> FactWish | None:
    del centre
    if not actor.can("readiness.read"):
        return None
    found = files.files(actor, files.Narrow(place=place), limit=1).rows
    if not found:
        return None
    row = found[0]
    words = N_("Hồ sơ sẵn sàng: đạt {met}/{items} mục, {musts_met}/{musts} mục bắt buộc")
    return _fact(
        Book.READINESS,
        words,
        f"/san-sang/{row.id}/",
        met=row.met,
        items=row.items,
        musts_met=row.musts_met,
        musts=row.musts,
    )


def _money(actor: Actor, place: UUID, centre: UUID) -> FactWish | None:
    del centre
    if not actor.can("budget.read"):
        return None
    share = budget.board(actor, place).share
    if not share.given:
        return None
    return _fact(
        Book.MONEY,
        N_("Kinh phí hỗ trợ {given}, đã chi {spent}, cho Trung tâm {centre}"),
        "/kinh-phi/",
        given=str(VND(share.given)),
        spent=str(VND(share.spent)),
        centre=str(VND(share.centre)),
    )


_BOOKS: Final[dict[Book, Callable[[Actor, UUID, UUID], FactWish | None]]] = {
    Book.LINES: _lines,
    Book.EQUIPMENT: _equipment,
    Book.MODELS: _models,
    Book.SEALS: _seals,
    Book.STAFF: _staff,
    Book.NEEDS: _needs,
    Book.WORKLOAD: _workload,
    Book.READINESS: _readiness,
    Book.MONEY: _money,
}
