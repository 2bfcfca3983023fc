"""What the tables of figures must say, folded from the history of each figure alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from motcua.indicators.commands.shared import columns
from motcua.indicators.models import Explanation, Figure, FigurePlace
from motcua.ledger.events import indicators as told
from motcua.ledger.feed import Told
from motcua.ledger.folding import beside, by_steps

Row = dict[str, Any]


def _facts(facts: told.FigureFacts) -> Row:
    return columns(facts) | {
        "whose": dict.fromkeys(facts.places, ()),
        "explained": {},
        "sent_at": None,
    }


def _stated(_row: Row, event: told.FigureStated, _entry: Told) -> Row:
    return _facts(event.facts) | {"home_id": event.home, "withdrawn": False}


def _explained(row: Row, event: told.FlagExplained, entry: Told) -> Row:
    row["explained"][event.code] = (event.words, entry.at, entry.account)
    return {"open_flags": len(set(row["flags"].split()) - row["explained"].keys())}


fold_figure = by_steps(
    {
        told.FigureStated: _stated,
        told.FigureCorrected: lambda _row, event, _entry: _facts(event.facts),
        told.FlagExplained: _explained,
        told.FigureSent: lambda _row, _event, entry: {"sent_at": entry.at},
        told.FigureWithdrawn: lambda _row, _event, _entry: {"withdrawn": True},
    }
)


def rows_of_figures(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return the places of these figures and the explanations of their flags, as the fold names them."""
    return {
        "whose": beside(FigurePlace.objects.filter(figure__in=ids), "figure", "place", ()),
        "explained": beside(
            Explanation.objects.filter(figure__in=ids), "figure", "code", ("words", "at", "account_id")
        ),
    }


REPLAYS = ((Figure.STREAM, fold_figure, rows_of_figures),)
