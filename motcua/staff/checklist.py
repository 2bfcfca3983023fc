"""What people who move in have and lack: what was answered, beside what the books themselves show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from motcua.office.queries import names, orders
from motcua.staff.models import Move, MoveItem
from motcua.staff.rules.moves import Answer, Checked, Item
from motcua.staff.trained import trained_in


def fields_of(move: Move) -> list[str]:
    """Return the fields the new post serves."""
    return move.fields.split("\n") if move.fields else []


def of(moves: Sequence[Move], on: date) -> dict[UUID, Checked]:
    """Return the checklist of each move on a day: account, certificate and training are also seen in the books."""
    people = {move.official_id for move in moves if move.official_id is not None}
    realm = moves[0].realm if moves else ""
    open_accounts = names.with_account(people)
    certified = orders.with_certificate(people, on, realm)
    known = trained_in(people, realm)
    answers: dict[UUID, dict[Item, Answer]] = defaultdict(dict)
    for row in MoveItem.objects.filter(move__in=[move.id for move in moves]):
        answers[row.move_id][Item(row.item)] = Answer(row.state)
    found = {}
    for move in moves:
        seen = set()
        if move.official_id in open_accounts:
            seen.add(Item.ACCOUNT)
        if move.official_id in certified:
            seen.add(Item.CERTIFICATE)
        wanted = fields_of(move)
        if move.official_id is not None and wanted and set(wanted) <= known[move.official_id]:
            seen.add(Item.TRAINING)
        found[move.id] = Checked(answers[move.id], frozenset(seen))
    return found
