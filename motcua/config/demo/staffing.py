"""The demonstration's people at work: the one-stop section of Phượng Dực in February 2018, and the centres of June 2025.

The district, its inspector, the four communes' morning and the days are those of the press report of 24/2/2018; whoever
it does not name is a test person, and decisions made up for practice say *thử*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from motcua.config.demo.centre import founder
from motcua.config.demo.people import PASSWORD
from motcua.config.demo.region import Region
from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.office import queries
from motcua.office.commands import (
    CorrectOrderStep,
    CreateUnit,
    OpenAccount,
    OrderCertificate,
    OrderSeal,
    PostGiven,
    RegisterOfficial,
    open_account,
)
from motcua.office.order_rules import Step
from motcua.office.queries import names
from motcua.office.rules import Level, Role
from motcua.staff.commands import (
    AnswerMoveItem,
    AskTraining,
    DraftRoster,
    IssueAssignment,
    PlanMove,
    PublishRoster,
    RecordSkill,
    SignIn,
    SignOut,
    TellStaffNeed,
)
from motcua.staff.rules.moves import Answer, Item
from motcua.staff.rules.needs import NeedKind, Solver

OLD_SECTION: Final = "Bộ phận Tiếp nhận và Trả kết quả"
"""What a commune's one-stop unit was called before 1/7/2025."""
SINCE: Final = date(2018, 1, 2)
PHU_XUYEN, PHUONG_DUC = "280", "10279"
INSPECTED: Final = clock.at(2018, 2, 22, 8, 10)

_MEMBERS: Final = (
    ("tpht-pd", "Nguyễn Thử Một", "Công chức Tư pháp – Hộ tịch", "Bàn 1", ("Hộ tịch", "Chứng thực")),
    (
        "dcxd-pd",
        "Trần Thử Hai",
        "Công chức Địa chính – Xây dựng",
        "Bàn 2",
        ("Đất đai", "Hoạt động xây dựng"),
    ),
    ("vhxh-pd", "Lê Thử Ba", "Công chức Văn hóa – Xã hội", "Bàn 3", ("Bảo trợ xã hội", "Người có công")),
)
"""Sign-in name, name, title, counter and fields of the section's members."""
_HEADS: Final = ("hailt", "ct-pd", "vptk-pd")


@dataclass(frozen=True)
class OldCommune:
    """The one-stop section of an old commune, its people by sign-in name, and the absent one."""

    place: UUID
    section: UUID
    actors: Mapping[str, Actor]
    absent: str = "vhxh-pd"

    def __getitem__(self, username: str) -> Actor:
        return self.actors[username]


TRIAL_SUNDAY: Final = date(2025, 6, 15)
VISITED: Final = clock.at(2025, 7, 15, 8)
"""The delegation's day at Đại Đồng: until then its seal is being cut, its chair waits for a certificate."""


def fill(region: Region) -> None:
    """Play the region's people at work: Phượng Dực of 2018, duty on the trial Sunday, Đại Đồng's moves and needs."""
    phuong_duc()
    trial_sunday(region)
    dai_dong(region)


def trial_sunday(region: Region) -> None:
    """Trần Hưng Đạo puts people on duty for the trial operation that begins on Sunday 15/6/2025."""
    head, centre = region["lt-tran-hung-dao"], region.centres["tran-hung-dao"]
    with clock.fixed(clock.at(2025, 6, 12, 9)):
        for username, counter, fields in (
            ("tn-tran-hung-dao", "Quầy 1", ["Hộ tịch", "Chứng thực"]),
            ("gd-tran-hung-dao", "Quầy 2", ["Đất đai"]),
        ):
            perform(
                IssueAssignment(
                    unit=centre,
                    official=official_of(region[username]),
                    counter=counter,
                    fields=fields,
                    valid_from=date(2025, 6, 12),
                    decision="QĐ thử 01/QĐ-TTPVHCC",
                ),
                head,
            )
        draft = DraftRoster(unit=centre, first=date(2025, 6, 13), last=date(2025, 6, 20), planned=[TRIAL_SUNDAY])
        perform(PublishRoster(roster=perform(draft, head).target), head)


def dai_dong(region: Region) -> None:
    """Đại Đồng by 15/7/2025: who moved in and lacks what, seal and certificate on their way, training and housing asked."""
    head, centre = region["lt-dai-dong"], region.centres["dai-dong"]
    committee, chair = region.committees["dai-dong"], region["ct-dai-dong"]
    with clock.fixed(clock.at(2025, 6, 20, 9)):
        for name, old, title in (
            ("Bùi Thử An", "xã Yên Nghiệp (cũ)", "Chuyên viên tiếp nhận lĩnh vực hộ tịch"),
            ("Bùi Thử Bình", "Phòng Nông nghiệp và Môi trường huyện (cũ)", "Chuyên viên tiếp nhận lĩnh vực đất đai"),
        ):
            moved = perform(
                PlanMove(
                    unit=centre,
                    name=name,
                    from_unit=old,
                    title=title,
                    fields=["Đất đai" if "đất" in title else "Hộ tịch"],
                    decision="QĐ thử 12/QĐ-UBND",
                    decided_on=date(2025, 6, 20),
                    first_day=date(2025, 7, 1),
                    hands_over="Cán bộ Thử Cũ",
                ),
                head,
            ).target
            perform(AnswerMoveItem(move=moved, item=Item.SEAT, answer=Answer.DONE, note="Phòng 102 (thử)"), head)
    with clock.fixed(clock.at(2025, 7, 3, 9)):
        seal = perform(
            OrderSeal(unit=committee, what="UBND xã Đại Đồng", day=date(2025, 7, 1), holder="Công an tỉnh Phú Thọ"),
            head,
        ).target
        perform(
            OrderCertificate(
                unit=committee,
                official=official_of(chair),
                title="Chủ tịch UBND",
                day=date(2025, 7, 2),
                holder="Văn phòng UBND tỉnh Phú Thọ",
                expected=date(2025, 7, 12),
            ),
            head,
        )
        # Papers are with the engraver: «đang khắc».
        perform(
            CorrectOrderStep(
                order=seal, step=Step.SENT, day=date(2025, 7, 1), holder="Cơ sở khắc dấu", reason="Đã chuyển cơ sở khắc"
            ),
            head,
        )
    with clock.fixed(VISITED):
        _ask(region)


def _ask(region: Region) -> None:
    """What Đại Đồng asks for on 15/7/2025: in-depth classes by field, housing, more people."""
    head, centre = region["lt-dai-dong"], region.centres["dai-dong"]
    officer = official_of(region["tn-dai-dong"])
    assigned = IssueAssignment(
        unit=centre,
        official=officer,
        counter="Quầy 1",
        fields=["Đất đai", "Hộ tịch"],
        valid_from=date(2025, 7, 1),
        decision="QĐ thử 03/QĐ-TTPVHCC",
    )
    perform(assigned, head)
    for field in ("Đất đai", "Hộ tịch"):
        asked = AskTraining(
            unit=centre,
            field=field,
            people=[officer],
            why="Đề nghị lớp tập huấn chuyên sâu theo từng lĩnh vực",
            deep=True,
        )
        perform(asked, head)
    for kind, solver, people, reason, solution in (
        (
            NeedKind.HOUSING,
            Solver.CONSTRUCTION,
            4,
            "Nhà ở công vụ chưa đáp ứng cho cán bộ ở xa",
            "Bố trí nhà ở công vụ",
        ),
        (NeedKind.POSTS, Solver.HOME_AFFAIRS, 2, "Hồ sơ đất đai nhiều, thiếu người thụ lý", "Giao thêm biên chế"),
    ):
        perform(
            TellStaffNeed(
                unit=centre,
                kind=kind,
                people=people,
                reason=f"{reason} (số người: thử)",
                since=date(2025, 7, 1),
                solution=solution,
                solver=solver,
            ),
            head,
        )


def phuong_duc() -> OldCommune | None:
    """Make Phượng Dực of 2018 with its district's inspector and play it until 08:10 of 22/2/2018.

    ``None`` where the gazetteer in the books does not know the old commune.
    """
    district = queries.unit_by_code(PHU_XUYEN, SINCE)
    commune = queries.unit_by_code(PHUONG_DUC, SINCE)
    if district is None or commune is None:
        return None
    with clock.fixed(clock.at(2018, 1, 2, 8)):
        made = _found(district.id, commune.id)
    _play(made)
    return made


def told_of_phuong_duc() -> OldCommune | None:
    """Return Phượng Dực of 2018 as :func:`phuong_duc` left it in the books, ``None`` where it was not told."""
    commune = queries.unit_by_code(PHUONG_DUC, SINCE)
    named = {one: names.account_named(one) for one in (*_HEADS, *(username for username, *_ in _MEMBERS))}
    people = {one: queries.actor_of(account) for one, account in named.items() if account}
    if commune is None or len(people) < len(named):
        return None
    section = next(body.id for body in queries.bodies_of(commune.id) if body.name == OLD_SECTION)
    return OldCommune(commune.id, section, {one: replace(who, verified=True) for one, who in people.items() if who})


def _found(district: UUID, commune: UUID) -> OldCommune:
    committee = _body(commune, Level.COMMITTEE)
    section = _body(commune, Level.CENTRE, OLD_SECTION)
    home_affairs = _body(_body(district, Level.COMMITTEE), Level.DIVISION, "Phòng Nội vụ")
    party = _body(district, Level.OUTSIDE, "Huyện ủy")
    inspector = ((home_affairs, "Trưởng phòng Nội vụ huyện", (Role.OVERSEER,)), (party, "Huyện ủy viên", ()))
    people = {
        "hailt": hire("hailt", "Lê Thanh Hải", inspector, SINCE),
        "ct-pd": hire("ct-pd", "Chủ tịch Thử Phượng Dực", ((committee, "Chủ tịch UBND", (Role.LEADER,)),), SINCE),
        "vptk-pd": hire(
            "vptk-pd",
            "Phạm Thử Bốn",
            ((committee, "Công chức Văn phòng – Thống kê", (Role.PERSONNEL,)),),
            SINCE,
        ),
    }
    for username, name, title, _, _ in _MEMBERS:
        people[username] = hire(username, name, ((section, title, (Role.RECEIVER,)),), SINCE)
    return OldCommune(commune, section, people)


def _play(made: OldCommune) -> None:
    """Issue the assignments, draft and publish the duty after Tết, and let the members come to work; one does not."""
    head = made["vptk-pd"]
    with clock.fixed(clock.at(2018, 2, 5, 9)):
        for username, _, _, counter, fields in _MEMBERS:
            official = official_of(made[username])
            for field in fields:
                skill = RecordSkill(
                    unit=made.section,
                    official=official,
                    field=field,
                    since=date(2017, 6, 1),
                    ground="Tập huấn 2017 (thử)",
                )
                perform(skill, head)
            command = IssueAssignment(
                unit=made.section,
                official=official,
                counter=counter,
                fields=list(fields),
                valid_from=date(2018, 2, 5),
                decision="QĐ thử 05/QĐ-UBND, 05/02/2018 (kiện toàn Bộ phận TN&TKQ)",
            )
            perform(command, head)
        roster = perform(DraftRoster(unit=made.section, first=date(2018, 2, 21), last=date(2018, 3, 2)), head).target
        perform(PublishRoster(roster=roster), head)
    for opens, closes in (
        (clock.at(2018, 2, 21, 7, 20), clock.at(2018, 2, 21, 11, 32)),
        (clock.at(2018, 2, 21, 12, 55), clock.at(2018, 2, 21, 17, 5)),
    ):
        there = {}
        with clock.fixed(opens):
            for username, *_ in _MEMBERS:
                there[username] = perform(SignIn(unit=made.section), made[username]).target
        with clock.fixed(closes):
            for username, presence in there.items():
                perform(SignOut(presence=presence), made[username])
    with clock.fixed(clock.at(2018, 2, 22, 7, 24)):
        for username, *_ in _MEMBERS:
            if username != made.absent:
                perform(SignIn(unit=made.section), made[username])


def official_of(actor: Actor) -> UUID:
    """Return who an actor is; :class:`LookupError` for nobody."""
    if actor.official is None:
        raise LookupError(actor.name)
    return actor.official


def hire(username: str, name: str, posts: Sequence[tuple[UUID, str, tuple[Role, ...]]], since: date) -> Actor:
    """Register somebody with posts since a day and an account; return them as they act after the second factor."""
    given = [
        PostGiven(unit=unit, title=title, roles=list(roles), valid_from=since, decision="QĐ thử", rank=rank)
        for rank, (unit, title, roles) in enumerate(posts, 1)
    ]
    official = perform(RegisterOfficial(name=name, posts=given), founder()).target
    opened, _ = open_account(
        OpenAccount(official=official, username=username, must_change=False), founder(), password=PASSWORD
    )
    actor = queries.actor_of(UUID(opened.ids["account"]))
    if actor is None:
        raise LookupError(username)
    return replace(actor, verified=True)


def _body(parent: UUID, level: Level, name: str = "") -> UUID:
    command = CreateUnit(level=level, parent=parent, valid_from=SINCE, name=name, ground="Bản trình diễn")
    return perform(command, founder()).target
