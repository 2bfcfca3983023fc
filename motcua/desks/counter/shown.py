"""Dossiers and people in the shapes the shared parts draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from motcua.catalogue.queries import Doubt
from motcua.desks.shared.shapes import BasketItem, Column, Due, DueState, Person, Text
from motcua.dossiers.rules.life import ENDED, State
from motcua.dossiers.views import DossierRow, Explained
from motcua.kernel.partial_date import PartialDate
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.parties.queries import PartyView

STATES = {
    State.ACCEPTED: (N_("Đã tiếp nhận"), "calm"),
    State.PROCESSING: (N_("Đang xử lý"), "calm"),
    State.SUPPLEMENT: (N_("Chờ bổ sung giấy tờ"), "pause"),
    State.FEE: (N_("Chờ nộp tiền"), "pause"),
    State.SUSPENDED: (N_("Tạm dừng"), "pause"),
    State.READY: (N_("Có kết quả, chờ trả"), "good"),
    State.RETURNED: (N_("Đã trả"), "plain"),
    State.WITHDRAWN: (N_("Đã rút"), "plain"),
    State.STOPPED: (N_("Đã dừng"), "plain"),
}

PERSON_COLUMNS = tuple(map(Column, (N_("Họ tên"), N_("Năm sinh"), N_("Số giấy tờ"), N_("Điện thoại"))))
DOSSIER_COLUMNS = tuple(
    map(Column, (N_("Mã hồ sơ"), N_("Thủ tục"), N_("Chủ hồ sơ"), N_("Tình trạng"), N_("Hẹn trả"), N_("Việc")))
)


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier in a list: its row, what state it is in (word and tone), how it stands to its clock.

    ``due`` is ``None`` once the result is there: the clock has stopped.
    """

    row: DossierRow
    state: str
    tone: str
    due: Due | None

    @property
    def id(self) -> UUID:
        """Return the dossier's id: rows of tables need one."""
        return self.row.id


def lines(rows: Sequence[DossierRow]) -> list[Line]:
    """Return dossiers as lines of a list with the working time left."""
    return [_line(row) for row in rows]


def _line(row: DossierRow) -> Line:
    state, tone = STATES[State(row.state)]
    if row.state == State.READY or row.state in ENDED:
        return Line(row, state, tone, None)
    return Line(row, state, tone, Due(DueState(row.due.state), row.due.words or "", row.due.at))


def page_of(actor: Actor, dossier: UUID) -> str:
    """Return where ``actor`` sees a dossier: its receipt for whoever receives, the back office's page for others."""
    return reverse("counter:receipt" if actor.can("dossier.receive") else "backoffice:dossier", args=[dossier])


def basket(shown: Sequence[Line], hrefs: Sequence[str], current: UUID | None = None) -> list[BasketItem]:
    """Return the dossiers of a visit as its basket."""
    return [
        BasketItem(
            title=f"{line.row.procedure} – {line.row.about}" if line.row.about else line.row.procedure,
            code=line.row.label,
            state=line.state,
            tone=line.tone,
            due=line.due,
            href=href,
            current=line.row.id == current,
        )
        for line, href in zip(shown, hrefs, strict=True)
    ]


def promised(promise: Explained) -> Due:
    """Return a date that would be promised, as a badge."""
    return Due(DueState.IN_TIME if promise.at else DueState.NONE, promise.spoken)


def born(iso: str) -> str:
    """Return a partial birth date as people write it: 1958, 03/1958, 12/03/1958."""
    return str(PartialDate.from_iso(iso)) if iso else ""


def person(view: PartyView, role: Text = "", href: str = "") -> Person:
    """Return a party as a card."""
    return Person(
        name=view.name,
        role=role,
        born=born(view.born),
        number=view.number,
        phone=view.phone_shown,
        address=view.address,
        warnings=(N_("Chưa có số điện thoại để báo kết quả"),) if not view.phone else (),
        href=href,
    )


NO_START = N_("chưa rõ ngày bắt đầu")
AWAITS = N_("chờ xác nhận thời hạn")
AWAITS_PARTLY = N_("chờ xác nhận thời hạn ở một số trường hợp")
WHY_NO_START = N_("Nguồn không ghi thủ tục áp dụng từ ngày nào. Vẫn nhận hồ sơ như thường.")
WHY_AWAITS = N_("Thời hạn chưa được kiểm chứng. Vẫn nhận hồ sơ, nhưng chưa hẹn ngày trả đến khi Giám đốc xác nhận.")


def marks(doubt: Doubt) -> tuple[str, ...]:
    """Return the short marks of what is not settled of a procedure, as its list and page at the director's say them."""
    limit = AWAITS if doubt.awaits else AWAITS_PARTLY
    return (*((NO_START,) if doubt.no_start else ()), *((limit,) if doubt.awaiting else ()))


def doubts(found: Iterable[Doubt]) -> tuple[tuple[str, str], ...]:
    """Return each mark that stands among ``found`` with its explanation, once."""
    known = tuple(found)
    lines = [(NO_START, WHY_NO_START)] if any(one.no_start for one in known) else []
    return (*lines, *([(AWAITS, WHY_AWAITS)] if any(one.awaiting for one in known) else []))
