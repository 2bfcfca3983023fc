"""How verbs speak: Vietnamese sentences (English with ``MOTCUA_LANG=en``), JSON for machines, a line of progress."""

from __future__ import annotations

import gettext
import json
import os
import re
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

import click

from motcua.desks.operator.node import PACKAGE
from motcua.kernel.errors import MotcuaError
from motcua.kernel.words import N_, Said, said

_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language in ("", "vi"):
        return gettext.NullTranslations()
    return gettext.translation("django", localedir=PACKAGE / "locale", languages=[language], fallback=True)


def _(sentence: str) -> str:
    """Return a Vietnamese sentence in the operator's language."""
    return _catalogue(os.environ.get("MOTCUA_LANG", "").strip()[:2]).gettext(sentence)


def render(sentence: Said) -> str:
    """Return a sentence with its values in the operator's language."""
    return sentence.render(_)


def tell(sentence: str, /, **values: Any) -> None:
    """Print a sentence (marked with ``N_``) with its values."""
    click.echo(render(said(sentence, **values)))


def warn(sentence: str, /, **values: Any) -> None:
    """Print a sentence on the error stream."""
    click.echo(render(said(sentence, **values)), err=True)


def as_json(value: Any) -> str:
    """Return one line of JSON, letters as they are."""
    return json.dumps(value, ensure_ascii=False, default=str)


def complain(error: MotcuaError | click.ClickException, *, machine: bool) -> None:
    """Print what is wrong on the error stream: one line, or one JSON object for a machine."""
    if isinstance(error, MotcuaError):
        sentence, field = render(error.said), error.field
    else:
        sentence, field = _of_click(error), getattr(getattr(error, "param", None), "name", None)
    sentence = " ".join(sentence.split())
    click.echo(as_json({"error": sentence, "field": field}) if machine else sentence, err=True)


def _of_click(error: click.ClickException) -> str:
    """Return in Vietnamese what the reader of options found wrong."""
    match error:
        case click.NoSuchOption():
            known = said(N_("Không có tùy chọn «{option}»."), option=error.option_name)
        case click.NoSuchCommand():
            known = said(N_("Không có lệnh «{verb}». Xem: motcua --help."), verb=error.command_name)
        case click.MissingParameter():
            name = error.param.opts[-1] if error.param is not None else ""
            known = said(N_("Thiếu «{name}». Xem: motcua --help."), name=name)
        case click.FileError():
            known = said(N_("Không mở được tệp «{file}»."), file=error.ui_filename)
        case click.BadParameter():
            known = _of_value(error)
        case click.BadOptionUsage():
            known = said(N_("Tùy chọn «{option}» thiếu giá trị. Xem: motcua --help."), option=error.option_name)
        case click.UsageError() if extra := _EXTRA.fullmatch(error.message):
            known = said(N_("Thừa «{words}». Lời có dấu cách thì đặt trong ngoặc kép."), words=extra[1][:60])
        case click.UsageError():
            known = said(N_("Không hiểu lệnh: {why} Xem: motcua --help."), why=error.format_message())
        case _:
            return error.format_message()
    return render(known)


def _of_value(error: click.BadParameter) -> Said:
    """Return what is wrong with the value of an option or argument: a number out of range, a file that cannot be read."""
    name = error.param.opts[0] if error.param is not None else ""
    match error.param.type if error.param is not None else None:
        case click.IntRange(min=low, max=high):
            return said(N_("«{name}» là số nguyên từ {low} đến {high}."), name=name, low=low, high=high)
        case click.Path(exists=True, file_okay=False):
            return said(N_("Không có thư mục ghi ở «{name}»."), name=name)
        case click.Path() | click.File():
            return said(N_("Không có, hoặc không đọc được tệp ghi ở «{name}»."), name=name)
    return said(N_("Giá trị của «{name}» không đúng: {why}"), name=name, why=error.message)


def progress_line() -> Callable[[str, int, int], None]:
    """Return a progress that keeps one line up to date on a terminal and prints a line a tenth elsewhere."""
    live, shown = sys.stderr.isatty(), [""]

    def progress(what: str, done: int, total: int) -> None:
        share = 100 * done // total if total else 100
        line = f"{_(what)}: {share if live else share // 10 * 10} %"
        if line == shown[0]:
            return
        ended = live and done >= total
        click.echo(f"\r\033[K{line}" if live else line, nl=not live or ended, err=True)
        shown[0] = line

    return progress
