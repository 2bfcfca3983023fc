"""Note what was found at a stop: good, lacking, or said to be lacking without words."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.checklists.rules.items import Severity
from motcua.findings import policies
from motcua.findings.commands.shared import Line, Name, PhotoGiven, Words, check_many, keep_photos, searched
from motcua.findings.models import Answer, Finding, Sheet
from motcua.findings.rules import life, repeats
from motcua.findings.rules.life import Kind
from motcua.inspections import queries as inspections
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.findings import FindingNoted
from motcua.office import family


class NoteFinding(Command, frozen=True, kw_only=True):
    """Something was found. ``said_by`` names a leader whose sentence it is; ``sheet`` and ``item`` where it comes from.

    ``unit`` is to put it right until the end of ``due``; ``due_words`` is how it was said («sớm»).
    """

    stop: UUID
    kind: Kind
    words: Words = ""
    severity: Severity = Severity.MEDIUM
    criterion: Line = ""
    ground: Line = ""
    said_by: Annotated[str, msgspec.Meta(max_length=250)] = ""
    sheet: UUID | None = None
    item: Name = ""
    answer: UUID | None = None
    unit: UUID | None = None
    due: date | None = None
    due_words: Annotated[str, msgspec.Meta(max_length=200)] = ""
    photos: list[PhotoGiven] = []


@act(NoteFinding, on=Finding, verb=N_("Ghi nhận xét, tồn tại"), may=policies.may_note)
def note_finding(command: NoteFinding, context: Context) -> Done[Finding]:
    """Refuse a stop that never began, a unit elsewhere, the same question twice."""
    stop = inspections.stop_facts(command.stop)
    if stop is None or stop.realm != context.actor.realm:
        raise NotFound(N_("Không có buổi kiểm tra này."))
    if not stop.begun:
        raise Conflict(N_("Buổi kiểm tra chưa bắt đầu."))
    words = life.checked_words(command.kind, command.words)
    life.check_due(command.due, clock.local(context.at).date())
    check_many(command.photos, life.PHOTOS_MOST)
    if command.unit is not None and family.home_of(command.unit) != stop.place:
        raise BadInput(N_("Đơn vị khắc phục phải thuộc nơi được kiểm tra."), field="unit")
    _check_source(command, stop.id)
    lacking = command.kind in life.LACKS
    finding = Finding(
        realm=context.actor.realm,
        campaign_id=stop.campaign,
        stop_id=stop.id,
        place_id=stop.place,
        day=stop.day,
        sheet_id=command.sheet,
        answer_id=command.answer,
        kind=command.kind.value,
        state=life.first_state(command.kind).value,
        severity=command.severity.value if command.kind is Kind.SHORTCOMING else "",
        item=command.item,
        criterion=clean(command.criterion),
        ground=clean(command.ground)[:300],
        words=words,
        said_by=clean(command.said_by),
        unit_id=command.unit if lacking else None,
        due=command.due if lacking else None,
        due_words=clean(command.due_words) if lacking else "",
        noted_by=context.actor.account,
    )
    if lacking:
        finding.about = repeats.key(finding.item, finding.criterion)
    finding.folded = searched(finding)
    photos = keep_photos(command.photos, finding=finding)
    event = FindingNoted(
        campaign=finding.campaign_id,
        stop=finding.stop_id,
        place=finding.place_id,
        day=finding.day,
        kind=finding.kind,
        severity=finding.severity,
        item=finding.item,
        criterion=finding.criterion,
        ground=finding.ground,
        words=finding.words,
        said_by=finding.said_by,
        sheet=finding.sheet_id,
        answer=finding.answer_id,
        unit=finding.unit_id,
        due=finding.due,
        due_words=finding.due_words,
        photos=photos,
    )
    return Done(event, finding)


def _check_source(command: NoteFinding, stop: UUID) -> None:
    """Refuse a sheet of another stop, an answer of another sheet, and a second finding of the same question."""
    if command.sheet is None:
        if command.item or command.answer:
            raise BadInput(N_("Câu hỏi phải thuộc một phiếu."), field="sheet")
        return
    if not Sheet.objects.filter(pk=command.sheet, stop_id=stop).exists():
        raise NotFound(N_("Không có phiếu này ở buổi kiểm tra."), field="sheet")
    if command.answer and not Answer.objects.filter(pk=command.answer, sheet=command.sheet, item=command.item).exists():
        raise NotFound(N_("Không có câu trả lời này trong phiếu."), field="answer")
    same = Finding.objects.filter(sheet=command.sheet, item=command.item).exclude(state=life.State.WITHDRAWN)
    if command.item and same.exists():
        raise Conflict(N_("Câu này đã được ghi thành nhận xét của đoàn."), field="item")
