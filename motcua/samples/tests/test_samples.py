"""Samples: fixed before the seed is told, drawn so that anybody draws them again, checked, and made findings of."""

from __future__ import annotations

import hashlib
from datetime import date
from uuid import uuid4

import pytest

from motcua.dossiers import slips
from motcua.dossiers.models import Dossier
from motcua.findings.commands import WithdrawFinding
from motcua.findings.models import Finding
from motcua.inspections.commands import CloseCampaign, FinishStop
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, NotAllowed, NotFound, RuleError
from motcua.ledger import access
from motcua.ledger.models import Access, Entry
from motcua.ledger.perform import perform
from motcua.samples import queries
from motcua.samples.commands import HoldSample, NoteChecks, PickDossier, RaiseFinding, SettleCheck
from motcua.samples.commands.check import CheckGiven
from motcua.samples.models import Answer, Line, Raised, Sample
from motcua.samples.rules.checks import Check, Verdict
from motcua.samples.rules.drawing import Basis
from motcua.samples.rules.standing import Stands
from motcua.samples.tests.conftest import at

RIGHT, WRONG, UNKNOWN = Verdict.MATCH, Verdict.MISMATCH, Verdict.NO_DATA


def note(visit, sample, name, check, verdict, words="", who="kt-mot", **more):
    given = CheckGiven(check=check, verdict=verdict, words=words, **more)
    return perform(NoteChecks(sample=sample, line=visit.line(sample, name), answers=[given]), visit[who])


def judged(visit, sample, name):
    _, sheet, _ = queries.sheet(visit["kt-mot"], sample, visit.line(sample, name))
    return {one.judged.check: one.judged.verdict for one in sheet.checks}


def answer_all(visit, sample, name, verdict=RIGHT, **other):
    """Answer every check of a dossier; ``other`` verdicts by the name of a check, words wherever they may be wanted."""
    answers = [
        CheckGiven(check=check, verdict=other.get(check.name.lower(), verdict), words="Đã xem bản giấy")
        for check in judged(visit, sample, name)
    ]
    return perform(NoteChecks(sample=sample, line=visit.line(sample, name), answers=answers), visit["kt-mot"])


def test_the_books_know_the_hash_of_the_seed_before_and_the_seed_after(visit):
    sample = visit.commit(count=3)
    entry = Entry.objects.get(stream_id=sample)
    row = Sample.objects.get(pk=sample)
    assert row.seed not in entry.payload
    assert hashlib.sha256(row.seed.encode()).hexdigest() == row.seed_hash
    assert queries.page(visit["kt-mot"], sample).row.seed == ""
    perform(HoldSample(sample=sample), visit["kt-mot"])
    assert row.seed in Entry.objects.get(stream_id=sample, version=2).payload


def test_anybody_draws_the_same_again_from_seed_and_population(visit):
    sample = visit.sample(count=3)
    row = Sample.objects.get(pk=sample)
    pool = list(Dossier.objects.order_by("received_day", "pk").values_list("pk", flat=True))
    assert row.size == len(pool) == 6
    lines = "".join(f"{one.hex}\n" for one in pool) + "\n"
    assert row.fingerprint == hashlib.sha256(lines.encode()).hexdigest()
    ticket = {one: hashlib.sha256(f"{row.seed}:{one.hex}".encode()).hexdigest() for one in pool}
    drawn = list(Line.objects.filter(sample=sample).order_by("ordinal").values_list("dossier", flat=True))
    assert drawn == sorted(pool, key=ticket.__getitem__)[:3]
    again = queries.repeated(visit["dai-bieu"], sample)
    assert (again.same_population, again.same_draw) == (True, True)


def test_late_dossiers_come_first_and_the_rest_fill_the_sample(visit):
    sample = visit.sample(basis=Basis.LATE_FIRST, count=3)
    drawn = list(Line.objects.filter(sample=sample).order_by("ordinal").values_list("dossier", flat=True))
    assert set(drawn[:2]) == {visit.dossiers["late"], visit.dossiers["open-late"]}
    assert len(drawn) == 3


def test_closed_ones_only_and_a_procedure_only_where_that_is_asked(visit):
    closed = visit.sample(basis=Basis.CLOSED)
    assert set(Line.objects.filter(sample=closed).values_list("dossier", flat=True)) == {
        visit.dossiers[name] for name in ("late", "good", "well")
    }
    one = visit.sample(procedure="2.000635", reason="Riêng trích lục")
    assert Sample.objects.get(pk=one).size == 2
    field = visit.sample(field="Hộ tịch", reason="Riêng hộ tịch")
    assert Sample.objects.get(pk=field).size == 5


def test_what_happens_to_a_dossier_after_it_was_fixed_does_not_change_the_population(visit):
    sample = visit.commit(basis=Basis.LATE_FIRST, count=6)
    with clock.fixed(at(11, 11)):
        visit.town.make_ready(visit.dossiers["open-late"])
        visit.town.accept("2.000635")
        perform(HoldSample(sample=sample), visit["kt-mot"])
        assert queries.repeated(visit["kt-mot"], sample).same_population
    assert Line.objects.filter(sample=sample).count() == 6


@pytest.mark.altered
def test_a_population_that_is_another_one_by_now_is_not_drawn_from(visit):
    sample = visit.commit()
    Dossier.objects.filter(pk=visit.dossiers["good"]).update(received_day=date(2025, 8, 1))
    with pytest.raises(Conflict):
        perform(HoldSample(sample=sample), visit["kt-mot"])
    assert not Line.objects.exists()


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"since": date(2025, 6, 1), "until": date(2025, 6, 30)}, RuleError),
        ({"since": date(2025, 7, 10), "until": date(2025, 7, 1)}, BadInput),
        ({"since": date(2025, 8, 1), "until": date(2025, 8, 2)}, BadInput),
        ({"since": date(2015, 8, 1)}, BadInput),
        ({"procedure": "9.999999"}, BadInput),
        ({"field": "Không có"}, BadInput),
        ({"procedure": "1.000656"}, RuleError),
    ],
)
def test_what_nothing_can_be_drawn_from_is_refused_in_words_and_leaves_nothing(visit, asked, error):
    with pytest.raises(error):
        visit.commit(**asked)
    assert not Sample.objects.exists()


def test_a_second_sample_wants_a_reason_and_what_was_drawn_is_not_drawn_again(visit):
    first = visit.commit()
    with pytest.raises(BadInput):
        visit.commit()
    second = visit.sample(reason="Kỳ khác")
    for one in (first, second):
        with pytest.raises(Conflict):
            perform(HoldSample(sample=one), visit["kt-mot"])


def test_a_dossier_picked_by_hand_is_marked_with_its_reason_and_is_in_no_rate(visit):
    sample = visit.sample(count=1, procedure="1.001612")
    code = Dossier.objects.get(pk=visit.dossiers["good"]).code
    perform(PickDossier(sample=sample, code=code, reason="Dân phản ánh"), visit["kt-hai"])
    answer_all(visit, sample, "good")
    page = queries.page(visit["kt-mot"], sample)
    assert [(one.picked, one.reason) for one in page.lines] == [(False, ""), (True, "Dân phản ánh")]
    assert (page.row.tally.all, page.row.tally.checked) == (1, 0)
    assert page.row.picked.numbers[Stands.RIGHT] == 1
    for wrong, error in ((code, Conflict), ("KHONG-CO", NotFound)):
        with pytest.raises(error):
            perform(PickDossier(sample=sample, code=wrong, reason="Lần nữa"), visit["kt-mot"])
    with pytest.raises(BadInput):
        perform(PickDossier(sample=sample, code=code, reason="  "), visit["kt-mot"])


def test_what_the_books_know_is_judged_and_what_they_do_not_is_no_data(visit):
    sample = visit.sample()
    good = judged(visit, sample, "good")
    assert Check.APOLOGY not in good
    assert {check for check, verdict in good.items() if verdict is UNKNOWN} == {Check.RECEIPT, Check.FEE}
    assert set(good.values()) == {RIGHT, UNKNOWN}
    late = judged(visit, sample, "late")
    assert (late[Check.ON_TIME], late[Check.TIMES], late[Check.APOLOGY]) == (WRONG, WRONG, UNKNOWN)
    assert judged(visit, sample, "open-late")[Check.ON_TIME] is WRONG
    assert judged(visit, sample, "undated")[Check.PROMISED] is UNKNOWN


def test_a_slip_that_was_printed_is_known_from_the_access_log(visit):
    with clock.fixed(at(10, 9)):
        slips.reception_slip(visit["tiepnhan"], visit.dossiers["today"])
    sample = visit.sample()
    assert judged(visit, sample, "today")[Check.RECEIPT] is RIGHT


def test_no_match_wants_words_and_so_does_another_view_than_the_books_fault(visit):
    sample = visit.sample()
    for check, verdict in ((Check.FEE, WRONG), (Check.ON_TIME, RIGHT)):
        with pytest.raises(BadInput):
            note(visit, sample, "late", check, verdict, "  ")
    assert not Answer.objects.exists()
    note(visit, sample, "late", Check.ON_TIME, RIGHT, "Giấy hẹn đã gia hạn")
    row = Answer.objects.get()
    assert (row.books, row.verdict) == ("mismatch", "match")


def test_a_check_that_does_not_apply_or_is_of_another_sample_is_refused(visit):
    sample = visit.sample()
    with pytest.raises(BadInput):
        note(visit, sample, "good", Check.APOLOGY, RIGHT)
    given = [CheckGiven(check=Check.FEE, verdict=RIGHT)]
    with pytest.raises(NotFound):
        perform(NoteChecks(sample=sample, line=uuid4(), answers=given), visit["kt-mot"])
    with pytest.raises(BadInput):
        perform(NoteChecks(sample=sample, line=visit.line(sample, "good"), answers=[]), visit["kt-mot"])


def test_two_inspectors_who_differ_stand_side_by_side_until_one_is_chosen(visit):
    sample = visit.sample()
    note(visit, sample, "good", Check.FEE, RIGHT, "Biên lai 8.000 đồng")
    done = note(visit, sample, "good", Check.FEE, WRONG, "Không có biên lai", who="kt-hai")
    assert done.ids["beside"] == ["fee"]
    with pytest.raises(Conflict):
        perform(
            RaiseFinding(sample=sample, line=visit.line(sample, "good"), item=Check.FEE, words="x"), visit["kt-hai"]
        )
    theirs = Answer.objects.get(standing="beside")
    perform(SettleCheck(sample=sample, keep=theirs.pk, reason="Đã tìm trong sổ"), visit["doan-truong"])
    assert list(Answer.objects.order_by("recorded_at").values_list("standing", flat=True)) == ["past", "current"]
    with pytest.raises(NotFound):
        perform(SettleCheck(sample=sample, keep=uuid4(), reason="x"), visit["kt-mot"])


def test_a_dossier_is_right_only_when_every_check_is_and_unchecked_is_never_good(visit):
    sample = visit.sample(basis=Basis.CLOSED)
    tally = queries.page(visit["kt-mot"], sample).row.tally
    assert (tally.checked, tally.rate.percent) == (0, None)
    answer_all(visit, sample, "good")
    answer_all(visit, sample, "well", fee=UNKNOWN)
    note(visit, sample, "late", Check.ON_TIME, WRONG, "Trễ hai ngày")
    page = queries.page(visit["kt-mot"], sample)
    assert page.row.tally.numbers == {Stands.RIGHT: 1, Stands.WRONG: 0, Stands.UNKNOWN: 1, Stands.UNCHECKED: 1}
    assert (page.row.tally.rate.numerator, page.row.tally.rate.denominator) == (1, 2)
    answer_all(visit, sample, "late", on_time=WRONG)
    only = queries.page(visit["kt-mot"], sample, Stands.WRONG)
    assert [one.dossier for one in only.lines] == [visit.dossiers["late"]]
    assert only.lines[0].failed == (Check.ON_TIME,)


def test_a_failed_check_becomes_one_shortcoming_that_names_the_code_only(visit):
    sample = visit.sample()
    line = visit.line(sample, "late")
    ask = RaiseFinding(sample=sample, line=line, item=Check.ON_TIME, words="Có kết quả trễ hai ngày")
    with pytest.raises(Conflict):
        perform(ask, visit["kt-mot"])
    note(visit, sample, "late", Check.ON_TIME, WRONG, "Trễ")
    perform(ask, visit["kt-mot"], key="bấm-hai-lần")
    assert perform(ask, visit["kt-mot"], key="bấm-hai-lần").again
    finding = Finding.objects.get()
    row = Dossier.objects.get(pk=visit.dossiers["late"])
    assert row.code in finding.words
    assert row.applicant_name not in finding.words
    assert (finding.stop_id, finding.kind) == (visit.stop, "shortcoming")
    assert "Điều 22" in finding.ground
    with pytest.raises(Conflict):
        perform(ask, visit["kt-hai"])
    perform(WithdrawFinding(finding=finding.pk, reason="Nhầm hồ sơ"), visit["kt-mot"])
    perform(ask, visit["kt-hai"])
    assert Raised.objects.count() == 2


def test_only_who_goes_to_the_stop_draws_and_checks(visit):
    sample = visit.sample()
    before = Entry.objects.count()
    for who in ("kt-khac", "kt-o-nha", "dai-bieu", "giamdoc", "lanhdao", "giamsat", "quantri"):
        with pytest.raises(NotAllowed):
            visit.commit(who, reason="x")
        with pytest.raises(NotAllowed):
            note(visit, sample, "good", Check.FEE, RIGHT, who=who)
    assert Entry.objects.count() == before


def test_delegates_see_the_table_the_commune_its_own_once_drawn_and_everybody_else_is_refused_and_logged(visit):
    sample = visit.commit()
    with pytest.raises(NotFound):
        queries.page(visit["giamdoc"], sample)
    assert queries.at_stop(visit["giamdoc"], visit.stop).rows == ()
    perform(HoldSample(sample=sample), visit["kt-mot"])
    assert len(queries.page(visit["giamdoc"], sample).lines) == 6
    table = queries.page(visit["dai-bieu"], sample)
    assert {one.owner for one in table.lines} == {""}
    assert not any(offer for offer in table.offers)
    line = visit.line(sample, "good")
    for who in ("dai-bieu", "giamdoc"):
        with pytest.raises(NotAllowed):
            queries.sheet(visit[who], sample, line)
    refused = Access.objects.filter(outcome=access.REFUSED).count()
    asks = (
        lambda who: queries.at_stop(who, visit.stop),
        lambda who: queries.page(who, sample),
        lambda who: queries.sheet(who, sample, line),
        lambda who: queries.kit(who, sample),
        lambda who: queries.repeated(who, sample),
    )
    for who in ("kt-khac", "kt-o-nha"):
        for ask in asks:
            with pytest.raises(NotFound):
                ask(visit[who])
        assert queries.count_at_stop(visit[who], visit.stop) is None
        assert queries.worked(visit[who]) == ()
    assert Access.objects.filter(outcome=access.REFUSED).count() == refused + 10


def test_a_dossier_is_shown_by_initials_alone_and_the_read_is_logged(visit):
    sample = visit.sample()
    _, sheet, _ = queries.sheet(visit["kt-mot"], sample, visit.line(sample, "good"))
    assert sheet.course.applicant == "C. D. T. H."
    shown = repr(sheet)
    for citizen in visit.town.citizens:
        assert citizen.name not in shown
        assert citizen.number not in shown
    row = Access.objects.order_by("-id").first()
    assert (row.what, row.subject_id) == ("dossiers.sampled", visit.dossiers["good"])
    assert visit.town.citizens[1].id.hex in row.subjects


def test_nothing_is_drawn_checked_or_opened_once_the_campaign_is_closed(visit):
    sample = visit.sample()
    chief = visit["doan-truong"]
    with clock.fixed(at(11, 11)):
        perform(FinishStop(stop=visit.stop), chief)
        note(visit, sample, "good", Check.FEE, RIGHT)
        perform(CloseCampaign(campaign=visit.campaign), chief)
        for attempt in (
            lambda: note(visit, sample, "good", Check.FEE, UNKNOWN),
            lambda: visit.commit(reason="x"),
            lambda: queries.sheet(visit["kt-mot"], sample, visit.line(sample, "good")),
            lambda: queries.kit(visit["kt-mot"], sample),
        ):
            with pytest.raises(MotcuaError):
                attempt()
        table = queries.page(visit["kt-mot"], sample)
        assert {one.owner for one in table.lines} == {""}
        assert queries.worked(visit["kt-mot"]) == ()
