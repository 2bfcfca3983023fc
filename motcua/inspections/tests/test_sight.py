"""Who sees what: one table over lists, counts, search, pages, calendar, board and export; announced and not."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.inspections import ics, queries
from motcua.inspections.commands import BeginStop, ReadyCampaign
from motcua.inspections.queries import Asked
from motcua.inspections.queries.scope import Sight
from motcua.inspections.rules.campaigns import Kind, Part
from motcua.inspections.tests.conftest import JULY
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.ledger.models import Access
from motcua.ledger.perform import perform

INSIDE = ("liemqt", "kt1-pt", "dungnt", "stc-pt")
ABOVE = ("vp-pt",)
THERE = ("gd-dai-dong", "ct-dai-dong")
OTHERS = ("gd-xuan-lung", "kt2-pt", "khoacd", "hungnq", "khoakd", "thicong", "tn-dai-dong", "snv-pt")
WORD = "Bí mật Đại Đồng"


@pytest.fixture
def told(planning, request):
    """Return a campaign to Đại Đồng and then Xuân Lũng: ``announced`` or not, in this or that state."""

    def tell(announced, state):
        campaign = planning.campaign(WORD, announced=announced, kind=Kind.SUDDEN)
        planning.team(campaign)
        stop = planning.stop(campaign, "dai-dong")
        planning.stop(campaign, "xuan-lung", ordinal=2)
        if state != "draft":
            perform(ReadyCampaign(campaign=campaign), planning.world["liemqt"])
        return campaign, stop

    return tell


def whole(actor, campaign):
    """Return everything the actor learns of a campaign, door by door."""
    asked = queries.listed(actor, Asked())[0]
    found = {
        "list": any(row.id == campaign for row in asked),
        "count": queries.counts(actor).all > 0,
        "search": any(row.id == campaign for row in queries.listed(actor, Asked(text="bi mat"))[0]),
        "place": any(
            row.id == campaign
            for place, _ in queries.counts(actor).places
            for row in queries.listed(actor, Asked(place=place))[0]
        ),
        "month": any(row.id == campaign for row in queries.listed(actor, Asked(month=JULY))[0]),
        "export": any(row.id == campaign and row.title for row in queries.exported(actor, Asked())),
        "board": any(day.stops for day in queries.board(actor, date(2025, 7, 1), 31)),
    }
    try:
        page = queries.page(actor, campaign)
        found |= {"page": True, "title": page.title == WORD, "stops": len(page.stops)}
        found["ics"] = WORD.encode() in ics.calendar(page.stops, made_at=clock.now())
    except NotFound:
        found |= {"page": False, "title": False, "stops": 0, "ics": False}
    return found


ALL = {"list", "count", "search", "place", "month", "export", "board", "page", "title", "ics"}
SEALED = {"list", "count", "page"}
TABLE = [
    # announced, state, who → what they learn, how many stops
    (True, "draft", INSIDE, ALL, 2),
    (True, "draft", ABOVE, ALL, 2),
    (True, "draft", THERE, set(), 0),
    (True, "draft", OTHERS, set(), 0),
    (True, "ready", INSIDE, ALL, 2),
    (True, "ready", ABOVE, ALL, 2),
    (True, "ready", THERE, ALL, 1),
    (True, "ready", ("gd-xuan-lung",), ALL, 1),
    (True, "ready", ("gd-cao-xa", "kt2-pt", "hungnq", "thicong", "tn-dai-dong", "snv-pt"), set(), 0),
    (False, "draft", INSIDE, ALL, 2),
    (False, "draft", ABOVE, SEALED, 0),
    (False, "ready", INSIDE, ALL, 2),
    (False, "ready", ABOVE, SEALED, 0),
    (False, "ready", THERE, set(), 0),
    (False, "ready", OTHERS, set(), 0),
    (False, "begun", INSIDE, ALL, 2),
    (False, "begun", ABOVE, ALL, 1),
    (False, "begun", THERE, ALL, 1),
    (False, "begun", ("gd-xuan-lung", "kt2-pt", "hungnq", "thicong", "tn-dai-dong"), set(), 0),
]


@pytest.mark.parametrize(
    ("announced", "state", "people", "doors", "stops"),
    TABLE,
    ids=[f"{'told' if row[0] else 'quiet'}-{row[1]}-{row[2][0]}" for row in TABLE],
)
def test_who_sees_what(told, steering, announced, state, people, doors, stops):
    campaign, stop = told(announced, state)
    day = JULY if state == "begun" else date(2025, 7, 15)
    with clock.fixed(clock.at(day.year, day.month, day.day, 8)):
        if state == "begun":
            perform(BeginStop(stop=stop), steering["kt1-pt"])
        for who in people:
            found = whole(steering[who], campaign)
            assert {door for door, open_ in found.items() if open_ and door != "stops"} == doors, who
            assert found["stops"] == stops, who


def test_whoever_looks_at_what_is_not_announced_is_in_the_log_and_so_is_who_tries(told, steering):
    campaign, _ = told(False, "ready")
    before = set(Access.objects.values_list("pk", flat=True))
    queries.page(steering["kt1-pt"], campaign)
    queries.listed(steering["liemqt"], Asked())
    with pytest.raises(NotFound):
        queries.page(steering["gd-dai-dong"], campaign)
    rows = Access.objects.exclude(pk__in=before).order_by("at", "pk")
    looked = [(row.account_id, row.outcome) for row in rows if campaign.hex in row.subjects]
    assert looked == [
        (steering["kt1-pt"].account, "read"),
        (steering["liemqt"].account, "read"),
        (steering["gd-dai-dong"].account, "refused"),
    ]


def test_a_sealed_page_tells_no_more_than_that_it_is(told, steering):
    campaign, _ = told(False, "ready")
    page = queries.page(steering["vp-pt"], campaign)
    assert page.sight is Sight.SEALED
    empty = (page.title, page.content, page.purpose, page.documents, page.members, page.stops, page.draws, page.offers)
    assert not any(empty)


def test_statements_do_not_grow_with_stops_or_campaigns(planning):
    liem, keys = planning.world["liemqt"], ("dai-dong", "xuan-lung", "cao-xa", "phung-nguyen")

    def statements(campaign):
        queries.page(liem, campaign)  # what is kept in memory of units is read here
        with CaptureQueriesContext(connection) as asked:
            queries.page(liem, campaign)
            queries.listed(liem, Asked())
            queries.board(liem, date(2025, 7, 14), 14)
        return len(asked)

    made = []
    for who, places in (("kt2-pt", keys[:1]), ("kt1-pt", keys[1:])):
        made.append(planning.campaign(f"Đoàn {who}"))
        planning.person(made[-1], who, Part.LEADER)
        for place in places:
            planning.stop(made[-1], place)
    few, many = map(statements, made)
    # Office reads its own mark again after a second: one statement, whatever is asked.
    assert many <= few + 1


def test_what_other_desks_ask_about_a_team(told, steering):
    _, stop = told(True, "ready")
    assert {one.shown for one in queries.team_of(stop)} >= {"Quách Tất Liêm", "Lãnh đạo Sở Tài chính"}
    assert queries.parts_in(steering["dungnt"], stop) == {"delegate"}
    assert queries.parts_in(steering["kt2-pt"], stop) == frozenset()
    assert stop in queries.stops_for(steering["dungnt"])
    assert queries.stops_for(steering["dungnt"], working=True) == frozenset()
    assert [mine.part for mine in queries.my_stops(steering["kt1-pt"])] == ["member", "member"]
