"""The receivers' half of a run: scan the stack back, name what did not come."""

from __future__ import annotations

from uuid import UUID

from motcua.dossiers import policies, rules
from motcua.dossiers.commands.run import is_on_its_way
from motcua.dossiers.models import HandoverRun, RunItem
from motcua.dossiers.rules import runs
from motcua.dossiers.runs import item_of, label_of, paper_dossier
from motcua.kernel.errors import Conflict, NotAllowed, RuleError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossier_runs import PaperFileMissing, PaperFileReceived
from motcua.ledger.prepared import insert, update


class ReceivePaperFile(Command, frozen=True, kw_only=True):
    """``unit``, one of the actor's, has the paper file of the dossier in its hands."""

    TARGET = "run"

    run: UUID
    dossier: UUID
    unit: UUID


class NamePaperFileMissing(Command, frozen=True, kw_only=True):
    """The paper file of the dossier did not come with the run; ``reason`` says what is known of it."""

    TARGET = "run"

    run: UUID
    dossier: UUID
    reason: str


@act(ReceivePaperFile, on=HandoverRun, verb=N_("Nhận hồ sơ giấy"), may=policies.may_receive_files, when=is_on_its_way)
def receive(command: ReceivePaperFile, run: HandoverRun, context: Context) -> Done[HandoverRun]:
    """Note that it arrived: where it was to go, with another division, or without standing on any sheet.

    A second scan is refused and says when the first one was.
    """
    if not policies.is_of(context.actor, command.unit):
        raise NotAllowed(N_("Chỉ nhận hồ sơ cho đơn vị của mình."))
    dossier = paper_dossier(run, command.dossier)
    item = item_of(run, dossier)
    label = label_of(dossier)
    if item is not None and item.state in {runs.ItemState.RECEIVED, runs.ItemState.EXTRA}:
        raise Conflict(N_("Hồ sơ {code} đã quét nhận trong chuyến này."), field="q", code=label)
    if item is not None and item.state == runs.ItemState.STRAY and item.at_unit_id == command.unit:
        raise Conflict(N_("Hồ sơ {code} đã quét: không thuộc phiếu của đơn vị này."), field="q", code=label)
    on_another = RunItem.objects.filter(dossier=dossier, state__in=list(runs.UNSETTLED)).exclude(run=run)
    other = on_another.select_related("run").first()
    if other is not None:
        raise Conflict(
            N_("Hồ sơ {code} thuộc chuyến {number}. Mở chuyến đó để nhận."),
            field="q",
            code=label,
            number=other.run.number,
        )
    state = runs.scanned_back(item.unit_id if item else None, item.state if item else "", command.unit)
    sheet = item.unit_id if item else command.unit
    write = insert if item is None else update
    if item is None:
        last = run.items.order_by("-ordinal").values_list("ordinal", flat=True).first() or 0
        item = RunItem(run=run, dossier=dossier, ordinal=last + 1, scanned_at=context.at, unit_id=command.unit)
        item.scanned_by = context.actor.name
    item.state, item.at_unit_id, item.reason = state.value, command.unit, ""
    item.settled_at, item.settled_by = context.at, context.actor.name
    write(item)
    event = PaperFileReceived(dossier=dossier.id, by_unit=command.unit, state=state.value)
    return Done(event, outcome={"state": state.value, "sheet": sheet, "ordinal": item.ordinal})


@act(
    NamePaperFileMissing,
    on=HandoverRun,
    verb=N_("Ghi thiếu hồ sơ giấy"),
    may=policies.may_name_missing,
    when=is_on_its_way,
)
def name_missing(command: NamePaperFileMissing, run: HandoverRun, context: Context) -> Done[HandoverRun]:
    """Account for a file that did not come: by the counter, or by the unit whose sheet it stands on."""
    reason = rules.demanded_words(command.reason, runs.REASON_MOST, "reason", N_("Ghi lý do thiếu hồ sơ."))
    dossier = paper_dossier(run, command.dossier)
    item = item_of(run, dossier)
    if item is None or item.state not in runs.UNSETTLED:
        raise RuleError(N_("Hồ sơ này không còn chờ nhận trong chuyến."), field="reason")
    if not (policies.is_of(context.actor, run.unit_id) or policies.is_of(context.actor, item.unit_id)):
        raise NotAllowed(N_("Hồ sơ này thuộc phiếu của đơn vị khác."))
    item.state, item.at_unit_id, item.reason = runs.ItemState.MISSING.value, None, reason
    item.settled_at, item.settled_by = context.at, context.actor.name
    update(item)
    return Done(PaperFileMissing(dossier=dossier.id, applicant=dossier.applicant_id, reason=reason))
