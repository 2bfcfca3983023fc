"""The trial realm from the way in to the official start: what is tried there is nowhere among what is real, and ends."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from uuid import UUID, uuid4

import pytest
from django.test import Client

from motcua.catalogue import packaged
from motcua.config.demo import dossiers as demo
from motcua.contact import audience
from motcua.contact.audience import SeatAt
from motcua.desks.counter.tests.forms import form_of
from motcua.dossiers import codes, day_sheet, following, handing, intake, lists, queries, scopes, slips, workload
from motcua.dossiers.commands import AcceptDossier
from motcua.dossiers.models import Dossier
from motcua.dossiers.trials import DossiersOnTrial
from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed, NotFound, RuleError
from motcua.ledger.actor import Realm
from motcua.ledger.models import Entry
from motcua.ledger.perform import available, perform
from motcua.ledger.verify import verify
from motcua.office.commands import RegisterOfficial, SetCentre
from motcua.parties.commands.number import Number
from motcua.parties.commands.register import RegisterParty
from motcua.parties.rules.words import NumberKind
from motcua.readiness import ports
from motcua.readiness.commands import GiveDutyPlan, LaunchTogether, PlanTrial, SignWaiver, TryScript
from motcua.readiness.models import ScriptResult
from motcua.readiness.queries import running, trials
from motcua.readiness.rules.facts import Phase
from motcua.readiness.rules.trial import Outcome

EXTRACT = "2.000635"
WHO, NUMBER = "Công Dân Chạy Thử", "033190000011"
"""The trial citizen, and the number that a citizen of the town has as well: each realm has people of its own."""
ACCOUNT, SWITCH = "/tai-khoan/", "/tai-khoan/che-do-thu/"
SUNDAY = (2025, 7, 13)


@pytest.fixture(autouse=True)
def wired() -> None:
    """Readiness knows of trial dossiers, as in a running node."""
    ports.ask(DossiersOnTrial())


@pytest.fixture
def planned(town) -> UUID:
    """The plan of the town's centre: tried from today on, officially open on a Sunday; a leader answers for it."""
    leader = town["lanhdao"]
    plan = PlanTrial(
        title="Chạy thử", centres=[town.bodies.centre], trial_on=town.at.date(), official_on=clock.at(*SUNDAY).date()
    )
    trial = perform(plan, leader).target
    waiver = SignWaiver(trial=trial, unit=town.bodies.centre, phase=Phase.TRIAL, reason="Chưa lập hồ sơ (thử)")
    perform(waiver, leader)
    return trial


@pytest.fixture
def begun(town, planned) -> UUID:
    """The plan once its trial has begun."""
    perform(LaunchTogether(trial=planned, phase=Phase.TRIAL), town["lanhdao"])
    return planned


def open_officially(town, trial) -> None:
    """Start officially, the day before, with a waiver and a duty plan for the Sunday."""
    leader = town["lanhdao"]
    with clock.fixed(clock.at(2025, 7, 12, 16)):
        waiver = SignWaiver(trial=trial, unit=town.bodies.centre, phase=Phase.OFFICIAL, reason="Đã thử xong (thử)")
        perform(waiver, leader)
        perform(GiveDutyPlan(trial=trial, plan="Hai người trực (thử)", phase=Phase.OFFICIAL), leader)
        perform(LaunchTogether(trial=trial, phase=Phase.OFFICIAL), leader)


@pytest.fixture
def trying(town) -> dict:
    """The town's people as they act in the trial realm."""
    return {name: replace(actor, realm=Realm.TRIAL) for name, actor in town.actors.items()}


@pytest.fixture
def tried(town, begun, trying) -> UUID:
    """A dossier accepted by a trial actor from a trial citizen."""
    person = RegisterParty(
        name=WHO,
        born="1990-03-12",
        sex="female",
        address="Thôn Thử, xã Phụng Công, tỉnh Hưng Yên",
        phone="0901000011",
        numbers=(Number(kind=NumberKind.PERSONAL, value=NUMBER),),
    )
    citizen = perform(person, trying["tiepnhan"]).target
    return perform(extract_for(citizen), trying["tiepnhan"]).target


def extract_for(citizen: UUID) -> AcceptDossier:
    """Return the wish to receive an extract asked for by a citizen, with all its papers."""
    case = packaged.get(EXTRACT).cases[0].key
    papers = demo.papers_of(EXTRACT, case)
    return AcceptDossier(procedure=EXTRACT, case=case, applicant=citizen, papers=papers, about="Trích lục chạy thử")


def enter(client: Client) -> None:
    answer = client.post(SWITCH, {"on": "1"})
    assert answer.status_code == HTTPStatus.FOUND


def shown(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == HTTPStatus.OK, address
    return answer.content.decode(errors="replace")


def test_nobody_enters_before_the_trial_begins(town, planned, sign_in, client):
    client = sign_in(client, "tiepnhan")
    assert "Vào chế độ thử" not in shown(client, ACCOUNT)
    assert client.post(SWITCH, {"on": "1"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "CHẾ ĐỘ THỬ" not in shown(client, "/quay/")


def test_the_way_in_is_for_whoever_is_signed_in_and_by_a_form(town, begun, client):
    assert client.post(SWITCH, {"on": "1"}).status_code == HTTPStatus.UNAUTHORIZED
    assert client.get(SWITCH).status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("who", ["tiepnhan", "thuly", "lanhdao", "giamdoc", "kinhte"])
def test_everybody_of_the_place_enters_and_leaves_and_every_page_says_so(town, begun, sign_in, client, who):
    client = sign_in(client, who, verified=True)
    assert "Vào chế độ thử" in shown(client, ACCOUNT)
    enter(client)
    for address in (ACCOUNT, "/thong-bao/", "/viec/"):
        text = shown(client, address)
        assert "CHẾ ĐỘ THỬ" in text, address
        assert "Ra khỏi chế độ thử" in text, address
    client.post(SWITCH, {"on": ""})
    assert "CHẾ ĐỘ THỬ" not in shown(client, ACCOUNT)


def test_the_menu_of_the_trial_leads_to_no_desk_where_nothing_can_be_tried(town, begun, sign_in, client):
    client = sign_in(client, "quantri", verified=True)
    assert 'href="/quan-tri/"' in shown(client, ACCOUNT)
    enter(client)
    assert 'href="/quan-tri/"' not in shown(client, ACCOUNT)


def test_signing_in_anew_begins_among_what_is_real(town, begun, sign_in, client):
    client = sign_in(client, "tiepnhan")
    enter(client)
    assert "CHẾ ĐỘ THỬ" not in shown(sign_in(client, "tiepnhan"), ACCOUNT)


def test_a_form_opened_before_the_switch_cannot_be_sent_after_it(town, begun, sign_in):
    client = sign_in(Client(enforce_csrf_checks=True), "tiepnhan")
    page = client.get(ACCOUNT)
    token = form_of(page, SWITCH)["csrfmiddlewaretoken"][0]
    assert client.post(SWITCH, {"on": "1", "csrfmiddlewaretoken": token}).status_code == HTTPStatus.FOUND
    person = {"name": "Công dân Thử Năm", "csrfmiddlewaretoken": token}
    assert client.post("/quay/nguoi/", person).status_code == HTTPStatus.FORBIDDEN


def test_a_dossier_accepted_over_http_in_the_trial_is_a_trial_one_with_a_number_of_its_own(
    town, begun, tried, sign_in, client
):
    client = sign_in(client, "tiepnhan")
    enter(client)
    Dossier.objects.exclude(pk=tried).delete()
    party = Dossier.objects.get().applicant_id
    address = f"/quay/luot/{uuid4()}/"
    page = client.get(address, {"nguoi": party.hex, "thu-tuc": EXTRACT})
    answer = client.post(f"{address}nhan/", form_of(page, f"{address}nhan/"))
    dossier = Dossier.objects.exclude(pk=tried).get()
    assert answer["Location"] == f"/quay/da-nhan/{dossier.id}/"
    assert dossier.realm == "trial"
    assert set(Entry.objects.filter(stream_id=dossier.id).values_list("realm", flat=True)) == {"trial"}
    real = Dossier.objects.get(pk=town.accept())
    assert codes.sequence_name("real", "H33.99.01", town.at.date()) != codes.sequence_name(
        "trial", "H33.99.01", town.at.date()
    )
    assert real.code.endswith("-0001"), "a trial leaves no gap in the real numbers"


LISTS = (
    ("tiepnhan", "/quay/"),
    ("tiepnhan", "/quay/hom-nay/"),
    ("tiepnhan", f"/quay/hom-nay/?q={NUMBER}"),
    ("tiepnhan", "/viec/?ds=dang-giai-quyet"),
    ("tiepnhan", "/viec/?ds=da-nhan"),
    ("tiepnhan", f"/viec/?q={NUMBER}"),
    ("tiepnhan", "/viec/danh-sach.csv?ds=dang-giai-quyet"),
    ("tiepnhan", f"/viec/danh-sach.csv?q={NUMBER}"),
    ("tiepnhan", "/quay/chot-ngay/in/"),
    ("giamdoc", "/viec/?ds=dang-giai-quyet"),
    ("giamdoc", "/viec/danh-sach.csv?ds=da-nhan"),
)


def test_trial_dossiers_are_on_trial_lists_alone_and_after_the_start_on_none(town, begun, tried, sign_in):
    browsers = {who: sign_in(Client(), who, verified=True) for who in {who for who, _ in LISTS}}
    pages = [f"/ho-so/{tried}/", f"/quay/da-nhan/{tried}/"]
    real = town.accept()
    name = Dossier.objects.get(pk=real).applicant_name
    for who, address in LISTS:
        text = shown(browsers[who], address)
        assert WHO not in text, (who, address)
        assert name in text or address.endswith("/in/"), (who, address)
    for client in browsers.values():
        enter(client)
    seen = [(who, address) for who, address in LISTS if WHO in shown(browsers[who], address)]
    assert set(LISTS) - set(seen) <= {("tiepnhan", "/quay/chot-ngay/in/")}
    for who, address in LISTS:
        assert name not in shown(browsers[who], address), (who, address)
    assert browsers["tiepnhan"].get(f"/ho-so/{real}/").status_code == HTTPStatus.NOT_FOUND
    assert browsers["tiepnhan"].get(pages[0]).status_code == HTTPStatus.OK

    open_officially(town, begun)

    entries = Entry.objects.filter(stream_id=tried).count()
    with clock.fixed(clock.at(2025, 7, 12, 16, 5)):
        for who, address in LISTS:
            text = shown(browsers[who], address)
            assert (WHO in text, "CHẾ ĐỘ THỬ" in text) == (False, False), (who, address)
        for address in pages:
            status = browsers["tiepnhan"].get(address).status_code
            assert status in {HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN}, address
        assert browsers["tiepnhan"].post(SWITCH, {"on": "1"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Entry.objects.filter(stream_id=tried).count() == entries > 0
    assert verify().faults == []


def test_what_was_about_to_be_sent_when_the_trial_ended_becomes_nothing(town, begun, tried, sign_in, client):
    client = sign_in(client, "tiepnhan")
    enter(client)
    open_officially(town, begun)
    before = Entry.objects.count()
    person = {"name": "Công dân Thử Sáu", "sex": "male", "born": "01/01/1990"}
    with clock.fixed(clock.at(2025, 7, 12, 16, 5)):
        answer = client.post("/quay/nguoi/", person)
        assert answer.status_code == HTTPStatus.CONFLICT
        assert "chưa được ghi vào đâu" in answer.content.decode()
        assert Entry.objects.count() == before
        assert "CHẾ ĐỘ THỬ" not in shown(client, "/quay/")


def counted(actor, town, tried) -> dict[str, int]:
    """What every read of dossiers counts of the trial dossier for an actor, by the name of the read."""
    dossier = Dossier.objects.get(pk=tried)
    code = dossier.code
    scope = scopes.counts(actor, ["dang-giai-quyet", "da-nhan"])
    return {
        "worklist": len(lists.worklist(actor, "dang-giai-quyet").rows),
        "counts": scope["dang-giai-quyet"] + scope["da-nhan"],
        "within": scopes.within(actor, "da-nhan").count(),
        "chosen": len(lists.chosen(actor, [tried])),
        "find by name": len(lists.find(actor, WHO)),
        "find by code": len(lists.find(actor, code)),
        "find by tail": len(lists.find(actor, code[-4:])),
        "exported": len(lists.exported(actor, "dang-giai-quyet")),
        "exported_found": len(lists.exported_found(actor, code)),
        "day sheet": day_sheet.day_sheet(actor, town.at.date()).counted.received,
        "most used": int(intake.most_used(actor).counted),
        "of visit": len(intake.of_visit(actor, dossier.visit_id)),
        "to hand over": len(handing.of_person(actor, [dossier.applicant_id])),
    }


def test_every_read_of_dossiers_is_of_one_realm(town, begun, tried, trying):
    real, trial = counted(town["tiepnhan"], town, tried), counted(trying["tiepnhan"], town, tried)
    assert {name: count for name, count in real.items() if count} == {}
    assert {name: count for name, count in trial.items() if not count} == {}


def test_work_in_hand_counts_no_trial_dossiers(town, begun, tried, trying):
    Dossier.objects.filter(pk=tried).update(official_id=town["thuly"].official)
    assert workload.in_hand(town["quantri"], town["thuly"].official).open == 0
    assert workload.in_hand(trying["quantri"], town["thuly"].official).open == 1


@pytest.mark.parametrize("way", ["real on trial", "trial on real"])
def test_neither_realm_touches_a_dossier_of_the_other(town, begun, tried, trying, way):
    dossier = tried if way == "real on trial" else town.accept()
    actors = town.actors if way == "real on trial" else trying
    before = Entry.objects.count()
    for actor in actors.values():
        with pytest.raises(NotAllowed):
            perform(demo.command_for(demo.stage_of(dossier)), actor)
        with pytest.raises(NotFound):
            queries.dossier_page(actor, dossier)
        with pytest.raises(NotFound):
            slips.reception_slip(actor, dossier)
        assert available(Dossier.objects.get(pk=dossier), actor) == []
    assert Entry.objects.count() == before


@pytest.mark.parametrize("who", ["quantri", "giamdoc", "lanhdao", "tiepnhan"])
def test_in_the_trial_nobody_changes_people_units_or_settings(town, begun, trying, who):
    before = Entry.objects.count()
    for command in (RegisterOfficial(name="Cán bộ Thử"), SetCentre(unit=town.bodies.centre, hotline="0221 3999 000")):
        with pytest.raises(NotAllowed):
            perform(command, trying[who])
    assert Entry.objects.count() == before


def test_a_real_citizen_is_nobody_s_in_the_trial(town, begun, trying):
    with pytest.raises(NotFound):
        perform(extract_for(town.citizens[0].id), trying["tiepnhan"])


def test_papers_and_the_follow_up_of_a_trial_dossier_say_that_they_are_worth_nothing(
    town, begun, tried, trying, client
):
    slip = slips.reception_slip(trying["tiepnhan"], tried)
    assert slip.heading.realm == "thử"
    assert following.followed(following.ticket_for(slip.code, slip.secret)).realm == "trial"
    client.post("/tra-cuu/", {"ma": slip.code, "ma-tra-cuu": slip.secret})
    assert "HỒ SƠ THỬ" in client.get("/tra-cuu/").content.decode()


def test_nobody_gets_a_letter_about_a_trial(town, begun):
    seats = [SeatAt(town.bodies.centre, "dossier.receive"), SeatAt(town.bodies.centre, "day.close")]
    assert audience.people_at(seats, str(Realm.REAL))
    assert audience.people_at(seats, str(Realm.TRIAL)) == []


def result(begun, town, script, dossier=None, outcome=Outcome.PASSED, note=""):
    wish = TryScript(trial=begun, unit=town.bodies.centre, script=script, outcome=outcome, note=note, dossier=dossier)
    return perform(wish, town["giamdoc"])


def test_a_script_passes_by_its_dossier_and_not_by_a_tick(town, begun, tried, trying):
    with pytest.raises(RuleError, match="có một hồ sơ thử"):
        result(begun, town, "tiep-nhan")
    with pytest.raises(RuleError, match="chưa tới bước"):
        result(begun, town, "luan-chuyen", tried)
    with pytest.raises(NotFound):
        result(begun, town, "tiep-nhan", town.accept())
    with pytest.raises(NotFound):
        result(begun, town, "tiep-nhan", uuid4())
    assert not ScriptResult.objects.exists()
    result(begun, town, "tiep-nhan", tried)
    result(begun, town, "luan-chuyen", tried, Outcome.FAILED, "Chưa ký được")
    while not demo.stage_of(tried).ready:
        demo.advance(trying, tried)
    result(begun, town, "luan-chuyen", tried)
    (centre,) = trials.trial(town["giamdoc"], begun).centres
    assert (centre.passed, centre.results["luan-chuyen"].dossier.state) == (2, "ready")


def test_the_form_of_a_script_offers_the_trial_dossiers_of_the_centre(town, begun, tried, sign_in, client):
    client = sign_in(client, "giamdoc", verified=True)
    real = Dossier.objects.get(pk=town.accept())
    base = f"/san-sang/chay-thu/{begun}/"
    text = shown(client, f"{base}kich-ban/tiep-nhan/")
    assert str(tried) in text
    assert str(real.id) not in text
    assert WHO not in text
    form = {"unit": town.bodies.centre, "dossier": tried, "outcome": "passed", "note": "", "once_key": "a"}
    assert client.post(f"{base}kich-ban/tiep-nhan/", form | {"dossier": real.id}).status_code == 422
    assert client.post(f"{base}kich-ban/tiep-nhan/", form | {"dossier": ""}).status_code == 422
    for _ in range(2):
        assert client.post(f"{base}kich-ban/tiep-nhan/", form).status_code == HTTPStatus.FOUND
    assert ScriptResult.objects.get().trial_dossier == tried
    text = shown(client, base)
    assert Dossier.objects.get(pk=tried).code in text
    assert "Vào chế độ thử" in text
    open_officially(town, begun)
    with clock.fixed(clock.at(2025, 7, 12, 16, 5)):
        assert "Vào chế độ thử" not in shown(client, base)
        assert client.post(f"{base}kich-ban/tiep-nhan/", form | {"once_key": "b"}).status_code == 422
        assert trials.dossiers_on_trial(town["giamdoc"], begun) == ()


def test_an_official_start_on_a_sunday_is_noticed_and_a_duty_plan_asked_for(town, begun, sign_in, client):
    leader = town["lanhdao"]
    client = sign_in(client, "lanhdao", verified=True)
    base = f"/san-sang/chay-thu/{begun}/"
    with clock.fixed(clock.at(2025, 7, 12, 9)):
        waiver = SignWaiver(trial=begun, unit=town.bodies.centre, phase=Phase.OFFICIAL, reason="Đã thử xong (thử)")
        perform(waiver, leader)
        assert "13/7/2025 là Chủ nhật: lập phương án trực trước khi bắt đầu" in shown(client, base)
        before = Entry.objects.count()
        launch = client.post(base + "van-hanh/?gd=chinh", {"once_key": "a"})
        assert (launch.status_code, Entry.objects.count()) == (HTTPStatus.UNPROCESSABLE_ENTITY, before)
        # What was laid down for the first day of the trial is nobody's duty on this one.
        perform(GiveDutyPlan(trial=begun, plan="Trực ngày đầu (thử)"), leader)
        with pytest.raises(RuleError, match="phương án trực"):
            perform(LaunchTogether(trial=begun, phase=Phase.OFFICIAL), leader)
        form = {"plan": "Giám đốc và hai người trực (thử)", "once_key": "b"}
        assert client.post(base + "truc/?gd=chinh", form).status_code == HTTPStatus.FOUND
        assert "Đã có phương án trực" in shown(client, base)
        assert client.post(base + "van-hanh/?gd=chinh", {"once_key": "c"}).status_code == HTTPStatus.FOUND
    assert not running.trial_runs(town.bodies.centre)


def test_trial_dossiers_left_behind_are_counted_within_the_reach_alone(town, tried):
    town.accept()
    assert queries.trial_left_behind(town["giamdoc"], [town.bodies.centre]) == 1
    assert queries.trial_left_behind(town["giamdoc"], []) == 0
