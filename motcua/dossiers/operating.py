"""What centres did in a period, as conditions over dossiers: each figure of the operating report is one, so that it can be
counted, and opened to the dossiers it counts.

What was carried over, what came in and what was taken over from units that were dissolved makes up what was resolved, what
ended otherwise, what was handed on to a new centre and what is still in process: the report balances or says by how much
not (docs/rules/operating-report.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Final
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum, UUIDField
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThan

from motcua.catalogue import queries as catalogue
from motcua.dossiers import lists, scopes, search
from motcua.dossiers.answering import Answering, split
from motcua.dossiers.counted import digitised, midnight, not_handed_over, undecided
from motcua.dossiers.lateness import A_MINUTE, Day, missed, overdue
from motcua.dossiers.models import Application, Dossier
from motcua.dossiers.rules.life import FILED_BY, State
from motcua.dossiers.views import DossierList
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotAllowed
from motcua.kernel.words import N_
from motcua.ledger import access
from motcua.ledger.actor import Actor

FIGURES: Final[Mapping[str, str]] = {
    "carried": N_("Kỳ trước chuyển sang"),
    "taken": N_("Nhận từ đơn vị cũ trong kỳ"),
    "received": N_("Tiếp nhận trong kỳ"),
    "direct": N_("Trực tiếp"),
    "online": N_("Trực tuyến"),
    "online_able": N_("Thủ tục nộp trực tuyến được"),
    "online_citizen": N_("Trực tuyến, người dân tự nộp"),
    "online_helper": N_("Trực tuyến, người hỗ trợ nộp giúp"),
    "online_official": N_("Trực tuyến, cán bộ nộp thay"),
    "postal": N_("Bưu chính"),
    "elsewhere": N_("Được hỗ trợ ở nơi khác"),
    "resolved": N_("Đã giải quyết"),
    "early": N_("Trước hạn"),
    "ontime": N_("Đúng hạn"),
    "late": N_("Quá hạn"),
    "undated": N_("Không có ngày hẹn"),
    "rejected": N_("Từ chối giải quyết"),
    "withdrawn": N_("Người dân rút"),
    "stopped": N_("Dừng giải quyết"),
    "handed_on": N_("Chuyển đơn vị mới trong kỳ"),
    "open": N_("Đang giải quyết"),
    "open_in_time": N_("Trong hạn"),
    "open_late": N_("Quá hạn"),
    "open_undated": N_("Chưa có ngày hẹn, tạm dừng"),
    "digitised": N_("Có giấy tờ đã số hóa"),
    "supplemented": N_("Đã yêu cầu bổ sung"),
    "extended": N_("Đã xin lỗi, hẹn lại"),
    "uncollected": N_("Có kết quả, chưa trả"),
    "taken_for": N_("Nhận thay nơi khác"),
    "settled_for": N_("Giải quyết hồ sơ nơi khác nhận"),
    "handed_for": N_("Trả kết quả thay nơi khác"),
}
"""Every figure of the report by its key: what opens to dossiers."""

ACROSS: Final[Mapping[str, tuple[str, str]]] = {
    "taken_for": ("received_unit_id", "settling_unit"),
    "settled_for": ("settling_unit_id", "received_unit"),
    "handed_for": ("returning_unit_id", "settling_unit"),
}
"""What is credited to a centre beside the balance, which is of what it received (NĐ 118/2025 Đ14): whose unit did it, and
which unit it was done for. A dossier has one of each, so the sum of many centres counts it once in each figure."""
_AWAY: Final = "turned_away."
PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts of a period, as of ``at``. ``turned_away``: asked to complete their papers or refused, no dossiers."""

    counts: Mapping[str, int]
    supplements: int
    turned_away: Mapping[str, int]
    at: datetime


def counted(actor: Actor, centres: Collection[UUID], first: date, last: date, field: str = "") -> Counted:
    """Return every figure of dossiers that ``centres`` answered for, for whoever reads figures; nine statements, and three
    more where some of them were taken over or handed on.

    That the centres are within the actor's reach is seen to by who calls. :class:`NotAllowed` without the power.
    """
    if not actor.can("figure.read"):
        raise NotAllowed(N_("Bạn không được xem số liệu."))
    counts = counts_of(centres, str(actor.realm), first, last, field)
    away = {key.removeprefix(_AWAY): counts.pop(key) for key in list(counts) if key.startswith(_AWAY)}
    return Counted(counts, counts.pop("supplements"), away, clock.now())


def counts_of(centres: Collection[UUID], realm: str, first: date, last: date, field: str = "") -> dict[str, int]:
    """Return every figure by its key, the supplements asked for and what was ``turned_away.`` by its kind.

    For who has seen to it that whoever asks may read figures.
    """
    counts: Counter[str] = Counter()
    for answering in _of(centres, realm, field):
        conditions = _conditions(answering, first, last)
        plain = {f"n_{key}": Count("pk", filter=where) for key, where in conditions.items() if key != "digitised"}
        counts.update(
            {key.removeprefix("n_"): count for key, count in answering.since(first).aggregate(**plain).items()}
        )
        counts["digitised"] += answering.ever().filter(conditions["digitised"]).count()
        asked = answering.ever().filter(conditions["received"]).aggregate(sum=Sum("supplements"))["sum"]
        counts["supplements"] += asked or 0
    counts.update({key: across(key, centres, realm, field, first, last).count() for key in ACROSS})
    turned = Application.objects.filter(
        unit_id__in=list(centres), realm=realm, turned_day__gte=first, turned_day__lte=last
    )
    if field:
        turned = turned.filter(procedure_code__in=catalogue.codes_in(field))
    away = turned.order_by().values_list("kind").annotate(count=Count("pk"))
    return dict(counts) | {_AWAY + kind: count for kind, count in away}


def opened(
    actor: Actor,
    centres: Collection[UUID],
    figure: str,
    first: date,
    last: date,
    *,
    field: str = "",
    after: UUID | None = None,
) -> DossierList:
    """Return a page of the dossiers behind a figure that the actor may read, the latest first; the read is logged.

    :class:`BadInput` for a figure that is none, :class:`NotAllowed` for whoever reads no dossiers.
    """
    scopes.demand(actor)
    if figure not in FIGURES:
        raise BadInput(N_("Không có chỉ tiêu «{key}»."), key=figure[:40])
    realm = str(actor.realm)
    if figure in ACROSS:
        found = across(figure, centres, realm, field, first, last)
    else:
        found = _having(_of(centres, realm, field), first, last, figure)
    found = found.filter(search.visible(actor))
    if after is not None:
        found = found.filter(pk__lt=after)
    rows = list(found.order_by("-pk")[: PAGE + 1])
    access.read(actor, "dossiers.operating", [row.id for row in rows[:PAGE]], purpose="Xem hồ sơ của báo cáo")
    return DossierList(lists.rows_of(rows[:PAGE]), rows[PAGE - 1].id.hex if len(rows) > PAGE else None)


def late_of(actor: Actor, centres: Collection[UUID], first: date, last: date, field: str = "") -> QuerySet[Dossier]:
    """Return the dossiers the report counts late, for its own rooms: resolved late, or open and late at the end."""
    return _having(_of(centres, str(actor.realm), field), first, last, "late", "open_late")


def _of(centres: Collection[UUID], realm: str, field: str) -> list[Answering]:
    """Return what the centres ever answered for, what moved apart, of one field where one is named."""
    return split(_in_field(Dossier.objects.all(), field), centres, realm)


def _having(parts: list[Answering], first: date, last: date, *figures: str) -> QuerySet[Dossier]:
    """Return the dossiers behind any of some figures, as one list."""
    found = []
    for answering in parts:
        conditions = _conditions(answering, first, last)
        found.append(answering.since(first).filter(reduce(or_, (conditions[figure] for figure in figures))))
    stayed, *moved = found
    if not moved:
        return stayed
    return Dossier.objects.filter(Q(pk__in=stayed.values("pk")) | Q(pk__in=moved[0].values("pk")))


def across(
    figure: str, centres: Collection[UUID], realm: str, field: str, first: date, last: date
) -> QuerySet[Dossier]:
    """Return what ``centres`` received, settled or handed over for another place in the period, for rooms that saw to it
    that whoever asks may; ``figure`` is a key of :data:`ACROSS`."""
    return _in_field(Dossier.objects.filter(_did(figure, centres, first, last), realm=realm), field)


def _did(figure: str, centres: Collection[UUID], first: date, last: date) -> Q:
    """Return the condition of what ``centres`` did for another place in the period."""
    doer, other = ACROSS[figure]
    begin, end = midnight(first), min(midnight(last + timedelta(days=1)), clock.now() + A_MINUTE)
    when = {
        "taken_for": Q(received_day__gte=first, received_day__lte=last),
        "settled_for": Q(ready_at__gte=begin, ready_at__lt=end, rejected=False),
        "handed_for": Q(returned_at__gte=begin, returned_at__lt=end),
    }[figure]
    return when & Q(**{f"{doer}__in": list(centres)}) & ~Q(**{doer: F(other)})


def _in_field(found: QuerySet[Dossier], field: str) -> QuerySet[Dossier]:
    return found.filter(procedure_code__in=catalogue.codes_in(field)) if field else found


def _able(found: QuerySet[Dossier], came: Q) -> Q:
    """Return the condition of what could have been filed online: by the version it was received under."""
    versions = found.filter(came).order_by().values_list("procedure_version_id", flat=True).distinct()
    return Q(procedure_version_id__in=[one for one in versions if catalogue.takes_online(one)])


def _conditions(answering: Answering, first: date, last: date) -> dict[str, Q]:
    """Return each figure as a condition; instants of the period end at its last midnight, or now while it lasts."""
    over, now = midnight(last + timedelta(days=1)), clock.now()
    begin, end = midnight(first), min(over, now + A_MINUTE)
    came = Q(received_day__gte=first, received_day__lte=last) & answering.received()
    done = Q(ready_at__gte=begin, ready_at__lt=end) & answering.at("ready_at")
    ended = Q(ended_at__gte=begin, ended_at__lt=end) & answering.at("ended_at")
    granted, dated = done & Q(rejected=False), Q(due_at__isnull=False)
    left = Q(received_day__lte=last) & undecided(end) & answering.at(end)
    passed = overdue(min(over, now))
    online = came & Q(channel="online")
    sooner = Q(LessThan(Day("ready_at"), Day("due_at")))
    return {
        "carried": Q(received_day__lt=first) & undecided(begin) & answering.at(begin),
        "taken": answering.taken(begin, end),
        "received": came,
        "direct": came & Q(channel="direct"),
        "online_able": came & _able(answering.ever(), came),
        "online": online,
        **{f"online_{who}": online & Q(filed_by=who) for who in FILED_BY},
        "postal": came & Q(channel="postal"),
        "elsewhere": came & ~Q(helped_at=Coalesce(F("origin"), F("received_unit"), output_field=UUIDField())),
        "resolved": granted,
        "early": granted & dated & sooner,
        "ontime": granted & dated & ~missed() & ~sooner,
        "late": granted & dated & missed(),
        "undated": granted & ~dated,
        "rejected": done & Q(rejected=True),
        "withdrawn": ended & Q(state=State.WITHDRAWN.value),
        "stopped": ended & Q(state=State.STOPPED.value),
        "handed_on": answering.handed_on(begin, end),
        "open": left,
        "open_in_time": left & dated & ~passed,
        "open_late": left & dated & passed,
        "open_undated": left & ~dated,
        "digitised": came & Q(digitised()),
        "supplemented": came & Q(supplements__gt=0),
        "extended": came & Q(extensions__gt=0),
        "uncollected": Q(ready_at__lt=end) & not_handed_over(end) & answering.at(end),
    }
