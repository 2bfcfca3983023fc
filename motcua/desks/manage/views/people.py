"""Staff: the list with filters, and one official with posts and account."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.desks.manage import choices
from motcua.desks.manage.choices import HOME
from motcua.desks.shared.door import DeskRequest, power, typed_id
from motcua.desks.shared.fields import options_of
from motcua.desks.shared.forms import is_verified
from motcua.desks.shared.shapes import Column, Link
from motcua.dossiers import workload
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.office import queries, rules
from motcua.office.queries import roster
from motcua.office.queries.roster import ACCOUNT_STATES
from motcua.office.rules import Role

LEFT = "da-nghi"


@require_safe
@power("office.manage", "account.manage")
def people(request: DeskRequest) -> HttpResponse:
    """List staff by name, unit and role; those who have left on a page of their own."""
    asked = request.GET
    role = asked.get("vai-tro", "")
    left = LEFT in asked
    rows = roster.roster(
        request.actor,
        text=asked.get("q", "")[:100],
        unit=typed_id(asked, "don-vi"),
        role=Role(role) if role in set(Role) else None,
        left=left,
    )
    columns = [
        Column(N_("Họ tên")),
        Column(
            N_("Đơn vị"),
            filter_name="don-vi",
            filter_value=asked.get("don-vi", ""),
            filter_options=choices.bodies(request.actor),
        ),
        Column(N_("Vai trò"), filter_name="vai-tro", filter_value=role, filter_options=options_of(rules.ROLE_NAMES)),
        Column(N_("Tài khoản")),
        Column(N_("Dùng lần cuối")),
    ]
    context = {
        "rows": rows,
        "columns": columns,
        "text": asked.get("q", ""),
        "left": left,
        "filtered": any(asked.get(name) for name in ("q", "don-vi", "vai-tro")),
        "states": ACCOUNT_STATES,
        "role_names": rules.ROLE_NAMES,
        "trail": [HOME, Link(N_("Cán bộ"))],
        "verified": is_verified(request),
    }
    return render(request, "manage/people.html", context)


@require_safe
@power("office.manage", "account.manage")
def person(request: DeskRequest, official: UUID) -> HttpResponse:
    """Show one official: posts with their dates and decisions, the account, and what can be done."""
    row = roster.roster_row(request.actor, official)
    if row is None:
        raise NotFound(N_("Không có cán bộ này."))
    context = {
        "row": row,
        "card": queries.official(request.actor, official, purpose=N_("Quản trị cán bộ, tài khoản")),
        "states": ACCOUNT_STATES,
        "role_names": rules.ROLE_NAMES,
        "today": clock.today(),
        "in_hand": workload.in_hand(request.actor, official),
        "trail": [HOME, Link(N_("Cán bộ"), choices.PEOPLE), Link(row.name)],
        "verified": is_verified(request),
    }
    return render(request, "manage/person.html", context)
