"""A page that is one form about one act: shown, sent once, refused beside its fields, and led on when done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from motcua.desks.manage import fields
from motcua.desks.manage.fields import Answers, Field
from motcua.desks.shared.door import DeskRequest, errors_of, once_key
from motcua.desks.shared.shapes import FieldError, Link, Text
from motcua.kernel.errors import MotcuaError
from motcua.kernel.words import N_, Said, said


@dataclass(frozen=True, slots=True)
class FormPage:
    """What the page says: its name, the word on its button, what will happen, and where "no" leads.

    ``factor``: the act asks for a second factor. ``danger``: it takes something away. ``files``: it sends one.
    """

    title: Text
    verb: Text
    questions: Sequence[Field]
    back: str
    trail: Sequence[Link] = ()
    lead: Text = ""
    what: Sequence[Text] = ()
    factor: bool = False
    danger: bool = False
    file: Text = ""
    draft: str = ""
    start: Mapping[str, Any] = field(default_factory=dict)


Do = Callable[[dict[str, Any]], HttpResponse]


def run(request: DeskRequest, page: FormPage, do: Do) -> HttpResponse:
    """Show the form, or read it and ``do`` what it asks; a refusal shows it again with what was typed."""
    if request.method != "POST":
        return _show(request, page, Answers(shown=fields.start(page.questions, page.start)))
    answers = fields.read(page.questions, request.POST)
    if answers.errors:
        return _show(request, page, answers, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        return do(answers.values)
    except MotcuaError as error:
        answers.errors = errors_of(error)
        return _show(request, page, answers, error.status)


def _show(request: DeskRequest, page: FormPage, answers: Answers, status: int = HTTPStatus.OK) -> HttpResponse:
    context = {
        "page_": page,
        "shown": answers.shown,
        "errors": answers.errors,
        "summary": summary(page.questions, answers.errors),
        # After a refusal nothing was written: the same key may carry the corrected content.
        "once_key": request.POST.get("once_key", "")[:80] or once_key(),
        "ask_factor": page.factor and not request.actor.verified,
    }
    return render(request, "centre/readiness/form.html", context, status=status)


def summary(questions: Sequence[Field], errors: Mapping[str, list[Said]]) -> list[FieldError]:
    """Return every fault for the head of a form, by the name of its question."""
    labels = {one.name: one.label if isinstance(one.label, Said) else said(one.label) for one in questions}
    return [
        FieldError(name, said(N_("{question}: {fault}"), question=labels[name], fault=fault))
        if name in labels
        else FieldError("", fault)
        for name, many in errors.items()
        for fault in many
    ]
