"""Templates: the packaged ones loaded by the system, further versions issued by whoever oversees a territory."""

from __future__ import annotations

from uuid import UUID

import msgspec

from motcua.kernel.errors import NotAllowed
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.readiness import TemplateIssued
from motcua.ledger.perform import perform
from motcua.office import territory
from motcua.readiness import packaged, policies
from motcua.readiness.models import Template
from motcua.readiness.rules.facts import TemplateFacts, checked_template


class LoadTemplate(Command, frozen=True, kw_only=True):
    """Take the packaged template ``key`` whose content hashes to ``digest`` into the books."""

    key: str
    digest: str


class IssueTemplate(Command, frozen=True, kw_only=True):
    """Issue ``facts`` as the next version of its key, for the place of whoever issues it."""

    facts: TemplateFacts


def load_packaged(actor: Actor) -> int:
    """Load the packaged templates that are not in the books yet; return how many were new."""
    new = 0
    for facts in packaged.templates():
        content = packaged.content_of(facts)
        known = Template.objects.filter(key=facts.key, place__isnull=True, realm=str(actor.realm))
        if content in known.values_list("content", flat=True):
            continue
        digest = packaged.digest_of(content)
        perform(LoadTemplate(key=facts.key, digest=digest), actor, key=f"template:{digest}"[:80])
        new += 1
    return new


@act(LoadTemplate, on=Template, verb=N_("Nạp bộ mẫu đóng gói"), may=policies.may_load)
def load_template(command: LoadTemplate, context: Context) -> Done[Template]:
    """Keep the packaged template as its key's next version."""
    facts = next(one for one in packaged.templates() if one.key == command.key)
    return _keep(facts, context, None)


@act(IssueTemplate, on=Template, verb=N_("Ban hành phiên bản bộ mẫu"), may=policies.may_issue)
def issue_template(command: IssueTemplate, context: Context) -> Done[Template]:
    """Keep a version; files go on under theirs until somebody moves them."""
    place = territory.home(context.actor)
    if place is None:
        raise NotAllowed(N_("Vị trí đang đăng nhập không thuộc địa bàn nào."))
    facts = checked_template(msgspec.structs.replace(command.facts, trust="issued"))
    return _keep(facts, context, place)


def _keep(facts: TemplateFacts, context: Context, place: UUID | None) -> Done[Template]:
    realm = str(context.actor.realm)
    last = Template.objects.filter(realm=realm, key=facts.key).order_by("-number").values_list("number", flat=True)
    content = packaged.content_of(facts)
    row = Template(
        realm=realm,
        key=facts.key,
        number=(last.first() or 0) + 1,
        title=facts.title,
        trust=facts.trust,
        place_id=place,
        issued_at=context.at,
        issued_by=context.actor.name if place else "",
        content=content,
    )
    event = TemplateIssued(
        key=row.key,
        number=row.number,
        place=row.place_id,
        digest=packaged.digest_of(content),
        items=sum(1 for _ in facts.items()),
    )
    return Done(event, row)
