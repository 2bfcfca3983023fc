"""Begin a conclusion, write on its draft, give it up. What is saved is the whole, so every version can be read again."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.conclusions import kept, policies
from motcua.conclusions.commands.shared import known_bodies, looked_up, place_rows, when, write
from motcua.conclusions.models import Conclusion
from motcua.conclusions.rules import checks
from motcua.conclusions.rules import life as rules
from motcua.conclusions.rules.life import Genre, State
from motcua.kernel.errors import BadInput
from motcua.kernel.ids import new_id
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.conclusions import (
    ConclusionDiscarded,
    ConclusionDrafted,
    ConclusionSaved,
    HeadTold,
    SentenceTold,
)
from motcua.office import family


class DraftConclusion(Command, frozen=True, kw_only=True):
    """Begin a conclusion of ``issuer``; ``replaces`` names one that went out and is to be replaced by this."""

    issuer: UUID
    genre: Genre
    head: HeadTold
    replaces: UUID | None = None


@act(DraftConclusion, on=Conclusion, verb=N_("Soạn kết luận"), may=policies.may_draft)
def draft_conclusion(command: DraftConclusion, context: Context) -> Done[Conclusion]:
    """Keep the head; sentences come with the first saving, or are copied, with ids of their own, from what is replaced."""
    actor = context.actor
    if actor.unit is None:
        raise BadInput(N_("Vị trí của bạn không thuộc đơn vị nào."))
    sentences: list[SentenceTold] = []
    if command.replaces is not None:
        old = Conclusion.objects.filter(pk=command.replaces, realm=actor.realm, issuer=command.issuer).first()
        if old is None or old.state != State.PUBLISHED:
            raise BadInput(N_("Chỉ thay thế được kết luận đã gửi của chính cơ quan ban hành."), field="replaces")
        sentences = [msgspec.structs.replace(one, id=new_id()) for one in kept.sentences_of(old.sentences)]
    head = looked_up(checks.checked_head(command.head), actor)
    conclusion = Conclusion(
        realm=actor.realm,
        issuer_id=command.issuer,
        place_id=family.home_of(command.issuer),
        unit_id=actor.unit,
        genre=command.genre.value,
        state=State.DRAFT.value,
        replaces=command.replaces,
    )
    write(conclusion, head, sentences)
    place_rows(conclusion, head.places)
    event = ConclusionDrafted(
        issuer=conclusion.issuer_id,
        place=conclusion.place_id,
        unit=conclusion.unit_id,
        genre=conclusion.genre,
        replaces=conclusion.replaces,
        head=head,
        sentences=sentences,
    )
    return Done(event, conclusion)


class SaveConclusion(Command, frozen=True, kw_only=True):
    """Write on the draft: head and sentences as they stand now. A sentence keeps the id it came with."""

    TARGET = "conclusion"

    conclusion: UUID
    head: HeadTold
    sentences: list[SentenceTold]


@act(
    SaveConclusion,
    on=Conclusion,
    verb=N_("Soạn tiếp"),
    may=policies.may_write,
    when=when(*rules.WRITABLE),
    order=10,
)
def save_conclusion(command: SaveConclusion, conclusion: Conclusion, context: Context) -> Done[Conclusion]:
    """Keep the whole; what was returned stays returned until it is laid before the signer again."""
    head = looked_up(checks.checked_head(command.head), context.actor)
    sentences = checks.checked_sentences(command.sentences, head.spoken_on)
    known_bodies(sentences)
    write(conclusion, head, sentences)
    place_rows(conclusion, head.places)
    return Done(ConclusionSaved(head=head, sentences=sentences))


class DiscardConclusion(Command, frozen=True, kw_only=True):
    """Give a draft up, saying why; nothing was signed."""

    TARGET = "conclusion"

    conclusion: UUID
    reason: Annotated[str, msgspec.Meta(max_length=1000)]


@act(
    DiscardConclusion,
    on=Conclusion,
    verb=N_("Bỏ dự thảo"),
    may=policies.may_write,
    when=when(*rules.WRITABLE),
    order=90,
)
def discard_conclusion(command: DiscardConclusion, conclusion: Conclusion, context: Context) -> Done[Conclusion]:
    """Keep why; the draft leaves the lists."""
    del context
    reason = clean(command.reason)
    if not reason:
        raise BadInput(N_("Ghi lý do."), field="reason")
    conclusion.state, conclusion.reason = State.DISCARDED.value, reason
    return Done(ConclusionDiscarded(reason=reason))
