"""Templates, floor plans and trial runs over HTTP."""

from __future__ import annotations

import re
from http import HTTPStatus

import pytest

from motcua.kernel import clock
from motcua.ledger.actor import system
from motcua.readiness.commands import load_packaged
from motcua.readiness.models import (
    Answer,
    Defect,
    FloorPlan,
    Launch,
    PlanVersion,
    ReadinessFile,
    ScriptResult,
    Template,
    Trial,
    Waiver,
)
from motcua.readiness.queries import plans


def page(client, url):
    answer = client.get(url)
    assert answer.status_code == HTTPStatus.OK, answer.content.decode()[:2000]
    return answer.content.decode()


def issue_form(facts, **more):
    form = {"title": facts.title, "source": "QĐ thử", "note": "", "once_key": "i"}
    for zone in facts.zones:
        for item in zone.items:
            form |= {
                f"{item.key}:name": item.name,
                f"{item.key}:required": item.required,
                f"{item.key}:count": "" if item.count is None else item.count,
                f"{item.key}:blocks": item.blocks,
                f"{item.key}:criterion": item.criterion,
                f"{item.key}:ground": item.ground,
            }
    return form | more


@pytest.fixture
def template(region):
    """The packaged template."""
    load_packaged(system("Kiểm thử"))
    return Template.objects.get()


def facts_of(row):
    from motcua.readiness.summaries import decoded

    return decoded(row.content)


def test_an_overseer_issues_the_next_version_and_a_file_moves_to_it_with_its_answers(region, played, sign_in, client):
    first = Template.objects.get()
    client = sign_in(client, "tp-thaibinh")
    assert "chưa kiểm chứng" in page(client, "/san-sang/mau/")
    assert "Máy quét có khay nạp tự động" in page(client, f"/san-sang/mau/{first.id}/")
    url = f"/san-sang/mau/{first.id}/phien-ban-moi/"
    page(client, url)
    added = {"so-hoa+1:name": "Máy quét khổ A3", "so-hoa+1:required": "1 máy", "so-hoa+1:blocks": "trial"}
    gone = {"don-tiep.than-thien:name": ""}
    form = issue_form(facts_of(first), **added, **gone)
    for _ in range(2):
        assert client.post(url, form).status_code == HTTPStatus.FOUND
    second = Template.objects.get(number=2)
    keys = {item.key for _, item in facts_of(second).items()}
    assert "so-hoa.may-quet-kho-a3" in keys
    assert "don-tiep.than-thien" not in keys
    assert (second.trust, second.issued_by) == ("issued", region["tp-thaibinh"].name)
    file = played["tran-hung-dao"]
    move = f"/san-sang/{file}/phien-ban/"
    assert "phiên bản mới hơn" in page(client, f"/san-sang/{file}/")
    page(client, move)
    answers = Answer.objects.filter(file=file, state="current").count()
    assert client.post(move, {"template": second.id, "once_key": "m"}).status_code == HTTPStatus.FOUND
    assert Answer.objects.filter(file=file, state="current").count() == answers
    text = page(client, f"/san-sang/{file}/")
    assert "Máy quét khổ A3 (chưa trả lời)" in text
    assert "tạm ngừng hiệu lực" in text


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"title": ""}, "Ghi tên bộ mẫu"),
        ({"so-hoa.may-quet:count": "x"}, "số lượng phải là số nguyên"),
        ({"so-hoa.may-quet:blocks": "always"}, "chọn có bắt buộc hay không"),
        ({"so-hoa.may-quet:name": "x" * 201}, "tên quá dài"),
    ],
)
def test_a_version_that_cannot_be_answered_is_refused(region, template, sign_in, client, more, said):
    url = f"/san-sang/mau/{template.id}/phien-ban-moi/"
    answer = sign_in(client, "tp-thaibinh").post(url, issue_form(facts_of(template), **more))
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert said in answer.content.decode()
    assert Template.objects.count() == 1


def test_a_centre_issues_nothing_and_sees_versions_of_its_own_overseers_only(region, template, sign_in, client):
    url = f"/san-sang/mau/{template.id}/phien-ban-moi/"
    assert sign_in(client, "gd-tra-ly").get(url).status_code == HTTPStatus.FORBIDDEN
    sign_in(client, "khoakd").post(url, issue_form(facts_of(template), title="Mẫu của Lâm Thao"))
    other = Template.objects.get(number=2)
    assert "Mẫu của Lâm Thao" not in page(sign_in(client, "gd-tra-ly"), "/san-sang/mau/")
    assert client.get(f"/san-sang/mau/{other.id}/").status_code == HTTPStatus.NOT_FOUND
    assert "Mẫu của Lâm Thao" in page(sign_in(client, "gd-cao-xa"), "/san-sang/mau/")


def plan_form(**more):
    form = {"seen": "0", "columns": "24", "rows": "16", "cell_cm": "50", "peak_visitors": "60", "once_key": "p"}
    form |= {
        "s1:kind": "zone",
        "s1:label": "Đón tiếp",
        "s1:x": "0",
        "s1:y": "0",
        "s1:w": "8",
        "s1:h": "8",
        "s1:seats": "0",
    }
    form |= {
        "s2:kind": "seats",
        "s2:label": "Ghế chờ",
        "s2:x": "1",
        "s2:y": "1",
        "s2:w": "4",
        "s2:h": "2",
        "s2:seats": "24",
    }
    return form | more


def test_a_plan_typed_into_the_table_is_saved_once_with_its_figures_and_its_versions(region, files, sign_in, client):
    url = f"/san-sang/mat-bang/{region.centres['tra-ly']}/"
    client = sign_in(client, "csvc-tra-ly")
    page(client, url)
    for _ in range(2):
        assert client.post(url, plan_form()).status_code == HTTPStatus.FOUND
    text = page(client, url)
    assert "16,0 m², 24 chỗ ngồi cho 60 khách giờ đông nhất: thiếu 36 chỗ, 0,3 m² mỗi khách." in text
    plan = FloorPlan.objects.get().id
    stale = client.post(url, plan_form(plan=plan, seen="9", once_key="q", note="x"))
    assert stale.status_code == HTTPStatus.CONFLICT
    same = client.post(url, plan_form(plan=plan, seen="1", once_key="r"))
    assert (same.status_code, "không có gì thay đổi" in same.content.decode()) == (HTTPStatus.CONFLICT, True)
    moved = plan_form(plan=plan, seen="1", once_key="s", **{"s2:seats": "60"})
    assert client.post(url, moved).status_code == HTTPStatus.FOUND
    assert list(PlanVersion.objects.values_list("number", flat=True)) == [1, 2]
    assert "phiên bản cũ" in page(client, url + "?ban=1")
    assert "đủ chỗ" in page(client, url + "in/")
    assert client.get(url + "?ban=7").status_code == HTTPStatus.NOT_FOUND
    assert client.get(url + "?ban=x").status_code == HTTPStatus.BAD_REQUEST


def test_the_palette_holds_the_zones_the_file_asks_for_then_what_stands_in_any_centre(region, files, sign_in, client):
    text = page(sign_in(client, "csvc-tra-ly"), f"/san-sang/mat-bang/{region.centres['tra-ly']}/")
    assert re.findall(r'data-piece="(\w+)" data-name="[^"]+"(?: data-zone="([\w-]+)")?', text) == [
        *(("zone", key) for key in ("don-tiep", "tra-cuu", "dich-vu-cong", "so-hoa", "tra-ket-qua", "lam-viec")),
        *((kind, "") for kind in ("zone", "desk", "seats", "device", "door")),
    ]


def test_before_there_is_a_file_the_newest_template_says_the_zones_and_none_without_one(region, files):
    actor, unit = region["csvc-tra-ly"], region.centres["tra-ly"]
    asked = plans.zones_asked(actor, unit)
    assert asked[0] == ("don-tiep", "Khu đón tiếp")
    other = region.centres["tran-hung-dao"]
    assert plans.zones_asked(actor, other) == asked, "out of reach of the actor: the template they may use"


def test_a_node_without_any_template_has_no_zones_to_offer(region):
    assert plans.zones_asked(region["csvc-tra-ly"], region.centres["tra-ly"]) == ()


PAGE_MOST = 200_000
"""Bytes; a plan of usual size makes a page of some fifty thousand."""


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"s1:w": "30"}, "nằm ngoài lưới"),
        ({"s1:x": "-1"}, "nằm ngoài lưới"),
        ({"s1:w": "ba"}, "Dòng 1"),
        ({"s1:kind": "tường"}, "Dòng 1"),
        ({"s2:kind": "zone"}, "đè lên nhau"),
        ({"columns": "999999"}, "Lưới từ 4"),
        ({"columns": "nhiều"}, "không phải là số"),
        ({"s1:seats": "5000"}, "số chỗ ngồi"),
    ],
)
def test_a_plan_that_cannot_be_drawn_is_refused_and_shown_again(region, files, sign_in, client, more, said):
    url = f"/san-sang/mat-bang/{region.centres['tra-ly']}/"
    answer = sign_in(client, "csvc-tra-ly").post(url, plan_form(**more))
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert said in answer.content.decode()
    assert len(answer.content) < PAGE_MOST, "what was asked for is not drawn line by line"
    assert not FloorPlan.objects.exists()


def test_a_plan_is_begun_from_another_s_within_reach_and_not_from_one_outside(region, played, sign_in, client):
    client = sign_in(client, "tp-thaibinh")
    url = f"/san-sang/mat-bang/{region.centres['tra-ly']}/"
    assert "Cung cấp dịch vụ công" in page(client, f"{url}?theo={region.centres['tran-hung-dao']}")
    assert client.get(f"{url}?theo={region.centres['cao-xa']}").status_code == HTTPStatus.NOT_FOUND
    assert client.get(f"{url}?theo=x").status_code == HTTPStatus.NOT_FOUND
    assert client.get(f"/san-sang/mat-bang/{region.centres['cao-xa']}/").status_code == HTTPStatus.NOT_FOUND


def test_who_only_reads_sees_a_plan_and_changes_nothing(region, played, sign_in, client):
    client = sign_in(client, "ct-tran-hung-dao")
    url = f"/san-sang/mat-bang/{region.centres['tran-hung-dao']}/"
    assert "Lưu sơ đồ" not in page(client, url)
    assert client.post(url, plan_form(seen="1")).status_code == HTTPStatus.FORBIDDEN


@pytest.fixture
def trial(region, played):
    """The plan of the five wards."""
    return Trial.objects.get()


def test_a_trial_run_from_plan_to_start_over_http(region, played, trial, sign_in, client):
    client = sign_in(client, "tp-thaibinh", verified=True)
    base = f"/san-sang/chay-thu/{trial.id}/"
    text = page(client, base)
    assert "15/6/2025 là Chủ nhật" in text
    assert "Chưa thể vận hành đồng loạt: 1/5 sẵn sàng; còn" in text
    assert "Vận hành thử nghiệm năm phường" in page(client, "/san-sang/chay-thu/")
    with clock.fixed(clock.at(2025, 6, 14, 9)):
        page(client, base + "van-hanh/")
        refused = client.post(base + "van-hanh/", {"once_key": "a"})
        assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert "lập phương án trực" in refused.content.decode()
        page(client, base + "truc/")
        client.post(base + "truc/", {"plan": "Hai người trực mỗi nơi", "once_key": "b"})
        refused = client.post(base + "van-hanh/", {"once_key": "c"})
        assert "Chưa thể vận hành đồng loạt" in refused.content.decode()
        for key in ("tra-ly", "tran-lam", "thai-binh", "vu-phuc"):
            url = f"{base}cho-phep/{region.centres[key]}/"
            page(client, url)
            assert client.post(url, {"reason": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
            assert client.post(url, {"reason": "Dùng chung máy (thử)", "once_key": key}).status_code == HTTPStatus.FOUND
        for _ in range(2):
            assert client.post(base + "van-hanh/", {"once_key": "d"}).status_code == HTTPStatus.FOUND
    assert (Waiver.objects.count(), Launch.objects.count()) == (4, 1)
    text = page(client, base)
    assert "đang vận hành thử nghiệm" in text
    assert "theo ý kiến bằng văn bản của lãnh đạo" in text


def test_launching_asks_for_the_second_factor(region, trial, sign_in, client):
    with clock.fixed(clock.at(2025, 6, 14, 9)):
        answer = sign_in(client, "tp-thaibinh").post(f"/san-sang/chay-thu/{trial.id}/van-hanh/", {"once_key": "a"})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert not Launch.objects.exists()


def test_scripts_and_defects_are_written_by_the_centres_themselves(region, trial, sign_in, client):
    Trial.objects.update(stage="trial")
    base = f"/san-sang/chay-thu/{trial.id}/"
    client = sign_in(client, "csvc-tra-ly")
    unit, other = region.centres["tra-ly"], region.centres["vu-phuc"]
    assert "Phải được" in page(client, base + "kich-ban/lien-thong/")
    tried = {"unit": unit, "outcome": "passed", "note": "", "once_key": "s"}
    assert (
        client.post(base + "kich-ban/lien-thong/", tried | {"unit": other}).status_code
        == HTTPStatus.UNPROCESSABLE_ENTITY
    )
    for _ in range(2):
        assert client.post(base + "kich-ban/lien-thong/", tried).status_code == HTTPStatus.FOUND
    assert ScriptResult.objects.count() == 1
    assert client.get(base + "kich-ban/khong-co/").status_code == HTTPStatus.NOT_FOUND
    page(client, base + "loi/")
    found = {"unit": unit, "title": "Không ký được bản quét", "severity": "blocking", "owner": "Sở KHCN", "due": ""}
    assert client.post(base + "loi/", found | {"once_key": "f", "severity": "x"}).status_code == 422
    assert client.post(base + "loi/", found | {"once_key": "f"}).status_code == HTTPStatus.FOUND
    defect = Defect.objects.get()
    text = page(client, base)
    assert "chặn vận hành" in text
    assert "đạt 1/6" in text
    mend = f"{base}loi/{defect.id}/"
    assert client.post(mend, {"how": ""}).status_code == HTTPStatus.BAD_REQUEST
    assert client.post(mend, {"how": "Cài lại trình điều khiển"}).status_code == HTTPStatus.FOUND
    assert client.post(mend, {"how": "Cài lại trình điều khiển"}).status_code == HTTPStatus.CONFLICT
    assert client.post(mend, {"how": "Lại lỗi", "open": "1"}).status_code == HTTPStatus.FOUND
    assert sign_in(client, "csvc-vu-phuc").post(mend, {"how": "x"}).status_code == HTTPStatus.NOT_FOUND
    assert "Không ký được bản quét" not in page(client, base)


def test_a_trial_concerns_its_centres_and_their_overseers_alone(region, trial, sign_in, client):
    url = f"/san-sang/chay-thu/{trial.id}/"
    page(sign_in(client, "ct-vu-phuc"), url)
    assert sign_in(client, "gd-cao-xa").get(url).status_code == HTTPStatus.NOT_FOUND
    assert sign_in(client, "tn-tra-ly").get(url).status_code == HTTPStatus.FORBIDDEN


def test_a_plan_is_made_moved_and_learnt_from(region, files, sign_in, client):
    client = sign_in(client, "khoakd")
    page(client, "/san-sang/chay-thu/moi/")
    form = {
        "title": "Ba xã (thử)",
        "centres": [region.centres["cao-xa"], region.centres["xuan-lung"]],
        "trial_on": "16/06/2025",
        "official_on": "01/07/2025",
        "once_key": "n",
    }
    assert client.post("/san-sang/chay-thu/moi/", form | {"trial_on": "mai"}).status_code == 422
    assert client.post("/san-sang/chay-thu/moi/", form).status_code == HTTPStatus.FOUND
    base = f"/san-sang/chay-thu/{Trial.objects.get().id}/"
    page(client, base + "doi-ngay/")
    moved = {"trial_on": "17/06/2025", "official_on": "01/07/2025", "reason": "Chờ máy", "once_key": "v"}
    assert client.post(base + "doi-ngay/", moved).status_code == HTTPStatus.FOUND
    page(client, base + "bai-hoc/")
    assert (
        client.post(base + "bai-hoc/", {"lessons": "Thử mạng trước", "once_key": "l"}).status_code == HTTPStatus.FOUND
    )
    assert "Thử mạng trước" in page(client, base)
    assert ReadinessFile.objects.count() == 8
