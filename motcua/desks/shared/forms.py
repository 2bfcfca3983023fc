"""A page that is one form about one act: shown, sent once, refused beside its fields, and led on when done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from motcua.desks.shared import fields
from motcua.desks.shared.door import DeskRequest, errors_of, once_key
from motcua.desks.shared.fields import Answers, Field
from motcua.desks.shared.shapes import Column, Fact, FieldError, Link, Text
from motcua.documents import shelf, signing
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_, Said, said
from motcua.office import rules


@dataclass(frozen=True, slots=True)
class Files:
    """The files a form sends along: several as a rule; ``accept`` lists their media types for the browser."""

    label: Text
    hint: Text = ""
    accept: str = ""
    name: str = "files"
    many: bool = True


@dataclass(frozen=True, slots=True)
class Taken:
    """A file taken in: the hash of its content and the name it came with."""

    sha256: str
    filename: str


FILES_MOST = 12
PROOF = Files(
    N_("Ảnh, giấy tờ làm chứng"),
    hint=said(N_("Ảnh JPEG, PNG hoặc PDF, nhiều nhất {most} tệp."), most=FILES_MOST),
    accept="image/jpeg,image/png,application/pdf",
)


@dataclass(frozen=True, slots=True)
class FormPage:
    """What the page says: its name, the word on its button, what will happen, and where "no" leads.

    ``danger`` marks acts that take something away; ``facts`` stand above the questions, and ``beside`` (label and a
    value for each of ``heads``) where two things are compared; ``start`` fills the questions in. ``files``: it sends
    files along.
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
    files: Files | None = None
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
        "summary": summary(page.questions, answers.errors),
        # After a refusal nothing was written: the same key may carry the corrected content.
        "once_key": request.POST.get("once_key", "")[:80] or once_key(),
        "ask_factor": waits_for_factor(request),
        "heaviest": shelf.HEAVIEST,
    }
    return render(request, "shared/act.html", context, status=status)


def take_in(request: DeskRequest, name: str = PROOF.name) -> list[Taken]:
    """Take in the files of a form; one that may not be kept is told beside the field, and nothing is done."""
    files = request.FILES.getlist(name)
    if len(files) > FILES_MOST:
        raise BadInput(N_("Gửi nhiều nhất {most} tệp một lần."), field=name, most=FILES_MOST)
    found = []
    for upload in files:
        try:
            blob = shelf.take_in_upload(upload)
        except MotcuaError as error:
            raise BadInput(error.said.sentence, field=name, **error.said.values) from error
        found.append(Taken(blob.sha256, (upload.name or "")[:200]))
    return found


def signed_upload(request: DeskRequest, name: str = "file") -> str:
    """Take in the one PDF that was signed with one's own token; return its hash. :class:`BadInput` where there is none."""
    sent = request.FILES.get(name)
    if sent is None or not sent.size:
        raise BadInput(N_("Chọn tệp PDF đã ký."), field=name)
    return signing.upload(sent)


def is_verified(request: DeskRequest) -> bool:
    """Say whether nothing the actor manages waits for a second factor."""
    return request.actor.verified or not rules.needs_second_factor(request.actor.powers)


def waits_for_factor(request: DeskRequest) -> bool:
    """Say whether the powers that let the actor in here can only be used after a second factor not yet given."""
    return not request.actor.verified and rules.needs_second_factor(request.door.any_of & request.actor.powers)


def _groups(questions: Sequence[Field]) -> list[tuple[Text, list[Field]]]:
    groups: list[tuple[Text, list[Field]]] = []
    for one in questions:
        if groups and groups[-1][0] == one.group:
            groups[-1][1].append(one)
        else:
            groups.append((one.group, [one]))
    return groups


def summary(questions: Sequence[Field], errors: Mapping[str, list[Said]]) -> list[FieldError]:
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
