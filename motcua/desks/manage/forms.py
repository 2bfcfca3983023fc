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
from motcua.desks.shared.shapes import Column, Fact, FieldError, Link, Text
from motcua.kernel.errors import MotcuaError
from motcua.kernel.words import N_, Said, said
from motcua.office import rules

HOME = Link(N_("Quản trị"), "/quan-tri/")


@dataclass(frozen=True, slots=True)
class FormPage:
    """What the page says: its name, the word on its button, what will happen, and where "no" leads.

    ``danger`` marks acts that take something away; ``facts`` stand above the questions, and ``beside`` (label and a
    value for each of ``heads``) where two things are compared; ``start`` fills the questions in.
    """

    title: Text
    verb: Text
    questions: Sequence[Field]
    back: str
    trail: Sequence[Link] = ()
    lead: Text = ""
    what: Sequence[Text] = ()
    facts: Sequence[Fact] = ()
    heads: Sequence[Column] = ()
    beside: Sequence[tuple[Text, str, str]] = ()
    danger: bool = False
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
        "groups": _groups(page.questions),
        "shown": answers.shown,
        "errors": answers.errors,
        "summary": _summary(page.questions, answers.errors),
        # After a refusal nothing was written: the same key may carry the corrected content.
        "once_key": request.POST.get("once_key", "")[:80] or once_key(),
        "verified": is_verified(request),
    }
    return render(request, "manage/form.html", context, status=status)


def is_verified(request: DeskRequest) -> bool:
    """Say whether nothing the actor manages waits for a second factor."""
    return request.actor.verified or not rules.needs_second_factor(request.actor.powers)


def _groups(questions: Sequence[Field]) -> list[tuple[Text, list[Field]]]:
    groups: list[tuple[Text, list[Field]]] = []
    for one in questions:
        if groups and groups[-1][0] == one.group:
            groups[-1][1].append(one)
        else:
            groups.append((one.group, [one]))
    return groups


def _summary(questions: Sequence[Field], errors: Mapping[str, list[Said]]) -> list[FieldError]:
    """Return every fault for the head of the form, by the name of its question."""
    labels = {one.name: said_of(one.label) for one in questions}
    return [
        FieldError(name, said(N_("{question}: {fault}"), question=labels[name], fault=fault))
        if name in labels
        else FieldError("", fault)
        for name, many in errors.items()
        for fault in many
    ]


def said_of(text: Text) -> Said:
    """Return a marked sentence as one that is translated where it is shown."""
    return text if isinstance(text, Said) else said(text)
