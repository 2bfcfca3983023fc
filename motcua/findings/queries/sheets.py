"""Sheets: which there are at a stop, and one with every question, its answer, what others say, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.checklists import queries as checklists
from motcua.checklists.rules.items import SILENT, Form, Item
from motcua.checklists.rules.scoring import Points, Score, score
from motcua.findings import policies
from motcua.findings.evaluated import evaluation
from motcua.findings.models import Answer, Finding, Sheet
from motcua.findings.queries import scope, shown
from motcua.findings.queries.shown import ShownRow
from motcua.findings.rules.life import State
from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office.queries import names


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet as lists show it; ``rate`` is ``None`` until it is finished."""

    id: UUID
    stop: UUID
    campaign: UUID
    place: UUID
    place_name: str
    day: date
    title: str
    finished_at: datetime | None
    rate: Points | None
    missing: int


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What somebody said to one question."""

    id: UUID
    value: str
    by: str
    by_title: str
    account: UUID
    observed_at: datetime
    standing: str
    shown: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One question with the answer that holds, what others say beside it, what was said before, and its finding."""

    item: Item
    relevant: bool
    missing: bool
    problem: str
    present: AnswerRow | None
    beside: tuple[AnswerRow, ...]
    past: tuple[AnswerRow, ...]
    finding: UUID | None


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A sheet whole: its form, lines in order, how it stands, and what the asker may do now."""

    row: SheetRow
    version: int
    form: Form
    xform: str
    lines: tuple[Line, ...]
    score: Score
    complete: bool
    closing: str
    offers: tuple[Offer, ...]


def at_stop(actor: Actor, stop: UUID) -> tuple[SheetRow, ...]:
    """Return the sheets of a stop that the asker may see."""
    return rows(list(scope.sheets(actor).filter(stop_id=stop).order_by("title", "pk")))


def works_at(actor: Actor, stop: UUID) -> bool:
    """Say whether the actor may lay sheets open and note findings at a stop."""
    return policies.may_work_at(actor, stop) is None


def answerable(actor: Actor, text: str = "", most: int = 50) -> tuple[SheetRow, ...]:
    """Return the open sheets of campaigns the asker works in, the latest day first: what may be taken along."""
    found = scope.sheets(actor).filter(finished_at__isnull=True)
    if text:
        found = found.filter(title__icontains=text)
    mine = [one for one in found.order_by("-day", "pk")[:most] if policies.may_work(actor, one) is None]
    return rows(mine)


def demand_answering(actor: Actor, sheet: UUID) -> None:
    """Raise :class:`NotFound` for whoever may not see a sheet, :class:`NotAllowed` for whoever may not answer in it."""
    found = scope.sheets(actor).filter(pk=sheet).first()
    if found is None:
        raise NotFound(N_("Không có phiếu này, hoặc bạn không thuộc phạm vi được xem."))
    refusal = policies.may_work(actor, found)
    if refusal is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)


def stop_of(actor: Actor, sheet: UUID) -> UUID:
    """Return the stop at which a sheet is filled in; :class:`NotFound` for whoever may not see it."""
    found = scope.sheets(actor).filter(pk=sheet).values_list("stop_id", flat=True).first()
    if found is None:
        raise NotFound(N_("Không có phiếu này, hoặc bạn không thuộc phạm vi được xem."))
    return found


def form_of(sheet: UUID) -> Form:
    """Return the checklist of a sheet somebody was let in to."""
    return checklists.version(Sheet.objects.only("version_id").get(pk=sheet).version_id).form


def holding(sheet: UUID, item: str) -> UUID | None:
    """Return the answer to one question that holds now."""
    rows = Answer.objects.filter(sheet_id=sheet, item=item, standing=Answer.Standing.CURRENT)
    return rows.values_list("pk", flat=True).first()


def page(actor: Actor, sheet: UUID) -> SheetPage:
    """Return one sheet; :class:`NotFound` for whoever may not see it."""
    found = scope.sheets(actor).filter(pk=sheet).first()
    if found is None:
        raise NotFound(N_("Không có phiếu này, hoặc bạn không thuộc phạm vi được xem."))
    facts = checklists.version(found.version_id)
    form = facts.form
    stands = evaluation(found.id, form, clock.now())
    problems = {one.item: one.message for one in stands.failed}
    answers = _answers(found.id)
    noted = Finding.objects.filter(sheet=found).exclude(state=State.WITHDRAWN).values_list("item", "pk")
    findings = dict(noted)
    lines = []
    for item in form.items:
        if item.kind in SILENT:
            continue
        mine = answers.get(item.name, [])
        present = next((one for one in mine if one.standing == Answer.Standing.CURRENT), None)
        lines.append(
            Line(
                item=item,
                relevant=item.name in stands.relevant,
                missing=item.name in stands.missing,
                problem=problems.get(item.name, ""),
                present=present,
                beside=tuple(one for one in mine if one.standing == Answer.Standing.BESIDE),
                past=tuple(one for one in mine if one.standing == Answer.Standing.PAST),
                finding=findings.get(item.name),
            )
        )
    return SheetPage(
        row=rows([found])[0],
        version=found.version,
        form=form,
        xform=facts.xform,
        lines=tuple(lines),
        score=score(form, stands),
        complete=stands.complete,
        closing=found.closing,
        offers=tuple(available(found, actor)),
    )


def _answers(sheet: UUID) -> dict[str, list[AnswerRow]]:
    found = list(Answer.objects.filter(sheet=sheet).order_by("-observed_at", "-pk"))
    files = shown.of("answer", [one.id for one in found])
    told: defaultdict[str, list[AnswerRow]] = defaultdict(list)
    for one in found:
        told[one.item].append(
            AnswerRow(
                id=one.id,
                value=one.value,
                by=one.by,
                by_title=one.by_title,
                account=one.account_id,
                observed_at=one.observed_at,
                standing=one.standing,
                shown=files.get(one.id, ()),
            )
        )
    return told


def rows(found: list[Sheet]) -> tuple[SheetRow, ...]:
    """Return sheets as lists show them; one statement more for the names."""
    named = names.names_of({one.place_id for one in found})
    return tuple(
        SheetRow(
            id=one.id,
            stop=one.stop_id,
            campaign=one.campaign_id,
            place=one.place_id,
            place_name=named.get(one.place_id, ""),
            day=one.day,
            title=one.title,
            finished_at=one.finished_at,
            rate=Points(one.points, one.whole) if one.points is not None and one.whole is not None else None,
            missing=one.missing,
        )
        for one in found
    )
