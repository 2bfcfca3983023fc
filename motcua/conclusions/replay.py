"""What the tables must say of a conclusion, folded from its history alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from motcua.conclusions import kept
from motcua.conclusions.models import Conclusion, ConclusionCorrigendum, ConclusionPlace, ConclusionRecipient
from motcua.conclusions.rules.life import State
from motcua.kernel import clock
from motcua.ledger.events import conclusions as told
from motcua.ledger.feed import Told
from motcua.ledger.folding import beside, by_steps, copied

Row = dict[str, Any]
_EMPTY: Row = {
    "round": 0,
    "remarks": "",
    "paper": "",
    "file": "",
    "way": "",
    "signed_on": None,
    "signer_name": "",
    "signer_title": "",
    "trial": False,
    "year": None,
    "number": None,
    "number_text": "",
    "issued_on": None,
    "published_on": None,
    "replaced_by": None,
    "reason": "",
}


def _written(head: told.HeadTold, sentences: Sequence[told.SentenceTold]) -> Row:
    return kept.columns(head, sentences) | {"spoken_of": dict.fromkeys(head.places, ())}


def _drafted(_row: Row, event: told.ConclusionDrafted, _entry: Told) -> Row:
    row = _EMPTY | copied(event, "genre", "replaces", issuer_id="issuer", place_id="place", unit_id="unit")
    return row | {"state": State.DRAFT.value, "sent_to": {}, "corrigenda": {}} | _written(event.head, event.sentences)


def _saved(_row: Row, event: told.ConclusionSaved, _entry: Told) -> Row:
    return _written(event.head, event.sentences)


def _submitted(_row: Row, event: told.ConclusionSubmitted, _entry: Told) -> Row:
    return {"state": State.SUBMITTED.value, "remarks": ""} | copied(event, "round", "paper")


def _returned(_row: Row, event: told.ConclusionReturned, _entry: Told) -> Row:
    return {"state": State.RETURNED.value, "paper": "", "remarks": event.remarks}


def _signed(_row: Row, event: told.ConclusionSigned, _entry: Told) -> Row:
    same = ("way", "signer_name", "signer_title", "signed_on", "trial", "file")
    return {"state": State.SIGNED.value} | copied(event, *same)


def _numbered(row: Row, event: told.ConclusionNumbered, _entry: Told) -> Row:
    written = kept.columns(kept.head_of(row["front"]), kept.sentences_of(row["sentences"]), event.text)
    return (
        {"state": State.NUMBERED.value, "year": event.issued_on.year}
        | copied(event, "number", "issued_on", number_text="text")
        | {"folded": written["folded"]}
    )


def _published(row: Row, event: told.ConclusionPublished, entry: Told) -> Row:
    row["sent_to"] = dict.fromkeys(event.units, (None, None))
    return {"state": State.PUBLISHED.value, "published_on": clock.local(entry.at).date()}


def _received(row: Row, event: told.ConclusionReceived, entry: Told) -> Row:
    row["sent_to"] |= dict.fromkeys(event.units, (entry.at, entry.account))
    return {}


def _corrected(row: Row, event: told.ConclusionCorrected, entry: Told) -> Row:
    row["corrigenda"][event.corrigendum] = (
        *(event.number, event.issued_on, event.sentence, event.wrong, event.right, event.reason),
        *(entry.at, entry.account),
    )
    return {}


fold_conclusion = by_steps(
    {
        told.ConclusionDrafted: _drafted,
        told.ConclusionSaved: _saved,
        told.ConclusionSubmitted: _submitted,
        told.ConclusionReturned: _returned,
        told.ConclusionTakenBack: lambda _row, _event, _entry: {"state": State.DRAFT.value, "paper": ""},
        told.ConclusionDiscarded: lambda _row, event, _entry: {
            "state": State.DISCARDED.value,
            "reason": event.reason,
        },
        told.ConclusionSigned: _signed,
        told.ConclusionNumbered: _numbered,
        told.ConclusionPublished: _published,
        told.ConclusionReceived: _received,
        told.ConclusionCorrected: _corrected,
        told.ConclusionReplaced: lambda _row, event, _entry: {
            "state": State.REPLACED.value,
            "replaced_by": event.by,
        },
        told.ConclusionWithdrawn: lambda _row, event, _entry: {
            "state": State.WITHDRAWN.value,
            "reason": event.reason,
        },
    }
)


def rows_of_conclusions(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return places, recipients and corrigenda of these conclusions, as the fold names them."""
    places = ConclusionPlace.objects.filter(conclusion__in=ids)
    sent = ConclusionRecipient.objects.filter(conclusion__in=ids)
    corrigenda = ConclusionCorrigendum.objects.filter(conclusion__in=ids)
    return {
        "spoken_of": beside(places, "conclusion", "place", ()),
        "sent_to": beside(sent, "conclusion", "unit", ("received_at", "account_id")),
        "corrigenda": beside(
            corrigenda,
            "conclusion",
            "id",
            ("number", "issued_on", "sentence", "wrong", "right", "reason", "at", "account_id"),
        ),
    }


REPLAYS = ((Conclusion.STREAM, fold_conclusion, rows_of_conclusions),)
