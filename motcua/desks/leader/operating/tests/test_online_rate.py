"""The online rate of two communes together: 190 of 200, told apart by whose hands filed them, each opened to its dossiers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from motcua.catalogue.facts import Channel
from motcua.config.demo.centre import STARTED, founder
from motcua.config.demo.dossiers import papers_of
from motcua.config.demo.staffing import hire
from motcua.dossiers import operating
from motcua.dossiers.commands import AcceptDossier
from motcua.dossiers.recounted import recounted
from motcua.dossiers.tests.merged import STATUS, founded
from motcua.indicators.rules import operating as rules
from motcua.kernel import clock
from motcua.ledger.perform import perform
from motcua.office.commands import CreateUnit
from motcua.office.founding import Founded
from motcua.office.models import Unit
from motcua.office.rules import Level, Role
from motcua.office.tests.factories import make_commune

FILED = {
    "10273": {"citizen": 70, "helper": 25, "official": 15, "": 6},
    "10276": {"citizen": 55, "helper": 15, "official": 10, "": 4},
}
"""What the books hold: how many of each commune's dossiers were put in online by whose hands, "" for those on paper."""
CASE = "cap-moi"
DAY = date(2025, 7, 11)


@pytest.fixture
def both(town: Any) -> dict[str, Founded]:
    """Phượng Dực and Hồng Minh with 200 dossiers that may be filed online, and somebody who watches over both."""
    home = Unit.objects.get(pk=town.bodies.commune)
    province = Unit.objects.get(pk=home.parent_id)
    made = {}
    for number, (code, name) in enumerate((("10273", "Phượng Dực"), ("10276", "Hồng Minh")), 1):
        commune = make_commune(province, code, name)
        with clock.fixed(clock.at(2025, 7, 1, 8)):
            made[code] = founded(commune.pk, f"H26.99.0{number}", founder(), town)
        _received(town, made[code], FILED[code])
    office = CreateUnit(
        level=Level.COMMITTEE, parent=province.pk, valid_from=STARTED, name="UBND tỉnh", ground="Kiểm thử"
    )
    post = (perform(office, founder()).target, "Theo dõi địa bàn", (Role.OVERSEER,))
    hire("theodoi", "Mai Thử Dõi", (post,), STARTED)
    return made


def _received(town: Any, commune: Founded, filed: dict[str, int]) -> None:
    receiver = replace(town["tiepnhan"], unit=commune.centre, units=frozenset({commune.centre}))
    citizens = town.citizens
    for hands, count in filed.items():
        channel: Channel = "online" if hands else "direct"
        papers = papers_of(STATUS, CASE, channel)
        for number in range(count):
            command = AcceptDossier(
                procedure=STATUS,
                case=CASE,
                applicant=citizens[number % len(citizens)].id,
                papers=papers,
                channel=channel,
                filed_by=hands,
            )
            perform(command, receiver)


def test_two_communes_together_have_95_percent_and_each_its_own(
    town: Any, both: dict[str, Founded], sign_in: Any, client: Any
) -> None:
    sign_in(client, "theodoi", verified=True)
    page = client.get("/bao-cao/?tu=11/07/2025&den=11/07/2025").content.decode()
    assert _figures(page, "online") == (190, "95,0 % (190/200)")
    assert _figures(page, "online_able")[0] == 200
    assert [_figures(page, f"online_{who}")[0] for who in ("citizen", "helper", "official")] == [125, 40, 25]
    assert _figures(page, "direct")[0] == 10
    for code, online, rate in (("10273", 110, "94,8 % (110/116)"), ("10276", 80, "95,2 % (80/84)")):
        alone = client.get(f"/bao-cao/?tu=11/07/2025&den=11/07/2025&noi={both[code].commune.hex}").content.decode()
        assert _figures(alone, "online") == (online, rate)


def test_the_books_count_the_same_and_each_pair_of_hands_opens_to_its_dossiers(
    town: Any, both: dict[str, Founded]
) -> None:
    centres = [one.centre for one in both.values()]
    assert [one for one in recounted(centres, "real", DAY, DAY) if one.differs] == []
    counts = operating.counts_of(centres, "real", DAY, DAY)
    assert not rules.differences(counts)
    receiver = replace(town["tiepnhan"], unit=centres[0], units=frozenset(centres))
    for who, wanted in (("citizen", 125), ("helper", 40), ("official", 25)):
        found, seen = operating.opened(receiver, centres, f"online_{who}", DAY, DAY), set()
        while True:
            seen |= {row.id for row in found.rows}
            if found.after is None:
                break
            found = operating.opened(receiver, centres, f"online_{who}", DAY, DAY, after=UUID(found.after))
        assert len(seen) == wanted


def _figures(page: str, key: str) -> tuple[int, str]:
    """Return the count and the share of a line of the report."""
    for row in re.findall(r"<tr.*?</tr>", page, re.S):
        name, *cells = [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[dh].*?</t[dh]>", row, re.S)]
        if name == operating.FIGURES[key] and cells:
            return int(cells[0].replace(".", "")), cells[1]
    raise AssertionError(key)
