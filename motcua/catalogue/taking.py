"""Taking in what the national catalogue gives out: what it would change is told first, then done as it was told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal
from uuid import UUID

import msgspec

from motcua.catalogue import official, wording
from motcua.catalogue.commands import TakeInProcedure
from motcua.catalogue.facts import Limit, ProcedureFacts
from motcua.catalogue.models import Posting, Procedure, ProcedureVersion
from motcua.catalogue.official.settling import facts_of
from motcua.catalogue.queries import Version, version
from motcua.catalogue.rules import differences as rules
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.sheets.planned import Kept, kept
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform

MOST: Final = 500
"""Procedures taken in at once: a commune offers some 300."""
Fate = Literal["new", "changed", "same", "bad"]
_limits = msgspec.json.Decoder(list[Limit])


class Told(msgspec.Struct, frozen=True):
    """A difference as it is kept: its part and mark beside the sentence."""

    part: str
    mark: str
    said: Kept


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """What a record would do. ``doubts`` are its times that bind nobody, ``review`` what the centre confirmed otherwise."""

    code: str
    name: str
    fate: Fate
    base: int = 0
    offered: bool = False
    told: list[Told] = []
    doubts: list[str] = []
    review: list[Kept] = []
    why: Kept | None = None
    facts: ProcedureFacts | None = None
    shape: str = ""
    record: str = ""

    @property
    def writes(self) -> bool:
        """Whether it would become a version."""
        return self.fate in ("new", "changed")


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What a file would do. ``gone``: codes and names the books have and a whole catalogue no longer names."""

    proposed: list[Proposed]
    gone: list[tuple[str, str]] = []
    listed: int = 0


def propose(content: bytes, name: str, *, unit: UUID | None, today: date, whole: bool = False) -> Proposal:
    """Return what a file from the national catalogue would change; nothing is written.

    ``whole``: the file is said to be all of it, so what it does not name has disappeared there; such procedures are
    listed and never deleted. :class:`BadInput` for a file that cannot be read, or holds too much for one time.
    """
    reading = official.read(content, name)
    if len(reading.records) > MOST:
        raise BadInput(
            N_("Tệp có {n} thủ tục, mỗi lần nhận nhiều nhất {most}."), field="file", n=len(reading.records), most=MOST
        )
    codes = {_national(record.code) for record in reading.records}
    known, postings = _Known(codes), _postings(unit, codes)
    proposed = [
        _refused(code, said(N_("Không hiểu phần này của tệp: {why}"), why=why)) for code, why in reading.refused
    ]
    seen: set[str] = set()
    for record in reading.records:
        code = _national(record.code)
        if code in seen:
            proposed.append(_refused(code, said(N_("Mã này có hai lần trong tệp; chỉ lấy bản đầu."))))
            continue
        seen.add(code)
        proposed.append(_one(record, known, postings, today))
    named = seen | {_national(row.code) for row in reading.listed}
    order = {"bad": 0, "changed": 1, "new": 2, "same": 3}
    return Proposal(
        proposed=sorted(proposed, key=lambda one: (order[one.fate], not one.offered, one.code)),
        gone=_gone(named) if whole else [],
        listed=len(reading.listed),
    )


def _national(code: str) -> str:
    return ".".join(code.strip().split(".")[:2])[:40]


def _refused(code: str, why: Said) -> Proposed:
    return Proposed(code=code[:120], name="", fate="bad", why=kept(why))


def _one(record: official.Record, known: _Known, postings: dict[str, list[Limit]], today: date) -> Proposed:
    code = _national(record.code)
    newest = known.get(code)
    try:
        facts = facts_of(record, newest.facts if newest else None, read_on=today)
    except MotcuaError as error:
        return _refused(code, error.said)
    found = rules.differences(newest.facts, facts) if newest else ()
    return Proposed(
        code=facts.code,
        name=facts.name,
        fate="new" if newest is None else "changed" if found else "same",
        base=newest.number if newest else 0,
        offered=facts.code in postings,
        told=[Told(str(one.part), str(one.mark), kept(one.said)) for one in found],
        doubts=_doubts(facts),
        review=_review(facts, postings.get(facts.code, [])) if found else [],
        facts=facts,
        shape=record.shape,
        record=record.raw,
    )


def _doubts(facts: ProcedureFacts) -> list[str]:
    return list(dict.fromkeys(limit.doubt for limit in facts.limits if limit.doubt and not limit.binding))


def _review(facts: ProcedureFacts, confirmed: list[Limit]) -> list[Kept]:
    """Return what the director confirmed that the record now states otherwise: it stays as confirmed, and is to be looked at."""
    found = []
    for own in confirmed:
        published = [one for one in facts.limits if one.channel in (None, own.channel) and one.binding]
        if any((one.kind, one.value) != (own.kind, own.value) for one in published):
            values = {"own": wording.limit(own), "now": wording.limit(published[0]), "ground": own.ground or ""}
            sentence = N_(
                "Giám đốc đã xác nhận {own} ({ground}), nguồn nay ghi {now}: thời hạn đã xác nhận vẫn áp dụng, xin xem lại."
            )
            found.append(kept(said(sentence, **values)))
    return found


class _Known:
    """The newest versions of some procedures."""

    def __init__(self, codes: Iterable[str]) -> None:
        rows = ProcedureVersion.objects.filter(procedure_id__in=list(codes)).order_by("number")
        self._ids = dict(rows.values_list("procedure_id", "id"))

    def get(self, code: str) -> Version | None:
        """Return the newest version of a procedure, ``None`` where there is none."""
        return version(self._ids[code]) if code in self._ids else None


def _postings(unit: UUID | None, codes: Iterable[str]) -> dict[str, list[Limit]]:
    rows = Posting.objects.filter(procedure_id__in=list(codes), on=True)
    if unit is not None:
        rows = rows.filter(unit_id=unit)
    found: dict[str, list[Limit]] = {}
    for code, confirmed in rows.values_list("procedure_id", "confirmed"):
        found.setdefault(code, []).extend(_limits.decode(confirmed))
    return found


def _gone(named: set[str]) -> list[tuple[str, str]]:
    """Return the procedures somebody offers, or that came from the national catalogue, and that are not named any more."""
    offered = Procedure.objects.filter(postings__on=True)
    came = Procedure.objects.filter(versions__origin="national")
    rows = (offered | came).distinct().order_by("code").values_list("code", "name")
    return [(code, name) for code, name in rows if code not in named]


def offered_codes() -> set[str]:
    """Return the codes of what any centre here offers."""
    return set(Posting.objects.filter(on=True).values_list("procedure_id", flat=True))


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one procedure: the number of its new version, or why there is none."""

    code: str
    name: str
    number: int = 0
    refused: Kept | None = None


def take_in(
    proposed: Sequence[Proposed], actor: Actor, key: str, *, unit: UUID | None, valid_from: date | None
) -> list[Result]:
    """Take in what was shown, each procedure once for ``key``; one that is refused tells why and stops no other."""
    results = []
    for one in proposed:
        if not one.writes or one.facts is None:
            continue
        facts = msgspec.structs.replace(one.facts, valid_from=valid_from)
        command = TakeInProcedure(
            unit=unit, facts=facts, base=one.base, origin="national", shape=one.shape, record=one.record
        )
        try:
            outcome = perform(command, actor, key=f"{key}-{one.code}")
        except MotcuaError as error:
            results.append(Result(one.code, one.name, refused=kept(error.said)))
        else:
            results.append(Result(one.code, one.name, int(outcome.ids["number"])))
    return results
