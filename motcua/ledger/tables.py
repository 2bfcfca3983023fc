"""A migration operation that makes many tables at once, so that empty books are ready in seconds.

Django renders its picture of every model anew after each operation; with some hundred and fifty tables that was nine
tenths of the time a first start took. Here what was drawn stays, and the tables of a migration are drawn into it once, at
its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation

Part = CreateModel | AddField | AddIndex | AddConstraint


class CreateTables(Operation):
    """Make the tables that ``parts`` describe; every part speaks of a model made by one of them."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = list(parts)
        self.made = [part.name for part in self.parts if isinstance(part, CreateModel)]
        known = {name.lower() for name in self.made}
        strange = [
            part for part in self.parts if not isinstance(part, CreateModel) and part.model_name.lower() not in known
        ]
        if strange:
            raise ValueError(f"these speak of tables made elsewhere: {strange}")

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Describe the tables to ``state`` and, where its models are drawn already, draw these beside them."""
        drawn = state.__dict__.pop("apps", None)
        for part in self.parts:
            part.state_forwards(app_label, state)
        if drawn is not None:
            drawn.render_multiple([state.models[app_label, name.lower()] for name in self.made])
            state.__dict__["apps"] = drawn

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Make each table as it is at the end of ``parts``."""
        for name in self.made:
            model = to_state.apps.get_model(app_label, name)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.create_model(model)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take the tables away, the last made first."""
        for name in reversed(self.made):
            model = from_state.apps.get_model(app_label, name)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.delete_model(model)

    def describe(self) -> str:
        """Name the tables."""
        return f"Create {', '.join(self.made)}"
