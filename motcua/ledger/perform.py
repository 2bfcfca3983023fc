"""The one write path: lock, check, handle, append, react; in one transaction, once for its key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import IntegrityError, OperationalError, transaction

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Busy, Conflict, MotcuaError, NotAllowed, NotFound
from motcua.kernel.ids import new_id
from motcua.kernel.words import N_, Said, said
from motcua.ledger import access, chain, keys
from motcua.ledger.actor import Actor, Realm
from motcua.ledger.commands import Act, Command, Context, act_of, acts_on
from motcua.ledger.events import Event, canonical, split
from motcua.ledger.models import Entry, PrivatePart, Streamed
from motcua.ledger.prepared import Prepared, insert, update

KEY_LENGTH = 80

Reaction = Callable[[Event, Context], None]
_reactions: dict[type[Event], list[Reaction]] = {}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a command: the entry, the thing and its version, ids for the asker; ``again`` for a repeat."""

    entry: UUID
    target: UUID
    version: int
    ids: dict[str, Any]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """Something a person could do to a thing; ``refusal`` says why not, ``None`` when they can."""

    command: type[Command]
    verb: str
    refusal: Said | None


def react_now(event: type[Event], reaction: Reaction) -> None:
    """Call ``reaction`` in the same transaction whenever ``event`` is appended. Wired in ``config/wiring.py`` only."""
    _reactions.setdefault(event, []).append(reaction)


def perform(command: Command, actor: Actor, *, key: str | None = None) -> Outcome:
    """Carry out ``command`` for ``actor``, once for ``key``.

    The same key with the same content answers again what was answered first; with other content it is a
    :class:`Conflict`. Raises the errors of ``kernel.errors``; whatever is raised, the books are as they were, and a
    refusal is one row in the access log.
    """
    key = key or new_id().hex
    if len(key) > KEY_LENGTH:
        raise BadInput(N_("Khóa chống gửi trùng dài quá {most} ký tự."), most=KEY_LENGTH)
    declared = act_of(type(command))
    try:
        command.check()
        with transaction.atomic():
            return _perform(declared, command, actor, key)
    except MotcuaError as error:
        earlier = _earlier(command, actor, key)
        if earlier is not None:
            return earlier
        access.refused(actor, command.command_name(), _target_id(command), error)
        raise
    except IntegrityError as error:
        earlier = _earlier(command, actor, key)
        if earlier is not None:
            return earlier
        if not _is_collision(error):
            raise
        conflict = Conflict(
            N_("Vừa có người khác ghi trùng nội dung này, ví dụ cùng một mã. Xin xem lại rồi gửi lần nữa.")
        )
        access.refused(actor, command.command_name(), _target_id(command), conflict)
        raise conflict from error
    except OperationalError as error:
        if not _is_contention(error):
            raise
        raise Busy(N_("Hệ thống đang bận ghi sổ. Xin thử lại sau ít giây; gửi lại không bị ghi trùng.")) from error


def _is_collision(error: IntegrityError) -> bool:
    """Say whether two at once wrote what there may be one of: each had looked before the other wrote."""
    return getattr(error.__cause__, "sqlstate", None) == "23505" or "UNIQUE constraint failed" in str(error)


def _is_contention(error: OperationalError) -> bool:
    """Say whether the database only asks to wait or try again: a lock held too long, a deadlock, a lost race."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state in {"40001", "40P01", "55P03"} or "locked" in str(error)


def _perform(declared: Act[Any, Any], command: Command, actor: Actor, key: str) -> Outcome:
    if declared.creates:
        _refuse(declared.may(actor, command) or _refuse_common(declared.model, actor), NotAllowed)
        context = Context(actor, clock.now(), new_id())
        done = declared.handle(command, context)
        target: Streamed | None = done.target
        if target is None:
            raise TypeError(f"{command.command_name()} made nothing")
        _refuse(refuse_realm(target, actor), NotAllowed)
    else:
        target = _locked(declared, command)
        _refuse(declared.may(actor, target) or refuse_realm(target, actor), NotAllowed)
        if command.seen is not None and command.seen != target.version:
            raise Conflict(
                N_("Vừa có người khác cập nhật trong lúc bạn đang xem. Xin tải lại trang để thấy nội dung mới.")
            )
        if declared.when is not None:
            _refuse(declared.when(target), Conflict)
        context = Context(actor, clock.now(), new_id())
        done = declared.handle(command, target, context)
    ids = msgspec.json.decode(canonical(dict(done.outcome)))
    _append(target, done.event, command, key, ids, context)
    for reaction in _reactions.get(type(done.event), ()):
        reaction(done.event, context)
    return Outcome(context.entry, target.id, target.version, ids)


def refuse_realm(target: Streamed, actor: Actor) -> Said | None:
    """Say why ``actor`` may not touch a thing of the other realm: real and trial never mix, whatever a room's rules say."""
    refusal = _refuse_common(type(target), actor)
    if refusal is not None or target.realm == actor.realm:
        return refusal
    if actor.realm is Realm.TRIAL:
        return said(_IN_EARNEST)
    return said(N_("Nội dung này thuộc chế độ thử, chỉ xử lý được khi ở chế độ thử."))


_IN_EARNEST = N_(
    "Bạn đang ở chế độ thử; việc này thuộc số liệu thật. Bấm «Ra khỏi chế độ thử» ở đầu trang rồi làm lại."
)


def _refuse_common(model: type[Streamed], actor: Actor) -> Said | None:
    return said(_IN_EARNEST) if model.COMMON and actor.realm is Realm.TRIAL else None


def _locked(declared: Act[Any, Any], command: Command) -> Streamed:
    id_ = _target_id(command)
    model: Any = declared.model
    found = _locking(model)(id_) if id_ else []
    if not found:
        raise NotFound(N_("Không tìm thấy nội dung cần xử lý."))
    return found[0]


@cache
def _locking(model: Any) -> Prepared[Streamed]:
    return Prepared(lambda id_: model.objects.select_for_update().filter(pk=id_))


def _target_id(command: Command) -> UUID | None:
    return getattr(command, command.TARGET) if command.TARGET else None


def _refuse(refusal: Said | None, kind: type[MotcuaError]) -> None:
    if refusal is not None:
        raise kind(refusal.sentence, **refusal.values)


def _append(target: Streamed, event: Event, command: Command, key: str, ids: dict[str, Any], context: Context) -> None:
    """Write the entry and its private parts, and the target's row with its new version and head."""
    if event.STREAM != target.STREAM:
        raise TypeError(f"{event.NAME} belongs to the stream {event.STREAM!r}, not to a {target.STREAM!r}")
    entry, parts = compose(target, event, command, ids, key=key, context=context)
    target.version, target.head = entry.version, entry.hash
    write = insert if target._state.adding else update
    write(target)
    insert(entry)
    insert(*parts)


def compose(
    target: Streamed, event: Event, command: Command, ids: Mapping[str, Any], *, key: str, context: Context
) -> tuple[Entry, list[PrivatePart]]:
    """Return the next entry of ``target``'s stream, hashed and coded, and its private parts; nothing is saved.

    ``ids`` are what the asker is answered, as plain JSON values.
    """
    actor = context.actor
    payload, private = split(event)
    salted = [(subject, chain.new_salt(), text) for subject, text in private]
    head = chain.Head(
        id=context.entry,
        realm=target.realm,
        node=settings.MOTCUA_NODE,
        stream_kind=event.STREAM,
        stream_id=target.id,
        version=target.version + 1,
        event=event.NAME,
        schema=event.VERSION,
        account=actor.account,
        post=actor.post,
        unit=actor.unit,
        on_behalf_of=actor.on_behalf_of,
        channel=str(actor.channel),
        at=context.at,
        key=key,
        command=command.command_name(),
        command_digest=_keyed(command),
        outcome=canonical({"target": target.id.hex, "ids": ids}),
        payload=payload,
        private_digests=b"".join(chain.private_digest(salt, subject, text) for subject, salt, text in salted),
        prev=bytes(target.head),
    )
    digest = chain.entry_hash(head)
    entry = Entry(
        id=head.id,
        realm=head.realm,
        node=head.node,
        stream_kind=head.stream_kind,
        stream_id=head.stream_id,
        version=head.version,
        event=head.event,
        schema=head.schema,
        account_id=head.account,
        post_id=head.post,
        unit_id=head.unit,
        on_behalf_of=head.on_behalf_of,
        channel=head.channel,
        at=head.at,
        key=head.key,
        command=head.command,
        command_digest=head.command_digest,
        outcome=head.outcome,
        payload=head.payload,
        private_digests=head.private_digests,
        prev=head.prev,
        hash=digest,
        mac=chain.entry_mac(keys.load(settings.MOTCUA_KEYS).mac, digest),
    )
    parts = [
        PrivatePart(entry=entry, ordinal=ordinal, subject_id=subject, salt=salt, payload=text)
        for ordinal, (subject, salt, text) in enumerate(salted)
    ]
    return entry, parts


def _keyed(command: Command) -> bytes:
    """Return the command's fingerprint under the node's key: a plain one would outlive the erasure of what it hashes."""
    return chain.entry_mac(keys.load(settings.MOTCUA_KEYS).mac, command.fingerprint())


_KEYED = Prepared(lambda account, key: Entry.objects.filter(account_id=account, key=key))


def _earlier(command: Command, actor: Actor, key: str) -> Outcome | None:
    """Return the first answer to this key, if there was one; :class:`Conflict` when it was for other content."""
    found = _KEYED(actor.account, key)
    if not found:
        return None
    (entry,) = found
    if bytes(entry.command_digest) != _keyed(command):
        raise Conflict(
            N_("Yêu cầu này đã được gửi trước đó với nội dung khác. Xin tải lại trang rồi làm lại; không gửi trùng.")
        )
    answer = msgspec.json.decode(entry.outcome)
    return Outcome(entry.id, UUID(answer["target"]), entry.version, answer["ids"], again=True)


def available(target: Streamed, actor: Actor) -> list[Offer]:
    """Return what ``actor`` could do to ``target`` now: first who may at all, then whether its state allows it.

    Acts the actor may never do are left out; acts barred only by the state come with the reason.
    """
    offers = []
    for declared in acts_on(type(target)):
        if declared.may(actor, target) is not None or refuse_realm(target, actor) is not None:
            continue
        offers.append(Offer(declared.command, declared.verb, declared.when(target) if declared.when else None))
    return offers


def demanded(target: Streamed, actor: Actor, command: type[Command]) -> None:
    """Raise :class:`NotAllowed` for whoever may not do this to ``target``, whatever its state: before a file is taken in."""
    refusal = act_of(command).may(actor, target) or refuse_realm(target, actor)
    if refusal is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)
