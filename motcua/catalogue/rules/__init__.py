"""Decisions about a procedure's limit, fees and papers. Values in, values out; no books, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from motcua.catalogue.facts import Case, Channel, Fee, Limit, Paper, ProcedureFacts
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_

COPY_PAGE_VND = 2_000
COPY_LATER_PAGE_VND = 1_000
COPY_CAP_VND = 200_000


def copy_certification_fee(pages: int, copies: int) -> int:
    """Return the fee in đồng for certifying ``copies`` copies of an original of ``pages`` pages.

    2.000 đ for each of the first two pages, 1.000 đ for each page from the third on, at most 200.000 đ a copy; pages
    are those of the original (TT 226/2016/TT-BTC Đ4). :class:`BadInput` when either number is below one.
    """
    if pages < 1:
        raise BadInput(N_("Số trang của bản chính phải từ 1 trở lên."), field="pages")
    if copies < 1:
        raise BadInput(N_("Số bản sao phải từ 1 trở lên."), field="copies")
    per_copy = COPY_PAGE_VND * min(pages, 2) + COPY_LATER_PAGE_VND * max(pages - 2, 0)
    return copies * min(COPY_CAP_VND, per_copy)


def limit_for(facts: ProcedureFacts, channel: Channel, case: str | None = None) -> Limit:
    """Return the limit that holds for ``channel`` and ``case`` (a case key), the most particular one first.

    A limit named for both beats one for the case, that beats one for the channel, that beats one for all. Where the
    facts state none the answer is a limit of kind ``unknown`` that binds nobody (no date from an unverified limit).
    """
    fitting = [limit for limit in facts.limits if limit.case in (None, case) and limit.channel in (None, channel)]
    if not fitting:
        return Limit(kind="unknown", trust="unverified", doubt=N_("Nguồn dữ liệu không ghi thời hạn giải quyết."))
    return max(fitting, key=lambda limit: (limit.case is not None, limit.channel is not None))


def fee_for(
    facts: ProcedureFacts, channel: Channel, case: str | None = None, on: date | None = None
) -> tuple[Fee, ...]:
    """Return the fees that may be asked for ``channel`` and ``case`` on the day ``on``; empty when none is known.

    Fees named for the case stand in place of those for every case. A fee before its first day and a temporary
    reduction past its last are left out. Several fees of one answer are alternatives by ``unit`` (per registration, per copy); the official chooses.
    """
    fitting = [
        fee
        for fee in facts.fees
        if fee.channel in (None, channel)
        and fee.case in (None, case)
        and (on is None or ((fee.since is None or fee.since <= on) and (fee.until is None or on <= fee.until)))
    ]
    own = tuple(fee for fee in fitting if fee.case is not None)
    return own or tuple(fitting)


def case_of(facts: ProcedureFacts, key: str) -> Case:
    """Return the case with ``key``; :class:`NotFound` names the procedure when it has no such case."""
    for case in facts.cases:
        if case.key == key:
            return case
    raise NotFound(N_("Thủ tục {code} không có trường hợp «{key}»."), field="case", code=facts.code, key=key)


def papers_for(case: Case, channel: Channel) -> tuple[Paper, ...]:
    """Return the papers of ``case`` that are asked for on ``channel``, in order; others may not be asked for."""
    return tuple(paper for paper in case.papers if not paper.channels or channel in paper.channels)


def missing_papers(case: Case, channel: Channel, given: Iterable[str]) -> tuple[Paper, ...]:
    """Return required papers to submit or show whose keys are not among ``given``: the items of form 02."""
    present = set(given)
    return tuple(
        paper
        for paper in papers_for(case, channel)
        if paper.required and paper.kind != "note" and paper.key not in present
    )


def in_force(facts: ProcedureFacts, on: date) -> bool:
    """Say whether the facts hold on ``on``; an unknown start counts as begun (usable with a mark)."""
    begun = facts.valid_from is None or facts.valid_from <= on
    return begun and (facts.valid_to is None or on <= facts.valid_to)
