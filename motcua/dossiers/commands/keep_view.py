"""Keep a list with its filters under a name, rename it, keep it no longer: each person for themselves."""

from __future__ import annotations

from uuid import UUID

import msgspec

from motcua.dossiers import policies
from motcua.dossiers.models import SavedView
from motcua.dossiers.rules.saved import check_room, checked_filters, checked_name
from motcua.dossiers.saved import FILTERS
from motcua.dossiers.scopes import SCOPES
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events import canonical
from motcua.ledger.events.dossier_lists import ViewRemoved, ViewRenamed, ViewSaved


class SaveView(Command, frozen=True, kw_only=True):
    """Keep the list ``scope`` with ``filters`` as they were typed, under ``name``."""

    name: str
    scope: str
    filters: dict[str, str] = msgspec.field(default_factory=dict)


class RenameView(Command, frozen=True, kw_only=True):
    """Give a list of one's own another name."""

    TARGET = "view"

    view: UUID
    name: str


class RemoveView(Command, frozen=True, kw_only=True):
    """Keep a list of one's own no longer."""

    TARGET = "view"

    view: UUID


def is_kept(view: SavedView) -> Said | None:
    """What was removed is gone."""
    return None if view.removed_at is None else said(N_("Danh sách này đã bỏ."))


@act(SaveView, on=SavedView, verb=N_("Lưu danh sách"), may=policies.may_keep_views)
def save_view(command: SaveView, context: Context) -> Done[SavedView]:
    """Keep the list for the actor alone."""
    official = context.actor.official
    if official is None:
        raise RuleError(N_("Tài khoản này không gắn với cán bộ nào."))
    if command.scope not in SCOPES:
        raise BadInput(N_("Không có danh sách «{scope}»."), scope=command.scope[:40])
    mine = list(SavedView.objects.filter(owner_id=official, realm=context.actor.realm, removed_at__isnull=True))
    check_room(len(mine))
    name = checked_name(command.name, {view.name for view in mine})
    filters = checked_filters(command.filters, FILTERS)
    view = SavedView(
        owner_id=official,
        realm=str(context.actor.realm),
        name=name,
        scope=command.scope,
        filters=canonical(filters),
    )
    return Done(ViewSaved(official=official, scope=view.scope, name=name, filters=filters), view)


@act(RenameView, on=SavedView, verb=N_("Đổi tên"), may=policies.may_change_view, when=is_kept)
def rename_view(command: RenameView, view: SavedView, context: Context) -> Done[SavedView]:
    """Change the name alone: what the list holds stays."""
    mine = SavedView.objects.filter(owner_id=view.owner_id, realm=view.realm, removed_at__isnull=True)
    view.name = checked_name(command.name, set(mine.exclude(pk=view.pk).values_list("name", flat=True)))
    return Done(ViewRenamed(official=view.owner_id, name=view.name))


@act(RemoveView, on=SavedView, verb=N_("Bỏ danh sách đã lưu"), may=policies.may_change_view, when=is_kept)
def remove_view(command: RemoveView, view: SavedView, context: Context) -> Done[SavedView]:
    """Take it off the person's lists; its words go with it."""
    view.removed_at, view.name, view.filters = context.at, "", "{}"
    return Done(ViewRemoved(official=view.owner_id))
