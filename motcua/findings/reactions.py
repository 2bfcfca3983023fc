"""What follows when a sheet is finished, in the same transaction: each shortcoming it shows becomes a finding."""

from __future__ import annotations

from motcua.checklists import queries as checklists
from motcua.findings.commands import NoteFinding
from motcua.findings.evaluated import evaluation
from motcua.findings.models import Answer, Finding, Sheet
from motcua.findings.rules.answers import lacks
from motcua.findings.rules.life import Kind, State
from motcua.ledger.actor import system
from motcua.ledger.commands import Context
from motcua.ledger.events import Event
from motcua.ledger.events.findings import SheetFinished
from motcua.ledger.perform import perform

ORDER = "Phiếu kiểm tra đã chốt"


def note_lacks(event: Event, context: Context) -> None:
    """Note what the sheet shows and the team has not noted of it already."""
    if not isinstance(event, SheetFinished):
        return
    sheet = Sheet.objects.get(pk=event.sheet)
    form = checklists.version(sheet.version_id).form
    noted = set(Finding.objects.filter(sheet=sheet).exclude(state=State.WITHDRAWN).values_list("item", flat=True))
    standing = Answer.objects.filter(sheet=sheet, standing=Answer.Standing.CURRENT)
    answers = dict(standing.values_list("item", "pk"))
    actor = system(ORDER, realm=context.actor.realm)
    for lack in lacks(form, evaluation(sheet.id, form, context.at)):
        if lack.item.name in noted:
            continue
        command = NoteFinding(
            stop=event.stop,
            kind=Kind.SHORTCOMING,
            words=lack.words,
            severity=lack.severity,
            criterion=lack.item.criterion or lack.item.label,
            ground=lack.item.ground,
            sheet=sheet.id,
            item=lack.item.name,
            answer=answers.get(lack.item.name),
        )
        perform(command, actor, key=f"sheet-{context.entry.hex}-{lack.item.name}")
