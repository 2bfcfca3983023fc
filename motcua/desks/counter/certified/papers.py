"""Papers of certification, answered as PDF."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from motcua.certifications import queries
from motcua.desks.counter.certified import prints
from motcua.desks.counter.certified.book import asked_of
from motcua.desks.counter.certified.home import centre_of
from motcua.desks.counter.certified.shown import READERS
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.handing import printed
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, RuleError
from motcua.kernel.words import N_

PRINT_MOST = 2_000

# The printing script opens a paper in a frame of our own page.


@require_safe
@xframe_options_sameorigin
@power(*READERS)
def statements(request: DeskRequest, certification: UUID) -> HttpResponse:
    """Return the statements of a certification, a page a copy."""
    page = queries.certification(request.actor, certification)
    if not page.row.left:
        raise Conflict(N_("Các số của lượt này đã hủy; không in lời chứng."))
    return printed(prints.statements(page, request.actor.realm), "loi-chung.pdf")


@require_safe
@xframe_options_sameorigin
@power(*READERS)
def book(request: DeskRequest) -> HttpResponse:
    """Return the lines looked for as pages of the book."""
    asked, errors = asked_of(request)
    if errors:
        raise RuleError(N_("Xin ghi đủ ngày, tháng, năm."))
    rows = queries.every(request.actor, asked, PRINT_MOST + 1)
    if len(rows) > PRINT_MOST:
        raise RuleError(N_("Nhiều hơn {most} dòng; chọn ít ngày hơn để in."), most=PRINT_MOST)
    pdf = prints.book(rows, centre_of(request), request.actor.realm, (asked.since, asked.until), clock.now())
    return printed(pdf, f"so-chung-thuc-{clock.today():%Y%m%d}.pdf")
