"""Every part renders, in every state, escapes what people typed, and obeys the content policy."""

from __future__ import annotations

import dataclasses
import re
from datetime import datetime
from enum import Enum
from typing import Any

import pytest
from django.utils import translation
from jinja2 import Environment, UndefinedError

from motcua.desks.shared import parts_catalogue as samples
from motcua.desks.shared.shapes import DUE_LOOKS, STEP_LOOKS, Due, DueState, Link, StepState, Theme
from motcua.desks.shared.tests.conftest import SHARED
from motcua.kernel import clock
from motcua.kernel.words import N_, Said, said

TEMPLATES = sorted((SHARED / "templates" / "shared").glob("*.html"))
FAMILIES = ("page", "acts", "form", "choose", "table", "told", "visit")
HOSTILE = "\"'><script>alert(1)</script>{{ 7*7 }}"


@pytest.fixture(autouse=True)
def _vietnamese_on_the_sample_day() -> Any:
    with translation.override("vi"), clock.fixed(samples.NOW):
        yield


def catalogue(env: Environment, **over: Any) -> str:
    return env.get_template("shared/parts_catalogue.html").render({**samples.context(), **over})


def hostile(value: Any) -> Any:
    """Return the sample with every text replaced by one that wants to break out."""
    if isinstance(value, (Enum, datetime, bool, int)) or value is None:
        return value
    if isinstance(value, Said):
        return Said("{x}", {"x": HOSTILE})
    if isinstance(value, str):
        return HOSTILE
    if isinstance(value, tuple):
        return tuple(hostile(one) for one in value)
    return dataclasses.replace(
        value, **{field.name: hostile(getattr(value, field.name)) for field in dataclasses.fields(value)}
    )


def test_lateness_is_said_once(env: Environment) -> None:
    part = env.from_string("{% import 'shared/page.html' as page %}{{ page.due(value) }}")
    late = Due(DueState.LATE, said(N_("quá hạn {length} làm việc"), length="3 giờ"))
    assert re.sub(r"<[^>]+>", " ", part.render(value=late)).lower().count("quá hạn") == 1
    assert "3 giờ làm việc" in part.render(value=late)
    soon = Due(DueState.SOON, said(N_("còn {length} làm việc"), length="3 giờ"))
    assert "còn 3 giờ làm việc" in part.render(value=soon)


def test_no_text_breaks_out_of_its_place(env: Environment) -> None:
    page = env.get_template("shared/parts_catalogue.html").render(
        {name: hostile(value) for name, value in samples.context().items()}
    )
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page
    assert not re.search(r"=\"[^\"<>]*\"'>", page)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_part_of_a_family_stands_in_the_catalogue(env: Environment, family: str) -> None:
    source = (SHARED / "templates/shared/parts_catalogue.html").read_text()
    others = "".join(path.read_text() for path in TEMPLATES)
    module = env.get_template(f"shared/{family}.html").module
    macros = [name for name in vars(module) if type(getattr(module, name)).__name__ == "Macro"]
    assert macros
    missing = [name for name in macros if not name.startswith("_") and f"{family}.{name}(" not in source]
    # small parts that other parts are made of are shown by them; bound() has a test of its own
    assert [name for name in missing if f"{{{{ {name}(" not in others and f"{family}.{name}(" not in others] in (
        [],
        ["bound"],
    )


@pytest.mark.parametrize("theme", list(Theme))
def test_catalogue_renders_in_every_theme(env: Environment, theme: Theme) -> None:
    page = env.get_template("shared/parts_catalogue.html").render(samples.context(theme))
    media = {"light": "not all", "dark": "all", "auto": "(prefers-color-scheme: dark)"}[theme]
    assert f'data-theme-sheet media="{media}"' in page


def test_every_state_has_a_look() -> None:
    assert set(DUE_LOOKS) == set(DueState)
    assert set(STEP_LOOKS) == set(StepState)
    assert len({icon for _, icon, _ in DUE_LOOKS.values()}) == len(DueState)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_template_obeys_the_content_policy(path: Any) -> None:
    source = re.sub(r"{#.*?#}", "", path.read_text(), flags=re.S)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", source)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", source))
    assert "|safe" not in source


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_only_literal_sentences_are_translated(path: Any) -> None:
    assert re.findall(r"(?<![\w.])_\((?![\"'])[^)]*", re.sub(r"{#.*?#}", "", path.read_text(), flags=re.S)) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_name_no_colours(path: Any) -> None:
    assert not re.search(r"#[0-9a-fA-F]{6}\b|rgb\(", path.read_text())


def test_every_icon_that_is_asked_for_is_drawn(env: Environment) -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (SHARED / "static/shared/icons.svg").read_text()))
    asked = set(re.findall(r"icons\.svg#([\w-]+)", catalogue(env)))
    assert asked
    assert asked <= drawn


def test_sheets_and_scripts_that_are_linked_exist(env: Environment) -> None:
    linked = re.findall(r'(?:href|src)="/static/(shared/[\w.-]+)"', catalogue(env))
    assert len(linked) > 10
    assert all((SHARED / "static" / path).is_file() for path in linked)


def test_ids_are_unique_on_the_catalogue(env: Environment) -> None:
    ids = re.findall(r'\sid="([^"]+)"', catalogue(env))
    assert sorted(ids) == sorted(set(ids))


def test_unknown_name_is_an_error_not_a_blank(env: Environment) -> None:
    with pytest.raises(UndefinedError):
        env.from_string("{{ shell.unit_nam }}").render(shell=samples.shell())


def test_quotation_mark_in_a_sentence_stays_inside_its_attribute(env: Environment) -> None:
    assert env.from_string("""<a title="{{ _('Nói “có” hay "không"') }}">""").render() == (
        '<a title="Nói “có” hay &#34;không&#34;">'
    )


def test_sentence_is_said_in_the_language_of_each_reading(env: Environment) -> None:
    part = env.from_string("{{ _('Đóng') }} {{ _(word) }} {{ url('account:sign_in') }}")
    assert part.render(word="Thử lại") == "Đóng Thử lại /tai-khoan/dang-nhap/"
    with translation.override("en"):
        assert part.render(word="Thử lại") == "Close Try again /tai-khoan/dang-nhap/"
    assert part.render(word="Thử lại") == "Đóng Thử lại /tai-khoan/dang-nhap/"


def test_what_stands_on_every_page_is_drawn_for_each_language_and_theme(env: Environment) -> None:
    part = env.from_string("{{ standing('shared/_words.html') }}{{ standing('shared/_head.html', theme=theme) }}")
    light, dark = part.render(theme=Theme.LIGHT), part.render(theme=Theme.DARK)
    assert 'media="not all"' in light
    assert 'media="all"' in dark
    assert 'data-retry="Thử lại"' in light
    with translation.override("en"):
        assert 'data-retry="Try again"' in part.render(theme=Theme.LIGHT)
    assert part.render(theme=Theme.LIGHT) == light


def test_what_stands_on_every_page_knows_nothing_of_who_reads_it(env: Environment) -> None:
    with pytest.raises(UndefinedError, match="shell"):
        env.from_string("{{ standing('shared/_realm.html') }}").render(shell=samples.shell())


def test_sentence_takes_values_in_braces(env: Environment) -> None:
    shown = env.from_string(
        "{{ _('Còn {n} việc', n=3) }} {{ ngettext('{n} hồ sơ', '{n} hồ sơ', 1250) }} {{ _('95 % {x}') }}"
    )
    assert shown.render() == "Còn 3 việc 1.250 hồ sơ 95 % {x}"


def render(env: Environment, family: str, call: str, **values: Any) -> str:
    return env.from_string(f'{{% import "shared/{family}.html" as part %}}{{{{ part.{call} }}}}').render(values)


def test_act_that_cannot_be_done_says_why_and_cannot_be_sent(env: Environment) -> None:
    shown = render(env, "acts", 'button("Trả kết quả", why="Chưa có kết quả", key="F9")')
    assert 'type="button"' in shown
    assert 'aria-disabled="true"' in shown
    assert "Chưa có kết quả" in shown
    assert "data-key" not in shown


def test_field_ties_its_hint_and_errors_to_the_input(env: Environment) -> None:
    shown = render(env, "form", 'field("x", "Tên", value="A", hint="Gợi ý", errors=["Thiếu họ"], required=true)')
    assert 'aria-describedby="f-x-hint f-x-error"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'id="f-x-hint"' in shown
    assert 'id="f-x-error"' in shown
    assert "Thiếu họ" in shown


@pytest.mark.parametrize("kind", ["password", "otp"])
def test_secret_fields_tell_the_browser_what_they_are(env: Environment, kind: str) -> None:
    shown = render(env, "form", f'field("x", "Bí mật", kind="{kind}")')
    assert 'autocomplete="current-password"' in shown or 'autocomplete="one-time-code"' in shown


def test_bound_field_shows_what_django_knows(env: Environment) -> None:
    from django import forms

    class Sample(forms.Form):
        phone = forms.CharField(label="Điện thoại", help_text="Mười chữ số", max_length=12)
        kind = forms.ChoiceField(label="Loại", choices=[("a", "A"), ("b", "B")])
        agree = forms.BooleanField(label="Đồng ý")
        key = forms.CharField(widget=forms.HiddenInput)
        note = forms.CharField(label="Ghi chú", widget=forms.Textarea, required=False)

    form = Sample({"phone": "<1>", "kind": "b", "key": "k"})
    shown = env.from_string(
        '{% import "shared/form.html" as form %}{% for bf in f %}{{ form.bound(bf, size="m") }}{% endfor %}'
    ).render(f=form)
    assert 'value="&lt;1&gt;"' in shown
    assert 'maxlength="12"' in shown
    assert '<option value="b" selected>' in shown
    assert '<input type="hidden" name="key" value="k">' in shown
    assert "<textarea" in shown
    assert shown.count('aria-invalid="true"') == 1


def test_rate_of_nothing_opens_nothing_and_is_said(env: Environment) -> None:
    shown = render(env, "told", "rate(value)", value=samples.rates()[2])
    assert "chưa có" in shown
    assert "0/0" in shown
    assert "<a" not in shown


def test_stated_figure_says_who_stated_it(env: Environment) -> None:
    assert "Số liệu chung hai xã, tự báo cáo" in render(env, "told", "rate(value)", value=samples.rates()[3])


def test_pager_says_when_the_list_ends(env: Environment) -> None:
    assert "Hết danh sách" in render(env, "table", "pager(shown=4)")
    assert 'rel="next"' in render(env, "table", 'pager(shown=4, next_href="?after=4")')


@pytest.mark.parametrize("base", ["base.html", "base_public.html", "base_print.html"])
def test_trial_and_demonstration_are_never_overlooked(env: Environment, base: str) -> None:
    page = env.from_string(f'{{% extends "shared/{base}" %}}{{% block title %}}T{{% endblock %}}')
    marked = page.render(shell=samples.shell())
    plain = page.render(shell=samples.shell(trial=False, demo_clock=None))
    assert "11/07/2025 14:30" in marked
    assert "THỬ" in marked
    assert "THỬ" not in plain


@pytest.mark.parametrize("base", ["base.html", "base_public.html"])
def test_page_says_its_language_and_leads_past_the_head(env: Environment, base: str) -> None:
    page = env.from_string(f'{{% extends "shared/{base}" %}}{{% block title %}}T{{% endblock %}}')
    with translation.override("en"):
        shown = page.render(shell=samples.shell(menu=(Link("A", "/a"),), large=True))
    assert re.search(r'<html lang="en"( class="public")? data-size="large">', shown)
    assert 'class="skip" href="#main"' in shown
    assert 'aria-live="polite"' in shown
