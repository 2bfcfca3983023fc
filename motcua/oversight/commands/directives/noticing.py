"""What time brings: the last day is near, over, long over. Noticed by the system's daily duty."""

from __future__ import annotations

from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.errors import Conflict
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.directives import DirectiveNoticed
from motcua.oversight.commands.directives.shared import day_of, is_running
from motcua.oversight.models import Directive
from motcua.oversight.policies import directives as policies
from motcua.oversight.rules import directives as rules


class NoticeDirective(Command, frozen=True, kw_only=True):
    """Tell the next thing that is to be told of its day, each once: near, over, to the leader, to the steering office."""

    TARGET = "directive"

    directive: UUID


@act(NoticeDirective, on=Directive, verb=N_("Ghi nhận đến hạn"), may=policies.may_notice, when=is_running)
def notice(command: NoticeDirective, directive: Directive, context: Context) -> Done[Directive]:
    """Refuse what was told already; what nobody looked at for days is told at the degree it has reached."""
    today, last = clock.local(context.at).date(), day_of(directive)
    degree = rules.degree(last, today)
    if degree <= directive.degree or directive.lead_id is None or last is None:
        raise Conflict(N_("Chưa có gì mới để báo."))
    directive.degree = degree
    event = DirectiveNoticed(
        degree=degree,
        title=directive.title,
        place=directive.place_id,
        lead=directive.lead_id,
        keeper_place=directive.keeper_place_id,
        until=last,
        late=rules.days_late(last, today),
    )
    return Done(event)
