from __future__ import annotations

import string
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from motcua.dossiers import summary as summaries
from motcua.dossiers.summary import Summary
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, MotcuaError, RuleError

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
OTHER = Ed25519PrivateKey.from_private_bytes(b"o" * 32)
PUBLIC = [KEY.public_key()]
ADDRESS = "https://motcua.phungcong.example.vn/ho-so/tra-cuu#"


def promise(**other: object) -> Summary:
    facts: dict[str, object] = {
        "code": "H31.27.4-250711-0001",
        "procedure": "1.001193",
        "unit": "12187",
        "received_at": clock.at(2025, 7, 11, 9),
        "due_at": clock.at(2025, 7, 11, 17),
        "papers": summaries.digest_of_papers([("Tờ khai", 1, 0, 0)]),
    }
    return Summary(**{**facts, **other})  # type: ignore[arg-type]


SIGNED = summaries.sign(promise(), KEY)

codes = st.text(string.ascii_letters + string.digits + "./_-", min_size=1, max_size=60).filter(
    lambda text: text[0].isalnum()
)
instants = st.integers(946_684_800, 7_258_118_399).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
promises = st.builds(
    Summary,
    code=codes,
    procedure=codes,
    unit=codes,
    received_at=instants,
    due_at=st.none() | instants,
    papers=st.binary(min_size=16, max_size=16),
    realm=st.sampled_from(["thật", "thử"]),
    issue=st.integers(1, 255),
    demonstration=st.booleans(),
)


@given(promises)
def test_every_promise_comes_back_as_it_was_signed(promised: Summary) -> None:
    signed = summaries.sign(promised, KEY)
    assert signed.isdigit()
    assert summaries.find(signed) == signed
    assert summaries.verify(signed, PUBLIC) == promised
    assert summaries.verify(f"{ADDRESS}{signed}\n", PUBLIC) == promised


@given(st.integers(0, len(SIGNED) - 1), st.sampled_from("0123456789"))
def test_any_changed_digit_is_detected(place: int, digit: str) -> None:
    changed = SIGNED[:place] + digit + SIGNED[place + 1 :]
    if changed == SIGNED:
        assert summaries.verify(changed, PUBLIC) == promise()
        return
    with pytest.raises(MotcuaError):
        summaries.verify(changed, PUBLIC)


@given(st.integers(0, len(SIGNED)), st.text("0123456789", min_size=1, max_size=4))
def test_any_inserted_or_lost_digit_is_detected(place: int, more: str) -> None:
    for changed in (SIGNED[:place] + more + SIGNED[place:], SIGNED[:place] + SIGNED[place + 1 :]):
        if changed != SIGNED:
            with pytest.raises(MotcuaError):
                summaries.verify(changed, PUBLIC)


@given(st.text() | st.text("0123456789 ", max_size=900) | st.from_regex(r"1[0-9]{235,680}", fullmatch=True))
def test_no_text_raises_anything_but_our_errors(text: str) -> None:
    with pytest.raises(MotcuaError):
        summaries.verify(text, PUBLIC)


@given(st.binary(min_size=34, max_size=120))
def test_rubbish_signed_by_the_right_key_is_still_read_safely(body: bytes) -> None:
    raw = bytes([summaries.VERSION]) + body
    digits = summaries._digits(raw + KEY.sign(summaries._DOMAIN + raw))
    try:
        signed = summaries.read(digits)
    except BadInput:
        return
    assert summaries._encode(signed.summary, bytes.fromhex(signed.key_id)) == signed.body


def test_a_summary_of_another_centre_names_the_unknown_key() -> None:
    with pytest.raises(RuleError, match=summaries.key_id(OTHER.public_key())):
        summaries.verify(summaries.sign(promise(), OTHER), PUBLIC)
    assert summaries.verify(summaries.sign(promise(), OTHER), [*PUBLIC, OTHER.public_key()]) == promise()


def test_content_swapped_under_a_signature_names_the_dossier() -> None:
    mine = summaries.read(SIGNED)
    later = summaries._encode(promise(due_at=clock.at(2025, 7, 10, 17)), bytes.fromhex(mine.key_id))
    with pytest.raises(RuleError, match=r"H31\.27\.4-250711-0001"):
        summaries.verify(summaries._digits(later + mine.signature), PUBLIC)


def test_a_later_version_says_so() -> None:
    raw = bytes([summaries.VERSION + 1]) + summaries.read(SIGNED).body[1:]
    with pytest.raises(BadInput, match="phiên bản 2"):
        summaries.verify(summaries._digits(raw + KEY.sign(summaries._DOMAIN + raw)), PUBLIC)


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "Hồ sơ 1"},
        {"code": ""},
        {"code": "a" * 61},
        {"procedure": "1 001"},
        {"issue": 0},
        {"issue": 256},
        {"received_at": clock.at(1999, 1, 1)},
        {"due_at": clock.at(2025, 7, 11) + timedelta(microseconds=1)},
    ],
)
def test_what_cannot_be_carried_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        summaries.sign(promise(**wrong), KEY)


def test_the_digest_changes_with_any_paper_count_or_order() -> None:
    rows = [("Tờ khai", 1, 0, 0), ("Giấy chứng sinh", 0, 1, 0)]
    others = [rows[::-1], rows[:1], [("Tờ khai", 0, 1, 0), rows[1]], [("Tờ khai1", "", 0, 0), rows[1]]]
    digests = {summaries.digest_of_papers(given) for given in [rows, *others]}
    assert len(digests) == 5


def test_an_ordinary_summary_is_short_enough_for_a_small_code() -> None:
    assert len(SIGNED) <= 330
