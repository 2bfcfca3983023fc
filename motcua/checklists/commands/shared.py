"""What several commands on checklists share: a version made of a stored file, and what the checklist's row follows."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec

from motcua.checklists import authoring
from motcua.checklists.authoring import Authored
from motcua.checklists.kept import content_of, digest_of
from motcua.checklists.models import Checklist, Version
from motcua.checklists.rules import versions
from motcua.checklists.rules.items import Form
from motcua.documents import queries as documents
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Context
from motcua.ledger.events.checklists import VersionTold

Note = Annotated[str, msgspec.Meta(max_length=versions.NOTE_MOST)]
Hash = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
SEARCHED_MOST: Final = 300


def of_file(sha256: str) -> tuple[Form, str]:
    """Return form and XForm of a stored XLSX; :class:`BadInput` with the first of its faults."""
    if documents.claim(sha256) is None:
        raise BadInput(N_("Không có tệp này."), field="files")
    with documents.open_blob(sha256) as stream:
        found = authoring.read(stream.read(authoring.CONTENT_MOST + 1))
    return checked(found)


def checked(found: Authored) -> tuple[Form, str]:
    """Return form and XForm of what was read; :class:`BadInput` when faults bar it."""
    if found.form is None:
        first = found.faults[0]
        raise BadInput(
            N_("Tệp còn {count} chỗ sai. {first}"), field="files", count=len(found.faults), first=first.words
        )
    return found.form, found.xform


def made(form: Form, xform: str, sha256: str, number: int, note: str, context: Context) -> Version:
    """Return a version, a draft not yet saved, made of a stored file."""
    content = content_of(form)
    return Version(
        number=number,
        title=form.title,
        note=clean(note),
        sha256=sha256,
        digest=digest_of(content, xform),
        xform=xform,
        content=content,
        items=len(form.items),
        scored=sum(1 for _ in form.scored()),
        drafted_at=context.at,
        drafted_by=context.actor.name,
    )


def told(version: Version) -> VersionTold:
    """Return a version as events tell it."""
    return VersionTold(
        id=version.id,
        number=version.number,
        title=version.title,
        sha256=version.sha256,
        digest=version.digest,
        items=version.items,
        scored=version.scored,
        note=version.note,
    )


def searched(title: str, key: str) -> str:
    """Return what a checklist is found by."""
    return fold(f"{title} {key}")[:SEARCHED_MOST]


def entitle(checklist: Checklist, title: str) -> None:
    """Give a checklist the title of its newest version."""
    checklist.title = title
    checklist.folded = searched(title, checklist.key)


def follow(checklist: Checklist) -> None:
    """Let the row of a checklist say whether, and how long, a version of it is in use."""
    used = list(checklist.versions.filter(valid_from__isnull=False))
    checklist.used, checklist.ends_on = bool(used), versions.ends_on(used)


def draft_of(checklist: Checklist) -> Version | None:
    """Return the draft of a checklist."""
    return checklist.versions.filter(state=versions.State.DRAFT).first()


def next_number(checklist: Checklist) -> int:
    """Return the number of the next version."""
    last = checklist.versions.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def has_draft(checklist: Checklist) -> Said | None:
    """Only what has a draft has something to publish or drop."""
    return None if draft_of(checklist) else said(N_("Không có bản thảo nào; tải phiên bản mới lên trước."))
