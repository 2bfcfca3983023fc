"""What the minutes of a handover say: read from the rows at the moment they are made, as frozen values.

Layout after what historical archives ask of minutes (name of the fonds, period, number of files, number of lists,
condition); not compared with an official form, and the paper says so.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial

import msgspec
from django.db.models import Count, Q, Sum

from motcua.archives import bags
from motcua.archives.models import Box, DigitalPart, Fault, Fonds, Handover, RecordFile
from motcua.archives.rules import handover as rules
from motcua.archives.rules.faults import Kind
from motcua.archives.rules.handover import Criterion, Judgement, Sampled, Seen
from motcua.archives.rules.inventory import PERMANENT
from motcua.documents import queries as documents
from motcua.documents import shelf
from motcua.kernel.words import Said
from motcua.ledger import marks
from motcua.office import queries as office

LISTED_MOST = 3000
"""Files listed in the minutes themselves; longer lists go along as a file whose hash the minutes name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list in the minutes."""

    number: int
    box: str
    symbol: str
    title: str
    starts: date | None
    ends: date | None
    years: int | None
    sheets: int | None
    pages: int | None
    creator: str
    note: str


@dataclass(frozen=True, slots=True)
class Excepted:
    """A fault left as it is: the file or box, what is wrong, why it was left."""

    number: str
    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class Paper:
    """The minutes of a handover before they are set."""

    trial: bool
    demonstration: bool
    made_at: datetime
    round: int
    fonds: str
    fonds_code: str
    origin: str
    giver: str
    giver_place: str
    receiver: str
    receiver_place: str
    ground: str
    begins: date | None
    closed: date | None
    metres: Decimal | None
    condition: str
    list_title: str
    list_trust: str
    counts: Mapping[str, int]
    permanent: tuple[Entry, ...]
    fixed: tuple[Entry, ...]
    off_list: tuple[Entry, ...]
    undecided: tuple[Entry, ...]
    listed: bool
    excepted: tuple[Excepted, ...]
    boxes_counted: int
    sample: tuple[Sampled, ...]
    differences: str
    judgements: tuple[Judgement, ...]
    giver_words: str
    receiver_words: str
    bag: str
    manifest: str


@dataclass(frozen=True, slots=True)
class Package:
    """The stored package of digital parts: its own hash, its manifest's, how many files."""

    sha256: str
    manifest: str
    files: int


def judgements_of(handover: Handover) -> tuple[Judgement, ...]:
    """Return how the receiver judged the criteria, in their order."""
    found = msgspec.json.decode(handover.judgements, type=list[Judgement])
    order = list(Criterion)
    return tuple(sorted(found, key=lambda one: order.index(one.criterion)))


def sample_of(handover: Handover) -> tuple[Sampled, ...]:
    """Return the files the receiver looked at."""
    return tuple(msgspec.json.decode(handover.sample, type=list[Sampled]))


def boxes_in_use(fonds: Fonds) -> int:
    """Return how many boxes hold files."""
    return RecordFile.objects.filter(fonds=fonds, box__isnull=False).values("box").distinct().count()


def left_open(handover: Handover, fonds: Fonds) -> tuple[Said, ...]:
    """Return what must still be done before minutes can be made, in words."""
    sample = sample_of(handover)
    counted = handover.boxes_counted
    lacking = any(one.seen is not Seen.RIGHT for one in sample) or counted != boxes_in_use(fonds)
    return rules.incomplete(
        checked=fonds.checked_inventory == fonds.inventory,
        unsettled=fonds.unsettled,
        files=fonds.files,
        judgements={one.criterion: one for one in judgements_of(handover)},
        received=counted is not None and bool(sample),
        differences=handover.differences,
        lacking=lacking,
    )


def counts_of(fonds: Fonds) -> dict[str, int]:
    """Return the counts of the minutes by name: each kind apart, paper and digital apart."""
    files = RecordFile.objects.filter(fonds=fonds)
    found = files.aggregate(
        files=Count("id"),
        permanent=Count("id", filter=Q(years=PERMANENT, off_list=False)),
        fixed=Count("id", filter=Q(years__gt=PERMANENT, off_list=False)),
        waiting=Count("id", filter=Q(off_list=True)),
        undecided=Count("id", filter=Q(years__isnull=True, off_list=False)),
        paper=Count("id", filter=~Q(medium="digital")),
        digital=Count("id", filter=~Q(medium="paper")),
        sheets=Sum("sheets"),
        pages=Sum("pages"),
    )
    parts = DigitalPart.objects.filter(file__fonds=fonds).count()
    boxes = {"boxes": boxes_in_use(fonds), "boxes_listed": Box.objects.filter(fonds=fonds).count()}
    return {name: value or 0 for name, value in {**found, "parts": parts, **boxes}.items()}


def paper(handover: Handover, fonds: Fonds, at: datetime) -> Paper:
    """Return the minutes as everything stands now."""
    counts = counts_of(fonds)
    listed = counts["files"] <= LISTED_MOST
    units = office.units([fonds.origin_id, handover.giver_id, handover.receiver_id])
    places = office.units([handover.place_id, handover.to_place_id])
    chosen = fonds.list
    return Paper(
        trial=handover.realm != "real",
        demonstration=marks.is_demonstration(),
        made_at=at,
        round=handover.round,
        fonds=fonds.name,
        fonds_code=fonds.code,
        origin=units[fonds.origin_id].full_name,
        giver=units[handover.giver_id].full_name,
        giver_place=places[handover.place_id].printed,
        receiver=units[handover.receiver_id].full_name,
        receiver_place=places[handover.to_place_id].printed,
        ground=handover.ground,
        begins=fonds.begins,
        closed=fonds.closed_on,
        metres=fonds.metres,
        condition=fonds.condition,
        list_title=chosen.title if chosen else "",
        list_trust=chosen.trust if chosen else "",
        counts=counts,
        permanent=_entries(fonds, Q(years=PERMANENT, off_list=False)) if listed else (),
        fixed=_entries(fonds, Q(years__gt=PERMANENT, off_list=False)) if listed else (),
        off_list=_entries(fonds, Q(off_list=True)),
        undecided=_entries(fonds, Q(years__isnull=True, off_list=False)) if listed else (),
        listed=listed,
        excepted=_excepted(fonds),
        boxes_counted=handover.boxes_counted or 0,
        sample=sample_of(handover),
        differences=handover.differences,
        judgements=judgements_of(handover),
        giver_words=handover.giver_words,
        receiver_words=handover.receiver_words,
        bag=handover.bag_sha256,
        manifest=handover.bag_manifest,
    )


def package(handover: Handover, fonds: Fonds, at: datetime) -> Package | None:
    """Make and store the package of the fonds' digital parts; ``None`` where it has none."""
    if not DigitalPart.objects.filter(file__fonds=fonds).exists():
        return None
    units = office.units([fonds.origin_id, handover.giver_id, handover.receiver_id])
    info = {
        "Source-Organization": units[handover.giver_id].full_name,
        "External-Description": f"{fonds.name}; {units[fonds.origin_id].full_name}",
        "External-Identifier": fonds.code or str(fonds.id),
        "Internal-Sender-Identifier": str(handover.id),
        "Internal-Sender-Description": f"{units[handover.giver_id].full_name} → {units[handover.receiver_id].full_name}",
        "Bagging-Date": f"{at:%Y-%m-%d}",
    }
    with tempfile.TemporaryFile() as out:
        facts = bags.write(_parts(fonds), info, out)
        out.seek(0)
        blob = shelf.keep_made(out, bags.MEDIA_TYPE)
    return Package(blob.pk, facts.manifest, facts.files)


def _parts(fonds: Fonds) -> Iterator[bags.Part]:
    """Yield what goes into the package; a part that the store lost is left out only where that was left in writing."""
    rows = DigitalPart.objects.filter(file__fonds=fonds).order_by("file__number", "file_id", "id")
    told = Fault.objects.filter(fonds=fonds, kind=Kind.PART_NOT_STORED.value).exclude(reason="")
    excepted = set(told.values_list("file", flat=True))
    taken: Counter[str] = Counter()
    for file, number, name, sha256 in rows.values_list("file", "file__number", "name", "sha256"):
        if file in excepted and not documents.stored_of([sha256]):
            continue
        path = f"{number:06}/{bags.safe_name(name)}"
        taken[path] += 1
        if taken[path] > 1:
            path = f"{number:06}/{taken[path]}-{bags.safe_name(name)}"
        yield bags.Part(path, sha256, partial(documents.open_blob, sha256))


def _entries(fonds: Fonds, which: Q) -> tuple[Entry, ...]:
    rows = (
        RecordFile.objects.filter(which, fonds=fonds)
        .order_by("number", "id")
        .values_list(
            *("number", "box__number", "symbol", "title", "starts", "ends"),
            *("years", "sheets", "pages", "creator", "note"),
        )
    )
    return tuple(Entry(row[0], row[1] or "", *row[2:]) for row in rows)


def _excepted(fonds: Fonds) -> tuple[Excepted, ...]:
    rows = Fault.objects.filter(fonds=fonds).exclude(reason="").order_by("ordinal")
    return tuple(
        Excepted(str(number) if number is not None else box or "", Kind(kind), reason)
        for number, box, kind, reason in rows.values_list("file__number", "box__number", "kind", "reason")
    )
