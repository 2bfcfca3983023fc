"""Printing the minutes of a handover: a frozen paper in, PDF/A bytes out. The same paper prints the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from motcua.archives.minutes import Entry, Paper
from motcua.archives.rules.faults import KIND_NAMES, day_text
from motcua.archives.rules.handover import (
    CRITERION_HINTS,
    CRITERION_NAMES,
    SEEN_NAMES,
    VERDICT_NAMES,
    Judgement,
)
from motcua.archives.rules.inventory import retention_said
from motcua.documents import printing
from motcua.kernel import clock

TEMPLATES = Path(__file__).parent / "templates" / "archives" / "print"
TRUST_WORDS = {
    "confirmed": "đã xác nhận",
    "official_copy": "bản chính thức",
    "secondary": "nguồn dẫn lại",
    "unverified": "chưa đối chiếu văn bản gốc",
}


def print_minutes(paper: Paper) -> bytes:
    """Return the minutes as PDF; the last page is for both signatures.

    Raises what :func:`motcua.documents.printing.render` raises.
    """
    return printing.render(TEMPLATES / "minutes.typ", wording(paper), made_at=paper.made_at)


def wording(paper: Paper) -> dict[str, Any]:
    """Return every text of the minutes, in Vietnamese: papers are not translated."""
    made = clock.local(paper.made_at)
    notes = []
    if paper.trial:
        notes.append("DỮ LIỆU THỬ – không có giá trị")
    if paper.demonstration:
        notes.append("BẢN TRÌNH DIỄN – không có giá trị")
    count = paper.counts
    return {
        "marks": notes,
        "place_and_day": f"Ngày {made.day:02} tháng {made:%m} năm {made.year}, {made:%H} giờ {made:%M}",
        "round": f"Lần lập thứ {paper.round} (lần trước bị từ chối ký)" if paper.round > 1 else "",
        "sides": [
            {"name": "Bên giao", "unit": paper.giver, "place": paper.giver_place},
            {"name": "Bên nhận", "unit": paper.receiver, "place": paper.receiver_place},
        ],
        "ground": paper.ground,
        "facts": [
            ["Tên phông", paper.fonds + (f" (mã {paper.fonds_code})" if paper.fonds_code else "")],
            ["Đơn vị hình thành phông", paper.origin],
            ["Thời gian tài liệu", f"{day_text(paper.begins)} – {day_text(paper.closed)}"],
            ["Ngày đóng phông", day_text(paper.closed)],
            ["Số mét giá", _metres(paper)],
            ["Tình trạng", paper.condition or "chưa ghi"],
            ["Danh mục áp dụng", list_words(paper.list_title, paper.list_trust)],
            ["Công cụ tra cứu", "Mục lục hồ sơ, kèm biên bản này"],
        ],
        "counts": [
            ["Hồ sơ bàn giao", _n(count["files"])],
            ["   – bảo quản vĩnh viễn", _n(count["permanent"])],
            ["   – bảo quản có thời hạn", _n(count["fixed"])],
            ["   – ngoài danh mục, chờ xác định giá trị", _n(count["waiting"])],
            ["   – chưa xác định thời hạn", _n(count["undecided"])],
            ["Hồ sơ có bản giấy", _n(count["paper"])],
            ["Hồ sơ có bản điện tử", _n(count["digital"])],
            ["Số tờ", _n(count["sheets"])],
            ["Số trang điện tử", _n(count["pages"])],
            ["Hộp có hồ sơ theo mục lục", _n(count["boxes"])],
            ["Hộp bên nhận đếm được", _n(paper.boxes_counted)],
            ["Tệp điện tử", _n(count["parts"])],
        ],
        "criteria": [_criterion(one) for one in paper.judgements],
        "sample": [[str(one.number), SEEN_NAMES[one.seen], one.words] for one in paper.sample],
        "differences": paper.differences or "Không có.",
        "exceptions": [[one.number, KIND_NAMES[one.kind], one.reason] for one in paper.excepted],
        "giver_words": paper.giver_words or "Không có ý kiến thêm.",
        "receiver_words": paper.receiver_words or "Không có ý kiến thêm.",
        "off_list": _lines(paper.off_list),
        "lists": [
            {"title": "Hồ sơ bảo quản vĩnh viễn", "rows": _lines(paper.permanent)},
            {"title": "Hồ sơ bảo quản có thời hạn", "rows": _lines(paper.fixed)},
            {"title": "Hồ sơ chưa xác định thời hạn", "rows": _lines(paper.undecided)},
        ],
        "listed": paper.listed,
        "bag": paper.bag,
        "manifest": paper.manifest,
    }


def _n(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _metres(paper: Paper) -> str:
    return f"{paper.metres:.2f}".replace(".", ",") if paper.metres is not None else "chưa đo"


def list_words(title: str, trust: str) -> str:
    """Return the official list of a fonds with how far it is trusted, as papers tell it."""
    return f"{title} – {TRUST_WORDS.get(trust, trust)}" if title else "chưa chọn danh mục"


def _criterion(one: Judgement) -> dict[str, str]:
    verdict = VERDICT_NAMES[one.verdict]
    if one.review is not None:
        verdict += f" (trước mắt; rà soát lại ngày {day_text(one.review)})"
    return {
        "name": CRITERION_NAMES[one.criterion],
        "hint": CRITERION_HINTS[one.criterion],
        "verdict": verdict,
        "words": one.words,
    }


def _lines(entries: tuple[Entry, ...]) -> list[list[str]]:
    return [
        [
            str(one.number),
            one.box,
            one.symbol,
            one.title,
            f"{day_text(one.starts)} – {day_text(one.ends)}",
            str(retention_said(one.years)),
            _amount(one),
            one.creator,
            one.note,
        ]
        for one in entries
    ]


def _amount(one: Entry) -> str:
    parts = [f"{one.sheets} tờ" if one.sheets is not None else "", f"{one.pages} trang" if one.pages else ""]
    return ", ".join(part for part in parts if part)
