"""What an article must have: its words, its address, what bars it from being published. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from urllib.parse import urlsplit

from motcua.articles.rules.reading.flags.codes import CODES
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_, Said, said

TITLE_MOST: Final = 400
TEXT_MOST: Final = 60_000
FOLDED_MOST: Final = 20_000
SLUG_WORDS: Final = 80
INFORMATION: Final = frozenset({"poll.no_options", "date.published_later"})
"""Traps that only inform: they concern the page the text came from, or what the page here shows anyway."""
NOTE_MOST: Final = 500


class BlockKind(StrEnum):
    """The few forms a paragraph may have."""

    PARAGRAPH = "p"
    HEADING = "h"
    ITEM = "li"
    QUOTE = "q"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the body in its form. Its text is plain: whatever looks like markup is shown as typed."""

    kind: BlockKind
    text: str


_FORMS: Final = (("## ", BlockKind.HEADING), ("- ", BlockKind.ITEM), ("• ", BlockKind.ITEM), ("> ", BlockKind.QUOTE))


def blocks(body: str) -> tuple[Block, ...]:
    """Return the paragraphs of a body: a line each; «## » a heading, «- » an item, «> » a quotation."""
    found = []
    for line in body.splitlines():
        text = line.strip()
        if text:
            form = next(((mark, kind) for mark, kind in _FORMS if text.startswith(mark)), None)
            found.append(Block(form[1], text.removeprefix(form[0])) if form else Block(BlockKind.PARAGRAPH, text))
    return tuple(found)


def slug_of(title: str, key: str) -> str:
    """Return the public address of an article: the words of its title without marks, and a few signs of its id."""
    words = fold(title).replace(" ", "-")[:SLUG_WORDS].strip("-")
    return f"{words or 'bai'}-{key[-8:]}"


def category_key(category: str) -> str:
    """Return how a category stands in addresses."""
    return fold(category).replace(" ", "-")[:120]


def checked_text(text: str, field: str) -> str:
    """Return a text of several lines as it is kept; :class:`BadInput` when it is longer than an article."""
    found = clean(text, lines=True)
    if len(found) > TEXT_MOST:
        raise BadInput(N_("Dài quá {most} ký tự."), field=field, most=TEXT_MOST)
    return found


def checked_link(link: str) -> str:
    """Return an address to the outside; :class:`BadInput` for one that is not http or https with a host, or has a password."""
    found = clean(link)
    if not found:
        return ""
    try:
        parts = urlsplit(found)
        good = parts.scheme in ("http", "https") and "." in (parts.hostname or "") and not parts.username
    except ValueError:
        good = False
    if not good or re.search(r"\s|[<>\"']", found):
        raise BadInput(
            N_("Đường dẫn phải bắt đầu bằng https:// hoặc http://, ví dụ https://baohungyen.vn/bai."), field="link"
        )
    return found


def searched(*texts: str) -> str:
    """Return what an article is found by, without marks; the words of the source count, also where they were corrected."""
    seen: dict[str, None] = {}
    for text in texts:
        seen.update(dict.fromkeys(fold(line) for line in text.splitlines()))
    return " ".join(line for line in seen if line)[:FOLDED_MOST]


def typo_keys(flags: Sequence[Mapping[str, Any]]) -> str:
    """Return the right spellings of slips that were found, so that whoever types them finds the article."""
    return "\n".join(str(one.get("right", "")) for one in flags if one["code"] == "text.typo")


def answered(flags: Sequence[Mapping[str, Any]], answers: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return traps with the answers given to some of them, by their number."""
    return [
        {**one, "answered": True, **answers[str(one["number"])]} if str(one["number"]) in answers else dict(one)
        for one in flags
    ]


def open_flags(flags: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the traps that publishing waits for: unanswered ones, and those that bar and were not settled."""
    waiting = []
    for one in flags:
        code = CODES.get(one["code"])
        if code is not None and code.bars:
            if not one.get("settled"):
                waiting.append(one)
        elif one["code"] not in INFORMATION and not one.get("answered"):
            waiting.append(one)
    return waiting


def refuse_publishing(
    title: str, lead: str, body: str, flags: Sequence[Mapping[str, Any]], alts: Collection[str]
) -> Said | None:
    """Say why an article cannot be published, ``None`` when it can: a title, words, pictures described, traps answered."""
    if not title:
        return said(N_("Bài chưa có tiêu đề."))
    if not lead and not body:
        return said(N_("Bài chưa có nội dung."))
    if any(not alt for alt in alts):
        return said(N_("Còn ảnh chưa có lời mô tả cho người không nhìn thấy ảnh. Ghi lời mô tả rồi đăng."))
    waiting = open_flags(flags)
    barred = [one for one in waiting if CODES[one["code"]].bars]
    if barred:
        return said(
            N_("Chưa đăng được: «{words}» còn mâu thuẫn. Xác minh rồi ghi «đã xử lý» ở phần cảnh báo."),
            words=barred[0]["words"],
        )
    if waiting:
        return said(N_("Còn {count} cảnh báo chưa trả lời. Trả lời từng cảnh báo rồi đăng."), count=len(waiting))
    return None
