"""The list of papers as a form: what is ticked, how many of each kind, why one is not needed, which scans came in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import QueryDict

from motcua.catalogue.facts import Paper
from motcua.desks.shared.door import whole_number
from motcua.dossiers.views import PaperView
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said
from motcua.ledger.events.dossiers import PaperGiven

KINDS = ("original", "certified", "photocopy")
_FIELD = re.compile(r"^papers\.(?P<key>.+)\.(?P<what>original|certified|photocopy|waiver)$")


@dataclass(frozen=True, slots=True)
class Scan:
    """A file for a paper: its hash, the name it came with, and why it is not kept ("" for one that can be attached)."""

    paper: str
    sha256: str
    filename: str
    why: str = ""

    @property
    def value(self) -> str:
        """Return it as the form carries it: what was refused with the reason in place of a hash."""
        return f"{self.paper}|{self.why or self.sha256}|{self.filename}"


@dataclass(frozen=True, slots=True)
class Line:
    """One paper of the list in the form; counts are texts, as typed."""

    key: str
    name: str
    kind: str
    required: bool = True
    about: str = ""
    ticked: bool = False
    original: str = ""
    certified: str = ""
    photocopy: str = ""
    waiver: str = ""
    error: Said | None = None
    scans: tuple[Scan, ...] = ()


def fresh(papers: Iterable[Paper]) -> list[Line]:
    """Return the lines before anything was typed: what is required is ticked, with what the list asks for."""
    return [_line(paper) for paper in papers]


def _line(paper: Paper) -> Line:
    needed = paper.required and paper.kind != "note"
    return Line(
        key=paper.key,
        name=paper.name,
        kind=paper.kind,
        required=paper.required,
        about=paper.condition or "",
        ticked=needed,
        original=str(paper.originals or ("" if paper.copies else 1)) if needed else "",
        photocopy=str(paper.copies or "") if needed else "",
    )


def kept(papers: Iterable[PaperView]) -> list[Line]:
    """Return the lines of a dossier as they stand in the books."""
    return [
        Line(
            key=paper.key,
            name=paper.name,
            kind=paper.kind,
            # What was neither given nor waived cannot have been required.
            required=paper.given or bool(paper.waiver),
            ticked=paper.given,
            original=str(paper.originals or ""),
            certified=str(paper.certified or ""),
            photocopy=str(paper.photocopies or ""),
            waiver=paper.waiver,
        )
        for paper in papers
    ]


def with_scans(lines: Iterable[Line], scans: Iterable[Scan]) -> list[Line]:
    """Return ``lines``, each with the files that are its own."""
    found = list(scans)
    return [replace(line, scans=tuple(scan for scan in found if scan.paper == line.key)) for line in lines]


def astray(lines: Iterable[Line], scans: Iterable[Scan]) -> list[Scan]:
    """Return the files that belong to none of ``lines``: another case or channel asks for other papers."""
    keys = {line.key for line in lines}
    return [scan for scan in scans if scan.paper not in keys]


def typed(lines: Iterable[Line], post: QueryDict) -> list[Line]:
    """Return ``lines`` with what was sent; a required one neither ticked nor waived says what to do."""
    ticked = set(post.getlist("papers"))
    answered = []
    for line in lines:
        name = f"papers.{line.key}."
        waiver = post.get(f"{name}waiver", "")
        lacking = line.required and line.kind != "note" and line.key not in ticked and not waiver.strip()
        answered.append(
            replace(
                line,
                ticked=line.key in ticked,
                original=post.get(f"{name}original", ""),
                certified=post.get(f"{name}certified", ""),
                photocopy=post.get(f"{name}photocopy", ""),
                waiver=waiver,
                error=said(N_("Chưa có giấy tờ này: nhận đủ, hoặc ghi lý do không cần.")) if lacking else None,
            )
        )
    return answered


def given(post: QueryDict) -> tuple[PaperGiven, ...]:
    """Return the papers a form says were given, shown or waived, in the order sent; :class:`BadInput` for a bad count.

    A ticked paper without a count was shown or handed in once.
    """
    ticked = set(post.getlist("papers"))
    counts: dict[str, dict[str, str]] = {key: {} for key in post.getlist("papers")}
    for field in post:
        found = _FIELD.match(field)
        if found is not None:
            counts.setdefault(found["key"], {})[found["what"]] = post.get(field, "").strip()
    answer = []
    for key, texts in counts.items():
        if key in ticked:
            original, certified, photocopy = (_count(texts.get(kind, "")) for kind in KINDS)
            if not (original or certified or photocopy):
                original = 1
            answer.append(PaperGiven(key=key, originals=original, certified=certified, photocopies=photocopy))
        elif texts.get("waiver"):
            answer.append(PaperGiven(key=key, waiver=texts["waiver"]))
    return tuple(answer)


def _count(text: str) -> int:
    if not text:
        return 0
    number = whole_number(text, digits=4)
    if number is None:
        raise BadInput(N_("Số bản «{text}» phải là chữ số."), field="papers", text=text[:10])
    return number


def scans_of(post: QueryDict) -> list[Scan]:
    """Return the files that were taken in while the form was being filled in."""
    return [Scan(*_three(value)) for value in post.getlist("scan")]


def refused_of(post: QueryDict) -> list[Scan]:
    """Return the files that were not taken in while the form was being filled in, each with its reason."""
    parts = (_three(value) for value in post.getlist("scan_refused"))
    return [Scan(paper, "", name, why) for paper, why, name in parts if why]


def _three(value: str) -> tuple[str, str, str]:
    paper, middle, name = [*value.split("|", 2), "", ""][:3]
    return paper, middle, name
