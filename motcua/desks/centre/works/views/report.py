"""What is said of the works from the site: the builder's report by stage, and what an official saw; with evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.desks.centre.works.views.one import HOME
from motcua.desks.manage import fields
from motcua.desks.manage.fields import Answers, Field
from motcua.desks.shared.door import DeskRequest, act, errors_of, once_key, power
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.shapes import FieldError, Link, Text
from motcua.documents import shelf
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_, said
from motcua.ledger.commands import Command
from motcua.works import queries
from motcua.works.commands import Evidence, PostProgress, RecordVisit
from motcua.works.queries import WorksPage

PHOTOS_MOST = 12
WORDS = Field("words", N_("Nội dung"), "textarea", most=2000, hint=N_("Đã làm gì, đang làm gì, cần gì."))
Build = Callable[[dict[str, Any], list[Evidence]], Command]


@require_http_methods(["GET", "HEAD", "POST"])
@power("works.report")
def progress(request: DeskRequest, works_id: UUID) -> HttpResponse:
    """Take the builder's report: percents of the stages that moved, words, pictures."""
    page = queries.page(request.actor, works_id)
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

    return _run(request, page, N_("Báo tiến độ"), [*asked, WORDS, reason], start, build, PostProgress, "bao-cao")


@require_http_methods(["GET", "HEAD", "POST"])
@power("works.write", "readiness.inspect")
def visit(request: DeskRequest, works_id: UUID) -> HttpResponse:
    """Take what an official saw on the site."""
    page = queries.page(request.actor, works_id)
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
    return _run(request, page, N_("Ghi kiểm tra tận nơi"), asked, start, build, RecordVisit, "kiem-tra")


def _run(
    request: DeskRequest,
    page: WorksPage,
    title: Text,
    asked: list[Field],
    start: dict[str, Any],
    build: Build,
    command: type[Command],
    done: str,
) -> HttpResponse:
    queries.demand(request.actor, page.row.id, command)
    answers, status = Answers(shown=fields.start(asked, start)), 200
    if request.method == "POST":
        answers = fields.read(asked, request.POST)
        status = 422
        if not answers.errors:
            try:
                act(request, build(answers.values, _take_in(request)))
                return HttpResponseRedirect(f"{reverse('works:works', args=[page.row.id])}?xong={done}")
            except MotcuaError as error:
                answers.errors, status = errors_of(error), error.status
    context = {
        "row": page.row,
        "title": title,
        "trail": [HOME, Link(page.row.name, reverse("works:works", args=[page.row.id])), Link(title)],
        "questions": asked,
        "shown": answers.shown,
        "errors": answers.errors,
        "summary": [FieldError(name, fault) for name, many in answers.errors.items() for fault in many],
        "once_key": request.POST.get("once_key", "")[:80] or once_key(),
        "heaviest": shelf.HEAVIEST,
    }
    return render(request, "centre/works/report.html", context, status=status)


def _take_in(request: DeskRequest) -> list[Evidence]:
    files = request.FILES.getlist("photos")
    if len(files) > PHOTOS_MOST:
        raise BadInput(N_("Gửi nhiều nhất {most} tệp một lần."), field="photos", most=PHOTOS_MOST)
    found = []
    for upload in files:
        try:
            blob = shelf.take_in_upload(upload)
        except MotcuaError as error:
            raise BadInput(error.said.sentence, field="photos", **error.said.values) from error
        found.append(Evidence(sha256=blob.sha256, filename=(upload.name or "")[:200]))
    return found
