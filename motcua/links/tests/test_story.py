"""Xuân Lũng's lines and a cut of 45 minutes; whether Đại Đồng ran without interruption, as a figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from motcua.config import wiring
from motcua.config.demo import lines as story
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from motcua.kernel.ids import new_id
from motcua.ledger.actor import Realm, system
from motcua.ledger.models import Access, Entry
from motcua.ledger.perform import perform
from motcua.links import duties, ports, queries, rules
from motcua.links.commands import (
    CorrectLine,
    CorrectOutage,
    EndLine,
    EndOutage,
    ForgetMeasurements,
    LineWish,
    Measure,
    NoticeSilence,
    RecordConnection,
    RecordMeasurements,
    RegisterLine,
    ReportOutage,
    WithdrawOutage,
    issue_token,
)
from motcua.links.models import Hour, Line, Measurement
from motcua.links.queries import Asked, OutagesAsked, Show

WHO = "csvc-xuan-lung"


@pytest.fixture(autouse=True)
def _wired():
    wiring.hook_up()


@pytest.fixture
def lines(region):
    with clock.fixed(clock.at(2025, 6, 13, 17, 30)):
        yield story.lines_of_xuan_lung(region)


def june(day: int, hour: int = 8, minute: int = 0):
    return clock.at(2025, 6, day, hour, minute)


def told(line) -> list[str]:
    return list(Entry.objects.filter(stream_id=line).order_by("version").values_list("event", flat=True))


def result(at, ok=True, **changes) -> Measure:
    values = (
        {"sent": 10, "received": 10, "p50": 9_000, "p95": 20_000}
        if ok
        else {"sent": 10, "received": 0, "fault": "hết giờ"}
    )
    return Measure(id=new_id(), at=at, **(values | changes))


def record(region, line, *measures, batch=None, who=WHO):
    return perform(RecordMeasurements(line=line, batch=batch or new_id(), measures=list(measures)), region[who])


def cuts(region, line, who=WHO):
    return queries.outages(region[who], OutagesAsked(line=line))[0]


def test_the_connection_test_says_pass_time_and_backlog(region, lines):
    row = queries.page(region["khoakd"], lines[2]).row
    assert (row.test_passed, row.test_took, row.backlog, row.backlog_source) == (True, 184_000, 0, "Sổ của Trung tâm")
    assert [one.use for one in queries.listed(region[WHO], Asked(show=Show.BACKUP))[0]] == ["backup"]


def test_a_cut_of_45_minutes_has_a_start_and_an_end_and_touches_its_services(region, lines):
    story.cut_for_45_minutes(region, lines[2])
    (row,) = cuts(region, lines[2])
    assert (row.started_at, row.ended_at) == story.CUT
    assert (row.minutes, row.working, str(row.length)) == (45, 45, "45 phút")
    assert row.services == ("province", "reception")
    assert told(lines[2])[-2:] == ["links.line_cut", "links.line_restored"]


def test_dai_dong_ran_without_interruption_but_for_90_minutes(region):
    line = story.line_of_dai_dong(region)
    with clock.fixed(clock.at(2025, 7, 15, 0, 30)):
        (row,) = cuts(region, line, "csvc-dai-dong")
        figure = queries.page(region["csvc-dai-dong"], line, 30).figure
    assert (row.source, row.started_at, row.ended_at, row.minutes) == ("measured", *story.DAI_DONG_CUT, 90)
    fortnight = 14 * 24 * 60
    assert (figure.clock.up, figure.clock.known) == (fortnight - 90, fortnight)
    assert figure.clock.whole == 30 * 24 * 60
    # 1/7 to 14/7 are ten working days of eight hours; 9:00 to 10:30 is working time
    assert (figure.working.up, figure.working.known) == (10 * 480 - 90, 10 * 480)


def test_without_results_there_is_no_rate_whatever_was_reported(region, lines):
    story.cut_for_45_minutes(region, lines[1])
    figure = queries.page(region[WHO], lines[1]).figure.clock
    assert not figure.rated
    assert figure.down == 45


def test_failures_in_a_row_open_a_cut_at_the_first_and_a_success_ends_it(region, lines):
    at = june(13, 17)
    record(region, lines[0], result(at + timedelta(minutes=10), ok=False))
    assert cuts(region, lines[0]) == ()
    assert queries.page(region[WHO], lines[0]).row.health == "unknown"
    record(region, lines[0], result(at + timedelta(minutes=15), ok=False))
    (row,) = cuts(region, lines[0])
    assert (row.started_at, row.ended_at, row.source) == (at + timedelta(minutes=10), None, "measured")
    assert queries.page(region[WHO], lines[0]).row.health == "down"
    assert [one.id for one in queries.listed(region[WHO], Asked(show=Show.DOWN))[0]] == [lines[0]]
    record(region, lines[0], result(at + timedelta(minutes=20), ok=False), result(at + timedelta(minutes=25)))
    (row,) = cuts(region, lines[0])
    assert row.ended_at == at + timedelta(minutes=25)
    assert queries.page(region[WHO], lines[0]).row.health == "up"
    assert told(lines[0]).count("links.line_cut") == told(lines[0]).count("links.line_restored") == 1


def test_a_batch_sent_again_and_results_sent_late_change_nothing_twice(region, lines):
    at = june(13, 17)
    batch, down = new_id(), [result(at + timedelta(minutes=n), ok=False) for n in (1, 2)]
    record(region, lines[0], result(at + timedelta(minutes=20)))
    first = record(region, lines[0], *down, batch=batch)
    again = record(region, lines[0], *down, batch=new_id())
    assert (first.ids["fresh"], again.ids["fresh"]) == (2, 0)
    (row,) = cuts(region, lines[0])
    assert (row.started_at, row.ended_at) == (down[0].at, at + timedelta(minutes=20))
    assert Measurement.objects.filter(line=lines[0]).count() == 37 + 3


def test_a_person_and_the_machine_never_double_a_cut(region, lines):
    at = june(13, 17)
    perform(ReportOutage(line=lines[0], started_at=at + timedelta(minutes=2)), region[WHO])
    record(region, lines[0], *(result(at + timedelta(minutes=n), ok=False) for n in (5, 6, 7)))
    assert len(cuts(region, lines[0])) == 1
    record(region, lines[0], result(at + timedelta(minutes=9)))
    (row,) = cuts(region, lines[0])
    assert (row.source, row.ended_at) == ("person", at + timedelta(minutes=9))
    with pytest.raises(Conflict, match="trùng thời gian"):
        perform(ReportOutage(line=lines[0], started_at=at + timedelta(minutes=3)), region[WHO])
    with pytest.raises(Conflict, match="trùng thời gian"):
        perform(ReportOutage(line=lines[0], started_at=at, ended_at=at + timedelta(minutes=3)), region[WHO])
    before = perform(
        ReportOutage(line=lines[0], started_at=at - timedelta(hours=1), ended_at=at - timedelta(minutes=30)),
        region[WHO],
    )
    assert before.ids["outage"]


def test_a_cut_is_corrected_with_what_stood_before_and_withdrawn_for_good(region, lines):
    at = june(13, 17)
    down = [result(at + timedelta(minutes=n), ok=False) for n in (1, 2)]
    record(region, lines[0], *down, result(at + timedelta(minutes=10)))
    (row,) = cuts(region, lines[0])
    correction = CorrectOutage(
        line=lines[0],
        outage=row.id,
        started_at=at + timedelta(minutes=2),
        ended_at=at + timedelta(minutes=8),
        cause="Máy đo mất điện (thử)",
        reason="Đối chiếu nhật ký",
    )
    with pytest.raises(BadInput):
        perform(replace_reason(correction, " "), region[WHO])
    perform(correction, region[WHO])
    (row,) = cuts(region, lines[0])
    assert (row.minutes, row.corrections, row.reason) == (6, 1, "Đối chiếu nhật ký")
    before = queries.page(region[WHO], lines[0], 1).figure.clock
    perform(WithdrawOutage(line=lines[0], outage=row.id, reason="Do máy đo"), region[WHO])
    (row,) = cuts(region, lines[0])
    assert row.withdrawn
    after = queries.page(region[WHO], lines[0], 1).figure.clock
    assert after.up == before.up
    assert after.known < before.known
    record(region, lines[0], result(at + timedelta(minutes=12)))
    assert len(cuts(region, lines[0])) == 1
    with pytest.raises(Conflict, match="rút"):
        perform(EndOutage(line=lines[0], outage=row.id, ended_at=at + timedelta(minutes=9)), region[WHO])


def replace_reason(command, reason):
    import msgspec

    return msgspec.structs.replace(command, reason=reason)


@pytest.mark.parametrize(
    "changes",
    [
        {"at": june(13, 17, 40)},
        {"sent": 0, "received": 0, "p50": None, "p95": None},
        {"p95": 1},
        {"at": june(13) - timedelta(days=91)},
    ],
)
def test_a_batch_with_one_result_that_cannot_be_is_refused_whole(region, lines, changes):
    before = Measurement.objects.count(), Entry.objects.count()
    bad = result(june(13, 17, 20), **{k: v for k, v in changes.items() if k != "at"})
    if "at" in changes:
        bad = result(changes["at"])
    with pytest.raises(BadInput):
        record(region, lines[0], result(june(13, 17, 10)), bad)
    assert (Measurement.objects.count(), Entry.objects.count()) == before


def test_one_entry_tells_a_batch_whatever_its_size(region, lines):
    before = len(told(lines[0]))
    record(region, lines[0], *(result(june(13, 17, n)) for n in range(30)))
    assert told(lines[0])[before:] == ["links.measurements_recorded"]


def test_old_results_are_forgotten_and_the_hours_answer_for_them(region):
    line = story.line_of_dai_dong(region)
    with clock.fixed(clock.at(2025, 7, 15, 1)):
        exact = queries.page(region["csvc-dai-dong"], line, 30).figure
    with clock.fixed(clock.at(2025, 10, 20, 3)):
        assert duties.forget_old("", system("Lệnh thử")) == "1 đường"
        assert not Measurement.objects.filter(line=line).exists()
        assert Hour.objects.filter(line=line).count() == 14 * 24 + 1
        with pytest.raises(Conflict):
            perform(ForgetMeasurements(line=line), system("Lệnh thử"))
        assert duties.forget_old("", system("Lệnh thử")) == "0 đường"
        row = Line.objects.get(pk=line)
        later = queries.figures([row], clock.at(2025, 6, 15, 1), clock.at(2025, 7, 15, 1))[line]
    assert (later.clock.up, later.clock.known) == (exact.clock.up, exact.clock.known)


def test_a_line_that_falls_silent_is_told_once_and_again_when_it_spoke_between(region, lines):
    with clock.fixed(june(13, 18, 5)):
        # the measured one, and the province that was tried in the morning
        assert duties.notice_silence("", system("Lệnh thử")) == "2 đường không có số đo"
        assert duties.notice_silence("", system("Lệnh thử")) == "0 đường không có số đo"
        assert queries.page(region[WHO], lines[0]).row.health == "unknown"
        record(region, lines[0], result(june(13, 18, 1)))
        with pytest.raises(Conflict):
            perform(NoticeSilence(line=lines[0]), system("Lệnh thử"))
    with clock.fixed(june(13, 20)):
        assert duties.notice_silence("", system("Lệnh thử")) == "1 đường không có số đo"


class Province:
    def __init__(self, found):
        self.found = found

    def try_it(self):
        return self.found


@pytest.mark.parametrize(
    ("found", "passed"),
    [(ports.Connection(True, 120_000, 7), True), (ports.Connection(False, None, fault="hết giờ"), False)],
)
def test_the_province_is_tried_by_the_hour_and_once_for_it(region, lines, monkeypatch, found, passed):
    monkeypatch.setattr(ports, "_asked", [Province(found)])
    duties.try_province("17h", system("Lệnh thử"))
    duties.try_province("17h", system("Lệnh thử"))
    row = queries.page(region[WHO], lines[2]).row
    assert (row.test_passed, row.backlog, row.test_fault) == (passed, found.backlog, found.fault)
    assert told(lines[2]).count("links.connection_tested") == 2


def test_without_a_system_set_up_nothing_is_tried(lines, monkeypatch):
    monkeypatch.setattr(ports, "_asked", [])
    assert duties.try_province("17h", system("Lệnh thử")) == "chưa đặt hệ thống của tỉnh"


def test_only_the_province_is_tried_and_what_passes_took_time(region, lines):
    with pytest.raises(Conflict):
        perform(RecordConnection(line=lines[0], passed=True, took=5), region[WHO])
    with pytest.raises(BadInput):
        perform(RecordConnection(line=lines[2], passed=True), region[WHO])


def test_a_token_opens_its_own_line_until_the_next_is_issued_or_the_line_ends(region, lines):
    _, token = issue_token(lines[0], region[WHO], "key-1")
    assert issue_token(lines[0], region[WHO], "key-1")[1] == token
    machine = queries.line_of_token(lines[0], token)
    assert machine is not None
    assert machine.powers == {"link.probe"}
    perform(RecordMeasurements(line=lines[0], batch=new_id(), measures=[result(june(13, 17, 10))]), machine)
    assert queries.line_of_token(lines[1], token) is None
    assert queries.line_of_token(lines[0], "") is None
    assert queries.line_of_token(lines[0], "x" * 5000) is None
    for refused in (
        ReportOutage(line=lines[0], started_at=june(13, 17)),
        EndLine(line=lines[0], until=date(2025, 6, 13), reason="x"),
    ):
        with pytest.raises(NotAllowed):
            perform(refused, machine)
    _, other = issue_token(lines[0], region[WHO], "key-2")
    assert other != token
    assert queries.line_of_token(lines[0], token) is None
    perform(EndLine(line=lines[0], until=date(2025, 6, 13), reason="Đổi nhà mạng"), region[WHO])
    assert queries.line_of_token(lines[0], other) is None
    with pytest.raises(Conflict, match="thôi dùng"):
        record(region, lines[0], result(june(13, 17, 15)))


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        (WHO, True),
        ("gd-xuan-lung", True),
        ("ct-xuan-lung", True),
        ("khoakd", True),
        ("csvc-tra-ly", False),
        ("tp-thaibinh", False),
        ("tn-xuan-lung", False),
        ("thicong", False),
    ],
)
def test_lists_counts_exports_cuts_and_pages_are_cut_alike(region, lines, who, sees):
    story.cut_for_45_minutes(region, lines[2])
    actor = region[who]
    assert len(queries.listed(actor, Asked())[0]) == (3 if sees else 0)
    assert len(queries.listed(actor, Asked(text="cap quang"))[0]) == (1 if sees else 0)
    assert len(queries.exported(actor, Asked())) == (3 if sees else 0)
    assert queries.counts(actor)[Show.ALL] == (3 if sees else 0)
    assert len(queries.outages(actor, OutagesAsked())[0]) == int(sees)
    assert len(queries.outages_exported(actor, OutagesAsked())) == int(sees)
    assert queries.overview(actor).lines == (3 if sees else 0)
    if not sees:
        before = Access.objects.filter(outcome="refused").count()
        with pytest.raises(NotFound):
            queries.page(actor, lines[0])
        assert Access.objects.filter(outcome="refused").count() == before + 1


@pytest.mark.parametrize("who", ["ct-xuan-lung", "khoakd", "csvc-tra-ly", "thicong"])
def test_who_only_watches_writes_nothing(region, lines, who):
    for command in (
        ReportOutage(line=lines[0], started_at=june(13, 17)),
        RecordMeasurements(line=lines[0], batch=new_id(), measures=[result(june(13, 17, 10))]),
        EndLine(line=lines[0], until=date(2025, 6, 13), reason="x"),
    ):
        with pytest.raises(NotAllowed):
            perform(command, region[who])


def test_trial_lines_never_mix_with_real_ones(region, lines):
    trial = replace(region[WHO], realm=Realm.TRIAL)
    assert queries.listed(trial, Asked())[0] == ()
    with pytest.raises(NotAllowed):
        perform(ReportOutage(line=lines[0], started_at=june(13, 17)), trial)


WISH = LineWish(kind=rules.Kind.TSLCD, name="TSLCD", since=date(2025, 6, 1))


@pytest.mark.parametrize(
    "changes",
    [{"name": " "}, {"down_mbps": 0}, {"loss": 101}, {"until": date(2025, 5, 1)}, {"monthly_cost": -1}],
)
def test_a_line_that_cannot_be_is_refused(region, changes):
    import msgspec

    before = Entry.objects.count()
    with pytest.raises(BadInput):
        perform(
            RegisterLine(place=region.places["xuan-lung"], line=msgspec.structs.replace(WISH, **changes)), region[WHO]
        )
    with pytest.raises(BadInput):
        perform(RegisterLine(place=region.places["lam-thao"], line=WISH), _boss(region))
    assert Entry.objects.count() == before


def _boss(region):
    return replace(region["khoakd"], powers=region["khoakd"].powers | {"link.write"})


def test_a_line_is_corrected_with_a_reason(region, lines):
    perform(CorrectLine(id=lines[0], line=WISH, reason="Đổi loại"), region[WHO])
    row = queries.page(region[WHO], lines[0]).row
    assert (row.kind, row.name) == ("tslcd", "TSLCD")


def test_the_province_sees_who_is_cut_who_was_up_least_and_who_has_no_backup(region, lines):
    story.fill(region)
    with clock.fixed(clock.at(2025, 7, 15, 0, 10)):
        found = queries.overview(region["khoakd"])
        assert [row.name for row in queries.overview(region["csvc-dai-dong"]).worst] == ["Cáp quang Trung tâm (thử)"]
    assert found.centres == 3
    assert [one.name for one in found.without_line] == ["xã Bản Nguyên", "xã Phùng Nguyên"]
    assert found.without_backup == ()
    assert (found.cut, found.by_health["unknown"]) == ((), 6)


def test_a_list_of_cuts_is_filtered_by_days_and_pages_follow(region, lines, monkeypatch):
    monkeypatch.setattr("motcua.links.queries.cuts.PAGE", 2)
    for hour in (9, 10, 11):
        perform(ReportOutage(line=lines[1], started_at=june(12, hour), ended_at=june(12, hour, 10)), region[WHO])
    first, more = queries.outages(region[WHO], OutagesAsked())
    assert more
    rest, more = queries.outages(region[WHO], OutagesAsked(after=first[-1].id))
    assert not more
    assert [clock.local(row.started_at).hour for row in (*first, *rest)] == [11, 10, 9]
    assert queries.outages(region[WHO], OutagesAsked(first=date(2025, 6, 13)))[0] == ()
    assert queries.outages(region[WHO], OutagesAsked(last=date(2025, 6, 11)))[0] == ()
    assert queries.outages(region[WHO], OutagesAsked(still=True))[0] == ()
