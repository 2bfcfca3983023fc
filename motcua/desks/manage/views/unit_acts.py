"""Acts on bodies: setting one up, its dates, venue, codes, and how a centre works."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.desks.manage import choices
from motcua.desks.manage.choices import HOME
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Link, Option, Text
from motcua.desks.shared.told import tell
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.position import FAR_KM, LONGEST, read_position
from motcua.kernel.words import N_, said
from motcua.office import queries
from motcua.office.commands import CreateUnit, EnterAgencyCode, SetCentre, SetUnitValidity, SetVenue
from motcua.office.commands.set_centre import CodeSource
from motcua.office.queries import UnitRow
from motcua.office.rules import Level

FORM = ["GET", "HEAD", "POST"]
UNITS = Link(N_("Đơn vị"), choices.UNITS)


def unit_page(row: UnitRow, title: Text, verb: Text, questions: list[Field], **more: Any) -> FormPage:
    """Return the page of an act on one body."""
    back = reverse("manage:unit", args=[row.id])
    trail = [HOME, UNITS, Link(row.full_name, back), Link(title)]
    return FormPage(title, verb, questions, back, trail, **more)


def to_unit(request: DeskRequest, unit: UUID, sentence: str) -> HttpResponse:
    """Say what was done and show the body."""
    tell(request, sentence)
    return HttpResponseRedirect(reverse("manage:unit", args=[unit]))


@require_http_methods(FORM)
@power("office.manage")
def create(request: DeskRequest) -> HttpResponse:
    """Set up a body, or prepare one before its legal start."""
    title = N_("Lập đơn vị")
    questions = [
        Field("level", N_("Loại đơn vị"), kind="select", required=True, options=choices.levels(), size="m"),
        Field(
            "parent", N_("Trực thuộc"), kind="select", required=True, options=choices.parents(request.actor), ids=True
        ),
        Field(
            "name",
            N_("Tên đơn vị"),
            most=180,
            hint=N_("Để trống nếu tên theo luật (Ủy ban nhân dân, Trung tâm, Công an, Ban Chỉ huy quân sự)."),
        ),
        Field(
            "valid_from",
            N_("Hoạt động từ ngày"),
            kind="date",
            required=True,
            size="s",
            hint=N_("Ngày chưa tới: đơn vị ở trạng thái đang chuẩn bị, giao chức vụ và trụ sở trước được."),
        ),
        Field("ground", N_("Quyết định thành lập"), most=200, size="m"),
        Field("phone", N_("Điện thoại"), kind="tel", most=20, size="m"),
        Field("address", N_("Địa chỉ"), most=300),
    ]
    place = choices.place_of(request.actor)
    page = FormPage(
        title,
        title,
        questions,
        choices.UNITS,
        [HOME, UNITS, Link(title)],
        draft="unit",
        start={"parent": place.id, "valid_from": short_date(clock.today())},
    )

    def do(asked: dict[str, Any]) -> HttpResponse:
        done = act(request, CreateUnit(**asked | {"level": Level(asked["level"])}))
        return to_unit(request, done.target, N_("Đã lập đơn vị."))

    return run(request, page, do)


@require_http_methods(FORM)
@power("office.manage")
def validity(request: DeskRequest, unit: UUID) -> HttpResponse:
    """Move the first day, or say from when the body no longer stands."""
    row = choices.unit_here(request.actor, unit)
    questions = [
        Field("valid_from", N_("Hoạt động từ ngày"), kind="date", required=True, size="s"),
        Field("valid_to", N_("Giải thể từ ngày"), kind="date", size="s", hint=N_("Để trống nếu còn hoạt động.")),
        Field("ground", N_("Quyết định"), required=True, most=200, size="m"),
    ]
    start = {
        "valid_from": short_date(row.valid.start) if row.valid.start else "",
        "valid_to": short_date(row.valid.end) if row.valid.end else "",
    }
    page = unit_page(row, N_("Đổi thời gian hoạt động"), N_("Ghi lại"), questions, start=start)

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, SetUnitValidity(unit=unit, **asked))
        return to_unit(request, unit, N_("Đã đổi thời gian hoạt động."))

    return run(request, page, do)


@require_http_methods(FORM)
@power("office.manage")
def venue(request: DeskRequest, unit: UUID) -> HttpResponse:
    """Say in which building the body works, besides or in place of another."""
    row = choices.unit_here(request.actor, unit)
    old = [Option(str(one.id), f"{one.name}, {one.address}") for one in queries.venues_of(unit)]
    questions = [
        Field("name", N_("Tên trụ sở"), required=True, most=200, hint=N_("Ví dụ: Nhà một cửa, tầng 1 trụ sở UBND.")),
        Field("address", N_("Địa chỉ"), required=True, most=300),
        Field("valid_from", N_("Từ ngày"), kind="date", required=True, size="s"),
        Field(
            "position",
            N_("Tọa độ (vĩ độ, kinh độ)"),
            most=LONGEST,
            hint=N_("Ví dụ 20.45, 106.34, hoặc dán đường dẫn bản đồ. Có tọa độ thì trụ sở hiện trên bản đồ."),
        ),
        Field(
            "far",
            N_("Tọa độ ở xa trung tâm xã, phường nhưng đúng"),
            kind="check",
            hint=said(N_("Chỉ đánh dấu khi trụ sở thật sự cách đó hơn {km} km."), km=FAR_KM),
        ),
    ]
    if old:
        questions.append(
            Field(
                "replaces",
                N_("Thay cho trụ sở"),
                kind="select",
                options=old,
                ids=True,
                hint=N_("Để trống nếu là điểm tiếp nhận thêm (NĐ 118/2025 Đ7)."),
            )
        )
    start = {"valid_from": short_date(clock.today())}
    page = unit_page(row, N_("Đặt trụ sở"), N_("Ghi trụ sở"), questions, start=start, draft=f"venue-{unit.hex}")

    def do(asked: dict[str, Any]) -> HttpResponse:
        at = _point(unit, asked.pop("position"), sure=asked.pop("far"))
        latitude, longitude = at or (None, None)
        act(request, SetVenue(unit=unit, latitude=latitude, longitude=longitude, **asked))
        return to_unit(request, unit, N_("Đã ghi trụ sở."))

    return run(request, page, do)


def _point(unit: UUID, text: str, *, sure: bool) -> tuple[float, float] | None:
    """Return the typed point, ``None`` where none was; one far from the body's place has to be confirmed."""
    if not text:
        return None
    at = read_position(text)
    far = queries.far_from_home(unit, at)
    if far is not None and not sure:
        raise BadInput(
            N_("Tọa độ này cách trung tâm xã, phường {km} km. Kiểm lại; nếu vẫn đúng thì đánh dấu ô dưới rồi ghi lại."),
            field="position",
            km=round(far),
        )
    return at


@require_http_methods(FORM)
@power("office.manage")
def agency_code(request: DeskRequest, unit: UUID) -> HttpResponse:
    """Enter the identifier code the province gave, or one marked as made up."""
    row = choices.unit_here(request.actor, unit)
    questions = [
        Field("code", N_("Mã định danh"), required=True, most=35, size="m", hint=N_("Ví dụ H26.12.3")),
        Field("valid_from", N_("Có hiệu lực từ"), kind="date", required=True, size="s"),
        Field("source", N_("Văn bản cấp mã"), most=200, size="m"),
        Field(
            "trial",
            N_("Đây là mã thử, tự đặt để tập dượt"),
            kind="check",
            hint=N_("Giấy tờ in ra mang dấu «thử», không có giá trị."),
        ),
    ]
    page = unit_page(
        row, N_("Nhập mã định danh"), N_("Ghi mã"), questions, start={"valid_from": short_date(clock.today())}
    )

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, EnterAgencyCode(unit=unit, **asked))
        return to_unit(request, unit, N_("Đã ghi mã định danh."))

    return run(request, page, do)


@require_http_methods(FORM)
@power("office.manage")
def centre(request: DeskRequest, unit: UUID) -> HttpResponse:
    """Settle whose dossier codes the centre uses, its hotline, and how early it warns."""
    row = choices.unit_here(request.actor, unit)
    ways = queries.settings_of(unit)
    sources = [
        Option(
            CodeSource.PARALLEL,
            N_("Song hành: lấy mã của hệ thống tỉnh hoặc Cổng Dịch vụ công quốc gia"),
            hint=N_("Cách theo quy định hiện hành; không cần văn bản nào."),
        ),
        Option(
            CodeSource.PRIMARY,
            N_("Chính: Trung tâm tự cấp mã"),
            hint=N_("Chỉ khi tỉnh có văn bản đồng ý; ghi số và ngày văn bản ở mục dưới."),
        ),
    ]
    questions = [
        Field("code_source", N_("Mã hồ sơ lấy từ đâu"), kind="radio", required=True, options=sources),
        Field("ground", N_("Văn bản của tỉnh"), most=200),
        Field("hotline", N_("Đường dây nóng"), kind="tel", most=20, size="m", hint=N_("In trên mọi giấy tiếp nhận.")),
        Field(
            "warn_days",
            N_("Báo sắp đến hạn trước mấy ngày làm việc"),
            kind="number",
            required=True,
            size="xs",
            hint=N_("Từ 1 đến 30."),
        ),
    ]
    start = {
        "code_source": CodeSource.PRIMARY if ways.primary else CodeSource.PARALLEL,
        "ground": ways.ground,
        "hotline": ways.hotline,
        "warn_days": str(ways.warn_days),
    }
    page = unit_page(row, N_("Thiết lập Trung tâm"), N_("Ghi thiết lập"), questions, start=start)

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, SetCentre(unit=unit, **asked | {"code_source": CodeSource(asked["code_source"])}))
        return to_unit(request, unit, N_("Đã ghi cách làm việc của Trung tâm."))

    return run(request, page, do)
