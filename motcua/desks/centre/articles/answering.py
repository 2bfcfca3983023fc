"""The traps of an article on one page, each with its answer: settled, or seen and left."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.articles import queries
from motcua.articles.commands import Answer, AnswerFlags
from motcua.articles.rules.article import NOTE_MOST
from motcua.desks.centre.articles.acts import DONE, HOME
from motcua.desks.centre.articles.views import flag_lines
from motcua.desks.shared.door import DeskRequest, act, errors_of, once_key, power
from motcua.desks.shared.shapes import Link, Option
from motcua.desks.shared.told import tell
from motcua.kernel.errors import MotcuaError
from motcua.kernel.words import N_

SETTLED, LEFT = "da-xu-ly", "giu-nguyen"
CHOICES = (
    Option("", N_("Chưa trả lời")),
    Option(SETTLED, N_("Đã xử lý")),
    Option(LEFT, N_("Đã biết, giữ nguyên")),
)
SURE = CHOICES[:2]
"""What bars publishing cannot be left as it is."""


@require_http_methods(["GET", "HEAD", "POST"])
@power("article.write")
def answer(request: DeskRequest, article_id: UUID) -> HttpResponse:
    """Show every trap with its answer, and take the answers."""
    found = queries.page(request.actor, article_id)
    here = reverse("articles:article", args=[article_id])
    errors: dict[str, list[Any]] = {}
    status = 200
    if request.method == "POST":
        answers = [
            Answer(number=one["number"], settled=chosen == SETTLED, note=request.POST.get(f"note-{one['number']}", ""))
            for one in found.flags
            if (chosen := request.POST.get(f"how-{one['number']}", "")) in (SETTLED, LEFT)
        ]
        try:
            act(request, AnswerFlags(article=article_id, answers=answers))
        except MotcuaError as error:
            errors, status = errors_of(error), error.status
        else:
            tell(request, DONE["viec"])
            return HttpResponseRedirect(here)
    context = {
        "it": found,
        "lines": [_line(one, request) for one in flag_lines(found.flags)],
        "errors": errors,
        "once_key": request.POST.get("once_key", "")[:80] or once_key(),
        "note_most": NOTE_MOST,
        "trail": [HOME, Link(found.row.title or N_("Bài chưa có tiêu đề"), here), Link(N_("Cảnh báo"))],
    }
    return render(request, "centre/articles/flags.html", context, status=status)


def _line(one: dict[str, Any], request: DeskRequest) -> dict[str, Any]:
    kept = (SETTLED if one["settled"] else LEFT) if one["answered"] else ""
    number = one["number"]
    return one | {
        "how": request.POST.get(f"how-{number}", kept),
        "note": request.POST.get(f"note-{number}", one["note"]),
        "options": SURE if one["bars"] else CHOICES,
    }
