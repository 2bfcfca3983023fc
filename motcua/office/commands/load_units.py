"""Bring the packaged administrative units into the tables: once for each edition of the data."""

from __future__ import annotations

from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import DataSetLoaded
from motcua.ledger.perform import Outcome, perform
from motcua.office import packaged, policies, stamps
from motcua.office.gazetteer.load import DATA_SET
from motcua.office.models import AgencyCode, DataLoad, Unit, UnitLineage


class LoadUnits(Command, frozen=True, kw_only=True):
    """Write every packaged unit, lineage and known identifier code; ``edition`` is the digest of the content.

    Facts of the data set are brought up to date; what people entered (venues, telephones, codes, hours) stays.
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
    known = set(AgencyCode.objects.values_list("unit_id", "code"))
    AgencyCode.objects.bulk_create(code for code in codes if (code.unit_id, code.code) not in known)
    rows = {"units": len(units), "lineage": len(lineage), "agency_codes": len(codes)}
    stamps.bump()
    load = DataLoad(name="units", edition=command.edition, rows=total)
    return Done(DataSetLoaded(name="units", edition=command.edition, rows=rows, source=DATA_SET.title), load, rows)


def load_units(actor: Actor, progress: packaged.Progress | None = None) -> Outcome | None:
    """Load the packaged units; ``None``, in milliseconds, where this edition is there already.

    ``progress(done, all)`` counts rows; the whole takes a few seconds.
    """
    edition = packaged.units_edition()
    if DataLoad.objects.filter(name="units", edition=edition).exists():
        return None
    with packaged.reporting(progress):
        return perform(LoadUnits(edition=edition), actor, key=f"units-{edition}")
