"""The finder: which procedure does a citizen mean? Answers from packaged data, without books and without a network.

A question is cleaned of chatter, abbreviations and slips of the pen (:mod:`.question`), compared with every name and
everyday saying we know of (:mod:`.index`), and judged (:mod:`.answer`): the procedures found, a question back when
several are meant, or a plain no.
"""

from __future__ import annotations

from motcua.catalogue.finder.answer import Clarify, Found, Match, find, warm_up
from motcua.catalogue.finder.question import together
from motcua.catalogue.finder.sayings import popularity

__all__ = ["Clarify", "Found", "Match", "find", "popularity", "together", "warm_up"]
