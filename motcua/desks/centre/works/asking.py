"""What the forms about works ask, and the command each answer becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from motcua.desks.centre.places import place_options
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.shapes import Option, Text
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, said
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command
from motcua.office import queries as office
from motcua.office.rules import Level
from motcua.works import rules
from motcua.works.commands import (
    AcceptWorks,
    AnswerBlocker,
    AskForDay,
    CancelWorks,
    CheckDefect,
    ClearBlocker,
    CorrectWorks,
    CreateWorks,
    DefectLeft,
    MendDefect,
    OpenBlocker,
    Party,
    PlanStages,
    ReopenWorks,
    StageWish,
)
from motcua.works.queries import WorksPage

STAGES_ASKED: Final = 6
PARTIES_ASKED: Final = 4
DEFECTS_ASKED: Final = 5
Values = Mapping[str, Any]
Build = Callable[[WorksPage, UUID | None, dict[str, Any]], Command]


@dataclass(frozen=True, slots=True)
class Ask:
    """One form: its command, words, questions (or how to make them of the page), and what the answers become."""

    command: type[Command]
    title: Text
    verb: Text
    questions: Sequence[Field] | Callable[[WorksPage], Sequence[Field]]
    build: Build
    what: Sequence[Text] = ()
    danger: bool = False
    done: str = "viec"
    start: Callable[[WorksPage], dict[str, Any]] = lambda page: {}


REASON: Final = Field("reason", N_("Lý do"), "textarea", required=True, most=500)


def contractors_of(places: Sequence[UUID]) -> list[Option]:
    """Return the outside units of these places, and of what they stand under."""
    found: dict[str, str] = {}
    for place in places:
        for body in office.bodies_of(place):
            if body.level is Level.OUTSIDE:
                found[str(body.id)] = body.full_name
    return [Option(id_, name) for id_, name in found.items()]


def day_questions() -> list[Field]:
    """Return the questions about the day asked for."""
    return [
        Field("asked_kind", N_("Yêu cầu hoàn thành"), "radio", required=True, options=options_of(rules.KIND_NAMES)),
        Field("asked_day", N_("Ngày"), "date", size="m"),
        Field("ground", N_("Lời chỉ đạo, căn cứ"), "textarea", most=1000),
        Field("asked_by", N_("Người yêu cầu"), most=200),
        Field("asked_on", N_("Yêu cầu ngày"), "date", size="m"),
    ]


def stage_questions(count: int) -> list[Field]:
    """Return the questions about so many stages; those left empty are no stages."""
    found: list[Field] = []
    for n in range(1, count + 1):
        group = said(N_("Tỷ trọng và thời gian của giai đoạn {n}"), n=n)
        found += [
            Field(f"stage_{n}", said(N_("Tên giai đoạn {n}"), n=n), most=200),
            Field(f"weight_{n}", N_("Tỷ trọng"), "number", group=group, size="xs", most=4),
            Field(f"from_{n}", N_("Từ ngày"), "date", group=group, size="s"),
            Field(f"to_{n}", N_("Đến hết ngày"), "date", group=group, size="s"),
        ]
    return found


def stages_from(values: Values, keys: Sequence[str] = ()) -> list[StageWish]:
    """Return the stages of a form; a line begun must be whole."""
    found, n = [], 0
    while f"stage_{(n := n + 1)}" in values:
        name, weight = values[f"stage_{n}"], values[f"weight_{n}"]
        starts, ends = values[f"from_{n}"], values[f"to_{n}"]
        if not (name or weight or starts or ends):
            continue
        if not name or weight is None or starts is None or ends is None:
            raise BadInput(N_("Giai đoạn {n} ghi chưa đủ: tên, tỷ trọng, từ ngày, đến ngày."), field=f"stage_{n}", n=n)
        key = keys[n - 1] if n <= len(keys) else ""
        found.append(StageWish(name=name, weight=weight, starts=starts, ends=ends, key=key))
    return found


def new_questions(actor: Actor) -> list[Field]:
    """Return the questions about new works."""
    places = place_options(actor)
    contractors = contractors_of([UUID(one.value) for one in places])
    return [
        Field("place", N_("Xã, phường"), "select", required=True, options=places, ids=True),
        Field("name", N_("Tên công trình"), required=True, most=200),
        Field("venue", N_("Địa điểm"), most=300),
        Field(
            "contractor",
            N_("Đơn vị thi công"),
            "select",
            options=contractors,
            ids=True,
            empty=N_("– Chưa chọn –"),
            hint=N_("Đơn vị ngoài, lập ở mục Quản trị; tài khoản của họ chỉ thấy công trình này."),
        ),
        Field("starts", N_("Khởi công"), "date", required=True, size="m"),
        *day_questions(),
        Field(
            "silent_days",
            N_("Sau mấy ngày không báo thì nhắc"),
            "number",
            required=True,
            size="xs",
            most=2,
        ),
        *stage_questions(STAGES_ASKED),
    ]


def new_start(actor: Actor) -> dict[str, Any]:
    """Return what a form about new works shows at first."""
    places = place_options(actor)
    return {
        "place": places[0].value if len(places) == 1 else "",
        "silent_days": rules.SILENT_DAYS,
        "asked_kind": rules.AskedKind.BEFORE.value,
        "starts": short_date(clock.today()),
    }


def new_works(values: dict[str, Any]) -> CreateWorks:
    """Return the command; works without stages are one stage as long as they are."""
    kind, day = rules.AskedKind(values["asked_kind"]), values["asked_day"]
    ends = rules.last_day(kind, day) or values["starts"] + timedelta(days=30)
    whole = StageWish(name="Toàn bộ công trình", weight=1, starts=values["starts"], ends=max(ends, values["starts"]))
    return CreateWorks(
        place=values["place"],
        contractor=values["contractor"],
        name=values["name"],
        venue=values["venue"],
        starts=values["starts"],
        stages=stages_from(values) or [whole],
        asked_kind=kind,
        asked_day=day,
        ground=values["ground"],
        asked_by=values["asked_by"],
        asked_on=values["asked_on"],
        silent_days=values["silent_days"],
    )


def _correct_questions(page: WorksPage) -> list[Field]:
    return [
        Field("name", N_("Tên công trình"), required=True, most=200),
        Field("venue", N_("Địa điểm"), most=300),
        Field(
            "contractor",
            N_("Đơn vị thi công"),
            "select",
            options=contractors_of([page.row.place]),
            ids=True,
            empty=N_("– Chưa chọn –"),
        ),
        Field("silent_days", N_("Sau mấy ngày không báo thì nhắc"), "number", required=True, size="xs", most=2),
        REASON,
    ]


def _stages_start(page: WorksPage) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for n, one in enumerate(page.stages, 1):
        found |= {
            f"stage_{n}": one.name,
            f"weight_{n}": one.weight,
            f"from_{n}": short_date(one.starts),
            f"to_{n}": short_date(one.ends),
        }
    return found


def _stage_questions(page: WorksPage) -> list[Field]:
    """Return the questions about the stages there are, in their order, and about three more."""
    count = min(len(page.stages) + 3, rules.STAGES_MOST)
    return [REASON, *stage_questions(count)]


def _plan(page: WorksPage, _: UUID | None, values: dict[str, Any]) -> Command:
    keys = [one.key for one in page.stages]
    return PlanStages(works=page.row.id, stages=stages_from(values, keys), reason=values["reason"])


def _acceptance_questions(page: WorksPage) -> list[Field]:
    del page
    found = [Field("held_on", N_("Ngày họp nghiệm thu"), "date", required=True, size="m")]
    for n in range(1, PARTIES_ASKED + 1):
        group = said(N_("Bên {n}"), n=n)
        found += [
            Field(f"side_{n}", N_("Đại diện cho"), group=group, most=200),
            Field(f"name_{n}", N_("Họ và tên"), group=group, most=200),
            Field(f"title_{n}", N_("Chức vụ"), group=group, most=200),
        ]
    for n in range(1, DEFECTS_ASKED + 1):
        found += [
            Field(f"what_{n}", said(N_("Tồn tại {n} phải sửa (nếu có)"), n=n), most=500),
            Field(f"due_{n}", said(N_("Tồn tại {n} sửa xong đến hết ngày"), n=n), "date", size="s"),
        ]
    return [*found, Field("conclusion", N_("Kết luận"), "textarea", most=2000)]


def _acceptance_start(page: WorksPage) -> dict[str, Any]:
    return {
        "held_on": short_date(clock.today()),
        "side_1": said(N_("Chủ đầu tư, {place}"), place=page.row.place_name).render(),
        "side_2": page.row.contractor_name,
        "conclusion": N_("Công trình hoàn thành theo yêu cầu, đồng ý nghiệm thu đưa vào sử dụng."),
    }


def _accept(page: WorksPage, _: UUID | None, values: dict[str, Any]) -> Command:
    parties = [
        Party(side=values[f"side_{n}"], name=values[f"name_{n}"], title=values[f"title_{n}"])
        for n in range(1, PARTIES_ASKED + 1)
        if values[f"name_{n}"] or (n <= 2 and values[f"side_{n}"])
    ]
    defects = [
        DefectLeft(what=values[f"what_{n}"], due=values[f"due_{n}"])
        for n in range(1, DEFECTS_ASKED + 1)
        if values[f"what_{n}"] or values[f"due_{n}"]
    ]
    return AcceptWorks(
        works=page.row.id,
        held_on=values["held_on"],
        parties=parties,
        defects=defects,
        conclusion=values["conclusion"],
    )


ON_WORKS: Final[Mapping[str, Ask]] = {
    "vuong-mac": Ask(
        OpenBlocker,
        N_("Nêu vướng mắc"),
        N_("Nêu vướng mắc"),
        [
            Field("what", N_("Vướng mắc gì"), "textarea", required=True, most=1000),
            Field("side", N_("Ai phải giải quyết"), "radio", required=True, options=options_of(rules.SIDE_NAMES)),
            Field("who", N_("Đơn vị hoặc người cụ thể"), most=200),
        ],
        lambda page, _, v: OpenBlocker(works=page.row.id, what=v["what"], side=rules.Side(v["side"]), who=v["who"]),
    ),
    "doi-ngay": Ask(
        AskForDay,
        N_("Đổi ngày yêu cầu"),
        N_("Đổi ngày"),
        day_questions(),
        lambda page, _, v: AskForDay(
            works=page.row.id,
            asked_kind=rules.AskedKind(v["asked_kind"]),
            asked_day=v["asked_day"],
            ground=v["ground"],
            asked_by=v["asked_by"],
            asked_on=v["asked_on"],
        ),
        what=[N_("Từ nay đúng hạn hay trễ xét theo ngày mới; ngày cũ vẫn còn trong sổ.")],
        start=lambda page: {
            "asked_kind": page.asked_kind.value,
            "asked_day": short_date(page.asked_day) if page.asked_day else "",
        },
    ),
    "giai-doan": Ask(PlanStages, N_("Sửa giai đoạn"), N_("Lưu kế hoạch"), _stage_questions, _plan, start=_stages_start),
    "dinh-chinh": Ask(
        CorrectWorks,
        N_("Đính chính công trình"),
        N_("Lưu đính chính"),
        _correct_questions,
        lambda page, _, v: CorrectWorks(
            works=page.row.id,
            name=v["name"],
            venue=v["venue"],
            contractor=v["contractor"],
            silent_days=v["silent_days"],
            reason=v["reason"],
        ),
        start=lambda page: {
            "name": page.row.name,
            "venue": page.row.venue,
            "contractor": page.row.contractor or "",
            "silent_days": page.silent_days,
        },
    ),
    "nghiem-thu": Ask(
        AcceptWorks,
        N_("Ký biên bản nghiệm thu"),
        N_("Ký nghiệm thu"),
        _acceptance_questions,
        _accept,
        what=[N_("Đúng hạn hay trễ xét theo ngày ký hôm nay; mỗi tồn tại phải có hạn sửa.")],
        done="nghiem-thu",
        start=_acceptance_start,
    ),
    "mo-lai": Ask(
        ReopenWorks,
        N_("Mở lại vì khiếm khuyết"),
        N_("Mở lại công trình"),
        [Field("what", N_("Khiếm khuyết gì"), "textarea", required=True, most=1000)],
        lambda page, _, v: ReopenWorks(works=page.row.id, what=v["what"]),
        what=[N_("Biên bản nghiệm thu hết giá trị; công trình phải sửa xong và nghiệm thu lại.")],
        danger=True,
    ),
    "bo": Ask(
        CancelWorks,
        N_("Bỏ công trình"),
        N_("Bỏ công trình"),
        [REASON],
        lambda page, _, v: CancelWorks(works=page.row.id, reason=v["reason"]),
        what=[N_("Công trình rời khỏi danh sách và số liệu; lịch sử vẫn còn trong sổ.")],
        danger=True,
    ),
}


def _words(label: str) -> list[Field]:
    return [Field("words", label, "textarea", required=True, most=500)]


ON_BLOCKER: Final[Mapping[str, Ask]] = {
    "tra-loi": Ask(
        AnswerBlocker,
        N_("Trả lời vướng mắc"),
        N_("Trả lời"),
        _words(N_("Câu trả lời")),
        lambda page, part, v: AnswerBlocker(works=page.row.id, blocker=part or page.row.id, answer=v["words"]),
    ),
    "go": Ask(
        ClearBlocker,
        N_("Gỡ xong vướng mắc"),
        N_("Gỡ xong"),
        _words(N_("Đã gỡ bằng cách nào")),
        lambda page, part, v: ClearBlocker(works=page.row.id, blocker=part or page.row.id, how=v["words"]),
    ),
}
ON_DEFECT: Final[Mapping[str, Ask]] = {
    "da-sua": Ask(
        MendDefect,
        N_("Báo đã sửa tồn tại"),
        N_("Báo đã sửa"),
        _words(N_("Đã sửa thế nào")),
        lambda page, part, v: MendDefect(works=page.row.id, defect=part or page.row.id, words=v["words"]),
    ),
    "dat": Ask(
        CheckDefect,
        N_("Xác nhận đã sửa đạt"),
        N_("Xác nhận đạt"),
        [Field("words", N_("Ghi chú"), most=500)],
        lambda page, part, v: CheckDefect(works=page.row.id, defect=part or page.row.id, good=True, words=v["words"]),
    ),
    "chua-dat": Ask(
        CheckDefect,
        N_("Trả lại vì chưa đạt"),
        N_("Trả lại"),
        _words(N_("Vì sao chưa đạt")),
        lambda page, part, v: CheckDefect(works=page.row.id, defect=part or page.row.id, good=False, words=v["words"]),
        danger=True,
    ),
}
