"""The register: the list with its filters, one asset, and opening it by a scanned label."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from motcua.custody import prints
from motcua.custody.queries import register as queries
from motcua.custody.queries.views import AssetPage
from motcua.desks.centre.assets import pages, reading, sheet, shown
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.handing import printed, stored
from motcua.desks.shared.shapes import Fact, Link
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_

READ = ("asset.read", "asset.write", "asset.norm")


@require_safe
@power(*READ)
def register(request: DeskRequest) -> HttpResponse:
    """List assets, narrowed and searched."""
    narrow = reading.narrow_of(request)
    found = queries.listing(request.actor, narrow, after=request.GET.get("sau"))
    list_ = request.GET.get("ds", "")
    return pages.page(
        request,
        "register.html",
        "assets:register",
        rows=found.rows,
        next=pages.onward(request, found.after),
        counts=queries.counts(request.actor, narrow.place),
        columns=shown.REGISTER_COLUMNS,
        lists=shown.LISTS,
        list_=list_ if list_ in shown.LISTS else "",
        narrow=narrow,
        places=shown.place_options(request.actor),
        kinds=shown.kind_options(),
        conditions=shown.condition_options(),
        uses=shown.use_options(),
        query=request.GET.urlencode(),
    )


@require_safe
@power(*READ)
def export(request: DeskRequest) -> HttpResponse:
    """Answer what a list holds as a spreadsheet."""
    rows = queries.exported(request.actor, reading.narrow_of(request))
    return sheet.register(request.actor, rows)


@require_safe
@power(*READ)
def asset(request: DeskRequest, asset: UUID) -> HttpResponse:
    """Show everything about one asset."""
    found = queries.asset_page(request.actor, asset)
    return pages.page(
        request, "asset.html", "assets:register", Link(found.row.code), asset=found, row=found.row, facts=_facts(found)
    )


def _facts(found: AssetPage) -> list[Fact]:
    row, facts = found.row, found.facts
    where = f"{facts.latitude:.6f}, {facts.longitude:.6f}" if facts.latitude is not None else ""
    return [
        Fact(N_("Kiểu máy"), facts.model),
        Fact(N_("Số sê-ri"), facts.serial, copy=facts.serial),
        Fact(N_("Năm sản xuất"), str(facts.year_made or "")),
        Fact(N_("Đưa vào sử dụng"), f"{facts.used_since:%d/%m/%Y}" if facts.used_since else ""),
        Fact(N_("Nguồn vốn"), facts.fund),
        Fact(N_("Bảo hành đến"), f"{facts.warranty_until:%d/%m/%Y}" if facts.warranty_until else ""),
        Fact(N_("Nhà, trụ sở"), row.building),
        Fact(N_("Phòng, quầy"), row.room),
        Fact(N_("Người sử dụng"), row.user_name),
        Fact(N_("Tọa độ"), where),
        Fact(N_("Ghi chú"), facts.note),
    ]


@require_safe
@power(*READ)
def photo(request: DeskRequest, asset: UUID, photo: UUID) -> HttpResponse:
    """Answer a picture of an asset."""
    return stored(queries.photo_of(request.actor, asset, photo), "anh.jpg")


@require_safe
@power(*READ)
def scanned(request: DeskRequest) -> HttpResponse:
    """Open an asset by the code on its label, scanned or typed."""
    code = request.GET.get("ma", "")
    row = queries.by_code(request.actor, code) if code.strip() else None
    if row is not None:
        return HttpResponseRedirect(reverse("assets:asset", args=(row.id,)))
    missed = bool(code.strip())
    return pages.page(
        request,
        "scan.html",
        "assets:register",
        Link(N_("Mở bằng mã")),
        code=code[:40],
        missed=missed,
        status=404 if missed else 200,
    )


@require_POST
@xframe_options_sameorigin
@power(*READ)
def labels(request: DeskRequest) -> HttpResponse:
    """Print labels of the ticked assets, or go on to hand them over."""
    wanted = reading.ids(request.POST, "selected", prints.LABELS_MOST)
    if not wanted:
        raise BadInput(N_("Chưa chọn tài sản nào."), field="selected")
    if request.POST.get("act") == "transfer":
        chosen = "&".join(f"tai-san={one}" for one in wanted)
        return HttpResponseRedirect(f"{reverse('assets:transfer_new')}?{chosen}")
    rows = queries.chosen(request.actor, wanted)
    if not rows:
        raise NotFound(N_("Không có tài sản này."))
    return printed(prints.print_labels(request.actor, rows), f"nhan-tai-san-{clock.today():%Y%m%d}.pdf")


@require_safe
@xframe_options_sameorigin
@power(*READ)
def all_labels(request: DeskRequest) -> HttpResponse:
    """Print labels of what a list holds, ten sheets at the most."""
    rows = queries.listing(request.actor, reading.narrow_of(request), limit=prints.LABELS_MOST).rows
    if not rows:
        raise NotFound(N_("Danh sách này không có tài sản nào để in nhãn."))
    return printed(prints.print_labels(request.actor, rows), f"nhan-tai-san-{clock.today():%Y%m%d}.pdf")
