"""The demonstration's records: the old commune of Cao Xá lists its files and hands them over to the new one.

The fonds closed on 30/6/2025. That it has 120 files, of which the list does not name 7, are test numbers; titles and
symbols say *thử*. Another fonds, at Trà Lý, is still being put in order.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Final
from uuid import UUID

from PIL import Image

from motcua.archives import handovers, queries
from motcua.archives.commands import (
    AttachPart,
    CheckFonds,
    ClassifyFiles,
    EnterFiles,
    ExceptFaults,
    MakeMinutes,
    OpenFonds,
    PrepareHandover,
    ReceiveHandover,
    SetBoxes,
    SignMinutes,
    load_packaged,
)
from motcua.archives.commands.set_boxes import BoxLine
from motcua.archives.rules.handover import Criterion, Judgement, Sampled, Seen, Verdict
from motcua.archives.rules.inventory import OFF_LIST, Line, Medium
from motcua.config.demo import certificates
from motcua.config.demo.centre import founder
from motcua.config.demo.people import PASSWORD
from motcua.config.demo.region import BEGUN, Region
from motcua.documents import shelf
from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.office import queries as office
from motcua.office.commands import CreateUnit, OpenAccount, PostGiven, RegisterOfficial, open_account
from motcua.office.queries import names
from motcua.office.rules import Level, Role

FILES: Final = 120
OFF: Final = 7
"""Test numbers of the story."""
CLOSED: Final = date(2025, 6, 30)
KINDS: Final = (
    ("HT-01", "Sổ hộ tịch (thử)"),
    ("DD-01", "Hồ sơ đất đai (thử)"),
    ("CT-01", "Hợp đồng đã chứng thực (thử)"),
    ("CT-02", "Bản lưu chứng thực bản sao (thử)"),
)
OLD_LEADER, OLD_ARCHIVIST = "ct-cao-xa-cu", "lt-cao-xa-cu"
NEW_LEADER, NEW_ARCHIVIST = "ct-cao-xa", "lt-cao-xa"


def fill(region: Region) -> None:
    """Play the whole story, and begin another fonds at Trà Lý that still has faults."""
    people(region)
    fonds = old_fonds(region)
    settle(region, fonds)
    handover = prepare(region, fonds)
    receive(region, handover)
    sign_both(region, handover)
    unfinished(region)


def people(region: Region) -> UUID:
    """Make the old commune's committee with its leader and archivist; return the committee."""
    known = names.account_named(OLD_LEADER)
    if known is not None:
        for username in (OLD_LEADER, OLD_ARCHIVIST):
            region.actors[username] = _actor(username)
        unit = region.actors[OLD_LEADER].unit
        assert unit is not None  # noqa: S101 - hired into it
        return unit
    district = region.places["lam-thao"]
    with clock.fixed(clock.at(2025, 6, 12, 8)):
        _found(region, district)
    unit = region.actors[OLD_LEADER].unit
    assert unit is not None  # noqa: S101 - hired into it
    return unit


def _found(region: Region, district: UUID) -> None:
    place = next((row.id for row in office.children_of(district) if row.name == "Cao Xá"), district)
    name = "" if place != district else "Ủy ban nhân dân xã Cao Xá"
    command = CreateUnit(level=Level.COMMITTEE, parent=place, valid_from=date(2021, 7, 1), name=name, ground="Thử")
    committee = perform(command, founder()).target
    _hire(region, OLD_LEADER, "Chủ Thử Cao Xá Cũ", committee, "Chủ tịch UBND", Role.LEADER)
    _hire(region, OLD_ARCHIVIST, "Văn Thử Cao Xá Cũ", committee, "Văn thư – lưu trữ", Role.ARCHIVIST)


def old_fonds(region: Region) -> UUID:
    """List the files of the old commune: 113 classified, 7 that the list does not name; return the fonds."""
    archivist = region[OLD_ARCHIVIST]
    assert archivist.unit is not None  # noqa: S101 - hired into it
    with clock.fixed(clock.at(2025, 6, 12, 9)):
        list_ = load_packaged(founder())
        command = OpenFonds(
            origin=archivist.unit,
            custodian=archivist.unit,
            name="Phông UBND xã Cao Xá (thử)",
            code="P-CX",
            begins=date(2004, 1, 1),
            closed_on=CLOSED,
            metres=Decimal("3.60"),
            condition="Giấy còn tốt; hai hộp có dấu ẩm (thử)",
            expected=FILES,
            list=list_,
        )
        fonds = perform(command, archivist).target
        boxes = [BoxLine(number=str(at), shelf=f"Kho 1, giá {1 + at // 4}", capacity=1500) for at in range(1, 7)]
        perform(SetBoxes(fonds=fonds, boxes=boxes), archivist)
        lines = [_line(number) for number in range(1, FILES + 1)]
        for at in range(0, FILES, 60):
            perform(EnterFiles(fonds=fonds, files=lines[at : at + 60], source="thử"), archivist)
        rows = {row.number: row.id for row in queries.files(archivist, fonds, limit=FILES).rows}
        for number in range(1, FILES + 1):
            if lines[number - 1].medium is Medium.BOTH:
                _attach(fonds, rows[number], number, archivist)
        off = [rows[number] for number in range(FILES - OFF + 1, FILES + 1)]
        perform(ClassifyFiles(fonds=fonds, files=off, code=OFF_LIST), archivist)
    return fonds


def settle(region: Region, fonds: UUID) -> None:
    """Check the inventory and except what the list does not name, in writing."""
    archivist = region[OLD_ARCHIVIST]
    with clock.fixed(clock.at(2025, 7, 2, 9)):
        perform(CheckFonds(fonds=fonds), archivist)
        found, _ = queries.faults(archivist, fonds, limit=FILES)
        reason = "Ngoài danh mục: giữ nguyên theo phông, chờ hội đồng xác định giá trị (thử)"
        perform(ExceptFaults(fonds=fonds, faults=[one.id for one in found], reason=reason), archivist)


def prepare(region: Region, fonds: UUID) -> UUID:
    """Prepare to hand the fonds over to the new commune; return the handover."""
    command = PrepareHandover(
        fonds=fonds,
        receiver=region.committees["cao-xa"],
        ground="Nghị quyết sắp xếp đơn vị hành chính cấp xã năm 2025 (thử)",
        words="Bàn giao nguyên phông, không giữ lại hồ sơ nào (thử).",
    )
    with clock.fixed(clock.at(2025, 7, 3, 9)):
        return perform(command, region[OLD_ARCHIVIST]).target


def receive(region: Region, handover: UUID) -> None:
    """Count the boxes, look at a sample, judge the three criteria, and make the minutes."""
    words = {
        Criterion.METHODICAL: "Phân loại theo danh mục, đánh số liên tục, hộp có nhãn và vị trí giá (thử).",
        Criterion.IMPARTIAL: "Hai bên cùng đếm hộp và mở mẫu tại kho cũ (thử).",
        Criterion.COMPLETE: "Đủ hộp và hồ sơ theo mục lục; 7 hồ sơ ngoài danh mục được giữ và ghi riêng (thử).",
    }
    command = ReceiveHandover(
        handover=handover,
        boxes_counted=6,
        sample=[Sampled(number=number, seen=Seen.RIGHT) for number in (1, 37, 74, 118)],
        judgements=[
            Judgement(criterion=criterion, verdict=Verdict.MET, words=words[criterion]) for criterion in Criterion
        ],
        words="Nhận đủ, sẽ chỉnh lý tiếp theo danh mục mới (thử).",
    )
    with clock.fixed(clock.at(2025, 7, 4, 9)):
        perform(command, region[NEW_ARCHIVIST])
        perform(MakeMinutes(handover=handover), region[NEW_ARCHIVIST])


def sign_both(region: Region, handover: UUID) -> None:
    """Let both leaders sign, each with a trial certificate."""
    with clock.fixed(clock.at(2025, 7, 4, 15)):
        for username in (OLD_LEADER, NEW_LEADER):
            actor = region[username]
            certificates.give([actor])
            perform(SignMinutes(handover=handover, minutes=handovers.minutes_file(actor, handover)), actor)


def unfinished(region: Region) -> UUID:
    """Begin a fonds at Trà Lý that has faults of several kinds; return it."""
    archivist = region["lt-tra-ly"]
    committee = region.committees["tra-ly"]
    with clock.fixed(clock.at(2025, 6, 12, 10)):
        command = OpenFonds(
            origin=committee,
            custodian=committee,
            name="Phông UBND xã Đông Mỹ cũ (thử)",
            begins=date(2010, 1, 1),
            closed_on=CLOSED,
            expected=80,
            list=load_packaged(founder()),
        )
        fonds = perform(command, archivist).target
        perform(SetBoxes(fonds=fonds, boxes=[BoxLine(number="1", shelf="Kho tạm, giá 1", capacity=300)]), archivist)
        lines = [replace_line(_line(number), number) for number in range(1, 41)]
        perform(EnterFiles(fonds=fonds, files=lines, source="thử"), archivist)
        perform(CheckFonds(fonds=fonds), archivist)
    return fonds


def replace_line(line: Line, number: int) -> Line:
    """Return a line as a hurried hand writes it: now and then without title, class, sheets or box."""
    told = {
        "number": line.number,
        "symbol": line.symbol,
        "title": "" if number % 13 == 0 else line.title,
        "starts": line.starts,
        "ends": line.ends,
        "sheets": None if number % 7 == 0 else line.sheets,
        "creator": line.creator,
        "code": "" if number % 5 == 0 else line.code,
        "box": "1" if number <= 30 else "",
    }
    return Line(**told)  # type: ignore[arg-type]


def _line(number: int) -> Line:
    code, title = KINDS[number % len(KINDS)]
    starts = date(2004 + number % 20, 1 + number % 12, 1 + number % 27)
    both = number % 40 == 0
    return Line(
        number=number,
        box=str(1 + (number - 1) // 20),
        symbol=f"{number:03}/HS-{starts.year}",
        title=f"{title} quyển {number} năm {starts.year}",
        starts=starts,
        ends=min(starts + timedelta(days=200), CLOSED),
        sheets=20 + number % 50,
        pages=4 if both else None,
        creator="Văn phòng UBND xã Cao Xá (thử)",
        code=code if number <= FILES - OFF else "",
        medium=Medium.BOTH if both else Medium.PAPER,
    )


def _attach(fonds: UUID, file: UUID, number: int, actor: Actor) -> None:
    out = BytesIO()
    Image.new("RGB", (60, 80), (number, 120, 90)).save(out, "PNG")
    blob = shelf.take_in(out.getvalue())
    perform(AttachPart(fonds=fonds, file=file, sha256=blob.pk, name=f"trang-1-ho-so-{number}.png"), actor)


def _hire(region: Region, username: str, name: str, unit: UUID, title: str, role: Role) -> None:
    given = PostGiven(unit=unit, title=title, roles=[role], valid_from=BEGUN, decision="QĐ thử", rank=1)
    official = perform(RegisterOfficial(name=name, posts=[given]), founder()).target
    open_account(OpenAccount(official=official, username=username, must_change=False), founder(), password=PASSWORD)
    region.actors[username] = _actor(username)


def _actor(username: str) -> Actor:
    account = names.account_named(username)
    actor = office.actor_of(account) if account else None
    if actor is None:
        raise LookupError(username)
    return replace(actor, verified=True)
