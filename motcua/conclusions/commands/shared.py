"""What several commands on conclusions share: states, people and places looked up, rows beside, and the paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from motcua.conclusions import kept, prints
from motcua.conclusions.models import Conclusion, ConclusionPlace
from motcua.conclusions.rules import life as rules
from motcua.conclusions.rules.life import State
from motcua.documents import letters, shelf
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.ledger.events.conclusions import HeadTold, PersonTold, SentenceTold
from motcua.office import queries as office
from motcua.office import territory
from motcua.office.queries import names
from motcua.office.rules import Level


def when(*states: State) -> Callable[[Conclusion], Said | None]:
    """Return the condition that a conclusion is in one of these states."""

    def refuse(conclusion: Conclusion) -> Said | None:
        if conclusion.state in states:
            return None
        return said(N_("Kết luận này {state}, không làm việc này được."), state=_STATES[State(conclusion.state)])

    return refuse


_STATES = {
    State.DRAFT: said(N_("đang dự thảo")),
    State.SUBMITTED: said(N_("đang chờ ký")),
    State.RETURNED: said(N_("đã trả lại để sửa")),
    State.SIGNED: said(N_("đã ký")),
    State.NUMBERED: said(N_("đã cấp số")),
    State.PUBLISHED: said(N_("đã gửi")),
    State.REPLACED: said(N_("đã được thay thế")),
    State.WITHDRAWN: said(N_("đã thu hồi")),
    State.DISCARDED: said(N_("đã bỏ")),
}


def looked_up(head: HeadTold, actor: Actor) -> HeadTold:
    """Return the head with titles as on that day; :class:`BadInput` for places out of reach, people nobody knows."""
    home = territory.home(actor)
    reach = territory.under(home) if home else frozenset()
    known = office.units(head.places)
    for place in head.places:
        if place not in known or known[place].level is not Level.COMMUNE:
            raise BadInput(N_("Chọn một xã, phường."), field="places")
        if place not in reach:
            raise BadInput(N_("{place} ngoài địa bàn của cơ quan bạn."), field="places", place=known[place].full_name)
    people = [head.speaker, *head.attended]
    officials = {one.official for one in people if one.official is not None}
    called, titles = names.officials_named(officials), office.titles_of(officials, head.spoken_on)
    if officials - called.keys():
        raise BadInput(N_("Có người không còn trong danh sách cán bộ."), field="attended")
    _known_units([one.unit for one in people], "attended")
    _known_units([one.unit for one in head.recipients], "recipients")

    def full(one: PersonTold) -> PersonTold:
        if one.official is None:
            return one
        return msgspec.structs.replace(
            one, name=one.name or called[one.official], titles=one.titles or titles.get(one.official, "")
        )

    return msgspec.structs.replace(head, speaker=full(head.speaker), attended=[full(one) for one in head.attended])


def known_bodies(sentences: Iterable[SentenceTold]) -> None:
    """Refuse a sentence that asks a body nobody knows."""
    _known_units([unit for one in sentences for unit in one.units], "sentences")


def _known_units(units: Sequence[UUID | None], field: str) -> None:
    wanted = {unit for unit in units if unit is not None}
    if wanted - office.units(wanted).keys():
        raise BadInput(N_("Có đơn vị không còn trong danh sách."), field=field)


def write(conclusion: Conclusion, head: HeadTold, sentences: Sequence[SentenceTold]) -> None:
    """Keep head and sentences in the row, with what follows from them."""
    for column, value in kept.columns(head, sentences, conclusion.number_text).items():
        setattr(conclusion, column, value)


def place_rows(conclusion: Conclusion, places: Iterable[UUID]) -> None:
    """Keep which places a conclusion speaks of; the row itself must have been saved or be saved by the act."""
    wanted = set(places)
    known = set(ConclusionPlace.objects.filter(conclusion=conclusion.pk).values_list("place", flat=True))
    ConclusionPlace.objects.filter(conclusion=conclusion.pk, place__in=known - wanted).delete()
    ConclusionPlace.objects.bulk_create(
        ConclusionPlace(conclusion=conclusion, place_id=place) for place in sorted(wanted - known)
    )


def set_paper(conclusion: Conclusion, at: datetime) -> str:
    """Set the paper as it stands, store it, and return its hash."""
    return shelf.take_in(letters.print_pdf(prints.letter(conclusion, at))).pk


__all__ = ["State", "known_bodies", "looked_up", "place_rows", "rules", "set_paper", "when", "write"]
