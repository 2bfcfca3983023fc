"""Papers of the till: a receipt, a refund slip, a day's reconciliation. The same row prints the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from motcua.documents import printing
from motcua.kernel import clock
from motcua.kernel.money import VND
from motcua.ledger.actor import Realm
from motcua.office.queries import names
from motcua.payments.queries import BillPage, DayPage
from motcua.payments.queries.values import LineView, ReceiptView, RefundView
from motcua.payments.rules.bills import MANNER_NAMES, Manner
from motcua.payments.rules.matching import DIFFERENCE_NAMES
from motcua.payments.rules.till import day_series

FOLDER: Final = Path(__file__).parents[1] / "templates" / "counter" / "print"
COPIES: Final = ("Liên 1: Lưu", "Liên 2: Giao người nộp tiền", "Liên 3: Kế toán")
TRIAL: Final = "THỬ – KHÔNG CÓ GIÁ TRỊ"
OWN_NUMBER: Final = "Ký hiệu và số của Trung tâm, chưa đăng ký với cơ quan thuế"


def receipt(page: BillPage, one: ReceiptView, realm: str) -> bytes:
    """Return a receipt in three copies as PDF/A, each on a page of its own; an annulled one says so."""
    marks = _marks(realm) + (["ĐÃ HỦY"] if one.annulled_at else [])
    words = {
        "title": "BIÊN LAI THU PHÍ, LỆ PHÍ",
        "lines": [_line(line) for line in page.lines],
        "reduced": _reduced(page),
        "who": "NGƯỜI THU TIỀN",
        "payer_role": "NGƯỜI NỘP TIỀN",
        "reason": f"Hủy: {one.annulled_why}" if one.annulled_at else "",
        "of": "",
    }
    return _money(page, one, marks, words)


def refund(page: BillPage, one: RefundView, realm: str) -> bytes:
    """Return a refund slip in three copies as PDF/A."""
    words = {
        "title": "PHIẾU HOÀN TRẢ PHÍ, LỆ PHÍ",
        "lines": [],
        "reduced": "",
        "who": "NGƯỜI HOÀN TRẢ",
        "payer_role": "NGƯỜI NHẬN TIỀN",
        "reason": one.reason,
        "of": one.receipt_text,
    }
    return _money(page, one, _marks(realm), words)


def _money(page: BillPage, one: ReceiptView | RefundView, marks: list[str], words: Mapping[str, Any]) -> bytes:
    when, amount = clock.local(one.at), VND(one.amount)
    head = names.heading_of(page.centre, when.date())
    official = page.setup.receipt_form if page.setup else ""
    own = one.symbol.endswith(day_series("BL", when.year)) if isinstance(one, ReceiptView) else False
    spelled = amount.in_words
    data = {
        **words,
        "head": {"body": head.governing_body, "centre": head.centre, "marks": marks},
        "copies": list(COPIES),
        "form": "" if own or isinstance(one, RefundView) else official,
        "own": OWN_NUMBER if own else "",
        "symbol": one.symbol,
        "number": f"{one.number:07d}",
        "payer": page.row.payer,
        "address": page.card.address if page.card else "",
        "dossier": page.row.label,
        "figure": amount.digits,
        "words": spelled[:1].upper() + spelled[1:],
        "manner": MANNER_NAMES[Manner(one.manner)],
        "place_and_day": f"{head.short}, ngày {when.day} tháng {when.month} năm {when.year}",
        "clerk": one.who,
    }
    return printing.render(FOLDER / "money.typ", data, made_at=one.at)


def _marks(realm: str) -> list[str]:
    return [TRIAL] if realm == Realm.TRIAL else []


def _line(line: LineView) -> list[str]:
    many = f"{line.quantity}{f' bản × {line.pages} trang' if line.pages else ''}"
    return [line.name, VND(line.unit_amount).digits, many, VND(line.amount - line.reduced).digits]


def _reduced(page: BillPage) -> str:
    off = page.row.gross - page.row.total
    return f"Đã giảm {page.percent} % ({VND(off)})" if off else ""


def reconciliation(page: DayPage, centre: Any, realm: str, made: datetime) -> bytes:
    """Return a day's reconciliation (A4) as PDF/A: figures, tills, statement, differences with their explanation."""
    head = names.heading_of(centre, page.row.day)
    figures = page.figures
    data = {
        "head": {"body": head.governing_body, "centre": head.centre, "marks": _marks(realm)},
        "title": f"BẢNG ĐỐI SOÁT NGÀY {_day(page.row.day)}",
        "state": f"Đã chốt {_moment(page.row.closed_at)}, {page.row.closed_by}" if page.row.closed_at else "Chưa chốt",
        "figures": [
            ["Thu tiền mặt", VND(figures.cash_taken).digits],
            ["Hoàn trả tiền mặt", VND(figures.cash_refunded).digits],
            ["Chênh lệch quỹ", VND(figures.cash_difference).digits],
            ["Biên lai chuyển khoản", VND(figures.transfers_in).digits],
            ["Sao kê: tiền vào", VND(figures.statement_in).digits],
            ["Sao kê: tiền ra", VND(figures.statement_out).digits],
        ],
        "shifts": [
            [
                row.who,
                _moment(row.opened_at),
                VND(row.cash.expected).digits,
                VND(row.counted).digits if row.counted is not None else "chưa đếm",
                row.reason,
            ]
            for row in page.shifts
        ],
        "lines": [
            [
                " ".join(filter(None, (row.reference, row.content))),
                f"{row.label} {row.paper}".strip(),
                VND(row.amount).digits,
            ]
            for row in page.lines
        ],
        "differences": _differences(page),
        "note": page.note,
        "place_and_day": f"{head.short}, ngày {page.row.day.day} tháng {page.row.day.month} năm {page.row.day.year}",
    }
    return printing.render(FOLDER / "reconciliation.typ", data, made_at=made)


def _differences(page: DayPage) -> Sequence[Sequence[str]]:
    return [
        [
            DIFFERENCE_NAMES[one.difference],
            " ".join(filter(None, (one.label, one.told))),
            VND(one.bank).digits,
            VND(one.books).digits,
            one.words or "chưa giải trình",
        ]
        for one in page.differences
    ]


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _moment(at: datetime | None) -> str:
    return f"{clock.local(at):%H:%M %d/%m/%Y}" if at else ""
