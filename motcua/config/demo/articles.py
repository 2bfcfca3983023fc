"""The five reports that the demonstration's region is told after, retold in our own words with the slips they had.

They are taken in as an editor would, their traps answered (those of Trà Lý but one: its venue is not settled), and
published; the one of 2018 bears the instant and the readers of its source. None is tied to a visit yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Final
from uuid import UUID

from motcua.articles import reports
from motcua.articles.commands import Answer, AnswerFlags, EditArticle, PublishArticle, WriteArticle
from motcua.articles.rules import reading
from motcua.articles.rules.article import INFORMATION
from motcua.articles.rules.reading.flags.codes import CODES
from motcua.config.demo.region import Region
from motcua.kernel import clock
from motcua.ledger.perform import perform

TEXTS: Final = ("lam-thao", "phung-cong", "dai-dong", "phuong-duc", "tra-ly")
UNTITLED: Final = "Phó Chủ tịch Thường trực UBND tỉnh làm việc với xã Phụng Công"
CATEGORY: Final = "Cải cách hành chính"
SEEN: Final = "Đã xem lại với nơi viết (thử)"
EDITOR: Final = "bt-pt"


def text_of(name: str) -> str:
    """Return one of the retold reports as a portal shows it."""
    return files("motcua.config.demo").joinpath(f"texts/{name}.txt").read_text(encoding="utf-8")


def fill(built: Region, names: Sequence[str] = TEXTS) -> dict[str, UUID]:
    """Take them in on 16/7/2025 and publish all but the one whose venue is not settled; return them by name.

    Needs the editor of ``config/demo/inspecting.py``; without one nothing is written.
    """
    editor = built.actors.get(EDITOR)
    if editor is None:
        return {}
    place, found = built.places["phu-tho"], {}
    for minute, name in enumerate(names):
        with clock.fixed(clock.at(2025, 7, 16, 9, minute)):
            text = text_of(name)
            draft = reports.draft_of(reading.read(text))
            command = WriteArticle(
                place=place,
                title=draft.title,
                lead=draft.lead,
                body=draft.body,
                captions=list(draft.captions),
                author=draft.author,
                organisation=draft.organisation,
                source=draft.source,
                link=draft.link,
                category=draft.category or CATEGORY,
                stated_at=draft.stated_at,
                views=draft.views,
                source_text=text,
            )
            article = found[name] = perform(command, editor).target
            if not draft.title:
                edited = EditArticle(
                    article=article,
                    title=UNTITLED,
                    lead=draft.lead,
                    body=draft.body,
                    captions=list(draft.captions),
                    source=draft.source,
                    category=CATEGORY,
                )
                perform(edited, editor)
            answers = [
                Answer(number=one["number"], settled=False, note=SEEN)
                for one in reports.flags_of(text)
                if one["code"] not in INFORMATION and not CODES[one["code"]].bars
            ]
            perform(AnswerFlags(article=article, answers=answers), editor)
            if name != "tra-ly":
                perform(PublishArticle(article=article), editor)
    return found
