"""A number of a paper as commands carry it."""

from __future__ import annotations

import msgspec

from motcua.kernel import partial_date, text
from motcua.kernel.errors import BadInput
from motcua.ledger.events.parties import NumberGiven
from motcua.parties.rules import numbers
from motcua.parties.rules.words import NumberKind, PartyKind


class Number(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number of a paper as typed or scanned; ``issued_on`` is a date as text, ``current`` false for an old paper."""

    kind: NumberKind
    value: str
    issued_on: str = ""
    issued_by: str = ""
    current: bool = True


def checked_number(number: Number, kind: PartyKind) -> Number:
    """Return the number in its kept form; :class:`BadInput` when it is none, or not this kind of party's."""
    refusal = numbers.fits(number.kind, organisation=kind is PartyKind.ORGANISATION)
    if refusal is not None:
        raise BadInput(refusal.sentence, field="number", **refusal.values)
    issued_on = partial_date.parse(number.issued_on, field="issued_on").iso if number.issued_on.strip() else ""
    return msgspec.structs.replace(
        number,
        value=numbers.normal(number.kind, number.value),
        issued_on=issued_on,
        issued_by=text.clean(number.issued_by, 200),
    )


def given(number: Number) -> NumberGiven:
    """Return the number as events tell it."""
    return NumberGiven(
        kind=number.kind.value, value=number.value, issued_on=number.issued_on, issued_by=number.issued_by
    )
