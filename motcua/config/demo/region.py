"""The demonstration's region: centres being made ready in June 2025, with the leaders who came to see them.

Units, leaders and dates are those of the press reports of 12/6, 13/6, 11/7 and 15/7/2025; whoever no report names is a
test person. The centre that a report calls *Cao Xá (mới)* stands in the old commune of Cao Xá and belongs to the new
commune of Bản Nguyên.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from uuid import UUID

from motcua.config.demo import people
from motcua.config.demo.centre import founder
from motcua.config.demo.people import PASSWORD, SignIn
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.office import founding, queries, rules
from motcua.office.commands import CreateUnit, OpenAccount, PostGiven, RegisterOfficial, SetVenue, open_account
from motcua.office.gazetteer.facts import REFORM
from motcua.office.queries import names
from motcua.office.rules import Level, Role

BEGUN: Final = date(2025, 6, 1)
"""From when everybody of the region holds their post: preparations began before the new communes stood."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the region: ``key`` names it in code, ``code`` and ``old`` find it in the gazetteer."""

    key: str
    code: str
    name: str
    level: Level
    old: bool = False


PLACES: Final = (
    Place("thai-binh-tinh", "34", "Thái Bình", Level.PROVINCE, old=True),
    Place("thai-binh-tp", "336", "Thái Bình", Level.DISTRICT, old=True),
    Place("tran-hung-dao", "12452", "Trần Hưng Đạo", Level.COMMUNE),
    Place("tra-ly", "12817", "Trà Lý", Level.COMMUNE),
    Place("tran-lam", "12454", "Trần Lãm", Level.COMMUNE),
    Place("thai-binh", "13225", "Thái Bình", Level.COMMUNE),
    Place("vu-phuc", "12466", "Vũ Phúc", Level.COMMUNE),
    Place("lam-thao", "237", "Lâm Thao", Level.DISTRICT, old=True),
    Place("phung-nguyen", "08521", "Phùng Nguyên", Level.COMMUNE),
    Place("cao-xa", "08527", "Bản Nguyên", Level.COMMUNE),
    Place("xuan-lung", "08500", "Xuân Lũng", Level.COMMUNE),
    Place("dai-dong", "05347", "Đại Đồng", Level.COMMUNE),
)
WARDS: Final = ("tran-hung-dao", "tra-ly", "tran-lam", "thai-binh", "vu-phuc")
COMMUNES: Final = ("cao-xa", "phung-nguyen", "xuan-lung")
CENTRES: Final = (*WARDS, *COMMUNES, "dai-dong")

VENUES: Final = {
    "tran-hung-dao": ("Trung tâm hành chính công TP. Thái Bình", "phường Trần Hưng Đạo, tỉnh Hưng Yên"),
    "tra-ly": ("Trung tâm học tập cộng đồng xã Đông Mỹ", "xã Đông Mỹ cũ, phường Trà Lý, tỉnh Hưng Yên"),
    "cao-xa": ("Trụ sở xã Cao Xá cũ", "xã Cao Xá cũ, xã Bản Nguyên, tỉnh Phú Thọ"),
    "phung-nguyen": ("Trụ sở xã Phùng Nguyên", "xã Phùng Nguyên, tỉnh Phú Thọ"),
    "xuan-lung": ("Trụ sở xã Xuân Lũng", "xã Xuân Lũng, tỉnh Phú Thọ"),
}
DAI_DONG: Final = "dai-dong"
AT_DAI_DONG: Final = "xã Đại Đồng, tỉnh Phú Thọ"
COMMUNE_OFFICE: Final = ("Trụ sở xã Đại Đồng", AT_DAI_DONG)
CENTRE_OFFICE: Final = ("Nhà làm việc của Trung tâm", AT_DAI_DONG)
PARTY_OFFICE: Final = ("Trụ sở xã Yên Nghiệp cũ", "xã Yên Nghiệp cũ, xã Đại Đồng, tỉnh Phú Thọ")
"""Đại Đồng's offices are scattered (report of 15/7/2025). Only of the Party office does the report say where it lies:
in the former commune of Yên Nghiệp. Of the others it gives no address, so theirs is the commune's alone."""

_HERE: Final = (
    ("gd", "Giám đốc Trung tâm", "centre", (Role.DIRECTOR,)),
    ("csvc", "Phụ trách cơ sở vật chất", "centre", (Role.SUPPLY,)),
    ("tn", "Cán bộ tiếp nhận", "centre", (Role.RECEIVER,)),
    ("ct", "Chủ tịch UBND", "committee", (Role.LEADER,)),
    ("lt", "Văn thư – lưu trữ", "office", (Role.ARCHIVIST, Role.PERSONNEL)),
    ("kt", "Kế toán", "office", (Role.ACCOUNTANT,)),
)
"""The test people of each centre: what their sign-in name begins with, title, body, roles."""


SIGN_INS: Final = (
    SignIn("khoakd", PASSWORD, "Khuất Đăng Khoa", "Chủ tịch UBND huyện", "Điều hành huyện", "/dieu-hanh/", True),
    SignIn("tp-thaibinh", PASSWORD, "", "Chủ tịch UBND thành phố", "Điều hành thành phố", "/dieu-hanh/", True),
    SignIn("gd-tra-ly", PASSWORD, "", "Giám đốc Trung tâm", "Chuẩn bị Trung tâm", "/trung-tam/", True),
    SignIn("csvc-tra-ly", PASSWORD, "", "Phụ trách cơ sở vật chất", "Cơ sở vật chất", "/trung-tam/", False),
    SignIn("thicong", PASSWORD, "Nhà thầu Thử Một", "Chỉ huy trưởng", "Đơn vị thi công", "/trung-tam/", False),
)
"""Those of the region named at the start; the sign-in page lists everybody."""


@dataclass(frozen=True, slots=True)
class Region:
    """Who and what is there. ``actors`` by sign-in name, ``places``, ``centres`` and ``committees`` by the place's key."""

    places: Mapping[str, UUID]
    centres: Mapping[str, UUID] = field(default_factory=dict)
    committees: Mapping[str, UUID] = field(default_factory=dict)
    contractor: UUID | None = None
    actors: dict[str, Actor] = field(default_factory=dict)

    def __getitem__(self, username: str) -> Actor:
        return self.actors[username]


def find() -> dict[str, UUID]:
    """Return the region's places from the packaged gazetteer, by key."""
    found = {}
    for place in PLACES:
        row = queries.unit_by_code(place.code, BEGUN if place.old else REFORM)
        if row is None or row.name != place.name:
            raise LookupError(place.key)
        found[place.key] = row.id
    return found


def build(places: Mapping[str, UUID]) -> Region:
    """Make the bodies and people of the region; centres stand from 1/7/2025 and are being prepared before."""
    boss = founder()
    centres, committees, actors = {}, {}, {}
    for key in CENTRES:
        made = founding.found_commune(places[key], boss, valid_from=REFORM, ground="Nghị quyết sắp xếp năm 2025")
        centres[key], committees[key] = made.centre, made.committee
        if key in VENUES:
            name, address = VENUES[key]
            perform(SetVenue(unit=made.centre, name=name, address=address, valid_from=BEGUN), boss)
        bodies = {"centre": made.centre, "committee": made.committee, "office": made.divisions[founding.OFFICE]}
        for prefix, title, body, roles in _HERE:
            username = f"{prefix}-{key}"
            actors[username] = _hire(username, f"{title.split()[0]} Thử {_name(key)}", ((bodies[body], title, roles),))
    _scatter(places[DAI_DONG], centres[DAI_DONG], committees[DAI_DONG])
    city = _body(places["thai-binh-tp"], Level.COMMITTEE)
    party = _body(places["thai-binh-tinh"], Level.OUTSIDE, "Tỉnh ủy Thái Bình")
    district = _body(places["lam-thao"], Level.COMMITTEE)
    district_party = _body(places["lam-thao"], Level.OUTSIDE, "Huyện ủy Lâm Thao")
    contractor = _body(places["phung-nguyen"], Level.OUTSIDE, "Đơn vị thi công Thử Phùng Nguyên")
    leads = (Role.LEADER, Role.OVERSEER)
    actors["thannk"] = _hire("thannk", "Nguyễn Khắc Thận", ((party, "Bí thư Tỉnh ủy", (Role.OVERSEER,)),))
    actors["tp-thaibinh"] = _hire("tp-thaibinh", "Lãnh đạo Thử Thành Phố", ((city, "Chủ tịch UBND thành phố", leads),))
    actors["khoakd"] = _hire("khoakd", "Khuất Đăng Khoa", ((district, "Chủ tịch UBND huyện", leads),))
    actors["saund"] = _hire(
        "saund",
        "Ngô Đức Sáu",
        ((district, "Phó Chủ tịch UBND huyện", leads), (district_party, "Ủy viên BTV Huyện ủy", ())),
    )
    actors["thicong"] = _hire("thicong", "Nhà thầu Thử Một", ((contractor, "Chỉ huy trưởng", (Role.CONTRACTOR,)),))
    return Region(dict(places), centres, committees, contractor, actors)


def _scatter(commune: UUID, centre: UUID, committee: UUID) -> None:
    """Enter where the centre, the commune office and the Party office of Đại Đồng lie: in three buildings."""
    party = _body(commune, Level.OUTSIDE, "Đảng ủy", REFORM)
    for unit, (name, address) in ((centre, CENTRE_OFFICE), (committee, COMMUNE_OFFICE), (party, PARTY_OFFICE)):
        perform(SetVenue(unit=unit, name=name, address=address, valid_from=REFORM), founder())


def _name(key: str) -> str:
    return next(place.name for place in PLACES if place.key == key)


def _body(place: UUID, level: Level, name: str = "", valid_from: date = date(2021, 7, 1)) -> UUID:
    command = CreateUnit(level=level, parent=place, valid_from=valid_from, name=name, ground="Bản trình diễn")
    return perform(command, founder()).target


def _hire(username: str, name: str, posts: tuple[tuple[UUID, str, tuple[Role, ...]], ...]) -> Actor:
    """Register somebody with their posts and an account; return them as they act after the second factor."""
    given = [
        PostGiven(unit=unit, title=title, roles=list(roles), valid_from=BEGUN, decision="QĐ thử", rank=rank)
        for rank, (unit, title, roles) in enumerate(posts, 1)
    ]
    official = perform(RegisterOfficial(name=name, posts=given), founder()).target
    command = OpenAccount(official=official, username=username, must_change=False)
    opened, _ = open_account(command, founder(), password=PASSWORD)
    actor = queries.actor_of(UUID(opened.ids["account"]))
    if actor is None:
        raise LookupError(username)
    if rules.needs_second_factor(actor.powers):
        people.give_second_factor(actor)
    return replace(actor, verified=True)


def actors() -> dict[str, Actor]:
    """Return the region's people as actors, by sign-in name, from the books."""
    usernames = [f"{prefix}-{key}" for key in CENTRES for prefix, *_ in _HERE]
    found = {}
    for username in (*usernames, "thannk", "tp-thaibinh", "khoakd", "saund", "thicong"):
        account = names.account_named(username)
        actor = queries.actor_of(account) if account else None
        if actor is not None:
            found[username] = replace(actor, verified=True)
    return found
