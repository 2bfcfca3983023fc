"""Making a node ready: its tables, the guards of its books, the files browsers ask for."""

from __future__ import annotations

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from motcua.desks.operator.node import Unfit
from motcua.kernel.words import N_
from motcua.ledger import guard


def unapplied() -> list[str]:
    """Return the migrations this code has and the database has not, as ``room.name``."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def _unknown() -> list[str]:
    """Return the migrations of our rooms that the database has and this code has not."""
    loader = MigrationLoader(connection)
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("motcua.")}
    known = loader.disk_migrations or {}
    return sorted(
        f"{app}.{name}" for app, name in loader.applied_migrations if app in ours and (app, name) not in known
    )


def migrate() -> list[str]:
    """Bring the tables up to date and return what was applied.

    :class:`Unfit` when the database was written by a later version, or when a guard of the books is missing.
    """
    later = _unknown()
    if later:
        raise Unfit(
            N_("Cơ sở dữ liệu do bản mới hơn ghi ({names}); hãy cài bản đó, đừng chạy bản này."), names=", ".join(later)
        )
    wanted = unapplied()
    if wanted:
        call_command("migrate", interactive=False, verbosity=0)
    missing = guard.missing()
    if missing:
        raise Unfit(
            N_("Thiếu {count} khóa bảo vệ sổ trong cơ sở dữ liệu: {names}. Không dùng cơ sở dữ liệu này."),
            count=len(missing),
            names=", ".join(missing),
        )
    return wanted


def require_migrated() -> None:
    """:class:`Unfit` when the tables are older than the code."""
    waiting = unapplied()
    if waiting:
        raise Unfit(
            N_("Cơ sở dữ liệu còn {count} bước nâng cấp chưa chạy. Chạy «motcua migrate» trước."), count=len(waiting)
        )


def collect_static() -> None:
    """Gather the files browsers ask for, compressed and named by content."""
    call_command("collectstatic", interactive=False, verbosity=0)
