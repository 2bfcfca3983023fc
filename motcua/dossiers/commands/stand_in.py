"""Let a colleague work one's dossiers while one is on leave; give each of them; end it, and take them back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.dossiers import giving, policies, stand_ins, standing_in
from motcua.dossiers.commands.assign import is_open
from motcua.dossiers.models import Dossier, StandIn
from motcua.dossiers.rules import stand_in as rule
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, NotFound, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossier_office import DossierGivenBack, DossierLent, StandInArranged, StandInEnded
from motcua.office.rules import day_text


class ArrangeStandIn(Command, frozen=True, kw_only=True):
    """From ``first`` to ``last`` the colleague works the actor's dossiers; ``leave``: the recorded leave it follows."""

    colleague: UUID
    first: date
    last: date
    leave: UUID | None = None


class LendDossier(Command, frozen=True, kw_only=True):
    """Give the present step to whoever stands in for its official."""

    TARGET = "dossier"

    dossier: UUID
    stand_in: UUID


class EndStandIn(Command, frozen=True, kw_only=True):
    """End a stand-in: what the colleague still holds under it goes back."""

    TARGET = "stand_in"

    stand_in: UUID
    cause: rule.Cause = rule.Cause.EARLY


class GiveDossierBack(Command, frozen=True, kw_only=True):
    """Give a dossier back to whom it was taken over from, after the leave."""

    TARGET = "dossier"

    dossier: UUID


def lasts(row: StandIn) -> Said | None:
    """What has ended is over."""
    return None if row.ended_at is None else said(N_("Việc làm thay này đã kết thúc."))


def can_lend(dossier: Dossier) -> Said | None:
    """Somebody works it, the step is one that is given to a person, and it is not lent already."""
    if (closed := is_open(dossier)) is not None:
        return closed
    return said(N_("Hồ sơ này chưa ai nhận.")) if dossier.official_id is None else stand_ins.obstacle(dossier)


def is_lent(dossier: Dossier) -> Said | None:
    """Only what was lent goes back."""
    return None if dossier.stand_in_id else said(N_("Hồ sơ này không do ai làm thay."))


@act(ArrangeStandIn, on=StandIn, verb=N_("Giao việc khi nghỉ"), may=policies.may_arrange_stand_in)
def arrange(command: ArrangeStandIn, context: Context) -> Done[StandIn]:
    """Refuse days that cannot be, who may not do the work or is away then, and a second one for the same days."""
    actor, first, last = context.actor, command.first, command.last
    if actor.official is None or actor.unit is None:
        raise RuleError(N_("Tài khoản này không gắn với cán bộ nào."))
    rule.check_period(first, last, clock.today())
    offer = stand_ins.offer(actor, command.colleague, first, last)
    name = {one.id: one.name for one in offer.colleagues}.get(command.colleague)
    if name is None:
        raise RuleError(N_("Người này không làm được các bước bạn đang giữ."), field="colleague")
    busy = stand_ins.busy(command.colleague, first, last, str(actor.realm))
    if busy is not None:
        raise RuleError(busy.sentence, field="colleague", **busy.values)
    same = standing_in.lasting(str(actor.realm)).filter(absentee_id=actor.official, first__lte=last, last__gte=first)
    for other in same[:1]:
        raise Conflict(
            N_("Bạn đã giao việc cho {name} từ {first} đến hết {last}."),
            field="first",
            name=other.colleague_name,
            first=day_text(other.first),
            last=day_text(other.last),
        )
    if command.leave is not None and command.leave not in {one.id for one in stand_ins.periods(actor)}:
        raise NotFound(N_("Không có kỳ nghỉ này."), field="leave")
    row = StandIn(
        realm=str(actor.realm),
        unit_id=actor.unit,
        absentee_id=actor.official,
        absentee_name=actor.name,
        colleague_id=command.colleague,
        colleague_name=name,
        first=first,
        last=last,
        leave_id=command.leave,
    )
    return Done(
        StandInArranged(
            unit=actor.unit,
            absentee=row.absentee_id,
            absentee_name=row.absentee_name,
            colleague=row.colleague_id,
            colleague_name=name,
            first=first,
            last=last,
            leave=command.leave,
            dossiers=len(offer.able),
            falling_due=offer.falling_due,
        ),
        row,
    )


@act(LendDossier, on=Dossier, verb=N_("Giao người làm thay"), may=policies.may_lend, when=can_lend, order=24)
def lend(command: LendDossier, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Name the colleague; refuse outside the days, for another's dossier, and a step that they may not work."""
    row = standing_in.lasting(dossier.realm).filter(pk=command.stand_in).first()
    if row is None or row.absentee_id != dossier.official_id or not row.first <= clock.today() <= row.last:
        raise RuleError(N_("Không có ai làm thay người đang giữ hồ sơ này hôm nay."), field="stand_in")
    against = stand_ins.refusal(dossier, row.colleague_id)
    if against is not None:
        raise RuleError(against.sentence, **against.values)
    dossier.official_id, dossier.official_name, dossier.stand_in_id = row.colleague_id, row.colleague_name, row.id
    return Done(
        DossierLent(
            stand_in=row.id,
            step=dossier.step_role,
            absentee=row.absentee_id,
            absentee_name=row.absentee_name,
            official=row.colleague_id,
            official_name=row.colleague_name,
            until=row.last,
        )
    )


@act(EndStandIn, on=StandIn, verb=N_("Nhận lại việc"), may=policies.may_end_stand_in, when=lasts, order=10)
def end(command: EndStandIn, row: StandIn, context: Context) -> Done[StandIn]:
    """Close it; the dossiers go back one by one, each with a line of its own (reactions)."""
    row.ended_at = context.at
    return Done(
        StandInEnded(
            unit=row.unit_id,
            absentee=row.absentee_id,
            absentee_name=row.absentee_name,
            colleague=row.colleague_id,
            colleague_name=row.colleague_name,
            cause=str(command.cause),
            dossiers=Dossier.objects.filter(stand_in_id=row.id, open=True).count(),
        )
    )


@act(GiveDossierBack, on=Dossier, verb=N_("Trả lại người giữ"), may=policies.may_give_back, when=is_lent, order=90)
def give_back(command: GiveDossierBack, dossier: Dossier, context: Context) -> Done[Dossier]:
    """To whom it was taken over from, if they may still work the step there; else the colleague keeps it."""
    row = StandIn.objects.filter(pk=dossier.stand_in_id or dossier.id).get()
    able = {one.official: one.name for one in giving.Proposals().candidates(dossier)}
    kept = row.absentee_id not in able
    if not kept:
        dossier.official_id, dossier.official_name = row.absentee_id, able[row.absentee_id]
    dossier.stand_in_id = None
    return Done(
        DossierGivenBack(
            stand_in=row.id,
            official=dossier.official_id or row.colleague_id,
            official_name=dossier.official_name,
            absentee_name=row.absentee_name,
            kept=kept,
        )
    )
