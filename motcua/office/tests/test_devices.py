"""Phones in the field: who may report, wipe and forget which, what they announce, and what they are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.kernel import clock
from motcua.kernel.errors import Conflict, MotcuaError, NotAllowed, NotFound
from motcua.ledger.actor import system
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.office import device_rules, devices
from motcua.office.commands import ConfirmWiped, ForgetDevice, OrderWipe, RegisterDevice, ReportDeviceLost
from motcua.office.device_rules import State, Why
from motcua.office.devices import Unsent
from motcua.office.models import Device
from motcua.office.queries import devices as queries
from motcua.office.rules import ACCOUNTS

SECRET = "a" * 64
WORK = Unsent(kind="kiem-ke", id="1", n=3, title="Kiểm kê thử")


def registered(actor, name="Điện thoại của tôi"):
    return perform(RegisterDevice(device=uuid4(), name=name, digest=devices.digest(SECRET)), actor).target


@pytest.mark.parametrize(
    ("state", "order"),
    [(State.USED, ""), (State.LOST, "lost"), (State.WIPING, "wipe"), (State.WIPED, "new"), (State.FORGOTTEN, "new")],
)
def test_what_a_device_is_told_follows_its_state(state, order):
    assert device_rules.order_for(state) == order


# Who, whether with a second factor, and whether the device of a clerk of Trà Lý is theirs to look after.
WATCHING = [
    ("tn-tra-ly", False, True),
    ("qt-tra-ly", True, True),
    ("qt-tra-ly", False, False),
    ("ct-tra-ly", True, True),
    ("ct-tra-ly", False, False),
    ("thannk", False, True),
    ("tp-thaibinh", False, True),
    ("gd-tra-ly", True, False),
    ("csvc-tra-ly", True, False),
    ("tn-cao-xa", True, False),
    ("ct-cao-xa", True, False),
]


def acting(region, who, verified):
    if who == "qt-tra-ly":
        return replace(region["csvc-tra-ly"], powers=frozenset({ACCOUNTS}), verified=verified)
    return replace(region[who], verified=verified)


@pytest.mark.parametrize(("who", "verified", "may"), WATCHING)
def test_who_may_look_after_a_device(region, who, verified, may):
    device = registered(region["tn-tra-ly"])
    actor = acting(region, who, verified)
    for command in (ReportDeviceLost(device=device), OrderWipe(device=device)):
        if may:
            perform(command, actor)
        else:
            with pytest.raises(NotAllowed):
                perform(command, actor)
    assert Device.objects.get(pk=device).state == (State.WIPING if may else State.USED)
    assert Entry.objects.filter(stream_id=device).count() == (3 if may else 1)


@pytest.mark.parametrize(("who", "verified", "may"), WATCHING)
def test_a_device_is_seen_in_lists_counts_and_by_itself_by_the_same_people(region, who, verified, may):
    device = registered(region["tn-tra-ly"])
    devices.heard(region["tn-tra-ly"], device, SECRET, [WORK], "")
    actor = acting(region, who, verified)
    # Leaders and administrators see without a second factor what they may change only with one.
    sees = may or who in {"qt-tra-ly", "ct-tra-ly"}
    if who == "tn-tra-ly":
        assert [row.unsent for row in queries.own(actor)] == [3]
    elif queries.watches(actor):
        assert bool(queries.listing(actor)) is sees
        assert queries.counts(actor)["items"] == (3 if sees else 0)
        assert bool(queries.listing(actor, text="khong ai ten nay")) is False
    else:
        with pytest.raises(NotAllowed):
            queries.listing(actor)
        with pytest.raises(NotAllowed):
            queries.counts(actor)
    if sees:
        assert queries.device(actor, device).works == (WORK,)
    else:
        with pytest.raises(NotFound):
            queries.device(actor, device)


def test_what_a_device_announces_is_kept_as_of_when_it_said_it_and_is_no_entry(region):
    actor = region["tn-tra-ly"]
    device = registered(actor)
    assert devices.heard(actor, device, SECRET, [WORK], "s1") == ""
    assert devices.heard(actor, device, SECRET, [Unsent(kind="kiem-ke", id="1", n=2)], "s2") == ""
    (row,) = queries.own(actor)
    assert (row.unsent, row.works[0].title, row.unsent_at) == (2, "Kiểm kê thử", clock.now())
    assert Entry.objects.filter(stream_id=device).count() == 1
    assert not row.quiet
    Device.objects.update(last_seen=clock.now() - timedelta(days=2))
    assert queries.own(actor)[0].quiet


@pytest.mark.parametrize("who", ["csvc-tra-ly", "tn-cao-xa"])
def test_nobody_speaks_for_the_device_of_another_nor_with_another_secret(region, who):
    device = registered(region["tn-tra-ly"])
    with pytest.raises(NotFound):
        devices.heard(region[who], device, SECRET, [WORK], "")
    with pytest.raises(NotFound):
        devices.heard(region["tn-tra-ly"], device, "b" * 64, [WORK], "")
    with pytest.raises(NotFound):
        devices.told(device, "b" * 64)
    with pytest.raises(NotAllowed):
        perform(ConfirmWiped(device=device, why=Why.ORDERED, unsent=0), region[who])
    assert Device.objects.get(pk=device).unsent == 0


def test_an_ordered_wipe_is_told_until_the_device_says_it_was_done(region):
    actor = region["tn-tra-ly"]
    device = registered(actor)
    perform(OrderWipe(device=device, reason="Mất trên xe"), actor)
    assert devices.told(device, SECRET) == "wipe"
    with pytest.raises(MotcuaError):
        perform(ForgetDevice(device=device), actor)
    perform(ConfirmWiped(device=device, why=Why.ORDERED, unsent=7), system("Thiết bị tự báo"))
    assert devices.told(device, SECRET) == "new"
    row = queries.device(actor, device)
    assert (row.state, row.unsent) == (State.WIPED, 7)
    for again in (OrderWipe(device=device), ConfirmWiped(device=device, why=Why.PIN, unsent=0)):
        with pytest.raises(Conflict):
            perform(again, actor)
    perform(ForgetDevice(device=device), actor)
    assert queries.own(actor) == ()


def test_the_same_device_is_not_registered_twice(region):
    actor, device = region["tn-tra-ly"], uuid4()
    command = RegisterDevice(device=device, name="Máy", digest=devices.digest(SECRET))
    perform(command, actor, key="field.device.1")
    assert perform(command, actor, key="field.device.1").again
    assert Device.objects.count() == 1
