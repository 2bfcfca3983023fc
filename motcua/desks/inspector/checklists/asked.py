"""What a version asks: all of it to read, and to try out with its conditions at work, without anything being kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.checklists import queries
from motcua.checklists.queries import VersionFacts
from motcua.checklists.rules.evaluating import ANSWER_MOST, Evaluation, evaluate
from motcua.checklists.rules.items import (
    CHOSEN,
    KIND_NAMES,
    SEVERITY_NAMES,
    VERDICT_NAMES,
    Form,
    Item,
    Kind,
    filled,
)
from motcua.checklists.rules.outline import outlined
from motcua.checklists.rules.scoring import score
from motcua.checklists.rules.versions import STATE_NAMES
from motcua.desks.inspector.checklists import shown
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.shapes import FieldError, Link, Option
from motcua.kernel import clock
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.office.staff_sheet import read_day

PREFIX: Final = "q."
MISSING: Final = N_("Câu này bắt buộc trả lời.")


@dataclass(frozen=True, slots=True)
class Row:
    """A question as the try-out shows it."""

    item: Item
    name: str
    label: str
    value: Any
    options: list[Option]
    errors: list[Said]
    required: bool


def _head(version: VersionFacts, *more: Link) -> dict[str, Any]:
    page = reverse("checklists:checklist", args=[version.checklist])
    this = Link(said(N_("Phiên bản {n}"), n=version.number), reverse("checklists:version", args=[version.id]))
    return {
        "it": version,
        "state": (STATE_NAMES[version.state], shown.TONES[version.state]),
        "trail": [shown.HOME, Link(version.form.title, page), this, *more],
        "kinds": KIND_NAMES,
        "severities": SEVERITY_NAMES,
        "verdicts": VERDICT_NAMES,
    }


@require_safe
@power("checklist.write", "inspection.read")
def preview(request: DeskRequest, version: UUID) -> HttpResponse:
    """Show every question of a version with what it rests on and when it is asked."""
    found = queries.shown(request.actor, version)
    context = _head(found) | {"sections": outlined(found.form), "form": found.form}
    return render(request, "inspector/checklists/version.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@power("checklist.write", "inspection.read")
def attempt(request: DeskRequest, version: UUID) -> HttpResponse:
    """Let somebody answer a version: what is asked next follows from what was answered; nothing is kept."""
    found = queries.shown(request.actor, version)
    form = found.form
    answers = answered(form, request.POST) if request.method == "POST" else {}
    result = evaluate(form, answers, clock.local(clock.now()))
    # Before anything was answered nothing is called missing.
    told = _told(result) if answers else {}
    sections = [
        (" – ".join(group.label for group in groups), rows)
        for groups, items in form.grouped()
        if (rows := [_row(form, item, answers, result, told) for item in items if _is_shown(item, result)])
    ]
    context = _head(found, Link(N_("Làm thử"))) | {
        "sections": sections,
        "errors": [
            FieldError(
                f"{PREFIX}{name}",
                said(N_("{question}: {fault}"), question=filled(form.by_name[name].label, result.values), fault=one),
            )
            for name, faults in told.items()
            for one in faults
        ],
        "tried": bool(answers),
        "score": score(form, result),
        "short": [(form.by_name[one.item], SEVERITY_NAMES[one.severity]) for one in score(form, result).shortcomings],
    }
    return render(request, "inspector/checklists/try.html", context)


def answered(form: Form, posted: QueryDict) -> dict[str, str]:
    """Return what was typed as answers in the form's own terms; what cannot be read is left as typed, to be refused."""
    answers = {}
    for item in form.items:
        name = f"{PREFIX}{item.name}"
        if item.kind is Kind.MANY:
            text = " ".join(posted.getlist(name))
        else:
            text = clean(posted.get(name, ""), ANSWER_MOST, lines=item.kind is Kind.TEXT)
        if item.kind is Kind.DATE and (day := read_day(text)) is not None:
            text = day.isoformat()
        if item.kind in {Kind.DECIMAL, Kind.GEOPOINT}:
            text = text.replace(",", ".")
        if text:
            answers[item.name] = text
    return answers


def _told(result: Evaluation) -> dict[str, list[Said]]:
    told: dict[str, list[Said]] = {failure.item: [said(_literal(failure.message))] for failure in result.failed}
    return told | {name: [said(MISSING)] for name in result.missing}


def _literal(message: str) -> str:
    """Return an author's words so that braces in them stay what they are."""
    return message.replace("{", "{{").replace("}", "}}")


def _is_shown(item: Item, result: Evaluation) -> bool:
    return item.name in result.relevant and item.kind is not Kind.CALCULATE


def _row(form: Form, item: Item, answers: dict[str, str], result: Evaluation, told: dict[str, list[Said]]) -> Row:
    value: Any = answers.get(item.name, "")
    if item.kind is Kind.MANY:
        value = value.split()
    elif item.kind is Kind.DATE and item.name in result.values:
        value = short_date(read_day(value) or clock.today())
    return Row(
        item=item,
        name=f"{PREFIX}{item.name}",
        label=filled(item.label, result.values),
        value=value,
        options=[Option(name, words) for name, words in form.choices(item).items()] if item.kind in CHOSEN else [],
        errors=told.get(item.name, []),
        required=bool(item.required),
    )
