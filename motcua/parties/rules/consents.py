"""What must be known of a consent before it counts as given."""

from __future__ import annotations

from typing import Final

from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.parties.rules.words import CONSENT_SCOPES, ConsentPurpose, Manner

SCOPE_MOST: Final = 300
EVIDENCE_MOST: Final = 200


def checked(purpose: ConsentPurpose, manner: Manner, scope: str, evidence: str) -> tuple[str, str]:
    """Return scope and evidence as they are kept; a scope nobody narrowed is the usual one of the purpose.

    :class:`BadInput` for what is too long, and for a consent that was not given on our own screen and does not say where
    it can be seen: whoever uses data must be able to show that the person agreed (Luật 91/2025/QH15 Đ9, read in a
    summary).
    """
    covered, shown = clean(scope) or CONSENT_SCOPES[purpose], clean(evidence)
    if len(covered) > SCOPE_MOST:
        raise BadInput(N_("Phạm vi đồng ý dài quá {most} ký tự."), field="scope", most=SCOPE_MOST)
    if len(shown) > EVIDENCE_MOST:
        raise BadInput(N_("Nơi xem lại dài quá {most} ký tự."), field="evidence", most=EVIDENCE_MOST)
    if not shown and manner is not Manner.COUNTER:
        raise BadInput(
            N_("Xin ghi xem lại sự đồng ý này ở đâu: số phiếu, ngày và số máy của tin nhắn, mã trên Cổng."),
            field="evidence",
        )
    return covered, shown
