"""``motcua article``: press texts read into facts and doubts. No database, unless the draft is to be saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

import click

from motcua.desks.operator import node
from motcua.desks.operator.cli.speech import _, as_json, render, tell
from motcua.kernel.errors import BadInput, NotAllowed
from motcua.kernel.words import N_, said

if TYPE_CHECKING:
    from motcua.articles.rules.reading.shapes import Reading


@click.group("article", help=_(N_("Bài báo về Trung tâm: đọc thành dữ liệu, nêu chỗ đáng ngờ.")))
def verb() -> None:
    """Nothing is common to all verbs about articles."""


@verb.command("import", help=_(N_("Đọc một bài từ tệp văn bản («-»: đầu vào chuẩn).")))
@click.argument("file", type=click.File("rb"))
@click.option("--encoding", default="", help=_(N_("Bảng mã của tệp: utf-8, utf-16, cp1258; không ghi thì tự nhận.")))
@click.option("--save", is_flag=True, help=_(N_("Lưu thành bản nháp trong sổ; cần --as.")))
@click.option("--as", "username", default="", help=_(N_("Tên đăng nhập của biên tập viên đứng tên bản nháp.")))
@click.option("--json", "machine", is_flag=True, help=_(N_("Trả lời bằng JSON.")))
def take_in(file: BinaryIO, encoding: str, username: str, *, save: bool, machine: bool) -> None:
    """Read the text; say what it is and what is doubtful; keep it when asked to."""
    from motcua.articles.rules import reading  # noqa: PLC0415 - keeps the other verbs quick
    from motcua.articles.rules.reading.decoding import MOST_BYTES, decode  # noqa: PLC0415

    text = decode(file.read(MOST_BYTES + 1), encoding)
    found = reading.read(text)
    answer = reading.as_json(found)
    if save:
        answer["saved"] = _save(text, found, username)
    if machine:
        click.echo(as_json(answer))
        return
    _print(answer)


def _save(text: str, found: Reading, username: str) -> str:
    if not username:
        raise BadInput(N_("Ghi --as TÊN-ĐĂNG-NHẬP: bản nháp phải có người đứng tên."), field="as")
    node.wired()
    from motcua.articles import reports  # noqa: PLC0415 - needs Django set up
    from motcua.articles.commands import WriteArticle  # noqa: PLC0415
    from motcua.ledger.perform import perform  # noqa: PLC0415
    from motcua.office import queries as office  # noqa: PLC0415
    from motcua.office import territory  # noqa: PLC0415
    from motcua.office.queries import names  # noqa: PLC0415

    account = names.account_named(username)
    actor = office.actor_of(account) if account is not None else None
    place = territory.home(actor) if actor is not None else None
    if actor is None or place is None:
        raise NotAllowed(N_("Không có tài khoản «{name}» đang giữ vị trí nào."), field="as", name=username[:60])
    draft = reports.draft_of(found)
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
        category=draft.category,
        stated_at=draft.stated_at,
        views=draft.views,
        source_text=text,
    )
    return str(perform(command, actor).target)


def _print(answer: dict[str, Any]) -> None:
    tell(N_("Tiêu đề: {title}"), title=answer["title"] or "–")
    source = answer["source"] or {"name": "–"}
    tell(N_("Tác giả: {author}. Nguồn: {source}."), author=answer["author"] or "–", source=source["name"])
    tell(
        N_("{body} đoạn, {captions} chú thích, {units} đơn vị, {people} người hoặc đơn vị tham dự, {dates} ngày."),
        body=len(answer["body"]),
        captions=len(answer["captions"]),
        units=len(answer["units"]),
        people=len(answer["people"]),
        dates=len(answer["dates"]),
    )
    for one in answer["flags"]:
        where = render(said(N_("đoạn {n}"), n=one["where"]))
        click.echo(f"  ! {one['code']} ({where}): «{one['words']}»\n    {one['todo']}")
    if not answer["flags"]:
        tell(N_("Không thấy chỗ nào đáng ngờ."))
    if "saved" in answer:
        tell(N_("Đã lưu bản nháp {id}."), id=answer["saved"])
