"""The demonstration's building works: Phùng Nguyên, asked to be whole before 25/6/2025, and Trà Lý, being repaired.

Places, words and days are those of the press reports of 12/6 and 13/6/2025. Stages, weights, percents and blockers were
made up for practice and say *thử*.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.config.demo.region import Region
from motcua.kernel import clock
from motcua.ledger.perform import perform
from motcua.works.commands import CreateWorks, OpenBlocker, PostProgress, RecordVisit, StageWish
from motcua.works.rules import AskedKind, Side

ASKED = (
    "Phối hợp chặt chẽ với đơn vị thi công, đôn đốc đẩy nhanh tiến độ, phấn đấu hoàn thành trước ngày 25/6 để phục vụ "
    "đơn vị hành chính mới."
)


def fill(region: Region) -> None:
    """Play the works of Trà Lý (12/6) and Phùng Nguyên (13/6) up to the builder's first report."""
    repair_tra_ly(region)
    works = build_phung_nguyen(region)
    report_sixty(region, works)


def build_phung_nguyen(region: Region) -> UUID:
    """Enter the works of Phùng Nguyên as asked for on 13/6/2025; return their id."""
    with clock.fixed(clock.at(2025, 6, 13, 9)):
        command = CreateWorks(
            place=region.places["phung-nguyen"],
            contractor=region.contractor,
            name="Xây dựng và hoàn thiện Trung tâm Phục vụ hành chính công xã Phùng Nguyên",
            venue="Trụ sở xã Phùng Nguyên",
            starts=date(2025, 6, 2),
            stages=[
                StageWish(name="Xây, sửa mặt bằng (thử)", weight=40, starts=date(2025, 6, 2), ends=date(2025, 6, 11)),
                StageWish(name="Điện, nước, mạng (thử)", weight=40, starts=date(2025, 6, 9), ends=date(2025, 6, 19)),
                StageWish(
                    name="Nội thất, biển hiệu (thử)", weight=20, starts=date(2025, 6, 18), ends=date(2025, 6, 24)
                ),
            ],
            asked_kind=AskedKind.BEFORE,
            asked_day=date(2025, 6, 25),
            ground=ASKED,
            asked_by="Khuất Đăng Khoa – Chủ tịch UBND huyện",
            asked_on=date(2025, 6, 13),
        )
        return perform(command, region["csvc-phung-nguyen"]).target


def report_sixty(region: Region, works: UUID) -> None:
    """Let the builder report 60 % (a value made up for practice) in the afternoon of 13/6/2025, and one blocker."""
    with clock.fixed(clock.at(2025, 6, 13, 15)):
        report = PostProgress(works=works, stages={"g1": 100, "g2": 50, "g3": 0}, words="Số liệu thử: đạt 60 %.")
        perform(report, region["thicong"])
    with clock.fixed(clock.at(2025, 6, 13, 16)):
        seen = RecordVisit(
            works=works, seen_on=date(2025, 6, 13), percent=55, words="Đoàn kiểm tra thực tế ngày 13/6 (số liệu thử)."
        )
        perform(seen, region["khoakd"])


def repair_tra_ly(region: Region) -> UUID:
    """Enter the repair of Trà Lý's seat, seen on 12/6/2025 and asked to be hastened without a day; return its id."""
    with clock.fixed(clock.at(2025, 6, 12, 10)):
        command = CreateWorks(
            place=region.places["tra-ly"],
            name="Sửa chữa nơi đặt Trung tâm Phục vụ hành chính công phường Trà Lý",
            venue="Trung tâm học tập cộng đồng xã Đông Mỹ",
            starts=date(2025, 6, 5),
            stages=[
                StageWish(name="Cải tạo nhà (thử)", weight=70, starts=date(2025, 6, 5), ends=date(2025, 6, 13)),
                StageWish(name="Lắp quầy, thiết bị (thử)", weight=30, starts=date(2025, 6, 12), ends=date(2025, 6, 14)),
            ],
            asked_kind=AskedKind.SOON,
            ground="Đẩy nhanh tiến độ cải tạo, nâng cấp hạ tầng.",
            asked_by="Nguyễn Khắc Thận – Bí thư Tỉnh ủy",
            asked_on=date(2025, 6, 12),
        )
        works = perform(command, region["csvc-tra-ly"]).target
    with clock.fixed(clock.at(2025, 6, 12, 11)):
        blocked = OpenBlocker(works=works, what="Chờ kéo điện ba pha (thử)", side=Side.OTHER, who="Điện lực (thử)")
        perform(blocked, region["csvc-tra-ly"])
    return works
