"""A run from its first scan until all is accounted for; the counter's half of it (TT 03/2025/TT-VPCP, form 06)."""

from __future__ import annotations

from uuid import UUID

from motcua.dossiers import policies, routing, rules
from motcua.dossiers.models import HandoverRun, RunItem, RunTimes
from motcua.dossiers.rules import runs
from motcua.dossiers.runs import item_of, label_of, paper_dossier, times_of
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossier_runs import (
    PaperFileStacked,
    PaperFileTakenOut,
    RunClosed,
    RunOpened,
    RunSent,
    RunTimesSet,
)
from motcua.ledger.prepared import insert, update
from motcua.ledger.sequences import take

FILES_MOST = 500


class SetRunTimes(Command, frozen=True, kw_only=True):
    """Let the centre hand paper files on at these times of the day."""

    times: tuple[str, ...]


class OpenRun(Command, frozen=True, kw_only=True):
    """Begin to stack paper files at the actor's centre; ``slot`` is one of its times, "" for a run between them."""

    slot: str = ""


class StackPaperFile(Command, frozen=True, kw_only=True):
    """Put the paper file of a dossier into the run, onto the sheet of the unit that is to work it."""

    TARGET = "run"

    run: UUID
    dossier: UUID


class TakeOutPaperFile(Command, frozen=True, kw_only=True):
    """Take a paper file out again that nobody has received; of a run already handed on with the reason."""

    TARGET = "run"

    run: UUID
    dossier: UUID
    reason: str = ""


class SendRun(Command, frozen=True, kw_only=True):
    """Hand the run on with a sheet for each division: nothing is added to it any more."""

    TARGET = "run"

    run: UUID


class CloseRun(Command, frozen=True, kw_only=True):
    """Close a run all of whose files are received, taken out, or named missing with the reason."""

    TARGET = "run"

    run: UUID


def is_open(run: HandoverRun) -> Said | None:
    """Files are scanned in until the run is handed on."""
    return None if run.state == runs.RunState.OPEN else said(N_("Chuyến {number} đã bàn giao."), number=run.number)


def is_on_its_way(run: HandoverRun) -> Said | None:
    """Handed on, and not closed."""
    if run.state == runs.RunState.OPEN:
        return said(N_("Chuyến {number} chưa bàn giao."), number=run.number)
    return is_not_closed(run)


def is_not_closed(run: HandoverRun) -> Said | None:
    """A closed run stays as it is."""
    return said(N_("Chuyến {number} đã đóng."), number=run.number) if run.state == runs.RunState.CLOSED else None


@act(SetRunTimes, on=RunTimes, verb=N_("Đặt giờ bàn giao"), may=policies.may_set_run_times)
def set_run_times(command: SetRunTimes, context: Context) -> Done[RunTimes]:
    """Keep the times: the first time a new row, then the same one."""
    centre = routing.directory(policies.own_unit(context.actor)).centre
    times = runs.kept_times(command.times)
    row = RunTimes.objects.select_for_update().filter(unit_id=centre, realm=context.actor.realm).first()
    row = row or RunTimes(unit_id=centre, realm=str(context.actor.realm))
    row.times = " ".join(times)
    return Done(RunTimesSet(unit=centre, times=times), row)


@act(OpenRun, on=HandoverRun, verb=N_("Mở chuyến bàn giao"), may=policies.may_open_run)
def open_run(command: OpenRun, context: Context) -> Done[HandoverRun]:
    """Open the one run of the centre that is stacked; its number is of the day."""
    actor, day = context.actor, clock.local(context.at).date()
    centre = routing.directory(policies.own_unit(actor)).centre
    slot = runs.checked_slot(command.slot, times_of(centre, str(actor.realm)))
    open_now = HandoverRun.objects.filter(unit_id=centre, realm=actor.realm, state=runs.RunState.OPEN).first()
    if open_now is not None:
        raise Conflict(N_("Chuyến {number} đang xếp. Quét tiếp vào chuyến đó."), number=open_now.number)
    number = f"CH-{day:%y%m%d}-{take(f'run.{actor.realm}.{centre.hex}.{day:%y%m%d}'):02d}"
    run = HandoverRun(
        realm=str(actor.realm),
        unit_id=centre,
        number=number,
        day=day,
        slot=slot,
        opened_at=context.at,
        opened_by=actor.name,
    )
    return Done(RunOpened(unit=centre, number=number, slot=slot), run, {"number": number})


@act(StackPaperFile, on=HandoverRun, verb=N_("Xếp hồ sơ vào chuyến"), may=policies.may_stack, when=is_open)
def stack(command: StackPaperFile, run: HandoverRun, context: Context) -> Done[HandoverRun]:
    """Put the file onto the sheet of the unit that holds the dossier now; a second scan is refused and says where it is."""
    dossier = paper_dossier(run, command.dossier)
    label = label_of(dossier)
    if not dossier.open:
        raise RuleError(N_("Hồ sơ {code} đã kết thúc, không bàn giao nữa."), field="q", code=label)
    if dossier.holder_id == run.unit_id:
        raise RuleError(N_("Hồ sơ {code} đang do Trung tâm xử lý, để lại quầy."), field="q", code=label)
    item = item_of(run, dossier)
    if item is not None and item.state != runs.ItemState.OUT:
        raise Conflict(N_("Hồ sơ {code} đã quét trong chuyến này, thứ {n}."), field="q", code=label, n=item.ordinal)
    elsewhere = RunItem.objects.filter(dossier=dossier, state__in=list(runs.UNSETTLED)).select_related("run").first()
    if elsewhere is not None:
        raise Conflict(
            N_("Hồ sơ {code} đang ở chuyến {number}, chưa nơi nào nhận."),
            field="q",
            code=label,
            number=elsewhere.run.number,
        )
    ordinal = (run.items.order_by("-ordinal").values_list("ordinal", flat=True).first() or 0) + 1
    if ordinal > FILES_MOST:
        raise RuleError(N_("Một chuyến nhận nhiều nhất {most} hồ sơ. Bàn giao rồi mở chuyến khác."), most=FILES_MOST)
    write = insert if item is None else update
    item = item or RunItem(run=run, dossier=dossier)
    item.ordinal, item.unit_id, item.state = ordinal, dossier.holder_id, runs.ItemState.STACKED.value
    item.scanned_at, item.scanned_by = context.at, context.actor.name
    item.settled_at, item.settled_by, item.reason = None, "", ""
    write(item)
    event = PaperFileStacked(dossier=dossier.id, to_unit=dossier.holder_id, ordinal=ordinal)
    return Done(event, outcome={"unit": dossier.holder_id, "ordinal": ordinal})


@act(TakeOutPaperFile, on=HandoverRun, verb=N_("Rút hồ sơ khỏi chuyến"), may=policies.may_stack, when=is_not_closed)
def take_out(command: TakeOutPaperFile, run: HandoverRun, context: Context) -> Done[HandoverRun]:
    """Take back what nobody received; the line stays on a sheet that was already printed, with the reason."""
    dossier = paper_dossier(run, command.dossier)
    item = item_of(run, dossier)
    if item is None or item.state not in runs.UNSETTLED:
        raise RuleError(N_("Chỉ rút được hồ sơ chưa nơi nào nhận."), field="reason")
    if run.state == runs.RunState.OPEN:
        reason = rules.kept_words(command.reason, runs.REASON_MOST, "reason")
    else:
        reason = rules.demanded_words(command.reason, runs.REASON_MOST, "reason", N_("Ghi lý do rút hồ sơ."))
    item.state, item.at_unit_id, item.reason = runs.ItemState.OUT.value, None, reason
    item.settled_at, item.settled_by = context.at, context.actor.name
    update(item)
    return Done(PaperFileTakenOut(dossier=dossier.id, applicant=dossier.applicant_id, reason=reason))


@act(SendRun, on=HandoverRun, verb=N_("Bàn giao, in phiếu"), may=policies.may_stack, when=is_open)
def send(command: SendRun, run: HandoverRun, context: Context) -> Done[HandoverRun]:
    """Close the stack: from now on the divisions scan it back."""
    units = list(run.items.filter(state=runs.ItemState.STACKED).values_list("unit_id", flat=True))
    if not units:
        raise RuleError(N_("Chưa quét hồ sơ nào vào chuyến này."), field="q")
    run.state, run.sent_at, run.sent_by = runs.RunState.OUT.value, context.at, context.actor.name
    return Done(RunSent(files=len(units), sheets=len(set(units))))


@act(CloseRun, on=HandoverRun, verb=N_("Đóng chuyến"), may=policies.may_close_run, when=is_on_its_way)
def close(command: CloseRun, run: HandoverRun, context: Context) -> Done[HandoverRun]:
    """Close what is accounted for; :class:`RuleError` names how many files nobody received and nobody named missing."""
    counted = runs.count(run.items.values_list("state", flat=True))
    left = sum(counted[state] for state in runs.UNSETTLED)
    if left:
        raise RuleError(
            N_("Còn {n} hồ sơ chưa nơi nào nhận. Quét nhận, rút lại, hoặc ghi thiếu kèm lý do rồi đóng."), n=left
        )
    run.state, run.closed_at, run.closed_by = runs.RunState.CLOSED.value, context.at, context.actor.name
    run.missing = counted[runs.ItemState.MISSING]
    return Done(
        RunClosed(
            received=counted[runs.ItemState.RECEIVED],
            missing=counted[runs.ItemState.MISSING],
            extra=counted[runs.ItemState.EXTRA],
        )
    )
