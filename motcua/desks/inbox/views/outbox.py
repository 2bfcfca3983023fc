"""The outbox for who looks after accounts: what waits, what failed and why; send again, drop."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.contact import ports, queries
from motcua.contact.commands import DropLetter, SendLetterAgain
from motcua.contact.queries import LetterRow
from motcua.contact.rules.mail import FATE_NAMES, FATE_TABS, Fate
from motcua.desks.inbox.views.messages import HOME
from motcua.desks.shared.door import DeskRequest, act, once_key, power
from motcua.desks.shared.shapes import Column, Link, Text
from motcua.desks.shared.told import tell
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, said
from motcua.ledger.commands import Command

VERBS: Final[dict[str, type[SendLetterAgain] | type[DropLetter]]] = {"gui-lai": SendLetterAgain, "bo": DropLetter}
DONE: Final = {"gui-lai": N_("Thư được gửi lại trong ít phút."), "bo": N_("Đã bỏ thư.")}
TONES: Final = {Fate.WAITING: "calm", Fate.SENT: "good", Fate.FAILED: "late", Fate.DROPPED: "plain"}


@require_safe
@power("account.manage")
def outbox(request: DeskRequest) -> HttpResponse:
    """List letters, those of one state or the newest of all."""
    actor, wanted = request.actor, request.GET.get("xem", "")
    state = Fate(wanted) if wanted in set(Fate) else None
    found = queries.state_of(actor)
    numbers = {
        Fate.WAITING: found.waiting,
        Fate.FAILED: found.failed,
        Fate.SENT: found.sent,
        Fate.DROPPED: found.dropped,
    }
    here = reverse("inbox:outbox")
    words = {command: verb for verb, command in VERBS.items()}
    context = {
        "on": ports.postman() is not None,
        "rows": [
            {
                "row": row,
                "tag": (FATE_NAMES[row.state], TONES[row.state]),
                "why": _why(row),
                "once_key": once_key(),
                "buttons": [(offer.verb, words[offer.command]) for offer in row.offers if offer.command in words],
            }
            for row in queries.letters(actor, state)
        ],
        "columns": [
            Column(N_("Thư")),
            Column(N_("Người nhận")),
            Column(N_("Tình trạng")),
            Column(N_("Lúc")),
            Column(N_("Việc"), hidden_label=True),
        ],
        "tabs": [
            Link(N_("Tất cả"), here, current=state is None, count=sum(numbers.values())),
            *(
                Link(FATE_TABS[fate], f"{here}?{urlencode({'xem': fate})}", current=fate is state, count=count)
                for fate, count in numbers.items()
            ),
        ],
        "verified": actor.verified,
        "trail": [HOME, Link(N_("Thư gửi đi"))],
    }
    return render(request, "inbox/outbox.html", context)


def _why(row: LetterRow) -> Text:
    """Return what the server answered, in its own words, and how often the letter was tried."""
    if row.state is Fate.SENT or not (row.code or row.reason):
        return ""
    if row.code:
        return said(
            N_("thử {attempts} lần, máy chủ trả lời {code}: {reason}"),
            attempts=row.attempts,
            code=row.code,
            reason=row.reason,
        )
    return said(N_("thử {attempts} lần: {reason}"), attempts=row.attempts, reason=said(row.reason))


@require_POST
@power("account.manage")
def act_on(request: DeskRequest, letter: UUID) -> HttpResponse:
    """Send a letter again, or drop it."""
    verb = request.POST.get("viec", "")
    command = VERBS.get(verb)
    if command is None:
        raise BadInput(N_("Không có việc này."))
    wish: Command = command(letter=letter)
    act(request, wish)
    tell(request, DONE[verb])
    return HttpResponseRedirect(reverse("inbox:outbox"))
