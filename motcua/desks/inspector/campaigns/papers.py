"""Papers of a campaign: its plan, the notice to a commune, the answers to the outline, and the stored decision."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.handing import printed, stored
from motcua.inspections import prints, queries
from motcua.inspections.queries.scope import Sight
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_

PRINTED = "In giấy tờ cuộc kiểm tra"


@require_safe
@power("inspection.read")
def plan(request: DeskRequest, campaign_id: UUID) -> HttpResponse:
    """Answer the plan of a campaign as PDF, to those who see all of it."""
    found = queries.page(request.actor, campaign_id, purpose=PRINTED)
    if found.sight is not Sight.WHOLE:
        raise NotFound(N_("Kế hoạch chỉ dành cho đoàn và cơ quan lập cuộc kiểm tra."))
    return printed(prints.plan(found, made_at=clock.now()), "ke-hoach-kiem-tra.pdf")


@require_safe
@power("inspection.read")
def notice(request: DeskRequest, stop_id: UUID) -> HttpResponse:
    """Answer the notice to the visited commune as PDF; of an unannounced stop there is none before it began."""
    found = queries.stop_page(request.actor, stop_id, purpose=PRINTED)
    if not found.row.known and not found.campaign.announced:
        raise NotFound(N_("Buổi đột xuất chưa bắt đầu thì không có thông báo."))
    return printed(prints.notice(found, made_at=clock.now()), "thong-bao-kiem-tra.pdf")


@require_safe
@power("inspection.read")
def outline(request: DeskRequest, stop_id: UUID) -> HttpResponse:
    """Answer the outline with what was answered as PDF."""
    found = queries.stop_page(request.actor, stop_id, purpose=PRINTED)
    if not found.row.asks:
        raise NotFound(N_("Buổi này không yêu cầu báo cáo theo đề cương."))
    return printed(prints.outline(found, made_at=clock.now()), "bao-cao-theo-de-cuong.pdf")


@require_safe
@power("inspection.read")
def mandate(request: DeskRequest, campaign_id: UUID) -> HttpResponse:
    """Answer the stored decision or plan."""
    return stored(queries.mandate_file(request.actor, campaign_id), "quyet-dinh-kiem-tra")
