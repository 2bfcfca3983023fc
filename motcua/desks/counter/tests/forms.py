"""What a browser would send: the forms of a page with their values, to be changed and sent."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[dict[str, str], dict[str, list[str]]]] = []
        self.select = ""
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((given, {}))
        if not self.forms:
            return
        values = self.forms[-1][1]
        name = given.get("name", "")
        if tag == "input" and name and given.get("type") not in {"file", "submit"}:
            if given.get("type") not in {"checkbox", "radio"} or "checked" in given:
                values.setdefault(name, []).append(given.get("value", ""))
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and ("selected" in given or self.select not in values):
            values[self.select] = [given["value"]]
        elif tag == "textarea":
            self.area = name
            values[name] = [""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        if tag == "textarea":
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area and self.forms:
            self.forms[-1][1][self.area] = [data.strip()]


def form_of(response: Any, action: str) -> dict[str, list[str]]:
    """Return the values of the form of a page that goes to ``action`` (the end of its address)."""
    reader = _Reader()
    reader.feed(response.content.decode())
    for attrs, values in reader.forms:
        if attrs.get("action", "").endswith(action):
            return values
    raise AssertionError(f"no form goes to {action}: {[attrs.get('action') for attrs, _ in reader.forms]}")


def form_here(response: Any) -> dict[str, list[str]]:
    """Return the values of the form of a page that goes where the page stands; empty where the page leads on instead."""
    reader = _Reader()
    reader.feed(response.content.decode())
    return next((values for attrs, values in reader.forms if attrs.get("action") == "" and "once_key" in values), {})


def link_with_key(response: Any, key: str) -> str:
    """Return where the link of a page leads that the F-key ``key`` follows."""
    found = re.search(rf'<a class="button[^"]*" href="([^"]*)" data-key="{key}"', response.content.decode())
    if found is None:
        raise AssertionError(f"no link is followed by {key}")
    return unescape(found[1])
