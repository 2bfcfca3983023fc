"""How it is said whose figure one is: a joint figure as joint, with who says so."""

from __future__ import annotations

from motcua.indicators.rules.facts import BASIS_NAMES, Basis
from motcua.kernel.words import N_, Said, said


def scope_words(places: int, basis: Basis) -> Said:
    """Return whose figure it is: «số liệu chung hai xã, tự báo cáo», or «tự báo cáo» for one place."""
    word = said(BASIS_NAMES[basis])
    if places < 2:
        return word
    if places == 2:
        return said(N_("số liệu chung hai xã, {basis}"), basis=word)
    return said(N_("số liệu chung {count} nơi, {basis}"), count=places, basis=word)
