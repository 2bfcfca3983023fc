"""Enter guidance on how centres are equipped."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.custody import entering, kinds, policies, reckoning
from motcua.custody.commands.register_asset import Money
from motcua.custody.models import Norm, NormLine
from motcua.custody.rules.gaps import Per, Wanted
from motcua.kernel.errors import BadInput, Conflict, RuleError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.custody import NormAsks, NormIssued

TRUSTS = ("official_copy", "secondary", "unverified")


class Ask(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line: how many of a kind per centre, counter or officer; at most how many years old; đồng a piece."""

    kind: str
    quantity: Annotated[int, msgspec.Meta(ge=1, le=999)]
    per: Per = Per.CENTRE
    oldest: Annotated[int, msgspec.Meta(ge=1, le=50)] | None = None
    same_model: bool = False
    unit_cost: Money | None = None


class IssueNorm(Command, frozen=True, kw_only=True):
    """Guidance for ``place`` and all under it, in force from ``valid_from`` on; ``trial`` marks made-up quantities.

    A later edition supersedes the earlier ones from its own day on; none is ever changed.
    """

    place: UUID
    number: str
    title: str
    issuer: str
    issued_on: date
    valid_from: date
    source: str
    lines: Annotated[list[Ask], msgspec.Meta(max_length=100)]
    trust: str = "unverified"
    trial: bool = False


@act(IssueNorm, on=Norm, verb=N_("Nhập hướng dẫn trang bị"), may=policies.may_issue_norm)
def issue_norm(command: IssueNorm, context: Context) -> Done[Norm]:
    """Refuse guidance without lines, with a kind twice, in force before the edition it supersedes, or entered already."""
    if command.trust not in TRUSTS:
        raise BadInput(N_("Chọn mức tin cậy của nguồn."), field="trust")
    if command.valid_from < command.issued_on:
        raise BadInput(N_("Ngày có hiệu lực không trước ngày ban hành."), field="valid_from")
    asked = [kinds.get(line.kind, field="lines").key for line in command.lines]
    if not asked:
        raise BadInput(N_("Hướng dẫn phải có ít nhất một dòng."), field="lines")
    if len(set(asked)) != len(asked):
        raise BadInput(N_("Một loại thiết bị chỉ có một dòng."), field="lines")
    realm = str(context.actor.realm)
    # Locked, so that two editions entered at once get two numbers.
    earlier = list(Norm.objects.select_for_update().filter(place=command.place, realm=realm))
    last = max((norm.valid_from for norm in earlier), default=None)
    if last is not None and command.valid_from < last:
        raise RuleError(N_("Bản trước có hiệu lực từ {day}; bản mới không được sớm hơn."), field="valid_from", day=last)
    _refuse_again(command, max(earlier, key=lambda norm: norm.edition, default=None))
    norm = Norm(
        realm=realm,
        place_id=command.place,
        edition=max((norm.edition for norm in earlier), default=0) + 1,
        number=entering.text(command.number, "number", 80, required=True),
        title=entering.text(command.title, "title", 300, required=True),
        issuer=entering.text(command.issuer, "issuer", 200, required=True),
        issued_on=command.issued_on,
        valid_from=command.valid_from,
        source=entering.text(command.source, "source", 300, required=True),
        trust=command.trust,
        trial=command.trial,
    )
    norm.save(force_insert=True)
    NormLine.objects.bulk_create(
        NormLine(norm=norm, ordinal=place, **msgspec.structs.asdict(line) | {"per": line.per.value})
        for place, line in enumerate(command.lines, 1)
    )
    event = NormIssued(
        edition=norm.edition,
        number=norm.number,
        title=norm.title,
        issuer=norm.issuer,
        issued_on=norm.issued_on,
        valid_from=norm.valid_from,
        source=norm.source,
        trust=norm.trust,
        trial=norm.trial,
        lines=[NormAsks(**msgspec.structs.asdict(line) | {"per": line.per.value}) for line in command.lines],
        place=command.place,
    )
    return Done(event, norm, {"edition": norm.edition})


def _refuse_again(command: IssueNorm, last: Norm | None) -> None:
    """Refuse the very edition that was entered last: the same document, days and lines."""
    if last is None or (last.number, last.issued_on) != (
        entering.text(command.number, "number", 80),
        command.issued_on,
    ):
        return
    asked = [Wanted(**msgspec.structs.asdict(line)) for line in command.lines]
    if last.valid_from == command.valid_from and reckoning.wanted_of(last) == asked:
        raise Conflict(N_("Hướng dẫn này đã nhập rồi: bản {edition}."), field="number", edition=last.edition)
