"""Dossiers taken regardless of boundaries: received here, settled by another commune's bodies, handed over where asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from conftest import at_work
from motcua.config.demo import dossiers as demo
from motcua.documents import shelf
from motcua.dossiers import commands, handing, lists, operating, queries, recounted, register, scopes, slips
from motcua.dossiers import day as days
from motcua.dossiers.models import Consultation, Dossier, DossierPaper
from motcua.dossiers.narrowing import Narrow
from motcua.dossiers.tests import beside
from motcua.dossiers.tests.test_accept import accepted
from motcua.indicators.rules import operating as rules
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, RuleError
from motcua.ledger import replay
from motcua.ledger.actor import Realm
from motcua.ledger.perform import perform


@pytest.fixture(scope="module")
def laid_land(_town_books, lay):
    """Beside the town two communes at work: one that is competent, a third where the citizen lives; and one not in the books."""

    def tell():
        with at_work(_town_books.at):
            return beside.build()

    return lay(tell)


@pytest.fixture
def land(town, laid_land):
    """The three communes as they were laid."""
    return laid_land


def digitise(dossier, who):
    """Attach a file for each paper that was given."""
    given = DossierPaper.objects.filter(dossier=dossier, originals__gt=0).exclude(kind="show")
    for number, key in enumerate(given.values_list("key", flat=True)):
        page = shelf.keep_made(b"%PDF-1.4\n%%EOF\n" + b"\n" * number, "application/pdf").sha256
        perform(commands.AttachScan(dossier=dossier, paper=key, sha256=page, filename="to.pdf"), who)


def send(town, dossier, paper="sent"):
    """Digitise a dossier and send it there; return it as it is then."""
    digitise(dossier, town["tiepnhan"])
    perform(commands.ForwardDossier(dossier=dossier, paper=paper), town["tiepnhan"])
    return Dossier.objects.get(pk=dossier)


def work(staff, dossier):
    """Let the people of a place work a dossier to its result."""
    while Dossier.objects.get(pk=dossier).state != "ready":
        demo.advance(staff, dossier)
    return Dossier.objects.get(pk=dossier)


def hand_over(who, town, dossier):
    perform(
        commands.ReturnResult(dossier=dossier, receiver="owner", number=town.citizens[0].number, slip=True), who
    )  # fmt: skip


def test_from_one_counter_to_another_places_bodies_to_a_third_desk(town, land):
    dossier = accepted(town, competent=land.near, returning=land.third)
    kept = (dossier.received_unit_id, dossier.settling_unit_id, dossier.returning_unit_id, dossier.competent_id)
    assert kept == (town.bodies.centre, land.there.centre, land.where.centre, land.there.committee)
    assert (dossier.holder_id, dossier.step_name) == (town.bodies.centre, "Số hóa, chuyển nơi giải quyết")
    sent = send(town, dossier.id)
    assert sent.holder_id in land.there.divisions.values()
    assert (sent.sent_at, sent.paper_file, sent.state) == (town.at, "sent", "processing")
    with clock.fixed(town.at + timedelta(minutes=30)):
        perform(commands.ConfirmArrival(dossier=dossier.id), land.staff["tiepnhan"])
        done = work(land.staff, dossier.id)
        assert (done.paper_file, done.arrived_at) == ("there", town.at + timedelta(minutes=30))
        assert done.holder_id == land.where.centre
        perform(commands.ConfirmResultArrival(dossier=dossier.id), land.desk["tiepnhan"])
        hand_over(land.desk["tiepnhan"], town, dossier.id)
    told = [str(line.what) for line in queries.dossier_page(town["tiepnhan"], dossier.id).history]
    assert any(what.startswith("Chuyển bản điện tử đến Trung tâm") for what in told)
    assert any("Kết quả đã đến" in what for what in told)
    assert replay.compare([dossier.id]) == []


def test_the_date_is_reckoned_by_the_calendar_of_the_place_that_received_it(town, land):
    assert accepted(town, competent=land.near).due_at == accepted(town).due_at


def test_it_is_not_sent_before_what_was_given_on_paper_is_digitised(town, land):
    dossier = accepted(town, competent=land.near)
    with pytest.raises(RuleError, match="chưa số hóa"):
        perform(commands.ForwardDossier(dossier=dossier.id, paper="sent"), town["tiepnhan"])
    digitise(dossier.id, town["tiepnhan"])
    for paper in ("", "there", "x" * 500):
        with pytest.raises(BadInput, match="giữ lại hay chuyển đi"):
            perform(commands.ForwardDossier(dossier=dossier.id, paper=paper), town["tiepnhan"])
    with pytest.raises(Conflict, match="Chuyển nơi giải quyết"):
        perform(commands.CompleteStep(dossier=dossier.id), town["tiepnhan"])
    send_once = commands.ForwardDossier(dossier=dossier.id, paper="kept")
    perform(send_once, town["tiepnhan"], key="once")
    perform(send_once, town["tiepnhan"], key="once")
    with pytest.raises(Conflict, match="không chờ chuyển"):
        perform(send_once, town["tiepnhan"])
    assert replay.compare([dossier.id]) == []


def test_a_dossier_of_here_is_never_sent(town, land):
    dossier = accepted(town)
    with pytest.raises(Conflict, match="không chờ chuyển"):
        perform(commands.ForwardDossier(dossier=dossier.id, paper="sent"), town["tiepnhan"])
    with pytest.raises(Conflict, match="chưa chuyển đi"):
        perform(commands.ConfirmArrival(dossier=dossier.id), town["tiepnhan"])


def test_sent_back_it_lies_with_the_counter_that_received_it_and_goes_again(town, land):
    dossier = accepted(town, competent=land.near)
    send(town, dossier.id)
    perform(commands.SendBack(dossier=dossier.id, reason="Thiếu trang"), land.staff["thuly"])
    back = Dossier.objects.get(pk=dossier.id)
    assert (back.holder_id, back.sent_at, back.paper_file) == (town.bodies.centre, None, "")
    perform(commands.ForwardDossier(dossier=dossier.id, paper="kept"), town["tiepnhan"])
    assert replay.compare([dossier.id]) == []


def test_a_body_these_books_do_not_know_is_followed_outside_by_the_counter(town, land):
    dossier = accepted(town, competent=land.bare)
    assert (dossier.settling_unit_id, dossier.holder_id) == (land.bare, town.bodies.centre)
    assert (dossier.step_role, dossier.step_count) == ("external", 3)
    receiver = town["tiepnhan"]
    later = town.at.date() + timedelta(days=5)
    perform(commands.SendOutside(dossier=dossier.id, words="Công văn 1", answer_by=later), receiver)
    assert Dossier.objects.get(pk=dossier.id).outside == "xã Trống Thử"
    asked = Consultation.objects.get(dossier=dossier)
    perform(commands.RecordAnswer(dossier=dossier.id, consultation=asked.id, answer="Đã giải quyết"), receiver)
    perform(commands.CompleteStep(dossier=dossier.id, opinion="Có kết quả"), receiver)
    hand_over(receiver, town, dossier.id)
    assert replay.compare([dossier.id]) == []
    counts = operating.counts_of([town.bodies.centre], "real", town.at.date(), town.at.date())
    assert (counts["taken_for"], counts["settled_for"], counts["handed_for"]) == (1, 0, 1)


@pytest.mark.parametrize("wanted", ["bare", "unknown"])
def test_only_a_centre_in_the_books_hands_over(town, land, wanted):
    from motcua.kernel.ids import new_id

    with pytest.raises(BadInput) as refused:
        accepted(town, returning=getattr(land, wanted, new_id()))
    assert refused.value.field == "returning"
    assert not Dossier.objects.exists()


STAGES = ("here", "sent", "ready")
MAY = {
    # who, at which stage: what they can do of these
    ("town", "tiepnhan"): {"here": {"ForwardDossier"}},
    ("town", "giamdoc"): {"here": {"StopDossier"}},
    ("near", "tiepnhan"): {"sent": {"ConfirmArrival"}, "ready": {"ConfirmArrival"}},
    ("near", "giamdoc"): {
        "here": {"StopDossier"}, "sent": {"ConfirmArrival", "StopDossier", "HandOff"}, "ready": {"ConfirmArrival"},
    },
    ("near", "thuly"): {"sent": {"ConfirmArrival", "CompleteStep", "SendBack"}},
    ("third", "tiepnhan"): {"ready": {"ReturnResult", "ConfirmResultArrival"}},
}  # fmt: skip
"""Everybody else of these places, and these at other stages, can do nothing of it."""
ACTS = (
    "ForwardDossier", "ConfirmArrival", "ConfirmResultArrival", "ReturnResult", "StopDossier", "HandOff", "CompleteStep",
    "SendBack",
)  # fmt: skip


def at_stage(town, land, stage):
    dossier = accepted(town, competent=land.near, returning=land.third)
    if stage != "here":
        send(town, dossier.id)
    if stage == "ready":
        work(land.staff, dossier.id)
    return Dossier.objects.get(pk=dossier.id)


def staff_of(town, land, place):
    return {"town": town, "near": land.staff, "third": land.desk}[place]


@pytest.mark.parametrize("stage", STAGES)
def test_who_may_do_what_at_each_place(town, land, stage):
    from motcua.ledger.commands import act_of

    dossier = at_stage(town, land, stage)
    declared = {what: act_of(getattr(commands, what)) for what in ACTS}
    fitting = {what: one for what, one in declared.items() if one.when is None or one.when(dossier) is None}
    for place in ("town", "near", "third"):
        for name in ("tiepnhan", "giamdoc", "thuly", "truongphong", "congan", "ketoan", "giamsat"):
            actor = staff_of(town, land, place)[name]
            able = {what for what, one in fitting.items() if one.may(actor, dossier) is None}
            may = MAY.get((place, name), {}).get(stage, set())
            assert able == may, (place, name, stage)


@pytest.mark.parametrize("stage", STAGES)
def test_lists_search_pages_counts_and_exports_show_it_to_the_centres_it_concerns_alone(town, land, stage):
    dossier = at_stage(town, land, stage)
    stranger = replace(land.desk["thuly"], unit=land.where.military, units=frozenset())
    for place in ("town", "near", "third"):
        who = staff_of(town, land, place)["giamdoc"]
        assert [row.id for row in lists.find(who, dossier.code)] == [dossier.id], place
        assert [row.id for row in lists.chosen(who, [dossier.id])] == [dossier.id]
        assert queries.dossier_page(who, dossier.id).row.id == dossier.id
        assert [row.id for row in lists.exported_found(who, dossier.code)] == [dossier.id]
    for who in (stranger, replace(town["giamdoc"], realm=Realm.TRIAL)):
        assert lists.find(who, dossier.code) == lists.chosen(who, [dossier.id]) == ()
        with pytest.raises(NotFound):
            queries.dossier_page(who, dossier.id)
    shown = {
        (place, scope)
        for place in ("town", "near", "third")
        for scope in scopes.scopes_of(staff_of(town, land, place)["giamdoc"])
        if lists.row_in(staff_of(town, land, place)["giamdoc"], scope, dossier.id) is not None
    }
    asked = {"town", "near"}
    open_lists = {(place, scope) for place in asked for scope in ("dang-giai-quyet", "den-han", "xin-loi")}
    always = {("town", "chuyen-di"), ("near", "chuyen-den"), ("town", "da-nhan")}
    assert shown == always | (open_lists if stage != "ready" else {("third", "cho-tra")})
    for place, scope in shown:
        who = staff_of(town, land, place)["giamdoc"]
        assert scopes.counts(who, [scope])[scope] == len(lists.exported(who, scope)) == 1


def test_the_specialists_of_the_competent_place_have_it_on_their_lists(town, land):
    dossier = at_stage(town, land, "sent")
    row = lists.row_in(land.staff["thuly"], "don-vi", dossier.id)
    assert row is not None
    assert lists.row_in(land.staff["thuly"], "don-vi", dossier.id, narrow=Narrow(beyond=True)) is not None
    assert lists.row_in(town["thuly"], "don-vi", dossier.id) is None


def test_lists_are_narrowed_to_what_crosses_boundaries(town, land):
    accepted(town)
    away, handed = accepted(town, competent=land.near), accepted(town, returning=land.third)
    found = lists.worklist(town["giamdoc"], "dang-giai-quyet", narrow=Narrow(beyond=True))
    assert {row.id for row in found.rows} == {away.id, handed.id}


def test_the_return_desk_of_the_centre_chosen_has_it_and_no_other(town, land):
    dossier = at_stage(town, land, "ready")
    (shown,) = handing.with_dossier(land.desk["tiepnhan"], dossier.id)
    assert shown.refusal is None
    for desk in (town["tiepnhan"], land.staff["tiepnhan"]):
        with pytest.raises(NotAllowed):
            handing.with_dossier(desk, dossier.id)
        with pytest.raises(NotAllowed):
            hand_over(desk, town, dossier.id)
    assert [days.count(unit, "real", town.at.date(), town.at).ready_not_returned for unit in centres(town, land)] == [
        0, 0, 1,
    ]  # fmt: skip


def centres(town, land):
    return [town.bodies.centre, land.there.centre, land.where.centre]


def test_each_place_is_credited_and_no_dossier_counts_twice(town, land):
    here = accepted(town)
    demo_done = accepted(town, competent=land.near, returning=land.third)
    send(town, demo_done.id)
    work(land.staff, demo_done.id)
    hand_over(land.desk["tiepnhan"], town, demo_done.id)
    waiting = accepted(town, competent=land.near)
    day = town.at.date()
    own = [operating.counts_of([unit], "real", day, day) for unit in centres(town, land)]
    assert [(one["taken_for"], one["settled_for"], one["handed_for"]) for one in own] == [
        (2, 0, 0), (0, 1, 0), (0, 0, 1),
    ]  # fmt: skip
    whole = operating.counts_of(centres(town, land), "real", day, day)
    assert {key: sum(one[key] for one in own) for key in operating.FIGURES} == {
        key: whole[key] for key in operating.FIGURES
    }
    assert whole["received"] == Dossier.objects.count() == 3
    for counts in (*own, whole):
        assert rules.differences(counts) == ()
    for units in (*([unit] for unit in centres(town, land)), centres(town, land)):
        assert [one for one in recounted.recounted(units, "real", day, day) if one.differs] == []
    del here
    opened = {
        figure: [row.id for row in operating.opened(staff["giamdoc"], [unit], figure, day, day).rows]
        for figure, staff, unit in (
            ("taken_for", town, town.bodies.centre),
            ("settled_for", land.staff, land.there.centre),
            ("handed_for", land.desk, land.where.centre),
        )
    }
    assert opened == {
        "taken_for": [waiting.id, demo_done.id],
        "settled_for": [demo_done.id],
        "handed_for": [demo_done.id],
    }


def test_registers_tell_received_settled_and_handed_over_for_another_place_apart(town, land):
    accepted(town)
    dossier = accepted(town, competent=land.near, returning=land.third)
    send(town, dossier.id)
    work(land.staff, dossier.id)
    hand_over(land.desk["tiepnhan"], town, dossier.id)
    day = town.at.date()
    for staff, book in ((town, "nhan-thay"), (land.staff, "giai-quyet-thay"), (land.desk, "tra-thay")):
        (line,) = register.lines(staff["giamdoc"], day, day, purpose="Thử", book=book).lines
        assert (line.dossier, line.competent.count("–")) == (dossier.id, 2)
        assert register.paper(staff["giamdoc"], day, day, book).book
    assert len(register.lines(town["giamdoc"], day, day, purpose="Thử").lines) == 2
    assert register.lines(land.desk["giamdoc"], day, day, purpose="Thử").lines == ()
    with pytest.raises(BadInput):
        register.lines(town["giamdoc"], day, day, purpose="Thử", book="khac")


def test_the_slip_prints_where_it_was_received_who_settles_it_and_where_it_is_handed_over(town, land):
    dossier = accepted(town, competent=land.near, returning=land.third)
    slip = slips.reception_slip(town["tiepnhan"], dossier.id)
    assert "Phụng Công" in slip.heading.place + slip.receiving_unit
    assert ("Tân Thử" in slip.settling, "Ba Thử" in slip.return_place) == (True, True)


def correction(dossier, **units):
    return commands.CorrectDossier(
        dossier=dossier.id, reason="Ghi nhầm", applicant=dossier.applicant_id, about=dossier.about, **units
    )


def test_another_place_is_corrected_while_nobody_worked_on_it(town, land):
    dossier = accepted(town)
    perform(correction(dossier, competent=land.near), town["tiepnhan"])
    moved = Dossier.objects.get(pk=dossier.id)
    assert (moved.settling_unit_id, moved.holder_id) == (land.there.centre, town.bodies.centre)
    assert moved.step_count == dossier.step_count + 1
    send(town, dossier.id)
    with pytest.raises(RuleError, match="không đổi nơi giải quyết"):
        perform(correction(dossier, competent=town.bodies.committee), town["tiepnhan"])
    assert replay.compare([dossier.id]) == []


def test_a_result_that_lies_ready_goes_to_the_other_desk_when_the_place_is_corrected(town, land):
    dossier = at_stage(town, land, "ready")
    perform(correction(dossier, returning=town.bodies.centre), town["tiepnhan"])
    assert Dossier.objects.get(pk=dossier.id).holder_id == town.bodies.centre
    assert replay.compare([dossier.id]) == []
    hand_over(town["tiepnhan"], town, dossier.id)


def test_the_day_page_names_what_still_has_to_be_sent(town, land):
    dossier = accepted(town, competent=land.near)
    assert days.count(town.bodies.centre, "real", town.at.date(), town.at).not_forwarded == 1
    send(town, dossier.id)
    assert days.count(town.bodies.centre, "real", town.at.date(), town.at).not_forwarded == 0
