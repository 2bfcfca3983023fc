"""Load published procedures: new versions beside old ones, never over them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import msgspec

from motcua.catalogue import packaged, policies, queries
from motcua.catalogue.facts import ProcedureFacts
from motcua.catalogue.models import CatalogueLoad, Posting, Procedure, ProcedureVersion, Process
from motcua.catalogue.rules.process import State
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.catalogue import ProceduresLoaded
from motcua.ledger.perform import Outcome, perform
from motcua.office import stamps

PACKAGED = "motcua.catalogue.packaged"


class LoadProcedures(Command, frozen=True, kw_only=True):
    """Load the set ``source`` whose content hashes to ``digest``: a new version of whatever differs from the newest."""

    source: str
    digest: str


def load_packaged(actor: Actor) -> Outcome | None:
    """Load the procedures that come with the product; ``None`` where they are what was loaded last.

    ``ids`` of the outcome: ``changed`` counts new versions, ``offered`` those of them the centres here offer, and
    ``review`` names the codes among these for which a centre has limits or steps of its own, which stay as they are.
    """
    digest = _digest(packaged.all_procedures())
    last = CatalogueLoad.objects.filter(source=PACKAGED).order_by("-pk").first()
    if last is not None and last.digest == digest:
        return None
    # A set may come back that was there before another: after each load it is another wish.
    after = f":{last.pk.hex[-10:]}" if last is not None else ""
    return perform(LoadProcedures(source=PACKAGED, digest=digest), actor, key=f"load:{digest}{after}")


def _digest(procedures: Mapping[str, ProcedureFacts]) -> str:
    digests = (packaged.version_digest(facts) for facts in procedures.values())
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


@act(LoadProcedures, on=CatalogueLoad, verb=N_("Nạp danh mục thủ tục"), may=policies.may_load)
def load_procedures(command: LoadProcedures, context: Context) -> Done[CatalogueLoad]:
    """Insert procedures not yet known and a new version of each whose content changed.

    What a centre has taken in itself is left alone until the product brings something newer.
    """
    procedures = _not_behind(packaged.all_procedures())
    stamps.bump()
    insert_new(procedures)
    changed = _insert_versions(procedures)
    load = CatalogueLoad(
        source=command.source, digest=command.digest, loaded=len(procedures), changed=len(changed), at=context.at
    )
    event = ProceduresLoaded(
        source=command.source, digest=command.digest, loaded=len(procedures), changed=sorted(changed)
    )
    offered = [row for row in Posting.objects.filter(on=True) if row.procedure_id in changed]
    here = {row.procedure_id for row in offered}
    processes = Process.objects.filter(procedure_id__in=here, state=State.IN_FORCE)
    review = {row.procedure_id for row in offered if row.confirmed != "[]"}
    review |= set(processes.values_list("procedure_id", flat=True))
    return Done(event, load, {"changed": len(changed), "offered": len(here), "review": sorted(review)})


def _not_behind(procedures: Mapping[str, ProcedureFacts]) -> Mapping[str, ProcedureFacts]:
    """Return the procedures without those the books have, from elsewhere, of the same day or a later one."""
    rows = ProcedureVersion.objects.order_by("number").values_list("procedure_id", "id", "origin")
    newest = {code: (version, origin) for code, version, origin in rows}
    ours = {code: version for code, (version, origin) in newest.items() if origin != "packaged" and code in procedures}
    behind = {
        code
        for code, version in ours.items()
        if queries.version(version).facts.source.as_of >= procedures[code].source.as_of
    }
    return {code: facts for code, facts in procedures.items() if code not in behind}


def insert_new(procedures: Mapping[str, ProcedureFacts]) -> None:
    """Write the procedures themselves, new ones beside known ones by their newest name and field."""
    Procedure.objects.bulk_create(
        [
            Procedure(
                code=facts.code,
                name=facts.name,
                folded=fold(facts.name),
                field=facts.field,
                agency_class=facts.agency_class,
                thin=facts.thin,
                province=facts.province or "",
            )
            for facts in procedures.values()
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "folded", "field", "agency_class", "thin", "province"],
        batch_size=500,
    )


def _insert_versions(procedures: Mapping[str, ProcedureFacts]) -> set[str]:
    rows = ProcedureVersion.objects.order_by("number").values_list("procedure_id", "number", "digest")
    newest = {code: (number, digest) for code, number, digest in rows}
    fresh = []
    for facts in procedures.values():
        digest = packaged.version_digest(facts)
        number, known = newest.get(facts.code, (0, ""))
        # Compared with the newest alone: what was taken back is said again in a version of its own.
        if known == digest:
            continue
        fresh.append(
            ProcedureVersion(
                procedure_id=facts.code,
                number=number + 1,
                digest=digest,
                valid_from=facts.valid_from,
                valid_to=facts.valid_to,
                content=msgspec.json.encode(facts, order="deterministic").decode(),
            )
        )
    ProcedureVersion.objects.bulk_create(fresh, batch_size=200)
    return {version.procedure_id for version in fresh}
