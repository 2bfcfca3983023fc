"""What several commands on projects share: lengths, states, the text lists are searched by, and keeping a word."""

from __future__ import annotations

from typing import Annotated

import msgspec

from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Context
from motcua.oversight.models import Project, ProjectWord

Line = Annotated[str, msgspec.Meta(max_length=200)]
Step = Annotated[str, msgspec.Meta(max_length=500)]
Words = Annotated[str, msgspec.Meta(max_length=2000)]


def is_open(project: Project) -> Said | None:
    """What left the list is not written on until it is watched again."""
    return None if project.open else said(N_("Dự án đã đưa khỏi danh sách theo dõi."))


def is_closed(project: Project) -> Said | None:
    """Only what left the list can come back."""
    return said(N_("Dự án vẫn đang được theo dõi.")) if project.open else None


def wanted(text: str, field: str) -> str:
    """Return a text that must say something, tidied; :class:`BadInput` beside ``field`` when it says nothing."""
    found = clean(text, lines=field == "words")
    if not found:
        raise BadInput(N_("Ghi mục này."), field=field)
    return found


def searched(project: Project) -> str:
    """Return the folded text a project is found by."""
    return fold(f"{project.name} {project.site} {project.owner}")[:600]


def keep_word(project: Project, text: str, context: Context) -> None:
    """Keep one word beside the project as it stands now."""
    ProjectWord.objects.create(
        project=project,
        at=context.at,
        account_id=context.actor.account,
        unit_name=context.actor.unit_name,
        status=project.status,
        text=text,
        next_step=project.next_step,
        next_by=project.next_by,
    )
