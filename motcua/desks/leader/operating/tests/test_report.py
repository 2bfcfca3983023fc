"""The operating report at one centre: every figure counted, opened, filed; the same from the books alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from motcua.config.demo import dossiers as story
from motcua.desks.leader.operating import views
from motcua.dossiers import operating, operating_late
from motcua.dossiers.commands import (
    ExtendDeadline,
    RejectDossier,
    RequestSupplement,
    ReturnResult,
    StopDossier,
    WithdrawDossier,
)
from motcua.dossiers.models import Dossier, DossierPaper
from motcua.dossiers.recounted import from_ledger
from motcua.dossiers.replay import fold_dossier
from motcua.dossiers.rules.life import Cause
from motcua.indicators.rules import operating as rules
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotAllowed
from motcua.ledger.actor import Realm
from motcua.ledger.events.dossier_life import Lacking
from motcua.ledger.perform import perform
from motcua.ledger.queries import stream
from motcua.payments import queries as payments
from motcua.payments.commands import AnnulReceipt, ConfirmTransfer, RefundReceipt
from motcua.payments.rules.bills import Manner
from motcua.payments.tests.conftest import Till

STATUS, EXTRACT, UNDATED = "1.004873", "2.000635", "1.001612"
FIRST, LAST = date(2025, 7, 3), date(2025, 7, 11)


def at(*when: int) -> Any:
    return clock.fixed(clock.at(*when))


@pytest.fixture
def fortnight(town):
    """What happened at the centre until 11/7/2025, 16:00: one dossier of every kind of end."""
    made = {}
    with at(2025, 7, 2, 9):
        made["carried"] = town.accept(STATUS)
    with at(2025, 7, 3, 9):
        made["late"], made["ontime"], made["open_late"] = (town.accept(STATUS) for _ in range(3))
        made["rejected"], made["withdrawn"], made["stopped"] = (town.accept(STATUS) for _ in range(3))
        made["extended"], made["early"] = town.accept(STATUS), town.accept(STATUS)
    with at(2025, 7, 4, 9):
        town.make_ready(made["early"])
        while Dossier.objects.get(pk=made["rejected"]).step_role != "leader":
            story.advance(town.actors, made["rejected"])
        perform(RejectDossier(dossier=made["rejected"], ground="Điều 1", reason="Không đủ"), town["lanhdao"])
        perform(
            WithdrawDossier(dossier=made["withdrawn"], asked_on=date(2025, 7, 4), reason="Xin rút"), town["tiepnhan"]
        )
        perform(StopDossier(dossier=made["stopped"], ground="Điều 2", reason="Tranh chấp"), town["giamdoc"])
        extend = ExtendDeadline(dossier=made["extended"], day=date(2025, 7, 16), cause=Cause.SEAL, reason="Chờ dấu")
        perform(extend, town["giamdoc"])
    with at(2025, 7, 8, 8):
        town.make_ready(made["ontime"])
    with at(2025, 7, 9, 9):
        town.make_ready(made["late"])
        number = town.citizens[0].number
        perform(ReturnResult(dossier=made["late"], receiver="owner", number=number, slip=True), town["tiepnhan"])
    with at(2025, 7, 11, 9):
        made["undated"], made["supplement"] = town.accept(UNDATED), town.accept(STATUS)
        key = DossierPaper.objects.filter(dossier_id=made["supplement"]).exclude(kind="note")[0].key
        lacking = (Lacking(key=key, words="Bản chính"),)
        perform(RequestSupplement(dossier=made["supplement"], lacking=lacking), town["thuly"])
    with at(2025, 7, 11, 16):
        yield made


def counts(town: Any, first: date = FIRST, last: date = LAST) -> dict[str, int]:
    return dict(operating.counted(town["giamdoc"], [town.bodies.centre], first, last).counts)


EXPECTED = {
    "carried": 1,
    "received": 10,
    "resolved": 3,
    "early": 1,
    "ontime": 1,
    "late": 1,
    "undated": 0,
    "rejected": 1,
    "withdrawn": 1,
    "stopped": 1,
    "open": 5,
    "open_in_time": 1,
    "open_late": 2,
    "open_undated": 2,
    "supplemented": 1,
    "extended": 1,
    "uncollected": 3,
    "online": 0,
    "direct": 10,
}


def test_every_figure_is_counted_and_the_report_balances(town, fortnight):
    found = counts(town)
    assert {key: found[key] for key in EXPECTED} == EXPECTED
    assert rules.differences(found) == ()


def test_a_period_that_is_over_counts_as_it_stood_at_its_end(town, fortnight):
    found = counts(town, date(2025, 7, 3), date(2025, 7, 7))
    assert (found["resolved"], found["late"], found["carried"], found["received"]) == (1, 0, 1, 8)
    assert rules.differences(found) == ()


def test_a_result_fetched_after_a_period_lay_at_its_end_whenever_that_is_asked(town, fortnight):
    centre, period = [town.bodies.centre], (date(2025, 7, 7), date(2025, 7, 8))
    assert counts(town, *period)["uncollected"] == 3
    fetched = ReturnResult(dossier=fortnight["early"], receiver="owner", number=town.citizens[0].number, slip=True)
    perform(fetched, town["tiepnhan"])
    assert counts(town, *period)["uncollected"] == 3
    rows = operating.opened(town["giamdoc"], centre, "uncollected", *period).rows
    assert {row.id for row in rows} == {fortnight[name] for name in ("early", "rejected", "ontime")}
    assert from_ledger(centre, "real", *period, clock.now())["uncollected"] == 3
    assert counts(town)["uncollected"] == 2


def test_the_books_alone_say_the_same(town, fortnight):
    """Each row is what its history says, so what is counted from rows is counted from the books."""
    for dossier in fortnight.values():
        folded, row = fold_dossier(stream(dossier)), Dossier.objects.get(pk=dossier)
        told = {name: value for name, value in folded.items() if name in {"state", "ready_at", "due_at", "rejected"}}
        assert told == {name: getattr(row, name) for name in told}


def test_each_figure_opens_to_as_many_dossiers_as_it_says(town, fortnight, sign_in):
    client, found = sign_in(Client(), "giamdoc", verified=True), counts(town)
    page = client.get("/bao-cao/?tu=03/07/2025&den=11/07/2025")
    assert page.status_code == 200
    assert "Báo cáo cân đối" in page.text
    assert page.text.count("chưa có") >= 2
    for key, count in found.items():
        rows = operating.opened(town["giamdoc"], [town.bodies.centre], key, FIRST, LAST).rows
        assert len(rows) == count, key
        if count:
            assert client.get(f"/bao-cao/ho-so/{key}/?tu=03/07/2025&den=11/07/2025").status_code == 200
    codes = {row.code for row in operating.opened(town["giamdoc"], [town.bodies.centre], "late", FIRST, LAST).rows}
    assert codes == {Dossier.objects.get(pk=fortnight["late"]).code}


def test_why_late_is_counted_of_all_that_are_late_and_opens_to_them(town, fortnight, sign_in):
    centres = [town.bodies.centre]
    found = operating_late.reasons(town["giamdoc"], centres, FIRST, LAST)
    whole = counts(town)
    assert found.looked == whole["late"] + whole["open_late"] == 3
    assert found.counts == {key: 3 if key == "late_people" else 0 for key in operating_late.FIGURES}
    client = sign_in(Client(), "giamdoc", verified=True)
    page = client.get("/bao-cao/?tu=03/07/2025&den=11/07/2025").text
    assert "100,0 % (3/3)" in page
    assert "/bao-cao/ho-so/late_people/" in page
    assert "/bao-cao/ho-so/late_seal/" not in page, "nothing opens to nothing"
    opened = operating_late.opened(town["giamdoc"], centres, "late_people", FIRST, LAST).rows
    assert {row.id for row in opened} == {fortnight[name] for name in ("late", "open_late")} | {
        row.id for row in operating.opened(town["giamdoc"], centres, "open_late", FIRST, LAST).rows
    }
    answer = client.get("/bao-cao/ho-so/late_people/?tu=03/07/2025&den=11/07/2025")
    assert answer.status_code == 200
    assert Dossier.objects.get(pk=fortnight["late"]).code in answer.text
    with pytest.raises(BadInput):
        operating_late.opened(town["giamdoc"], centres, "late_citizen", FIRST, LAST)


def test_beyond_what_is_looked_into_the_report_says_of_how_many_it_speaks(town, fortnight, sign_in, monkeypatch):
    monkeypatch.setattr(operating_late, "LATE_MOST", 2)
    found = operating_late.reasons(town["giamdoc"], [town.bodies.centre], FIRST, LAST)
    assert (found.looked, sum(found.counts.values())) == (2, 2)
    page = sign_in(Client(), "giamdoc", verified=True).get("/bao-cao/?tu=03/07/2025&den=11/07/2025").text
    assert "Xét 2 trong 3 hồ sơ quá hạn" in page


def test_three_lines_to_paste_say_as_of_when_and_stand_on_the_director_s_page_one_key_away(town, fortnight, sign_in):
    client = sign_in(Client(), "giamdoc")
    with clock.fixed(clock.at(2025, 7, 14, 11)):
        report = client.get("/bao-cao/").content.decode()
        lines = client.get("/bao-cao/ba-dong/").content.decode()
        piece = client.get("/bao-cao/ba-dong/", headers={"HX-Request": "true"}).content.decode()
        work = client.get("/viec/").content.decode()
    for page in (report, lines, piece):
        assert "Đến 14/07 11:00, từ 01/07/2025: Tiếp nhận" in page
        assert 'data-key="F8"' in page
    assert "<html" not in piece
    assert 'hx-get="/bao-cao/ba-dong/"' in work
    assert 'hx-get="/bao-cao/ba-dong/"' not in sign_in(Client(), "thuly").get("/viec/").content.decode()


def test_the_filed_form_has_its_columns_and_adds_up(town, fortnight, sign_in):
    answer = sign_in(Client(), "giamdoc", verified=True).get("/bao-cao/bieu.xlsx?tu=03/07/2025&den=11/07/2025")
    sheet = load_workbook(BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][2:] == tuple(name for name, _ in rules.COLUMNS)
    total = rows[-2]
    assert total[2:] == rules.row(counts(town))
    assert [sum(row[place] for row in rows[2:-2]) for place in range(2, 14)] == list(total[2:])
    assert rows[-1][0] == "Các cột cân đối."


def test_the_form_of_one_field_is_of_that_field_alone_and_what_no_line_is_of_has_its_own(
    town, fortnight, sign_in, monkeypatch
):
    client = sign_in(Client(), "giamdoc", verified=True)

    def rows(query=""):
        answer = client.get(f"/bao-cao/bieu.xlsx?tu=03/07/2025&den=11/07/2025{query}")
        return list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))[2:-1]

    one, total = rows("&linh-vuc=Hộ tịch")
    assert one[1] == "Hộ tịch"
    assert one[2:] == total[2:]
    every = rows()
    assert len(every) > 2
    monkeypatch.setattr(views.catalogue, "fields_of", lambda centre: ["Hộ tịch"])
    named, others, whole = rows()
    assert (named[2:], whole[2:], others[1]) == (one[2:], every[-1][2:], "Lĩnh vực, nơi khác")
    assert [a + b for a, b in zip(named[2:], others[2:], strict=True)] == list(whole[2:])


def test_the_report_costs_the_same_statements_however_many_dossiers(town, fortnight):
    counted = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            counts(town)
        counted.append(len(seen))
        town.accept(EXTRACT)
    assert counted[0] == counted[1] <= 9


@pytest.fixture
def till(town):
    """The counter's till: 8.000 đồng in notes, 8.000 by transfer, 8.000 given back, 8.000 annulled; 5.000 of another level."""
    found = Till(town)
    with at(2025, 7, 9, 8):
        found.account()
        found.level()
    with at(2025, 7, 9, 9):
        found.shift(n10000=10)
        found.pay(found.bill())
        back, annulled = found.bill(), found.bill()
        receipt = found.pay(back)
        perform(AnnulReceipt(bill=annulled, receipt=found.pay(annulled), reason="Ghi sai"), town["tiepnhan"])
        found.pay(found.bill(code=STATUS))
        moved = found.bill()
        transfer = found.announce(moved)
    with at(2025, 7, 11, 11):
        refund = RefundReceipt(bill=back, receipt=receipt, amount=8_000, reason="Thu thừa", manner=Manner.CASH)
        perform(refund, town["tiepnhan"])
        day = found.day()
        (line,) = found.statement(day, ("GD1", 8_000, "x"))
        perform(ConfirmTransfer(bill=moved, transfer=transfer, line=line), town["ketoan"])
    with at(2025, 7, 11, 16):
        yield found


def test_fees_are_receipts_less_what_was_given_back_in_the_period(town, till):
    def of(first, last, field=""):
        told = payments.taken(town["giamdoc"], [till.centre], first, last, field)
        return told.cash, told.transfer, told.bills

    assert of(FIRST, LAST) == (13_000, 8_000, 4)
    assert of(date(2025, 7, 10), LAST) == (0, 8_000, 1)
    assert of(FIRST, date(2025, 7, 8)) == (0, 0, 0)
    assert of(FIRST, LAST, "Hộ tịch") == (13_000, 8_000, 4)
    assert of(FIRST, LAST, "Đất đai") == (0, 0, 0)
    trial = replace(town["giamdoc"], realm=Realm.TRIAL)
    assert payments.taken(trial, [till.centre], FIRST, LAST).total == 0
    with pytest.raises(NotAllowed):
        payments.taken(town["tiepnhan"], [till.centre], FIRST, LAST)


def test_fees_cost_four_statements_at_most(town, till):
    with CaptureQueriesContext(connection) as seen:
        payments.taken(town["giamdoc"], [till.centre], FIRST, LAST)
    assert len(seen) <= 4


def test_fees_stand_in_the_report_and_open_to_the_receipts_they_sum_for_who_may_see_them(town, till, sign_in):
    director = sign_in(Client(), "giamdoc", verified=True)
    page = director.get("/bao-cao/?tu=03/07/2025&den=11/07/2025").text
    assert "21.000 đồng" in page
    way = "/quay/thu/bien-lai/?tu=03%2F07%2F2025&amp;den=11%2F07%2F2025"
    assert f'{way}"' in page
    assert f'{way}&amp;hinh-thuc=cash"' in page
    listed = payments.receipts(town["giamdoc"], payments.Asked(manner="cash", since=FIRST, until=LAST))
    assert (listed.amount - listed.refunded) == 13_000
    assert director.get(way.replace("&amp;", "&")).status_code == 200
    of_field = director.get("/bao-cao/?tu=03/07/2025&den=11/07/2025&linh-vuc=H%E1%BB%99+t%E1%BB%8Bch").text
    assert "21.000 đồng" in of_field
    assert "/quay/thu/bien-lai/" not in of_field
    chair = sign_in(Client(), "lanhdao", verified=True).get("/bao-cao/?tu=03/07/2025&den=11/07/2025").text
    assert "21.000 đồng" in chair
    assert "/quay/thu/bien-lai/" not in chair


def test_where_no_till_is_kept_no_sum_is_told(town, sign_in):
    assert payments.taken(town["giamdoc"], [town.bodies.centre], FIRST, LAST) is None
    page = sign_in(Client(), "giamdoc", verified=True).get("/bao-cao/").text
    section = page[page.index('id="phi-le-phi"') :].partition("</table>")[0]
    assert section.count("chưa có") == 4


@pytest.mark.parametrize("who", ["tiepnhan", "thuly", "quantri"])
def test_whoever_reads_no_figures_reads_none(town, fortnight, sign_in, who):
    client = sign_in(Client(), who, verified=True)
    for path in ("/bao-cao/", "/bao-cao/bieu.xlsx", "/bao-cao/ho-so/late/"):
        assert client.get(path).status_code == 403
    with pytest.raises(NotAllowed):
        operating_late.reasons(town[who], [town.bodies.centre], FIRST, LAST)
    with pytest.raises(NotAllowed):
        operating.counted(town[who], [town.bodies.centre], FIRST, LAST)


@pytest.mark.parametrize(
    "query",
    ["tu=31/02/2025&den=x", "tu=11/07/2025&den=01/07/2025", "linh-vuc=kh%C3%B4ng", "noi=abc", "tu=01/01/0001"],
)
def test_a_strange_address_is_answered_as_well_as_can_be(town, fortnight, sign_in, query):
    assert sign_in(Client(), "giamdoc", verified=True).get(f"/bao-cao/?{query}").status_code == 200


def test_a_place_outside_reach_and_a_figure_that_is_none_are_refused(town, fortnight, sign_in):
    client = sign_in(Client(), "giamdoc", verified=True)
    elsewhere = town.citizens[0].id
    assert client.get(f"/bao-cao/?noi={elsewhere.hex}").status_code == 404
    assert client.get("/bao-cao/ho-so/bia/").status_code == 400
