"""The books of ageing proposals hold what the room would keep of them: each waits with one unit, or was answered."""

from __future__ import annotations

import pytest

from bench import proposals_fill
from motcua.kernel import clock
from motcua.kernel.text import fold
from motcua.office.models import Unit
from motcua.proposals.models import Proposal, Routed, Wait


@pytest.mark.django_db
def test_each_commune_has_ten_of_which_six_wait() -> None:
    with clock.fixed(proposals_fill.AT):
        made = [
            Unit.objects.create(
                level=level,
                name=f"Thử {number}",
                folded=fold(f"Thử {number}"),
                code=f"T{number}",
                valid_from=clock.today(),
            )
            for number, level in enumerate(("commune", "commune", "division"))
        ]
        proposals_fill.rows(made[:2], made[2:])
    assert Proposal.objects.count() == Routed.objects.count() == Wait.objects.count() == 20
    waiting = Proposal.objects.filter(open=True)
    assert waiting.count() == Wait.objects.filter(until__isnull=True, proposal__in=waiting).count() == 12
    assert all(one.filed_on <= one.closed_on for one in Proposal.objects.filter(open=False))
