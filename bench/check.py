"""That filled books are what they pretend to be: the ledger over them holds, and a sample is what ``perform`` makes.

Small books are verified whole, by the product. Of large ones a sample of streams is reckoned again here, entry by entry,
with the seals over them: signature, link to the seal before, root.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from bench.province import people_at
from motcua.config.demo import dossiers as demo
from motcua.dossiers.models import Dossier
from motcua.dossiers.stages import stage_of
from motcua.kernel import clock, merkle
from motcua.ledger import chain, keys, sealing
from motcua.ledger.models import Entry, PrivatePart, Seal
from motcua.ledger.verify import head_of, verify
from motcua.parties.models import Identifier

WHOLE_UP_TO = 20_000
STREAMS, TWINS, SEALS = 500, 8, 3
ID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?7[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}")
MADE_ANEW = {"id", "entry_id", "dossier_id", "party_id", "root_id", "family", "stream_id", "visit_id", "applicant_id"}
MADE_ANEW |= {"head", "hash", "prev", "mac", "salt", "private_digests", "command_digest", "key", "position"}
MADE_ANEW |= {"code", "reception_number", "payload", "outcome", "subject_id"}


def filled(count: int) -> None:
    """Verify books filled with ``count`` dossiers and compare a sample with its twins; :class:`SystemExit` names a fault."""
    books(count, sealed=True)
    started = time.monotonic()
    finished = list(Dossier.objects.filter(open=False).order_by("-received_at")[: TWINS * 20])
    for one in random.Random(1).sample(finished, min(TWINS, len(finished))):
        different = differences(one)
        if different:
            raise SystemExit(f"dossier {one.id} is not what perform makes: {different[:3]}")
    print(
        f"   {min(TWINS, len(finished))} dossiers are what perform makes, {time.monotonic() - started:.0f} s",
        flush=True,
    )


def books(count: int, *, sealed: bool = False) -> None:
    """Verify the ledger: whole up to :data:`WHOLE_UP_TO` dossiers, else a sample; :class:`SystemExit` names a fault.

    ``sealed``: nothing may wait for its seal; books that were measured hold acts since the last one.
    """
    started = time.monotonic()
    if count <= WHOLE_UP_TO:
        report = verify()
        faults, said = [f"{one.where}: {one.said}" for one in report.faults], f"all {report.entries:,} entries"
    else:
        faults, said = sample(sealed=sealed)
    if faults:
        raise SystemExit(f"the books do not verify, {len(faults)} faults, first: {faults[0]}")
    print(f"   verified {said}, {time.monotonic() - started:.0f} s", flush=True)


def sample(seed: int = 1, *, sealed: bool = True) -> tuple[list[str], str]:
    """Reckon a sample of streams and the seals over some of their entries again; return faults and what was checked."""
    chosen = random.Random(seed)
    dossiers = list(Dossier.objects.values_list("id", "applicant_id").order_by("id"))
    picked = chosen.sample(dossiers, min(STREAMS, len(dossiers)))
    streams = sorted({stream for pair in picked for stream in pair})
    secret = keys.load(settings.MOTCUA_KEYS).mac
    faults: list[str] = []
    entries: list[Entry] = []
    heads = dict(Dossier.objects.filter(id__in=[pair[0] for pair in picked]).values_list("id", "head"))
    for stream in streams:
        found = list(Entry.objects.filter(stream_id=stream).order_by("version"))
        faults += stream_faults(found, secret)
        if stream in heads and (not found or bytes(heads[stream]) != bytes(found[-1].hash)):
            faults.append(f"{stream}: the row is not at the last entry of its stream")
        entries += found
    placed = [entry for entry in entries if entry.position]
    if sealed and len(placed) < len(entries):
        faults.append(f"{len(entries) - len(placed)} entries are not sealed")
    for entry in chosen.sample(placed, min(SEALS, len(placed))):
        faults += seal_faults(entry)
    return faults, f"{len(entries):,} entries of {len(streams):,} streams and the seals over {SEALS}"


def stream_faults(found: list[Entry], secret: bytes) -> list[str]:
    """Return what is wrong with the entries of one stream: numbers, links, hashes, codes, private parts."""
    faults, prev = [], b""
    parts: dict[UUID, list[PrivatePart]] = {}
    for part in PrivatePart.objects.filter(entry__in=[entry.id for entry in found]).order_by("ordinal"):
        parts.setdefault(part.entry_id, []).append(part)
    for number, entry in enumerate(found, start=1):
        digest = chain.entry_hash(head_of(entry))
        private = b"".join(
            chain.private_digest(bytes(p.salt), p.subject_id, p.payload) for p in parts.get(entry.id, [])
        )
        holds = {
            "number": entry.version == number,
            "link": bytes(entry.prev) == prev,
            "hash": digest == bytes(entry.hash),
            "code": chain.entry_mac(secret, digest) == bytes(entry.mac),
            "private part": private == bytes(entry.private_digests),
        }
        faults += [f"{entry.stream_id} v{entry.version}: {what}" for what, well in holds.items() if not well]
        prev = bytes(entry.hash)
    return faults


def seal_faults(entry: Entry) -> list[str]:
    """Return what is wrong with the seal over an entry."""
    seal = Seal.objects.filter(first__lte=entry.position, last__gte=entry.position).first()
    if seal is None:
        return [f"no seal over place {entry.position}"]
    head, faults = sealing.head_of(seal), []
    public = keys.public_keys(settings.MOTCUA_KEYS / keys.PUBLIC_FOLDER)
    if not keys.signed(public, seal.key_id, bytes(seal.signature), chain.seal_bytes(head)):
        faults.append(f"seal {seal.number}: signature")
    before = Seal.objects.filter(number=seal.number - 1).first()
    if head.prev != (sealing.hash_of(before) if before else sealing.NO_SEAL):
        faults.append(f"seal {seal.number}: link")
    run = Entry.objects.filter(position__range=(head.first, head.last)).order_by("position")
    leaves = [chain.leaf(position or 0, bytes(digest)) for position, digest in run.values_list("position", "hash")]
    if len(leaves) != head.last - head.first + 1 or merkle.root(leaves) != head.root:
        faults.append(f"seal {seal.number}: entries")
    return faults


def differences(one: Dossier) -> list[tuple[str, Any, Any]]:
    """Do by ``perform`` at the same hours what a filled dossier says was done; return what the two say differently.

    Nothing of it stays in the books.
    """
    with transaction.atomic():
        twin = _performed(one)
        pairs = list(zip(story(one), story(twin), strict=False))
        different = [
            (name, made[name], wanted[name])
            for made, wanted in pairs
            for name in made
            if made[name] != wanted.get(name)
        ]
        if len(story(one)) != len(story(twin)):
            different.append(("rows", len(story(one)), len(story(twin))))
        transaction.set_rollback(True)
    return different


def _performed(one: Dossier) -> Dossier:
    """Accept, work and hand over a dossier like this one, each act at the instant its entry says."""
    actors = people_at(one.received_unit_id)
    number = Identifier.objects.filter(party=one.applicant_id).values_list("value", flat=True)[0]
    citizen = demo.Citizen(one.applicant_id, one.applicant_name, number)
    twin: UUID | None = None
    for at in Entry.objects.filter(stream_id=one.id).order_by("version").values_list("at", flat=True):
        with clock.fixed(at):
            if twin is None:
                twin = demo.accept(actors, citizen, one.procedure_code)
            elif stage_of(twin).ready:
                demo.hand_over(actors, twin, citizen)
            else:
                demo.advance(actors, twin)
    assert twin is not None
    return Dossier.objects.get(pk=twin)


def story(dossier: Dossier) -> list[dict[str, Any]]:
    """Return everything the books say of a dossier, row by row."""
    entries = list(Entry.objects.filter(stream_id=dossier.id).order_by("version"))
    parts = PrivatePart.objects.filter(entry__stream_id=dossier.id).order_by("entry__version", "ordinal")
    rows: Iterable[Any] = [
        dossier,
        *dossier.steps.order_by("ordinal"),
        *dossier.papers.order_by("ordinal"),
        *entries,
        *parts,
    ]
    return [told(row) for row in rows]


def told(row: Any) -> dict[str, Any]:
    """Return what a row says, ids and what is hashed from them left out."""
    said = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    kept = {name: value for name, value in said.items() if name not in MADE_ANEW}
    for name in ("payload", "outcome"):
        if name in said:
            kept[name] = re.sub(r"-\d{4}(?=\")", "-N", ID.sub("ID", said[name]))
    return kept
