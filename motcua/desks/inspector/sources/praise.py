"""What is good at a stop, noted on the phone: asked in the words of the desk, noted once, and shown when it is known.

A finding of a stop stands in no list, so it is what the sheet of that stop calls *unlisted*. The same sentence of the
same person noted by two of the team is one finding; two sentences about one criterion are both kept and both are told.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from motcua.desks.inspector import packs
from motcua.desks.inspector.findings.acts import CRITERION, GROUND, SAID_BY, SEEN, WORDS
from motcua.desks.inspector.packs import Observation, Question, Verdict
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import said
from motcua.findings.commands import NoteFinding
from motcua.findings.commands.shared import PhotoGiven
from motcua.findings.queries import findings, sheets
from motcua.findings.queries.findings import PraiseRow
from motcua.findings.rules.life import KIND_NAMES, Kind
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.kernel.words import said as words
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform

TITLE: Final = KIND_NAMES[Kind.GOOD]
ASKED: Final = (WORDS, SAID_BY, CRITERION, GROUND)
MOST: Final = 2000
"""Characters of one answer from a phone."""


def questions() -> list[Question]:
    """Return what is asked of something good: what the desk asks, and photographs."""
    return [
        *(_question(one) for one in ASKED),
        Question(name=SEEN.name, label=said(SEEN.label), kind="photos", most=10),
    ]


def _question(one: Field) -> Question:
    return Question(
        name=one.name,
        label=said(one.label),
        kind="long" if one.kind == "textarea" else "text",
        required=one.required,
        hint=said(one.hint) if one.hint else "",
        most=min(one.most or MOST, MOST),
    )


def known(actor: Actor, stop: UUID) -> list[str]:
    """Return what good was noted at a stop already, and by whom."""
    return [_told(row) for row in findings.praises(actor, stop)]


def _told(row: PraiseRow) -> str:
    whose = said(words(N_("{words} (lời của {name})"), words=row.words, name=row.said_by)) if row.said_by else row.words
    return said(words(N_("{who} đã ghi: {words}"), who=row.by, words=whose))


def note(actor: Actor, stop: UUID, one: Observation, photos: list[PhotoGiven]) -> Verdict:
    """Note something good under the key of the phone, and say what became of it."""
    told = {field.name: one.answers.get(field.name, "") for field in ASKED}
    stand = findings.praises(actor, stop)
    same = next((row for row in stand if _is(row, told)), None)
    if same is not None and sheets.works_at(actor, stop):
        return Verdict(id=one.id, state=packs.ALREADY, said=_told(same))
    try:
        strange = set(one.answers) - set(told)
        if strange:
            raise BadInput(N_("Không có câu hỏi «{name}»."), name=min(strange))
        _check(told)
        command = NoteFinding(
            stop=stop,
            kind=Kind.GOOD,
            words=told["words"],
            said_by=told["said_by"],
            criterion=told["criterion"],
            ground=told["ground"],
            photos=photos,
        )
        done = perform(command, actor, key=f"field.{one.id.hex}")
    except MotcuaError as error:
        if error.status >= 500:
            raise
        return Verdict(id=one.id, state=packs.REFUSED, said=said(error.said))
    other = next((row for row in stand if row.account != actor.account and _about(row, told)), None)
    if other is not None:
        return Verdict(id=one.id, state=packs.CONFLICT, said=_told(other))
    return Verdict(id=one.id, state=packs.ALREADY if done.again else packs.RECORDED)


def _check(told: dict[str, str]) -> None:
    """Refuse what is longer than the desk takes, beside its question."""
    for field in ASKED:
        if field.most and len(told[field.name]) > field.most:
            raise BadInput(N_("«{name}» dài quá {most} ký tự."), name=field.label, most=field.most)


def _is(row: PraiseRow, told: dict[str, str]) -> bool:
    return (fold(row.words), fold(row.said_by)) == (fold(told["words"]), fold(told["said_by"]))


def _about(row: PraiseRow, told: dict[str, str]) -> bool:
    """Say whether somebody else put the same person's word on the same criterion otherwise."""
    about = (fold(row.said_by), fold(row.criterion))
    return all(about) and about == (fold(told["said_by"]), fold(told["criterion"])) and not _is(row, told)
