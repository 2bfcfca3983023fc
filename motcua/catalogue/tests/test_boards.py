"""The board on the wall: what must hang there, what does, and that a line less shows at once."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue import boards, queries
from motcua.catalogue.commands import PostNotice, PutLineBack, ReportMissingLine, SwitchOff, TakeInProcedure
from motcua.catalogue.facts import Case, Fee, Limit, Paper, ProcedureFacts, Source, Step, ToldLevel
from motcua.catalogue.levels import both, now_of, read_old, table, words
from motcua.catalogue.models import Posting
from motcua.catalogue.rules import fee_for
from motcua.catalogue.rules import posting as rules
from motcua.catalogue.rules.posting import Line, Where, completeness, full, standing
from motcua.kernel.errors import BadInput, MotcuaError, NotAllowed, NotFound
from motcua.kernel.words import said
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

CODE = "2.000635"
DAY = date(2025, 7, 11)
BOUND = Limit(kind="working_days", value=3, trust="official_copy")


def facts(**changed: Any) -> ProcedureFacts:
    whole = ProcedureFacts(
        code="1.000001",
        name="Thủ tục thử",
        field="Thử",
        promulgator="Bộ Thử",
        agency_class="commune",
        source=Source(id="x", title="x", as_of=DAY, trust="official_copy"),
        channels=("direct",),
        cases=(Case(key="chung", name="Chung", papers=(Paper(key="don", name="Đơn"),)),),
        limits=(BOUND,),
        fees=(Fee(kind="lệ phí", trust="official_copy", amount_vnd=8_000),),
        subjects=("Công dân",),
        results=("Giấy",),
        sequence=("Nộp.",),
    )
    return msgspec.structs.replace(whole, **changed)


STEPS = (Step(key="a", name="Nhận", role="counter", share=100),)


def lines(told: ProcedureFacts, limit: Limit = BOUND, steps: tuple[Step, ...] = STEPS) -> tuple[Line, ...]:
    keys: list[str | None] = [case.key for case in told.cases] or [None]
    limits = {(channel, key): limit for key in keys for channel in told.channels or ("direct",)}
    return rules.lines(told, limits, steps, DAY)


def unknown(*given: Any, **named: Any) -> set[str]:
    return {line.part for line in lines(*given, **named) if line.words is None}


def test_the_seven_parts_and_what_goes_with_them_are_data_with_a_source():
    found = boards.parts()
    assert sum(part.must == "always" for part in found) == 7
    assert all(part.source and part.trust == "unverified" for part in found)
    assert {line.part for line in lines(facts(conditions="Đủ 18 tuổi"))} == {part.key for part in found}


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"sequence": ()}, set()),
        ({"channels": ()}, {"manner"}),
        ({"cases": ()}, {"papers"}),
        ({"cases": (Case(key="c", name="C", papers=(Paper(key="n", name="N", kind="note"),)),)}, {"papers"}),
        ({"subjects": ()}, {"subjects"}),
        ({"agency_class": "unspecified"}, {"agency"}),
        ({"agency_class": "unspecified", "agencies": ("UBND xã",)}, set()),
        ({"results": ()}, {"result"}),
        ({"fees": ()}, {"fee"}),
        ({"fees": (Fee(kind="phí", trust="official_copy", amount_vnd=1_000, channel="online"),)}, {"fee"}),
        ({"fees": (Fee(kind="phí", trust="official_copy", amount_vnd=1_000, until=date(2025, 7, 10)),)}, {"fee"}),
        ({"fees": (Fee(kind="phí", trust="official_copy", amount_vnd=1_000, since=date(2025, 7, 12)),)}, {"fee"}),
    ],
)
def test_a_part_of_which_nothing_is_known_is_a_line_that_lacks(changed, part):
    assert unknown(facts(**changed)) == part


def test_a_limit_that_binds_nobody_and_a_missing_process_lack():
    assert unknown(facts(), limit=Limit(kind="unknown", trust="unverified")) == {"limit"}
    assert unknown(facts(sequence=()), steps=()) == {"sequence", "process"}


def test_a_fee_counts_from_its_first_to_its_last_day():
    fee = Fee(kind="phí", trust="official_copy", amount_vnd=5, since=date(2025, 7, 1), until=date(2025, 7, 31))
    days = [date(2025, 6, 30), date(2025, 7, 1), date(2025, 7, 31), date(2025, 8, 1)]
    assert [bool(fee_for(facts(fees=(fee,)), "direct", "chung", day)) for day in days] == [False, True, True, False]


KEYS = st.sampled_from(list("abcde"))


@given(st.sets(KEYS, min_size=1), st.dictionaries(KEYS, st.booleans()), st.sets(KEYS))
def test_only_every_line_rightly_posted_and_nothing_else_is_full(must, posted, down):
    wanted = [Line(key, "fee", said(key)) for key in sorted(must)]
    digests = {line.key: line.digest for line in wanted}
    hung = {key: digests.get(key, "x") if right else "other" for key, right in posted.items()}
    found = standing(wanted, hung, dict.fromkeys(down, "rách"))
    rate = completeness(found)
    assert full(found) == (rate.numerator == rate.denominator)
    assert full(found) == (hung == digests and not down & must)


@pytest.mark.parametrize(
    ("old", "now", "exact"), [("4", "toàn trình", True), ("3", "một phần", False), ("1", "một phần", False)]
)
def test_levels_of_the_old_scale_have_their_place_on_the_new_one(old, now, exact):
    row = now_of(old)
    assert (row.now, row.exact, row.trust) == (now, exact, "unverified")


@pytest.mark.parametrize("old", ["0", "5", "", "toàn trình"])
def test_there_are_no_other_old_levels(old):
    with pytest.raises(BadInput):
        now_of(old)


def test_a_level_is_said_on_the_scale_it_was_told_on():
    assert str(words(both(facts(online_level="một phần")))) == "một phần; thang cũ tương đương mức độ 3, 2, 1"
    told = facts(online_told=ToldLevel(scale="tt32-2017", level="3"), online_level="một phần")
    assert str(words(both(told))) == "mức độ 3 theo thang cũ; quy đổi: một phần"
    assert both(facts(online_level="không")) is None
    assert both(facts()) is None
    assert {row.old for row in table()} == {"1", "2", "3", "4"}
    assert [read_old(text) for text in ("Mức độ 3", "mức 4", "3", "toàn trình")] == ["3", "4", None, None]


# in the books


def post(town: Any, code: str = CODE, key: str | None = None) -> UUID:
    digest = boards.page(town.bodies.centre, code, town["giamdoc"]).digest
    return perform(PostNotice(unit=town.bodies.centre, procedure=code, digest=digest), town["giamdoc"], key=key).target


def row(town: Any, code: str = CODE) -> boards.Posted:
    return next(one for one in boards.board(town.bodies.centre).rows if one.code == code)


def known(town: Any, code: str = CODE) -> boards.Posted:
    """Take in what the packaged facts lack, so that the set can be whole."""
    current = queries.version_on(code, DAY)
    whole = msgspec.structs.replace(
        current.facts,
        subjects=current.facts.subjects or ("Công dân Việt Nam",),
        results=current.facts.results or ("Giấy",),
        limits=(BOUND,),
        fees=(
            Fee(kind="lệ phí", trust="official_copy", amount_vnd=8_000),
            Fee(kind="phí", trust="official_copy", amount_vnd=2_000),
        ),
    )
    take(town, whole, current.number)
    return row(town, code)


def take(town: Any, whole: ProcedureFacts, base: int) -> None:
    command = TakeInProcedure(unit=town.bodies.centre, facts=whole, base=base, origin="centre")
    perform(command, town["giamdoc"].as_verified())


@pytest.mark.django_db
def test_nothing_hangs_there_until_it_is_said(town):
    found = boards.board(town.bodies.centre)
    assert (found.rate.numerator, found.rate.denominator) == (0, 7)
    assert (found.lines.numerator, found.lines.denominator > 50) == (0, True)


@pytest.mark.django_db
def test_a_whole_set_is_full_and_one_fee_line_less_is_not(town):
    known(town)
    notice = post(town)
    assert (row(town).full, row(town).rate.percent) == (True, 100)
    fee = next(
        one.line.key
        for one in boards.page(town.bodies.centre, CODE, town["giamdoc"]).standing
        if one.line.part == "fee"
    )
    perform(ReportMissingLine(notice=notice, line=fee, why="Dòng phí bị rách"), town["tiepnhan"])
    after = row(town)
    assert (after.full, after.rate.percent < 100, after.missing) == (False, True, ("fee",))
    assert boards.board(town.bodies.centre).rate.numerator == 0
    perform(PutLineBack(notice=notice, line=fee), town["tiepnhan"])
    assert row(town).full


@pytest.mark.django_db
def test_a_fee_line_removed_from_the_procedure_shows_on_the_board(town):
    known(town)
    post(town)
    current = queries.version_on(CODE, DAY)
    take(town, msgspec.structs.replace(current.facts, fees=current.facts.fees[:1]), current.number)
    after = row(town)
    assert (after.full, after.version, after.holds) == (False, 2, 3)
    assert [
        one.where for one in boards.page(town.bodies.centre, CODE, town["giamdoc"]).standing if one.line.part == "fee"
    ] == [
        Where.POSTED,
        Where.STALE,
    ]
    take(town, msgspec.structs.replace(current.facts, fees=()), 3)
    wheres = [
        one.where for one in boards.page(town.bodies.centre, CODE, town["giamdoc"]).standing if one.line.part == "fee"
    ]
    assert Where.UNKNOWN in wheres
    post(town)
    assert not row(town).full


@pytest.mark.django_db
def test_what_was_printed_before_the_procedure_changed_is_not_said_to_hang_there(town):
    known(town)
    digest = boards.page(town.bodies.centre, CODE, town["giamdoc"]).digest
    current = queries.version_on(CODE, DAY)
    take(town, msgspec.structs.replace(current.facts, fees=()), current.number)
    with pytest.raises(MotcuaError, match="đã đổi sau khi in"):
        perform(PostNotice(unit=town.bodies.centre, procedure=CODE, digest=digest), town["giamdoc"])


@pytest.mark.django_db
def test_posting_twice_with_one_key_posts_once(town):
    known(town)
    assert post(town, key="k") == post(town, key="k")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "why"), [("fee:::x:1", "rách"), ("", "rách"), ("papers", ""), ("papers", " "), ("papers", "x" * 301)]
)
def test_a_report_names_a_line_that_hangs_there_and_what_was_seen(town, line, why):
    known(town)
    notice = post(town)
    entries = Entry.objects.count()
    with pytest.raises(MotcuaError):
        perform(ReportMissingLine(notice=notice, line=line, why=why), town["tiepnhan"])
    assert Entry.objects.count() == entries


@pytest.mark.django_db
def test_a_line_is_reported_once_and_only_of_the_newest_sheet(town):
    known(town)
    first = post(town)
    line = "process"
    perform(ReportMissingLine(notice=first, line=line, why="mất"), town["tiepnhan"])
    with pytest.raises(MotcuaError):
        perform(ReportMissingLine(notice=first, line=line, why="mất"), town["tiepnhan"])
    post(town)
    for command in (ReportMissingLine(notice=first, line="agency", why="mất"), PutLineBack(notice=first, line=line)):
        with pytest.raises(MotcuaError, match="mới hơn"):
            perform(command, town["tiepnhan"])
    assert row(town).full


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["thuly", "lanhdao", "vanthu", "quantri"])
def test_others_say_nothing_of_the_board(town, who):
    known(town)
    notice = post(town)
    digest = boards.page(town.bodies.centre, CODE, town["giamdoc"]).digest
    for command in (
        PostNotice(unit=town.bodies.centre, procedure=CODE, digest=digest),
        ReportMissingLine(notice=notice, line="process", why="mất"),
        PutLineBack(notice=notice, line="process"),
    ):
        with pytest.raises(NotAllowed):
            perform(command, town[who].as_verified())


@pytest.mark.django_db
def test_what_is_switched_off_need_not_hang_there(town):
    posting = Posting.objects.get(procedure_id=CODE).pk
    perform(SwitchOff(posting=posting, reason="thử"), town["giamdoc"].as_verified())
    assert CODE not in [one.code for one in boards.board(town.bodies.centre).rows]
    with pytest.raises(NotFound):
        boards.sheet(town.bodies.centre, CODE, DAY)


@pytest.mark.django_db
def test_the_whole_board_costs_the_same_number_of_reads_however_many_are_posted(town, django_assert_max_num_queries):
    for code in ("1.001193", "1.000656", CODE):
        post(town, code)
    queries.version.cache_clear()
    boards.board(town.bodies.centre)
    with django_assert_max_num_queries(12):
        boards.board(town.bodies.centre)
