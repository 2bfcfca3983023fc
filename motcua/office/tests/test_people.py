"""People, posts, accounts and delegations through perform, and who acts because of them."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, RuleError
from motcua.ledger.models import Access, Entry, PrivatePart
from motcua.ledger.perform import perform
from motcua.office import passwords, queries
from motcua.office.commands import (
    CorrectOfficial,
    CreateUnit,
    DelegateSigning,
    DisableAccount,
    EndPost,
    GivePosts,
    Leave,
    OpenAccount,
    PostGiven,
    RegisterOfficial,
    ResetPassword,
    RevokeDelegation,
    open_account,
    reset_password,
)
from motcua.office.models import Account, Delegation, Official, Post
from motcua.office.rules import POWERS, Level, Role
from motcua.office.tests.conftest import SINCE, WHERE
from motcua.office.tests.test_units import refused

pytestmark = pytest.mark.django_db

TODAY = clock.today()
LATER = TODAY + timedelta(days=40)


def post_of(commune, role) -> Post:
    return Post.objects.get(official=commune.officials[role])


def test_minutes_print_both_concurrent_posts(province, boss):
    party = perform(CreateUnit(level=Level.OUTSIDE, parent=province.id, valid_from=SINCE, name="Huyện ủy"), boss).target
    council = perform(CreateUnit(level=Level.COMMITTEE, parent=province.id, valid_from=SINCE), boss).target
    posts = [
        PostGiven(unit=council, title="Phó Chủ tịch UBND huyện", rank=2, valid_from=SINCE, decision="QĐ 10"),
        PostGiven(unit=party, title="Ủy viên BTV Huyện ủy", rank=1, valid_from=SINCE),
    ]
    sau = perform(RegisterOfficial(name="NGÔ ĐỨC SÁU", posts=posts), boss).target
    assert Official.objects.get(pk=sau).name == "Ngô Đức Sáu"
    assert queries.titles_of([sau]) == {sau: "Ủy viên BTV Huyện ủy, Phó Chủ tịch UBND huyện"}
    assert queries.titles_of([sau], on=SINCE - timedelta(days=1)) == {}


def test_a_name_lies_in_the_private_part_alone(commune, boss):
    made = perform(RegisterOfficial(name="Cán bộ Riêng Tư", phone="0912 345 678", email="rieng@thu.vn"), boss)
    entry = Entry.objects.get(stream_id=made.target)
    part = PrivatePart.objects.get(entry=entry)
    assert part.subject_id == made.target
    for word in ("Riêng", "0912345678", "rieng@thu.vn"):
        assert word in part.payload
        assert word not in entry.payload + entry.outcome


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"name": "Cán bộ 2"}, BadInput),
        ({"name": "Cán bộ Thử", "phone": "123"}, BadInput),
        ({"name": "Cán bộ Thử", "email": "thu@"}, BadInput),
    ],
)
def test_what_is_no_person_is_refused(commune, boss, values, error):
    before = Official.objects.count()
    refused(error, RegisterOfficial(**values), boss)
    assert Official.objects.count() == before


@pytest.mark.parametrize(
    ("title", "roles", "start", "end", "error"),
    [
        ("Chức danh specialist", [], SINCE, None, RuleError),
        ("Trưởng Phòng", [Role.DIRECTOR], SINCE, None, RuleError),
        ("Trưởng phòng", [], SINCE, SINCE, RuleError),
        ("—", [], SINCE, None, BadInput),
    ],
)
def test_posts_that_cannot_be_given(commune, boss, title, roles, start, end, error):
    unit = commune.bodies.divisions["Phòng Văn hóa – Xã hội"]
    post = PostGiven(unit=unit, title=title, roles=roles, valid_from=start, valid_to=end)
    refused(error, GivePosts(official=commune.officials["specialist"], posts=[post]), boss)


def test_several_posts_come_in_one_act_or_not_at_all(commune, boss):
    centre = commune.bodies.centre
    good = PostGiven(unit=centre, title="Viên chức", roles=[Role.RECEIVER], valid_from=SINCE)
    bad = PostGiven(unit=centre, title="Viên chức", valid_from=SINCE)
    before = Post.objects.count()
    refused(RuleError, GivePosts(official=commune.officials["specialist"], posts=[good, bad]), boss)
    assert Post.objects.count() == before
    done = perform(GivePosts(official=commune.officials["specialist"], posts=[good]), boss)
    assert len(done.ids["posts"]) == 1


def test_an_administrator_gives_no_post_in_another_commune(commune, neighbour):
    post = PostGiven(unit=neighbour.bodies.centre, title="Viên chức", valid_from=SINCE)
    refused(NotAllowed, GivePosts(official=commune.officials["specialist"], posts=[post]), commune.actor("admin"))


def test_a_superior_s_account_is_out_of_a_commune_administrator_s_reach(commune, province, boss):
    above = perform(CreateUnit(level=Level.COMMITTEE, parent=province.id, valid_from=SINCE), boss).target
    post = PostGiven(unit=above, title="Phó Chủ tịch UBND tỉnh", valid_from=SINCE)
    perform(GivePosts(official=commune.officials["specialist"], posts=[post]), boss)
    refused(NotAllowed, ResetPassword(official=commune.officials["specialist"]), commune.actor("admin"))


def test_an_ended_post_gives_no_power_from_its_day_on(commune, boss):
    post = post_of(commune, "leader")
    end = EndPost(official=commune.officials["leader"], post=post.id, valid_to=LATER, decision="QĐ 11")
    perform(end, boss)
    account = commune.accounts["leader"]
    with clock.fixed(clock.at(LATER.year, LATER.month, LATER.day, 8) - timedelta(days=1)):
        assert queries.actor_of(account) is not None
    with clock.fixed(clock.at(LATER.year, LATER.month, LATER.day, 8)):
        assert queries.actor_of(account) is None
    refused(RuleError, end, boss)
    other = EndPost(official=commune.officials["clerk"], post=post.id, valid_to=LATER)
    refused(NotFound, other, boss)


@pytest.mark.parametrize("role", ["receiver", "specialist", "division_head", "director", "leader", "admin"])
def test_who_acts_is_known_in_one_statement(commune, django_assert_num_queries, role):
    commune.actor(role)
    with django_assert_num_queries(1):
        actor = queries.actor_of(commune.accounts[role])
    assert actor.powers == POWERS[Role(role)]
    assert actor.official == commune.officials[role]
    assert actor.post == post_of(commune, role).id
    assert actor.verified is False


def test_heads_answer_for_what_is_under_them(commune):
    bodies = commune.bodies
    assert commune.actor("receiver").units == {bodies.centre}
    assert commune.actor("director").units == {bodies.centre}
    everything = {
        bodies.commune,
        bodies.committee,
        bodies.centre,
        bodies.police,
        bodies.military,
        *bodies.divisions.values(),
    }
    assert commune.actor("leader").units == everything
    assert commune.actor("admin").units == {bodies.divisions["Văn phòng HĐND và UBND"]}


def test_who_leads_a_province_answers_for_its_bodies_and_not_for_those_of_its_communes(commune, province, boss):
    above = perform(CreateUnit(level=Level.COMMITTEE, parent=province.id, valid_from=SINCE), boss).target
    body = perform(CreateUnit(level=Level.DIVISION, parent=province.id, valid_from=SINCE, name="Sở Thử"), boss).target
    post = PostGiven(unit=above, title="Phó Chủ tịch", roles=[Role.LEADER], rank=1, valid_from=SINCE)
    made = perform(GivePosts(official=commune.officials["specialist"], posts=[post]), boss)
    acting = queries.actor_of(commune.accounts["specialist"], UUID(made.ids["posts"][0]))
    assert acting.units == {province.id, above, body}


def test_the_acting_post_alone_gives_the_powers(commune, boss):
    second = PostGiven(unit=commune.bodies.centre, title="Viên chức", roles=[Role.RECEIVER], rank=5, valid_from=SINCE)
    made = perform(GivePosts(official=commune.officials["specialist"], posts=[second]), boss)
    account, other = commune.accounts["specialist"], UUID(made.ids["posts"][0])
    assert queries.actor_of(account).powers == POWERS[Role.SPECIALIST]
    assert queries.actor_of(account, other).powers == POWERS[Role.RECEIVER]
    assert queries.actor_of(account, other).unit == commune.bodies.centre
    assert [capacity.post for capacity in queries.posts_of(account)] == [post_of_unit(account, "specialist"), other]
    assert queries.actor_of(account, post_of(commune, "leader").id) is None


def post_of_unit(account, role):
    return Post.objects.get(official__account=account, roles=role).id


def test_a_leaver_loses_posts_account_and_sessions(commune):
    admin, official = commune.actor("admin"), commune.officials["leader"]
    stamp = Account.objects.get(official=official).session_stamp
    perform(Leave(official=official, left_on=TODAY, decision="QĐ 12"), admin)
    account = Account.objects.get(official=official)
    assert not account.is_active
    assert account.session_stamp != stamp
    assert queries.actor_of(account.id) is None
    assert Post.objects.get(official=official).valid_to == TODAY
    refused(Conflict, Leave(official=official, left_on=TODAY), admin)
    refused(Conflict, OpenAccount(official=official), admin)


def test_a_leaver_may_come_back(commune, boss):
    official = commune.officials["specialist"]
    perform(Leave(official=official, left_on=TODAY), boss)
    unit = commune.bodies.centre
    early = PostGiven(unit=unit, title="Viên chức", valid_from=TODAY - timedelta(days=1))
    refused(RuleError, GivePosts(official=official, posts=[early]), boss)
    back = PostGiven(unit=unit, title="Viên chức", roles=[Role.RECEIVER], valid_from=TODAY)
    perform(GivePosts(official=official, posts=[back]), boss)
    outcome, password = open_account(OpenAccount(official=official), boss)
    assert outcome.ids["username"] == "specialist"
    assert Account.objects.get(official=official).check_password(password)


def test_an_initial_password_is_shown_once_and_stands_nowhere(commune, boss):
    official = perform(RegisterOfficial(name="Nguyễn Thị Hồng"), boss).target
    outcome, password = open_account(OpenAccount(official=official), boss, key="mở-1")
    assert outcome.ids["username"] == "hongnt"
    assert len(password) >= 14
    account = Account.objects.get(official=official)
    assert account.check_password(password)
    assert account.must_change_password
    text = "".join(f"{e.payload}{e.outcome}{e.key}" for e in Entry.objects.all())
    text += "".join(part.payload for part in PrivatePart.objects.all())
    assert password not in text
    again, nothing = open_account(OpenAccount(official=official), boss, key="mở-1")
    assert (again.again, nothing) == (True, "")
    assert Account.objects.get(official=official).check_password(password)


@pytest.mark.parametrize(("username", "error"), [("leader", Conflict), ("Hồng", BadInput), ("ab", BadInput)])
def test_sign_in_names_that_cannot_be(commune, boss, username, error):
    official = perform(RegisterOfficial(name="Nguyễn Thị Hồng"), boss).target
    refused(error, OpenAccount(official=official, username=username), boss)
    assert not Account.objects.filter(official=official).exists()


def test_one_account_a_person(commune, boss):
    refused(Conflict, OpenAccount(official=commune.officials["clerk"]), boss)


def test_a_reset_password_must_be_changed_and_ends_sessions(commune):
    official = commune.officials["clerk"]
    before = Account.objects.get(official=official)
    _, password = reset_password(ResetPassword(official=official, reason="quên"), commune.actor("admin"))
    account = Account.objects.get(official=official)
    assert account.check_password(password)
    assert account.must_change_password
    assert account.session_stamp != before.session_stamp


def test_a_closed_account_acts_no_more(commune):
    official = commune.officials["clerk"]
    perform(DisableAccount(official=official, reason="Rà soát 6 tháng"), commune.actor("admin"))
    assert queries.actor_of(commune.accounts["clerk"]) is None
    refused(Conflict, DisableAccount(official=official, reason="lần nữa"), commune.actor("admin"))


def delegation(commune, **values):
    given = {
        "official": commune.officials["leader"],
        "giver": post_of(commune, "leader").id,
        "taker": post_of(commune, "division_head").id,
        "scope": "Ký giải quyết hồ sơ lĩnh vực văn hóa",
        "valid_from": TODAY,
        "valid_to": LATER,
        "decision": "QĐ 15/QĐ-UBND",
    }
    return DelegateSigning(**{**given, **values})


def test_a_delegate_signs_for_the_giver_and_does_nothing_else(commune):
    leader = commune.actor("leader")
    made = perform(delegation(commune), leader)
    account = commune.accounts["division_head"]
    actor = queries.actor_of(account, leader.post)
    assert actor.powers == {"dossier.approve", "dossier.read"}
    assert actor.unit == leader.unit
    assert actor.post == post_of(commune, "division_head").id
    assert actor.on_behalf_of == f"{leader.name}, {leader.post_title} (QĐ 15/QĐ-UBND)"
    assert [capacity.on_behalf_of != "" for capacity in queries.posts_of(account)] == [False, True]
    (row,) = queries.delegations(leader, commune.bodies.centre)
    assert (row.scope, row.revoked) == ("Ký giải quyết hồ sơ lĩnh vực văn hóa", False)
    perform(RevokeDelegation(official=leader.official, delegation=UUID(made.ids["delegation"])), leader)
    assert queries.actor_of(account, leader.post) is None
    again = RevokeDelegation(official=leader.official, delegation=UUID(made.ids["delegation"]))
    refused(Conflict, again, leader)


def test_a_delegation_ends_with_its_day_and_with_its_giver(commune, boss):
    leader = commune.actor("leader")
    perform(delegation(commune), leader)
    account = commune.accounts["division_head"]
    with clock.fixed(clock.at(LATER.year, LATER.month, LATER.day, 8)):
        assert queries.actor_of(account, leader.post) is None
    perform(Leave(official=leader.official, left_on=TODAY), boss)
    assert queries.actor_of(account, leader.post) is None


def test_delegations_that_cannot_be(commune, neighbour):
    leader = commune.actor("leader")
    perform(delegation(commune), leader)
    refused(RuleError, delegation(commune), leader)
    refused(RuleError, delegation(commune, taker=post_of(neighbour, "clerk").id), leader)
    refused(RuleError, delegation(commune, taker=leader.post), leader)
    specialist = commune.actor("specialist")
    wrong = delegation(commune, official=specialist.official, giver=specialist.post)
    refused(RuleError, wrong, specialist)
    assert Delegation.objects.count() == 1


def test_colleagues_see_the_staff_and_strangers_do_not(commune, neighbour, django_assert_num_queries):
    actor = commune.actor("receiver")
    queries.staff(actor, commune.bodies.commune)
    with django_assert_num_queries(1):
        found = queries.staff(actor, commune.bodies.commune)
    assert {row.official for row in found} == set(commune.officials.values())
    assert {row.username for row in found} == {str(role) for role in WHERE}
    with pytest.raises(NotAllowed):
        queries.staff(neighbour.actor("admin"), commune.bodies.commune)
    with pytest.raises(NotAllowed):
        queries.delegations(neighbour.actor("admin"), commune.bodies.commune)


def test_a_look_at_somebody_s_addresses_is_logged_and_strangers_find_nobody(commune, neighbour, boss):
    official = commune.officials["clerk"]
    perform(CorrectOfficial(official=official, name="Cán bộ Thử F", phone="0912345678"), boss)
    card = queries.official(commune.actor("receiver"), official, purpose="Gọi điện")
    assert (card.phone, card.titles) == ("0912345678", "Chức danh clerk")
    row = Access.objects.get(outcome="read")
    assert (row.subject_id, row.purpose) == (official, "Gọi điện")
    with pytest.raises(NotFound):
        queries.official(neighbour.actor("admin"), official, purpose="Xem")


def test_today_is_business_time(commune):
    with clock.fixed(clock.at(2025, 6, 30, 8)):
        assert queries.actor_of(commune.accounts["receiver"]) is None
    with clock.fixed(clock.at(2025, 7, 1, 0, 1)):
        assert queries.actor_of(commune.accounts["receiver"]).unit == commune.bodies.centre


def test_the_dates_of_the_tests_lie_in_the_future():
    assert LATER > TODAY >= date(2025, 7, 1)


def test_a_published_password_is_hashed_once_and_any_other_by_itself(commune, boss, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    told = []
    with passwords.published("ai-cung-biet-mat-khau"):
        for word in ("ai-cung-biet-mat-khau", "ai-cung-biet-mat-khau", None):
            post = PostGiven(unit=commune.bodies.centre, title="Thử", roles=[Role.RECEIVER], valid_from=SINCE)
            official = perform(RegisterOfficial(name=f"Người Thử {'ABC'[len(told)]}", posts=[post]), boss).target
            opened, initial = open_account(OpenAccount(official=official, must_change=False), boss, password=word)
            told.append((Account.objects.get(pk=opened.ids["account"]), initial))
    (first, _), (second, _), (third, _) = told
    assert first.password == second.password
    assert third.password != first.password
    assert all(account.check_password(word) for account, word in told)
