"""Answers: what a centre says of itself, what an overseer saw, and which of two holds where people said different things."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from motcua.kernel.ids import new_id
from motcua.kernel.landing import Landing, checked_instant, landing
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.readiness import DisputeSettled, ItemSaid, ItemsInspected, ItemsReported
from motcua.readiness import policies, summaries
from motcua.readiness.models import Answer, ReadinessFile
from motcua.readiness.rules import verdicts
from motcua.readiness.rules.verdicts import Statement, Verdict, Who

AT_ONCE: Final = 300


class ItemAnswer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said of one item.

    ``id`` and ``observed_at`` are given by a device that wrote it down without a line; ``base`` is the answer its giver
    had before them.
    """

    item: str
    verdict: Verdict
    count: int | None = None
    actual: str = ""
    missing: str = ""
    review_on: date | None = None
    note: str = ""
    id: UUID | None = None
    observed_at: datetime | None = None
    base: UUID | None = None


class ReportItems(Command, frozen=True, kw_only=True):
    """The centre says of itself how items stand."""

    TARGET = "file"

    file: UUID
    answers: list[ItemAnswer]


class InspectItems(Command, frozen=True, kw_only=True):
    """Somebody who was there on ``visit_on`` says how items stand."""

    TARGET = "file"

    file: UUID
    visit_on: date
    answers: list[ItemAnswer]


class SettleDispute(Command, frozen=True, kw_only=True):
    """Let the answer ``keep`` hold of all that was said of its item, with the reason."""

    TARGET = "file"

    file: UUID
    keep: UUID
    reason: str


@act(ReportItems, on=ReadinessFile, verb=N_("Tự báo cáo"), may=policies.may_report, order=10)
def report_items(command: ReportItems, file: ReadinessFile, context: Context) -> Done[ReadinessFile]:
    """Keep the answers, judge the file anew."""
    told = _take(command.answers, file, context, Who.SELF, None)
    suspended = summaries.refresh(file, context.at)
    event = ItemsReported(place=file.place_id, answers=told, suspended=suspended)
    return Done(event, outcome=_outcome(told))


@act(InspectItems, on=ReadinessFile, verb=N_("Ghi kết quả kiểm tra tận nơi"), may=policies.may_inspect, order=10)
def inspect_items(command: InspectItems, file: ReadinessFile, context: Context) -> Done[ReadinessFile]:
    """Keep what was seen beside what the centre says; it counts first."""
    today = clock.local(context.at).date()
    if not today - verdicts.REVIEW_MOST <= command.visit_on <= today:
        raise BadInput(N_("Ngày đến xem phải là hôm nay hoặc trước đó, trong một năm."), field="visit_on")
    told = _take(command.answers, file, context, Who.SEEN, command.visit_on)
    suspended = summaries.refresh(file, context.at)
    event = ItemsInspected(place=file.place_id, visit_on=command.visit_on, answers=told, suspended=suspended)
    return Done(event, outcome=_outcome(told))


def _outcome(told: list[ItemSaid]) -> dict[str, object]:
    beside = [one.item for one in told if one.landing == Landing.BESIDE]
    return {"answers": len(told), "beside": beside}


def _take(
    answers: list[ItemAnswer], file: ReadinessFile, context: Context, who: Who, visit_on: date | None
) -> list[ItemSaid]:
    if not 0 < len(answers) <= AT_ONCE:
        raise BadInput(N_("Mỗi lần ghi từ 1 đến {most} mục."), field="answers", most=AT_ONCE)
    if len({one.item for one in answers}) < len(answers):
        raise BadInput(N_("Một mục được trả lời hai lần trong cùng một lần gửi."), field="answers")
    ids = [one.id for one in answers if one.id is not None]
    if ids and Answer.objects.filter(pk__in=ids).exists():
        raise Conflict(N_("Mã câu trả lời này đã dùng cho nội dung khác."), field="id")
    wanted = [one.item for one in answers]
    standing: dict[str, list[Answer]] = {}
    for row in Answer.objects.filter(file=file, who=str(who), state__in=summaries.STANDING, item__in=wanted):
        standing.setdefault(row.item, []).append(row)
    return [_land(one, file, context, who, visit_on, standing.get(one.item, [])) for one in answers]


def _land(
    given: ItemAnswer, file: ReadinessFile, context: Context, who: Who, visit_on: date | None, standing: list[Answer]
) -> ItemSaid:
    found = summaries.facts_of(file.template_id).find(given.item)
    if found is None:
        raise BadInput(N_("Bộ mẫu của hồ sơ không có mục «{item}»."), field="item", item=given.item[:60])
    observed = checked_instant(given.observed_at, context.at)
    day = visit_on or clock.local(observed).date()
    says = verdicts.checked_statement(
        Statement(given.verdict, who, day, given.actual, given.count, given.missing, given.review_on), found[1]
    )
    note = clean(given.note)
    if len(note) > verdicts.TEXT_MOST:
        raise BadInput(N_("Ghi chú dài quá {most} ký tự."), field=given.item, most=verdicts.TEXT_MOST)
    present = next((row for row in standing if row.state == Answer.State.CURRENT), None)
    lands = landing(
        summaries.statement_of(present).arriving(present.account_id, present.observed_at) if present else None,
        says.arriving(context.actor.account, observed),
        knew_present=present is not None and given.base == present.id,
    )
    _give_way(standing, present, lands, context.actor.account)
    row = Answer(
        id=given.id or new_id(),
        file=file,
        item=given.item,
        who=str(who),
        state={Landing.REPLACES: "current", Landing.OLDER: "past", Landing.BESIDE: "beside"}[lands],
        verdict=str(says.verdict),
        count=says.count,
        actual=says.actual,
        missing=says.missing,
        review_on=says.review_on,
        note=note,
        observed_at=observed,
        visit_on=visit_on,
        recorded_at=context.at,
        account_id=context.actor.account,
        by=context.actor.name,
        by_title=context.actor.post_title[:150],
    )
    row.save(force_insert=True)
    return said_of(row, lands)


def _give_way(standing: list[Answer], present: Answer | None, landing: Landing, account: UUID) -> None:
    """Make what an answer replaces past: the present one, or what its giver said beside it before."""
    past = [row.id for row in standing if row.state == Answer.State.BESIDE and row.account_id == account]
    if landing is Landing.REPLACES and present is not None:
        past.append(present.id)
    if landing is not Landing.OLDER and past:
        Answer.objects.filter(pk__in=past).update(state=Answer.State.PAST)


def said_of(row: Answer, landing: Landing) -> ItemSaid:
    """Return an answer as its event tells it."""
    return ItemSaid(
        id=row.id,
        item=row.item,
        verdict=row.verdict,
        count=row.count,
        actual=row.actual,
        missing=row.missing,
        review_on=row.review_on,
        note=row.note,
        observed_at=row.observed_at,
        landing=str(landing),
    )


@act(SettleDispute, on=ReadinessFile, verb=N_("Chọn câu trả lời đúng"), may=policies.may_speak, order=30)
def settle_dispute(command: SettleDispute, file: ReadinessFile, context: Context) -> Done[ReadinessFile]:
    """Make one of several answers hold; what was seen is settled only by somebody who may inspect."""
    reason = clean(command.reason)
    if not reason or len(reason) > verdicts.TEXT_MOST:
        raise BadInput(N_("Ghi lý do chọn, tối đa {most} ký tự."), field="reason", most=verdicts.TEXT_MOST)
    kept = Answer.objects.filter(pk=command.keep, file=file, state__in=summaries.STANDING).first()
    if kept is None:
        raise NotFound(N_("Câu trả lời này không còn chờ chọn."))
    if kept.who == Who.SEEN and not context.actor.can(policies.INSPECT):
        raise NotAllowed(N_("Kết quả kiểm tra tận nơi do người kiểm tra chọn."))
    rivals = Answer.objects.filter(file=file, item=kept.item, who=kept.who, state__in=summaries.STANDING).exclude(
        pk=kept.pk
    )
    dropped = list(rivals.order_by("recorded_at", "pk").values_list("pk", flat=True))
    if not dropped:
        raise Conflict(N_("Mục này không có câu trả lời nào khác nhau."))
    Answer.objects.filter(pk__in=dropped).update(state=Answer.State.PAST)
    Answer.objects.filter(pk=kept.pk).update(state=Answer.State.CURRENT)
    suspended = summaries.refresh(file, context.at)
    event = DisputeSettled(
        item=kept.item, who=kept.who, kept=kept.id, dropped=dropped, reason=reason, suspended=suspended
    )
    return Done(event)
