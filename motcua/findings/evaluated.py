"""How a sheet stands with the answers that hold now."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.checklists.rules.evaluating import Evaluation, evaluate
from motcua.checklists.rules.items import Form
from motcua.findings.models import Answer
from motcua.kernel import clock


def evaluation(sheet: UUID, form: Form, at: datetime) -> Evaluation:
    """Return how a sheet stands at an instant; answers that stand beside others count only once they are chosen."""
    rows = Answer.objects.filter(sheet=sheet, standing=Answer.Standing.CURRENT).exclude(value="")
    return evaluate(form, dict(rows.values_list("item", "value")), clock.local(at))
