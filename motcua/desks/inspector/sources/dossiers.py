"""Samples of dossiers as packs: the checks of each dossier with what the books say, no name or paper of a citizen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import msgspec

from motcua.desks.inspector import packs
from motcua.desks.inspector.packs import Group, Item, Observation, Pack, Question, Seen, Task, Verdict, When
from motcua.desks.shared.formats import said, say, short_date
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.ids import parse_id
from motcua.kernel.words import N_, Said
from motcua.kernel.words import said as words
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.samples import queries
from motcua.samples.commands import NoteChecks
from motcua.samples.commands.check import CheckGiven
from motcua.samples.policies import WORK
from motcua.samples.queries import AnswerRow, CheckRow, DossierSheet, SampleRow
from motcua.samples.rules.checks import CHECK_NAMES, VERDICT_NAMES, WORDS_MOST, Check
from motcua.samples.rules.checks import Verdict as Judgement

ANSWERED: Final = frozenset({"verdict", "words", "note"})


@dataclass(frozen=True, slots=True)
class Dossiers:
    """The drawn samples of the stops at which a person works."""

    kind: str = "ho-so"

    def tasks(self, actor: Actor, text: str) -> Sequence[Task]:
        """Return the samples that may be checked now, the latest day first."""
        if not actor.can(WORK):
            return ()
        return [
            Task(row.id, said(_title(row)), words(N_("{place}, {day}"), place=row.place_name, day=short_date(row.day)))
            for row in queries.worked(actor, text)
        ]

    def admit(self, actor: Actor, id_: UUID) -> None:
        """Let in whoever may check this sample now."""
        queries.demand_work(actor, id_)

    def pack(self, actor: Actor, id_: UUID) -> Pack:
        """Return the sample: a group a dossier, an item a check, what the books say and what people say of it."""
        kit = queries.kit(actor, id_)
        return Pack(
            title=said(_title(kit.row)),
            lead=said(words(N_("{place}, {day}"), place=kit.row.place_name, day=short_date(kit.row.day))),
            groups=[Group(key=sheet.line.hex, title=_dossier(sheet)) for sheet in kit.sheets],
            items=[_item(sheet, one, actor) for sheet in kit.sheets for one in sheet.checks],
            questions=[],
        )

    def record(self, actor: Actor, id_: UUID, noted: Sequence[Observation]) -> list[Verdict]:
        """Note checks one by one, each under its own key."""
        self.admit(actor, id_)
        verdicts = [_noted(actor, id_, one) for one in noted]
        if not any(one.state == packs.CONFLICT for one in verdicts):
            return verdicts
        found = {_key(sheet, one): one for sheet in queries.kit(actor, id_).sheets for one in sheet.checks}
        return [
            msgspec.structs.replace(verdict, seen=_seen(found[one.item], actor))
            if verdict.state == packs.CONFLICT
            else verdict
            for one, verdict in zip(noted, verdicts, strict=True)
        ]


def _title(row: SampleRow) -> Said:
    return words(N_("Mẫu hồ sơ số {number}"), number=row.number)


def _dossier(sheet: DossierSheet) -> str:
    """Return how a dossier is called on a telephone: its code, its procedure, the initials of its owner."""
    return " · ".join(filter(None, (sheet.course.label, sheet.course.procedure_name, sheet.course.applicant)))


def _key(sheet: DossierSheet, one: CheckRow) -> str:
    return f"{sheet.line.hex}.{one.judged.check}"


def _item(sheet: DossierSheet, one: CheckRow, actor: Actor) -> Item:
    judged, present = one.judged, one.present
    books = words(N_("Sổ: {verdict}. {words}"), verdict=words(VERDICT_NAMES[judged.verdict]), words=judged.words)
    return Item(
        key=_key(sheet, one),
        group=sheet.line.hex,
        title=say(CHECK_NAMES[judged.check]),
        code=sheet.course.label,
        hint=said(words(N_("Căn cứ: {ground}"), ground=words(judged.ground))),
        told=said(books),
        base=str(present.id) if present else "",
        conflict=bool(one.beside),
        start=_answers(present) if present else {},
        seen=_seen(one, actor),
        questions=_questions(judged.verdict),
    )


def _questions(books: Judgement) -> list[Question]:
    """Return what is asked of a check: words wherever the rule wants them, so that nothing is refused hours later."""
    choices = [(str(one), say(name)) for one, name in VERDICT_NAMES.items()]
    wants = list(Judgement) if books is Judgement.MISMATCH else [Judgement.MISMATCH]
    free = [one for one in Judgement if one not in wants]
    asked = [
        Question(name="verdict", label=say(N_("Kết luận")), kind="choice", required=True, options=choices),
        Question(
            name="words",
            label=say(N_("Ghi rõ điều gì, vì sao")),
            kind="long",
            required=True,
            most=WORDS_MOST,
            when=When(name="verdict", values=[str(one) for one in wants]),
        ),
    ]
    if free:
        when = When(name="verdict", values=[str(one) for one in free])
        asked.append(Question(name="note", label=say(N_("Ghi chú")), kind="long", most=WORDS_MOST, when=when))
    return asked


def _seen(one: CheckRow, actor: Actor) -> list[Seen]:
    rows = [*([one.present] if one.present else []), *one.beside]
    return [
        Seen(
            id=str(row.id),
            who=row.by,
            at=clock.local(row.observed_at),
            words=" · ".join(filter(None, (say(VERDICT_NAMES[row.verdict]), row.words))),
            answers=_answers(row),
            mine=row.account == actor.account,
        )
        for row in rows
    ]


def _answers(row: AnswerRow) -> dict[str, str]:
    wants = row.verdict is Judgement.MISMATCH or row.books is Judgement.MISMATCH
    values = {"verdict": str(row.verdict), "words" if wants else "note": row.words}
    return {name: value for name, value in values.items() if value}


def _noted(actor: Actor, sample: UUID, one: Observation) -> Verdict:
    try:
        done = perform(_command(sample, one), actor, key=f"field.{one.id.hex}")
    except MotcuaError as error:
        if error.status >= 500:
            raise
        return Verdict(id=one.id, state=packs.REFUSED, said=said(error.said))
    if done.ids.get("beside"):
        told = say(N_("Người khác kết luận khác: cả hai được giữ, chờ chọn câu đúng."))
        return Verdict(id=one.id, state=packs.CONFLICT, said=told)
    return Verdict(id=one.id, state=packs.ALREADY if done.again else packs.RECORDED)


def _command(sample: UUID, one: Observation) -> NoteChecks:
    strange = set(one.answers) - ANSWERED
    if strange:
        raise BadInput(N_("Không có câu hỏi «{name}»."), name=min(strange))
    line, _, key = one.item.partition(".")
    if key not in set(Check):
        raise BadInput(N_("Không có mục này trong mẫu."))
    verdict = one.answers.get("verdict", "")
    if verdict not in set(Judgement):
        raise BadInput(N_("Chọn kết luận."))
    given = CheckGiven(
        check=Check(key),
        verdict=Judgement(verdict),
        words=one.answers.get("words", "") or one.answers.get("note", ""),
        id=one.id,
        observed_at=one.at,
        base=one.base,
    )
    return NoteChecks(sample=sample, line=parse_id(line), answers=[given])
