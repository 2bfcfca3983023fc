"""From an event to whoever must act: told once, reminded, told above, ended by what ends the matter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from motcua.config.demo import building
from motcua.contact import duties, queries, reading
from motcua.contact.models import Message, Seat
from motcua.contact.queries import Asked, Show, inbox
from motcua.contact.tests.hearing import ORDER, at, history, listen, only, open_kinds, sentences, tick, told
from motcua.kernel.errors import Conflict, NotAllowed, NotFound
from motcua.kernel.ids import new_id
from motcua.ledger.actor import Realm
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.office.commands import EndPost
from motcua.works import duties as works_duties
from motcua.works.commands import PostProgress


@pytest.fixture
def works(region):
    return building.build_phung_nguyen(region)


@pytest.fixture
def silent(region, works):
    """The builder says sixty per cent on 13/6 and nothing more; on Monday 16/6 the silence is noticed."""
    building.report_sixty(region, works)
    with at(6, 16, 6, 30):
        works_duties.watch("", ORDER)
    listen()
    return only("works.silence")


def test_the_builder_and_the_commune_are_told_and_nobody_else(region, silent):
    for who in ("thicong", "ct-phung-nguyen", "csvc-phung-nguyen", "gd-phung-nguyen"):
        assert "works.silence" in open_kinds(region[who]), who
    for who in ("khoakd", "tn-phung-nguyen", "ct-xuan-lung", "thannk", "kt-phung-nguyen"):
        assert "works.silence" not in open_kinds(region[who]), who
    (words,) = sentences(region["thicong"], "works.silence")
    assert words.endswith("3 ngày chưa báo tiến độ, đang ở 60 %.")


def test_heard_twice_it_is_told_once(region, silent):
    from motcua.contact.tests import hearing
    from motcua.ledger.models import Reader

    before = Entry.objects.count()
    Reader.objects.filter(name="test.contact").delete()
    assert hearing.listen() > 0
    assert Entry.objects.count() == before
    assert Message.objects.filter(kind="works.silence").count() == 1


def test_a_report_ends_it_for_everybody_and_says_why(region, works, silent):
    with at(6, 16, 10):
        perform(PostProgress(works=works, stages={}, words="Đang thi công (thử)"), region["thicong"])
    listen()
    assert "works.silence" not in open_kinds(region["thicong"])
    row = queries.message(region["ct-phung-nguyen"], silent.id).row
    assert (row.closed_why, row.closed_at is not None) == ("Đã có báo cáo tiến độ.", True)
    assert not Seat.objects.filter(message=silent, open=True).exists()


def test_the_second_degree_takes_the_place_of_the_first_and_is_told_above(region, works, silent):
    with at(6, 19, 6, 30):
        works_duties.watch("", ORDER)
    listen()
    assert open_kinds(region["khoakd"]).count("works.silence") == 1
    assert open_kinds(region["ct-phung-nguyen"]).count("works.silence") == 1
    assert Message.objects.filter(kind="works.silence").count() == 2


def test_who_leaves_the_post_no_longer_sees_it_and_who_joins_does(region, silent):
    from motcua.config.demo.centre import founder
    from motcua.office import queries as office
    from motcua.office.commands import GivePosts, PostGiven
    from motcua.office.rules import Role

    leaving, joining = region["csvc-phung-nguyen"], region["tn-phung-nguyen"]
    with at(6, 16, 9):
        end = EndPost(official=leaving.official, post=leaving.post, valid_to="2025-06-16", decision="QĐ thử")
        perform(replace_day(end), founder())
        assert office.actor_of(leaving.account) is None
        post = PostGiven(
            unit=joining.unit, title="Phụ trách cơ sở vật chất", roles=[Role.SUPPLY], valid_from=day(16), decision="QĐ"
        )
        perform(GivePosts(official=joining.official, posts=[post]), founder())
        posts = office.posts_of(joining.account)
        new = office.actor_of(joining.account, next(one.post for one in posts if Role.SUPPLY in one.roles))
        assert "works.silence" in open_kinds(new)
        names = [name for name, _, _ in queries.message(new, silent.id).readers]
    assert leaving.name not in names
    assert joining.name in names


def day(number):
    from datetime import date

    return date(2025, 6, number)


def replace_day(command):
    import msgspec

    return msgspec.structs.replace(command, valid_to=day(16))


def test_it_is_reminded_after_two_working_days_and_told_above_level_by_level(region, silent):
    # Noticed on Monday 16/6 at 6:30, before the office opens: its sixteen hours end on Tuesday evening.
    with at(6, 17, 16, 59):
        assert tick(silent) == (0, 0)
    with at(6, 17, 17, 0):
        reading.mark_read(region["ct-phung-nguyen"], [silent.id])
        assert tick(silent) == (1, 0)
        assert queries.unread(region["ct-phung-nguyen"]) > 0, "what is reminded of is unread again"
        assert tick(silent) == (0, 0), "once"
    with at(6, 18, 17, 0):
        assert "works.silence" not in open_kinds(region["khoakd"])
        assert tick(silent) == (0, 1)
        assert only("works.silence").level == 1
    with at(6, 23, 17, 0):
        assert tick(silent) == (0, 1)
        assert "works.silence" in open_kinds(region["khoakd"])
    with at(7, 30, 17, 0):
        assert tick(silent) == (0, 0), "nobody is above those"
    assert history(silent.id) == [
        "contact.message_posted",
        "contact.message_reminded",
        "contact.message_escalated",
        "contact.message_escalated",
    ]
    words = [str(one.words) for one in queries.message(region["khoakd"], silent.id).history]
    assert words[1:] == [
        "Nhắc lại: đã có người đọc, việc chưa xong.",
        "Báo thêm Giám đốc Trung tâm, lãnh đạo UBND.",
        "Báo thêm cấp trên theo dõi địa bàn.",
    ]


def test_what_is_over_is_neither_reminded_of_nor_told_above(region, works, silent):
    with at(6, 16, 10):
        perform(PostProgress(works=works, stages={}, words="Đang thi công (thử)"), region["thicong"])
    listen()
    with at(6, 30, 17):
        assert tick(silent) == (0, 0)
        assert duties.remind(str(silent.id), ORDER) == "không còn phải báo: Công trình không báo tiến độ", (
            "closed since it was listed"
        )
    assert history(silent.id)[-1] == "contact.message_closed"


def test_marks_are_each_readers_own(region, silent):
    chair, builder = region["ct-phung-nguyen"], region["thicong"]
    before = queries.unread(builder)
    assert reading.mark_read(chair, [silent.id]) == 1
    assert reading.mark_read(chair, [silent.id]) == 0
    assert queries.unread(chair) == queries.counts(chair).unread
    assert queries.unread(builder) == before
    reading.mark_unread(chair, silent.id)
    assert not queries.message(chair, silent.id).row.read


def test_what_only_tells_waits_until_it_was_read(region, silent, monkeypatch):
    chair, builder = region["ct-phung-nguyen"], region["thicong"]
    monkeypatch.setattr(inbox, "TELLING", frozenset({"works.silence"}))
    before, others = queries.counts(chair), queries.counts(builder)
    reading.mark_read(chair, [silent.id])
    after = queries.counts(chair)
    assert (after.open, after.all) == (before.open - 1, before.all)
    assert queries.counts(builder) == others, "for others it still waits"
    reading.mark_unread(chair, silent.id)
    assert queries.counts(chair) == before


def test_a_stranger_reads_and_marks_nothing(region, silent):
    stranger = region["ct-xuan-lung"]
    with pytest.raises(NotFound):
        queries.message(stranger, silent.id)
    assert reading.mark_read(stranger, [silent.id]) == 0


def test_trial_and_real_do_not_meet(region, silent):
    trial = replace(region["ct-phung-nguyen"], realm=Realm.TRIAL)
    assert queries.listed(trial, Asked(show=Show.ALL)) == ([], False)
    assert queries.unread(trial) == 0
    with pytest.raises(NotFound):
        queries.message(trial, silent.id)


def test_people_cannot_make_or_end_messages(region, silent):
    from motcua.contact.commands import CloseMessage

    entries = Entry.objects.count()
    with pytest.raises(NotAllowed):
        perform(CloseMessage(message=silent.id, why="Thôi."), region["ct-phung-nguyen"])
    assert Entry.objects.count() == entries


def test_nothing_is_reminded_of_before_its_time(region, silent):
    from motcua.contact.commands import EscalateMessage, RemindMessage

    with at(6, 16, 8):
        for command in (RemindMessage(message=silent.id), EscalateMessage(message=silent.id)):
            with pytest.raises(Conflict):
                perform(command, ORDER)


def test_the_head_of_every_page_asks_once(region, silent, django_assert_num_queries):
    actor = region["ct-phung-nguyen"]
    queries.unread(actor)
    with django_assert_num_queries(1):
        queries.unread(actor)


def hear(event, stream, number=16, **given):
    from motcua.contact import reactions
    from motcua.kernel import clock

    reactions.hear(told(event, stream, clock.at(2025, 6, number, 9), **given))


@pytest.mark.parametrize(("first", "kinds"), [(15, ["readiness.day_off"]), (16, []), (2040, [])])
def test_a_trial_on_a_day_of_rest_needs_somebody_there(region, first, kinds):
    from datetime import date

    from motcua.ledger.events.readiness import DutyPlanGiven, TrialPlanned

    trial, on = new_id(), date(2025, 6, first) if first < 100 else date(first, 1, 1)
    place = region.places["lam-thao"]
    hear(TrialPlanned(place=place, title="Chạy thử", trial_on=on, official_on=None, centres=[]), trial, 12)
    assert open_kinds(region["khoakd"]) == kinds
    hear(DutyPlanGiven(plan="Có người trực"), trial, 13)
    assert open_kinds(region["khoakd"]) == []


def test_each_side_of_a_handover_signs_for_itself(region):
    from motcua.ledger.events.custody import TransferChecked, TransferProposed, TransferSigned

    transfer, giver, receiver = new_id(), region.centres["tra-ly"], region.centres["vu-phuc"]
    proposed = TransferProposed(
        label="BG-1", giver=giver, receiver=receiver, ground="Thử", handed_on=day(16), temporary=False, lines=[]
    )
    hear(proposed, transfer)
    assert open_kinds(region["csvc-vu-phuc"]) == ["custody.check"]
    assert open_kinds(region["csvc-tra-ly"]) == []
    hear(TransferChecked(lines=[]), transfer, 17)
    assert open_kinds(region["csvc-vu-phuc"]) == []
    assert open_kinds(region["ct-tra-ly"]) == open_kinds(region["ct-vu-phuc"]) == ["custody.sign"]
    assert sentences(region["ct-tra-ly"], "custody.sign") == ["Biên bản giao nhận tài sản BG-1 chờ bạn ký."]
    hear(TransferSigned(side="giver", done=False, assets=[], receiver=receiver), transfer, 18)
    assert (open_kinds(region["ct-tra-ly"]), open_kinds(region["ct-vu-phuc"])) == ([], ["custody.sign"])
    hear(TransferSigned(side="receiver", done=True, assets=[new_id()], receiver=receiver), transfer, 19)
    assert open_kinds(region["ct-vu-phuc"]) == []


def test_a_trial_event_makes_a_trial_message(region):
    from motcua.ledger.events.oversight import ProjectStaleNoticed

    stale = ProjectStaleNoticed(place=region.places["lam-thao"], name="Thử", owner="", since=day(1), days=15)
    hear(stale, new_id(), realm="trial")
    assert open_kinds(region["khoakd"]) == []
    assert open_kinds(replace(region["khoakd"], realm=Realm.TRIAL)) == ["oversight.stale"]
    assert Entry.objects.filter(stream_id=only("oversight.stale").id, realm="trial").count() == 1


def test_what_nobody_can_be_told_is_not_posted(region):
    from motcua.ledger.events.staff import StaffNeedTold

    orphan = region.places["thai-binh-tinh"]  # nothing stands above a province
    need = StaffNeedTold(
        need=new_id(), place=orphan, unit=orphan, official=None, kind="housing", people=2, since=day(1),
        solution="", solver="", only_province=True, reason="",
    )  # fmt: skip
    hear(need, new_id())
    assert not Message.objects.exists()


def test_over_is_under_the_other_way_round(region):
    from motcua.office import territory

    places = list(region.places.values())
    for place in places:
        assert territory.over(place) & set(places) == {one for one in places if place in territory.under(one)} - {place}
    assert region.places["lam-thao"] in territory.over(region.places["phung-nguyen"])


def test_holders_are_those_with_the_power_at_the_place_itself(region):
    from motcua.kernel.errors import NotAllowed
    from motcua.office.queries.holders import addresses, holders

    place = region.places["tra-ly"]
    named = {one.name for one in holders(place, {"works.write"}, "real", day(16))}
    assert named == {region[who].name for who in ("ct-tra-ly", "gd-tra-ly", "csvc-tra-ly")}
    assert holders(place, {"oversee"}, "real", day(16)) == ()
    assert holders(place, {"works.write"}, "trial", day(16)) == ()
    (builder,) = holders(region.contractor, {"works.report"}, "real", day(16))
    assert builder.account == region["thicong"].account
    with pytest.raises(NotAllowed):
        addresses(region["ct-tra-ly"], [builder.official])


def test_the_feed_and_the_timetable_know_the_inbox(region, works):
    from motcua.config import wiring
    from motcua.contact import reactions
    from motcua.contact.rules import heard
    from motcua.ledger import duties, feed, sealing

    wiring.hook_up()
    assert {"contact.remind", "contact.escalate", "contact.daily_letters", "contact.forget_letters"} <= {
        duty.name for duty in duties.timetable()
    }
    building.report_sixty(region, works)
    with at(6, 16, 6, 30):
        works_duties.watch("", ORDER)
    feed.react_later("contact.inbox", heard.EVENTS, reactions.hear)
    sealing.seal_all()
    assert feed.run_readers() > 0
    assert "works.silence" in open_kinds(region["thicong"])
    before = Entry.objects.count()
    feed.run_readers()
    assert Entry.objects.count() == before
