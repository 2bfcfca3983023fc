"""A land dossier: registered first, worked by the economic division, the land registration office and the tax office."""

from __future__ import annotations

from typing import Any
from unittest import mock
from uuid import UUID

from motcua.catalogue import packaged
from motcua.catalogue.commands import (
    ChangeProcess,
    DraftProcess,
    PutProcessInForce,
    SwitchOn,
    VerifyProcess,
    load_packaged,
)
from motcua.catalogue.rules.process import PlannedStep, as_planned
from motcua.config.demo.centre import founder
from motcua.dossiers.commands import CompleteStep
from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.ledger.perform import perform

LAND = "1.012753"
OFFICE = "van-phong-dat-dai"
"""The step of the land registration office."""


def open_land(town: Any, **outside: Any) -> None:
    """Let the town take land dossiers; ``outside`` is what its own process says of the land registration office."""
    with mock.patch.object(packaged, "all_procedures", return_value={LAND: packaged.get(LAND)}):
        load_packaged(founder())
    director = town["giamdoc"].as_verified()
    perform(SwitchOn(unit=town.bodies.centre, procedure=LAND), director)
    if not outside:
        return
    steps = as_planned(packaged.get(LAND).process)
    changed = tuple(_with(step, outside) if step.key == OFFICE else step for step in steps)
    process = perform(DraftProcess(unit=town.bodies.centre, procedure=LAND), director).target
    perform(ChangeProcess(process=process, steps=changed), director)
    perform(VerifyProcess(process=process), director)
    perform(PutProcessInForce(process=process, from_day=clock.today()), director)


def _with(step: PlannedStep, outside: dict[str, Any]) -> PlannedStep:
    names = PlannedStep.__struct_fields__
    return PlannedStep(**({name: getattr(step, name) for name in names} | outside))


def at_the_office(town: Any) -> UUID:
    """Return a land dossier that has come to the step of the land registration office, not sent there yet."""
    dossier: UUID = town.accept(LAND)
    perform(CompleteStep(dossier=dossier, opinion="Đã kiểm tra hiện trạng"), town["kinhte"])
    return dossier


def row(dossier: UUID) -> Dossier:
    """Return the dossier as it is in the books."""
    return Dossier.objects.get(pk=dossier)
