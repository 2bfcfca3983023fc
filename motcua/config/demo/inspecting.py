"""Those who inspect, steer and answer in the demonstration's region: delegations as the press reports name them.

Of the units whose leaders a report does not name, a test person answers. Two inspectors and two delegates are there to
show what a member of a team may do.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from motcua.config.demo import people
from motcua.config.demo.centre import founder
from motcua.config.demo.people import PASSWORD, SignIn
from motcua.config.demo.region import Region
from motcua.config.demo.staffing import hire as hire_one
from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.office import queries
from motcua.office.commands import CreateUnit
from motcua.office.gazetteer.facts import REFORM
from motcua.office.rules import Level, Role

SINCE: Final = date(2025, 6, 1)
STOOD: Final = date(2021, 7, 1)
LEADS: Final = (Role.LEADER, Role.OVERSEER)
PHU_THO, HUNG_YEN = "25", "33"
OFFICE: Final = "Văn phòng UBND tỉnh"
DEPARTMENTS: Final = (
    ("stc", "Sở Tài chính", "Tài Chính"),
    ("snv", "Sở Nội vụ", "Nội Vụ"),
    ("skhcn", "Sở Khoa học và Công nghệ", "Khoa Học"),
    ("snnmt", "Sở Nông nghiệp và Môi trường", "Nông Nghiệp"),
    ("stp", "Sở Tư pháp", "Tư Pháp"),
)
"""Provincial departments in the delegation of 15/7/2025: prefix of the sign-in name, name, test person."""
SIGN_INS: Final = (
    SignIn(
        "liemqt", PASSWORD, "Quách Tất Liêm", "Phó Chủ tịch UBND tỉnh", "Kiểm tra, chỉ đạo", "/doan-kiem-tra/", True
    ),
    SignIn(
        "vp-pt",
        PASSWORD,
        "Lãnh đạo Thử Văn Phòng",
        "Phó Chánh Văn phòng",
        "Lập cuộc kiểm tra",
        "/doan-kiem-tra/",
        False,
    ),
    SignIn("kt1-pt", PASSWORD, "Kiểm tra Thử Một", "Chuyên viên", "Thành viên đoàn kiểm tra", "/doan-kiem-tra/", False),
    SignIn(
        "dungnt", PASSWORD, "Nguyễn Thị Dưỡng", "Phó Chủ tịch HĐND huyện", "Đại biểu giám sát", "/doan-kiem-tra/", False
    ),
)
"""Those who inspect that are named at the start; the sign-in page lists everybody."""


def hire(built: Region) -> Region:
    """Make the bodies and people that inspect and steer in the region; return the region with them as actors.

    By sign-in name: ``liemqt``, ``hungnq`` (deputy chairs of the provinces), ``vp-pt``, ``vp-hy`` (their offices, who
    chase what was ordered), ``stc-pt`` … ``ca-pt`` (departments), ``dungnt``, ``khoacd`` (delegates of Lâm Thao),
    ``kt1-pt``, ``kt2-pt`` (inspectors), ``vt-pt`` (records and seal), ``bt-pt`` (editor). Provinces that the books do not
    know are left out. ``Region.places`` gains ``phu-tho`` and ``hung-yen``.
    """
    found = {code: queries.unit_by_code(code, REFORM) for code in (PHU_THO, HUNG_YEN)}
    actors, places = dict(built.actors), dict(built.places)
    with clock.fixed(clock.at(2025, 6, 2, 9)):
        if (district := places.get("lam-thao")) is not None:
            actors |= delegates(district)
        for code, key in ((PHU_THO, "phu-tho"), (HUNG_YEN, "hung-yen")):
            province = found[code]
            if province is not None:
                places[key] = province.id
                actors |= _phu_tho(province.id) if code == PHU_THO else _hung_yen(province.id)
    return replace(built, places=places, actors=actors)


def secure(built: Region) -> None:
    """Give a second factor to those at the start who sign, as the people of the region have one."""
    for one in SIGN_INS:
        if one.second_factor and one.username in built.actors:
            people.give_second_factor(built[one.username])


def delegates(district: UUID) -> dict[str, Actor]:
    """Make the two delegates of Lâm Thao, each with a seat in the Party committee; return them by sign-in name."""
    bodies = {body.name: body.id for body in queries.bodies_of(district)}
    party = bodies["Huyện ủy Lâm Thao"]
    council = _body(district, Level.OUTSIDE, "Hội đồng nhân dân huyện Lâm Thao")
    control = _body(district, Level.OUTSIDE, "Ủy ban Kiểm tra Huyện ủy Lâm Thao")
    member = (party, "Ủy viên BTV Huyện ủy", ())
    posts = {
        "dungnt": ("Nguyễn Thị Dưỡng", (council, "Phó Chủ tịch HĐND huyện", (Role.DELEGATE,))),
        "khoacd": ("Chử Đức Khoa", (control, "Chủ nhiệm UBKT Huyện ủy", (Role.DELEGATE,))),
    }
    return {name: hire_one(name, who, (post, member), SINCE) for name, (who, post) in posts.items()}


def _phu_tho(province: UUID) -> dict[str, Actor]:
    committee, office = _body(province, Level.COMMITTEE), _body(province, Level.DIVISION, OFFICE)
    found = {
        "liemqt": hire_one("liemqt", "Quách Tất Liêm", ((committee, "Phó Chủ tịch UBND tỉnh", LEADS),), SINCE),
        "vp-pt": _test_one("vp-pt", "Lãnh đạo Thử Văn Phòng", office, "Phó Chánh Văn phòng", Role.STEERING),
        "vt-pt": _test_one("vt-pt", "Văn thư Thử Phú Thọ", office, "Văn thư", Role.CLERK),
        "bt-pt": _test_one("bt-pt", "Biên tập Thử Phú Thọ", office, "Biên tập viên", Role.EDITOR),
    }
    for prefix, name, who in DEPARTMENTS:
        unit = _body(province, Level.DIVISION, name)
        found[f"{prefix}-pt"] = _test_one(
            f"{prefix}-pt", f"Lãnh đạo Thử {who}", unit, "Phó Giám đốc Sở", Role.DIVISION_HEAD
        )
        if prefix == "snv":
            for number, word in ((1, "Một"), (2, "Hai")):
                username = f"kt{number}-pt"
                found[username] = _test_one(username, f"Kiểm tra Thử {word}", unit, "Chuyên viên", Role.INSPECTOR)
    police = _body(province, Level.POLICE)
    found["ca-pt"] = _test_one("ca-pt", "Lãnh đạo Thử Công An", police, "Phó Giám đốc Công an tỉnh", Role.DIVISION_HEAD)
    return found


def _hung_yen(province: UUID) -> dict[str, Actor]:
    committee, office = _body(province, Level.COMMITTEE), _body(province, Level.DIVISION, OFFICE)
    party = _body(province, Level.OUTSIDE, "Tỉnh ủy Hưng Yên")
    posts = (
        (party, "Ủy viên Ban Thường vụ Tỉnh ủy", ()),
        (committee, "Phó Chủ tịch Thường trực UBND tỉnh", LEADS),
    )
    return {
        "hungnq": hire_one("hungnq", "Nguyễn Quang Hưng", posts, SINCE),
        "vp-hy": _test_one("vp-hy", "Lãnh đạo Thử Hưng Yên", office, "Phó Chánh Văn phòng", Role.STEERING),
    }


def _test_one(username: str, name: str, unit: UUID, title: str, role: Role) -> Actor:
    return hire_one(username, name, ((unit, title, (role,)),), SINCE)


def _body(place: UUID, level: Level, name: str = "") -> UUID:
    command = CreateUnit(level=level, parent=place, valid_from=STOOD, name=name, ground="Bản trình diễn")
    return perform(command, founder()).target
