"""The page about a dossier's life says what the table says. ``python -m motcua.dossiers.tests.test_table_of_acts`` writes it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from motcua.dossiers import commands
from motcua.dossiers.rules import life
from motcua.ledger.commands import act_of

PAGE = Path(__file__).resolve().parents[3] / "docs/rules/dossier-life.md"


def acts() -> str:
    """Return the table of acts as the page has it."""
    lines = ["| Act | Command | Since | To | Clock | Paper | Tells | Ground |", "|---|---|---|---|---|---|---|---|"]
    for name, deed in life.DEEDS.items():
        since = ", ".join(state.value for state in life.State if state in deed.since)
        to = deed.to.value if deed.to else ""
        tells = "the citizen" if deed.tells else ""
        paper = life.FORMS.get(deed.form, "")
        lines.append(
            f"| {deed.name} | `{name}` | {since} | {to} | {deed.clock.value} | {paper} | {tells} | {deed.ground} |"
        )
    return "\n".join(lines)


def statuses() -> str:
    """Return the table of statuses as the page has it."""
    lines = ["| State | Status | |", "|---|---|---|"]
    lines += [f"| {state!s} | {number} | {name} |" for state, (number, name) in life.PORTAL_STATUS.items()]
    return "\n".join(lines)


def written(page: str) -> str:
    """Return the page with both tables as they are now."""
    for mark, table in (("acts", acts()), ("statuses", statuses())):
        page = re.sub(
            rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)",
            lambda found, table=table: f"{found[1]}{table}\n{found[2]}",
            page,
            flags=re.DOTALL,
        )
    return page


def test_the_page_says_what_the_table_says():
    assert PAGE.read_text() == written(PAGE.read_text())


@pytest.mark.parametrize("name", list(life.DEEDS))
def test_every_deed_is_an_act_that_its_table_bars(name):
    declared = act_of(getattr(commands, name))
    assert declared.verb
    assert declared.when is not None


def test_every_state_but_the_first_is_led_to_and_every_paused_one_left():
    led = {deed.to for deed in life.DEEDS.values() if deed.to}
    assert set(life.State) - led == {life.State.ACCEPTED}
    for state in life.PAUSED:
        assert any(deed.clock is life.Clock.RESUMES and state in deed.since for deed in life.DEEDS.values())


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text()))
