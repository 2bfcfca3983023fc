"""The weekly report: as it writes itself now, and as it was signed off; on screen, as PDF and as a file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.desks.leader.steering.asked import day, href
from motcua.desks.leader.steering.views.listing import READ, TOP
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.handing import printed, spreadsheet
from motcua.desks.shared.shapes import Column, Link
from motcua.desks.shared.told import tell
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said
from motcua.office import territory
from motcua.oversight import steering_prints as prints
from motcua.oversight.commands import IssueSteeringReport
from motcua.oversight.queries import weekly
from motcua.oversight.queries.directives import Asked
from motcua.oversight.queries.weekly import NAMED, SHOWS, Kept, Report
from motcua.oversight.rules.weekly import FIGURE_NAMES, Figure, check_period, sentence, week_of

FORM: Final = ["GET", "HEAD", "POST"]
REPORTS: Final = Link(N_("Báo cáo tuần"), "/chi-dao/bao-cao-tuan/")
LINES: Final = (Column(N_("Nhiệm vụ")), Column(N_("Chủ trì")), Column(N_("Hạn")), Column(N_("Lý do, kết quả")))
SHEET: Final = (
    (N_("Mục"), 26),
    (N_("Nhiệm vụ"), 60),
    (N_("Đơn vị chủ trì"), 36),
    (N_("Hạn"), 14),
    (N_("Lý do, kết quả"), 60),
)


def _asked(request: DeskRequest) -> Report:
    starts, ends = day(request.GET.get("tu", "")), day(request.GET.get("den", ""))
    if starts is None or ends is None:
        starts, ends = week_of(starts or clock.today())
    check_period(starts, ends)
    return weekly.report(request.actor, starts, ends)


def _context(found: Report | Kept, *, opens: bool) -> dict[str, Any]:
    def address(figure: Figure) -> str:
        return href(Asked(show=SHOWS[figure], since=found.starts, until=found.ends)) if opens else ""

    return {
        "report": found,
        "sentence": sentence(found.starts, found.ends, found.figures),
        "figures": [(FIGURE_NAMES[one], found.figures.get(one, 0), address(one)) for one in Figure],
        "groups": [(FIGURE_NAMES[one], found.lines[one]) for one in NAMED if found.lines.get(one)],
        "columns": LINES,
    }


@require_safe
@power(READ)
def home(request: DeskRequest) -> HttpResponse:
    """Show the report of a week as it stands now, and those that were signed off."""
    found = _asked(request)
    before, after = found.starts - timedelta(days=7), found.starts + timedelta(days=7)
    context = _context(found, opens=True) | {
        "trail": [TOP, REPORTS],
        "kept": weekly.kept(request.actor),
        "before": f"?tu={before:%d/%m/%Y}",
        "after": f"?tu={after:%d/%m/%Y}",
        "query": f"?tu={found.starts:%d/%m/%Y}&den={found.ends:%d/%m/%Y}",
        "may_issue": request.actor.can("directive.write") and territory.home(request.actor) is not None,
    }
    return render(request, "leader/steering/weekly.html", context)


@require_http_methods(FORM)
@power("directive.write")
def issue(request: DeskRequest) -> HttpResponse:
    """Sign the report of a period off; from then on it stays as it is."""
    found = _asked(request)
    place = territory.home(request.actor)
    if place is None:
        raise BadInput(N_("Báo cáo lập cho địa bàn của mình."))
    title = N_("Ký báo cáo")
    form = FormPage(
        title,
        title,
        [Field("words", N_("Nhận xét, kiến nghị"), "textarea", most=2000)],
        REPORTS.href,
        trail=[TOP, REPORTS, Link(title)],
        lead=sentence(found.starts, found.ends, found.figures),
        what=[N_("Số liệu và danh sách giữ nguyên như lúc ký; một kỳ ký một lần.")],
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        wish = IssueSteeringReport(place=place, starts=found.starts, ends=found.ends, words=values["words"])
        done = act(request, wish)
        tell(request, N_("Đã ký báo cáo."))
        return HttpResponseRedirect(reverse("steering:report_kept", args=[done.target]))

    return run(request, form, do)


@require_safe
@power(READ)
def kept(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Show a report as it was signed off."""
    found = weekly.one_kept(request.actor, report_id)
    context = _context(found, opens=False) | {"trail": [TOP, REPORTS, Link(_period(found))]}
    return render(request, "leader/steering/report.html", context)


@require_safe
@power(READ)
def paper(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Answer a report that was signed off as PDF/A."""
    return printed(prints.weekly_report(weekly.one_kept(request.actor, report_id)), "bao-cao-tuan.pdf")


@require_safe
@power(READ)
def kept_export(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Answer a report that was signed off as XLSX."""
    return _sheet(weekly.one_kept(request.actor, report_id))


@require_safe
@power(READ)
def export(request: DeskRequest) -> HttpResponse:
    """Answer the report of a period as it stands now as XLSX."""
    return _sheet(_asked(request))


def _sheet(found: Report | Kept) -> HttpResponse:
    figures: list[list[Any]] = [
        [formats.said(FIGURE_NAMES[one]), "", "", None, found.figures.get(one, 0)] for one in Figure
    ]
    rows = [
        [formats.said(FIGURE_NAMES[figure]), row.title, row.lead_name, row.until, row.reason]
        for figure in NAMED
        for row in found.lines.get(figure, ())
    ]
    title = gettext(N_("Báo cáo thực hiện nhiệm vụ chỉ đạo, {period}")).format(period=formats.said(_period(found)))
    return spreadsheet(f"bao-cao-{found.starts:%Y%m%d}.xlsx", title, SHEET, [*figures, *rows])


def _period(found: Report | Kept) -> Said:
    return said(N_("từ {first} đến {last}"), first=f"{found.starts:%d/%m/%Y}", last=f"{found.ends:%d/%m/%Y}")
