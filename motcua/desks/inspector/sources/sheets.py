"""Sheets of inspections as packs: the questions of a checklist with the answers that hold, and what others say of them.

A verdict and the words that explain what falls short are two questions of the checklist and one on the phone, so that a
shortcoming is not saved without its words; they come back together and land in both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import msgspec

from motcua.checklists.rules.items import CHOSEN, Form, Kind
from motcua.checklists.rules.items import Item as FormItem
from motcua.checklists.rules.items import Verdict as Given
from motcua.desks.inspector import packs
from motcua.desks.inspector.packs import Attached, Group, Item, Observation, Pack, Seen, Task, Verdict, checklist_item
from motcua.desks.inspector.sources import praise
from motcua.desks.shared.formats import said, say, short_date
from motcua.findings.commands import NoteAnswers
from motcua.findings.commands.shared import PhotoGiven, VoiceGiven
from motcua.findings.commands.sheet import AnswerGiven
from motcua.findings.policies import WORK
from motcua.findings.queries import sheets
from motcua.findings.queries.sheets import AnswerRow, Line
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_
from motcua.kernel.words import said as words
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform

TYPES: Final = {
    Kind.VERDICT: "select_one",
    Kind.ONE: "select_one",
    Kind.MANY: "select_multiple",
    Kind.INTEGER: "integer",
    Kind.DECIMAL: "decimal",
    Kind.TEXT: "text",
    Kind.DATE: "date",
    Kind.GEOPOINT: "text",
    Kind.IMAGE: "image",
    Kind.AUDIO: "audio",
}


WORDS: Final = "_words"
"""What the phone adds to the name of a verdict for its words."""
SHORT: Final = (Given.UNMET, Given.BASIC)
"""Verdicts of which something must be said."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """The open sheets of the campaigns a person works in."""

    kind: str = "phieu"

    def tasks(self, actor: Actor, text: str) -> Sequence[Task]:
        """Return the sheets that may be filled in now, the latest day first."""
        if not actor.can(WORK):
            return ()
        return [
            Task(row.id, row.title, words(N_("{place}, {day}"), place=row.place_name, day=short_date(row.day)))
            for row in sheets.answerable(actor, text)
        ]

    def admit(self, actor: Actor, id_: UUID) -> None:
        """Let in whoever may answer in this sheet now."""
        sheets.demand_answering(actor, id_)

    def pack(self, actor: Actor, id_: UUID) -> Pack:
        """Return the sheet with its XForm: what is asked, what holds now, what others said."""
        self.admit(actor, id_)
        page = sheets.page(actor, id_)
        lines = {line.item.name: line for line in page.lines}
        explained = _explained(page.form)
        within = {one.name for one in explained.values()}
        return Pack(
            title=page.row.title,
            lead=said(words(N_("{place}, {day}"), place=page.row.place_name, day=short_date(page.row.day))),
            groups=[Group(key=group.name, title=group.label) for group in page.form.groups],
            items=[
                _item(page.form, line, actor, lines[explained[name].name] if name in explained else None)
                for name, line in lines.items()
                if name not in within
            ],
            questions=[],
            unlisted=say(praise.TITLE),
            unlisted_questions=praise.questions(),
            known=praise.known(actor, page.row.stop),
            form=page.xform,
        )

    def record(self, actor: Actor, id_: UUID, noted: Sequence[Observation]) -> list[Verdict]:
        """Note answers one by one, each under its own key; what stands in no list is something good at the stop.

        That is noted when the sheet is finished, too: who was praised is no question of it.
        """
        stop = sheets.stop_of(actor, id_)
        if any(one.item for one in noted):
            self.admit(actor, id_)
        explained = _explained(sheets.form_of(id_))
        verdicts = [
            _noted(actor, id_, one, explained.get(one.item))
            if one.item
            else praise.note(actor, stop, one, [_photo(file) for file in one.files])
            for one in noted
        ]
        if not any(verdict.state == packs.CONFLICT and one.item for one, verdict in zip(noted, verdicts, strict=True)):
            return verdicts
        page = sheets.page(actor, id_)
        lines = {line.item.name: line for line in page.lines}
        return [
            msgspec.structs.replace(verdict, seen=_seen_all(page.form, lines, one.item, actor, explained))
            if verdict.state == packs.CONFLICT and one.item
            else verdict
            for one, verdict in zip(noted, verdicts, strict=True)
        ]


def _explained(form: Form) -> dict[str, FormItem]:
    """Return for each verdict the question in whose words what falls short must be told, where there is one."""
    found = {one.about: one for one in form.items if one.about and one.kind is Kind.TEXT and one.required}
    return {
        name: one for name, one in found.items() if name in form.by_name and form.by_name[name].kind is Kind.VERDICT
    }


def _item(form: Form, line: Line, actor: Actor, told: Line | None) -> Item:
    item, present = line.item, line.present
    start = {item.name: present.value} if present and present.value and item.kind not in _FILES else {}
    if told and told.present and told.present.value:
        start[f"{item.name}{WORDS}"] = told.present.value
    asked = [item.criterion if item.criterion != item.label else "", item.hint, item.evidence]
    return checklist_item(
        name=item.name,
        label=item.label,
        type_=TYPES[item.kind],
        node=item.path,
        group=item.groups[-1] if item.groups else "",
        hint=" · ".join(filter(None, asked)),
        required=bool(item.required),
        choices=list(form.choices(item).items()),
        unmet=SHORT if told else (),
        weight=item.weight if item.kind is Kind.VERDICT else 0,
        base=str(present.id) if present else "",
        start=start,
        conflict=bool(line.beside or (told and told.beside)),
        seen=[*_seen(form, line, actor), *(_seen(form, told, actor, item.name) if told and told.beside else [])],
    )


_FILES: Final = frozenset({Kind.IMAGE, Kind.AUDIO})


def _seen_all(
    form: Form, lines: Mapping[str, Line], name: str, actor: Actor, explained: Mapping[str, FormItem]
) -> list[Seen]:
    """Return what everybody says of a question, and in which words where these differ."""
    told = lines[explained[name].name] if name in explained else None
    return [*_seen(form, lines[name], actor), *(_seen(form, told, actor, name) if told and told.beside else [])]


def _seen(form: Form, line: Line, actor: Actor, of: str = "") -> list[Seen]:
    name = f"{of}{WORDS}" if of else line.item.name
    rows = [*([line.present] if line.present else []), *line.beside]
    return [
        Seen(
            id=str(row.id),
            who=row.by,
            at=clock.local(row.observed_at),
            words=_words(form, line, row),
            answers={name: row.value} if row.value and line.item.kind not in _FILES else {},
            mine=row.account == actor.account,
        )
        for row in rows
    ]


def _words(form: Form, line: Line, row: AnswerRow) -> str:
    if line.item.kind in CHOSEN:
        labels = form.choices(line.item)
        return ", ".join(labels.get(one, one) for one in row.value.split())
    if line.item.kind in _FILES:
        return said(words(N_("{count} tệp"), count=row.value or 0))
    return row.value


def _noted(actor: Actor, sheet: UUID, one: Observation, explains: FormItem | None) -> Verdict:
    try:
        given = _answers(one, explains, sheet)
        done = perform(NoteAnswers(sheet=sheet, answers=given), actor, key=f"field.{one.id.hex}")
    except MotcuaError as error:
        if error.status >= 500:
            raise
        return Verdict(id=one.id, state=packs.REFUSED, said=said(error.said))
    if done.ids.get("beside"):
        told = say(N_("Người khác đã trả lời khác: cả hai được giữ, chờ chọn câu đúng."))
        return Verdict(id=one.id, state=packs.CONFLICT, said=told)
    return Verdict(id=one.id, state=packs.ALREADY if done.again else packs.RECORDED)


def _answers(one: Observation, explains: FormItem | None, sheet: UUID) -> list[AnswerGiven]:
    words = f"{one.item}{WORDS}"
    strange = set(one.answers) - ({one.item, words} if explains else {one.item})
    if strange:
        raise BadInput(N_("Không có câu hỏi «{name}»."), name=min(strange))
    given = [_answer(one)]
    if explains and words in one.answers:
        # Whoever knew the verdict that holds knew its words.
        base = sheets.holding(sheet, explains.name) if one.base else None
        given.append(AnswerGiven(item=explains.name, value=one.answers[words], observed_at=one.at, base=base))
    return given


def _answer(one: Observation) -> AnswerGiven:
    return AnswerGiven(
        item=one.item[:100],
        value=one.answers.get(one.item, ""),
        id=one.id,
        observed_at=one.at,
        base=one.base,
        photos=[_photo(file) for file in one.files if not file.seconds],
        voices=[VoiceGiven(sha256=file.sha256, seconds=file.seconds) for file in one.files if file.seconds],
    )


def _photo(file: Attached) -> PhotoGiven:
    return PhotoGiven(
        sha256=file.sha256,
        caption=file.caption,
        at=file.taken,
        latitude=file.latitude,
        longitude=file.longitude,
        accuracy=file.accuracy,
    )
