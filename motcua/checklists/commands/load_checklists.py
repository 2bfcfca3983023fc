"""Checklists that come with the software: loaded by the system, in use from the day their facts say."""

from __future__ import annotations

from uuid import UUID

from motcua.checklists import authoring, packaged, policies
from motcua.checklists.commands.shared import checked, entitle, follow, made, next_number, told
from motcua.checklists.kept import content_of, digest_of
from motcua.checklists.models import Checklist, Version
from motcua.checklists.rules.versions import State
from motcua.documents import shelf
from motcua.kernel import clock
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.checklists import ChecklistLoaded, VersionLoaded
from motcua.ledger.perform import perform

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class LoadChecklist(Command, frozen=True, kw_only=True):
    """Take the packaged checklist ``key`` whose content hashes to ``digest`` into the books."""

    key: str
    digest: str


class LoadVersion(Command, frozen=True, kw_only=True):
    """Take what the software now brings of a packaged checklist as its next version, in use from today."""

    TARGET = "checklist"

    checklist: UUID
    digest: str


def load_packaged(actor: Actor) -> int:
    """Load the packaged checklists that the books do not have, or have otherwise; return how many were new."""
    new = 0
    for facts in packaged.all_checklists():
        form, xform = checked(authoring.read(packaged.workbook(facts)))
        digest = digest_of(content_of(form), xform)
        known = Checklist.objects.filter(realm=str(actor.realm), key=facts.key, place__isnull=True).first()
        if known is None:
            perform(LoadChecklist(key=facts.key, digest=digest), actor, key=f"checklist:{digest}"[:80])
        elif known.versions.order_by("-number").values_list("digest", flat=True).first() != digest:
            perform(LoadVersion(checklist=known.id, digest=digest), actor)
        else:
            continue
        new += 1
    return new


@act(LoadChecklist, on=Checklist, verb=N_("Nạp bộ câu hỏi đóng gói"), may=policies.may_load)
def load_checklist(command: LoadChecklist, context: Context) -> Done[Checklist]:
    """Keep the packaged checklist with its first version."""
    facts = packaged.one(command.key)
    checklist = Checklist(realm=str(context.actor.realm), place=None, key=facts.key)
    version = _keep(checklist, facts, 1, context)
    version.valid_from = facts.valid_from
    version.save()
    follow(checklist)
    event = ChecklistLoaded(key=facts.key, version=told(version), valid_from=facts.valid_from)
    return Done(event, checklist)


@act(LoadVersion, on=Checklist, verb=N_("Nạp phiên bản đóng gói mới"), may=policies.may_load)
def load_version(command: LoadVersion, checklist: Checklist, context: Context) -> Done[Checklist]:
    """Keep what the software brings now as the next version."""
    facts = packaged.one(checklist.key)
    version = _keep(checklist, facts, next_number(checklist), context)
    version.valid_from = max(facts.valid_from, clock.local(context.at).date())
    version.save()
    follow(checklist)
    return Done(VersionLoaded(version=told(version), valid_from=version.valid_from))


def _keep(checklist: Checklist, facts: packaged.ChecklistFacts, number: int, context: Context) -> Version:
    content = packaged.workbook(facts)
    form, xform = checked(authoring.read(content))
    sha256 = shelf.keep_made(content, XLSX).pk
    version = made(form, xform, sha256, number, facts.note, context)
    version.checklist, version.state, version.published_at = checklist, State.PUBLISHED, context.at
    version.drafted_by = ""
    entitle(checklist, form.title)
    return version
