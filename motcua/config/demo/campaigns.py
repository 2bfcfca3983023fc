"""The five visits of the press reports as campaigns: 22/2/2018, 12/6, 13/6, 11/7 and 15/7/2025.

Who went where on which day is told by the reports. Where a report names no half-day the morning is written and said to
be made up (*thử*); no decision is quoted in them, so none is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from uuid import UUID

from motcua.config.demo import minutes
from motcua.config.demo.region import Region
from motcua.config.demo.staffing import official_of
from motcua.dossiers import sampled
from motcua.dossiers.sampled import Population, Stratum
from motcua.inspections import queries as inspections
from motcua.inspections.commands import (
    AddMember,
    BeginStop,
    CloseCampaign,
    DraftCampaign,
    FinishStop,
    PlanStop,
    ReadyCampaign,
)
from motcua.inspections.rules.campaigns import Kind, Part, Told
from motcua.inspections.rules.stops import Half, StopKind
from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.office import queries
from motcua.office.gazetteer.facts import REFORM
from motcua.office.queries import names
from motcua.office.rules import Level
from motcua.samples import queries as samples
from motcua.samples.commands import CommitSample, HoldSample, NoteChecks
from motcua.samples.commands.check import CheckGiven
from motcua.samples.rules.drawing import Basis

OLD: Final = date(2018, 2, 22)
OLD_CODES: Final = {"phuong-duc": "10279", "hong-minh": "10276", "hoang-long": "10303", "tri-trung": "10288"}
PHUNG_CONG: Final = "12025"
NO_HALF: Final = "Tin không nêu buổi trong ngày; ghi buổi sáng (thử)."
SEVEN: Final = ("stc", "snv", "skhcn", "snnmt", "stp", "ca", "vp")
"""Prefixes of the sign-in names of those who answer for the seven units of 15/7/2025."""


@dataclass(frozen=True, slots=True)
class Way:
    """One stop of a story: its key, place, half-day and what it is."""

    key: str
    place: UUID
    half: Half = Half.MORNING
    kind: StopKind = StopKind.SESSION
    unit: UUID | None = None
    venue: str = ""


@dataclass(slots=True)
class Visits:
    """What was made: campaigns by the day of the report («15-7»), stops by that day and the place's key."""

    campaigns: dict[str, UUID] = field(default_factory=dict)
    stops: dict[tuple[str, str], UUID] = field(default_factory=dict)


def fill(built: Region) -> Visits:
    """Play the five visits as far as places and people of the books allow; each ends as its report tells it.

    Of three stops there are minutes.
    """
    made = Visits()
    february_2018(made)
    june_12(built, made)
    june_13(built, made)
    july_11(built, made)
    july_15(built, made)
    minutes.fill(built, made.stops)
    return made


def old_places() -> dict[str, UUID]:
    """Return the four communes of the report of 24/2/2018 that the books know, by key."""
    found = {key: queries.unit_by_code(code, OLD) for key, code in OLD_CODES.items()}
    return {key: unit.id for key, unit in found.items() if unit is not None}


def february_2018(made: Visits) -> None:
    """Lê Thanh Hải leads the district's team: two communes in the morning, two in the afternoon. A surprise to all four."""
    account = names.account_named("hailt")
    with clock.fixed(clock.at(2018, 2, 21, 14)):
        found = queries.actor_of(account) if account else None
        places = old_places()
        if found is None or len(places) < len(OLD_CODES):
            return
        hai = replace(found, verified=True)
        campaign = _draft(
            hai,
            "Kiểm tra công vụ và cải cách hành chính đầu năm 2018",
            kind=Kind.SUDDEN,
            announced=False,
            content="Chấp hành giờ làm việc, Bộ phận Tiếp nhận và Trả kết quả, niêm yết, hồ sơ, cam kết.",
        )
        _join(campaign, hai, hai, Part.LEADER)
        route = [
            Way(key, places[key], half)
            for half, keys in (
                (Half.MORNING, ("phuong-duc", "hong-minh")),
                (Half.AFTERNOON, ("hoang-long", "tri-trung")),
            )
            for key in keys
        ]
    made.campaigns["22-2-2018"] = campaign
    _go(made, "22-2-2018", campaign, hai, OLD, route)


def june_12(built: Region, made: Visits) -> None:
    """Nguyễn Khắc Thận goes from the city's administrative centre to Đông Mỹ."""
    than = built["thannk"]
    with clock.fixed(clock.at(2025, 6, 11, 9)):
        campaign = _draft(
            than,
            "Kiểm tra công tác chuẩn bị vận hành chính quyền cấp xã",
            content=f"Trung tâm Phục vụ hành chính công: các khu chức năng, thiết bị, nhân sự. {NO_HALF}",
        )
        _join(campaign, than, than, Part.LEADER)
    route = [
        Way(key, built.places[key], kind=StopKind.CENTRE, unit=built.centres[key])
        for key in ("tran-hung-dao", "tra-ly")
    ]
    made.campaigns["12-6"] = campaign
    _go(made, "12-6", campaign, than, date(2025, 6, 12), route)


def june_13(built: Region, made: Visits) -> None:
    """Khuất Đăng Khoa, Ngô Đức Sáu, two delegates, and two units whose leaders the report does not name."""
    khoa = built["khoakd"]
    with clock.fixed(clock.at(2025, 6, 12, 9)):
        campaign = _draft(
            khoa,
            "Kiểm tra cơ sở vật chất Trung tâm Phục vụ hành chính công các xã mới",
            content=f"Trụ sở, trang thiết bị, đường truyền, bàn giao tài sản và hồ sơ. {NO_HALF}",
        )
        _join(campaign, khoa, khoa, Part.LEADER)
        _join(campaign, khoa, built["saund"], Part.DEPUTY)
        for who in ("dungnt", "khoacd"):
            _join(campaign, khoa, built[who], Part.DELEGATE)
        for unit in ("Lãnh đạo Văn phòng HĐND và UBND huyện", "Lãnh đạo Phòng Nội vụ huyện"):
            perform(AddMember(campaign=campaign, told=Told.UNIT, unit_name=unit), khoa)
    route = [
        Way(key, built.places[key], kind=StopKind.CENTRE, unit=built.centres[key])
        for key in ("cao-xa", "phung-nguyen", "xuan-lung")
    ]
    made.campaigns["13-6"] = campaign
    _go(made, "13-6", campaign, khoa, date(2025, 6, 13), route)


def july_11(built: Region, made: Visits) -> None:
    """Nguyễn Quang Hưng sees how Phụng Công works since 1/7."""
    hung, commune = built.actors.get("hungnq"), queries.unit_by_code(PHUNG_CONG, REFORM)
    if hung is None or commune is None:
        return
    centre = queries.centre_of(commune.id)
    with clock.fixed(clock.at(2025, 7, 10, 9)):
        campaign = _draft(
            hung,
            "Kiểm tra hoạt động của Trung tâm Phục vụ hành chính công xã Phụng Công",
            purpose="Đánh giá hiệu quả, tháo gỡ khó khăn, vướng mắc, rút kinh nghiệm.",
            content=NO_HALF,
        )
        _join(campaign, hung, hung, Part.LEADER)
    route = [Way("phung-cong", commune.id, kind=StopKind.CENTRE, unit=centre.id if centre else None)]
    made.campaigns["11-7"] = campaign
    _go(made, "11-7", campaign, hung, date(2025, 7, 11), route, there=lambda stop: sample_at(stop, hung))


def sample_at(stop: UUID, actor: Actor) -> None:
    """Draw from what Phụng Công received since 1/7 and check the first one, where the books have dossiers of those days.

    Which were looked at no report tells: all of it is made up (*thử*).
    """
    facts = inspections.stop_facts(stop)
    centre = queries.centre_of(facts.place) if facts is not None else None
    if centre is None:
        return
    since, until = date(2025, 7, 1), date(2025, 7, 11)
    received = Population(centre.id, str(actor.realm), since, until, (), clock.now())
    if next(sampled.ids(received, Stratum.ALL), None) is None:
        return
    command = CommitSample(stop=stop, basis=Basis.LATE_FIRST, since=since, until=until, count=5)
    sample = perform(command, actor).target
    perform(HoldSample(sample=sample), actor)
    first = samples.kit(actor, sample).sheets[0]
    # The books' own view is confirmed: what they do not know stays without data.
    answers = [
        CheckGiven(check=one.judged.check, verdict=one.judged.verdict, words=f"{one.judged.words} (thử)")
        for one in first.checks
    ]
    perform(NoteChecks(sample=sample, line=first.line, answers=answers), actor)


def july_15(built: Region, made: Visits) -> None:
    """Quách Tất Liêm with the leaders of seven units, none of them named, at Đại Đồng; then at its Party office."""
    liem = built.actors.get("liemqt")
    if liem is None:
        return
    with clock.fixed(clock.at(2025, 7, 14, 9)):
        campaign = july_15_plan(built, liem)
        place = built.places["dai-dong"]
        party = next(
            (one for one in queries.bodies_of(place) if one.level is Level.OUTSIDE and "Đảng ủy" in one.full_name), None
        )
    route = [
        Way("dai-dong", place, unit=built.committees["dai-dong"]),
        Way("dang-uy", place, kind=StopKind.EXTRA, unit=party.id if party else None, venue="Trụ sở Đảng ủy xã"),
    ]
    made.campaigns["15-7"] = campaign
    _go(made, "15-7", campaign, liem, date(2025, 7, 15), route)


def july_15_plan(built: Region, liem: Actor) -> UUID:
    """Draft the delegation of 15/7/2025: one person with a name, seven units without."""
    campaign = _draft(
        liem,
        "Làm việc với xã Đại Đồng về hoạt động của chính quyền địa phương hai cấp",
        purpose="Nắm tình hình, tháo gỡ khó khăn, vướng mắc.",
        documents=["Báo cáo tình hình hoạt động từ 1/7/2025", "Danh mục khó khăn, kiến nghị"],
    )
    _join(campaign, liem, liem, Part.LEADER)
    for prefix in SEVEN:
        unit = built[f"{prefix}-pt"].unit
        if unit is None:
            raise LookupError(prefix)
        words = f"Lãnh đạo {queries.unit(unit).full_name}"
        perform(AddMember(campaign=campaign, told=Told.UNIT, unit=unit, unit_name=words), liem)
    return campaign


def _draft(
    actor: Actor,
    title: str,
    *,
    kind: Kind = Kind.WORKING,
    announced: bool = True,
    content: str = "",
    purpose: str = "",
    documents: Sequence[str] = (),
) -> UUID:
    command = DraftCampaign(
        title=title, kind=kind, announced=announced, content=content, purpose=purpose, documents=list(documents)
    )
    return perform(command, actor).target


def _join(campaign: UUID, actor: Actor, who: Actor, part: Part) -> None:
    command = AddMember(campaign=campaign, told=Told.OFFICIAL, official=official_of(who), part=part)
    perform(command, actor)


def _go(
    made: Visits,
    key: str,
    campaign: UUID,
    leader: Actor,
    day: date,
    route: Sequence[Way],
    *,
    there: Callable[[UUID], None] = lambda stop: None,
) -> None:
    """Plan the route the day before, set out, and be home in the evening; ``there`` is what is done at each stop."""
    with clock.fixed(clock.at(day.year, day.month, day.day - 1, 15)):
        for way in route:
            command = PlanStop(
                campaign=campaign,
                place=way.place,
                day=day,
                half=way.half,
                kind=way.kind,
                unit=way.unit,
                venue=way.venue,
            )
            made.stops[key, way.key] = perform(command, leader).target
        perform(ReadyCampaign(campaign=campaign), leader)
    for number, way in enumerate(route):
        hour = 8 if way.half is Half.MORNING else 14
        with clock.fixed(clock.at(day.year, day.month, day.day, hour, 15 + 25 * (number % 2))):
            perform(BeginStop(stop=made.stops[key, way.key]), leader)
            there(made.stops[key, way.key])
        with clock.fixed(clock.at(day.year, day.month, day.day, hour + 2, 25 * (number % 2))):
            perform(FinishStop(stop=made.stops[key, way.key]), leader)
    with clock.fixed(clock.at(day.year, day.month, day.day, 17)):
        perform(CloseCampaign(campaign=campaign), leader)
