"""The catalogue of messages: every marked sentence is found, files are calm, gaps and misfits are named."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from motcua.desks.operator import messages

CODE = """
from motcua.kernel.words import N_
A = N_("Còn {count} hồ sơ")
B = pgettext("nút", "Lưu")
C = ngettext("{n} người", "{n} người chờ", 2)
D = unmarked("Không lấy")
"""
TEMPLATE = """<p>{{ _("Tiếp nhận") }} {{ _("Còn {n} việc", n=3) }}</p>
{% trans %}
  Mời
     ngồi
{% endtrans %}"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    (folder / "desks" / "templates").mkdir(parents=True)
    (folder / "tests").mkdir()
    (folder / "desks" / "code.py").write_text(CODE)
    (folder / "desks" / "templates" / "page.html").write_text(TEMPLATE)
    (folder / "tests" / "test_it.py").write_text('_("Câu của bài thử")')
    return folder


def translate(locale: Path, pairs: dict[str, str]) -> None:
    file = locale / "en/LC_MESSAGES/django.po"
    text = file.read_text()
    for vietnamese, english in pairs.items():
        text = text.replace(f'msgid "{vietnamese}"\nmsgstr ""', f'msgid "{vietnamese}"\nmsgstr "{english}"')
    file.write_text(text)


def test_sentences_of_code_and_templates_are_found_and_of_tests_not(package: Path, tmp_path: Path) -> None:
    locale = tmp_path / "locale"
    messages.update(package, locale)
    assert messages.missing(package, locale) == sorted(
        ["Còn {count} hồ sơ", "Còn {n} việc", "Mời ngồi", "Tiếp nhận", "nút|Lưu", "{n} người"]
    )


def test_updating_again_changes_no_byte_and_files_carry_no_date_or_line(package: Path, tmp_path: Path) -> None:
    locale = tmp_path / "locale"
    messages.update(package, locale)
    translate(locale, {"Tiếp nhận": "Reception"})
    messages.update(package, locale)
    before = {file: file.read_bytes() for file in locale.rglob("*.po*")}
    assert len(before) == 2
    (package / "desks" / "code.py").write_text("\n\n\n" + CODE)
    messages.update(package, locale)
    assert {file: file.read_bytes() for file in locale.rglob("*.po*")} == before
    assert not any(b"-Date" in content or b"code.py:" in content for content in before.values())


def test_a_translation_is_compiled_and_no_longer_missing(package: Path, tmp_path: Path) -> None:
    locale = tmp_path / "locale"
    messages.update(package, locale)
    translate(locale, {"Tiếp nhận": "Reception"})
    assert "Tiếp nhận" not in messages.missing(package, locale)
    messages.compile_all(locale)
    english = gettext.translation("django", locale, ["en"])
    assert english.gettext("Tiếp nhận") == "Reception"
    assert english.gettext("Mời ngồi") == "Mời ngồi"


def test_a_sentence_that_goes_keeps_its_english_until_pruned(package: Path, tmp_path: Path) -> None:
    locale = tmp_path / "locale"
    po = locale / "en/LC_MESSAGES/django.po"
    messages.update(package, locale)
    translate(locale, {"Tiếp nhận": "Reception"})
    (package / "desks/templates/page.html").write_text("")
    messages.update(package, locale)
    assert '#~ msgid "Tiếp nhận"' in po.read_text()
    (package / "desks/templates/page.html").write_text(TEMPLATE)
    messages.update(package, locale)
    assert "Tiếp nhận" not in messages.missing(package, locale)
    (package / "desks/templates/page.html").write_text("")
    messages.update(package, locale, prune=True)
    assert "Tiếp nhận" not in po.read_text()


def test_an_english_sentence_with_other_values_is_named(package: Path, tmp_path: Path) -> None:
    locale = tmp_path / "locale"
    messages.update(package, locale)
    translate(locale, {"Còn {count} hồ sơ": "{cuont} dossiers left", "Còn {n} việc": "{n} tasks left"})
    assert messages.misfits(locale) == ["Còn {count} hồ sơ"]


def test_a_template_that_cannot_be_read_is_an_error_not_a_gap(package: Path, tmp_path: Path) -> None:
    (package / "desks/templates/page.html").write_text("{% if %}")
    with pytest.raises(Exception, match=r"(?i)expected"):
        messages.update(package, tmp_path / "locale")
