"""From the frozen values of dossiers to the shapes the parts of the screen take; nothing is asked of a room here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext

from motcua.desks.backoffice.asked import CHANNELS, Asked
from motcua.desks.shared import formats
from motcua.desks.shared.jinja import url
from motcua.desks.shared.shapes import (
    DUE_LOOKS,
    Due,
    DueState,
    Fact,
    Link,
    Moment,
    Option,
    Person,
    Step,
    StepState,
    Units,
)
from motcua.dossiers.rules import CAPACITIES, RETURN_MANNERS, collecting, life
from motcua.dossiers.saved import View
from motcua.dossiers.scopes import EXTRA, SCOPES
from motcua.dossiers.views import DossierPage, DossierRow, DueView, PersonView, StepView
from motcua.kernel import clock
from motcua.kernel.partial_date import PartialDate
from motcua.kernel.words import N_, Said, said

STATE_WORDS = life.STATE_NAMES
STATE_TONES = {life.State.READY: "good", life.State.RETURNED: "good"} | dict.fromkeys(life.PAUSED, "pause")
ONE_UNIT = frozenset({"cho-ky", "cho-dau", "viec-cua-toi", "don-vi", "cho-tra", "chua-lay"})
"""Lists whose rows are all held by the reader's own unit: naming it on every row would only be noise."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list, every word of it already said: fifty of them are drawn in one loop without a macro."""

    id: UUID
    href: str
    name: str
    procedure: str
    code: str
    short: str
    low: str
    tone: str
    icon: str
    due: str
    due_title: str
    step_due: str
    step_tone: str
    current: bool
    why: str = ""


def lines(rows: Iterable[DossierRow], list_: Asked) -> list[Line]:
    """Return rows as lines of ``list_``, each leading to itself beside the list."""
    with formats.reading():
        return _lines(rows, list_)


def _lines(rows: Iterable[DossierRow], list_: Asked) -> list[Line]:
    base = list_.href()
    looks = {state.value: (tone, icon, gettext(word)) for state, (tone, icon, word) in DUE_LOOKS.items()}
    waiting, step = gettext(N_("chưa có mã")), gettext(N_("{name} ({n}/{of})"))
    alone = list_.scope in ONE_UNIT and not list_.text
    made, now = [], clock.now()
    for row in rows:
        tone, icon, word = looks[row.due.state]
        words = formats.said(row.due.words)
        where = step.format(n=row.step + 1, of=row.step_count, name=row.step_name)
        made.append(
            Line(
                id=row.id,
                href=f"{base}&chon={row.id}",
                name=row.applicant,
                procedure=f"{row.procedure} – {row.about}" if row.about else row.procedure,
                code=row.label if row.code else f"{row.label} ({waiting})",
                short=row.label.split("-", 1)[-1] if row.code else row.label,
                low=_low(row, where, alone=alone, now=now),
                tone=tone,
                icon=icon,
                due=words or word,
                due_title=f"{word} · {formats.long_moment(row.due.at)}" if row.due.at else word,
                step_due=_step_due(row),
                step_tone=row.step_due.state if row.step_due.state in ("late", "soon") else "",
                current=row.id == list_.chosen,
                why=gettext(row.why) if row.why else "",
            )
        )
    return made


def _step_due(row: DossierRow) -> str:
    """Return how the present step stands to its own time, "" where the date of the dossier says as much."""
    if row.step_due.words is None or row.step_due.at == row.due.at:
        return ""
    return gettext(N_("bước: {left}")).format(left=formats.said(row.step_due.words))


def _low(row: DossierRow, where: str, *, alone: bool, now: datetime) -> str:
    """Return the last words of a row: the step and who has it; of a result, how long it lies and who was told."""
    who = row.outside or row.official
    parts = [where] if alone and not who else [where, who or row.holder]
    if row.unsynced_since is not None:
        since = formats.short_moment(row.unsynced_since)
        parts.append(gettext(N_("chờ đồng bộ từ {at}")).format(at=since))
    if row.state == life.State.READY and row.ready_at is not None:
        days = collecting.waits(row.ready_at, now)
        parts = [gettext(N_("có kết quả {days} ngày")).format(days=days) if days else gettext(N_("có kết quả hôm nay"))]
        if row.reminded_at is not None:
            told = gettext(N_("đã nhắc {n} lần, gần nhất {day}"))
            parts.append(told.format(n=row.reminders, day=formats.short_date(row.reminded_at)))
    return " · ".join(parts)


def tabs(list_: Asked, counts: dict[str, int], most: int) -> list[Link]:
    """Return the lists of the actor as links with their counts; ``most`` and beyond is said as such."""
    return [
        Link(
            label=SCOPES[scope],
            href=f"{url('backoffice:home')}?ds={scope}",
            current=scope == list_.scope and not list_.text,
            count=min(count, most),
        )
        for scope, count in counts.items()
        if count or scope not in EXTRA or (scope == list_.scope and not list_.text)
    ]


def views(kept: Iterable[View], list_: Asked) -> list[Link]:
    """Return the lists a person keeps as links that fit a row of chips; the one that is shown is marked."""
    home = url("backoffice:home")
    return [
        Link(
            label=view.name,
            href=f"{home}?{urlencode({'ds': view.scope, **view.filters})}",
            current=not list_.text and view.scope == list_.scope and dict(view.filters) == dict(list_.typed),
        )
        for view in kept
    ]


def due(view: DueView) -> Due:
    """Return the badge of a due date."""
    return Due(DueState(view.state), view.words or "", view.at)


def steps(page: DossierPage) -> list[Step]:
    """Return the process as a bar: who does what, done when, due when."""
    return [_step(step, page) for step in page.steps]


def _step(step: StepView, page: DossierPage) -> Step:
    late = step.state == "now" and page.row.step_due.state == "late"
    badge = due(page.row.step_due) if step.state == "now" and page.row.step_due.at else None
    return Step(
        label=step.name,
        state=StepState.LATE if late else StepState(step.state),
        holder=holder_of(page) if step.state == "now" else step.official or step.body or step.unit,
        at=step.finished_at,
        due=badge,
    )


def holder_of(page: DossierPage) -> Said | str:
    """Return who has the dossier now: the body outside and who follows it up, or the unit with the person."""
    row = page.row
    if row.outside:
        return said(N_("{outside} ({holder} theo dõi)"), outside=row.outside, holder=row.holder)
    return f"{row.holder} – {row.official}" if row.official else row.holder


def moments(page: DossierPage) -> list[Moment]:
    """Return the history, newest first; what the seal covers already is marked so."""
    sealed = gettext(N_("đã niêm"))
    return [
        Moment(
            at=line.at,
            label=line.what,
            who=" · ".join(part for part in (line.who, line.unit, sealed if line.sealed else "") if part),
            body=". ".join(part for part in (line.words, *map(formats.said, line.changes)) if part),
            icon="lock" if line.sealed else "",
        )
        for line in reversed(page.history)
    ]


def person(view: PersonView) -> Person:
    """Return somebody of the dossier as a card."""
    return Person(
        name=view.name,
        role=CAPACITIES.get(view.capacity, ""),
        born=str(PartialDate.from_iso(view.born)) if view.born else "",
        number=view.number,
        phone=view.phone,
        address=view.address,
        warnings=() if view.whole else (said(N_("Số giấy tờ và điện thoại được che với vị trí này.")),),
    )


def units(page: DossierPage) -> Units:
    """Return the three units, never merged."""
    return Units(page.helped_at, page.origin or page.received_unit, page.competent, page.across.returning)


def across(page: DossierPage) -> list[Fact]:
    """Return what a dossier of another place has been through: sent, arrived, come back, and where its papers are."""
    told = page.across
    if not told.away:
        return []
    days = (
        (N_("Chuyển đi lúc"), told.sent_at),
        (N_("Đến nơi giải quyết lúc"), told.arrived_at),
        (N_("Kết quả đến nơi trả lúc"), told.back_at),
    )
    when = [Fact(name, formats.long_moment(at)) for name, at in days if at is not None]
    return [Fact(N_("Nơi giải quyết"), told.settling), *when]


def facts(page: DossierPage) -> list[Fact]:
    """Return what the dossier says about itself."""
    return [
        Fact(N_("Trường hợp"), page.case),
        Fact(N_("Nội dung"), page.row.about),
        Fact(N_("Hình thức nộp"), CHANNELS.get(page.channel, page.channel)),
        Fact(N_("Nhận lúc"), formats.long_moment(page.row.received_at)),
        Fact(N_("Thời hạn giải quyết"), page.due.limit),
        Fact(N_("Cách nhận kết quả"), RETURN_MANNERS.get(page.return_manner, page.return_manner)),
        Fact(N_("Số bộ"), str(page.sets)),
        Fact(
            N_("Trạng thái trên Cổng"),
            said(N_("{n} – {name}"), n=page.portal_status[0], name=said(page.portal_status[1])),
        ),
        *(Fact(name, value, copy=value) for name, value in page.details.items()),
    ]


_THEN = {
    life.State.SUPPLEMENT: N_("Người dân mang giấy tờ bổ sung đến"),
    life.State.FEE: N_("Người dân nộp nghĩa vụ tài chính"),
    life.State.SUSPENDED: N_("Cho giải quyết tiếp khi hết lý do tạm dừng"),
}


def next_words(page: DossierPage) -> Said:
    """Return what happens next, in one line."""
    if page.row.state in life.ENDED:
        return said(N_("Đã xong"))
    if page.row.state in life.PAUSED:
        return said(_THEN[life.State(page.row.state)])
    if page.row.state == "ready":
        return said(N_("Trả kết quả cho người dân"))
    if page.row.outside:
        return said(N_("Ghi trả lời của {body}"), body=page.row.outside)
    following = next((step for step in page.steps if step.ordinal == page.row.step + 1), None)
    if following is None:
        return said(N_("{name}"), name=page.row.step_name)
    return said(N_("{then} ({unit})"), then=following.name, unit=following.body or following.unit)


def colleagues(page: DossierPage) -> list[Option]:
    """Return whom a head may give the work to."""
    return [
        Option(str(one.id), f"{one.name} ({formats.said(one.words)})" if one.words else one.name)
        for one in page.colleagues
    ]


def paper_options(page: DossierPage) -> list[Option]:
    """Return what a file may be attached for: the result, or one of the papers."""
    papers = [Option(paper.key, paper.name[:90]) for paper in page.papers if paper.kind != "note"]
    return [Option("ket-qua", N_("Kết quả giải quyết")), *papers]


def files(page: DossierPage) -> list[Option]:
    """Return the files of the dossier, for taking one off."""
    found = [*page.results, *(file for paper in page.papers for file in paper.files)]
    return [Option(str(file.id), file.filename) for file in found if file.here]
