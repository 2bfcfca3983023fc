"""The books under the eyes of whoever watches over them: how they stand, checking them now, duties done."""

from __future__ import annotations

from threading import Lock
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from motcua.desks.manage.choices import HOME
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.formats import number
from motcua.desks.shared.shapes import Column, Fact, Link
from motcua.kernel import clock
from motcua.kernel.errors import Busy
from motcua.kernel.words import N_
from motcua.ledger.findings import Report
from motcua.office.queries import logbook

BOOKS = Link(N_("Sổ và nhật ký"), "/quan-tri/so/")
DUTY_COLUMNS = [Column(N_("Việc")), Column(N_("Kỳ")), Column(N_("Làm lúc")), Column(N_("Kết quả"))]
DUTY_NAMES = {
    "ledger.seal_access_days": N_("Niêm phong nhật ký truy cập hằng ngày"),
    "office.close_idle_accounts": N_("Khóa tài khoản lâu không dùng"),
    "ledger.replay": N_("Đối chiếu bản ghi với sổ"),
    "office.sweep_sessions": N_("Xóa phiên làm việc đã hết hạn"),
    "documents.sweep_waiting": N_("Xóa danh sách chờ nhập đã quá hạn"),
    "documents.clear_files": N_("Xóa tệp không còn nơi nào cần"),
    "documents.drop_unclaimed": N_("Bỏ tệp gửi lên quá 30 ngày không dùng đến"),
    "ledger.sweep_tallies": N_("Xóa số lần thử đã hết hạn nhớ"),
    "readiness.tell_reviews": N_("Báo mục sẵn sàng đến ngày rà soát lại"),
    "readiness.compare_summaries": N_("Đối chiếu tóm tắt sẵn sàng với từng mục"),
    "custody.remind_of_decisions": N_("Nhắc quyết định bàn giao chính thức trong 30 ngày"),
    "custody.reckon_again": N_("Tính lại phần còn thiếu theo hướng dẫn mới"),
    "works.watch": N_("Theo dõi công trình im lặng, chậm, quá ngày"),
    "links.notice_silence": N_("Báo đường truyền không có số đo"),
    "links.try_province": N_("Thử kết nối với hệ thống của tỉnh"),
    "links.forget_old": N_("Bỏ số đo thô quá 90 ngày"),
    "budget.watch": N_("Báo dự toán quá ngày chưa duyệt"),
    "oversight.watch": N_("Báo dự án lâu không có tin"),
    "oversight.watch_directives": N_("Nhắc nhiệm vụ gần hạn, báo nhiệm vụ quá hạn"),
    "oversight.make_occurrences": N_("Lập kỳ tiếp theo của nhiệm vụ định kỳ"),
    "inspections.watch": N_("Báo báo cáo theo đề cương quá hạn"),
    "findings.watch": N_("Báo tồn tại quá hạn khắc phục"),
    "decisions.watch": N_("Nhắc cam kết còn người chưa ký"),
    "articles.publish": N_("Đăng bài đã hẹn giờ"),
    "articles.forget_readers": N_("Quên dấu của người đọc hôm trước"),
    "staff.note_absences": N_("Ghi người vắng trực không có người thay"),
    "contact.remind": N_("Nhắc lại thông báo chưa xong"),
    "contact.escalate": N_("Báo lên trên thông báo chưa xong"),
    "dossiers.warn": N_("Báo hồ sơ sắp đến hạn, quá hạn"),
    "contact.daily_letters": N_("Gộp thông báo chưa đọc thành thư mỗi sáng"),
    "contact.forget_letters": N_("Bỏ thư đã gửi quá 90 ngày"),
}
_FAULTS_SHOWN = 50
_checking = Lock()


@require_safe
@power("ledger.read")
def books(request: DeskRequest) -> HttpResponse:
    """Show how the books stand."""
    return _page(request, None)


@require_POST
@power("ledger.read")
def check(request: DeskRequest) -> HttpResponse:
    """Verify the whole books now and show what was found; one check at a time."""
    if not _checking.acquire(blocking=False):
        raise Busy(N_("Đang có người kiểm tra sổ. Xin thử lại sau ít phút."))
    try:
        report = logbook.check(request.actor)
    finally:
        _checking.release()
    return _page(request, report)


def _page(request: DeskRequest, report: Report | None) -> HttpResponse:
    context: dict[str, Any] = {
        "state": logbook.state(request.actor),
        "report": report,
        "checked": _checked(report) if report else [],
        "faults": report.faults[:_FAULTS_SHOWN] if report else [],
        "checked_at": clock.now(),
        "may_search": request.actor.can(logbook.READ_ACCESS),
        "trail": [HOME, Link(BOOKS.label)],
    }
    return render(request, "manage/books.html", context)


def _checked(report: Report) -> list[Fact]:
    counted = (
        (N_("Dòng sổ"), report.entries),
        (N_("Chuỗi (hồ sơ, người, đơn vị …)"), report.streams),
        (N_("Phần riêng tư còn giữ"), report.private_parts),
        (N_("Phần riêng tư đã xóa theo lệnh"), report.erased_parts),
        (N_("Niêm phong"), report.seals),
        (N_("Dòng đã niêm phong"), report.sealed),
        (N_("Bản niêm phong lưu ngoài"), report.anchors),
        (N_("Ngày nhật ký truy cập"), report.access_days),
    )
    return [Fact(label, number(count), numeric=True) for label, count in counted]


@require_safe
@power("ledger.read")
def duties(request: DeskRequest) -> HttpResponse:
    """List the duties the system did last, under whose order."""
    context = {
        "rows": logbook.duty_runs(request.actor),
        "columns": DUTY_COLUMNS,
        "names": DUTY_NAMES,
        "trail": [HOME, BOOKS, Link(N_("Việc định kỳ"))],
    }
    return render(request, "manage/duties.html", context)
