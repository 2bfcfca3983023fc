"""Phụng Công's plan of July to December 2025 and its events, over HTTP: what lacks one of six is refused by name."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

import pytest

from motcua.config import wiring
from motcua.config.demo import directives as story
from motcua.kernel import clock
from motcua.kernel.errors import RuleError
from motcua.ledger.perform import perform
from motcua.oversight.commands import AcceptPlan, SetSixWords, StartDirective
from motcua.oversight.models import Directive, Plan
from motcua.oversight.rules.directives import CLEAR_NAMES

HOME = "/chi-dao/"


@pytest.fixture
def told(town):
    wiring.hook_up()
    return story.phung_cong(town.bodies, town.actors)


def page(client, url, status=HTTPStatus.OK):
    answer = client.get(url)
    assert answer.status_code == status, answer.content.decode()[:1500]
    return answer.content.decode()


def test_a_task_that_lacks_one_of_six_is_refused_by_the_name_this_commune_gives_it(told, town, sign_in, client):
    leader = town["lanhdao"]
    for word in (None, "rõ kết quả"):
        if word:
            words = {**CLEAR_NAMES, "product": word}
            perform(SetSixWords(place=town.bodies.commune, words=words, ground="Quy chế xã"), leader)
        with pytest.raises(RuleError, match=word or "rõ sản phẩm"):
            perform(StartDirective(directive=told["lantern"]), leader)
    with pytest.raises(RuleError, match="Tết Trung thu"):
        perform(AcceptPlan(plan=told["plan"]), leader)
    assert Plan.objects.get().accepted_on is None
    text = page(sign_in(client, "lanhdao", verified=True), f"{HOME}ke-hoach/{told['plan']}/")
    for words in ("66,7 %", "thiếu 1/6 rõ", "Tri ân gia đình chính sách", "gantt-bar", "Lịch theo ngày đến hạn"):
        assert words in text
    page(client, f"{HOME}ke-hoach/{told['plan']}/in/")


def test_events_count_down_and_a_moved_day_moves_what_is_due_by_it(told, town, sign_in, client):
    desk = sign_in(client, "lanhdao", verified=True)
    text = page(desk, f"{HOME}su-kien/")
    for words in (
        "Chủ nhật, 27/07/2025",
        "ngày nghỉ cuối tuần",
        "còn 16 ngày",
        "thứ Hai, 06/10/2025",
        "Văn hóa – Xã hội",
    ):
        assert words in text
    assert Directive.objects.get(pk=told["gifts"]).until == date(2025, 7, 26)
    move = f"{HOME}su-kien/{told['27-7']}/doi-ngay/"
    page(desk, move)
    for _ in range(2):
        answer = desk.post(move, {"day": "25/07/2025", "reason": "Ngày làm việc", "once_key": "m"})
        assert answer.status_code == HTTPStatus.FOUND
    assert Directive.objects.get(pk=told["gifts"]).until == date(2025, 7, 24)
    assert "đổi ngày: Ngày làm việc" in page(desk, f"{HOME}su-kien/")
    assert "24/7/2025" in page(desk, f"{HOME}nhiem-vu/{told['gifts']}/")
    assert "27/07/2026" not in page(desk, f"{HOME}su-kien/")
    with clock.fixed(clock.at(2025, 12, 1, 8)):
        assert "27/07/2026" in page(desk, f"{HOME}su-kien/")


def test_a_plan_is_made_from_the_repeating_tasks_of_the_last_one_once(told, town, sign_in, client):
    desk = sign_in(client, "lanhdao", verified=True)
    page(desk, f"{HOME}ke-hoach/moi/")
    sent = {
        "place": str(town.bodies.commune),
        "title": "Kế hoạch 6 tháng đầu năm 2026",
        "starts": "01/01/2026",
        "ends": "30/06/2026",
        "copied_from": str(told["plan"]),
        "month_1": "31/01/2026",
        "words_1": "Xong báo cáo năm",
        "once_key": "p",
    }
    for _ in range(2):
        assert desk.post(f"{HOME}ke-hoach/moi/", sent).status_code == HTTPStatus.FOUND
    plan = Plan.objects.get(copied_from=told["plan"])
    assert list(plan.tasks.values_list("title", "until")) == [
        ("Rà soát giải phóng mặt bằng, thu ngân sách", date(2026, 6, 30))
    ]
    here = f"{HOME}ke-hoach/{plan.pk}/"
    for part in ("them/", "giao/", "viec/sua/", "viec/duyet/"):
        page(desk, here + part)
    assert desk.post(f"{here}giao/", {"once_key": "g"}).status_code == HTTPStatus.FOUND
    assert desk.post(f"{here}viec/duyet/", {"once_key": "d"}).status_code == HTTPStatus.FOUND
    plan.refresh_from_db()
    assert (plan.accepted_on, plan.tasks.get().state) == (date(2025, 7, 11), "running")
    bad = desk.post(f"{HOME}ke-hoach/moi/", {**sent, "ends": "01/01/2025", "once_key": "q"})
    assert bad.status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}
    assert "Kế hoạch 6 tháng đầu năm 2026" in page(desk, f"{HOME}ke-hoach/")


def test_whoever_only_follows_changes_nothing(told, town, sign_in, client):
    desk = sign_in(client, "truongphong")
    assert "Kế hoạch công tác" in page(desk, f"{HOME}ke-hoach/")
    assert "giải phóng mặt bằng" in page(desk, f"{HOME}?vai=chu-tri")
    page(desk, f"{HOME}ke-hoach/moi/", HTTPStatus.FORBIDDEN)
    page(desk, f"{HOME}su-kien/moi/", HTTPStatus.FORBIDDEN)
    refused = desk.post(f"{HOME}ke-hoach/{told['plan']}/viec/duyet/", {"once_key": "x"})
    assert refused.status_code == HTTPStatus.FORBIDDEN


def test_a_day_of_ones_own_and_the_wording_are_set_by_form(told, town, sign_in, client):
    desk = sign_in(client, "lanhdao", verified=True)
    page(desk, f"{HOME}su-kien/moi/")
    new = {
        "place": str(town.bodies.commune),
        "which": "own",
        "name": "Ngày hội xã",
        "month": "11",
        "day": "18",
        "once_key": "n",
    }
    assert desk.post(f"{HOME}su-kien/moi/", {**new, "day": "31"}).status_code in {400, 422}
    assert desk.post(f"{HOME}su-kien/moi/", new).status_code == HTTPStatus.FOUND
    assert "Ngày hội xã" in page(desk, f"{HOME}su-kien/")
    page(desk, f"{HOME}sau-ro/")
    words = {
        "place": str(town.bodies.commune),
        "ground": "QĐ",
        "once_key": "w",
        **dict(CLEAR_NAMES),
        "work": "rõ phần việc",
    }
    assert desk.post(f"{HOME}sau-ro/", words).status_code == HTTPStatus.FOUND
    assert "rõ phần việc" in page(desk, f"{HOME}nhiem-vu/{told['lantern']}/")
