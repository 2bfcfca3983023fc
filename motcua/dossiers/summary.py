"""The signed summary in a slip's QR: what the centre promised, checkable by anyone offline with its published key.

It carries no personal data: the dossier code, procedure, unit, the two instants, the realm, which printing of the slip
it is, and a digest of the papers given. Written as decimal digits: the densest way into a QR beside a web address, and
digits pass unharmed through scanners that type into a window where a Vietnamese input method is on.

Layout, version 1 (big-endian): version 1 byte · flags 1 (bit 0 trial, 1 has a due instant, 2 demonstration) · issue 1 ·
key id 4 · received 5 · due 5 (when flagged) · digest 16 · code, procedure and unit, each with its length in 1 byte ·
Ed25519 signature 64. The digits are the decimal value of the byte 01 followed by these bytes.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import unquote

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_

VERSION = 1
_DOMAIN = b"motcua receipt summary\n"
_SIGNATURE = 64
_TRIAL, _DUE, _DEMONSTRATION = 1, 2, 4
_FIELD = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,59}")
# A summary has 98 bytes with one-letter texts and 280 with three of 60 characters: 237 to 675 digits.
_DIGITS = re.compile(r"(?<![0-9])[0-9]{230,690}(?![0-9])")
_LINKED = re.compile(r"[?&]ma=([^&#\s]{0,200})[^#\s]{0,200}#[0-9]{230,690}(?![0-9])")
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_LATEST = datetime(2200, 1, 1, tzinfo=UTC)


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What one printing of a slip promises. Instants are aware and whole seconds; ``papers`` is 16 bytes."""

    code: str
    procedure: str
    unit: str
    received_at: datetime
    due_at: datetime | None
    papers: bytes
    realm: Literal["thật", "thử"] = "thật"
    issue: int = 1
    demonstration: bool = False


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """A summary read back, not yet checked: with the id of the key it names, the bytes signed and the signature."""

    summary: Summary
    key_id: str
    body: bytes
    signature: bytes


def key_id(key: Ed25519PublicKey) -> str:
    """Return the 8 hexadecimal digits by which a summary names the key that signed it."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:8]


def digest_of_papers(papers: Iterable[Sequence[object]]) -> bytes:
    """Return the 16-byte digest of a slip's table of papers: rows of (name, original, certified, photocopy)."""
    rows = [[str(cell) for cell in row] for row in papers]
    return hashlib.sha256(b"motcua papers\n" + msgspec.json.encode(rows)).digest()[:16]


def sign(summary: Summary, private_key: Ed25519PrivateKey) -> str:
    """Return the signed summary as a string of decimal digits; :class:`BadInput` when a field cannot be carried."""
    body = _encode(summary, bytes.fromhex(key_id(private_key.public_key())))
    return _digits(body + private_key.sign(_DOMAIN + body))


def find(text: str) -> str | None:
    """Return the digits of the first summary standing in ``text`` (an address, a scan, a page), or ``None``."""
    found = _DIGITS.search(text)
    return found.group() if found else None


def linked_code(text: str) -> str:
    """Return the dossier code in the address just before the digits ("" without one): the part nobody signed."""
    found = _LINKED.search(text)
    return unquote(found.group(1)) if found else ""


def read(text: str) -> Signed:
    """Return the summary in ``text`` (digits alone, or an address or scan around them) without checking the signature.

    :class:`BadInput` when there is none or it is damaged.
    """
    digits = find(text)
    if digits is None:
        raise BadInput(N_("Không thấy mã kiểm chứng của giấy tiếp nhận trong nội dung đưa vào."))
    number = int(digits)
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    # One summary has one spelling: no leading zeros, the marker byte in front.
    if raw[0] != 1 or digits[0] == "0" or len(raw) < 1 + _SIGNATURE:
        raise _damaged()
    body, signature = raw[1:-_SIGNATURE], raw[-_SIGNATURE:]
    if body[:1] and body[0] != VERSION:
        raise BadInput(
            N_(
                "Mã kiểm chứng ghi phiên bản {version}, phần mềm này đọc phiên bản {known}: "
                "giấy của phần mềm mới hơn, hoặc mã đã bị sửa."
            ),
            version=body[0],
            known=VERSION,
        )
    try:
        summary, key = _decode(body)
    except (struct.error, ValueError, IndexError) as error:
        raise _damaged() from error
    return Signed(summary=summary, key_id=key, body=body, signature=signature)


def verify(text: str, public_keys: Iterable[Ed25519PublicKey]) -> Summary:
    """Return the summary in ``text`` when one of ``public_keys`` signed it.

    :class:`BadInput` when it cannot be read; :class:`RuleError` when the key is not among the published ones or the
    content was changed after signing.
    """
    signed = read(text)
    candidates = [key for key in public_keys if key_id(key) == signed.key_id]
    if not candidates:
        raise RuleError(
            N_("Khóa ký {key} không có trong danh sách khóa đã công bố: giấy của nơi khác, hoặc mã đã bị sửa."),
            key=signed.key_id,
        )
    for key in candidates:
        try:
            key.verify(signed.signature, _DOMAIN + signed.body)
        except InvalidSignature:
            continue
        return signed.summary
    raise RuleError(
        N_("Chữ ký không khớp: nội dung mã kiểm chứng của hồ sơ {code} đã bị sửa."), code=signed.summary.code
    )


def _damaged() -> BadInput:
    return BadInput(
        N_("Mã kiểm chứng không đọc được hoặc đã bị sửa. Xin quét lại từ tờ giấy; vẫn vậy thì hỏi Trung tâm.")
    )


def _digits(raw: bytes) -> str:
    return str(int.from_bytes(b"\x01" + raw, "big"))


def _encode(summary: Summary, key: bytes) -> bytes:
    flags = (
        (_TRIAL if summary.realm == "thử" else 0)
        | (_DUE if summary.due_at is not None else 0)
        | (_DEMONSTRATION if summary.demonstration else 0)
    )
    if not 1 <= summary.issue <= 255:
        raise BadInput(N_("Lần cấp giấy phải từ 1 đến 255."), field="issue")
    if len(summary.papers) != 16:
        raise ValueError("the digest of papers has 16 bytes")
    parts = [bytes([VERSION, flags, summary.issue]), key, _seconds(summary.received_at, "received_at")]
    if summary.due_at is not None:
        parts.append(_seconds(summary.due_at, "due_at"))
    parts.append(summary.papers)
    for name in ("code", "procedure", "unit"):
        value: str = getattr(summary, name)
        if not _FIELD.fullmatch(value):
            raise BadInput(
                N_("«{value}» không phải là mã: chỉ gồm chữ không dấu, số, . - _ /"), field=name, value=value
            )
        parts.append(bytes([len(value)]) + value.encode("ascii"))
    return b"".join(parts)


def _decode(body: bytes) -> tuple[Summary, str]:
    flags, issue = body[1], body[2]
    if flags & ~(_TRIAL | _DUE | _DEMONSTRATION) or issue == 0:
        raise ValueError("unknown flags")
    key, at = body[3:7], 7
    received, at = _instant(body, at), at + 5
    due = None
    if flags & _DUE:
        due, at = _instant(body, at), at + 5
    papers, at = body[at : at + 16], at + 16
    texts = []
    for _ in range(3):
        end = at + 1 + body[at]
        value = body[at + 1 : end].decode("ascii")
        if not _FIELD.fullmatch(value):
            raise ValueError("not a code")
        texts.append(value)
        at = end
    if at != len(body):
        raise ValueError("length")
    summary = Summary(
        code=texts[0],
        procedure=texts[1],
        unit=texts[2],
        received_at=received,
        due_at=due,
        papers=papers,
        realm="thử" if flags & _TRIAL else "thật",
        issue=issue,
        demonstration=bool(flags & _DEMONSTRATION),
    )
    return summary, key.hex()


def _seconds(instant: datetime, field: str) -> bytes:
    if instant.tzinfo is None:
        raise ValueError("naive datetime")
    if instant.microsecond or not _EARLIEST <= instant < _LATEST:
        raise BadInput(N_("Thời điểm trên giấy phải tròn giây và trong khoảng năm 2000 đến 2199."), field=field)
    return int(instant.timestamp()).to_bytes(5, "big")


def _instant(body: bytes, at: int) -> datetime:
    seconds = int.from_bytes(body[at : at + 5], "big")
    instant = datetime.fromtimestamp(seconds, UTC) if seconds < 2**34 else _LATEST
    if not _EARLIEST <= instant < _LATEST:
        raise ValueError("instant")
    return instant
