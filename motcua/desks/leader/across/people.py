"""Boards of people, money and projects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from django.urls import reverse

from motcua.budget import across as budget
from motcua.budget import rules as money_rules
from motcua.budget.across import Show as MoneyShow
from motcua.desks.leader.across.shapes import Asked, Figure, Head, Row, Topic
from motcua.kernel.ids import parse_id
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.oversight import queries as oversight
from motcua.oversight import rules as project_rules
from motcua.staff.queries import across as staff
from motcua.staff.queries.across import Show
from motcua.staff.rules.moves import ITEM_NAMES

MOVE_HEADS = (
    Head(N_("Xã, phường"), 30),
    Head(N_("Họ tên"), 26),
    Head(N_("Vị trí"), 30),
    Head(N_("Nhận việc từ"), 14),
    Head(N_("Còn thiếu"), 40),
)
SERVE_HEADS = (
    Head(N_("Xã, phường"), 30),
    Head(N_("Họ tên"), 26),
    Head(N_("Quầy"), 20),
    Head(N_("Phân công từ"), 14),
    Head(N_("Lĩnh vực chưa được tập huấn"), 40),
)
ESTIMATE_HEADS = (
    Head(N_("Xã, phường"), 30),
    Head(N_("Dự toán"), 40),
    Head(N_("Tình trạng"), 24),
    Head(N_("Số tiền (đồng)"), 20, numeric=True),
    Head(N_("Phải duyệt trước hết ngày"), 16),
)
GRANT_HEADS = (
    Head(N_("Xã, phường"), 30),
    Head(N_("Khoản hỗ trợ"), 40),
    Head(N_("Được cấp (đồng)"), 20, numeric=True),
    Head(N_("Đã chi (đồng)"), 20, numeric=True),
    Head(N_("Chi cho Trung tâm (đồng)"), 20, numeric=True),
    Head(N_("Ghi ngày"), 14),
)
PROJECT_HEADS = (
    Head(N_("Xã, phường"), 30),
    Head(N_("Dự án"), 40),
    Head(N_("Loại"), 24),
    Head(N_("Tình trạng"), 24),
    Head(N_("Việc tiếp theo"), 40),
    Head(N_("Trước hết ngày"), 14),
    Head(N_("Tin cuối"), 14),
    Head(N_("Số ngày không có tin"), 12, numeric=True),
)
UNASKED_HEADS: Final = (Head(N_("Xã, phường"), 26), Head(N_("Tình trạng"), 44))
MONEY_NAMES: Final[Mapping[MoneyShow, str]] = {
    MoneyShow.MISSING: N_("Dự toán quá ngày chưa duyệt"),
    MoneyShow.UNASKED: N_("Năm nay chưa được yêu cầu lập dự toán"),
    MoneyShow.WAITING: N_("Dự toán chờ duyệt"),
    MoneyShow.ELSEWHERE: N_("Kinh phí ưu tiên Trung tâm đã chi việc khác"),
    MoneyShow.UNSPENT: N_("Kinh phí ưu tiên Trung tâm chưa chi cho Trung tâm"),
    MoneyShow.FIRST: N_("Mọi kinh phí ưu tiên Trung tâm"),
}
PROJECT_NAMES: Final[Mapping[oversight.Show, str]] = {
    oversight.Show.STALE: N_("Lâu chưa có tin"),
    oversight.Show.OVERDUE: N_("Quá ngày việc tiếp theo"),
    oversight.Show.STUCK: N_("Đang vướng"),
    oversight.Show.OPEN: N_("Đang theo dõi"),
}


def _people_figures(actor: Actor, place: UUID | None) -> Sequence[Figure]:
    found = staff.counts(actor, place)
    return (
        *(
            Figure(show, said(N_("Thiếu: {what}"), what=said(ITEM_NAMES[item])), found.lacking[item], found.moving)
            for show, item in staff.LACKS.items()
        ),
        Figure(Show.UNTRAINED, N_("Lĩnh vực được phân công mà người trực chưa tập huấn"), found.untrained),
    )


def _people_rows(actor: Actor, asked: Asked) -> tuple[Sequence[Row], str]:
    show = Show(asked.show)
    rows, more = staff.listed(actor, show, place=asked.place, text=asked.text, after=asked.after, limit=asked.limit)
    return [_person(row, show) for row in rows], more


def _person(row: staff.PersonRow, show: Show) -> Row:
    if show is Show.UNTRAINED:
        href = f"{reverse('people:assignments')}?don-vi={row.unit}"
        return Row(href, (row.place_name, row.name, row.post, row.first_day, row.field))
    return Row(
        reverse("people:move", args=[row.id]),
        (row.place_name, row.name, row.post, row.first_day, _joined([ITEM_NAMES[item] for item in row.missing])),
    )


def _joined(names: Sequence[str]) -> Said | None:
    """Return marked words one after another, each translated where it is shown."""
    whole: Said | None = None
    for name in names:
        whole = said(name) if whole is None else said(N_("{before}, {after}"), before=whole, after=said(name))
    return whole


def _money_figures(actor: Actor, place: UUID | None) -> Sequence[Figure]:
    found = budget.counts(actor, place)
    return [Figure(show, name, found[show]) for show, name in MONEY_NAMES.items()]


def _money_heads(show: str) -> Sequence[Head]:
    if show == MoneyShow.UNASKED:
        return UNASKED_HEADS
    return ESTIMATE_HEADS if show in {MoneyShow.MISSING, MoneyShow.WAITING} else GRANT_HEADS


def _money_rows(actor: Actor, asked: Asked) -> tuple[Sequence[Row], str]:
    after = parse_id(asked.after) if asked.after else None
    rows, more = budget.listed(
        actor, MoneyShow(asked.show), place=asked.place, text=asked.text, after=after, limit=asked.limit
    )
    return [_money_row(row) for row in rows], more.hex if more else ""


def _money_row(row: budget.Money) -> Row:
    if row.unasked is not None:
        bare = row.unasked
        words = said(N_("Chưa ai yêu cầu lập dự toán năm {year}"), year=str(bare.year))
        return Row(f"{reverse('money:ask_many')}?xa={bare.place}", (bare.place_name, words))
    if row.estimate is not None:
        one = row.estimate
        state = said(money_rules.STATE_NAMES[one.state])
        cells = (one.place_name, one.title, state, one.total, one.wanted_by)
        return Row(reverse("money:estimate", args=[one.id]), cells)
    if row.grant is None:
        raise TypeError("neither an estimate nor a grant")
    grant = row.grant
    return Row(
        reverse("money:grant", args=[grant.id]),
        (
            *(grant.place_name, grant.name, grant.amount, grant.share.spent),
            *(grant.share.centre, grant.recorded_on),
        ),
    )


def _project_figures(actor: Actor, place: UUID | None) -> Sequence[Figure]:
    found = oversight.counts(actor, place)
    return (
        Figure(oversight.Show.STALE, PROJECT_NAMES[oversight.Show.STALE], found.stale, found.open),
        Figure(oversight.Show.OVERDUE, PROJECT_NAMES[oversight.Show.OVERDUE], found.overdue, found.open),
        Figure(oversight.Show.STUCK, PROJECT_NAMES[oversight.Show.STUCK], found.stuck, found.open),
        Figure(oversight.Show.OPEN, PROJECT_NAMES[oversight.Show.OPEN], found.open),
    )


def _project_rows(actor: Actor, asked: Asked) -> tuple[Sequence[Row], str]:
    after = parse_id(asked.after) if asked.after else None
    wanted = oversight.Asked(oversight.Show(asked.show), asked.text, asked.place, after=after)
    if asked.limit > oversight.PAGE:
        return [_project_row(row) for row in oversight.exported(actor, wanted, asked.limit)], ""
    rows, more = oversight.listed(actor, wanted)
    return [_project_row(row) for row in rows], rows[-1].id.hex if more else ""


def _project_row(row: oversight.ProjectRow) -> Row:
    kind, status = said(project_rules.KIND_NAMES[row.kind]), said(project_rules.STATUS_NAMES[row.status])
    return Row(
        reverse("projects:project", args=[row.id]),
        (row.place_name, row.name, kind, status, row.next_step, row.next_by, row.last_word_on, row.silent),
    )


PEOPLE = Topic(
    key="nhan-su",
    title=N_("Con người của các Trung tâm"),
    lead=N_("Ai sắp nhận việc mà chưa có tài khoản, chứng thư số; ai được phân công lĩnh vực chưa tập huấn."),
    power="staff.read",
    usual=Show.ACCOUNT,
    shows=tuple(Show),
    figures=_people_figures,
    heads=lambda show: SERVE_HEADS if show == Show.UNTRAINED else MOVE_HEADS,
    rows=_people_rows,
    by_place=lambda actor, show: staff.by_place(actor, Show(show)),
)
MONEY = Topic(
    key="kinh-phi",
    title=N_("Kinh phí của các Trung tâm"),
    lead=N_(
        "Dự toán nào quá ngày chưa duyệt, nơi nào chưa được yêu cầu lập dự toán, kinh phí hỗ trợ nào chưa chi cho Trung tâm trước."
    ),
    power="budget.read",
    usual=MoneyShow.MISSING,
    shows=tuple(MoneyShow),
    figures=_money_figures,
    heads=_money_heads,
    rows=_money_rows,
    by_place=lambda actor, show: budget.by_place(actor, MoneyShow(show)),
)
PROJECTS = Topic(
    key="du-an",
    title=N_("Dự án, giải phóng mặt bằng đang theo dõi"),
    lead=N_("Dự án nào lâu chưa có tin, quá ngày hoặc đang vướng."),
    power="project.read",
    usual=oversight.Show.STALE,
    shows=tuple(PROJECT_NAMES),
    figures=_project_figures,
    heads=lambda _show: PROJECT_HEADS,
    rows=_project_rows,
    by_place=lambda actor, show: oversight.by_place(actor, oversight.Show(show)),
)
