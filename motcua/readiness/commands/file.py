"""The file itself: opened for a centre, moved to another version of its template, told that the place is being built."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.readiness import FileOpened, ReviewFellDue, TemplateChanged, WorksTold
from motcua.office import family
from motcua.office import queries as office
from motcua.office.rules import Level
from motcua.readiness import policies, summaries
from motcua.readiness.models import Answer, ReadinessFile, Template


class OpenFile(Command, frozen=True, kw_only=True):
    """Open the readiness file of the centre ``unit`` under a version of a template."""

    unit: UUID
    template: UUID


class ChangeTemplate(Command, frozen=True, kw_only=True):
    """Go on under another version; answers to items of the same key are kept."""

    TARGET = "file"

    file: UUID
    template: UUID


class TellWorks(Command, frozen=True, kw_only=True):
    """Say that the place is being built or mended (or no longer), before which day that must be done, and who says so."""

    TARGET = "file"

    file: UUID
    under_way: bool
    before: date | None = None
    source: str = ""


@act(OpenFile, on=ReadinessFile, verb=N_("Lập hồ sơ sẵn sàng"), may=policies.may_open)
def open_file(command: OpenFile, context: Context) -> Done[ReadinessFile]:
    """Open the one file a centre has; nothing in it is answered."""
    unit = office.unit(command.unit)
    if unit.level is not Level.CENTRE:
        raise BadInput(N_("Hồ sơ sẵn sàng lập cho Trung tâm, không cho đơn vị khác."), field="unit")
    template = template_for(context.actor, command.template)
    realm = str(context.actor.realm)
    if ReadinessFile.objects.filter(realm=realm, unit_id=command.unit).exists():
        raise Conflict(N_("Trung tâm này đã có hồ sơ sẵn sàng."), field="unit")
    file = ReadinessFile(
        realm=realm,
        place_id=family.home_of(command.unit),
        unit_id=command.unit,
        template=template,
        opened_at=context.at,
    )
    summaries.refresh(file, context.at)
    return Done(FileOpened(place=file.place_id, unit=file.unit_id, template=template.id), file)


def template_for(actor: Actor, id_: UUID) -> Template:
    """Return a version the actor may use: a packaged one, or one issued by whoever oversees them."""
    row = Template.objects.filter(pk=id_, realm=str(actor.realm)).first()
    if row is None:
        raise NotFound(N_("Không có bộ mẫu này."))
    return row


@act(ChangeTemplate, on=ReadinessFile, verb=N_("Chuyển sang phiên bản mẫu khác"), may=policies.may_speak, order=70)
def change_template(command: ChangeTemplate, file: ReadinessFile, context: Context) -> Done[ReadinessFile]:
    """Judge the same answers by another version; what it no longer asks for stays in the history."""
    template = template_for(context.actor, command.template)
    if template.id == file.template_id:
        raise Conflict(N_("Hồ sơ đang dùng phiên bản này."), field="template")
    before, file.template = file.template_id, template
    asked = {item.key for _, item in summaries.facts_of(template.id).items()}
    answered = set(Answer.objects.filter(file=file, state=Answer.State.CURRENT).values_list("item", flat=True))
    suspended = summaries.refresh(file, context.at)
    event = TemplateChanged(
        before=before,
        template=template.id,
        kept=len(answered & asked),
        left=len(answered - asked),
        suspended=suspended,
    )
    return Done(event)


class TellReviewDue(Command, frozen=True, kw_only=True):
    """Tell that what held only for now was to be looked at again by ``day``: given by the daily duty."""

    TARGET = "file"

    file: UUID
    day: date


@act(TellReviewDue, on=ReadinessFile, verb=N_("Báo đến ngày rà soát lại"), may=policies.may_load, order=99)
def tell_review_due(command: TellReviewDue, file: ReadinessFile, context: Context) -> Done[ReadinessFile]:
    """Name the items whose day of review has come; refused when there is none."""
    standing = summaries.stands_of(summaries.facts_of(file.template_id), summaries.standing_answers(file.id))
    items = [
        one.item.key
        for one in standing
        if one.counted and one.counted.review_on and one.counted.review_on <= command.day
    ]
    if not items:
        raise Conflict(N_("Không có mục nào đến ngày rà soát lại."))
    return Done(ReviewFellDue(place=file.place_id, day=command.day, items=items))


@act(TellWorks, on=ReadinessFile, verb=N_("Ghi tình trạng xây dựng, sửa chữa"), may=policies.may_speak, order=60)
def tell_works(command: TellWorks, file: ReadinessFile, context: Context) -> Done[ReadinessFile]:
    """Keep what is said of the works: a board names the centre and the day."""
    source = clean(command.source)
    if len(source) > 200:
        raise BadInput(N_("Dài quá {most} ký tự."), field="source", most=200)
    if command.under_way and not source:
        raise BadInput(N_("Ghi ai nói, ở văn bản hoặc buổi làm việc nào."), field="source")
    today = clock.local(context.at).date()
    if command.before and not today - timedelta(days=366) <= command.before <= today + timedelta(days=3 * 366):
        raise BadInput(N_("Ngày phải xong trước không hợp lý."), field="before")
    file.works = command.under_way
    file.works_before = command.before if command.under_way else None
    file.works_said = source
    summaries.refresh(file, context.at)
    event = WorksTold(place=file.place_id, under_way=file.works, before=file.works_before, source=source)
    return Done(event)
