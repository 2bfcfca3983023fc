"""What is said of the works from the site: the builder's report by stage, and what an official saw; with evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.desks.centre.works import shown
from motcua.desks.centre.works.views.one import HOME
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import PROOF, FormPage, run, take_in
from motcua.desks.shared.shapes import Link, Text
from motcua.desks.shared.told import tell
from motcua.kernel import clock
from motcua.kernel.words import N_, said
from motcua.ledger.commands import Command
from motcua.works import queries
from motcua.works.commands import Evidence, PostProgress, RecordVisit
from motcua.works.queries import WorksPage

WORDS = Field("words", N_("Nội dung"), "textarea", most=2000, hint=N_("Đã làm gì, đang làm gì, cần gì."))
Build = Callable[[dict[str, Any], list[Evidence]], Command]


@require_http_methods(["GET", "HEAD", "POST"])
@power("works.report")
def progress(request: DeskRequest, works_id: UUID) -> HttpResponse:
    """Take the builder's report: percents of the stages that moved, words, pictures."""
    page = queries.page(request.actor, works_id)
    queries.demand(request.actor, works_id, PostProgress)
    asked = [
        Field(
            f"stage_{one.key}",
            said(N_("{stage} (kế hoạch đến hôm nay {percent} %)"), stage=one.name, percent=one.planned),
            "number",
            size="xs",
            most=3,
            hint=N_("Phần trăm đã làm, 0 đến 100."),
        )
        for one in page.stages
    ]
    reason = Field("reason", N_("Lý do, nếu phần trăm giảm"), most=500)
    start = {f"stage_{one.key}": "" if one.done is None else one.done for one in page.stages}

    def build(values: dict[str, Any], photos: list[Evidence]) -> Command:
        told = {one.key: values[f"stage_{one.key}"] for one in page.stages}
        changed = {key: percent for key, percent in told.items() if percent is not None}
        return PostProgress(
            works=works_id, stages=changed, words=values["words"], reason=values["reason"], photos=photos
        )

    return _run(request, page, N_("Báo tiến độ"), [*asked, WORDS, reason], start, build, "bao-cao")


@require_http_methods(["GET", "HEAD", "POST"])
@power("works.write", "readiness.inspect")
def visit(request: DeskRequest, works_id: UUID) -> HttpResponse:
    """Take what an official saw on the site."""
    page = queries.page(request.actor, works_id)
    queries.demand(request.actor, works_id, RecordVisit)
    asked = [
        Field("seen_on", N_("Ngày kiểm tra"), "date", required=True, size="m"),
        Field("percent", N_("Thấy đạt bao nhiêu phần trăm"), "number", required=True, size="xs", most=3),
        WORDS,
    ]

    def build(values: dict[str, Any], photos: list[Evidence]) -> Command:
        return RecordVisit(
            works=works_id,
            seen_on=values["seen_on"],
            percent=values["percent"],
            words=values["words"],
            photos=photos,
        )

    start = {"seen_on": short_date(clock.today())}
    return _run(request, page, N_("Ghi kiểm tra tận nơi"), asked, start, build, "kiem-tra")


def _run(
    request: DeskRequest,
    works: WorksPage,
    title: Text,
    asked: Sequence[Field],
    start: Mapping[str, Any],
    build: Build,
    done: str,
) -> HttpResponse:
    here = reverse("works:works", args=[works.row.id])
    page = FormPage(
        title,
        title,
        asked,
        here,
        trail=[HOME, Link(works.row.name, here), Link(title)],
        lead=works.row.name,
        start=start,
        files=PROOF,
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        files = take_in(request)
        act(request, build(values, [Evidence(sha256=one.sha256, filename=one.filename) for one in files]))
        tell(request, shown.DONE[done])
        return HttpResponseRedirect(here)

    return run(request, page, do)
