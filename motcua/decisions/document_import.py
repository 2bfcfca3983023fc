"""A list of documents into the register: what each line would enter, then entering it as it was shown.

What the books have already (the same number, day and issuer; without a number the same abstract) is not entered again.
A kind or side that is not written is read off number, abstract and issuer, and told as a doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final
from uuid import UUID

import msgspec

from motcua.decisions import policies, rules
from motcua.decisions.commands import Facts, RegisterDocument
from motcua.decisions.commands.shared import checked
from motcua.decisions.document_sheet import kind_of, side_of
from motcua.decisions.models import Document
from motcua.kernel import clock
from motcua.kernel.errors import MotcuaError, NotAllowed
from motcua.kernel.sheets import Row, Understood
from motcua.kernel.sheets.planned import BAD, SAME, Notes, Planned, Result, each, kept, shown_value
from motcua.kernel.text import fold
from motcua.kernel.words import N_, said
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform

NEW: Final = "new"
_COPIED: Final = (
    "number",
    "issued_on",
    "issuer",
    "abstract",
    "theme",
    "theme_year",
    "valid_from",
    "valid_to",
    "due_on",
)
Key = tuple[Any, ...]


def mark(actor: Actor, place: UUID) -> str:
    """Return what changes whenever a document is entered for the place: a list shown before is to be looked at again."""
    found = Document.objects.filter(place=place, realm=str(actor.realm))
    return f"{found.count()}.{found.order_by('-pk').values_list('pk', flat=True).first() or ''}"


def plan(found: Understood, actor: Actor, place: UUID) -> Iterator[Planned]:
    """Yield what each line would enter at ``place``; nothing is written. Refuses who may not enter anything there."""
    blank = Facts(kind=rules.Kind.OTHER, side=rules.Side.OTHER, issued_on=clock.today(), issuer="", abstract="")
    refusal = policies.may_register(actor, RegisterDocument(place=place, facts=blank))
    if refusal is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)
    known = {
        _key(*row): row[0] or row[3]
        for row in Document.objects.filter(place=place, realm=str(actor.realm), revoked_on__isnull=True).values_list(
            "number", "issued_on", "issuer", "abstract"
        )
    }
    for row in found.rows:
        yield _line(found, row, actor, place, known)


def write(lines: Sequence[Planned], actor: Actor, key: str) -> Iterable[Result]:
    """Enter lines as they were shown, each once for ``key``; a line that is refused tells why and stops no other."""

    def enter(line: Planned) -> None:
        perform(msgspec.convert(line.wish, RegisterDocument), actor, key=f"{key}-{line.row}")

    return each(lines, enter)


def _line(found: Understood, row: Row, actor: Actor, place: UUID, known: dict[Key, str]) -> Planned:
    notes = Notes(found, row)
    name = str(row.values.get("number") or row.values.get("abstract") or row.shown.get("abstract", ""))
    facts = None if notes.faults else _facts(row, notes)
    if facts is not None:
        try:
            checked(facts, actor, place, clock.today())
        except MotcuaError as error:
            notes.fault(error.field or "abstract", error.said)
    if facts is None or notes.faults:
        return Planned(row=row.number, name=name, fate=BAD, faults=notes.faults, doubts=notes.doubts)
    key = _key(facts.number, facts.issued_on, facts.issuer, facts.abstract)
    twin = known.get(key, "")
    known.setdefault(key, said(N_("dòng {row}"), row=row.number).render())
    command = RegisterDocument(place=place, facts=facts)
    cells: dict[str, Any] = {column: shown_value(getattr(facts, column)) for column in _COPIED}
    cells |= {"kind": kept(said(rules.KIND_NAMES[facts.kind])), "side": kept(said(rules.SIDE_NAMES[facts.side]))}
    return Planned(
        row=row.number,
        name=name,
        fate=SAME if twin else NEW,
        cells={column: value for column, value in cells.items() if value},
        doubts=notes.doubts,
        twin=twin,
        wish=msgspec.to_builtins(command),
    )


def _facts(row: Row, notes: Notes) -> Facts:
    values = row.values
    kind = values.get("kind")
    if kind is None:
        kind = kind_of(values.get("number", ""), values["abstract"]) or rules.Kind.OTHER
        notes.doubt("kind", said(N_("không ghi loại: sẽ ghi «{kind}»."), kind=said(rules.KIND_NAMES[kind])))
    side = values.get("side")
    if side is None:
        side = side_of(values["issuer"])
        notes.doubt("side", said(N_("không ghi khối: sẽ ghi «{side}»."), side=said(rules.SIDE_NAMES[side])))
    more = {name: values[name] for name in _COPIED if name in values}
    return Facts(kind=rules.Kind(kind), side=rules.Side(side), **more)


def _key(number: str, issued_on: Any, issuer: str, abstract: str) -> Key:
    """Return by what a document is known: its number (else its abstract), day and issuer."""
    return (fold(number) or fold(abstract), issued_on, fold(issuer))
