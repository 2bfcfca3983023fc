"""Compiled templates are kept for the next process, and only as long as they are still the ones wanted."""

from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader

from motcua.desks.shared import jinja


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return ``made()``: the page of ``tmp_path`` in an environment of its own, and how many templates it compiled."""
    monkeypatch.setattr(jinja.sys, "dont_write_bytecode", False)
    monkeypatch.setattr(jinja, "cache_from_source", lambda _: str(tmp_path / "kept" / "jinja.pyc"))
    compiled: list[str] = []
    plain = Environment._compile

    def compiling(environment: Environment, source: str, filename: str) -> Any:
        compiled.append(filename)
        return plain(environment, source, filename)

    monkeypatch.setattr(Environment, "_compile", compiling)

    def drawn(**names: Any) -> tuple[str, int]:
        compiled.clear()
        environment = jinja.environment(loader=FileSystemLoader(tmp_path))
        return environment.get_template("page.html").render(names), len(compiled)

    return drawn


def test_a_template_is_compiled_once_for_all_processes(made: Any, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ 2 + 2 }} {{ name }}")
    assert made(name="hồ sơ") == ("4 hồ sơ", 1)
    assert made(name="hồ sơ") == ("4 hồ sơ", 0)


def test_a_template_that_was_changed_is_compiled_anew(made: Any, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("cũ")
    made()
    (tmp_path / "page.html").write_text("mới")
    assert made() == ("mới", 1)


def test_what_another_state_of_the_product_compiled_is_not_read(
    made: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.html").write_text("trang")
    made()
    other = tmp_path / "another_jinja.py"
    other.write_text("# templates are made into something else")
    monkeypatch.setattr(jinja, "__file__", str(other))
    assert made() == ("trang", 1)


def test_addresses_are_those_of_the_process_that_draws(
    made: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.html").write_text("{{ static('a.css') }} {{ 'star'|icon }} {{ url('home') }}")
    drawn = []
    for place in ("/one/", "/two/"):
        monkeypatch.setattr(jinja, "static", place.__add__)
        monkeypatch.setattr(jinja, "url", lambda view, place=place: place + view)
        drawn.append(made())
    for (page, compiled), place, first in zip(drawn, ("/one/", "/two/"), (1, 0), strict=True):
        assert compiled == first
        assert page.startswith(f"{place}a.css <svg")
        assert f'href="{place}shared/icons.svg#star"' in page
        assert page.endswith(f"{place}home")


def test_where_nothing_may_be_kept_pages_are_drawn_all_the_same(made: Any, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("trang")
    (tmp_path / "kept").write_text("a file where the folder would be")
    assert made() == ("trang", 1)
    assert made() == ("trang", 1)


@pytest.mark.parametrize("left", [0, 30])
def test_a_kept_template_that_was_cut_short_is_compiled_anew(made: Any, tmp_path: Path, left: int) -> None:
    (tmp_path / "page.html").write_text("trang")
    made()
    (kept,) = (tmp_path / "kept" / "pages").iterdir()
    kept.write_bytes(kept.read_bytes()[:left])
    assert made() == ("trang", 1)
