"""Acts on figures: state, put right, explain a flag, let it go up, withdraw. Each a page with one form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

import msgspec
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.desks.leader.figures.shown import HOME, decimal
from motcua.desks.shared.door import DeskRequest, act, power, whole_number
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Fact, Link, Option, Text
from motcua.desks.shared.told import tell
from motcua.indicators import queries
from motcua.indicators.commands import CorrectFigure, ExplainFlag, FactsWish, SendFigure, StateFigure, WithdrawFigure
from motcua.indicators.queries import FigurePage
from motcua.indicators.rules import facts as rules
from motcua.indicators.rules import flags
from motcua.indicators.vocabulary import indicators, scales
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_, said
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command
from motcua.office import queries as office
from motcua.office import territory

REASON: Final = Field("reason", N_("Lý do"), "textarea", required=True, most=1000)
_COUNTS, _PERIOD, _WORD = N_("Số"), N_("Kỳ số liệu"), N_("Nguồn")


def places_of(actor: Actor) -> list[Option]:
    """Return the places somebody may state figures of, by name."""
    rows = sorted(office.units(territory.of(actor)).values(), key=lambda row: row.name)
    return [Option(str(row.id), row.printed) for row in rows]


def questions(actor: Actor) -> list[Field]:
    """Return the questions about a figure."""
    known = [
        Option(
            key,
            said(
                N_("{name} ({part}/{whole})"),
                name=said(one.name),
                part=said(one.numerator),
                whole=said(one.denominator),
            ),
        )
        if one.numerator
        else Option(key, one.name)
        for key, one in indicators().items()
    ]
    levels = [
        Option(f"{scale.key}/{level}", said(N_("{level} – thang {scale}"), level=_level(level), scale=said(scale.name)))
        for scale in scales()
        for level, _ in scale.levels
    ]
    places = places_of(actor)
    several = N_("Chọn nhiều nơi khi số là của các nơi ấy cộng lại: hệ thống giữ một số chung, không chia.")
    return [
        Field("indicator", N_("Chỉ tiêu"), "select", options=known, empty=N_("Chỉ tiêu khác, ghi tên ở dưới")),
        Field("label", N_("Tên chỉ tiêu khác"), most=200),
        Field("kind", N_("Loại số của chỉ tiêu khác"), "radio", options=options_of(rules.KIND_NAMES)),
        Field("value", N_("Số đã nêu"), size="s", most=30, hint=N_("Như người nêu: 95 hoặc 95,5"), group=_COUNTS),
        Field("numerator", N_("Tử số"), size="s", most=15, group=_COUNTS),
        Field("denominator", N_("Mẫu số"), size="s", most=15, group=_COUNTS),
        Field("unit", N_("Đơn vị tính"), size="s", most=30, group=_COUNTS),
        Field("places", N_("Nơi"), "many", required=True, options=places, ids=True, hint=several),
        Field("first", N_("Từ ngày"), "date", required=True, size="m", group=_PERIOD),
        Field("last", N_("Đến hết ngày"), "date", required=True, size="m", group=_PERIOD),
        Field("stated_by", N_("Ai nêu"), required=True, most=200),
        Field("basis", N_("Là lời của"), "radio", required=True, options=options_of(rules.BASIS_NAMES)),
        Field("source", N_("Nêu ở đâu"), "select", required=True, options=options_of(rules.SOURCE_NAMES), size="m"),
        Field("source_words", N_("Nguyên văn, hoặc tên văn bản"), "textarea", required=True, most=1000),
        Field("told_on", N_("Ngày nêu"), "date", required=True, size="m"),
        Field("level", N_("Mức độ dịch vụ công"), "select", options=levels, empty=N_("Không nói đến")),
        Field(
            "parts",
            N_("Các số đi kèm"),
            "textarea",
            most=4000,
            hint=N_(
                "Mỗi dòng «tên: số». Tên đặc biệt: tiếp nhận trong kỳ, đã giải quyết, đang giải quyết, số ở tiêu đề…"
            ),
        ),
    ]


def _level(level: str) -> Text:
    return said(rules.LEVEL_NAMES[rules.Level(level)]) if level in set(rules.Level) else said(N_("mức độ {n}"), n=level)


def wish_of(values: Mapping[str, Any]) -> FactsWish:
    """Return what was typed as the wish to state a figure."""
    scale, _, level = (values["level"] or "").partition("/")
    return FactsWish(
        indicator=values["indicator"] or "",
        kind=rules.Kind(values["kind"] or rules.Kind.RATE),
        basis=rules.Basis(values["basis"]),
        source=rules.Source(values["source"]),
        scale=scale,
        level=level,
        numerator=_whole(values, "numerator"),
        denominator=_whole(values, "denominator"),
        **{
            name: values[name]
            for name in ("label", "unit", "value", "parts", "first", "last", "stated_by", "source_words", "told_on")
        },
    )


def _whole(values: Mapping[str, Any], name: str) -> int | None:
    typed = values[name].replace(".", "")
    found = whole_number(typed, digits=15)
    if typed and found is None:
        raise BadInput(N_("Ghi số nguyên, ví dụ 190."), field=name)
    return found


def _start(page: FigurePage) -> dict[str, Any]:
    row = page.row
    days: dict[str, date] = {"first": row.first, "last": row.last, "told_on": row.told_on}
    return {name: short_date(day) for name, day in days.items()} | {
        "indicator": page.indicator,
        "label": "" if page.indicator else row.label,
        "kind": row.kind.value,
        "value": rules.show_number(row.value),
        "numerator": "" if page.numerator is None else page.numerator,
        "denominator": "" if page.denominator is None else page.denominator,
        "unit": row.unit,
        "places": [str(place) for place, _ in row.places],
        "stated_by": row.stated_by,
        "basis": row.basis.value,
        "source": row.source.value,
        "source_words": page.source_words,
        "level": f"{page.scale}/{page.level}" if page.level else "",
        "parts": "\n".join(f"{part.label}: {rules.show_number(part.value)}" for part in page.parts),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@power("figure.write")
def create(request: DeskRequest) -> HttpResponse:
    """State a figure."""
    places = places_of(request.actor)
    today, title = short_date(clock.today()), N_("Ghi số liệu do người nêu")
    start = {
        "kind": rules.Kind.RATE.value,
        "basis": rules.Basis.SELF.value,
        "source": rules.Source.REPORT.value,
        "places": [places[0].value] if len(places) == 1 else [],
        "last": today,
        "told_on": today,
    }
    page = FormPage(
        title,
        title,
        questions(request.actor),
        HOME.href,
        trail=[HOME, Link(title)],
        what=[
            N_("Ghi đúng như người ta nêu. Số nào không khớp sẽ có cờ bên cạnh; cờ giải trình được, không xóa được.")
        ],
        draft="so-lieu",
        start=start,
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        done = act(request, StateFigure(places=values["places"], facts=wish_of(values)))
        tell(request, N_("Đã ghi số liệu"))
        return HttpResponseRedirect(reverse("figures:figure", args=[done.target]))

    return run(request, page, do)


@dataclass(frozen=True, slots=True)
class Ask:
    """One form: its command, words, questions, what it shows at first, and what the answers become."""

    command: type[Command]
    title: Text
    questions: Callable[[Actor, FigurePage], Sequence[Field]]
    build: Callable[[UUID, dict[str, Any]], Command]
    start: Callable[[FigurePage], dict[str, Any]] = lambda page: {}
    what: Sequence[Text] = ()
    danger: bool = False


def _flags(page: FigurePage) -> list[Option]:
    return [Option(flag.code.value, flags.CODE_NAMES[flag.code], hint=flag.words) for flag in page.flags]


ASKS: Final[Mapping[str, Ask]] = {
    "gui": Ask(
        SendFigure,
        N_("Gửi lên trên"),
        lambda actor, page: (),
        lambda figure, v: SendFigure(figure=figure),
        what=[N_("Cấp trên theo dõi địa bàn sẽ thấy số liệu này cùng mọi cờ và lời giải trình.")],
    ),
    "giai-trinh": Ask(
        ExplainFlag,
        N_("Giải trình"),
        lambda actor, page: [
            Field("code", N_("Cờ"), "radio", required=True, options=_flags(page)),
            Field("words", N_("Vì sao"), "textarea", required=True, most=1000),
        ],
        lambda figure, v: ExplainFlag(figure=figure, code=flags.Code(v["code"]), words=v["words"]),
        start=lambda page: {"code": (page.open or page.flags)[0].code.value if page.flags else ""},
        what=[N_("Cờ vẫn ở bên số liệu, cùng lời giải trình.")],
    ),
    "dinh-chinh": Ask(
        CorrectFigure,
        N_("Đính chính"),
        lambda actor, page: [*questions(actor), REASON],
        lambda figure, v: CorrectFigure(figure=figure, places=v["places"], facts=wish_of(v), reason=v["reason"]),
        start=_start,
        what=[N_("Chỉ sửa khi ghi sai lời người ta nêu. Giải trình cũ rơi theo số cũ; số đã gửi phải gửi lại.")],
    ),
    "rut": Ask(
        WithdrawFigure,
        N_("Rút số liệu"),
        lambda actor, page: [REASON],
        lambda figure, v: WithdrawFigure(figure=figure, reason=v["reason"]),
        what=[N_("Số liệu còn trong sổ, ghi là đã rút.")],
        danger=True,
    ),
}
VERBS: Final = {ask.command: verb for verb, ask in ASKS.items()}


@require_http_methods(["GET", "HEAD", "POST"])
@power("figure.write")
def change(request: DeskRequest, figure_id: UUID, verb: str) -> HttpResponse:
    """Do one act on a figure."""
    ask = ASKS.get(verb)
    if ask is None:
        raise NotFound(N_("Không có việc này."))
    found = queries.page(request.actor, figure_id)
    here = reverse("figures:figure", args=[figure_id])
    version = request.GET.get("ban", "")
    page = FormPage(
        ask.title,
        ask.title,
        ask.questions(request.actor, found),
        here,
        trail=[HOME, Link(found.row.label, here), Link(ask.title)],
        lead=said(N_("{label}: {value}"), label=found.row.label, value=_value(found)),
        what=ask.what,
        facts=[Fact(flags.CODE_NAMES[flag.code], flag.words, hint=flag.explained) for flag in found.flags],
        danger=ask.danger,
        start=ask.start(found),
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        command = ask.build(figure_id, values)
        if version.isdecimal() and len(version) < 10:
            command = msgspec.structs.replace(command, seen=int(version))
        act(request, command)
        tell(request, N_("Đã ghi"))
        return HttpResponseRedirect(here)

    return run(request, page, do)


def _value(page: FigurePage) -> str:
    if page.row.value is not None:
        return f"{decimal(page.row.value)} {page.row.unit}".strip()
    return f"{page.numerator}/{page.denominator}"
