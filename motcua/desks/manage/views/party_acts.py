"""Acts on records of citizens: merging two of one person, taking them apart, erasing a person's data."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.desks.manage.views.parties import PURPOSE, compared, label_of, trail_to
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Column, Fact, Link, Option, Text
from motcua.desks.shared.told import tell
from motcua.dossiers import workload
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_, said
from motcua.parties import queries
from motcua.parties.commands.erase import EraseParty
from motcua.parties.commands.merge import MergeParties, UnmergeParties
from motcua.parties.rules.words import ERASURE_NAMES, ErasureGround

FORM = ["GET", "HEAD", "POST"]
GROUND = Field("ground", N_("Lý do, căn cứ"), kind="textarea", required=True, most=300)


def _page_of(party: UUID) -> str:
    return reverse("manage:party", args=[party])


def _to_party(request: DeskRequest, party: UUID, sentence: str) -> HttpResponse:
    tell(request, sentence)
    return HttpResponseRedirect(_page_of(party))


@require_http_methods(FORM)
@power("party.merge")
def merge(request: DeskRequest, party: UUID, other: UUID) -> HttpResponse:
    """Show two records side by side, and merge one into the other."""
    one, two = (queries.party(record, request.actor, PURPOSE) for record in (party, other))
    if one.id == two.id and request.method != "POST":
        return HttpResponseRedirect(_page_of(one.id))
    title: Text = N_("Gộp bản ghi trùng")
    kept = [Option(str(party), N_("Bản ghi thứ nhất")), Option(str(other), N_("Bản ghi thứ hai"))]
    page = FormPage(
        title,
        title,
        [Field("remaining", N_("Giữ lại bản ghi nào"), kind="radio", required=True, options=kept, ids=True), GROUND],
        _page_of(party),
        trail_to(Link(one.name or "–", _page_of(party)), Link(title)),
        what=[
            N_("Bản ghi giữ lại đứng tên cho cả hai; số giấy tờ và hồ sơ của bản ghi kia được tìm thấy qua nó."),
            N_("Không có gì bị mất hay chuyển chỗ: gộp nhầm thì tách lại được."),
        ],
        heads=[Column(N_("Mục")), Column(N_("Bản ghi thứ nhất")), Column(N_("Bản ghi thứ hai"))],
        beside=compared(one, two),
    )

    def do(asked: dict[str, Any]) -> HttpResponse:
        gone = other if asked["remaining"] == party else party
        act(request, MergeParties(party=gone, remaining=asked["remaining"], ground=asked["ground"]))
        return _to_party(request, asked["remaining"], N_("Đã gộp hai bản ghi."))

    return run(request, page, do)


@require_http_methods(FORM)
@power("party.merge")
def unmerge(request: DeskRequest, party: UUID) -> HttpResponse:
    """Take a record that was merged by mistake apart again."""
    seen = queries.outline(party, request.actor)
    if request.method != "POST" and not queries.is_merged(party, request.actor):
        return HttpResponseRedirect(_page_of(party))
    record = next(row for row in (*seen.merged, seen.row) if row.id == party)
    title: Text = N_("Tách bản ghi gộp nhầm")
    page = FormPage(
        title,
        title,
        [GROUND],
        _page_of(party),
        trail_to(Link(seen.row.name or "–", _page_of(party)), Link(title)),
        what=[N_("Bản ghi được tách lại đứng riêng, cùng những bản ghi đã gộp vào nó từ trước.")],
        facts=[
            Fact(N_("Bản ghi được tách"), label_of(record)),
            Fact(N_("Đang gộp vào"), label_of(seen.row)),
        ],
        danger=True,
    )

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, UnmergeParties(party=party, ground=asked["ground"]))
        return _to_party(request, party, N_("Đã tách bản ghi."))

    return run(request, page, do)


@require_http_methods(FORM)
@power("party.erase")
def erase(request: DeskRequest, party: UUID) -> HttpResponse:
    """Erase all data of a person, after telling what goes and what stays."""
    seen = queries.outline(party, request.actor)
    if seen.erased_at is not None and request.method != "POST":
        return HttpResponseRedirect(_page_of(seen.id))
    if seen.id != party and request.method != "POST":
        raise NotFound(N_("Bản ghi này đã gộp vào bản ghi khác; xin mở bản ghi còn lại."))
    open_, closed = workload.of_person(request.actor, seen.records)
    title: Text = N_("Xóa dữ liệu cá nhân")
    page = FormPage(
        title,
        N_("Xóa vĩnh viễn"),
        [
            Field(
                "ground",
                N_("Căn cứ xóa"),
                kind="radio",
                required=True,
                options=options_of(ERASURE_NAMES),
                hint=N_("Luật 91/2025/QH15, Điều 14"),
            ),
            Field(
                "reference",
                N_("Số, ngày của đơn hoặc quyết định"),
                required=True,
                most=100,
                hint=N_("Giữ mãi trong sổ: không ghi họ tên, số định danh, số điện thoại."),
            ),
            Field("sure", N_("Tôi đã đối chiếu đúng người và hiểu rằng không lấy lại được"), kind="check"),
        ],
        _page_of(party),
        trail_to(Link(seen.row.name or "–", _page_of(party)), Link(title)),
        what=[
            *([said(N_("Còn {count} hồ sơ đang giải quyết: chưa xóa được."), count=open_)] if open_ else []),
            N_("Mất vĩnh viễn: họ tên, ngày sinh, địa chỉ, liên hệ, mọi số giấy tờ, nội dung riêng trong sổ và hồ sơ."),
            N_(
                "Bản quét giấy tờ trong các hồ sơ của người này không mở được nữa và bị xóa khỏi kho; chỉ còn tệp mà "
                "hồ sơ khác, biên bản hay hồ sơ lưu trữ vẫn cần."
            ),
            N_("Kết quả đã cấp ở lại trong hồ sơ, theo quy định về lưu trữ."),
            N_(
                "Còn lại: bản ghi trống, mã và ngày của hồ sơ, chuỗi sổ vẫn kiểm tra được, ai xóa, lúc nào, căn cứ nào."
            ),
            N_("Các ủy quyền và sự đồng ý của người này hết hiệu lực."),
        ],
        facts=[
            Fact(N_("Người bị xóa dữ liệu"), label_of(seen.row)),
            Fact(N_("Bản ghi đã gộp, cùng bị xóa"), str(len(seen.merged)), numeric=True),
            Fact(N_("Hồ sơ đã xong, chỉ còn mã và ngày"), str(closed), numeric=True),
        ],
        danger=True,
    )

    def do(asked: dict[str, Any]) -> HttpResponse:
        if not asked["sure"]:
            raise BadInput(N_("Đánh dấu vào ô này để xác nhận."), field="sure")
        act(request, EraseParty(party=party, ground=ErasureGround(asked["ground"]), reference=asked["reference"]))
        return _to_party(request, party, N_("Đã xóa dữ liệu cá nhân."))

    return run(request, page, do)
