"""The steps a dossier is planned to go through: at the place that settles it, between the two counters it is received and
handed over at."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec

from motcua.catalogue import queries as catalogue
from motcua.catalogue.facts import Step
from motcua.dossiers import routing, step_clock
from motcua.dossiers.models import Dossier, StepRun
from motcua.dossiers.rules import places
from motcua.kernel import clock
from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_
from motcua.ledger.events import canonical
from motcua.office.queries import names as office


def planned(dossier: Dossier, own: Sequence[Step]) -> list[StepRun]:
    """Return the steps of a dossier as planned, none begun; ``own`` are those of the receiving centre's process.

    What another place settles is sent there first, and worked by its bodies after its own process; what a body outside
    these books settles is one step, followed up by the receiving centre (NĐ 118/2025 Đ14, Đ20).
    """
    pairs = _pairs(dossier, own)
    if len(pairs) < 2:
        raise RuleError(N_("Thủ tục {code} chưa có quy trình nội bộ."), code=dossier.procedure_code)
    return [
        StepRun(
            dossier=dossier,
            ordinal=ordinal,
            key=step.key,
            name=step.name,
            role=step.role,
            unit_id=unit,
            share=step.share,
            spec=canonical(msgspec.to_builtins(step)) if step_clock.says_more(step) else "",
        )
        for ordinal, (step, unit) in enumerate(pairs)
    ]


def _pairs(dossier: Dossier, own: Sequence[Step]) -> list[tuple[Step, UUID]]:
    here, there = dossier.received_unit_id, dossier.settling_unit_id
    if here == there:
        place = routing.directory(here)
        pairs = list(zip(own, place.units_for(own), strict=True))
    elif routing.seat(there, here) == there:
        day = clock.local(dossier.received_at).date()
        facts = catalogue.version(dossier.procedure_version_id).facts
        steps = catalogue.own_steps(there, dossier.procedure_code, day) or facts.process
        place = routing.directory(there)
        pairs = list(zip(steps, place.units_for(steps), strict=True))
        received = [(step, here) for step, _ in pairs[:1] if step.role == "counter"]
        pairs = [*received, (places.forwarding(), here), *pairs[len(received) :]]
    else:
        body = office.names_of({dossier.competent_id})[dossier.competent_id]
        ends = [step for step in own if step.role in {"counter", "return_desk"}]
        middle = places.settled_outside(body)
        pairs = [(step, here) for step in (*ends[:1], middle, *ends[-1:])] if len(ends) > 1 else []
    return [(step, dossier.returning_unit_id if step.role == "return_desk" else unit) for step, unit in pairs]
