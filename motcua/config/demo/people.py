"""The demonstration's officials: obvious test names, one a role, all with one published password."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from motcua.config.demo.centre import STARTED, founder
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.office import queries, second_factor
from motcua.office.commands import OpenAccount, PostGiven, RegisterOfficial, open_account
from motcua.office.founding import CULTURE, ECONOMY, OFFICE, Founded
from motcua.office.queries import demonstration, names
from motcua.office.rules import Role

PASSWORD = demonstration.PASSWORD


@dataclass(frozen=True, slots=True)
class SignIn:
    """A demonstration account: where it signs in and what it is for."""

    username: str
    password: str
    name: str
    title: str
    desk: str
    path: str
    second_factor: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to be hired: sign-in name, the body they work in and what they do there."""

    username: str
    name: str
    title: str
    where: str
    roles: tuple[Role, ...]
    desk: str
    path: str
    second_factor: bool = False


PEOPLE = (
    Person("tiepnhan", "Lê Thử Nhận", "Cán bộ tiếp nhận", "centre", (Role.RECEIVER,), "Quầy một cửa", "/quay/"),
    Person("tiepnhan2", "Phạm Thử Tiếp", "Cán bộ tiếp nhận", "centre", (Role.RECEIVER,), "Quầy một cửa", "/quay/"),
    Person("thuly", "Hoàng Thử Lý", "Công chức Tư pháp – Hộ tịch", OFFICE, (Role.SPECIALIST,), "Thụ lý", "/viec/"),
    Person("kinhte", "Ngô Thử Kinh", "Chuyên viên Phòng Kinh tế", ECONOMY, (Role.SPECIALIST,), "Thụ lý", "/viec/"),
    Person("vanhoa", "Đặng Thử Văn", "Chuyên viên", CULTURE, (Role.SPECIALIST,), "Thụ lý", "/viec/"),
    Person("truongphong", "Bùi Thử Trưởng", "Trưởng phòng", ECONOMY, (Role.DIVISION_HEAD,), "Thụ lý", "/viec/"),
    Person("lanhdao", "Vũ Thử Duyệt", "Phó Chủ tịch UBND xã", "committee", (Role.LEADER,), "Ký duyệt", "/viec/", True),
    Person("vanthu", "Đỗ Thử Dấu", "Văn thư", OFFICE, (Role.CLERK,), "Đóng dấu", "/viec/", True),
    Person(
        "giamdoc",
        "Trần Thử Giám",
        "Giám đốc Trung tâm",
        "centre",
        (Role.DIRECTOR,),
        "Giám đốc Trung tâm",
        "/viec/",
        True,
    ),
    Person("csvc", "Tạ Thử Vật", "Phụ trách cơ sở vật chất", "centre", (Role.SUPPLY,), "Cơ sở vật chất", "/thiet-bi/"),
    Person("ketoan", "Tô Thử Toán", "Kế toán", OFFICE, (Role.ACCOUNTANT,), "Kinh phí", "/kinh-phi/"),
    Person("quantri", "Nguyễn Thử Quản", "Quản trị hệ thống", OFFICE, (Role.ADMIN,), "Quản trị", "/quan-tri/", True),
    Person("giamsat", "Mai Thử Sát", "Giám sát", "committee", (Role.AUDITOR,), "Giám sát", "/quan-tri/"),
    Person(
        "congan",
        "Cao Thử An",
        "Cán bộ Công an xã",
        "police",
        (Role.SPECIALIST, Role.DIVISION_HEAD, Role.LEADER),
        "Công an xã",
        "/viec/",
        True,
    ),
)

SIGN_INS = [
    SignIn(each.username, PASSWORD, each.name, each.title, each.desk, each.path, each.second_factor) for each in PEOPLE
]


def hire(place: Founded, team: Sequence[Person] | None = None) -> dict[str, Actor]:
    """Register everybody, or another ``team``, open their accounts, give those who sign a second factor; return them as
    actors."""
    staff = {}
    for person in PEOPLE if team is None else team:
        official = perform(
            RegisterOfficial(
                name=person.name,
                posts=[
                    PostGiven(
                        unit=_unit(place, person.where),
                        title=person.title,
                        roles=list(person.roles),
                        valid_from=STARTED,
                        decision="QĐ thử",
                    )
                ],
            ),
            founder(),
        ).target
        opened, _ = open_account(
            OpenAccount(official=official, username=person.username, must_change=False), founder(), password=PASSWORD
        )
        actor = queries.actor_of(UUID(opened.ids["account"]))
        if actor is None:
            raise LookupError(person.username)
        if person.second_factor:
            give_second_factor(actor)
        staff[person.username] = replace(actor, verified=person.second_factor)
    return staff


def _unit(place: Founded, where: str) -> UUID:
    bodies = {"centre": place.centre, "committee": place.committee, "police": place.police}
    if where in bodies:
        return bodies[where]
    # A ward's division of economy has more in its name than a commune's.
    return next(unit for name, unit in place.divisions.items() if name.startswith(where))


def give_second_factor(actor: Actor) -> None:
    """Set up a second factor as its owner would, reading the code from the device being set up."""
    second_factor.enrol(actor)
    device = TOTPDevice.objects.get(user_id=actor.account, confirmed=False)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    second_factor.confirm(actor, f"{totp.token():0{device.digits}d}")


def actors(team: Sequence[Person] | None = None) -> dict[str, Actor]:
    """Return the demonstration's people, or another ``team``, as actors, by sign-in name, from the books."""
    found = {}
    for person in PEOPLE if team is None else team:
        account = names.account_named(person.username)
        actor = queries.actor_of(account) if account else None
        if actor is not None:
            found[person.username] = replace(actor, verified=person.second_factor)
    return found
