"""What the books of works, lines, equipment, people and seals say of the items of one centre's file."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from motcua.custody.queries import standing as custody
from motcua.kernel import clock
from motcua.kernel.words import said
from motcua.links.queries import standing as links
from motcua.office.queries import orders
from motcua.readiness.rules import known as rules
from motcua.readiness.rules.known import Book, Known
from motcua.staff.queries import standing as staff
from motcua.staff.rules.moves import Item
from motcua.works import queries as works

_PEOPLE = {
    rules.TRAINING: (Item.TRAINING, rules.TRAINED),
    rules.ACCOUNTS: (Item.ACCOUNT, rules.HAVE_ACCOUNT),
    rules.CERTIFICATES: (Item.CERTIFICATE, rules.HAVE_CERTIFICATE),
}


def known(unit: UUID, realm: str) -> Mapping[str, Known]:
    """Return by item what the books say of a centre today; what a book does not have is left out, never guessed."""
    return (
        _works(unit, realm) | _lines(unit, realm) | _equipment(unit, realm) | _people(unit, realm) | _seal(unit, realm)
    )


def _works(unit: UUID, realm: str) -> dict[str, Known]:
    found = works.standing([unit], realm).get(unit)
    if found is None:
        return {}
    today = clock.today()
    holds, words = rules.works_words(
        running=found.running,
        name=found.names[0],
        percent_=found.percent,
        before=found.before,
        late=found.late,
        accepted=found.accepted_on,
        left=0 if found.running else works.defects_left(unit, realm),
        on=today,
    )
    return {rules.PREMISES: Known(Book.WORKS, holds, words, today, found.works)}


def _lines(unit: UUID, realm: str) -> dict[str, Known]:
    found = links.standing(unit, realm)
    if found is None:
        return {}
    holds, words = rules.lines_words(
        lines=found.lines,
        cut=found.cut,
        cut_since=found.cut_since,
        unheard=found.unheard,
        up=found.up,
        known=found.known,
        since=f"{clock.local(found.cut_since):%H:%M %d/%m/%Y}" if found.cut_since else "",
    )
    return {rules.LINES: Known(Book.LINES, holds, words, clock.today(), found.line)}


def _equipment(unit: UUID, realm: str) -> dict[str, Known]:
    found = custody.standing(unit, realm)
    if found is None:
        return {}
    known_: dict[str, Known] = {}
    for item, kind in rules.EQUIPMENT.items():
        line = found.kinds.get(kind)
        if line is not None:
            holds, words = rules.equipment_words(line.required, line.sound, line.lacking, found.norm)
            known_[item] = Known(Book.EQUIPMENT, holds, words, found.on, found.review)
    return known_


def _people(unit: UUID, realm: str) -> dict[str, Known]:
    found = staff.standing(unit, realm)
    if found is None:
        return {}
    today = clock.today()
    holds, words = rules.people_words(found.arrived, found.people, rules.ARRIVED)
    known_ = {rules.PEOPLE: Known(Book.PEOPLE, holds, words, today)}
    for item, (lacked, sentence) in _PEOPLE.items():
        holds, words = rules.people_words(found.people - found.lacking[lacked], found.people, sentence)
        known_[item] = Known(Book.PEOPLE, holds, words, today)
    return known_


def _seal(unit: UUID, realm: str) -> dict[str, Known]:
    today = clock.today()
    there = orders.seal_in_hand(unit, today, realm)
    if there is None:
        return {}
    words = said(rules.SEAL_THERE if there else rules.SEAL_MISSING)
    return {rules.SEAL: Known(Book.SEALS, there, words, today)}
