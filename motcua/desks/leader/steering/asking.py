"""What the forms about directives ask, and the command each answer becomes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from motcua.desks.leader.steering import options
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.shapes import Option, Text
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command
from motcua.oversight.commands import (
    AcceptDirective,
    AskExtension,
    CancelDirective,
    DecideExtension,
    DescribeDirective,
    KeepLesson,
    OpenDirective,
    ReopenDirective,
    ReturnDirective,
    SetDirectiveDue,
    StartDirective,
    TakeOverDirective,
)
from motcua.oversight.commands.directives import Due, Origin
from motcua.oversight.queries.directive_page import DirectivePage
from motcua.oversight.rules.directives import CLEAR_ASKS, DUE_NAMES, SOURCE_NAMES, Clear, DueKind, Source
from motcua.oversight.rules.repeating import REPEAT_NAMES, Repeat

Values = Mapping[str, Any]
ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""An id as it stands in the address of a page."""
POWERS_OF_PERSON: Final = ("directive.read", "directive.report", "asset.count", "readiness.write")
"""Powers by which somebody of a unit can be in charge of a task: those who work on what is ordered."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One form: its command, words, questions, what the answers become, and what it shows at first."""

    command: type[Command]
    title: Text
    build: Callable[[DirectivePage, dict[str, Any]], Command]
    questions: Callable[[Actor, DirectivePage], Sequence[Field]] = lambda actor, page: ()
    start: Callable[[DirectivePage], dict[str, Any]] = lambda page: {}
    what: Sequence[Text] = ()
    danger: bool = False


def thing_in(text: str, field: str) -> UUID | None:
    """Return the id in the address of a page somebody pasted, ``None`` for no text; :class:`BadInput` for another text."""
    if not text:
        return None
    found = ID.search(text)
    if found is None:
        raise BadInput(N_("Dán địa chỉ trang của nhiệm vụ ấy."), field=field)
    return UUID(found[0])


def due_questions(actor: Actor) -> list[Field]:
    """Return the questions about the time."""
    repeat = N_("Lặp lại")
    return [
        Field("due_kind", N_("Thời gian"), "radio", required=True, options=options_of(DUE_NAMES)),
        Field("due_day", N_("Ngày (hoặc ngày cuối của khoảng thời gian)"), "date", size="m"),
        Field("starts_on", N_("Từ ngày, với đợt hoặc việc lặp lại"), "date", size="m"),
        Field(
            "occasion",
            N_("Sự kiện làm mốc"),
            "select",
            options=options.occasion_options(actor),
            ids=True,
            empty=N_("– Không theo sự kiện –"),
        ),
        Field(
            "anchor_unit",
            N_("Hoặc ngày bắt đầu hoạt động của đơn vị"),
            "select",
            options=options.unit_options(actor),
            ids=True,
            empty=N_("– Không theo đơn vị –"),
        ),
        Field("days_before", N_("Trước mốc mấy ngày"), "number", size="xs", most=3),
        Field("repeat", repeat, "select", required=True, options=options_of(REPEAT_NAMES)),
        Field(
            "repeat_day",
            N_("Ngày trong mỗi kỳ"),
            "number",
            size="xs",
            most=2,
            hint=N_(
                "Chỉ với việc lặp lại. Tuần: 1 là thứ Hai, 7 là Chủ nhật. Tháng, quý: ngày thứ mấy; 0 là ngày cuối kỳ."
            ),
        ),
    ]


def due_of(values: Values) -> Due:
    """Return the time of a form."""
    return Due(
        kind=DueKind(values["due_kind"]),
        day=values["due_day"],
        starts_on=values["starts_on"],
        occasion=values["occasion"],
        anchor_unit=values["anchor_unit"] if values["occasion"] is None else None,
        offset_days=-(values["days_before"] or 0),
        repeat=Repeat(values["repeat"]),
        repeat_day=values["repeat_day"] or 0,
    )


def due_start(page: DirectivePage) -> dict[str, Any]:
    """Return what the questions about the time show at first."""
    return {
        "due_kind": page.due_kind.value,
        "due_day": short_date(page.due_day) if page.due_day and page.due_kind is not DueKind.EVENT else "",
        "starts_on": short_date(page.starts_on) if page.starts_on else "",
        "occasion": page.occasion or "",
        "anchor_unit": page.anchor_unit or "",
        "days_before": -page.offset_days if page.offset_days < 0 else "",
        "repeat": page.repeat,
        "repeat_day": page.repeat_day or "",
    }


def source_questions() -> list[Field]:
    """Return the questions about where a directive comes from."""
    paper = N_("Văn bản")
    return [
        Field("source_kind", N_("Nguồn"), "select", required=True, options=options_of(SOURCE_NAMES)),
        Field("source_words", N_("Nguyên văn câu chỉ đạo"), "textarea", most=2000),
        Field("document_number", N_("Số, ký hiệu"), group=paper, most=60, size="m"),
        Field("document_date", N_("Ngày văn bản"), "date", group=paper, size="m"),
        Field("issuer_words", N_("Người, cơ quan chỉ đạo"), most=200),
        Field("origin", N_("Bắt nguồn từ chỉ đạo của cấp trên"), most=300, hint=N_("Ví dụ: «6 rõ» của Thủ tướng.")),
    ]


def origin_of(values: Values, page: DirectivePage | None = None) -> Origin:
    """Return where a directive of a form comes from; the thing it was born from stays."""
    return Origin(
        kind=Source(values["source_kind"]),
        source=page.source if page else None,
        words=values["source_words"],
        document_number=values["document_number"],
        document_date=values["document_date"],
        issuer_words=values["issuer_words"],
        origin=values["origin"],
    )


def task_questions(actor: Actor) -> list[Field]:
    """Return the questions about the work and its units."""
    units = options.unit_options(actor)
    return [
        Field("title", N_("Nội dung việc"), "textarea", required=True, most=500, hint=CLEAR_ASKS[Clear.WORK]),
        Field("lead", N_("Đơn vị chủ trì"), "select", options=units, ids=True, empty=N_("– Chưa chọn –")),
        Field("co_owners", N_("Đơn vị phối hợp"), "many", options=units, ids=True),
        Field(
            "group_words",
            N_("Nhóm đơn vị như câu chỉ đạo"),
            most=200,
            hint=N_("Ví dụ: các cơ quan chuyên môn. Phải chọn rõ những đơn vị nào thì mới giao được."),
        ),
        Field("product", N_("Sản phẩm"), most=500, hint=CLEAR_ASKS[Clear.PRODUCT]),
        Field("evidence", N_("Minh chứng phải có"), most=500),
        Field("authority", N_("Ai quyết định, theo căn cứ nào"), most=500, hint=CLEAR_ASKS[Clear.AUTHORITY]),
        Field("target_words", N_("Chỉ tiêu của tỉnh liên quan"), most=500),
    ]


def new_questions(actor: Actor) -> list[Field]:
    """Return the questions about a new directive."""
    return [*task_questions(actor), *due_questions(actor), *source_questions()]


def new_directive(values: dict[str, Any], **more: Any) -> OpenDirective:
    """Return the command of a new directive."""
    return OpenDirective(**_task(values), due=due_of(values), origin=origin_of(values), **more)


def _task(values: Values) -> dict[str, Any]:
    names = ("title", "lead", "co_owners", "group_words", "product", "evidence", "authority", "target_words")
    return {name: values[name] for name in names}


def _describe_questions(actor: Actor, page: DirectivePage) -> list[Field]:
    people = options.people_options(actor, page.row.lead, *POWERS_OF_PERSON)
    leaders = options.people_options(actor, page.row.lead, "directive.report")
    none = N_("– Chưa chọn –")
    who = [
        Field(
            "person",
            N_("Cán bộ phụ trách"),
            "select",
            options=_with(people, page.person),
            ids=True,
            empty=none,
            hint=N_("Chọn đơn vị chủ trì và lưu trước thì mới thấy người của đơn vị ấy."),
        ),
        Field(
            "leader",
            N_("Lãnh đạo chịu trách nhiệm"),
            "select",
            options=_with(leaders, page.leader),
            ids=True,
            empty=none,
        ),
    ]
    asked = task_questions(actor)
    reason = Field("reason", N_("Lý do, nếu việc đã giao"), most=500)
    return [*asked[:2], *who, *asked[2:], *source_questions(), reason]


def _with(found: list[Option], chosen: Any) -> list[Option]:
    """Keep whoever was chosen before among the options, also where they moved on."""
    if chosen is None or str(chosen) in {one.value for one in found}:
        return found
    return [Option(str(chosen), N_("(người đã chọn trước)")), *found]


def _describe_start(page: DirectivePage) -> dict[str, Any]:
    return {
        "title": page.row.title,
        "lead": page.row.lead or "",
        "person": page.person or "",
        "leader": page.leader or "",
        "co_owners": [str(unit) for unit in page.co_owners],
        "group_words": page.group_words,
        "product": page.row.product,
        "evidence": page.evidence,
        "authority": page.authority,
        "target_words": page.target_words,
        "source_kind": page.row.source_kind.value,
        "source_words": page.source_words,
        "document_number": page.row.document,
        "document_date": short_date(page.document_date) if page.document_date else "",
        "issuer_words": page.issuer_words,
        "origin": page.origin,
    }


def _describe(page: DirectivePage, values: dict[str, Any]) -> Command:
    return DescribeDirective(
        directive=page.row.id,
        **_task(values),
        person=values["person"],
        leader=values["leader"],
        origin=origin_of(values, page),
        reason=values["reason"],
    )


def _words(name: str, label: str, *, required: bool = True) -> Callable[[Actor, DirectivePage], Sequence[Field]]:
    field = Field(name, label, "textarea", required=required, most=2000)
    return lambda actor, page: (field,)


_REASON: Final = _words("reason", N_("Lý do"))
ASKS: Final[Mapping[str, Ask]] = {
    "sau-ro": Ask(DescribeDirective, N_("Bổ sung 6 rõ"), _describe, _describe_questions, _describe_start),
    "han": Ask(
        SetDirectiveDue,
        N_("Ghi hạn"),
        lambda page, v: SetDirectiveDue(directive=page.row.id, due=due_of(v), reason=v["reason"]),
        lambda actor, page: (*due_questions(actor), Field("reason", N_("Lý do, nếu việc đã giao"), most=500)),
        due_start,
        what=[N_("«Trước ngày 25/6» nghĩa là hết ngày 24/6 còn đúng hạn, sang 25/6 là trễ.")],
    ),
    "giao": Ask(
        StartDirective,
        N_("Giao việc"),
        lambda page, v: StartDirective(directive=page.row.id),
        what=[N_("Đơn vị chủ trì được báo ngay; từ nay thay đổi phải có lý do.")],
    ),
    "gia-han": Ask(
        AskExtension,
        N_("Xin gia hạn"),
        lambda page, v: AskExtension(directive=page.row.id, day=v["day"], reason=v["reason"]),
        lambda actor, page: (
            Field("day", N_("Xin đến hết ngày"), "date", required=True, size="m"),
            Field("reason", N_("Lý do"), "textarea", required=True, most=2000),
        ),
        what=[N_("Hạn đang có vẫn tính cho đến khi được gia hạn.")],
    ),
    "quyet-gia-han": Ask(
        DecideExtension,
        N_("Quyết định gia hạn"),
        lambda page, v: DecideExtension(directive=page.row.id, grant=v["grant"] == "co", words=v["words"]),
        lambda actor, page: (
            Field(
                "grant",
                N_("Quyết định"),
                "radio",
                required=True,
                options=[Option("co", N_("Cho gia hạn")), Option("khong", N_("Không gia hạn"))],
            ),
            Field("words", N_("Ý kiến"), "textarea", most=2000),
        ),
    ),
    "dat": Ask(
        AcceptDirective,
        N_("Nghiệm thu"),
        lambda page, v: AcceptDirective(directive=page.row.id, words=v["words"]),
        _words("words", N_("Ý kiến"), required=False),
        what=[N_("Đúng hạn hay trễ xét theo ngày đơn vị đề nghị nghiệm thu.")],
    ),
    "tra-lai": Ask(
        ReturnDirective,
        N_("Trả lại"),
        lambda page, v: ReturnDirective(directive=page.row.id, reason=v["reason"]),
        _words("reason", N_("Vì sao chưa đạt")),
        danger=True,
    ),
    "huy": Ask(
        CancelDirective,
        N_("Hủy, thay thế"),
        lambda page, v: CancelDirective(
            directive=page.row.id, reason=v["reason"], replaced_by=thing_in(v["replaced_by"], "replaced_by")
        ),
        lambda actor, page: (
            *_REASON(actor, page),
            Field("replaced_by", N_("Địa chỉ trang của nhiệm vụ thay thế, nếu có"), most=300),
        ),
        what=[N_("Việc rời khỏi danh sách; lịch sử vẫn còn và có thể mở lại.")],
        danger=True,
    ),
    "mo-lai": Ask(
        ReopenDirective,
        N_("Mở lại"),
        lambda page, v: ReopenDirective(directive=page.row.id, reason=v["reason"]),
        _REASON,
    ),
    "ke-thua": Ask(
        TakeOverDirective,
        N_("Nhận kế thừa"),
        lambda page, v: TakeOverDirective(directive=page.row.id, ground=v["ground"]),
        _words("ground", N_("Căn cứ kế thừa")),
        what=[N_("Từ nay đơn vị của bạn đôn đốc, gia hạn và nghiệm thu việc này.")],
    ),
    "kinh-nghiem": Ask(
        KeepLesson,
        N_("Rút kinh nghiệm"),
        lambda page, v: KeepLesson(directive=page.row.id, words=v["words"]),
        _words("words", N_("Bài học rút ra")),
    ),
}
VERBS: Final = {ask.command: verb for verb, ask in ASKS.items()}
