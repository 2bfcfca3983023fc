"""Bring in a version of an official list of classes and retention periods."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.archives import packaged, policies
from motcua.archives.models import RetentionClass, RetentionList
from motcua.archives.packaged import TRUSTS, ClassLine
from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.archives import ClassTold, RetentionListBrought
from motcua.ledger.perform import perform
from motcua.office import territory

CLASSES_MOST = 2000


class BringRetentionList(Command, frozen=True, kw_only=True):
    """Bring in ``classes`` as the actor's place has them from ``source``, issued on a day, trusted so far."""

    title: Annotated[str, msgspec.Meta(max_length=300)]
    source: Annotated[str, msgspec.Meta(max_length=300)]
    issued_on: date | None = None
    trust: str = "secondary"
    note: Annotated[str, msgspec.Meta(max_length=500)] = ""
    classes: Annotated[list[ClassLine], msgspec.Meta(max_length=CLASSES_MOST)]


class LoadRetentionList(Command, frozen=True, kw_only=True):
    """Bring in the list that comes with the product, for everybody."""

    edition: Annotated[str, msgspec.Meta(max_length=64)]


@act(BringRetentionList, on=RetentionList, verb=N_("Nhập danh mục"), may=policies.may_bring)
def bring(command: BringRetentionList, context: Context) -> Done[RetentionList]:
    """Refuse a list without title, source or classes, a code twice, and the same list again."""
    title, source = clean(command.title), clean(command.source)
    if not title:
        raise BadInput(N_("Ghi tên danh mục."), field="title")
    if not source:
        raise BadInput(N_("Ghi nguồn: số, ngày văn bản ban hành danh mục."), field="source")
    if command.trust not in TRUSTS:
        raise BadInput(N_("Chọn độ tin cậy của danh mục."), field="trust")
    return _brought(
        context,
        territory.home(context.actor),
        title,
        source,
        command.issued_on,
        command.trust,
        command.note,
        list(command.classes),
    )


@act(LoadRetentionList, on=RetentionList, verb=N_("Nạp danh mục đóng gói"), may=policies.may_load)
def load(command: LoadRetentionList, context: Context) -> Done[RetentionList]:
    """Bring in the packaged list, whose edition the command names."""
    found = packaged.starter()
    return _brought(context, None, found.title, found.source, found.issued_on, found.trust, found.note, found.classes)


def load_packaged(actor: Actor) -> UUID:
    """Bring in the packaged list unless it is there; return its id."""
    found = packaged.starter()
    edition = packaged.edition_of(found.title, found.source, found.issued_on, found.classes)
    known = RetentionList.objects.filter(edition=edition).values_list("pk", flat=True).first()
    return known or perform(LoadRetentionList(edition=edition), actor).target


def _brought(
    context: Context,
    place: UUID | None,
    title: str,
    source: str,
    issued_on: date | None,
    trust: str,
    note: str,
    given: list[ClassLine],
) -> Done[RetentionList]:
    classes = [_tidy(one) for one in given]
    _refuse(classes)
    edition = packaged.edition_of(title, source, issued_on, classes, str(place or ""))
    if RetentionList.objects.filter(edition=edition).exists():
        raise Conflict(N_("Danh mục này đã nhập rồi."), field="title")
    row = RetentionList(
        realm=context.actor.realm,
        place_id=place,
        title=title,
        source=source,
        issued_on=issued_on,
        trust=trust,
        note=clean(note),
        edition=edition,
        brought_at=context.at,
    )
    row.save()
    RetentionClass.objects.bulk_create(
        RetentionClass(
            list=row,
            ordinal=at,
            code=one.code,
            group=one.group,
            title=one.title,
            years=one.years,
            ground=one.ground,
            trust=one.trust,
        )
        for at, one in enumerate(classes, 1)
    )
    event = RetentionListBrought(
        place=place,
        title=title,
        source=source,
        issued_on=issued_on,
        trust=trust,
        note=row.note,
        edition=edition,
        classes=[ClassTold(**msgspec.structs.asdict(one)) for one in classes],
    )
    return Done(event, row)


def _tidy(one: ClassLine) -> ClassLine:
    texts = {name: clean(getattr(one, name)) for name in ("code", "title", "group", "ground")}
    return msgspec.structs.replace(one, **texts)


def _refuse(classes: list[ClassLine]) -> None:
    if not classes:
        raise BadInput(N_("Danh mục chưa có nhóm nào."), field="classes")
    seen: set[str] = set()
    for at, one in enumerate(classes, 1):
        if not one.code or not one.title:
            raise BadInput(N_("Dòng {line}: ghi đủ mã nhóm và tên nhóm."), field="classes", line=at)
        if one.code in seen:
            raise BadInput(N_("Dòng {line}: mã nhóm «{code}» đã có ở trên."), field="classes", line=at, code=one.code)
        if one.trust not in TRUSTS:
            raise BadInput(N_("Dòng {line}: độ tin cậy không có trong các lựa chọn."), field="classes", line=at)
        seen.add(one.code)
