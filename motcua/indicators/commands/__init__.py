"""What can be done with stated figures."""

from __future__ import annotations

from motcua.indicators.commands.send_figure import ExplainFlag, SendFigure
from motcua.indicators.commands.shared import FactsWish
from motcua.indicators.commands.state_figure import CorrectFigure, StateFigure, WithdrawFigure

__all__ = ["CorrectFigure", "ExplainFlag", "FactsWish", "SendFigure", "StateFigure", "WithdrawFigure"]
