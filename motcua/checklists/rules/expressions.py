"""Expressions of a form: which of XForms' XPath is taken, how it is prepared for lxml, and what it refers to.

XPath 1.0 without axes, predicates and wildcards, over items of the form, with the functions of the ODK XForms
specification (https://getodk.github.io/xforms-spec/#xpath-functions) that need neither repeats, chance nor other files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from lxml import etree

from motcua.checklists.rules import functions
from motcua.kernel.words import N_, Said, said

AUTHORED_MOST: Final = 1_000
"""Characters of an expression as an author writes it."""
_PREPARED_MOST: Final = 30_000
_DEPTH_MOST: Final = 20
_TOKEN: Final = re.compile(
    r"""\s*(?:
        (?P<string>"[^"]*"|'[^']*')
      | (?P<number>\d+(?:\.\d+)?|\.\d+)
      | (?P<path>\.\.(?:/\.\.)*(?:/[A-Za-z_][\w.-]*)* | (?:/[A-Za-z_][\w.-]*)+ | \.)
      | (?P<name>[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)
      | (?P<sign><=|>=|!=|[-+*=<>(),])
    )""",
    re.VERBOSE | re.ASCII,
)
_WORDS: Final = frozenset({"and", "or", "div", "mod"})
_VARIABLES: Final = {"today": "$today", "now": "$now"}


class Unfit(Exception):
    """An expression that is not taken; ``said`` tells why."""

    def __init__(self, why: Said) -> None:
        self.said = why
        super().__init__(str(why))


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of an expression: its kind (string, number, path, word, function, sign) and text."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """An expression ready to run: the compiled XPath and the paths it refers to as they are written."""

    xpath: Any
    paths: tuple[str, ...]


def tokens(expression: str) -> Iterator[Token]:
    """Yield the pieces of an expression; :class:`Unfit` at the first that is not taken."""
    at, after_value = 0, False
    text = expression.rstrip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise Unfit(said(N_("không hiểu từ chỗ «{rest}»"), rest=text[at:].strip()[:30]))
        kind, piece, at = found.lastgroup, found[found.lastgroup], found.end()
        if kind == "name":
            kind = _kind_of(piece, text[at:].lstrip()[:1] == "(", after_value=after_value)
        yield Token(kind, piece)
        after_value = kind in {"string", "number", "path"} or piece == ")"


def _kind_of(name: str, called: bool, *, after_value: bool) -> str:
    """Tell operators of words from functions, as XPath does: after a value a name is an operator."""
    if after_value:
        if name in _WORDS:
            return "word"
        raise Unfit(said(N_("thiếu phép nối trước «{name}»"), name=name[:60]))
    if not called:
        raise Unfit(said(N_("«{name}» viết trần; tên mục viết là ${{{name}}}, chữ đặt trong dấu nháy"), name=name[:60]))
    if name not in functions.KNOWN:
        raise Unfit(said(N_("hàm «{name}» không dùng được ở đây"), name=name[:60]))
    return "function"


@lru_cache(maxsize=8192)
def prepared(expression: str) -> Prepared:
    """Return the expression ready to run; :class:`Unfit` says why it is none."""
    if len(expression) > _PREPARED_MOST:
        raise Unfit(said(N_("biểu thức quá dài")))
    pieces = list(tokens(expression))
    if not pieces:
        raise Unfit(said(N_("biểu thức trống")))
    _check_calls(pieces)
    made: list[str] = []
    paths: list[str] = []
    skip = 0
    for place, piece in enumerate(pieces):
        if skip:
            skip -= 1
            continue
        if piece.kind == "path":
            paths.append(piece.text)
            made.append(piece.text)
        elif piece.kind == "function" and piece.text in _VARIABLES:
            made.append(_VARIABLES[piece.text])
            skip = 2
        elif piece.kind == "function" and piece.text == "position":
            # Without repeats everything stands at 1, whatever it is asked of.
            made.append("1")
            skip = next(after for after, one in enumerate(pieces[place:]) if one.text == ")")
        elif piece.kind == "function" and piece.text in functions.OURS:
            made.append(f"{functions.PREFIX}:{piece.text}")
        else:
            made.append(piece.text)
    try:
        xpath = etree.XPath(" ".join(made), namespaces=functions.NAMESPACES, extensions=functions.EXTENSIONS)
    except etree.XPathError as error:
        raise Unfit(said(N_("biểu thức viết sai cú pháp"))) from error
    return Prepared(xpath, tuple(paths))


def _check_calls(pieces: list[Token]) -> None:
    """Refuse calls with too few or too many arguments, brackets that do not close, and patterns that could run away."""
    open_calls: list[tuple[str, int, int]] = []  # function ("" for a plain bracket), commas, where it begins
    for place, piece in enumerate(pieces):
        if piece.text == "(" and piece.kind == "sign":
            before = pieces[place - 1] if place else None
            open_calls.append((before.text if before and before.kind == "function" else "", 0, place))
            if len(open_calls) > _DEPTH_MOST:
                raise Unfit(said(N_("lồng quá {most} lớp ngoặc"), most=_DEPTH_MOST))
        elif piece.text == "," and piece.kind == "sign":
            if not open_calls or not open_calls[-1][0]:
                raise Unfit(said(N_("dấu phẩy đặt sai chỗ")))
            name, commas, begun = open_calls.pop()
            open_calls.append((name, commas + 1, begun))
        elif piece.text == ")" and piece.kind == "sign":
            if not open_calls:
                raise Unfit(said(N_("thừa dấu đóng ngoặc")))
            name, commas, begun = open_calls.pop()
            if name:
                _check_call(name, commas + 1 if place > begun + 1 else 0, pieces[begun + 1 : place])
    if open_calls:
        raise Unfit(said(N_("thiếu dấu đóng ngoặc")))


def _check_call(name: str, given: int, inside: list[Token]) -> None:
    least, most = functions.KNOWN[name]
    if not least <= given <= most:
        raise Unfit(said(N_("hàm «{name}» cần từ {least} đến {most} giá trị"), name=name, least=least, most=most))
    if name == "regex":
        pattern = inside[-1]
        if pattern.kind != "string" or inside[-2].text != ",":
            raise Unfit(said(N_("mẫu của regex phải là chữ đặt trong dấu nháy")))
        if not functions.safe_pattern(pattern.text[1:-1]):
            raise Unfit(said(N_("mẫu của regex không nhận: bỏ lặp trong lặp, tham chiếu và nhóm đặc biệt")))


def resolved(path: str, context: str) -> str:
    """Return a path of an expression as an absolute one, seen from the item at ``context``."""
    if path == ".":
        return context
    if path.startswith("/"):
        return path
    at = context.split("/")
    parts = path.split("/")
    while parts and parts[0] == "..":
        parts.pop(0)
        at.pop()
    return "/".join([*at, *parts])
