"""What the tests of this room tell first: a visit to Đại Đồng that has begun, with a checklist laid open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from motcua.checklists import queries as checklists
from motcua.checklists.commands import load_packaged
from motcua.config import wiring
from motcua.config.demo import inspecting
from motcua.documents import shelf
from motcua.findings.commands import NoteFinding, OpenSheet
from motcua.findings.rules.life import Kind
from motcua.inspections.commands import AddMember, BeginStop, DraftCampaign, PlanStop, ReadyCampaign
from motcua.inspections.rules.campaigns import Kind as CampaignKind
from motcua.inspections.rules.campaigns import Part, Told
from motcua.inspections.rules.stops import Half
from motcua.kernel import clock
from motcua.ledger.actor import system
from motcua.ledger.perform import perform
from motcua.office.tests.factories import in_provinces

DAY = date(2025, 7, 15)


@dataclass
class Visit:
    """A stop at Đại Đồng by Quách Tất Liêm with two inspectors and a delegate, begun on 15/7/2025 at 08:00."""

    world: Any
    campaign: UUID
    stop: UUID
    version: UUID

    def __getitem__(self, who: str) -> Any:
        return self.world[who]

    def sheet(self, who: str = "kt1-pt") -> UUID:
        return perform(OpenSheet(stop=self.stop, version=self.version), self.world[who]).target

    def note(self, who: str = "kt1-pt", kind: Kind = Kind.SHORTCOMING, words: str = "Bảng phí cũ", **more: Any) -> UUID:
        return perform(NoteFinding(stop=self.stop, kind=kind, words=words, **more), self.world[who]).target


@pytest.fixture(autouse=True, scope="module")
def _wired():
    wiring.hook_up()


def stop_planned(world: Any, day: date, *, place: str = "dai-dong") -> UUID:
    """Plan a stop of an unannounced campaign led by Quách Tất Liêm, which has not begun; return it."""
    liem = world["liemqt"]
    made = perform(DraftCampaign(title="Đột xuất", kind=CampaignKind.SUDDEN, announced=False), liem).target
    command = AddMember(campaign=made, told=Told.OFFICIAL, official=liem.official, part=Part.LEADER)
    perform(command, liem)
    stop = perform(PlanStop(campaign=made, place=world.places[place], day=day, half=Half.MORNING), liem).target
    perform(ReadyCampaign(campaign=made), liem)
    return stop


def visit_of(world: Any, day: date, *members: tuple[str, Part], place: str = "dai-dong") -> tuple[UUID, UUID]:
    """Plan, announce and begin a stop led by Quách Tất Liêm; return campaign and stop."""
    liem = world["liemqt"]
    with clock.fixed(clock.at(day.year, day.month, day.day - 1, 9)):
        made = perform(
            DraftCampaign(title=f"Làm việc ngày {day:%d/%m}", kind=CampaignKind.WORKING, announced=True), liem
        )
        for who, part in (("liemqt", Part.LEADER), *members):
            command = AddMember(campaign=made.target, told=Told.OFFICIAL, official=world[who].official, part=part)
            perform(command, liem)
        command = PlanStop(campaign=made.target, place=world.places[place], day=day, half=Half.MORNING)
        stop = perform(command, liem).target
        perform(ReadyCampaign(campaign=made.target), liem)
    with clock.fixed(clock.at(day.year, day.month, day.day, 8)):
        perform(BeginStop(stop=stop), liem)
    return made.target, stop


@pytest.fixture(scope="module")
def laid_visit(lay_on_region) -> Visit:
    def tell(built):
        in_provinces(built.places)
        world = inspecting.hire(built)
        load_packaged(system("Lệnh thử"))
        team = (("kt1-pt", Part.MEMBER), ("kt2-pt", Part.MEMBER), ("dungnt", Part.DELEGATE))
        campaign, stop = visit_of(world, DAY, *team)
        offered = checklists.offered(world["kt1-pt"], world.places["dai-dong"], DAY)
        version = next(one.id for one in offered if one.key == "cong-vu")
        return Visit(world, campaign, stop, version)

    return lay_on_region(tell)


@pytest.fixture
def visit(laid_visit, region) -> Visit:
    del region
    with clock.fixed(clock.at(2025, 7, 15, 9)):
        yield laid_visit


@pytest.fixture
def picture():
    def made(width: int = 40) -> str:
        """Take a picture in that no other width has the bytes of; return its hash."""
        out = BytesIO()
        Image.new("RGB", (width, 8), "white").save(out, "PNG")
        return shelf.take_in(out.getvalue()).sha256

    return made
