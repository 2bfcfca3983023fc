"""Where in a visit one stands, as the address (or the form) says it: ids and codes only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from motcua.desks.shared.door import DeskRequest, typed_id

HELPED_AT, COMPETENT, RETURNING = "ho-tro", "tham-quyen", "noi-tra"


@dataclass(frozen=True, slots=True)
class Place:
    """Who it is for, who else is here, which procedure; and the units that are not the usual ones, if any.

    ``helped_at``, ``competent`` and ``returning`` go from one dossier of the visit to the next.
    """

    visit: UUID
    owner: UUID
    other: UUID | None
    procedure: str
    case: str
    channel: str
    helped_at: UUID | None = None
    competent: UUID | None = None
    returning: UUID | None = None

    def href(self, **changed: str) -> str:
        """Return the address of this place in the visit, with some parts changed."""
        return f"{reverse('counter:visit', args=[self.visit])}?{self._query(changed)}"

    @property
    def turn_away(self) -> str:
        """Return where what is before the official is not received."""
        return f"{reverse('counter:turn_away', args=[self.visit])}?{self._query({})}"

    def _query(self, changed: Mapping[str, str]) -> str:
        parts = {
            "nguoi": self.owner.hex,
            "kem": self.other.hex if self.other else "",
            "thu-tuc": self.procedure,
            "truong-hop": self.case,
            "kenh": self.channel,
            HELPED_AT: self.helped_at.hex if self.helped_at else "",
            COMPETENT: self.competent.hex if self.competent else "",
            RETURNING: self.returning.hex if self.returning else "",
        } | {name.replace("_", "-"): value for name, value in changed.items()}
        return urlencode({name: value for name, value in parts.items() if value})


def place_of(request: DeskRequest, visit: UUID) -> Place | None:
    """Return where the address (or the form) says we are; ``None`` without a person."""
    values = request.POST if request.method == "POST" else request.GET
    owner = typed_id(values, "nguoi")
    if owner is None:
        return None
    other = typed_id(values, "kem")
    return Place(
        visit=visit,
        owner=owner,
        other=other if other != owner else None,
        procedure=values.get("thu-tuc", ""),
        case=values.get("truong-hop", ""),
        channel=values.get("kenh", "direct"),
        helped_at=typed_id(values, HELPED_AT),
        competent=typed_id(values, COMPETENT),
        returning=typed_id(values, RETURNING),
    )
