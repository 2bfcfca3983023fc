"""The note of rendered templates works: what is rendered is noted, what is not is named."""

from __future__ import annotations

import jinja2

from tests.house import plan, rendered


def test_templates_are_found_under_the_names_they_are_loaded_by():
    assert {"shared/base.html", "dossiers/print/reception_slip.typ"} <= rendered.templates()


def test_what_nobody_rendered_is_named(tmp_path):
    every = rendered.templates()
    (tmp_path / "1.txt").write_text("\n".join(every - {"shared/base.html"}))
    assert rendered.never_rendered(tmp_path) == ["shared/base.html"]
    (tmp_path / "2.txt").write_text("shared/base.html")
    assert rendered.never_rendered(tmp_path) == []


def test_what_a_set_page_imports_counts_as_set():
    seen = rendered.with_imports({"dossiers/print/reception_slip.typ"})
    assert seen > {"dossiers/print/reception_slip.typ"}


def test_templates_that_include_others_note_them_all(monkeypatch):
    monkeypatch.setattr(rendered, "_seen", set())
    monkeypatch.setattr(jinja2.Environment, "_load_template", rendered._noting)
    loader = jinja2.DictLoader({"page": "{% extends 'base' %}", "base": "{% include 'part' %}", "part": "x", "no": ""})
    jinja2.Environment(loader=loader, autoescape=True).get_template("page").render()
    assert rendered._seen == {"page", "base", "part"}


def test_every_kind_of_template_is_known():
    """A template with another ending would never be asked for."""
    kinds = {file.suffix for folder in plan.PACKAGE.rglob("templates") for file in folder.rglob("*") if file.is_file()}
    assert kinds <= rendered.KINDS
