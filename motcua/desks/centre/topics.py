"""The topics of the centre's housekeeping, in the order of the desk's first page. Each has addresses of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from motcua.kernel.words import N_


@dataclass(frozen=True, slots=True)
class Topic:
    """A part of the desk: its first address by name, its title, what it is for, its picture, and what opens it.

    ``of_centres``: there is nothing in it for whoever reaches no centre.
    """

    view: str
    title: str
    about: str
    icon: str
    powers: frozenset[str]
    of_centres: bool = False


TOPICS: Final[tuple[Topic, ...]] = (
    Topic(
        "readiness:home",
        N_("Sẵn sàng"),
        N_("Hồ sơ 6 khu, bằng chứng, mặt bằng, vận hành thử: đủ điều kiện chưa, còn vướng gì."),
        "flag",
        frozenset({"readiness.read"}),
    ),
    Topic(
        "assets:register",
        N_("Tài sản, thiết bị"),
        N_("Sổ tài sản, bàn giao, so với hướng dẫn trang bị, đề nghị bổ sung, kiểm kê."),
        "scan",
        frozenset({"asset.read", "asset.write", "asset.norm"}),
    ),
    Topic(
        "works:home",
        N_("Công trình"),
        N_("Tiến độ xây dựng, sửa chữa trụ sở: ai làm, đến đâu, có kịp ngày yêu cầu không."),
        "unit",
        frozenset({"works.read", "works.report"}),
    ),
    Topic(
        "links:home",
        N_("Đường truyền"),
        N_("Đường internet, dự phòng, kết nối với hệ thống của tỉnh: đo được gì, mất lúc nào."),
        "link",
        frozenset({"link.read"}),
    ),
    Topic(
        "people:today",
        N_("Nhân sự"),
        N_("Trực hôm nay, lịch trực, phân công, nghỉ phép, phương án nhân sự, tập huấn, nhu cầu nhà ở và phụ cấp."),
        "people",
        frozenset({"staff.read"}),
        of_centres=True,
    ),
    Topic(
        "seals:orders",
        N_("Con dấu, chứng thư số"),
        N_("Con dấu, chứng thư số đang ở bước nào, ai đang giữ, đơn vị và người nào còn thiếu."),
        "stamp",
        frozenset({"staff.read"}),
    ),
    Topic(
        "records:home",
        N_("Hồ sơ lưu trữ"),
        N_("Phông, mục lục, phân loại, kiểm tra chuẩn hóa, bàn giao khi sáp nhập."),
        "folder",
        frozenset({"records.read"}),
    ),
    Topic(
        "money:home",
        N_("Kinh phí"),
        N_("Dự toán từ dự thảo đến duyệt, kinh phí hỗ trợ, phần đã chi cho Trung tâm."),
        "coin",
        frozenset({"budget.read"}),
    ),
    Topic(
        "decisions:home",
        N_("Văn bản, cam kết"),
        N_("Sổ quyết định, văn bản lãnh đạo, chỉ đạo; cam kết theo chủ đề năm và ai chưa ký."),
        "copy",
        frozenset({"decision.read"}),
    ),
    Topic(
        "figures:home",
        N_("Số liệu"),
        N_("Số người ta nêu, ở đâu, của ai; bên cạnh là số sổ của hệ thống đếm được, và số nào không khớp."),
        "scales",
        frozenset({"figure.read"}),
    ),
    Topic(
        "projects:home",
        N_("Dự án theo dõi"),
        N_("Dự án, giải phóng mặt bằng, quy hoạch: đang đến đâu, việc tiếp theo, tin nào đã cũ."),
        "list",
        frozenset({"project.read"}),
    ),
    Topic(
        "checklists:home",
        N_("Bộ câu hỏi kiểm tra"),
        N_("Câu hỏi của các đoàn kiểm tra: soạn bằng bảng tính, xem trước, làm thử, in giấy, các phiên bản."),
        "check",
        frozenset({"checklist.write", "inspection.read"}),
    ),
    Topic(
        "proposals:home",
        N_("Khó khăn, đề xuất"),
        N_("Điều xã vướng và đề xuất: đang ở đơn vị nào, chờ bao lâu, trả lời ra sao; vấn đề chung của nhiều xã."),
        "flag",
        frozenset({"proposal.read"}),
    ),
    Topic(
        "articles:home",
        N_("Bài viết"),
        N_("Viết, nhập bài báo, trả lời cảnh báo, ảnh, hẹn giờ đăng, rút bài, lượt đọc."),
        "pen",
        frozenset({"article.write", "article.publish"}),
    ),
)
