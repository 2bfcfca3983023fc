"""Compare what several sources say of a person, and keep only what differs."""

from __future__ import annotations

from uuid import UUID

import msgspec

from motcua.dossiers import policies, routing, rules
from motcua.dossiers.models import DataComparison, Dossier
from motcua.dossiers.rules import comparing
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events import canonical
from motcua.ledger.events.dossier_compared import DataCompared
from motcua.ledger.sequences import take
from motcua.parties.queries import cards as parties


class CompareData(Command, frozen=True, kw_only=True):
    """Keep how the sources differ about ``person``, for ``purpose``; ``correct`` are the sources to be put right."""

    person: UUID
    values: dict[str, dict[str, str]]
    correct: tuple[str, ...]
    purpose: str
    visit: UUID | None = None
    dossier: UUID | None = None


@act(CompareData, on=DataComparison, verb=N_("So sánh giấy tờ"), may=policies.may_compare)
def compare(command: CompareData, context: Context) -> Done[DataComparison]:
    """Keep the differing fields alone, under a number; the slip says where to have them put right."""
    purpose = rules.demanded_words(
        command.purpose, comparing.PURPOSE_MOST, "purpose", N_("Ghi so sánh để làm việc gì.")
    )
    values = comparing.least(comparing.kept_values(command.values))
    correct = comparing.checked_sources(command.correct, values)
    actor, day = context.actor, clock.local(context.at).date()
    parties.cards([command.person], realm=str(actor.realm))
    centre = routing.directory(policies.own_unit(actor)).centre
    if command.dossier is not None:
        here = Dossier.objects.filter(pk=command.dossier, realm=actor.realm, received_unit_id=centre)
        if not here.exists():
            raise NotFound(N_("Không có hồ sơ này ở Trung tâm."), field="dossier")
    number = f"DC-{day:%y%m%d}-{take(f'compared.{actor.realm}.{centre.hex}.{day:%y%m%d}'):03d}"
    fields = tuple(field for field in comparing.FIELDS if any(field in one for one in values.values()))
    row = DataComparison(
        realm=str(actor.realm),
        number=number,
        unit_id=centre,
        person_id=command.person,
        visit_id=command.visit,
        dossier_id=command.dossier,
        correct=" ".join(correct),
        purpose=purpose,
        differences=canonical(values),
        compared_at=context.at,
        compared_by=actor.name,
    )
    event = DataCompared(
        number=number,
        unit=centre,
        person=command.person,
        visit=command.visit,
        dossier=command.dossier,
        sources=tuple(values),
        fields=fields,
        correct=correct,
        purpose=purpose,
        differences=msgspec.to_builtins(values),
    )
    return Done(event, row, {"number": number})
