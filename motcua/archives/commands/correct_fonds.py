"""Correct what is said of a fonds: its days, measures, condition, official list, how many files there should be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

import msgspec

from motcua.archives import lines, policies
from motcua.archives.commands.open_fonds import checked_list, checked_metres
from motcua.archives.models import Fonds, RecordFile
from motcua.archives.rules.inventory import refuse_period
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.archives import FondsCorrected

_FIELDS = ("name", "code", "begins", "closed_on", "metres", "condition", "expected", "list_id")


class CorrectFonds(Command, frozen=True, kw_only=True):
    """Say all of it anew; what is the same stays. Another official list makes an earlier check stale."""

    TARGET = "fonds"

    fonds: UUID
    name: Annotated[str, msgspec.Meta(max_length=250)]
    code: Annotated[str, msgspec.Meta(max_length=30)] = ""
    begins: date | None = None
    closed_on: date | None = None
    metres: Decimal | None = None
    condition: Annotated[str, msgspec.Meta(max_length=500)] = ""
    expected: Annotated[int, msgspec.Meta(ge=0, le=10_000_000)] | None = None
    list: UUID | None = None
    reason: Annotated[str, msgspec.Meta(max_length=500)] = ""


@act(CorrectFonds, on=Fonds, verb=N_("Sửa phông"), may=policies.may_write, when=lines.is_open)
def correct(command: CorrectFonds, fonds: Fonds, context: Context) -> Done[Fonds]:
    """Refuse a correction that changes nothing, and one without a reason."""
    name, reason = clean(command.name), clean(command.reason)
    if not name:
        raise BadInput(N_("Ghi tên phông."), field="name")
    refusal = refuse_period(command.begins, command.closed_on)
    if refusal is not None:
        raise RuleError(refusal.sentence, field="closed_on", **refusal.values)
    before = {field: _text(getattr(fonds, field)) for field in _FIELDS}
    fonds.name, fonds.folded, fonds.code = name, fold(name), clean(command.code)
    fonds.begins, fonds.closed_on = command.begins, command.closed_on
    fonds.metres, fonds.condition = checked_metres(command.metres), clean(command.condition)
    fonds.expected = command.expected
    if command.list != fonds.list_id:
        fonds.list_id = checked_list(command.list, context.actor)
    after = {field: _text(getattr(fonds, field)) for field in _FIELDS}
    changed = [field for field in _FIELDS if before[field] != after[field]]
    if not changed:
        raise BadInput(N_("Chưa sửa gì."), field="name")
    if not reason:
        raise BadInput(N_("Ghi lý do sửa."), field="reason")
    if "list_id" in changed:
        _judge_again(fonds)
    lines.recount(fonds, changed=bool({"list_id", "begins", "closed_on"} & set(changed)))
    return Done(
        FondsCorrected(
            before={field: before[field] for field in changed},
            after={field: after[field] for field in changed},
            reason=reason,
        )
    )


def _judge_again(fonds: Fonds) -> None:
    """Say of each file anew whether its class is on the list."""
    known = list(lines.classes_of(fonds))
    files = RecordFile.objects.filter(fonds=fonds)
    files.update(off_list=False)
    files.exclude(code="").exclude(code__in=known).update(off_list=True)


def _text(value: Any) -> str:
    return "" if value is None else str(value)
