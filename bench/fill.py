"""Fills books with dossiers that ran their whole course: entries chained and sealed exactly as ``perform`` makes them.

The entries are composed by the same functions that the write path uses; only the inserting is in bulk. After filling,
the ledger is verified and a sample is compared with what ``perform`` makes (``bench/check.py``). Large books are filled in
SQLite, and PostgreSQL gets a copy of the same (``bench/copy.py``), verified there again.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from msgspec import to_builtins
from msgspec.structs import replace

from bench.bulk import CHUNK, Made
from bench.province import PROCEDURES, centres
from motcua.catalogue import queries as catalogue
from motcua.catalogue import rules as catalogue_rules
from motcua.config.demo import dossiers as demo
from motcua.dossiers import codes, routing
from motcua.dossiers.commands import AcceptDossier, ReturnResult
from motcua.dossiers.commands.accept import begin, paper_rows
from motcua.dossiers.models import Dossier, StepRun
from motcua.dossiers.rules import limit_of
from motcua.dossiers.rules.searching import key_of
from motcua.kernel import clock, worktime
from motcua.kernel.ids import new_id
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context
from motcua.ledger.events import Event, canonical
from motcua.ledger.events.dossiers import DossierAccepted, PaperGiven, ResultReturned, StepCompleted
from motcua.ledger.events.parties import NumberGiven, PartyRegistered
from motcua.ledger.models import Sequence as Counter
from motcua.ledger.perform import compose
from motcua.ledger.sealing import seal_all
from motcua.parties.commands.number import Number
from motcua.parties.commands.register import RegisterParty
from motcua.parties.models import Identifier, Party
from motcua.parties.rules.details import Details, checked
from motcua.parties.rules.words import NumberKind, PartyKind

A_PERSON_HAS = 5
ADDRESS = "Thôn Thử"
MADE = "bench"
"""The number in the books that says how many dossiers were filled in."""
GROWN = 10_000
"""Dossiers of a centre that is large. What follows is said of one with so many, or more; a smaller one has as much less of
each."""
A_DAY = 200
"""Dossiers it receives a day."""
STILL_OPEN = 400
"""Dossiers it has open at a time, however many it has closed: a hundred centres with a million have 40,000."""
UNFETCHED = (2_000, 4_400)
"""So many before the open ones lie results, and nobody fetched one of every sixty: two to four weeks' worth."""
SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
MIDDLES = ("Thử", "Văn Thử", "Thị Thử", "Đức Thử", "Minh Thử")
GIVENS = ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the books."""

    id: UUID
    name: str
    number: str


class Offered(NamedTuple):
    """What a centre's offering of a procedure comes to today, looked up once."""

    version: Any
    case: Any
    terms: Any
    asked: Any
    papers: tuple[PaperGiven, ...]


class Filler:
    """Makes dossiers of the centres of these books, one of each by turns, day after day, from a seed."""

    def __init__(self, seed: int = 1, a_day: int = 0) -> None:
        self.a_day = a_day
        self.centres = centres()
        self.centre = self.centres[0]
        self.calendar = routing.calendar(self.centre.place.centre)
        self.made = Made({})
        self.numbers: dict[str, int] = dict(Counter.objects.values_list("name", "value"))
        self.written = dict(self.numbers)
        self.random = random.Random(f"{seed} {self.numbers.get(MADE, 0)}")
        self.offers: dict[tuple[UUID, str], Offered] = {}
        self.workers: dict[tuple[UUID, str, int], Actor] = {}
        self.commands: dict[tuple[str, int, date], Command] = {}

    def fill(self, count: int, *, tell: Any = lambda _done: None) -> None:
        """Make ``count`` dossiers, evenly over the centres, the last of each still open, and seal everything.

        What broke off goes on after the last :data:`CHUNK` that was written.
        """
        here: dict[int, Person] = {}
        begun, many = self.numbers.get(MADE, 0), len(self.centres)
        share = min(1.0, count / many / GROWN)
        still_open = max(1, round(STILL_OPEN * share))
        oldest, newest = (int(end * share) for end in UNFETCHED)
        unfetched = range(oldest, newest, 60)
        days = list(self._mornings(-(-count // many), self.a_day or max(1, round(A_DAY * share))))
        for index in range(begun, count):
            number, at = divmod(index, many)
            self.centre = self.centres[at]
            if at not in here or number % A_PERSON_HAS == 0:
                here[at] = self._person(index)
            ended = len(range(at, count, many)) - still_open - number
            self._dossier(here[at], days[number], finish=ended > 0, fetched=ended not in unfetched)
            if (index + 1) % CHUNK == 0 or index + 1 == count:
                self._write(index + 1)
                tell(index + 1)
        seal_all()

    def _write(self, made: int) -> None:
        """Write what waits, with the numbers it took and how far it is, or nothing of it."""
        self.numbers[MADE] = made
        with transaction.atomic():
            self.made.write()
            for name, value in self.numbers.items() - self.written.items():
                Counter.objects.update_or_create(name=name, defaults={"value": value})
        self.written = dict(self.numbers)

    def _mornings(self, count: int, a_day: int) -> Iterator[datetime]:
        """Yield a centre's instants of reception: about ``a_day`` a working day, ending yesterday, inside opening hours."""
        day = clock.local(clock.now()).replace(hour=7, minute=40, second=0, microsecond=0)
        days: list[datetime] = []
        while len(days) * a_day < count + a_day:
            day -= timedelta(days=1)
            if day.year < 2024:
                day = days[0]
            if worktime.is_counted(self.calendar, day.date()):
                days.append(day)
        ordered = sorted(days)
        for index in range(count):
            morning = ordered[min(index * len(ordered) // count, len(ordered) - 1)]
            yield (morning + timedelta(minutes=index % 200)).astimezone(UTC)

    def _person(self, index: int) -> Person:
        name = " ".join(self.random.choice(part) for part in (SURNAMES, MIDDLES, GIVENS))
        number = f"033{self.random.choice('01')}{60 + index % 40:02d}{index % 1_000_000:06d}"
        party = Party(kind="person", source="typed")
        party.root_id = party.id
        party.details = kept = checked(PartyKind.PERSON, Details(name=name, address=ADDRESS))
        command = RegisterParty(name=name, address=ADDRESS, numbers=(Number(kind=NumberKind.PERSONAL, value=number),))
        event = PartyRegistered(
            party=party.id,
            kind="person",
            source="typed",
            name=kept.name,
            born=kept.born,
            sex=kept.sex,
            nationality=kept.nationality,
            address=kept.address,
            phone=kept.phone,
            email=kept.email,
            numbers=[NumberGiven(kind="personal", value=number, issued_on="", issued_by="")],
        )
        self._append(party, event, self.centre.receiver, clock.now(), command)
        self.made.add(
            party,
            Identifier(party_id=party.id, realm=party.realm, kind="personal", value=number, current=True),
            *party.name_keys(),
        )
        return Person(party.id, name, number)

    def _dossier(self, person: Person, at: datetime, *, finish: bool, fetched: bool) -> None:
        code, place = PROCEDURES[self.random.randrange(len(PROCEDURES))], self.centre.place
        day = clock.local(at).date()
        version, case, terms, asked, papers = self._offered(code)
        reckoned = limit_of(terms.limit)
        due = worktime.due(self.calendar, at, reckoned) if reckoned else None
        name = codes.sequence_name("real", self.centre.code, day)
        self.numbers[name] = self.numbers.get(name, 0) + 1
        dossier = Dossier(
            id=new_id(),
            code=codes.code(self.centre.code, day, self.numbers[name]),
            visit_id=new_id(),
            helped_at_id=place.centre,
            received_unit_id=place.centre,
            settling_unit_id=place.centre,
            returning_unit_id=place.centre,
            competent_id=place.competent(version.facts.agency_class),
            holder_id=place.centre,
            holder_since=at,
            procedure_code=code,
            procedure_name=version.facts.name,
            procedure_version_id=version.id,
            case=case.key,
            channel="direct",
            applicant_id=person.id,
            applicant_name=person.name,
            received_at=at,
            received_day=day,
            due_at=due.at if due else None,
            due=canonical(due.to_dict()) if due else "",
            minutes=worktime.working_minutes(self.calendar, due.accepted_at, due.at) if due and due.at else None,
        )
        dossier.reception_number = dossier.code
        dossier.folded = key_of(dossier)
        runs = self._plan(dossier, terms.steps, at)
        command = AcceptDossier(procedure=code, case=case.key, applicant=person.id, papers=papers)
        ids = {"code": dossier.code, "number": dossier.reception_number, "due": to_builtins(dossier.due_at)}
        self._append(dossier, self._accepted(dossier, papers, terms), self.centre.receiver, at, command, **ids)
        if finish:
            at = self._work_through(dossier, runs, person, at)
        if finish and fetched:
            self._hand_over(dossier, runs, person, at)
        self.made.add(dossier, *paper_rows(dossier, asked, papers), *runs)

    def _offered(self, code: str) -> Offered:
        """Return what the present centre's offering of a procedure comes to."""
        unit = self.centre.place.centre
        if (unit, code) not in self.offers:
            version = catalogue.version_on(code, clock.today())
            case = version.facts.cases[0]
            self.offers[unit, code] = Offered(
                version,
                case,
                catalogue.terms(unit, code, "direct", case.key, clock.today()),
                catalogue_rules.papers_for(case, "direct"),
                demo.papers_of(code, case.key),
            )
        return self.offers[unit, code]

    def _plan(self, dossier: Dossier, steps: Any, at: datetime) -> list[StepRun]:
        runs = [
            StepRun(
                dossier=dossier,
                ordinal=ordinal,
                key=step.key,
                name=step.name,
                role=step.role,
                unit_id=self.centre.place.unit_for(step),
                share=step.share,
                spec=canonical(to_builtins(step)) if step.fields or step.takes_back or step.system else "",
            )
            for ordinal, step in enumerate(steps)
        ]
        runs[0].started_at = runs[0].finished_at = at
        runs[0].official_name, runs[0].official_id = self.centre.receiver.name, self.centre.receiver.official
        dossier.step_count = len(runs)
        begin(dossier, runs[1], self.calendar, at)
        return runs

    def _accepted(self, dossier: Dossier, papers: tuple[PaperGiven, ...], terms: Any) -> DossierAccepted:
        return DossierAccepted(
            code=dossier.code,
            reception_number=dossier.reception_number,
            visit=dossier.visit_id,
            procedure=dossier.procedure_code,
            procedure_version=dossier.procedure_version_id,
            case=dossier.case,
            channel=dossier.channel,
            helped_at=dossier.helped_at_id,
            received_at_unit=dossier.received_unit_id,
            competent=dossier.competent_id,
            applicant=dossier.applicant_id,
            submitter=None,
            capacity=dossier.capacity,
            papers=list(papers),
            received_at=dossier.received_at,
            due_at=dossier.due_at,
            limit=to_builtins(terms.limit),
            steps=[step.key for step in terms.steps],
            return_manner=dossier.return_manner,
            applicant_name=dossier.applicant_name,
            settling=dossier.settling_unit_id,
            returning=dossier.returning_unit_id,
        )

    def _work_through(self, dossier: Dossier, runs: list[StepRun], person: Person, at: datetime) -> datetime:
        """Work every step up to the result; return when it was there."""
        for index in range(1, len(runs) - 1):
            present, following = runs[index], runs[index + 1]
            at += timedelta(minutes=5)
            worker, command = self._work(dossier, at)
            late = bool(dossier.step_due_at and worktime.is_late(at, dossier.step_due_at))
            from_unit = dossier.holder_id
            taken_back: dict[str, str] = getattr(command, "taken_back", {})
            present.finished_at, present.official_name, present.official_id = at, worker.name, worker.official
            present.opinion = getattr(command, "opinion", "")
            present.taken_back = canonical(taken_back) if taken_back else ""
            begin(dossier, following, self.calendar, at)
            dossier.state = Dossier.State.READY if following.role == "return_desk" else Dossier.State.PROCESSING
            if dossier.state == Dossier.State.READY:
                dossier.ready_at = at
            event = StepCompleted(
                applicant=person.id,
                step=present.key,
                next_step=following.key,
                from_unit=from_unit,
                to_unit=dossier.holder_id,
                late=late,
                state=dossier.state,
                opinion=present.opinion,
                taken_back=taken_back,
            )
            self._append(dossier, event, worker, at, command)
        return at

    def _hand_over(self, dossier: Dossier, runs: list[StepRun], person: Person, at: datetime) -> None:
        at += timedelta(minutes=30)
        last, receiver = runs[-1], self.centre.receiver
        last.finished_at, last.official_name, last.official_id = at, receiver.name, receiver.official
        dossier.state, dossier.open, dossier.returned_at = Dossier.State.RETURNED, False, at
        returned = ReturnResult(dossier=dossier.id, receiver="owner", number=person.number, slip=True)
        closed = ResultReturned(
            applicant=person.id,
            capacity="owner",
            manner="desk",
            identity="number",
            authority="",
            slip_handed_back=True,
            receiver_name=person.name,
            receiver_number=person.number,
        )
        self._append(dossier, closed, receiver, at, returned)

    def _work(self, dossier: Any, at: datetime) -> tuple[Actor, Command]:
        """Return who works the present step and with which command, thought out once for each kind of step, and once a day."""
        place = (dossier.holder_id, dossier.procedure_code, dossier.step)
        today = (dossier.procedure_code, dossier.step, clock.local(at).date())
        if place not in self.workers:
            staff = self.centre.staff.values()
            self.workers[place] = next(actor for actor in staff if demo.works_on(actor, dossier))
        if today not in self.commands:
            with clock.fixed(at):
                self.commands[today] = demo.command_for(dossier)
        return self.workers[place], replace(self.commands[today], dossier=dossier.id)

    def _append(self, target: Any, event: Event, actor: Actor, at: datetime, command: Command, **ids: Any) -> None:
        context = Context(actor, at, new_id())
        entry, parts = compose(target, event, command, ids, key=new_id().hex, context=context)
        target.version, target.head = entry.version, entry.hash
        self.made.add(entry, *parts)
