"""Sentence patterns: what officials write again and again, one press away. Shared words keep opinions comparable."""

from __future__ import annotations

from motcua.kernel.words import N_

OPINIONS: dict[str, tuple[str, ...]] = {
    "specialist": (
        N_("Hồ sơ đầy đủ, hợp lệ, đề nghị giải quyết."),
        N_("Đã đối chiếu với bản chính, khớp đúng."),
        N_("Đã tra cơ sở dữ liệu, thông tin trùng khớp."),
    ),
    "specialised_system": (N_("Đã nhập hệ thống chuyên ngành, thông tin khớp với hồ sơ."),),
    "division_head": (N_("Nhất trí với đề xuất của chuyên viên, trình lãnh đạo."),),
    "leader": (N_("Đồng ý."),),
    "seal": (N_("Đã vào sổ, đóng dấu."),),
    "external": (N_("Đã nhận ý kiến của cơ quan phối hợp."),),
}
REASONS = (
    N_("Thông tin trong dự thảo kết quả chưa khớp với giấy tờ."),
    N_("Thiếu giấy tờ đã ghi nhận trong thành phần hồ sơ."),
    N_("Dự thảo kết quả có lỗi chính tả, thể thức."),
)
REISSUES = (N_("Người nộp làm mất giấy hẹn, đã xuất trình giấy tờ tùy thân."), N_("Giấy hẹn in lỗi."))
REMOVALS = (N_("Đính kèm nhầm hồ sơ."), N_("Bản quét mờ, đã quét lại."))
LACKS = (
    N_("Nộp bản chính hoặc bản sao có chứng thực."),
    N_("Bản chụp mờ, không đọc được: chụp lại rõ cả bốn góc."),
    N_("Thiếu chữ ký của người yêu cầu."),
    N_("Thông tin chưa khớp với thẻ căn cước: kiểm tra và kê khai lại."),
    N_("Giấy tờ đã hết giá trị sử dụng: nộp bản còn giá trị."),
)
APOLOGIES = (
    N_("Chúng tôi chưa giải quyết xong hồ sơ của ông/bà đúng hẹn và thành thật xin lỗi vì sự chậm trễ này."),
    N_("Hồ sơ cần thêm thời gian để cơ quan phối hợp trả lời. Mong ông/bà thông cảm."),
)
WITHDRAWALS = (N_("Không còn nhu cầu giải quyết."), N_("Xin rút để nộp lại hồ sơ khác."))
