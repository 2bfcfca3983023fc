"""A list of open dossiers of an old unit: what each line would enter, then entering it as it was shown, once.

A code that was entered before is not entered again, so a list may be sent as often as it takes until every line is in.
Nothing is guessed: a procedure, a step or a person that is not clear is told by its cell, to be put right and sent again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db import transaction

from motcua.catalogue import queries as catalogue
from motcua.catalogue import rules as catalogue_rules
from motcua.catalogue.facts import Case, ProcedureFacts, Step
from motcua.dossiers import brought_sheet, codes, policies, routing
from motcua.dossiers.commands.bring_in import BringInDossier, check_course, known_before
from motcua.dossiers.models import Handover, Takeover
from motcua.dossiers.rules.life import STATE_NAMES, State
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, NotAllowed, NotFound, RuleError
from motcua.kernel.sheets import Row, Understood
from motcua.kernel.sheets.planned import BAD, SAME, Kept, Notes, Planned, Result, each, kept
from motcua.kernel.text import fold
from motcua.kernel.words import N_, said
from motcua.ledger.actor import Actor, system
from motcua.ledger.events.dossiers import PaperGiven
from motcua.ledger.perform import perform
from motcua.parties.commands.number import Number, checked_number
from motcua.parties.commands.register import RegisterParty, find_or_register
from motcua.parties.rules.words import NumberKind, PartyKind

NEW: Final = "new"
NOBODY: Final = UUID(int=0)
"""Stands for the person until the line is written: nobody is registered for a list that is only looked at."""
BY_THE_LIST: Final = "Nhập danh sách hồ sơ đơn vị cũ bàn giao"
"""The order under which the people on a list are registered where the director enters it."""
ALL_PAPERS: Final = frozenset({"du", "day du", "du giay to", "du thanh phan"})


class Wish(msgspec.Struct, frozen=True):
    """What a line asks for: the person, and the dossier of that person."""

    person: RegisterParty
    command: BringInDossier


def mark(actor: Actor, origin: UUID) -> str:
    """Return what changes whenever a dossier of the old unit comes in: a list shown before is to be looked at again."""
    found = Takeover.objects.filter(place_id=origin, realm=str(actor.realm))
    return f"{found.count()}.{found.order_by('-pk').values_list('pk', flat=True).first() or ''}"


def plan(found: Understood, actor: Actor, origin: UUID) -> Iterator[Planned]:
    """Yield what each line would enter; nothing is written. Refuses who may not, and a unit whose minutes are not entered."""
    refusal = policies.may_bring_in(actor, None)
    if refusal is not None or actor.unit is None:
        raise NotAllowed((refusal or said(N_("Tài khoản chưa gắn với trung tâm nào."))).sentence)
    centre = routing.directory(actor.unit).centre
    if not Handover.objects.filter(unit_id=centre, origin_id=origin, realm=str(actor.realm)).exists():
        raise RuleError(N_("Chưa ghi biên bản bàn giao của đơn vị cũ này."))
    return _Plan(found, actor, centre, origin).lines()


class _Plan:
    def __init__(self, found: Understood, actor: Actor, centre: UUID, origin: UUID) -> None:
        self._found, self._centre, self._origin, self._realm = found, centre, origin, str(actor.realm)
        self._calendar = routing.calendar(centre)
        self._now = clock.now()
        self._offered = {code: name for code, name, _ in catalogue.offered(centre)}
        self._by_name = {fold(name): code for code, name in self._offered.items()}
        self._seen: dict[str, int] = {}

    def lines(self) -> Iterator[Planned]:
        for row in self._found.rows:
            yield self._line(row)

    def _line(self, row: Row) -> Planned:
        notes = Notes(self._found, row)
        name = str(row.values.get("name") or row.shown.get("name", ""))
        wish = None if notes.faults else self._wish(row, notes)
        if wish is None or notes.faults:
            return Planned(row=row.number, name=name, fate=BAD, faults=notes.faults, doubts=notes.doubts)
        command = wish.command
        here = self._here(command.old_code)
        return Planned(
            row=row.number,
            name=name,
            fate=SAME if here else NEW,
            cells=self._cells(row, command),
            doubts=notes.doubts,
            twin=command.old_code if here else "",
            wish=msgspec.to_builtins(wish),
        )

    def _here(self, old_code: str) -> bool:
        try:
            known_before(self._realm, self._origin, old_code)
        except Conflict:
            return True
        return False

    def _wish(self, row: Row, notes: Notes) -> Wish | None:
        old_code = self._code(row, notes)
        person = self._person(row, notes)
        code = self._procedure(row.values["procedure"], notes)
        if not code or notes.faults:
            return None
        facts = catalogue.version_on(code, clock.local(self._now).date()).facts
        case = self._case(facts, row.values.get("case", ""), notes)
        if case is None:
            return None
        command = BringInDossier(
            origin=self._origin,
            old_code=old_code,
            procedure=code,
            case=case.key,
            applicant=NOBODY,
            state=row.values.get("state", State.PROCESSING.value),
            about=row.values.get("about", ""),
            **self._instants(row, notes),
            **self._papers(case, row, notes),
        )
        return Wish(person, self._stepped(command, case, row, notes))

    def _code(self, row: Row, notes: Notes) -> str:
        try:
            old_code = codes.old_receipt(row.values["old_code"])
        except BadInput as error:
            notes.fault("old_code", error.said)
            return ""
        first = self._seen.setdefault(old_code, row.number)
        if first != row.number:
            notes.fault("old_code", said(N_("trùng mã với dòng {row}."), row=first))
        return old_code

    def _person(self, row: Row, notes: Notes) -> RegisterParty:
        value, phone = row.values.get("number", ""), row.values.get("phone", "")
        numbers: tuple[Number, ...] = ()
        if value:
            digits = "".join(value.split())
            kind = NumberKind.OLD_CARD if digits.isdigit() and len(digits) == 9 else NumberKind.PERSONAL
            try:
                numbers = (checked_number(Number(kind=kind, value=digits), PartyKind.PERSON),)
            except BadInput as error:
                notes.fault("number", error.said)
        elif not phone:
            notes.fault("number", said(N_("ghi số định danh hoặc điện thoại: người dân tra cứu bằng bốn số cuối.")))
        return RegisterParty(
            name=row.values["name"], phone=phone, address=row.values.get("address", ""), numbers=numbers
        )

    def _procedure(self, text: str, notes: Notes) -> str:
        code = text if text in self._offered else self._by_name.get(fold(text), "")
        code = code or next(
            (one for one in text.replace("(", " ").replace(")", " ").split() if one in self._offered), ""
        )
        if not code:
            notes.fault(
                "procedure", said(N_("«{text}» không có trong danh mục Trung tâm đang tiếp nhận."), text=text[:80])
            )
        return code

    def _case(self, facts: ProcedureFacts, text: str, notes: Notes) -> Case | None:
        if not facts.cases:
            notes.fault("procedure", said(N_("Thủ tục {code} chưa có thành phần hồ sơ."), code=facts.code))
            return None
        found = next((one for one in facts.cases if text and fold(text) in {fold(one.name), fold(one.key)}), None)
        if text and found is None:
            notes.fault("case", said(N_("không có trường hợp này của thủ tục {code}."), code=facts.code))
            return None
        if found is None and len(facts.cases) > 1:
            notes.doubt("case", said(N_("không ghi trường hợp: sẽ ghi «{case}»."), case=facts.cases[0].name))
        return found or facts.cases[0]

    def _instants(self, row: Row, notes: Notes) -> dict[str, Any]:
        found: dict[str, datetime | None] = {"received_at": None, "due_at": None, "since": None}
        for name in found:
            text = row.values.get(name, "")
            if not text:
                continue
            try:
                found[name] = brought_sheet.instant(text, self._calendar, closes=name == "due_at")
            except BadInput as error:
                notes.fault(name, error.said)
        if found["received_at"] is None:
            found["received_at"] = self._now
        if not row.values.get("due_at"):
            notes.doubt("due_at", said(N_("không ghi hẹn trả: hồ sơ sẽ chưa có ngày hẹn.")))
        return found

    def _papers(self, case: Case, row: Row, notes: Notes) -> dict[str, Any]:
        """Return the papers of the list that were written, and what is none of them in the note."""
        asked = [one for one in catalogue_rules.papers_for(case, "direct") if one.kind != "note"]
        text, note = row.values.get("papers", ""), row.values.get("note", "")
        if fold(text) in ALL_PAPERS:
            return {
                "papers": tuple(PaperGiven(key=one.key, originals=1) for one in asked if one.required),
                "note": note,
            }
        given: dict[str, PaperGiven] = {}
        strange = []
        for part in filter(None, (one.strip() for one in text.replace("\n", ";").split(";"))):
            paper = next((one for one in asked if fold(part) in {fold(one.name), fold(one.key)}), None)
            if paper is None:
                strange.append(part)
            else:
                given[paper.key] = PaperGiven(key=paper.key, originals=1)
        if strange:
            words = "; ".join(strange)
            note = f"{note}; {words}" if note else words
            notes.doubt("papers", said(N_("ngoài thành phần hồ sơ, ghi vào ghi chú: {words}."), words=words[:200]))
        return {"papers": tuple(given.values()), "note": note[:500]}

    def _stepped(self, command: BringInDossier, case: Case, row: Row, notes: Notes) -> BringInDossier:
        try:
            day = clock.local(self._now).date()
            steps = catalogue.terms(self._centre, command.procedure, "direct", case.key, day).steps
            command = msgspec.structs.replace(command, step=_step(row.values.get("step", ""), steps, command.state))
            check_course(command, steps, self._now)
        except MotcuaError as error:
            notes.fault(error.field or "procedure", error.said)
        return command

    def _cells(self, row: Row, command: BringInDossier) -> dict[str, str | Kept]:
        cells: dict[str, str | Kept] = {
            "old_code": command.old_code,
            "procedure": f"{command.procedure} {self._offered[command.procedure]}",
            "name": row.values["name"],
            "number": row.values.get("number", ""),
            "phone": row.values.get("phone", ""),
            "received_at": _shown(command.received_at),
            "due_at": _shown(command.due_at),
            "state": kept(said(STATE_NAMES[command.state])),
            "since": _shown(command.since),
            "step": str(command.step + 1),
            "papers": str(len(command.papers)) if command.papers else "",
            "about": command.about,
            "note": command.note,
        }
        return {key: value for key, value in cells.items() if value}


def _step(text: str, steps: Sequence[Step], state: str) -> int:
    """Return the place of a step by its number from 1 or its name; unwritten, the first after the counter."""
    if state == State.READY:
        return max(len(steps) - 1, 1)
    if not text:
        return 1
    if text.isascii() and text.isdigit() and len(text) < 4:
        return int(text) - 1
    found = next((place for place, step in enumerate(steps) if fold(step.name) == fold(text)), None)
    if found is None:
        raise BadInput(N_("quy trình của Trung tâm không có bước «{text}»."), field="step", text=text[:80])
    return found


def _shown(at: datetime | None) -> str:
    return f"{clock.local(at):%d/%m/%Y %H:%M}" if at is not None else ""


def write(lines: Sequence[Planned], actor: Actor, key: str) -> Iterable[Result]:
    """Enter lines as they were shown, person and dossier in one, each once for ``key``; one that is refused leaves neither."""
    registers = actor
    if not actor.can("party.write"):
        order = system(BY_THE_LIST, powers=frozenset({"party.write"}), realm=actor.realm)
        registers = replace(order, unit=actor.unit)

    def enter(line: Planned) -> None:
        wish = msgspec.convert(line.wish, Wish)
        try:
            with transaction.atomic():
                person = find_or_register(wish.person, registers, key=f"{key}-{line.row}-nguoi").party
                command = msgspec.structs.replace(wish.command, applicant=person)
                perform(command, actor, key=f"{key}-{line.row}")
        except NotFound as error:
            raise RuleError(error.said.sentence, **error.said.values) from error

    return each(lines, enter)
