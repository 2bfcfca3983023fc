"""Watched projects through perform: who may, what is kept, when a silence is told, and what a refusal leaves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from motcua.ledger import actor as actors
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.oversight import duties, queries, rules
from motcua.oversight.commands import CloseProject, CorrectProject, ListProject, PostProjectWord, ReopenProject
from motcua.oversight.models import Project
from motcua.oversight.queries import Asked, Show

pytestmark = pytest.mark.django_db
SYSTEM = actors.system("Lệnh thử")


def listed(region, name="Đường 437", **more):
    command = ListProject(place=region.places["cao-xa"], name=name, kind=rules.Kind.PROJECT, **more)
    return perform(command, region["khoakd"]).target


def on(day, hour=8):
    return clock.fixed(clock.at(day.year, day.month, day.day, hour))


def test_the_last_word_is_what_the_list_says(region):
    project = listed(region, owner="Phòng Kinh tế", next_step="Họp dân", next_by=date(2025, 6, 20))
    word = PostProjectWord(
        project=project, status=rules.Status.CLEARING, words="Đã kiểm đếm 12 hộ", next_step="Chi trả", owner=""
    )
    perform(word, region["khoakd"])
    ((row,), more) = queries.listed(region["khoakd"], Asked())
    assert (row.status, row.next_step, row.next_by, row.owner, more) == (
        rules.Status.CLEARING,
        "Chi trả",
        None,
        "Phòng Kinh tế",
        False,
    )
    page = queries.page(region["khoakd"], project)
    assert [(one.text, one.who) for one in page.words] == [("Đã kiểm đếm 12 hộ", "Khuất Đăng Khoa")]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "  "}, "name"),
        ({"stale_days": 0}, "stale_days"),
        ({"stale_days": 366}, "stale_days"),
        ({"status": rules.Status.FINISHED}, "status"),
    ],
)
def test_what_makes_no_sense_is_not_listed(region, change, field):
    command = ListProject(place=region.places["cao-xa"], **{"name": "Đường 437", "kind": rules.Kind.PROJECT, **change})
    with pytest.raises(BadInput) as refused:
        perform(command, region["khoakd"])
    assert refused.value.field == field
    assert not Project.objects.exists()


def test_the_same_name_is_not_watched_twice_but_may_come_back(region):
    project = listed(region)
    with pytest.raises(BadInput):
        listed(region)
    perform(CloseProject(project=project, finished=True, words="Thông xe"), region["khoakd"])
    listed(region)
    assert Project.objects.count() == 2


@pytest.mark.parametrize("who", ["gd-cao-xa", "ct-cao-xa", "tn-cao-xa", "kt-cao-xa", "thicong"])
def test_who_does_not_write_projects_writes_none(region, who):
    project = listed(region)
    before = Entry.objects.count()
    with pytest.raises(NotAllowed):
        perform(PostProjectWord(project=project, status=rules.Status.STUCK, words="x"), region[who])
    assert Entry.objects.count() == before


def test_others_places_are_neither_written_nor_seen(region):
    project = listed(region)
    city = region["tp-thaibinh"]
    with pytest.raises(NotAllowed):
        perform(PostProjectWord(project=project, status=rules.Status.STUCK, words="x"), city)
    with pytest.raises(NotAllowed):
        perform(ListProject(place=region.places["cao-xa"], name="X", kind=rules.Kind.PLAN), city)
    with pytest.raises(NotFound):
        queries.page(city, project)
    assert queries.listed(city, Asked()) == ((), False)
    assert queries.exported(city, Asked()) == ()
    found = queries.counts(city)
    assert (found.open, found.closed, found.places) == (0, 0, ())


def test_a_silence_is_told_once_until_somebody_speaks(region):
    start = clock.today()
    project = listed(region, stale_days=30)
    for days, told in ((29, "0"), (30, "1"), (31, "0"), (90, "0")):
        with on(start + timedelta(days=days)):
            assert duties.watch("", SYSTEM) == f"{told} dự án lâu không có tin"
    with on(start + timedelta(days=91)):
        perform(PostProjectWord(project=project, status=rules.Status.STUCK, words="Chờ mặt bằng"), region["khoakd"])
        assert queries.counts(region["khoakd"]).stale == 0
    with on(start + timedelta(days=121)):
        assert queries.counts(region["khoakd"]).stale == 1
        assert duties.watch("", SYSTEM) == "1 dự án lâu không có tin"


def test_what_left_the_list_is_written_on_only_after_it_came_back(region):
    project, chair = listed(region), region["khoakd"]
    perform(CloseProject(project=project, finished=False, words="Nhà đầu tư rút"), chair)
    correct = CorrectProject(project=project, name="Khác", kind=rules.Kind.PLAN, reason="x")
    for command in (PostProjectWord(project=project, status=rules.Status.STUCK, words="x"), correct):
        with pytest.raises(Conflict):
            perform(command, chair)
    assert queries.counts(chair).closed == 1
    perform(ReopenProject(project=project, words="Có nhà đầu tư mới"), chair)
    perform(PostProjectWord(project=project, status=rules.Status.PREPARING, words="Lập lại hồ sơ"), chair)
    assert len(queries.page(chair, project).words) == 3


def test_the_list_is_searched_narrowed_and_paged_oldest_word_first(region, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    start, chair = clock.today(), region["khoakd"]
    for at, name in enumerate(("Đường 437", "CCN Đầm Đuống", "Nhà máy Hoàng Hà 1988")):
        with on(start + timedelta(days=at)):
            listed(region, name=name)
    first, more = queries.listed(chair, Asked())
    assert ([row.name for row in first], more) == (["Đường 437", "CCN Đầm Đuống"], True)
    rest, more = queries.listed(chair, Asked(after=first[-1].id))
    assert ([row.name for row in rest], more) == (["Nhà máy Hoàng Hà 1988"], False)
    assert [row.name for row in queries.listed(chair, Asked(text="dam duong"))[0]] == ["CCN Đầm Đuống"]
    assert queries.listed(chair, Asked(kind=rules.Kind.CLEARANCE))[0] == ()
    assert queries.listed(chair, Asked(show=Show.CLOSED))[0] == ()


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 365), st.integers(0, 800))
def test_a_word_grows_old_exactly_when_patience_ends(day, patience, gone):
    today = day + timedelta(days=gone)
    assert rules.is_stale(day, today, patience) == (gone >= patience)
    assert rules.silent_days(day, today) == gone
