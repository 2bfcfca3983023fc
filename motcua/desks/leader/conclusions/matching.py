"""Names as people write them, matched to people and bodies of the books; what does not match stays words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from motcua.kernel.text import clean, fold
from motcua.ledger.actor import Actor
from motcua.ledger.events.conclusions import PersonTold, RecipientTold
from motcua.office import queries as office
from motcua.office import territory
from motcua.office.queries import names
from motcua.office.rules import PLACES, Level

_COMMITTEE: Final = "uy ban nhan dan"
_LEADERS: Final = re.compile(r"^(?:đại diện )?(?:lãnh đạo|đại diện)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bodies:
    """Bodies that a conclusion can name, by their folded names, and their names by id for suggesting."""

    by_name: dict[str, UUID]
    names: dict[UUID, str]

    def find(self, words: str) -> UUID | None:
        """Return the body of this name, in full or with UBND for the committee; ``None`` for no body or more than one."""
        return self.by_name.get(_key(words))


def bodies(actor: Actor, places: Iterable[UUID]) -> Bodies:
    """Return the bodies of the actor's own place and of the places spoken of; a place stands for its committee."""
    home = territory.home(actor)
    found: dict[str, UUID | None] = {}
    called: dict[UUID, str] = {}
    for place in dict.fromkeys([*([home] if home else ()), *places]):
        row = office.unit(place)
        committee = office.committee_of(place) if row.level in PLACES else None
        target = committee.id if committee else place
        called[target] = committee.full_name if committee else row.full_name
        for text in (row.full_name, f"UBND {row.full_name}"):
            _put(found, text, target)
        for body in office.bodies_of(place):
            called[body.id] = body.full_name
            for text in (body.full_name, body.name, f"{body.name} {row.full_name}"):
                if body.level is not Level.COMMITTEE or text == body.full_name:
                    _put(found, text, body.id)
    return Bodies({name: unit for name, unit in found.items() if unit is not None}, called)


def _put(found: dict[str, UUID | None], text: str, unit: UUID) -> None:
    """Keep a name; one that two bodies bear names neither."""
    key = _key(text)
    found[key] = unit if found.get(key, unit) == unit else None


def _key(text: str) -> str:
    return re.sub(r"\bubnd\b", _COMMITTEE, fold(text))


def whom(text: str, known: Bodies) -> tuple[list[UUID], str]:
    """Return the bodies named in «A; B; các cơ quan chuyên môn», and the words that name no body."""
    units, words = [], []
    for part in filter(None, map(clean, text.split(";"))):
        unit = known.find(part)
        if unit is None:
            words.append(part)
        else:
            units.append(unit)
    return units, "; ".join(words)


def whom_words(units: Sequence[UUID], group: str, called: dict[UUID, str]) -> str:
    """Return whom a sentence asks as people write it."""
    return "; ".join(filter(None, [*(called.get(unit, "") for unit in units), group]))


def people(text: str, actor: Actor, on: date, known: Bodies) -> list[PersonTold]:
    """Return who was there from lines «Họ tên; chức vụ» or «lãnh đạo Phòng Nội vụ»: a unit without a name is lawful.

    A name that exactly one official of the actor's place bears is that person; titles not written are those of the day.
    """
    by_name = _officials(actor, on)
    found = []
    for line in filter(None, map(clean, text.splitlines())):
        if hit := _LEADERS.match(line):
            unit_name = line[hit.end() :]
            found.append(PersonTold(unit=known.find(unit_name), unit_name=unit_name))
            continue
        name, _, titles = line.partition(";")
        found.append(PersonTold(official=by_name.get(fold(name)), name=clean(name), titles=clean(titles)))
    return found


def people_lines(many: Iterable[PersonTold]) -> str:
    """Return who was there as lines to write on."""
    return "\n".join(
        "; ".join(filter(None, (one.name, one.titles))) if one.name else f"lãnh đạo {one.unit_name}" for one in many
    )


def recipients(text: str, known: Bodies) -> list[RecipientTold]:
    """Return the lines of «nơi nhận»; those that name a body of the books go to it here."""
    lines = [clean(line).strip("-–;. ") for line in text.splitlines()]
    return [RecipientTold(words=line, unit=known.find(line)) for line in lines if line]


def officials(actor: Actor, on: date) -> tuple[names.Serving, ...]:
    """Return who serves at the actor's place on a day."""
    home = territory.home(actor)
    return names.serving([home], on) if home else ()


def _officials(actor: Actor, on: date) -> dict[str, UUID]:
    found: dict[str, UUID | None] = {}
    for one in officials(actor, on):
        found[fold(one.name)] = one.official if fold(one.name) not in found else None
    return {name: official for name, official in found.items() if official is not None}
