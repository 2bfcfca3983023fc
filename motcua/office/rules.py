"""Decisions of the office: what a role may do and where it may be held, whose dates clash, how titles and names are said.

Pure: values in, answer or :class:`Said` out. Periods are ``[from, to)``; an end that is ``None`` is open.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from motcua.kernel.names import surname_given
from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said, said

MANAGE: Final = "office.manage"
ACCOUNTS: Final = "account.manage"
SIGN, SYSTEM = "dossier.approve", "system"
OVERSEE: Final = "oversee"
"""The power that reaches from a unit's own place to every commune under it: see ``queries/reach.py``."""


class Level(StrEnum):
    """What kind of unit it is: administrative units by tier, then the bodies that work in them."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    COMMITTEE = "committee"
    CENTRE = "centre"
    DIVISION = "division"
    POLICE = "police"
    MILITARY = "military"
    OUTSIDE = "outside"


LEVEL_NAMES: Final = {
    Level.PROVINCE: N_("Tỉnh, thành phố trực thuộc trung ương"),
    Level.DISTRICT: N_("Huyện, quận, thị xã, thành phố (đến 30/6/2025)"),
    Level.COMMUNE: N_("Xã, phường, đặc khu"),
    Level.COMMITTEE: N_("Ủy ban nhân dân"),
    Level.CENTRE: N_("Trung tâm Phục vụ hành chính công"),
    Level.DIVISION: N_("Phòng chuyên môn, Văn phòng HĐND và UBND"),
    Level.POLICE: N_("Công an"),
    Level.MILITARY: N_("Ban Chỉ huy quân sự"),
    Level.OUTSIDE: N_("Cơ quan, tổ chức khác"),
}

PLACES: Final = frozenset({Level.PROVINCE, Level.DISTRICT, Level.COMMUNE})
"""Administrative units: they come from the packaged data set and are never made by hand."""
BODIES: Final = frozenset(Level) - PLACES

PARENTS: Final = {
    Level.COMMITTEE: PLACES,
    Level.CENTRE: frozenset({Level.PROVINCE, Level.COMMUNE, Level.COMMITTEE}),
    Level.DIVISION: PLACES | {Level.COMMITTEE, Level.OUTSIDE},
    Level.POLICE: PLACES,
    Level.MILITARY: PLACES,
    Level.OUTSIDE: PLACES,
}
"""What each body may stand under. The centre and the divisions are bodies of the commune's People's Committee
(NĐ 118/2025 Đ7 k3; NĐ 150/2025); police and military command are outside it but settle dossiers of the commune."""

_USUAL_NAMES: Final = {
    Level.COMMITTEE: "Ủy ban nhân dân {place}",
    Level.CENTRE: "Trung tâm Phục vụ hành chính công {place}",
    Level.POLICE: "Công an {place}",
    Level.MILITARY: "Ban Chỉ huy quân sự {place}",
}


class Role(StrEnum):
    """What a post lets its holder do; a post may have several roles, or none (a title only)."""

    RECEIVER = "receiver"
    SPECIALIST = "specialist"
    DIVISION_HEAD = "division_head"
    LEADER = "leader"
    DIRECTOR = "director"
    CLERK = "clerk"
    ADMIN = "admin"
    AUDITOR = "auditor"
    SUPPLY = "supply"
    ARCHIVIST = "archivist"
    PERSONNEL = "personnel"
    ACCOUNTANT = "accountant"
    OVERSEER = "overseer"
    CONTRACTOR = "contractor"
    INSPECTOR = "inspector"
    DELEGATE = "delegate"
    STEERING = "steering"
    EDITOR = "editor"


ROLE_NAMES: Final = {
    Role.RECEIVER: N_("Tiếp nhận và trả kết quả"),
    Role.SPECIALIST: N_("Chuyên viên thụ lý"),
    Role.DIVISION_HEAD: N_("Trưởng phòng"),
    Role.LEADER: N_("Lãnh đạo ký duyệt"),
    Role.DIRECTOR: N_("Giám đốc Trung tâm"),
    Role.CLERK: N_("Văn thư"),
    Role.ADMIN: N_("Quản trị hệ thống"),
    Role.AUDITOR: N_("Giám sát"),
    Role.SUPPLY: N_("Phụ trách cơ sở vật chất, thiết bị"),
    Role.ARCHIVIST: N_("Phụ trách lưu trữ"),
    Role.PERSONNEL: N_("Phụ trách nhân sự"),
    Role.ACCOUNTANT: N_("Kế toán"),
    Role.OVERSEER: N_("Theo dõi, chỉ đạo địa bàn"),
    Role.CONTRACTOR: N_("Đơn vị thi công"),
    Role.INSPECTOR: N_("Thành viên đoàn kiểm tra"),
    Role.DELEGATE: N_("Đại biểu giám sát"),
    Role.STEERING: N_("Đôn đốc thực hiện chỉ đạo"),
    Role.EDITOR: N_("Biên tập tin bài"),
}

_SPECIALIST: Final = frozenset(
    {"dossier.process", "dossier.read", "party.read", "asset.count", "directive.read", "directive.report"}
)
_FOLLOWS: Final = frozenset({"inspection.read", "proposal.read", "directive.read", "decision.read", "figure.read"})
_STEERS: Final = frozenset(
    {
        "checklist.write",
        "inspection.plan",
        "inspection.work",
        "proposal.route",
        "directive.write",
        "conclusion.write",
        "figure.write",
    }
)
_ANSWERS: Final = frozenset({"inspection.answer", "proposal.write", "directive.report"})
_PREPARES: Final = frozenset(
    {
        "readiness.read",
        "readiness.write",
        "asset.read",
        "asset.write",
        "asset.count",
        "works.read",
        "works.write",
        "link.read",
        "link.write",
    }
)
_SURVEYS: Final = _FOLLOWS | frozenset(
    {
        "readiness.read",
        "asset.read",
        "asset.approve",
        "works.read",
        "link.read",
        "records.read",
        "staff.read",
        "budget.read",
        "budget.approve",
        "project.read",
        "readiness.certify",
        "readiness.launch",
    }
)
POWERS: Final[dict[Role, frozenset[str]]] = {
    Role.RECEIVER: frozenset(
        {"dossier.receive", "dossier.return", "dossier.read", "party.read", "party.write", "asset.count"}
        | {"till.collect"}
    ),
    Role.SPECIALIST: _SPECIALIST,
    Role.DIVISION_HEAD: _SPECIALIST
    | _FOLLOWS
    | _ANSWERS
    | {"dossier.endorse", "dossier.assign", "asset.read", "staff.read", "project.read", "project.write"}
    | {"proposal.answer"},
    Role.LEADER: _SURVEYS
    | _ANSWERS
    | {SIGN, "dossier.read", "works.write", "works.accept", "records.sign"}
    | {"proposal.answer", "directive.write", "conclusion.sign"},
    Role.DIRECTOR: _PREPARES
    | _FOLLOWS
    | _ANSWERS
    | frozenset(
        {
            "decision.write",
            "figure.write",
            "records.read",
            "staff.read",
            "staff.write",
            "budget.read",
            "project.read",
            "dossier.read",
            "dossier.correct",
            "dossier.assign",
            "limit.confirm",
            "catalogue.switch",
            "day.close",
            "party.merge",
            "fee.post",
            "till.reconcile",
        }
    ),
    Role.CLERK: frozenset(
        {
            "dossier.seal",
            "dossier.read",
            "records.read",
            "records.write",
            "decision.read",
            "decision.write",
            "conclusion.write",
        }
    ),
    Role.ADMIN: frozenset({MANAGE, ACCOUNTS, "party.erase", "link.read", "link.write"}),
    Role.AUDITOR: frozenset({"ledger.read", "access.read"}),
    Role.SUPPLY: _PREPARES,
    Role.ARCHIVIST: frozenset({"records.read", "records.write"}),
    Role.PERSONNEL: frozenset({"staff.read", "staff.write", "decision.read", "decision.write"}),
    Role.ACCOUNTANT: frozenset({"budget.read", "budget.write", "asset.read", "till.reconcile"}),
    Role.OVERSEER: _SURVEYS
    | _STEERS
    | {OVERSEE, "readiness.inspect", "asset.norm", "training.plan", "project.write"}
    | {"proposal.answer", "conclusion.sign"},
    Role.CONTRACTOR: frozenset({"works.report"}),
    Role.INSPECTOR: frozenset({"inspection.read", "inspection.work", "decision.read"}),
    Role.DELEGATE: frozenset({"inspection.read"}),
    Role.STEERING: _FOLLOWS | _STEERS | {OVERSEE},
    Role.EDITOR: frozenset({"article.write", "article.publish"}),
}

SECOND_FACTOR: Final = frozenset(
    {
        SIGN,
        "dossier.seal",
        "limit.confirm",
        "catalogue.switch",
        "fee.post",
        MANAGE,
        ACCOUNTS,
        "party.erase",
        "party.merge",
        "asset.approve",
        "works.accept",
        "records.sign",
        "budget.approve",
        "readiness.certify",
        "readiness.launch",
        "conclusion.sign",
    }
)
"""Powers that need a second factor: whoever signs, seals or administers (TCVN 14423:2026 for level 3, NĐ 331/2026)."""

HEADS: Final = frozenset({Role.DIVISION_HEAD, Role.DIRECTOR, Role.LEADER})
"""Roles whose holder answers for the whole unit, the units under it included."""

_OFFICES: Final = frozenset({Level.COMMITTEE, Level.CENTRE, Level.DIVISION})
ROLE_LEVELS: Final[dict[Role, frozenset[Level]]] = {
    Role.RECEIVER: frozenset({Level.CENTRE}),
    Role.SPECIALIST: frozenset({Level.CENTRE, Level.DIVISION, Level.POLICE, Level.MILITARY, Level.OUTSIDE}),
    Role.DIVISION_HEAD: frozenset({Level.DIVISION, Level.POLICE, Level.MILITARY, Level.OUTSIDE}),
    Role.LEADER: frozenset({Level.COMMITTEE, Level.POLICE, Level.MILITARY, Level.OUTSIDE}),
    Role.DIRECTOR: frozenset({Level.CENTRE}),
    Role.CLERK: _OFFICES | {Level.POLICE, Level.MILITARY},
    Role.ADMIN: _OFFICES,
    Role.AUDITOR: _OFFICES | {Level.OUTSIDE},
    Role.SUPPLY: _OFFICES,
    Role.ARCHIVIST: _OFFICES,
    Role.PERSONNEL: _OFFICES,
    Role.ACCOUNTANT: _OFFICES,
    Role.OVERSEER: _OFFICES | {Level.OUTSIDE},
    Role.CONTRACTOR: frozenset({Level.OUTSIDE}),
    Role.INSPECTOR: _OFFICES | {Level.POLICE, Level.OUTSIDE},
    Role.DELEGATE: frozenset({Level.OUTSIDE}),
    Role.STEERING: _OFFICES | {Level.OUTSIDE},
    Role.EDITOR: _OFFICES | {Level.OUTSIDE},
}

# Sign-in (TCVN 14423:2026, level 3)
PASSWORD_LENGTH: Final = 14
PASSWORDS_REMEMBERED: Final = 10
WRONG_TRIES: Final = 5
LOCKED_FOR: Final = timedelta(minutes=15)
IDLE_MOST: Final = timedelta(days=45)
ADMIN_PASSWORD_AGE: Final = timedelta(days=60)
SCREEN_LOCK: Final = timedelta(minutes=15)
SCREEN_LOCK_ADMIN: Final = timedelta(minutes=5)

_AGENCY_CODE: Final = re.compile(r"[A-Y]\d{2}(\.\d{1,3}){0,8}", re.ASCII)
_MARKS: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Period:
    """From ``start`` (``None``: always) up to but not including ``end`` (``None``: no end)."""

    start: date | None
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Say whether the period has begun and not ended on ``day``."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlaps(self, other: Period) -> bool:
        """Say whether the two have a day in common; an empty period has none."""
        start = max(self.start or date.min, other.start or date.min)
        end = min(self.end or date.max, other.end or date.max)
        return start < end

    def within(self, other: Period) -> bool:
        """Say whether every day of this period is in the other."""
        begins = (other.start or date.min) <= (self.start or date.min)
        return begins and (self.end or date.max) <= (other.end or date.max)


def powers_of(roles: Iterable[Role]) -> frozenset[str]:
    """Return what a post with these roles may do."""
    return frozenset().union(*(POWERS[role] for role in roles))


def needs_second_factor(powers: Collection[str]) -> bool:
    """Say whether some of these powers can only be used after a second factor."""
    return not SECOND_FACTOR.isdisjoint(powers)


def roles_from(text: str) -> tuple[Role, ...]:
    """Return the roles stored as ``receiver clerk``; :func:`roles_text` wrote them."""
    return tuple(Role(word) for word in text.split())


def roles_text(roles: Iterable[Role]) -> str:
    """Return roles as they are stored: in the order of :class:`Role`, once each."""
    wanted = set(roles)
    return " ".join(role for role in Role if role in wanted)


def role_named(text: str) -> Role | None:
    """Return the role a person wrote by its Vietnamese name (marks and capitals aside) or its code, else ``None``."""
    key = fold(text)
    return next((role for role in Role if key in (fold(ROLE_NAMES[role]), fold(role))), None)


def refuse_roles(roles: Collection[Role], level: Level) -> Said | None:
    """Say why a post in a unit of ``level`` may not have these roles: each has its place, and nobody audits himself."""
    for role in roles:
        if level not in ROLE_LEVELS[role]:
            return said(
                N_("Vai trò «{role}» không đặt ở loại đơn vị «{level}»."),
                role=said(ROLE_NAMES[role]),
                level=said(LEVEL_NAMES[level]),
            )
    if Role.ADMIN in roles and Role.AUDITOR in roles:
        return said(N_("Một chức vụ không vừa quản trị vừa giám sát: người giám sát xem nhật ký của chính quản trị."))
    return None


def refuse_place(level: Level, parent: Level) -> Said | None:
    """Say why a body of ``level`` may not be made under a unit of level ``parent``; places come from the data set."""
    if level in PLACES:
        return said(N_("Đơn vị hành chính lấy từ danh mục chính thức, không lập tay."))
    if parent not in PARENTS[level]:
        return said(
            N_("«{level}» không đặt dưới «{parent}»."), level=said(LEVEL_NAMES[level]), parent=said(LEVEL_NAMES[parent])
        )
    return None


def usual_name(level: Level, place: str) -> str:
    """Return the usual full name of a body of a place, "" where it has none of its own (divisions, others)."""
    return _USUAL_NAMES.get(level, "").format(place=place)


def name_of_body(name: str, place: str) -> str:
    """Return a body's full name: its own and that of its place, a word that both share said once.

    «Văn phòng UBND tỉnh» of «tỉnh Phú Thọ» is «Văn phòng UBND tỉnh Phú Thọ».
    """
    level, _, rest = place.partition(" ")
    return f"{name} {rest if rest and name.split()[-1:] == [level] else place}"


def unit_state(valid: Period, on: date) -> Said | None:
    """Return «đang chuẩn bị …» or «đã giải thể …» for a unit that does not stand on ``on``, ``None`` for one that does."""
    if valid.start is not None and on < valid.start:
        return said(N_("đang chuẩn bị, hoạt động từ {day}"), day=day_text(valid.start))
    if valid.end is not None and on >= valid.end:
        return said(N_("đã giải thể {day}"), day=day_text(valid.end))
    return None


def day_text(day: date) -> str:
    """Return a day as papers write it: 1/7/2025."""
    return f"{day.day}/{day.month}/{day.year}"


def refuse_period(period: Period) -> Said | None:
    """Say why a period cannot be: it must last at least a day."""
    if period.start is not None and period.end is not None and period.end <= period.start:
        return said(
            N_("Ngày kết thúc {end} phải sau ngày bắt đầu {start}."),
            end=day_text(period.end),
            start=day_text(period.start),
        )
    return None


def refuse_same_post(period: Period, others: Iterable[Period], title: str, unit: str) -> Said | None:
    """Say why a post clashes with the same person's earlier ones of this title in this unit; other posts may coincide."""
    for other in others:
        if period.overlaps(other):
            return said(
                N_("Người này đã giữ chức vụ «{title}» tại {unit} từ {day}."),
                title=title,
                unit=unit,
                day=day_text(other.start or date.min),
            )
    return None


def refuse_delegation(period: Period, giver: Period, taker: Period, powers: Collection[str]) -> Said | None:
    """Say why signing cannot be delegated: the giver must hold the power to sign, and both posts for the whole time."""
    if SIGN not in powers:
        return said(N_("Chỉ người có quyền ký duyệt mới ủy quyền ký."))
    if period.end is None:
        return said(N_("Ủy quyền ký phải có ngày kết thúc."))
    if not period.within(giver) or not period.within(taker):
        return said(N_("Thời gian ủy quyền phải nằm trong thời gian cả hai người giữ chức vụ."))
    return None


def refuse_agency_code(code: str, *, trial: bool, source: str) -> Said | None:
    """Say why text is no identifier code (QĐ 20/2020/QĐ-TTg Đ4: A–Y and two digits, groups by dots, ≤ 35 characters)."""
    if len(code) > 35 or not _AGENCY_CODE.fullmatch(code):
        return said(
            N_("Mã định danh «{code}» không đúng dạng, ví dụ H26.12.3 (Quyết định 20/2020/QĐ-TTg)."), code=code[:40]
        )
    if not trial and not source.strip():
        return said(N_("Ghi văn bản cấp mã định danh, hoặc đánh dấu là mã thử."))
    return None


def refuse_own_codes(*, primary: bool, ground: str) -> Said | None:
    """Say why a centre may not mint its own dossier codes: by law the province's system does; else a written decision.

    *Chính* only with the province's written decision, *song hành* needs no ground (TT 03/2025 Đ13).
    """
    if primary and not ground.strip():
        return said(N_("Chỉ dùng mã hồ sơ của Trung tâm khi tỉnh có văn bản đồng ý; hãy ghi số và ngày văn bản."))
    return None


def titles_line(posts: Iterable[tuple[int, date, str]]) -> str:
    """Return one person's titles for minutes, highest rank first: «Ủy viên BTV Huyện ủy, Phó Chủ tịch UBND huyện».

    Each post is ``(rank, from, title)``; at equal rank the longer held comes first, and a title is said once.
    """
    said_once: dict[str, str] = {}
    for _, _, title in sorted(posts):
        said_once.setdefault(fold(title), title)
    return ", ".join(said_once.values())


def sign_in_name(name: str, taken: Collection[str] = ()) -> str:
    """Return a sign-in name for a person's name, as offices make them: «Nguyễn Thị Hồng» → ``hongnt``, next ``hongnt2``."""
    parts = surname_given(name)
    given = _MARKS.sub("", fold(parts.given))
    initials = "".join(word[0] for word in fold(f"{parts.surname} {parts.middle}").split())
    base = (given + _MARKS.sub("", initials))[:40] or "canbo"
    found, number = base, 1
    while found in taken:
        number += 1
        found = f"{base}{number}"
    return found


def idle_too_long(last_seen: datetime | None, opened: datetime, now: datetime) -> bool:
    """Say whether an account has not been used for more than 45 days (TCVN 14423:2026)."""
    return now - (last_seen or opened) > IDLE_MOST


def password_too_old(set_at: datetime | None, powers: Collection[str], now: datetime) -> bool:
    """Say whether an administrator's password is older than two months; other passwords do not age (TCVN 14423:2026)."""
    return set_at is not None and not {MANAGE, ACCOUNTS}.isdisjoint(powers) and now - set_at > ADMIN_PASSWORD_AGE


def screen_lock(powers: Collection[str]) -> timedelta:
    """Return after how long without a key the screen locks: 15 minutes, for administrators 5 (TCVN 14423:2026)."""
    return SCREEN_LOCK if {MANAGE, ACCOUNTS}.isdisjoint(powers) else SCREEN_LOCK_ADMIN


def phone_digits(text: str, *, hotline: bool = False) -> str | None:
    """Return a Vietnamese telephone number as digits (``0912345678``), ``None`` when it cannot be one.

    A ``hotline`` may also be a service number: 113, 1022, 1900 1234.
    """
    digits = re.sub(r"[\s.\-()]", "", text)
    digits = "0" + digits[3:] if digits.startswith("+84") else digits
    shape = r"0\d{8,10}|1\d{2,3}|1[89]00\d{4,6}" if hotline else r"0\d{8,10}"
    return digits if re.fullmatch(shape, digits, re.ASCII) else None
