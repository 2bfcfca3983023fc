"""What must stand on the board about a procedure, line by line, and how much of it does.

The seven parts that every procedure must have, and what it must have where it asks for it, are data with their source
(``data/posting_parts.json``; NĐ 63/2010/NĐ-CP Đ8 k2, read from memory). The name is what the lines stand under.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from motcua.catalogue import rules, wording
from motcua.catalogue.facts import AgencyClass, Case, Channel, Limit, Paper, ProcedureFacts, Step
from motcua.kernel.rate import Rate
from motcua.kernel.words import N_, Said, said

AGENCIES: Final[dict[AgencyClass, str]] = {
    "commune": N_("Ủy ban nhân dân cấp xã"),
    "commune_police": N_("Công an cấp xã"),
    "commune_military": N_("Ban Chỉ huy quân sự cấp xã"),
    "school": N_("Nhà trường"),
    "tax": N_("Cơ quan thuế"),
    "social_insurance": N_("Cơ quan bảo hiểm xã hội"),
    "land_office": N_("Văn phòng đăng ký đất đai"),
    "province": N_("Cơ quan cấp tỉnh"),
}
FULL: Final = (N_("thủ tục niêm yết đủ, đúng bản hiện hành"), N_("thủ tục đang bật"))
LINES: Final = (N_("dòng đã niêm yết đúng"), N_("dòng phải niêm yết"))


class Where(StrEnum):
    """How a line of the board stands to what must be there."""

    POSTED = "posted"
    UNKNOWN = "unknown"
    MISSING = "missing"
    CHANGED = "changed"
    TAKEN_DOWN = "taken_down"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that must be posted: ``words`` ``None`` where the catalogue does not know what it would say."""

    key: str
    part: str
    words: Said | None

    @property
    def digest(self) -> str:
        """Return what tells this line from one that says something else, whatever the reader's language."""
        return hashlib.sha256(str(self.words).encode()).hexdigest()[:16] if self.words else ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A line as it stands on the board; ``why`` is what was said when it was found missing."""

    line: Line
    where: Where
    why: str = ""


def lines(
    facts: ProcedureFacts, limits: Mapping[tuple[Channel, str | None], Limit], steps: Sequence[Step], on: date
) -> tuple[Line, ...]:
    """Return what must be posted of a procedure; ``limits`` are those that count here by way in and case.

    A part that must be there and of which nothing is known is one line without words.
    """
    found = [
        *_sequence(facts, steps),
        *_manner(facts),
        *_papers(facts),
        *_limits(facts, limits),
        *_several("subjects", facts.subjects),
        *_agency(facts),
        *_several("result", facts.results),
        *_fees(facts, on),
        *([Line("conditions", "conditions", _plain(facts.conditions))] if facts.conditions else []),
        *_process(steps),
    ]
    return tuple(found)


def set_digest(found: Sequence[Line]) -> str:
    """Return the sign of a whole set, the same on the wall and on the web when both say the same."""
    return hashlib.sha256("\n".join(f"{line.key} {line.digest}" for line in found).encode()).hexdigest()[:8]


def standing(must: Sequence[Line], posted: Mapping[str, str], taken_down: Mapping[str, str]) -> tuple[Standing, ...]:
    """Return each line that must be posted as it stands, then what still hangs there and must not any more.

    ``posted`` are digests by key as they were posted, ``taken_down`` what is said of lines found missing.
    """
    found = []
    for line in must:
        if line.words is None:
            where = Where.UNKNOWN
        elif line.key in taken_down:
            where = Where.TAKEN_DOWN
        elif line.key not in posted:
            where = Where.MISSING
        else:
            where = Where.POSTED if posted[line.key] == line.digest else Where.CHANGED
        found.append(Standing(line, where, taken_down.get(line.key, "")))
    keys = {line.key for line in must}
    stale = [key for key in posted if key not in keys and key not in taken_down]
    found += [Standing(Line(key, key.partition(":")[0], None), Where.STALE) for key in stale]
    return tuple(found)


def completeness(found: Sequence[Standing]) -> Rate:
    """Return lines posted rightly of those that must be, with what must not hang there any more in the whole."""
    return Rate(sum(one.where is Where.POSTED for one in found), len(found), *LINES)


def full(found: Sequence[Standing]) -> bool:
    """Say whether the whole set hangs there, in the version that holds."""
    return all(one.where is Where.POSTED for one in found)


def _plain(text: str) -> Said:
    return said(N_("{text}"), text=text)


def _sequence(facts: ProcedureFacts, steps: Sequence[Step]) -> Iterator[Line]:
    """The record's own order of steps, else the steps of the process, which the public page shows."""
    told = facts.sequence or tuple(step.name for step in steps)
    yield Line("sequence", "sequence", _plain("; ".join(told)) if told else None)


def _manner(facts: ProcedureFacts) -> Iterator[Line]:
    if not facts.channels:
        yield Line("manner", "manner", None)
    for channel in facts.channels:
        yield Line(f"manner:{channel}", "manner", said(N_("Nộp {way}"), way=wording.way(channel)))


def _papers(facts: ProcedureFacts) -> Iterator[Line]:
    if not any(paper.kind != "note" for case in facts.cases for paper in case.papers):
        yield Line("papers", "papers", None)
    for case in facts.cases:
        for paper in case.papers:
            if paper.kind != "note":
                yield Line(f"papers:{case.key}:{paper.key}", "papers", _paper(case, paper))


def _paper(case: Case, paper: Paper) -> Said:
    return said(
        N_("{case}: {paper} ({use}, {originals} bản chính, {copies} bản sao)"),
        case=case.name,
        paper=paper.name,
        use=said(wording.PAPER_USE[paper.kind]),
        originals=paper.originals,
        copies=paper.copies,
    )


def _limits(facts: ProcedureFacts, limits: Mapping[tuple[Channel, str | None], Limit]) -> Iterator[Line]:
    """One line a case where all ways in have the same limit, else one for each; a limit that binds nobody is not known."""
    names: dict[str | None, str] = {case.key: case.name for case in facts.cases}
    by_case: dict[str | None, dict[Channel, Limit]] = {}
    for (channel, case), limit in limits.items():
        by_case.setdefault(case, {})[channel] = limit
    for case, found in by_case.items():
        same = len({(limit.kind, limit.value, limit.cutoff, limit.binding) for limit in found.values()}) == 1
        chosen: list[tuple[Channel | None, Limit]] = [(None, next(iter(found.values())))]
        if not same:
            chosen = [(channel, limit) for channel, limit in found.items()]
        for way, limit in chosen:
            sentence = N_("{case} ({way}): {limit}") if names.get(case) else N_("{way}: {limit}")
            words = said(sentence, case=names.get(case, ""), way=wording.way(way), limit=wording.limit(limit))
            yield Line(f"limit:{case or ''}:{way or ''}", "limit", words if limit.binding else None)


def _several(part: str, items: Sequence[str]) -> Iterator[Line]:
    if not items:
        yield Line(part, part, None)
    for at, item in enumerate(items):
        yield Line(f"{part}:{at}", part, _plain(item))


def _agency(facts: ProcedureFacts) -> Iterator[Line]:
    if facts.agencies:
        yield Line("agency", "agency", _plain("; ".join(facts.agencies)))
    else:
        name = AGENCIES.get(facts.agency_class)
        yield Line("agency", "agency", said(name) if name else None)


def _fees(facts: ProcedureFacts, on: date) -> Iterator[Line]:
    """One line a fee in force on the day, and one without words for each case and way in of which nothing is said."""
    channels: tuple[Channel, ...] = facts.channels or ("direct",)
    seen: dict[str, int] = {}
    told = set()
    for fee in facts.fees:
        if (fee.until is not None and on > fee.until) or (fee.since is not None and on < fee.since):
            continue
        base = f"fee:{fee.case or ''}:{fee.channel or ''}:{fee.kind}"
        seen[base] = seen.get(base, 0) + 1
        sentence = N_("{way}: {fee}; miễn: {groups}") if fee.exemptions else N_("{way}: {fee}")
        values = {"way": wording.way(fee.channel), "fee": wording.fee(fee), "groups": "; ".join(fee.exemptions)}
        yield Line(f"{base}:{seen[base]}", "fee", said(sentence, **values))
    keys: list[str | None] = [case.key for case in facts.cases] or [None]
    for key in keys:
        for channel in channels:
            if not rules.fee_for(facts, channel, key, on):
                told.add((key or "", channel))
    for case, channel in sorted(told):
        yield Line(f"fee:{case}:{channel}", "fee", None)


def _process(steps: Sequence[Step]) -> Iterator[Line]:
    names = "; ".join(f"{step.name} ({step.share} %)" for step in steps)
    yield Line("process", "process", _plain(names) if steps else None)
