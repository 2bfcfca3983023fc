"""The register of dossiers received: leafed through, taken away as a spreadsheet, printed as its form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power, typed_id
from motcua.desks.shared.fields import YEARS
from motcua.desks.shared.handing import Cell, printed, spreadsheet
from motcua.desks.shared.shapes import Column, Option
from motcua.dossiers import prints, register
from motcua.dossiers.papers import RegisterLine
from motcua.dossiers.rules.places import BOOKS
from motcua.kernel import clock, partial_date
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

COLUMNS = (
    Column(N_("STT"), numeric=True),
    *map(
        Column,
        (
            N_("Mã hồ sơ"),
            N_("Nội dung giải quyết"),
            N_("Chủ hồ sơ"),
            N_("Nhận hồ sơ"),
            N_("Hẹn trả kết quả"),
            N_("Có kết quả"),
            N_("Trả kết quả"),
            N_("Ghi chú"),
        ),
    ),
)
SHEET = (
    (N_("STT"), 6),
    (N_("Mã hồ sơ"), 24),
    (N_("Nội dung giải quyết"), 48),
    (N_("Số bộ"), 7),
    (N_("Chủ hồ sơ"), 28),
    (N_("Địa chỉ"), 36),
    (N_("Điện thoại"), 14),
    (N_("Cơ quan chủ trì giải quyết"), 32),
    (N_("Nhận hồ sơ"), 17),
    (N_("Hẹn trả kết quả"), 17),
    (N_("Chuyển hồ sơ đi"), 17),
    (N_("Có kết quả"), 17),
    (N_("Trả kết quả"), 17),
    (N_("Cách nhận kết quả"), 20),
    (N_("Người tiếp nhận"), 24),
    (N_("Ghi chú"), 22),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The days the register is opened at, both included, and which of the registers."""

    first: date
    last: date
    book: str = ""

    @property
    def query(self) -> str:
        """Return them as the query of an address."""
        return f"tu={self.first.isoformat()}&den={self.last.isoformat()}" + (f"&so={self.book}" if self.book else "")


def _asked(request: DeskRequest) -> Asked:
    today = clock.today()
    book = request.GET.get("so", "").strip()
    if book not in BOOKS:
        raise BadInput(N_("Không có sổ này."), field="so")
    return Asked(_day(request, "tu", today.replace(day=1)), _day(request, "den", today), book)


def _day(request: DeskRequest, name: str, usual: date) -> date:
    written = request.GET.get(name, "").strip()
    if not written:
        return usual
    day = partial_date.parse(written, field=name).exact
    if day is None or day.year not in YEARS:
        raise BadInput(N_("Xin ghi đủ ngày, tháng, năm."), field=name)
    return day


@require_safe
@power("dossier.receive", "dossier.correct")
def leaf(request: DeskRequest) -> HttpResponse:
    """Show a page of the register."""
    wanted = _asked(request)
    found = register.lines(
        request.actor,
        wanted.first,
        wanted.last,
        after=typed_id(request.GET, "sau"),
        purpose="Xem sổ theo dõi hồ sơ",
        book=wanted.book,
    )
    books = [Option(key, name) for key, name in BOOKS.items()]
    told: dict[str, Any] = {"asked": wanted, "found": found, "columns": COLUMNS, "books": books}
    return render(request, "counter/register.html", told)


@require_safe
@power("dossier.receive", "dossier.correct")
def sheet(request: DeskRequest) -> HttpResponse:
    """Answer the register as XLSX."""
    wanted = _asked(request)
    found = register.lines(
        request.actor,
        wanted.first,
        wanted.last,
        most=register.WHOLE_MOST,
        purpose="Xuất sổ theo dõi hồ sơ",
        book=wanted.book,
    )
    title = gettext(N_("Sổ theo dõi hồ sơ từ {first} đến {last}")).format(
        first=f"{wanted.first:%d/%m/%Y}", last=f"{wanted.last:%d/%m/%Y}"
    )
    more = gettext(N_("Chỉ xuất {n} hồ sơ đầu; hãy chọn ít ngày hơn.")).format(n=formats.number(len(found.lines)))
    name = f"so-theo-doi-{wanted.first:%Y%m%d}-{wanted.last:%Y%m%d}.xlsx"
    return spreadsheet(name, title, SHEET, map(_values, found.lines), last=more if found.after else "")


@require_safe
@xframe_options_sameorigin
@power("dossier.receive", "dossier.correct")
def paper(request: DeskRequest) -> HttpResponse:
    """Return the register as PDF."""
    wanted = _asked(request)
    pdf = prints.print_register(register.paper(request.actor, wanted.first, wanted.last, wanted.book))
    return printed(pdf, f"so-theo-doi-{wanted.first:%Y%m%d}-{wanted.last:%Y%m%d}.pdf")


def _values(line: RegisterLine) -> list[Cell]:
    return [
        line.number,
        line.code,
        f"{line.request}. {line.about}" if line.about else line.request,
        line.sets,
        line.owner,
        line.address,
        line.phone,
        line.competent,
        line.received_at,
        line.due_at,
        line.forwarded_at,
        line.ready_at,
        line.returned_at,
        gettext(line.manner),
        line.received_by,
        gettext(line.status),
    ]
