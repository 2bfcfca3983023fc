"""*Khách gọi hỏi*: who calls says four digits and a first name; a few masked candidates, then what to say about one.

Only among open dossiers the reader may read. Every look is logged with its purpose, and so many tries a quarter of an hour
are the most: four digits and a name must not be guessed through.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from motcua.dossiers import clocks, policies, scopes, standing
from motcua.dossiers.models import Dossier
from motcua.dossiers.narrowing import says
from motcua.dossiers.rules import calling as rule
from motcua.dossiers.rules import life
from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed, NotFound, TooMany
from motcua.kernel.names import mask_name
from motcua.kernel.words import N_, Said
from motcua.ledger import access, tallies
from motcua.ledger.actor import Actor
from motcua.ledger.queries import stream
from motcua.office.queries import names as office
from motcua.parties.queries import cards as parties

PURPOSE: Final = "Trả lời khách gọi hỏi"
WINDOW: Final = 15 * 60
TRIES_MOST: Final = 30
"""Looks of one account within :data:`WINDOW` seconds: one every half minute, as fast as calls can be answered."""
SHOWN_MOST: Final = 5
LOOKED_AT: Final = 300
"""Open dossiers of people with that first name of which the phone is compared."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A dossier that may be meant: the name masked, the procedure, the day it was received."""

    id: UUID
    name: str
    procedure: str
    received: date


@dataclass(frozen=True, slots=True)
class Answer:
    """What to say about one dossier, in order, and what is not said. ``ready``: nothing but fetching it is left."""

    id: UUID
    sentences: tuple[Said, ...]
    never: tuple[str, ...]


def candidates(actor: Actor, digits: str, name: str) -> tuple[tuple[Candidate, ...], bool]:
    """Return the dossiers meant, newest first, and whether there were more than are shown; counted and logged."""
    digits, first = rule.checked(digits, name)
    _count(actor)
    found = _found(actor, digits, first)
    access.read(actor, "dossiers.caller", [one.id for one in found[:SHOWN_MOST]], purpose=PURPOSE)
    shown = tuple(
        Candidate(one.id, mask_name(one.applicant_name), one.procedure_name, one.received_day)
        for one in found[:SHOWN_MOST]
    )
    return shown, len(found) > SHOWN_MOST


def answer(actor: Actor, dossier: UUID, digits: str, name: str) -> Answer:
    """Return what to say about one of the candidates; :class:`NotFound` for any other dossier; counted and logged."""
    digits, first = rule.checked(digits, name)
    _count(actor)
    row = next((one for one in _found(actor, digits, first) if one.id == dossier), None)
    if row is None:
        raise NotFound(N_("Không có hồ sơ nào khớp số và tên này."))
    access.read(actor, "dossiers.caller", [row.id, row.applicant_id], purpose=PURPOSE)
    return Answer(row.id, rule.sentences(_standing(row)), rule.NEVER)


def _count(actor: Actor) -> None:
    if tallies.count("dossiers.caller", actor.account.hex, WINDOW) > TRIES_MOST:
        wait = max(1, tallies.seen("dossiers.caller", actor.account.hex)[1] // 60)
        raise TooMany(N_("Tra quá nhiều lần. Xin đợi {minutes} phút, hoặc tìm bằng mã hồ sơ."), minutes=wait)


def _found(actor: Actor, digits: str, first: str) -> list[Dossier]:
    """Return the open dossiers of whose people one has that first name and a phone that ends so, newest first."""
    scopes.demand(actor)
    if not actor.can("party.read"):
        raise NotAllowed(N_("Chỉ người làm việc với hồ sơ của người dân trả lời khách gọi hỏi."))
    mine = Dossier.objects.filter(realm=str(actor.realm), open=True).filter(
        scopes.open_of(scopes.units_of(actor)), says(first)
    )
    named: list[tuple[Dossier, list[UUID]]] = []
    for one in mine.order_by("-id")[:LOOKED_AT]:
        people = [(one.applicant_name, one.applicant_id), (one.submitter_name, one.submitter_id)]
        called = [id_ for full, id_ in people if id_ is not None and rule.is_called(full, first)]
        if called and policies.may_read(actor, one) is None:
            named.append((one, called))
    phones = parties.phones_of({id_ for _, ids in named for id_ in ids}, realm=str(actor.realm))
    return [one for one, ids in named if any(phones.get(id_, "").replace(" ", "").endswith(digits) for id_ in ids)]


def _standing(row: Dossier) -> rule.Standing:
    due = clocks.Clocks(clock.now()).of(row)
    running = row.state in life.RUNNING
    lacking: tuple[str, ...] = ()
    if row.state == life.State.SUPPLEMENT:
        lacking = tuple(name for _, name, _ in standing.lacking(row, stream(row.id)))
    return rule.Standing(
        procedure=row.procedure_name,
        state=row.state,
        holder=office.names_of({row.holder_id})[row.holder_id],
        step=row.step_name,
        outside=row.outside,
        when=f"{clock.local(due.at):%H:%M, %d/%m/%Y}" if due.at is not None and running else "",
        late=due.state == "late",
        lacking=lacking,
        rejected=row.rejected,
    )
