"""What the tests of this room tell first: campaigns of 15/7/2025 and of 22/2/2018."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from motcua.config import wiring
from motcua.config.demo import campaigns as demo
from motcua.config.demo import staffing
from motcua.inspections.commands import AddMember, AskOutline, DraftCampaign, PlanStop
from motcua.inspections.rules.campaigns import Kind, Part, Told
from motcua.inspections.rules.stops import Half
from motcua.kernel import clock
from motcua.ledger.perform import perform
from motcua.office import stamps
from motcua.office.models import Unit
from motcua.staff.tests.conftest import _old, old_places

JULY = date(2025, 7, 16)
OTHERS_2018 = (("10276", "Hồng Minh"), ("10303", "Hoàng Long"), ("10288", "Tri Trung"))


@dataclass
class Planning:
    """Quách Tất Liêm plans; what is asked for is made step by step."""

    world: Any
    by: str = "liemqt"
    made: dict[str, UUID] = field(default_factory=dict)

    def campaign(self, title="Làm việc tại các xã", *, announced=True, kind=Kind.WORKING, by=None, **more):
        command = DraftCampaign(title=title, kind=kind, announced=announced, **more)
        return perform(command, self.world[by or self.by]).target

    def person(self, campaign, who, part=Part.MEMBER, by=None, **more):
        official = self.world[who].official
        command = AddMember(campaign=campaign, told=Told.OFFICIAL, official=official, part=part, **more)
        return UUID(perform(command, self.world[by or self.by]).ids["member"])

    def stop(self, campaign, place, day=JULY, half=Half.MORNING, by=None, **more):
        command = PlanStop(campaign=campaign, place=self.world.places[place], day=day, half=half, **more)
        return perform(command, self.world[by or self.by]).target

    def team(self, campaign):
        """The leader, an inspector, a delegate, and the Department of Finance without a name."""
        self.person(campaign, "liemqt", Part.LEADER)
        self.person(campaign, "kt1-pt")
        self.person(campaign, "dungnt", Part.DELEGATE)
        finance = self.world["stc-pt"].unit
        unit = AddMember(campaign=campaign, told=Told.UNIT, unit=finance, unit_name="Lãnh đạo Sở Tài chính")
        perform(unit, self.world[self.by])

    def outline(self, campaign, due=date(2025, 7, 15)):
        text = "Công tác chỉ đạo\nNhân sự | Biên chế giao; Có mặt"
        perform(AskOutline(campaign=campaign, text=text, due=due), self.world[self.by])


@pytest.fixture(autouse=True, scope="module")
def _wired():
    wiring.hook_up()


def at(day, hour=8):
    """Stand at an hour of a day."""
    return clock.fixed(clock.at(day.year, day.month, day.day, hour))


@pytest.fixture
def made(planning):
    """A campaign with its team and outline, ready to be announced, that goes to Đại Đồng on 16/7."""
    campaign = planning.campaign()
    planning.team(campaign)
    planning.outline(campaign)
    return campaign, planning.stop(campaign, "dai-dong")


@pytest.fixture
def planning(steering):
    return Planning(steering)


def old_communes() -> None:
    """The four communes of the report of 24/2/2018, with the district of Phú Xuyên."""
    old_places()
    district = Unit.objects.get(code="280")
    for code, name in OTHERS_2018:
        _old(code, name, "commune", "xã", district, district.province)
    stamps.forget()


@pytest.fixture(scope="module")
def laid_2018(lay_on_region):
    def tell(region):
        old_communes()
        made = staffing.phuong_duc()
        places = demo.old_places()
        return SimpleNamespace(people=made, places=places)

    return lay_on_region(tell)


@pytest.fixture
def phu_xuyen(laid_2018, region):
    """Phú Xuyên on Thursday 22/2/2018 at 07:30, before the team sets out."""
    with clock.fixed(clock.at(2018, 2, 21, 9)):
        yield laid_2018
