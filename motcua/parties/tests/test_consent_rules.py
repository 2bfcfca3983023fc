"""What must be known of a consent before it counts as given: by table."""

from __future__ import annotations

import pytest

from motcua.kernel.errors import BadInput
from motcua.parties.rules.consents import EVIDENCE_MOST, SCOPE_MOST, checked
from motcua.parties.rules.words import CONSENT_NAMES, CONSENT_SCOPES, ConsentPurpose, Manner

ZALO = ConsentPurpose.ZALO


@pytest.mark.parametrize("purpose", list(ConsentPurpose))
def test_every_use_says_how_far_it_goes_and_until_when(purpose):
    assert purpose in CONSENT_NAMES
    usual = CONSENT_SCOPES[purpose]
    assert usual.endswith("đến khi rút.")
    assert checked(purpose, Manner.COUNTER, "", "") == (usual, "")
    assert len(usual) <= SCOPE_MOST


@pytest.mark.parametrize("manner", [Manner.PAPER, Manner.PORTAL, Manner.MESSAGE])
def test_what_was_not_given_on_our_screen_says_where_it_can_be_seen(manner):
    with pytest.raises(BadInput) as refused:
        checked(ZALO, manner, "", " \u200b ")
    assert refused.value.field == "evidence"
    assert checked(ZALO, manner, "", " Phiếu  7 ")[1] == "Phiếu 7"


@pytest.mark.parametrize(
    ("scope", "evidence", "field"),
    [
        ("x" * SCOPE_MOST, "y" * EVIDENCE_MOST, None),
        ("x" * (SCOPE_MOST + 1), "", "scope"),
        ("", "y" * (EVIDENCE_MOST + 1), "evidence"),
    ],
)
def test_too_much_is_refused_not_cut(scope, evidence, field):
    if field is None:
        assert checked(ZALO, Manner.COUNTER, scope, evidence) == (scope, evidence)
        return
    with pytest.raises(BadInput) as refused:
        checked(ZALO, Manner.COUNTER, scope, evidence)
    assert refused.value.field == field
