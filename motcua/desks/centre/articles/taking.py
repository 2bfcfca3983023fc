"""A press text taken in: pasted or sent as a file, shown as it was read with its traps, then kept as a draft."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.articles import reports
from motcua.articles.commands import WriteArticle
from motcua.articles.rules import reading
from motcua.articles.rules.reading.decoding import ENCODINGS, MOST_BYTES, checked, decode
from motcua.articles.rules.reading.flags.codes import CODES
from motcua.desks.centre.articles.acts import DONE, HOME, WORDS, place_field, words_of
from motcua.desks.shared import fields
from motcua.desks.shared.door import DeskRequest, act, errors_of, once_key, power
from motcua.desks.shared.fields import Answers, Field
from motcua.desks.shared.forms import summary
from motcua.desks.shared.shapes import Link, Option
from motcua.desks.shared.told import tell
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_

TITLE: Final = N_("Nhập bài")
ENCODING: Final = Field(
    "encoding",
    N_("Bảng mã của tệp"),
    "select",
    options=[Option(name, name.upper()) for name in ENCODINGS],
    empty=N_("Tự nhận (UTF-8, UTF-16 có dấu hiệu)"),
)
STATED: Final = (
    Field("stated_at", N_("Ngày giờ đăng ở nguồn"), most=20, size="m", group=N_("Theo trang nguồn")),
    Field("views", N_("Lượt xem ở nguồn"), "number", size="s", group=N_("Theo trang nguồn")),
)


@require_http_methods(["GET", "HEAD", "POST"])
@power("article.write")
def take(request: DeskRequest) -> HttpResponse:
    """Ask for a text, show what was read from it, keep it; whatever goes wrong, the text stays on the page."""
    if request.method != "POST":
        return _ask(request, "", {})
    raw = request.POST.get("text", "")
    try:
        text = _text(request, raw)
    except MotcuaError as error:
        return _ask(request, raw, errors_of(error), error.status)
    if request.POST.get("step") != "luu":
        return _show(request, text, Answers(shown=_start(request, text)))
    place, _ = place_field(request.actor)
    answers = fields.read([place, *WORDS, *STATED], request.POST)
    if answers.errors:
        return _show(request, text, answers, 422)
    try:
        stated = _stated(answers.values["stated_at"])
        command = WriteArticle(
            place=answers.values["place"],
            stated_at=stated,
            views=answers.values["views"] or 0,
            source_text=text,
            **words_of(answers.values),
        )
        done = act(request, command)
    except MotcuaError as error:
        answers.errors = errors_of(error)
        return _show(request, text, answers, error.status)
    tell(request, DONE["luu"])
    return HttpResponseRedirect(reverse("articles:article", args=[done.target]))


def _text(request: DeskRequest, pasted: str) -> str:
    upload = request.FILES.get("file")
    if upload is None:
        return checked(pasted.replace("\r\n", "\n"))
    if (upload.size or 0) > MOST_BYTES:
        raise BadInput(N_("Tệp nặng quá {most} MB; đây không phải một bài viết."), field="file", most=2)
    return decode(upload.read(), request.POST.get("encoding", "")[:20])


def _start(request: DeskRequest, text: str) -> dict[str, Any]:
    draft = reports.draft_of(reading.read(text))
    stated = draft.stated_at.astimezone(VIETNAM) if draft.stated_at else None
    return {
        "place": place_field(request.actor)[1],
        "title": draft.title,
        "lead": draft.lead,
        "body": draft.body,
        "captions": "\n".join(draft.captions),
        "category": draft.category,
        "author": draft.author,
        "organisation": draft.organisation,
        "source": draft.source,
        "link": draft.link,
        "stated_at": f"{stated:%d/%m/%Y %H:%M}" if stated else "",
        "views": str(draft.views or ""),
    }


def _stated(text: str) -> datetime | None:
    if not text:
        return None
    for form in ("%d/%m/%Y %H:%M", "%d/%m/%Y"):
        try:
            found = datetime.strptime(text, form).replace(tzinfo=VIETNAM)
        except ValueError:
            continue
        if 1990 <= found.year <= 2200:
            return found
    raise BadInput(N_("Ngày giờ «{text}» không đúng; viết như 24/02/2018 10:41."), field="stated_at", text=text[:20])


def _ask(request: DeskRequest, text: str, errors: dict[str, list[Any]], status: int = 200) -> HttpResponse:
    context = {
        "text": text,
        "errors": errors,
        "summary": summary([ENCODING, Field("text", N_("Bài chép từ trang nguồn")), Field("file", N_("Tệp"))], errors),
        "encoding": ENCODING,
        "shown": {"encoding": request.POST.get("encoding", "")},
        "heaviest": MOST_BYTES,
        "trail": [HOME, Link(TITLE)],
    }
    return render(request, "centre/articles/take.html", context, status=status)


def _show(request: DeskRequest, text: str, answers: Answers, status: int = 200) -> HttpResponse:
    found = reading.read(text)
    place, _ = place_field(request.actor)
    questions = [place, *WORDS, *STATED]
    context = {
        "text": text,
        "found": found,
        "flags": [{"flag": one, "name": CODES[one.code].name, "bars": CODES[one.code].bars} for one in found.flags],
        "numbered": [(number, line) for number, line in enumerate(_lines(text), 1)],
        "flagged": {one.where for one in found.flags},
        "questions": questions,
        "shown": answers.shown,
        "errors": answers.errors,
        "summary": summary(questions, answers.errors),
        "once_key": request.POST.get("once_key", "")[:80] or once_key(),
        "trail": [HOME, Link(TITLE, reverse("articles:take")), Link(N_("Xem trước"))],
    }
    return render(request, "centre/articles/preview.html", context, status=status)


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]
