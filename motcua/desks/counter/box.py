"""What stands in the counter's one box: an identity card, a dossier's code or slip, or words to look for people by."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.dossiers import intake
from motcua.kernel import idcard
from motcua.kernel.errors import BadInput
from motcua.kernel.idcard import IdCard
from motcua.kernel.words import N_


@dataclass(frozen=True, slots=True)
class Boxed:
    """What was scanned or typed, understood: exactly one of ``card``, ``code`` and ``words`` is filled."""

    card: IdCard | None = None
    code: str = ""
    words: str = ""


def read(text: str) -> Boxed:
    """Return what ``text`` is; :class:`BadInput` for an empty box or a card that cannot be read."""
    if not text.strip():
        raise BadInput(N_("Quét thẻ căn cước, hoặc gõ số giấy tờ, điện thoại, họ tên, mã hồ sơ."), field="q")
    if idcard.is_card(text):
        try:
            return Boxed(card=idcard.parse(text))
        except BadInput as error:
            # Whatever part of the card is wrong, it is the box that has to be scanned again.
            raise BadInput(error.said.sentence, field="q", **error.said.values) from error
    code = intake.code_in(text)
    return Boxed(code=code) if code else Boxed(words=text)
