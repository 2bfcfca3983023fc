"""Reads of what is posted: for each procedure what must hang on the board, what does, and the rate of the whole centre."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

import msgspec

from motcua.catalogue import packaged
from motcua.catalogue.facts import Channel, Limit, Trust
from motcua.catalogue.models import Notice, Posting, ProcedureVersion
from motcua.catalogue.queries import Version, cases_of, effective_limit, offered, own_steps, version, version_on
from motcua.catalogue.rules import posting as rules
from motcua.catalogue.rules.posting import Line, Standing
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.rate import Rate
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office.stamps import kept

_limits = msgspec.json.Decoder(list[Limit])
_texts = msgspec.json.Decoder(dict[str, str])


class Part(msgspec.Struct, frozen=True):
    """A part of a procedure that must be posted; ``must``: ``always``, ``said`` (whatever it is), ``where_any``."""

    key: str
    name: str
    must: str
    source: str
    trust: Trust


@dataclass(frozen=True, slots=True)
class Sheet:
    """What must be posted of one procedure on a day: its version, lines, and the sign of the set."""

    code: str
    number: int
    version: UUID
    lines: tuple[Line, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Posted:
    """A procedure on the board: ``version`` is what hangs there (0: nothing), ``holds`` the version in force.

    ``missing`` are the parts that lack something; where nothing hangs yet, those the catalogue has no content for.
    """

    code: str
    name: str
    field: str
    version: int
    holds: int
    posted_on: date | None
    rate: Rate
    full: bool
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The board of a centre: its rows by field and name, procedures posted in full of those offered, and all lines."""

    rows: tuple[Posted, ...]
    rate: Rate
    lines: Rate


@dataclass(frozen=True, slots=True)
class PostedPage:
    """One procedure's lines as they stand; ``notice`` ``None`` while nothing was posted; ``offers`` as the reader may."""

    row: Posted
    digest: str
    standing: tuple[Standing, ...]
    notice: UUID | None
    offers: tuple[Offer, ...]


@cache
def parts() -> tuple[Part, ...]:
    """Return the parts a procedure must have on the board, each with its source."""
    content = (packaged.DATA / "posting_parts.json").read_bytes()
    return tuple(msgspec.json.decode(content, type=list[Part]))


def part_names() -> dict[str, str]:
    """Return the names of the parts by key."""
    return {part.key: part.name for part in parts()}


@kept
def sheet(unit: UUID, code: str, on: date) -> Sheet:
    """Return what must be posted of a procedure a centre offers; :class:`NotFound` when it offers none of this code."""
    row = Posting.objects.filter(unit_id=unit, procedure_id=code, on=True).values_list("confirmed", flat=True).first()
    if row is None:
        raise NotFound(N_("Trung tâm này không nhận thủ tục này."))
    current = version_on(code, on)
    return _sheet(unit, code, current, _limits.decode(row), on)


def _sheet(unit: UUID, code: str, current: Version, confirmed: list[Limit], on: date) -> Sheet:
    facts = current.facts
    channels: tuple[Channel, ...] = facts.channels or ("direct",)
    limits = {
        (channel, key): effective_limit(facts, confirmed, channel, key)
        for key, _name in cases_of(facts)
        for channel in channels
    }
    found = rules.lines(facts, limits, own_steps(unit, code, on) or facts.process, on)
    return Sheet(code, current.number, current.id, found, rules.set_digest(found))


def board(unit: UUID) -> Board:
    """Return the board of a centre: every procedure it offers with how much of its set is posted; a few reads in all."""
    today = clock.today()
    names = {code: (name, field) for code, name, field in offered(unit)}
    confirmed = dict(Posting.objects.filter(unit_id=unit, on=True).values_list("procedure_id", "confirmed"))
    newest = _newest(unit, names)
    holding = _holding(names, today)
    rows: list[Posted] = []
    standings: list[tuple[Standing, ...]] = []
    for code, (name, field) in names.items():
        if code not in holding:
            continue
        must = _sheet(unit, code, holding[code], _limits.decode(confirmed.get(code, "[]")), today)
        row, stands = _row(must, name, field, newest.get(code))
        rows.append(row)
        standings.append(stands)
    rows.sort(key=lambda row: (row.full, fold(row.field), fold(row.name)))
    whole = Rate(sum(row.full for row in rows), len(rows), *rules.FULL)
    lines = [rules.completeness(stands) for stands in standings]
    every = Rate(sum(one.numerator for one in lines), sum(one.denominator for one in lines), *rules.LINES)
    return Board(tuple(rows), whole, every)


def _newest(unit: UUID, codes: Iterable[str]) -> dict[str, Notice]:
    rows = Notice.objects.filter(unit_id=unit, procedure_id__in=list(codes)).order_by("number")
    return {row.procedure_id: row for row in rows}


def _holding(codes: Iterable[str], on: date) -> dict[str, Version]:
    """Return the versions in force on a day, by code; two reads."""
    found: dict[str, UUID] = {}
    rows = ProcedureVersion.objects.filter(procedure_id__in=list(codes)).order_by("number")
    for code, id_, begins, ends in rows.values_list("procedure_id", "id", "valid_from", "valid_to"):
        if (begins is None or begins <= on) and (ends is None or on <= ends):
            found[code] = id_
    return {code: version(id_) for code, id_ in found.items()}


def _row(must: Sheet, name: str, field: str, notice: Notice | None) -> tuple[Posted, tuple[Standing, ...]]:
    posted = _texts.decode(notice.lines) if notice else {}
    down = _texts.decode(notice.taken_down) if notice else {}
    stands = rules.standing(must.lines, posted, down)
    # Of what does not hang there at all, only what the catalogue could not even print is worth naming.
    lacks = {rules.Where.UNKNOWN} if notice is None else set(rules.Where) - {rules.Where.POSTED}
    short = dict.fromkeys(one.line.part for one in stands if one.where in lacks)
    row = Posted(
        code=must.code,
        name=name,
        field=field,
        version=notice.version_number if notice else 0,
        holds=must.number,
        posted_on=notice.posted_on if notice else None,
        rate=rules.completeness(stands),
        full=rules.full(stands),
        missing=tuple(short),
    )
    return row, stands


def page(unit: UUID, code: str, actor: Actor) -> PostedPage:
    """Return one procedure's lines as they stand on the board; :class:`NotFound` when the centre does not offer it."""
    must = sheet(unit, code, clock.today())
    name, field = next((name, field) for known, name, field in offered(unit) if known == code)
    notice = _newest(unit, [code]).get(code)
    row, stands = _row(must, name, field, notice)
    offers = tuple(available(notice, actor)) if notice else ()
    return PostedPage(row, must.digest, stands, notice.id if notice else None, offers)
