"""What this room asks of rooms above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_, Said


class OpenBusiness(Protocol):
    """Knows of business with a person that forbids erasing: open dossiers, papers the law still keeps."""

    def reasons_to_keep(self, parties: Sequence[UUID]) -> Sequence[Said]:
        """Return why the data of these records (all of one person) must stay; empty when nothing stands against."""
        ...


_known: list[OpenBusiness] = []


def ask(business: OpenBusiness) -> None:
    """Ask ``business`` before anybody is erased. Called from ``config/wiring.py`` only."""
    _known.append(business)


def reasons_to_keep(parties: Sequence[UUID]) -> list[Said]:
    """Return every reason to keep these records. :class:`RuleError` when nobody is there to be asked."""
    if not _known:
        raise RuleError(N_("Chưa nối được với phần hồ sơ để biết còn hồ sơ đang giải quyết hay không; chưa xóa được."))
    return [reason for business in _known for reason in business.reasons_to_keep(parties)]
