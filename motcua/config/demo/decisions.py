"""The story of the register: Phượng Dực's decision and commitments of 2018, reform documents of Hoàng Long and Tri Trung.

The report of 24/2/2018 says that Phượng Dực issued its decision early and that its members signed a commitment on the
theme of 2018, and that Party committees and People's Committees of both communes it saw next issued documents on reform. Numbers, days and words of
these papers it does not give: they are made up and say *thử*.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Final
from uuid import UUID

from PIL import Image

from motcua.config.demo.centre import founder
from motcua.config.demo.region import Region
from motcua.config.demo.staffing import OldCommune, hire, told_of_phuong_duc
from motcua.decisions import rules
from motcua.decisions.commands import (
    AskCommitment,
    Facts,
    MemberWish,
    RegisterDocument,
    SignCommitment,
    TakeSignedPaper,
)
from motcua.documents import shelf
from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.office import queries as office
from motcua.office.commands import CreateUnit
from motcua.office.rules import Level, Role

THEME: Final = "Chủ đề năm 2018 (thử)"
TEXT: Final = (
    "Tôi cam kết thực hiện nghiêm kỷ cương hành chính, tận tụy phục vụ nhân dân.\n"
    "Tôi chịu trách nhiệm trước Chủ tịch UBND xã về việc thực hiện cam kết này."
)
NEIGHBOURS: Final = (("10303", "Hoàng Long", "hl"), ("10288", "Tri Trung", "tt"))
"""Official code until 30/6/2025, name, and the end of the sign-in names of two communes that issued reform documents."""


@dataclass(frozen=True)
class Told:
    """What was entered: the decision, the commitment, and the reform documents by commune."""

    decision: UUID
    commitment: UUID
    reform: dict[str, tuple[UUID, ...]]


def of_region(_built: Region) -> None:
    """Enter the register where Phượng Dực of 2018 was told."""
    if (old := told_of_phuong_duc()) is not None:
        fill(old)


def fill(old: OldCommune, unsigned: str = "vhxh-pd") -> Told:
    """Enter the register of Phượng Dực until 21/2/2018 and, where the books know them, of its two neighbours.

    Everybody asked has signed, on screen or on paper, but ``unsigned``.
    """
    keeper = old["vptk-pd"]
    decision = _decision(old, keeper)
    commitment = _commitment(old, keeper, decision, unsigned)
    reform = {name: _reform(code, name, end) for code, name, end in NEIGHBOURS}
    return Told(decision, commitment, {name: found for name, found in reform.items() if found})


def _decision(old: OldCommune, keeper: Actor) -> UUID:
    members = [
        MemberWish(name=old[username].name, official=old[username].official, task=task)
        for username, task in (
            ("tpht-pd", "Hộ tịch, chứng thực"),
            ("dcxd-pd", "Đất đai, hoạt động xây dựng"),
            ("vhxh-pd", "Bảo trợ xã hội, người có công"),
        )
    ]
    with clock.fixed(clock.at(2018, 2, 5, 10)):
        blob = shelf.take_in(_page(250))
        facts = Facts(
            kind=rules.Kind.DECISION,
            number="05/QĐ-UBND (thử)",
            issued_on=date(2018, 2, 5),
            side=rules.Side.GOVERNMENT,
            issuer="UBND xã Phượng Dực",
            abstract="Kiện toàn Bộ phận tiếp nhận và trả kết quả thủ tục hành chính",
            due_on=date(2018, 2, 28),
            members=members,
        )
        command = RegisterDocument(place=old.place, facts=facts, sha256=blob.sha256, filename="qd-05-thu.pdf")
        return perform(command, keeper).target


def _commitment(old: OldCommune, keeper: Actor, decision: UUID, unsigned: str) -> UUID:
    with clock.fixed(clock.at(2018, 2, 8, 9)):
        asks = AskCommitment(
            place=old.place,
            theme=THEME,
            theme_year=2018,
            text=TEXT,
            asked_by="UBND xã Phượng Dực",
            asked_on=date(2018, 2, 8),
            sign_by=date(2018, 2, 14),
            document=decision,
        )
        commitment = perform(asks, keeper).target
    with clock.fixed(clock.at(2018, 2, 9, 8)):
        for username in ("tpht-pd", "vptk-pd"):
            perform(SignCommitment(commitment=commitment), old[username])
    on_paper = [one for one in ("ct-pd", "dcxd-pd", "vhxh-pd") if one != unsigned]
    with clock.fixed(clock.at(2018, 2, 12, 9)):
        scan = shelf.take_in(_page(245))
        people = [official for one in on_paper if (official := old[one].official) is not None]
        paper = TakeSignedPaper(commitment=commitment, people=people, signed_on=date(2018, 2, 12), sha256=scan.sha256)
        perform(paper, keeper)
    return commitment


def _reform(code: str, name: str, end: str) -> tuple[UUID, ...]:
    """Enter a document of the Party committee and one of the People's Committee of a commune that the books know."""
    place = office.unit_by_code(code, date(2018, 1, 2))
    if place is None:
        return ()
    with clock.fixed(clock.at(2018, 1, 15, 9)):
        make = CreateUnit(level=Level.COMMITTEE, parent=place.id, valid_from=date(2018, 1, 2), ground="Bản trình diễn")
        committee = perform(make, founder()).target
        post = (committee, "Công chức Văn phòng – Thống kê", (Role.PERSONNEL,))
        keeper = hire(f"vptk-{end}", f"Cán bộ Thử {name}", (post,), date(2018, 1, 2))
        papers = (
            (rules.Kind.RESOLUTION, rules.Side.PARTY, f"Đảng ủy xã {name}", "01-NQ/ĐU (thử)", "Lãnh đạo công tác"),
            (rules.Kind.PLAN, rules.Side.GOVERNMENT, f"UBND xã {name}", "02/KH-UBND (thử)", "Kế hoạch"),
        )
        return tuple(
            perform(
                RegisterDocument(
                    place=place.id,
                    facts=Facts(
                        kind=kind,
                        number=number,
                        issued_on=date(2018, 1, 12),
                        side=side,
                        issuer=issuer,
                        abstract=f"{words} cải cách hành chính năm 2018",
                        theme="Cải cách hành chính",
                        theme_year=2018,
                    ),
                ),
                keeper,
            ).target
            for kind, side, issuer, number, words in papers
        )


def _page(shade: int) -> bytes:
    """Return a blank page in place of a scan: no paper of these communes was seen."""
    out = BytesIO()
    # The same bytes whenever it is made: a file is known by its content.
    made = clock.at(2018, 2, 1).timetuple()
    Image.new("L", (210, 297), shade).save(out, "PDF", creationDate=made, modDate=made)
    return out.getvalue()
