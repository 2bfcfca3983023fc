"""What the tests of this room tell first: a centre with dossiers done well, late and open, and a team that has come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from conftest import at_work
from motcua.config import wiring
from motcua.config.demo import dossiers as demo
from motcua.config.demo.centre import founder
from motcua.config.demo.staffing import hire
from motcua.dossiers.stages import stage_of
from motcua.inspections.commands import AddMember, BeginStop, DraftCampaign, PlanStop, ReadyCampaign
from motcua.inspections.rules.campaigns import Kind, Part, Told
from motcua.inspections.rules.stops import Half
from motcua.kernel import clock
from motcua.ledger.perform import perform
from motcua.office import territory
from motcua.office.commands import CreateUnit
from motcua.office.models import Unit
from motcua.office.rules import Level, Role
from motcua.samples.commands import CommitSample, HoldSample
from motcua.samples.models import Line
from motcua.samples.rules.drawing import Basis

DAY = date(2025, 7, 11)
SINCE, UNTIL = date(2025, 7, 1), date(2025, 7, 10)
BEFORE = date(2025, 6, 1)
TITLES = {
    "doan-truong": ("Trưởng Thử Đoàn", Role.OVERSEER),
    "kt-mot": ("Kiểm tra Thử Một", Role.INSPECTOR),
    "kt-hai": ("Kiểm tra Thử Hai", Role.INSPECTOR),
    "kt-khac": ("Kiểm tra Thử Nơi Khác", Role.INSPECTOR),
    "kt-o-nha": ("Kiểm tra Thử Ở Nhà", Role.INSPECTOR),
    "dai-bieu": ("Đại biểu Thử", Role.DELEGATE),
}


@dataclass
class Visit:
    """A visit to the town on 11/7/2025 that has begun: ``dossiers`` by what became of them."""

    town: Any
    people: dict[str, Any]
    campaign: UUID
    stop: UUID
    dossiers: dict[str, UUID] = field(default_factory=dict)

    def __getitem__(self, who: str) -> Any:
        return self.people.get(who) or self.town[who]

    def commit(self, who: str = "kt-mot", basis: Basis = Basis.ALL, count: int = 10, **more: Any) -> UUID:
        asked = {"since": SINCE, "until": UNTIL} | more
        return perform(CommitSample(stop=self.stop, basis=basis, count=count, **asked), self[who]).target

    def sample(self, who: str = "kt-mot", **more: Any) -> UUID:
        found = self.commit(who, **more)
        perform(HoldSample(sample=found), self[who])
        return found

    def line(self, sample: UUID, name: str) -> UUID:
        return Line.objects.get(sample=sample, dossier=self.dossiers[name]).pk


@pytest.fixture(autouse=True, scope="module")
def _wired() -> None:
    wiring.hook_up()


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return clock.at(2025, 7, day, hour, minute)


def people_of(province: UUID) -> dict[str, Any]:
    def body(level: Level, name: str = "") -> UUID:
        command = CreateUnit(level=level, parent=province, valid_from=BEFORE, name=name, ground="Kiểm thử")
        return perform(command, founder()).target

    committee, council = body(Level.COMMITTEE), body(Level.OUTSIDE, "Hội đồng nhân dân tỉnh")
    units = {Role.DELEGATE: council}
    return {
        username: hire(username, name, ((units.get(role, committee), "Chuyên viên", (role,)),), BEFORE)
        for username, (name, role) in TITLES.items()
    }


def received(town: Any, day: int, code: str, citizen: int, steps: int = 99, done: int | None = None) -> UUID:
    """Receive a dossier on a day of July; work some steps on the day ``done``, to the citizen's hands when they suffice."""
    with clock.fixed(at(day, 8, 30)):
        dossier = demo.accept(town.actors, town.citizens[citizen], code, "")
    with clock.fixed(at(done or day, 10)):
        for _ in range(steps):
            if stage_of(dossier).ready:
                demo.hand_over(town.actors, dossier, town.citizens[citizen])
                break
            demo.advance(town.actors, dossier)
    return dossier


def tell(town: Any) -> Visit:
    """Tell of the dossiers and of the team that came."""
    commune = territory.home(town["giamdoc"])
    province = Unit.objects.get(pk=commune).parent_id
    people = people_of(province)
    dossiers = {
        "late": received(town, 2, "1.004873", 0, done=9),
        "good": received(town, 3, "2.000635", 1),
        "well": received(town, 4, "2.000635", 2),
        "open-late": received(town, 4, "1.004873", 3, steps=1),
        "undated": received(town, 7, "1.001612", 1, steps=1),
        "today": received(town, 10, "1.004873", 0, steps=1),
    }
    chief = people["doan-truong"]
    with clock.fixed(at(10)):
        draft = DraftCampaign(title="Kiểm tra Trung tâm", kind=Kind.WORKING, announced=True)
        campaign = perform(draft, chief).target
        members = {}
        for who, part in (
            ("doan-truong", Part.LEADER),
            ("kt-mot", Part.MEMBER),
            ("kt-hai", Part.MEMBER),
            ("kt-o-nha", Part.MEMBER),
            ("dai-bieu", Part.DELEGATE),
        ):
            command = AddMember(campaign=campaign, told=Told.OFFICIAL, official=people[who].official, part=part)
            members[who] = UUID(perform(command, chief).ids["member"])
        going = [members[who] for who in members if who != "kt-o-nha"]
        plan = PlanStop(campaign=campaign, place=commune, day=DAY, half=Half.MORNING, goes=going)
        stop = perform(plan, chief).target
        perform(ReadyCampaign(campaign=campaign), chief)
    with clock.fixed(at(11, 8)):
        perform(BeginStop(stop=stop), chief)
    return Visit(town, people, campaign, stop, dossiers)


@pytest.fixture(scope="module")
def laid_sampling(_town_books: Any, lay: Any) -> Visit:
    with at_work(_town_books.at):
        found: Visit = lay(lambda: tell(_town_books))
    return found


@pytest.fixture
def visit(laid_sampling: Visit, town: Any) -> Iterator[Visit]:
    del town
    with clock.fixed(at(11, 10)):
        yield laid_sampling
