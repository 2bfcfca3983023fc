"""Stock-taking by several people at once: batches in any order, as often as they come, and nothing lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.custody import sorting
from motcua.custody.commands import CloseStockTake, OpenStockTake, RecordObservations, SettleObservation
from motcua.custody.models import Asset, Expected, Observation, StockTake
from motcua.custody.queries import stock_takes as queries
from motcua.custody.rules.assets import Condition
from motcua.custody.rules.counting import State
from motcua.custody.sorting import Sighting
from motcua.custody.tests.factories import open_round, register
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, NotAllowed, NotFound, RuleError
from motcua.ledger.actor import Actor
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform


def saw(code: str = "", minutes: int = 0, condition: Condition = Condition.GOOD, **values) -> Sighting:
    at = clock.now() + timedelta(minutes=minutes)
    return Sighting(id=values.pop("id", uuid4()), code=code, condition=condition, observed_at=at, **values)


def send(stock_take: UUID, who: Actor, *sightings: Sighting) -> list[str]:
    """Send a batch as the door does: sorted first, what is new then recorded; return the states."""
    fates = queries.sort(who, stock_take, sightings)
    if not any(fate.state == sorting.RECORDED for fate in fates):
        return [fate.state for fate in fates]
    outcome = perform(RecordObservations(stock_take=stock_take, sightings=list(sightings)), who)
    return [item["state"] for item in outcome.ids["items"]]


@pytest.fixture
def counted(region):
    """A round of Cao Xá over three devices."""
    ids = [register(region, room="Quầy 1", name=f"Máy {number}") for number in range(3)]
    codes = list(Asset.objects.filter(pk__in=ids).order_by("code").values_list("code", flat=True))
    return open_round(region), codes


def state(stock_take, code):
    return State(Expected.objects.get(stock_take=stock_take, code=code).state)


def test_the_list_is_frozen_when_the_round_is_opened(region, counted):
    stock_take, codes = counted
    later = register(region, room="Kho mới")
    page = queries.round_page(region["csvc-cao-xa"], stock_take)
    assert [row.code for row in page.list] == codes
    assert page.rooms == ("Quầy 1", "Kho")
    assert (page.row.expected, page.row.seen, page.row.missing) == (3, 0, 3)
    code = Asset.objects.get(pk=later).code
    assert send(stock_take, region["tn-cao-xa"], saw(code)) == ["recorded"]
    assert [row.code for row in queries.round_page(region["csvc-cao-xa"], stock_take).surplus] == [code]


def test_one_open_round_a_unit_and_something_to_count(region, counted):
    with pytest.raises(Conflict):
        open_round(region)
    with pytest.raises(BadInput):
        open_round(region, "xuan-lung")
    with pytest.raises(NotAllowed):
        perform(
            OpenStockTake(place=region.places["cao-xa"], unit=region.centres["cao-xa"], title="x"),
            region["csvc-xuan-lung"],
        )


def test_a_batch_sent_again_is_harmless(region, counted):
    stock_take, codes = counted
    batch = [saw(code, room="Quầy 1") for code in codes]
    who = region["tn-cao-xa"]
    assert send(stock_take, who, *batch) == ["recorded"] * 3
    entries = Entry.objects.count()
    assert send(stock_take, who, *batch) == ["already"] * 3
    with pytest.raises(Conflict):
        perform(RecordObservations(stock_take=stock_take, sightings=batch), who)
    assert Entry.objects.count() == entries
    assert Observation.objects.count() == 3
    more = saw(name="Ghế lạ")
    assert send(stock_take, who, batch[0], more, more) == ["already", "recorded", "already"]


def test_the_same_id_with_other_content_or_from_another_person_is_refused(region, counted):
    stock_take, codes = counted
    first = saw(codes[0], room="Quầy 1")
    send(stock_take, region["tn-cao-xa"], first)
    other = Sighting(id=first.id, code=codes[1], condition=Condition.GOOD, observed_at=first.observed_at)
    assert send(stock_take, region["tn-cao-xa"], other) == ["refused"]
    assert send(stock_take, region["gd-cao-xa"], first) == ["refused"]
    assert Observation.objects.count() == 1


def test_what_arrives_late_does_not_undo_what_was_seen_later(region, counted):
    stock_take, codes = counted
    who = region["tn-cao-xa"]
    send(stock_take, who, saw(codes[0], minutes=5, condition=Condition.BROKEN, room="Kho"))
    send(stock_take, who, saw(codes[0], minutes=1, room="Quầy 1"))
    row = Expected.objects.get(stock_take=stock_take, code=codes[0])
    assert (row.state, row.counted.condition, row.differs) == (State.SEEN, Condition.BROKEN, True)


def test_two_people_who_saw_different_things_stand_side_by_side_until_somebody_settles_it(region, counted):
    stock_take, codes = counted
    one, two, keeper = region["tn-cao-xa"], region["gd-cao-xa"], region["csvc-cao-xa"]
    good, broken = saw(codes[0], room="Quầy 1"), saw(codes[0], room="Quầy 1", condition=Condition.BROKEN)
    assert send(stock_take, one, good) == ["recorded"]
    assert send(stock_take, two, broken, saw(codes[1])) == ["conflict", "recorded"]
    (row,) = queries.round_page(keeper, stock_take).of(State.CONFLICT)
    assert {(look.by_name, look.condition) for look in row.seen} == {
        (one.name, Condition.GOOD),
        (two.name, Condition.BROKEN),
    }
    with pytest.raises(RuleError, match="phân xử"):
        perform(CloseStockTake(stock_take=stock_take), keeper)
    with pytest.raises(BadInput):
        perform(SettleObservation(stock_take=stock_take, observation=broken.id, reason=" "), keeper)
    with pytest.raises(NotAllowed):
        perform(SettleObservation(stock_take=stock_take, observation=broken.id, reason="x"), one)
    perform(SettleObservation(stock_take=stock_take, observation=broken.id, reason="Đã bật thử"), keeper)
    row = Expected.objects.get(stock_take=stock_take, code=codes[0])
    assert (row.state, row.counted_id, row.differs, row.reason) == (State.SETTLED, broken.id, True, "Đã bật thử")
    assert row.observations.count() == 2
    with pytest.raises(Conflict):
        perform(SettleObservation(stock_take=stock_take, observation=good.id, reason="x"), keeper)


def test_a_settled_asset_is_in_conflict_again_when_somebody_sees_otherwise_again(region, counted):
    stock_take, codes = counted
    keeper = region["csvc-cao-xa"]
    good, broken = saw(codes[0], room="Kho"), saw(codes[0], room="Kho", condition=Condition.BROKEN)
    send(stock_take, region["tn-cao-xa"], good)
    send(stock_take, region["gd-cao-xa"], broken)
    perform(SettleObservation(stock_take=stock_take, observation=broken.id, reason="Đã thử"), keeper)
    send(stock_take, region["gd-cao-xa"], saw(codes[0], minutes=2, room="Kho", condition=Condition.BROKEN))
    assert state(stock_take, codes[0]) is State.SETTLED
    assert send(stock_take, region["tn-cao-xa"], saw(codes[0], minutes=3, room="Kho")) == ["conflict"]
    assert state(stock_take, codes[0]) is State.CONFLICT


def test_unknown_and_foreign_codes_are_kept_as_surplus_and_tell_nothing(region, counted):
    stock_take, _ = counted
    register(region, "tra-ly", name="Bí mật của Trà Lý")
    send(stock_take, region["tn-cao-xa"], saw("TS-12817-00001"), saw("MA-LA"), saw(name="Quạt trần"))
    surplus = queries.round_page(region["csvc-cao-xa"], stock_take).surplus
    assert {(row.code, row.name) for row in surplus} == {("TS-12817-00001", ""), ("MA-LA", ""), ("", "Quạt trần")}


@pytest.mark.parametrize(
    "bad",
    [
        None,
        "x",
        {},
        {"id": "không", "condition": "good", "observed_at": "2025-06-12T08:00:00+07:00"},
        {"id": str(uuid4()), "condition": "shiny", "observed_at": "2025-06-12T08:00:00+07:00", "code": "A"},
        {"id": str(uuid4()), "condition": "good", "observed_at": "hôm nay", "code": "A"},
        {"id": str(uuid4()), "condition": "good", "observed_at": "2025-06-12T08:00:00+07:00", "code": "A" * 41},
        {"id": str(uuid4()), "condition": "good", "observed_at": "2025-06-12T08:00:00+07:00", "hack": 1},
        {"id": str(uuid4()), "condition": "good", "observed_at": "2025-06-12T08:00:00+07:00", "note": ["x"]},
    ],
)
def test_an_item_that_cannot_be_read_is_refused_by_itself(bad):
    fate = sorting.parse(bad)
    assert fate.state == "refused"
    assert str(fate.why)


def test_what_cannot_be_of_this_round_is_refused_beside_what_can(region, counted):
    stock_take, codes = counted
    who = region["tn-cao-xa"]
    fine = saw(codes[0])
    states = send(
        stock_take,
        who,
        fine,
        saw(codes[1], minutes=-60),
        saw(codes[1], minutes=60),
        saw(),
        saw(codes[1], photo="0" * 64),
        Sighting(id=uuid4(), code=codes[1], condition=Condition.GOOD, observed_at=clock.now().replace(tzinfo=None)),
    )
    assert states == ["recorded", *["refused"] * 5]
    assert [row.id for row in Observation.objects.all()] == [fine.id]


@pytest.mark.parametrize("who", ["tn-tra-ly", "ct-cao-xa", "khoakd", "lt-cao-xa"])
def test_others_do_not_count(region, counted, who):
    stock_take, codes = counted
    with pytest.raises((NotAllowed, NotFound)):
        send(stock_take, region[who], saw(codes[0]))
    with pytest.raises(NotAllowed):
        perform(RecordObservations(stock_take=stock_take, sightings=[saw(codes[0])]), region[who])
    assert not Observation.objects.exists()


def test_a_closed_round_tells_what_is_missing_and_deletes_nothing(region, counted):
    stock_take, codes = counted
    keeper = region["csvc-cao-xa"]
    send(
        stock_take,
        region["tn-cao-xa"],
        saw(codes[0], room="Quầy 1"),
        saw(codes[1], room="Kho"),
        saw(name="Quạt trần"),
        saw("MA-LA"),
        saw("MA-LA"),
    )
    perform(CloseStockTake(stock_take=stock_take, note="Thiếu một máy"), keeper)
    page = queries.round_page(keeper, stock_take)
    row = page.row
    assert (row.expected, row.seen, row.missing, row.differing, row.surplus) == (3, 2, 1, 1, 2)
    assert [one.code for one in page.of(State.UNSEEN)] == [codes[2]]
    assert Asset.objects.filter(code=codes[2], gone=False).exists()
    told = Entry.objects.filter(stream_id=stock_take).order_by("-version").first().payload
    assert f'"missing":["{codes[2]}"]' in told
    assert send(stock_take, region["tn-cao-xa"], saw(codes[2])) == ["refused"]
    with pytest.raises(Conflict):
        perform(CloseStockTake(stock_take=stock_take), keeper)
    assert open_round(region) != stock_take


def test_who_may_count_where(region, counted):
    stock_take, _ = counted
    clerk = region["tn-cao-xa"]
    assert [row.id for row in queries.countable(clerk)] == [stock_take]
    assert [row.id for row in queries.countable(clerk, "kiem ke TRUOC")] == [stock_take]
    assert queries.countable(clerk, "khác") == ()
    assert queries.countable(region["lt-cao-xa"]) == queries.countable(region["tn-tra-ly"]) == ()
    queries.demand_counting(clerk, stock_take)
    with pytest.raises(NotFound):
        queries.demand_counting(region["tn-tra-ly"], stock_take)
    with pytest.raises(NotAllowed):
        queries.demand_counting(region["khoakd"], stock_take)
    perform(CloseStockTake(stock_take=stock_take), region["csvc-cao-xa"])
    assert queries.countable(clerk) == ()


def test_rounds_are_seen_within_reach(region, counted):
    assert len(queries.listing(region["tn-cao-xa"])[0]) == 1
    assert len(queries.listing(region["khoakd"])[0]) == 1
    assert queries.listing(region["csvc-tra-ly"])[0] == ()
    with pytest.raises(NotAllowed):
        queries.listing(region["lt-cao-xa"])


@pytest.mark.altered
@settings(max_examples=15)
@given(
    looks=st.lists(
        st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, 5), st.sampled_from(["good", "broken"])),
        min_size=1,
        max_size=6,
    ),
    order=st.integers(0, 2**32),
)
def test_every_order_of_batches_ends_the_same(region, looks, order):
    """Two rounds over the same devices, fed the same looks in two orders and with repetitions, agree."""
    codes = list(Asset.objects.filter(unit=region.centres["cao-xa"], gone=False).values_list("code", flat=True))
    while len(codes) < 2:
        codes.append(Asset.objects.get(pk=register(region)).code)
    people = (region["tn-cao-xa"], region["gd-cao-xa"])
    ends = []
    for repeat in (False, True):
        stock_take = open_round(region)
        batch = [
            (people[who], saw(codes[what], minutes, Condition(condition), id=UUID(int=number + repeat * 1000 + 1)))
            for number, (who, what, minutes, condition) in enumerate(looks)
        ]
        if repeat:
            batch = batch + batch
            Random(order).shuffle(batch)  # drawn before: an example given up midway would leave its round open
        for person, sighting in batch:
            send(stock_take, person, sighting)
        # The greater id wins at one instant, and ids keep their order in both rounds.
        rows = Expected.objects.filter(stock_take=stock_take, code__in=codes).order_by("code")
        ends.append([(row.state, row.counted and row.counted.observed_at) for row in rows])
        Observation.objects.filter(stock_take=stock_take).update(expected=None)
        Expected.objects.filter(stock_take=stock_take).update(counted=None)
        Observation.objects.filter(stock_take=stock_take).delete()
        StockTake.objects.filter(pk=stock_take).update(open=False)
    assert ends[0] == ends[1]


def test_a_big_batch_is_refused_whole(region, counted):
    stock_take, codes = counted
    with pytest.raises(MotcuaError):
        perform(
            RecordObservations(stock_take=stock_take, sightings=[saw(codes[0]) for _ in range(101)]),
            region["tn-cao-xa"],
        )
    assert not Observation.objects.exists()


def test_a_real_round_is_not_counted_by_trial_people(region, counted):
    from motcua.ledger.actor import Realm

    stock_take, codes = counted
    with pytest.raises(NotFound):
        send(stock_take, replace(region["tn-cao-xa"], realm=Realm.TRIAL), saw(codes[0]))
