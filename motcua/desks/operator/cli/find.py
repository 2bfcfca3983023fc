"""``motcua find``: which procedure a citizen's question is about. No database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

import click

from motcua.desks.operator.cli.speech import _, as_json, tell
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

if TYPE_CHECKING:
    from motcua.catalogue.finder import Found, Match


@click.command("find", help=_(N_("Tìm thủ tục theo câu hỏi của người dân, bằng lời thường, có dấu hoặc không.")))
@click.argument("question", required=False)
@click.option(
    "--top", default=5, type=click.IntRange(1, 50), show_default=True, help=_(N_("Nhiều nhất bao nhiêu thủ tục."))
)
@click.option(
    "--batch",
    type=click.File("rb"),
    metavar="FILE",
    help=_(N_("Mỗi dòng của tệp («-»: đầu vào chuẩn) là một câu hỏi; trả mỗi câu một dòng JSON.")),
)
@click.option("--json", "machine", is_flag=True, help=_(N_("Trả lời bằng JSON.")))
def verb(question: str | None, top: int, batch: BinaryIO | None, *, machine: bool) -> None:
    """Ask the finder once, or once a line."""
    from motcua.catalogue.finder import find  # noqa: PLC0415 - keeps the other verbs quick

    if (question is None) == (batch is None):
        raise BadInput(N_("Ghi một câu hỏi, hoặc --batch TỆP."), field="question")
    if batch is not None:
        for line in batch:
            asked = line.decode("utf-8", "replace").removeprefix("\ufeff").strip()
            # Flushed one by one, so that a program at the other end of the pipe can ask and wait.
            click.echo(as_json(found_as_json(find(asked, top))))
        return
    found = find(question or "", top)
    if machine:
        click.echo(as_json(found_as_json(found)))
    else:
        _print(found)


def found_as_json(found: Found) -> dict[str, Any]:
    """Return the finder's answer for machines."""
    return {
        "answer": [{**_named(match), "score": match.score} for match in found.answer],
        "clarify": [
            {"question": asked.question, "options": [_named(match) for match in asked.options]}
            for asked in found.clarify
        ],
        "none": found.none,
    }


def _named(match: Match) -> dict[str, Any]:
    return {"code": match.code, "name": match.name}


def _print(found: Found) -> None:
    for asked in found.clarify:
        tell(N_("Cần hỏi lại: {question}"), question=asked.question)
        for match in asked.options:
            click.echo(f"  ? {match.code}  {match.name}")
    for match in found.answer:
        click.echo(f"{match.score:5.2f}  {match.code}  {match.name}")
    if found.none:
        tell(N_("Không phải thủ tục cấp xã mà chúng tôi biết."))
        if found.advice:
            click.echo(found.advice)
