"""Fill in the declaration of a dossier on its e-form, or put it right before the result is signed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec

from motcua.catalogue import eforms
from motcua.catalogue.rules.eform import answers as form_rules
from motcua.dossiers import policies, rules
from motcua.dossiers.filled import form_for
from motcua.dossiers.models import Attachment, Dossier, FilledForm
from motcua.dossiers.rules import forms
from motcua.dossiers.rules.life import UNDECIDED
from motcua.kernel.errors import BadInput, Conflict, NotFound, RuleError
from motcua.kernel.words import N_, Said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events import canonical
from motcua.ledger.events.dossier_forms import FormFilled


class FillForm(Command, frozen=True, kw_only=True):
    """Keep ``answers`` (JSON) as the declaration of the dossier, filled in on the version ``form`` of its e-form.

    ``reason`` is asked when the declaration was filled in before.
    """

    TARGET = "dossier"

    dossier: UUID
    form: UUID
    answers: str
    reason: str = ""


def is_undecided(dossier: Dossier) -> Said | None:
    """A declaration is filled in and put right until the result is signed."""
    done = [step.role for step in dossier.course if step.finished_at is not None]
    return forms.still_open(running=dossier.state in UNDECIDED, roles_done=done)


@act(FillForm, on=Dossier, verb=N_("Điền tờ khai"), may=policies.may_fill_form, when=is_undecided, order=65)
def fill_form(command: FillForm, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Judge the answers by the version's own schema and keep them; :class:`BadInput` names the first question at fault."""
    filled = FilledForm.objects.filter(dossier=dossier).first()
    wanted = form_for(dossier, filled)
    if wanted is None:
        raise NotFound(N_("Thủ tục này chưa có biểu mẫu điện tử."))
    if wanted.id != command.form:
        raise Conflict(N_("Biểu mẫu đã có bản mới trong lúc điền. Mở lại trang rồi điền tiếp."))
    given = form_rules.trimmed(wanted.form, form_rules.tidy(form_rules.parsed(command.answers)))
    for path, faults in eforms.faults_of(wanted.form, given).items():
        raise BadInput(N_("{path}: {fault}"), field=path, path=path or "/", fault=faults[0])
    _own_files(dossier, given, wanted)
    before: dict[str, Any] = msgspec.json.decode(filled.answers) if filled and filled.answers else {}
    fields = forms.changed(before, given) if filled else []
    reason = rules.kept_words(command.reason, forms.REASON_MOST, "reason")
    if filled is not None and not fields:
        raise RuleError(N_("Không có gì thay đổi so với tờ khai đang lưu."))
    if filled is not None and not reason:
        raise BadInput(N_("Xin ghi lý do sửa tờ khai."), field="reason")
    kept = canonical(given)
    row = filled or FilledForm(dossier=dossier, issue=0)
    row.form_id, row.answers, row.digest = wanted.id, kept, forms.digest_of(kept)
    row.issue, row.filled_at, row.filled_by = row.issue + 1, context.at, context.actor.name
    row.save()
    event = FormFilled(
        applicant=dossier.applicant_id,
        form=wanted.id,
        form_digest=wanted.digest,
        issue=row.issue,
        fields=fields,
        digest=row.digest,
        answers=kept,
        reason=reason,
    )
    return Done(event, outcome={"issue": row.issue})


def _own_files(dossier: Dossier, given: dict[str, Any], wanted: eforms.EFormVersion) -> None:
    """Refuse a file that is not one of this dossier's."""
    asked = {one.key for one in wanted.form.questions if one.widget == "file"} & given.keys()
    if not asked:
        return
    ids = Attachment.objects.filter(dossier=dossier, removed_at__isnull=True).values_list("id", flat=True)
    known = {str(one) for one in ids}
    for key in sorted(asked):
        if given[key] not in known:
            raise BadInput(N_("Tệp này không có trong hồ sơ."), field=key)
