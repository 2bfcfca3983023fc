"""The QR code of the citizen's identity card (thẻ căn cước công dân, thẻ căn cước), as a scanner types it.

Fields between upright bars: number, old number, name, birth (ddmmyyyy), sex, address, issue date; older cards leave the
old number empty or out, cards from 1/7/2024 append more. The code is not signed: it saves typing, it proves nothing,
and what it says is compared with the card in hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from motcua.kernel import clock, names, partial_date, personal_number, scanned, text
from motcua.kernel.errors import BadInput
from motcua.kernel.partial_date import PartialDate
from motcua.kernel.personal_number import PersonalNumber, Sex
from motcua.kernel.words import N_, Said, said

MAX_SCAN = 4096
"""Characters in one scan; a card has about two hundred."""
MAX_ADDRESS = 500

_FIELDS = 7
_NUMBER_PART = said(N_("số định danh"))
_LINE_END = re.compile(r"[\r\n\t\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
_LOOKALIKES = {ord(bar): "|" for bar in "¦│｜ǀ∣"} | {0xFF10 + n: str(n) for n in range(10)}
_CARD = re.compile(r"(?:\]Q[0-9])?[^0-9|]{0,16}([0-9]{12})([|~\\])(.*)")
_TWO_SCANS = re.compile(r"[0-9]{8}[0-9]{12}")
_SEX_WORDS = {"nam": Sex.MALE, "nu": Sex.FEMALE, "nuwx": Sex.FEMALE, "nu74": Sex.FEMALE, "nu47": Sex.FEMALE}


@dataclass(frozen=True, slots=True)
class IdCard:
    """What the code of one card says. ``warnings`` are sentences for the official: compare with the card."""

    number: PersonalNumber
    old_number: str | None
    """Number of the older paper (9 digits, or 12), where the code names one."""
    name: str
    born: PartialDate
    sex: Sex
    address: str
    """Place of residence, as the code has it."""
    issued: date | None
    """Day of issue; None where the code has none."""
    extra: tuple[str, ...] = ()
    """Fields after the seventh, in their places, meaning not published."""
    warnings: tuple[Said, ...] = field(default=(), compare=False)


def is_card(typed: str) -> bool:
    """Say whether a scan begins like a card's code, so that one box can take cards and dossier codes alike."""
    return _CARD.match(_normal(typed[:64])) is not None


def parse(typed: str) -> IdCard:
    """Return the card in ``typed``: one scan, or the same card scanned several times, as it came from the scanner.

    Undone where certain: characters a scanner adds at either end, ``|`` typed as ``~`` or ``\\``, full-width digits, a
    wrong code page, uncomposed Telex or VNI in the name. Anything else that cannot be read is :class:`BadInput` with
    what to do; a number is never guessed.
    """
    if len(typed) > MAX_SCAN:
        raise BadInput(N_("Dữ liệu quét quá dài; hãy xóa ô rồi quét lại một lần."), field="scan")
    number, rest = _one_scan(_normal(typed))
    if number not in typed.translate(_LOOKALIKES):
        # Something unseen stood between its digits: a key may be lost there too.
        raise scanned.switch_input_method(_NUMBER_PART)
    parts = [part.strip() for part in rest]
    if parts[0] and not re.fullmatch("[0-9]+", parts[0]):
        parts.insert(0, "")
    if len(parts) < _FIELDS - 2:
        raise BadInput(
            N_("Mã QR chỉ đọc được {count} phần, thẻ căn cước có ít nhất 6; hãy quét lại thẻ."),
            field="scan",
            count=len(rest) + 1,
        )
    return _card(PersonalNumber(number), parts)


def _normal(typed: str) -> str:
    """Return the scan with its characters put right: code page, full width, lookalike bars, lines as ``\\n``."""
    right = scanned.undo_code_page(typed).translate(_LOOKALIKES)
    return text.clean(_LINE_END.sub("\n", right), lines=True)


def _one_scan(typed: str) -> tuple[str, list[str]]:
    """Return the card's number and its other fields, after making one of a scan that came several times."""
    lines = [line for line in typed.split("\n") if line]
    starts = [line for line in lines if _CARD.match(line)]
    if len(starts) > 1:
        longest = max(starts, key=len)
        if len(starts) < len(lines) or not all(longest.startswith(line) for line in starts):
            raise BadInput(N_("Ô quét có dữ liệu của nhiều lần quét khác nhau; hãy xóa ô rồi quét lại."), field="scan")
        lines = [longest]
    line = _once(" ".join(lines))
    found = _CARD.fullmatch(line)
    if found is None:
        raise _no_card(line)
    number, bar, rest = found.groups()
    if bar != "|" and ("|" in rest or rest.count(bar) < _FIELDS - 3):
        raise _no_card(line)
    parts = rest.split(bar)
    if any(_TWO_SCANS.fullmatch(part) for part in parts):
        raise BadInput(N_("Hai lần quét dính vào nhau; hãy xóa ô rồi quét lại một lần."), field="scan")
    return number, parts


def _once(line: str) -> str:
    """Return one copy of a line that is the same scan two to five times without a break."""
    for times in range(2, 6):
        once, left = divmod(len(line), times)
        if once and not left and line == line[:once] * times:
            return line[:once]
    return line


def _no_card(line: str) -> BadInput:
    """Return the error for what does not begin with twelve digits and a bar; the words say the likeliest cause."""
    head = re.split(r"[|~\\]", line, maxsplit=1)[0]
    if head != line and not head.isdigit():
        return scanned.switch_input_method(_NUMBER_PART)
    if head != line and len(head) == 9:
        return BadInput(N_("Mã này mang số CMND cũ 9 chữ số, không phải thẻ căn cước."), field="scan")
    if head != line:
        return BadInput(
            N_("Số định danh trên mã QR phải có 12 chữ số, đọc được {count}; tắt bộ gõ tiếng Việt rồi quét lại thẻ."),
            field="scan",
            count=len(head),
        )
    return BadInput(N_("Đây không phải mã QR của thẻ căn cước."), field="scan")


def _card(number: PersonalNumber, parts: list[str]) -> IdCard:
    """Build the card from its fields after the number, each in its place."""
    warnings = number.doubts()
    name, address = _name_and_address(parts[1], parts[4], warnings)
    born = partial_date.parse(parts[2], field="born")
    if born.earliest > clock.today():
        raise BadInput(N_("Ngày sinh {born} trên mã QR ở tương lai; đối chiếu với thẻ."), field="born", born=str(born))
    sex = _sex(parts[3], warnings)
    issued = _issued(parts[5] if len(parts) > 5 else "", born, warnings)
    warnings += personal_number.check_against(number, born, sex)
    return IdCard(
        number=number,
        old_number=_old_number(parts[0], warnings),
        name=name,
        born=born,
        sex=sex,
        address=address,
        issued=issued,
        extra=tuple(text.clean(part, MAX_ADDRESS) for part in parts[_FIELDS - 1 :]),
        warnings=tuple(warnings),
    )


def _name_and_address(name: str, address: str, warnings: list[Said]) -> tuple[str, str]:
    """Return both texts as they were on the card; doubts that remain go to ``warnings``."""
    scanned.refuse_broken(name, scanned.NAME_PART)
    scanned.refuse_broken(address, said(N_("nơi cư trú")))
    composed = scanned.compose_name(name)
    if composed.by is not None:
        address = scanned.compose(address, composed.by)
        warnings.append(
            said(N_("Họ tên được ghép lại từ phím gõ thành «{name}»; đối chiếu từng chữ với thẻ."), name=composed.name)
        )
    warnings += [
        said(N_("Từ «{word}» trong họ tên giống chữ chưa ghép dấu; đối chiếu với thẻ."), word=word)
        for word in composed.doubts
    ]
    if not address:
        warnings.append(said(N_("Mã QR không có nơi cư trú; hãy nhập theo thẻ.")))
    return names.proper_name(composed.name), text.clean(address, MAX_ADDRESS)


def _sex(written: str, warnings: list[Said]) -> Sex:
    sex = _SEX_WORDS.get(text.fold(written))
    if sex is None:
        raise BadInput(N_("Không đọc được giới tính «{text}» trên mã QR; hãy quét lại thẻ."), field="sex", text=written)
    if not text.same_text(written, str(sex.label)):
        warnings.append(said(N_("Giới tính trên mã QR mất dấu, hiểu là {sex}; đối chiếu với thẻ."), sex=sex.label))
    return sex


def _old_number(written: str, warnings: list[Said]) -> str | None:
    if written and len(written) not in (9, 12):
        warnings.append(
            said(N_("Số giấy tờ cũ trên mã QR có {count} chữ số, thường là 9 hoặc 12."), count=len(written))
        )
    return written or None


def _issued(written: str, born: PartialDate, warnings: list[Said]) -> date | None:
    """Return the day of issue, without what a scanner adds behind the last field."""
    kept = re.sub(r"(?<=[0-9])[^0-9]{1,4}$", "", written)
    if not any(map(str.isalnum, kept)):
        warnings.append(said(N_("Mã QR không có ngày cấp thẻ; hãy nhập theo thẻ.")))
        return None
    issued = partial_date.parse(kept, field="issued").exact
    if issued is None:
        raise BadInput(N_("Ngày cấp «{text}» trên mã QR không đủ ngày, tháng, năm."), field="issued", text=kept)
    if issued < born.earliest:
        raise BadInput(
            N_("Ngày cấp {issued} trên mã QR trước ngày sinh {born}; hãy quét lại và đối chiếu với thẻ."),
            field="issued",
            issued=str(PartialDate.of(issued)),
            born=str(born),
        )
    if issued > clock.today():
        warnings.append(
            said(N_("Ngày cấp thẻ {issued} ở tương lai; đối chiếu với thẻ."), issued=str(PartialDate.of(issued)))
        )
    return issued
