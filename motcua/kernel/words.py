"""Words shown to people: written in Vietnamese in the code, translated where a screen or paper is made.

The lower floors never translate. They carry the Vietnamese sentence as a template with its values apart, so that a
desk can render it in the reader's language and a test can look at the values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Translate = Callable[[str], str]


def N_(sentence: str) -> str:  # noqa: N802 - the gettext convention for "mark, translate later"
    """Mark a Vietnamese sentence for the English catalogue and return it unchanged."""
    return sentence


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its values: ``sentence`` is a ``str.format`` template in Vietnamese, ``values`` fill it.

    A value may itself be a :class:`Said`; it is rendered in the same language.
    """

    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def render(self, translate: Translate = str) -> str:
        """Return the sentence in the language of ``translate`` (default: Vietnamese, as written)."""
        values = {
            name: value.render(translate) if isinstance(value, Said) else value for name, value in self.values.items()
        }
        return translate(self.sentence).format(**values)

    def __str__(self) -> str:
        return self.render()


def said(sentence: str, **values: Any) -> Said:
    """Return :class:`Said` of a sentence already marked with :func:`N_`."""
    return Said(sentence, values)
