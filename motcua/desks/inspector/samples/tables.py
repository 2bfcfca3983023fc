"""Samples as tables: those of a stop, one with how its dossiers stand, taken away as a spreadsheet, drawn again."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.desks.inspector.samples import shown
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.handing import Cell, spreadsheet
from motcua.desks.shared.shapes import Column, Link, RateShape
from motcua.kernel import clock
from motcua.kernel.words import N_
from motcua.ledger.perform import Offer
from motcua.samples import queries
from motcua.samples.commands import HoldSample, PickDossier
from motcua.samples.policies import Sight
from motcua.samples.queries import LineRow, SamplePage, SampleRow
from motcua.samples.rules.checks import CHECK_NAMES
from motcua.samples.rules.standing import STANDS_NAMES, Stands, Tally

HOME: Final = (
    Column(N_("Mẫu")),
    Column(N_("Tập hồ sơ"), numeric=True),
    Column(N_("Đã bốc"), numeric=True),
    Column(N_("Đã xem"), numeric=True),
    Column(N_("Đúng"), numeric=True),
)
WHOLE: Final = (
    Column(N_("Hồ sơ")),
    Column(N_("Thủ tục")),
    Column(N_("Hẹn trả")),
    Column(N_("Có kết quả")),
    Column(N_("Kết luận")),
)
OWN: Final = (Column(N_("Hồ sơ")), Column(N_("Thủ tục")), Column(N_("Kết luận")))
TABLE: Final = (Column(N_("Hồ sơ")), Column(N_("Kết luận")))
COLUMNS: Final = {Sight.WHOLE: WHOLE, Sight.OWN: OWN, Sight.TABLE: TABLE}


@require_safe
@power("inspection.read")
def home(request: DeskRequest, stop_id: UUID) -> HttpResponse:
    """Show the samples of a stop, and how each stands."""
    found = queries.at_stop(request.actor, stop_id)
    waits = [row for row in found.rows if row.held_at is None and row.latest]
    context = {
        "it": found,
        "rows": [
            {"row": row, "id": row.id, "title": shown.title(row), "period": shown.period(row)} for row in found.rows
        ],
        "columns": HOME,
        "trail": shown.stop_trail(stop_id, found.place_name),
        "may_commit": found.works and not waits,
        "waits": waits,
    }
    return render(request, "inspector/samples/home.html", context)


def _asked(request: DeskRequest) -> Stands | None:
    show = request.GET.get("xem", "")
    return Stands(show) if show in set(Stands) else None


@require_safe
@power("inspection.read")
def page(request: DeskRequest, stop_id: UUID, sample_id: UUID) -> HttpResponse:
    """Show one sample: what makes its draw repeatable, how its dossiers stand."""
    only = _asked(request)
    found = queries.page(request.actor, sample_id, only)
    row = shown.within(stop_id, found.row)
    here = shown.at("sample", row)
    sight = _sight(found)
    context: dict[str, Any] = {
        "it": found,
        "row": row,
        "title": shown.title(row),
        "lead": shown.period(row),
        "trail": shown.trail(row),
        "facts": shown.facts(row),
        "columns": COLUMNS[sight],
        "sight": sight,
        "lines": [_line(one, row, works=found.works) for one in found.lines],
        "tabs": _tabs(row, here, only),
        "rate": _rate(row, here),
        "unchecked": row.tally.numbers[Stands.UNCHECKED] if row.tally else 0,
        "may_hold": row.latest and row.held_at is None and _may(found.offers, HoldSample),
        "may_pick": _may(found.offers, PickDossier),
    }
    return render(request, "inspector/samples/sample.html", context)


def _sight(found: SamplePage) -> Sight:
    """Return how much is shown: who worked on a sample that is over sees its table."""
    return Sight.TABLE if found.sight is Sight.WHOLE and not found.works else found.sight


def _may(offers: tuple[Offer, ...], command: type[Any]) -> bool:
    return any(offer.command is command and offer.refusal is None for offer in offers)


def _line(one: LineRow, row: SampleRow, *, works: bool) -> dict[str, Any]:
    return {
        "line": one,
        "id": one.id,
        "href": shown.at("dossier", row, one.id) if works else "",
        "stands": (STANDS_NAMES[one.stands], shown.TONES[one.stands]),
        "failed": [CHECK_NAMES[check] for check in one.failed],
    }


def _tabs(row: SampleRow, here: str, only: Stands | None) -> list[Link]:
    if row.tally is None:
        return []
    both = {one: row.tally.numbers[one] + (row.picked.numbers[one] if row.picked else 0) for one in Stands}
    links = [Link(N_("Tất cả"), here, current=only is None, count=sum(both.values()))]
    return links + [
        Link(STANDS_NAMES[one], f"{here}?xem={one}", current=only is one, count=both[one]) for one in Stands
    ]


def _rate(row: SampleRow, here: str) -> RateShape | None:
    """Return the rate of those as they should be, of those checked to the end: what was not checked is in neither."""
    if row.tally is None:
        return None
    counts = row.tally.rate
    return RateShape(
        N_("Đúng quy trình"),
        counts.numerator,
        counts.denominator,
        counts.numerator_name,
        counts.denominator_name,
        href=f"{here}?xem={Stands.RIGHT}",
    )


@require_safe
@power("inspection.read")
def repeat(request: DeskRequest, stop_id: UUID, sample_id: UUID) -> HttpResponse:
    """Draw again from the seed that was told, and show whether the same comes out."""
    found = queries.repeated(request.actor, sample_id)
    row = shown.within(stop_id, found.row)
    context = {
        "it": found,
        "row": row,
        "trail": shown.trail(row, Link(N_("Bốc lại để kiểm chứng"))),
        "facts": shown.facts(row),
    }
    return render(request, "inspector/samples/repeat.html", context)


SHEET: Final = {
    Sight.WHOLE: (
        (N_("STT"), 6),
        (N_("Mã hồ sơ"), 26),
        (N_("Chọn tay"), 10),
        (N_("Thủ tục"), 50),
        (N_("Chủ hồ sơ (viết tắt)"), 16),
        (N_("Tiếp nhận"), 18),
        (N_("Hẹn trả"), 18),
        (N_("Có kết quả"), 18),
        (N_("Kết luận"), 24),
        (N_("Điểm không khớp"), 60),
    ),
    Sight.OWN: (
        (N_("STT"), 6),
        (N_("Mã hồ sơ"), 26),
        (N_("Thủ tục"), 50),
        (N_("Kết luận"), 24),
        (N_("Điểm không khớp"), 60),
    ),
    Sight.TABLE: ((N_("STT"), 6), (N_("Mã hồ sơ"), 26), (N_("Kết luận"), 24)),
}


@require_safe
@power("inspection.read")
def export(request: DeskRequest, stop_id: UUID, sample_id: UUID) -> HttpResponse:
    """Answer a sample as XLSX, with as much of each dossier as its page shows and never a citizen's name."""
    found = queries.page(request.actor, sample_id, _asked(request))
    row, sight = shown.within(stop_id, found.row), _sight(found)
    title = gettext(N_("Mẫu hồ sơ số {number}, {place} – xuất lúc {at}")).format(
        number=row.number, place=row.place_name, at=formats.long_moment(clock.now())
    )
    rows = [_cells(one, sight) for one in found.lines]
    last = _sum(row.tally)
    return spreadsheet(f"mau-ho-so-{row.number}-{row.day:%Y%m%d}.xlsx", title, SHEET[sight], rows, last=last)


def _sum(found: Tally | None) -> str:
    if found is None:
        return ""
    return "; ".join(f"{formats.say(STANDS_NAMES[one])}: {number}" for one, number in found.numbers.items())


def _cells(one: LineRow, sight: Sight) -> list[Cell]:
    verdict = formats.say(STANDS_NAMES[one.stands])
    failed = "; ".join(formats.say(CHECK_NAMES[check]) for check in one.failed)
    if sight is Sight.TABLE:
        return [one.ordinal, one.code, verdict]
    if sight is Sight.OWN:
        return [one.ordinal, one.code, one.procedure, verdict, failed]
    picked = one.reason if one.picked else ""
    dates = [one.received_at, one.due_at, one.ready_at]
    return [one.ordinal, one.code, picked, one.procedure, one.owner, *dates, verdict, failed]
