"""Who sees what: pages, lists, counts, board, map, common matters and files are cut by the same words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.config.demo import proposals as story
from motcua.kernel.errors import NotFound
from motcua.ledger.actor import Realm
from motcua.office import stamps
from motcua.proposals.queries import board, commons, lists, one
from motcua.proposals.queries.lists import Asked, Show

ALL = {key for key, _ in story.ITEMS}
SEES = {
    "ct-dai-dong": ALL,
    "gd-dai-dong": ALL,
    "vp-pt": ALL,
    "liemqt": ALL,
    "stc-pt": {"D1", "D2", "D3", "D6", "P1", "P2", "P3", "P5"},
    "snv-pt": {"D5", "P4"},
    "skhcn-pt": {"D4"},
    "ca-pt": {"D4"},
    "stp-pt": {"P4"},
    "snnmt-pt": {"P4"},
    # neighbours, the other province, and roles that read no proposals
    "gd-xuan-lung": set(),
    "khoakd": set(),
    "vp-hy": set(),
    "hungnq": set(),
    "tn-dai-dong": set(),
    "kt1-pt": set(),
    "dungnt": set(),
    "bt-pt": set(),
    "vt-pt": set(),
    "thicong": set(),
}


@pytest.mark.parametrize("who", SEES)
def test_everything_is_cut_alike(steering, filed, who):
    actor, wanted = steering[who], {filed[key] for key in SEES[who]}
    rows, _ = lists.listed(actor, Asked(show=Show.ALL))
    assert {row.id for row in rows} == wanted
    assert {row.id for row in lists.exported(actor, Asked(show=Show.ALL))} == wanted
    assert lists.counts(actor, Asked())[Show.ALL] == len(wanted)
    found = {row.id for row in lists.listed(actor, Asked(show=Show.ALL, text="tru so"))[0]}
    assert found == wanted & {filed[key] for key in ("D1", "P1")}
    drawn = board.board(actor)
    assert (drawn.waiting, drawn.whole) == (len(wanted), len(wanted))
    assert sum(mark.count for mark in drawn.marks) == len(wanted)
    assert sum(one.whole for one in drawn.units) == sum(one.whole for one in drawn.categories) == len(wanted)
    for key, proposal in filed.items():
        if key in SEES[who]:
            assert one.page(actor, proposal).row.id == proposal
        else:
            with pytest.raises(NotFound):
                one.page(actor, proposal)


def test_a_unit_that_was_sent_one_item_does_not_read_the_whole_list(steering, filed):
    page = one.page(steering["ca-pt"], filed["D4"])
    assert not page.whole_list
    with pytest.raises(NotFound):
        one.filing(steering["ca-pt"], page.filing.id)
    assert (
        one.page(steering["stc-pt"], filed["P2"]).difficulties == one.page(steering["vp-pt"], filed["P2"]).difficulties
    )


def test_real_and_trial_do_not_meet(steering, filed):
    trial = replace(steering["ct-dai-dong"], realm=Realm.TRIAL)
    assert lists.listed(trial, Asked(show=Show.ALL)) == ((), False)
    with pytest.raises(NotFound):
        one.page(trial, filed["D1"])


def test_who_leads_a_common_matter_sees_it_with_its_members_and_nobody_else_does(steering, filed):
    more = story.tell_second(steering)
    story.gather(steering, more["common"], (filed["D1"], filed["D5"], more["second"]))
    lead = commons.page(steering["stc-pt"], more["common"])
    assert {row.id for row in lead.members} == {filed["D1"], filed["D5"], more["second"]}
    assert commons.commons(steering["stc-pt"])[0].members == 3
    for who in ("snv-pt", "ct-dai-dong", "vp-hy", "kt1-pt"):
        assert commons.commons(steering[who]) == ()
        with pytest.raises(NotFound):
            commons.page(steering[who], more["common"])


def test_the_inbox_of_a_unit_and_the_pages_of_a_list(steering, filed, monkeypatch):
    monkeypatch.setattr(lists, "PAGE", 2)
    assert lists.with_my_unit(steering["ca-pt"]) == 1
    assert [row.id for row in lists.listed(steering["ca-pt"], Asked(mine=True))[0]] == [filed["D4"]]
    seen, after = [], None
    for _ in range(6):
        rows, more = lists.listed(steering["vp-pt"], Asked(after=after))
        seen += [row.id for row in rows]
        after = rows[-1].id
        if not more:
            break
    assert seen == list(filed.values())


def test_the_first_list_of_a_process_reads_all_names_in_one_statement(steering, filed):
    def asked_for_names():
        with CaptureQueriesContext(connection) as asked:
            rows, _ = lists.listed(steering["vp-pt"], Asked())
        assert len({row.lead for row in rows}) > 2
        # Whole units are read for their names; how units hang together is read without their telephones.
        return sum('"office_unit"."phone"' in one["sql"] for one in asked)

    stamps.forget()
    assert [asked_for_names(), asked_for_names()] == [1, 0]
