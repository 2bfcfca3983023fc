"""Minutes of three stops of the demonstration: signed at Phượng Dực in 2018 and at Cao Xá in 2025, begun at Tri Trung.

What was good and that something was lacking are those of the press reports, in words of our own; what the units said, and
who was there for them, is made up (*thử*): no report tells it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from motcua.config.demo import certificates
from motcua.config.demo.region import Region
from motcua.findings.commands import (
    AnswerStopMinutes,
    CloseStopMinutes,
    CorrectStopMinutes,
    DraftStopMinutes,
    LayStopMinutes,
    NoteFinding,
    SignStopMinutes,
)
from motcua.findings.commands.draft_minutes import AttendantGiven
from motcua.findings.queries.minutes import file_of
from motcua.findings.rules.life import Kind
from motcua.inspections import queries as inspections
from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.office import queries as office
from motcua.office.queries import names

Stops = dict[tuple[str, str], UUID]
OLD, JUNE = "22-2-2018", "13-6"
NOTHING_TO_ADD: Final = "Đơn vị tiếp thu ý kiến của đoàn (thử)."


def fill(built: Region, stops: Stops) -> None:
    """Tell the minutes of the stops that the books know; called once the visits are over."""
    phuong_duc_and_tri_trung(stops)
    if (stop := stops.get((JUNE, "cao-xa"))) is not None:
        cao_xa(built, stop)


def phuong_duc_and_tri_trung(stops: Stops) -> None:
    """Lê Thanh Hải writes himself: Phượng Dực signs, Tri Trung has not yet said what it has to say."""
    leader, head = _actor("hailt"), _actor("ct-pd")
    if leader is None or head is None or (OLD, "phuong-duc") not in stops:
        return
    with clock.fixed(clock.at(2018, 2, 22, 17, 30)):
        stop = stops[OLD, "phuong-duc"]
        note(
            stop,
            leader,
            Kind.GOOD,
            "Bố trí cán bộ trực bảo đảm thời gian; khu vực một cửa gọn gàng, niêm yết công khai.",
        )
        note(stop, leader, Kind.UNDESCRIBED)
        made = written(stop, leader, "01/BB-ĐKT", [AttendantGiven(official=head.official)])
        signed(made, leader, head, clock.at(2018, 2, 22, 10))
        stop = stops[OLD, "tri-trung"]
        note(stop, leader, Kind.GOOD, "Niêm yết đầy đủ các bộ thủ tục hành chính, mức thu lệ phí.")
        note(stop, leader, Kind.UNDESCRIBED)
        written(stop, leader, "04/BB-ĐKT", [AttendantGiven(unit_name="Lãnh đạo UBND xã Tri Trung")])


def cao_xa(built: Region, stop: UUID) -> None:
    """Khuất Đăng Khoa leads and signs; Ngô Đức Sáu stands there with both of his positions."""
    leader, head = built["khoakd"], built["ct-cao-xa"]
    with clock.fixed(clock.at(2025, 6, 13, 17, 30)):
        note(stop, leader, Kind.GOOD, "Trụ sở được đầu tư mới, cơ bản đáp ứng yêu cầu trước mắt.")
        words = "Trang thiết bị, đường truyền chưa rà soát xong theo hướng dẫn."
        note(stop, leader, Kind.SHORTCOMING, words, due=date(2025, 6, 24))
        made = written(stop, leader, "01/BB-ĐCT", [AttendantGiven(official=head.official)])
        signed(made, leader, head, clock.at(2025, 6, 13, 10))


def note(stop: UUID, leader: Actor, kind: Kind, words: str = "", due: date | None = None) -> None:
    """Note what was found at a stop."""
    perform(NoteFinding(stop=stop, kind=kind, words=words, due=due), leader)


def written(stop: UUID, leader: Actor, number: str, unit_side: list[AttendantGiven]) -> UUID:
    """Write the minutes of a stop by its leader and lay them before the unit."""
    record = inspections.stop_record(stop)
    if record is None:
        raise LookupError(stop)
    made = perform(DraftStopMinutes(stop=stop), leader).target
    writes = next(one.id for one in record.members if one.official == leader.official)
    command = CorrectStopMinutes(
        minutes=made,
        number=number,
        present=[one.id for one in record.members],
        unit_side=unit_side,
        recorder=writes,
    )
    perform(command, leader)
    perform(LayStopMinutes(minutes=made), leader)
    return made


def signed(made: UUID, leader: Actor, head: Actor, ended: datetime) -> None:
    """Let the unit say its words, read the minutes out, and let both sides sign with trial certificates."""
    perform(AnswerStopMinutes(minutes=made, explanation=NOTHING_TO_ADD), head)
    perform(CloseStopMinutes(minutes=made, ended=ended), leader)
    certificates.give([leader, head])
    for signer in (head, leader):
        perform(SignStopMinutes(minutes=made, paper=file_of(signer, made)), replace(signer, verified=True))


def _actor(username: str) -> Actor | None:
    account = names.account_named(username)
    found = office.actor_of(account) if account else None
    return replace(found, verified=True) if found is not None else None
