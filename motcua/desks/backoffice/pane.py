"""The dossier as a pane: everything its template draws, beside a list or on a page of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import NoReverseMatch

from motcua.desks.backoffice import course, patterns, shown, verbs
from motcua.desks.backoffice.asked import Asked
from motcua.desks.shared import formats
from motcua.desks.shared.door import errors_of, once_key
from motcua.desks.shared.eform import telling
from motcua.desks.shared.jinja import url
from motcua.desks.shared.shapes import Option
from motcua.dossiers import filled
from motcua.dossiers import patterns as kept
from motcua.dossiers.commands import (
    AssignDossier,
    AssignProposed,
    AttachScan,
    CompleteStep,
    CorrectDossier,
    EnterProvincialCode,
    EnterSpecialisedResult,
    ExtendDeadline,
    FillForm,
    RecordAnswer,
    ReissueSlip,
    RequestSupplement,
    ReturnResult,
    SendBack,
    SendOutside,
)
from motcua.dossiers.rules import life
from motcua.dossiers.rules.collecting import MANNERS
from motcua.dossiers.rules.patterns import For
from motcua.dossiers.rules.places import PAPER_FILES
from motcua.dossiers.rules.runs import ITEM_STATES
from motcua.dossiers.views import DossierPage
from motcua.kernel import clock
from motcua.kernel.errors import MotcuaError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command
from motcua.ledger.perform import Offer

_NAMED: Mapping[str, type[Command]] = {
    "assign": AssignDossier,
    "propose": AssignProposed,
    "back": SendBack,
    "attach": AttachScan,
    "correct": CorrectDossier,
    "code": EnterProvincialCode,
    "reissue": ReissueSlip,
    "hand_over": ReturnResult,
}


@dataclass(frozen=True, slots=True)
class Tried:
    """An act that was refused: which, what was typed, and why, beside its fields."""

    slug: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, Any] = field(default_factory=dict)
    error: MotcuaError | None = None


NOTHING = Tried()


def refused(slug: str, values: Mapping[str, str], error: MotcuaError) -> Tried:
    """Return what was tried, to be shown again with what was typed."""
    kept = {name: text for name, text in values.items() if name not in {"otp", "csrfmiddlewaretoken"}}
    return Tried(slug, kept, errors_of(error), error)


def context(actor: Actor, page: DossierPage, list_: Asked | None, tried: Tried = NOTHING) -> dict[str, Any]:
    """Return what the pane draws. ``list_`` is the list it stands beside, ``None`` on a page of its own."""
    work = next((offer for command in verbs.WORK if (offer := _open(page, command)) is not None), None)
    acts = {name: offer for name, command in _NAMED.items() if (offer := page.offer(command)) is not None}
    query = list_.query() if list_ else ""
    sentences = _Sentences(actor, page)
    waits = {offer.command for offer in page.after_factor}
    return {
        "page": page,
        "row": page.row,
        "tried": tried,
        "once": once_key(),
        "query": f"?{query}" if query else "",
        "back_href": list_.href() if list_ else url("backoffice:home"),
        "due": shown.due(page.row.due),
        "step_due": shown.due(page.row.step_due) if page.row.step_due.at else None,
        "holder": shown.holder_of(page),
        "proposed": page.proposed,
        "state": shown.STATE_WORDS[page.row.state],
        "steps": shown.steps(page),
        "moments": shown.moments(page),
        "people": [shown.person(person) for person in page.people],
        "units": shown.units(page),
        "across": shown.across(page),
        "facts": shown.facts(page),
        "next": shown.next_words(page),
        "work": work,
        "work_slug": verbs.SLUG_OF[work.command] if work else "",
        "is_system": work is not None and work.command is EnterSpecialisedResult,
        "acts": acts,
        "factor": {verbs.SLUG_OF[command] for command in waits if command in verbs.SLUG_OF},
        "patterns": sentences.of(For.OPINION, role=page.present.role) if page.present else (),
        "reasons": sentences.of(For.RETURN),
        "reissues": patterns.REISSUES,
        "removals": patterns.REMOVALS,
        "colleagues": shown.colleagues(page),
        "paper_options": shown.paper_options(page),
        "page_files": shown.files(page),
        "correct_href": _correct_href(page),
        "taken_back": verbs.TAKEN_BACK,
        "course": _course(page, tried, sentences),
        "letters": _letters(page),
        "item_states": ITEM_STATES,
        "declared": _declared(page),
        "state_tone": shown.STATE_TONES.get(life.State(page.row.state), "plain"),
    }


class _Sentences:
    """The sentence patterns of the centre that received a dossier, filled in for it."""

    def __init__(self, actor: Actor, page: DossierPage) -> None:
        self._kept = kept.of_centre(page.received_unit_id, str(actor.realm))
        self._procedure, self._name = page.procedure_code, page.row.procedure
        self._day = formats.short_date(clock.today())

    def of(self, kind: str, *, role: str = "", paper: str = "", name: str = "") -> tuple[str, ...]:
        """Return the sentences for an act, at a step, about a paper."""
        return kept.offered(
            self._kept,
            kind,
            procedure=self._procedure,
            paper=paper,
            role=role,
            paper_name=name,
            procedure_name=self._name,
            day=self._day,
        )


def _declared(page: DossierPage) -> dict[str, Any] | None:
    """Return the declaration of the dossier to read: what was filled in, and whether the reader may fill it in."""
    found = filled.of_page(page)
    if found is None:
        return None
    version, told = found
    whole = all(person.whole for person in page.people)
    files = {str(file.id): file.filename for paper in page.papers for file in paper.files}
    return {
        "title": version.form.title.of(formats.language()),
        "compared": version.form.compared,
        "filled": told,
        "lines": telling.lines(version.form, told.answers if whole else telling.covered(told.answers), files)
        if told
        else [],
        "whole": whole,
        "offer": page.offer(FillForm),
    }


_BLOCKED = (RequestSupplement, ExtendDeadline)
"""Acts whose reason is shown where people look for them, once they were used up."""


def _course(page: DossierPage, tried: Tried, sentences: _Sentences) -> list[dict[str, Any]]:
    """Return the acts beside the straight way that are open to the reader, each with its form and what was typed."""
    shown_ = []
    for one in course.FORMS:
        offer = page.offer(one.command)
        used_up = one.command in _BLOCKED and page.row.state in life.RUNNING
        if offer is None or (offer.refusal is not None and not used_up):
            continue
        mine = tried.slug == one.slug
        shown_.append(
            {
                "form": one,
                "verb": offer.verb,
                "why": offer.refusal,
                "open": mine or _stands_open(one, page),
                "fields": [_field(one, ask, page, tried if mine else NOTHING, sentences) for ask in _asks(one, page)],
                "note": _note(one, page),
                "papers": _papers(one, page, tried if mine else NOTHING, sentences),
                "errors": [*tried.errors.get("lacking", ()), *tried.errors.get("papers", ())] if mine else [],
            }
        )
    return shown_


def _stands_open(one: course.ActForm, page: DossierPage) -> bool:
    """Say whether a form stands open: what a waiting dossier waits for, and not a second sending after an answer."""
    if one.command is RecordAnswer:
        return bool(page.row.outside)
    return one.first and not (one.command is SendOutside and page.can(CompleteStep))


def _asks(one: course.ActForm, page: DossierPage) -> tuple[course.Ask, ...]:
    """Return the fields of an act: no day is asked where the process says how long a body outside has."""
    if one.command is SendOutside and page.present is not None and page.present.days:
        return tuple(ask for ask in one.asks if ask.name != "answer_by")
    return one.asks


def _note(one: course.ActForm, page: DossierPage) -> Said | str:
    """Return what to know before an act: of a body outside, how long it has and what its silence means."""
    step = page.present
    if one.command is not SendOutside or step is None or not step.days:
        return one.note
    days = (
        N_("Quy trình cho {n} ngày để trả lời.")
        if step.calendar_days
        else N_("Quy trình cho {n} ngày làm việc để trả lời.")
    )
    if not step.silence:
        return said(days, n=step.days)
    return said(
        N_("{days} Quá hạn không trả lời thì coi là đồng ý ({ground})."),
        days=said(days, n=step.days),
        ground=step.silence,
    )


def _letters(page: DossierPage) -> list[tuple[str, str]]:
    """Return the letters that were brought forth, as (part of the address, title)."""
    found = page.life
    there = {
        "bo-sung": (found.supplements > 0, "supplement"),
        "tu-choi": (found.rejected, "refusal"),
        "xin-loi": (found.extensions > 0, "apology"),
        "dung": (page.row.state == life.State.WITHDRAWN, "stop"),
        "chuyen-tiep": (bool(page.origin), "transition"),
    }
    return [(kind, life.FORMS[form]) for kind, (is_there, form) in there.items() if is_there]


def _field(
    one: course.ActForm, ask: course.Ask, page: DossierPage, tried: Tried, sentences: _Sentences
) -> dict[str, Any]:
    options: list[Option] = []
    if ask.kind == "cause":
        options = [Option(value, name) for value, name in life.CAUSES.items()]
    elif ask.kind == "manner":
        options = [Option(value, name) for value, name in MANNERS.items()]
    elif ask.kind == "paper_file":
        options = [Option(value, name) for value, name in PAPER_FILES.items()]
    elif ask.kind == "unit":
        options = [Option(str(id_), name) for id_, name in page.life.bodies]
    elif ask.kind == "question":
        waiting = (question for question in page.life.questions if question.answered_at is None)
        options = [Option(str(question.id), f"{question.body}: {question.question[:80]}") for question in waiting]
    return {
        "ask": ask,
        "id": f"{one.slug}-{ask.name}",
        "value": tried.values.get(ask.name, _usual(one, ask, page)),
        "errors": tried.errors.get(ask.name, []),
        "options": options,
        "patterns": sentences.of(ask.sentences) if ask.sentences else (),
    }


_USUAL = {("gui-buu-chinh", "carrier"): "Bưu điện Việt Nam"}


def _usual(one: course.ActForm, ask: course.Ask, page: DossierPage) -> str:
    """Return what a field begins with: the body outside that the process names, the usual carrier."""
    if one.command is SendOutside and ask.name == "body" and page.present is not None:
        return page.present.body
    return _USUAL.get((one.slug, ask.name), "")


def _papers(one: course.ActForm, page: DossierPage, tried: Tried, sentences: _Sentences) -> list[dict[str, Any]]:
    """Return the papers an act lists: all of the published ones, or those the citizen was asked for."""
    if one.papers == "lacking":
        listed = [(paper.key, paper.name, "") for paper in page.papers if paper.kind != "note"]
    elif one.papers == "given":
        listed = list(page.life.lacking) or [(paper.key, paper.name, "") for paper in page.papers]
    else:
        return []
    return [
        {
            "key": key,
            "name": name,
            "asked": asked,
            "patterns": sentences.of(For.SUPPLEMENT, paper=key, name=name) if one.papers == "lacking" else (),
            "lacks": bool(tried.values.get(course.LACKS + key)),
            "words": tried.values.get(course.WORDS + key, ""),
            "count": tried.values.get(course.GIVEN + key, "1"),
        }
        for key, name, asked in listed
    ]


def _open(page: DossierPage, command: type[Command]) -> Offer | None:
    offer = page.offer(command)
    return offer if offer is not None and offer.refusal is None else None


def _correct_href(page: DossierPage) -> str:
    """Return where the counter corrects a dossier, "" while no desk offers it."""
    try:
        return url("counter:correct", page.row.id)
    except NoReverseMatch:
        return ""
