"""What a list was asked for, as its address says it: which list, narrowed to what, from where on, which row is open.

The address is the memory: a list narrowed once can be kept as a bookmark, sent to a colleague, come back to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms

from motcua.desks.shared.jinja import url
from motcua.dossiers.lists import Narrow
from motcua.dossiers.rules import life
from motcua.dossiers.scopes import SCOPES, scopes_of
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor

STATES = {state.value: life.STATE_NAMES[state] for state in life.State if state in life.OPEN}
_DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%d%m%Y", "%Y-%m-%d"]
_NO_DAY = {"invalid": N_("Ngày chưa đúng. Gõ ngày/tháng/năm, ví dụ 01/07/2025.")}


class NarrowForm(forms.Form):
    """The filters over a list."""

    linh_vuc = forms.CharField(required=False, max_length=120)
    trang_thai = forms.ChoiceField(required=False, choices=[("", ""), *STATES.items()])
    tu_ngay = forms.DateField(required=False, input_formats=_DAYS, error_messages=_NO_DAY)
    den_ngay = forms.DateField(required=False, input_formats=_DAYS, error_messages=_NO_DAY)


@dataclass(frozen=True, slots=True)
class Asked:
    """One list as asked for. ``chosen`` is the row opened beside it; ``typed`` the filters as they were typed."""

    scope: str
    narrow: Narrow
    typed: Mapping[str, str]
    errors: Mapping[str, Any]
    text: str = ""
    after: str = ""
    chosen: UUID | None = None

    def query(self, **changed: str) -> str:
        """Return the query of the address of this list, with parts changed ("" leaves a part out)."""
        parts = {"ds": self.scope, **self.typed, "q": self.text, "sau": self.after} | changed
        return urlencode({name: value for name, value in parts.items() if value})

    def href(self, **changed: str) -> str:
        """Return the address of this list."""
        return f"{url('backoffice:home')}?{self.query(**changed)}"


def asked(values: Mapping[str, str], actor: Actor) -> Asked:
    """Return what an address asks for; a scope that is none falls back to the actor's first list."""
    form = NarrowForm(values)
    form.is_valid()
    clean = form.cleaned_data
    mine = scopes_of(actor)
    scope = values.get("ds", "")
    return Asked(
        scope=scope if scope in SCOPES else mine[0] if mine else "don-vi",
        narrow=Narrow(
            field=clean.get("linh_vuc") or "",
            state=clean.get("trang_thai") or "",
            since=clean.get("tu_ngay"),
            until=clean.get("den_ngay"),
        ),
        typed={name: values.get(name, "")[:120] for name in form.fields if values.get(name)},
        errors=dict(form.errors),
        text=values.get("q", "").strip()[:200],
        after=values.get("sau", "")[:120],
        chosen=_id(values.get("chon", "")),
    )


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
