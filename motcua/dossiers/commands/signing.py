"""Tell leaders what waits for their signature: at the hours the centre settled, until one of them wants no more today."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.dossiers import policies, routing, signing
from motcua.dossiers.models import SigningCall
from motcua.dossiers.rules import signing as rule
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, RuleError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossier_office import SigningCalled, SigningHoursSet, SigningMuted


class SetSigningHours(Command, frozen=True, kw_only=True):
    """Leaders of the centre's commune are told at these hours ("10:00 15:30")."""

    unit: UUID
    hours: Annotated[str, msgspec.Meta(max_length=60)]


class MuteSigning(Command, frozen=True, kw_only=True):
    """Make no more calls to the unit today (``muted``), or make them again."""

    unit: UUID
    muted: bool


class CallForSigning(Command, frozen=True, kw_only=True):
    """Tell the leaders of the unit what waits, as of ``hour``."""

    unit: UUID
    hour: Annotated[str, msgspec.Meta(max_length=5)]


@act(SetSigningHours, on=SigningCall, verb=N_("Đặt giờ nhắc ký"), may=policies.may_set_signing_hours)
def set_signing_hours(command: SetSigningHours, context: Context) -> Done[SigningCall]:
    """Keep the hours on the centre's own line."""
    hours = rule.checked_hours(command.hours)
    if routing.directory(command.unit).centre != command.unit:
        raise RuleError(N_("Đơn vị này không phải là Trung tâm."), field="unit")
    row = signing.call_of(command.unit, str(context.actor.realm))
    row.hours = " ".join(hours)
    return Done(SigningHoursSet(unit=command.unit, hours=list(hours)), row)


@act(MuteSigning, on=SigningCall, verb=N_("Tắt nhắc ký hôm nay"), may=policies.may_mute_signing)
def mute_signing(command: MuteSigning, context: Context) -> Done[SigningCall]:
    """For today alone: tomorrow calls are made again."""
    today, actor = clock.today(), context.actor
    row = signing.call_of(command.unit, str(actor.realm))
    if (row.muted_on == today) == command.muted:
        raise Conflict(N_("Hôm nay đã tắt nhắc ký.") if command.muted else N_("Nhắc ký đang bật."))
    row.muted_on, row.muted_by = (today, actor.name) if command.muted else (None, "")
    return Done(SigningMuted(unit=command.unit, day=today, muted=command.muted, name=actor.name), row)


@act(CallForSigning, on=SigningCall, verb=N_("Nhắc ký"), may=policies.may_call_for_signing)
def call_for_signing(command: CallForSigning, context: Context) -> Done[SigningCall]:
    """Once for the hour, and only where something waits that can be signed."""
    today, realm = clock.today(), str(context.actor.realm)
    row = signing.call_of(command.unit, realm)
    if command.hour not in signing.hours_of(command.unit) or signing.was_called(
        command.unit, realm, today, command.hour
    ):
        raise Conflict(N_("Giờ này không phải nhắc ký, hoặc đã nhắc."))
    figure = signing.figure(signing.waiting(command.unit, realm))
    if not figure.waiting:
        raise Conflict(N_("Không có hồ sơ nào chờ ký."))
    row.told = f"{row.told} {command.hour}" if row.day == today else command.hour
    row.day = today
    return Done(
        SigningCalled(
            unit=command.unit,
            day=today,
            hour=command.hour,
            waiting=figure.waiting,
            late=figure.late,
            today=figure.today,
            delegates=signing.delegates(command.unit, today),
        ),
        row,
    )
