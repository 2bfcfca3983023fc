"""What is due every day in budget: estimates whose day went by without approval are noticed, once."""

from __future__ import annotations

from motcua.budget import rules
from motcua.budget.commands import NoticeEstimateMissing
from motcua.budget.models import Estimate
from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform


def watch(subject: str, actor: Actor) -> str:
    """Look at every estimate that is not approved; answer how many are missing, in words."""
    del subject
    late = Estimate.objects.filter(wanted_by__lt=clock.today(), missing_told=False).exclude(state=rules.State.APPROVED)
    ids = list(late.order_by("pk").values_list("pk", flat=True))
    for estimate in ids:
        perform(NoticeEstimateMissing(estimate=estimate), actor)
    return f"{len(ids)} dự toán quá ngày chưa duyệt"
