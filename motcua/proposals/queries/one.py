"""One proposal with its evidence, answers and history; one list with its items in their order. Cut by ``scope.py``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office import territory
from motcua.office.queries import names
from motcua.proposals.models import Answer, Evidence, Filing, Proposal
from motcua.proposals.queries import scope
from motcua.proposals.queries.history import HistoryLine, of_proposal
from motcua.proposals.queries.lists import ProposalRow, rows_of
from motcua.proposals.rules.facts import Book, Occasion, Outcome


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A fact of another book as it was (``words`` with ``values``), or a file (``sha256``)."""

    id: UUID
    book: Book | None
    words: str
    values: dict[str, Any]
    as_of: datetime
    href: str
    sha256: str
    filename: str
    aside: bool


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer as it reads now."""

    id: UUID
    at: datetime
    who: str
    unit_name: str
    outcome: Outcome
    words: str
    promised_by: Any
    directive: UUID | None
    open_part: str
    forwarded_to: str
    common: UUID | None
    conclusion: UUID | None
    corrected_at: datetime | None


@dataclass(frozen=True, slots=True)
class FilingRow:
    """A list as pages show it; ``mine``: the asker's commune keeps it."""

    id: UUID
    title: str
    place: UUID
    place_name: str
    unit_name: str
    occasion: Occasion
    visit: UUID | None
    visit_words: str
    listed_open: bool
    filed_at: datetime
    first: int
    version: int


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """One proposal: ``difficulties`` it answers, ``proposed`` what answers it, units it lies with (the lead first)."""

    row: ProposalRow
    version: int
    filing: FilingRow
    whole_list: bool
    units: tuple[tuple[UUID, str], ...]
    difficulties: tuple[ProposalRow, ...]
    proposed: tuple[ProposalRow, ...]
    evidence: tuple[EvidenceRow, ...]
    answers: tuple[AnswerRow, ...]
    history: tuple[HistoryLine, ...]
    common_title: str
    mine: bool
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class FilingPage:
    """One list with its items in their order; ``mine``: the asker's commune keeps it."""

    filing: FilingRow
    items: tuple[ProposalRow, ...]
    mine: bool
    offers: tuple[Offer, ...]


def page(actor: Actor, id_: UUID) -> ProposalPage:
    """Return one proposal; :class:`NotFound` outside what the asker may see."""
    found = _one(actor, id_)
    answers = list(Answer.objects.filter(proposal=found).order_by("-at", "-pk"))
    people = names.people_of({one.account_id for one in answers})
    routed = list(found.routes.order_by("-lead", "pk").values_list("unit_id", flat=True))
    named = names.names_of(routed)
    linked = scope.proposals(actor).filter(pk__in=found.difficulties.values("difficulty"))
    proposed = scope.proposals(actor).filter(difficulties__difficulty=found.pk)
    return ProposalPage(
        row=rows_of([found])[0],
        version=found.version,
        filing=_filing(found.filing),
        whole_list=scope.filings(actor).filter(pk=found.filing_id).exists(),
        units=tuple((one, named[one]) for one in routed),
        difficulties=rows_of(linked.order_by("filing", "ordinal")),
        proposed=rows_of(proposed.order_by("filing", "ordinal")),
        evidence=tuple(_evidence(one) for one in found.evidence.order_by("as_of", "pk")),
        answers=tuple(_answer(one, people) for one in answers),
        history=of_proposal(found.pk),
        common_title=found.common.title if found.common is not None else "",
        mine=territory.home(actor) == found.place_id,
        offers=tuple(available(found, actor)),
    )


def file_of(actor: Actor, proposal: UUID, evidence: UUID) -> tuple[str, str]:
    """Return hash and name of a file beside a proposal; :class:`NotFound` outside what the asker may see."""
    row = _one(actor, proposal).evidence.filter(pk=evidence).exclude(sha256="").first()
    if row is None:
        raise NotFound(N_("Không có tệp này."))
    return row.sha256, row.filename


def filing(actor: Actor, id_: UUID) -> FilingPage:
    """Return one list; :class:`NotFound` outside the asker's places."""
    found = scope.filings(actor).filter(pk=id_).first()
    if found is None:
        raise NotFound(N_("Không có danh sách này trong địa bàn của bạn."))
    items = Proposal.objects.filter(filing=found).order_by("ordinal")
    return FilingPage(
        _filing(found), rows_of(items), territory.home(actor) == found.place_id, tuple(available(found, actor))
    )


def recent_filings(actor: Actor, limit: int = 10) -> tuple[FilingRow, ...]:
    """Return the last lists of the asker's own place."""
    home = territory.home(actor)
    found = scope.filings(actor).filter(place=home).order_by("-pk")[:limit] if home else ()
    return tuple(_filing(one) for one in found)


def own_difficulties(actor: Actor, limit: int = 200) -> tuple[ProposalRow, ...]:
    """Return the difficulties of the asker's own place that were not taken back, the newest first."""
    home = territory.home(actor)
    if home is None:
        return ()
    found = scope.proposals(actor).filter(place=home, kind="difficulty").exclude(state="withdrawn")
    return rows_of(found.order_by("-filed_on", "filing", "ordinal")[:limit])


def _one(actor: Actor, id_: UUID) -> Proposal:
    found = scope.proposals(actor).filter(pk=id_).select_related("filing", "common").first()
    if found is None:
        raise NotFound(N_("Không có kiến nghị này trong phạm vi của bạn."))
    return found


def _filing(found: Filing) -> FilingRow:
    named = names.names_of([found.place_id, found.unit_id])
    return FilingRow(
        found.pk,
        found.title,
        found.place_id,
        named[found.place_id],
        named[found.unit_id],
        Occasion(found.occasion),
        found.visit,
        found.visit_words,
        found.listed_open,
        found.filed_at,
        found.first,
        found.version,
    )


def _evidence(one: Evidence) -> EvidenceRow:
    book = Book(one.book) if one.book else None
    return EvidenceRow(
        one.pk, book, one.words, one.values, one.as_of, one.href, one.sha256, one.filename, one.aside_at is not None
    )


def _answer(one: Answer, people: dict[UUID, str]) -> AnswerRow:
    return AnswerRow(
        one.pk,
        one.at,
        people.get(one.account_id, ""),
        one.unit_name,
        Outcome(one.outcome),
        one.words,
        one.promised_by,
        one.directive,
        one.open_part,
        one.forwarded_to,
        one.common,
        one.conclusion,
        one.corrected_at,
    )
