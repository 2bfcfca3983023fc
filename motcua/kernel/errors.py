"""Errors that tell the reader what happened and what to do. Each knows the HTTP status a desk answers with.

Whatever goes wrong because of what somebody asked for is one of these; anything else is a fault of ours (500).
"""

from __future__ import annotations

from typing import Any, ClassVar

from motcua.kernel.words import Said


class MotcuaError(Exception):
    """What happened, as a sentence for people; ``field`` names the input it is about, where there is one."""

    status: ClassVar[int] = 400

    def __init__(self, sentence: str, *, field: str | None = None, **values: Any) -> None:
        self.said = Said(sentence, values)
        self.field = field
        super().__init__(sentence)

    def __str__(self) -> str:
        return str(self.said)


class BadInput(MotcuaError):
    """The request cannot be understood: wrong type, missing, too long, malformed."""

    status = 400


class NotSignedIn(MotcuaError):
    """Nobody is signed in, or the sign-in is no longer good enough for this act."""

    status = 401


class NotAllowed(MotcuaError):
    """This person, at this post, may not do or see this. Nothing was changed."""

    status = 403


class NotFound(MotcuaError):
    """There is no such thing, or the asker may not know whether there is."""

    status = 404


class NotHere(MotcuaError):
    """This address takes nothing of this kind: a form's address was opened, or something was sent to a page."""

    status = 405


class Conflict(MotcuaError):
    """The thing is no longer in the state the act needs, or the same key came with other content."""

    status = 409


class Gone(MotcuaError):
    """It was here and was deleted for good; the sentence says when and why."""

    status = 410


class RuleError(MotcuaError):
    """A rule of law or of the centre forbids this. The sentence names the rule."""

    status = 422


class TooMany(MotcuaError):
    """Too many tries; the sentence says when to come back."""

    status = 429


class Busy(MotcuaError):
    """The books are busy; trying again with the same key is safe."""

    status = 503
