"""A form with files that show what is said, and files answered again as what they were judged to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from motcua.desks.manage import fields
from motcua.desks.manage.fields import Answers
from motcua.desks.manage.forms import FormPage
from motcua.desks.shared.door import DeskRequest, errors_of, once_key
from motcua.desks.shared.handing import PDF, SHOWN
from motcua.desks.shared.shapes import FieldError
from motcua.documents import shelf
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_

FILES_MOST = 12
PICTURES = SHOWN - {PDF}


@dataclass(frozen=True, slots=True)
class Taken:
    """A file taken in: the hash of its content and the name it came with."""

    sha256: str
    filename: str


def run(
    request: DeskRequest, page: FormPage, do: Callable[[dict[str, Any], list[Taken]], HttpResponse]
) -> HttpResponse:
    """Show the form, or read it, take its files in and ``do`` what it asks; a refusal shows it with what was typed."""
    answers, status = Answers(shown=fields.start(page.questions, page.start)), int(HTTPStatus.OK)
    if request.method == "POST":
        answers, status = fields.read(page.questions, request.POST), int(HTTPStatus.UNPROCESSABLE_ENTITY)
        if not answers.errors:
            try:
                return do(answers.values, take_in(request))
            except MotcuaError as error:
                answers.errors, status = errors_of(error), error.status
    context = {
        "page_": page,
        "groups": [(group, list(many)) for group, many in groupby(page.questions, key=lambda one: one.group)],
        "shown": answers.shown,
        "errors": answers.errors,
        "summary": [FieldError(name, fault) for name, many in answers.errors.items() for fault in many],
        "once_key": request.POST.get("once_key", "")[:80] or once_key(),
        "heaviest": shelf.HEAVIEST,
    }
    return render(request, "centre/evidence_form.html", context, status=status)


def take_in(request: DeskRequest) -> list[Taken]:
    """Take in the files of a form; one that may not be kept is told beside the field, and nothing is done."""
    files = request.FILES.getlist("files")
    if len(files) > FILES_MOST:
        raise BadInput(N_("Gửi nhiều nhất {most} tệp một lần."), field="files", most=FILES_MOST)
    found = []
    for upload in files:
        try:
            blob = shelf.take_in_upload(upload)
        except MotcuaError as error:
            raise BadInput(error.said.sentence, field="files", **error.said.values) from error
        found.append(Taken(blob.sha256, (upload.name or "")[:200]))
    return found
