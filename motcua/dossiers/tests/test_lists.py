"""The lists: what is on each, narrowed to what, found by which words, in how many statements and by which index."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import counted, lists, operating, operating_late, policies, queries, scopes, search, waiting
from motcua.dossiers.commands import (
    AssignDossier,
    CorrectDossier,
    DemandFee,
    EnterProvincialCode,
    RemindToCollect,
    RequestSupplement,
    SuspendDossier,
)
from motcua.dossiers.models import Dossier
from motcua.dossiers.narrowing import Narrow, holders, narrowed
from motcua.dossiers.rules import searching
from motcua.dossiers.rules.collecting import Manner
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, RuleError
from motcua.ledger.actor import Actor
from motcua.ledger.events.dossier_life import Lacking
from motcua.ledger.models import Access, Entry
from motcua.ledger.perform import perform

pytestmark = pytest.mark.django_db

READERS = ("tiepnhan", "thuly", "kinhte", "vanhoa", "lanhdao", "vanthu", "giamdoc", "congan", "truongphong")
OTHERS = ("quantri", "giamsat")


@pytest.fixture
def busy(town: Any) -> dict[str, UUID]:
    """A dossier on every list, of two fields: taken, waiting for papers or money, suspended, ready, late, uncollected."""
    one = {
        "lying": town.make_ready(town.accept(citizen=0)),
        "new": town.accept("2.000635", 1, "Trích lục kết hôn của ông Thử"),
        "business": town.accept("1.001612", 2),
    }
    perform(AssignDossier(dossier=one["new"]), town["thuly"])
    one["papers"] = town.accept("1.004873", 0)
    paper = one["papers"] and queries.dossier_page(town["tiepnhan"], one["papers"]).papers[0].key
    perform(
        RequestSupplement(dossier=one["papers"], lacking=(Lacking(key=paper, words="Bản chính"),)), town["tiepnhan"]
    )
    one["money"] = town.accept("2.000635", 3)
    perform(DemandFee(dossier=one["money"], notice="TB-01", amount_vnd=8_000), town["tiepnhan"])
    one["stopped"] = town.accept("2.000635", 0)
    perform(SuspendDossier(dossier=one["stopped"], ground="Điều luật thử", reason="Chờ"), town["giamdoc"])
    return one


def on(actor: Actor, scope: str, **narrow: Any) -> list[UUID]:
    return [row.id for row in lists.worklist(actor, scope, narrow=Narrow(**narrow) if narrow else None).rows]


def later(**span: int) -> Any:
    return clock.fixed(clock.now() + timedelta(**span))


def test_a_result_is_on_the_reminder_list_from_the_eighth_day_on(town: Any, busy: dict[str, UUID]) -> None:
    desk = town["tiepnhan"]
    assert (on(desk, "cho-tra"), on(desk, "chua-lay")) == ([busy["lying"]], [])
    with later(days=7):
        assert on(desk, "chua-lay") == []
    with later(days=7, minutes=2):
        assert on(desk, "chua-lay") == [busy["lying"]]
        assert on(town["giamdoc"], "chua-lay") == [busy["lying"]]
        assert "chua-lay" not in scopes.scopes_of(town["thuly"])


def test_the_reminder_list_begins_with_what_lies_longest_and_goes_on_by_key(town: Any) -> None:
    made = []
    for hours in (3, 1, 2):
        with later(hours=hours):
            made.append(town.make_ready(town.accept(citizen=hours % 3)))
    with later(days=9):
        wanted = [made[1], made[2], made[0]]
        assert on(town["tiepnhan"], "chua-lay") == wanted
        found, after = [], None
        while True:
            page = lists.worklist(town["tiepnhan"], "chua-lay", after=after, limit=1)
            found += [row.id for row in page.rows]
            after = page.after
            if after is None:
                break
        assert found == wanted


def test_a_reminder_is_noted_once_a_day_and_stands_on_the_row(town: Any, busy: dict[str, UUID]) -> None:
    desk, reminder = town["tiepnhan"], RemindToCollect(dossier=busy["lying"], manner=Manner.PHONE, note="Mai đến")
    perform(reminder, desk)
    before = Entry.objects.count()
    with pytest.raises(RuleError):
        perform(reminder, desk)
    assert Entry.objects.count() == before
    with later(days=1):
        perform(reminder, desk)
        (row,) = lists.worklist(desk, "cho-tra").rows
        assert (row.reminders, row.reminded_at) == (2, clock.now())
        told = queries.dossier_page(desk, busy["lying"]).history[-1]
        assert ("Nhắc nhận kết quả lần 2: Gọi điện." in str(told.what), told.words) == (True, "Mai đến")


def test_only_the_return_desk_reminds_and_only_of_a_result(town: Any, busy: dict[str, UUID]) -> None:
    for who in ("thuly", "lanhdao", "giamdoc", "vanhoa"):
        with pytest.raises(NotAllowed):
            perform(RemindToCollect(dossier=busy["lying"], manner=Manner.PHONE), town[who])
    with pytest.raises(Conflict):
        perform(RemindToCollect(dossier=busy["new"], manner=Manner.PHONE), town["tiepnhan"])
    assert Dossier.objects.filter(reminders__gt=0).count() == 0


@pytest.mark.parametrize(
    ("narrow", "wanted"),
    [
        ({"field": "Hộ kinh doanh"}, {"business"}),
        ({"procedure": "1.004873"}, {"papers"}),
        ({"state": "fee"}, {"money"}),
        ({"step": "specialist", "procedure": "1.001612"}, {"business"}),
        ({"channel": "online"}, set()),
        ({"channel": "direct", "state": "suspended"}, {"stopped"}),
        ({"words": "trich luc ket hon"}, {"new"}),
        ({"words": "KINH DOANH"}, {"business"}),
        ({"words": "ket tri"}, {"new"}),
        ({"words": "hon ong khong co"}, set()),
        ({"words": "uc luc"}, set()),
        ({"words": "…"}, set()),
        ({"since": date(2025, 7, 12)}, set()),
        ({"until": date(2025, 7, 10)}, set()),
        ({"due_since": date(2025, 7, 11), "due_until": date(2025, 7, 11), "state": "accepted"}, {"new"}),
        ({"due_since": date(2025, 7, 12), "state": "accepted"}, set()),
        ({"untaken": True, "state": "accepted"}, {"business"}),
    ],
    ids=str,
)
def test_every_filter_narrows_the_list(
    town: Any, busy: dict[str, UUID], narrow: dict[str, Any], wanted: set[str]
) -> None:
    names = {id_: name for name, id_ in busy.items()}
    assert {names[id_] for id_ in on(town["giamdoc"], "dang-giai-quyet", **narrow)} == wanted


def test_a_list_is_narrowed_to_who_holds_it_and_who_works_on_it(town: Any, busy: dict[str, UUID]) -> None:
    director = town["giamdoc"]
    economy, clerk = town["kinhte"].unit, town["thuly"].official
    assert on(director, "dang-giai-quyet", holder=economy) == [busy["business"]]
    assert on(director, "dang-giai-quyet", official=clerk) == [busy["new"]]
    assert economy in dict(holders(director))


def test_filters_never_show_more_than_the_list(town: Any, busy: dict[str, UUID]) -> None:
    economy = town["kinhte"].unit
    assert on(town["vanhoa"], "don-vi", holder=economy) == []
    assert on(town["vanhoa"], "qua-han", words="ho kinh doanh") == []


@pytest.mark.parametrize("text", ["trich luc ket hon", "Trích lục  KẾT HÔN", "hôn ông thử", "cong dan thu hai ket hon"])
def test_words_find_open_dossiers_with_or_without_marks(town: Any, busy: dict[str, UUID], text: str) -> None:
    assert [row.id for row in lists.find(town["vanthu"], text)] == [busy["new"]], "a post without people's data"
    assert busy["new"] in {row.id for row in lists.find(town["thuly"], text)}
    assert lists.find(town["congan"], text) == ()


def test_what_was_corrected_is_found_by_its_new_words_alone(town: Any, busy: dict[str, UUID]) -> None:
    row = Dossier.objects.get(pk=busy["new"])
    put_right = CorrectDossier(
        dossier=row.id,
        applicant=row.applicant_id,
        about="Cho cháu Tí đi học",
        reason="Ghi nhầm",
        return_manner="desk",
    )
    perform(put_right, town["tiepnhan"])
    assert lists.find(town["vanthu"], "trich luc ket hon") == ()
    assert [one.id for one in lists.find(town["vanthu"], "chau ti")] == [busy["new"]]


def test_an_old_code_of_either_pattern_still_finds_its_dossier(town: Any) -> None:
    town.work_beside_the_province()
    dossier = town.accept()
    desk = town["tiepnhan"]
    given = ["000.12.45.H33-250711-0007", "H33.45.12-250711-0008"]
    perform(EnterProvincialCode(dossier=dossier, code=given[0]), desk)
    row = Dossier.objects.get(pk=dossier)
    perform(
        CorrectDossier(
            dossier=dossier, applicant=row.applicant_id, code=given[1], reason="Gõ nhầm", return_manner="desk"
        ),
        desk,
    )
    for code in given:
        assert [one.id for one in lists.find(desk, code.lower())] == [dossier]
        assert lists.find(town["congan"], code) == ()


@pytest.mark.parametrize("who", READERS)
def test_what_is_listed_counted_exported_and_found_is_what_may_be_opened(
    town: Any, busy: dict[str, UUID], who: str
) -> None:
    """The matrix of rights: each post, each list, each way to look."""
    actor = town[who]
    with later(days=8):
        rows = Dossier.objects.all()
        may = {row.id for row in rows if policies.may_read(actor, row) is None}
        for scope in scopes.SCOPES:
            listed = on(actor, scope)
            assert set(listed) <= may, scope
            assert scopes.counts(actor, [scope]) == {scope: len(listed)}
            assert [row.id for row in lists.exported(actor, scope)] == listed
            for dossier in listed:
                assert queries.dossier_page(actor, dossier).row.id == dossier
        assert {row.id for row in lists.chosen(actor, [row.id for row in rows])} == may
        for row in rows:
            for text in (row.code, row.code[-4:], row.applicant_name, row.about, "033190000011", "0901000022"):
                assert {one.id for one in lists.find(actor, text)} <= may, text
            assert ([one.id for one in lists.find(actor, row.code)] == [row.id]) is (row.id in may)
        assert set(lists.phones(actor, [row.id for row in rows])) <= may
        for hidden in {row.id for row in rows} - may:
            with pytest.raises(NotFound):
                queries.dossier_page(actor, hidden)


@pytest.mark.parametrize("who", OTHERS)
def test_who_reads_no_dossiers_is_refused_every_list_and_finds_nothing(
    town: Any, busy: dict[str, UUID], who: str
) -> None:
    actor = town[who]
    assert scopes.scopes_of(actor) == ()
    for ask in (
        *(lambda scope=scope: lists.worklist(actor, scope) for scope in scopes.SCOPES),
        lambda: lists.find(actor, "thử"),
        lambda: lists.exported(actor, "don-vi"),
        lambda: lists.chosen(actor, list(busy.values())),
    ):
        with pytest.raises(NotAllowed):
            ask()
    assert lists.phones(actor, list(busy.values())) == {}


@pytest.mark.parametrize("scope", scopes.SCOPES)
@pytest.mark.parametrize("who", ["giamdoc", "thuly", "lanhdao"])
def test_every_list_goes_by_an_index(town: Any, busy: dict[str, UUID], who: str, scope: str) -> None:
    asked = scopes.in_order(scope, scopes.within(town[who], scope))
    for found in (asked, narrowed(asked, Narrow(words="thử", state="ready"))):
        assert _scans(found[: lists.PAGE]) == []


@pytest.mark.parametrize("text", ["cong dan thu", "0007", "250711-0007"])
def test_every_search_goes_by_an_index(town: Any, busy: dict[str, UUID], text: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        search.found(town["giamdoc"], text)
    asked = [one["sql"] for one in captured if 'FROM "dossiers_dossier"' in one["sql"]]
    assert asked
    assert [scan for sql in asked for scan in _plan(sql)] == []


COUNTS: dict[str, Callable[[Actor, list[UUID], date], Any]] = {
    "lists": lambda actor, _centres, _day: scopes.counts(actor, scopes.SCOPES),
    "signed": lambda actor, _centres, _day: lists.signed_today(actor),
    "waiting": lambda actor, _centres, _day: waiting.figure(actor),
    "tally": lambda actor, centres, day: counted.tally(actor, centres, day, day),
    "report": lambda actor, centres, day: operating.counted(actor, centres, day, day),
    "figure": lambda actor, centres, day: operating.opened(actor, centres, "resolved", day, day),
    "late": lambda actor, centres, day: operating_late.reasons(actor, centres, day, day),
}


@pytest.mark.parametrize("what", COUNTS)
def test_every_count_and_report_goes_by_an_index(town: Any, busy: dict[str, UUID], what: str) -> None:
    actor = town["giamdoc"]
    with CaptureQueriesContext(connection) as captured:
        COUNTS[what](actor, [actor.unit], clock.today())
    asked = [one["sql"] for one in captured if re.search("dossiers_(dossier|steprun)", one["sql"])]
    assert asked
    assert [scan for sql in asked for scan in _plan(sql)] == []


def _scans(found: Any) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        list(found)
    return [scan for one in captured for scan in _plan(one["sql"])]


_WHOLE = re.compile(
    r"(SCAN|Seq Scan on) (dossiers_dossier|dossiers_steprun)"
    r"|dossiers_dossier USING [A-Z ]*INDEX \S+ \(realm=\?\)"
    r"|USING [A-Z ]*INDEX dossiers_received \(received_unit_id=\?\)"
)
"""All dossiers, all of a realm, or all that a place ever received: what grows for ever. SQLite keeps no statistics of the
books, so it goes the same way through ten dossiers as through a million."""


def _plan(sql: str) -> list[str]:
    """Return the lines of a statement's plan that read what only ever grows."""
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"{explain} {sql}")
        lines = [" ".join(str(part) for part in row) for row in cursor.fetchall()]
    return [line for line in lines if _WHOLE.search(line)]


@pytest.mark.parametrize("scope", scopes.SCOPES)
def test_a_list_costs_three_statements_however_long_it_is(town: Any, busy: dict[str, UUID], scope: str) -> None:
    director = town["giamdoc"]
    for _ in range(2):
        lists.worklist(director, scope)
    for narrow, most in ((None, 3), (Narrow(words="thu", field="Hộ tịch"), 4)):
        with CaptureQueriesContext(connection) as captured:
            lists.worklist(director, scope, narrow=narrow)
        assert len(captured) <= most


@pytest.mark.parametrize("text", ["0007", "cong dan thu", "033190000011", "H33.45.12-250711-0008", "không có gì"])
def test_a_search_costs_a_bounded_number_of_statements(town: Any, busy: dict[str, UUID], text: str) -> None:
    lists.find(town["tiepnhan"], text)
    with CaptureQueriesContext(connection) as captured:
        lists.find(town["tiepnhan"], text)
    assert len(captured) <= 12


def test_phones_are_for_whoever_works_with_peoples_data_and_each_look_is_logged(
    town: Any, busy: dict[str, UUID]
) -> None:
    before = Access.objects.filter(what__contains="dossiers.phones").count()
    assert lists.phones(town["tiepnhan"], [busy["lying"]]) == {busy["lying"]: "0901 000 011"}
    assert lists.phones(town["lanhdao"], [busy["lying"]]) == {}
    assert Access.objects.filter(what__contains="dossiers.phones").count() == before + 1


def test_a_key_has_the_words_of_a_dossier_and_what_was_typed_is_folded_alike() -> None:
    dossier = Dossier(applicant_name="Đỗ Thị Hòa", about="Sao y", procedure_name="Cấp bản sao")
    assert searching.key_of(dossier) == "do thi hoa sao y cap ban sao"
    assert searching.wanted(" HOÀ, Đỗ đỗ ") == ("hoa", "do")
    assert searching.wanted("–…") == ()


@pytest.mark.parametrize("after", ["rác", "2025-07-11~xyz", "~"])
def test_a_place_on_the_reminder_list_that_is_none_is_refused(town: Any, after: str) -> None:
    with pytest.raises(BadInput):
        lists.worklist(town["tiepnhan"], "chua-lay", after=after)
