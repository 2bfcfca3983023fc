"""How what was said of each item is judged: item by item, then the file for a phase. Values in, values out.

The grades are those leaders use on the spot: *đáp ứng*, *cơ bản đáp ứng* (for now: it asks for a day of review), *chưa
đáp ứng* (it says what is missing). Who saw it on the spot counts before who reports it of themselves; that they differ is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from motcua.kernel.errors import BadInput
from motcua.kernel.landing import Arriving
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.readiness.rules.facts import Item, Phase, TemplateFacts, Zone, in_scope, must_for

TEXT_MOST: Final = 500
REVIEW_MOST: Final = timedelta(days=366)


class Verdict(StrEnum):
    """What is said of one item."""

    MET = "met"
    BASIC = "basic"
    UNMET = "unmet"


class Who(StrEnum):
    """Who says it: the centre of itself, or an overseer who was there."""

    SELF = "self"
    SEEN = "seen"


class Grade(StrEnum):
    """What is said of a file for a phase."""

    READY = "ready"
    BASIC = "basic"
    NOT = "not"


VERDICT_NAMES: Final = {
    Verdict.MET: N_("đáp ứng"),
    Verdict.BASIC: N_("cơ bản đáp ứng"),
    Verdict.UNMET: N_("chưa đáp ứng"),
}
WHO_NAMES: Final = {Who.SELF: N_("tự báo cáo"), Who.SEEN: N_("đã kiểm tra tận nơi")}
GRADE_NAMES: Final = {
    Grade.READY: N_("Đủ điều kiện"),
    Grade.BASIC: N_("Cơ bản đáp ứng yêu cầu trước mắt"),
    Grade.NOT: N_("Chưa đủ"),
}
_WORST: Final = (Verdict.UNMET, Verdict.BASIC, Verdict.MET)


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said of an item on a day; ``count`` and ``actual`` are what is there, ``missing`` what is not."""

    verdict: Verdict
    who: Who
    day: date
    actual: str = ""
    count: int | None = None
    missing: str = ""
    review_on: date | None = None

    def arriving(self, by: object, observed: datetime) -> Arriving:
        """Return the statement as it lands; ``actual`` is how somebody put it and makes no other statement of it."""
        return Arriving(by, observed, self.day, (self.verdict, self.count, self.missing, self.review_on))


@dataclass(frozen=True, slots=True)
class Stand:
    """How one item stands: what the centre says, what was seen, and what others say beside it and nobody has settled."""

    zone: Zone
    item: Item
    told: Statement | None = None
    seen: Statement | None = None
    disputed: tuple[Statement, ...] = ()

    @property
    def counted(self) -> Statement | None:
        """Return the statement that counts: what was seen before what was told; of a dispute, the worst until settled."""
        first = self.seen or self.told
        rivals = [one for one in self.disputed if first is None or one.who is first.who]
        return min((one for one in (first, *rivals) if one), key=lambda s: _WORST.index(s.verdict), default=None)

    @property
    def differs(self) -> bool:
        """Say whether what was seen is not what the centre says."""
        return bool(self.seen and self.told and self.seen.verdict is not self.told.verdict)


@dataclass(frozen=True, slots=True)
class Lacking:
    """An item that keeps a file from being ready, with its zone: ``verdict`` is ``None`` where nobody has answered."""

    zone: str
    zone_key: str
    item: str
    key: str
    must: bool
    verdict: Verdict | None
    missing: str = ""
    review_on: date | None = None

    @property
    def words(self) -> Said:
        """Return it in words: zone, item, and what is the matter."""
        if self.verdict is None:
            return said(N_("{zone}: {item} (chưa trả lời)"), zone=self.zone, item=self.item)
        if self.verdict is Verdict.BASIC:
            return said(
                N_("{zone}: {item} (trước mắt, rà soát lại {day})"),
                zone=self.zone,
                item=self.item,
                day=day_text(self.review_on) if self.review_on else "…",
            )
        return said(N_("{zone}: {item} (thiếu: {missing})"), zone=self.zone, item=self.item, missing=self.missing)


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a file stands for a phase: the grade, counts of the items the phase asks for, and what keeps it from ready."""

    phase: Phase
    grade: Grade
    items: int
    answered: int
    met: int
    basic: int
    unmet: int
    musts: int
    musts_met: int
    seen: int
    differences: int
    disputes: int
    review_on: date | None
    exceptions: tuple[Lacking, ...]

    @property
    def certifiable(self) -> bool:
        """Say whether it may be certified: every must-have of the phase is met, none disputed."""
        return self.musts == self.musts_met

    @property
    def words(self) -> Said:
        """Return the verdict in words; whatever is not ready names zone and item."""
        name = said(GRADE_NAMES[self.grade])
        if not self.exceptions:
            return name
        first = self.exceptions[0].words
        if len(self.exceptions) == 1:
            return said(N_("{grade}: {first}"), grade=name, first=first)
        return said(N_("{grade}: {first}; và {more} mục khác"), grade=name, first=first, more=len(self.exceptions) - 1)


def day_text(day: date) -> str:
    """Return a day as papers write it: 24/6/2025."""
    return f"{day.day}/{day.month}/{day.year}"


def stands(facts: TemplateFacts, said_: Mapping[str, Sequence[tuple[Statement, bool]]]) -> tuple[Stand, ...]:
    """Return how each item of a template stands; ``said_`` are by item key (statement, whether it is disputed)."""
    found = []
    for zone, item in facts.items():
        mine = said_.get(item.key, ())
        settled = {one.who: one for one, disputed in mine if not disputed}
        rivals = tuple(one for one, disputed in mine if disputed)
        found.append(Stand(zone, item, settled.get(Who.SELF), settled.get(Who.SEEN), rivals))
    return tuple(found)


def judge(standing: Iterable[Stand], phase: Phase) -> Judgement:
    """Judge a file for a phase.

    *Chưa đủ* while anything the phase asks for is unanswered or a must-have is not there; *cơ bản đáp ứng* while
    something holds only for now or a lesser thing is missing; *đủ điều kiện* when all is met.
    """
    asked = [one for one in standing if in_scope(one.zone, one.item, phase)]
    counted = [(one, one.counted) for one in asked]
    kinds = [statement.verdict if statement else None for _, statement in counted]
    musts = [(one, statement) for one, statement in counted if must_for(one.item, phase)]
    lacking = [
        Lacking(
            one.zone.name,
            one.zone.key,
            one.item.name,
            one.item.key,
            must_for(one.item, phase),
            statement.verdict if statement else None,
            statement.missing if statement else "",
            statement.review_on if statement else None,
        )
        for one, statement in counted
        if statement is None or statement.verdict is not Verdict.MET
    ]
    lacking.sort(key=lambda one: (not one.must, _ORDER[one.verdict]))
    bars = any(one.verdict is None or (one.must and one.verdict is Verdict.UNMET) for one in lacking)
    grade = Grade.NOT if bars or not asked else Grade.BASIC if lacking else Grade.READY
    reviews = [s.review_on for _, s in counted if s and s.verdict is Verdict.BASIC and s.review_on]
    return Judgement(
        phase=phase,
        grade=grade,
        items=len(asked),
        answered=len(asked) - kinds.count(None),
        met=kinds.count(Verdict.MET),
        basic=kinds.count(Verdict.BASIC),
        unmet=kinds.count(Verdict.UNMET),
        musts=len(musts),
        musts_met=sum(1 for _, s in musts if s and s.verdict is Verdict.MET),
        seen=sum(1 for one in asked if one.seen),
        differences=sum(1 for one in asked if one.differs),
        disputes=sum(1 for one in asked if one.disputed),
        review_on=min(reviews, default=None),
        exceptions=tuple(lacking),
    )


_ORDER: Final = {Verdict.UNMET: 0, None: 1, Verdict.BASIC: 2}


def checked_statement(statement: Statement, item: Item) -> Statement:
    """Return a statement as it is kept; :class:`BadInput` names the field that does not fit its verdict.

    Fewer than asked is never *đáp ứng*; *cơ bản đáp ứng* says until when; *chưa đáp ứng* says what is missing.
    """
    actual, missing = clean(statement.actual), clean(statement.missing)
    if len(actual) > TEXT_MOST or len(missing) > TEXT_MOST:
        raise BadInput(N_("«{item}»: dài quá {most} ký tự."), field=item.key, item=item.name, most=TEXT_MOST)
    if statement.count is not None and not 0 <= statement.count < 100_000:
        raise BadInput(N_("«{item}»: số lượng không hợp lý."), field=item.key, item=item.name)
    short = statement.count is not None and item.count is not None and statement.count < item.count
    if statement.verdict is Verdict.MET and short:
        raise BadInput(
            N_("«{item}» cần {need}, mới có {have}: chọn «cơ bản đáp ứng» hoặc «chưa đáp ứng»."),
            field=item.key,
            item=item.name,
            need=item.count,
            have=statement.count,
        )
    review = statement.review_on if statement.verdict is Verdict.BASIC else None
    if statement.verdict is Verdict.BASIC:
        if review is None:
            raise BadInput(
                N_("«{item}» cơ bản đáp ứng trước mắt: ghi ngày rà soát lại."), field=item.key, item=item.name
            )
        if not statement.day <= review <= statement.day + REVIEW_MOST:
            raise BadInput(
                N_("«{item}»: ngày rà soát lại phải từ hôm nay và trong một năm."), field=item.key, item=item.name
            )
    if statement.verdict is Verdict.UNMET and not missing:
        raise BadInput(N_("«{item}» chưa đáp ứng: ghi còn thiếu gì."), field=item.key, item=item.name)
    return Statement(statement.verdict, statement.who, statement.day, actual, statement.count, missing, review)


def refuse_certificate(judgement: Judgement) -> Said | None:
    """Say why a file may not be certified for its phase: some must-have is not met."""
    if judgement.certifiable:
        return None
    first = next(one for one in judgement.exceptions if one.must)
    return said(
        N_("Chưa xác nhận được: đạt {met}/{musts} điều kiện bắt buộc. {first}."),
        met=judgement.musts_met,
        musts=judgement.musts,
        first=first.words,
    )
