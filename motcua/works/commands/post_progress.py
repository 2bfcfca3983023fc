"""Say how far works are: the builder reports, an official says what they saw."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.works import ProgressPosted, SiteVisited
from motcua.works import policies, rules
from motcua.works.commands.shared import (
    Photos,
    Reason,
    Words,
    is_running,
    keep_report,
    plans_of,
    slip_now,
    spoke,
)
from motcua.works.models import Works


class PostProgress(Command, frozen=True, kw_only=True):
    """Report how far stages are (percent by key) with words and pictures; going back needs a reason."""

    TARGET = "works"

    works: UUID
    stages: dict[Annotated[str, msgspec.Meta(max_length=40)], int]
    words: Words = ""
    reason: Reason = ""
    photos: Photos = []


@act(PostProgress, on=Works, verb=N_("Báo tiến độ"), may=policies.may_report, when=is_running, order=10)
def post_progress(command: PostProgress, works: Works, context: Context) -> Done[Works]:
    """Keep the report; the percent of the whole follows from the weights of the stages."""
    before = dict(works.stages.values_list("key", "done"))
    rules.check_progress(before, command.stages, command.reason)
    if not command.stages and not command.words.strip() and not command.photos:
        raise BadInput(N_("Báo cáo chưa có nội dung: ghi phần trăm, vài lời hoặc gửi ảnh."), field="words")
    for key, percent in command.stages.items():
        works.stages.filter(key=key).update(done=percent)
    was, works.percent = works.percent, rules.overall(plans_of(works))
    report, told = keep_report(
        works,
        rules.Source.REPORTED,
        context,
        day=clock.local(context.at).date(),
        percent=works.percent,
        words=command.words,
        stages=command.stages,
        reason=command.reason,
        photos=command.photos,
    )
    theirs = spoke(works, context)
    if slip_now(works, context).late == 0:
        works.slip_told = 0
    event = ProgressPosted(
        post=report.id,
        stages=command.stages,
        percent=works.percent,
        before=was,
        words=report.words,
        reason=report.reason,
        photos=told,
        spoke=theirs,
    )
    return Done(event, outcome={"report": report.id})


class RecordVisit(Command, frozen=True, kw_only=True):
    """Say what was seen on the site on a day; it does not change the builder's own figures."""

    TARGET = "works"

    works: UUID
    seen_on: date
    percent: Annotated[int, msgspec.Meta(ge=0, le=100)]
    words: Words = ""
    photos: Photos = []


@act(RecordVisit, on=Works, verb=N_("Ghi kiểm tra tận nơi"), may=policies.may_visit, when=is_running, order=20)
def record_visit(command: RecordVisit, works: Works, context: Context) -> Done[Works]:
    """Keep what was seen beside what was reported; a day to come is refused."""
    if command.seen_on > clock.local(context.at).date():
        raise BadInput(N_("Ngày kiểm tra không được ở sau hôm nay."), field="seen_on")
    if works.seen_on is None or command.seen_on >= works.seen_on:
        works.seen_on, works.seen_percent = command.seen_on, command.percent
    report, told = keep_report(
        works,
        rules.Source.SEEN,
        context,
        day=command.seen_on,
        percent=command.percent,
        words=command.words,
        photos=command.photos,
    )
    event = SiteVisited(
        post=report.id, seen_on=command.seen_on, percent=command.percent, words=report.words, photos=told
    )
    return Done(event, outcome={"report": report.id})
