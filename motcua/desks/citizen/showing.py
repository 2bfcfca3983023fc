"""A procedure as a citizen reads it: by case, what to bring, how long it takes and what it costs on each way in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from motcua.catalogue import rules
from motcua.catalogue.facts import BINDING, AgencyClass, Case, Channel, Fee, Limit, Paper, ProcedureFacts, Trust
from motcua.catalogue.queries import OnShow
from motcua.catalogue.rules import posting
from motcua.dossiers.rules import limit_of
from motcua.kernel import worktime
from motcua.kernel.words import N_, Said, said

CHANNELS: dict[Channel, str] = {
    "direct": N_("Nộp trực tiếp tại Trung tâm"),
    "online": N_("Nộp trực tuyến trên Cổng Dịch vụ công quốc gia"),
    "postal": N_("Gửi qua bưu chính công ích"),
}
AGENCIES: dict[AgencyClass, str] = {**posting.AGENCIES, "unspecified": N_("Chưa rõ cơ quan, xin hỏi Trung tâm")}
TRUST: dict[Trust, str] = {
    "confirmed": N_("Giám đốc Trung tâm đã xác nhận"),
    "official_copy": N_("chép nguyên trạng từ nguồn nhà nước hoặc theo luật đã nêu"),
    "secondary": N_("qua nguồn dẫn lại, còn phải đối chiếu"),
    "unverified": N_("chưa kiểm chứng"),
}
LEVELS = {
    "toàn trình": N_("Làm được toàn bộ trên mạng (toàn trình)"),
    "một phần": N_("Làm được một phần trên mạng"),
    "không": N_("Chưa làm được trên mạng"),
}
AWAITS = said(N_("Đang chờ xác nhận: Trung tâm chưa hẹn ngày cho trường hợp này."))


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper: what it is, how many, when it is needed, and for which ways in when not for all."""

    name: str
    count: Said | None
    condition: str
    optional: bool
    form_code: str
    only: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """What holds for some ways in (``channels`` empty: for all): a limit in words, or fees."""

    channels: tuple[str, ...]
    words: Said | None = None
    ground: str = ""
    fees: tuple[FeeLine, ...] = ()


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee: ``amount`` in đồng, or ``None`` with the words that say who sets it."""

    kind: str
    amount: int | None
    unit: str
    words: Said | None
    basis: str
    exemptions: tuple[str, ...]
    certain: bool
    until: date | None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with everything that depends on it."""

    key: str
    name: str
    submit: tuple[PaperLine, ...]
    show: tuple[PaperLine, ...]
    notes: tuple[PaperLine, ...]
    limits: tuple[Term, ...]
    fees: tuple[Term, ...]

    @property
    def awaits(self) -> bool:
        """Say whether no date is promised for this case whichever way it comes in."""
        return all(term.words is AWAITS for term in self.limits)


def cases(shown: OnShow, on: date) -> tuple[CaseView, ...]:
    """Return every case of a procedure as it holds at this centre on a day."""
    return tuple(_case(shown, case, on) for case in shown.facts.cases)


def _case(shown: OnShow, case: Case, on: date) -> CaseView:
    channels = channels_of(shown.facts)
    papers = {
        kind: tuple(_paper(paper, channels) for paper in case.papers if paper.kind == kind)
        for kind in ("submit", "show", "note")
    }
    return CaseView(
        key=case.key,
        name=case.name,
        submit=papers["submit"],
        show=papers["show"],
        notes=papers["note"],
        limits=_grouped((channel, _limit(shown.limit(channel, case.key))) for channel in channels),
        fees=_grouped((channel, _fees(shown.facts, channel, case.key, on)) for channel in channels),
    )


def channels_of(facts: ProcedureFacts) -> tuple[Channel, ...]:
    """Return the ways in, the counter where the facts name none."""
    return facts.channels or ("direct",)


def _paper(paper: Paper, channels: Sequence[Channel]) -> PaperLine:
    only = tuple(CHANNELS[channel] for channel in paper.channels) if set(paper.channels) != set(channels) else ()
    return PaperLine(paper.name, _count(paper), paper.condition or "", not paper.required, paper.form_code or "", only)


def _count(paper: Paper) -> Said | None:
    if paper.kind != "submit" or not (paper.originals or paper.copies):
        return None
    if not paper.copies:
        return said(N_("{n} bản chính"), n=paper.originals)
    if not paper.originals:
        return said(N_("{n} bản sao"), n=paper.copies)
    return said(N_("{n} bản chính, {copies} bản sao"), n=paper.originals, copies=paper.copies)


def _limit(limit: Limit) -> Term:
    reckoned = limit_of(limit)
    if reckoned is None:
        return Term((), words=AWAITS)
    words = reckoned.said
    if isinstance(reckoned, worktime.SameDay):
        time = worktime.clock_text(reckoned.cutoff)
        words = said(N_("Trong ngày; nộp sau {time} thì trả trong ngày làm việc tiếp theo"), time=time)
    return Term((), words=words, ground=limit.ground or "")


def _fees(facts: ProcedureFacts, channel: Channel, case: str, on: date) -> Term:
    return Term((), fees=tuple(_fee(fee) for fee in rules.fee_for(facts, channel, case, on)))


def _fee(fee: Fee) -> FeeLine:
    words = None
    if fee.amount_vnd is None:
        words = (
            said(N_("Mức thu do {who} quy định; xem bảng niêm yết tại quầy."), who=fee.set_by)
            if fee.set_by
            else said(N_("Mức thu xem bảng niêm yết tại quầy."))
        )
    return FeeLine(
        fee.kind,
        fee.amount_vnd,
        fee.unit or "",
        words,
        fee.basis or "",
        fee.exemptions,
        fee.trust in BINDING,
        fee.until,
        fee.since,
    )


def _grouped(terms: Iterable[tuple[Channel, Term]]) -> tuple[Term, ...]:
    """Return equal terms once, with the ways in they hold for; one term for all ways needs no names."""
    found: list[tuple[Term, list[str]]] = []
    for channel, term in terms:
        same = next((names for known, names in found if known == term), None)
        if same is None:
            found.append((term, [CHANNELS[channel]]))
        else:
            same.append(CHANNELS[channel])
    if len(found) == 1:
        return (found[0][0],)
    return tuple(Term(tuple(names), term.words, term.ground, term.fees) for term, names in found)
