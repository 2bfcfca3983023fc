"""Directives through perform: the stories of 13/6 and 15/7/2025, who may, what is refused by name, what time brings."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.config import wiring
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, NotAllowed, NotFound, RuleError
from motcua.ledger import actor as actors
from motcua.ledger import feed, sealing
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.office.commands import SetUnitValidity
from motcua.oversight import assigning
from motcua.oversight import directive_duties as duties
from motcua.oversight.commands import (
    AcceptDirective,
    AskExtension,
    CancelDirective,
    DecideExtension,
    DescribeDirective,
    KeepLesson,
    OfferDirective,
    OpenDirective,
    ReopenDirective,
    ReportDirective,
    ReturnDirective,
    SetDirectiveDue,
    StartDirective,
    TakeOverDirective,
)
from motcua.oversight.commands.directives import Due
from motcua.oversight.models import Directive
from motcua.oversight.queries import directive_page, directives
from motcua.oversight.queries.directives import Asked, Show, Side
from motcua.oversight.rules.directives import FAR, DueKind, State

SYSTEM = actors.system("Lệnh thử")


def on(month, day, hour=8):
    return clock.fixed(clock.at(2025, month, day, hour))


def titles(actor, **asked):
    return {row.title for row in directives.exported(actor, Asked(**asked))}


def row(actor, id_):
    return directive_page.page(actor, id_).row


def test_before_the_25th_is_late_from_midnight_and_stays_late_by_days_at_acceptance(orders, steering):
    finish, chair, commune = orders["finish"], steering["khoakd"], steering["ct-phung-nguyen"]
    with on(6, 13):
        assert str(row(chair, finish).countdown) == "còn 11 ngày (7 ngày làm việc)"
        assert row(chair, finish).until == date(2025, 6, 24)
    with on(6, 24, 23):
        assert row(chair, finish).late == 0
    with on(6, 25, 0):
        assert row(chair, finish).late == 1
        assert titles(chair, show=Show.LATE) >= {"Hoàn thành xây dựng trụ sở Trung tâm Phùng Nguyên"}
        perform(OfferDirective(directive=finish, words="Đã nghiệm thu công trình"), commune)
    with on(6, 28):
        perform(AcceptDirective(directive=finish), chair)
        assert (row(chair, finish).state, row(chair, finish).late) == (State.ACCEPTED, 1)


def test_soon_stands_under_no_day_until_one_is_given_and_cannot_start(orders, steering):
    chair, supplement = steering["khoakd"], orders["supplement"]
    with on(6, 14):
        assert titles(chair, show=Show.UNDATED) == {
            "Bổ sung trang thiết bị còn thiếu cho Trung tâm",
            "Kết nối đường truyền thông suốt với hệ thống của tỉnh",
        }
        with pytest.raises(RuleError) as refused:
            perform(StartDirective(directive=supplement), chair)
        for name in ("rõ người", "rõ thời gian", "rõ trách nhiệm", "rõ sản phẩm", "rõ thẩm quyền"):
            assert name in str(refused.value.said)
        perform(SetDirectiveDue(directive=supplement, due=Due(kind=DueKind.BY_END, day=date(2025, 6, 30))), chair)
        assert "Bổ sung trang thiết bị còn thiếu cho Trung tâm" not in titles(chair, show=Show.UNDATED)
        assert Directive.objects.get(pk=supplement).state == State.DRAFT


def test_a_group_must_become_units_and_each_commune_gets_its_own_child_once(orders, steering):
    chair = steering["khoakd"]
    with on(6, 13, 17):
        page = directive_page.page(chair, orders["review"])
        assert {child.place_name for child in page.children} == {"xã Bản Nguyên", "xã Phùng Nguyên", "xã Xuân Lũng"}
        communes = [steering.places[key] for key in ("cao-xa", "xuan-lung")]
        assert assigning.assign_each(chair, orders["review"], communes, "k") == []
        open_ = OpenDirective(title="Việc nhóm", lead=steering.committees["cao-xa"], group_words="các địa phương")
        made = perform(open_, chair).target
        assert "các địa phương" not in str(directive_page.page(chair, made).refusal)


def test_extension_return_and_acceptance_are_decided_by_the_issuer_never_by_who_did_the_work(orders, steering):
    k2, deputy, office, commune = orders["k2"], steering["liemqt"], steering["vp-pt"], steering["ct-dai-dong"]
    perform(AskExtension(directive=k2, day=date(2025, 8, 31), reason="Chờ phân bổ vốn"), commune)
    with pytest.raises(Conflict):
        perform(AskExtension(directive=k2, day=date(2025, 9, 1), reason="Nữa"), commune)
    with pytest.raises(NotAllowed):
        perform(DecideExtension(directive=k2, grant=True), commune)
    perform(DecideExtension(directive=k2, grant=True, words="Đồng ý"), office)
    found = Directive.objects.get(pk=k2)
    assert (found.until, found.extensions, found.asked_day) == (date(2025, 8, 31), 1, None)
    perform(OfferDirective(directive=k2, words="Có phương án"), commune)
    with pytest.raises(NotAllowed):
        perform(AcceptDirective(directive=k2), commune)
    perform(ReturnDirective(directive=k2, reason="Thiếu biểu"), deputy)
    perform(OfferDirective(directive=k2, words="Đã bổ sung biểu"), commune)
    perform(AcceptDirective(directive=k2, words="Đạt"), deputy)
    perform(KeepLesson(directive=k2, words="Phân bổ sớm hơn"), office)
    found = Directive.objects.get(pk=k2)
    assert (found.state, found.days_late, found.returned) == (State.ACCEPTED, 0, 1)
    assert titles(deputy, show=Show.LESSONS) == {"Ưu tiên dùng kinh phí hỗ trợ cho Trung tâm trước"}
    kinds = [word.kind for word in directive_page.page(deputy, k2).words]
    assert kinds == ["lesson", "accepted", "offered", "returned", "offered", "granted", "asked"]
    perform(ReopenDirective(directive=k2, reason="Phát hiện chi sai"), deputy)
    assert Directive.objects.get(pk=k2).state == State.RUNNING


def test_nobody_accepts_their_own_work_even_where_they_also_issue(orders, steering):
    chair = steering["ct-dai-dong"]
    made = perform(
        OpenDirective(
            title="Việc tự giao", lead=chair.unit, person=chair.official, leader=chair.official, product="P", evidence="E",
            authority="A", due=Due(kind=DueKind.WITHIN, day=date(2025, 7, 20)),
        ),
        chair,
    ).target  # fmt: skip
    perform(StartDirective(directive=made), chair)
    perform(OfferDirective(directive=made, words="Xong"), chair)
    with pytest.raises(NotAllowed):
        perform(AcceptDirective(directive=made), chair)
    assert Directive.objects.get(pk=made).state == State.OFFERED


def test_orders_of_an_abolished_district_are_orphans_until_a_successor_signs(orders, steering):
    deputy, hand_over = steering["liemqt"], orders["hand-over"]
    title = "Kiểm kê, bàn giao tài sản và hồ sơ khi sắp xếp đơn vị"
    with on(6, 30):
        assert titles(steering["khoakd"], show=Show.ORPHAN) == set()
        with pytest.raises(Conflict):
            perform(TakeOverDirective(directive=hand_over, ground="Sớm"), steering["khoakd"])
    with on(7, 1, 0):
        assert title in titles(deputy, show=Show.ORPHAN)
        with pytest.raises(BadInput):
            perform(TakeOverDirective(directive=hand_over, ground=" "), deputy)
        perform(TakeOverDirective(directive=hand_over, ground="Nghị quyết sắp xếp; UBND tỉnh kế thừa"), deputy)
        assert title not in titles(deputy, show=Show.ORPHAN)
        assert Directive.objects.get(pk=hand_over).keeper_id == deputy.unit
    with on(7, 20):
        perform(OfferDirective(directive=hand_over, words="Đã bàn giao"), steering["ct-xuan-lung"])
        perform(AcceptDirective(directive=hand_over), steering["vp-pt"])


def test_overdue_goes_to_the_lead_then_the_leader_then_the_steering_office_each_once(orders, steering):
    training = Directive.objects.get(pk=orders["training"])
    told = []
    for day in (21, 22, 25, 26, 27, 28):
        with on(7, day):
            duties.watch_directives("", SYSTEM)
            again = duties.watch_directives("", SYSTEM)
            assert again == "0 nhiệm vụ phải nhắc"
            told.append(Directive.objects.get(pk=training.pk).degree)
    assert told == [0, 1, 1, 2, 2, 3]
    with on(8, 1):
        duties.watch_directives("", SYSTEM)
    assert Directive.objects.get(pk=training.pk).degree == 4
    perform(ReportDirective(directive=training.pk, percent=10, obstacle="Chưa có kinh phí"), steering["snv-pt"])
    assert titles(steering["vp-pt"], show=Show.BLOCKED) == {"Mở lớp tập huấn nghiệp vụ cho cán bộ Trung tâm các xã"}


def test_what_repeats_makes_each_period_once(orders, steering):
    with on(8, 1):
        duties.make_occurrences("", SYSTEM)
        assert duties.make_occurrences("", SYSTEM) == "0 kỳ đã lập, 0 kỳ chưa lập được"
        children = directive_page.page(steering["liemqt"], orders["k1"]).children
    assert [(child.until, child.state) for child in children] == [
        (day, State.RUNNING) for day in (date(2025, 7, 18), date(2025, 7, 25), date(2025, 8, 1))
    ]


def test_a_time_that_hangs_on_a_units_first_day_follows_it(orders, steering):
    wiring.hook_up()
    deputy, centre = steering["liemqt"], steering.centres["dai-dong"]
    due = Due(kind=DueKind.EVENT, anchor_unit=centre, offset_days=-2)
    made = perform(OpenDirective(title="Dọn phòng", lead=steering.committees["dai-dong"], due=due), deputy).target
    assert Directive.objects.get(pk=made).until == date(2025, 6, 29)
    admin = actors.system("Lệnh thử", powers=frozenset({"system", "office.manage"}))
    perform(SetUnitValidity(unit=centre, valid_from=date(2025, 7, 10), valid_to=None, ground="Lùi ngày"), admin)
    sealing.seal_all()
    feed.run_readers()
    feed.run_readers()
    assert Directive.objects.get(pk=made).until == date(2025, 7, 8)


SEES = {
    "liemqt": {"finish", "hand-over", "supplement", "k1", "k2", "k3", "training", "review-cao-xa"},
    "vp-pt": {"finish", "k3", "training", "supplement"},
    "ct-dai-dong": {"k1", "k2"},
    "ct-cao-xa": {"review-cao-xa"},
    "snv-pt": {"training"},
    "skhcn-pt": {"training"},
    "stc-pt": {"training"},
    "khoakd": {"review", "finish", "supplement", "connect", "review-cao-xa"},
    "hungnq": set(),
    "csvc-cao-xa": set(),
    "dungnt": set(),
    "kt1-pt": set(),
}
"""Of the story, by who asks: what they see (and what of the rest they must not)."""
NOT_SEEN = {"ct-dai-dong": {"k3", "finish"}, "ct-cao-xa": {"supplement", "k1", "finish"}, "snv-pt": {"k1", "finish"}}


@pytest.mark.parametrize("who", SEES)
def test_lists_counts_search_files_and_pages_show_the_same_things(orders, steering, who):
    actor = steering[who]
    seen = {row.id for row in directives.exported(actor, Asked(show=Show.ALL))}
    names = {name for name, id_ in orders.items() if id_ in seen}
    assert names >= SEES[who]
    assert not names & NOT_SEEN.get(who, set())
    assert directives.counts(actor, Asked())[Show.ALL] == len(seen)
    assert {row.id for row in directives.exported(actor, Asked(show=Show.ALL, text="a"))} <= seen
    assert sum(count for *_, count in directives.by_place(actor, Asked(show=Show.ALL))) == len(seen)
    for name, id_ in orders.items():
        if name in names:
            assert directive_page.page(actor, id_).row.id == id_
        else:
            with pytest.raises(NotFound):
                directive_page.page(actor, id_)


@pytest.mark.parametrize("show", Show)
def test_every_count_is_the_length_of_its_list(orders, steering, show):
    for who in ("liemqt", "khoakd"):
        for side in Side:
            asked = Asked(show=show, side=side)
            assert directives.counts(steering[who], asked)[show] == len(directives.exported(steering[who], asked))


def test_a_list_is_paged_without_a_gap(orders, steering, monkeypatch):
    monkeypatch.setattr(directives, "PAGE", 4)
    whole = [row.id for row in directives.exported(steering["liemqt"], Asked(show=Show.ALL))]
    paged, after, more = [], None, True
    while more:
        rows, more = directives.listed(steering["liemqt"], Asked(show=Show.ALL, after=after))
        paged += [one.id for one in rows]
        after = paged[-1]
    assert paged == whole


@pytest.mark.parametrize(
    ("who", "command"),
    [
        ("ct-cao-xa", lambda o: StartDirective(directive=o["k3"])),
        ("ct-dai-dong", lambda o: CancelDirective(directive=o["k1"], reason="x")),
        ("ct-cao-xa", lambda o: ReportDirective(directive=o["k1"], percent=5)),
        ("hungnq", lambda o: DescribeDirective(directive=o["k1"], title="x")),
        ("hungnq", lambda o: TakeOverDirective(directive=o["finish"], ground="x")),
        ("skhcn-pt", lambda o: ReportDirective(directive=o["training"], percent=5)),
        ("liemqt", lambda o: SetDirectiveDue(directive=o["k1"], due=Due(kind=DueKind.SOON), reason="x")),
        ("liemqt", lambda o: DescribeDirective(directive=o["k1"], title="Khác", reason="")),
        ("liemqt", lambda o: AcceptDirective(directive=o["k1"])),
    ],
)
def test_who_or_what_is_not_allowed_leaves_nothing_in_the_books(orders, steering, who, command):
    before = Entry.objects.count()
    with pytest.raises(MotcuaError):
        perform(command(orders), steering[who])
    assert Entry.objects.count() == before


def test_a_lead_outside_the_reach_or_ended_is_refused(orders, steering):
    for who, lead in (("hungnq", steering.committees["dai-dong"]), ("ct-cao-xa", steering.committees["dai-dong"])):
        with pytest.raises(NotAllowed):
            perform(OpenDirective(title="x", lead=lead), steering[who])
    with pytest.raises(BadInput):
        perform(OpenDirective(title="x", lead=steering["khoakd"].unit), steering["khoakd"])
    assert not Directive.objects.filter(title="x").exists()
    assert Directive.objects.get(pk=orders["k3"]).until == FAR
