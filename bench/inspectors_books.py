"""The campaign of 22/2/2018 for ``bench.inspectors``: four communes, a sheet at each, two inspectors, no answers yet.

District, leader, communes and half-days are those of the press report of 24/2/2018; the second inspector is a test
person. Each function is called in a process of its own by :class:`tests.processes.Node`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from motcua.checklists import queries as checklists
from motcua.checklists.commands import load_packaged
from motcua.config import wiring
from motcua.config.demo import campaigns, staffing
from motcua.config.demo.centre import founder
from motcua.config.demo.people import PASSWORD
from motcua.documents import shelf
from motcua.findings.commands import OpenSheet
from motcua.findings.models import Answer, Shown
from motcua.inspections.commands import AddMember, BeginStop, DraftCampaign, PlanStop, ReadyCampaign
from motcua.inspections.models import Stop
from motcua.inspections.rules.campaigns import Kind, Part, Told
from motcua.inspections.rules.stops import Half
from motcua.inspections.tests.conftest import old_communes
from motcua.kernel import clock
from motcua.ledger import marks
from motcua.ledger.actor import Actor, system
from motcua.ledger.perform import perform
from motcua.office import passwords
from motcua.office.commands import load_calendars
from motcua.office.models import Device
from motcua.office.rules import Role
from tests.journeys import opened

LEADER, MEMBER = "hailt", "cv-px"
CHECKLIST: Final = "cong-vu"
ROUTE: Final = (
    ("phuong-duc", Half.MORNING),
    ("hong-minh", Half.MORNING),
    ("hoang-long", Half.AFTERNOON),
    ("tri-trung", Half.AFTERNOON),
)


def begin() -> None:
    """Begin the books, a demonstration's: people of the district in 2018 and the questions of the software."""
    wiring.hook_up()
    with clock.fixed(clock.at(2018, 1, 2, 8)):
        marks.begin(marks.DEMONSTRATION)
        load_calendars(founder())
        load_packaged(system("Bản trình diễn"))
    old_communes()
    with passwords.published(PASSWORD):
        made = staffing.phuong_duc()
        if made is None:
            raise LookupError("phuong-duc")
        unit = made["hailt"].unit
        if unit is None:
            raise LookupError("hailt")
        posts = ((unit, "Chuyên viên Phòng Nội vụ", (Role.OVERSEER,)),)
        with clock.fixed(clock.at(2018, 1, 2, 8)):
            member = staffing.hire(MEMBER, "Trần Thử Phú Xuyên", posts, staffing.SINCE)
    lay(made["hailt"], member)
    opened.get_ready()


def lay(leader: Actor, member: Actor) -> None:
    """Plan the four stops, set out, and lay the sheet of each open; every stop has begun."""
    leader = replace(leader, verified=True)
    with clock.fixed(clock.at(2018, 2, 21, 14)):
        title = "Kiểm tra công vụ và cải cách hành chính đầu năm 2018"
        campaign = perform(DraftCampaign(title=title, kind=Kind.SUDDEN, announced=False), leader).target
        for who, part in ((leader, Part.LEADER), (member, Part.MEMBER)):
            official = staffing.official_of(who)
            perform(AddMember(campaign=campaign, told=Told.OFFICIAL, official=official, part=part), leader)
        places = campaigns.old_places()
        stops = []
        for key, half in ROUTE:
            command = PlanStop(campaign=campaign, place=places[key], day=campaigns.OLD, half=half)
            stops.append(perform(command, leader).target)
        perform(ReadyCampaign(campaign=campaign), leader)
    with clock.fixed(clock.at(2018, 2, 22, 7)):
        version = next(
            one.id for one in checklists.offered(leader, places["phuong-duc"], campaigns.OLD) if one.key == CHECKLIST
        )
        for stop in stops:
            perform(BeginStop(stop=stop), leader)
            perform(OpenSheet(stop=stop, version=version), leader)


def truth(number: int, before: list[str] | None = None) -> dict[str, Any]:
    """Return what is in the books: answers, their files with whether their bytes are whole, devices as last announced.

    ``before`` are ids of answers that were there before.
    """
    del number
    answers: list[dict[str, Any]] = [
        {"id": str(one.id), "sheet": str(one.sheet_id), "item": one.item, "by": one.by, "files": []}
        for one in Answer.objects.exclude(pk__in=before or []).order_by("recorded_at")
    ]
    by_id: dict[str, Any] = {one["id"]: one["files"] for one in answers}
    for file in Shown.objects.filter(answer__in=list(by_id)):
        whole = shelf.store().verify(file.sha256)
        by_id[str(file.answer_id)].append({"sha256": file.sha256, "size": file.size, "whole": whole})
    devices = [
        {"id": str(one.id), "owner": one.account.username, "state": one.state, "unsent": one.unsent, "works": one.works}
        for one in Device.objects.select_related("account")
    ]
    return {"answers": answers, "devices": devices}


def stops_of(number: int) -> dict[str, str]:
    """Return the stop of each commune of the route, by the commune's name."""
    del number
    places = {id_: key for key, id_ in campaigns.old_places().items()}
    found: dict[UUID, UUID] = dict(Stop.objects.values_list("place_id", "pk"))
    return {places[place]: str(stop) for place, stop in found.items()}
