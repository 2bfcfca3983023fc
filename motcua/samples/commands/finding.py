"""Make a shortcoming of a check that does not match: the room of findings keeps it, here it is known which."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.checklists.rules.items import Severity
from motcua.dossiers import sampled
from motcua.findings.commands import NoteFinding
from motcua.findings.queries import known
from motcua.findings.rules.life import WORDS_MOST, Kind
from motcua.kernel.errors import Conflict
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.samples import FindingRaised
from motcua.ledger.perform import perform
from motcua.samples import policies
from motcua.samples.commands.check import STANDING
from motcua.samples.commands.shared import is_held, line_of, wanted
from motcua.samples.models import Answer, Raised, Sample
from motcua.samples.rules.checks import CHECK_NAMES, Check, Verdict, ground_of


class RaiseFinding(Command, frozen=True, kw_only=True):
    """Note a shortcoming of a failed check, in ``words`` about the dossier named by its code alone."""

    TARGET = "sample"

    sample: UUID
    line: UUID
    item: Check
    words: Annotated[str, msgspec.Meta(max_length=WORDS_MOST)]
    severity: Severity = Severity.MEDIUM
    unit: UUID | None = None
    due: date | None = None


@act(RaiseFinding, on=Sample, verb=N_("Ghi thành tồn tại"), may=policies.may_work, when=is_held, order=50)
def raise_finding(command: RaiseFinding, sample: Sample, context: Context) -> Done[Sample]:
    """Refuse a check that matches, one in dispute, and one that a standing finding was made of already."""
    line = line_of(sample, command.line)
    said_of = list(Answer.objects.filter(line=line, check_key=command.item, standing__in=STANDING))
    if len(said_of) > 1:
        raise Conflict(N_("Mục này có câu trả lời khác nhau: chọn câu đúng trước."))
    if not said_of or said_of[0].verdict != Verdict.MISMATCH:
        raise Conflict(N_("Chỉ mục «không khớp» mới ghi thành tồn tại."))
    made = Raised.objects.filter(line=line, check_key=command.item).values_list("finding_id", flat=True)
    if known.standing(made):
        raise Conflict(N_("Mục này đã ghi thành tồn tại."))
    words = wanted(command.words, "words", N_("Ghi rõ tồn tại là gì."))
    text = f"{line.code}: {words}" if line.code not in words else words
    note = NoteFinding(
        stop=sample.stop_id,
        kind=Kind.SHORTCOMING,
        words=text[:WORDS_MOST],
        severity=command.severity,
        criterion=CHECK_NAMES[command.item],
        ground=ground_of(command.item, sampled.received_on(line.dossier_id)),
        unit=command.unit,
        due=command.due,
    )
    finding = perform(note, context.actor, key=f"sample-{context.entry.hex}").target
    Raised.objects.create(line=line, check_key=command.item, answer_id=said_of[0].id, finding_id=finding)
    event = FindingRaised(line=line.id, check=command.item.value, answer=said_of[0].id, finding=finding)
    return Done(event, outcome={"finding": finding})
