"""A list of the centre's procedures back in: what each would change, then a version or a draft, as it was shown.

What a list says of a part (papers, fees, limits, steps, level) stands for the whole part: a line that is left out is
taken out. Parts a list does not name stay as they are. A procedure with a faulty line is not taken in at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import msgspec

from motcua.catalogue import levels, policies, processes, wording
from motcua.catalogue.commands import ChangeProcess, DraftProcess, TakeInProcedure
from motcua.catalogue.facts import (
    Case,
    Channel,
    Fee,
    Limit,
    LimitKind,
    Paper,
    PaperKind,
    ProcedureFacts,
    StepRole,
    ToldLevel,
)
from motcua.catalogue.models import CatalogueLoad, Posting, Process
from motcua.catalogue.official.papers import Keys
from motcua.catalogue.procedure_sheet import JOINT, KINDS
from motcua.catalogue.queries import Version, version_on
from motcua.catalogue.rules import differences as rules
from motcua.catalogue.rules.process import DAYS_MOST, MOST_STEPS, WHOLE, PlannedStep, State
from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.sheets import Row, Understood
from motcua.kernel.sheets.planned import BAD, SAME, Kept, Notes, Planned, Result, each, kept
from motcua.kernel.text import fold
from motcua.kernel.words import N_, said
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform

CHANGED: Final = "changed"
PART: Final = "part"
FATES: Final = {
    CHANGED: N_("Thành phiên bản mới, bản nháp quy trình"),
    PART: N_("Dòng của thủ tục ấy"),
    SAME: N_("Không đổi"),
    BAD: N_("Không nhận"),
}
TONES: Final = {CHANGED: "good", PART: "plain", SAME: "plain", BAD: "late"}
MOST_ROWS: Final = 15_000
_BY_CENTRE: Final = "Trung tâm nhập từ bảng tính, chờ Giám đốc xác nhận."
_CHANNELS: Final[dict[str, Channel]] = {fold(name): key for key, name in wording.CHANNELS.items()}
_USES: Final[dict[str, PaperKind]] = {fold(name): key for key, name in wording.PAPER_USE.items()}
_KINDS: Final[dict[str, LimitKind]] = {fold(name): key for key, name in KINDS.items()}
_ROLES: Final[dict[str, StepRole]] = {fold(name): key for key, name in wording.ROLES.items()}
_LEVELS: Final = {fold(name): name for name in ("toàn trình", "một phần", "không")}


class Wish(msgspec.Struct, frozen=True):
    """What a procedure's lines ask for: new facts against version ``base``, and the steps of a draft; ``None``: no change."""

    code: str
    base: int
    facts: ProcedureFacts | None = None
    steps: tuple[PlannedStep, ...] | None = None


def mark(unit: UUID) -> str:
    """Return what changes whenever a version is taken in or a process of the centre is shaped."""
    last = CatalogueLoad.objects.order_by("-pk").values_list("pk", flat=True).first()
    drafts = Process.objects.filter(unit_id=unit).order_by("-pk").values_list("pk", "version").first()
    return f"{last or ''}.{drafts or ''}"


def plan(found: Understood, actor: Actor, unit: UUID) -> Iterator[Planned]:
    """Yield what each line would do; nothing is written. Refuses who may not take anything in."""
    about = TakeInProcedure(unit=unit, facts=_nothing(), base=0, origin="centre")
    refusal = policies.may_take_in(actor.as_verified(), about)
    if refusal is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)
    groups: dict[str, list[Row]] = {}
    for row in found.rows:
        groups.setdefault(str(row.values.get("code", row.shown.get("code", ""))), []).append(row)
    offered = set(Posting.objects.filter(unit_id=unit).values_list("procedure_id", flat=True))
    for code, rows in groups.items():
        yield from _Procedure(found, unit, code, rows, offered=code in offered).lines()


def _nothing() -> ProcedureFacts:
    return msgspec.convert(
        {
            "code": "",
            "name": "",
            "field": "",
            "promulgator": "",
            "agency_class": "unspecified",
            "source": {"id": "", "title": "", "as_of": "2000-01-01", "trust": "unverified"},
        },
        ProcedureFacts,
    )


class _Procedure:
    """The lines of one procedure, read against the version that holds."""

    def __init__(self, found: Understood, unit: UUID, code: str, rows: Sequence[Row], *, offered: bool) -> None:
        self._found, self._unit, self._code, self._rows, self._offered = found, unit, code, rows, offered
        self._notes = {row.number: Notes(found, row) for row in rows}

    def lines(self) -> Iterator[Planned]:
        current = self._current()
        wish, told = (None, []) if current is None else self._wish(current)
        bad = any(notes.faults for notes in self._notes.values())
        for at, row in enumerate(self._rows):
            notes = self._notes[row.number]
            fate = BAD if bad else SAME if wish is None else PART if at else CHANGED
            yield Planned(
                row=row.number,
                name=f"{self._code} {current.facts.name if current else ''}".strip(),
                fate=fate,
                cells=dict(told) if fate == CHANGED else {},
                faults=notes.faults or (self._elsewhere() if bad else []),
                doubts=notes.doubts,
                wish=msgspec.to_builtins(wish) if fate == CHANGED else None,
            )

    def _elsewhere(self) -> list[Any]:
        first = next(notes.faults[0] for notes in self._notes.values() if notes.faults)
        return [msgspec.structs.replace(first, text="")]

    def _current(self) -> Version | None:
        first = self._notes[self._rows[0].number]
        try:
            current = version_on(self._code, clock.today())
        except NotFound as error:
            first.fault("code", error.said)
            return None
        if not self._offered:
            first.fault("code", said(N_("Trung tâm chưa bật thủ tục {code}."), code=self._code))
        return current

    def _wish(self, current: Version) -> tuple[Wish | None, list[tuple[str, Kept]]]:
        by_part: dict[str, list[Row]] = {}
        for row in self._rows:
            if not row.faults:
                by_part.setdefault(row.values["part"], []).append(row)
        facts = self._facts(current.facts, by_part)
        told = [kept(one.said) for one in rules.differences(current.facts, facts)]
        changed = facts if facts != current.facts else None
        steps = self._steps(by_part["step"]) if "step" in by_part else None
        now = processes.begun_from(self._unit, self._code)[0]
        if steps is not None and _content(steps) == _content(now):
            steps = None
        if steps is not None:
            told.append(kept(said(N_("Quy trình nội bộ: bản nháp mới có {n} bước."), n=len(steps))))
        if changed is None and steps is None:
            return None, []
        shown = {f"name.{at}" if at else "name": one for at, one in enumerate(told)}
        return Wish(self._code, current.number, changed, steps), list(shown.items())

    def _facts(self, old: ProcedureFacts, by_part: Mapping[str, Sequence[Row]]) -> ProcedureFacts:
        new = old
        if "paper" in by_part:
            new = msgspec.structs.replace(new, cases=self._cases(old, by_part["paper"]))
        keys = {case.name: case.key for case in new.cases} | {case.key: case.key for case in new.cases}
        if "limit" in by_part:
            limits = tuple(self._limit(row, keys, old) for row in by_part["limit"])
            new = msgspec.structs.replace(new, limits=limits)
        if "fee" in by_part:
            fees = tuple(self._fee(row, keys, old) for row in by_part["fee"])
            new = msgspec.structs.replace(new, fees=fees)
        for row in by_part.get("level", ()):
            new = self._level(row, new)
        return new

    def _cases(self, old: ProcedureFacts, rows: Sequence[Row]) -> tuple[Case, ...]:
        keys = Keys(old)
        papers: dict[str, list[Paper]] = {}
        for row in rows:
            name = row.values.get("case", "")
            if not name:
                self._notes[row.number].fault("case", said(N_("Giấy tờ phải thuộc một trường hợp.")))
            papers.setdefault(name, []).append(self._paper(row, keys, old, name))
        return tuple(Case(key=keys.case(name), name=name, papers=tuple(found)) for name, found in papers.items())

    def _paper(self, row: Row, keys: Keys, old: ProcedureFacts, case: str) -> Paper:
        values, notes = row.values, self._notes[row.number]
        name = values.get("name", "")
        if not name:
            notes.fault("name", said(N_("Giấy tờ chưa có tên.")))
        same = [paper for known in old.cases if known.name == case for paper in known.papers if paper.name == name]
        return Paper(
            key=same[0].key if len(same) == 1 else keys.paper(name),
            name=name,
            kind=self._word(row, "kind", _USES, "submit"),
            originals=self._count(row, "originals"),
            copies=self._count(row, "copies"),
            required=bool(values.get("required", False)),
            condition=values.get("condition"),
            form_code=values.get("form"),
            channels=self._channels(row),
        )

    def _limit(self, row: Row, keys: Mapping[str, str], old: ProcedureFacts) -> Limit:
        kind = self._word(row, "kind", _KINDS, "unknown")
        value = self._count(row, "value", most=1_000) or None
        said_ = Limit(
            kind=kind,
            value=value if kind not in ("same_day",) else None,
            cutoff=row.values.get("cutoff"),
            ground=row.values.get("ground"),
            channel=self._channel(row),
            case=self._case(row, keys),
            trust="unverified",
            doubt=_BY_CENTRE,
        )
        known = next((one for one in old.limits if _said(one) == _said(said_)), None)
        if known is None:
            self._notes[row.number].doubt("value", said(N_("thời hạn mới: chờ Giám đốc xác nhận rồi mới in ngày hẹn.")))
        return known or said_

    def _fee(self, row: Row, keys: Mapping[str, str], old: ProcedureFacts) -> Fee:
        values = row.values
        groups = tuple(one.strip() for one in values.get("exemptions", "").split(JOINT.strip()) if one.strip())
        said_ = Fee(
            kind=values.get("name", "") or "lệ phí",
            trust="confirmed" if values.get("ground") else "unverified",
            channel=self._channel(row),
            case=self._case(row, keys),
            amount_vnd=values.get("amount"),
            unit=values.get("unit"),
            set_by=values.get("set_by"),
            basis=values.get("ground"),
            exemptions=groups,
            since=values.get("since"),
            until=values.get("until"),
        )
        # How an amount follows from pages stands in no column: it stays with the fee it belongs to.
        place = (said_.kind, said_.channel, said_.case)
        formula = next((one.formula for one in old.fees if (one.kind, one.channel, one.case) == place), None)
        said_ = msgspec.structs.replace(said_, formula=formula)
        if said_.amount_vnd is None and not said_.set_by:
            same = [one for one in old.fees if one.amount_vnd is None and not one.set_by and one.kind == said_.kind]
            if not same:
                self._notes[row.number].fault("amount", said(N_("Ghi mức thu, hoặc cơ quan quy định mức thu.")))
        if said_.since and said_.until and said_.since > said_.until:
            self._notes[row.number].fault("until", said(N_("Ngày cuối trước ngày đầu.")))
        known = next((one for one in old.fees if msgspec.structs.replace(one, trust=said_.trust) == said_), None)
        if known is None and not said_.basis:
            self._notes[row.number].doubt("ground", said(N_("mức thu chưa có căn cứ: sẽ ghi là chưa kiểm chứng.")))
        return known or said_

    def _level(self, row: Row, facts: ProcedureFacts) -> ProcedureFacts:
        text = row.values.get("name", "")
        old = levels.read_old(text)
        if old is not None:
            told = ToldLevel(scale="tt32-2017", level=old)
            return msgspec.structs.replace(facts, online_told=told, online_level=levels.now_of(old).now)
        if fold(text) not in _LEVELS:
            self._notes[row.number].fault(
                "name", said(N_("Ghi «toàn trình», «một phần», «không» hoặc «Mức độ 1» đến «4»."))
            )
            return facts
        return msgspec.convert(
            msgspec.to_builtins(facts) | {"online_told": None, "online_level": _LEVELS[fold(text)]}, ProcedureFacts
        )

    def _steps(self, rows: Sequence[Row]) -> tuple[PlannedStep, ...]:
        before = {step.name: step for step in processes.begun_from(self._unit, self._code)[0]}
        if len(rows) > MOST_STEPS:
            most = said(N_("Quy trình có nhiều nhất {most} bước."), most=MOST_STEPS)
            self._notes[rows[MOST_STEPS].number].fault("part", most)
        used: set[str] = set()
        found = []
        for at, row in enumerate(rows, start=1):
            step = self._step(row, before, at, used)
            used.add(step.key)
            found.append(step)
        return tuple(found)

    def _step(self, row: Row, before: Mapping[str, PlannedStep], at: int, used: set[str]) -> PlannedStep:
        values = row.values
        known = before.get(values.get("name", ""))
        key = known.key if known and known.key not in used else f"buoc-{at}"
        return PlannedStep(
            key=key,
            name=values.get("name", ""),
            role=self._word(row, "kind", _ROLES, "specialist"),
            share=self._count(row, "value", most=WHOLE),
            division=values.get("division"),
            system=values.get("system"),
            fields=_list(values.get("fields", "")),
            takes_back=_list(values.get("takes_back", "")),
            pauses_clock=bool(values.get("pauses_clock", False)),
            hours=self._count(row, "hours", most=9_999) or None,
            days=self._count(row, "days", most=DAYS_MOST) or None,
            calendar_days=bool(values.get("calendar_days", False)),
            silence=values.get("silence"),
        )

    def _word(self, row: Row, field: str, words: Mapping[str, Any], default: str) -> Any:
        text = fold(row.values.get(field, ""))
        if text and text not in words:
            choices = ", ".join(words)
            self._notes[row.number].fault(field, said(N_("Chỉ ghi một trong: {choices}."), choices=choices))
        return words.get(text, default)

    def _count(self, row: Row, field: str, most: int = 99) -> int:
        value = row.values.get(field, 0)
        if value != int(value) or not 0 <= value <= most:
            self._notes[row.number].fault(field, said(N_("Ghi một số nguyên từ 0 đến {most}."), most=most))
            return 0
        return int(value)

    def _channels(self, row: Row) -> tuple[Channel, ...]:
        found: list[Channel] = []
        for word in row.values.get("channel", "").replace(";", ",").split(","):
            if not fold(word):
                continue
            channel = _CHANNELS.get(fold(word))
            if channel is None:
                names = ", ".join(wording.CHANNELS.values())
                self._notes[row.number].fault("channel", said(N_("Chỉ ghi một trong: {choices}."), choices=names))
            else:
                found.append(channel)
        return tuple(found)

    def _channel(self, row: Row) -> Channel | None:
        found = self._channels(row)
        if len(found) > 1:
            self._notes[row.number].fault("channel", said(N_("Mỗi dòng một hình thức nộp, để trống là mọi hình thức.")))
        return found[0] if found else None

    def _case(self, row: Row, keys: Mapping[str, str]) -> str | None:
        name = row.values.get("case", "")
        if name and name not in keys:
            self._notes[row.number].fault("case", said(N_("Thủ tục không có trường hợp «{name}»."), name=name))
        return keys.get(name) if name else None


def _said(limit: Limit) -> tuple[Any, ...]:
    return limit.kind, limit.value, limit.cutoff, limit.ground, limit.channel, limit.case


def _list(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(JOINT.strip()) if one.strip())


def _content(steps: Iterable[PlannedStep]) -> list[Any]:
    """Return steps as a list can tell them: without their keys and ways, which a list does not hold."""
    return [msgspec.structs.replace(step, key="", next=None) for step in steps]


def write(lines: Sequence[Planned], actor: Actor, key: str, unit: UUID) -> Iterable[Result]:
    """Take in what was shown, each procedure once for ``key``; one that is refused tells why and stops no other."""

    def enter(line: Planned) -> None:
        if line.wish is None:
            return
        wish = msgspec.convert(line.wish, Wish)
        if wish.facts is not None:
            facts = msgspec.structs.replace(wish.facts, valid_from=clock.today())
            command = TakeInProcedure(unit=unit, facts=facts, base=wish.base, origin="centre")
            perform(command, actor, key=f"{key}-{wish.code}")
        if wish.steps is not None:
            process = _draft(unit, wish.code, actor, key)
            perform(ChangeProcess(process=process, steps=wish.steps), actor, key=f"{key}-{wish.code}-b")

    return each(lines, enter)


def _draft(unit: UUID, code: str, actor: Actor, key: str) -> UUID:
    """Return the open draft of a procedure's process, a new one where there is none."""
    open_ = Process.objects.filter(unit_id=unit, procedure_id=code, state__in=(State.DRAFT, State.VERIFIED))
    known = open_.values_list("pk", flat=True).first()
    return known or perform(DraftProcess(unit=unit, procedure=code), actor, key=f"{key}-{code}-n").target
