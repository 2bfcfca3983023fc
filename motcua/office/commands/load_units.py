"""Bring the packaged administrative units into the tables: once for each edition of the data."""

from __future__ import annotations

from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import DataSetLoaded
from motcua.ledger.perform import Outcome, perform
from motcua.office import packaged, policies, rules, stamps
from motcua.office.gazetteer.load import DATA_SET
from motcua.office.models import AgencyCode, DataLoad, Unit, UnitLineage


class LoadUnits(Command, frozen=True, kw_only=True):
    """Write every packaged unit, lineage and known identifier code; ``edition`` is the digest of the content.

    Facts of the data set are brought up to date; what people entered (venues, telephones, codes, hours) stays, and no
    code is added that would hold beside one they entered.
    """

    edition: str


@act(LoadUnits, on=DataLoad, verb=N_("Nạp danh mục đơn vị hành chính"), may=policies.may_load)
def _load(command: LoadUnits, context: Context) -> Done[DataLoad]:
    """Write in batches; a row already there gets the facts of this edition."""
    units, lineage, codes = packaged.units(), packaged.lineage(), packaged.codes()
    total = len(units) + len(lineage)
    done = packaged.write(
        units,
        total,
        0,
        lambda batch: Unit.objects.bulk_create(
            batch, update_conflicts=True, unique_fields=["id"], update_fields=packaged.UNIT_FACTS
        ),
    )
    packaged.write(
        lineage,
        total,
        done,
        lambda batch: UnitLineage.objects.bulk_create(
            batch, update_conflicts=True, unique_fields=["old", "new", "since"], update_fields=["part"]
        ),
    )
    there = list(AgencyCode.objects.all())
    new = [code for code in codes if not any(_stands_against(code, known) for known in there)]
    AgencyCode.objects.bulk_create(new)
    rows = {"units": len(units), "lineage": len(lineage), "agency_codes": len(codes)}
    stamps.bump()
    load = DataLoad(name="units", edition=command.edition, rows=total)
    return Done(DataSetLoaded(name="units", edition=command.edition, rows=rows, source=DATA_SET.title), load, rows)


def _stands_against(code: AgencyCode, known: AgencyCode) -> bool:
    """Say whether a packaged code is there already, or would be beside what was entered for its unit or under it."""
    if (code.unit_id, code.code) == (known.unit_id, known.code):
        return True
    at_once = rules.Period(code.valid_from, code.valid_to).overlaps(rules.Period(known.valid_from, known.valid_to))
    return at_once and (code.unit_id == known.unit_id or code.code == known.code)


def load_units(actor: Actor, progress: packaged.Progress | None = None) -> Outcome | None:
    """Load the packaged units; ``None``, in milliseconds, where this edition is there already.

    ``progress(done, all)`` counts rows; the whole takes a few seconds.
    """
    edition = packaged.units_edition()
    if DataLoad.objects.filter(name="units", edition=edition).exists():
        return None
    with packaged.reporting(progress):
        return perform(LoadUnits(edition=edition), actor, key=f"units-{edition}")
