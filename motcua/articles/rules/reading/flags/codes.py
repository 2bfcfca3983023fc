"""Every code a flag may carry: what it says, what to do, whether publishing waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from motcua.articles.rules.reading.shapes import Flag
from motcua.kernel.words import N_, said


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of trap. ``bars``: an article is not published before somebody settled it; the rest wants to be seen."""

    name: str
    todo: str
    bars: bool = False


CODES: Final[dict[str, Code]] = {
    "date.exclusive": Code(
        N_("«Trước ngày» không kể ngày đó"),
        N_("Ngày cuối cùng còn đúng hạn là {last}. Giao việc thì ghi hạn là ngày này."),
    ),
    "date.rest_day": Code(
        N_("Ngày nghỉ"),
        N_("{day} là {weekday}, ngày không làm việc. Hỏi lại ngày, hoặc ghi rõ có phân công trực."),
    ),
    "date.year_inferred": Code(
        N_("Năm do suy ra"),
        N_("Bài không ghi năm. Năm {year} là suy ra từ {ground}; khi dùng phải ghi là suy ra."),
    ),
    "date.year_unknown": Code(
        N_("Không rõ năm"),
        N_("Bài không ghi năm và không có căn cứ để suy ra. Hỏi nơi đăng bài rồi ghi năm."),
    ),
    "date.published_later": Code(
        N_("Ngày đăng khác ngày việc xảy ra"),
        N_("Việc xảy ra ngày {event}, bài đăng ngày {published}. Ngày kiểm tra lấy theo bài, không lấy ngày đăng."),
    ),
    "venue.two_names": Code(
        N_("Một trụ sở, hai tên"),
        N_(
            "{unit} có hai địa điểm: «{first}» và «{second}». Hỏi xã, phường rồi ghi nơi nào đúng; chưa rõ thì chưa đăng."
        ),
        bars=True,
    ),
    "unit.ambiguous": Code(
        N_("Tên đơn vị chưa rõ"),
        N_("«{name}» có thể là: {meant}. Ghi rõ cấp và tỉnh ở chỗ dễ hiểu nhầm."),
    ),
    "count.headline_differs": Code(
        N_("Số ở tiêu đề khác số trong bài"),
        N_("Tiêu đề nói {title}, đoạn đầu nói {lead}. Đếm theo từng điểm kiểm tra, không theo câu."),
    ),
    "figure.joint": Code(
        N_("Số liệu chung của nhiều đơn vị"),
        N_("{figure} là số chung của {units}. Lưu một lần với phạm vi chung, không chép cho từng đơn vị."),
    ),
    "figure.self_reported": Code(
        N_("Số liệu tự báo cáo"),
        N_("{figure} không kèm tử số, mẫu số hay nguồn đo. Ghi là số tự báo cáo cho đến khi đối chiếu được."),
    ),
    "person.title_varies": Code(
        N_("Một người, hai cách ghi chức vụ"),
        N_("{person} được ghi là «{first}» và «{second}». Đây là một người; dùng chức vụ đầy đủ."),
    ),
    "claim.exception_hidden": Code(
        N_("Câu khái quát che trường hợp ngoại lệ"),
        N_("Bài nói «{claim}» nhưng {exception} chưa xong. Câu tổng hợp phải nêu nơi chưa xong."),
    ),
    "text.repeated": Code(
        N_("Đoạn lặp lại"),
        N_("Đoạn này đã có ở trên. Bản nhập chỉ giữ một lần; câu dẫn nhắc lại tiêu đề thì nên viết lại."),
    ),
    "text.typo": Code(
        N_("Có thể sai chính tả"),
        N_("Có lẽ là «{right}». Sửa ở bản đăng; nguyên văn vẫn được giữ để tìm."),
    ),
    "list.open": Code(
        N_("Danh sách còn bỏ ngỏ"),
        N_("Bài kết thúc bằng dấu «…»: còn mục chưa kể. Hỏi lại để bổ sung, không coi là đã đủ."),
    ),
    "directive.no_date": Code(
        N_("Việc được giao chưa có hạn"),
        N_("Chỉ có «{words}», không có ngày. Hỏi hạn cụ thể; khi giao việc thì xếp vào «chưa có hạn»."),
    ),
    "poll.no_options": Code(
        N_("Bình chọn không có phương án"),
        N_("Trang chỉ có câu hỏi. Biên tập viên phải tự đặt phương án, không suy ra từ bài."),
    ),
    "shortcoming.not_described": Code(
        N_("Nói có thiếu sót mà không nêu"),
        N_("Bài nói có tồn tại, thiếu sót nhưng không kể ra. Không được ghi là «0 thiếu sót»; xem biên bản."),
    ),
}


def flag(code: str, words: str, where: int, /, **values: object) -> Flag:
    """Return a flag of a known code with its advice filled in."""
    return Flag(code, words[:300], where, said(CODES[code].todo, **values))
