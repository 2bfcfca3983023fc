"""What an answer of the field must look like, and which answers of a sheet make a finding. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from motcua.checklists.rules.evaluating import ANSWER_MOST, Evaluation, well_formed
from motcua.checklists.rules.items import SILENT, Form, Item, Kind, Severity
from motcua.checklists.rules.scoring import Shortcoming, score
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_

AT_ONCE: Final = 100
SHOWN_MOST: Final = 20
SHOWN_KINDS: Final = {Kind.IMAGE: "photo", Kind.AUDIO: "voice"}
PHOTO_TYPES: Final = frozenset({"image/jpeg", "image/png"})


@dataclass(frozen=True, slots=True)
class Lack:
    """A shortcoming that a finished sheet shows: the item, how heavy, in whose words."""

    item: Item
    severity: Severity
    words: str


def checked_value(form: Form, name: str, value: str, files: int) -> tuple[Item, str]:
    """Return the item and its answer as kept; :class:`BadInput` for a question that is not asked or an answer of no kind.

    An empty answer takes back what was said. Photographs and spoken notes say themselves, so their value is how many.
    """
    item = form.by_name.get(name)
    if item is None or item.kind in SILENT:
        raise BadInput(N_("Phiếu không có câu hỏi «{item}»."), field="item", item=name[:60])
    if item.kind in SHOWN_KINDS:
        return item, str(files) if files else ""
    if files:
        raise BadInput(N_("Câu «{item}» không nhận tệp."), field=name, item=item.label)
    kept = clean(value, lines=item.kind is Kind.TEXT)
    if len(kept) > ANSWER_MOST:
        raise BadInput(N_("Câu trả lời dài quá {most} ký tự."), field=name, most=ANSWER_MOST)
    if kept and not well_formed(form, item, kept):
        raise BadInput(N_("Câu «{item}»: câu trả lời không đúng dạng."), field=name, item=item.label)
    return item, kept


def unexplained(form: Form, found: Evaluation) -> Item | None:
    """Return the first question that was found wanting without the words its checklist asks for, ``None`` if all have them.

    What nobody looked at may stay open; a shortcoming without words is none that anybody could put right.
    """
    silent = (form.by_name[one] for one in found.missing)
    return next(
        (form.by_name[one.about] for one in silent if one.kind is Kind.TEXT and one.about in form.by_name), None
    )


def lacks(form: Form, found: Evaluation) -> tuple[Lack, ...]:
    """Return the shortcomings an evaluated sheet shows, the heaviest first, each in the words given to explain it."""
    return tuple(_lack(form, found.values, one) for one in score(form, found).shortcomings)


def _lack(form: Form, values: Mapping[str, str], one: Shortcoming) -> Lack:
    item = form.by_name[one.item]
    said_so = (
        values.get(other.name, "") for other in form.items if other.about == one.item and other.kind is Kind.TEXT
    )
    return Lack(item, one.severity, " ".join(filter(None, said_so)) or item.label)
