"""What the books of inspecting and steering say before anybody opens a page: told day by day, as :mod:`.told` tells its own.

Four communes of Phú Xuyên in February 2018; then the region of 2025, whose leaders come on 13/6, 11/7 and 15/7.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from motcua.config import wiring
from motcua.config.demo import (
    articles,
    campaigns,
    certificates,
    decisions,
    dossiers,
    inspecting,
    people,
    region,
    staffing,
)
from motcua.config.demo import conclusions as spoken
from motcua.config.demo.centre import founder
from motcua.config.demo.people import PASSWORD
from motcua.config.demo.region import Region
from motcua.documents import shelf
from motcua.dossiers.commands import AttachScan
from motcua.dossiers.models import Attachment, DossierPaper
from motcua.findings.commands import NoteFinding
from motcua.findings.rules.life import Kind as Found
from motcua.inspections.commands import AddMember, BeginStop, DraftCampaign, FinishStop, PlanStop, ReadyCampaign
from motcua.inspections.models import Campaign, Stop
from motcua.inspections.rules.campaigns import Kind, Part, Told
from motcua.inspections.rules.stops import Half
from motcua.inspections.tests.conftest import old_communes
from motcua.kernel import clock
from motcua.ledger import marks
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.office import founding, passwords, queries
from motcua.office.commands import CreateUnit, load_calendars
from motcua.office.gazetteer.facts import REFORM
from motcua.office.models import Unit
from motcua.office.queries import names
from motcua.office.rules import Level, Role
from motcua.office.tests.factories import in_provinces, make_commune, make_merged
from tests.journeys import opened, told
from tests.journeys.steps import picture

OLD = date(2018, 2, 22)
TITLE = "Kiểm tra công vụ và cải cách hành chính đầu năm 2018"
POSTED = "Niêm yết công khai mức thu phí, lệ phí"
BY_HAND = {"lam-thao": "bt-pt", "phung-cong": "bt-hy"}
"""Reports that are written in the browser on 30/7/2025, and by whose editor."""
WATCHES = {"lam-thao": "gs-lt", "phu-tho": "gs-pt"}
"""Who reads the access log of the district and of the province."""


def begin() -> None:
    """Begin the books: a demonstration's, with Phú Xuyên of February 2018 and what its four communes had entered."""
    wiring.hook_up()
    with clock.fixed(clock.at(2018, 1, 2, 8)):
        marks.begin(marks.DEMONSTRATION)
        load_calendars(founder())
    old_communes()
    with passwords.published(PASSWORD):
        made = staffing.phuong_duc()
        if made is None:
            raise LookupError(staffing.PHU_XUYEN)
        decisions.fill(made)
        with clock.fixed(clock.at(2018, 1, 8, 8)):
            tri_trung = campaigns.old_places()["tri-trung"]
            district = queries.unit_by_code(staffing.PHU_XUYEN, staffing.SINCE)
            committee = next(one.id for one in queries.bodies_of(tri_trung) if one.level is Level.COMMITTEE)
            _hire("ct-tt", "Chủ tịch Thử Tri Trung", committee, "Chủ tịch UBND", Role.LEADER)
            portal = CreateUnit(
                level=Level.OUTSIDE,
                parent=district.id if district else None,
                valid_from=staffing.SINCE,
                name="Trung tâm VHTT&TT huyện",
                ground=told.ORDER,
            )
            _hire("bt-px", "Biên tập Thử Phú Xuyên", perform(portal, founder()).target, "Biên tập viên", Role.EDITOR)
        _in_january(tri_trung)
    opened.get_ready()


def _hire(username: str, name: str, unit: UUID, title: str, role: Role, since: date = staffing.SINCE) -> Actor:
    return staffing.hire(username, name, ((unit, title, (role,)),), since)


def _in_january(place: UUID) -> None:
    """Let a visit of January (made up) find what is found again in February."""
    hai = actor("hailt")
    with clock.fixed(clock.at(2018, 1, 9, 9)):
        draft = DraftCampaign(title="Kiểm tra cuối năm 2017 (thử)", kind=Kind.PLANNED)
        campaign = perform(draft, hai).target
        perform(AddMember(campaign=campaign, told=Told.OFFICIAL, official=hai.official, part=Part.LEADER), hai)
        stop = perform(PlanStop(campaign=campaign, place=place, day=date(2018, 1, 10), half=Half.MORNING), hai).target
        perform(ReadyCampaign(campaign=campaign), hai)
    with clock.fixed(clock.at(2018, 1, 10, 8)):
        perform(BeginStop(stop=stop), hai)
        words = "Bảng mức thu ở tầng hai, dân không thấy (thử)."
        perform(NoteFinding(stop=stop, kind=Found.SHORTCOMING, criterion=POSTED, words=words), hai)
        perform(FinishStop(stop=stop), hai)


def actor(username: str) -> Actor:
    """Return somebody of the books as they act after the second factor."""
    account = names.account_named(username)
    found = queries.actor_of(account) if account else None
    if found is None:
        raise LookupError(username)
    return replace(found, verified=True)


def tell(number: int, day: str) -> dict[str, str]:
    """Tell what had happened by the hour at which the books are opened on ``day``; return ids its pages need, by name."""
    with passwords.published(PASSWORD):
        return {name: str(one) for name, one in DAYS[day]().items()}


def twenty_first_of_february() -> dict[str, UUID]:
    """21/2/2018, 15:00: nothing is planned yet."""
    return campaigns.old_places()


def twenty_second_of_february() -> dict[str, UUID]:
    """22/2/2018, 08:15: the route stands, by the pages or else as the demonstration plans it."""
    if not Campaign.objects.filter(title=TITLE).exists():
        hai, places = actor("hailt"), campaigns.old_places()
        with clock.fixed(clock.at(2018, 2, 21, 15)):
            draft = DraftCampaign(title=TITLE, kind=Kind.SUDDEN, announced=False)
            campaign = perform(draft, hai).target
            perform(AddMember(campaign=campaign, told=Told.OFFICIAL, official=hai.official, part=Part.LEADER), hai)
            for half, keys in (
                (Half.MORNING, ("phuong-duc", "hong-minh")),
                (Half.AFTERNOON, ("hoang-long", "tri-trung")),
            ):
                for key in keys:
                    perform(PlanStop(campaign=campaign, place=places[key], day=OLD, half=half), hai)
            perform(ReadyCampaign(campaign=campaign), hai)
    campaign = Campaign.objects.get(title=TITLE)
    return {
        "campaign": campaign.pk,
        "stop": _stop(campaign, "phuong-duc").pk,
        "tri-trung-stop": _stop(campaign, "tri-trung").pk,
    }


def _stop(campaign: Campaign, key: str) -> Stop:
    return campaign.stops.get(place=campaigns.old_places()[key])


def twenty_fourth_of_february() -> dict[str, UUID]:
    """24/2/2018, 10:30: four stops are over; two shortcomings at Tri Trung, one of them not for the first time."""
    hai, campaign = actor("hailt"), Campaign.objects.get(title=TITLE)
    found: dict[str, UUID] = {}
    for number, stop in enumerate(campaign.stops.order_by("day", "-half", "ordinal")):
        hour = 8 if stop.half == Half.MORNING else 14
        with clock.fixed(clock.at(2018, 2, 22, hour, 15 + 20 * (number % 2))):
            if stop.begun_at is None:
                perform(BeginStop(stop=stop.pk), hai)
            if stop.place_id == campaigns.old_places()["tri-trung"]:
                found = _at_tri_trung(hai, stop.pk)
            perform(FinishStop(stop=stop.pk), hai)
    return found


def _at_tri_trung(hai: Actor, stop: UUID) -> dict[str, UUID]:
    lacks = (
        ("posted", POSTED, "Bảng mức thu lệ phí đã cũ (thử)."),
        ("hours", "Bố trí cán bộ trực đúng giờ", "Bàn số 2 trống lúc 14:25 (thử)."),
    )
    return {
        name: perform(
            NoteFinding(stop=stop, kind=Found.SHORTCOMING, criterion=criterion, words=words, due=date(2018, 3, 2)), hai
        ).target
        for name, criterion, words in lacks
    }


def nothing_more() -> dict[str, UUID]:
    """A day of which all was told before: 5/3/2018 and 18/8/2025."""
    return {}


def thirteenth_of_june() -> dict[str, UUID]:
    """13/6/2025, 17:00: the chair of the district was at three communes and has signed what he concluded."""
    with clock.fixed(clock.at(2025, 6, 2, 8)):
        built = region.build(make_merged(region.PLACES, region.WARDS, region.COMMUNES))
        in_provinces(built.places)
        make_commune(_province(inspecting.HUNG_YEN), spoken.PHUNG_CONG, "Phụng Công")
    built = inspecting.hire(built)
    with clock.fixed(clock.at(2025, 6, 2, 9)):
        for key, username in WATCHES.items():
            watch = CreateUnit(
                level=Level.OUTSIDE,
                parent=built.places[key],
                valid_from=staffing.SINCE,
                name="Thanh tra",
                ground=told.ORDER,
            )
            unit = perform(watch, founder()).target
            _hire(username, f"Giám sát Thử {key}", unit, "Thanh tra viên", Role.AUDITOR, region.BEGUN)
    made = campaigns.Visits()
    campaigns.june_13(built, made)
    with clock.fixed(clock.at(2025, 6, 13, 16)):
        conclusion = spoken.lam_thao(built)
    stop = made.stops["13-6", "phung-nguyen"]
    with clock.fixed(clock.at(2025, 6, 13, 16, 30)):
        dossier, scan = _of_a_citizen(built)
    found = {"district-campaign": made.campaigns["13-6"], "district-stop": stop, "district-conclusion": conclusion}
    return found | {"dossier": dossier, "scan": scan}


def _of_a_citizen(built: Region) -> tuple[UUID, UUID]:
    """Let the centre that was visited receive a test citizen's dossier with one scanned paper; return both."""
    told.take_dossiers(built, "phung-nguyen")
    receiver = built["tn-phung-nguyen"]
    staff = {"tiepnhan": receiver}
    dossier = dossiers.accept(staff, dossiers.citizens(staff)[0], told.EXTRACT)
    paper = DossierPaper.objects.filter(dossier=dossier).order_by("ordinal")[0].key
    blob = shelf.take_in(picture()["buffer"])
    perform(AttachScan(dossier=dossier, paper=paper, sha256=blob.sha256, filename="to-khai.png"), receiver)
    return dossier, Attachment.objects.get(dossier_id=dossier).pk


def _province(code: str) -> Unit:
    return Unit.objects.get(code=code, level=Level.PROVINCE.value)


def eleventh_of_july() -> dict[str, UUID]:
    """11/7/2025, 14:00: Phụng Công was seen in the morning; its people are at work, its plan is still to be made."""
    place = queries.unit_by_code(spoken.PHUNG_CONG, REFORM)
    if place is None:
        raise LookupError(spoken.PHUNG_CONG)
    with clock.fixed(clock.at(2025, 7, 1, 8)):
        people.hire(founding.found_commune(place.id, founder(), valid_from=REFORM, ground=told.ORDER))
    made = campaigns.Visits()
    campaigns.july_11(present(), made)
    return {"phung-cong": place.id, "phung-cong-campaign": made.campaigns["11-7"]}


def fifteenth_of_july() -> dict[str, UUID]:
    """15/7/2025, 10:30: the delegation is at Đại Đồng; whoever will sign has a certificate."""
    here = present()
    with clock.fixed(clock.at(2025, 7, 14, 9)):
        campaign = campaigns.july_15_plan(here, here["liemqt"])
        command = PlanStop(campaign=campaign, place=here.places["dai-dong"], day=date(2025, 7, 15), half=Half.MORNING)
        stop = perform(command, here["liemqt"]).target
        perform(ReadyCampaign(campaign=campaign), here["liemqt"])
    with clock.fixed(clock.at(2025, 7, 15, 8)):
        perform(BeginStop(stop=stop), here["liemqt"])
    certificates.give([here["liemqt"]])
    return {"dai-dong-campaign": campaign, "dai-dong-stop": stop, "dai-dong": here.places["dai-dong"]}


def thirtieth_of_july() -> dict[str, UUID]:
    """30/7/2025, 09:00: three of the five reports were taken in; the other two the editors of two provinces write today."""
    here = present()
    office = Unit.objects.get(parent=here.places["hung-yen"], name=inspecting.OFFICE)
    with clock.fixed(clock.at(2025, 7, 29, 9)):
        _hire("bt-hy", "Biên tập Thử Hưng Yên", office.pk, "Biên tập viên", Role.EDITOR, date(2025, 7, 29))
    told_before = [name for name in articles.TEXTS if name not in BY_HAND]
    return {f"article-{name}": one for name, one in articles.fill(here, told_before).items()}


def present() -> Region:
    """Return the region as it lies in the books, with its provinces and those who inspect and steer."""
    here = told.standing()
    places = {"phu-tho": _province(inspecting.PHU_THO).pk, "hung-yen": _province(inspecting.HUNG_YEN).pk}
    return replace(here, places=here.places | places, actors=here.actors | {one: actor(one) for one in STEERING})


STEERING = (
    "liemqt",
    "hungnq",
    "vp-pt",
    "vp-hy",
    "vt-pt",
    "bt-pt",
    "dungnt",
    "khoacd",
    "ca-pt",
    *(f"{prefix}-pt" for prefix, *_ in inspecting.DEPARTMENTS),
)
DAYS: dict[str, Callable[[], dict[str, UUID]]] = {
    "2018-02-21T15:00": twenty_first_of_february,
    "2018-02-22T08:15": twenty_second_of_february,
    "2018-02-24T10:30": twenty_fourth_of_february,
    "2018-03-05T09:00": nothing_more,
    "2025-06-13T17:00": thirteenth_of_june,
    "2025-07-11T14:00": eleventh_of_july,
    "2025-07-15T10:30": fifteenth_of_july,
    "2025-07-30T09:00": thirtieth_of_july,
    "2025-08-18T09:00": nothing_more,
}
"""When the books are opened, and who tells what had happened until then."""
