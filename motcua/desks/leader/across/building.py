"""Boards of works and of lines."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse

from motcua.desks.centre.links import shown as line_words
from motcua.desks.centre.works import shown as works_words
from motcua.desks.leader.across.shapes import Asked, Figure, Head, Row, Topic
from motcua.desks.shared import formats
from motcua.kernel.ids import parse_id
from motcua.kernel.words import N_, said
from motcua.ledger.actor import Actor
from motcua.links import rules as link_rules
from motcua.links.queries import lists as links
from motcua.works import queries as works
from motcua.works.queries import Show, WorksRow, lists

WORKS_HEADS = (
    Head(N_("Xã, phường"), 26),
    Head(N_("Công trình"), 40),
    Head(N_("Ngày yêu cầu"), 30),
    Head(N_("Còn lại"), 22),
    Head(N_("Báo cáo (%)"), 12, numeric=True),
    Head(N_("Kế hoạch (%)"), 12, numeric=True),
    Head(N_("Tình hình"), 40),
    Head(N_("Lời cuối"), 14),
)
LINE_HEADS = (
    Head(N_("Xã, phường"), 26),
    Head(N_("Đường truyền"), 36),
    Head(N_("Nhà cung cấp"), 24),
    Head(N_("Hiện nay"), 30),
    Head(N_("Thời gian thông 30 ngày"), 34),
    Head(N_("Số đo cuối"), 18),
)


def _works_figures(actor: Actor, place: UUID | None) -> Sequence[Figure]:
    found = works.board(actor, place)
    running = found.running
    return (
        Figure(Show.LATE, works_words.SHOWS[Show.LATE], found.late, found.all),
        Figure(Show.SLIPPING, works_words.SHOWS[Show.SLIPPING], found.slipping, running),
        Figure(Show.SILENT, works_words.SHOWS[Show.SILENT], found.silent, running),
        Figure(Show.BLOCKED, works_words.SHOWS[Show.BLOCKED], found.blocked, running),
        Figure(Show.RUNNING, works_words.SHOWS[Show.RUNNING], running, found.all),
        Figure(Show.UNDATED, works_words.SHOWS[Show.UNDATED], found.undated, found.all),
    )


def _works_rows(actor: Actor, asked: Asked) -> tuple[Sequence[Row], str]:
    after = parse_id(asked.after) if asked.after else None
    wanted = works.Asked(Show(asked.show), asked.text, asked.place, after)
    if asked.limit > lists.PAGE:
        return [_works_row(row) for row in works.exported(actor, wanted, asked.limit)], ""
    rows, more = works.listed(actor, wanted)
    return [_works_row(row) for row in rows], rows[-1].id.hex if more else ""


def _works_row(row: WorksRow) -> Row:
    return Row(
        reverse("works:works", args=[row.id]),
        (
            *(row.place_name, row.name, row.asked, row.countdown, row.percent, row.planned),
            *(works_words.words_of(row), row.last_word_on),
        ),
    )


def _line_figures(actor: Actor, place: UUID | None) -> Sequence[Figure]:
    found = links.counts(actor, place)
    whole = found[links.Show.ALL]
    return (
        Figure(links.Show.DOWN, line_words.SHOWS[links.Show.DOWN], found[links.Show.DOWN], whole),
        Figure(links.Show.SILENT, line_words.SHOWS[links.Show.SILENT], found[links.Show.SILENT], whole),
        Figure(links.Show.PROVINCE, line_words.SHOWS[links.Show.PROVINCE], found[links.Show.PROVINCE], whole),
        Figure(links.Show.ALL, line_words.SHOWS[links.Show.ALL], whole),
    )


def _line_rows(actor: Actor, asked: Asked) -> tuple[Sequence[Row], str]:
    after = parse_id(asked.after) if asked.after else None
    wanted = links.Asked(links.Show(asked.show), asked.text, asked.place, after)
    if asked.limit > links.PAGE:
        return [_line_row(row) for row in links.exported(actor, wanted, asked.limit)], ""
    rows, more = links.listed(actor, wanted)
    return [_line_row(row) for row in rows], rows[-1].id.hex if more else ""


def _line_row(row: links.LineRow) -> Row:
    now, _ = line_words.health(row)
    name = said(N_("{name} ({kind})"), name=row.name, kind=said(link_rules.KIND_NAMES[row.kind]))
    return Row(
        reverse("links:line", args=[row.id]),
        (
            *(row.place_name, name, row.provider, formats.said(now)),
            *(line_words.uptime_words(row.month.clock), row.last_at),
        ),
    )


WORKS = Topic(
    key="cong-trinh",
    title=N_("Công trình của các Trung tâm"),
    lead=N_("Nơi nào trễ, có nguy cơ trễ, im lặng hoặc vướng; xếp theo ngày yêu cầu."),
    power="works.read",
    usual=Show.LATE,
    shows=(Show.LATE, Show.SLIPPING, Show.SILENT, Show.BLOCKED, Show.RUNNING, Show.UNDATED),
    figures=_works_figures,
    heads=lambda _show: WORKS_HEADS,
    rows=_works_rows,
    by_place=lambda actor, show: works.by_place(actor, Show(show)),
)
LINES = Topic(
    key="duong-truyen",
    title=N_("Đường truyền của các Trung tâm"),
    lead=N_("Đường nào đang mất, đường nào không có số đo, thời gian thông trong 30 ngày."),
    power="link.read",
    usual=links.Show.DOWN,
    shows=(links.Show.DOWN, links.Show.SILENT, links.Show.PROVINCE, links.Show.ALL),
    figures=_line_figures,
    heads=lambda _show: LINE_HEADS,
    rows=_line_rows,
    by_place=lambda actor, show: links.by_place(actor, links.Show(show)),
)
