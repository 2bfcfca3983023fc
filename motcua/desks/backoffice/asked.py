"""What a list was asked for, as its address says it: which list, narrowed to what, from where on, which row is open.

The address is the memory: a list narrowed once can be kept as a bookmark, sent to a colleague, come back to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from motcua.catalogue import wording
from motcua.desks.shared.fields import YEARS
from motcua.desks.shared.jinja import url
from motcua.dossiers.narrowing import Narrow
from motcua.dossiers.rules import life
from motcua.dossiers.scopes import SCOPES, scopes_of
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor

STATES = {state.value: life.STATE_NAMES[state] for state in life.State if state in life.OPEN}
CHANNELS = {"direct": N_("Trực tiếp"), "online": N_("Trực tuyến"), "postal": N_("Bưu chính công ích")}
UNTAKEN = "-"
"""What the filter of officials says for work that nobody has taken yet."""
_DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%d%m%Y", "%Y-%m-%d"]
_NO_DAY = {"invalid": N_("Ngày chưa đúng. Gõ ngày/tháng/năm, ví dụ 01/07/2025.")}


class _Day(forms.DateField):
    """A day of a year that is a year of somebody's: beyond, no day follows any more."""

    def clean(self, value: Any) -> date | None:
        found: date | None = super().clean(value)
        if found is not None and found.year not in YEARS:
            raise ValidationError(_NO_DAY["invalid"])
        return found


def _day() -> forms.DateField:
    return _Day(required=False, input_formats=_DAYS, error_messages=_NO_DAY)


def _choice(options: Mapping[Any, str]) -> forms.ChoiceField:
    return forms.ChoiceField(required=False, choices=[("", ""), *options.items()])


class NarrowForm(forms.Form):
    """The filters over a list."""

    linh_vuc = forms.CharField(required=False, max_length=120)
    thu_tuc = forms.CharField(required=False, max_length=20)
    trang_thai = _choice(STATES)
    buoc = _choice(wording.ROLES)
    giu = forms.UUIDField(required=False)
    can_bo = forms.CharField(required=False, max_length=36)
    kenh = _choice(CHANNELS)
    tu_ngay = _day()
    den_ngay = _day()
    han_tu = _day()
    han_den = _day()
    ngoai = _choice({"1": ""})
    tu_khoa = forms.CharField(required=False, max_length=100)

    def clean_can_bo(self) -> str:
        """Refuse what is neither an official nor nobody."""
        text: str = self.cleaned_data["can_bo"]
        if text and text != UNTAKEN and _id(text) is None:
            raise ValidationError(N_("Chọn cán bộ trong danh sách."))
        return text


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
    mine = scopes_of(actor)
    scope = values.get("ds", "")
    return Asked(
        scope=scope if scope in SCOPES else mine[0] if mine else "don-vi",
        narrow=_narrow(form.cleaned_data),
        typed={name: values.get(name, "")[:120] for name in form.fields if values.get(name)},
        errors=dict(form.errors),
        text=values.get("q", "").strip()[:200],
        after=values.get("sau", "")[:120],
        chosen=_id(values.get("chon", "")),
    )


def _narrow(clean: Mapping[str, Any]) -> Narrow:
    official = clean.get("can_bo") or ""
    return Narrow(
        field=clean.get("linh_vuc") or "",
        procedure=clean.get("thu_tuc") or "",
        state=clean.get("trang_thai") or "",
        step=clean.get("buoc") or "",
        holder=clean.get("giu"),
        official=_id(official),
        untaken=official == UNTAKEN,
        channel=clean.get("kenh") or "",
        since=clean.get("tu_ngay"),
        until=clean.get("den_ngay"),
        due_since=clean.get("han_tu"),
        due_until=clean.get("han_den"),
        beyond=clean.get("ngoai") == "1",
        words=clean.get("tu_khoa") or "",
    )


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
