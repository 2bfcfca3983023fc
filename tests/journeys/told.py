"""What the stories' books say before anybody opens a page: told day by day, through commands, as far as the day has come.

The demonstration's own telling is used, but not its whole country: the units are the region's, as tests make them. Each
function is called in a process of its own by :class:`tests.processes.Node` and answers ids as text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from unittest import mock
from uuid import UUID

from msgspec import structs

from motcua.archives.models import Fonds
from motcua.budget.commands import AskEstimate
from motcua.catalogue import packaged
from motcua.catalogue.commands import SwitchOn
from motcua.catalogue.commands import load_packaged as load_procedures
from motcua.config import wiring
from motcua.config.demo import (
    building,
    campaigns,
    certificates,
    dossiers,
    equipment,
    inspecting,
    lines,
    minutes,
    projects,
    readiness,
    records,
    region,
    staffing,
)
from motcua.config.demo.centre import founder
from motcua.config.demo.people import PASSWORD
from motcua.config.demo.region import Region
from motcua.custody.commands import Facts, RegisterAsset
from motcua.custody.models import GapReview
from motcua.dossiers.stages import stage_of
from motcua.findings.commands import AnswerStopMinutes, CloseStopMinutes
from motcua.findings.commands.draft_minutes import AttendantGiven
from motcua.findings.rules.life import Kind
from motcua.kernel import clock
from motcua.ledger import marks
from motcua.ledger.actor import system
from motcua.ledger.perform import perform
from motcua.office import founding, passwords, queries, stamps
from motcua.office.commands import CreateUnit, EnterAgencyCode, SetCentre, load_calendars
from motcua.office.commands.set_centre import CodeSource
from motcua.office.gazetteer.facts import REFORM
from motcua.office.models import Unit, UnitLineage
from motcua.office.packaged import unit_key
from motcua.office.queries import names
from motcua.office.rules import Level, Role
from motcua.office.tests.factories import MERGED, make_commune, make_merged, make_province
from motcua.readiness.commands import InspectItems, ItemAnswer, load_packaged
from motcua.readiness.queries import files
from motcua.readiness.rules.verdicts import Verdict
from motcua.staff.tests.conftest import old_places
from motcua.works.commands import PostProgress
from motcua.works.models import Works
from tests.journeys import opened

ORDER = "Bản trình diễn"
EXTRACT, LAND, CODE = "2.000635", "1.013978", "H44.99.01"


def begin() -> None:
    """Begin the books: they are a demonstration's, and the world of February 2018 lies in them."""
    wiring.hook_up()
    with clock.fixed(clock.at(2018, 1, 2, 8)):
        marks.begin(marks.DEMONSTRATION)
        load_calendars(founder())
    old_places()
    with passwords.published(PASSWORD):
        staffing.phuong_duc()
    opened.get_ready()


def tell(number: int, day: str) -> dict[str, str]:
    """Tell what had happened by the hour at which the books are opened on ``day``; return ids its pages need, by name."""
    with passwords.published(PASSWORD):
        return {name: str(one) for name, one in DAYS[day]().items()}


def nothing_more() -> dict[str, UUID]:
    """A day of which all was told before: 22/2/2018, 08:10, and 16/6/2025, 08:30."""
    return {}


def twelfth_of_june() -> dict[str, UUID]:
    """12/6/2025, 14:00: nine centres are being made ready, five wards were looked at, Cao Xá's old files are listed."""
    with clock.fixed(clock.at(2025, 6, 2, 8)):
        built = region.build(make_merged(region.PLACES, region.WARDS, region.COMMUNES))
        load_packaged(system(ORDER))
    _provinces(built)
    opened = readiness.open_files(built, (*readiness.WARDS, *readiness.COMMUNES))
    board = readiness.wards(built, opened)
    building.repair_tra_ly(built)
    staffing.trial_sunday(built)
    records.people(built)
    return {
        "board": board,
        "thd": opened["tran-hung-dao"],
        "tra-ly": opened["tra-ly"],
        "fonds": records.old_fonds(built),
    }


def thirteenth_of_june() -> dict[str, UUID]:
    """13/6/2025, 17:30: the chair saw three communes, works are asked for, lines and devices are entered."""
    here = present()
    board = readiness.communes(here, _files(here))
    with clock.fixed(clock.at(2025, 6, 12, 16)):
        equipment.guidance(here, equipment.NORM_V1, "21/HD-UBND (thử)", date(2025, 6, 1))
        equipment.register_devices(here, "cao-xa", equipment.CAO_XA)
    works = building.build_phung_nguyen(here)
    internet, backup, province = lines.lines_of_xuan_lung(here)
    visit = _minutes_of_cao_xa(here)
    found = {
        "board": board,
        "works": works,
        "minutes": visit,
        "internet": internet,
        "backup": backup,
        "province": province,
    }
    return found | {"xuan-lung": here.places["xuan-lung"], "pn": here.centres["phung-nguyen"]}


def _minutes_of_cao_xa(here: Region) -> UUID:
    """The chair's visit of the morning: its minutes at Cao Xá were read out and wait for both signatures."""
    made = campaigns.Visits()
    here = replace(here, actors=here.actors | inspecting.delegates(here.places["lam-thao"]))
    campaigns.june_13(here, made)
    with clock.fixed(clock.at(2025, 6, 13, 17, 10)):
        chair, head = here["khoakd"], here["ct-cao-xa"]
        stop = made.stops["13-6", "cao-xa"]
        minutes.note(stop, chair, Kind.SHORTCOMING, "Đường truyền chưa rà soát xong (thử)")
        found = minutes.written(stop, chair, "01/BB-ĐCT", [AttendantGiven(official=head.official)])
        perform(AnswerStopMinutes(minutes=found, explanation="Đã hẹn nhà mạng ngày 20/6 (thử)"), head)
        perform(CloseStopMinutes(minutes=found, ended=clock.at(2025, 6, 13, 10, 15)), chair)
        certificates.give([chair, head])
    return found


def fourteenth_of_june() -> dict[str, UUID]:
    """14/6/2025, 09:00: three of the four wards that lacked something were seen to have it; Trà Lý still lacks it."""
    here = present()
    opened = _files(here)
    with clock.fixed(clock.at(2025, 6, 14, 8)):
        for key in ("tran-lam", "thai-binh", "vu-phuc"):
            seen = [ItemAnswer(item=item, verdict=Verdict.MET, count=2) for item in readiness.MENDING[key]]
            perform(InspectItems(file=opened[key], visit_on=date(2025, 6, 14), answers=seen), here["tp-thaibinh"])
    return {"tra-ly": here.centres["tra-ly"], "file": opened["tra-ly"]}


def twenty_fourth_of_june() -> dict[str, UUID]:
    """24/6/2025, 16:00: the day of the review; Phùng Nguyên's works are whole, Cao Xá and Xuân Lũng were seen again."""
    here = present()
    opened = _files(here)
    with clock.fixed(clock.at(2025, 6, 24, 9)):
        works = Works.objects.filter(place=here.places["phung-nguyen"]).values_list("pk", flat=True).first()
        works = works or building.build_phung_nguyen(here)
        stages = {"g1": 100, "g2": 100, "g3": 100}
        perform(PostProgress(works=works, stages=stages, words="Số liệu thử: đạt 100 %."), here["thicong"])
    with clock.fixed(clock.at(2025, 6, 24, 15)):
        for key in ("cao-xa", "xuan-lung"):
            answers = readiness.told(here, key, lambda _, item: readiness.met(item))
            perform(InspectItems(file=opened[key], visit_on=date(2025, 6, 24), answers=answers), here["khoakd"])
    return {"works": works, "file": opened["phung-nguyen"]}


def twenty_fifth_of_june() -> dict[str, UUID]:
    """25/6/2025, 09:30: the building that the city hands over is in its books."""
    here = present()
    with clock.fixed(clock.at(2025, 6, 25, 8)):
        city, committee = here.places["thai-binh-tp"], _body(here, "thai-binh-tp", Level.COMMITTEE)
        staffing.hire(
            "csvc-tp", "Phụ Trách Thử Thành Phố", ((committee, "Phụ trách tài sản", (Role.SUPPLY,)),), region.BEGUN
        )
        facts = Facts(name="Trung tâm hành chính công TP. Thái Bình", kind="building", used_since=date(2018, 1, 1))
        keeper = queries.actor_of(names.account_named("csvc-tp"))
        house = perform(RegisterAsset(place=city, unit=committee, facts=facts, building=facts.name), keeper).target
    return {"house": house, "receiver": here.committees["tran-hung-dao"]}


def fourth_of_july() -> dict[str, UUID]:
    """4/7/2025, 10:00: Cao Xá's inventory is checked, what the list does not name is excepted, the handover prepared."""
    here = present()
    fonds = Fonds.objects.get(code="P-CX").pk
    records.settle(here, fonds)
    handover = records.prepare(here, fonds)
    certificates.give([here[records.OLD_LEADER], here[records.NEW_LEADER]])
    return {"handover": handover, "fonds": fonds}


def fifteenth_of_july() -> dict[str, UUID]:
    """15/7/2025, 09:00: the delegation is at Đại Đồng; the second guidance is in force."""
    here = present()
    if not GapReview.objects.filter(place=here.places["cao-xa"]).exists():
        with clock.fixed(clock.at(2025, 6, 13, 15)):
            equipment.record_gaps(here, "cao-xa")
    with clock.fixed(clock.at(2025, 7, 1, 8)):
        equipment.guidance(here, equipment.NORM_V2, "34/HD-UBND (thử)", equipment.V2_FROM)
    with clock.fixed(clock.at(2025, 7, 15, 8)):
        equipment.register_devices(here, "dai-dong", equipment.DAI_DONG)
        equipment.scattered_offices(here)
    line = lines.line_of_dai_dong(here)
    staffing.dai_dong(here)
    _twelve_wait(here)
    return {"line": line}


def _twelve_wait(here: Region) -> None:
    """Twelve dossiers of Đại Đồng are worked by 14/7/2025, and wait for the chair's certificate."""
    office = next(one.id for one in queries.bodies_of(here.places["dai-dong"]) if one.name == founding.OFFICE)
    posts = ((office, "Công chức Tư pháp – Hộ tịch", (Role.SPECIALIST,)),)
    worker = staffing.hire("tl-dai-dong", "Lý Thử Đại Đồng", posts, REFORM)
    take_dossiers(here, "dai-dong")
    staff = {"tiepnhan": here["tn-dai-dong"], "thuly": worker}
    with clock.fixed(clock.at(2025, 7, 14, 8, 30)):
        owners = dossiers.citizens(staff)
        twelve = [dossiers.accept(staff, owners[number % len(owners)], EXTRACT) for number in range(12)]
        for number in range(3):
            dossiers.accept(staff, owners[number], LAND, f"Cấp Giấy chứng nhận thử {number + 1}")
    with clock.fixed(clock.at(2025, 7, 14, 9, 30)):
        for dossier in twelve:
            while stage_of(dossier).step_role != "leader":
                dossiers.advance(staff, dossier)


def take_dossiers(here: Region, key: str) -> None:
    """Let a centre receive dossiers of two procedures, numbered by itself, as it stands since 1/7/2025.

    That it was so in June, where a story needs it, is made up.
    """
    few = {one: structs.replace(packaged.get(one), valid_from=region.BEGUN) for one in (EXTRACT, LAND)}
    with mock.patch.object(packaged, "all_procedures", return_value=few):
        load_procedures(founder())
    code = EnterAgencyCode(unit=here.committees[key], code=CODE, valid_from=region.BEGUN, trial=True, source="thử")
    perform(code, founder())
    centre = here.centres[key]
    perform(SetCentre(unit=centre, code_source=CodeSource.PRIMARY, ground=ORDER), founder())
    for one in (EXTRACT, LAND):
        perform(SwitchOn(unit=centre, procedure=one), here[f"gd-{key}"])


def fourteenth_of_august() -> dict[str, UUID]:
    """14/8/2025, 09:00: no estimate came by 31/7; two of three projects have been quiet for thirty days."""
    here = present()
    with clock.fixed(clock.at(2025, 7, 16, 8)):
        asked = AskEstimate(
            place=here.places["dai-dong"],
            year=2025,
            title="Kinh phí 6 tháng cuối năm (thử)",
            wanted_by=date(2025, 7, 31),
        )
        estimate = perform(asked, here["kt-dai-dong"]).target
    found = projects.fill(here)
    return {"estimate": estimate, "cluster": found["Cụm công nghiệp Đầm Đuống"], "place": here.places["dai-dong"]}


def present() -> Region:
    """Return the region as it lies in the books, with those who answer for records."""
    here = standing()
    records.people(here)
    return here


def standing() -> Region:
    """Return the region as it lies in the books."""
    places = {place.key: unit_key(f"test-{place.key}") for place in region.PLACES}
    made = Region(places, actors=region.actors())
    centres = {key: _body(made, key, Level.CENTRE) for key in region.CENTRES}
    committees = {key: _body(made, key, Level.COMMITTEE) for key in region.CENTRES}
    builder = made["thicong"].unit
    return Region(places, centres, committees, builder, made.actors)


def _body(here: Region, key: str, level: Level) -> UUID:
    return next(body.id for body in queries.bodies_of(here.places[key], REFORM) if body.level is level)


def _files(here: Region) -> dict[str, UUID]:
    keys = (*readiness.WARDS, *readiness.COMMUNES)
    return {key: files.file_of(here[f"gd-{key}"], here.centres[key]) for key in keys}


def _provinces(built: Region) -> None:
    """Give Cao Xá its old commune, and Đại Đồng its province with somebody who plans training there."""
    district = Unit.objects.get(pk=built.places["lam-thao"])
    commune = make_commune(district, "cao-xa-cu", "Cao Xá")
    Unit.objects.filter(pk=commune.pk).update(valid_to=MERGED, province=None)
    UnitLineage.objects.create(old=commune, new_id=built.places["cao-xa"], since=MERGED)
    province = make_province("25", "Phú Thọ")
    Unit.objects.filter(pk=built.places["dai-dong"]).update(parent=province, province=province)
    stamps.bump()
    with clock.fixed(clock.at(2025, 6, 2, 8)):
        command = CreateUnit(level=Level.OUTSIDE, parent=province.pk, valid_from=date(2021, 7, 1), name="Sở Nội vụ")
        posts = ((perform(command, founder()).target, "Trưởng phòng", (Role.OVERSEER,)),)
        staffing.hire("snv-phutho", "Hà Thử Nội Vụ", posts, region.BEGUN)


DAYS: dict[str, Callable[[], dict[str, UUID]]] = {
    "2018-02-22T08:10": nothing_more,
    "2025-06-12T14:00": twelfth_of_june,
    "2025-06-13T17:30": thirteenth_of_june,
    "2025-06-14T09:00": fourteenth_of_june,
    "2025-06-16T08:30": nothing_more,
    "2025-06-24T16:00": twenty_fourth_of_june,
    "2025-06-25T09:30": twenty_fifth_of_june,
    "2025-07-04T10:00": fourth_of_july,
    "2025-07-15T09:00": fifteenth_of_july,
    "2025-08-14T09:00": fourteenth_of_august,
}
"""When the books are opened, and who tells what had happened until then."""
