"""Draw units at random: the pool and the hash of the seed stand in the books before, the seed after."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.inspections import policies
from motcua.inspections.commands.shared import Reason, is_draft, wanted
from motcua.inspections.models import Campaign, Draw, Stop
from motcua.inspections.rules import draw as rules
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotFound
from motcua.kernel.ids import new_id
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.inspections import DrawCommitted, DrawHeld
from motcua.office import queries as office
from motcua.office import territory
from motcua.office.rules import Level

POOL_MOST = 400


class CommitDraw(Command, frozen=True, kw_only=True):
    """Fix a draw of ``count`` communes from ``pool``; those visited in the last ``days`` days are left out."""

    TARGET = "campaign"

    campaign: UUID
    pool: Annotated[list[UUID], msgspec.Meta(max_length=POOL_MOST)]
    count: Annotated[int, msgspec.Meta(ge=1, le=POOL_MOST)]
    days: Annotated[int, msgspec.Meta(ge=1, le=3650)] | None = None
    reason: Reason = ""


@act(CommitDraw, on=Campaign, verb=N_("Chốt danh sách bốc thăm"), may=policies.may_plan, when=is_draft, order=50)
def commit_draw(command: CommitDraw, campaign: Campaign, context: Context) -> Done[Campaign]:
    """Make the seed and keep it; the books learn its hash. A second draw needs a reason, and both stand."""
    before = campaign.draws.order_by("-number").first()
    reason = wanted(command.reason, "reason") if before is not None else clean(command.reason)
    if campaign.announced:
        raise Conflict(N_("Cuộc báo trước không bốc thăm."))
    if campaign.stops.exclude(state="cancelled").exists():
        raise Conflict(N_("Đã xếp lịch: hủy các buổi trước khi bốc thăm."))
    pool, left_out = _pool(campaign, command, context)
    # Refuse now what could not be drawn later.
    rules.drawn("", pool, command.count)
    seed = secrets.token_hex(rules.SEED_BYTES)
    draw = Draw.objects.create(
        id=new_id(),
        campaign=campaign,
        number=before.number + 1 if before else 1,
        pool=[str(one) for one in pool],
        left_out=[str(one) for one in left_out],
        days=command.days,
        count=command.count,
        seed_hash=rules.committed(seed),
        seed=seed,
        reason=reason,
        committed_at=context.at,
    )
    event = DrawCommitted(
        draw=draw.pk,
        number=draw.number,
        pool=pool,
        left_out=left_out,
        days=draw.days,
        count=draw.count,
        seed_hash=draw.seed_hash,
        reason=reason,
    )
    return Done(event, outcome={"draw": draw.pk})


def _pool(campaign: Campaign, command: CommitDraw, context: Context) -> tuple[list[UUID], list[UUID]]:
    wished = sorted(set(command.pool))
    reach = territory.under(campaign.place_id) & territory.of(context.actor)
    known = office.units(wished)
    if not wished or any(one not in reach or known[one].level is not Level.COMMUNE for one in wished if one in known):
        raise BadInput(N_("Chọn các xã, phường trong địa bàn."), field="pool")
    if len(known) != len(wished):
        raise BadInput(N_("Chọn các xã, phường trong địa bàn."), field="pool")
    left_out: list[UUID] = []
    if command.days is not None:
        since = clock.local(context.at).date() - timedelta(days=command.days)
        visits = Stop.objects.filter(realm=campaign.realm, place__in=wished, begun_at__isnull=False, day__gte=since)
        left_out = sorted(set(visits.values_list("place", flat=True)))
    return [one for one in wished if one not in set(left_out)], left_out


class HoldDraw(Command, frozen=True, kw_only=True):
    """Tell the seed and draw."""

    TARGET = "campaign"

    campaign: UUID
    draw: UUID


@act(HoldDraw, on=Campaign, verb=N_("Bốc thăm"), may=policies.may_plan, when=is_draft, order=51)
def hold_draw(command: HoldDraw, campaign: Campaign, context: Context) -> Done[Campaign]:
    """Draw from what was fixed: nothing can be chosen any more. A seed whose hash is another is refused."""
    draw = campaign.draws.select_for_update().filter(pk=command.draw).first()
    if draw is None:
        raise NotFound(N_("Không có lần bốc thăm này."))
    if draw.held_at is not None or campaign.draws.filter(number__gt=draw.number).exists():
        raise Conflict(N_("Lần bốc thăm này đã xong hoặc đã thay bằng lần khác."))
    if rules.committed(draw.seed) != draw.seed_hash:
        raise Conflict(N_("Hạt giống không khớp mã đã chốt trong sổ: không bốc thăm được. Báo quản trị."))
    drawn = rules.drawn(draw.seed, [UUID(one) for one in draw.pool], draw.count)
    draw.drawn, draw.held_at = [str(one) for one in drawn], context.at
    draw.save(update_fields=["drawn", "held_at"])
    return Done(DrawHeld(draw=draw.pk, seed=draw.seed, drawn=list(drawn)))
