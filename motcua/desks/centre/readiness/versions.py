"""Templates: the versions one may use, what one asks, and the form by which an overseer issues the next."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Final
from uuid import UUID

import msgspec
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.desks.centre.readiness import shown
from motcua.desks.shared.door import DeskRequest, act, once_key, power
from motcua.desks.shared.shapes import Column, FieldError, Link, Option
from motcua.desks.shared.told import tell
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_
from motcua.office.rules import OVERSEE
from motcua.readiness.commands import IssueTemplate
from motcua.readiness.queries import templates
from motcua.readiness.rules.facts import TRUST_NAMES, Item, TemplateFacts, Zone

SPARE: Final = 2
"""Empty lines a zone of the form offers for new items."""
COLUMNS: Final = (
    Column(N_("Bộ mẫu")),
    Column(N_("Phiên bản"), numeric=True),
    Column(N_("Nguồn")),
    Column(N_("Ban hành")),
)
BLOCKS: Final = [
    Option("", N_("không bắt buộc")),
    Option("trial", N_("bắt buộc khi vận hành thử")),
    Option("official", N_("bắt buộc khi vận hành chính thức")),
]


@require_safe
@power("readiness.read")
def templates_(request: DeskRequest) -> HttpResponse:
    """List the versions the actor may use."""
    context = {
        "rows": templates.templates(request.actor),
        "columns": COLUMNS,
        "trust_names": TRUST_NAMES,
        "trail": [shown.HOME, Link(N_("Bộ mẫu"))],
    }
    return render(request, "centre/readiness/templates.html", context)


@require_safe
@power("readiness.read")
def template(request: DeskRequest, template: UUID) -> HttpResponse:
    """Show what one version asks for."""
    row, facts = templates.template(request.actor, template)
    context = {
        "row": row,
        "facts": facts,
        "trust_names": TRUST_NAMES,
        "blocks": {option.value: option.label for option in BLOCKS},
        "may_issue": request.actor.can(OVERSEE),
        "trail": [shown.HOME, Link(N_("Bộ mẫu"), reverse("readiness:templates")), Link(row.title)],
    }
    return render(request, "centre/readiness/template.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@power("oversee")
def issue(request: DeskRequest, template: UUID) -> HttpResponse:
    """Edit a version and issue it as the next."""
    row, facts = templates.template(request.actor, template)
    errors: list[FieldError] = []
    status = HTTPStatus.OK
    typed = request.POST if request.method == "POST" else None
    if typed is not None:
        try:
            made = posted(facts, typed)
            done = act(request, IssueTemplate(facts=made))
            tell(
                request, N_("Đã ban hành phiên bản mới; hồ sơ đang dùng phiên bản cũ chuyển khi người phụ trách chọn.")
            )
            return HttpResponseRedirect(reverse("readiness:template", args=[done.target]))
        except MotcuaError as error:
            errors, status = [FieldError(error.field or "", error.said)], HTTPStatus(error.status)
    context = {
        "row": row,
        "facts": facts,
        "typed": typed,
        "spare": SPARE,
        "blocks": BLOCKS,
        "errors": errors,
        "once_key": request.POST.get("once_key", "")[:80] or once_key(),
        "trail": [
            shown.HOME,
            Link(N_("Bộ mẫu"), reverse("readiness:templates")),
            Link(row.title, reverse("readiness:template", args=[row.id])),
            Link(N_("Ban hành phiên bản mới")),
        ],
    }
    return render(request, "centre/readiness/issue.html", context, status=status)


def posted(facts: TemplateFacts, typed: QueryDict) -> TemplateFacts:
    """Return the version a form makes of another: items changed, left out (an empty name) and added."""
    zones = []
    for zone in facts.zones:
        kept = [made for item in zone.items if (made := _item(typed, item.key, item)) is not None]
        taken = {item.key for item in kept}
        for place in range(1, SPARE + 1):
            added = _item(typed, f"{zone.key}+{place}", None)
            if added is not None:
                key = _key(zone.key, added.name, taken | {item.key for item in zone.items})
                kept.append(msgspec.structs.replace(added, key=key))
                taken.add(key)
        if kept:
            zones.append(Zone(key=zone.key, name=zone.name, kind=zone.kind, items=tuple(kept)))
    return msgspec.structs.replace(
        facts,
        title=clean(typed.get("title", ""), 201),
        source=clean(typed.get("source", ""), 300) or facts.source,
        note=clean(typed.get("note", ""), 300),
        as_of=clock.today(),
        trust="issued",
        zones=tuple(zones),
    )


def _item(typed: QueryDict, prefix: str, before: Item | None) -> Item | None:
    name = clean(typed.get(f"{prefix}:name", ""))
    if not name:
        return None
    blocks, count = typed.get(f"{prefix}:blocks", ""), clean(typed.get(f"{prefix}:count", ""))
    if blocks not in {option.value for option in BLOCKS}:
        raise BadInput(N_("Mục «{name}»: chọn có bắt buộc hay không."), name=name[:80])
    if count and not (count.isdecimal() and len(count) < 6):
        raise BadInput(N_("Mục «{name}»: số lượng phải là số nguyên."), name=name[:80])
    values = {field: clean(typed.get(f"{prefix}:{field}", "")) for field in ("required", "criterion", "ground")}
    return Item(
        key=before.key if before else "moi",
        name=name,
        count=int(count) if count else None,
        evidence=before.evidence if before else "",
        tested_by=before.tested_by if before else "",
        blocks=blocks,  # type: ignore[arg-type]  # one of the options, checked above
        **values,
    )


def _key(zone: str, name: str, taken: set[str]) -> str:
    """Return a key for a new item, from its name; the same name gives the same key, so that answers follow it."""
    word = re.sub(r"[^a-z0-9]+", "-", fold(name))[:30].strip("-") or "muc"
    key, number = f"{zone}.{word}", 1
    while key in taken:
        number += 1
        key = f"{zone}.{word}-{number}"
    return key
