from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import scanned, syllable
from motcua.kernel.errors import BadInput
from motcua.kernel.words import said

PART = said("họ tên")
RIMES = sorted(rime for rime in syllable._RIMES if "oo" not in rime)  # their keys are those of ô
ONSETS = ["", "b", "ch", "đ", "gh", "gi", "kh", "m", "ngh", "ph", "qu", "s", "th", "tr", "x"]
TELEX = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
VNI = {"ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "đ": "d9"}
TONE_KEYS = {
    "": ("", ""),
    "\u0301": ("s", "1"),
    "\u0300": ("f", "2"),
    "\u0309": ("r", "3"),
    "\u0303": ("x", "4"),
    "\u0323": ("j", "5"),
}


def _keys(word: str, which: int) -> str:
    """What a person types for ``word``: vowel keys in place, tone key last."""
    table, tone = (TELEX, VNI)[which], ""
    keys = ""
    for letter in word:
        base, mark = syllable.bare_and_tone(letter)
        tone = mark or tone
        keys += table.get(base, base)
    return keys + TONE_KEYS[tone][which]


def _every_word() -> list[str]:
    words = []
    for onset in ONSETS:
        for rime in RIMES:
            if onset == "qu" and rime.startswith("ơ") and rime != "ơ":
                continue  # no such words; their keys are those of ươ
            for tone in TONE_KEYS:
                at = syllable.tone_position(rime)
                word = unicodedata.normalize("NFC", onset + rime[: at + 1] + tone + rime[at + 1 :])
                parts = syllable.analyse(word)
                if parts is not None and syllable.canonical(word) == word and not word.isascii():
                    words.append(word)
    return words


WORDS = _every_word()


@pytest.mark.parametrize("which", [0, 1])
def test_every_syllable_typed_in_keys_is_composed_again(which: int) -> None:
    compose = (scanned.from_telex, scanned.from_vni)[which]
    wrong = [(word, compose(_keys(word, which))) for word in WORDS if compose(_keys(word, which)) != word]
    assert len(WORDS) > 10_000
    assert wrong == []


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("Nguyeenx", "Nguyễn"),
        ("Nguyeexn", "Nguyễn"),
        ("TRAANF", "TRẦN"),
        ("Ddawngj", "Đặng"),
        ("DDAWNGJ", "ĐẶNG"),
        ("Phuowngf", "Phường"),
        ("Phuwowngf", "Phường"),
        ("Thuowr", "Thuở"),
        ("Gif", "Gì"),
        ("Ksor", None),
        ("Bess", None),
        ("Wen", None),
        ("Nguyen", None),
        ("Nguyễn", None),
        ("Asfr", None),
        ("", None),
    ],
)
def test_telex_keys_make_one_syllable_or_none(keys: str, word: str | None) -> None:
    assert scanned.from_telex(keys) == word


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("Nguye64n", "Nguyễn"),
        ("Nguye6n4", "Nguyễn"),
        ("D9a8ng5", "Đặng"),
        ("Phuo7ng2", "Phường"),
        ("Thuo73", "Thuở"),
        ("Nu74", "Nữ"),
        ("12A4", None),
        ("K3", None),
        ("X7", None),
        ("b9", None),
        ("To123", None),
        ("", None),
    ],
)
def test_vni_keys_make_one_syllable_or_none(keys: str, word: str | None) -> None:
    assert scanned.from_vni(keys) == word


@pytest.mark.parametrize(
    ("scan", "name"),
    [
        ("Nguyeenx Thij Thuwr", "Nguyễn Thị Thử"),
        ("NGUYEENX THIJ THUWR", "NGUYỄN THỊ THỬ"),
        ("Ddawngj An", "Đặng An"),
        ("Nguye64n Thi5 Thu73", "Nguyễn Thị Thử"),
        ("Nguyễn Thị Thử", "Nguyễn Thị Thử"),
        ("Le Van An", "Le Van An"),
        ("Lee Min Ho", "Lee Min Ho"),
        ("Ksor H'Bess", "Ksor H'Bess"),
        ("Siu Blim", "Siu Blim"),
        ("Y Moan Êñuôl", "Y Moan Êñuôl"),
    ],
)
def test_names_are_composed_only_where_certain(scan: str, name: str) -> None:
    assert scanned.compose_name(scan).name == name


@pytest.mark.parametrize(
    "scan",
    [
        "Nguyeenx Ksor",
        "Nguyễn Traanf",
        "K'So3r",
        "Nguye64n Thi X4",
        "Nguyễn Thu3",
        "Y 2",
        "K'Sor Nguyeenx",
        "Nguyeenx Blim",
    ],
)
def test_keys_that_are_not_certain_ask_to_switch_the_input_method(scan: str) -> None:
    with pytest.raises(BadInput, match="bộ gõ"):
        scanned.compose_name(scan)


@pytest.mark.parametrize(
    ("scan", "doubts"), [("Lee Min Ho", ("Lee",)), ("Nguyễn Vawn An", ("Vawn",)), ("Trần Thử", ())]
)
def test_words_that_look_like_keys_are_doubted(scan: str, doubts: tuple[str, ...]) -> None:
    assert scanned.compose_name(scan).doubts == doubts


SAMPLES = [
    "Nguyễn Thị Đặng",
    "Ỷ Ưởng À Í Ơ Ạ Ỡ",
    "Hồ Thị Thử|Nữ|Tổ 5, Phường Thử Nghiệm",
    "Y Moan Êñuôl",
    "K'Sor H'Bia Ŏ",
]


@pytest.mark.parametrize("page", [0, 1, 2])
@pytest.mark.parametrize("right", SAMPLES)
def test_utf8_shown_in_another_code_page_is_turned_back(page: int, right: str) -> None:
    shown = {byte: character for character, byte in scanned._code_pages()[page].items()}
    wrong = "".join(shown[byte] for byte in right.encode())
    assert wrong != right
    assert scanned.undo_code_page(wrong) == right


@pytest.mark.parametrize("right", SAMPLES)
def test_utf8_shown_as_latin_1_is_turned_back(right: str) -> None:
    assert scanned.undo_code_page(right.encode().decode("latin-1")) == right


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join))
def test_right_vietnamese_is_never_touched(right: str) -> None:
    assert scanned.undo_code_page(right) == right
    assert scanned.compose_name(right).name == right
    scanned.refuse_broken(right, PART)


@pytest.mark.parametrize("broken", ["Nguy�n", "Nguy?n", "Nguyá»…n V", "HoÃ ng", "?n"])
def test_lost_letters_and_a_wrong_code_page_are_refused(broken: str) -> None:
    with pytest.raises(BadInput):
        scanned.refuse_broken(broken, PART)


@pytest.mark.parametrize("broken", ["Nguyeễn", "Nguyêễn", "Hoồng", "Đaăng", "Đaặng", "Luưu", "Traần"])
def test_letters_doubled_by_an_input_method_are_refused(broken: str) -> None:
    with pytest.raises(BadInput, match="bộ gõ"):
        scanned.refuse_broken(broken, PART)


@pytest.mark.parametrize("right", ["Lưu", "Hươu", "Xoong", "Niê", "Êñuôl", "Mlô", "Khuyến", "Ayŭn", "Kpă", "Buôn Đôn"])
def test_rare_but_right_words_pass(right: str) -> None:
    scanned.refuse_broken(right, PART)


@given(st.text(max_size=60))
def test_nothing_but_bad_input_comes_out(s: str) -> None:
    assert isinstance(scanned.undo_code_page(s), str)
    try:
        scanned.refuse_broken(s, PART)
        scanned.compose_name(s)
    except BadInput as error:
        error.said.render()
