"""What a record says of papers, judged: which tables are cases and which only headings, which rows are papers at all."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from rapidfuzz import fuzz

from motcua.catalogue.facts import Case, Channel, Paper, PaperKind, ProcedureFacts
from motcua.catalogue.official.record import GroupTold, PaperTold, Record
from motcua.kernel.text import fold

GENERAL: Final = "Trường hợp chung"
ALIKE: Final = 92.0
"""From this likeness on (0 to 100) two names are taken for one paper reworded, so that it keeps its key."""
_NAME_MOST: Final = 600
_BULLET: Final = re.compile(r"^[\s\-+*•–—.]+")
_FORM: Final = re.compile(r"\b(?:Mẫu số|mẫu số)\s+([0-9]+[A-Za-z]?(?:-[A-Z]+)?)|\b(CT\d{2}|TK\d{1,2}-TS)\b")
_HEADINGS: Final = ("giay to phai nop", "giay to phai xuat trinh", "luu y", "ghi chu", "thanh phan ho so", "ho so gom")
_CHANNELS: Final[tuple[tuple[str, tuple[Channel, ...]], ...]] = (
    ("dien tu tuong tac", ("online",)),
    ("nop ho so truc tuyen", ("online",)),
    ("nop truc tiep", ("direct", "postal")),
)


def cases(record: Record, known: ProcedureFacts | None) -> tuple[Case, ...]:
    """Return the cases of a record with their papers; a paper the newest version has already keeps its key there."""
    common: list[Paper] = []
    own: list[tuple[str, list[Paper]]] = []
    keys = Keys(known)
    named = [group for group in record.groups if not _heading(group)]
    several = len(named) > 1
    for group in record.groups:
        kind: PaperKind = "show" if "xuat trinh" in fold(group.name) else "submit"
        papers = [_paper(row, kind, keys, several=several) for row in group.papers]
        if _heading(group):
            common += papers
        else:
            own.append((_tidy(group.name)[:300], papers))
    if not own:
        return (Case(key=keys.case(GENERAL), name=GENERAL, papers=_once(common)),) if common else ()
    return tuple(Case(key=keys.case(name), name=name, papers=_once([*papers, *common])) for name, papers in own)


def _heading(group: GroupTold) -> bool:
    folded = fold(group.name)
    return not folded or any(folded.startswith(words) or folded.endswith(words) for words in _HEADINGS)


def _tidy(name: str) -> str:
    return _BULLET.sub("", name).rstrip(" :;.")


def _once(papers: list[Paper]) -> tuple[Paper, ...]:
    return tuple({paper.key: paper for paper in papers}.values())


def _paper(row: PaperTold, kind: PaperKind, keys: Keys, *, several: bool) -> Paper:
    name = _tidy(row.name)[:_NAME_MOST]
    folded = fold(name)
    remark = not row.originals and not row.copies
    form = _FORM.search(name)
    conditional = folded.startswith("truong hop") or " neu co" in folded or "(neu " in name.lower()
    return Paper(
        key=keys.paper(name),
        name=name,
        kind="note" if remark else kind,
        originals=row.originals,
        copies=row.copies,
        required=not (remark or conditional or several),
        condition=name.partition(",")[0][:300] if folded.startswith("truong hop") and "," in name else None,
        form_code=next(filter(None, form.groups()), None) if form else None,
        channels=next((channels for words, channels in _CHANNELS if words in folded), ()),
    )


class Keys:
    """Keys that stay: of what the newest version has, whatever is named the same or nearly so; others from the name."""

    def __init__(self, known: ProcedureFacts | None) -> None:
        self._papers: dict[str, str] = {}
        self._cases = {fold(case.name): case.key for case in known.cases} if known else {}
        for case in known.cases if known else ():
            for paper in case.papers:
                self._papers.setdefault(fold(paper.name), paper.key)
        self._given: dict[str, str] = {}

    def case(self, name: str) -> str:
        """Return the key of a case by its name."""
        return self._cases.get(fold(name)) or ("chung" if name == GENERAL else self._fresh(name))

    def paper(self, name: str) -> str:
        """Return the key of a paper by its name."""
        folded = fold(name)
        if folded not in self._papers:
            likeness = ((fuzz.ratio(folded, other), other) for other in self._papers)
            score, nearest = max(likeness, default=(0.0, ""))
            self._papers[folded] = self._papers[nearest] if score >= ALIKE else self._fresh(name)
        return self._papers[folded]

    def _fresh(self, name: str) -> str:
        folded = fold(name)
        slug = "-".join(folded.split())[:40].rstrip("-") or "giay-to"
        if self._given.setdefault(slug, folded) != folded:
            slug = f"{slug[:35].rstrip('-')}-{hashlib.sha256(folded.encode()).hexdigest()[:4]}"
            self._given[slug] = folded
        return slug
