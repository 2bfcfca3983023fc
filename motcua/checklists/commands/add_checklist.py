"""Bring a first XLSForm: a checklist of one's own place, in draft."""

from __future__ import annotations

from motcua.checklists import policies
from motcua.checklists.commands.shared import Hash, Note, entitle, made, of_file, told
from motcua.checklists.models import Checklist
from motcua.kernel.errors import BadInput, NotAllowed
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.checklists import ChecklistAdded
from motcua.office import territory


class AddChecklist(Command, frozen=True, kw_only=True):
    """Make a checklist of the stored XLSX ``file`` for the place of whoever brings it."""

    file: Hash
    note: Note = ""


@act(AddChecklist, on=Checklist, verb=N_("Thêm bộ câu hỏi"), may=policies.may_add)
def add_checklist(command: AddChecklist, context: Context) -> Done[Checklist]:
    """Refuse a form that the place has already: that one gets a new version instead."""
    place = territory.home(context.actor)
    if place is None:
        raise NotAllowed(N_("Vị trí đang đăng nhập không thuộc địa bàn nào."))
    form, xform = of_file(command.file)
    realm = str(context.actor.realm)
    if Checklist.objects.filter(realm=realm, place=place, key=form.key).exists():
        raise BadInput(
            N_("Đã có bộ «{key}» của nơi này; mở bộ đó và tải phiên bản mới, hoặc đổi form_id."),
            field="files",
            key=form.key,
        )
    checklist = Checklist(realm=realm, place_id=place, key=form.key)
    entitle(checklist, form.title)
    version = made(form, xform, command.file, 1, command.note, context)
    version.checklist = checklist
    version.save()
    event = ChecklistAdded(place=place, key=form.key, version=told(version))
    return Done(event, checklist, {"version": version.id})
