"""The story of what Đại Đồng found hard and asked for on 15/7/2025: six difficulties, five proposals, seven units.

What was said is that of the press report, in our words; reasons, days and answers of units are made up (*thử*), for the
report tells only what was concluded. A second commune with the same difficulty is made up as well.
"""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from motcua.config.demo.region import Region
from motcua.kernel import clock
from motcua.ledger.perform import perform
from motcua.proposals.commands import AnswerCommon, AnswerProposal, JoinCommon, MakeCommon, OpenFiling, RouteProposal
from motcua.proposals.filing import Item, file_list
from motcua.proposals.rules.facts import Category, Kind, Occasion, Outcome, Solver

HARD, ASKED = Kind.DIFFICULTY, Kind.PROPOSAL
VISIT: Final = "Đoàn công tác của UBND tỉnh, sáng 15/7/2025"
ITEMS: Final = (
    ("D1", Item(kind=HARD, category=Category.PREMISES, statement="Nơi làm việc của xã phân tán ở nhiều trụ sở.")),
    ("D2", Item(kind=HARD, category=Category.PREMISES, statement="Nhà cửa, cơ sở vật chất đã xuống cấp.")),
    ("D3", Item(kind=HARD, category=Category.EQUIPMENT, statement="Thiết bị không cùng loại, khó dùng chung.")),
    ("D4", Item(kind=HARD, category=Category.SEAL, statement="Khắc con dấu, đăng ký chữ ký số mất nhiều thời gian.")),
    (
        "D5",
        Item(
            kind=HARD,
            category=Category.STAFFING,
            statement="Khối lượng công việc tăng cao, chưa có cơ chế hỗ trợ nhân lực hay phụ cấp phù hợp.",
            solver=Solver.POLICY,
        ),
    ),
    (
        "D6",
        Item(
            kind=HARD,
            category=Category.HOUSING,
            statement="Thiếu phương tiện, trang thiết bị làm việc; nhà ở công vụ chưa đáp ứng.",
        ),
    ),
    (
        "P1",
        Item(
            kind=ASKED,
            category=Category.MONEY,
            statement="Hỗ trợ kinh phí đầu tư, sửa chữa trụ sở.",
            cost=4_500_000_000,
            cost_basis="Khái toán thử",
            answers=[1, 2],
        ),
    ),
    (
        "P2",
        Item(
            kind=ASKED,
            category=Category.EQUIPMENT,
            statement="Mua sắm trang thiết bị cho xã mới.",
            priority="nhất là hạ tầng mạng phục vụ giao dịch trực tuyến",
            answers=[3, 6],
        ),
    ),
    (
        "P3",
        Item(
            kind=ASKED, category=Category.PREMISES, statement="Mở rộng Trung tâm Phục vụ hành chính công.", answers=[1]
        ),
    ),
    (
        "P4",
        Item(
            kind=ASKED,
            category=Category.TRAINING,
            statement="Mở lớp tập huấn chuyên sâu theo từng lĩnh vực.",
            answers=[5],
        ),
    ),
    (
        "P5",
        Item(
            kind=ASKED,
            category=Category.PROJECTS,
            statement="Triển khai các dự án đã phê duyệt: đường 437, Cụm công nghiệp Đầm Đuống, Nhà máy Hoàng Hà 1988.",
            purpose="Tạo việc làm, phát triển kinh tế – xã hội của xã.",
        ),
    ),
)
"""Six difficulties, then five proposals; each proposal names the difficulties it answers by their place in the list."""


def tell_filing(built: Region) -> dict[str, UUID]:
    """Let the chair of Đại Đồng file the list at the working session; return the items by D1 … P5."""
    opening = OpenFiling(
        title="Khó khăn và đề xuất sau hai tuần hoạt động",
        occasion=Occasion.DURING,
        visit_words=VISIT,
        first=len(ITEMS),
    )
    _, made = file_list(opening, [item for _, item in ITEMS], built["ct-dai-dong"], "demo-dai-dong")
    return dict(zip((key for key, _ in ITEMS), made, strict=True))


def tell_routing(built: Region, items: dict[str, UUID]) -> None:
    """Let the office of the province send on what concerns more units than the usual way knows."""
    unit = {name: built[f"{name}-pt"].unit for name in ("ca", "skhcn", "snv", "snnmt", "stp")}
    ways = (
        ("D4", ("ca", "skhcn"), "Chứng thư số do Sở Khoa học và Công nghệ làm đầu mối (thử)"),
        ("P4", ("snv", "snnmt", "stp"), "Tập huấn theo lĩnh vực: thêm sở chuyên ngành (thử)"),
    )
    for key, names, reason in ways:
        units = [found for name in names if (found := unit[name]) is not None]
        perform(RouteProposal(proposal=items[key], units=units, reason=reason), built["vp-pt"])


def tell_answers(built: Region, items: dict[str, UUID]) -> None:
    """Let three be answered at the session itself: what the conclusion says of money, and when the seals will be there."""
    first = "Kinh phí được cấp hỗ trợ dùng trước hết cho Trung tâm Phục vụ hành chính công."
    for key in ("P1", "P2"):
        perform(AnswerProposal(proposal=items[key], outcome=Outcome.ANSWERED, words=first), built["liemqt"])
    promised = AnswerProposal(
        proposal=items["D4"],
        outcome=Outcome.ACCEPTED,
        words="Trả con dấu cho xã đã nộp đủ hồ sơ (thử).",
        promised_by=date(2025, 7, 25),
    )
    perform(promised, built["ca-pt"])


def tell_second(built: Region) -> dict[str, UUID]:
    """Let a second commune say the same, and the office of the province make one matter of the two; return them by name."""
    same = Item(
        kind=HARD, category=Category.PREMISES, statement="Nơi làm việc của xã phân tán, các trụ sở xa nhau (thử)."
    )
    opening = OpenFiling(title="Khó khăn về trụ sở (thử)", first=1)
    _, (second,) = file_list(opening, [same], built["ct-xuan-lung"], "demo-xuan-lung")
    command = MakeCommon(title="Trụ sở xã sau sắp xếp phân tán", category=Category.PREMISES, lead=built["stc-pt"].unit)
    common = perform(command, built["vp-pt"]).target
    return {"second": second, "common": common}


def gather(built: Region, common: UUID, members: tuple[UUID, ...]) -> None:
    """Count proposals to a common matter."""
    for member in members:
        perform(JoinCommon(proposal=member, common=common), built["vp-pt"])


def fill(built: Region) -> dict[str, UUID]:
    """Tell the story up to 1/8/2025; return the items by D1 … P5, ``second`` and ``common``."""
    with clock.fixed(clock.at(2025, 7, 15, 8, 30)):
        items = tell_filing(built)
    with clock.fixed(clock.at(2025, 7, 15, 9, 15)):
        tell_routing(built, items)
    with clock.fixed(clock.at(2025, 7, 15, 11)):
        tell_answers(built, items)
    with clock.fixed(clock.at(2025, 7, 18, 9)):
        more = tell_second(built)
        gather(built, more["common"], (items["D1"], more["second"]))
    with clock.fixed(clock.at(2025, 8, 1, 9)):
        words = "Sở tổng hợp vào phương án bố trí trụ sở, trình UBND tỉnh trong tháng 8 (thử)."
        answer = AnswerCommon(
            common=more["common"], outcome=Outcome.ACCEPTED, words=words, promised_by=date(2025, 8, 29)
        )
        perform(answer, built["stc-pt"])
    return items | more
