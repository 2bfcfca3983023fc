"""Commands and acts: what somebody wants, and the declaration of who may do it, when, and how.

Screens, the command line, duties and imports all build a command and hand it to ``perform``. What a person can do now
to a thing is computed from the same declarations (:func:`motcua.ledger.perform.available`), so that a button, an API
operation, a permission and a line in the books cannot disagree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

import msgspec

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said
from motcua.ledger.actor import Actor
from motcua.ledger.events import Event
from motcua.ledger.models import Streamed


class Command(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A wish, typed and complete. ``TARGET`` names the field with the id of the thing it is about ("" = makes one).

    ``seen`` is the version of the thing the person had before them; when it has moved on meanwhile the act is refused
    with a conflict instead of overwriting somebody's work.
    """

    TARGET: ClassVar[str] = ""
    seen: int | None = None

    @classmethod
    def command_name(cls) -> str:
        """Return the command's name in the books: room and class, e.g. ``dossiers.AcceptDossier``."""
        return f"{cls.__module__.split('.')[1]}.{cls.__name__}"

    def check(self) -> None:
        """Refuse a command whose values do not fit its declared types and bounds; :class:`BadInput` names the field.

        ``msgspec`` checks only what it decodes, so a command built in code is read back once from its own bytes.
        """
        encoded = msgspec.json.encode(self)
        if b"\\u0000" in encoded:
            raise BadInput(N_("Nội dung có ký tự không đọc được. Xin gõ lại."))
        try:
            msgspec.json.decode(encoded, type=type(self))
        except (msgspec.ValidationError, TypeError, ValueError) as error:
            problem, _, path = str(error).partition(" - at `$.")
            field = path.rstrip("`").split("[")[0].split(".")[0] or None
            if problem.startswith("Invalid enum value"):
                raise BadInput(N_("Giá trị gửi lên không có trong các lựa chọn."), field=field) from error
            raise BadInput(
                N_("Mục «{name}» không đúng: {problem}."), field=field, name=field or "?", problem=problem
            ) from error

    def fingerprint(self) -> bytes:
        """Return the 32-byte digest by which the same key is known to carry the same content."""
        return hashlib.sha256(
            self.command_name().encode() + b"\0" + msgspec.json.encode(self, order="deterministic")
        ).digest()


C = TypeVar("C", bound=Command)
T = TypeVar("T", bound=Streamed)
Refusal = Said | None


@dataclass(frozen=True, slots=True)
class Context:
    """What a handler may know besides its command and target: who, when, and the id of the entry being written."""

    actor: Actor
    at: datetime
    entry: UUID


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What a handler answers: the event, the thing (given when it was just made), and ids for whoever asked."""

    event: Event
    target: T | None = None
    outcome: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Act(Generic[C, T]):
    """The declaration of one act.

    ``may(actor, subject)`` says who may: ``None`` to allow, a sentence to refuse; the subject is the locked thing, or
    the command itself where the act makes a new one. ``when(thing)`` says whether its state allows it. ``verb`` is the
    word on the button, ``order`` its place among the buttons.
    """

    command: type[C]
    model: type[T]
    verb: str
    may: Callable[[Actor, Any], Refusal]
    when: Callable[[T], Refusal] | None
    handle: Callable[..., Done[T]]
    order: int = 50

    @property
    def creates(self) -> bool:
        """Say whether the act makes a new thing."""
        return not self.command.TARGET


_acts: dict[type[Command], Act[Any, Any]] = {}


def act(
    command: type[C],
    *,
    on: type[T],
    verb: str,
    may: Callable[[Actor, Any], Refusal],
    when: Callable[[T], Refusal] | None = None,
    order: int = 50,
) -> Callable[[Callable[..., Done[T]]], Callable[..., Done[T]]]:
    """Declare the handler of ``command``.

    The handler is called as ``handler(command, target, context)``, or ``handler(command, context)`` where the act makes
    a new thing; inside the transaction, with the target locked and the policy and state already checked. It changes
    rows (of its own room) and answers :class:`Done`; the target's own row is saved for it.
    """

    def declare(handler: Callable[..., Done[T]]) -> Callable[..., Done[T]]:
        if command in _acts:
            raise TypeError(f"{command.command_name()} has two handlers")
        _acts[command] = Act(command, on, verb, may, when, handler, order)
        acts_on.cache_clear()
        return handler

    return declare


def act_of(command: type[Command]) -> Act[Any, Any]:
    """Return the declaration of a command type; ``KeyError`` when nothing handles it."""
    return _acts[command]


def acts() -> list[Act[Any, Any]]:
    """Return every declared act, in the order of the buttons."""
    return sorted(_acts.values(), key=lambda declared: (declared.order, declared.command.command_name()))


@cache
def acts_on(kind: type[Streamed]) -> tuple[Act[Any, Any], ...]:
    """Return the acts that can be done to a thing of this kind, in the order of the buttons."""
    return tuple(declared for declared in acts() if not declared.creates and issubclass(kind, declared.model))
