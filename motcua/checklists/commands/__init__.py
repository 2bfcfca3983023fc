"""Everything that can be done to checklists."""

from __future__ import annotations

from motcua.checklists.commands.add_checklist import AddChecklist
from motcua.checklists.commands.draft_version import DraftVersion
from motcua.checklists.commands.drop_draft import DropDraft
from motcua.checklists.commands.load_checklists import LoadChecklist, LoadVersion, load_packaged
from motcua.checklists.commands.publish_version import PublishVersion
from motcua.checklists.commands.retire_version import RetireVersion

__all__ = [
    "AddChecklist",
    "DraftVersion",
    "DropDraft",
    "LoadChecklist",
    "LoadVersion",
    "PublishVersion",
    "RetireVersion",
    "load_packaged",
]
