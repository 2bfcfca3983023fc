"""A plan of moves from a list: who each line would put into the plan, then doing it as it was shown.

Somebody who has an open move from the same unit is known again: the same decision changes nothing but what they have got
meanwhile, another one is told and left to people. What a list names as lacking stays open; only what it says is there is
answered.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db.models import Sum

from motcua.kernel.errors import BadInput, NotAllowed
from motcua.kernel.names import proper_name
from motcua.kernel.sheets import Row, Understood, days
from motcua.kernel.sheets.planned import BAD, SAME, Kept, Notes, Planned, Result, each, kept, shown_value
from motcua.kernel.text import fold
from motcua.kernel.words import N_, said
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.staff import fields, policies
from motcua.staff.commands.moves import AnswerMoveItem, PlanMove
from motcua.staff.models import Move
from motcua.staff.move_sheet import ITEM_WORDS, LACKS, OPEN
from motcua.staff.queries import reach
from motcua.staff.queries.reach import CentreRow
from motcua.staff.rules import moves as rules
from motcua.staff.rules.moves import ANSWER_NAMES, Answer, Item

NEW: Final = "new"
ITEMS: Final = "items"
"""The move is in the plan; what the person has got is answered."""
_NOTHING: Final = frozenset(("du", "khong", "khong thieu", "0", "da du", "khong thieu gi"))
_WITH_DAY: Final = re.compile(r"(?P<number>.*?)[\s,;(]*\bngày\b[\s:]*(?P<day>.+?)\)?\s*", re.IGNORECASE)
_NOTE: Final = "Theo danh sách nhập"


class Wish(msgspec.Struct, frozen=True):
    """What a line asks for: the move to plan, or the id of one in the plan; and what the person has."""

    command: PlanMove
    move: UUID | None = None
    answers: dict[Item, Answer] = {}


def mark(actor: Actor) -> str:
    """Return what changes whenever a move within reach is planned or changed: a list shown before is looked at again."""
    places = [one.place for one in reach.centres(actor)]
    found = Move.objects.filter(place__in=places, realm=actor.realm)
    last = found.order_by("-pk").values_list("pk", flat=True).first() or ""
    return f"{found.count()}.{last}.{found.aggregate(versions=Sum('version'))['versions'] or 0}"


def plan(found: Understood, actor: Actor, centre: CentreRow) -> Iterator[Planned]:
    """Yield what each line would do; a line that names no new unit is about ``centre``. Nothing is written."""
    refusal = policies.may_write_here(actor, _About(centre.id))
    if refusal is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)
    return _Plan(found, actor, centre).lines()


class _About(msgspec.Struct, frozen=True):
    """Stands in for a command, of which the policy asks the unit alone."""

    unit: UUID


class _Plan:
    def __init__(self, found: Understood, actor: Actor, centre: CentreRow) -> None:
        self._found = found
        self._centre = centre
        self._centres: dict[str, set[UUID]] = defaultdict(set)
        self._names: dict[UUID, str] = {}
        for one in reach.centres(actor):
            self._names[one.id] = one.name
            for name in (one.name, one.place_name, f"Trung tâm {one.place_name}"):
                self._centres[fold(name)].add(one.id)
        self._open = _open_moves(actor)
        self._met: dict[tuple[str, str], int] = {}

    def lines(self) -> Iterator[Planned]:
        for row in self._found.rows:
            yield self._line(row)

    def _line(self, row: Row) -> Planned:
        notes = Notes(self._found, row)
        wish = None if notes.faults else self._wish(row, notes)
        name = str(row.values.get("name") or row.shown.get("name", ""))
        if wish is None or notes.faults:
            return Planned(row=row.number, name=name, fate=BAD, faults=notes.faults, doubts=notes.doubts)
        fate = NEW if wish.move is None else ITEMS if wish.answers else SAME
        return Planned(
            row=row.number,
            name=wish.command.name,
            fate=fate,
            cells=self._cells(wish),
            doubts=notes.doubts,
            twin=wish.command.decision if fate == SAME else "",
            wish=msgspec.to_builtins(wish, str_keys=True),
        )

    def _wish(self, row: Row, notes: Notes) -> Wish | None:
        values = row.values
        number, decided_on = _decision(values, notes)
        chosen = self._fields(values.get("fields", ""), notes)
        unit = self._unit(values.get("unit", ""), notes)
        if decided_on is None or unit is None:
            return None
        command = PlanMove(
            unit=unit,
            name=proper_name(values["name"]),
            from_unit=values["from_unit"],
            title=values["title"],
            decision=number,
            decided_on=decided_on,
            first_day=values["first_day"],
            fields=chosen,
            hands_over=values.get("hands_over", ""),
        )
        try:
            command.check()
        except BadInput as error:
            notes.fault(error.field or "name", error.said)
        refusal = rules.refuse_days(command.decided_on, command.first_day)
        if refusal is not None:
            notes.fault("first_day", refusal)
        answers = self._answers(values, notes)
        return self._known_again(command, answers, row.number, notes)

    def _known_again(self, command: PlanMove, answers: dict[Item, Answer], row: int, notes: Notes) -> Wish:
        key = (fold(command.name), fold(command.from_unit))
        first = self._met.setdefault(key, row)
        if first != row:
            notes.fault("name", said(N_("người này từ đơn vị này đã có ở dòng {row}."), row=first))
        known = self._open.get(key)
        if known is None:
            return Wish(command, None, answers)
        same = (known.unit_id, known.decision, known.decided_on, known.first_day, fold(known.title)) == (
            *(command.unit, command.decision, command.decided_on, command.first_day, fold(command.title)),
        )
        if known.state == Move.State.ARRIVED and not same:
            return Wish(command, None, answers)
        if not same:
            notes.fault(
                "name",
                said(
                    N_(
                        "đã có việc điều động chưa xong theo quyết định {decision}, khác dòng này: sửa ở trang người ấy."
                    ),
                    decision=known.decision,
                ),
            )
        given = {Item(one.item): one.state for one in known.items.all()}
        left = {item: answer for item, answer in answers.items() if given.get(item) != answer}
        return Wish(command, known.id, left)

    def _unit(self, text: str, notes: Notes) -> UUID | None:
        if not text:
            return self._centre.id
        found = self._centres.get(fold(text), set())
        if len(found) == 1:
            return next(iter(found))
        notes.fault(
            "unit",
            said(N_("«{text}» không phải một Trung tâm trong phạm vi của bạn; ghi tên đầy đủ."), text=text[:80]),
        )
        return None

    def _fields(self, text: str, notes: Notes) -> list[str]:
        """Return the fields as the catalogue names them; one that has a comma in its name is tried whole first."""
        chosen: list[str] = []
        for part in (part for part in text.split(";") if part.strip()):
            try:
                chosen.append(fields.named(part))
                continue
            except BadInput:
                pieces = [piece for piece in part.split(",") if piece.strip()]
            try:
                chosen += fields.all_named(pieces)
            except BadInput as error:
                notes.fault("fields", error.said)
        return list(dict.fromkeys(chosen))

    def _answers(self, values: Any, notes: Notes) -> dict[Item, Answer]:
        found = {item: Answer(values[item]) for item in Item if values.get(item, OPEN) != OPEN}
        text = values.get(LACKS, "")
        if not text:
            return found
        if fold(text) in _NOTHING:
            return dict.fromkeys(Item, Answer.DONE) | found
        named = set()
        for word in re.split(r"[,;+\n]| và ", text):
            if not fold(word):
                continue
            item = next((one for one, words in ITEM_WORDS.items() if fold(word) in map(fold, words)), None)
            if item is None:
                known = ", ".join(words[0] for words in ITEM_WORDS.values())
                notes.fault(
                    LACKS, said(N_("không rõ thiếu gì: «{word}»; có: {known}."), word=word.strip()[:60], known=known)
                )
                continue
            named.add(item)
        for item in named & found.keys():
            notes.fault(item, said(N_("ghi là có, mà cột «Còn thiếu» nêu là thiếu.")))
        return found

    def _cells(self, wish: Wish) -> dict[str, str | Kept]:
        command = wish.command
        plain = {
            name: shown_value(getattr(command, name))
            for name in ("name", "from_unit", "title", "decision", "decided_on", "first_day", "hands_over")
        }
        cells: dict[str, str | Kept] = {
            **plain,
            "unit": self._names.get(command.unit, self._centre.name),
            "fields": "; ".join(command.fields),
        }
        cells |= {str(item): kept(said(ANSWER_NAMES[answer])) for item, answer in wish.answers.items()}
        return {key: value for key, value in cells.items() if value}


def _decision(values: Any, notes: Notes) -> tuple[str, Any]:
    """Return number and day of the decision; the day may stand behind the number (*15/QĐ-UBND ngày 20/6/2025*)."""
    number, day = values["decision"], values.get("decided_on")
    found = _WITH_DAY.fullmatch(number)
    if found is not None and found["number"].strip():
        try:
            written = days.day(found["day"])
        except BadInput as error:
            notes.fault("decision", error.said)
            return number, None
        if day is not None and written != day:
            notes.fault("decided_on", said(N_("khác ngày ghi sau số quyết định.")))
        number, day = found["number"].strip(" ,;("), written
    if day is None:
        notes.fault("decided_on", said(N_("thiếu ngày quyết định.")))
    return number, day


def _open_moves(actor: Actor) -> dict[tuple[str, str], Move]:
    """Return the moves of the realm that are not finished, by person and old unit: a second is refused wherever it is."""
    rows = Move.objects.filter(realm=actor.realm).exclude(state=Move.State.CANCELLED).prefetch_related("items")
    places = {one.place for one in reach.centres(actor)}
    found: dict[tuple[str, str], Move] = {}
    for row in rows.filter(place__in=places).order_by("pk"):
        found[row.folded, row.from_folded] = row
    return found


def write(lines: Sequence[Planned], actor: Actor, key: str) -> Iterable[Result]:
    """Do lines as they were shown, each once for ``key``; a line that is refused tells why and stops no other."""

    def do(line: Planned) -> None:
        wish = msgspec.convert(line.wish, Wish)
        move = wish.move or perform(wish.command, actor, key=f"{key}-{line.row}").target
        for item, answer in wish.answers.items():
            note = _NOTE if answer is Answer.NOT_NEEDED else ""
            command = AnswerMoveItem(move=move, item=item, answer=answer, note=note)
            perform(command, actor, key=f"{key}-{line.row}-{item}")

    return each(lines, do)
