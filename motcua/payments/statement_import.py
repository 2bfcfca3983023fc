"""A bank's statement into a day's reconciliation: what each line would be, then taking them in as they were shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final
from uuid import UUID

import msgspec

from motcua.kernel.errors import Busy, MotcuaError, NotAllowed
from motcua.kernel.money import VND
from motcua.kernel.sheets import Row, Understood
from motcua.kernel.sheets.planned import BAD, SAME, Notes, Planned, Result, kept, shown_value
from motcua.kernel.words import N_, said
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.payments import policies
from motcua.payments.commands import RecordStatement, StatementLineWish
from motcua.payments.models import Reconciliation, StatementLine

NEW: Final = "new"


def mark(day: UUID) -> str:
    """Return what changes whenever lines of the day's statement are taken in."""
    return str(StatementLine.objects.filter(reconciliation=day).count())


def plan(found: Understood, actor: Actor, day: UUID) -> Iterator[Planned]:
    """Yield what each line would be; nothing is written. Refuses who may not reconcile the day."""
    of = Reconciliation.objects.get(pk=day)
    refusal = policies.may_reconcile(actor, of)
    if refusal is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)
    known = set(
        StatementLine.objects.filter(reconciliation__centre=of.centre_id, reconciliation__realm=of.realm)
        .exclude(reference="")
        .values_list("reference", flat=True)
    )
    for row in found.rows:
        yield _line(found, row, of, known)


def _line(found: Understood, row: Row, of: Reconciliation, known: set[str]) -> Planned:
    notes, values = Notes(found, row), row.values
    reference = values.get("reference", "")
    name = reference or values.get("content", "")[:60]
    credit, debit = values.get("credit") or 0, values.get("debit") or 0
    if not notes.faults:
        if values["day"] != of.day:
            notes.fault("day", said(N_("khác ngày đối soát {day}."), day=shown_value(of.day)))
        if bool(credit) == bool(debit):
            notes.fault("credit", said(N_("phải có tiền vào hoặc tiền ra, chỉ một.")))
    if notes.faults:
        return Planned(row=row.number, name=name, fate=BAD, faults=notes.faults, doubts=notes.doubts)
    if not reference:
        notes.doubt("reference", said(N_("không có số tham chiếu: nhập lại tệp này sẽ không nhận ra dòng trùng.")))
    twin = reference if reference in known else ""
    if reference:
        known.add(reference)
    line = StatementLineWish(reference=reference, amount=credit - debit, content=values.get("content", ""))
    cells: dict[str, Any] = {"day": shown_value(of.day), "reference": reference, "content": line.content}
    cells |= {"credit": str(VND(credit))} if credit else {"debit": str(VND(debit))}
    return Planned(
        row=row.number,
        name=name,
        fate=SAME if twin else NEW,
        cells={column: value for column, value in cells.items() if value},
        doubts=notes.doubts,
        twin=twin,
        wish=msgspec.to_builtins(line),
    )


def write(lines: Sequence[Planned], actor: Actor, day: UUID, key: str) -> Iterable[Result]:
    """Take the lines in as they were shown, in one act for ``key``; refused, every one of them says why."""
    if not lines:
        return
    wishes = [msgspec.convert(line.wish, StatementLineWish) for line in lines]
    refused = None
    try:
        perform(RecordStatement(reconciliation=day, lines=wishes), actor, key=f"{key}-{lines[0].row}")
    except Busy:
        raise
    except MotcuaError as error:
        refused = kept(error.said)
    for line in lines:
        yield Result(row=line.row, name=line.name, refused=refused)
