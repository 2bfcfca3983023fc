"""Drawing communes at random: first the list is fixed, then it is drawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from motcua.desks.inspector.campaigns import shown
from motcua.desks.inspector.campaigns.acts import FORM, done, form_page
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.forms import run
from motcua.desks.shared.shapes import Fact
from motcua.inspections import queries
from motcua.inspections.commands import CommitDraw, HoldDraw
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_


@require_http_methods(FORM)
@power("inspection.plan")
def commit(request: DeskRequest, campaign_id: UUID) -> HttpResponse:
    """Fix the list of communes and the hash of the seed."""
    found = queries.page(request.actor, campaign_id)
    again = bool(found.draws)
    questions = [
        Field(
            "pool",
            N_("Danh sách đưa vào bốc thăm"),
            "many",
            required=True,
            options=shown.commune_options(request.actor, found.place),
            ids=True,
        ),
        Field("count", N_("Số đơn vị bốc"), "number", required=True, size="xs", most=3),
        Field("days", N_("Loại đơn vị đã kiểm tra trong mấy ngày qua"), "number", size="xs", most=4),
        Field("reason", N_("Lý do bốc lại"), "textarea", required=again, most=500) if again else _NOTE,
    ]
    what = [
        N_("Máy tạo hạt giống ngẫu nhiên và ghi mã của nó vào sổ trước khi bốc; bốc xong mới công bố hạt giống."),
        N_("Ai cũng tính lại được: cùng hạt giống, cùng danh sách thì ra cùng kết quả."),
    ]
    page = form_page(found, N_("Chốt danh sách bốc thăm"), questions, what=what, start={"count": 1})

    def do(values: dict[str, Any]) -> HttpResponse:
        if values["days"] is not None and not 1 <= values["days"] <= 3650:
            raise BadInput(N_("Ghi số ngày từ 1 đến 3650."), field="days")
        if not 1 <= values["count"] <= 400:
            raise BadInput(N_("Ghi số đơn vị từ 1 đến 400."), field="count")
        command = CommitDraw(
            campaign=campaign_id,
            pool=values["pool"],
            count=values["count"],
            days=values["days"],
            reason=values["reason"],
        )
        return done(request, found, command)

    return run(request, page, do)


_NOTE = Field("reason", N_("Ghi chú"), "textarea", most=500)


@require_http_methods(FORM)
@power("inspection.plan")
def hold(request: DeskRequest, campaign_id: UUID, draw_id: UUID) -> HttpResponse:
    """Draw from the list that was fixed."""
    found = queries.page(request.actor, campaign_id)
    draw = next((one for one in found.draws if one.id == draw_id), None)
    if draw is None:
        raise NotFound(N_("Không có lần bốc thăm này."))
    facts = [
        Fact(N_("Danh sách"), ", ".join(name for _, name in draw.pool)),
        Fact(N_("Số đơn vị bốc"), str(draw.count), numeric=True),
        Fact(N_("Mã hạt giống đã ghi sổ"), draw.seed_hash, copy=draw.seed_hash),
    ]
    page = form_page(found, N_("Bốc thăm"), [], facts=facts)
    return run(request, page, lambda values: done(request, found, HoldDraw(campaign=campaign_id, draw=draw_id)))
