"""The management desk's first page: what the actor may look after, and what of it needs somebody."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.contact import queries as contact
from motcua.desks.manage import choices
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.forms import is_verified
from motcua.desks.shared.shapes import Text
from motcua.kernel import clock
from motcua.kernel.words import N_, said
from motcua.office import queries
from motcua.office.queries import logbook, roster
from motcua.office.queries.roster import AccountState


@dataclass(frozen=True, slots=True)
class Section:
    """One thing to look after: where it is, what it is for, and what of it waits (each with its address)."""

    title: Text
    href: str
    about: Text
    icon: str
    waits: tuple[tuple[Text, str], ...] = ()


@require_safe
@power("office.manage", "account.manage", "party.merge", "party.erase", "ledger.read", "access.read")
def home(request: DeskRequest) -> HttpResponse:
    """Show what the actor's powers open."""
    actor = request.actor
    sections: list[Section] = []
    if actor.powers & {"office.manage", "account.manage"}:
        sections.append(_people(request))
    if actor.can("account.manage"):
        sections.append(_letters(request))
    if actor.can("office.manage"):
        sections += [_units(request), _calendar(), _delegations(request)]
        about = N_("Từng đơn vị cũ: biên bản ghi bao nhiêu hồ sơ, đã đến bao nhiêu, còn thiếu bao nhiêu.")
        sections.append(Section(N_("Hồ sơ từ đơn vị cũ"), reverse("backoffice:inherited"), about, "folder"))
    if actor.powers & {"party.merge", "party.erase"}:
        about = N_("Tìm người đã có trong sổ: gộp bản ghi trùng, tách bản ghi gộp nhầm, xóa dữ liệu cá nhân.")
        sections.append(Section(N_("Người dân, tổ chức"), reverse("manage:parties"), about, "person"))
    if actor.can("ledger.read"):
        sections.append(_books(request))
    if actor.can("access.read"):
        about = N_("Ai đã xem dữ liệu của ai, ai bị từ chối; tìm theo người, theo ngày, xuất CSV.")
        sections.append(Section(N_("Nhật ký truy cập"), reverse("manage:access_log"), about, "eye"))
    context = {"sections": sections, "verified": is_verified(request)}
    return render(request, "manage/home.html", context)


def _people(request: DeskRequest) -> Section:
    rows = roster.roster(request.actor)
    href = reverse("manage:people")
    counted = (
        (N_("{n} người tạm khóa do nhập sai mật khẩu"), sum(row.state is AccountState.BARRED for row in rows)),
        (N_("{n} người chờ đổi mật khẩu lần đầu"), sum(row.state is AccountState.FIRST for row in rows)),
        (N_("{n} người phải cài xác thực bước hai"), sum(row.factor is False and bool(row.username) for row in rows)),
        (N_("{n} tài khoản quá 45 ngày không dùng, nên khóa"), sum(row.state is AccountState.IDLE for row in rows)),
    )
    waits = tuple((said(sentence, n=count), href) for sentence, count in counted if count)
    about = said(N_("{n} người: chức vụ, tài khoản, mật khẩu, người nghỉ việc, nhập từ danh sách."), n=len(rows))
    return Section(N_("Cán bộ và tài khoản"), href, about, "people", waits)


def _letters(request: DeskRequest) -> Section:
    href = reverse("inbox:outbox")
    failed = contact.state_of(request.actor).failed
    waits = ((said(N_("{n} thư không gửi được"), n=failed), href),) if failed else ()
    return Section(
        N_("Thư gửi đi"), href, N_("Thư báo việc cho cán bộ: đang chờ, không gửi được, gửi lại."), "mail", waits
    )


def _units(request: DeskRequest) -> Section:
    units = choices.units_of(request.actor)
    waits: list[tuple[Text, str]] = []
    today = clock.today()
    if not any(queries.agency_code(row.id, today) for row in units):
        waits.append((N_("Chưa đơn vị nào có mã định danh"), choices.UNITS))
    for row in units:
        if row.level == "centre" and not queries.settings_of(row.id).hotline:
            waits.append((N_("Trung tâm chưa có đường dây nóng"), reverse("manage:unit", args=[row.id])))
    about = said(N_("{n} đơn vị: trụ sở, mã định danh, giờ làm việc, mã hồ sơ, đường dây nóng."), n=len(units))
    return Section(N_("Đơn vị"), choices.UNITS, about, "unit", tuple(waits))


def _calendar() -> Section:
    href = reverse("manage:this_year")
    waits: list[tuple[Text, str]] = [
        (
            said(N_("Năm {year} còn ngày chưa có quyết định nghỉ hay làm"), year=str(row.year)),
            reverse("manage:calendar", args=[row.year]),
        )
        for row in queries.calendar_years()
        if row.undecided
    ]
    known = {row.year for row in queries.calendar_years()}
    if clock.today().year not in known:
        waits.append((N_("Chưa có lịch năm nay: không tính được hạn trả"), href))
    about = N_("Ngày nghỉ, làm bù, ngày đơn vị tự đặt; mỗi ngày có căn cứ. Mọi hạn trả tính theo lịch này.")
    return Section(N_("Lịch làm việc"), href, about, "calendar", tuple(waits))


def _delegations(request: DeskRequest) -> Section:
    today = clock.today()
    rows = queries.delegations(request.actor, choices.place_of(request.actor).id)
    live = sum(row.valid.holds(today) and not row.revoked for row in rows)
    about = said(N_("{n} ủy quyền đang hiệu lực: ai ký thay ai, việc gì, đến khi nào."), n=live)
    return Section(N_("Ủy quyền ký"), reverse("manage:delegations"), about, "sign")


def _books(request: DeskRequest) -> Section:
    state = logbook.state(request.actor)
    href = reverse("manage:books")
    waits: list[tuple[Text, str]] = []
    if state.guards_missing:
        waits.append((N_("Cơ sở dữ liệu thiếu khóa bảo vệ sổ"), href))
    if state.failing:
        waits.append((N_("Có tiến trình đọc sổ đang lỗi"), href))
    about = said(
        N_("{entries} dòng sổ, {waiting} dòng chờ niêm phong. Kiểm tra sổ bất cứ lúc nào."),
        entries=state.entries,
        waiting=state.waiting,
    )
    return Section(N_("Sổ và niêm phong"), href, about, "scales", tuple(waits))
