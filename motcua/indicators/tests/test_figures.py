"""Figures through perform: one for two communes, flags that bar the way up, who sees what, and our own counts beside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from motcua.config.demo import figures as story
from motcua.config.demo import staffing
from motcua.indicators import queries
from motcua.indicators.commands import (
    CorrectFigure,
    ExplainFlag,
    FactsWish,
    SendFigure,
    StateFigure,
    WithdrawFigure,
)
from motcua.indicators.models import Figure, FigurePlace
from motcua.indicators.period import Days
from motcua.indicators.queries import Asked, Show
from motcua.indicators.rules.facts import Basis, Kind, Source
from motcua.indicators.rules.flags import Code
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, RuleError
from motcua.kernel.rate import Rate
from motcua.ledger import replay
from motcua.ledger.actor import Realm
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from tests.house.altered import unwatched

pytestmark = pytest.mark.django_db


def wish(**more):
    return FactsWish(
        **{
            "indicator": "online_share",
            "kind": Kind.RATE,
            "value": "96",
            "numerator": 190,
            "denominator": 200,
            "first": date(2018, 1, 1),
            "last": date(2018, 2, 22),
            "stated_by": "UBND xã",
            "basis": Basis.SELF,
            "source": Source.REPORT,
            "source_words": "Báo cáo thử",
            "told_on": date(2018, 2, 22),
            **more,
        }
    )


def state(told, who="pd", **more):
    return perform(StateFigure(places=[told.old.place], facts=wish(**more)), getattr(told, who)).target


def test_the_figure_of_two_communes_is_kept_once_and_said_as_joint_at_both(told):
    assert Figure.objects.count() == 1
    for who, place in ((told.pd, told.old.place), (told.hm, told.second), (told.hailt, None)):
        ((row,), _) = queries.listed(who, Asked(place=place, show=Show.JOINT))
        assert (row.joint, str(row.whose)) == (True, "số liệu chung hai xã, tự báo cáo")
        assert (row.rate.numerator, row.rate.denominator, str(row.rate.rounded())) == (190, 200, "95.0")
        assert str(row.level) == "mức độ 3 (thang bốn mức độ), nay là một phần"
        assert len(row.places) == 2
    here = queries.beside(told.hm, told.second, Days(date(2018, 1, 1), date(2018, 12, 31)))
    assert [(one.indicator.key, one.ours, len(one.stated)) for one in here] == [("online_share", None, 1)]
    assert queries.by_place(told.hailt) == {told.old.place: (1, 0), told.second: (1, 0)}


def test_the_joint_figure_given_as_that_of_one_is_flagged(told):
    alone = state(told, value="95", numerator=None, denominator=None, source_words="Báo cáo riêng")
    assert [flag.code for flag in queries.page(told.pd, alone).flags] == [Code.JOINT_FOR_ONE]
    other = state(told, value="93", numerator=None, denominator=None)
    assert queries.page(told.pd, other).flags == ()
    assert FigurePlace.objects.filter(figure=told.figure).count() == 2, "never split"


def test_a_rate_that_is_not_its_counts_goes_up_only_explained(told):
    figure = state(told)
    page = queries.page(told.pd, figure)
    assert [str(flag.words) for flag in page.flags] == ["Nêu 96 %, nhưng 190/200 là 95,0 %."]
    before = Entry.objects.count()
    with pytest.raises(RuleError, match="Giải trình trước khi gửi"):
        perform(SendFigure(figure=figure), told.pd)
    with pytest.raises(BadInput):
        perform(ExplainFlag(figure=figure, code=Code.STALE, words="x"), told.pd)
    with pytest.raises(BadInput):
        perform(ExplainFlag(figure=figure, code=Code.NOT_ITS_COUNTS, words=" "), told.pd)
    assert Entry.objects.count() == before
    assert queries.listed(told.hailt, Asked(show=Show.OPEN)) == ((), False), "above sees it only once it went up"
    perform(ExplainFlag(figure=figure, code=Code.NOT_ITS_COUNTS, words="Làm tròn lên trong báo cáo"), told.pd)
    perform(SendFigure(figure=figure), told.pd)
    ((row,), _) = queries.listed(told.hailt, Asked(show=Show.FLAGGED))
    assert (row.id, row.open_flags, row.codes) == (figure, 0, (Code.NOT_ITS_COUNTS,))
    (flag,) = queries.page(told.hailt, figure).flags
    assert (flag.explained, flag.who) == ("Làm tròn lên trong báo cáo", "Phụ Trách Thử Pd")
    with pytest.raises(Conflict):
        perform(SendFigure(figure=figure), told.pd)


def test_a_corrected_figure_must_be_explained_and_sent_again(told):
    figure = state(told)
    perform(ExplainFlag(figure=figure, code=Code.NOT_ITS_COUNTS, words="Làm tròn"), told.pd)
    perform(SendFigure(figure=figure), told.pd)
    right = CorrectFigure(figure=figure, places=[told.old.place], facts=wish(value="97"), reason="Đọc nhầm")
    perform(right, told.pd)
    page = queries.page(told.pd, figure)
    assert (page.row.sent_at, len(page.open)) == (None, 1)
    assert page.history[0].words == "Đọc nhầm"
    with pytest.raises(RuleError):
        perform(SendFigure(figure=figure), told.pd)
    perform(WithdrawFigure(figure=figure, reason="Ghi nhầm xã"), told.pd)
    assert queries.counts(told.pd).shows[Show.WITHDRAWN] == 1
    with pytest.raises(Conflict):
        perform(right, told.pd)


def test_who_may_not_see_a_figure_finds_it_in_no_list_count_page_or_export(told, region):
    draft = state(told)
    stranger, trial, member = region["gd-cao-xa"], replace(told.pd, realm=Realm.TRIAL), told.old["tpht-pd"]
    for actor, figures in ((stranger, [told.figure, draft]), (trial, [draft]), (member, [draft]), (told.hm, [draft])):
        for figure in figures:
            with pytest.raises(NotFound):
                queries.page(actor, figure)
        assert draft not in {row.id for row in queries.listed(actor, Asked())[0]}
        assert draft not in {row.id for row in queries.exported(actor, Asked())}
    assert queries.counts(stranger).shows[Show.ALL] == 0
    assert queries.by_place(stranger) == {}
    with pytest.raises(NotFound):
        queries.beside(told.hm, told.old.place, Days(date(2018, 1, 1), date(2018, 2, 22)))


def test_only_who_entered_a_figure_changes_it_but_every_place_of_it_may_explain(told):
    change = CorrectFigure(figure=told.figure, places=[told.old.place], facts=wish(), reason="x")
    before = Entry.objects.count()
    for command in (change, WithdrawFigure(figure=told.figure, reason="x")):
        with pytest.raises(NotAllowed):
            perform(command, told.pd)
    with pytest.raises(NotAllowed):
        perform(StateFigure(places=[told.old.place, told.second], facts=wish()), told.pd)
    with pytest.raises(NotAllowed):
        perform(StateFigure(places=[told.old.place], facts=wish()), told.old["tpht-pd"])
    assert Entry.objects.count() == before
    with clock.fixed(staffing.INSPECTED + timedelta(days=91)):
        perform(ExplainFlag(figure=told.figure, code=Code.STALE, words="Chưa có kỳ mới"), told.hm)
        assert queries.page(told.pd, told.figure).flags[0].explained == "Chưa có kỳ mới"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"value": "chín lăm"}, "value"),
        ({"denominator": None}, "numerator"),
        ({"indicator": "received", "value": "5"}, "numerator"),
        ({"indicator": "", "label": " "}, "label"),
        ({"indicator": "khac"}, "indicator"),
        ({"last": date(2017, 1, 1)}, "last"),
        ({"told_on": date(2018, 2, 23)}, "told_on"),
        ({"stated_by": ""}, "stated_by"),
        ({"parts": "không số"}, "parts"),
        ({"scale": "four", "level": "9"}, "level"),
    ],
)
def test_what_makes_no_sense_is_not_entered(told, change, field):
    with pytest.raises(BadInput) as refused:
        state(told, **change)
    assert refused.value.field == field
    assert Figure.objects.count() == 1


def test_the_same_word_of_the_same_source_is_entered_once(told):
    state(told)
    with pytest.raises(BadInput):
        state(told)


def test_all_newly_invested_with_one_unfinished_is_flagged_and_explained(region):
    figure = story.newly_built(region)
    page = queries.page(region["khoakd"], figure)
    assert [(flag.code, bool(flag.at)) for flag in page.flags if flag.code is not Code.STALE] == [
        (Code.TEXT_DISAGREES, True)
    ]
    assert page.row.sent_at is not None


def test_our_own_count_stands_beside_what_was_stated_and_contradicts_it(town):
    for code in ("2.000635", "1.001193"):
        town.accept(code)
    from motcua.office import queries as office

    place = office.bodies_of(town.bodies.centre)[0].parent or town.bodies.centre
    head = town["giamdoc"]
    day = date(2025, 7, 11)
    facts = wish(value="95", first=day, last=day, told_on=day)
    figure = perform(StateFigure(places=[place], facts=facts), head).target
    page = queries.page(head, figure)
    assert page.ours is not None
    assert isinstance(page.ours.value, Rate)
    assert (page.ours.value.numerator, page.ours.value.denominator, page.ours.version) == (0, 2, 1)
    assert page.difference == 95
    assert Code.CONTRADICTS in {flag.code for flag in page.flags}
    (one,) = [one for one in queries.beside(head, place, Days(day, day)) if one.indicator.key == "received"]
    assert one.ours.value == 2
    with pytest.raises(RuleError):
        perform(SendFigure(figure=figure), head)


def test_the_list_is_narrowed_and_paged_newest_first(told, monkeypatch):
    monkeypatch.setattr(queries.figures, "PAGE", 2)
    for value in ("90", "91", "92"):
        state(told, value=value, numerator=None, denominator=None)
    first, more = queries.listed(told.pd, Asked())
    rest, last = queries.listed(told.pd, Asked(after=first[-1].id))
    assert (len(first), more, len(rest), last) == (2, True, 2, False)
    assert queries.listed(told.pd, Asked(year=2017)) == ((), False)
    assert [row.id for row in queries.listed(told.pd, Asked(text="hong minh"))[0]] == [told.figure]


def test_every_row_follows_from_its_history_and_an_altered_one_is_found(told):
    perform(ExplainFlag(figure=state(told), code=Code.NOT_ITS_COUNTS, words="Làm tròn"), told.pd)
    assert replay.compare() == []
    assert unwatched("indicators") == set()
