"""Ask officials for a commitment, put right whom and by when, end it, or ask it anew for another year."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec
from django.db import transaction

from motcua.decisions import policies, rules
from motcua.decisions.commands.shared import Line, Words, is_open, place_asked, units_of, wanted
from motcua.decisions.models import Asked, Commitment, Document
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.decisions import CommitmentAsked, CommitmentCorrected, CommitmentEnded, PersonAsked
from motcua.ledger.perform import Outcome, perform
from motcua.office.queries import names

Ids = Annotated[list[UUID], msgspec.Meta(max_length=500)]


class AskCommitment(Command, frozen=True, kw_only=True):
    """Ask for a commitment on the theme of a year.

    ``units`` empty: every body of the place. ``people`` only for a list. ``renews`` names that of the year before.
    """

    place: UUID
    theme: Line
    theme_year: int
    text: Annotated[str, msgspec.Meta(max_length=4000)]
    asked_by: Line
    asked_on: date
    sign_by: date | None = None
    audience: rules.Audience = rules.Audience.ALL
    units: Ids = []
    people: Ids = []
    document: UUID | None = None
    renews: UUID | None = None


@act(AskCommitment, on=Commitment, verb=N_("Yêu cầu ký cam kết"), may=policies.may_register)
def ask_commitment(command: AskCommitment, context: Context) -> Done[Commitment]:
    """Refuse the same theme of the same year twice while the first is open."""
    today = clock.local(context.at).date()
    place_asked(command.place)
    theme = wanted(command.theme, "theme")
    rules.check_theme(theme, command.theme_year)
    if command.asked_on > today:
        raise BadInput(N_("Ngày yêu cầu chưa tới."), field="asked_on")
    if command.sign_by is not None and command.sign_by < command.asked_on:
        raise BadInput(N_("Hạn ký không trước ngày yêu cầu."), field="sign_by")
    commitment = Commitment(
        realm=str(context.actor.realm),
        place_id=command.place,
        theme=theme,
        theme_year=command.theme_year,
        text=wanted(command.text, "text", lines=True),
        asked_by=wanted(command.asked_by, "asked_by"),
        asked_on=command.asked_on,
        sign_by=command.sign_by,
        audience=command.audience.value,
        document_id=_document(command.document, command.place, context.actor),
        renews_id=_renewed(command.renews, command.place, context.actor),
    )
    commitment.folded = fold(f"{commitment.theme} {commitment.theme_year} {commitment.asked_by}")[:600]
    twin = Commitment.objects.filter(
        realm=commitment.realm, place=command.place, theme=theme, theme_year=command.theme_year, open=True
    )
    if twin.exists():
        raise BadInput(N_("Chủ đề này của năm {year} đã có bản cam kết."), field="theme", year=command.theme_year)
    units, people = _asked(command, command.place, command.asked_on)
    commitment.save(force_insert=True)
    _keep(commitment, units, people)
    event = CommitmentAsked(
        place=command.place,
        theme=commitment.theme,
        theme_year=commitment.theme_year,
        text=commitment.text,
        asked_by=commitment.asked_by,
        asked_on=commitment.asked_on,
        sign_by=commitment.sign_by,
        audience=commitment.audience,
        units=units,
        people=people,
        document=commitment.document_id,
        renews=commitment.renews_id,
    )
    return Done(event, commitment)


class CorrectCommitment(Command, frozen=True, kw_only=True):
    """Put right who asked, the last day to sign, or whom it asks; its words stay, for people have signed them."""

    TARGET = "commitment"

    commitment: UUID
    asked_by: Line
    sign_by: date | None = None
    units: Ids = []
    people: Ids = []
    document: UUID | None = None
    reason: Words


@act(CorrectCommitment, on=Commitment, verb=N_("Đính chính"), may=policies.may_write, when=is_open, order=40)
def correct_commitment(command: CorrectCommitment, commitment: Commitment, context: Context) -> Done[Commitment]:
    """Keep what is right; who has signed has signed."""
    if command.sign_by is not None and command.sign_by < commitment.asked_on:
        raise BadInput(N_("Hạn ký không trước ngày yêu cầu."), field="sign_by")
    reason = wanted(command.reason, "reason")
    commitment.asked_by = wanted(command.asked_by, "asked_by")
    commitment.sign_by = command.sign_by
    commitment.document_id = _document(command.document, commitment.place_id, context.actor)
    commitment.folded = fold(f"{commitment.theme} {commitment.theme_year} {commitment.asked_by}")[:600]
    asks = AskCommitment(
        place=commitment.place_id,
        theme=commitment.theme,
        theme_year=commitment.theme_year,
        text=commitment.text,
        asked_by=commitment.asked_by,
        asked_on=commitment.asked_on,
        audience=rules.Audience(commitment.audience),
        units=command.units,
        people=command.people,
    )
    units, people = _asked(asks, commitment.place_id, clock.local(context.at).date())
    Asked.objects.filter(commitment=commitment).delete()
    _keep(commitment, units, people)
    event = CommitmentCorrected(
        asked_by=commitment.asked_by,
        sign_by=commitment.sign_by,
        units=units,
        people=people,
        document=commitment.document_id,
        reason=reason,
    )
    return Done(event)


class EndCommitment(Command, frozen=True, kw_only=True):
    """Nobody signs it any more: withdrawn, or renewed for another year."""

    TARGET = "commitment"

    commitment: UUID
    reason: Words
    renewed: bool = False


@act(EndCommitment, on=Commitment, verb=N_("Kết thúc"), may=policies.may_write, when=is_open, order=80)
def end_commitment(command: EndCommitment, commitment: Commitment, context: Context) -> Done[Commitment]:
    """Keep the day: who had not signed by then is still listed."""
    commitment.open, commitment.ended_on = False, clock.local(context.at).date()
    commitment.ended_reason = wanted(command.reason, "reason")
    return Done(CommitmentEnded(renewed=command.renewed, reason=commitment.ended_reason))


def renew(command: AskCommitment, actor: Actor, key: str | None = None) -> Outcome:
    """Ask anew and end the commitment it renews, both or neither; :class:`BadInput` without one to renew."""
    if command.renews is None:
        raise BadInput(N_("Chọn bản cam kết được gia hạn."), field="renews")
    with transaction.atomic():
        done = perform(command, actor, key=key)
        ended = EndCommitment(
            commitment=command.renews, reason=f"Cam kết lại cho năm {command.theme_year}", renewed=True
        )
        perform(ended, actor, key=f"{key}-cu" if key else None)
    return done


def _asked(command: AskCommitment, place: UUID, on: date) -> tuple[list[UUID], list[PersonAsked]]:
    """Return the units and people asked; :class:`BadInput` for an empty list, or somebody who has no post there."""
    if command.audience is rules.Audience.ALL:
        return units_of(place, command.units, on), []
    if not command.people:
        raise BadInput(N_("Chọn ít nhất một người."), field="people")
    known = names.officials_named(command.people)
    if missing := [one for one in command.people if one not in known]:
        raise BadInput(N_("Không có {count} người được chọn."), field="people", count=len(missing))
    return [], [PersonAsked(one, known[one]) for one in dict.fromkeys(command.people)]


def _keep(commitment: Commitment, units: list[UUID], people: list[PersonAsked]) -> None:
    Asked.objects.bulk_create(
        [Asked(commitment=commitment, unit_id=unit) for unit in units]
        + [Asked(commitment=commitment, official_id=one.official, name=one.name) for one in people]
    )


def _document(document: UUID | None, place: UUID, actor: Actor) -> UUID | None:
    if document is None:
        return None
    if not Document.objects.filter(pk=document, place=place, realm=str(actor.realm)).exists():
        raise BadInput(N_("Không có văn bản này trong sổ của địa phương."), field="document")
    return document


def _renewed(renews: UUID | None, place: UUID, actor: Actor) -> UUID | None:
    if renews is None:
        return None
    if not Commitment.objects.filter(pk=renews, place=place, realm=str(actor.realm), open=True).exists():
        raise BadInput(N_("Không có bản cam kết đang mở để gia hạn."), field="renews")
    return renews
