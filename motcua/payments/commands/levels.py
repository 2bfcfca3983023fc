"""Post a fee level, end one, and say where transfers go and how receipts are called."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.catalogue import queries as catalogue
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events import canonical
from motcua.ledger.events.payments import FeeLevelEnded, FeeLevelSet, TillSetUp
from motcua.payments import policies
from motcua.payments.commands.shared import Line, Words, check_centre, wanted
from motcua.payments.models import FeeLevel, TillSetup
from motcua.payments.rules import levels, vietqr

EXEMPTIONS_MOST = 20


class PostFeeLevel(Command, frozen=True, kw_only=True):
    """Post a level of ``centre`` for a procedure, from ``since`` on (``None``: from this instant), on a ground.

    Another level of the same name, case and channel is not overwritten: it counts until this one begins.
    """

    centre: UUID
    procedure: Annotated[str, msgspec.Meta(max_length=20)]
    name: Line
    kind: levels.LineKind
    amount: int
    unit: Annotated[str, msgspec.Meta(max_length=40)] = ""
    formula: levels.Formula = levels.Formula.FLAT
    case: Annotated[str, msgspec.Meta(max_length=60)] = ""
    channel: Annotated[str, msgspec.Meta(max_length=8)] = ""
    exemptions: Annotated[list[Line], msgspec.Meta(max_length=EXEMPTIONS_MOST)] = []
    ground: Words
    trial_value: bool = False
    since: datetime | None = None


@act(PostFeeLevel, on=FeeLevel, verb=N_("Niêm yết mức thu"), may=policies.may_post)
def post_level(command: PostFeeLevel, context: Context) -> Done[FeeLevel]:
    """Keep the level beside those there were; nothing counts from before it was posted."""
    check_centre(command.centre)
    facts = catalogue.version_on(command.procedure, clock.local(context.at).date()).facts
    if command.case and command.case not in {case.key for case in facts.cases}:
        raise BadInput(N_("Thủ tục không có trường hợp này."), field="case")
    if command.channel and command.channel not in {"direct", "online", "postal"}:
        raise BadInput(N_("Hình thức nộp không đúng."), field="channel")
    if command.since is not None and command.since.tzinfo is None:
        raise BadInput(N_("Thời điểm áp dụng không rõ múi giờ."), field="since")
    levels.check_level(command.amount, command.formula)
    levels.check_since(command.since or context.at, context.at)
    groups = {fold(group): clean(group) for group in command.exemptions if clean(group)}
    level = FeeLevel(
        centre_id=command.centre,
        procedure_id=facts.code,
        name=wanted(command.name, "name"),
        kind=command.kind,
        amount=command.amount,
        unit=clean(command.unit),
        formula=command.formula,
        case=command.case,
        channel=command.channel,
        exemptions=canonical(list(groups.values())),
        ground=wanted(command.ground, "ground"),
        trial_value=command.trial_value,
        since=command.since or context.at,
        set_by_id=context.actor.account,
        set_at=context.at,
    )
    event = FeeLevelSet(
        centre=command.centre,
        procedure=facts.code,
        name=level.name,
        kind=level.kind,
        amount=level.amount,
        unit=level.unit,
        formula=level.formula,
        case=level.case,
        channel=level.channel,
        exemptions=list(groups.values()),
        ground=level.ground,
        trial_value=level.trial_value,
        since=level.since,
    )
    return Done(event, level)


class EndFeeLevel(Command, frozen=True, kw_only=True):
    """End a level at ``until`` (``None``: this instant), with the reason."""

    TARGET = "level"

    level: UUID
    reason: Words
    until: datetime | None = None


def is_standing(level: FeeLevel) -> Said | None:
    """A level ends once."""
    return said(N_("Mức thu này đã có lúc hết hiệu lực.")) if level.until is not None else None


@act(EndFeeLevel, on=FeeLevel, verb=N_("Thôi áp dụng"), may=policies.may_post, when=is_standing, order=20)
def end_level(command: EndFeeLevel, level: FeeLevel, context: Context) -> Done[FeeLevel]:
    """Keep the row with its end; bills opened under it stay as they are."""
    if command.until is not None and command.until.tzinfo is None:
        raise BadInput(N_("Thời điểm áp dụng không rõ múi giờ."), field="until")
    until = command.until or context.at
    levels.check_since(until, context.at)
    level.until, level.ended_why = until, wanted(command.reason, "reason")
    return Done(FeeLevelEnded(procedure=level.procedure_id, until=until, reason=level.ended_why))


class SetUpTill(Command, frozen=True, kw_only=True):
    """Say where transfers of ``centre`` go (empty: none are taken) and form and symbol of its receipts."""

    centre: UUID
    bank_name: Annotated[str, msgspec.Meta(max_length=120)] = ""
    bank_bin: Annotated[str, msgspec.Meta(max_length=6)] = ""
    account_number: Annotated[str, msgspec.Meta(max_length=19)] = ""
    account_name: Annotated[str, msgspec.Meta(max_length=120)] = ""
    receipt_form: Annotated[str, msgspec.Meta(max_length=20)] = ""
    receipt_symbol: Annotated[str, msgspec.Meta(max_length=15)] = ""
    ground: Words


@act(SetUpTill, on=TillSetup, verb=N_("Thiết lập quầy thu"), may=policies.may_post)
def set_up_till(command: SetUpTill, context: Context) -> Done[TillSetup]:
    """Keep what counts from now on beside what counted before."""
    check_centre(command.centre)
    account = (clean(command.bank_bin), clean(command.account_number))
    if any(account):
        vietqr.check_account(*account)
    setup = TillSetup(
        centre_id=command.centre,
        bank_name=wanted(command.bank_name, "bank_name") if any(account) else "",
        bank_bin=account[0],
        account_number=account[1],
        account_name=wanted(command.account_name, "account_name") if any(account) else "",
        receipt_form=clean(command.receipt_form),
        receipt_symbol=clean(command.receipt_symbol),
        ground=wanted(command.ground, "ground"),
        set_by_id=context.actor.account,
        set_at=context.at,
    )
    event = TillSetUp(
        centre=command.centre,
        bank_name=setup.bank_name,
        bank_bin=setup.bank_bin,
        account_number=setup.account_number,
        account_name=setup.account_name,
        receipt_form=setup.receipt_form,
        receipt_symbol=setup.receipt_symbol,
        ground=setup.ground,
    )
    return Done(event, setup)
