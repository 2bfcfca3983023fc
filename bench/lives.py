"""Dossiers that live every way the law knows, told by ``perform``: a year of a ward, and more than its main path.

Each act of ``docs/rules/dossier-life.md`` is in some life; how often each life is drawn is made up, so that the rare ones
are there too.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Final
from uuid import UUID

from django.conf import settings

from bench import province
from motcua.catalogue import packaged
from motcua.catalogue.facts import Channel
from motcua.config.demo import dossiers as demo
from motcua.documents import shelf
from motcua.dossiers import codes, commands, routing
from motcua.dossiers.models import Application, Dossier
from motcua.dossiers.rules.life import FILED_BY
from motcua.dossiers.stages import stage_of
from motcua.dossiers.tests.acts import BUILD, first_paper
from motcua.kernel import clock, worktime
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, RuleError
from motcua.ledger import keys
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command
from motcua.ledger.events.dossier_life import Lacking
from motcua.ledger.perform import Outcome, perform
from motcua.office import family

PROCEDURES: Final = ("1.001193", "1.004873", "1.000656", "2.000635", "1.001612")
WORK, SIGNING, DONE, SCAN, UNSCAN = "work", "signing", "done", "scan", "unscan"
"""One step; all steps until a leader signs, or to the result; a paper as a file; the file taken off again."""
MET: Final = (DONE, "ReturnResult")
LIVES: Final[tuple[tuple[int, tuple[str, ...]], ...]] = (
    (600, MET),
    (60, (SCAN, *MET)),
    (10, (SCAN, UNSCAN, *MET)),
    (40, (WORK, "SendBack", *MET)),
    (30, ("RequestSupplement", "ReceiveSupplement", *MET)),
    (8, ("RequestSupplement", "ReceiveSupplement", "AllowSecondSupplement", "RequestSupplement", "ReceiveSupplement")),
    (8, ("RequestSupplement",)),
    (20, ("DemandFee", "MarkPaid", *MET)),
    (4, ("DemandFee",)),
    (15, ("SuspendDossier", "ResumeDossier", *MET)),
    (15, ("ApplyLongerLimit", *MET)),
    (20, ("ExtendDeadline", *MET)),
    (6, ("ExtendDeadline", "AskSecondExtension", "AllowSecondExtension", "ExtendDeadline", *MET)),
    (15, ("AskOutside", "RecordAnswer", *MET)),
    (20, ("HandOff", *MET)),
    (15, (SIGNING, "RejectDossier", "ReturnResult")),
    (15, ("WithdrawDossier",)),
    (8, ("StopDossier",)),
    (6, (*MET, "ReopenDossier", *MET)),
    (4, ("WithdrawDossier", "ReopenDossier", *MET)),
    (15, (DONE, "PlaceInLocker", "OpenLocker")),
    (20, (DONE, "SendByPost")),
    (20, (DONE,)),
    (10, (DONE, "RemindToCollect")),
    (20, (WORK,)),
    (10, ()),
)
"""How often of all dossiers, and what happens to one after it was received."""
ELSEWHERE: Final[tuple[tuple[int, tuple[str, ...]], ...]] = (
    (15, ("ForwardDossier", "ConfirmArrival", DONE, "ConfirmResultArrival", "ReturnResult")),
    (5, ("ForwardDossier", "SendBack", "ForwardDossier", "ConfirmArrival")),
    (10, ("SendOutside", "RecordAnswer", DONE, "ReturnResult")),
)
"""The same of dossiers that another commune settles: one at work in these books, and one they do not know."""
ONLINE: Final = 0.4
FILERS: Final = tuple(FILED_BY)
TURNED_EACH: Final = 25
"""One of so many who come is turned away."""
GAPS: Final = (3, 20, 45, 90, 240, 600, 1_440, 2_880, 5_760)
"""Minutes from one act to the next, the long ones being what makes dossiers late."""
_A_DAY: Final = timedelta(days=1)
PERSONAS: Final = ("tiepnhan", "thuly", "kinhte", "vanhoa", "lanhdao", "vanthu", "truongphong", "giamdoc")


@dataclass(frozen=True, slots=True)
class Beside:
    """Communes beside the centre's: one whose bodies are at work, with its people, and one that keeps no books here."""

    commune: UUID
    staff: demo.Staff
    unknown: UUID

    @classmethod
    def of_the_bench(cls) -> Beside | None:
        """Return the second centre of the bench's province, where there is one, and a commune without."""
        _, *others = province.centres()
        if not others:
            return None
        return cls(family.home_of(others[0].place.centre), others[0].staff, province.unknown())


@dataclass
class Year:
    """Tells dossiers received between two days by one centre; ``told`` counts every act. ``performs`` does each.

    Where communes lie ``beside`` it, some are theirs to settle.
    """

    staff: demo.Staff
    citizens: list[demo.Citizen]
    first: date
    last: date
    seed: int = 1
    performs: Callable[[Command, Actor], Outcome] = perform
    beside: Beside | None = None

    def __post_init__(self) -> None:
        unit = self.staff["tiepnhan"].unit
        if unit is None:
            raise ValueError("the receiver has no centre")
        self.random = random.Random(self.seed)
        self.told: Counter[str] = Counter()
        self._people = [self.staff[who] for who in PERSONAS]
        if self.beside is not None:
            self._people += [self.beside.staff[who] for who in PERSONAS if who in self.beside.staff]
        self._boxes = count(1)
        self._who: dict[tuple[str, str, str], Actor] = {}
        calendar = routing.calendar(unit)
        span = range((self.last - self.first).days + 1)
        days = [self.first + timedelta(days=number) for number in span]
        self._days = [day for day in days if worktime.is_counted(calendar, day)]

    def tell(self, dossiers: int, *, until: datetime) -> None:
        """Receive so many dossiers and let each live on, no act later than ``until``."""
        lives = self._lives(dossiers)
        for number, acts in enumerate(lives):
            day = self._days[number * len(self._days) // dossiers]
            at = clock.at(day.year, day.month, day.day, 8) + timedelta(minutes=self.random.randrange(200))
            citizen = self.citizens[number % len(self.citizens)]
            dossier = self._received(citizen, at, post="SendByPost" in acts, competent=self._competent(acts))
            self._live(dossier, citizen, acts, at, until)
            if number % TURNED_EACH == 0:
                self._turned_away(citizen, at, until, back=number % (2 * TURNED_EACH) == 0)

    def _lives(self, dossiers: int) -> list[tuple[str, ...]]:
        """Return the life of each dossier: each there is at least once, the rest drawn by how often it happens."""
        lived = LIVES + (ELSEWHERE if self.beside is not None else ())
        every = [acts for _, acts in lived]
        drawn = self.random.choices(every, [often for often, _ in lived], k=max(0, dossiers - len(every)))
        lives = [*every, *drawn][:dossiers]
        self.random.shuffle(lives)
        return lives

    def _competent(self, acts: tuple[str, ...]) -> UUID | None:
        """Return the commune that settles a dossier of this life, where it is not the centre's own."""
        if self.beside is None:
            return None
        return {"ForwardDossier": self.beside.commune, "SendOutside": self.beside.unknown}.get(acts[0] if acts else "")

    def _received(
        self,
        citizen: demo.Citizen,
        at: datetime,
        *,
        post: bool = False,
        code: str = "",
        application: UUID | None = None,
        competent: UUID | None = None,
    ) -> UUID:
        code = code or self.random.choice(PROCEDURES)
        case = packaged.get(code).cases[0].key
        # What goes elsewhere goes as files: what came on paper would first be scanned, paper by paper.
        online = self.random.random() < ONLINE or competent is not None
        channel: Channel = "online" if online else "direct"
        command = commands.AcceptDossier(
            procedure=code,
            case=case,
            applicant=citizen.id,
            papers=demo.papers_of(code, case, channel),
            channel=channel,
            filed_by=self.random.choice(FILERS) if channel == "online" else "citizen",
            return_manner="post" if post else "desk",
            application=application,
            competent=competent,
        )
        with clock.fixed(at):
            self.told["AcceptDossier"] += 1
            return self.performs(command, self.staff["tiepnhan"]).target

    def _live(self, dossier: UUID, citizen: demo.Citizen, acts: tuple[str, ...], at: datetime, until: datetime) -> None:
        for what in acts:
            while True:
                at += timedelta(minutes=self.random.choice(GAPS))
                if at > until:
                    return
                with clock.fixed(at):
                    if not self._acted(dossier, citizen, what):
                        return
                    if what not in (SIGNING, DONE) or self._arrived(dossier, what):
                        break

    def _arrived(self, dossier: UUID, what: str) -> bool:
        stage = stage_of(dossier)
        return stage.ready or (what == SIGNING and stage.step_role == "leader")

    def _acted(self, dossier: UUID, citizen: demo.Citizen, what: str) -> bool:
        """Do one act by whoever may; return whether the dossier's state and the day allowed it."""
        row = Dossier.objects.get(pk=dossier)
        for number in self.random.sample(range(1, 6), 5):
            try:
                command = self._command(row, citizen, what, number)
                if command is not None:
                    self._by_whoever_may(row, command)
            except BadInput:  # a day that is none to work on: another one then
                continue
            except (RuleError, Conflict):
                self.told[f"refused {what}"] += 1
                return False
            return True
        return False

    def _command(self, row: Dossier, citizen: demo.Citizen, what: str, number: int) -> Command | None:
        special: Mapping[str, Callable[[], Command | None]] = {
            WORK: lambda: demo.command_for(stage_of(row.id)),
            SIGNING: lambda: None if self._arrived(row.id, SIGNING) else demo.command_for(stage_of(row.id)),
            DONE: lambda: None if self._arrived(row.id, DONE) else demo.command_for(stage_of(row.id)),
            SCAN: lambda: commands.AttachScan(
                dossier=row.id, paper=first_paper(row), sha256=_page(), filename="to.pdf"
            ),
            UNSCAN: lambda: commands.RemoveScan(
                dossier=row.id, attachment=row.attachments.get(removed_at=None).id, reason="Nhầm tệp"
            ),
            "PlaceInLocker": lambda: commands.PlaceInLocker(dossier=row.id, box=f"A{next(self._boxes)}"),
            "OpenLocker": lambda: commands.OpenLocker(
                dossier=row.id,
                code=codes.locker_code(keys.load(settings.MOTCUA_KEYS).mac, row.id, row.consignment),
            ),
        }
        return special[what]() if what in special else BUILD[what](row, citizen, number)

    def _by_whoever_may(self, row: Dossier, command: Command) -> None:
        name = type(command).__name__
        place = (name, row.procedure_code, row.holder_id.hex)
        known = self._who.get(place)
        for who in (known, *self._people) if known else self._people:
            try:
                self.performs(command, who)
            except NotAllowed:
                continue
            self._who[place] = who
            self.told[name] += 1
            return
        raise RuleError("nobody may", field=name)

    def _turned_away(self, citizen: demo.Citizen, at: datetime, until: datetime, *, back: bool) -> None:
        """Turn somebody away: refused, or asked to complete their papers, with which they come back the next day."""
        code = self.random.choice(PROCEDURES)
        case = packaged.get(code).cases[0].key
        kind = Application.Kind.SUPPLEMENT if back else Application.Kind.REFUSAL
        papers = demo.papers_of(code, case)
        command = commands.TurnAway(
            kind=kind,
            procedure=code,
            case=case,
            applicant=citizen.id,
            papers=papers[1:] if back else papers,
            lacking=(Lacking(key=papers[0].key, words="Chưa có"),) if back else (),
            ground="" if back else "Điều luật thử",
            reason="" if back else "Không thuộc thẩm quyền",
        )
        with clock.fixed(at):
            application = self.performs(command, self.staff["tiepnhan"]).target
            self.told[f"TurnAway {kind}"] += 1
        if back and at + _A_DAY < until:
            self._received(citizen, at + _A_DAY, code=code, application=application)
            self.told["CompleteApplication"] += 1


def _page() -> str:
    """Return the hash of a file that is in the store."""
    return shelf.keep_made(b"%PDF-1.4\n%%EOF\n", "application/pdf").sha256
