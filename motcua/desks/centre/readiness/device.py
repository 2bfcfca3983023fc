"""The door for a telephone that was without a line: the pack to take along, and the answers it brings back.

Each answer carries an id made on the telephone: the same answer again is harmless, an id with other content is refused.
"""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_POST, require_safe

from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.formats import said
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.readiness import policies
from motcua.readiness.commands import InspectItems, ItemAnswer, ReportItems
from motcua.readiness.queries import files
from motcua.readiness.queries.files import AnswerRow, FilePage
from motcua.readiness.rules.verdicts import Verdict

MOST = 100


class Brought(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An answer as a telephone brings it; ``visit_on`` is given by whoever was there to look."""

    id: UUID
    item: str
    verdict: Verdict
    observed_at: datetime
    count: int | None = None
    actual: str = ""
    missing: str = ""
    review_on: date | None = None
    note: str = ""
    base: UUID | None = None
    visit_on: date | None = None


@require_safe
@power("readiness.read")
def pack(request: DeskRequest, file: UUID) -> HttpResponse:
    """Answer everything a telephone needs to go on without a line: the items, and what is said of each now."""
    page = files.file_page(request.actor, file)
    content = {
        "file": str(page.id),
        "version": page.version,
        "unit": page.unit_name,
        "place": page.printed,
        "as_of": clock.local(clock.now()).isoformat(timespec="seconds"),
        "template": {"id": str(page.template), "number": page.template_number, "title": page.template_title},
        "says": "seen" if request.actor.can(policies.INSPECT) else "self",
        "most": MOST,
        "csrf": get_token(request),
        "zones": _zones(page),
    }
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _zones(page: FilePage) -> list[dict[str, Any]]:
    return [
        {
            "key": zone.key,
            "name": zone.name,
            "items": [
                {
                    **msgspec.to_builtins(one.item),
                    "self": _told(one.told),
                    "seen": _told(one.seen),
                    "disputed": bool(one.beside),
                    "evidence": len(one.evidence),
                }
                for one in page.items
                if one.zone.key == zone.key
            ],
        }
        for zone in page.facts.zones
    ]


def _told(row: AnswerRow | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "id": str(row.id),
        "verdict": str(row.verdict),
        "count": row.count,
        "actual": row.actual,
        "missing": row.missing,
        "review_on": row.review_on.isoformat() if row.review_on else None,
        "by": row.by,
        "observed_at": clock.local(row.observed_at).isoformat(timespec="seconds"),
    }


@require_POST
@power("readiness.write", "readiness.inspect")
def sync(request: DeskRequest, file: UUID) -> HttpResponse:
    """Take a list of answers, each on its own: ``{id, state: recorded|already|conflict|refused, said}`` for each."""
    files.file_page(request.actor, file)
    if request.content_type != "application/json":
        raise BadInput(N_("Nội dung gửi lên không phải danh sách JSON."))
    try:
        brought = msgspec.json.decode(request.body, type=list[Any])
    except msgspec.DecodeError as error:
        raise BadInput(N_("Nội dung gửi lên không phải danh sách JSON.")) from error
    if not 0 < len(brought) <= MOST:
        raise BadInput(N_("Mỗi lần gửi từ 1 đến {most} câu trả lời."), most=MOST)
    answers = [_one(request.actor, file, each) for each in brought]
    return JsonResponse({"answers": answers}, status=HTTPStatus.OK, json_dumps_params={"ensure_ascii": False})


def _one(actor: Actor, file: UUID, raw: Any) -> dict[str, str]:
    id_ = str(raw.get("id", ""))[:40] if isinstance(raw, dict) else ""
    try:
        brought = msgspec.convert(raw, type=Brought)
    except msgspec.ValidationError as error:
        problem = BadInput(N_("Câu trả lời không đúng dạng: {problem}."), problem=str(error)[:200])
        return {"id": id_, "state": "refused", "said": said(problem.said)}
    try:
        done = perform(_command(actor, file, brought), actor, key=f"sync.{brought.id.hex}")
    except MotcuaError as error:
        return {"id": str(brought.id), "state": "refused", "said": said(error.said)}
    if done.again:
        return {"id": str(brought.id), "state": "already", "said": said(N_("Đã có từ trước."))}
    if done.ids.get("beside"):
        words = N_("Người khác đã trả lời khác: cả hai được giữ, chờ chọn câu đúng.")
        return {"id": str(brought.id), "state": "conflict", "said": said(words)}
    return {"id": str(brought.id), "state": "recorded", "said": said(N_("Đã ghi."))}


def _command(actor: Actor, file: UUID, brought: Brought) -> ReportItems | InspectItems:
    answer = ItemAnswer(
        item=brought.item,
        verdict=brought.verdict,
        count=brought.count,
        actual=brought.actual,
        missing=brought.missing,
        review_on=brought.review_on,
        note=brought.note,
        id=brought.id,
        observed_at=brought.observed_at,
        base=brought.base,
    )
    if not actor.can(policies.INSPECT):
        return ReportItems(file=file, answers=[answer])
    if brought.observed_at.tzinfo is None:
        raise BadInput(N_("Giờ ghi nhận phải kèm múi giờ."), field="observed_at")
    seen_on = brought.visit_on or clock.local(brought.observed_at).date()
    return InspectItems(file=file, visit_on=seen_on, answers=[answer])
