"""The receiver's part of a handover: boxes counted, a sample looked at, the three criteria judged."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.archives import handovers
from motcua.archives.commands import ReceiveHandover
from motcua.archives.rules.handover import (
    CRITERION_HINTS,
    CRITERION_NAMES,
    VERDICT_NAMES,
    Criterion,
    Judgement,
    Sampled,
    Seen,
    Verdict,
)
from motcua.archives.views import HandoverPage
from motcua.desks.centre.records import shown
from motcua.desks.centre.records.handovers import to
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Link
from motcua.desks.shared.told import tell
from motcua.kernel.errors import BadInput, NotAllowed
from motcua.kernel.text import fold
from motcua.kernel.words import N_, said

_SEEN_WORDS = {"dung": Seen.RIGHT, "thieu": Seen.MISSING, "hong": Seen.DAMAGED, "khac": Seen.DIFFERENT}


@require_http_methods(["GET", "HEAD", "POST"])
@power("records.write")
def receive(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    """Count, look at a sample, judge the three criteria."""
    found = handovers.handover(request.actor, handover_id)
    if not found.may_receive:
        raise NotAllowed(N_("Việc này của bên nhận."))
    page_ = FormPage(
        title=N_("Kết quả kiểm nhận"),
        verb=N_("Ghi kết quả kiểm nhận"),
        questions=_receipt_questions(),
        back=reverse("records:handover", args=[handover_id]),
        trail=shown.trail(Link(N_("Bàn giao"), reverse("records:handovers")), Link(N_("Kết quả kiểm nhận"))),
        lead=said(N_("Mục lục ghi {boxes} hộp, {files} hồ sơ."), boxes=found.boxes, files=found.counts["files"]),
        draft="records-receive",
        start=_receipt_start(found),
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        command = ReceiveHandover(
            handover=handover_id,
            boxes_counted=values["boxes_counted"],
            sample=_sample(values["sample"]),
            differences=values["differences"],
            judgements=[_judgement(one, values) for one in Criterion],
            words=values["words"],
        )
        act(request, command)
        tell(request, N_("Đã ghi kết quả kiểm nhận."))
        return to(handover_id)

    return run(request, page_, do)


def _receipt_questions() -> list[Field]:
    asked = [
        Field("boxes_counted", N_("Số hộp đếm được"), "number", required=True, size="s"),
        Field(
            "sample",
            N_("Mẫu đã mở xem"),
            "textarea",
            required=True,
            most=20_000,
            hint=N_("Mỗi dòng một hồ sơ: số thứ tự, rồi «đúng», «thiếu», «hỏng» hoặc «khác», rồi ghi chú"),
        ),
        Field("differences", N_("Chênh lệch so với mục lục"), "textarea", most=2000, hint=N_("Không có thì để trống")),
    ]
    for one in Criterion:
        name = CRITERION_NAMES[one]
        asked += [
            Field(
                f"{one}_verdict",
                N_("Đánh giá"),
                "select",
                True,
                options=options_of(VERDICT_NAMES),
                size="m",
                group=name,
            ),
            Field(
                f"{one}_review", N_("Ngày rà soát lại"), "date", hint=N_("Khi «cơ bản đáp ứng»"), size="m", group=name
            ),
            Field(
                f"{one}_words",
                said(N_("{name}: nhận xét"), name=said(name)),
                "textarea",
                True,
                CRITERION_HINTS[one],
                most=1000,
            ),
        ]
    return [*asked, Field("words", N_("Ý kiến của bên nhận"), "textarea", most=2000)]


def _receipt_start(found: HandoverPage) -> dict[str, Any]:
    words = {seen: word for word, seen in zip(("đúng", "thiếu", "hỏng", "khác"), _SEEN_WORDS.values(), strict=True)}
    known: dict[str, Any] = {
        "boxes_counted": "" if found.boxes_counted is None else found.boxes_counted,
        "sample": "\n".join(f"{one.number} {words[one.seen]} {one.words}".rstrip() for one in found.sample),
        "differences": found.differences,
        "words": found.receiver_words,
    }
    for one in found.judgements:
        known[f"{one.criterion}_verdict"] = one.verdict.value
        known[f"{one.criterion}_words"] = one.words
        known[f"{one.criterion}_review"] = short_date(one.review)
    return known


def _judgement(one: Criterion, values: dict[str, Any]) -> Judgement:
    review: date | None = values[f"{one}_review"]
    verdict = Verdict(values[f"{one}_verdict"])
    return Judgement(
        criterion=one,
        verdict=verdict,
        words=values[f"{one}_words"],
        review=review if verdict is Verdict.MOSTLY else None,
    )


def _sample(text: str) -> list[Sampled]:
    """Return the sample as it was typed: a number, how it was found, words."""
    found = []
    for at, row in enumerate(text.splitlines(), 1):
        cells = row.split(None, 2)
        if not cells:
            continue
        seen = _SEEN_WORDS.get(fold(cells[1])) if len(cells) > 1 else Seen.RIGHT
        number = cells[0].rstrip(":.,;")
        if seen is None or not number.isdecimal() or not 0 < len(number) <= 7 or int(number) == 0:
            raise BadInput(
                N_("Dòng {line} của mẫu: ghi số thứ tự rồi «đúng», «thiếu», «hỏng» hoặc «khác»."),
                field="sample",
                line=at,
            )
        words = cells[2] if len(cells) > 2 else ""
        if len(words) > 500:
            raise BadInput(N_("Dòng {line} của mẫu: ghi chú dài quá {most} ký tự."), field="sample", line=at, most=500)
        found.append(Sampled(number=int(number), seen=seen, words=words))
    return found
