"""What several commands on works share: wishes about stages, days and pictures, and how they are checked and kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.documents import queries as documents
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Context
from motcua.ledger.events.works import PhotoTold, StageTold
from motcua.office import queries as office
from motcua.office.rules import Level
from motcua.works import rules
from motcua.works.models import Photo, Report, Stage, Works

Line = Annotated[str, msgspec.Meta(max_length=200)]
Words = Annotated[str, msgspec.Meta(max_length=2000)]
Reason = Annotated[str, msgspec.Meta(max_length=500)]
PHOTOS_MOST = 12


class StageWish(msgspec.Struct, frozen=True, kw_only=True):
    """A stage to plan; ``key`` says which stage it is when it was there before ("" for a new one)."""

    name: Line
    weight: int
    starts: date
    ends: date
    key: Annotated[str, msgspec.Meta(max_length=40)] = ""


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """A file already taken in, by the hash of its content."""

    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    filename: Annotated[str, msgspec.Meta(max_length=200)] = ""


Photos = Annotated[list[Evidence], msgspec.Meta(max_length=PHOTOS_MOST)]


def is_running(works: Works) -> Said | None:
    """Works that were accepted or given up stay as they are."""
    if works.state == Works.State.ACCEPTED:
        return said(N_("Công trình đã nghiệm thu; muốn làm tiếp phải mở lại vì khiếm khuyết."))
    return said(N_("Công trình đã bỏ, không ghi thêm được.")) if works.state == Works.State.CANCELLED else None


def is_accepted(works: Works) -> Said | None:
    """Only an acceptance can be set aside, and only its defects mended."""
    return None if works.state == Works.State.ACCEPTED else said(N_("Công trình chưa nghiệm thu."))


def wanted(text: str, field: str, refusal: str) -> str:
    """Return a text as it is kept; :class:`BadInput` with ``refusal`` when it says nothing."""
    kept = clean(text, lines=True)
    if not kept.strip():
        raise BadInput(refusal, field=field)
    return kept


def check_contractor(unit: UUID | None) -> None:
    """Refuse a contractor that is no outside unit: its account must see nothing of the house."""
    if unit is not None and office.unit(unit).level is not Level.OUTSIDE:
        raise BadInput(
            N_("Đơn vị thi công phải là đơn vị ngoài (cơ quan, tổ chức khác); lập ở mục Quản trị trước."),
            field="contractor",
        )


def centre_of(place: UUID, unit: UUID | None) -> UUID:
    """Return the centre the works are for: the given one of the place, or the place's own."""
    if office.unit(place).level is not Level.COMMUNE:
        raise BadInput(N_("Chọn xã, phường có công trình."), field="place")
    own = office.centre_of(place)
    if unit is not None and unit not in {body.id for body in office.bodies_of(place)}:
        raise BadInput(N_("Đơn vị này không thuộc xã đã chọn."), field="unit")
    if unit is None and own is None:
        raise BadInput(N_("Xã này chưa lập Trung tâm Phục vụ hành chính công."), field="place")
    return unit or (own.id if own else place)


def plan(wishes: Sequence[StageWish]) -> list[StageTold]:
    """Return stages as they will be planned, each with its key; :class:`BadInput` for a plan that cannot be."""
    rules.check_stages([(clean(w.name), rules.StagePlan(w.weight, w.starts, w.ends)) for w in wishes])
    taken = {wish.key for wish in wishes if wish.key}
    if len(taken) < sum(bool(wish.key) for wish in wishes):
        raise BadInput(N_("Một giai đoạn được gửi lên hai lần."), field="stages")
    free = (f"g{number}" for number in range(1, 1000) if f"g{number}" not in taken)
    return [
        StageTold(key=w.key or next(free), name=clean(w.name), weight=w.weight, starts=w.starts, ends=w.ends)
        for w in wishes
    ]


def put_stages(works: Works, told: Sequence[StageTold]) -> None:
    """Write the plan; a stage of a known key keeps what was reported of it."""
    done = dict(works.stages.values_list("key", "done"))
    works.stages.all().delete()
    rows = [
        Stage(
            works=works,
            key=one.key,
            ordinal=place,
            name=one.name,
            weight=one.weight,
            starts=one.starts,
            ends=one.ends,
            done=done.get(one.key),
        )
        for place, one in enumerate(told)
    ]
    Stage.objects.bulk_create(rows)


def plans_of(works: Works) -> list[rules.StagePlan]:
    """Return the stages of works as the rules see them."""
    return [rules.StagePlan(*row) for row in works.stages.values_list("weight", "starts", "ends", "done")]


def points_of(works: Works) -> list[rules.Point]:
    """Return the builder's own figures by day, oldest first."""
    rows = works.reports.filter(source=rules.Source.REPORTED).order_by("at").values_list("day", "percent")
    return [rules.Point(day, percent) for day, percent in rows]


def keep_report(
    works: Works,
    source: rules.Source,
    context: Context,
    *,
    day: date,
    percent: int,
    words: str,
    stages: dict[str, int] | None = None,
    reason: str = "",
    photos: Iterable[Evidence] = (),
) -> tuple[Report, list[PhotoTold]]:
    """Write a report with its evidence; a file that was never taken in is refused."""
    report = Report.objects.create(
        works=works,
        source=source,
        day=day,
        at=context.at,
        account_id=context.actor.account,
        unit_name=context.actor.unit_name,
        percent=percent,
        stages=stages or {},
        words=clean(words, lines=True),
        reason=clean(reason),
    )
    told = []
    for photo in photos:
        facts = documents.claim(photo.sha256)
        if facts is None:
            raise NotFound(N_("Ảnh chưa tải lên hết; hãy chọn lại ảnh rồi gửi lại."), field="photos")
        name = clean(photo.filename)[:200] or "anh"
        Photo.objects.create(
            report=report, sha256=photo.sha256, filename=name, media_type=facts.media_type, size=facts.size
        )
        told.append(PhotoTold(sha256=photo.sha256, filename=name))
    return report, told


def spoke(works: Works, context: Context) -> bool:
    """Note where the contractor said something: the silence is over, and a new one may be noticed again."""
    theirs = context.actor.unit == works.contractor_id or works.contractor_id in context.actor.units
    if theirs:
        works.last_word_on = clock.local(context.at).date()
        works.silence_degree = 0
    return theirs


def slip_now(works: Works, context: Context) -> rules.Forecast:
    """Return the forecast as of the act, from what is reported so far."""
    today = clock.local(context.at).date()
    return rules.forecast(works.starts, points_of(works), today, works.last_day)
