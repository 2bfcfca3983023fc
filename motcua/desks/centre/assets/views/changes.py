"""Acts on one asset, each a form of its own: registered, corrected, changed, moved, given a manager, pictured, written off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from motcua.custody import kinds
from motcua.custody.commands import (
    ChangeCondition,
    CorrectAsset,
    MoveAsset,
    PhotographAsset,
    RegisterAsset,
    SettleManager,
    WriteOffAsset,
)
from motcua.custody.queries import register as queries
from motcua.custody.queries import requests, scope
from motcua.custody.queries.views import AssetRow
from motcua.custody.rules.assets import CONDITION_NAMES, DISPOSAL_NAMES, USE_NAMES, Condition, Disposal, Use
from motcua.desks.centre.assets import pages, reading, shown
from motcua.desks.shared.door import DeskRequest, act, power, typed_id
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Link, Option
from motcua.documents import shelf
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.office.queries import names

WRITE = "asset.write"
NOBODY = "chua-ro"
WAYS = ["GET", "HEAD", "POST"]

WHAT = N_("Là gì")
VALUE = N_("Nguồn gốc, giá trị")


def _about() -> list[Field]:
    return [
        Field("kind", N_("Loại tài sản"), "select", required=True, options=shown.kind_options()),
        Field("name", N_("Tên tài sản"), required=True, most=200),
        Field("model", N_("Kiểu máy, quy cách"), most=120, size="m", group=WHAT),
        Field("serial", N_("Số sê-ri"), "scan", most=80, size="m", group=WHAT),
        Field("year_made", N_("Năm sản xuất"), "number", size="xs", group=WHAT),
        Field("cost", N_("Nguyên giá"), "money", most=30, size="m", group=VALUE),
        Field("fund", N_("Nguồn vốn"), most=200, size="m", group=VALUE),
        Field("used_since", N_("Đưa vào sử dụng từ"), "date", size="s", group=VALUE),
        Field("warranty_until", N_("Bảo hành đến"), "date", size="s", group=VALUE),
        Field("latitude", N_("Vĩ độ"), most=20, size="s", group=N_("Tọa độ (nhà, đất)")),
        Field("longitude", N_("Kinh độ"), most=20, size="s", group=N_("Tọa độ (nhà, đất)")),
        Field("note", N_("Ghi chú"), "textarea", most=500),
    ]


@require_http_methods(WAYS)
@power(WRITE)
def new(request: DeskRequest) -> HttpResponse:
    """Enter an asset, of the actor's own place; from a delivered line of a request its kind and price are filled in."""
    place = scope.own_place(request.actor)
    units = [Option(NOBODY, N_("Chưa rõ đơn vị quản lý")), *shown.unit_options(place)]
    start, line, request_id = _start(request, place)
    where = N_("Ai quản lý, ở đâu")
    questions = [
        *_about(),
        Field(
            "unit",
            N_("Đơn vị quản lý"),
            "select",
            required=True,
            options=units,
            hint=N_("Không biết thì chọn «chưa rõ»: tài sản sẽ đứng trong danh sách phải làm rõ."),
        ),
        Field("building", N_("Nhà, trụ sở"), most=200, size="m", group=where),
        Field("room", N_("Phòng, quầy"), most=120, size="m", group=where),
        Field("user", N_("Người sử dụng"), "select", options=_users(place), ids=True, size="m", group=where),
        Field(
            "condition",
            N_("Tình trạng"),
            "select",
            required=True,
            options=shown.condition_options(),
            size="m",
            group=N_("Hiện trạng"),
        ),
        Field(
            "use", N_("Sử dụng"), "select", required=True, options=shown.use_options(), size="m", group=N_("Hiện trạng")
        ),
        Field("ground", N_("Căn cứ ghi sổ"), most=300, hint=N_("Quyết định, hóa đơn, biên bản…")),
    ]
    back = f"/thiet-bi/de-nghi/{request_id}/" if request_id else "/thiet-bi/"
    form = FormPage(
        N_("Ghi tài sản vào sổ"),
        N_("Ghi vào sổ"),
        questions,
        back,
        trail=shown.trail(Link(N_("Ghi tài sản vào sổ"))),
        draft="asset-new",
        start=start,
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        outcome = act(
            request,
            RegisterAsset(
                place=place,
                unit=None if values["unit"] == NOBODY else UUID(values["unit"]),
                facts=reading.facts(values),
                building=values["building"],
                room=values["room"],
                condition=Condition(values["condition"]),
                use=Use(values["use"]),
                user=values["user"],
                ground=values["ground"],
                request_line=line,
            ),
        )
        if request_id:
            return pages.done(request, N_("Đã ghi sổ {code}."), "assets:request", request_id, code=outcome.ids["code"])
        return pages.done(request, N_("Đã ghi sổ {code}."), "assets:asset", outcome.target, code=outcome.ids["code"])

    return run(request, form, do)


def _start(request: DeskRequest, place: UUID) -> tuple[dict[str, Any], UUID | None, UUID | None]:
    start: dict[str, Any] = {"condition": Condition.GOOD, "use": Use.IN_USE}
    line, of = typed_id(request.GET, "dong"), typed_id(request.GET, "de-nghi")
    if line is None or of is None:
        return start, None, None
    page = requests.request_page(request.actor, of)
    known = next((one for one in page.lines if one.id == line), None)
    if known is None:
        return start, None, None
    start |= {"kind": known.kind, "name": kinds.name(known.kind), "unit": str(page.row.unit)}
    start |= {"cost": known.unit_cost or "", "ground": f"{page.row.label}, {page.contract}".strip(", ")}
    return start, line, of


def _users(place: UUID) -> list[Option]:
    people: dict[UUID, str] = {}
    for body in scope.managers(place):
        people.update(names.colleagues(body.id))
    return [Option(str(id_), name) for id_, name in people.items()]


def _form(request: DeskRequest, row: AssetRow, title: str, verb: str, questions: list[Field], **more: Any) -> FormPage:
    return FormPage(
        title,
        verb,
        questions,
        f"/thiet-bi/{row.id}/",
        trail=shown.trail(Link(row.code, f"/thiet-bi/{row.id}/"), Link(title)),
        lead=f"{row.code} – {row.name}",
        **more,
    )


@require_http_methods(WAYS)
@power(WRITE)
def correct(request: DeskRequest, asset: UUID) -> HttpResponse:
    """Put right what the books say of an asset."""
    page = queries.asset_page(request.actor, asset)
    start = {name: getattr(page.facts, name) for name in page.facts.__struct_fields__}
    start |= {name: f"{day:%d/%m/%Y}" for name in ("used_since", "warranty_until") if (day := start[name])}
    start = {name: "" if value is None else value for name, value in start.items()}
    questions = [*_about(), Field("reason", N_("Lý do đính chính"), required=True)]
    form = _form(request, page.row, N_("Đính chính"), N_("Đính chính"), questions, start=start, draft=f"fix-{asset}")

    def do(values: dict[str, Any]) -> HttpResponse:
        act(request, CorrectAsset(asset=asset, facts=reading.facts(values), reason=values["reason"]))
        return pages.done(request, N_("Đã đính chính."), "assets:asset", asset)

    return run(request, form, do)


@require_http_methods(WAYS)
@power(WRITE)
def condition(request: DeskRequest, asset: UUID) -> HttpResponse:
    """Say in what condition an asset is, and whether it is used; a stock-take may have filled it in."""
    row = queries.asset_page_row(request.actor, asset)
    round_ = typed_id(request.GET, "dot")
    questions = [
        Field("condition", N_("Tình trạng"), "radio", required=True, options=options_of(CONDITION_NAMES)),
        Field("use", N_("Sử dụng"), "radio", required=True, options=options_of(USE_NAMES)),
        Field("reason", N_("Lý do, dấu hiệu"), required=True),
    ]
    seen = request.GET.get("tinh-trang", "")
    start = {
        "condition": seen if seen in set(Condition) else row.condition,
        "use": row.use,
        "reason": N_("Theo kết quả kiểm kê") if round_ else "",
    }
    form = _form(request, row, N_("Đổi tình trạng"), N_("Ghi tình trạng"), questions, start=start)

    def do(values: dict[str, Any]) -> HttpResponse:
        act(
            request,
            ChangeCondition(
                asset=asset,
                condition=Condition(values["condition"]),
                use=Use(values["use"]),
                reason=values["reason"],
                stock_take=round_,
            ),
        )
        return pages.done(request, N_("Đã ghi tình trạng mới."), "assets:asset", asset)

    return run(request, form, do)


@require_http_methods(WAYS)
@power(WRITE)
def move(request: DeskRequest, asset: UUID) -> HttpResponse:
    """Move an asset to another room or desk, or to another user."""
    page = queries.asset_page(request.actor, asset)
    questions = [
        Field("building", N_("Nhà, trụ sở"), most=200),
        Field("room", N_("Phòng, quầy"), most=120),
        Field("user", N_("Người sử dụng"), "select", options=_users(page.row.place), ids=True),
        Field("reason", N_("Lý do")),
    ]
    start = {"building": page.row.building, "room": page.row.room, "user": str(page.user or "")}
    form = _form(request, page.row, N_("Chuyển chỗ, đổi người dùng"), N_("Ghi chỗ mới"), questions, start=start)

    def do(values: dict[str, Any]) -> HttpResponse:
        act(request, MoveAsset(asset=asset, **values))
        return pages.done(request, N_("Đã ghi chỗ mới."), "assets:asset", asset)

    return run(request, form, do)


@require_http_methods(WAYS)
@power(WRITE)
def manager(request: DeskRequest, asset: UUID) -> HttpResponse:
    """Settle who manages an asset that nobody manages."""
    row = queries.asset_page_row(request.actor, asset)
    questions = [
        Field("unit", N_("Đơn vị quản lý"), "select", required=True, options=shown.unit_options(row.place), ids=True),
        Field("ground", N_("Căn cứ: quyết định, văn bản giao"), required=True),
    ]
    form = _form(request, row, N_("Giao đơn vị quản lý"), N_("Giao quản lý"), questions)

    def do(values: dict[str, Any]) -> HttpResponse:
        act(request, SettleManager(asset=asset, **values))
        return pages.done(request, N_("Đã giao đơn vị quản lý."), "assets:asset", asset)

    return run(request, form, do)


@require_http_methods(WAYS)
@power(WRITE)
def write_off(request: DeskRequest, asset: UUID) -> HttpResponse:
    """Take an asset off the books by a decision."""
    row = queries.asset_page_row(request.actor, asset)
    questions = [
        Field("disposal", N_("Hình thức"), "radio", required=True, options=options_of(DISPOSAL_NAMES)),
        Field("decision", N_("Số quyết định"), required=True, most=200),
        Field("decided_on", N_("Ngày quyết định"), "date", required=True, size="s"),
        Field("reason", N_("Lý do")),
    ]
    what = [N_("Tài sản ra khỏi sổ và mọi danh sách đang quản lý; lịch sử vẫn còn.")]
    form = _form(request, row, N_("Ghi giảm"), N_("Ghi giảm"), questions, what=what, danger=True)

    def do(values: dict[str, Any]) -> HttpResponse:
        act(request, WriteOffAsset(asset=asset, **values | {"disposal": Disposal(values["disposal"])}))
        return pages.done(request, N_("Đã ghi giảm."), "assets:asset", asset)

    return run(request, form, do)


@require_POST
@power(WRITE)
def photograph(request: DeskRequest, asset: UUID) -> HttpResponse:
    """Add a picture of an asset."""
    queries.asset_page_row(request.actor, asset)
    file = request.FILES.get("file")
    if file is None:
        raise BadInput(N_("Chọn một ảnh JPG hoặc PNG."), field="file")
    blob = shelf.take_in_upload(file)
    act(request, PhotographAsset(asset=asset, sha256=blob.sha256, note=request.POST.get("note", "")))
    return pages.done(request, N_("Đã thêm ảnh."), "assets:asset", asset)
